"""Backups: verified copies with their keys, thinned by age, and the way back.

A backup is a workspace file of its own: ``NAME backups/NAME 2026-11-21 14-02-11Z.wmpeer`` (UTC) and its ``.keys``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wmpeer.clock import now
from wmpeer.errors import WmpeerError
from wmpeer.progress import Progress, silent
from wmpeer.store import durable
from wmpeer.store.aside import move_aside, sides
from wmpeer.store.check import damage_in
from wmpeer.store.connect import APPLICATION, Connection, connect, dbapi, keyed
from wmpeer.store.errors import BackupDamagedError, BackupFailedError, NoWorkspaceError, WrongPassphraseError
from wmpeer.store.keyfile import copies, load_keys, save_keys
from wmpeer.store.keys import DataKey, Keys, unlock
from wmpeer.store.lock import WindowLock
from wmpeer.store.places import refuse_place

EVERY = timedelta(minutes=30)
PAGES_AT_ONCE = 1_000
_NAME = "%Y-%m-%d %H-%M-%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup and the UTC moment it was taken."""

    path: Path
    taken_at: datetime


def backup_folder(workspace: Path) -> Path:
    """Where the backups of *workspace* are kept."""
    return workspace.with_name(f"{workspace.stem} backups")


def backups_of(workspace: Path) -> tuple[Backup, ...]:
    """The backups of *workspace*, newest first."""
    pattern = re.compile(rf"{re.escape(workspace.stem)} (\d{{4}}-\d\d-\d\d \d\d-\d\d-\d\d)Z( \d+)?{re.escape(workspace.suffix)}")
    found = []
    folder = backup_folder(workspace)
    for path in folder.iterdir() if folder.is_dir() else ():
        if match := pattern.fullmatch(path.name):
            found.append((Backup(path, datetime.strptime(match[1], _NAME).replace(tzinfo=UTC)), int(match[2] or 1)))
    return tuple(backup for backup, _ in sorted(found, key=lambda one: (one[0].taken_at, one[1]), reverse=True))


def take_backup(workspace: Path, key: DataKey, keys: Keys, progress: Progress = silent) -> Path:
    """A verified copy of the open *workspace* as it is at this moment; writers need not wait. Older ones are thinned.

    Raises:
        BackupFailedError: no room, no right to write, or the copy is not sound.
    """
    target = _free(workspace, now())
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(workspace)
        with closing(connect(workspace, key, query_only=True)) as source:
            copy_verified(source, target, key, keys, progress)
    except (OSError, dbapi.Error, BackupDamagedError) as error:
        raise BackupFailedError(name=workspace.name) from error
    thin(workspace, now())
    return target


def copy_verified(source: Connection, target: Path, key: DataKey, keys: Keys, progress: Progress = silent) -> None:
    """Copy what *source* sees to *target*, check it from end to end, and only then give it its name; the keys go before it.

    Raises:
        BackupDamagedError: the copy is not sound; nothing was left behind.
        OSError, sqlcipher3.dbapi2.Error: the disk refuses.
    """
    part = target.with_name(target.name + ".part")
    try:
        _discard(part)
        with closing(keyed(part, key, salt=keys.file_salt)) as copy:
            copy.execute("PRAGMA journal_mode = OFF").fetchall()  # it has no name yet: torn away, it is begun again
            copy.execute("PRAGMA synchronous = OFF")
            _copy(source, copy, progress)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()  # one file, with nothing beside it
        with closing(keyed(part, key)) as again:
            marked = again.execute("PRAGMA application_id").fetchone()[0]  # an empty file is sound too, and no workspace
            if marked != APPLICATION or damage_in(again, progress):
                raise BackupDamagedError(name=target.name)
        part.chmod(0o600)
        durable.flush(part)
        save_keys(target, keys)
        durable.rename(part, target)
    except BaseException:
        _discard(part)
        raise


def restore(backup: Path, target: Path, passphrase: str, *, progress: Progress = silent, program: str = "wmpeer") -> Path | None:
    """Put *backup* in the place of *target*, which must be closed; what stood there is moved aside and its new name returned.

    Where *target*'s keys belong to the same workspace they stay, so that a passphrase changed since then is not changed back.

    Raises:
        NoWorkspaceError, BackupDamagedError, WrongPassphraseError, WorkspaceInUseError, and what `refuse_place` raises.
    """
    if not backup.is_file():
        raise NoWorkspaceError(name=backup.name)
    refuse_place(target.parent)
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = WindowLock(target, program)
    try:
        keys, key = _keys_for(backup, target, passphrase)
        fresh = restored(target)
        try:
            with closing(keyed(backup, key, read_only=True)) as source:
                copy_verified(source, fresh, key, keys, progress)
        except dbapi.DatabaseError as error:
            raise BackupDamagedError(name=backup.name) from error
        stood = any(one.exists() for one in (target, *sides(target)))
        aside = move_aside(target, "before restoring", now()) if stood else None
        save_keys(target, keys)
        durable.rename(fresh, target)
        for copy in copies(fresh):
            copy.unlink(missing_ok=True)
        return aside
    finally:
        lock.release()


def restored(target: Path) -> Path:
    """What a verified copy of a backup is called until it takes the place of *target*."""
    return target.with_name(target.name + ".restored")


def finish_restoring(target: Path) -> None:
    """Go on with a restoring that was torn away when the former file had been moved aside already; what it left before is cleared."""
    fresh = restored(target)
    if not fresh.is_file():
        return
    if target.is_file():
        _discard(fresh)
    else:
        save_keys(target, load_keys(fresh))
        durable.rename(fresh, target)
    for copy in copies(fresh):
        copy.unlink(missing_ok=True)


def thin(workspace: Path, at: datetime) -> None:
    """Delete the backups that `to_keep` does not name, keys and all."""
    backups = backups_of(workspace)
    kept = to_keep([backup.taken_at for backup in backups], at)
    for backup in backups:
        if backup.taken_at not in kept:
            delete_backup(backup.path)


def delete_backup(path: Path) -> None:
    """Delete one backup; its keys go last."""
    for one in (path, *sides(path), *copies(path)):
        one.unlink(missing_ok=True)


def to_keep(taken: Iterable[datetime], at: datetime) -> frozenset[datetime]:
    """Which backups stay: all of the last day, the last of each day for a month (31 days), the last of each month after; never none."""
    kept: dict[tuple[object, ...], datetime] = {}
    for moment in sorted(taken):
        age = at - moment
        if age <= timedelta(days=1):
            slot: tuple[object, ...] = (moment,)
        elif age <= timedelta(days=31):
            slot = (moment.year, moment.month, moment.day)
        else:
            slot = (moment.year, moment.month)
        kept[slot] = moment
    return frozenset(kept.values())


def _keys_for(backup: Path, target: Path, passphrase: str) -> tuple[Keys, DataKey]:
    """The keys the restored file shall have, and the data key."""
    try:
        current = load_keys(target)
    except WmpeerError:
        current = None
    if current is None:
        keys = load_keys(backup)
        return keys, unlock(keys, passphrase, name=backup.name)[0]
    try:
        key, _ = unlock(current, passphrase, name=backup.name)
        if opens(backup, key):
            return current, key
    except WrongPassphraseError:
        pass
    keys = load_keys(backup)
    key, _ = unlock(keys, passphrase, name=backup.name)
    return (current if current.check == keys.check else keys), key  # the same workspace may have had another key since


def opens(path: Path, key: DataKey) -> bool:
    """Whether *key* opens the closed file *path*; no byte is changed."""
    try:
        with closing(keyed(path, key, read_only=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except dbapi.DatabaseError:
        return False
    return True


def _copy(source: Connection, copy: Connection, progress: Progress) -> None:
    source.execute("BEGIN")  # one snapshot, so that somebody who writes meanwhile does not make the copy start again
    try:
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        source.backup(copy, pages=PAGES_AT_ONCE, progress=lambda _, left, total: progress(total - left, total, "Copying"), sleep=0)
    finally:
        source.rollback()


def _free(workspace: Path, at: datetime) -> Path:
    number = 1
    while True:
        more = f" {number}" if number > 1 else ""
        target = backup_folder(workspace) / f"{workspace.stem} {at.astimezone(UTC):{_NAME}}Z{more}{workspace.suffix}"
        if not target.exists():
            return target
        number += 1


def _sweep(workspace: Path) -> None:
    """Clear away what a backup left that was torn away in the middle."""
    for part in backup_folder(workspace).glob("*.part*"):
        if part.name.startswith(workspace.stem):
            part.unlink(missing_ok=True)


def _discard(part: Path) -> None:
    for one in (part, *sides(part)):
        one.unlink(missing_ok=True)
