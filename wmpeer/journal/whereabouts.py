"""Where a person last read, and how much of each document: in the workspace on this laptop. It is no record, so it is not journalled and
travels in no pack."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from wmpeer.journal.workspace import Workspace
from wmpeer.store.plain import Reads, rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a person was in one authority: the area, the document (SHA-256), and the place in each document that was read, by its
    SHA-256: the page from 1 (0 where there are no pages) and the offset in its text."""

    area: str = ""
    sha256: str = ""
    places: dict[str, tuple[int, int]] = field(default_factory=dict)


def keep_whereabouts(workspace: Workspace, authority: str, where: Whereabouts) -> None:
    """Remember where one is now; this authority is the one to begin with next time."""
    person, body = workspace.file.slot, {"area": where.area, "sha256": where.sha256, "places": where.places}
    with workspace.file.writing() as session:
        _write(session, f"place/{person}", authority)
        _write(session, f"place/{person}/{authority}", json.dumps(body))


def whereabouts(reads: Reads, person: str, authority: str) -> Whereabouts | None:
    """Where *person* (an id) last was in *authority* (an ONS code), or None where they have not been yet."""
    body = _read(reads, f"place/{person}/{authority}")
    if not isinstance(body, dict):
        return None
    places = {sha: (int(page), int(start)) for sha, (page, start) in dict(body.get("places", {})).items()}
    return Whereabouts(str(body.get("area", "")), str(body.get("sha256", "")), places)


def begins_with(reads: Reads, person: str) -> str:
    """The authority *person* begins with: the one they last read, else the first that is allocated to them; "" where there is none."""
    last = rows(reads, "SELECT value FROM local WHERE key = ?", f"place/{person}")
    if last:
        return str(last[0][0])
    given = rows(reads, "SELECT authority FROM allocation WHERE person = ? AND NOT withdrawn ORDER BY authority", person)
    return str(given[0][0] or "") if given else ""


def keep_seen(workspace: Workspace, sha256: str, units: Iterable[int]) -> None:
    """Remember which pages or passages of a document (from 0) were on view; those known before stay known."""
    person = workspace.file.slot
    with workspace.file.writing() as session:
        known = seen(session, person, [sha256]).get(sha256, frozenset())
        _write(session, f"seen/{person}/{sha256}", json.dumps(_runs(known | set(units))))


def seen(reads: Reads, person: str, shas: Sequence[str]) -> dict[str, frozenset[int]]:
    """Which pages or passages (from 0) of the documents *shas* a person has had on view on this laptop."""
    found = {sha: _read(reads, f"seen/{person}/{sha}") for sha in shas}
    return {
        sha: frozenset(unit for first, last in runs for unit in range(int(first), int(last) + 1))
        for sha, runs in found.items()
        if isinstance(runs, list)
    }


def _runs(units: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers as stretches, first and last: a document read to its end is one."""
    ordered = sorted(units)
    if not ordered:
        return []
    breaks = [(one, after) for one, after in pairwise(ordered) if after > one + 1]
    return list(zip((ordered[0], *(after for _, after in breaks)), (*(one for one, _ in breaks), ordered[-1]), strict=True))


def _write(session: Session, key: str, value: str) -> None:
    """In plain SQL, for the first screen reads here and has no mapper yet."""
    session.connection().exec_driver_sql("INSERT OR REPLACE INTO local(key, value) VALUES(?, ?)", (key, value))


def _read(reads: Reads, key: str) -> Any:
    found = rows(reads, "SELECT value FROM local WHERE key = ?", key)
    return json.loads(found[0][0]) if found else None
