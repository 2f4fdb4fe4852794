"""The scorecard: authorities by name and by nothing else, measures across; only flags are tinted; the focused cell is read out."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.ui.data.pages import Page, Rows, Shown, Wanted
from wmpeer.ui.data.parts import TextPage
from wmpeer.ui.data.records import Key, Scorecard, ScoreCell, ScoreColumn, ScoreRow
from wmpeer.ui.data.region_reading import in_words, read_scorecard
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.clipboard import copy_tables
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.message import announce
from wmpeer.ui.kit.paint import LEFT, box, colour, smooth, width_of, words
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.kit.theme import on_white_paper, theme
from wmpeer.ui.kit.tokens import SCORECARD_ROW

_NAME, _LEAST = 150, 80


def shown_cell(cell: ScoreCell) -> Cell:
    """A value before a gutter of 24 px that holds a flag or an arrow."""
    if cell.mark == "flag":
        return Cell(
            cell.text, tone="consider", weight=600, after="flag", after_weight="fill", soft="consider", said=f"{cell.text}, flag",
            tip=cell.said,
        )  # fmt: skip
    if cell.mark:
        arrow, said = ("arrow-up", "highest fifth") if cell.mark == "high" else ("arrow-down", "lowest fifth")
        return Cell(cell.text, after=arrow, icon_tone="ink2", said=f"{cell.text}, {said}", tip=cell.said)
    return Cell(cell.text, tone="ink" if cell.known else "ink3", said=cell.text if cell.known else "no value", tip=cell.said)


class ReadOut(QWidget):
    """The focused cell as a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("read-out")
        self._said = ""
        self._text = Label("", wrap=True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._keys = Label("Enter opens it", "small", "ink3")
        row = QHBoxLayout(self)
        row.setContentsMargins(38, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._keys)
        self.setMinimumHeight(34)
        theme().changed.connect(self.update)

    def say(self, sentence: str, *, opens: bool) -> None:
        head, colon, rest = sentence.partition(": ")
        self._said = sentence
        self._text.setText(f"<b>{escape(head + colon)}</b>{escape(rest)}")
        self._keys.setVisible(opens)
        self.setAccessibleName(sentence)

    def text(self) -> str:
        return self._said

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            box(smooth(painter), self.rect(), fill="chosen")
            paint_icon(painter, QRectF(14, self.height() / 2 - 8, 16, 16), "text-align-left", "accent_ink")


class Legend(QWidget):
    """What the marks of the scorecard say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._country = "England"
        self.setFixedHeight(20)
        theme().changed.connect(self.update)

    def set_country(self, name: str) -> None:
        self._country = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        rows = (
            ("flag", "consider", "fill", f"flagged: the worse fifth of {self._country}"),
            ("arrow-up", "ink2", "regular", "highest fifth"),
            ("arrow-down", "ink2", "regular", "lowest fifth"),
            ("", "", "", "–  no value published"),
        )
        with QPainter(self) as painter:
            smooth(painter)
            x = 0.0
            for icon, tone, weight, text in rows:
                if icon:
                    paint_icon(painter, QRectF(x, 3, 14, 14), icon, tone, weight)
                    x += 20
                x += words(painter, QRectF(x, 0, self.width() - x, 20), text, fonts.font("small"), "ink2", LEFT) + 20


class ScorecardPage(Page):
    """Authorities by name, measures across."""

    mode = "scorecard"
    numbers_are_picture = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scorecard-page")
        self.card: Scorecard | None = None
        self._own = ""
        self._chosen: dict[str, set[Key]] = {}
        self.title = Label("Scorecard", "heading")
        self.about = Label("", "small", "ink2", wrap=True)
        self.choose = Button("Choose measures", "plain", "sliders-horizontal", name="choose-measures")
        self.copy = Button("Copy table", "plain", "copy", name="copy-table")
        self.table = Table(
            [Column("Authority, A to Z", lambda row: row.name)], label="Scorecard: authorities by name",
            key=lambda row: (row.kind, row.code), cells=True, row_height=SCORECARD_ROW, letters=False, name="scorecard",
        )  # fmt: skip
        self.read_out = ReadOut()
        self.legend = Legend()
        self.text = TextPage(name="scorecard-words")
        self.text.setMaximumWidth(860)
        self.stack = QStackedWidget()
        self._lay_out()
        self.choose.clicked.connect(lambda: self.menu_of_measures().popup(self.choose.mapToGlobal(QPoint(0, self.choose.height()))))
        self.copy.clicked.connect(self._copy)
        self.table.cell_chosen.connect(self._told)
        self.table.opened.connect(self._open)

    def _lay_out(self) -> None:
        head, texts = QHBoxLayout(), QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self.title)
        texts.addWidget(self.about)
        head.setSpacing(8)
        head.addLayout(texts, 1)
        head.addWidget(self.choose)
        head.addWidget(self.copy)
        grid, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 100)
        column.addWidget(self.read_out)
        column.addWidget(self.legend)
        column.addStretch(1)
        grid.setLayout(column)
        reading, row = QWidget(), QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 100)
        row.addStretch(1)
        reading.setLayout(row)
        self.stack.addWidget(grid)
        self.stack.addWidget(reading)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 10)
        whole.setSpacing(10)
        whole.addLayout(head)
        whole.addWidget(self.stack, 1)

    @classmethod
    def label(cls, count: int, *, whole: bool) -> str:
        return "Scorecard"

    def wanted(self, shown: Shown) -> Wanted | None:
        figures = shown.figures
        return Wanted(("scorecard", figures.authority, figures.model, shown.area), read_scorecard, (figures, shown.area))

    def show_answer(self, answer: Any, shown: Shown) -> None:
        self.show_card(answer, shown.figures.authority)

    def file_name(self, shown: Shown) -> str:
        return "scorecard"

    def show_card(self, card: Scorecard, own: str) -> None:
        """Show *card*; the row of *own* (an ONS code) is the chosen one."""
        changed = own != self._own
        self.card, self._own = card, own
        self.title.setText(f"Scorecard: {card.title}")
        country = next((row.name for row in card.rows if row.kind == "england"), "England")
        self.legend.set_country(country)
        self._lay_columns()
        if changed or self.table.current() is None:
            self.table.choose(("authority", own))
        if card.columns and self.table.currentIndex().column() < 1:
            self.table.setCurrentIndex(self.table.records.index(self.table.currentIndex().row(), 1))
        self._fill_view()

    def measures(self) -> tuple[ScoreColumn, ...]:
        """The measures shown: those a person chose, else as many as there is room for."""
        if self.card is None:
            return ()
        wanted = self._chosen.get(self.card.title)
        if wanted is not None:
            return tuple(column for column in self.card.columns if column.key in wanted)
        room = max(self.width(), 320) - 40 - _NAME - 16
        shown: list[ScoreColumn] = []
        for column in (column for column in self.card.columns if column.first):
            room -= _width(column)
            if shown and room < 0:
                break
            shown.append(column)
        return tuple(shown)

    def _lay_columns(self) -> None:
        if self.card is None:
            return
        shown = self.measures()
        places = {column.key: at for at, column in enumerate(self.card.columns)}
        columns = [Column("Authority, A to Z", _name_cell, width=_NAME, stretch=True, sort=None)]
        for column in shown:
            columns.append(Column(
                _heading(column), lambda row, at=places[column.key]: shown_cell(row.cells[at]), column.more, True, _width(column),
                sort=None, tip=f"{column.name}, {column.period}{', ' if column.unit else ''}{column.unit}; {column.more}",
            ))  # fmt: skip
        at = self.table.currentIndex()
        self.table.set_columns(columns)
        self.table.set_records(self.card.rows)
        if at.isValid():
            self.table.setCurrentIndex(self.table.records.index(at.row(), min(at.column(), len(columns) - 1)))
        self.table.setMaximumHeight(self.table.height_of_all() + 14)
        left = len(self.card.columns) - len(shown)
        more = f" {len(shown)} of {len(self.card.columns)} measures are shown; choose others." if left else ""
        self.about.setText(f"Latest period published for each measure. Percentages unless the heading says otherwise.{more}")
        self.choose.setEnabled(bool(self.card.columns))

    def menu_of_measures(self) -> QMenu:
        """The measures to tick; it stays open."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = {column.key for column in self.measures()}
        for column in self.card.columns if self.card else ():
            action = menu.addAction(column.name)
            action.setCheckable(True)
            action.setChecked(column.key in shown)
            action.toggled.connect(lambda on, key=column.key: self._toggle(key, on))
        return menu

    def _toggle(self, key: Key, on: bool) -> None:
        assert self.card is not None
        wanted = self._chosen.setdefault(self.card.title, {column.key for column in self.measures()})
        if on:
            wanted.add(key)
        else:
            wanted.discard(key)
        self._lay_columns()

    def _cell_at(self, row: ScoreRow, column: int) -> tuple[ScoreColumn, ScoreCell] | None:
        shown = self.measures()
        if self.card is None or not 1 <= column <= len(shown):
            return None
        one = shown[column - 1]
        return one, row.cells[self.card.columns.index(one)]

    def _told(self, row: ScoreRow, column: int) -> None:
        found = self._cell_at(row, column)
        sentence = found[1].said if found else f"{row.name}."
        self.read_out.say(sentence, opens=row.kind == "authority" and found is not None)
        if self.table.hasFocus():
            announce(self.table, sentence)

    def _open(self, row: ScoreRow) -> None:
        found = self._cell_at(row, self.table.currentIndex().column())
        if row.kind == "authority" and found is not None:
            self.opened.emit(row.code, found[0].key)

    def set_view(self, view: str) -> None:
        """The grid is the numbers; words are the other way to read it."""
        self.stack.setCurrentIndex(1 if view == "words" else 0)
        self._fill_view()

    def set_room(self, room: str) -> None:
        """In a short room the rows go before what is said about them."""
        for widget in (self.about, self.legend):
            widget.setVisible(room != "short")

    def view_widget(self) -> QWidget:
        return self.text if self.stack.currentIndex() else self.table

    def _fill_view(self) -> None:
        if self.card is not None and self.stack.currentIndex() == 1:
            keep = {self.card.columns.index(column) for column in self.measures()}
            rows = tuple(
                ScoreRow(row.code, row.name, row.kind, tuple(cell for at, cell in enumerate(row.cells) if at in keep))
                for row in self.card.rows
            )
            self.text.set_lines(in_words(Scorecard(self.card.title, self.card.columns, rows)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.card is not None and len(self.measures()) + 1 != self.table.records.columnCount():
            self._lay_columns()

    def _copy(self) -> None:
        copy_tables(self.tables())
        self.said.emit("The table is copied.", "Paste it into a letter or a sheet.")

    def tables(self) -> tuple[Rows, ...]:
        return (self.table.as_rows(),) if self.card is not None else ()

    def image(self) -> QImage | None:
        """The grid on a white page."""
        if self.card is None:
            return None
        size = QSize(self.table.width(), self.table.height() + 76)
        image = QImage(size * 2, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(2.0)
        with on_white_paper():
            with QPainter(image) as painter:
                painter.fillRect(image.rect(), colour("paper"))
                words(painter, QRectF(8, 6, size.width(), 28), self.title.text(), fonts.font("heading"))
                words(painter, QRectF(8, 34, size.width(), 18), self.about.text(), fonts.font("small"), "ink2", LEFT)
            self.table.render(image, QPoint(0, 60))
        return image


def _heading(column: ScoreColumn) -> str:
    return f"{column.name}, {column.unit}" if column.unit and column.unit != "%" else column.name


@lru_cache(maxsize=512)
def _width(column: ScoreColumn) -> int:
    """The least width in which the heading stands whole in three lines."""
    font, words_ = fonts.font("small", 500), _heading(column).split()
    width = max(_LEAST, width_of(column.more, fonts.font("small")) + 18, *(width_of(word, font) + 18 for word in words_))
    while _lines(words_, width - 16) > 3:
        width += 4
    return width


def _lines(words_: list[str], room: int) -> int:
    lines = [""]
    for word in words_:
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or width_of(longer, fonts.font("small", 500)) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return len(lines)


def _name_cell(row: ScoreRow) -> Cell:
    return Cell(row.name, weight=400 if row.kind == "authority" else 600)
