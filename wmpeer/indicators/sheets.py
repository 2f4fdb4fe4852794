"""The sheets of a workbook (XLSX, XLS, ODS) as rows of text, laid out in a process of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import IO

from wmpeer.confined.child import ChildEndedError, asked
from wmpeer.confined.limits import WALL_SECONDS
from wmpeer.indicators.errors import DamagedTableError, TableTooLargeError, TableTooSlowError
from wmpeer.indicators.sheet_worker import ARGUMENT, WHOLE

_MOST = 256 * 1024 * 1024
_STOPPED = "it made the reader stop, or needs more memory than a table may"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and its rows, every cell as text: ``301``, ``19.9``, ``2025-03-31``; an empty cell is empty."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def read_sheets(data: bytes, name: str, *, whole: bool = False, wall_seconds: float = WALL_SECONDS) -> tuple[Sheet, ...]:
    """All sheets of a workbook; *whole* keeps the empty rows and columns before the first cell, so that a row's place is its number.

    Raises:
        DamagedTableError: it is locked with a password, cannot be read, or made the reader stop. TableTooLargeError: it swells beyond all
            use. TableTooSlowError: it took too long.
    """
    arguments = (ARGUMENT, WHOLE) if whole else (ARGUMENT,)
    try:
        with asked("wmpeer.indicators.sheet_worker", arguments, data, wall_seconds=wall_seconds) as answers:
            sheets = _sheets(answers, name)
    except ChildEndedError as error:
        if error.slow:
            raise TableTooSlowError(name=name, seconds=f"{wall_seconds:g}") from error
        raise DamagedTableError(name=name, why=_STOPPED) from error
    if sheets is None:
        raise DamagedTableError(name=name, why=_STOPPED)
    return sheets


def _sheets(answers: IO[bytes], name: str) -> tuple[Sheet, ...] | None:
    """The sheets, or None where the answer is not whole."""
    found: list[tuple[str, list[tuple[str, ...]]]] = []
    room = _MOST
    for line in answers:
        room -= len(line)
        if room < 0:
            raise TableTooLargeError(name=name, limit=f"{_MOST // (1024 * 1024)} MB")
        what, *rest = json.loads(line) if line.endswith(b"\n") else ("",)
        if what == "sheet":
            found.append((str(rest[0]), []))
        elif what == "rows":
            found[-1][1].extend(tuple(map(str, row)) for row in rest)
        elif what == "large":
            raise TableTooLargeError(name=name, limit=str(rest[0])[:100])
        elif what == "damaged":
            raise DamagedTableError(name=name, why=str(rest[0])[:100])
        elif what == "end":
            return tuple(Sheet(sheet, tuple(rows)) for sheet, rows in found)
    return None
