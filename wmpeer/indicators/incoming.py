"""A file that came from somebody else, opened as rows of text: whatever it is packed, encoded and separated with.

What a file is, its first bytes say; its name never does. Rows are read as a stream, so that a table of 641,070 rows needs little memory.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import IO, BinaryIO, cast

from wmpeer.files import name_of
from wmpeer.indicators.ending import Ending
from wmpeer.indicators.errors import (
    DamagedTableError,
    EmptyTableError,
    HtmlTableError,
    NotATableError,
    SeveralTablesError,
    TableHasMacrosError,
    TableTooLargeError,
    TableTooSlowError,
)
from wmpeer.indicators.sheets import Sheet, read_sheets
from wmpeer.progress import Progress, silent

LIMIT = 300 * 1024 * 1024
"""No table is read further than this many bytes, unpacked."""
HEAD = 65_536
MOST_COLUMNS, MOST_ROWS = 5_000, 2_000_000
MOST_SECONDS = 120
"""A text table may be gone through several times; all of it together takes no longer than this."""
_LOOK_UP = 4096
"""After so many rows it is asked whether to stop."""
_LONGEST_LINE = 4 * 1024 * 1024
_LARGEST_WORKBOOK = 50 * 1024 * 1024

_XZ, _GZ, _ZIP, _OLE = b"\xfd7zXZ\x00", b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_NOT_TABLES = (
    (b"PAR1", "a Parquet file", "Save it as CSV and load that."),
    (b"%PDF", "a PDF document", "Load it as a self-evaluation if it is one; figures must come as a table."),
    (b"\x89PNG", "a picture", "Figures must come as a table."),
    (b"\xff\xd8\xff", "a picture", "Figures must come as a table."),
    (b"SQLite format 3", "a database", "Save the table in it as CSV and load that."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Take the table out of it and load that."),
    (b"{\\rtf", "a text document", "Load it as a self-evaluation if it is one."),
)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are not UTF-8 are read as Windows writes them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("wmpeer-cp1252", _as_cp1252)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that can be read as a table: text, or the sheets of a workbook. `sha256` is of the file as it came."""

    path: Path
    name: str
    sha256: str
    head: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[Sheet, ...] = ()
    state: tuple[int, int] = (0, 0)
    progress: Progress = silent
    until: float = field(default_factory=lambda: monotonic() + MOST_SECONDS)
    ending: Ending = field(default_factory=Ending, compare=False)
    stop_at: int = 0
    """Where it is not 0, no rows are read from this one on: the last of a cut file is no row."""

    @property
    def stem(self) -> str:
        """The file's name without its endings: ``lait.csv.xz`` is ``lait``."""
        stem = self.name
        while (cut := Path(stem).suffix.casefold()) in {".csv", ".tsv", ".txt", ".xz", ".gz", ".zip", ".xlsx", ".xls", ".xlsm", ".ods"}:
            stem = stem[: -len(cut)]
        return stem

    @contextmanager
    def _lines(self) -> Iterator[tuple[IO[str], _Capped]]:
        """The text from its beginning, decoded, and the stream it comes from."""
        self._refuse_changed()
        with _unpacked(self.path, self.name) as stream:
            yield io.TextIOWrapper(cast(IO[bytes], io.BufferedReader(stream, 1 << 18)), self.encoding, "wmpeer-cp1252", newline=""), stream
        self._refuse_changed()

    def rows(self) -> Iterator[list[str]]:
        """Every row of a text table, headings and blank rows too. Gone through to the end, `ending` knows how it ends.

        Raises:
            TableTooLargeError, TableTooSlowError, DamagedTableError; StoppedError, from `progress`.
        """
        number = 0
        row: list[str] = []
        try:
            with self._lines() as (lines, stream):
                for number, row in enumerate(csv.reader(lines, delimiter=self.delimiter), start=1):
                    if len(row) > MOST_COLUMNS or number > MOST_ROWS:
                        limit = f"{MOST_ROWS:,} rows" if number > MOST_ROWS else f"{MOST_COLUMNS:,} columns"
                        raise TableTooLargeError(name=self.name, limit=limit)
                    if number % _LOOK_UP == 0:
                        self._look_up()
                    if number == self.stop_at:
                        break
                    yield row
                else:
                    self.ending.note(number, row, stream.tail, stream.final)
        except csv.Error as error:
            raise DamagedTableError(name=self.name, why="a cell is not closed, or a line cannot be split into cells") from error
        except (EOFError, lzma.LZMAError, zlib.error, zipfile.BadZipFile, OSError) as error:
            raise DamagedTableError(name=self.name, why="its packing is broken off or does not add up") from error

    def _look_up(self) -> None:
        self.progress(0, 1, self.name)
        if monotonic() > self.until:
            raise TableTooSlowError(name=self.name, seconds=f"{MOST_SECONDS:g}")

    def _refuse_changed(self) -> None:
        """Later readings must see what the first one saw: the file of this SHA-256."""
        if _state(self.path) != self.state:
            raise DamagedTableError(name=self.name, why="it was changed while it was read")


def open_incoming(path: Path, *, name: str = "", progress: Progress = silent) -> Incoming:
    """Open *path* as a table; *progress* is asked now and then while its rows are read, and may stop that.

    Raises:
        EmptyTableError, NotATableError, HtmlTableError, SeveralTablesError, TableTooLargeError, or DamagedTableError where it cannot
            even be opened.
    """
    name = name or name_of(path)
    try:
        if not path.is_file():
            raise DamagedTableError(name=name, why="it cannot be opened, being no file")
        if path.stat().st_size > LIMIT:
            raise TableTooLargeError(name=name, limit=f"{LIMIT // (1024 * 1024)} MB")
        state = _state(path)
        digest = _digest(path)
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise DamagedTableError(name=name, why="it cannot be opened") from error
    if not start:
        raise EmptyTableError(name=name)
    _refuse_other_kinds(start, name)
    if start[:4] == _OLE or (start[:4] == _ZIP and _is_workbook(path, name)):
        return Incoming(path, name, digest, sheets=read_sheets(_workbook(path, name), name))
    try:
        with _unpacked(path, name) as stream:
            head = _read(stream, HEAD)
            if head[:4] in (_OLE, _ZIP):
                return Incoming(path, name, digest, sheets=read_sheets(head + _read(stream, _LARGEST_WORKBOOK), name))
    except (EOFError, lzma.LZMAError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile, OSError) as error:
        raise DamagedTableError(name=name, why="its packing is broken off or does not add up") from error
    _refuse_other_kinds(head, name)
    encoding = _encoding(head, name)
    text = head.decode(encoding, "wmpeer-cp1252" if encoding != "utf-16" else "replace")
    if not text.strip():
        raise EmptyTableError(name=name)
    if text.lstrip()[:200].casefold().startswith(("<!doctype", "<html", "<?xml", "<table", "<head", "<body")):
        raise HtmlTableError(name=name)
    return Incoming(path, name, digest, text, encoding, _delimiter(text), state=state, progress=progress)


def _workbook(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_WORKBOOK:
            raise TableTooLargeError(name=name, limit=f"{_LARGEST_WORKBOOK // (1024 * 1024)} MB")
        return path.read_bytes()
    except OSError as error:
        raise DamagedTableError(name=name, why="it cannot be opened") from error


def _state(path: Path) -> tuple[int, int]:
    """What changes when somebody writes to a file: its size, and when it was last written (nanoseconds)."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
    return digest.hexdigest()


def _refuse_other_kinds(start: bytes, name: str) -> None:
    for magic, what, advice in _NOT_TABLES:
        if start.startswith(magic):
            raise NotATableError(name=name, what=what, advice=advice)


def _is_workbook(path: Path, name: str) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise DamagedTableError(name=name, why="its packing is broken off") from error
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise NotATableError(name=name, what="a text document", advice="Load it as a self-evaluation if it is one.")
    if any(one.lower().endswith("vbaproject.bin") for one in names):
        raise TableHasMacrosError(name=name)
    return "xl/workbook.xml" in names or "xl/workbook.bin" in names or "content.xml" in names


class _Capped(io.RawIOBase):
    """A stream that refuses to give more than `LIMIT` bytes, or an endless line."""

    def __init__(self, inner: BinaryIO, name: str) -> None:
        self._inner, self._name, self._given, self._line = inner, name, 0, 0
        self.tail = b""
        """What stands behind the last line end, the end of it where it is long."""
        self.final = b""
        """The last byte that ends no line."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        data = self._inner.read(len(view))
        self._given += len(data)
        if self._given > LIMIT:
            raise TableTooLargeError(name=self._name, limit=f"{LIMIT // (1024 * 1024)} MB")
        ended = max(data.rfind(b"\n"), data.rfind(b"\r"))
        self._line = len(data) - ended - 1 + (self._line if ended < 0 else 0)
        self.final = data.rstrip(b"\r\n\0")[-1:] or self.final
        self.tail = ((self.tail if ended < 0 else b"") + data[ended + 1 :])[-HEAD:]
        if self._line > _LONGEST_LINE:
            raise TableTooLargeError(name=self._name, limit=f"{_LONGEST_LINE // (1024 * 1024)} MB in one line")
        view[: len(data)] = data
        return len(data)


@contextmanager
def _unpacked(path: Path, name: str) -> Iterator[_Capped]:
    with path.open("rb") as file:
        start = file.read(8)
        file.seek(0)
        if start.startswith(_XZ):
            with lzma.open(file) as inner:
                yield _Capped(cast(BinaryIO, inner), name)
        elif start.startswith(_GZ):
            with gzip.open(file) as inner:
                yield _Capped(cast(BinaryIO, inner), name)
        elif start.startswith(_ZIP):
            with zipfile.ZipFile(file) as archive, archive.open(_only_member(archive, name)) as inner:
                yield _Capped(cast(BinaryIO, inner), name)
        else:
            yield _Capped(file, name)


def _only_member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    members = [info for info in archive.infolist() if not info.is_dir() and not info.filename.startswith("__MACOSX/")]
    members = [info for info in members if not info.filename.casefold().endswith((".meta.csv", ".txt", ".md"))] or members
    if any(info.flag_bits & 1 for info in members):
        raise DamagedTableError(name=name, why="it is locked with a password")
    if len(members) != 1:
        raise SeveralTablesError(name=name, count=len(members)) if members else EmptyTableError(name=name)
    return members[0]


def _read(stream: io.RawIOBase, size: int) -> bytes:
    parts = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _encoding(head: bytes, name: str) -> str:
    """UTF-16 by its mark or its zero bytes; else UTF-8, in which what does not fit is read as Windows writes it."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    even, odd = head[:2048:2].count(0), head[1:2048:2].count(0)
    if max(even, odd) > len(head[:2048]) // 4 and min(even, odd) * 10 < max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    if even or odd:
        raise NotATableError(name=name, what="not text", advice="Save the table as CSV or XLSX and load that.")
    return "utf-8-sig"


def _delimiter(text: str) -> str:
    """What separates cells: of comma, semicolon, tab and bar, the one that splits the first lines into most cells, evenly."""
    lines = [line for line in text.splitlines()[:25] if line.strip()]

    def worth(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        usual = max(set(widths), key=lambda width: (widths.count(width) if width > 1 else 0, width))
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(",;\t|", key=worth) if lines else ","
