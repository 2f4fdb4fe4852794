"""The quarter in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from wmpeer.indicators.changed import Change
from wmpeer.indicators.compared import Disagreement
from wmpeer.indicators.flag_changes import FlagChange
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.quarter import DataNews
from wmpeer.indicators.rhythm import Expected
from wmpeer.indicators.values import decimal_of
from wmpeer.ui.kit.dates import in_words
from wmpeer.ui.rhythm.records import APART, CHANGED, EXPECTED, FLAGS, Line

MARKS: Mapping[str, tuple[str, str, str, str]] = {
    "late": ("Late", "clock-countdown", "concern", "fill"),
    "due": ("Due", "calendar-blank", "consider", "regular"),
    "coming": ("Coming", "circle-dashed", "ink3", "regular"),
    "absent": ("Not here", "minus-circle", "ink3", "regular"),
    "loaded": ("Loaded", "check-circle", "strength", "fill"),
    "new-source": ("New source", "tray-arrow-down", "question", "regular"),
    "new-period": ("New figure", "chart-line", "question", "regular"),
    "restated": ("Restated", "arrow-u-up-left", "consider", "regular"),
    "met": ("Flag met", "flag", "consider", "fill"),
    "not-met": ("Flag gone", "flag", "ink3", "regular"),
    "numbers": ("Two numbers", "not-equals", "concern", "bold"),
    "one-number": ("One number", "circle-half", "consider", "regular"),
    "markers": ("Two markers", "minus-circle", "ink3", "regular"),
}
"""Word, icon, hue and weight of each kind of line."""
TITLES = {EXPECTED: "Expected", CHANGED: "Changed", FLAGS: "Flags", APART: "Sources differ"}
NONE = {
    EXPECTED: "No calendar is known for what is loaded.",
    CHANGED: "Nothing that was loaded since then says anything new of these authorities.",
    FLAGS: "No figure has met a flag since then that it did not meet before, and none has left one.",
    APART: "No two sources tell the same figure differently.",
}
_NAMED = 3


def expected_lines(found: Sequence[Expected]) -> tuple[Line, ...]:
    """What is late first, then what is due and coming, what has come, and publications of which nothing was ever loaded; by day."""
    order = ("late", "due", "coming", "loaded", "absent")
    told = [(one.state if one.source or one.state != "late" else "absent", one) for one in found]
    return tuple(
        Line(
            number, state, source_words(one.source) if one.source else one.title, _what(one), source=one.source, day=one.due_on,
            tip=one.said_by, loaded=state == "loaded",
        )
        for number, (state, one) in enumerate(sorted(told, key=lambda pair: (order.index(pair[0]), pair[1].due_on)))
    )  # fmt: skip


def _what(one: Expected) -> str:
    """The sentence without the source and the day, which stand beside it."""
    said = one.sentence.partition(": ")[2].replace(f" by {in_words(date.fromisoformat(one.due_on))}", "")
    return _upper(said.replace(", expected, are", " are").replace(", expected, is", " is"))


def changed_lines(found: Sequence[Change], names: Mapping[str, str]) -> tuple[Line, ...]:
    """Each change of an authority's figure, what was restated first."""
    order = ("restated", "new-source", "new-period")
    lines = sorted(found, key=lambda one: order.index(one.why))
    return tuple(
        Line(number, one.why, names.get(one.area, "The region"), one.sentence, one.area, one.code, one.source, tip=source_words(one.source))
        for number, one in enumerate(lines)
        if one.area in names or not one.area
    )


def changed_together(found: Sequence[Change], names: Mapping[str, str]) -> tuple[Line, ...]:
    """The same for all authorities: one line a measure and kind of change."""
    lines: list[Line] = []
    for why in ("restated", "new-source", "new-period"):
        mine = [one for one in found if one.why == why and (one.area in names or not one.area)]
        if why == "new-source":
            lines += [Line(0, why, "The region", one.sentence, source=one.source) for one in mine]
            continue
        by_measure = sorted(enumerate(mine), key=lambda pair: (pair[1].source, pair[1].code, pair[0]))
        for (source, code), group in groupby(by_measure, key=lambda pair: (pair[1].source, pair[1].code)):
            changes = [one for _, one in group]
            areas = list(dict.fromkeys(one.area for one in changes))
            said = _restated(changes, names) if why == "restated" else _came(changes)
            only = areas[0] if len(areas) == 1 else ""
            lines.append(Line(0, why, _whose(areas, names), said, only, code, source, tip=source_words(source)))
    return _numbered(lines)


def flag_lines(found: Sequence[FlagChange], names: Mapping[str, str]) -> tuple[Line, ...]:
    """What is flagged now first, then what is no longer."""
    lines = sorted((one for one in found if one.area in names), key=lambda one: (not one.met, names[one.area]))
    return tuple(
        Line(
            number, "met" if one.met else "not-met", names[one.area], one.sentence, one.area, one.code, one.source,
            tip=source_words(one.source),
        )
        for number, one in enumerate(lines)
    )  # fmt: skip


def apart_lines(found: Sequence[Disagreement], names: Mapping[str, str], titles: Mapping[tuple[str, str], str]) -> tuple[Line, ...]:
    """Two numbers first, then a number beside a marker, then two markers; by authority and measure, the newest period first."""
    order = ("numbers", "one-number", "markers")
    lines = [
        Line(
            0, _sort_of(one), names[one.area], f"{titles.get((one.source, one.code), one.code)}. {one.sentence}", one.area, one.code,
            one.source,
        )
        for one in found
        if one.area in names
    ]  # fmt: skip
    return _numbered(sorted(lines, key=lambda line: (order.index(line.kind), line.name)))


def apart_together(
    found: Sequence[Disagreement], names: Mapping[str, str], titles: Mapping[tuple[str, str], str]
) -> tuple[Line, ...]:  # fmt: skip
    """The same for all authorities: one line a measure and sort."""
    order = ("numbers", "one-number", "markers")
    groups: dict[tuple[str, str, str], list[Disagreement]] = {}
    for one in found:
        if one.area in names:
            groups.setdefault((_sort_of(one), one.source, one.code), []).append(one)
    told = []
    for (sort, source, code), mine in sorted(groups.items(), key=lambda pair: (order.index(pair[0][0]), -len(pair[1]))):
        areas = list(dict.fromkeys(one.area for one in mine))
        periods = sorted({one.period for one in mine}, key=lambda label: read_period(label).key)
        first = mine[0]
        span = read_period(periods[0]).words + (f" to {read_period(periods[-1]).words}" if len(periods) > 1 else "")
        title, figures = titles.get((source, code), code), _count(len(mine), "figure")
        said = f"{title}. {figures}, {span}. For instance {names[first.area]}: {_lower(first.sentence)}"
        if len(mine) == 1:
            said = f"{title}. {first.sentence}"
        told.append(Line(0, sort, _whose(areas, names), said, areas[0] if len(areas) == 1 else "", code, source))
    return _numbered(told)


def changed_summary(restated: int, new: int, since: date) -> str:
    """How much changed, as a sentence."""
    if not restated and not new:
        return ""
    return f"{_count(restated, 'figure')} restated and {new:,} new since {in_words(since)}."


def flags_summary(met: int, gone: int, since: date) -> str:
    """How many flags came and went, as a sentence."""
    return f"{_count(met, 'flag')} met and {gone:,} no longer met since {in_words(since)}." if met or gone else ""


def apart_summary(numbers: int, every: int) -> str:
    """How often sources differ, as a sentence."""
    if not every:
        return ""
    both = f"{numbers:,} of them with a number in both" if numbers else "never with a number in both"
    return f"{_count(every, 'figure')} {_is(every)} told differently by two sources, {both}."


def due_words(news: DataNews) -> str:
    """What is due and late, as a sentence; empty where neither."""
    if news.due and news.late:
        return f"{_count(news.due, 'release')} of data {_is(news.due)} due, {news.late} {_is(news.late)} late."
    number, word = (news.due, "due") if news.due else (news.late, "late")
    return f"{_count(number, 'release')} of data {_is(number)} {word}." if number else ""


def restated_words(news: DataNews) -> str:
    """What the tables that came last restated; empty where nothing was."""
    if news.loaded_on is None or not news.restated:
        return ""
    return f"{_count(news.restated, 'figure')} {'was' if news.restated == 1 else 'were'} restated on {_day(news)}."


def _day(news: DataNews) -> str:
    assert news.loaded_on is not None
    return in_words(news.loaded_on).rpartition(" ")[0]


def _restated(changes: Sequence[Change], names: Mapping[str, str]) -> str:
    title = changes[0].sentence.partition(": restated for")[0]
    several = len({one.area for one in changes}) > 1
    told = [
        f"{f'{names[one.area]}, ' if several else ''}{read_period(one.period).words} was {one.was.strip()}, is now {one.now.strip()}"
        for one in changes[:_NAMED]
    ]
    more = len(changes) - _NAMED
    return f"{title}: {'; '.join(told)}{f'; and {more} more' if more > 0 else ''}."


def _came(changes: Sequence[Change]) -> str:
    title = changes[0].sentence.rpartition(": ")[0]
    periods = dict.fromkeys(read_period(one.period).words for one in changes)
    before = dict.fromkeys(read_period(one.was_period).words for one in changes if one.was_period)
    after = f", after {_listed(before)}" if before else ", for the first time"
    return f"{title}: figures for {_listed(periods)}{after}."


def _sort_of(one: Disagreement) -> str:
    numbers = sum(decimal_of(raw) is not None for raw in (one.raw, one.other_raw))
    return ("markers", "one-number", "numbers")[numbers]


def _whose(areas: Sequence[str], names: Mapping[str, str]) -> str:
    if len(areas) == len(names) and len(areas) > 1:
        return f"All {len(areas)}"
    return names[areas[0]] if len(areas) == 1 else f"{len(areas)} authorities"


def _listed(found: Iterable[str]) -> str:
    *rest, last = found
    return f"{', '.join(rest)} and {last}" if rest else last


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _numbered(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(replace(line, number=number) for number, line in enumerate(lines))
