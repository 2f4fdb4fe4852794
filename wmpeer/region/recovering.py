"""Opening a workspace whose passphrases or keys are lost, with its printed recovery key."""

from __future__ import annotations

import secrets
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.models.journal import Local, Revision
from wmpeer.models.records import Person
from wmpeer.progress import Progress, silent
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keyfile import load_keys
from wmpeer.store.keys import unlock

_IN_BETWEEN = "recovery"


def recover(path: Path, recovery_key: str, new_passphrase: str, *, progress: Progress = silent, program: str = "wmpeer") -> Workspace:
    """Open the workspace at *path* with its recovery key and give whoever it belongs to (first of all its coordinator) *new_passphrase*.

    Raises:
        WmpeerError: the key is mistyped or another file's, the file is open elsewhere or damaged.
    """
    file = WorkspaceFile.open_with_recovery_key(
        path, recovery_key, secrets.token_urlsafe(32), slot=_IN_BETWEEN, progress=progress, program=program
    )
    try:
        with file.reading() as session:
            coordinator = _whose_file(session, tuple(one for one in file.people() if one != _IN_BETWEEN))
        if coordinator in file.people():
            file.remove_slot(coordinator)
        file.add_slot(coordinator, new_passphrase)
        file.remove_slot(_IN_BETWEEN)
    finally:
        file.close()
    return open_workspace(path, new_passphrase, progress=progress, program=program)


def shown_recovery_key(workspace: Workspace, passphrase: str) -> str:
    """The recovery key of the open workspace, to be printed again, for whoever knows their own passphrase.

    Raises:
        WrongPassphraseError: it is not the passphrase of the person at work.
    """
    path = workspace.file.path
    unlock(load_keys(path), passphrase, name=path.name, person=workspace.file.slot)
    return workspace.file.recovery_key()


def _whose_file(session: Session, holders: tuple[str, ...]) -> str:
    """A coordinator who had a passphrase, else anybody who had one, else whoever began to record here, else the first coordinator."""
    asked = select(Person.entity).where(Person.role == "coordinator", ~Person.withdrawn).order_by(Person.made_at, Person.entity)
    coordinators = session.scalars(asked).all()
    here = session.scalar(select(Local.value).where(Local.key == "device")) or "?"
    began = session.scalars(select(Revision.recorded_by).where(Revision.device.startswith(here)).order_by(Revision.arrived)).first()
    likely = (*(one for one in coordinators if one in holders), *holders, *([began] if began else []), *coordinators)
    if not likely:
        raise LookupError("nobody ever recorded anything in this file")
    return likely[0]
