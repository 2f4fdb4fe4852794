"""The tables in use and what stands in their cells, for those who set one release or one source beside another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.indicators.ending import CUT, RELEASED
from wmpeer.indicators.periods import Key, read_period
from wmpeer.indicators.plan import NO_KEY, is_extract
from wmpeer.indicators.shape import ABSENT, UNIT, parted
from wmpeer.indicators.used import BATCH_OF_TABLE, IN_USE
from wmpeer.indicators.values import decimal_of, meaning, number_in
from wmpeer.models.indicators import IndicatorArea, IndicatorMeasure, IndicatorTable
from wmpeer.models.records import Batch

_T = TypeVar("_T")
Choices = tuple[tuple[str, str], ...]
_NO_FILTER = frozenset({
    "code", "title", "period", "area", "number", "ons", "value", "region", "unit", "polarity", "told period", "mapping", "model",
    CUT, RELEASED,
})  # fmt: skip
"""Choices that say how a file is read; any other says which of its rows are taken."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What decides which of two releases counts more: the day the `newest` period ends, how many authorities, the day it was given out
    (ISO, or empty), and which was loaded later."""

    newest: tuple[int, ...]
    areas: int
    released_on: str
    order: int


@dataclass(frozen=True, slots=True)
class UsedTable:
    """A table of figures in use. `order` rises with each one loaded; `areas` counts authorities, `loaded_at` is a UTC moment."""

    id: int
    source: str
    sha256: str
    sheet: str
    name: str
    areas: int
    order: int
    loaded_at: str = ""
    publisher: str = ""
    released_on: str = ""
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """One table's telling of a measure: its columns begin at `first`, one for each of `periods`, oldest first."""

    table: UsedTable
    code: str
    title: str
    periods: tuple[str, ...]
    first: int
    decimals: int | None
    year_type: str = ""

    @property
    def newest(self) -> Key:
        return read_period(self.periods[-1]).key if self.periods else NO_KEY

    def cells(self, row: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Each period and its cell in an area's *row*; a cell that is not there is left out."""
        for place, label in enumerate(self.periods):
            raw = row[self.first + place]
            if raw != ABSENT and raw.strip():
                yield label, raw


def used_tables(session: Session, source: str | None = None) -> tuple[UsedTable, ...]:
    """The tables of figures in use, the one loaded last at the end."""
    query = (
        select(
            IndicatorTable.id, Batch.source, IndicatorTable.sha256, IndicatorTable.sheet, IndicatorTable.name, IndicatorTable.areas,
            Batch.loaded_at, Batch.publisher, Batch.released_on, Batch.choices,
        )
        .join(Batch, BATCH_OF_TABLE)
        .where(IndicatorTable.kind == "indicators", IN_USE)
        .order_by(Batch.loaded_at, IndicatorTable.id)
    )  # fmt: skip
    rows = session.execute(query if source is None else query.where(Batch.source == source))
    return tuple(
        UsedTable(row[0], row[1] or "", row[2], row[3], row[4], row[5], order, row[6] or "", row[7] or "", row[8] or "", filters(row[9]))
        for order, row in enumerate(rows)
    )


def tellings(session: Session, tables: Iterable[UsedTable], codes: Collection[str] | None = None) -> tuple[Telling, ...]:
    """Every measure of *tables*, or those of *codes*."""
    known = {table.id: table for table in tables}
    query = (
        select(
            IndicatorMeasure.table, IndicatorMeasure.code, IndicatorMeasure.title, IndicatorMeasure.periods, IndicatorMeasure.first,
            IndicatorMeasure.decimals, IndicatorMeasure.year_type,
        )
        .where(IndicatorMeasure.table.in_(known))
        .order_by(IndicatorMeasure.table, IndicatorMeasure.number)
    )  # fmt: skip
    rows = session.execute(query if codes is None else query.where(IndicatorMeasure.code.in_(codes)))
    return tuple(
        Telling(known[row[0]], row[1], row[2], tuple(row[3].split(UNIT)) if row[3] else (), row[4], row[5], row[6]) for row in rows
    )


def chains(told: Iterable[Telling]) -> dict[tuple[str, str], tuple[Telling, ...]]:
    """The tellings of each source and code, the one that counts most at the end (`in_order`), without those that tell of other rows.

    It is the order by which a benchmark picks the release of each period.
    """
    found: dict[tuple[str, str], list[Telling]] = {}
    for each in told:
        found.setdefault((each.table.source, each.code), []).append(each)
    return {pair: alike(in_order(chain, _weight), lambda each: each.table.choices) for pair, chain in found.items()}


def in_order(chain: Sequence[_T], weight: Callable[[_T], Weight]) -> tuple[_T, ...]:
    """Releases of one measure, the one that counts most at the end: of the newest period, no mere extract, given out last where all that
    reach as far say when, loaded last."""
    if len(chain) == 1:
        return tuple(chain)
    weights = [weight(each) for each in chain]
    most = max(each.areas for each in weights)
    undated = {each.newest for each in weights if not each.released_on}

    def place(at: int) -> tuple[object, ...]:
        one = weights[at]
        return one.newest, not is_extract(one.areas, most), "" if one.newest in undated else one.released_on, one.order

    return tuple(chain[at] for at in sorted(range(len(chain)), key=place))


def alike(chain: Sequence[_T], choices: Callable[[_T], Choices]) -> tuple[_T, ...]:
    """Those of *chain* that tell of the same rows as its last: where another value of a filter was chosen, it is not the same measure."""
    if len(chain) < 2:
        return tuple(chain)
    last = dict(choices(chain[-1]))
    return tuple(each for each in chain if all(last.get(column, value) == value for column, value in choices(each)))


def time_of(label: str) -> object:
    """What two labels of the same time have in common: 2023/24 and 2023-24, 2025 (prov) and 2025."""
    period = read_period(label)
    return label if period.kind == "unknown" else (period.kind, period.key[:6])


def filters(choices: Mapping[str, object] | None) -> Choices:
    """Those of a batch's choices that say which rows of its file are taken."""
    return tuple((column, str(value)) for column, value in (choices or {}).items() if column not in _NO_FILTER)


def _weight(each: Telling) -> Weight:
    return Weight(each.newest[:3], each.table.areas, each.table.released_on, each.table.order)


def rows_by_area(
    session: Session, tables: Iterable[int], areas: Collection[str] | None = None
) -> Iterator[tuple[str, Mapping[int, list[str]]]]:  # fmt: skip
    """Area by area the cells that each table has of it; what is no area is left out."""
    query = (
        select(IndicatorArea.area, IndicatorArea.table, IndicatorArea.cells)
        .where(IndicatorArea.table.in_(set(tables)), IndicatorArea.level != "other")
        .order_by(IndicatorArea.area, IndicatorArea.table)
    )
    found = session.execute(query if areas is None else query.where(IndicatorArea.area.in_(areas)))
    for area, rows in groupby(found, key=lambda row: str(row[0])):
        yield area, {row[1]: parted(row[2]) for row in rows}


def cells_apart(raw: str, other: str, places: int | None = None, other_places: int | None = None) -> bool:
    """Whether two cells say different things: other numbers, as far as the coarser is written, a number and a marker, or markers that
    mean something else.

    *places* are the decimals a measure is written with, where known; otherwise the cell's own count.
    """
    if raw == other:
        return False
    number, second = number_in(raw), number_in(other)
    if number is None or second is None:
        return number is not second or meaning(raw) != meaning(other)
    fewest = min(_written(raw) if places is None else places, _written(other) if other_places is None else other_places)
    return abs(number - second) > 0.5 * 10.0**-fewest + 1e-9


def _written(raw: str) -> int:
    number = decimal_of(raw)
    exponent = number.as_tuple().exponent if number is not None else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0
