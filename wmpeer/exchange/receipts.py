"""Receipts: what was taken in, and taking it back. Nothing is removed: it is hidden here, and shown when the pack is taken again."""

from __future__ import annotations

import json

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.clock import day_in_words
from wmpeer.exchange.act_errors import AlreadyTakenBackError, BuiltUponError, NoSuchReceiptError
from wmpeer.exchange.records import ReceiptLine
from wmpeer.journal.arriving import plan_arrival, write_arrival
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.store.plain import Reads, rows

TAKE_BACK = "Take back a pack"
_RECEIPTS = (
    "SELECT r.id, r.pack, r.sender, r.person, r.taken_at, r.counts, iif(t.hidden, t.changed_at, '') FROM receipt r"
    " LEFT JOIN take_back t ON t.entity = r.id ORDER BY r.taken_at, r.rowid"
)
_BROUGHT = "SELECT DISTINCT revision FROM brought WHERE revision IN (SELECT value FROM json_each(?))"
_ALONE = (
    "SELECT b.revision FROM brought b JOIN revision r ON r.id = b.revision AND r.shelf <> 'office'"
    " WHERE b.receipt = ? AND NOT EXISTS (SELECT 1 FROM brought o WHERE o.revision = b.revision"
    " AND o.receipt <> b.receipt AND NOT EXISTS (SELECT 1 FROM take_back t WHERE t.entity = o.receipt AND t.hidden))"
)


def receipts(reads: Reads) -> tuple[ReceiptLine, ...]:
    """The packs that were taken in, the oldest first."""
    return tuple(_line(*row) for row in rows(reads, _RECEIPTS))


def take_back(workspace: Workspace, receipt: str, *, even_so: bool = False) -> Changed:
    """Hide what the pack of *receipt* (its id, or the first eight characters of it and more) brought, and no other one brought.

    Who there is and what they may do stays known: whatever is written from now on rests on it, and is judged by it on every other laptop.

    Raises:
        NoSuchReceiptError, AlreadyTakenBackError.
        BuiltUponError: what was written here rests on it, and *even_so* was not said.
    """
    with workspace.write(TAKE_BACK) as journal:
        session = journal.session
        line = _find(session, receipt)
        if line.taken_back_at:
            raise AlreadyTakenBackError(on=day_in_words(line.taken_back_at[:10]))
        arrival = plan_arrival(session, hide={row[0]: line.id for row in rows(session, _ALONE, line.id)})
        upon = _written_here(session, arrival.stopped)
        if upon and not even_so:
            raise BuiltUponError(what=_in_words(upon))
        write_arrival(session, arrival)
        journal.keep("take_back", {"hidden": True}, entity=line.id)
    return journal.changed


def _find(session: Session, receipt: str) -> ReceiptLine:
    found = [line for line in receipts(session) if line.id == receipt or (len(receipt) >= 8 and line.id.startswith(receipt))]
    if len(found) != 1:
        raise NoSuchReceiptError
    return found[0]


def _written_here(session: Session, stopped: tuple[RevisionLine, ...]) -> list[RevisionLine]:
    """Those that no pack brought."""
    ids = json.dumps([line.id for line in stopped])
    brought = {row[0] for row in rows(session, _BROUGHT, ids)}
    return [line for line in stopped if line.id not in brought]


def _in_words(lines: list[RevisionLine]) -> str:
    """How many records, and of which kinds."""
    kinds: dict[str, set[str]] = {}
    for line in lines:
        kinds.setdefault(line.kind.replace("_", " "), set()).add(line.entity)
    return ", ".join(f"{len(several)} {kind}{'' if len(several) == 1 else 's'}" for kind, several in sorted(kinds.items()))


def _line(receipt: str, pack: str, sender: str, person: str, taken_at: str, counts: str, taken_back_at: str) -> ReceiptLine:
    said = json.loads(counts)
    new, changed, waiting = (int(said.get(name, 0)) for name in ("new", "changed", "waiting"))
    kinds = tuple(sorted((str(kind), int(count)) for kind, count in said.get("kinds", {}).items()))
    return ReceiptLine(receipt, pack, sender, person, taken_at, new, changed, waiting, taken_back_at, kinds)
