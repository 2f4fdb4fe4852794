"""A table whose columns are not known beforehand, as a grid of texts: merged cells filled, percentages kept, a text streamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from wmpeer.indicators.guard import LOOK, refuse_children
from wmpeer.indicators.incoming import Incoming
from wmpeer.indicators.rows import cell_name
from wmpeer.indicators.sheets import CellNote, Sheet

_MOST_FILLED = 20_000
"""A merged rectangle of more cells than this is filled so far, and no further."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet, or a text. `rows` may be gone through again and again; rows and columns are counted from 0, also in `notes`.

    `first` is the place in the workbook of the first cell of the first row.
    """

    name: str
    sheet: str
    hidden: bool
    rows: Iterable[Sequence[str]]
    notes: Mapping[tuple[int, int], CellNote] = field(default_factory=dict)
    first: tuple[int, int] = (0, 0)
    sha256: str = ""

    def head(self, count: int) -> list[Sequence[str]]:
        """The first *count* rows."""
        return list(islice(iter(self.rows), count))

    def cell(self, row: int, column: int) -> str:
        """A cell as the workbook names it: ``D3``."""
        return cell_name(row + self.first[0], column + self.first[1])

    def number(self, row: int) -> int:
        """A row as the workbook, or an editor, numbers it: from 1."""
        return row + self.first[0] + 1


def grids(incoming: Incoming) -> Iterator[Grid]:
    """Every sheet of a file, or its text.

    Raises:
        ChildLevelError: it is a list of children; before any grid is given.
    """
    if incoming.sheets:
        refuse_children(incoming.name, ((sheet.name, sheet.rows[:LOOK]) for sheet in incoming.sheets))
        for sheet in incoming.sheets:
            rows, merged = _filled(sheet)
            down, across = sheet.first
            notes = {(row - down, column - across): note for (row, column), note in sheet.notes.items()}
            yield Grid(incoming.name, sheet.name, sheet.hidden, rows, {**merged, **notes}, sheet.first, incoming.sha256)
        return
    text = _Text(incoming)
    refuse_children(incoming.name, [("", islice(iter(text), LOOK))])
    yield Grid(incoming.name, "", False, text, sha256=incoming.sha256)


class _Text:
    """The rows of a text, read anew each time they are gone through."""

    def __init__(self, incoming: Incoming) -> None:
        self._incoming = incoming

    def __iter__(self) -> Iterator[Sequence[str]]:
        return self._incoming.rows()


def _filled(sheet: Sheet) -> tuple[Sequence[Sequence[str]], dict[tuple[int, int], CellNote]]:
    """The rows with what merged cells say in each of their places."""
    if not sheet.merged:
        return sheet.rows, {}
    rows: list[list[str] | tuple[str, ...]] = list(sheet.rows)
    notes: dict[tuple[int, int], CellNote] = {}
    for top, left, bottom, right in sheet.merged:
        row, column = top - sheet.first[0], left - sheet.first[1]
        if not (0 <= row < len(rows) and 0 <= column < len(rows[row])) or len(notes) > _MOST_FILLED:
            continue
        text = rows[row][column]
        for down in range(row, min(bottom - sheet.first[0] + 1, len(rows), row + _MOST_FILLED)):
            cells = rows[down] = list(rows[down])
            for across in range(column, min(right - sheet.first[1] + 1, len(cells))):
                if (down, across) != (row, column) and not cells[across]:
                    cells[across] = text
                    notes[down, across] = "merged"
    return rows, notes


__all__ = ["CellNote", "Grid", "grids"]
