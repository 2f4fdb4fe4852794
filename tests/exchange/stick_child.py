"""Run in a process of its own by `test_stick.py`: hands out onto a disk that fails, and says what was told and what was left."""

from __future__ import annotations

import ctypes
import errno
import json
import sys
from pathlib import Path

from wmpeer.errors import WmpeerError
from wmpeer.exchange.handing import hand_out_all
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.store.plain import rows

LEFT = ("pack_out", "sent_content", "stream_head")


def handed(workspace: Workspace, folder: Path) -> str:
    """The code of the error, "" where all packs were written."""
    try:
        hand_out_all(workspace, folder)
    except WmpeerError as told:
        return told.code()
    return ""


def left(workspace: Workspace, folder: Path) -> list[str]:
    """Every file in the folder, and every table that remembers something."""
    remembered = [name for name in LEFT if workspace.read(rows, f"SELECT 1 FROM {name} LIMIT 1")]
    return [*(one.name for one in folder.iterdir()), *remembered] if folder.is_dir() else remembered


def sweep(path: Path, folder: Path, library: str, calls: dict[str, int]) -> dict[str, object]:
    """A fault at every so-maniest write and flush of handing out, one after the other, each followed by what is left then."""
    disk = ctypes.CDLL(library)
    workspace = open_workspace(path, "a quiet morning")
    found = []
    for call, most in calls.items():
        for number in (errno.EIO, errno.ENOSPC):
            for nth in range(1, most + 1):
                disk.arm(call.encode(), nth, number)
                told = handed(workspace, folder)
                hit = disk.arm(b"", 0, 0)
                found.append({"at": f"{call} {number} {nth}", "hit": hit, "told": told, "left": left(workspace, folder)})
                forget(workspace, folder)
    after = handed(workspace, folder)
    packs = sorted(one.name for one in folder.iterdir())
    workspace.close()
    return {"found": found, "after": after, "packs": packs}


def forget(workspace: Workspace, folder: Path) -> None:
    """Begin again as if nothing had been handed out."""
    for one in folder.iterdir() if folder.is_dir() else ():
        one.unlink()
    with workspace.file.writing() as session:
        for name in LEFT:
            session.connection().exec_driver_sql(f"DELETE FROM {name}")


if __name__ == "__main__":
    library, *jobs = sys.argv[1:]
    told = [sweep(Path(path), Path(folder), library, calls) for path, folder, calls in map(json.loads, jobs)]
    sys.stdout.write(json.dumps(told))
