"""A passage laid out for reading: plain text in Noto Serif, never rich text, for it is somebody else's."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from wmpeer.documents.records import CELL_JOIN, Passage
from wmpeer.ui.kit import fonts
from wmpeer.ui.reading.lines import Line

LEADING = 25 / 16
_HEADINGS = {1: 26 / 16, 2: 20 / 16, 3: 18 / 16}
CELL_PADDING = 8.0
MOST_CELLS = 12
_JOIN = re.compile(r"(?:^| )" + re.escape(CELL_JOIN.strip()) + r"(?: |$)")


@dataclass(frozen=True, slots=True)
class Run:
    """Laid-out text at a point of its block."""

    layout: QTextLayout
    at: QPointF


@dataclass(frozen=True, slots=True)
class Block:
    """A passage as it is painted. `lines` are for choosing, `cells` the left edges of a table row's columns and its right one."""

    height: float
    runs: tuple[Run, ...]
    lines: tuple[Line, ...]
    bullet: QPointF | None = None
    cells: tuple[float, ...] = ()
    top: float = 0.0


def font_of(passage: Passage, pixels: int) -> QFont:
    if passage.kind == "heading":
        return fonts.serif(round(pixels * _HEADINGS.get(passage.level, 17 / 16)), 600)
    if passage.kind in ("note", "table-row"):
        return fonts.serif(max(12, round(pixels * 0.9)))
    return fonts.serif(pixels)


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

    def __init__(self, width: float, pixels: int) -> None:
        self._width, self._pixels = width, pixels
        self._known: dict[tuple[str, int], tuple[float, float, float]] = {}

    def heights(self, passages: Sequence[Passage]) -> list[float]:
        known, made = self._known, []
        for passage in passages:
            kind = (passage.kind, passage.level)
            if kind not in known:
                known[kind] = self._measures(passage)
            base, row, across = known[kind]
            made.append(base + row * int(len(passage.text) / across))
        return made

    def _measures(self, passage: Passage) -> tuple[float, float, float]:
        """For a kind of passage: the height of one row with its space, of each further row, and the characters of a row."""
        pixels = self._pixels
        size = pixels * (_HEADINGS.get(passage.level, 17 / 16) if passage.kind == "heading" else 1.0)
        across = max(8.0, (self._width - indent_of(passage, pixels)) / (size * 0.53))
        table = passage.kind == "table-row"
        above = 2 * CELL_PADDING if table else space_above(passage, passage, pixels)
        return above + size * LEADING, size * LEADING, across


def lay_out(passage: Passage, before: Passage | None, width: float, pixels: int, columns: Sequence[float] = ()) -> Block:
    """Lay a passage out to *width* pixels. *columns* are the edges of a table's columns, as `column_edges` gives them."""
    top = space_above(passage, before, pixels)
    if passage.kind == "table-row" and len(columns) > 1:
        return _row(passage, top, pixels, columns)
    indent = indent_of(passage, pixels)
    font = font_of(passage, pixels)
    run, lines, bottom = _text(passage.text, 0, font, QPointF(indent, top), max(60.0, width - indent))
    bullet = None
    if passage.kind == "list" and lines:
        bullet = QPointF(indent - pixels * 0.8, lines[0].top + QFontMetricsF(font).ascent() * 0.72)
    return Block(round(bottom), (run,), lines, bullet, top=top)


def cells_of(text: str) -> list[tuple[int, str]]:
    """The cells of a table row with their offsets; an empty one at either end has lost its space. Beyond the twelfth they stay together."""
    cells, at = [], 0
    for join in islice(_JOIN.finditer(text), MOST_CELLS - 1):
        cells.append((at, text[at : join.start()]))
        at = join.end()
    return [*cells, (at, text[at:])]


def column_edges(rows: Sequence[Passage], width: float) -> tuple[float, ...]:
    """Edges of the columns of a table, as wide as their longest words ask (between a fair least and three times the mean)."""
    wants: list[float] = []
    for row in rows:
        for index, (_, cell) in enumerate(cells_of(row.text)):
            if index == len(wants):
                wants.append(4.0)
            wants[index] = max(wants[index], min(40.0, len(cell)))
    mean = sum(wants) / len(wants) if wants else 1.0
    wants = [max(0.5 * mean, min(want, 3 * mean)) for want in wants]
    edges, x = [0.0], 0.0
    for want in wants:
        x += width * want / sum(wants)
        edges.append(x)
    return tuple(edges)


def _row(passage: Passage, top: float, pixels: int, columns: Sequence[float]) -> Block:
    font, runs, lines, bottom = font_of(passage, pixels), [], [], top
    for index, (start, cell) in enumerate(cells_of(passage.text)):
        left = columns[min(index, len(columns) - 2)]
        right = columns[min(index, len(columns) - 2) + 1]
        if not cell:
            continue
        at = QPointF(left + CELL_PADDING, top + CELL_PADDING)
        run, found, low = _text(cell, start, font, at, max(24.0, right - left - 2 * CELL_PADDING))
        runs.append(run)
        lines.extend(found)
        bottom = max(bottom, low)
    bottom = max(bottom, top + CELL_PADDING + QFontMetricsF(font).height()) + CELL_PADDING
    return Block(round(bottom), tuple(runs), tuple(lines), None, tuple(columns), top)


def _text(text: str, start: int, font: QFont, at: QPointF, width: float) -> tuple[Run, tuple[Line, ...], float]:
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
