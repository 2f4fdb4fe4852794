"""One measure as all releases of its source tell it. A period that a newer release leaves out stays as the older one has it; one that both
tell is told by the newer. Pure.

What counts more is decided by `told.in_order`, so it is the same in whatever order the releases were loaded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from wmpeer.indicators.compared import Earlier
from wmpeer.indicators.headings import Heading, TableFacts
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.shape import ABSENT, spread_of
from wmpeer.indicators.told import Weight, alike, in_order, time_of

_T = TypeVar("_T")
Cells = Sequence[str]
Rows = Callable[[int], Cells | None]
"""The cells of one area in a table, by the table's number; None where it has none there."""
Column = tuple[int, int]
"""A table's number and the place of a cell in its rows."""


@dataclass(frozen=True, slots=True)
class JoinedMeasure:
    """A measure over the periods of all releases. Of each period `columns` are the places that may tell it, what counts most first.

    `heading` is that of the joined periods: its cells stand in `cells`, from 0. `tables` are the releases, what counts most first.
    """

    heading: Heading
    columns: tuple[tuple[Column, ...], ...]
    tables: tuple[int, ...]

    def cells(self, rows: Rows) -> list[str]:
        """An area's cells, each from the release that counts most among those that have one of it."""
        known = {table: cells for table in self.tables if (cells := rows(table)) is not None}
        found = []
        for columns in self.columns:
            for table, column in columns:  # many thousands of times for a whole desk
                cells = known.get(table)
                if cells is not None and cells[column] != ABSENT:
                    found.append(cells[column])
                    break
            else:
                found.append(ABSENT)
        return found

    def told_by(self, rows: Rows) -> tuple[int, ...]:
        """The release that tells each period of an area; where none has a cell of it, the one that counts most of those with the period."""
        known = {table: cells for table in self.tables if (cells := rows(table)) is not None}
        return tuple(_teller(columns, known)[0] for columns in self.columns)


def joined_measure(number: int, chain: Sequence[tuple[TableFacts, Heading]], own: Rows) -> JoinedMeasure | None:
    """The measure that the headings of *chain* tell, one source's, in any order; *own* are the cells of the authority that is looked at.

    None where only one of them counts: a release whose rows were chosen otherwise is another measure. The heading is known as *number*;
    name, unit and decimals are those of the release that counts most, spread and states those of the release each period is from.
    """
    ordered = alike(in_order(chain, _weight), lambda part: part[0].choices)
    if len(ordered) < 2:
        return None
    newest = ordered[-1][1]
    headings = [heading for _, heading in reversed(ordered)]
    labels, places = _places(tuple(heading.measure.periods for heading in headings))
    by_table = {heading.table: heading for heading in headings}
    tables = tuple(by_table)
    firsts = [heading.measure.first for heading in headings]
    columns = tuple([tuple([(tables[at], firsts[at] + place) for at, place in several]) for several in places])
    known = {table: cells for table in tables if (cells := own(table)) is not None}
    tellers = [(by_table[table], column - by_table[table].measure.first) for table, column in (_teller(each, known) for each in columns)]
    measure = replace(
        newest.measure, periods=labels, first=0, states=_said([one.measure.state(place) for one, place in tellers]),
        kinds=_said([one.measure.kind(place) for one, place in tellers]),
    )  # fmt: skip
    spread = b"".join(spread_of(heading.spread, place) for heading, place in tellers)
    return JoinedMeasure(
        replace(newest, table=number, measure=measure, spread=spread, keys=tuple(read_period(label).key for label in labels)),
        columns, tables,
    )  # fmt: skip


def leading(chain: Sequence[tuple[TableFacts, Heading]]) -> Heading:
    """The heading of the release that counts most."""
    return in_order(chain, _weight)[-1][1]


def earlier_of(
    told_by: Sequence[int], labels: Sequence[str], cells: Cells, newest: int, tables: Mapping[int, TableFacts]
) -> tuple[Earlier, ...]:  # fmt: skip
    """Which periods with a cell come from another release than that of the *newest* place, release by release, oldest period first."""
    found: dict[int, list[str]] = {}
    for table, label, cell in zip(told_by, labels, cells, strict=True):
        if cell != ABSENT and table != told_by[newest]:
            found.setdefault(table, []).append(label)
    return tuple(Earlier(tuple(periods), tables[key].name, tables[key].sha256, tables[key].sheet) for key, periods in found.items())


def _weight(part: tuple[TableFacts, Heading]) -> Weight:
    table, heading = part
    return Weight(heading.keys[-1][:3] if heading.keys else (0, 0, 0), table.areas, table.released_on, table.order)


@lru_cache(maxsize=1 << 12)
def _places(told: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], tuple[tuple[tuple[int, int], ...], ...]]:
    """The periods that releases label as *told* (what counts most first), each as that release labels it, oldest first; and where each
    stands: which release, and the place among its own."""
    found: dict[str, list[tuple[int, int]]] = {}
    names: dict[object, str] = {}
    for at, labels in enumerate(told):
        often = Counter(time_of(label) for label in labels)
        mine: dict[object, str] = {}
        for place, label in enumerate(labels):
            when = time_of(label)
            name = label if label in found or often[when] > 1 else names.get(when, label)
            found.setdefault(name, []).append((at, place))
            if often[when] == 1:
                mine[when] = name
        names = {**mine, **names}
    ordered = tuple(sorted(found, key=lambda label: read_period(label).key))
    return ordered, tuple(tuple(found[label]) for label in ordered)


def _teller(columns: Sequence[Column], known: Mapping[int, Cells]) -> Column:
    return next((one for one in columns if one[0] in known and known[one[0]][one[1]] != ABSENT), columns[0])


def _said(values: Sequence[_T]) -> tuple[_T, ...]:
    """What is said of each period, or nothing where it is said of none."""
    return tuple(values) if any(values) else ()
