"""Axes with round steps, numbers as words, and labels pushed apart. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wmpeer.indicators.rounding import written


@dataclass(frozen=True, slots=True)
class Scale:
    """From `start` to `stop` in `step`; all three round."""

    start: float
    stop: float
    step: float

    def share(self, value: float) -> float:
        """Where *value* lies, 0 at the start and 1 at the stop."""
        return (float(value) - self.start) / (self.stop - self.start)

    def ticks(self) -> list[float]:
        count = round((self.stop - self.start) / self.step)
        return [self.start + at * self.step for at in range(count + 1)]

    def places(self) -> int:
        """The decimals the ticks need: none for steps of 5, one for 2.5, two for 0.25."""
        least = max(0, -math.floor(math.log10(self.step) + 1e-9))
        return least if abs(round(self.step, least) - self.step) < self.step * 1e-6 else least + 1


def scale_of(values: Sequence[float], *, zero: bool, steps: int = 5) -> Scale:
    """A scale of at most *steps* round steps that holds all *values*; with *zero* it starts (or ends) at nothing."""
    known = [float(value) for value in values]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < 1e-9:
        low, high = (low, high + (abs(high) or 1.0)) if zero else (low - (abs(low) or 1.0) / 2, high + (abs(high) or 1.0) / 2)
    step = _round_step((high - low) / steps)
    while True:
        start, stop = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
        if round((stop - start) / step) <= steps:
            return Scale(start, stop, step)
        step = _round_step(step * 1.01)


def _round_step(rough: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough - power * 1e-9)


def number(value: float | None, places: int = 1) -> str:
    """*value* with thousands apart, or "no value"."""
    return "no value" if value is None else written(float(value), places).replace("-", "−")


def with_unit(value: float | None, unit: str, places: int = 1) -> str:
    return number(value, places) if value is None or not unit else f"{number(value, places)} {unit}"


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near to *wanted* as may be, *gap* apart, between *low* and *high* as far as there is room; in *wanted*'s order."""
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    groups: list[list[float | int]] = []  # [first place, how many, sum of (wanted - offset)]
    for at in order:
        groups.append([wanted[at], 1, wanted[at]])
        while len(groups) > 1 and groups[-2][0] + groups[-2][1] * gap > groups[-1][0]:
            last = groups.pop()
            before = groups[-1]
            before[2] += last[2] - last[1] * before[1] * gap
            before[1] += last[1]
            before[0] = before[2] / before[1]
    placed: list[float] = []
    for first, count, _ in groups:
        placed += [first + at * gap for at in range(int(count))]
    for at in range(len(placed)):
        placed[at] = max(placed[at], low + at * gap)
    for at in range(len(placed) - 1, -1, -1):
        placed[at] = min(placed[at], high - (len(placed) - 1 - at) * gap)
    result = [0.0] * len(wanted)
    for at, place in zip(order, placed, strict=True):
        result[at] = place
    return result


def short_periods(periods: Sequence[str]) -> list[str]:
    """Years in a row as "2016", "’17" ... "2025"; anything else as it is."""
    if len(periods) < 4 or not all(len(period) == 4 and period.isdigit() for period in periods):
        return list(periods)
    return [period if at in (0, len(periods) - 1) else f"’{period[2:]}" for at, period in enumerate(periods)]
