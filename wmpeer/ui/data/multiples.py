"""The region in one picture: a measure for every authority on the same scale, by name; the last place says how to read them."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.ui.data.cards import CardGrid
from wmpeer.ui.data.names import count_words
from wmpeer.ui.data.pages import VIEWS, Page, Rows, Shown, Wanted
from wmpeer.ui.data.parts import NumbersTable, TextPage, at_left, on_top
from wmpeer.ui.data.records import Multiples
from wmpeer.ui.data.region_reading import read_multiples
from wmpeer.ui.kit.buttons import IconButton
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.parts import ScrollPage


class MultiplesPage(Page):
    """All authorities for one measure."""

    mode = "all"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("all-authorities")
        self.multiples: Multiples | None = None
        self.title = Label("", "heading", wrap=True)
        self.title.setObjectName("multiples-title")
        self.about = Label("", "small", "ink2", wrap=True)
        self.previous = IconButton("caret-left", "The measure before", name="measure-before")
        self.next = IconButton("caret-right", "The next measure", name="measure-next")
        for button in (self.previous, self.next):
            button.set_kind("plain")
            button.setFixedSize(44, 32)
        self.count = Label("", tone="ink2")
        self.grid = CardGrid(name="multiples-scroll")
        self.table = NumbersTable("The region in numbers, by name", name="multiples-numbers")
        self.text = TextPage(name="multiples-words")
        self.text.setMaximumWidth(760)
        self.stack = QStackedWidget()
        self._lay_out()
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.grid.chosen.connect(self._opened)

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
        for page in (self.grid, ScrollPage(on_top(self.table)), at_left(self.text)):
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
        self.grid.how.set_words(multiples.england, f"{multiples.steps} Order is the alphabet, never the value.")
        for card, cell in zip(self.grid.take(len(multiples.cells)), multiples.cells, strict=True):
            card.set_chart(cell.chart, multiples.scale, name=cell.name, value=cell.value, note=cell.note, flag=cell.flag, own=cell.own)
        self._fill_view()

    def _opened(self, at: int) -> None:
        if self.multiples is not None and at < len(self.multiples.cells):
            self.opened.emit(self.multiples.cells[at].code, None)

    def set_view(self, view: str) -> None:
        self.stack.setCurrentIndex(VIEWS.index(view))
        self._fill_view()

    def view_widget(self) -> QWidget:
        cells = self.multiples.cells if self.multiples else ()
        own = next((card for card, cell in zip(self.grid.cards(), cells, strict=False) if cell.own), None)
        return (own or self.next, self.table, self.text)[self.stack.currentIndex()]

    def _fill_view(self) -> None:
        if self.multiples is None:
            return
        if self.stack.currentIndex() == 1:
            self.table.set_chart(ChartDescription(self.multiples.title, table=self.multiples.table))
        elif self.stack.currentIndex() == 2:
            self.text.set_lines((f"# {self.multiples.title}", *self.multiples.words))

    def image(self) -> QImage | None:
        return self.grid.image(self.title.text(), self.about.text()) if self.multiples is not None else None

    def origin(self, shown: Shown, day: date) -> tuple[str, ...]:
        told = self.multiples
        return told.cells[0].chart.origin(day, shown.figures.region) if told is not None and told.cells else ()

    def tables(self) -> tuple[Rows, ...]:
        return (self.multiples.table,) if self.multiples is not None else ()
