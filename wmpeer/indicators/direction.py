"""Where a measure goes: up or down over one period and over three, and whether the distance to a comparator closes or widens.

Better and worse are said only where the Department says that high or low is good. Nothing is compared across a hole in the series, or
with a marker. What looks the same as it is written is the same. Sentences are made when they are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wmpeer.indicators.rounding import rounded, written
from wmpeer.indicators.steps import place_before, said, step_word

Way = Literal["better", "worse", "same", "higher", "lower", "unknown"]
"""Where a measure went. Of one that is neither good nor bad, or of which nobody says, only higher, lower or same is told."""
Comparator = Literal["england", "region", "neighbours"]
Moving = Literal["closing", "widening", "steady", "unknown"]
Labels = tuple[str, ...]
Values = Sequence[float | None]

_TAILS: dict[Way, str] = {"better": ", which is better", "worse": ", which is worse"}
_SIDES = {"england": "England", "region": "the region", "neighbours": "its neighbours’ mean"}


@dataclass(frozen=True, slots=True)
class Direction:
    """The direction of travel up to the `place`-th of `labels` (oldest first): over one period and over three.

    `values` stand beside the labels as far as that place; None is a marker or no cell at all.
    """

    labels: Labels
    values: Values
    place: int
    polarity: str = ""
    decimals: int | None = None

    @property
    def one(self) -> Way:
        """Where it went since the period before."""
        return self._way(1)

    @property
    def three(self) -> Way:
        """Where it went since three periods before."""
        return self._way(3)

    @property
    def sentence(self) -> str:
        """Both directions in words."""
        now = self.values[self.place]
        if now is None:
            return f"There is no number for {said(self.labels[self.place])}, so no direction is told."
        return f"{self._over_one(now)} {self._over_three(now)}"

    def _way(self, steps: int) -> Way:
        before, now = self._back(steps)[0], self.values[self.place]
        return "unknown" if before is None or now is None else way(before, now, self.polarity, self.decimals)

    def _back(self, steps: int) -> tuple[float | None, str]:
        """The figure of so many periods before (None: no number) and its period's label (empty: not in the series, or behind a hole)."""
        at = place_before(self.labels, self.place, steps)
        return (self.values[at], self.labels[at]) if at is not None else (None, "")

    def _over_one(self, now: float) -> str:
        (before, label), period, shown = self._back(1), said(self.labels[self.place]), written(now, self.decimals)
        if not label:
            return f"Nothing is known of the {step_word(self.labels)} before {period}."
        if before is None:
            return f"There is no number for {said(label)} to compare {period} with."
        if self.one == "same":
            return f"{shown} in {period}, the same as in {said(label)}."
        old = written(before, self.decimals)
        return f"{'Up' if now > before else 'Down'} from {old} in {said(label)} to {shown} in {period}{_TAILS.get(self.one, '')}."

    def _over_three(self, now: float) -> str:
        (before, label), steps = self._back(3), f"three {step_word(self.labels)}s"
        if not label:
            return f"Nothing is known of {steps} before."
        if before is None:
            return f"There is no number for {said(label)}, {steps} before."
        if self.three == "same":
            return f"Over {steps}: the same as in {said(label)}."
        old = written(before, self.decimals)
        return f"Over {steps}: {'up' if now > before else 'down'} from {old} in {said(label)}{_TAILS.get(self.three, '')}."


@dataclass(frozen=True, slots=True)
class Gap:
    """The distance to a comparator: own figure less theirs, in the newest period and (None where unknown) in the one before.

    `figures` are own and theirs, `earlier` both in the period before, None where one of them is missing. Distances are those of the figures
    as they are written with `places` decimals, so that a reader can take one from the other. `periods` are the labels of both, the newest
    first, the earlier empty where the series has none; `whom` is what the comparator is called. `alike` is False where it is not made of
    the same authorities in both: then it is not told whether the gap closes.
    """

    against: Comparator
    figures: tuple[float, float]
    earlier: tuple[float, float] | None
    periods: tuple[str, str]
    places: int = 1
    points: bool = False
    alike: bool = True
    whom: str = ""

    @property
    def now(self) -> float:
        """Own figure less theirs, newest."""
        return _apart(self.figures, self.places)

    @property
    def before(self) -> float | None:
        """Own figure less theirs, in the period before."""
        return None if self.earlier is None else _apart(self.earlier, self.places)

    @property
    def moving(self) -> Moving:
        """Whether the distance closes or widens, on whichever side it lies."""
        before = self.before
        return moving(self.now, before) if before is not None and self.alike else "unknown"

    @property
    def sentence(self) -> str:
        """The distance in words, and whether it closes."""
        whom, period, earlier = self.whom or _SIDES[self.against], said(self.periods[0]), said(self.periods[1])
        now, before, goes = self.now, self.before, self.moving
        aside = self._aside(now, whom, " points" if self.points else "")
        head = f"{aside[:1].upper()}{aside[1:]} in {period}"
        if before is None:
            why = f"{earlier} is not known of both" if earlier else "nothing is known of the period before"
            return f"{head}; {why}, so it is not told whether the gap closes."
        if goes == "steady" and not now:
            return f"{head}, as in {earlier}."
        then = f"{self._aside(before, '' if before else whom, '').strip()} in {earlier}"
        if goes == "unknown":
            return f"{head}; {then}, of other neighbours, so it is not told whether the gap closes."
        return f"{head}; {then}: the gap is {'as wide as before' if goes == 'steady' else goes}."

    def _aside(self, distance: float, whom: str, unit: str) -> str:
        if not distance:
            return f"the same as {whom}"
        return f"{written(abs(distance), self.places)}{unit} {'above' if distance > 0 else 'below'} {whom}"


def way(before: float, after: float, polarity: str, decimals: int | None = None) -> Way:
    """Where a measure went from *before* to *after*."""
    if before == after or rounded(before, decimals) == rounded(after, decimals):
        return "same"
    up = after > before
    if polarity not in {"High", "Low"}:
        return "higher" if up else "lower"
    return "better" if up == (polarity == "High") else "worse"


def moving(now: float, before: float) -> Moving:
    """Whether a distance closes or widens, on whichever side it lies."""
    further = abs(now) - abs(before)
    if -1e-9 < further < 1e-9:
        return "steady"
    return "closing" if further < 0 else "widening"


def _apart(pair: tuple[float, float], places: int) -> float:
    own, other = pair
    return round(rounded(own, places) - rounded(other, places), places) + 0.0  # no minus before a nought
