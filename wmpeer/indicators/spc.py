"""Control limits of a series: the XmR chart, and what in it is more than the usual going up and down.

Source: Donald J. Wheeler, *Understanding Variation* (the limits: mean plus and minus 2.66 times the mean moving range; a point outside
them; eight in a row on one side of the mean), and NHS England, *Making data count* (six in a row rising or falling; limits drawn anew only
where somebody knows of a change and says why). Sentences tell what is seen and never whether it is good.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isclose
from typing import Literal

from wmpeer.indicators.records import IndicatorSeries
from wmpeer.indicators.rounding import written
from wmpeer.indicators.sizes import is_percent, is_rate
from wmpeer.indicators.steps import adjoining, said

Rule = Literal["outside", "one-side", "trend"]
LEAST, BETTER = 8, 12
"""So many figures are needed for limits; with fewer than the second number they are rough."""
TIMES = 2.66
"""Three deviations of single figures, as they follow from the mean moving range: 3 divided by 1.128."""
SIDE, TREND = 8, 6
"""So many in a row on one side of the mean, or each above (below) the one before, are more than chance."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A rule that was met at `places` of the series, in a sentence."""

    rule: Rule
    places: tuple[int, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The mean and the limits of the figures from the place `since` up to and with the place `until`; `count` of them have a number."""

    mean: float
    upper: float
    lower: float
    since: int
    until: int
    count: int
    signals: tuple[Signal, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Control:
    """A series' limits, one for each stretch between rebasings that is long enough; `why` says why there are none at its end."""

    limits: tuple[Limits, ...]
    why: str = ""

    def as_json(self, labels: tuple[str, ...]) -> dict[str, object]:
        """The newest limits as the command line prints them: beside an empty `why`, or `why` alone."""
        if self.why or not self.limits:
            return {"why": self.why}
        now = self.limits[-1]
        signals = [{"rule": one.rule, "periods": [labels[place] for place in one.places], "sentence": one.sentence} for one in now.signals]
        mean, lower, upper = (float(f"{value:.10g}") for value in (now.mean, now.lower, now.upper))
        return {
            "why": "", "mean": mean, "lower": lower, "upper": upper, "since": labels[now.since], "count": now.count, "signals": signals,
            "sentence": now.sentence,
        }  # fmt: skip


def xmr(
    labels: tuple[str, ...], values: Sequence[float | None], base_from: int | None = None, *, until: int | None = None,
    least: int = LEAST, decimals: int | None = None, percent: bool = False,
) -> Limits | None:  # fmt: skip
    """The limits of *values* (None: no number) beside *labels*, from the place *base_from* (the first) up to and with *until* (the last).

    A moving range is the distance of two figures of periods that follow upon one another: none bridges a missing figure, nor does a run.
    None where fewer than *least* have a number, no two of them follow upon one another, or all ranges are nought. A rate is never drawn
    with limits below nought, nor a percentage with one above a hundred.
    """
    since, end = base_from or 0, len(values) - 1 if until is None else until
    stretches = _stretches(labels, values, since, end)
    numbers = [value for stretch in stretches for _, value in stretch]
    ranges = [abs(after - before) for stretch in stretches for (_, before), (_, after) in pairwise(stretch)]
    if len(numbers) < least or not ranges or not any(ranges):
        return None
    mean = sum(numbers) / len(numbers)
    reach = TIMES * sum(ranges) / len(ranges)
    upper, lower = mean + reach, mean - reach
    if all(value >= 0 for value in numbers):
        lower = max(lower, 0.0)
    if percent and all(value <= 100 for value in numbers):
        upper = min(upper, 100.0)
    bare = Limits(mean, upper, lower, since, end, len(numbers), (), "")
    signals = _signals(bare, stretches, labels, decimals)
    return replace(bare, signals=signals, sentence=_sentence(bare, labels, signals, decimals))


def controllable(unit: str, *, is_count: bool) -> bool:
    """Whether limits are drawn at all: for rates and percentages."""
    return is_rate(unit) and not is_count


def control(series: IndicatorSeries, rebased: Sequence[str] = ()) -> Control:
    """The limits of a series' own figures; *rebased* are the labels of the periods from which people began them anew."""
    return control_of(series.periods, series.own.values, series.unit, series.decimals, rebased, is_count=series.is_count)


def control_of(
    labels: tuple[str, ...], values: Sequence[float | None], unit: str, decimals: int | None = None, rebased: Sequence[str] = (), *,
    is_count: bool = False,
) -> Control:  # fmt: skip
    """The limits of *values* beside *labels*, oldest first; *rebased* are labels from which people began them anew."""
    if not controllable(unit, is_count=is_count):
        return Control((), "Control limits are drawn for rates and percentages only.")
    if not any(value is not None for value in values):
        return Control((), "There is no number to draw control limits from.")
    last = max(place for place, value in enumerate(values) if value is not None)
    starts = sorted({0, *(labels.index(label) for label in rebased if label in labels)})
    found = []
    for at, since in enumerate(starts):
        until = starts[at + 1] - 1 if at + 1 < len(starts) else last
        limits = xmr(labels, values, since, until=until, decimals=decimals, percent=is_percent(unit))
        if limits is not None:
            found.append(limits)
    newest = found[-1].since if found else None
    return Control(tuple(found), "" if newest == starts[-1] else _why_none(labels, values, starts[-1]))


def _why_none(labels: tuple[str, ...], values: Sequence[float | None], since: int) -> str:
    count = sum(value is not None for value in values[since:])
    begun = f" since {said(labels[since])}" if since else ""
    if count < LEAST:
        told = ", so nothing is told of them yet" if since else ""
        return f"Control limits need {LEAST} figures; there {'is' if count == 1 else 'are'} {count or 'none'}{begun}{told}."
    return f"No two figures{begun} follow upon one another and differ, so there are no control limits."


Point = tuple[int, float]


def _stretches(labels: tuple[str, ...], values: Sequence[float | None], since: int, until: int) -> list[list[Point]]:
    """Places and figures of the periods that follow upon one another without a hole."""
    follows = adjoining(labels)
    found: list[list[Point]] = [[]]
    for place in range(since, until + 1):
        value = values[place]
        if value is None or not follows[place]:
            found.append([])
        if value is not None:
            found[-1].append((place, value))
    return [stretch for stretch in found if stretch]


def _signals(limits: Limits, stretches: list[list[Point]], labels: tuple[str, ...], decimals: int | None) -> tuple[Signal, ...]:
    found = []
    for stretch in stretches:
        for place, value in stretch:
            if value > limits.upper or value < limits.lower:
                side, bound = ("above the upper", limits.upper) if value > limits.upper else ("below the lower", limits.lower)
                told = f"{written(value, decimals)} in {said(labels[place])} is {side} control limit of {_shown(bound, decimals)}."
                found.append(Signal("outside", (place,), told))
    for stretch in stretches:
        found += _sides(limits.mean, stretch, labels)
    for stretch in stretches:
        found += _trends(stretch, labels)
    return tuple(found)


def _sides(mean: float, stretch: list[Point], labels: tuple[str, ...]) -> list[Signal]:
    found = []
    for above in (True, False):

        def on_this_side(value: float, above: bool = above) -> bool:
            return not _alike(value, mean) and (value > mean) == above

        for run in _runs([place for place, _ in stretch], [on_this_side(value) for _, value in stretch], SIDE):
            side = "above" if above else "below"
            found.append(Signal("one-side", run, f"{len(run)} figures in a row are {side} the mean, {_span(run, labels)}."))
    return found


def _trends(stretch: list[Point], labels: tuple[str, ...]) -> list[Signal]:
    found = []
    goes: dict[str, Callable[[float, float], bool]] = {
        "rising": lambda before, after: after > before,
        "falling": lambda before, after: after < before,
    }
    for word, holds in goes.items():
        steps = [not _alike(before, after) and holds(before, after) for (_, before), (_, after) in pairwise(stretch)]
        for run in _runs([place for place, _ in stretch[1:]], steps, TREND - 1):
            whole = (run[0] - 1, *run)
            found.append(Signal("trend", whole, f"{len(whole)} figures in a row are {word}, {_span(whole, labels)}."))
    return found


def _runs(places: list[int], holds: list[bool], least: int) -> list[tuple[int, ...]]:
    """The places of each run of *least* or more that hold, as long as it is."""
    found: list[list[int]] = [[]]
    for place, true in zip(places, holds, strict=True):
        if true:
            found[-1].append(place)
        elif found[-1]:
            found.append([])
    return [tuple(run) for run in found if len(run) >= least]


def _alike(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def _span(run: tuple[int, ...], labels: tuple[str, ...]) -> str:
    return f"{said(labels[run[0]])} to {said(labels[run[-1]])}"


def _shown(value: float, decimals: int | None) -> str:
    return written(value, 1 if decimals is None else max(1, decimals))


def _sentence(limits: Limits, labels: tuple[str, ...], signals: tuple[Signal, ...], decimals: int | None) -> str:
    base = f"Mean {_shown(limits.mean, decimals)}, control limits {_shown(limits.lower, decimals)} to {_shown(limits.upper, decimals)}"
    head = f"{base}, of {limits.count} figures since {said(labels[limits.since])}."
    rough = f" They are rough: there are fewer than {BETTER} figures." if limits.count < BETTER else ""
    span = f"from {said(labels[limits.since])} to {said(labels[limits.until])}"
    return head + rough + ("" if signals else f" Nothing {span} is more than the usual going up and down.")
