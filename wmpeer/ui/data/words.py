"""Figures as sentences. Pure: numbers in, British English out."""

from __future__ import annotations

from collections.abc import Sequence

from wmpeer.indicators.charts import among_themselves, doubtful
from wmpeer.indicators.direction import way
from wmpeer.indicators.naming import mean_words
from wmpeer.indicators.parts import Mark
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.records import BenchmarkRow, IndicatorSeries, SeriesLine
from wmpeer.indicators.rounding import rounded
from wmpeer.indicators.short import sign
from wmpeer.indicators.steps import place_before
from wmpeer.indicators.values import marked
from wmpeer.ui.data.names import count_words, polarity_words
from wmpeer.ui.kit.charts.scale import number, with_unit

_APART = 1e-9


def places_of(row: BenchmarkRow | IndicatorSeries) -> int:
    """The decimals a measure is shown with."""
    return 1 if row.decimals is None else row.decimals


def joined(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


SUM = "not set beside it, for it is the sum of all authorities"
"""Why England stands beside no count and no sum of money."""


def is_sum(row: BenchmarkRow) -> bool:
    """Whether England's figure is what all authorities' add up to."""
    return row.is_count and row.england is not None


def gap_words(value: float, other: float, places: int, whom: str, points: str = "") -> str:
    """ "8.2 points above England", of the numbers as they are shown, so that a reader can take one from the other."""
    gap = round(rounded(value, places) - rounded(other, places), places)
    if abs(gap) < _APART:
        return f"the same as {whom}"
    return f"{number(abs(gap), places)}{f' {points}' if points else ''} {'above' if gap > 0 else 'below'} {whom}"


def beside(row: BenchmarkRow, country: str) -> str:
    """The newest figure against England, the region and the neighbours' mean, as a sentence; "" where nothing stands beside it."""
    if row.value is None:
        return ""
    places, unit = places_of(row), sign(row.unit, row.title)
    points = "points" if unit == "%" else ""
    compared = [(row.england, country), (row.region, "the region"), (row.neighbours, mean_words(row.neighbours_count))]
    parts = []
    for other, whom in compared:
        if other is not None:
            parts.append(gap_words(row.value, other, places, whom, points if not parts else ""))
    return f"{with_unit(row.value, unit, places)} is {joined(parts)}." if parts else ""


def over_time(series: IndicatorSeries, newest: int, country: str) -> str:
    """In how many of the years it stood above England, or below."""
    own, england = series.own, series.england
    if england is None:
        return ""
    places = places_of(series)
    pairs = [
        (rounded(mine, places), rounded(theirs, places))
        for mine, theirs in zip(own.values[: newest + 1], england.values[: newest + 1], strict=True)
        if mine is not None and theirs is not None
    ]
    if len(pairs) < 3:
        return ""
    above = sum(mine > theirs for mine, theirs in pairs)
    below = sum(mine < theirs for mine, theirs in pairs)
    side, times = ("above", above) if above >= below else ("below", below)
    every = "every one" if times == len(pairs) else count_words(times)
    return f"It has been {side} {country} in {every} of the {count_words(len(pairs))} {years_word(series.periods)} with both."


def years_word(periods: Sequence[str]) -> str:
    return "years" if all(read_period(label).kind in ("year", "split-year") for label in periods) else "periods"


def years_title(series: IndicatorSeries, newest: int) -> str:
    """The heading over the years: how many, and where there is no value and why."""
    periods = [read_period(label).words for label in series.periods[: newest + 1]]
    word = years_word(series.periods)
    head = f"{count_words(len(periods)).capitalize()} {word if len(periods) != 1 else word[:-1]}"
    by_marker: dict[str, list[str]] = {}
    for period, raw, value in zip(periods, series.own.raws, series.own.values, strict=False):
        if value is None and raw:
            by_marker.setdefault(raw, []).append(period)
    gaps = [f"no value in {joined(where)}, {marked(raw)}" for raw, where in by_marker.items()]
    return "; ".join((head, *gaps))


def figure_sentence(row: BenchmarkRow, series: IndicatorSeries, newest: int, country: str, *, counts: bool) -> str:
    """The newest figure, and what stands beside it, in words."""
    period = read_period(row.period).words
    if row.value is None:
        known = [(label, value) for label, value in row.trend if value is not None]
        last = ""
        if known:
            shown = with_unit(known[-1][1], sign(row.unit, row.title), places_of(row))
            last = f" The last value is {shown}, for {read_period(known[-1][0]).words}."
        return f"There is no value for {period}, {marked(row.raw)}.{last}"
    shown = with_unit(row.value, sign(row.unit, row.title), places_of(row))
    if counts:
        return f"{shown} in {period}. A count grows with the size of an authority, so it is not set beside {country} or the region."
    if doubtful(row):
        return f"{shown} in {period}. {country} and the region seem to be in another unit, so they are not set beside it."
    parts = [part for part in (beside(row, country), over_time(series, newest, country)) if part]
    return " ".join(parts) or f"{shown} in {period}. Nothing else is loaded to set it beside."


def tail(value: float | None, series: IndicatorSeries) -> Mark:
    """The mark of a figure of any authority in the series' newest period, by the rules of the cycle."""
    return series.part.mark(value, series.bounds, series.polarity)


def changed_words(series: IndicatorSeries, line: SeriesLine, newest: int, places: int) -> str:
    """ "down from 33.4", or "" where the period before is not known: nothing is compared across a hole."""
    at = place_before(series.periods, newest, 1)
    before = line.values[at] if at is not None else None
    now = line.values[newest]
    if before is None or now is None:
        return ""
    went = way(before, now, "", places)
    return "unchanged" if went == "same" else f"{'up' if went == 'higher' else 'down'} from {number(before, places)}"


def sentence_of(name: str, measure: str, series: IndicatorSeries, line: SeriesLine, newest: int, country: str, *, counts: bool) -> str:
    """A cell of the scorecard or a small multiple, read out."""
    places, unit = places_of(series), sign(series.unit, series.title)
    period, value = read_period(series.periods[newest]).words, line.values[newest]
    head = f"{name}, {measure[:1].lower() + measure[1:] if measure[1:2].islower() else measure}, {period}: "
    if value is None:
        raw = line.raws[newest]
        return head + f"no value, {marked(raw) if raw else 'not in the source'}."
    parts = [", ".join(part for part in (with_unit(value, unit, places), changed_words(series, line, newest, places)) if part) + "."]
    if counts:
        return head + f"{parts[0]} A count, not compared."
    theirs = series.england.values[newest] if series.england else None
    if theirs is not None and line is not series.england:
        parts.append(f"{country} {number(theirs, places)}.")
    parts.append(polarity_words(series.polarity).capitalize() + ".")
    parts.append(series.part.words(tail(value, series), series.polarity, "" if among_themselves(series) else country))
    return head + " ".join(part for part in parts if part)
