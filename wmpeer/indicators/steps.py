"""Which periods follow upon one another. What is compared over time is never compared across a hole."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from wmpeer.indicators.periods import Period, read_period

_YEARLY = ("year", "split-year", "span")
_UNTOLD = ("unknown", "week")
_STEPS = {"year": 12, "split-year": 12, "span": 12, "quarter": 3, "term": 3}
"""Months from one to the next."""


@lru_cache(maxsize=1024)
def adjoining(labels: tuple[str, ...]) -> tuple[bool, ...]:
    """Of each of *labels* (oldest first), whether it comes next after the one before: of the same kind, one step on.

    The step is the shortest between two periods of the series: one that comes every second year is whole without the years between. With
    too few of them to tell, years, quarters and terms step as they do. The first has none before it; nobody knows what follows upon a label
    that names no period.
    """
    periods = [read_period(label) for label in labels]
    distances = [_months(before, after) for before, after in pairwise(periods)]
    known = [distance for distance in distances if distance]
    step = min(known, default=0)
    if len(known) < 3 and periods:
        step = _STEPS.get(periods[-1].kind, step)
    kind = periods[-1].kind if periods else "unknown"
    slack = 2 if kind == "term" else 1 if kind == "day" and step > 2 else 0  # terms are not of one length, nor do days keep to the month
    return (False, *(0 < distance <= step + slack for distance in distances)) if labels else ()


@lru_cache(maxsize=4096)
def said(label: str) -> str:
    """A period as people write it."""
    return read_period(label).words


@lru_cache(maxsize=1024)
def step_word(labels: tuple[str, ...]) -> str:
    """ "year", where all are years, else "period"."""
    return "year" if all(read_period(label).kind in _YEARLY for label in labels) else "period"


def place_before(labels: tuple[str, ...], place: int, steps: int) -> int | None:
    """The place *steps* periods before, or None where the series does not reach so far or has a hole on the way."""
    if place - steps < 0:
        return None
    return place - steps if all(adjoining(labels)[place - steps + 1 : place + 1]) else None


def _months(before: Period, after: Period) -> int:
    """From the end of one to the end of the next; 0 where they are of different kinds or name no time."""
    if before.kind != after.kind or before.kind in _UNTOLD:
        return 0
    return (after.key[0] - before.key[0]) * 12 + after.key[1] - before.key[1]
