"""Flags that a figure meets since new tables came, and those it meets no longer. A flag never concludes, nor does its end."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.indicators.beside import benchmark_row
from wmpeer.indicators.compare import Choice, Desk, by_measure, open_desk
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.same import group_of, together
from wmpeer.indicators.shape import spread_of
from wmpeer.indicators.told import used_tables


@dataclass(frozen=True, slots=True)
class FlagChange:
    """A rule that a figure of `area` (an ONS code) meets now and did not before (`met`), or met before and does not now.

    `flag` is the rule's sentence: as it is now, or as it was. `period` is the newest one now.
    """

    area: str
    code: str
    source: str
    title: str
    rule: str
    period: str
    met: bool
    flag: str

    @property
    def sentence(self) -> str:
        """The same in words."""
        if self.met:
            return f"{self.title}: now flagged. {self.flag}"
        return f"{self.title}: no longer flagged with the figure for {read_period(self.period).words}. Before: {self.flag}"


def flag_changes(session: Session, day: date, areas: Collection[str], region: str | None = None) -> tuple[FlagChange, ...]:
    """What became of the flags of *areas* (ONS codes) by the tables loaded on *day* (UTC) or later, area by area; *region* as in
    `queries.benchmark`.

    Only sources of which there was an earlier release are looked at: what is told for the first time had no flags before. A measure
    that several sources tell is told by its leading one, as in the list of flags: what another says of it is no change.
    """
    since = day.isoformat()
    tables = used_tables(session)
    known = {table.source for table in tables if table.loaded_at < since}
    sources = list(dict.fromkeys(table.source for table in tables if table.loaded_at >= since and table.source in known))
    found: list[FlagChange] = []
    for area in areas if sources else ():
        found.extend(_of_area(session, area, sources, since, region))
    return tuple(found)


def _of_area(session: Session, area: str, sources: Collection[str], since: str, region: str | None) -> Iterator[FlagChange]:
    only = frozenset(sources)
    now = open_desk(session, area, None, None, None, region, only=only)
    before = open_desk(session, area, None, None, None, region, only=only, loaded_before=since)
    then = {(choice.table.source, choice.measure.code): choice for choice in by_measure(before)}
    rows, were = [], {}
    for choice in by_measure(now):
        pair = (choice.table.source, choice.measure.code)
        if pair in then and _told(now, choice) != _told(before, then[pair]):
            rows.append(benchmark_row(now, choice))
            were[pair] = benchmark_row(before, then[pair])
    for row in (told.row for told in together([*rows, *_beside(session, area, region, rows, were)])):
        if (row.source, row.code) not in were:
            continue  # another source leads, and there nothing has changed
        mine, theirs = ({flag.rule: flag.sentence for flag in each.flags} for each in (row, were[row.source, row.code]))
        for rule, sentence in mine.items():
            if rule not in theirs:
                yield FlagChange(area, row.code, row.source, row.title, rule, row.period, True, sentence)
        for rule, sentence in theirs.items():
            if rule not in mine:
                yield FlagChange(area, row.code, row.source, row.title, rule, row.period, False, sentence)


def _beside(
    session: Session, area: str, region: str | None, rows: Collection[BenchmarkRow], known: Collection[tuple[str, str]]
) -> Iterator[BenchmarkRow]:  # fmt: skip
    """What sources that have not changed tell of the measures of *rows*, where another one may tell them."""
    groups = {group for row in rows if isinstance(group := group_of(row.code, row.source), str)}
    if not groups:
        return
    desk = open_desk(session, area, None, None, None, region)
    for choice in by_measure(desk):
        pair = (choice.table.source, choice.measure.code)
        if pair not in known and group_of(pair[1], pair[0]) in groups:
            yield benchmark_row(desk, choice)


def _told(desk: Desk, choice: Choice) -> tuple[object, ...]:
    """Everything that a rule looks at: where it is the same, the same flags are met."""
    heading, measure = choice.heading, choice.measure
    own = desk.block(heading.table, desk.authority)
    cells = own.cells[measure.first : measure.first + choice.newest + 1] if own is not None else []
    return measure.periods[: choice.newest + 1], cells, desk.beside(choice), spread_of(heading.spread, choice.newest)
