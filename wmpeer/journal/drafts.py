"""What somebody is typing: kept within moments, offered after a crash, gone when the record is kept."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wmpeer.clock import iso, now
from wmpeer.journal.workspace import Workspace
from wmpeer.models.journal import Draft


@dataclass(frozen=True, slots=True)
class DraftLine:
    """Unfinished typing. `key` names its sort, its place and itself: "finding/E08000030/" or "view/E08000030/in-care/" and a name
    of its own (`draft_name`), so that no two share one. `changed_at` is a UTC moment."""

    key: str
    person: str
    body: dict[str, Any]
    changed_at: str


def draft_name() -> str:
    """A name that no other draft has: given when something is begun, and kept until it is kept or thrown away."""
    return uuid.uuid4().hex


def keep_draft(workspace: Workspace, key: str, body: dict[str, Any]) -> None:
    """Keep what is being typed at *key*."""
    with workspace.file.writing() as session:
        session.merge(Draft(key=key, person=workspace.actor.id, body=body, changed_at=iso(now())))


def throw_away_draft(workspace: Workspace, key: str) -> None:
    """Forget what was being typed at *key*."""
    with workspace.file.writing() as session:
        drop_draft(session, key, workspace.actor.id)


def drop_draft(session: Session, key: str, person: str) -> None:
    """Within the transaction that keeps the record, or when the typing is thrown away."""
    session.execute(delete(Draft).where(Draft.key == key, Draft.person == person))


def drafts(session: Session, person: str) -> tuple[DraftLine, ...]:
    """What *person* has not finished, newest first."""
    rows = session.scalars(select(Draft).where(Draft.person == person).order_by(Draft.changed_at.desc()))
    return tuple(DraftLine(row.key, row.person, dict(row.body), row.changed_at) for row in rows)
