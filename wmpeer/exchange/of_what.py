"""Of what a pack brings so and so many, in words: "3 documents, 2 tables of figures and 4 people"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from wmpeer.journal.revisions import RevisionLine

_KINDS = {
    "view": ("view", "views"), "finding": ("finding", "findings"), "hand_in": ("hand-in", "hand-ins"),
    "agreed": ("agreed judgement", "agreed judgements"), "document": ("document", "documents"),
    "batch": ("table of figures", "tables of figures"), "letter": ("letter", "letters"), "allocation": ("allocation", "allocations"),
    "interest": ("interest", "interests"), "person": ("person", "people"),
    "point": ("point of an earlier cycle", "points of an earlier cycle"), "approval": ("approval", "approvals"),
    "raised": ("concern raised", "concerns raised"), "issue": ("letter issued", "letters issued"),
    "flag_answer": ("answer to a flag", "answers to flags"), "claim_answer": ("answer to a claim", "answers to claims"),
    "commentary": ("commentary", "commentaries"), "outcome": ("outcome of a point", "outcomes of points"),
}  # fmt: skip
"""What people speak of, the first named first; how a region and its laptops are set up is not among them."""
_MOST = 4


def kinds_in(lines: Iterable[RevisionLine]) -> dict[str, int]:
    """How many records of each kind *lines* speak of."""
    return dict(Counter(kind for kind, _ in {(one.kind, one.entity) for one in lines}))


def of_what(kinds: Mapping[str, int]) -> str:
    """What records of these *kinds* are, to stand after how many there are: ": 1 view and 2 findings", or ", among them ..."; or empty."""
    named = [many(kinds[kind], *words) for kind, words in _KINDS.items() if kinds.get(kind)]
    every = all(kind in _KINDS for kind in kinds)
    return f"{': ' if every else ', among them '}{joined(named, _MOST)}" if named else ""


def counted(new: int, changed: int, kinds: Mapping[str, int]) -> str:
    """What of a pack counted: "3 new, 1 changed: 2 views, 1 finding and 1 hand-in"."""
    return f"{new:,} new, {changed:,} changed{of_what(kinds)}"


def many(number: int, one: str, several: str = "") -> str:
    """ "1 pack", "14 packs"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def joined(names: Sequence[str], most: int = 3) -> str:
    """ "Ann Reed, Ben Hall and 12 more"."""
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
