"""An area of practice in one picture: the measures of its card for one authority, flags noted; Enter opens one."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.ui.data.area_reading import read_area
from wmpeer.ui.data.cards import CardGrid
from wmpeer.ui.data.pages import VIEWS, Page, Rows, Shown, Wanted
from wmpeer.ui.data.parts import NumbersTable, TextPage, at_left, on_top
from wmpeer.ui.data.records import AreaPicture
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.parts import ScrollPage


class AreaPage(Page):
    """The card of an area as small multiples."""

    mode = "area"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("area-page")
        self.picture: AreaPicture | None = None
        self.title = Label("", "heading", wrap=True)
        self.title.setObjectName("area-title")
        self.about = Label("", "small", "ink2", wrap=True)
        self.nothing = Label("No measure of this card is loaded for this authority. Choose another area above.", tone="ink2", wrap=True)
        self.grid = CardGrid(name="area-scroll", most=4)
        self.table = NumbersTable("The area in numbers", name="area-numbers")
        self.text = TextPage(name="area-words")
        self.text.setMaximumWidth(760)
        self.stack = QStackedWidget()
        self._lay_out()
        self.grid.chosen.connect(self._opened)

    def _lay_out(self) -> None:
        for page in (self.grid, ScrollPage(on_top(self.table)), at_left(self.text)):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        head = QVBoxLayout()
        head.setSpacing(1)
        head.addWidget(self.title)
        head.addWidget(self.about)
        column.addLayout(head)
        column.addWidget(self.nothing)
        column.addWidget(self.stack, 1)

    @classmethod
    def label(cls, count: int, *, whole: bool) -> str:
        return "Area"

    def wanted(self, shown: Shown) -> Wanted | None:
        figures = shown.figures
        return Wanted(("area", figures.authority, figures.model, shown.area), read_area, (figures, shown.area, shown.carded()))

    def show_answer(self, answer: Any, shown: Shown) -> None:
        self.picture = answer
        self.title.setText(answer.title)
        self.about.setText(answer.about)
        note = (
            "Each picture has a scale of its own in round steps; what its topmost line stands for is written above that line. "
            "Order is the card’s, never the value’s."
        )
        self.grid.how.set_words(answer.country, note)
        for card, cell in zip(self.grid.take(len(answer.cells)), answer.cells, strict=True):
            own = shown.measure is not None and cell.key == shown.measure.key
            card.set_chart(
                cell.chart, cell.scale, name=cell.name, value=cell.value, note=cell.note, flag=bool(cell.flags), own=own, top=cell.top
            )  # fmt: skip
            card.setAccessibleDescription(cell.said)
            card.setToolTip(cell.said)
        self.nothing.setVisible(not answer.cells)
        self.stack.setVisible(bool(answer.cells))
        self._fill_view()

    def _opened(self, at: int) -> None:
        if self.picture is not None and at < len(self.picture.cells):
            self.opened.emit("", self.picture.cells[at].key)

    def set_view(self, view: str) -> None:
        self.stack.setCurrentIndex(VIEWS.index(view))
        self._fill_view()

    def view_widget(self) -> QWidget:
        cards = self.grid.cards()
        own = next((card for card in cards if card.is_own()), cards[0] if cards else self.grid)
        return (own, self.table, self.text)[self.stack.currentIndex()]

    def _fill_view(self) -> None:
        if self.picture is None:
            return
        if self.stack.currentIndex() == 1:
            self.table.set_chart(ChartDescription(self.picture.title, table=self.picture.table))
        elif self.stack.currentIndex() == 2:
            self.text.set_lines((f"# {self.picture.title}", self.picture.about, *(cell.said for cell in self.picture.cells)))

    def image(self) -> QImage | None:
        return self.grid.image(self.title.text(), self.about.text()) if self.picture is not None and self.picture.cells else None

    def tables(self) -> tuple[Rows, ...]:
        return (self.picture.table,) if self.picture is not None else ()

    def file_name(self, shown: Shown) -> str:
        return self.picture.title if self.picture is not None else ""
