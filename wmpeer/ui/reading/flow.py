"""Flowing text for documents without pages of their own: passages under one another, laid out only where they are seen."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from wmpeer.documents.anchors import AnchorState, anchor_of, find_anchor
from wmpeer.documents.records import Passage
from wmpeer.ui.kit.theme import theme, tokens
from wmpeer.ui.reading.blocks import Block, Estimate, column_edges, lay_out
from wmpeer.ui.reading.column import Column
from wmpeer.ui.reading.lines import Line
from wmpeer.ui.reading.pane import ReadingPane
from wmpeer.ui.reading.records import Heading, Mark, Place, Selection, Span

CHARACTERS_ACROSS = 75
_CHARACTER = 0.505
"""The mean width of a character of Noto Serif, in its own size."""
SIDE = 22.0
MOST_BLOCKS = 600
_LONGEST_TABLE = 400


class FlowPane(ReadingPane):
    """Passages as flowing text. Its size is the theme's reading size, which Ctrl++ and Ctrl+- change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._passages: tuple[Passage, ...] = ()
        self._starts: list[int] = []
        self._text = ""
        self._document = ""
        self._blocks: OrderedDict[int, Block] = OrderedDict()
        self._tables: dict[int, tuple[float, ...]] = {}
        self._width = 0.0
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme().reading_changed.connect(self._resized)

    # -- a document

    def open(self, passages: Sequence[Passage], *, document: str, title: str = "") -> None:
        """Show *passages*, in order, `start` counted in the text they make when joined by line feeds; `loaded` at once.

        *document* is the file's SHA-256 in hex.
        """
        self._document = document
        self._passages = tuple(passages)
        self._starts = [passage.start for passage in self._passages]
        self._text = "\n".join(passage.text for passage in self._passages)
        self.setAccessibleName(title or "Document")
        self.chooser.clear()
        self.column = Column()  # before the scroll bar moves: what it tells asks for the passage at the top
        self.verticalScrollBar().setValue(0)
        self._width = 0.0
        self.relayout()
        self.marks.look_again(everything=True)
        self.finder.start_over()
        self.outline_changed.emit(self.outline())
        self.say_page()
        self.selection_changed.emit(False)
        self.loaded.emit()

    def close_document(self) -> None:
        self.marks.set(())
        self.open((), document="")

    def outline(self) -> list[Heading]:
        return [Heading(one.text, max(1, one.level), one.page, one.start) for one in self._passages if one.kind == "heading"]

    # -- size and place

    def text_width(self) -> float:
        """Pixels of a line: about seventy-five characters, or what there is."""
        return max(80.0, min(self.body().width() - 2 * SIDE, CHARACTERS_ACROSS * _CHARACTER * theme().reading_pixels))

    def unit_width(self, unit: int) -> float:
        return self._width

    def unit_left(self, unit: int) -> float:
        body = self.body()
        return body.left() + (body.width() - self._width) / 2

    def step_zoom(self, steps: int) -> None:
        if steps:
            theme().step_reading(steps)
        else:
            theme().set_reading_pixels(16)

    def _resized(self, _pixels: int) -> None:
        self._width = 0.0
        self.relayout()
        self.zoom_changed.emit(round(theme().reading_pixels * 100 / 16))

    def relayout(self) -> None:
        """Estimate all heights anew where the width changed, and keep the passage at the top of the view."""
        width = self.text_width()
        if width == self._width and len(self.column) == len(self._passages):
            self.refit()
            return
        unit = self.column.unit_at(self.verticalScrollBar().value()) if len(self.column) else 0
        self._width = width
        self._blocks.clear()
        self._tables.clear()
        heights = Estimate(width, theme().reading_pixels).heights(self._passages)
        if heights:
            heights[-1] += 48
        self.column = Column(heights)
        self.refit()
        self.verticalScrollBar().setValue(round(self.column.top(unit)) if unit else 0)
        self._marks_moved()

    def prepare(self, units: range) -> None:
        """Lay out what is seen and a screen above and below; what changes above the view does not move the view."""
        bar = self.verticalScrollBar()
        for _ in range(4):
            first = self.column.unit_at(bar.value()) if len(self.column) else 0
            grown_above = grown = 0.0
            for unit in (*units, *self.visible_units(self.viewport().height())):
                more = self._measure(unit)
                grown += abs(more)
                grown_above += more if unit < first else 0.0
            if not grown:
                return
            self.refit()
            if grown_above:
                bar.setValue(round(bar.value() + grown_above))

    def _measure(self, unit: int) -> float:
        if unit in self._blocks:
            return 0.0
        height = self._block(unit).height + (48 if unit == len(self._passages) - 1 else 0)
        return self.column.set_height(unit, height)

    def _block(self, unit: int) -> Block:
        block = self._blocks.get(unit)
        if block is None:
            passage = self._passages[unit]
            before = self._passages[unit - 1] if unit else None
            columns = self._columns(unit) if passage.kind == "table-row" else ()
            block = self._blocks[unit] = lay_out(passage, before, self._width, theme().reading_pixels, columns)
            while len(self._blocks) > MOST_BLOCKS:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(unit)
        return block

    def _columns(self, unit: int) -> tuple[float, ...]:
        """The columns of the table a row stands in; very long tables take them from the rows around."""
        if unit in self._tables:
            return self._tables[unit]
        first = last = unit
        while first > 0 and unit - first < _LONGEST_TABLE and self._passages[first - 1].kind == "table-row":
            first -= 1
        while last + 1 < len(self._passages) and last - first < _LONGEST_TABLE and self._passages[last + 1].kind == "table-row":
            last += 1
        edges = column_edges(self._passages[first : last + 1], self._width)
        self._tables.update(dict.fromkeys(range(first, last + 1), edges))
        return edges

    # -- what the base asks

    def text(self, unit: int) -> str:
        return self._passages[unit].text

    def lines(self, unit: int) -> Sequence[Line]:
        return self._block(unit).lines

    def page_of(self, unit: int) -> tuple[int, int]:
        page = self._passages[unit].page
        return (page, self._passages[-1].page or page) if page else (0, 0)

    def selection(self) -> Selection | None:
        chosen = self.chooser.range
        if chosen is None:
            return None
        start = self._starts[chosen[0].unit] + chosen[0].offset
        end = self._starts[chosen[1].unit] + chosen[1].offset
        words = self._text[start:end]
        start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if start >= end:
            return None
        anchor = anchor_of(self._text, start, end)
        passage = self._passages[bisect_right(self._starts, start) - 1]
        return Selection(self._document, passage.page, passage.number, start, end, anchor.exact, anchor.prefix, anchor.suffix)

    def spans_of(self, mark: Mark) -> Sequence[Span] | None:
        if not self._passages:
            return None
        place = find_anchor(self._text, mark.anchor)
        if place.state is AnchorState.LOST:
            return []
        first = bisect_right(self._starts, place.start) - 1
        last = bisect_right(self._starts, place.end - 1) - 1
        spans = []
        for unit in range(first, last + 1):
            start = max(0, place.start - self._starts[unit])
            end = min(len(self._passages[unit].text), place.end - self._starts[unit])
            if start < end:
                spans.append(Span(unit, start, end))
        return spans

    def place_of(self, start: int) -> Place | None:
        if not self._passages:
            return None
        unit = max(0, bisect_right(self._starts, start) - 1)
        return Place(unit, max(0, min(start - self._starts[unit], len(self._passages[unit].text))))

    # -- going

    def go_to(self, passage: int, offset: int | None = None, box: object = None) -> None:
        """Show a passage (its number, from 1), or a character in it."""
        units = [unit for unit in (passage - 1,) if 0 <= unit < len(self._passages)]
        if units:
            self.reveal(Place(units[0], offset or 0), top=True)

    def go_to_heading(self, heading: Heading) -> None:
        self.go_to_start(heading.start)

    # -- painting

    def paint_ground(self, painter: QPainter, unit: int, rect: QRectF) -> None:
        body = self.body()
        wide = min(self._width + 2 * SIDE, body.width())
        paper = QRectF(body.left() + (body.width() - wide) / 2, rect.top(), wide, rect.height())
        painter.fillRect(paper, QColor(tokens().paper))
        block = self._block(unit)
        if block.cells:
            self._paint_cells(painter, block, rect, self._is_first_row(unit))

    def _is_first_row(self, unit: int) -> bool:
        return unit == 0 or self._passages[unit - 1].kind != "table-row"

    def _paint_cells(self, painter: QPainter, block: Block, rect: QRectF, first: bool) -> None:
        table = QRectF(rect.left(), rect.top() + block.top, block.cells[-1], block.height - block.top)
        if first:
            painter.fillRect(table, QColor(tokens().canvas))
        painter.setPen(QPen(QColor(tokens().line), 1))
        below = QPointF(0, 1)
        if first:
            painter.drawLine(table.topLeft(), table.topRight())
        painter.drawLine(table.bottomLeft() - below, table.bottomRight() - below)
        for x in block.cells:
            painter.drawLine(QPointF(table.left() + x, table.top()), QPointF(table.left() + x, table.bottom()))

    def paint_words(self, painter: QPainter, unit: int, rect: QRectF) -> None:
        block, passage = self._block(unit), self._passages[unit]
        painter.setPen(QColor(tokens().ink2 if passage.kind == "note" else tokens().ink))
        for run in block.runs:
            run.layout.draw(painter, rect.topLeft() + run.at)
        if block.bullet is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().ink2))
            painter.drawEllipse(rect.topLeft() + block.bullet, 2.5, 2.5)
            painter.restore()
        if passage.kind == "note":
            painter.fillRect(QRectF(rect.left(), rect.top() + block.top + 2, 3, block.height - block.top - 4), QColor(tokens().line2))
