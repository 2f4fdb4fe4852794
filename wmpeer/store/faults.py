"""What SQLite says, as what a person reads."""

from __future__ import annotations

import shutil
from pathlib import Path

from wmpeer.errors import WmpeerError
from wmpeer.store.connect import dbapi
from wmpeer.store.errors import DamageFoundError, DiskFaultError, DiskFullError, FolderReadOnlyError, WorkspaceBusyError

BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
_LEAST_ROOM = 256 * 1024
DAMAGE = frozenset({CORRUPT, NOTADB})


def primary_code(error: BaseException) -> int:
    """SQLite's primary result code behind *error* (a `sqlcipher3` or SQLAlchemy error), or 0."""
    return int(getattr(_original(error), "sqlite_errorcode", 0) or 0) & 0xFF


def _original(error: BaseException) -> BaseException:
    """What the driver raised: SQLAlchemy wraps it and calls it `orig`."""
    wrapped = getattr(error, "orig", None)
    return wrapped if isinstance(wrapped, BaseException) else error


def _without_room(folder: Path) -> bool:
    """Whether the disk is full: SQLite calls it a fault of the disk where only its shared memory found no room."""
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False


def sentence_for(error: BaseException, path: Path) -> WmpeerError | None:
    """The error a person can do something about, or None where *error* is a fault of the program (a broken constraint, wrong SQL)."""
    if not isinstance(_original(error), dbapi.Error):
        return None
    match primary_code(error):
        case 5 | 6:
            return WorkspaceBusyError(name=path.name)
        case 13:
            return DiskFullError()
        case 10:
            return DiskFullError() if _without_room(path.parent) else DiskFaultError()
        case 8 | 14:
            return FolderReadOnlyError(folder=str(path.parent))
        case 11 | 26:
            return DamageFoundError(name=path.name)
    return None
