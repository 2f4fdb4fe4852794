"""Reads the region in pictures: one measure for every authority. By name, and by nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from wmpeer.indicators.charts import ChartDescription, ChartLine, among_themselves, country_of, doubtful, newest_of
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.queries import indicator_series
from wmpeer.indicators.records import BenchmarkRow, IndicatorSeries, SeriesLine
from wmpeer.indicators.short import sign
from wmpeer.indicators.values import marked
from wmpeer.ui.data.names import polarity_words, short_name
from wmpeer.ui.data.origin import release_of
from wmpeer.ui.data.records import Figures, Multiples, Small
from wmpeer.ui.data.words import gap_words, joined, places_of, sentence_of, tail
from wmpeer.ui.kit.charts.scale import Scale, number, scale_of, with_unit


def read_multiples(session: Any, figures: Figures, row: BenchmarkRow) -> Multiples | None:
    """One measure for every authority of the region, on one scale."""
    names = dict(figures.places)
    series = indicator_series(
        session, figures.authority, row.code, row.source, figures.model or None, figures.region_code, tuple(names)
    )  # fmt: skip
    if series is None:
        return None
    newest, country = newest_of(series), country_of(series)
    known = {line.key: line for line in series.members}
    counts = series.is_count
    bare = counts or doubtful(series)
    england = None if bare else series.england
    shown = [(code, name, known[code]) for code, name in figures.places if code in known and any(known[code].raws)]
    values = [value for _, _, line in shown for value in line.values[: newest + 1] if value is not None]
    values += [value for value in england.values[: newest + 1] if value is not None] if england else []
    scale = thirds(values, sign(series.unit, series.title))
    release = release_of(session, row)
    cells = tuple(_small(series, name, code, line, england, newest, country, figures, counts, release) for code, name, line in shown)
    periods = [read_period(label).words for label in series.periods[: newest + 1]]
    places, unit = places_of(series), sign(series.unit, series.title)
    at = england.values[newest] if england else None
    steps = joined([number(tick, scale.places()) for tick in scale.ticks() if abs(tick) > scale.step / 1000])
    title = f"{' '.join(row.title.split())}, {periods[0]} to {periods[-1]}"
    return Multiples(
        short_name(row.code, row.title),
        "  ·  ".join((title, row.unit or "unit not said", polarity_words(row.polarity))),
        f"{country}, {with_unit(at, unit, places)} in {periods[-1]}" if at is not None else "",
        f"Lines at {steps} {unit}".rstrip() + " in all.", scale, cells, tuple(cell.chart.alt for cell in cells),
        _table(shown, england, country, periods, newest, places),
    )  # fmt: skip


def _small(
    series: IndicatorSeries, name: str, code: str, line: SeriesLine, england: SeriesLine | None, newest: int, country: str,
    figures: Figures, counts: bool, release: str,
) -> Small:  # fmt: skip
    places, unit, value = places_of(series), sign(series.unit, series.title), line.values[newest]
    upto = newest + 1
    mark = "" if counts else tail(value, series)
    theirs = england.values[newest] if england else None
    if value is None:
        note = marked(line.raws[newest]) if line.raws[newest] else "not in the source"
    elif mark == "flag":
        whose = "of these" if among_themselves(series) else f"in {country}"
        note = f"{'lowest' if series.polarity == 'High' else 'highest'} {series.part.word} {whose}"
    else:
        note = gap_words(value, theirs, places, country) if theirs is not None else ""
    lines = [ChartLine(name, "own", line.values[:upto])]
    if england is not None:
        lines.append(ChartLine(country, "england", england.values[:upto]))
    chart = ChartDescription(
        series.title, series.unit, tuple(read_period(label).words for label in series.periods[:upto]), tuple(lines), (), None,
        sentence_of(name, short_name(series.code, series.title), series, line, newest, country, counts=counts), (),
        series.decimals, polarity=series.polarity, source=source_words(series.source), release=release,
    )  # fmt: skip
    shown = with_unit(value, unit if unit == "%" else "", places) if value is not None else "no value"
    return Small(code, name, shown, note, mark == "flag", code == figures.authority, chart)


def _table(
    shown: Sequence[tuple[str, str, SeriesLine]], england: SeriesLine | None, country: str, periods: Sequence[str], newest: int, places: int
) -> tuple[tuple[str, ...], ...]:  # fmt: skip
    lines = [(name, line) for _, name, line in shown]
    if england is not None:
        lines.append((country, england))
    return (("Authority", *periods), *((name, *_cells(line, newest, places)) for name, line in lines))


def _cells(line: SeriesLine, newest: int, places: int) -> Iterator[str]:
    for value, raw in zip(line.values[: newest + 1], line.raws, strict=False):
        yield number(value, places) if value is not None else raw.strip() or "–"


def thirds(values: Sequence[float], unit: str = "") -> Scale:
    """A scale from nothing in three round steps that holds all *values*, so that small pictures stay calm; of a percentage that comes near
    the whole in four, up to the whole."""
    highest = max(values, default=1.0)
    if unit == "%" and 90 < highest <= 100 and min(values) >= 0:
        return Scale(0.0, 100.0, 25.0)
    if min(values, default=0.0) < 0 or highest <= 0:
        return scale_of(values, zero=True, steps=3)
    highest = max(highest, 1e-300)  # a third of less is nothing to a float
    power = 10.0 ** math.floor(math.log10(highest / 3))
    step = next(power * factor for factor in (1, 2, 3, 4, 5, 6, 8, 10) if power * factor * 3 >= highest - power * 1e-9)
    return Scale(0.0, step * 3, step)
