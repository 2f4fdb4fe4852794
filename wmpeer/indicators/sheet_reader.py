"""The sheets of a workbook (XLSX, XLS, ODS) laid out as rows of text. Runs in a process of its own: a few letters in a workbook can make
the library ask for more memory than there is, and end the process it runs in."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import python_calamine

from wmpeer.clock import MONTHS
from wmpeer.indicators.cell_notes import Odd, odd_cells
from wmpeer.indicators.errors import DamagedTableError, TableTooLargeError

_MOST_NOTES, _MOST_ABOUT = 20_000, 1 << 16
_SAVED = re.compile(rb"<(?:dcterms:modified|dc:date)[^>]*>\s*((?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))[T\s<]")
_ENTRIES, _INFLATED, _CELLS = 5_000, 300 * 1024 * 1024, 20_000_000
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?r=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*(?<!/)>""")
_OPEN_CELL = re.compile(rb"""<table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])([^<>]*)>""")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated=["'](\d{1,9})["']""")
_ENCRYPTED = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e".encode("latin-1")


@dataclass(slots=True)
class LaidOut:
    """A sheet: `rows` gives its rows once, and when they are through `merged` and `notes` (row, column, note) are known."""

    name: str
    hidden: bool
    first: tuple[int, int]
    rows: Iterator[list[str]] = field(default_factory=lambda: iter(()))
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    notes: list[tuple[int, int, str]] = field(default_factory=list)


def saved_on(data: bytes) -> str:
    """The ISO day on which a workbook says that it was last saved; empty where it does not say."""
    if data[:4] != b"PK\x03\x04":
        return ""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in ("docProps/core.xml", "meta.xml"):
            if name in parts.namelist():
                with parts.open(name) as part:
                    found = _SAVED.search(part.read(_MOST_ABOUT))
                return found[1].decode("ascii") if found else ""
    return ""


def sheets_in(data: bytes, name: str, *, whole: bool = False) -> Iterator[LaidOut]:
    """Every sheet of a workbook; *whole* keeps the empty rows and columns before the first cell.

    Raises:
        DamagedTableError: it is locked with a password, or cannot be read. TableTooLargeError: it swells beyond all use.
    """
    if data[:4] == b"PK\x03\x04":
        _measure(data, name)
    elif _ENCRYPTED in data:
        raise DamagedTableError(name=name, why="it is locked with a password")
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for place, about in enumerate(book.sheets_metadata):
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            first = (0, 0) if whole else sheet.start or (0, 0)
            laid_out = LaidOut(about.name, about.visible != python_calamine.SheetVisibleEnum.Visible, first)
            laid_out.merged = [(*start, *end) for start, end in (sheet.merged_cell_ranges or ())[:_MOST_NOTES]]
            odd = odd_cells(data, about.name, place)
            laid_out.rows = _rows(laid_out, sheet.to_python(skip_empty_area=not whole), odd)
            yield laid_out
    except BaseException as error:
        if not isinstance(error, (python_calamine.CalamineError, ValueError, OSError)) and type(error).__name__ != "PanicException":
            raise  # the reader's own panics are no Exception
        locked = "password" in str(error).casefold()
        raise DamagedTableError(name=name, why="it is locked with a password" if locked else "its sheets cannot be read") from error


def _rows(sheet: LaidOut, rows: Iterable[Sequence[object]], odd: Iterator[Odd]) -> Iterator[list[str]]:
    """The rows as text, each with what is odd about its cells."""
    down, across = sheet.first
    following = next(odd, None)
    for number, row in enumerate(rows, start=down):
        cells = [cell_text(cell) for cell in row]
        while following is not None and following.row <= number:
            place = following.column - across
            if following.kind == "merged":
                if len(sheet.merged) < _MOST_NOTES:
                    sheet.merged.append((following.row, following.column, *following.until))
            elif following.row == number and 0 <= place < len(cells):
                _note(sheet, cells, place, row[place], following)
            following = next(odd, None)
        yield cells


def _note(sheet: LaidOut, cells: list[str], place: int, value: object, odd: Odd) -> None:
    if odd.kind == "percent":
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            cells[place] = percent_text(value)
        return
    if odd.kind in ("month", "year"):
        if isinstance(value, date):
            cells[place] = f"{MONTHS[value.month - 1]} {value.year}" if odd.kind == "month" else str(value.year)
        return
    cells[place] = odd.text
    if len(sheet.notes) < _MOST_NOTES:
        sheet.notes.append((odd.row, odd.column, odd.kind))


def percent_text(value: float) -> str:
    """A number that is shown as a percentage, as it is shown: 0.125 is ``12.5%``."""
    return f"{(Decimal(cell_text(float(value))) * 100).normalize():f}%"


def cell_text(value: object) -> str:
    """A workbook's cell as text; whole numbers lose their ``.0``, days lose their midnight."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value) if isinstance(value, (int, time, timedelta)) else ""


def _measure(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > _ENTRIES or sum(info.file_size for info in infos) > _INFLATED:
                raise TableTooLargeError(name=name, limit=f"{_INFLATED // (1024 * 1024)} MB")
            for info in infos:
                if info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml"):
                    with archive.open(info) as sheet:
                        _refuse_far_cells(iter(lambda: sheet.read(1 << 20), b""), name)
                elif info.filename == "content.xml":
                    _refuse_repeated_cells(archive.read(info), name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise DamagedTableError(name=name, why="its packing is broken off") from error


def _refuse_far_cells(chunks: Iterator[bytes], name: str) -> None:
    """Refuse a sheet with a cell so far out that the rectangle up to it fits into no memory: the reader lays it out whole."""
    rows = columns = 0
    tail = b""
    for chunk in chunks:
        text = tail + chunk
        for column, row in _CELL.findall(text):
            rows, columns = max(rows, int(row)), max(columns, _column_number(column))
        if rows * columns > _CELLS:
            raise TableTooLargeError(name=name, limit=f"{_CELLS // 1_000_000} million cells")
        tail = text[-200:]


def _refuse_repeated_cells(content: bytes, name: str) -> None:
    """The same for an open document: a few letters there may say that a row or a cell is repeated a million times."""
    row = rows = columns = last = across = 0
    for tag in _OPEN_CELL.finditer(content):
        said = _REPEATED.search(tag[2])
        times = int(said[1]) if said else 1
        if tag[1] == b"table":
            row = rows = columns = last = 0
            continue
        if tag[1] == b"table-row":
            row, last, across = row + last, times, 0
            continue
        across += times
        if b"value-type" in tag[2]:  # empty cells are not laid out
            rows, columns = max(rows, row + last), max(columns, across)
            if rows * columns > _CELLS:
                raise TableTooLargeError(name=name, limit=f"{_CELLS // 1_000_000} million cells")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
