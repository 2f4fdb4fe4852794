"""How a figure stands to others: to last year's, to its comparators, to the same figure of another release or another source."""

from __future__ import annotations

from dataclasses import dataclass

from wmpeer.indicators.direction import Comparator, Direction, Gap, Way


@dataclass(frozen=True, slots=True)
class BestNeighbour:
    """The statistical neighbour whose figure is most favourable; `key` is its ONS code. Of a neutral measure there is none."""

    key: str
    name: str
    value: float
    text: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Rank:
    """The place among `of` authorities, 1 the most favourable figure; `shared` others have the same."""

    place: int
    of: int
    shared: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """No place is told, and why, in a sentence."""

    why: str


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


__all__ = ["BestNeighbour", "Comparator", "Direction", "Disagreement", "Gap", "Rank", "Restated", "Stale", "Way", "Withheld"]
