"""What a reader sees of a spreadsheet, and what a colleague does to one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pypdfium2
from openpyxl import load_workbook


def opened(data: bytes) -> Any:
    return load_workbook(BytesIO(data))


def pdf_words(data: bytes) -> str:
    """The words of a PDF with single spaces."""
    document: Any = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    return re.sub(r"\s+", " ", text.replace("\ufffe", "").replace("\x02", "")).strip()


def filled(data: bytes, cells: Mapping[tuple[str, str], object]) -> bytes:
    """*data* as a colleague saves it after writing into those cells (sheet, cell)."""
    book = opened(data)
    for (sheet, cell), value in cells.items():
        book[sheet][cell] = value
    return kept(book)


def kept(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_text(data: bytes) -> str:
    """Every sheet, row by row, with each number's format."""
    lines = []
    for sheet in opened(data).worksheets:
        lines.append(f"# {sheet.title} ({sheet.sheet_state}, frozen {sheet.freeze_panes}, filter {sheet.auto_filter.ref})")
        for row in sheet.iter_rows():
            cells = [_cell(cell) for cell in row]
            if any(cells):
                lines.append(" | ".join(cells).rstrip(" |"))
    return "\n".join(lines) + "\n"


def _cell(cell: Any) -> str:
    if cell.value is None:
        return ""
    if cell.data_type == "n":
        return f"{cell.value:g} [{cell.number_format}]"
    return str(cell.value).replace("\n", " / ")
