"""How far each stream goes here: what a laptop signs of its own, what a pack tells, and what is read out and printed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from wmpeer.journal.shelves import STAYS
from wmpeer.store.plain import Reads, rows

_NO = ", ".join(f"'{shelf}'" for shelf in sorted(STAYS))
_HEADS = (
    "SELECT r.stream, r.device, r.author, r.authority, r.shelf, r.sequence, r.id FROM revision r "
    f"JOIN (SELECT stream, max(sequence) AS last FROM revision WHERE shelf NOT IN ({_NO}) GROUP BY stream) m "
    "ON m.stream = r.stream AND m.last = r.sequence ORDER BY r.stream, r.id"
)


@dataclass(frozen=True, slots=True)
class StreamEnd:
    """The last revision of a stream that is here; a copied laptop's stream has two. `device` is the seat that wrote it."""

    stream: str
    device: str
    author: str
    authority: str | None
    shelf: str
    sequence: int
    id: str


def heads(reads: Reads) -> tuple[StreamEnd, ...]:
    """The end of every stream that may leave a laptop, by the stream's name."""
    return tuple(StreamEnd(*row) for row in rows(reads, _HEADS))


def heads_in_words(reads: Reads, authority: str | None = None) -> str:
    """All ends in twenty digits, in groups of five: two laptops say the same where they hold the same; with *authority*, of that one's.

    It is printed on the sheet that is signed, so that nobody can leave out later what was there then.
    """
    ends = sorted((one.stream, one.sequence, one.id) for one in heads(reads) if authority is None or one.authority == authority)
    digits = f"{int(hashlib.sha256(repr(ends).encode()).hexdigest(), 16) % 10**20:020d}"
    return " ".join(digits[at : at + 5] for at in range(0, 20, 5))
