"""The tables of a new workspace, and what says that a file is one."""

from __future__ import annotations

from sqlalchemy.orm import Session

import wmpeer.models  # imports every module that has tables  # noqa: F401
from wmpeer.models.base import Base
from wmpeer.store.connect import APPLICATION, FORMAT, Connection


def mark(connection: Connection) -> None:
    """Write into a new file that it is a workspace, and of which layout."""
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")


def make_tables(session: Session) -> None:
    """All tables, indexes, triggers and full-text tables of this version."""
    Base.metadata.create_all(session.connection())
