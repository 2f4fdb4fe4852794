"""One description of a chart, drawn elsewhere on the screen, in a PDF and in a workbook: lines over time, a strip of authorities, words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wmpeer.indicators.periods import read_period
from wmpeer.indicators.records import IndicatorSeries, SeriesLine
from wmpeer.indicators.values import meaning, text_of

Role = Literal["own", "england", "region", "neighbours"]


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line over the periods: a number, or None with its marker beside it in `markers` (in words; None where there is a number)."""

    name: str
    role: Role
    values: tuple[float | None, ...]
    markers: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class StripPoint:
    """An authority on the strip of the newest period; without a value it stands beside the strip with its marker in `text`."""

    key: str
    name: str
    value: float | None
    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class ChartDescription:
    """A chart of one measure for one authority.

    `strip` is ordered by name, never by value. `band` holds the bounds of the lowest and the highest fifth of all authorities loaded, or
    None where there are fewer than ten. `alt` says the chart in a sentence; `table` is its numbers, headings first.
    """

    title: str
    unit: str
    polarity: str
    decimals: int | None
    source: str
    periods: tuple[str, ...]
    lines: tuple[ChartLine, ...]
    strip: tuple[StripPoint, ...]
    strip_period: str
    band: tuple[float, float] | None
    alt: str
    table: tuple[tuple[str, ...], ...]


def describe(series: IndicatorSeries) -> ChartDescription:
    """The chart of a series. Periods that nobody has a cell for are left out."""
    drawn: list[tuple[Role, SeriesLine | None]] = [
        ("own", series.own), ("england", series.england), ("region", series.region), ("neighbours", series.neighbours),
    ]  # fmt: skip
    lines = tuple(_line(role, line) for role, line in drawn if line is not None)
    periods = tuple(read_period(label).words for label in series.periods)
    newest = max((place for place, raw in enumerate(series.own.raws) if raw), default=len(periods) - 1)
    strip = tuple(
        StripPoint(line.key, line.name, line.values[newest], _shown(line, newest, series.decimals), line.key == series.own.key)
        for line in series.members
        if line.raws[newest]
    )
    return ChartDescription(
        series.title, series.unit, series.polarity, series.decimals, series.source, periods, lines, strip, periods[newest], series.bounds,
        _alt(series, periods, newest), _table(series, periods, lines),
    )  # fmt: skip


def _line(role: Role, line: SeriesLine) -> ChartLine:
    markers = tuple(meaning(raw) if raw and value is None else None for raw, value in zip(line.raws, line.values, strict=True))
    return ChartLine(line.name, role, line.values, markers)


def _shown(line: SeriesLine, place: int, decimals: int | None) -> str:
    raw, value = line.raws[place], line.values[place]
    if raw:
        return text_of(raw, decimals)
    return "" if value is None else text_of(repr(value), 1 if decimals is None else max(1, decimals))


def _alt(series: IndicatorSeries, periods: tuple[str, ...], newest: int) -> str:
    own, places, now = series.own, series.decimals, periods[newest]
    with_value = [place for place, value in enumerate(own.values) if value is not None]
    unit = f" ({series.unit})" if series.unit else ""
    parts = [f"{own.name}: {series.title}{unit}, {periods[0]} to {now}."]
    if own.values[newest] is not None and len(with_value) > 1:
        first = with_value[0]
        parts.append(f"From {_shown(own, first, places)} in {periods[first]} to {_shown(own, newest, places)} in {now}.")
    else:
        parts.append(f"{now}: {_shown(own, newest, places)}.")
    beside = [(line.name, _shown(line, newest, places)) for line in (series.england, series.region, series.neighbours) if line is not None]
    if shown := [f"{name} {text}" for name, text in beside if text]:
        parts.append(f"In {now}: {', '.join(shown)}.")
    if missing := [periods[place] for place, raw in enumerate(own.raws[:newest]) if raw and own.values[place] is None]:
        parts.append(f"No figure for {', '.join(missing)}.")
    return " ".join(parts)


def _table(series: IndicatorSeries, periods: tuple[str, ...], lines: tuple[ChartLine, ...]) -> tuple[tuple[str, ...], ...]:
    sources = [each for each in (series.own, series.england, series.region, series.neighbours) if each is not None]
    head = ("Period", *(line.name for line in lines))
    rows = tuple((label, *(_shown(source, place, series.decimals) for source in sources)) for place, label in enumerate(periods))
    return (head, *rows)
