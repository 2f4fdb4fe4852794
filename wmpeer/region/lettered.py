"""Which letter has left, and which records it stands on: in plain SQL, for the first screen says what Ctrl+Z would undo."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from wmpeer.region.rules import has_left
from wmpeer.store.plain import Reads, rows

HELD = frozenset({"agreed", "choice", "letter"})
"""The kinds of record that are the letter: while it is out they are changed by nobody, and no undo reaches them."""
AFTERWARDS = frozenset({"stage", "responded_on", "responded_by"})
"""What is recorded of a letter when it has left."""
TOLD = frozenset({"finding", "raised"})
"""Kinds that a letter may quote, and that their authors change at any time: what left stays as it was sent."""
_NEWEST = (
    'SELECT issue.version, issue."on", letter.stage FROM issue'
    " LEFT JOIN letter ON letter.authority = issue.authority AND NOT letter.withdrawn"
    " WHERE issue.authority = ? AND NOT issue.withdrawn ORDER BY issue.version DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Out:
    """A letter that has left and is not written again: its version, and its ISO day."""

    version: int
    on: str


def letter_out(reads: Reads, authority: str | None) -> Out | None:
    """The letter to *authority* (ONS code) that is out; None where none left, or a new version was begun."""
    found = rows(reads, _NEWEST, authority) if authority else []
    if not found or not has_left(found[0][2] or "", issued=True):
        return None
    return Out(found[0][0] or 1, found[0][1] or "")


def is_held(reads: Reads, kind: str, fields: Collection[str], authority: str | None) -> bool:
    """Whether a change of *fields* of a record is a change of a letter that is out."""
    return kind in HELD and not AFTERWARDS.issuperset(fields) and letter_out(reads, authority) is not None
