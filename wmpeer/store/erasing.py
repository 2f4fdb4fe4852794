"""Emptying a workspace for good: every row of every table, every backup, all that was ever moved aside.

From the moment the one transaction has ended there is no way back, and whatever is torn away after it is finished at the next opening
(`wmpeer.store.rekeying`). Pages are overwritten before they are given back (`secure_delete`), so that what is left of them is zeros.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

from wmpeer.progress import Progress, silent
from wmpeer.store.aside import moved_aside, sides
from wmpeer.store.backup import backup_folder, backups_of, delete_backup
from wmpeer.store.connect import Connection, connect, dbapi
from wmpeer.store.errors import StillReadError
from wmpeer.store.keyfile import copies
from wmpeer.store.keys import DataKey

BEGUN = "erasing"
"""The key in `local` that stands while an erasure is under way."""
_LEFT_OVER = (".restored", ".migrating")
_KEPT = frozenset({"alembic_version"})
_PARTS = ("data", "idx", "content", "docsize", "config")


def empty(connection: Connection, leaving: Mapping[str, str], progress: Progress = silent) -> None:
    """Delete every row in one transaction, the journal's too, whose triggers are lifted for it; only *leaving* is written to `local`.

    It is all or nothing: *progress* may still stop it.
    """
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    tables, indexes = _tables(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        for done, name in enumerate(tables):
            progress(done, len(tables), "Erasing")
            connection.execute(f'DELETE FROM "{name}"')
        for name in indexes:
            wipe_words(connection, name)
        with suppress(dbapi.OperationalError):  # there is none where no table counts by itself
            connection.execute("DELETE FROM sqlite_sequence")
        for _, statement in triggers:
            connection.execute(statement)
        connection.executemany("INSERT INTO local(key, value) VALUES(?, ?)", [*leaving.items(), (BEGUN, "1")])
        progress(len(tables), len(tables), "Erasing")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def wipe_words(connection: Connection, name: str) -> None:
    """Empty the full-text table *name*, whose text may be kept elsewhere and gone already."""
    if _is_external(connection, name):
        connection.execute(f"INSERT INTO {name}({name}) VALUES('delete-all')")
    else:
        connection.execute(f"DELETE FROM {name}")
    connection.execute(f"INSERT INTO {name}({name}) VALUES('optimize')")


def clear(path: Path, key: DataKey, progress: Progress = silent) -> None:
    """Take away what an emptied workspace left: backups, files moved aside, torn-away copies, free pages, the WAL.

    Raises:
        StillReadError: it is not done; the next opening goes on.
    """
    progress(0, 3, "Deleting the backups")
    for backup in backups_of(path):
        delete_backup(backup.path)
    folder = backup_folder(path)
    if folder.is_dir():
        for torn in folder.glob(f"{path.stem}*.part*"):
            torn.unlink(missing_ok=True)
        with suppress(OSError):  # somebody put something else there
            folder.rmdir()
    for one in (*moved_aside(path), *_left_over(path)):
        one.unlink(missing_ok=True)
    progress(1, 3, "Writing the workspace anew")
    with closing(connect(path, key)) as connection:
        empty_wal(connection, path)  # the zeros of what was deleted, before its pages are given back
        connection.execute("VACUUM")
        empty_wal(connection, path)
    progress(3, 3, "Done")


def empty_wal(connection: Connection, path: Path) -> None:
    """All that the WAL holds stands in the file itself, and the WAL is empty.

    Raises:
        StillReadError: somebody reads an older state of it.
    """
    ((busy, *_),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if busy:
        raise StillReadError(name=path.name)


def is_begun(path: Path, key: DataKey) -> bool:
    """Whether the closed file at *path* was emptied and not yet finished with."""
    with closing(connect(path, key)) as connection:
        there = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'local'").fetchone()
        return bool(there and connection.execute("SELECT 1 FROM local WHERE key = ?", (BEGUN,)).fetchone())


def end(path: Path, key: DataKey) -> None:
    """Nothing is left to be done."""
    with closing(connect(path, key)) as connection:
        begun = connection.execute("DELETE FROM local WHERE key = ?", (BEGUN,)).rowcount > 0
        empty_wal(connection, path)
    for torn in _torn(path) if begun else ():
        torn.unlink(missing_ok=True)


def _tables(connection: Connection) -> tuple[list[str], list[str]]:
    """Every table that holds rows, and every full-text table, whatever this version knows of them."""
    made = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall()
    indexes = [str(name) for name, sql in made if str(sql).upper().startswith("CREATE VIRTUAL TABLE")]
    shadows = {f"{name}_{part}" for name in indexes for part in _PARTS}
    tables = [str(name) for name, _ in made if name not in shadows | _KEPT and name not in indexes]
    return tables, indexes


def _is_external(connection: Connection, name: str) -> bool:
    (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    return "content=" in str(sql).replace(" ", "")


def _left_over(path: Path) -> tuple[Path, ...]:
    """What a restoring, a migration or a saving left beside *path* that was torn away."""
    beside = [path.with_name(path.name + end) for end in _LEFT_OVER]
    parts = [one for whole in beside for one in (whole, whole.with_name(whole.name + ".part"))]
    found = [one for part in parts for one in (part, *sides(part), *copies(part))]
    return (*found, *_torn(path))


def _torn(path: Path) -> Iterator[Path]:
    """Savings of files beside *path* that were torn away (`wmpeer.files.whole`)."""
    return path.parent.glob(".????????.part")
