"""What an authority's data says and what it lacks, by the rules of the cycle: figures with their flags, and those that are not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.clock import in_words
from wmpeer.indicators.beside import benchmark_row
from wmpeer.indicators.compare import Choice, Desk, by_measure, open_desk
from wmpeer.indicators.headings import Heading
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.releases import due_on, label_after
from wmpeer.indicators.rules import Flag, Rules
from wmpeer.indicators.same import Told, same_measure, together
from wmpeer.indicators.shape import ABSENT, spread_at
from wmpeer.indicators.steps import said


@dataclass(frozen=True, slots=True)
class FlaggedRow:
    """A figure of the leading source, a flag on it, and whether some area's card names its measure."""

    row: BenchmarkRow
    flag: Flag
    on_card: bool


@dataclass(frozen=True, slots=True)
class NoFigure:
    """A measure of an area's card that other authorities have and this one has not: `period` is the newest that they have."""

    code: str
    source: str
    title: str
    unit: str
    areas: tuple[str, ...]
    period: str
    flag: Flag


def flagged(session: Session, authority: str, today: date, rules: Rules) -> tuple[tuple[FlaggedRow, ...], tuple[NoFigure, ...]]:
    """The flags on the newest figures of *authority* (ONS code), each measure from its leading source; and the measures it lacks."""
    desk = open_desk(session, authority, None, None, None, None, rules=rules)
    choices = {(choice.measure.code, choice.table.source): choice for choice in by_measure(desk)}
    told = together(benchmark_row(desk, choice) for choice in choices.values())
    rows = []
    for one in told:
        choice = choices[one.row.code, one.row.source]
        flags = (*one.row.flags, *(_lacks(desk, choice, one.row, today, rules) if choice.heading.on_card else ()))
        rows += [FlaggedRow(one.row, flag, choice.heading.on_card) for flag in flags]
    return tuple(rows), tuple(_absent(desk, told, rules)) if "no-figure" in rules else ()


def _lacks(desk: Desk, choice: Choice, row: BenchmarkRow, today: date, rules: Rules) -> Iterator[Flag]:
    measure, country = choice.measure, desk.country(choice.heading.table)
    if "older" in rules and country is not None:
        later = range(len(measure.periods) - 1, choice.newest, -1)
        ahead = next((place for place in later if country.value(measure.first + place) is not None), None)
        if ahead is not None:
            facts = {"period": said(row.period), "england": said(measure.periods[ahead])}
            yield Flag("older", rules["older"]["sentence"].format_map(facts))
    due = due_on(row.source, row.code, row.period) if "stale" in rules else None
    if due is not None and due < today:
        following = label_after(row.period)
        facts = {"following": f"A figure for {following}" if following else "A newer figure", "due": in_words(due)}
        yield Flag("stale", rules["stale"]["sentence"].format_map(facts))


def _absent(desk: Desk, told: tuple[Told, ...], rules: Rules) -> Iterator[NoFigure]:
    """One for each measure that no source tells of the authority: from the source with the newest period."""
    known = {same_measure(row.code) for one in told for row in (one.row, *one.also)}
    best: dict[str, tuple[Heading, int, int]] = {}
    for heading in desk.headings:
        code = same_measure(heading.measure.code)
        if not heading.on_card or code in known or not _empty(desk, heading):
            continue
        found = _others(heading, int(rules["no-figure"]["least"]))
        if found is not None and (code not in best or heading.keys[found[0]] > best[code][0].keys[best[code][1]]):
            best[code] = heading, *found
    for heading, place, count in best.values():
        measure, source = heading.measure, desk.tables[heading.table].source
        period = measure.periods[place]
        facts = {"source": source_words(source), "count": count, "period": said(period)}
        flag = Flag("no-figure", rules["no-figure"]["sentence"].format_map(facts))
        yield NoFigure(measure.code, source, measure.title, measure.unit, heading.areas, period, flag)


def _empty(desk: Desk, heading: Heading) -> bool:
    block, first = desk.blocks.get((heading.table, desk.authority)), heading.measure.first
    return block is None or all(cell == ABSENT for cell in block.cells[first : first + len(heading.measure.periods)])


def _others(heading: Heading, least: int) -> tuple[int, int] | None:
    """The newest period in which *least* authorities have a figure, and how many have one there."""
    for place in range(len(heading.measure.periods) - 1, -1, -1):
        count = spread_at(heading.spread, place).count if heading.spread else 0
        if count >= least:
            return place, count
    return None
