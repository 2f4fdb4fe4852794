"""SQLAlchemy's side of an open workspace: fetched when it is first needed, which is after the first screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection as Link
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from wmpeer.store.connect import Connection, connect, dbapi
from wmpeer.store.keys import DataKey

READERS, READERS_AT_MOST = 3, 12


class Pools:
    """The connections that sessions stand on: a few that read, one that writes."""

    def __init__(self, path: Path, key: DataKey) -> None:
        self._readers = _engine(lambda: connect(path, key, query_only=True), "BEGIN", READERS, READERS_AT_MOST)
        self._writer = _engine(lambda: connect(path, key), "BEGIN IMMEDIATE", 1, 1)

    def to_read(self) -> Session:
        """A session on a snapshot."""
        return Session(self._readers)

    def to_write(self) -> Session:
        """A session that is alone in writing."""
        return Session(self._writer, expire_on_commit=False)

    def close(self) -> None:
        """Close what is idle; who asks again gets a fresh connection."""
        self._writer.dispose()
        self._readers.dispose()


def _engine(creator: Callable[[], Connection], begin: str, size: int, at_most: int) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=creator,
        module=dbapi,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=at_most - size,
        hide_parameters=True,  # what people write must not reach a log
    )

    @event.listens_for(engine, "begin")
    def _begin(link: Link) -> None:
        link.exec_driver_sql(begin)  # the driver's own BEGIN is lazy, and never IMMEDIATE

    return engine
