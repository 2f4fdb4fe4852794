"""The workspace file: one SQLCipher file, opened by a person's passphrase."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, closing
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from wmpeer.clock import now
from wmpeer.progress import Progress, going_on, silent
from wmpeer.store import erasing, faults, keyfile, keys, laptop_key, opening, recovery, rekeying
from wmpeer.store.aside import moved_aside, sides
from wmpeer.store.backup import EVERY, Backup, backups_of, delete_backup, finish_restoring, restored, take_backup
from wmpeer.store.check import damage_in
from wmpeer.store.connect import assert_library, dbapi, keyed, mark
from wmpeer.store.connections import Connections, Kept
from wmpeer.store.errors import (
    EmptyPassphraseError,
    FolderReadOnlyError,
    NoWorkspaceError,
    RecoveryKeyOfAnotherFileError,
    WorkspaceThereAlreadyError,
)
from wmpeer.store.holders import Holders
from wmpeer.store.keys import STANDARD, Cost, DataKey, Keys
from wmpeer.store.lock import WindowLock
from wmpeer.store.places import refuse_place
from wmpeer.store.plain import Snapshot

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class WorkspaceFile(Holders):
    """An open workspace, made by `create` or one of the `open`s; one window at a time. `slot` is the person whose key opened it."""

    def __init__(self, path: Path, slot: str, key: DataKey, held: Keys, lock: WindowLock, *, changed: bool = False) -> None:
        path = path.absolute()  # somebody may change the working folder
        super().__init__(path, slot, key, held)
        self._lock, self._backup_turn = lock, threading.Lock()
        self._connections = Connections(path, key, suspect=lambda: opening.suspect_mark(path).touch())
        backups = self.backups()
        self._backed_up_at = backups[0].taken_at if backups else now()
        self._backed_up_commits = -1 if changed or not backups else 0
        self._open = True

    @classmethod
    def create(
        cls,
        path: Path,
        passphrase: str,
        *,
        slot: str,
        progress: Progress = silent,
        program: str = "wmpeer",
        cost: Cost = STANDARD,
        local: Mapping[str, str] | None = None,
    ) -> tuple[WorkspaceFile, str]:
        """A new workspace whose first passphrase is *slot*'s (a person's id), and its recovery key, to be printed and typed back.

        *local* is what it knows of itself from the moment it is there.

        Raises:
            WorkspaceThereAlreadyError, EmptyPassphraseError, FolderReadOnlyError, DiskFullError, and what `refuse_place` raises.
        """
        assert_library()
        refuse_place(path.parent)
        if not passphrase.strip():
            raise EmptyPassphraseError
        lock = _locked(path, program)
        made = (path, *sides(path), *keyfile.copies(path))
        if any(one.exists() for one in made):
            lock.release()
            raise WorkspaceThereAlreadyError(name=path.name)
        try:
            progress(0, 2, "Making the key")
            key = DataKey.random()
            held = keys.add_person(Keys.fresh(key), key, slot, passphrase, cost)
            progress(1, 2, "Making the workspace")
            keyfile.save_keys(path, held)
            _begin(path, key, held)
            file = cls(path, slot, key, held, lock)
        except BaseException:
            _unmake(made, lock)
            raise
        try:
            from wmpeer.store.tables import make_tables  # every table there is: only who makes a workspace needs them

            with file.writing() as session:
                make_tables(session)
                for known in (local or {}).items():
                    session.connection().exec_driver_sql("INSERT INTO local(key, value) VALUES(?, ?)", known)
        except BaseException:
            file._connections.close()
            _unmake(made, lock)
            raise
        return file, recovery.spell(key.reveal())

    @classmethod
    def open(
        cls, path: Path, passphrase: str, *, person: str | None = None, progress: Progress = silent, program: str = "wmpeer"
    ) -> WorkspaceFile:
        """Open with a passphrase; only *person*'s is tried where one is named.

        Raises:
            NoWorkspaceError, WorkspaceInUseError, WrongPassphraseError, and what `load_keys`, `refuse_place` and `make_ready` raise.
        """

        def unlock(held: Keys) -> tuple[DataKey, str]:
            key, slot = keys.unlock(held, passphrase, name=path.name, person=person)
            return key, slot.person

        return cls._opened(path, unlock, progress, program)

    @classmethod
    def open_here(cls, path: Path, *, progress: Progress = silent, program: str = "wmpeer") -> WorkspaceFile:
        """Open with what this laptop's own key store remembers.

        Raises:
            KeyringEmptyError: it remembers nothing for this workspace; ask for the passphrase. And what `open` raises.
        """

        def unlock(held: Keys) -> tuple[DataKey, str]:
            key, slot = laptop_key.unlock_here(held, name=path.name)
            return key, slot.person

        return cls._opened(path, unlock, progress, program)

    @classmethod
    def open_with_recovery_key(
        cls,
        path: Path,
        typed: str,
        new_passphrase: str,
        *,
        slot: str,
        progress: Progress = silent,
        program: str = "wmpeer",
        cost: Cost = STANDARD,
    ) -> WorkspaceFile:
        """Open with the printed recovery key alone, with or without the .keys, and give *slot* (a person's id) a new passphrase.

        Raises:
            RecoveryKeyMistypedError, RecoveryKeyLengthError, RecoveryKeyOfAnotherFileError, and what `open` raises.
        """
        key = DataKey(recovery.read_back(typed))
        if not new_passphrase.strip():
            raise EmptyPassphraseError

        def unlock(held: Keys) -> tuple[DataKey, str]:
            if held.check != key.check():
                raise RecoveryKeyOfAnotherFileError(name=path.name)
            return key, slot

        file = cls._opened(path, unlock, progress, program, lambda: opening.keys_for_recovery(path, key))
        try:
            file.add_slot(slot, new_passphrase, cost=cost)
        except BaseException:
            file.close()
            raise
        return file

    @classmethod
    def _opened(
        cls, path: Path, unlock: Callable[[Keys], tuple[DataKey, str]], progress: Progress, program: str,
        keys_of: Callable[[], Keys] | None = None,
    ) -> WorkspaceFile:  # fmt: skip
        assert_library()
        if not any(os.path.isfile(one) for one in (path, restored(path))):  # noqa: PTH113  False too where the folder may not be looked into
            raise NoWorkspaceError(name=path.name)
        refuse_place(path.parent)
        lock = _locked(path, program)
        try:
            progress(0, 2, "Opening")
            finish_restoring(path)
            held = keys_of() if keys_of else keyfile.load_keys(path)
            key, slot, held = rekeying.settled(path, (*unlock(held), held), unlock, progress)
            progress(1, 2, "Opening")
            unclean = opening.make_ready(path, key, held, progress)
            file = cls(path, slot, key, held, lock, changed=unclean)
            file._connections.try_writing()
            return file
        except BaseException:
            lock.release()
            raise

    def reading(self) -> AbstractContextManager[Session]:
        """A session on a snapshot; it never waits for a writer and cannot write."""
        return self._connections.reading()

    def glancing(self) -> AbstractContextManager[Snapshot]:
        """A snapshot for questions in plain SQL (`wmpeer.store.plain`)."""
        return self._connections.glancing()

    def writing(self, kept: Kept | None = None) -> AbstractContextManager[Session]:
        """A session in one transaction, kept whole at the end of the block or not at all (see `Connections.writing` for *kept*)."""
        return self._connections.writing(kept)

    def renew_key(self, passphrase: str, *, progress: Progress = silent, cost: Cost = STANDARD) -> str:
        """Close the file and give it another data key: no passphrase opens it but *passphrase*, of the person who opened it, and no
        recovery key but the one returned.

        Raises:
            WrongPassphraseError: nothing was changed, and the file is still open. FileNotWrittenError, DiskFullError, DiskFaultError.
        """
        with self._keys_turn, self._backup_turn:
            key, fresh = self._prepared(passphrase, cost)
            self._end()
            try:
                rekeying.change_key(self.path, self._key, key, fresh, progress)
                rekeying.forget_waiting(self.path)
            finally:
                self._lock.release()
        return recovery.spell(key.reveal())

    def erase(self, passphrase: str, leaving: Mapping[str, str], *, progress: Progress = silent, cost: Cost = STANDARD) -> str:
        """Delete everything but *leaving* (kept in `local`), with the backups and all that was moved aside, and close the file.

        It opens with *passphrase*, of the person who opened it, and the recovery key returned, and with nothing else. Until the deleting
        is kept *progress* may stop it and nothing is changed; from then on the next opening finishes what was torn away.

        Raises:
            WrongPassphraseError, FileNotWrittenError, DiskFullError, DiskFaultError, StoppedError: nothing was changed.
        """
        with self._keys_turn, self._backup_turn:
            key, fresh = self._prepared(passphrase, cost)
            try:
                with self._connections.alone() as connection:
                    erasing.empty(connection, leaving, progress)
            except dbapi.Error as error:
                raise faults.sentence_for(error, self.path) or error from error
            self._end()
            try:
                erasing.clear(self.path, self._key, going_on(progress))
                rekeying.change_key(self.path, self._key, key, fresh, going_on(progress))
                erasing.end(self.path, key)
                rekeying.forget_waiting(self.path)
                laptop_key.forget_all(self._keys)
            finally:
                self._lock.release()
        return recovery.spell(key.reveal())

    def _prepared(self, passphrase: str, cost: Cost) -> tuple[DataKey, Keys]:
        self.refuse_wrong(passphrase)
        return rekeying.prepare(self.path, self._keys, self.slot, passphrase, cost)

    def unmake(self) -> None:
        """Take away the file that was made a moment ago, with its keys: what it was made for did not come about."""
        self._end()
        _unmake((self.path, *sides(self.path), *keyfile.copies(self.path)), self._lock)

    def _end(self) -> None:
        self._open = False
        self._connections.close()

    def backups(self) -> tuple[Backup, ...]:
        """The backups of this workspace, newest first."""
        return backups_of(self.path)

    def backup(self, progress: Progress = silent) -> Path:
        """A verified copy, now. Writers need not wait.

        Raises:
            BackupFailedError: nothing was left behind.
        """
        with self._backup_turn:
            commits = self._connections.commits
            path = take_backup(self.path, self._key, self._keys, progress)
            self._backed_up_commits, self._backed_up_at = commits, now()
        return path

    def backup_if_due(self, at: datetime, every: timedelta = EVERY) -> Path | None:
        """A backup, if something was written since the last one and that was long enough ago."""
        if not self.changed_since_backup or at - self._backed_up_at < every:
            return None
        return self.backup()

    @property
    def last_backup_at(self) -> datetime | None:
        """When the newest backup was taken (UTC), or None."""
        backups = self.backups()
        return backups[0].taken_at if backups else None

    @property
    def changed_since_backup(self) -> bool:
        """Whether something was kept that is in no backup."""
        return self._connections.commits != self._backed_up_commits

    def integrity(self, progress: Progress = silent) -> tuple[str, ...]:
        """What is wrong with the file from end to end, in SQLite's words; empty where it is sound.

        Damage is dealt with at the next start.
        """
        with self._connections.alone() as connection:
            damage = damage_in(connection, progress)
        if damage:
            opening.suspect_mark(self.path).touch()
        return damage

    def scrub(self, *, backups: bool = False, progress: Progress = silent) -> None:
        """Leave no trace of what was deleted: full-text tables are merged, the file is written anew and the WAL emptied.

        With *backups* the older backups go too, after a new one has been made, and all that was ever moved aside: only for erasing.
        """
        progress(0, 3, "Writing the workspace anew")
        with self._connections.alone() as connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'").fetchall():
                connection.execute(f"INSERT INTO {name}({name}) VALUES('optimize')")
            connection.execute("VACUUM")
            progress(1, 3, "Emptying the journal file")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if backups:
            progress(2, 3, "Replacing the backups")
            fresh = self.backup()
            for old in self.backups():
                if old.path != fresh:
                    delete_backup(old.path)
            for aside in moved_aside(self.path):
                aside.unlink(missing_ok=True)
        progress(3, 3, "Done")

    def close(self, progress: Progress = silent) -> None:
        """Back up what changed, then close; doing so twice does no harm.

        Raises:
            BackupFailedError: the workspace is closed and whole, but there is no backup of the last changes.
        """
        if not self._open:
            return
        self._open = False
        try:
            if self.changed_since_backup:
                self.backup(progress)
        finally:
            self._connections.close()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _locked(path: Path, program: str) -> WindowLock:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderReadOnlyError(folder=str(path.parent)) from error
    return WindowLock(path, program)


def _unmake(made: tuple[Path, ...], lock: WindowLock) -> None:
    """Take away what was made a moment ago, by us, and is empty."""
    for one in made:
        one.unlink(missing_ok=True)
    lock.release()


def _begin(path: Path, key: DataKey, held: Keys) -> None:
    try:
        with closing(keyed(path, key, salt=held.file_salt)) as connection:
            mark(connection)
        path.chmod(0o600)
    except dbapi.Error as error:
        raise faults.sentence_for(error, path) or error from error
