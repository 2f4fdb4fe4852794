"""What is laid out on a desk, as the records that screens, papers and the command line are given."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from wmpeer.indicators.catalogue import flag_rules
from wmpeer.indicators.compare import Beside, Block, Choice, Desk, number
from wmpeer.indicators.compared import BestNeighbour, Direction, Gap, Rank, Withheld
from wmpeer.indicators.naming import mean_title, mean_words
from wmpeer.indicators.parts import part_of
from wmpeer.indicators.records import BenchmarkRow, IndicatorSeries, SeriesLine
from wmpeer.indicators.rules import Figure, flags
from wmpeer.indicators.shape import ABSENT, Spread, spread_at
from wmpeer.indicators.sizes import SMALL, is_count, is_percent, numerators
from wmpeer.indicators.standing import Other, best_neighbour, best_place, rank_among
from wmpeer.indicators.steps import place_before, said
from wmpeer.indicators.tables import Measure
from wmpeer.indicators.values import text_of
from wmpeer.region.areas import ENGLAND

_shown = lru_cache(maxsize=1 << 14)(text_of)


def benchmark_row(desk: Desk, choice: Choice) -> BenchmarkRow:
    """The authority's newest figure with all that stands beside it."""
    heading, table, newest = choice.heading, choice.table, choice.newest
    measure = heading.measure
    column, periods = measure.first + newest, measure.periods
    beside = desk.beside(choice)
    own = desk.block(heading.table, desk.authority)
    assert own is not None
    cells = own.cells[measure.first : column + 1]
    values = tuple([number(cell) for cell in cells])
    trend = tuple([pair for pair, cell in zip(zip(periods, values, strict=False), cells, strict=True) if cell != ABSENT])
    spread = _spread(heading.spread, newest)
    others = tuple([value for value in beside.near if value is not None])
    counts = is_count(measure.unit, beside.england, spread.middle if spread else None)
    figure = Figure(
        said(periods[newest]), beside.value, _shown(beside.raw, measure.decimals), measure.polarity, measure.decimals, trend,
        beside.england, beside.region, others, spread, heading.on_card, measure.unit,
    )  # fmt: skip
    met = flags(figure, desk.rules)
    doubtful = any(flag.rule == "unit-error" for flag in met)
    return BenchmarkRow(
        measure.code, table.source, measure.title, measure.unit, measure.polarity, periods[newest], beside.value, beside.raw, figure.text,
        None if beside.value is not None else beside.raw.strip(), beside.england, beside.region,
        sum(others) / len(others) if others else None, desk.model, trend, len(others), met, measure.decimals, heading.areas,
        table.sha256, measure.year_type, _text(desk.country(heading.table), column, measure),
        _text(desk.region(heading.table), column, measure), table.sheet, measure.state(newest), measure.kind(newest),
        spread.fifth(beside.value) if spread and not counts else None, spread.count if spread else 0,
        best_neighbour=None if counts else _best(desk, choice, beside, column),
        direction=Direction(periods, values, newest, measure.polarity, measure.decimals),
        gaps=() if counts else _gaps(desk, choice, beside, values, doubtful=doubtful),
        is_count=counts, rank=_rank(desk, choice, counts=counts) if desk.members else None, earlier=choice.earlier,
    )  # fmt: skip


def _best(desk: Desk, choice: Choice, beside: Beside, column: int) -> BestNeighbour | None:
    measure = choice.heading.measure
    if measure.polarity not in {"High", "Low"}:
        return None
    place = best_place(beside.near, measure.polarity)
    if place is None:
        return None
    key, block = desk.nearest(choice.heading.table)[place]
    text, period = _shown(block.cells[column], measure.decimals), said(measure.periods[choice.newest])
    return best_neighbour(key, block.name, text, beside.near, place, period)


def _gaps(desk: Desk, choice: Choice, beside: Beside, values: Sequence[float | None], *, doubtful: bool) -> tuple[Gap, ...]:
    """The distances to those comparators that have a figure; not to England and the region where they seem to be in another unit."""
    now = beside.value
    if now is None:
        return ()
    measure, table_id = choice.heading.measure, choice.heading.table
    labels, at = measure.periods, place_before(measure.periods, choice.newest, 1)
    own, label, column = (values[at], labels[at], measure.first + at) if at is not None else (None, "", 0)
    periods = (labels[choice.newest], label)
    places, points = 1 if measure.decimals is None else measure.decimals, is_percent(measure.unit)
    found = []
    country, region = desk.country(table_id), desk.region(table_id)
    if beside.england is not None and country is not None and not doubtful:
        before = None if own is None else _pair(own, number(country.cells[column]))
        found.append(Gap("england", (now, beside.england), before, periods, places, points, True, country.name))
    if beside.region is not None and region is not None and not doubtful:
        before = None if own is None else _pair(own, number(region.cells[column]))
        found.append(Gap("region", (now, beside.region), before, periods, places, points))
    mean = mean_of(beside.near)
    if mean is not None:
        earlier = desk.near_values(table_id, column) if own is not None else []
        before = None if own is None else _pair(own, mean_of(earlier))
        alike = before is None or [one is None for one in beside.near] == [one is None for one in earlier]
        whom = mean_words(sum(one is not None for one in beside.near))
        found.append(Gap("neighbours", (now, mean), before, periods, max(1, places), points, alike, whom))
    return tuple(found)


def _pair(own: float, other: float | None) -> tuple[float, float] | None:
    return None if other is None else (own, other)


def mean_of(values: Sequence[float | None]) -> float | None:
    """The mean of those that are there, not rounded."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _rank(desk: Desk, choice: Choice, *, counts: bool) -> Rank | Withheld:
    measure, table_id = choice.measure, choice.heading.table
    column = measure.first + choice.newest
    members = [(key, block) for key in desk.members if (block := desk.block(table_id, key)) is not None]
    others = [
        Other(key, block.name, block.value(column), "" if block.raw(column) == ABSENT else block.raw(column)) for key, block in members
    ]
    others.sort(key=lambda one: one.name)
    small = _small(desk, choice) if measure.polarity in {"High", "Low"} else False
    return rank_among(others, desk.authority, measure.polarity, said(measure.periods[choice.newest]), counts=counts, small=small)


def _small(desk: Desk, choice: Choice) -> bool:
    """Whether a count under six stands behind the newest figure of a member, as far as the table has the counts."""
    table_id, label = choice.table_of(choice.newest), choice.measure.periods[choice.newest]
    for code in numerators(choice.measure.code):
        found = desk.heading(table_id, code)
        if found is None or label not in found.measure.periods:
            continue
        column = found.measure.first + found.measure.periods.index(label)
        blocks = (desk.blocks.get((table_id, key)) for key in desk.members)
        known = [value for block in blocks if block is not None and (value := block.value(column)) is not None]
        return any(value < SMALL for value in known)
    return False


def series_of(desk: Desk, choice: Choice) -> IndicatorSeries:
    """The measure over all its periods."""
    measure, table, newest = choice.measure, choice.table, choice.newest
    columns = range(measure.first, measure.first + len(measure.periods))

    def line(key: str, block: Block | None) -> SeriesLine | None:
        if block is None:
            return None
        raws = tuple("" if block.raw(column) == ABSENT else block.raw(column) for column in columns)
        return SeriesLine(key, block.name, tuple(block.value(column) for column in columns), raws)

    known = choice.heading.table
    means = [mean_of(desk.near_values(known, column)) for column in columns]
    row, own = benchmark_row(desk, choice), line(desk.authority, desk.block(known, desk.authority))
    members = [line(key, desk.block(known, key)) for key in desk.members]
    spreads = tuple(_spread(choice.heading.spread, place) for place in range(len(columns)))
    spread, part = spreads[newest], part_of(flag_rules() if desk.rules is None else desk.rules)
    title = mean_title(row.neighbours_count or len(desk.near_values(known, columns[0])))
    mean = SeriesLine("", title, tuple(means), ("",) * len(means)) if any(each is not None for each in means) else None
    assert own is not None
    return IndicatorSeries(
        measure.code, table.source, measure.title, measure.unit, measure.polarity, measure.decimals, measure.periods, own,
        line(ENGLAND, desk.country(known)), line("", desk.region(known)), mean, desk.model,
        tuple(sorted((each for each in members if each is not None), key=lambda each: each.name)), row.flags,
        part.bounds(spread), part, measure.states, measure.kinds, spreads, is_count=row.is_count, small=_small(desk, choice),
        earlier=choice.earlier,
    )  # fmt: skip


@lru_cache(maxsize=1 << 12)
def _spread(packed: bytes, place: int) -> Spread | None:
    found = spread_at(packed, place) if packed else None
    return found if found is not None and found.count else None


def _text(block: Block | None, column: int, measure: Measure) -> str:
    if block is None or block.raw(column) == ABSENT:
        return ""
    return _shown(block.raw(column), measure.decimals)
