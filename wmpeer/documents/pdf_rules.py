"""The straight lines of a PDF's page, and the edges of its coloured cells, of which tables are made. Runs in the worker."""

from __future__ import annotations

import ctypes
from typing import Any

from wmpeer.documents.pdf_grid import Rule, Table, tables_of
from wmpeer.documents.pdfium import Page, raw

_MOST_OBJECTS, _MOST_SEGMENTS, _MOST_AREAS = 4_000, 800, 600
_THIN, _THICK, _SHORTEST = 2.6, 4.0, 2.0  # points: lines are drawn in pieces
_SIDES = (3, 4, 5)  # lines of a box, the last one left out, or drawn, or drawn and closed
_PADDING = 7.0  # points: colour ends as far inside the lines of its cell

Ends = tuple[float, float, float, float]


def drawn_tables(page: Page) -> list[Table]:
    """The tables that are drawn on the page. The edge of a coloured cell is a line of the table where no line is drawn near it; colour
    within colour, as behind single lines of text, has none."""
    across: list[Rule] = []
    down: list[Rule] = []
    areas: list[Ends] = []
    for place in range(min(max(raw.FPDFPage_CountObjects(page.handle), 0), _MOST_OBJECTS)):
        shape = raw.FPDFPage_GetObject(page.handle, place)
        if raw.FPDFPageObj_GetType(shape) != raw.FPDF_PAGEOBJ_PATH:
            continue
        parts = _straight(shape)
        coloured = any(len(lines) in _SIDES for lines in parts) and _is_area(shape)
        for lines in parts:
            if coloured and len(lines) in _SIDES:
                areas.append(_bounds(page, lines))
                continue
            for ends in lines:
                _sort_in(page, ends, across, down)
    _add_edges(areas[:_MOST_AREAS], across, down)
    return tables_of(across, down)


def _sort_in(page: Page, ends: Ends, across: list[Rule], down: list[Rule]) -> None:
    (x, y), (to_x, to_y) = page.reading(ends[0], ends[1]), page.reading(ends[2], ends[3])
    wide, high = abs(to_x - x), abs(to_y - y)
    if high <= _THIN and wide >= _SHORTEST:
        across.append(Rule((y + to_y) / 2, min(x, to_x), max(x, to_x)))
    elif wide <= _THIN and high >= _SHORTEST:
        down.append(Rule((x + to_x) / 2, min(y, to_y), max(y, to_y)))


def _bounds(page: Page, lines: list[Ends]) -> Ends:
    points = [page.reading(*point) for ends in lines for point in (ends[:2], ends[2:])]
    return min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)


def _add_edges(areas: list[Ends], across: list[Rule], down: list[Rule]) -> None:
    drawn_across, drawn_down = list(across), list(down)
    for area in areas:
        left, top, right, bottom = area
        if bottom - top <= _THICK or right - left <= _THICK or any(_is_within(area, other) for other in areas if other is not area):
            continue
        edges = [Rule(at, left, right) for at in (top, bottom)]
        across.extend(edge for edge in edges if not any(_is_near(edge, rule) for rule in drawn_across))
        edges = [Rule(at, top, bottom) for at in (left, right)]
        down.extend(edge for edge in edges if not any(_is_near(edge, rule) for rule in drawn_down))


def _is_within(area: Ends, other: Ends) -> bool:
    """Whether *area* is the colour of a line of words inside the colour of their cell: set in from both of its sides, and only a little."""
    set_in = 1 <= area[0] - other[0] <= _PADDING and 1 <= other[2] - area[2] <= _PADDING
    return set_in and other[1] <= area[1] + 0.5 and area[3] <= other[3] + 0.5


def _is_near(edge: Rule, rule: Rule) -> bool:
    """Whether *rule* is drawn beside the whole of *edge*, but not upon it."""
    return 0.6 < abs(edge.at - rule.at) <= _PADDING and rule.low <= edge.low + _PADDING and rule.high >= edge.high - _PADDING


def _straight(shape: Any) -> list[list[Ends]]:
    """The straight lines of each part of a path, each by both its ends; a thin box is one line."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
        return []
    wide, high = right.value - left.value, top.value - bottom.value
    if wide <= _THIN or high <= _THIN or (min(wide, high) <= _THICK and not _is_filled(shape)):
        middle_x, middle_y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        if high <= wide:
            return [[(left.value, middle_y, right.value, middle_y)]]
        return [[(middle_x, bottom.value, middle_x, top.value)]]
    count = raw.FPDFPath_CountSegments(shape)
    if count not in (2, *range(4, _MOST_SEGMENTS + 1)):
        return []
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(shape, matrix)
    found: list[list[Ends]] = [[]]
    first = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(count):
        segment = raw.FPDFPath_GetPathSegment(shape, place)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
            found.append([])
        elif kind == raw.FPDF_SEGMENT_LINETO:
            found[-1].append((*last, *point))
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            found[-1].append((*last, *first))
    return found


def _is_filled(shape: Any) -> bool:
    return _drawing(shape)[0]


def _is_area(shape: Any) -> bool:
    """Whether the shape is colour without a line round it."""
    return _drawing(shape) == (True, False)


def _drawing(shape: Any) -> tuple[bool, bool]:
    """Whether the shape is filled, and whether a line is drawn round it."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(shape, mode, stroke):
        return False, True
    return mode.value != raw.FPDF_FILLMODE_NONE, bool(stroke.value)
