"""The parts of a page that know their place in the tree and tell where they were drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table

from wmpeer.drawing.tags import BlankCanvas, Element


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands: page from 1; left, bottom, right, top in points from the bottom left of the page. `source` is its finding."""

    source: str
    page: int
    left: float
    bottom: float
    right: float
    top: float


_NO_ROOM = 0x7FFFFFFF  # reportlab's height of what fits nowhere


def paragraph(markup: str, style: ParagraphStyle, bullet: str | None = None) -> TaggedParagraph:
    """A paragraph of *markup*; most have none in them, and those need no parser."""
    words = markup.strip()
    if not words or "<" in words or "&" in words or "\n" in words:
        return TaggedParagraph(markup, style, bulletText=bullet)
    return TaggedParagraph(words, style, bulletText=bullet, frags=[_plain_piece(style).clone(text=words)])


@cache
def _plain_piece(style: ParagraphStyle) -> Any:
    """What reportlab's parser makes of a word in this style."""
    return Paragraph("x", style).frags[0]


class TaggedParagraph(Paragraph):  # type: ignore[misc]
    """A paragraph of one element; its halves on two pages stay that element."""

    element: Element | None = None
    source = ""
    outline = ""
    outline_level = 0
    places: list[Place] | None = None
    once = False
    _wrapped_in: float | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Lines are broken once for each width: tables and page breaks ask again and again."""
        if self._wrapped_in != width or not hasattr(self, "blPara"):
            super().wrap(width, height)
            self._wrapped_in = width if hasattr(self, "blPara") else None
            if self._wrapped_in is None:
                return 0, _NO_ROOM
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        parts: list[Flowable] = super().split(width, height)
        for part in parts:
            if part is not self:
                part.element, part.source, part.places = self.element, self.source, self.places
        if parts and parts[0] is not self:
            parts[0].outline, parts[0].outline_level = self.outline, self.outline_level
        return parts

    def draw(self) -> None:
        canvas = self.canv
        if isinstance(canvas, BlankCanvas):
            return
        repeated = self.once and self.element is not None and bool(self.element.kids)
        with canvas.mark(None if repeated else self.element):
            super().draw()
        if self.places is not None:
            left, bottom = canvas.absolutePosition(0, 0)
            right, top = canvas.absolutePosition(self.width, self.height)
            self.places.append(Place(self.source, canvas.getPageNumber(), left, bottom, right, top))
        if self.outline:
            key = f"{canvas.getPageNumber()}-{self.outline}"
            canvas.bookmarkHorizontal(key, 0, self.height)
            canvas.addOutlineEntry(self.outline, key, level=self.outline_level)


class TaggedTable(Table):  # type: ignore[misc]
    """A table whose grounds and rules are artifacts; its cells are tagged paragraphs of the rows in `element`."""

    element: Element | None = None

    def draw(self) -> None:
        if not isinstance(self.canv, BlankCanvas):
            super().draw()

    def _drawBkgrnd(self) -> None:  # noqa: N802  reportlab's name
        with self.canv.mark(None):
            super()._drawBkgrnd()

    def _drawLines(self) -> None:  # noqa: N802  reportlab's name
        with self.canv.mark(None):
            super()._drawLines()


class TaggedDrawing(Flowable):  # type: ignore[misc]
    """A drawing as a figure with its words."""

    def __init__(self, drawing: Drawing, element: Element | None) -> None:
        super().__init__()
        self._drawing, self._element = drawing, element
        self.width, self.height = drawing.width, drawing.height
        self.spaceBefore, self.spaceAfter = 6, 6

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        if isinstance(self.canv, BlankCanvas):
            return
        with self.canv.mark(self._element):
            self._drawing.drawOn(self.canv, 0, 0)


def rows_of(cells: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Cells as the lists reportlab wants."""
    return [list(row) for row in cells]
