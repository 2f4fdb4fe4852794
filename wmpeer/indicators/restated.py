"""Figures that a later release of their source changed: the old one is kept, and both are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.indicators.compared import Restated
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.plan import authorities_in
from wmpeer.indicators.shape import ABSENT
from wmpeer.indicators.tables import ValueTable
from wmpeer.indicators.told import Telling, UsedTable, cells_apart, chains, rows_by_area, tellings, time_of, used_tables
from wmpeer.models.indicators import IndicatorTable

MOST_EXAMPLES = 50
_AHEAD = -1
"""Stands for the row of a table that is not kept yet."""


def restated(
    session: Session, source: str, areas: Sequence[str] | None = None, codes: Collection[str] | None = None
) -> tuple[Restated, ...]:  # fmt: skip
    """Every figure of *source* that a release in use says otherwise than the one before it, area by area; *areas* are ONS codes, *codes*
    those of measures: all of them where none are given.

    What a release leaves out, or tells for the first time, is not restated. Nor are two sheets of one file releases of each other.
    """
    return tuple(_changes(session, used_tables(session, source), areas, codes))


def restated_by(session: Session, table: int, before: Sequence[str]) -> tuple[Restated, ...]:
    """What the content *table* (its row's id) changes of the tables of the files *before* (SHA-256s)."""
    rows = session.execute(
        select(IndicatorTable.id, IndicatorTable.sha256, IndicatorTable.sheet, IndicatorTable.name, IndicatorTable.areas).where(
            (IndicatorTable.id == table) | IndicatorTable.sha256.in_(before), IndicatorTable.kind == "indicators"
        )
    ).all()
    ordered = sorted(rows, key=lambda row: (row.id == table, row.id))
    used = [UsedTable(row.id, "", row.sha256, row.sheet, row.name, row.areas, order) for order, row in enumerate(ordered)]
    new = next((each.sha256 for each in used if each.id == table), "")
    return tuple(each for each in _changes(session, used, None) if each.now_batch == new)


def restated_ahead(session: Session, table: ValueTable, before: Sequence[str]) -> tuple[Restated, ...]:
    """What *table*, which is not kept yet, would change of the tables of the files *before* (SHA-256s)."""
    rows = session.execute(
        select(IndicatorTable.id, IndicatorTable.sha256, IndicatorTable.sheet, IndicatorTable.name, IndicatorTable.areas)
        .where(IndicatorTable.sha256.in_([one for one in before if one != table.sha256]), IndicatorTable.kind == "indicators")
        .order_by(IndicatorTable.id)
    ).all()
    old = [UsedTable(row.id, "", row.sha256, row.sheet, row.name, row.areas, order) for order, row in enumerate(rows)]
    new = UsedTable(_AHEAD, "", table.sha256, table.sheet, table.name, authorities_in(table), len(old))
    mine = [Telling(new, one.code, one.title, one.periods, one.first, one.decimals, one.year_type) for one in table.measures]
    told = (*tellings(session, old, {one.code for one in mine}), *mine) if old else ()
    several = [chain for chain in chains(told).values() if len({each.table.sha256 for each in chain}) > 1]
    cells = {one.key: [ABSENT if cell is None else cell for cell in one.cells] for one in table.areas if one.level != "other"}
    found: list[Restated] = []
    for area, kept in rows_by_area(session, [each.id for each in old]) if several else ():
        if area in cells:
            found += [one for chain in several for one in along(chain, area, {**kept, _AHEAD: cells[area]})]
    return tuple(one for one in found if one.now_batch == table.sha256)


def in_the_batch(found: Sequence[Restated]) -> dict[str, object]:
    """How many figures were restated, and the first of them, as a batch keeps it."""
    examples = [{"area": one.area, "code": one.code, "period": one.period, "was": one.was, "now": one.now} for one in found[:MOST_EXAMPLES]]
    return {"count": len(found), "examples": examples}


def restated_sentence(one: Restated) -> str:
    """What was said before, and what is now, in words: "Restated for 2024: was 86, now 88"."""
    return f"Restated for {read_period(one.period).words}: was {one.was.strip()}, now {one.now.strip()}."


def _changes(
    session: Session, tables: Sequence[UsedTable], areas: Sequence[str] | None, codes: Collection[str] | None = None
) -> Iterator[Restated]:  # fmt: skip
    told = tellings(session, tables, codes) if len(tables) > 1 else ()
    several = [chain for chain in chains(told).values() if len({each.table.sha256 for each in chain}) > 1]
    needed = {each.table.id for chain in several for each in chain}
    if not needed:
        return
    for area, rows in rows_by_area(session, needed, areas):
        for chain in several:
            yield from along(chain, area, rows)


def along(chain: Sequence[Telling], area: str, rows: Mapping[int, list[str]]) -> Iterator[Restated]:
    """What each of *chain* (the one that counts most at the end) says of *area* otherwise than those before it."""
    last: dict[object, tuple[str, str]] = {}
    for telling in chain:
        row = rows.get(telling.table.id)
        if row is None:
            continue
        often = Counter(time_of(period) for period in telling.periods)
        for period, raw in telling.cells(row):
            when = time_of(period) if often[time_of(period)] == 1 else period
            was, batch = last.get(when, (raw, ""))
            if batch not in ("", telling.table.sha256) and cells_apart(was, raw):
                yield Restated(area, telling.code, period, was, raw, batch, telling.table.sha256)
            last[when] = (raw, telling.table.sha256)
