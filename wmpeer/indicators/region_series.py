"""The measures of a whole region: each once, as its leading source tells it for all of the region's authorities together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.indicators.beside import benchmark_row, series_of
from wmpeer.indicators.compare import Choice, Desk, by_measure, open_desk
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.records import BenchmarkRow, IndicatorSeries, SeriesLine
from wmpeer.indicators.same import group_of, weight


@dataclass(frozen=True, slots=True)
class RegionSeries:
    """A measure over its periods, `newest` the place of the newest in which the region or one of its authorities has a cell.

    `series.own` and `row` are those of one authority that has the newest; they tell what is said of the table, not of the region.
    """

    series: IndicatorSeries
    row: BenchmarkRow
    newest: int

    @property
    def members(self) -> tuple[SeriesLine, ...]:
        return self.series.members


def region_series(session: Session, members: Sequence[str], region: str) -> tuple[RegionSeries, ...]:
    """The measures that areas' cards name, of the authorities *members* (ONS codes) of the region with that ONS code.

    Of two sources the one with the newest period leads; of one period the one with more authorities' figures, and then the Department's own
    table before LAIT (`wmpeer.indicators.same.RULE`).
    """
    if not members:
        return ()
    desk = open_desk(session, members[0], None, None, None, region, members=tuple(members))
    told = [_told(desk, holder, choice) for holder, choice in _choices(desk).values()]
    groups: dict[object, list[RegionSeries]] = {}
    for one in told:
        groups.setdefault(group_of(one.series.code, one.series.source), []).append(one)
    return tuple(min(group, key=_leads) for group in groups.values())


def _choices(desk: Desk) -> dict[tuple[str, str], tuple[str, Choice]]:
    """For each source and code on a card the newest choice of any member, and whose it is."""
    found: dict[tuple[str, str], tuple[str, Choice]] = {}
    cards = [heading for heading in desk.headings if heading.on_card]
    for member in desk.members:
        for choice in by_measure(replace(desk, authority=member, headings=cards)):
            pair = (choice.table.source, choice.measure.code)
            if pair not in found or choice.key[:3] > found[pair][1].key[:3]:
                found[pair] = (member, choice)
    return found


def _told(desk: Desk, holder: str, choice: Choice) -> RegionSeries:
    own = replace(desk, authority=holder, neighbours=(), model=None, near={}, by_code=dict(desk.by_code))
    series = series_of(own, choice)
    lines = [line for line in (*series.members, series.region) if line is not None]
    newest = max((place for line in lines for place, raw in enumerate(line.raws) if raw), default=choice.newest)
    return RegionSeries(series, benchmark_row(own, choice), newest)


def _leads(one: RegionSeries) -> tuple[int, int, bool]:
    values = sum(line.values[one.newest] is not None for line in one.members)
    return weight(read_period(one.series.periods[one.newest]).year, values, one.series.source)
