"""What an XLS workbook says of a cell beside its value: shown as a percentage, or an error.

XLS is a compound file ([MS-CFB]: a header, a table of sectors, streams) whose stream ``Workbook`` is a row of records ([MS-XLS], BIFF8):
FORMAT and XF tell how a number is shown, BOUNDSHEET where a sheet begins, NUMBER, RK, MULRK and FORMULA bear a cell's format.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from wmpeer.indicators.number_formats import BUILT_IN, shown_as

_FREE = 0xFFFFFFFA
"""Numbers of sectors from here on are no sectors."""
_BOF, _EOF, _FORMAT, _XF, _BOUNDSHEET = 0x0809, 0x000A, 0x041E, 0x00E0, 0x0085
_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


class Shown(NamedTuple):
    """A cell (row and column from 0) that is shown as a percentage, a month or a year, or holds the error that it says."""

    row: int
    column: int
    kind: str
    error: str = ""


def shown_cells(data: bytes, sheet: str) -> list[Shown]:
    """The odd cells of the sheet called *sheet*, row by row. None where the file is not put together as it should be."""
    try:
        stream = _stream(data)
        return sorted(set(_of_sheet(stream, *_globals(stream, sheet)))) if stream else []
    except (struct.error, IndexError, UnicodeDecodeError):
        return []


def _stream(data: bytes) -> bytes:
    """The stream of the workbook, or nothing."""
    (shift,) = struct.unpack_from("<H", data, 30)
    size = 1 << min(shift, 16)
    directory, cutoff, mini_start = struct.unpack_from("<I4xII", data, 48)

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    tables = [number for number in struct.unpack_from("<109I", data, 76) if number < _FREE]
    more, count = struct.unpack_from("<II", data, 68)
    while more < _FREE and count and len(tables) < len(data) // size:
        numbers = struct.unpack(f"<{size // 4}I", sector(more))
        tables += [number for number in numbers[:-1] if number < _FREE]
        more, count = numbers[-1], count - 1
    fat = [number for table in tables for number in struct.unpack(f"<{size // 4}I", sector(table))]

    def chain(start: int, links: list[int]) -> Iterator[int]:
        steps = 0
        while start < len(links) and steps <= len(links):
            yield start
            start, steps = links[start], steps + 1

    entries = b"".join(map(sector, chain(directory, fat)))
    root = b""
    for at in range(0, len(entries) - 127, 128):
        (letters,) = struct.unpack_from("<H", entries, at + 64)
        name = entries[at : at + max(0, min(letters, 64) - 2)].decode("utf-16-le")
        start, length = struct.unpack_from("<II", entries, at + 116)
        if entries[at + 66] == 5:
            root = b"".join(map(sector, chain(start, fat)))
        elif name in ("Workbook", "Book"):
            if length >= cutoff:
                return b"".join(map(sector, chain(start, fat)))[:length]
            mini = [number for table in chain(mini_start, fat) for number in struct.unpack(f"<{size // 4}I", sector(table))]
            return b"".join(root[number * 64 : number * 64 + 64] for number in chain(start, mini))[:length]
    return b""


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Number, place and length of each record from *at* to the end of its part; what is embedded in it is passed over."""
    depth = 0
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        at += 4
        depth += (number == _BOF) - (number == _EOF)
        if depth == 1:
            yield number, at, length
        if depth <= 0:
            return
        at += length


def _globals(stream: bytes, sheet: str) -> tuple[int, dict[int, str]]:
    """Where *sheet* begins, and how cells of each style are shown, where that is odd."""
    start, formats = -1, []
    kinds = {int(code): kind for code, kind in BUILT_IN.items()}
    for number, at, _ in _records(stream, 0):
        if number == _FORMAT:
            code, letters = struct.unpack_from("<HH", stream, at)
            kinds[code] = shown_as(_text(stream, at + 4, letters))
        elif number == _XF:
            formats.append(struct.unpack_from("<H", stream, at + 2)[0])
        elif number == _BOUNDSHEET and _text(stream, at + 7, stream[at + 6]) == sheet:
            (start,) = struct.unpack_from("<I", stream, at)
    return start, {at: kind for at, code in enumerate(formats) if (kind := kinds.get(code))}


def _text(stream: bytes, at: int, letters: int) -> str:
    wide = stream[at] & 1
    return stream[at + 1 : at + 1 + letters * (1 + wide)].decode("utf-16-le" if wide else "latin-1")


def _of_sheet(stream: bytes, start: int, styles: dict[int, str]) -> Iterator[Shown]:
    if start < 0:
        return
    for number, at, length in _records(stream, start):
        if number in (_NUMBER, _RK, _FORMULA, _BOOLERR):
            row, column, style = struct.unpack_from("<HHH", stream, at)
            if number == _BOOLERR:
                if stream[at + 7]:
                    yield Shown(row, column, "error", _ERRORS.get(stream[at + 6], "#ERROR"))
            elif number == _FORMULA and stream[at + 12 : at + 14] == b"\xff\xff":
                if stream[at + 6] == 2:
                    yield Shown(row, column, "error", _ERRORS.get(stream[at + 8], "#ERROR"))
            elif style in styles:
                yield Shown(row, column, styles[style])
        elif number == _MULRK:
            row, first = struct.unpack_from("<HH", stream, at)
            for place in range((length - 6) // 6):
                if kind := styles.get(struct.unpack_from("<H", stream, at + 4 + place * 6)[0]):
                    yield Shown(row, first + place, kind)
