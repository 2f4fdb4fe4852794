"""The files among what was named or dropped: folders are gone through, and each file is put with its like."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from wmpeer.documents.errors import FolderNotOpenedError
from wmpeer.errors import Problem
from wmpeer.files import name_of
from wmpeer.intake.errors import FolderEmptyError, NotAFileError, NothingThereError

Family = Literal["document", "table", "capture-sheet", "beside"]

TABLES = frozenset({".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".ods", ".xz", ".gz", ".zip", ".parquet", ".json"})
PASSED_OVER = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
META = ".meta.csv"
LARGEST_SHEET = 5_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """A file and what it is likely to be; ``beside`` belongs to the table of the same name. `problem` says why it cannot be taken."""

    path: Path
    family: Family
    problem: Problem | None = None


def files_in(paths: Iterable[Path]) -> tuple[Found, ...]:
    """Every file named, and in folders every file but hidden ones and the system's own, in a steady order; each file once."""
    found: dict[Path, Found] = {}
    for path in paths:
        for one in _under(path):
            found.setdefault(one.path.absolute(), one)
    return tuple(found.values())


def _under(path: Path) -> Iterator[Found]:
    if not path.is_dir():
        yield _found(path) if path.exists() else Found(path, "document", NothingThereError(name=name_of(path), where=str(path)).problem())
        return
    empty = True
    refused: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and name.lower() not in PASSED_OVER:
                empty = False
                yield _found(Path(folder) / name)
    for error in refused:
        closed = Path(error.filename or path)
        problem = FolderNotOpenedError(name=name_of(closed), why=(error.strerror or "the system refused").lower()).problem()
        yield Found(closed, "document", problem)
    if empty and not refused:
        yield Found(path, "document", FolderEmptyError(name=name_of(path), where=str(path)).problem())


def _found(path: Path) -> Found:
    if not path.is_file():
        return Found(path, "document", NotAFileError(name=name_of(path)).problem())
    lower = path.name.lower()
    if lower.endswith(META) and path.with_name(path.name[: -len(META)] + ".csv").is_file():
        return Found(path, "beside")
    if path.suffix.lower() == ".xlsx" and _is_capture_sheet(path):
        return Found(path, "capture-sheet")
    return Found(path, "table" if path.suffix.lower() in TABLES else "document")


def _is_capture_sheet(path: Path) -> bool:
    from wmpeer.papers.taking import is_capture_sheet  # brings a spreadsheet library; a load of documents needs none

    try:
        return path.stat().st_size <= LARGEST_SHEET and is_capture_sheet(path.read_bytes())
    except OSError:  # whoever opens it says why it cannot be
        return False
