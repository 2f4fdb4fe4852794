"""How far each stream goes here: what a laptop signs of its own, what a pack tells, and what is read out and printed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from wmpeer.journal.shelves import OFFICE, STAYS
from wmpeer.store.plain import Reads, rows

_NO = ", ".join(f"'{shelf}'" for shelf in sorted(STAYS))
_COLUMNS = "r.stream, r.device, r.author, r.authority, r.shelf, r.sequence, r.id"
FORKED = "SELECT stream FROM revision GROUP BY stream HAVING count(*) > max(sequence)"
"""The streams that two files went on writing under one name."""
_HEADS = (
    f"SELECT {_COLUMNS} FROM (SELECT stream, max(sequence) AS last FROM revision WHERE shelf NOT IN ({_NO}) GROUP BY stream"
    " HAVING count(*) <= max(sequence)) m JOIN revision r ON m.stream = r.stream AND m.last = r.sequence"
    f" UNION ALL SELECT {_COLUMNS} FROM ({FORKED}) f JOIN revision r ON r.stream = f.stream WHERE r.shelf NOT IN ({_NO})"
    " AND NOT EXISTS (SELECT 1 FROM revision n WHERE n.stream = r.stream AND n.sequence = r.sequence + 1"
    " AND json_extract(n.body, '$.previous') = r.id) ORDER BY 1, 6, 7"
)
_AS_IT_CAME = (
    "SELECT stream, sequence, id, json_extract(body, '$.previous'), arrived_at FROM revision"
    f" WHERE authority = ? AND shelf NOT IN ('{OFFICE}', {_NO}) ORDER BY arrived"
)
_REACHED = (
    "WITH RECURSIVE up(id) AS (SELECT value FROM json_each(?) UNION"
    " SELECT json_extract(r.body, '$.previous') FROM up JOIN revision r ON r.id = up.id)"
    " SELECT r.id, r.body FROM up JOIN revision r ON r.id = up.id ORDER BY r.sequence, r.id"
)


@dataclass(frozen=True, slots=True)
class StreamEnd:
    """The last revision of a stream that is here; a copied laptop's stream has one for each branch. `device` is the seat that wrote it."""

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


def leading_to(reads: Reads, ends: Iterable[str]) -> list[tuple[str, str]]:
    """The revisions (id and body) that *ends* (ids, of one stream) follow, and themselves, in the order of the stream."""
    return [(row[0], row[1]) for row in rows(reads, _REACHED, json.dumps(list(ends)))]


def heads_in_words(reads: Reads, authority: str | None = None) -> str:
    """All ends in twenty digits, in groups of five: two laptops say the same where they hold the same; with *authority*, of that one's.

    It is printed on the sheet that is signed, so that nobody can leave out later what was there then.
    """
    ends = heads(reads) if authority is None else heads_of(reads, authority)
    return _in_words((one.stream, one.sequence, one.id) for one in ends)


def heads_of(reads: Reads, authority: str) -> tuple[StreamEnd, ...]:
    """The ends of the streams about *authority* (ONS code). What the office says of an authority stands in a stream about all of them."""
    return tuple(one for one in heads(reads) if one.authority == authority and one.shelf != OFFICE)


@dataclass(frozen=True, slots=True)
class Stood:
    """When the record stood as some digits say: the UTC moment of the last change that had come by then, how many there were, and how many
    came since."""

    at: str
    changes: int
    since: int


def stood(reads: Reads, digits: str, authority: str) -> Stood | None:
    """When what is here of *authority* said those *digits* (of `heads_in_words`), as it came to this file; None where it never did.

    All that was there then is there now, word for word, for each end vouches for what it follows.
    """
    wanted = "".join(one for one in digits if one.isdigit())
    ends: dict[str, tuple[str, int, str]] = {}
    found: Stood | None = None
    lines = rows(reads, _AS_IT_CAME, authority)
    for number, (stream, sequence, revision, previous, at) in enumerate(lines, start=1):
        ends.pop(previous, None)
        ends[revision] = (stream, sequence, revision)
        if _in_words(ends.values()).replace(" ", "") == wanted:
            found = Stood(at, number, len(lines) - number)
    return found


def _in_words(ends: Iterable[tuple[str, int, str]]) -> str:
    digits = f"{int(hashlib.sha256(repr(sorted(ends)).encode()).hexdigest(), 16) % 10**20:020d}"
    return " ".join(digits[at : at + 5] for at in range(0, 20, 5))
