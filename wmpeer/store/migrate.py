"""Bringing an older workspace up to this version: on a verified copy, which then takes its place."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import wmpeer.models.migrations
from wmpeer.models.migrations import REVISIONS
from wmpeer.progress import Progress, StoppedError, silent
from wmpeer.store import durable
from wmpeer.store.aside import sides
from wmpeer.store.backup import copy_verified, take_backup
from wmpeer.store.check import damage_in
from wmpeer.store.connect import APPLICATION, FORMAT, Connection, connect, dbapi, keyed
from wmpeer.store.errors import MigrationFailedError
from wmpeer.store.keyfile import copies
from wmpeer.store.keys import DataKey, Keys

if TYPE_CHECKING:
    from sqlalchemy import Connection as Link

SCRIPTS = Path(wmpeer.models.migrations.__file__).parent


@dataclass(frozen=True, slots=True)
class Age:
    """What a file says of itself: whose it is, its layout, the last migration it has seen ("" for none)."""

    application: int
    layout: int
    revision: str

    @property
    def is_workspace(self) -> bool:
        return self.application == APPLICATION

    @property
    def is_newer(self) -> bool:
        """Saved by a program that knew a layout or a step this one does not."""
        return self.layout > FORMAT or (self.revision not in REVISIONS and self.revision != "")

    @property
    def is_older(self) -> bool:
        return not self.is_newer and (self.layout < FORMAT or self.revision != REVISIONS[-1])


def age_of(path: Path, key: DataKey) -> Age:
    """What the closed file at *path* says of itself; no byte of it is changed.

    Raises:
        sqlcipher3.dbapi2.DatabaseError: the key does not fit, or the file is damaged.
    """
    with closing(keyed(path, key, read_only=True)) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        layout = connection.execute("PRAGMA user_version").fetchone()[0]
        known = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'alembic_version'").fetchone()[0]
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if known else None
    return Age(int(application), int(layout), str(row[0]) if row else "")


def migrate(path: Path, key: DataKey, keys: Keys, progress: Progress = silent) -> Path:
    """Bring the closed file at *path* up to `REVISIONS`; returns the backup that was made before.

    Raises:
        MigrationFailedError, BackupFailedError, StoppedError: the file is as it was.
    """
    backup = take_backup(path, key, keys, progress)
    copy = path.with_name(path.name + ".migrating")
    try:
        with closing(connect(path, key)) as source:
            copy_verified(source, copy, key, keys, progress)
        _bring_up(copy, key, progress)
        durable.flush(copy)
        _swap(copy, path, key)
    except StoppedError:
        raise
    except Exception as error:  # whatever it was, the file is as it was
        raise MigrationFailedError(name=path.name) from error
    finally:
        for one in (copy, *sides(copy), *copies(copy)):
            one.unlink(missing_ok=True)
    return backup


def run_steps(connection: Connection, to: str = "head") -> None:
    """Run the steps that are missing on *connection*, all in one transaction."""
    from alembic import command  # a fifth of a second, and seldom needed
    from alembic.config import Config
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    engine = create_engine("sqlite://", creator=lambda: connection, module=dbapi, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(link: Link) -> None:
        link.exec_driver_sql("BEGIN IMMEDIATE")  # without it a step that fails leaves half its tables

    with engine.begin() as link:
        config.attributes["connection"] = link
        command.upgrade(config, to)


def _bring_up(copy: Path, key: DataKey, progress: Progress) -> None:
    with closing(keyed(copy, key)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")  # a table that is made anew must not take its children along
        run_steps(connection)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        if damage_in(connection, progress) or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise MigrationFailedError(name=copy.name)


def _swap(copy: Path, path: Path, key: DataKey) -> None:
    with closing(connect(path, key)) as last:
        last.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if any(side.exists() for side in sides(path)):
        raise MigrationFailedError(name=path.name)  # a WAL left beside would be played into the new file
    durable.rename(copy, path)
