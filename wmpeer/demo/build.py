"""Builds the demonstration in a folder: start, load, record, letters, workbook.

The actions themselves belong to other rooms; a `Doors` says which ones. Everything is made in a folder beside and moved into place at the
end, so that a demonstration stopped half way leaves nothing behind that looks like one.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from wmpeer.clock import now
from wmpeer.demo.contents import (
    CYCLE,
    LETTERS_FOLDER,
    PASSPHRASE,
    WORKBOOK_NAME,
    WORKSPACE_NAME,
    DemoFile,
    documents,
    framework_file,
    items,
    region_file,
    tables,
)
from wmpeer.demo.morning import laid_out
from wmpeer.errors import WmpeerError
from wmpeer.progress import Progress, silent

_W = TypeVar("_W")
_MAKING = ".demo-being-made"
LETTERS_SHARE = 30
"""What letters and workbook count for in the progress, in items."""


class DemoThereError(WmpeerError):
    """There is already a demonstration in “{folder}”.

    Open {name} there with the passphrase “demo”, or choose another folder.
    """


class DemoRefusedError(WmpeerError):
    """A part of the demonstration was not taken: {what}: {why}

    Nothing was left behind. Please tell the regional office; the program and its demonstration do not fit together.
    """


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where the demonstration lies."""

    workspace: Path
    letters: tuple[Path, ...]
    workbook: Path


@dataclass(frozen=True, slots=True)
class Doors(Generic[_W]):
    """The actions that build a workspace, as plain callables; *W* is whatever `start` gives and the others take.

    `start` takes the path, passphrase, cycle, and the words of the region's and the framework's definition. `load` and `record` give, for
    whatever was not taken as it is, pairs of what and why; an empty list is a success. `morning` sets the calendar and what has become of
    letters since, as `wmpeer.demo.morning` lays it out. `letters` writes every letter in the formats it
    is given and gives their paths.
    """

    start: Callable[[Path, str, str, str, str], _W]
    load: Callable[[_W, Sequence[DemoFile], Progress], Iterable[tuple[str, str]]]
    record: Callable[[_W, Sequence[Mapping[str, Any]], Progress], Iterable[tuple[str, str]]]
    morning: Callable[[_W, date], None]
    letters: Callable[[_W, Path, tuple[str, ...], date], Iterable[Path]]
    workbook: Callable[[_W, Path, date], Path]
    close: Callable[[_W], None]


def build_demo(folder: Path, doors: Doors[_W], progress: Progress = silent, today: date | None = None) -> DemoResult:
    """Build the demonstration in *folder*, its year laid around *today* (this laptop's day where not given).

    Raises:
        DemoThereError: there is one already; it is left as it is.
        DemoRefusedError: a file or a record was refused.
        StoppedError: *progress* stopped it; nothing is left behind.
    """
    if (folder / WORKSPACE_NAME).exists():
        raise DemoThereError(folder=folder.name or str(folder), name=WORKSPACE_NAME)
    making = folder / _MAKING
    shutil.rmtree(making, ignore_errors=True)  # left by a demonstration whose laptop was switched off
    making.mkdir(parents=True)
    try:
        letters = _make(making, doors, progress, today or now().astimezone().date())
        return _put_in_place(making, folder, letters)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _make(making: Path, doors: Doors[_W], progress: Progress, today: date) -> tuple[Path, ...]:
    files, recorded = (*documents(), *tables()), tuple(laid_out(items(), today))
    total = len(files) + len(recorded) + LETTERS_SHARE
    region, framework = region_file().read_text(encoding="utf-8"), framework_file().read_text(encoding="utf-8")
    progress(0, total, "Starting the workspace")
    workspace = doors.start(making / WORKSPACE_NAME, PASSPHRASE, CYCLE, region, framework)
    try:
        _whole(doors.load(workspace, files, _part(progress, 0, len(files), total)))
        _whole(doors.record(workspace, recorded, _part(progress, len(files), len(recorded), total)))
        doors.morning(workspace, today)
        progress(total - LETTERS_SHARE, total, "Writing the letters")
        letters = tuple(doors.letters(workspace, making / LETTERS_FOLDER, ("pdf", "docx"), today))
        progress(total - 1, total, "Writing the workbook")
        doors.workbook(workspace, making / WORKBOOK_NAME, today)
    finally:
        doors.close(workspace)
    progress(total, total, "Done")
    return letters


def _part(progress: Progress, before: int, share: int, whole: int) -> Progress:
    """*progress* for a part that counts in its own numbers: it takes *share* of the *whole*, behind *before*, and never goes back."""
    furthest = before

    def told(done: int, total: int, label: str) -> None:
        nonlocal furthest
        furthest = max(furthest, before + (share * done // total if total else 0))
        progress(furthest, whole, label)

    return told


def _whole(refused: Iterable[tuple[str, str]]) -> None:
    for what, why in refused:
        raise DemoRefusedError(what=what, why=why)


def _put_in_place(making: Path, folder: Path, letters: tuple[Path, ...]) -> DemoResult:
    inside = tuple(one.relative_to(making) for one in letters)
    for one in sorted(making.iterdir(), key=lambda path: path.name == WORKSPACE_NAME):  # the workspace last: it says that all is there
        target = folder / one.name
        if target.is_dir():
            shutil.copytree(one, target, dirs_exist_ok=True)
        else:
            one.replace(target)
    return DemoResult(folder / WORKSPACE_NAME, tuple(folder / one for one in inside), folder / WORKBOOK_NAME)
