"""The scorecard: every measure for all authorities of the region at once, each in the newest period that one of them has.

Frozen cells as they stood in the files; what a cell says is made when it is read. Nothing is summed, nothing is put in an order by value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.indicators.catalogue import LAIT, catalogue
from wmpeer.indicators.compare import Block, Desk, number, open_desk
from wmpeer.indicators.flag_settings import rules_of
from wmpeer.indicators.headings import Heading
from wmpeer.indicators.parts import FIFTH, Mark, Part, part_of
from wmpeer.indicators.plan import is_extract
from wmpeer.indicators.rules import Figure, Rules, flags
from wmpeer.indicators.same import same_measure
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
    found = _newest(desk)
    chosen = list(found.values()) if source is not None else _leading(list(found.values()), desk)
    names = {block.name for block in desk.countries.values()}
    country = next(iter(names)) if len(names) == 1 else "England"
    places = (*members, ScorePlace(ENGLAND, country, "england"), ScorePlace(region.ons_code, region.name, "region"))
    rules = rules_of(session)
    read = _Reader(desk, tuple(one.key for one in members), rules)
    return Score(places, tuple(read.measure(heading, place) for heading, place in chosen), read.part.word)


def _newest(desk: Desk) -> dict[tuple[str, str], tuple[Heading, int]]:
    """Of each source and code the table with the newest period that a member has a cell for, and that period's place."""
    best: dict[tuple[str, str], tuple[Heading, int]] = {}
    members: dict[int, list[list[str]]] = {
        table: [block.cells for key in desk.members if (block := desk.blocks.get((table, key))) is not None] for table in desk.tables
    }
    for heading in desk.headings:
        first, cells = heading.measure.first, members[heading.table]
        place = next((at for at in range(len(heading.keys) - 1, -1, -1) if any(row[first + at] != ABSENT for row in cells)), None)
        if place is None:
            continue
        pair = (desk.tables[heading.table].source, heading.measure.code)
        standing = best.get(pair)
        if standing is None or _goes_before(desk, (heading, place), standing):
            best[pair] = (heading, place)
    return best


def _goes_before(desk: Desk, one: tuple[Heading, int], other: tuple[Heading, int]) -> bool:
    """As `compare.by_measure` chooses among tables of one source: the newest period, then the later table, unless it is but an extract."""
    mine, theirs = one[0].keys[one[1]][:3], other[0].keys[other[1]][:3]
    if mine != theirs:
        return mine > theirs
    table, standing = desk.tables[one[0].table], desk.tables[other[0].table]
    if is_extract(table.areas, standing.areas):
        return False
    return is_extract(standing.areas, table.areas) or table.order > standing.order


def _leading(found: Sequence[tuple[Heading, int]], desk: Desk) -> list[tuple[Heading, int]]:
    """Each measure once: of sources that tell the same, the one with the newest year; of one year not LAIT, drawn from the others."""
    known = {*catalogue().same, *catalogue().same.values()}
    groups: dict[object, tuple[Heading, int]] = {}
    for heading, place in found:
        code, source = heading.measure.code, desk.tables[heading.table].source
        group = same_measure(code) if code in known else (code, source)
        standing = groups.get(group)
        if standing is None or (heading.keys[place][0], source != LAIT) > (
            standing[0].keys[standing[1]][0], desk.tables[standing[0].table].source != LAIT
        ):  # fmt: skip
            groups[group] = (heading, place)
    return list(groups.values())


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

    def measure(self, heading: Heading, place: int) -> ScoreMeasure:
        measure, blocks = heading.measure, self.blocks(heading.table)
        raws = _cells(blocks, measure.first + place)
        step = place_before(measure.periods, place, 1)
        earlier = _cells(blocks, measure.first + step) if step is not None else ("",) * len(raws)
        country, region = number(raws[-2]), number(raws[-1])
        packed = spread_at(heading.spread, place) if heading.spread else None
        spread = packed if packed is not None and packed.count else None
        counts = is_count(measure.unit, country, spread.middle if spread else None)
        return ScoreMeasure(
            measure.code, self._desk.tables[heading.table].source, measure.title, measure.unit, measure.polarity, measure.decimals,
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
