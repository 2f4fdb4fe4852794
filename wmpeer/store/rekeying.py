"""Another data key for a closed workspace, so that no old passphrase, key sheet or copy of the keys opens it.

File and keys are two things and cannot change at one moment. So the new keys are kept beside the old ones first
(``FILE.rekeying.keys``), then the file changes its key in one transaction of SQLite's, then the new keys take the place of the old.
Whatever is torn away in between is settled at the next opening: the key that opens the file tells how far it came.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from wmpeer.errors import WmpeerError
from wmpeer.progress import Progress, silent
from wmpeer.store import durable, erasing, faults
from wmpeer.store.backup import opens
from wmpeer.store.connect import connect, dbapi, keyed
from wmpeer.store.errors import DiskFullError, KeyChangeUnfinishedError
from wmpeer.store.keyfile import copies, load_keys, save_keys
from wmpeer.store.keys import STANDARD, Cost, DataKey, Keys, add_person

Unlocked = tuple[DataKey, str, Keys]
"""The data key, whose slot gave it, and all slots."""


def waiting(path: Path) -> Path:
    """The name beside which the keys wait that shall be those of *path*."""
    return path.with_name(path.name + ".rekeying")


def prepare(path: Path, held: Keys, person: str, passphrase: str, cost: Cost = STANDARD) -> tuple[DataKey, Keys]:
    """A new data key and keys that open with *person*'s passphrase alone, kept beside *held*, which still count."""
    key = DataKey.random()
    fresh = replace(Keys.fresh(key, held.file_salt), workspace=held.workspace)
    fresh = replace(add_person(fresh, key, person, passphrase, cost), generation=held.generation + 1)
    save_keys(waiting(path), fresh)
    return key, fresh


def change_key(path: Path, old: DataKey, key: DataKey, fresh: Keys, progress: Progress = silent) -> None:
    """The closed file at *path* opens with *key* from now on, and with *fresh* beside it.

    Raises:
        DiskFullError, DiskFaultError, StillReadError: it opens as before, or the next opening finishes it.
    """
    progress(0, 2, "Changing the key")
    _refuse_full(path)
    try:
        with closing(connect(path, old)) as connection:
            erasing.empty_wal(connection, path)
            connection.execute(f"PRAGMA rekey = \"x'{key.reveal().hex()}'\"").fetchall()
            erasing.empty_wal(connection, path)
        with closing(keyed(path, key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except dbapi.Error as error:
        raise faults.sentence_for(error, path) or error from error
    progress(1, 2, "Changing the key")
    save_keys(path, fresh)


def _refuse_full(path: Path) -> None:
    """Every page is written once more beside the file, and SQLCipher does not tell where that finds no room."""
    if shutil.disk_usage(path.parent).free < path.stat().st_size * 1.02 + 64 * 1024:
        raise DiskFullError


def forget_waiting(path: Path) -> None:
    """The keys that waited beside *path* are in their place, or were not needed."""
    for copy in copies(waiting(path)):
        copy.unlink(missing_ok=True)
    durable.flush_folder(path.parent)


def settled(path: Path, unlocked: Unlocked, again: Callable[[Keys], tuple[DataKey, str]], progress: Progress = silent) -> Unlocked:
    """*unlocked*, or what opens *path* once a change of key, or an erasure, that was torn away has been finished.

    *again* opens other keys with what opened these.

    Raises:
        KeyChangeUnfinishedError: only the person who began it can finish it.
    """
    if not any(copy.exists() for copy in copies(waiting(path))):
        return unlocked
    try:
        fresh = load_keys(waiting(path))
    except WmpeerError:  # torn away while they were written: nothing was begun
        forget_waiting(path)
        return unlocked
    key = unlocked[0]
    if opens(path, key):
        if not erasing.is_begun(path, key):
            forget_waiting(path)
            return unlocked
        new, person = _again(path, fresh, again)
        if new != key:
            erasing.clear(path, key, progress)
            change_key(path, key, new, fresh, progress)
    else:
        new, person = _again(path, fresh, again)
        if not opens(path, new):
            return unlocked
        save_keys(path, fresh)
    erasing.end(path, new)
    forget_waiting(path)
    return new, person, fresh


def _again(path: Path, fresh: Keys, again: Callable[[Keys], tuple[DataKey, str]]) -> tuple[DataKey, str]:
    try:
        return again(fresh)
    except WmpeerError as error:
        raise KeyChangeUnfinishedError(name=path.name) from error
