"""Flowing text for documents without pages of their own: passages under one another, laid out only where they are seen."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from wmpeer.documents.anchors import AnchorState, anchor_of, find_anchor
from wmpeer.documents.records import Passage
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.theme import theme, tokens
from wmpeer.ui.reading import pictures
from wmpeer.ui.reading.blocks import Block, Estimate, below_pictures, font_of, lay_out, space_above, with_pictures
from wmpeer.ui.reading.column import Column
from wmpeer.ui.reading.hanging import Hanging
from wmpeer.ui.reading.lines import Line
from wmpeer.ui.reading.pane import ReadingPane
from wmpeer.ui.reading.records import Heading, Mark, Place, Selection, Span
from wmpeer.ui.reading.shapes import Shapes
from wmpeer.ui.reading.tables import RowOf, column_edges, lay_out_rows
from wmpeer.ui.reading.text_source import TextSource

CHARACTERS_ACROSS = 75
SIDE = 22.0
MOST_BLOCKS = 600


class FlowPane(Hanging, ReadingPane):
    """Passages as flowing text. Its size and font are the theme's for reading, which Ctrl++, Ctrl+- and Ctrl+Shift+F change.

    `laid_out()` when merged cells and the room for pictures are known, for documents that may have them.
    """

    laid_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._passages: tuple[Passage, ...] = ()
        self._starts: list[int] = []
        self._text = ""
        self._document = ""
        self._blocks: OrderedDict[int, Block] = OrderedDict()
        self._tables: dict[int, tuple[float, ...]] = {}
        self._width = 0.0
        self.shapes = Shapes()
        super().__init__(parent)
        self.begin_hanging()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme().reading_changed.connect(self._resized)

    # -- a document

    def open(self, passages: Sequence[Passage], *, document: str, title: str = "", source: TextSource | None = None) -> None:
        """Show *passages*, in order, `start` counted in the text they make when joined by line feeds; `loaded` at once.

        *document* is the file's SHA-256 in hex; *source* brings its pictures and merged cells, which come later.
        """
        self._document = document
        self._passages = tuple(passages)
        self.follow(source)
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
        return max(80.0, min(self.body().width() - 2 * SIDE, CHARACTERS_ACROSS * fonts.reading_character() * theme().reading_pixels))

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
        self._rebuilt()
        self.zoom_changed.emit(self.zoom)

    @property
    def zoom(self) -> int:
        """The reading size in per cent of the usual one."""
        return round(theme().reading_pixels * 100 / 16)

    def _rebuilt(self) -> None:
        """Lay out everything anew; the first passage that begins on view stays where it is."""
        bar = self.verticalScrollBar()
        if not len(self.column) or not bar.value():
            self._width = 0.0
            self.relayout()
            return
        unit = self.column.unit_at(bar.value())
        if unit + 1 < len(self.column) and self.column.top(unit + 1) < bar.value() + self.viewport().height():
            unit += 1
        off = bar.value() - self.column.top(unit)
        self._width = 0.0
        self.relayout()
        for _ in range(3):  # what lies above it is measured as it comes on view
            bar.setValue(round(self.column.top(unit) + off))
            self.prepare(self.visible_units())

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
        heights = Estimate(width, theme().reading_pixels, self.shapes).heights(self._passages)
        if heights:
            heights[-1] += 48
        self.column = Column(heights)
        self.refit()
        self.verticalScrollBar().setValue(round(self.column.top(unit)) if unit else 0)
        self._marks_moved()

    def prepare(self, units: range) -> None:
        """Lay out what is seen and a screen above and below; what changes above the view does not move the view."""
        bar = self.verticalScrollBar()
        self.look_for_pictures()
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
        height = self._block(unit).height + (48 if unit == len(self._passages) - 1 else 0)
        return self.column.set_height(unit, height)

    def _block(self, unit: int) -> Block:
        block = self._blocks.get(unit)
        if block is not None:
            self._blocks.move_to_end(unit)
            return block
        for one, made in self._laid_out(unit):
            self._blocks[one] = made
        while len(self._blocks) > MOST_BLOCKS:
            self._blocks.popitem(last=False)
        return self._blocks[unit]

    def _laid_out(self, unit: int) -> list[tuple[int, Block]]:
        """The block of a unit, with those of rows that a merged cell ties to it; the unit itself comes last."""
        pixels, width = theme().reading_pixels, self._width
        if not self.shapes.is_row(unit):
            before = self._passages[unit - 1] if unit else None
            made = [(unit, lay_out(self._passages[unit], before, width, pixels))]
        else:
            together = self.shapes.together(unit)
            blocks = lay_out_rows([self._row(one) for one in together], pixels, self._columns(unit))
            made = sorted(zip(together, blocks, strict=True), key=lambda one: one[0] == unit)
        done = [(one, with_pictures(block, self.shapes.below(one), width, pixels)) for one, block in made]
        return [(one, below_pictures(block, self.shapes.above, width, pixels) if one == 0 else block) for one, block in done]

    def _row(self, unit: int) -> RowOf:
        passage, top = self._passages[unit], 0.0
        if self._is_first_row(unit):
            before = self._passages[unit - 1] if unit else None
            pixels = theme().reading_pixels
            top = pixels * 0.75 if before is not None and before.kind == "table-row" else space_above(passage, before, pixels)
        return RowOf(passage, self.shapes.cells(unit), self.shapes.in_cells(unit), top)

    def _columns(self, unit: int) -> tuple[float, ...]:
        """The columns of the table a row stands in; very long tables take them from the rows around."""
        if unit not in self._tables:
            around = self.shapes.around(unit)
            pixels, shown = theme().reading_pixels, {}
            for one in around:
                for column, hanging in self.shapes.in_cells(one).items():
                    wide = max((pictures.natural_width(picture, pixels) for _, picture in hanging if not picture.why), default=120.0)
                    shown[column] = max(wide, shown.get(column, 0.0))
            rows = [(self._passages[one].text, self.shapes.cells(one)) for one in around]
            edges = column_edges(rows, self._width, font_of(self._passages[unit], pixels), shown)
            self._tables.update(dict.fromkeys(around, edges))
        return self._tables[unit]

    # -- what the base asks

    def text(self, unit: int) -> str:
        return self._passages[unit].text

    def lines(self, unit: int) -> Sequence[Line]:
        return self._block(unit).lines

    def heard(self, unit: int) -> str:
        """The words, and pictures by their descriptions."""
        hanging = (pictures.told(picture, number) for number, picture in self.shapes.numbers(unit))
        return "\n".join((self.text(unit), *hanging))

    def visible_units(self, margin: float = 0.0) -> range:
        """What is on view, from the row on in which a merged cell on view begins."""
        units = super().visible_units(margin)
        return range(self.shapes.together(units.start).start, units.stop) if len(units) else units

    def unit_meant(self, point: QPointF) -> int:
        """Beside a row, the row above whose merged cell reaches down to the point."""
        unit = super().unit_meant(point)
        for other in range(unit - 1, self.shapes.together(unit).start - 1, -1):
            at = point - self.unit_rect(other).topLeft()
            if any(cell.contains(at) for cell in self._block(other).cells):
                return other
        return unit

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
        reached = paper.left()
        above = self._cells_above(unit, rect)
        for left, right in above:
            painter.fillRect(QRectF(reached, paper.top(), left - reached, paper.height()), QColor(tokens().paper))
            reached = right
        painter.fillRect(QRectF(reached, paper.top(), paper.right() - reached, paper.height()), QColor(tokens().paper))
        painter.setPen(QPen(QColor(tokens().line), 1))
        for x in {side for sides in above for side in sides}:
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.top() + self._block(unit).foot - 1))
        block = self._block(unit)
        if block.cells:
            self._paint_cells(painter, block, rect.topLeft(), self._is_first_row(unit))

    def _cells_above(self, unit: int, rect: QRectF) -> list[tuple[float, float]]:
        """Left and right of the merged cells that reach into a row from above: their ground is painted already, with their words."""
        if not self.shapes.is_row(unit) or self.shapes.together(unit).start == unit:
            return []
        edges = self._columns(unit)
        last = len(edges) - 1
        cells = (cell for cell in self.shapes.cells(unit) if cell.above)
        return [(rect.left() + edges[min(one.column, last)], rect.left() + edges[min(one.column + one.across, last)]) for one in cells]

    def _is_first_row(self, unit: int) -> bool:
        return not self.shapes.same_table(unit, unit - 1)

    def _paint_cells(self, painter: QPainter, block: Block, at: QPointF, first: bool) -> None:
        """Grounds and hairlines of the cells that begin in a row; each has its left, right and lower line, the first row its upper."""
        for cell in block.cells:
            there = cell.translated(at)
            heads = first and cell.bottom() <= block.foot + 1
            painter.fillRect(there, QColor(tokens().canvas if heads else tokens().paper))
            painter.setPen(QPen(QColor(tokens().line), 1))
            if first:
                painter.drawLine(there.topLeft(), there.topRight())
            low = QPointF(0, 1)
            painter.drawLine(there.bottomLeft() - low, there.bottomRight() - low)
            painter.drawLine(there.topLeft(), there.bottomLeft() - low)
            painter.drawLine(there.topRight(), there.bottomRight() - low)

    def paint_words(self, painter: QPainter, unit: int, rect: QRectF) -> None:
        block, passage = self._block(unit), self._passages[unit]
        painter.setPen(QColor(tokens().ink2 if passage.kind == "note" else tokens().ink))
        for run in block.runs:
            run.layout.draw(painter, rect.topLeft() + run.at)
        self.paint_pictures(painter, unit, rect)
        if block.bullet is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().ink2))
            painter.drawEllipse(rect.topLeft() + block.bullet, 2.5, 2.5)
            painter.restore()
        if passage.kind == "note":
            painter.fillRect(QRectF(rect.left(), rect.top() + block.top + 2, 3, block.foot - block.top - 4), QColor(tokens().line2))
