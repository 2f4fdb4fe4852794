"""History, the digest that two laptops share, and what waits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.journal.counting import REFUSED
from wmpeer.journal.held import STANDS, missing_here, present, waiting_here
from wmpeer.journal.misfit import JournalBrokenError, first_misfit, journal_faults
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.rows import line_of
from wmpeer.journal.shelves import STAYS
from wmpeer.models.journal import Revision
from wmpeer.store.plain import rows

_STAYS = ", ".join(f"'{shelf}'" for shelf in sorted(STAYS))
_VISIBLE = f"SELECT r.id FROM revision r WHERE r.shelf NOT IN ({_STAYS}) AND {STANDS}"


def revision_lines(session: Session, entity: str | None = None) -> tuple[RevisionLine, ...]:
    """Every revision, oldest first as they arrived here; of one record where *entity* is given."""
    asked = select(Revision).order_by(Revision.arrived)
    if entity:
        asked = asked.where(Revision.entity == entity)
    return tuple(line_of(row) for row in session.scalars(asked))


def state_hash(session: Session) -> str:
    """A digest that two laptops share when the same revisions count on both, whatever their order of arrival. What leaves no laptop, as
    private notes, is not in it, nor what waits, was taken back, or was written on a laptop after it was lost."""
    return digest(visible(session))


def visible(session: Session) -> frozenset[str]:
    """The ids of the revisions that count here and that another laptop can have too."""
    return frozenset(revision for (revision,) in rows(session, _VISIBLE))


def digest(ids: Iterable[str]) -> str:
    """The digest of revisions (ids), in whatever order they are named."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A record of which something waits: how many of its revisions, and how many others they wait for that are not here.

    `refused` says that one of them may not stand: when what it had waited for came, its writer turned out to have had no right to it.
    """

    kind: str
    entity: str
    authority: str | None
    author: str
    revisions: int
    missing: int
    refused: bool = False


def waiting_lines(session: Session) -> tuple[WaitingLine, ...]:
    """What waits here, in the order in which it came. What nobody had the right to write waits for nothing, and counts as missing none."""
    lines, missing = waiting_here(session), missing_here(session)
    absent = {one for names in missing.values() for one in names} - {REFUSED}
    absent -= present(session, absent)
    records: dict[tuple[str, str], list[RevisionLine]] = {}
    for line in lines:
        records.setdefault((line.kind, line.entity), []).append(line)
    waits = {record: {one for line in own for one in missing[line.id] & absent} for record, own in records.items()}
    return tuple(
        WaitingLine(
            kind, entity, own[0].authority, own[0].author, len(own), len(waits[kind, entity]),
            any(REFUSED in missing[line.id] for line in own),
        )
        for (kind, entity), own in records.items()
    )


__all__ = [
    "JournalBrokenError", "WaitingLine", "digest", "first_misfit", "journal_faults", "revision_lines", "state_hash", "visible",
    "waiting_lines",
]  # fmt: skip
