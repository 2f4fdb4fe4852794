"""How a layout passes from the worker: plain JSON, checked part by part on this side."""

from __future__ import annotations

from typing import Any

from wmpeer.documents.layout import MOST_COLUMNS, MOST_PICTURES, Cell, Layout, Picture, Row
from wmpeer.documents.wire import BrokenFrameError

_MOST_WORDS = 2_000
_MOST_WHY = 200
_LARGEST = 100_000.0


def pack_layout(layout: Layout) -> dict[str, Any]:
    return {
        "characters": layout.characters,
        "rows": [[row.passage, row.table, [_packed(cell) for cell in row.cells]] for row in layout.rows],
        "pictures": [[one.passage, one.column, one.width, one.height, one.words, one.why, one.page, one.inside] for one in layout.pictures],
    }


def _packed(cell: Cell) -> list[int]:
    return [cell.start, cell.end, cell.column, cell.across, cell.down, int(cell.above)]


def unpack_layout(head: dict[str, Any]) -> Layout:
    """The layout.

    Raises:
        BrokenFrameError: a part of it is missing, of another kind, or out of bounds.
    """
    try:
        rows = tuple(_row(*one) for one in head["rows"])
        pictures = tuple(_picture(*one) for one in head["pictures"][:MOST_PICTURES])
        characters = _count(head["characters"])
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenFrameError from error
    return Layout(rows, pictures, characters)


def _row(passage: Any, table: Any, cells: Any) -> Row:
    found = tuple(_cell(*one) for one in cells)
    if not 0 < len(found) <= MOST_COLUMNS:
        raise ValueError
    reached = column = 0
    for cell in found:  # in order, and none over another
        if cell.start < reached or cell.end < cell.start or cell.column < column or cell.column + cell.across > MOST_COLUMNS:
            raise ValueError
        reached, column = cell.end, cell.column + cell.across
    return Row(_count(passage, 1), _count(table, 1), found)


def _cell(start: Any, end: Any, column: Any, across: Any, down: Any, above: Any) -> Cell:
    return Cell(_count(start), _count(end), _count(column), _count(across, 1), _count(down, 1), bool(_count(above)))


def _picture(passage: Any, column: Any, width: Any, height: Any, words: Any, why: Any, page: Any, inside: Any) -> Picture:
    wide, high = float(width), float(height)
    if not (0 < wide <= _LARGEST and 0 < high <= _LARGEST):
        raise ValueError
    if not isinstance(words, str) or not isinstance(why, str) or not isinstance(inside, str):
        raise TypeError
    place = -1 if column == -1 else min(_count(column), MOST_COLUMNS)
    slide = None if page is None else _count(page, 1)
    return Picture(_count(passage), place, wide, high, words[:_MOST_WORDS], why[:_MOST_WHY], slide, inside[:_MOST_WORDS])


def _count(value: Any, least: int = 0) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value < 1 << 31:
        raise ValueError
    return value
