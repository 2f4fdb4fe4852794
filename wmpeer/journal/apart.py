"""What was said of one thing apart: the values stand side by side until a person settles it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wmpeer.journal.fold import Standing
from wmpeer.journal.revisions import JsonValue, RevisionLine
from wmpeer.models.kinds import JUDGEMENTS


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that stand side by side: what `author` (an id) said on a laptop, by that laptop's clock."""

    value: JsonValue
    author: str
    device: str
    wall: str
    revision: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that was changed apart. `base` is what all sides began with, or None; a `judgement` stands at its base until it is settled.

    Of the field ``withdrawn`` it is a proposal to take the record back: true on one side, the latest words of the others on the other.
    """

    kind: str
    entity: str
    authority: str
    field: str
    base: JsonValue
    sides: tuple[Side, ...]
    judgement: bool


def differences_in(standing: Standing, lines: Iterable[RevisionLine]) -> tuple[Difference, ...]:
    """The fields of a record that were changed apart, in the order of their names; *lines* are its revisions."""
    if standing.first is None or not standing.differences:
        return ()
    by_id, first = {line.id: line for line in lines}, standing.first

    def side(revision: str, value: JsonValue) -> Side:
        said = by_id[revision]
        return Side(value, said.author, said.device, said.wall, revision)

    return tuple(
        Difference(
            first.kind, first.entity, first.authority or "", name, standing.bases.get(name), tuple(side(*pair) for pair in pairs),
            name in JUDGEMENTS.get(first.kind, ()),
        )
        for name, pairs in sorted(standing.differences.items())
    )  # fmt: skip
