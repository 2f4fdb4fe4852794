"""The printed recovery key: opening with it what nothing else opens, showing it again, and replacing it."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.files import FileNotWrittenError
from wmpeer.journal.rights import refuse_but_coordinators
from wmpeer.journal.seats import was_invited
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.models.journal import Local, Revision
from wmpeer.models.records import Person
from wmpeer.progress import Progress, silent
from wmpeer.region.queries import names_of_people
from wmpeer.store.backup import delete_backup, restore
from wmpeer.store.errors import BackupFailedError, EmptyPassphraseError, LastKeyError
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keyfile import load_keys
from wmpeer.store.keys import unlock

_IN_BETWEEN = "recovery"


def recover(path: Path, recovery_key: str, new_passphrase: str, *, progress: Progress = silent, program: str = "wmpeer") -> Workspace:
    """Open the workspace at *path* with its recovery key and give whoever it belongs to (first of all its coordinator) *new_passphrase*.

    Raises:
        EmptyPassphraseError, PassphraseNotFreeError: whoever opened it opens it as before.
        WmpeerError: the key is mistyped or another file's, the file is open elsewhere or damaged.
    """
    if not new_passphrase.strip():
        raise EmptyPassphraseError
    file = WorkspaceFile.open_with_recovery_key(
        path, recovery_key, secrets.token_urlsafe(32), slot=_IN_BETWEEN, progress=progress, program=program
    )
    try:
        with file.reading() as session:
            whose = _whose_file(session, tuple(one for one in file.people() if one != _IN_BETWEEN))
        file.take_over(_IN_BETWEEN, whose, new_passphrase)
    except BaseException:
        with suppress(LastKeyError, FileNotWrittenError):  # where nobody else opens it, it is left, and opens for nobody
            file.remove_slot(_IN_BETWEEN)
        raise
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


@dataclass(frozen=True, slots=True)
class Renewed:
    """The workspace, open again, its new recovery key, and the names of those who need a passphrase given anew.

    `old_backups` are left that still open with the old key: the disk had no room for a new one to take their place.
    """

    workspace: Workspace
    recovery_key: str
    locked_out: tuple[str, ...]
    old_backups: int = 0

    @property
    def still_old(self) -> str:
        """What a person is told of the old backups, or nothing."""
        if not self.old_backups:
            return ""
        return (
            f"No new backup could be made, so {self.old_backups} that open with the old key {'was' if self.old_backups == 1 else 'were'} "
            "kept. Make room, take a backup, then delete the older ones."
        )


def renew_recovery_key(workspace: Workspace, passphrase: str, *, progress: Progress = silent, program: str = "wmpeer") -> Renewed:
    """Give *workspace* another key: the recovery keys printed until now stop working, and so do all passphrases but that of who asks.

    It is closed for it and opened again. Older backups open with the old key, so one new backup takes their place; what was moved aside
    stays as it is.

    Raises:
        NotYourPartError, WrongPassphraseError, BackupFailedError, DiskFullError, DiskFaultError: it opens as before.
    """
    file = workspace.file
    with file.reading() as session:
        if not was_invited(session):
            refuse_but_coordinators(session, file.slot)
        names = names_of_people(session)
    file.refuse_wrong(passphrase)
    others = tuple(names.get(one, one) for one in file.people() if one != file.slot)
    file.backup(progress)
    key = file.renew_key(passphrase, progress=progress)
    again = open_workspace(file.path, passphrase, progress=progress, program=program)
    try:
        fresh = again.file.backup(progress)
    except BackupFailedError:  # the key is another one by now, and who asked has to be told it
        return Renewed(again, key, others, len(again.file.backups()))
    for old in again.file.backups():
        if old.path != fresh:
            delete_backup(old.path)
    return Renewed(again, key, others)


def go_back(backup: Path, path: Path, passphrase: str, *, progress: Progress = silent) -> tuple[Workspace, Path | None]:
    """Put *backup* in the place of the closed workspace at *path* and open it; gives where what stood there was moved aside.

    Raises:
        WmpeerError: what `restore` and `open_workspace` raise.
    """
    aside = restore(backup, path, passphrase, progress=progress)
    return open_workspace(path, passphrase, progress=progress), aside


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
