"""What changed between two versions of a document, passage by passage. Pure, and quick for a hundred thousand passages.

Passages that say the same are laid side by side first, those that are the only ones of their kind under their heading before others;
between them stand the stretches that differ, and only there is anything compared word by word. A passage that stands elsewhere has
moved. Two passages say the same if their words and numbers do: a comma is no change.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from wmpeer.documents.changes_align import Pair, Side, aligned, elsewhere, near_pairs
from wmpeer.documents.letters import letters_of
from wmpeer.documents.records import Passage


class Fate(StrEnum):
    """What became of a passage."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class PassageChange:
    """A passage in one version or in both. `likeness` is 1 where both say the same, 0 where there is one only; one that moved may have
    been changed as well.
    """

    fate: Fate
    old: Passage | None
    new: Passage | None
    likeness: float = 1.0

    @property
    def edited(self) -> bool:
        """Whether words differ between the two."""
        return self.old is not None and self.new is not None and self.likeness < 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every passage of both versions once, in the new version's order; what was removed stands where it stood among the others."""

    rows: tuple[PassageChange, ...]

    @property
    def changes(self) -> tuple[PassageChange, ...]:
        """What is not the same."""
        return tuple(one for one in self.rows if one.fate is not Fate.SAME)

    def count(self, fate: Fate) -> int:
        return sum(one.fate is fate for one in self.rows)


def compare(old: Sequence[Passage], new: Sequence[Passage]) -> Comparison:
    """Lay *new* beside *old*."""
    before, after = _side(old, {one.text for one in new}), _side(new, {one.text for one in old})
    standing = aligned(before, after)
    moved = elsewhere(before.said, after.said, standing)
    changed = near_pairs(before, after, standing | moved, standing)
    taken = standing | moved | {one.old: one.new for one in changed}
    return Comparison(_rows(old, new, standing, changed, moved, near_pairs(before, after, taken, least=0.75)))


def _side(passages: Sequence[Passage], others: Collection[str]) -> Side:
    """What stands letter for letter in the other version is known by its text; only the rest is read word by word."""
    return Side(
        [one.text if one.text in others else letters_of(one.text) or one.text for one in passages],
        [one.text for one in passages], [one.kind for one in passages], [one.heading for one in passages],
    )  # fmt: skip


def _rows(
    old: Sequence[Passage], new: Sequence[Passage], standing: dict[int, int], changed: Sequence[Pair], moved: dict[int, int],
    moved_and_changed: Sequence[Pair],
) -> tuple[PassageChange, ...]:  # fmt: skip
    came: dict[int, PassageChange] = {}
    for one, other in standing.items():
        came[other] = PassageChange(Fate.SAME, old[one], new[other])
    for one, other in moved.items():
        came[other] = PassageChange(Fate.MOVED, old[one], new[other])
    for pair in moved_and_changed:
        came[pair.new] = PassageChange(Fate.MOVED, old[pair.old], new[pair.new], pair.likeness)
    for pair in changed:
        came[pair.new] = PassageChange(Fate.CHANGED, old[pair.old], new[pair.new], pair.likeness)
    in_place = {**standing, **{pair.old: pair.new for pair in changed}}
    kept = in_place.keys() | moved.keys() | {pair.old for pair in moved_and_changed}
    rows: list[PassageChange] = []
    reached = 0
    for one in range(len(old)):
        if one in in_place:
            rows += [came.get(at) or PassageChange(Fate.ADDED, None, new[at], 0.0) for at in range(reached, in_place[one] + 1)]
            reached = in_place[one] + 1
        elif one not in kept:
            rows.append(PassageChange(Fate.REMOVED, old[one], None, 0.0))
    rows += [came.get(at) or PassageChange(Fate.ADDED, None, new[at], 0.0) for at in range(reached, len(new))]
    return tuple(rows)
