"""What was said of one thing apart: the values stand side by side until a person settles it."""

from __future__ import annotations

from dataclasses import dataclass

from wmpeer.journal.revisions import JsonValue


@dataclass(frozen=True, slots=True)
class ValueApart:
    """One of the values that stand side by side: what `author` (an id) said on a laptop, by that laptop's clock.

    `recorded_by` is another where somebody wrote it down on the author's behalf.
    """

    value: JsonValue
    author: str
    recorded_by: str
    device: str
    wall: str
    revision: str


@dataclass(frozen=True, slots=True)
class FieldApart:
    """A field that was changed apart. `base` is what all sides began with, or None; a `judgement` stands at its base until it is settled.

    Of the field ``withdrawn`` it is a proposal to take the record back: true on one side, the latest words of the others on the other.
    """

    kind: str
    entity: str
    authority: str
    field: str
    base: JsonValue
    sides: tuple[ValueApart, ...]
    judgement: bool
