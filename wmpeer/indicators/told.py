"""The tables in use and what stands in their cells, for those who set one release or one source beside another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.indicators.periods import Key, read_period
from wmpeer.indicators.plan import NO_KEY, is_extract
from wmpeer.indicators.shape import ABSENT, UNIT, parted
from wmpeer.indicators.used import BATCH_OF_TABLE, IN_USE
from wmpeer.indicators.values import decimal_of, meaning, number_in
from wmpeer.models.indicators import IndicatorArea, IndicatorMeasure, IndicatorTable
from wmpeer.models.records import Batch


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
            Batch.loaded_at, Batch.publisher,
        )
        .join(Batch, BATCH_OF_TABLE)
        .where(IndicatorTable.kind == "indicators", IN_USE)
        .order_by(Batch.loaded_at, IndicatorTable.id)
    )  # fmt: skip
    rows = session.execute(query if source is None else query.where(Batch.source == source))
    return tuple(
        UsedTable(row[0], row[1] or "", row[2], row[3], row[4], row[5], order, row[6] or "", row[7] or "") for order, row in enumerate(rows)
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
    """The tellings of each source and code, the one that counts most at the end: of the newest period, no mere extract, loaded last.

    It is the order by which a benchmark picks its table.
    """
    found: dict[tuple[str, str], list[Telling]] = {}
    for each in told:
        found.setdefault((each.table.source, each.code), []).append(each)
    return {pair: _ordered(chain) for pair, chain in found.items()}


def _ordered(chain: Sequence[Telling]) -> tuple[Telling, ...]:
    most = max(each.table.areas for each in chain)
    return tuple(sorted(chain, key=lambda each: (each.newest[:3], not is_extract(each.table.areas, most), each.table.order)))


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
