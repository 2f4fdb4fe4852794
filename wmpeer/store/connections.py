"""The connections of one open workspace: one that writes, a few that read."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from wmpeer.store import faults
from wmpeer.store.connect import Connection, connect, dbapi
from wmpeer.store.errors import DamageFoundError, DiskFaultError, DiskFullError, WorkspaceClosedError, WriteUncertainError
from wmpeer.store.keys import DataKey
from wmpeer.store.plain import Snapshot

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from wmpeer.store.pools import Pools

GLANCERS = 3
"""How many connections wait for the next question in plain SQL."""
PATIENCE_SECONDS = 10.0

Kept: TypeAlias = "Callable[[Session], bool]"
"""Whether what was being written is there: asked on a fresh connection after the disk reported a fault at COMMIT."""


class Connections:
    """Reading snapshots and one writer at a time, in this process and among processes."""

    def __init__(self, path: Path, key: DataKey, suspect: Callable[[], None]) -> None:
        """*suspect* is called where damage is met, so that the next start looks for it."""
        self._path, self._key, self._suspect = path, key, suspect
        self._turn = threading.Lock()
        self._writing_thread: int | None = None
        self._readers = 0
        self._readers_left = threading.Condition()
        self._closed = False
        self.commits = 0
        self._glancers: list[Connection] = []
        self._making_pools = threading.Lock()
        self._made_pools: Pools | None = None

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A snapshot: what is written meanwhile is not seen, and nobody waits.

        Raises:
            WorkspaceClosedError, DamageFoundError, DiskFaultError.
        """
        self._enter()
        try:
            with self._told(ignoring=faults.READONLY), self._pools().to_read() as session:
                yield session
        finally:
            self._leave()

    @contextlib.contextmanager
    def glancing(self) -> Iterator[Snapshot]:
        """A snapshot for questions in plain SQL, which needs no mapper. It raises what `reading` raises."""
        self._enter()
        try:
            with self._told(ignoring=faults.READONLY):
                connection = self._glancer()
                try:
                    connection.execute("BEGIN")
                    yield Snapshot(connection)
                    connection.execute("ROLLBACK")
                except BaseException:
                    connection.close()
                    raise
                self._keep_glancer(connection)
        finally:
            self._leave()

    @contextlib.contextmanager
    def writing(self, kept: Kept | None = None) -> Iterator[Session]:
        """``BEGIN IMMEDIATE`` ... ``COMMIT``: kept whole when the block has ended, or not at all. Others wait their turn.

        SQLite can report a fault at COMMIT although the edit is durable, so after one everything is closed and opened again and *kept*
        is asked: if it says yes, the block ends as if nothing had happened.

        Raises:
            WorkspaceBusyError: another process writes.
            DiskFullError, DiskFaultError, FolderReadOnlyError: it was not saved.
            WriteUncertainError: the disk reported a fault at COMMIT and there was no *kept* to ask, or it could not be asked.
        """
        with self._my_turn(), self._pools().to_write() as session:
            try:
                with self._told():
                    before = _changes(session)
                    yield session
                    session.flush()
                    changed = _changes(session) != before
                self._commit(session, kept)
            except BaseException:
                with contextlib.suppress(dbapi.Error):
                    session.rollback()
                raise
            self.commits += changed

    @contextlib.contextmanager
    def alone(self) -> Iterator[Connection]:
        """A bare connection for what knows no transaction (VACUUM), while nobody writes."""
        with self._my_turn():
            connection = connect(self._path, self._key)
            try:
                with self._told():
                    yield connection
            finally:
                connection.close()

    def try_writing(self) -> None:
        """Begin an edit and take it back: the settings are made and read back now, and not in the middle of work.

        Raises what `writing` raises.
        """
        with self.alone() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")

    def reopen(self) -> None:
        """Close what is idle and begin with fresh connections."""
        with self._making_pools:
            if self._made_pools is not None:
                self._made_pools.close()
        with self._readers_left:
            idle, self._glancers = self._glancers, []
        for connection in idle:
            connection.close()

    def close(self) -> None:
        """Wait for the writer and, for a while, for the readers; then close. The last connection empties the WAL."""
        self._not_inside()
        with self._turn:
            with self._readers_left:
                self._closed = True
                self._readers_left.wait_for(lambda: self._readers == 0, timeout=PATIENCE_SECONDS)
            self.reopen()

    def _commit(self, session: Session, kept: Kept | None) -> None:
        try:
            session.commit()
        except Exception as error:
            told = faults.sentence_for(error, self._path)
            if not isinstance(told, DiskFaultError | DiskFullError):
                if told is None:
                    raise
                raise told from error
            with contextlib.suppress(dbapi.Error):
                session.rollback()
            session.close()
            self._begin_afresh()
            if kept is None:
                raise WriteUncertainError from error
            if not self._asked(kept, error):
                raise told from error

    def _begin_afresh(self) -> None:
        """Close, and empty the WAL, so that what was not kept cannot come back out of it."""
        self.reopen()
        with contextlib.suppress(dbapi.Error), contextlib.closing(connect(self._path, self._key)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _asked(self, kept: Kept, error: Exception) -> bool:
        try:
            with self._pools().to_read() as session:
                return kept(session)
        except Exception as again:
            raise WriteUncertainError from ExceptionGroup("the commit, and the look whether it is there", [error, again])

    def _pools(self) -> Pools:
        with self._making_pools:
            if self._made_pools is None:
                from wmpeer.store.pools import Pools  # SQLAlchemy is much to fetch, and the first screen can do without

                self._made_pools = Pools(self._path, self._key)
            return self._made_pools

    def _glancer(self) -> Connection:
        with self._readers_left:
            if self._glancers:
                return self._glancers.pop()
        return connect(self._path, self._key, query_only=True)

    def _keep_glancer(self, connection: Connection) -> None:
        with self._readers_left:
            if len(self._glancers) < GLANCERS:
                self._glancers.append(connection)
                return
        connection.close()

    @contextlib.contextmanager
    def _told(self, ignoring: int = -1) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            told = faults.sentence_for(error, self._path)
            if told is None or faults.primary_code(error) == ignoring:
                raise
            if isinstance(told, DamageFoundError):
                with contextlib.suppress(OSError):
                    self._suspect()
            raise told from error

    @contextlib.contextmanager
    def _my_turn(self) -> Iterator[None]:
        self._not_inside()
        with self._turn:
            if self._closed:
                raise WorkspaceClosedError
            self._writing_thread = threading.get_ident()
            try:
                yield
            finally:
                self._writing_thread = None

    def _not_inside(self) -> None:
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("one edit is one transaction: nothing else waits for its turn inside writing()")

    def _enter(self) -> None:
        with self._readers_left:
            if self._closed:
                raise WorkspaceClosedError
            self._readers += 1

    def _leave(self) -> None:
        with self._readers_left:
            self._readers -= 1
            self._readers_left.notify_all()


def _changes(session: Session) -> int:
    """Rows changed on this connection so far; asking begins the transaction."""
    return int(session.connection().connection.driver_connection.total_changes)  # type: ignore[union-attr]
