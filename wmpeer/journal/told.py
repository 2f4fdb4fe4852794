"""What a person was told already on this laptop: news is news once, also over the end of the program."""

from __future__ import annotations

import json
from collections.abc import Iterable

from wmpeer.journal.workspace import Workspace
from wmpeer.store.plain import Reads, rows

_KEPT = 400


def told(reads: Reads, person: str) -> frozenset[str]:
    """What *person* (an id) was told, as `tell` was given it."""
    found = rows(reads, "SELECT value FROM local WHERE key = ?", f"told/{person}")
    return frozenset(json.loads(found[0][0])) if found else frozenset()


def tell(workspace: Workspace, person: str, what: Iterable[str]) -> None:
    """Remember that *person* was told; the oldest are forgotten in the end."""
    known = workspace.glance(lambda reads: rows(reads, "SELECT value FROM local WHERE key = ?", f"told/{person}"))
    every = list(dict.fromkeys([*(json.loads(known[0][0]) if known else ()), *what]))[-_KEPT:]
    with workspace.file.writing() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO local(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            (f"told/{person}", json.dumps(every)),
        )
