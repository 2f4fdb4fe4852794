"""How a figure stands to others: to last year's, to its comparators, to the same figure of another release or another source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Way = Literal["better", "worse", "same", "higher", "lower", "unknown"]
"""Where a measure went. Of one that is neither good nor bad, or of which nobody says, only higher, lower or same is told."""
Comparator = Literal["england", "region", "neighbours"]


@dataclass(frozen=True, slots=True)
class Direction:
    """The direction of travel over one period and over three, and both in a sentence."""

    one: Way
    three: Way
    sentence: str


@dataclass(frozen=True, slots=True)
class Gap:
    """The distance to a comparator: own figure less theirs, in the newest period and (None where unknown) in the one before."""

    against: Comparator
    now: float
    before: float | None
    moving: Literal["closing", "widening", "steady", "unknown"]
    sentence: str


@dataclass(frozen=True, slots=True)
class BestNeighbour:
    """The statistical neighbour whose figure is most favourable; `key` is its ONS code. Of a neutral measure there is none."""

    key: str
    name: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure that a later release of its source changed. `was` and `now` are the cells as they stood; batches are SHA-256s."""

    area: str
    code: str
    period: str
    was: str
    now: str
    was_batch: str
    now_batch: str


@dataclass(frozen=True, slots=True)
class Stale:
    """A newer figure was due by `due_on` (an ISO day) and has not been loaded."""

    due_on: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sources tell one figure differently, a number or a marker: `raw` and `other_raw` are the cells as they stood.

    `other_code` is what the other source calls the measure.
    """

    area: str
    code: str
    source: str
    other: str
    other_code: str
    period: str
    raw: str
    other_raw: str
    sentence: str
