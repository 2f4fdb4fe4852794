"""The region in one picture: a measure for every authority on the same scale, by name; the last place says how to read them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.ui.data.names import count_words
from wmpeer.ui.data.pages import VIEWS, Page, Rows, Shown, Wanted
from wmpeer.ui.data.parts import NumbersTable, TextPage
from wmpeer.ui.data.records import Multiples
from wmpeer.ui.data.region_reading import read_multiples
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import IconButton
from wmpeer.ui.kit.charts.trend import SmallTrend, draw_crosses, draw_mark, line_pen
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.paint import LEFT, colour, smooth, words
from wmpeer.ui.kit.parts import ScrollPage
from wmpeer.ui.kit.theme import on_white_paper, theme

_WIDE_CARD, _LOW_CARD = 190, 150


class HowToRead(QWidget):
    """What the lines and marks of the small pictures are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("how-to-read")
        self._england = self._steps = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 120, 0, 0)
        self._note = Label("", "small", "ink2", wrap=True)
        column.addWidget(self._note)
        column.addStretch(1)
        theme().changed.connect(self.update)

    def set_words(self, england: str, steps: str) -> None:
        self._england, self._steps = england, steps
        note = f"{steps} Order is the alphabet, never the value."
        self._note.setText(note)
        rows = ", ".join(text for text in (england, "cross: no value published", "dot: one year between gaps") if text)
        self.setAccessibleName(f"How to read these: line with a disc: the authority, {rows}. {note}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            words(painter, QRectF(12, 4, self.width() - 12, 18), "How to read these", fonts.font("interface", 600))
            rows = [("own", "the authority"), ("england", self._england), ("cross", "no value published"), ("dot", "one year between gaps")]
            y = 37.0
            for kind, text in ((kind, text) for kind, text in rows if text):
                self._mark(painter, kind, y)
                words(painter, QRectF(50, y - 9, self.width() - 50, 18), text, fonts.font("small"), "ink2", LEFT)
                y += 22

    @staticmethod
    def _mark(painter: QPainter, kind: str, y: float) -> None:
        if kind in ("own", "england"):
            painter.setPen(line_pen(kind, 2.25 if kind == "own" else 1.25))
            painter.drawLine(QPointF(12, y), QPointF(40, y))
            if kind == "own":
                draw_mark(painter, QPointF(38, y), "own", 3.6)
        elif kind == "cross":
            draw_crosses(painter, [26], y)
        else:
            draw_mark(painter, QPointF(26, y), "own", 2.4)


class MultiplesPage(Page):
    """All authorities for one measure."""

    mode = "all"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("all-authorities")
        self.multiples: Multiples | None = None
        self._cards: list[SmallTrend] = []
        self._columns = 5
        self.title = Label("", "heading", wrap=True)
        self.title.setObjectName("multiples-title")
        self.about = Label("", "small", "ink2", wrap=True)
        self.previous = IconButton("caret-left", "The measure before", name="measure-before")
        self.next = IconButton("caret-right", "The next measure", name="measure-next")
        for button in (self.previous, self.next):
            button.set_kind("plain")
            button.setFixedSize(44, 32)
        self.count = Label("", tone="ink2")
        self.how = HowToRead()
        self.table = NumbersTable("The region in numbers, by name", name="multiples-numbers")
        self.text = TextPage(name="multiples-words")
        self.text.setMaximumWidth(760)
        self.stack = QStackedWidget()
        self._lay_out()
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))

    def _lay_out(self) -> None:
        head, texts = QHBoxLayout(), QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self.title)
        texts.addWidget(self.about)
        head.setSpacing(8)
        head.addLayout(texts, 1)
        steps = QHBoxLayout()
        steps.setSpacing(8)
        for widget in (self.previous, self.count, self.next):
            steps.addWidget(widget)
        head.addLayout(steps)
        head.setAlignment(steps, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        self.grid = QGridLayout(holder)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(8)
        self.scroll = ScrollPage(holder, name="multiples-scroll")
        reading, row = QWidget(), QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 100)
        row.addStretch(1)
        reading.setLayout(row)
        numbers = QWidget()
        tables = QVBoxLayout(numbers)
        tables.setContentsMargins(0, 0, 0, 0)
        tables.addWidget(self.table)
        tables.addStretch(1)
        for page in (self.scroll, ScrollPage(numbers), reading):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.stack, 1)

    @classmethod
    def label(cls, count: int, *, whole: bool) -> str:
        return f"All {count_words(count)}" if count else "All authorities"

    def wanted(self, shown: Shown) -> Wanted | None:
        if shown.row is None:
            return None
        figures, row = shown.figures, shown.row
        return Wanted(("all", figures.authority, figures.model, row.code, row.source), read_multiples, (figures, row))

    def show_answer(self, answer: Any, shown: Shown) -> None:
        if answer is not None:
            at = shown.listed.index(shown.measure) + 1 if shown.measure in shown.listed else 0
            self.show_multiples(answer, at, len(shown.listed))

    def show_multiples(self, multiples: Multiples, at: int, of: int) -> None:
        """*at* counts from 1 in the list of *of* measures."""
        self.multiples = multiples
        self.title.setText(multiples.title)
        self.about.setText(multiples.about)
        self.count.setText(f"{at} of {of}" if at else "")
        self.previous.setEnabled(at > 1)
        self.next.setEnabled(0 < at < of)
        self.how.set_words(multiples.england, multiples.steps)
        while len(self._cards) < len(multiples.cells):
            card = SmallTrend(name=f"small-{len(self._cards)}")
            at_ = len(self._cards)
            card.installEventFilter(self)
            card.chosen.connect(lambda at=at_: self._opened(at))
            self._cards.append(card)
        for card, cell in zip(self._cards, multiples.cells, strict=False):
            card.set_chart(cell.chart, multiples.scale, name=cell.name, value=cell.value, note=cell.note, flag=cell.flag, own=cell.own)
        self._place()
        self._fill_view()

    def _opened(self, at: int) -> None:
        if self.multiples is not None and at < len(self.multiples.cells):
            self.opened.emit(self.multiples.cells[at].code, None)

    def _shown(self) -> list[SmallTrend]:
        return self._cards[: len(self.multiples.cells)] if self.multiples else []

    def _place(self) -> None:
        """As many columns as there is room for; five on the usual laptop."""
        width = self.scroll.viewport().width()
        self._columns = max(1, min(5, (width + 8) // (_WIDE_CARD + 8)))
        for card in self._cards:
            self.grid.removeWidget(card)
            card.hide()
        self.grid.removeWidget(self.how)
        shown = [*self._shown(), self.how]
        for at, widget in enumerate(shown):
            widget.setMinimumHeight(_LOW_CARD)
            self.grid.addWidget(widget, at // self._columns, at % self._columns)
            widget.show()
        rows = (len(shown) + self._columns - 1) // self._columns
        for column in range(6):
            self.grid.setColumnStretch(column, 1 if column < self._columns else 0)
        for line in range(max(rows, self.grid.rowCount())):
            self.grid.setRowStretch(line, 1 if line < rows else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = max(1, min(5, (self.scroll.viewport().width() + 8) // (_WIDE_CARD + 8)))
        if columns != self._columns and self.multiples is not None:
            self._place()

    def set_view(self, view: str) -> None:
        self.stack.setCurrentIndex(VIEWS.index(view))
        self._fill_view()

    def view_widget(self) -> QWidget:
        cells = self.multiples.cells if self.multiples else ()
        own = next((card for card, cell in zip(self._cards, cells, strict=False) if cell.own), None)
        return (own or self.next, self.table, self.text)[self.stack.currentIndex()]

    def _fill_view(self) -> None:
        if self.multiples is None:
            return
        if self.stack.currentIndex() == 1:
            self.table.set_chart(ChartDescription(self.multiples.title, table=self.multiples.table))
        elif self.stack.currentIndex() == 2:
            self.text.set_lines((f"# {self.multiples.title}", *self.multiples.words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys go from card to card; the page that scrolls would take them."""
        return event.type() == QEvent.Type.KeyPress and watched in self._cards and self._move(event)

    def _move(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -self._columns, Qt.Key.Key_Down: self._columns}
        shown = self._shown()
        here = next((at for at, card in enumerate(shown) if card.hasFocus()), -1)
        if event.key() not in steps or here < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        to = here + steps[event.key()]
        if 0 <= to < len(shown):
            shown[to].setFocus(Qt.FocusReason.TabFocusReason)
            self.scroll.ensureWidgetVisible(shown[to])
        return True

    def image(self) -> QImage | None:
        """The cards on one white page, with their heading."""
        if self.multiples is None:
            return None
        holder = self.grid.parentWidget()
        image = QImage(holder.width() * 2 + 80, holder.height() * 2 + 200, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(2.0)
        with on_white_paper():
            with QPainter(image) as painter:
                smooth(painter)
                painter.fillRect(image.rect(), colour("paper"))
                words(painter, QRectF(20, 12, holder.width(), 28), self.title.text(), fonts.font("heading"))
                words(painter, QRectF(20, 42, holder.width(), 18), self.about.text(), fonts.font("small"), "ink2", LEFT)
            for card in (*self._shown(), self.how):
                card.render(image, card.pos() + QPoint(20, 76))
        return image

    def tables(self) -> tuple[Rows, ...]:
        return (self.multiples.table,) if self.multiples is not None else ()
