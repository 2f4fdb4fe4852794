"""The scorecard: every measure for all authorities of the region at once, each in the newest period that one of them has.

Frozen cells as they stood in the files; what a cell says is made when it is read. Nothing is summed, nothing is put in an order by value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.indicators.compare import Block, Desk, number, open_desk
from wmpeer.indicators.flag_settings import rules_of
from wmpeer.indicators.headings import Heading
from wmpeer.indicators.parts import FIFTH, Mark, Part, part_of
from wmpeer.indicators.rules import Figure, Rules, flags
from wmpeer.indicators.same import group_of, weight
from wmpeer.indicators.shape import ABSENT, Bounds, Spread, spread_at
from wmpeer.indicators.sizes import is_count
from wmpeer.indicators.steps import place_before, said
from wmpeer.region.areas import ENGLAND
from wmpeer.region.definition import Region
from wmpeer.region.queries import authorities

PlaceKind = Literal["authority", "england", "region"]


@dataclass(frozen=True, slots=True)
class ScorePlace:
    """A row: an authority (`key` is its ONS code), the country or the region."""

    key: str
    name: str
    kind: PlaceKind = "authority"


@dataclass(frozen=True, slots=True)
class ScoreMeasure:
    """A column: a measure in its newest `period` (in words; `before` is the one it follows upon, or empty).

    `raws` and `earlier` are the cells of every place in their order, "" where the table has none. `bounds` are those of the lowest and the
    highest `part` of all authorities, None for counts and where too few have a value. `doubtful`: England or the region
    seems to be in another unit.
    """

    code: str
    source: str
    title: str
    unit: str
    polarity: str
    decimals: int | None
    period: str
    before: str
    areas: tuple[str, ...]
    year: int
    bounds: Bounds | None
    is_count: bool
    doubtful: bool
    raws: tuple[str, ...]
    earlier: tuple[str, ...]
    part: Part = FIFTH

    @property
    def key(self) -> tuple[str, str]:
        return self.code, self.source

    def value(self, place: int) -> float | None:
        return number(self.raws[place])

    def mark(self, place: int) -> Mark:
        """A flag in the less favourable part of all authorities; in the other, or of a neutral measure, only where it lies."""
        return self.part.mark(self.value(place), self.bounds, self.polarity)


@dataclass(frozen=True, slots=True)
class Score:
    """`places`: the authorities by name, then the country, then the region. `measures` in the order of their tables. `share` is the part
    of all authorities that marks and flags go by, in a word, as the cycle's rule has it."""

    places: tuple[ScorePlace, ...] = ()
    measures: tuple[ScoreMeasure, ...] = field(default=())
    share: str = "fifth"


def score(session: Session, region: Region, source: str | None = None) -> Score:
    """The scorecard of a *source*; of all sources each measure once, as its leading one tells it (`wmpeer.indicators.same.RULE`)."""
    members = tuple(ScorePlace(one.ons_code, one.name) for one in authorities(session))
    desk = open_desk(session, "", None, source, None, region.ons_code, tuple(one.key for one in members))
    names = {block.name for block in desk.countries.values()}
    country = next(iter(names)) if len(names) == 1 else "England"
    places = (*members, ScorePlace(ENGLAND, country, "england"), ScorePlace(region.ons_code, region.name, "region"))
    read = _Reader(desk, tuple(one.key for one in members), rules_of(session))
    found = _choices(desk)
    chosen = found if source is not None else _leading(found, read)
    return Score(places, tuple(read.measure(one) for one in chosen), read.part.word)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A measure of a source over the periods of all its releases, and the place of the newest one that a member has a cell for."""

    heading: Heading
    source: str
    newest: int


def _choices(desk: Desk) -> list[_Choice]:
    """Each measure of each source once, as `compare.Desk.choices` has it for one authority, in the order of the tables."""
    chains: dict[tuple[str, str], list[Heading]] = {}
    members = {
        table: [block.cells for key in desk.members if (block := desk.blocks.get((table, key))) is not None] for table in desk.tables
    }
    for heading in desk.headings:
        if members[heading.table]:
            chains.setdefault((desk.tables[heading.table].source, heading.measure.code), []).append(heading)
    merged: dict[int, list[str]] = {}

    def anybody(table: int) -> list[str]:
        if table not in merged:
            merged[table] = [next((cell for cell in column if cell != ABSENT), ABSENT) for column in zip(*members[table], strict=True)]
        return merged[table]

    found = []
    for (source, _), chain in chains.items():
        heading = chain[0] if len(chain) == 1 else desk.join(chain, anybody)
        rows = members[heading.table] if heading.table >= 0 else [desk.joins[-heading.table - 1].cells(anybody)]
        first = heading.measure.first
        newest = next((at for at in range(len(heading.keys) - 1, -1, -1) if any(row[first + at] != ABSENT for row in rows)), None)
        if newest is not None:
            found.append(_Choice(heading, source, newest))
    return found


def _leading(found: Sequence[_Choice], read: _Reader) -> list[_Choice]:
    """Each measure once, as its leading source tells it (`wmpeer.indicators.same.RULE`)."""
    groups: dict[object, list[_Choice]] = {}
    for one in found:
        groups.setdefault(group_of(one.heading.measure.code, one.source), []).append(one)
    return [group[0] if len(group) == 1 else min(group, key=read.weight) for group in groups.values()]


class _Reader:
    """Reads columns from a desk."""

    def __init__(self, desk: Desk, members: tuple[str, ...], rules: Rules) -> None:
        self._desk, self._members = desk, members
        self._blocks: dict[int, tuple[Block | None, ...]] = {}
        self._doubts = {name: rule for name, rule in rules.items() if name == "unit-error"}
        self.part = part_of(rules)

    def blocks(self, table: int) -> tuple[Block | None, ...]:
        """The rows of a table, in the order of the places."""
        if table not in self._blocks:
            rows = [self._desk.blocks.get((table, key)) for key in self._members]
            self._blocks[table] = (*rows, self._desk.countries.get(table), self._desk.regions.get(table))
        return self._blocks[table]

    def cells(self, heading: Heading, at: int) -> tuple[str, ...]:
        """The cells of a period in the order of the places; of several releases each from the one that counts most and has it."""
        table = heading.table
        columns = ((table, heading.measure.first + at),) if table >= 0 else self._desk.joins[-table - 1].columns[at]
        rows = [_cells(self.blocks(number), column) for number, column in columns]
        return rows[0] if len(rows) == 1 else tuple([next(filter(None, cells), "") for cells in zip(*rows, strict=True)])

    def weight(self, one: _Choice) -> tuple[int, int, bool]:
        """Sorts the source that leads first."""
        cells = self.cells(one.heading, one.newest)[:-2]
        return weight(one.heading.keys[one.newest][0], sum(number(cell) is not None for cell in cells), one.source)

    def measure(self, one: _Choice) -> ScoreMeasure:
        heading, measure, place = one.heading, one.heading.measure, one.newest
        raws = self.cells(heading, place)
        step = place_before(measure.periods, place, 1)
        earlier = self.cells(heading, step) if step is not None else ("",) * len(raws)
        country, region = number(raws[-2]), number(raws[-1])
        packed = spread_at(heading.spread, place) if heading.spread else None
        spread = packed if packed is not None and packed.count else None
        counts = is_count(measure.unit, country, spread.middle if spread else None)
        return ScoreMeasure(
            measure.code, one.source, measure.title, measure.unit, measure.polarity, measure.decimals,
            said(measure.periods[place]), said(measure.periods[step]) if step is not None else "", heading.areas, heading.keys[place][0],
            None if counts else self.part.bounds(spread), counts, self._doubtful(measure.unit, country, region, spread), raws, earlier,
            self.part,
        )  # fmt: skip

    def _doubtful(self, unit: str, country: float | None, region: float | None, spread: Spread | None) -> bool:
        if spread is None or (country is None and region is None):
            return False
        figure = Figure("", None, "", england=country, region=region, spread=spread, unit=unit)
        return not figure.is_count and bool(flags(figure, self._doubts))


def _cells(blocks: Sequence[Block | None], column: int) -> tuple[str, ...]:
    return tuple(["" if block is None or (raw := block.cells[column]) == ABSENT else raw for block in blocks])
