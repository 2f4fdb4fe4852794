"""Gathers the annual report "Performance of the Region": sentences that state facts, and pictures of the region as a whole.

No league table and no verdict: authorities are named where an inspection is told of them, by name, and nowhere beside a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import median_low

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.clock import in_words
from wmpeer.drawing.blocks import Picture
from wmpeer.indicators.changed import Change, changed_since
from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.indicators.charts import REGION, describe, describe_strip, doubtful
from wmpeer.indicators.direction import way
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.records import IndicatorSeries, SeriesLine
from wmpeer.indicators.region_series import RegionSeries, region_series
from wmpeer.indicators.rhythm import expected
from wmpeer.indicators.rounding import written
from wmpeer.indicators.short import count_words, short_name, sign
from wmpeer.indicators.stale import stale
from wmpeer.indicators.steps import place_before, said
from wmpeer.papers.figures import Sources, change_of, counted, figure_text, front_of, home_of, listed, other_unit
from wmpeer.papers.profile_part import profile_part
from wmpeer.papers.records import AnnualReport, ProfilePart, RegionArea, RegionFigure
from wmpeer.papers.scorecard import in_card_order
from wmpeer.region.queries import authorities, framework_of, region_of

YEAR = timedelta(days=365)
LONG_ENOUGH = 3
NO_SCORE = (
    "A count of measures is no measure of the work: look at each. Counted below are measures with a better and a worse end and figures "
    "for both; “alike” is the same as far as the figures are written."
)


def annual_content(session: Session, made_on: date) -> AnnualReport:
    """The annual report as the tables stand on that day. Figures alone, and nothing anybody said of
    them: it is the same for every reader."""
    region, places = region_of(session), authorities(session)
    told = region_series(session, [one.ons_code for one in places], region.ons_code)
    front, sources = front_of(session, made_on), Sources(session)
    names = {one.ons_code: one.name for one in places} | {REGION: region.name}
    areas, framework = [], framework_of(session)
    known = {area.code for area in framework.areas}
    for area in framework.areas:
        chosen = [one for one in in_card_order(told, area.code) if home_of(one.row.areas, known) == area.code]
        if chosen:
            figures = tuple(_figure(one, sources, len(places), front.country, made_on) for one in chosen)
            summary = tuple(_area_sentences(figures, front.country, region.name))
            areas.append(RegionArea(area.code, area.title, summary, figures, tuple(_pictures(chosen, names))))
    profile = profile_part(session, region, made_on)
    return AnnualReport(
        front, tuple(_summary(areas, len(places), region.name, front.country, profile)),
        tuple((area.title, *_overview(area.figures)) for area in areas), profile, tuple(areas),
        tuple(_changed(changed_since(session, made_on - YEAR), made_on)), tuple(_missing(session, areas, made_on)), sources.lines(),
    )  # fmt: skip


# ---- figures


def _figure(one: RegionSeries, sources: Sources, of: int, country: str, today: date) -> RegionFigure:
    series, at = one.series, one.newest
    bare = series.is_count or doubtful(series)
    region = None if doubtful(series) else series.region
    england = None if bare else series.england
    known = [value for line in one.members if (value := line.values[at]) is not None]
    values = [] if series.is_count else sorted(known)
    before = place_before(series.periods, at, 1)
    own = region.values if region else (None,) * len(series.periods)
    state = series.states[at] if at < len(series.states) else ""
    return RegionFigure(
        code=series.code, name=short_name(series.code, series.title), title=" ".join(series.title.split()),
        unit=sign(series.unit, series.title), polarity=series.polarity, period=said(series.periods[at]), state=state,
        region=own[at], region_text=_text(region, at, series.decimals), england=england.values[at] if england else None,
        england_text=_text(england, at, series.decimals), before=own[before] if before is not None else None,
        before_period=said(series.periods[before]) if before is not None else "",
        change=change_of(series.periods, tuple(own), at, series.decimals), lowest=values[0] if values else None,
        middle=median_low(values) if values else None, highest=values[-1] if values else None, with_value=len(known), of=of,
        decimals=1 if series.decimals is None else series.decimals, source=sources.number(one.row, series.periods[at]),
        notes=tuple(_notes(one, state, country, today)), other_unit=doubtful(series),
    )  # fmt: skip


def _text(line: SeriesLine | None, at: int, decimals: int | None) -> str:
    return figure_text(line.raws[at], line.values[at], decimals) if line is not None else "–"


def _notes(one: RegionSeries, state: str, country: str, today: date) -> Iterator[str]:
    series = one.series
    if state:
        yield f"The figures for {said(series.periods[one.newest])} are {state}."
    if doubtful(series):
        yield other_unit(country)
    elif series.is_count:
        yield f"A count: {country}’s sum is not set beside it."
    if one.row.period == series.periods[one.newest] and (late := stale(one.row, today)) is not None:
        yield late.sentence


# ---- pictures: the region heavy, England thin, the authorities below without names


def _pictures(chosen: Sequence[RegionSeries], names: dict[str, str]) -> Iterator[Picture]:
    for one in chosen:
        series = _as_region(one, names[REGION])
        if series is None or sum(value is not None for value in series.own.values) < LONG_ENOUGH:
            continue
        name, unit = short_name(series.code, series.title), sign(series.unit, series.title)
        yield Picture(f"{name}, {unit}" if unit else name, describe(series, names={"": names[REGION]}), _nameless(one))


def _as_region(one: RegionSeries, name: str) -> IndicatorSeries | None:
    """The series with the region in the authority's place."""
    series = one.series
    if series.region is None or doubtful(series):
        return None
    return replace(series, own=replace(series.region, name=name), region=None, neighbours=None, members=(), flags=())


def _nameless(one: RegionSeries) -> ChartDescription | None:
    """Where the authorities lie, nobody named: neither in the picture nor in its words."""
    series = one.series
    if series.is_count or one.newest >= len(series.periods):
        return None
    holder = next((line for line in one.members if line.raws[one.newest]), None)
    if holder is None:
        return None
    strip = describe_strip(replace(series, own=holder))
    points = tuple(replace(point, name="", own=False, key="") for point in strip.points)
    values = sorted(point.value for point in points if point.value is not None)
    if len(values) < LONG_ENOUGH:
        return None
    shown = [written(value, strip.decimals) for value in (values[0], median_low(values), values[-1])]
    who = counted(len(values), "authority", "authorities").capitalize()
    alt = f"{who} lie between {shown[0]} and {shown[2]}; the middle one has {shown[1]}."
    return replace(
        strip, points=points, alt=alt, table=(("Authorities with a value", "Lowest", "Middle", "Highest"), (str(len(values)), *shown))
    )


# ---- sentences


def _overview(figures: Sequence[RegionFigure]) -> tuple[str, ...]:
    """Of an area: measures; of how many every authority has a figure, not every one has, and how many are provisional. No score."""
    whole = sum(one.with_value >= one.of for one in figures)
    return str(len(figures)), str(whole), str(len(figures) - whole), str(sum(one.state == "provisional" for one in figures))


def _beside_england(figures: Sequence[RegionFigure]) -> tuple[int, int, int]:
    ways = [
        way(one.england, one.region, one.polarity, one.decimals)
        for one in figures
        if one.region is not None and one.england is not None and one.polarity in ("High", "Low")
    ]
    return ways.count("better"), ways.count("worse"), ways.count("same")


def _since(figures: Sequence[RegionFigure]) -> tuple[int, int, int]:
    ways = [
        way(one.before, one.region, one.polarity, one.decimals)
        for one in figures
        if one.region is not None and one.before is not None and one.polarity in ("High", "Low")
    ]
    return ways.count("better"), ways.count("worse"), ways.count("same")


def _area_sentences(figures: Sequence[RegionFigure], country: str, region: str) -> Iterator[str]:
    more, less, same = _beside_england(figures)
    better, worse, alike = _since(figures)
    if more + less + same + better + worse + alike:
        yield NO_SCORE
    if more + less + same:
        of = counted(more + less + same, "measure")
        yield (
            f"Of {of} with a better and a worse end and figures for both, {region} has the more favourable figure in "
            f"{count_words(more)}, {country} in {count_words(less)}; in {count_words(same)} they are alike."
        )
    if better + worse + alike:
        yield (
            f"Against the period before, the region’s figure is more favourable in {count_words(better)}, less favourable in "
            f"{count_words(worse)} and the same in {count_words(alike)}."
        )
    neutral = sum(one.polarity not in ("High", "Low") for one in figures)
    if neutral:
        are = "is neither good nor bad in itself" if neutral == 1 else "are neither good nor bad in themselves"
        yield f"{counted(neutral, 'measure').capitalize()} {are}, and counted in neither."


def _summary(areas: Sequence[RegionArea], of: int, region: str, country: str, profile: ProfilePart | None) -> Iterator[str]:
    figures = [one for area in areas for one in area.figures]
    count = counted(len(figures), "measure")
    yield (
        f"This report sets out {count} of the {count_words(of)} authorities of {region} together, each in the newest period that its "
        f"source tells, beside {country}. It states what the figures say; what follows from them is for people to say."
    )
    if profile is not None:
        yield profile.sentences[0]


def _changed(changes: Sequence[Change], today: date) -> Iterator[str]:
    """What the tables loaded within the year say that was not said before, counted by source."""
    since = in_words(today - YEAR)
    for change in changes:
        if change.why == "new-source":
            yield change.sentence
    for source in dict.fromkeys(change.source for change in changes if change.why != "new-source"):
        of = [change for change in changes if change.source == source]
        news = {(change.code, change.period) for change in of if change.why == "new-period"}
        again = [change for change in of if change.why == "restated"]
        periods = listed(sorted({said(period) for _, period in news}))
        told = [f"new figures of {counted(len({code for code, _ in news}), 'measure')} for {periods}"] if news else []
        told += [f"{counted(len(again), 'figure')} restated"] if again else []
        yield f"{source_words(source)}: {listed(told)}, loaded since {since}."


def _missing(session: Session, areas: Sequence[RegionArea], today: date) -> Iterator[str]:
    figures = [one for area in areas for one in area.figures]
    for one in figures:
        if one.with_value < one.of:
            yield f"{one.name}, {one.period}: {counted(one.of - one.with_value, 'authority', 'authorities')} of {one.of} without a figure."
    for one in figures:
        if one.region is None and not one.other_unit:
            yield f"{one.name}, {one.period}: the source has no figure of the region."
    for late in expected(session, today):
        if late.state == "late":
            yield late.sentence
