"""What every recording action does first and last: who may, which finding is meant, what was kept."""

from __future__ import annotations

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.journal.workspace import Workspace
from wmpeer.journal.writing import Journal
from wmpeer.judging.errors import UnknownFindingError
from wmpeer.judging.records import Kept
from wmpeer.models import records as rows
from wmpeer.region.queries import refuse_own_authority


def kept(journal: Journal, entity: str) -> Kept:
    """The record of that id, and what was changed, if anything was."""
    return Kept(entity, (), journal.changed if journal.changed.revision else None)


def refuse_interested(journal: Journal, authority: str) -> None:
    """Neither whose words they are nor who writes them down has an interest in the authority.

    Raises:
        OwnAuthorityError
    """
    for person in dict.fromkeys((journal.author, journal.recorder)):
        refuse_own_authority(journal.session, person, authority)


def standing_finding(session: Session, finding: str) -> rows.Finding:
    """The row of a finding that nobody has taken back.

    Raises:
        UnknownFindingError
    """
    row = session.get(rows.Finding, finding)
    if row is None or row.withdrawn:
        raise UnknownFindingError
    return row


def standing_record(session: Session, record: str) -> rows.Finding | rows.Note:
    """The row of a finding or a private note, by its id, that nobody has taken back.

    Raises:
        UnknownFindingError
    """
    note = session.get(rows.Note, record)
    return note if note is not None and not note.withdrawn else standing_finding(session, record)


def for_author(workspace: Workspace, record: str) -> Workspace:
    """Who recorded a finding on somebody's behalf may go on recording for them; everybody else acts as themselves."""

    def whose(session: Session) -> tuple[str, str]:
        row = standing_record(session, record)
        return row.author, row.recorded_by

    author, recorder = workspace.read(whose)
    return workspace.on_behalf_of(author) if recorder == workspace.file.slot else workspace
