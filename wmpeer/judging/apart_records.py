"""What people said apart, as frozen records: a screen lists them, and a sitting takes them as its agenda as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wmpeer.journal.revisions import JsonValue
from wmpeer.judging.differences import Piece


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that stand side by side: what `author` (an id) said; `words` is it as people read it, empty where it is nothing.

    `recorded_by` is the name of who wrote it down, empty where that was the author. `laptop` is where, in words; `at` that laptop's own
    clock, a UTC moment. `revision` chooses this side.
    """

    revision: str
    value: JsonValue
    words: str
    author: str
    author_name: str
    recorded_by: str
    device: str
    laptop: str
    at: str
    verb: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a record that was changed apart, and is not settled.

    `title` says which record it is and `name` which field, in words. `base` is what all sides began with, or None. A `judgement` stands at
    its base until a person settles it; everything else at its newest words. Of the field ``withdrawn`` it is a proposal to take the record
    back: true on one side, the latest words of the others on the other. `free` texts can both be kept, one after the other. `may` says
    whether the reader may settle it, `settler` who may, in words; `locked` that it stands in a letter that has left.
    """

    kind: str
    entity: str
    authority: str
    area: str
    field: str
    title: str
    name: str
    base: JsonValue
    base_words: str
    sides: tuple[Side, ...]
    judgement: bool
    free: bool
    may: bool
    settler: str
    locked: bool = False

    @property
    def proposal(self) -> bool:
        """Whether it is a proposal to take the record back."""
        return self.field == "withdrawn"


@dataclass(frozen=True, slots=True)
class Compared:
    """One side's words against those of all sides' beginning, or where there was none against the other side's."""

    revision: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class AgendaView:
    """What one person thinks of an area: codes, and the words of `view` and `confidence`.

    One that is not `settled` was said apart by that person, counts in no distance, and has no `view`.
    """

    person: str
    name: str
    view: str
    view_words: str
    confidence: str
    confidence_words: str
    reason: str
    handed_in: bool
    settled: bool


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One thing for a sitting to settle: views of an area that differ, or a field of a record that was changed apart.

    `distance` is how many points of the scale lie between the two furthest views, 0 where nothing can be compared; `people` how many said
    something. `views` has everybody's view of the area where the item is about views, the best first; `difference` is there for the rest.
    """

    id: str
    sort: Literal["views", "difference"]
    authority: str
    area: str
    title: str
    sentence: str
    distance: int
    people: int
    views: tuple[AgendaView, ...] = ()
    difference: Difference | None = None
