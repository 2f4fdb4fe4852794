"""From a closed file and a key to one that is known to be ours, sound and up to date."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from wmpeer.clock import in_words, now
from wmpeer.errors import WmpeerError
from wmpeer.progress import Progress
from wmpeer.store import faults
from wmpeer.store.aside import move_aside
from wmpeer.store.backup import backups_of
from wmpeer.store.check import damage_in
from wmpeer.store.connect import connect, dbapi, keyed
from wmpeer.store.errors import (
    DamagedWorkspaceError,
    DiskFullError,
    KeysOfAnotherFileError,
    NewerWorkspaceError,
    NoRoomToOpenError,
    RecoveryKeyOfAnotherFileError,
    UnknownWorkspaceError,
)
from wmpeer.store.keyfile import load_keys
from wmpeer.store.keys import DataKey, Keys
from wmpeer.store.migrate import Age, age_of, migrate
from wmpeer.store.pages import fits_a_page

Unlocked = tuple[DataKey, str, Keys]
"""The data key, whose slot gave it, and all slots."""


def make_ready(path: Path, key: DataKey, keys: Keys, progress: Progress) -> bool:
    """Check what has to be checked and migrate what has to be migrated. Returns whether the last end was unclean.

    Raises:
        NewerWorkspaceError, UnknownWorkspaceError, KeysOfAnotherFileError: no byte was changed.
        DamagedWorkspaceError: it was moved aside, whole.
        MigrationFailedError, BackupFailedError: it is as it was.
    """
    unclean = ended_uncleanly(path)
    age = _age(path, key, keys)
    if unclean:
        _check(path, key, keys, progress)
    if age.is_older:
        migrate(path, key, keys, progress)
    return unclean


def ended_uncleanly(path: Path) -> bool:
    """Whether the last window was torn away (its WAL is still there) or met damage."""
    wal = path.with_name(path.name + "-wal")
    return (wal.exists() and wal.stat().st_size > 0) or suspect_mark(path).exists()


def suspect_mark(path: Path) -> Path:
    """The empty file that asks for a full check at the next start."""
    return path.with_name(path.name + ".check")


def keys_for_recovery(path: Path, key: DataKey) -> Keys:
    """The keys beside the closed file that the recovery key opened, or a fresh set without slots where they are lost or another file's.

    Raises:
        RecoveryKeyOfAnotherFileError: the key does not open it.
    """
    salt = salt_of(path, key)
    try:
        held = load_keys(path)
    except WmpeerError:
        held = None
    if held is not None and held.file_salt == salt and held.check == key.check():
        return held
    if not fits(path, key):
        raise RecoveryKeyOfAnotherFileError(name=path.name)
    return Keys.fresh(key, salt)


def fits(path: Path, key: DataKey) -> bool:
    """Whether *key* opens the closed file."""
    try:
        age_of(path, key)
    except dbapi.DatabaseError as error:
        if faults.primary_code(error) not in faults.DAMAGE:
            raise faults.sentence_for(error, path) or error from error
        return faults.primary_code(error) != faults.NOTADB  # damaged further on, it was opened all the same
    return True


def salt_of(path: Path, key: DataKey) -> str:
    """The file's own public salt, as SQLCipher reads it: it tells whether the keys beside it are this file's."""
    with closing(keyed(path, key, read_only=True)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except dbapi.DatabaseError as error:
            if faults.primary_code(error) not in faults.DAMAGE:
                raise faults.sentence_for(error, path) or error from error
        row = connection.execute("PRAGMA cipher_salt").fetchone()
    return str(row[0]) if row else ""


def _age(path: Path, key: DataKey, keys: Keys) -> Age:
    try:
        age = age_of(path, key)
    except dbapi.DatabaseError as error:
        if (told := faults.sentence_for(error, path)) and faults.primary_code(error) not in faults.DAMAGE:
            raise told from error
        if faults.primary_code(error) == faults.NOTADB and (salt_of(path, key) != keys.file_salt or not fits_a_page(path, key)):
            raise KeysOfAnotherFileError(name=path.name) from error
        raise _damaged(path) from error
    if not age.is_workspace:
        if path.stat().st_size == 0:
            raise _damaged(path)
        raise UnknownWorkspaceError(name=path.name)
    if age.is_newer:
        raise NewerWorkspaceError(name=path.name)
    return age


def _check(path: Path, key: DataKey, keys: Keys, progress: Progress) -> None:
    try:
        with closing(connect(path, key)) as connection:
            damage = damage_in(connection, progress)
    except dbapi.DatabaseError as error:
        if faults.primary_code(error) not in faults.DAMAGE:
            told = faults.sentence_for(error, path)
            raise (NoRoomToOpenError(name=path.name) if isinstance(told, DiskFullError) else told or error) from error
        raise _damaged(path) from error
    if damage:
        raise _damaged(path)
    suspect_mark(path).unlink(missing_ok=True)


def _damaged(path: Path) -> DamagedWorkspaceError:
    """Move it aside, and say where to and what to go on with."""
    backups = backups_of(path)
    aside = move_aside(path, "damaged", now())
    suspect_mark(path).unlink(missing_ok=True)
    if backups:
        local = backups[0].taken_at.astimezone()
        offer = f"Restore the newest backup, of {local:%H:%M} on {in_words(local, year=False)}: “{backups[0].path.name}”."
    else:
        offer = "There is no backup beside it: ask the regional office for help."
    return DamagedWorkspaceError(
        name=path.name, aside=aside.name, aside_path=aside, backup_path=backups[0].path if backups else None, offer=offer
    )
