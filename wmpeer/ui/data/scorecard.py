"""The scorecard: authorities by name and by nothing else, every measure across; only flags are tinted; the focused cell is read out."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.indicators.queries import sources
from wmpeer.indicators.scorecard import Score, ScoreMeasure, score
from wmpeer.region.queries import region_of
from wmpeer.ui.data.pages import Page, Rows, Shown, Wanted
from wmpeer.ui.data.parts import TextPage, at_left
from wmpeer.ui.data.records import AreaLine
from wmpeer.ui.data.scoregrid import ScoreGrid
from wmpeer.ui.data.scorewords import about, chosen, country_of, in_words, sentence, table_rows
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.clipboard import copy_tables
from wmpeer.ui.kit.fields import TextField, Tick
from wmpeer.ui.kit.icons import icon, paint_icon
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.message import announce
from wmpeer.ui.kit.paint import LEFT, box, colour, smooth, words
from wmpeer.ui.kit.theme import on_white_paper, theme

EVERY = "Every source"


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A score, the source it is of ("" for each measure once), and the sources there are."""

    score: Score
    source: str
    sources: tuple[str, ...]


def read_scorecard(session: Any, source: str) -> Scorecard:
    """The scorecard of a source, or of all where *source* is empty or no longer there."""
    known = sources(session)
    source = source if source in known else ""
    return Scorecard(score(session, region_of(session), source or None), source, known)


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

    def say(self, words_: str, *, opens: bool) -> None:
        head, colon, rest = words_.partition(": ")
        self._said = words_
        self._text.setText(f"<b>{escape(head + colon)}</b>{escape(rest)}")
        self._keys.setVisible(opens)
        self.setAccessibleName(words_)

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
        self._country, self._share = "England", "fifth"
        self.setFixedHeight(20)
        theme().changed.connect(self.update)

    def set_words(self, country: str, share: str) -> None:
        self._country, self._share = country, share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        rows = (
            ("flag", "consider", "fill", f"flagged: the less favourable {self._share} of {self._country}"),
            ("arrow-up", "ink2", "regular", f"highest {self._share}"),
            ("arrow-down", "ink2", "regular", f"lowest {self._share}"),
            ("", "", "", "a letter or a dash  no value; the line above says why"),
        )
        with QPainter(self) as painter:
            smooth(painter)
            x = 0.0
            for mark, tone, weight, text in rows:
                if mark:
                    paint_icon(painter, QRectF(x, 3, 14, 14), mark, tone, weight)
                    x += 20
                x += words(painter, QRectF(x, 0, self.width() - x, 20), text, fonts.font("small"), "ink2", LEFT) + 20


class ScorecardPage(Page):
    """Every measure of a source, or of all, for all authorities."""

    mode = "scorecard"
    numbers_are_picture = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scorecard-page")
        self.card: Scorecard | None = None
        self._own = ""
        self._area: AreaLine | None = None
        self._shown: tuple[int, ...] = ()
        self._source = ""
        self.title, self.about = Label("Scorecard", "heading"), Label("", "small", "ink2")
        self.search = TextField(hint="Filter measures", name="score-filter")
        self.key_only = Tick("Key measures only", ticked=True, name="key-measures")
        self.source = Button(EVERY, "plain", "database", name="score-source")
        self.copy = Button("Copy table", "plain", "copy", name="copy-table")
        self.table = ScoreGrid()
        self.nothing = Label("", "interface", "ink2", wrap=True)
        self.read_out, self.legend = ReadOut(), Legend()
        self.text = TextPage(name="scorecard-words")
        self.text.setMaximumWidth(860)
        self.stack = QStackedWidget()
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Filter measures by word; between commas, any of them")
        self.search.setFixedWidth(200)
        head, texts = QHBoxLayout(), QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.title)
        texts.addWidget(self.about)
        head.setSpacing(8)
        head.addLayout(texts, 1)
        for part in (self.search, self.key_only, self.source, self.copy):
            head.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        grid, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget, stretch in ((self.table, 100), (self.nothing, 0), (self.read_out, 0), (self.legend, 0)):
            column.addWidget(widget, stretch)
        column.addStretch(1)
        grid.setLayout(column)
        self.stack.addWidget(grid)
        self.stack.addWidget(at_left(self.text))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 10)
        whole.setSpacing(10)
        whole.addLayout(head)
        whole.addWidget(self.stack, 1)

    def _listen(self) -> None:
        self.search.textChanged.connect(lambda _text: self._fill())
        self.key_only.toggled.connect(lambda _on: self._fill())
        self.source.clicked.connect(lambda: self.menu_of_sources().popup(self.source.mapToGlobal(QPoint(0, self.source.height()))))
        self.copy.clicked.connect(self.copy_table)
        self.table.copied.connect(self.copy_table)
        self.table.cell_chosen.connect(self._told)
        self.table.opened.connect(self._open)

    @classmethod
    def label(cls, count: int, *, whole: bool) -> str:
        return "Scorecard"

    def wanted(self, shown: Shown) -> Wanted | None:
        return Wanted(("scorecard", self._source), read_scorecard, (self._source,))

    def show_answer(self, answer: Any, shown: Shown) -> None:
        self.show_card(answer, shown.figures.authority, shown.figures.area(shown.area))

    def file_name(self, shown: Shown) -> str:
        return "scorecard"

    def show_card(self, card: Scorecard, own: str, area: AreaLine | None) -> None:
        """Show *card*; the row of *own* (an ONS code) is the chosen one; only the measures of *area*, or of all."""
        changed = own != self._own
        self.card, self._own, self._area, self._source = card, own, area, card.source
        self.title.setText(f"Scorecard: {area.title if area else 'All areas'}")
        self.source.set_words(card.source or EVERY)
        self.source.setAccessibleName(f"Source: {card.source or EVERY}")
        self.source.setVisible(len(card.sources) > 1)
        self.legend.set_words(country_of(card.score), card.score.share)
        self._fill()
        if changed:
            self.table.choose_place(own)

    def _fill(self) -> None:
        """Choose the measures and show them."""
        if self.card is None:
            return
        area, text = self._area, self.search.text()
        self._shown = chosen(
            self.card.score, area.code if area else "", text, key_only=self.key_only.isChecked(), card=area.card if area else ()
        )  # fmt: skip
        self.table.set_score(self.card.score, self._shown)
        self.table.setMaximumHeight(self.table.height_of_all())
        self.about.setText(about(self.card.score, self._shown))
        said = (
            f"No measure says “{text.strip()}”."
            if text.strip()
            else "No measure of this area is loaded. Take the tick away for all there are."
        )
        self.nothing.setText(said)
        for widget, seen in ((self.table, True), (self.read_out, True), (self.nothing, False)):
            widget.setVisible(bool(self._shown) == seen)
        self.copy.setEnabled(bool(self._shown))
        self._fill_words()

    def shown(self) -> tuple[ScoreMeasure, ...]:
        """The measures shown, in their order."""
        return tuple(self.card.score.measures[at] for at in self._shown) if self.card is not None else ()

    def menu_of_sources(self) -> QMenu:
        """The sources to choose from, the one shown ticked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ("", *(self.card.sources if self.card else ())):
            here = self.card is not None and name == self.card.source
            action = menu.addAction(icon("check", "accent_ink", "bold"), name or EVERY) if here else menu.addAction(name or EVERY)
            action.setObjectName(f"source-{name or 'every'}")
            action.triggered.connect(lambda _checked=False, name=name: self.choose_source(name))
        return menu

    def choose_source(self, name: str) -> None:
        """Show the measures of a source, or (where *name* is empty) of all, each once."""
        self._source = name
        self.reread.emit()

    def _told(self, row: int, column: int) -> None:
        if self.card is None or column >= len(self._shown):
            return
        said = sentence(self.card.score, self.card.score.measures[self._shown[column]], row)
        self.read_out.say(said, opens=self.card.score.places[row].kind == "authority")
        if self.table.hasFocus():
            announce(self.table, said)

    def _open(self, row: int, column: int) -> None:
        assert self.card is not None
        place = self.card.score.places[row]
        if place.kind == "authority":
            self.opened.emit(place.key, self.card.score.measures[self._shown[column]].key)

    def set_view(self, view: str) -> None:
        """The grid is the numbers; words are the other way to read it."""
        self.stack.setCurrentIndex(1 if view == "words" else 0)
        self._fill_words()

    def set_room(self, room: str) -> None:
        """In a short room the rows go before what is said about them."""
        for widget in (self.title, self.about, self.legend):  # the row of tools names area and page, too
            widget.setVisible(room != "short")
        self.key_only.setText("Key measures only" if room == "wide" else "Key only")
        self.search.setFixedWidth(200 if room == "wide" else 140)

    def view_widget(self) -> QWidget:
        return self.text if self.stack.currentIndex() else self.table

    def _fill_words(self) -> None:
        if self.card is not None and self.stack.currentIndex() == 1:
            self.text.set_lines(in_words(self.card.score, self._shown, self.table.currentIndex().row()))

    def tables(self) -> tuple[Rows, ...]:
        return (table_rows(self.card.score, self._shown),) if self.card is not None and self._shown else ()

    def copy_table(self) -> None:
        """The measures shown as a table, for a sheet and for a letter."""
        if tables := self.tables():
            copy_tables(tables)
            self.said.emit("The table is copied.", "Paste it into a letter or a sheet.")

    def image(self) -> QImage | None:
        """The part of the grid that is in view, on a white page."""
        if self.card is None or not self._shown:
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
