"""How a document without pages of its own is seen beside its words: which cells of its tables are merged, and where its pictures stand.

Words and their places are the passages' alone; what is said here never changes them. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

MOST_PICTURES = 1_000
MOST_COLUMNS = 64
Edges = tuple[float, float, float, float]
NOT_DRAWN = "a drawing in a format this program does not draw"
"""Begins why a drawing is not shown; its format follows in brackets."""
LEAST_POINTS = 6.0
"""Pictures narrower or lower than this are rules, dots and spaces, not pictures."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is seen: its words are `start` to `end` of the row's text; it begins in `column` (from 0), covers `across` columns and
    `down` rows. `above`: it belongs to the cell over it, and has no words."""

    start: int
    end: int
    column: int
    across: int = 1
    down: int = 1
    above: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table in which cells are merged: the number of its passage (from 1), that of its table, and its cells in order."""

    passage: int
    table: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture behind passage number `passage` (0: before the first), in `column` of its row of a table (-1: below its words).

    `width` and `height` are points; `words` is its alternative text. `why` is empty, or says what it is where it cannot be shown; `inside`
    are the words drawn in it then, as far as they can be read. `page` is its slide (from 1), or None.
    """

    passage: int
    column: int
    width: float
    height: float
    words: str
    why: str = ""
    page: int | None = None
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows with merged cells, and pictures; pictures count from 1 in this order. `characters` is the length of the text it belongs to."""

    rows: tuple[Row, ...] = ()
    pictures: tuple[Picture, ...] = ()
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where the bytes of a picture are: a part of the package, or a place in the file; empty where it is not in the file.

    `crop` is what its author cut off at its left, top, right and bottom, in shares, or in points of its natural size where `in_points`;
    `turns` are quarter turns clockwise, after that.
    """

    part: str = ""
    crop: Edges = (0.0, 0.0, 0.0, 0.0)
    in_points: bool = False
    turns: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """A cell as a reader finds it: its words, how many columns it covers, and whether it only continues the one above."""

    text: str
    across: int = 1
    above: bool = False


@dataclass(slots=True)
class _Line:
    """A row that became a draft, with its cells, whose `down` grows as rows below continue them."""

    draft: int
    table: int
    cells: list[Cell]


class Sketch:
    """What a reader notes beside its drafts. Drafts are named by their place in its list; a picture by the place of the next one.

    It notes and works nothing out: most documents are only read, and their layout is asked for when somebody opens them.
    """

    def __init__(self) -> None:
        self.pictures: list[tuple[int, Picture]] = []
        self.sources: list[Source] = []
        self._tables = 0
        self._rows: list[tuple[int, int, str, Sequence[Given]]] = []

    def table(self) -> int:
        """A new table; its number."""
        self._tables += 1
        return self._tables

    def row(self, table: int, draft: int, text: str, given: Sequence[Given]) -> None:
        """A row of *table* that became draft number *draft* with *text*."""
        self._rows.append((table, draft, text, given))

    def picture(self, draft: int, picture: Picture, source: Source) -> None:
        """A picture before draft number *draft*; those too small to be one, and those beyond `MOST_PICTURES`, are left out."""
        tiny = 0 < picture.width < LEAST_POINTS or 0 < picture.height < LEAST_POINTS
        if not tiny and len(self.pictures) < MOST_PICTURES:
            self.pictures.append((draft, picture))
            self.sources.append(source)

    def layout(self, numbers: Sequence[int], characters: int) -> Layout:
        """The layout, once it is known which drafts became passages: *numbers* has, for each place, how many passages stand before it."""
        merged = {table for table, _, _, given in self._rows if any(one.across > 1 or one.above for one in given)}
        lines = _lines([row for row in self._rows if row[0] in merged])
        rows = tuple(Row(numbers[line.draft] + 1, line.table, tuple(line.cells)) for line in lines if line.cells)
        pictures = tuple(replace(one, passage=numbers[min(draft, len(numbers) - 1)]) for draft, one in self.pictures)
        return Layout(rows, pictures, characters)


def _lines(rows: Sequence[tuple[int, int, str, Sequence[Given]]]) -> list[_Line]:
    """The rows with their cells; what hangs between two rows parts a merged cell."""
    lines: list[_Line] = []
    open_: dict[int, dict[int, tuple[_Line, int]]] = {}
    for table, draft, text, given in rows:
        line = _Line(draft, table, [])
        held = open_.setdefault(table, {})
        if not lines or lines[-1].table != table or lines[-1].draft != draft - 1:
            held.clear()
        reached = column = 0
        for one in given:
            if column >= MOST_COLUMNS:
                break
            across = max(1, min(one.across, MOST_COLUMNS - column))
            start = max(reached, text.find(one.text, reached) if one.text else reached)
            line.cells.append(Cell(start, start + len(one.text), column, across, 1, one.above and column in held))
            _hold(held, line, column)
            reached, column = start + len(one.text), column + across
        lines.append(line)
    return lines


def _hold(held: dict[int, tuple[_Line, int]], line: _Line, column: int) -> None:
    """Let the cell just added grow the one above, or stand for those below."""
    place = len(line.cells) - 1
    cell = line.cells[place]
    above = held.get(column)
    if cell.above and above is not None and above[0].cells[above[1]].across == cell.across:
        grown = above[0].cells[above[1]]
        above[0].cells[above[1]] = replace(grown, down=grown.down + 1)
        return
    if cell.above:
        line.cells[place] = replace(cell, above=False)
    held[column] = (line, place)
    for covered in range(column + 1, column + cell.across):
        held.pop(covered, None)
