"""The rows of a table from its headings on, and the places in it that something is to be said about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from wmpeer.indicators.recognise import Layout

MOST_NAMED = 50
"""So many rows or cells are named; all are counted."""


class Table:
    """Rows from the headings on; can be gone through again and again.

    `sheet` is where they stand in a workbook; `first_row` is the headings' row in the file or the sheet, counted from 1.
    """

    def __init__(
        self, rows: Callable[[], Iterable[Sequence[str]]], start: int, layout: Layout, sheet: str = "", first_row: int | None = None
    ) -> None:
        self._rows, self._start, self.layout, self.sheet = rows, start, layout, sheet
        self.first_row = start + 1 if first_row is None else first_row

    def __iter__(self) -> Iterator[Sequence[str]]:
        return islice(iter(self._rows()), self._start, None)


def first_row(table: Iterable[Sequence[str]]) -> int:
    """The number of the row of *table*'s headings, from 1."""
    return table.first_row if isinstance(table, Table) else 1


@dataclass(slots=True)
class Places:
    """Rows or cells that share a fault: all counted, the first fifty named."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, place: object) -> None:
        """One more: a row's number, or a cell's place."""
        self.count += 1
        if len(self.first) < MOST_NAMED:
            self.first.append(str(place))

    def __bool__(self) -> bool:
        return self.count > 0

    def named(self) -> str:
        """“3, 7, 9”, or “3, 7 ... and 78 more”."""
        more = self.count - len(self.first)
        return ", ".join(self.first) + (f" and {more:,} more" if more else "")

    def rows(self) -> str:
        """“row 3”, or “rows 3, 7, 9”."""
        return f"{'row' if self.count == 1 else 'rows'} {self.named()}"


def cell_name(row: int, column: int) -> str:
    """A cell as a spreadsheet names it: row 2, column 3 (both from 0) is ``D3``."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
