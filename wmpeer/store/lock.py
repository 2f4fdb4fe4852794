"""One window at a time: a lock the operating system holds on ``FILE.lock``, and who holds it.

The lock vanishes with the process, whatever becomes of it; what a dead process left written in the file is not a lock.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from wmpeer.clock import in_words, iso, now
from wmpeer.store.errors import FolderReadOnlyError, WorkspaceInUseError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 30  # Windows keeps others from reading a locked byte, so lock one where nothing is written


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the workspace open: `since` is a UTC moment (ISO 8601)."""

    program: str
    pid: int
    host: str
    since: str

    def since_words(self) -> str:
        """The moment in this laptop's time: ``14:02 on 21 November``."""
        try:
            local = datetime.fromisoformat(self.since).astimezone()
        except ValueError:
            return "some time ago"
        return f"{local:%H:%M} on {in_words(local, year=False)}"


class WindowLock:
    """The lock of one workspace, held from `__init__` to `release`."""

    def __init__(self, workspace: Path, program: str = "wmpeer") -> None:
        """
        Raises:
            WorkspaceInUseError: another window, here or in another process, has it.
            FolderReadOnlyError: the folder does not let us write.
        """
        self.path = workspace.with_name(workspace.name + ".lock")
        self._handle = self._taken(workspace)
        holder = Holder(program, os.getpid(), platform.node(), iso(now()))
        with contextlib.suppress(OSError):  # on a full disk the lock holds all the same; a second start cannot say whose it is
            os.ftruncate(self._handle, 0)
            _write(self._handle, holder)

    def release(self) -> None:
        """Give it up; the file goes too. Doing so twice does no harm."""
        handle, self._handle = self._handle, -1
        if handle < 0:
            return
        if sys.platform == "win32":  # a file that is open cannot be removed there
            _unlock(handle)
            os.close(handle)
            self.path.unlink(missing_ok=True)
        else:
            self.path.unlink(missing_ok=True)
            os.close(handle)

    def _taken(self, workspace: Path) -> int:
        while True:
            try:
                handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError as error:
                raise FolderReadOnlyError(folder=str(workspace.parent)) from error
            if not _lock(handle):
                holder = _holder(handle)
                os.close(handle)
                raise WorkspaceInUseError(
                    name=workspace.name, program=holder.program, pid=holder.pid, host=holder.host, since=holder.since_words()
                )
            if _same(handle, self.path):
                return handle
            os.close(handle)  # the former holder removed it between our opening and our locking


def _same(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _holder(handle: int) -> Holder:
    unknown = Holder("another window", 0, platform.node(), "")
    with contextlib.suppress(OSError, ValueError, TypeError):
        os.lseek(handle, 0, os.SEEK_SET)
        return Holder(**json.loads(os.read(handle, 4096)))
    return unknown


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unlock(handle: int) -> None:
    if sys.platform == "win32":
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)


def _write(handle: int, holder: Holder) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(asdict(holder)).encode())
