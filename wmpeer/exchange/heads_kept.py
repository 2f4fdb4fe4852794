"""The signed heads that are kept of each stream: the newest one, or one for each branch where two files wrote under one name."""

from __future__ import annotations

import json
from collections.abc import Iterable

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.exchange.records import Head
from wmpeer.journal.heads import FORKED, leading_to
from wmpeer.store.plain import Reads, rows

_THESE = "SELECT value FROM json_each(?)"
_KEEP = "INSERT OR IGNORE INTO stream_head(stream, device, sequence, id, signature) VALUES(?, ?, ?, ?, ?)"
_PASSED = (
    f"DELETE FROM stream_head WHERE stream IN ({_THESE}) AND stream NOT IN ({_THESE})"
    " AND sequence < (SELECT max(sequence) FROM stream_head other WHERE other.stream = stream_head.stream)"
)


def heads_here(reads: Reads) -> dict[str, Head]:
    """The newest heads of all streams that came here or were signed here, by the revision that each is of."""
    return {row[3]: Head(*row) for row in rows(reads, "SELECT stream, device, sequence, id, signature FROM stream_head")}


def keep_heads(session: Session, heads: Iterable[Head]) -> None:
    """Keep *heads*, of revisions that are here; those that one of the same stream goes beyond are let go."""
    given = tuple(heads)
    if not given:
        return
    driver = session.connection()
    driver.exec_driver_sql(_KEEP, [(head.stream, head.device, head.sequence, head.id, head.signature) for head in given])
    streams = {head.stream for head in given}
    forked = sorted(streams & {stream for (stream,) in rows(session, FORKED)})
    driver.exec_driver_sql(_PASSED, (json.dumps(sorted(streams)), json.dumps(forked)))
    for stream in forked:
        ends = {end for (end,) in rows(session, "SELECT id FROM stream_head WHERE stream = ?", stream)}
        passed = {one for end in ends for one, _ in leading_to(session, [end]) if one != end}
        driver.exec_driver_sql(f"DELETE FROM stream_head WHERE id IN ({_THESE})", (json.dumps(sorted(ends & passed)),))
