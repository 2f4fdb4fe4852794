"""A passage laid out for reading: plain text in the reading font, never rich text, for it is somebody else's."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from wmpeer.documents.records import Passage
from wmpeer.ui.kit import fonts
from wmpeer.ui.reading import pictures
from wmpeer.ui.reading.lines import Line
from wmpeer.ui.reading.pictures import Placed
from wmpeer.ui.reading.shapes import Numbered, Shapes

LEADING = 25 / 16
_HEADINGS = {1: 26 / 16, 2: 20 / 16, 3: 18 / 16}
CELL_PADDING = 8.0


@dataclass(frozen=True, slots=True)
class Run:
    """Laid-out text at a point of its block."""

    layout: QTextLayout
    at: QPointF


@dataclass(frozen=True, slots=True)
class Block:
    """A passage as it is painted. `lines` are for choosing; `cells` are those of a table row, and reach below it where they are merged
    with rows there. `foot` is where the words end and pictures below them begin."""

    height: float
    runs: tuple[Run, ...]
    lines: tuple[Line, ...]
    bullet: QPointF | None = None
    cells: tuple[QRectF, ...] = ()
    top: float = 0.0
    pictures: tuple[Placed, ...] = ()
    foot: float = 0.0


def font_of(passage: Passage, pixels: int) -> QFont:
    if passage.kind == "heading":
        return fonts.reading(round(pixels * _HEADINGS.get(passage.level, 17 / 16)), 600)
    if passage.kind in ("note", "table-row", "drawing"):
        return fonts.reading(max(12, round(pixels * 0.9)))
    return fonts.reading(pixels)


def space_above(passage: Passage, before: Passage | None, pixels: int) -> float:
    if before is None:
        return pixels * 1.25
    if passage.kind == "heading":
        return pixels * (2.0 if passage.level <= 2 else 1.4)
    if passage.kind == "table-row":
        return 0.0 if before.kind == "table-row" else pixels * 0.75
    return pixels * (0.35 if passage.kind == before.kind == "list" else 0.75)


def indent_of(passage: Passage, pixels: int) -> float:
    if passage.kind == "list":
        return pixels * 1.5 * max(1, min(passage.level, 6))
    return pixels * 1.0 if passage.kind == "note" else 0.0


class Estimate:
    """About how high passages will be, without laying them out: a third of a microsecond each."""

    def __init__(self, width: float, pixels: int, shapes: Shapes) -> None:
        self._width, self._pixels, self._shapes = width, pixels, shapes
        self._known: dict[tuple[str, int], tuple[float, float, float]] = {}

    def heights(self, passages: Sequence[Passage]) -> list[float]:
        known, made = self._known, []
        for passage in passages:
            kind = (passage.kind, passage.level)
            if kind not in known:
                known[kind] = self._measures(passage)
            base, row, across = known[kind]
            made.append(base + row * int(len(passage.text) / across))
        for unit, hanging in self._shapes.pictures.items():
            made[unit] += sum(pictures.tall(one, self._width, self._pixels) for _, one in hanging)
        return made

    def _measures(self, passage: Passage) -> tuple[float, float, float]:
        """For a kind of passage: the height of one row with its space, of each further row, and the characters of a row."""
        pixels = self._pixels
        size = pixels * (_HEADINGS.get(passage.level, 17 / 16) if passage.kind == "heading" else 1.0)
        across = max(8.0, (self._width - indent_of(passage, pixels)) / (size * 0.53))
        table = passage.kind == "table-row"
        above = 2 * CELL_PADDING if table else space_above(passage, passage, pixels)
        return above + size * LEADING, size * LEADING, across


def lay_out(passage: Passage, before: Passage | None, width: float, pixels: int) -> Block:
    """Lay a passage that is no row of a table out to *width* pixels."""
    top = space_above(passage, before, pixels)
    indent = indent_of(passage, pixels)
    font = font_of(passage, pixels)
    run, lines, bottom = set_words(passage.text, 0, font, QPointF(indent, top), max(60.0, width - indent))
    bullet = None
    if passage.kind == "list" and lines:
        bullet = QPointF(indent - pixels * 0.8, lines[0].top + QFontMetricsF(font).ascent() * 0.72)
    return Block(round(bottom), (run,), lines, bullet, top=top, foot=round(bottom))


def with_pictures(block: Block, hanging: Sequence[Numbered], width: float, pixels: int) -> Block:
    """The block with pictures below its words."""
    if not hanging:
        return block
    placed = pictures.place(hanging, 0.0, block.height, width, pixels)
    return replace(block, height=round(placed[-1].bottom + 4), pictures=(*block.pictures, *placed))


def moved_down(block: Block, by: float) -> Block:
    """The block lower by so many pixels, for pictures above its words."""
    lines = tuple(replace(line, top=line.top + by, bottom=line.bottom + by) for line in block.lines)
    runs = tuple(Run(run.layout, run.at + QPointF(0, by)) for run in block.runs)
    bullet = block.bullet + QPointF(0, by) if block.bullet is not None else None
    cells = tuple(cell.translated(0, by) for cell in block.cells)
    placed = tuple(replace(one, rect=one.rect.translated(0, by), caption=one.caption.translated(0, by)) for one in block.pictures)
    return Block(block.height + by, runs, lines, bullet, cells, block.top + by, placed, block.foot + by)


def below_pictures(block: Block, hanging: Sequence[Numbered], width: float, pixels: int) -> Block:
    """The first block of a document that begins with pictures."""
    if not hanging:
        return block
    placed = pictures.place(hanging, 0.0, pixels, width, pixels)
    lower = moved_down(block, round(placed[-1].bottom))
    return replace(lower, pictures=(*placed, *lower.pictures))


def set_words(text: str, start: int, font: QFont, at: QPointF, width: float) -> tuple[Run, tuple[Line, ...], float]:
    """*text*, whose first character is number *start* of its passage, broken to *width*."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    leading = round(font.pixelSize() * LEADING)
    places = _places(text)
    lines: list[Line] = []
    y = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y + (leading - line.height()) / 2))
        lines.append(_line(line, places, start, at, y, leading))
        y += leading
    layout.endLayout()
    return Run(layout, at), tuple(lines), at.y() + y


def _line(line: object, places: Sequence[int] | None, start: int, at: QPointF, y: float, leading: float) -> Line:
    first, last = line.textStart(), line.textStart() + line.textLength()
    if places is None:
        inside = range(first, last + 1)
        begin, end = first, last
    else:
        begin, end = bisect_left(places, first), bisect_left(places, last)
        inside = places[begin : end + 1]
    edges = array("d", [at.x() + _x(line.cursorToX(place)) for place in inside])
    gap = leading * 0.06
    return Line(start + begin, start + end, at.y() + y + gap, at.y() + y + leading - gap, edges)


def _x(found: object) -> float:
    return float(found[0] if isinstance(found, tuple) else found)


def _places(text: str) -> list[int] | None:
    """Where each code point stands as Qt counts (UTF-16), or None where both count alike."""
    if text.isascii() or max(text) <= "\uffff":
        return None
    places, at = [], 0
    for sign in text:
        places.append(at)
        at += 2 if sign > "\uffff" else 1
    return [*places, at]
