"""Describes pictures: a measure over time with what stands beside it, and where all authorities lie in one period."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from wmpeer.indicators.chart_records import (
    ChartBand,
    ChartDescription,
    ChartLine,
    ChartMark,
    ChartPoint,
    Kind,
    MarkKind,
    Role,
)
from wmpeer.indicators.compared import Restated
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.records import BenchmarkRow, IndicatorSeries, SeriesLine
from wmpeer.indicators.restated import restated_sentence
from wmpeer.indicators.rounding import written
from wmpeer.indicators.spc import Control
from wmpeer.indicators.states import noted
from wmpeer.indicators.steps import said
from wmpeer.indicators.values import apart, in_short, marked, text_of

REGION = "region"
"""Under this key `names` calls the region."""
_STATES: dict[str, tuple[MarkKind, str]] = {
    "provisional": ("provisional", "{period} is provisional."),
    "revised": ("revised", "{period} was revised."),
    "estimated": ("estimated", "{period} is estimated."),
}


def newest_of(series: IndicatorSeries) -> int:
    """The place of the newest period that the authority has a cell for."""
    return max((place for place, raw in enumerate(series.own.raws) if raw), default=len(series.periods) - 1)


def country_of(series: IndicatorSeries) -> str:
    """The country's name for a sentence; what stands behind it in brackets is said at its line."""
    return series.england.name.partition(" (")[0] if series.england else "England"


def among_themselves(series: IndicatorSeries) -> bool:
    """Whether the table has no authorities but the members in its newest period: its outer parts are then theirs, not the country's."""
    newest = newest_of(series)
    spread = series.spreads[newest] if newest < len(series.spreads) else None
    return spread is not None and spread.count <= sum(line.values[newest] is not None for line in _members(series))


def doubtful(told: IndicatorSeries | BenchmarkRow) -> bool:
    """Whether England and the region seem to be in another unit: then they are not set beside it."""
    return any(flag.rule == "unit-error" for flag in told.flags)


def describe(
    series: IndicatorSeries, limits: Control | None = None, *, names: Mapping[str, str] | None = None, best: str = "",
    restated: Sequence[Restated] = (), roles: Collection[Role] | None = None,
) -> ChartDescription:  # fmt: skip
    """The years of a series up to the authority's newest cell; with *limits* as a control chart, the authority alone.

    *names* calls authorities (by ONS code) and the region (`REGION`) otherwise than the tables do; *best* is the ONS code of the best
    neighbour, drawn where the series has `everyone`; *restated* are those of the authority. *roles* chooses lines. A count is drawn
    alone, for it is compared with nobody.
    """
    upto, called = newest_of(series) + 1, names or {}
    control = limits.limits if limits is not None else ()
    wanted = {"own"} if control else roles
    periods = tuple(said(label) for label in series.periods[:upto])
    lines = tuple(
        _line(role, name, line, upto, series.decimals)
        for role, name, line in _beside(series, called, best)
        if (wanted is None or role in wanted) and any(value is not None for value in line.values[:upto]) | (role == "own")
    )
    marks = tuple(_marks(series, periods, limits, restated))
    notes = _notes(marks, limits)
    return ChartDescription(
        series.title, series.unit, periods, lines, (), None, _alt(series, periods, lines, notes), _table(periods, lines, marks),
        series.decimals, "control" if control else "trend", series.polarity, source_words(series.source), marks, control, (), notes,
    )  # fmt: skip


def describe_strip(series: IndicatorSeries, *, names: Mapping[str, str] | None = None, best: str = "") -> ChartDescription:
    """Where the authorities lie in the authority's newest period: the series' members by name, and everyone else without a name.

    A neutral measure has no band, a count stands beside nobody. *names* and *best* as in `describe`.
    """
    newest, called = newest_of(series), names or {}
    period = said(series.periods[newest])
    lines = tuple(
        replace(line, values=line.values[-1:], texts=line.texts[-1:], markers=line.markers[-1:])
        for role, name, each in _beside(series, called, best)
        if role != "own" and each.values[newest] is not None
        for line in (_line(role, name.partition(" (")[0], each, newest + 1, series.decimals),)
    )
    members = sorted((line for line in _members(series) if line.raws[newest]), key=lambda line: called.get(line.key, line.name))
    points = tuple(_point(line, called.get(line.key, line.name), newest, series) for line in members)
    others = _everyone(series, newest)
    band = None if series.is_count or doubtful(series) else _band(series)
    return ChartDescription(
        series.title, series.unit, (period,), lines, points, band, _strip_alt(points, others, lines, period),
        _strip_table(points, others, lines, period, series.decimals), series.decimals, "strip", series.polarity,
        source_words(series.source), everyone=others,
    )  # fmt: skip


# ---- lines and points


def _beside(series: IndicatorSeries, called: Mapping[str, str], best: str) -> Iterator[tuple[Role, str, SeriesLine]]:
    """The lines that may stand in a picture of *series*, with their names."""
    yield "own", called.get(series.own.key, series.own.name), series.own
    if series.is_count:
        return
    if not doubtful(series):
        if series.england is not None:
            yield "england", series.england.name, series.england
        if series.region is not None:
            yield "region", called.get(REGION, series.region.name), series.region
    if series.neighbours is not None:
        yield "neighbours", series.neighbours.name, series.neighbours
    found = next((line for line in (*series.everyone, *series.members) if line.key == best), None) if best else None
    if found is not None:
        yield "best", f"Best neighbour, {called.get(found.key, found.name)}", found


def _line(role: Role, name: str, line: SeriesLine, upto: int, decimals: int | None) -> ChartLine:
    pairs = list(zip(line.raws[:upto], line.values[:upto], strict=True))
    markers = tuple(marked(raw) if raw and value is None else None for raw, value in pairs)
    return ChartLine(name, role, line.values[:upto], tuple(_text(raw, value, decimals) for raw, value in pairs), markers)


def _text(raw: str, value: float | None, decimals: int | None) -> str:
    """As a person reads it; a mean has no cell."""
    if raw:
        text = text_of(raw, decimals)
        return in_short(text) if value is None else apart(text)
    return "" if value is None else apart(text_of(repr(value), 1 if decimals is None else max(1, decimals)))


def _members(series: IndicatorSeries) -> tuple[SeriesLine, ...]:
    return series.members if any(line.key == series.own.key for line in series.members) else (series.own, *series.members)


def _point(line: SeriesLine, name: str, newest: int, series: IndicatorSeries) -> ChartPoint:
    value, raw = line.values[newest], line.raws[newest]
    text = _text(raw, value, series.decimals) if value is not None else marked(raw)
    return ChartPoint(name, value, line.key == series.own.key, text, line.key)


def _everyone(series: IndicatorSeries, newest: int) -> tuple[float, ...]:
    named = {line.key for line in _members(series)}
    return tuple(sorted(value for line in series.everyone if line.key not in named and (value := line.values[newest]) is not None))


def _band(series: IndicatorSeries) -> ChartBand | None:
    if series.bounds is None or series.polarity not in ("High", "Low") or series.bounds[0] >= series.bounds[1]:
        return None
    lowest, highest = series.bounds
    places = 1 if series.decimals is None else series.decimals
    whose = "These authorities’" if among_themselves(series) else f"{country_of(series)}’s"
    if series.polarity == "High":
        return ChartBand(lowest, f"{whose} lowest {series.part.word}, up to {written(lowest, places)}", below=True)
    return ChartBand(highest, f"{whose} highest {series.part.word}, from {written(highest, places)}")


# ---- marks


def _marks(
    series: IndicatorSeries, periods: tuple[str, ...], limits: Control | None, restated: Sequence[Restated]
) -> Iterator[ChartMark]:  # fmt: skip
    own = series.own
    changed = {one.period: one for one in restated if (one.area, one.code) == (own.key, series.code)}
    signals: dict[int, list[str]] = {}
    for one in (signal for stretch in (limits.limits if limits is not None else ()) for signal in stretch.signals):
        for place in one.places:
            signals.setdefault(place, []).append(one.sentence)
    for place, period in enumerate(periods):
        raw, label = own.raws[place], series.periods[place]
        if own.values[place] is None:
            yield ChartMark(place, "no-value", f"{period}: no value, {marked(raw) if raw else 'not in the source'}.")
        else:
            state = noted(raw) or (series.states[place] if place < len(series.states) else "")
            if state in _STATES:
                kind, words = _STATES[state]
                yield ChartMark(place, kind, words.format(period=period))
        if label in changed:
            yield ChartMark(place, "restated", restated_sentence(changed[label]))
        for sentence in signals.get(place, ()):
            yield ChartMark(place, "signal", sentence)


def _notes(marks: Sequence[ChartMark], limits: Control | None) -> tuple[str, ...]:
    """The sentences below the picture, each once: limits and signals, then what is to be known of the figures."""
    found = []
    if limits is not None:
        for stretch in limits.limits:
            found += [stretch.sentence, *(signal.sentence for signal in stretch.signals)]
        found += [limits.why] if limits.why else []
    found += [mark.words for mark in marks if mark.kind not in ("no-value", "signal")]
    return tuple(dict.fromkeys(found))


# ---- words and numbers


def _alt(series: IndicatorSeries, periods: tuple[str, ...], lines: tuple[ChartLine, ...], notes: tuple[str, ...]) -> str:
    own = next((line for line in lines if line.role == "own"), None)
    unit = f" ({series.unit})" if series.unit else ""
    head = f"{own.name}: " if own else ""
    parts = [f"{head}{series.title}{unit}, {periods[0]} to {periods[-1]}." if len(periods) > 1 else f"{head}{series.title}{unit}."]
    if own is not None:
        parts += _own_alt(own, periods)
    beside = [f"{line.name} {text}" for line in lines if line.role != "own" and line.values[-1] is not None and (text := line.text(-1))]
    if beside:
        parts.append(f"In {periods[-1]}: {', '.join(beside)}.")
    return " ".join((*parts, *notes))


def _own_alt(own: ChartLine, periods: tuple[str, ...]) -> Iterator[str]:
    known = [place for place, value in enumerate(own.values) if value is not None]
    now = len(periods) - 1
    if len(known) > 1 and known[-1] == now:
        yield f"From {own.text(known[0])} in {periods[known[0]]} to {own.text(now)} in {periods[now]}."
    else:
        yield f"{periods[now]}: {own.text(now) or 'not in the source'}."
    if missing := [periods[place] for place in range(now) if own.values[place] is None and own.marker(place)]:
        yield f"No figure for {', '.join(missing)}."


def _table(periods: tuple[str, ...], lines: tuple[ChartLine, ...], marks: Sequence[ChartMark]) -> tuple[tuple[str, ...], ...]:
    """The numbers; what is to be known of a figure stands in a last column where there is something to be known."""
    told: dict[int, list[str]] = {}
    for mark in marks:
        if mark.kind not in ("no-value", "signal"):
            told.setdefault(mark.place, []).append(mark.words)
    for place, sentence in {(mark.place, mark.words) for mark in marks if mark.kind == "signal"}:
        told.setdefault(place, []).append(sentence)
    head = ("Period", *(line.name for line in lines), *(("Notes",) if told else ()))
    rows = (
        (period, *(_cell(line, place) for line in lines), *((" ".join(sorted(told.get(place, ()))),) if told else ()))
        for place, period in enumerate(periods)
    )
    return (head, *rows)


def _cell(line: ChartLine, place: int) -> str:
    if line.values[place] is not None:
        return line.text(place)
    return f"no value, {marker}" if (marker := line.marker(place)) else "–"


def _strip_alt(points: Sequence[ChartPoint], others: Sequence[float], lines: Sequence[ChartLine], period: str) -> str:
    known = [point for point in points if point.value is not None]
    parts = [f"In {period}, by name: {', '.join(f'{point.name} {point.text}' for point in known)}."] if known else []
    if missing := [f"{point.name} ({point.text})" for point in points if point.value is None]:
        parts.append(f"No value: {', '.join(missing)}.")
    if lines:
        parts.append(f"{', '.join(f'{line.name} {line.text(0)}' for line in lines)}.")
    if others:
        parts.append(f"{len(others)} other authorities stand as dots without a name.")
    return " ".join(parts)


def _strip_table(
    points: Sequence[ChartPoint], others: Sequence[float], lines: Sequence[ChartLine], period: str, decimals: int | None
) -> tuple[tuple[str, ...], ...]:  # fmt: skip
    rows = [(point.name, point.text if point.value is not None else f"no value, {point.text}") for point in points]
    rows += [(line.name, line.text(0)) for line in lines]
    values = sorted([*others, *(point.value for point in points if point.value is not None)])
    if others:
        places = 1 if decimals is None else decimals
        ends = ((f"Lowest of {len(values)} authorities", values[0]), (f"Highest of {len(values)} authorities", values[-1]))
        rows += [(name, written(value, places)) for name, value in ends]
    return (("Authority", period), *rows)


__all__ = [
    "REGION", "ChartBand", "ChartDescription", "ChartLine", "ChartMark", "ChartPoint", "Kind", "MarkKind", "Role",
    "among_themselves", "country_of", "describe", "describe_strip", "doubtful", "newest_of",
]  # fmt: skip
