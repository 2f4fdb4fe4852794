"""Names and bytes that are on the disk, and not only on their way there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "darwin":
    import fcntl


def flush(path: Path) -> None:
    """Wait until what *path* holds is on the disk. Never for a live workspace: closing the handle would drop SQLite's lock."""
    handle = os.open(path, os.O_RDWR)
    try:
        if sys.platform == "darwin":
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        else:
            os.fsync(handle)
    finally:
        os.close(handle)


def flush_folder(folder: Path) -> None:
    """Wait until the names in *folder* are on the disk (Windows cannot be asked to; NTFS journals them)."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def rename(source: Path, target: Path) -> None:
    """*source* becomes *target*, whatever was there, and stays so through a power cut."""
    source.replace(target)
    flush_folder(target.parent)
