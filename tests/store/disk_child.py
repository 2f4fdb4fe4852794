"""Run in a process of its own by `test_store_disk.py`: writes on a disk that fails, and says what it was told."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from wmpeer.errors import WmpeerError
from wmpeer.store import connect
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT

PASSPHRASE = "seven quiet herons"


def put(file: WorkspaceFile, key: str) -> str:
    """The code of the error, "" where it was saved."""
    there = text("SELECT 1 FROM local WHERE key = :key").bindparams(key=key)
    try:
        with file.writing(kept=lambda session: session.scalar(there) == 1) as session:
            session.execute(text("INSERT INTO local VALUES(:key, :value)"), {"key": key, "value": "x" * 3000})
    except WmpeerError as told:
        return told.code()
    return ""


def sweep(path: Path, library: str) -> dict[str, object]:
    """A fault at every write and every flush of an edit, one after the other."""
    disk = ctypes.CDLL(library)
    file, _ = WorkspaceFile.create(path, PASSPHRASE, slot="person-1", cost=LIGHT)
    told: dict[str, str] = {}
    hits = 0
    for call in ("write", "sync", "truncate"):
        for number in (errno.EIO, errno.ENOSPC):
            for nth in range(1, 10):
                key = f"{call} {number} {nth}"
                disk.arm(call.encode(), nth, number)
                told[key] = put(file, key)
                hits += disk.arm(b"", 0, 0)
                told[f"{key} after"] = put(file, f"{key} after")
    file.close()
    return {"told": told, "hits": hits, "kept": kept(path)}


def watched(path: Path, library: str, book: str, synchronous: str) -> dict[str, object]:
    """Edits on a disk that writes down what it is told, "kept" following each that was acknowledged."""
    disk = ctypes.CDLL(library)
    if synchronous == "NORMAL":  # what the store never does: to see that the images tell
        connect.SETTINGS = tuple(("synchronous", "NORMAL", 1) if one[0] == "synchronous" else one for one in connect.SETTINGS)
    file, _ = WorkspaceFile.create(path, PASSPHRASE, slot="person-1", cost=LIGHT)
    put(file, "first")
    with file._connections.alone() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    shutil.copyfile(path, f"{book}.start")
    disk.watch(book.encode())
    for number in range(40):
        if number == 20:  # a checkpoint in the middle: the pages go home and the WAL begins anew
            with file._connections.alone() as connection:
                connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()
        if not put(file, f"{number}"):
            disk.note(f"{number}".encode())
    return {"key": file._key.reveal().hex()}


def full(path: Path) -> dict[str, object]:
    """No file may grow any more."""
    file, _ = WorkspaceFile.create(path, PASSPHRASE, slot="person-1", cost=LIGHT)
    told = {"before": put(file, "before")}
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))  # more than SQLite's shared index needs, less than the file has
    told |= {f"full {at}": put(file, f"full {at}") for at in range(4)}
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    told["after"] = put(file, "after")
    file.close()
    return {"told": told, "kept": kept(path)}


def no_room(path: Path) -> dict[str, object]:
    """The file system of *path* runs full."""
    file, _ = WorkspaceFile.create(path, PASSPHRASE, slot="person-1", cost=LIGHT)
    told = {f"{at}": put(file, f"{at}") for at in range(100)}
    try:
        file.close()
    except WmpeerError as error:
        told["close"] = error.code()
    try:
        WorkspaceFile.open(path, PASSPHRASE).close()
    except WmpeerError as error:
        told["open"] = error.code()
    return {"told": told}


def look(path: Path) -> dict[str, object]:
    return {"kept": kept(path)}


def read_only(path: Path) -> dict[str, object]:
    """As somebody who may read the folder and not write to it."""
    told: dict[str, str] = {}
    file, _ = WorkspaceFile.create(path, PASSPHRASE, slot="person-1", cost=LIGHT)
    told["before"] = put(file, "before")
    file.close()
    path.parent.chmod(0o555)
    path.parent.parent.chmod(0o755)
    os.setgid(65534)
    os.setuid(65534)
    actions: dict[str, Callable[[], object]] = {
        "open": lambda: WorkspaceFile.open(path, PASSPHRASE),
        "create": lambda: WorkspaceFile.create(path.with_name("new.wmpeer"), PASSPHRASE, slot="person-1", cost=LIGHT),
        "create below": lambda: WorkspaceFile.create(path.parent / "new" / "new.wmpeer", PASSPHRASE, slot="person-1", cost=LIGHT),
    }
    for key, action in actions.items():
        try:
            action()
        except WmpeerError as error:
            told[key] = error.code()
    return {"told": told}


def kept(path: Path) -> list[str]:
    with WorkspaceFile.open(path, PASSPHRASE) as file, file.reading() as session:
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
        return list(session.scalars(text("SELECT key FROM local")))


CHILDREN: dict[str, Callable[..., dict[str, object]]] = {
    "sweep": sweep,
    "watched": watched,
    "full": full,
    "no_room": no_room,
    "look": look,
    "read_only": read_only,
}

if __name__ == "__main__":
    what, where, *more = sys.argv[1:]
    sys.stdout.write(json.dumps(CHILDREN[what](Path(where), *more)))
