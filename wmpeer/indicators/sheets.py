"""The sheets of a workbook (XLSX, XLS, ODS) as rows of text, laid out in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import IO, Literal, cast

from wmpeer.confined.child import ChildEndedError, asked
from wmpeer.confined.limits import WALL_SECONDS
from wmpeer.indicators.errors import DamagedTableError, TableTooLargeError, TableTooSlowError
from wmpeer.indicators.sheet_worker import ARGUMENT, WHOLE

CellNote = Literal["percent", "formula-unknown", "error", "merged"]
"""What is odd about a cell: its number is shown as a percentage; its formula's result was not saved; it holds an error; it repeats what a
merged cell says."""
_MOST = 256 * 1024 * 1024
_STOPPED = "it made the reader stop, or needs more memory than a table may"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and its rows, every cell as text: ``301``, ``19.9``, ``12.5%``, ``2025-03-31``; an empty cell is empty.

    `first` is the row and the column (from 0) where the first cell of the first of `rows` stands, `merged` the rectangles of cells that are
    one (first row and column, last row and column), `notes` what is odd about a cell; the places of both are those of the workbook.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: bool = False
    first: tuple[int, int] = (0, 0)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notes: Mapping[tuple[int, int], CellNote] = field(default_factory=dict)
    saved_on: str = ""
    """The day (ISO) on which its workbook says that it was last saved, or empty."""


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
    found: list[Sheet] = []
    rows: list[list[tuple[str, ...]]] = []
    room, saved = _MOST, ""
    for line in answers:
        room -= len(line)
        if room < 0:
            raise TableTooLargeError(name=name, limit=f"{_MOST // (1024 * 1024)} MB")
        what, *rest = json.loads(line) if line.endswith(b"\n") else ("",)
        if what == "sheet":
            found.append(_sheet(*rest))
            rows.append([])
        elif what == "rows":
            rows[-1].extend(tuple(map(str, row)) for row in rest)
        elif what == "notes":
            found[-1] = _with_notes(found[-1], *rest)
        elif what == "saved":
            saved = str(rest[0])[:10]
        elif what == "large":
            raise TableTooLargeError(name=name, limit=str(rest[0])[:100])
        elif what == "damaged":
            raise DamagedTableError(name=name, why=str(rest[0])[:100])
        elif what == "end":
            return tuple(replace(sheet, rows=tuple(of_it), saved_on=saved) for sheet, of_it in zip(found, rows, strict=True))
    return None


def _sheet(name: object, hidden: object, first: list[int]) -> Sheet:
    """A sheet as the worker tells of it, before its rows."""
    return Sheet(str(name), (), bool(hidden), (int(first[0]), int(first[1])))


def _with_notes(sheet: Sheet, merged: list[list[int]], notes: list[list[object]]) -> Sheet:
    rectangles = tuple((int(top), int(left), int(bottom), int(right)) for top, left, bottom, right in merged)
    said = {(int(str(row)), int(str(column))): cast(CellNote, str(note)) for row, column, note in notes}
    return replace(sheet, merged=rectangles, notes=said)
