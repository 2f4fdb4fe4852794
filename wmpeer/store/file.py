"""The workspace file: one SQLCipher file, opened by a person's passphrase."""

from __future__ import annotations

import uuid
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy.orm import Session

from wmpeer.progress import Progress, silent
from wmpeer.store import keyfile, recovery
from wmpeer.store.connect import assert_library, connect, keyed
from wmpeer.store.connections import Connections, Kept
from wmpeer.store.errors import NoWorkspaceError, WorkspaceThereAlreadyError
from wmpeer.store.keys import STANDARD, Cost, DataKey, Keys, add_person, unlock
from wmpeer.store.lock import WindowLock
from wmpeer.store.tables import make_tables, mark


class WorkspaceFile:
    """An open workspace. Made by `create` or `open`; one window at a time."""

    def __init__(self, path: Path, slot: str, key: DataKey, keys: Keys, lock: WindowLock) -> None:
        self.path = path
        self.slot = slot
        self._key, self._keys, self._lock = key, keys, lock
        self._connections = Connections(path, key)

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
    ) -> tuple[WorkspaceFile, str]:
        """A new workspace whose first passphrase is *slot*'s (a person's id), and its recovery key, to be printed.

        Raises:
            WorkspaceThereAlreadyError, EmptyPassphraseError, FolderReadOnlyError, and what `refuse_place` raises.
        """
        assert_library()
        if path.exists() or any(copy.exists() for copy in keyfile.copies(path)):
            raise WorkspaceThereAlreadyError(name=path.name)
        key = DataKey.random()
        keys = add_person(Keys(uuid.uuid4().hex, uuid.uuid4().hex, 0, ()), key, slot, passphrase, cost)
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = WindowLock(path, program)
        keyfile.save_keys(path, keys)
        connection = keyed(path, key, salt=keys.file_salt)
        mark(connection)
        connection.close()
        file = cls(path, slot, key, keys, lock)
        with file.writing() as session:
            make_tables(session)
        return file, recovery.spell(key.reveal())

    @classmethod
    def open(
        cls, path: Path, passphrase: str, *, person: str | None = None, progress: Progress = silent, program: str = "wmpeer"
    ) -> WorkspaceFile:
        """Open a workspace with a person's passphrase; `slot` then says whose it was."""
        assert_library()
        if not path.is_file():
            raise NoWorkspaceError(name=path.name)
        lock = WindowLock(path, program)
        try:
            keys = keyfile.load_keys(path)
            key, slot = unlock(keys, passphrase, name=path.name, person=person)
            connect(path, key).close()
        except BaseException:
            lock.release()
            raise
        return cls(path, slot.person, key, keys, lock)

    def reading(self) -> AbstractContextManager[Session]:
        """A session on a snapshot; it never waits for a writer and cannot write."""
        return self._connections.reading()

    def writing(self, kept: Kept | None = None) -> AbstractContextManager[Session]:
        """A session in one transaction, kept whole at the end of the block or not at all (see `Connections.writing` for *kept*)."""
        return self._connections.writing(kept)

    def close(self) -> None:
        """Close; doing so twice does no harm."""
        self._connections.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
