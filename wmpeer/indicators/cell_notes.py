"""What a workbook's file says of a cell beside its value: shown as a percentage, an error, a formula whose result was not saved, merged.

The library that lays out the sheets gives a number without its format, and nothing for an error or an unsaved result. XLSX is Office Open
XML (ECMA-376: ``styles.xml`` numFmts, ``c/@s``, ``c/@t="e"``, ``c/f`` without ``c/v``); ODS is OpenDocument 1.3 (``office:value-type``,
``table:number-columns-spanned``). An XLSX cell without its place (``r``), and any XLSB cell, has no notes; of XLS, see
`biff_notes`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from defusedxml.ElementTree import fromstring

from wmpeer.indicators.biff_notes import shown_cells
from wmpeer.indicators.number_formats import BUILT_IN, shown_as

UNSAVED = "formula without a result"
"""What stands in a cell whose formula's result was not saved with the file."""
_CHUNK = 1 << 20
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\s(?=[^<>]*\st=["']e["'])[^<>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*>.*?<(?:\w+:)?v>([^<]{1,40})<""", re.DOTALL
)
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\s(?![^<>]*\st=["']str["'])[^<>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"""
    rb"""\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_OPEN = re.compile(rb"""<table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])([^<>]*)>""")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated=["'](\d{1,9})["']""")
_SPANNED = re.compile(rb"""number-(rows|columns)-spanned=["'](\d{1,6})["']""")
_NAME = re.compile(rb"""table:name=["']([^"'<>]*)["']""")
_TEXT = re.compile(rb"<text:p[^<>]*>([^<]{1,40})<")
_SHEET_ERROR = re.compile(rb"(?:#[A-Z][A-Z0-9/]{1,8}[!?]?|#N/A|Err:\d{3})")


class Odd(NamedTuple):
    """An odd cell (row and column from 0). `kind` is a note's, or how a day is shown (month, year); `text` is what an error says; a merged
    one ends at `until`."""

    row: int
    column: int
    kind: str
    text: str = ""
    until: tuple[int, int] = (0, 0)


def odd_cells(data: bytes, sheet: str, place: int) -> Iterator[Odd]:
    """The odd cells of the *place*-th sheet, called *sheet*, row by row. An XLSB file has none."""
    if data[:4] != b"PK\x03\x04":
        yield from (Odd(*cell) for cell in shown_cells(data, sheet))
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            yield from _of_document(archive.read("content.xml"), place)
        elif "xl/workbook.xml" in names and (part := _part_of(archive, sheet)) in names:
            yield from _of_workbook(archive, part, _styles(archive) if "xl/styles.xml" in names else {})


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Where a sheet's cells stand in the archive, or empty."""
    book = fromstring(archive.read("xl/workbook.xml"))
    wanted = ""
    for one in book.iter():
        if one.tag.endswith("}sheet") and one.get("name") == sheet:
            wanted = next((value for key, value in one.attrib.items() if key.endswith("}id")), "")
    if not wanted or "xl/_rels/workbook.xml.rels" not in archive.namelist():
        return ""
    target = next((one.get("Target", "") for one in fromstring(archive.read("xl/_rels/workbook.xml.rels")) if one.get("Id") == wanted), "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _styles(archive: zipfile.ZipFile) -> dict[str, str]:
    """The cell styles that show a number as a percentage, or a day as a month or a year, by their numbers."""
    root = fromstring(archive.read("xl/styles.xml"))
    own = {one.get("numFmtId", "0"): shown_as(one.get("formatCode", "")) for one in root.iter() if one.tag.endswith("}numFmt")}
    formats = next((one for one in root if one.tag.endswith("}cellXfs")), ())
    kinds = {str(at): {**BUILT_IN, **own}.get(one.get("numFmtId", "0"), "") for at, one in enumerate(formats)}
    return {style: kind for style, kind in kinds.items() if kind}


def _of_workbook(archive: zipfile.ZipFile, part: str, styles: Mapping[str, str]) -> Iterator[Odd]:
    numbers = "|".join(styles).encode()
    shown = re.compile(
        rb"""<(?:\w+:)?c\s(?=[^<>]*\ss=["'](""" + numbers + rb""")["'])[^<>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*(?<!/)>"""
    )
    with archive.open(part) as sheet:
        tail = b""
        while chunk := sheet.read(_CHUNK):
            text = tail + chunk
            cut = text.rfind(b"row>") + 4
            text, tail = (text[:cut], text[cut:]) if cut > 3 else (b"", text)
            found = [Odd(int(at[3]) - 1, _column(at[2]), styles[at[1].decode()]) for at in shown.finditer(text)] if styles else []
            if b"<f" in text or b":f" in text:
                found += [Odd(int(at[2]) - 1, _column(at[1]), "formula-unknown", UNSAVED) for at in _FORMULA.finditer(text)]
            if b't="e"' in text or b"t='e'" in text:
                found += [Odd(int(at[2]) - 1, _column(at[1]), "error", _said(at[3])) for at in _ERROR.finditer(text)]
            yield from sorted(found)


def _of_document(content: bytes, place: int) -> Iterator[Odd]:
    row = column = following = seen = 0
    seen = -1
    for tag in _OPEN.finditer(content):
        said = _REPEATED.search(tag[2])
        times = int(said[1]) if said else 1
        if tag[1] == b"table":
            seen, row, following = seen + 1, 0, 0
            if seen > place:
                return
        elif tag[1] == b"table-row":
            row, following, column = row + following, times, 0
        else:
            if seen == place:
                yield from _of_cell(content, tag, row, column, times, following)
            column += times


def _of_cell(content: bytes, tag: re.Match[bytes], row: int, column: int, times: int, rows: int) -> Iterator[Odd]:
    attributes = tag[2]
    spans = {one[1]: int(one[2]) for one in _SPANNED.finditer(attributes)}
    if spans and max(spans.values()) > 1:
        yield Odd(row, column, "merged", "", (row + spans.get(b"rows", 1) - 1, column + spans.get(b"columns", 1) - 1))
    if b'value-type="percentage"' in attributes:
        yield from (Odd(row + down, column + across, "percent") for down in range(min(rows, 5_000)) for across in range(min(times, 500)))
    elif b"formula=" in attributes:
        text = _TEXT.match(content, tag.end()) if not attributes.endswith(b"/") else None
        if b'value-type="error"' in attributes or (text is not None and _SHEET_ERROR.fullmatch(text[1])):
            yield Odd(row, column, "error", _said(text[1]) if text else "#ERROR")
        elif b"value-type=" not in attributes:
            yield Odd(row, column, "formula-unknown", UNSAVED)


def _said(text: bytes) -> str:
    return unescape(text.decode("utf-8", "replace")).strip()


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
