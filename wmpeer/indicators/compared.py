"""How a figure stands to others: to last year's, to its comparators, to the same figure of another release or another source."""

from __future__ import annotations

from dataclasses import dataclass

from wmpeer.indicators.direction import Comparator, Direction, Gap, Way
from wmpeer.indicators.steps import adjoining, said


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
class Earlier:
    """Periods of a series that its newest release leaves out: they are told by the file `name` (its SHA-256), an earlier release."""

    periods: tuple[str, ...]
    name: str
    sha256: str
    sheet: str = ""

    @property
    def sentence(self) -> str:
        """The same in words."""
        first, last = said(self.periods[0]), said(self.periods[-1])
        several = len(self.periods) > 1
        span = f"{first} to {last}" if several and all(adjoining(self.periods)[1:]) else ", ".join(said(one) for one in self.periods)
        return f"{span} {'are' if several else 'is'} told by {self.name}; the newest release leaves {'them' if several else 'it'} out."


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


__all__ = ["BestNeighbour", "Comparator", "Direction", "Disagreement", "Earlier", "Gap", "Rank", "Restated", "Stale", "Way", "Withheld"]
