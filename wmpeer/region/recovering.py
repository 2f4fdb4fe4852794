"""Opening a workspace whose passphrases or keys are lost, with its printed recovery key."""

from __future__ import annotations

import secrets
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.models.records import Person
from wmpeer.progress import Progress, silent
from wmpeer.store.file import WorkspaceFile

_IN_BETWEEN = "recovery"


def recover(path: Path, recovery_key: str, new_passphrase: str, *, progress: Progress = silent, program: str = "wmpeer") -> Workspace:
    """Open the workspace at *path* with its recovery key and give its first coordinator *new_passphrase*.

    Raises:
        WmpeerError: the key is mistyped or another file's, the file is open elsewhere or damaged.
    """
    file = WorkspaceFile.open_with_recovery_key(
        path, recovery_key, secrets.token_urlsafe(32), slot=_IN_BETWEEN, progress=progress, program=program
    )
    try:
        with file.reading() as session:
            coordinator = _first_coordinator(session)
        if coordinator in file.people():
            file.remove_slot(coordinator)
        file.add_slot(coordinator, new_passphrase)
        file.remove_slot(_IN_BETWEEN)
    finally:
        file.close()
    return open_workspace(path, new_passphrase, progress=progress, program=program)


def _first_coordinator(session: Session) -> str:
    asked = select(Person.entity).where(Person.role == "coordinator", ~Person.withdrawn).order_by(Person.made_at, Person.entity)
    return session.scalars(asked).first() or _IN_BETWEEN
