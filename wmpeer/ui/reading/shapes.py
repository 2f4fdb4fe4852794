"""What is known of how a flowing document is seen: merged cells, which rows are laid out together, where pictures hang. No widgets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from wmpeer.documents.layout import Cell, Layout, Picture
from wmpeer.documents.records import CELL_JOIN, Passage

MOST_CELLS = 12
LONGEST_TABLE = 400
MOST_TOGETHER = 80
"""Rows that one merged cell may tie together; the rest of a longer one stands apart."""
_JOIN = re.compile(r"(?:^| )" + re.escape(CELL_JOIN.strip()) + r"(?: |$)")

Numbered = tuple[int, Picture]
"""A picture with its number in the layout, from 1."""


def cells_of(text: str) -> list[Cell]:
    """The cells of a row of which only the text is known; beyond the twelfth they stay together."""
    cells, at = [], 0
    for join in islice(_JOIN.finditer(text), MOST_CELLS - 1):
        cells.append(Cell(at, join.start(), len(cells)))
        at = join.end()
    return [*cells, Cell(at, len(text), len(cells))]


class Shapes:
    """A layout by units (passages from 0). One that does not belong to the passages leaves them as they are."""

    def __init__(self, passages: Sequence[Passage] = (), layout: Layout | None = None) -> None:
        self._passages = passages
        self.layout = layout or Layout()
        self._rows: dict[int, tuple[int, tuple[Cell, ...]]] = {}
        self._heads: dict[int, int] = {}  # of rows tied to those above: the first of them
        self._tied: dict[int, range] = {}
        self.pictures: dict[int, list[Numbered]] = {}
        self.above: list[Numbered] = []
        """Pictures before the first words."""
        if passages and layout is not None:
            self._take_rows(layout)
            self._tie()
            self._hang(layout)

    def _take_rows(self, layout: Layout) -> None:
        """Rows whose cells lie in their passage; none at all where the document was read in another way than now."""
        total = self._passages[-1].end
        if layout.characters != total:
            return
        for row in layout.rows:
            passage = self._passages[row.passage - 1] if row.passage <= len(self._passages) else None
            if passage is not None and passage.kind == "table-row" and row.cells[-1].end <= len(passage.text):
                self._rows[row.passage - 1] = (row.table, row.cells)

    def _tie(self) -> None:
        """Find which rows a merged cell ties together, and let none tie more than `MOST_TOGETHER`."""
        reach = first = -1
        for unit in sorted(self._rows):
            table, cells = self._rows[unit]
            if unit > reach:
                first = unit
            else:
                self._heads[unit] = first
                self._tied[first] = range(first, unit + 1)
            own = unit > reach
            if any(cell.down > 1 or (own and cell.above) for cell in cells):
                last = self._last_row(unit, table, first + MOST_TOGETHER)
                cells = tuple(replace(one, down=min(one.down, last - unit + 1), above=one.above and not own) for one in cells)
                self._rows[unit] = (table, cells)
            reach = max(reach, unit, *(unit + cell.down - 1 for cell in cells))

    def _last_row(self, unit: int, table: int, most: int) -> int:
        """The last of the rows right below *unit* that belong to its table."""
        last = unit
        while last + 1 < most and self._rows.get(last + 1, (0, ()))[0] == table:
            last += 1
        return last

    def _hang(self, layout: Layout) -> None:
        for number, picture in enumerate(layout.pictures, 1):
            unit = min(picture.passage, len(self._passages)) - 1
            if unit < 0:
                self.above.append((number, picture))
            else:
                self.pictures.setdefault(unit, []).append((number, picture))

    def fail(self, number: int, why: str) -> int:
        """A picture cannot be shown after all; the unit it hangs on (the first for those above all)."""
        for unit, hanging in ((0, self.above), *self.pictures.items()):
            for place, (other, picture) in enumerate(hanging):
                if other == number:
                    hanging[place] = (number, replace(picture, why=why))
                    return unit
        return 0

    def is_row(self, unit: int) -> bool:
        return self._passages[unit].kind == "table-row"

    def cells(self, unit: int) -> tuple[Cell, ...]:
        """The cells of a row."""
        known = self._rows.get(unit)
        return known[1] if known is not None else tuple(cells_of(self._passages[unit].text))

    def table(self, unit: int) -> int:
        """The table a row with merged cells belongs to; 0 for others."""
        return self._rows.get(unit, (0, ()))[0]

    def together(self, unit: int) -> range:
        """The rows laid out together with *unit*."""
        return self._tied.get(self._heads.get(unit, unit), range(unit, unit + 1))

    def same_table(self, unit: int, other: int) -> bool:
        return 0 <= other < len(self._passages) and self.is_row(other) and self.table(unit) == self.table(other)

    def around(self, unit: int) -> range:
        """The rows of the table that *unit* stands in; of very long ones those around it."""
        first = last = unit
        while unit - first < LONGEST_TABLE and self.same_table(unit, first - 1):
            first -= 1
        while last - first < LONGEST_TABLE and self.same_table(unit, last + 1):
            last += 1
        return range(first, last + 1)

    def below(self, unit: int) -> list[Numbered]:
        """The pictures below the words of a unit: all but those in cells of a row."""
        hanging = self.pictures.get(unit, ())
        return [one for one in hanging if one[1].column < 0 or not self._has_column(unit, one[1].column)]

    def in_cells(self, unit: int) -> dict[int, list[Numbered]]:
        """The pictures in cells of a row, by the column the cell begins in."""
        found: dict[int, list[Numbered]] = {}
        for number, picture in self.pictures.get(unit, ()):
            if picture.column >= 0 and self._has_column(unit, picture.column):
                found.setdefault(picture.column, []).append((number, picture))
        return found

    def _has_column(self, unit: int, column: int) -> bool:
        return self.is_row(unit) and any(cell.column == column for cell in self.cells(unit))

    def numbers(self, unit: int) -> Iterator[Numbered]:
        """All pictures of a unit."""
        if unit == 0:
            yield from self.above
        yield from self.pictures.get(unit, ())
