"""Moved aside, never deleted: what stands where a workspace should be and must not be lost."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path

from wmpeer.store.durable import flush_folder
from wmpeer.store.keyfile import copies

SIDES = ("-wal", "-shm", "-journal")


def sides(path: Path) -> tuple[Path, ...]:
    """What SQLite keeps beside *path*."""
    return tuple(path.with_name(path.name + side) for side in SIDES)


def move_aside(path: Path, why: str, at: datetime) -> Path:
    """Move *path* with its WAL to a new name that tells *why* and when (UTC); its keys are copied there. Returns that name."""
    there = _free(path, f"{why} {at:%Y-%m-%d %H-%M-%S}Z")
    for copy, beside in zip(copies(path), copies(there), strict=True):
        if copy.exists():
            shutil.copyfile(copy, beside)
    if path.exists():
        path.rename(there)
    for side, beside in zip(sides(path), sides(there), strict=True):
        if side.exists():
            side.rename(beside)
    flush_folder(path.parent)
    return there


def moved_aside(path: Path) -> tuple[Path, ...]:
    """Everything that `move_aside` made of *path* over time, WALs and keys too."""
    made = re.compile(rf"{re.escape(path.stem)} \([a-z ]+ \d{{4}}-\d\d-\d\d \d\d-\d\d-\d\dZ( \d+)?\){re.escape(path.suffix)}")
    found = [one for one in path.parent.iterdir() if made.fullmatch(one.name)]
    return tuple(beside for one in found for beside in (one, *sides(one), *copies(one)) if beside.exists())


def _free(path: Path, words: str) -> Path:
    number = 1
    while True:
        more = f" {number}" if number > 1 else ""
        there = path.with_name(f"{path.stem} ({words}{more}){path.suffix}")
        if not any(taken.exists() for taken in (there, *sides(there), *copies(there))):
            return there
        number += 1
