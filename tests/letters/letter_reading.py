"""What a reader sees of a letter's files."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import docx
import pypdfium2


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page."""
    document: Any = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def pdf_words(data: bytes) -> str:
    return words(" ".join(pdf_pages(data)))


def pdf_bodies(data: bytes) -> str:
    """The pages without their furniture, so that a paragraph over two pages is one text."""
    kept = []
    for page in pdf_pages(data):
        lines = page.replace("\r\n", "\n").split("\n")
        kept += [line for line in lines if not _is_furniture(line)]
    return "\n".join(kept)


def _is_furniture(line: str) -> bool:
    return line.isdigit() or line.startswith(("DRAFT", "OFFICIAL-SENSITIVE DRAFT", "Page ")) or " · Kelsborough" in line


def docx_text(data: bytes) -> str:
    """Every text of the body in order, tables included."""
    document: Any = docx.Document(BytesIO(data))
    return "\n".join(_texts(document))


def docx_styles(data: bytes) -> str:
    """Each paragraph with its style, tables cell by cell, headers and footers last."""
    document: Any = docx.Document(BytesIO(data))
    lines = []
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            lines += [f"[{part.style.name}] " + " | ".join(cell.text.replace("\n", " / ") for cell in row.cells) for row in part.rows]
        else:
            lines.append(f"[{part.style.name}] {part.text}".rstrip())
    section = document.sections[0]
    return "\n".join([*lines, f"[header] {section.header.paragraphs[0].text}", f"[footer] {section.footer.paragraphs[0].text}"]) + "\n"


def _texts(document: Any) -> list[str]:
    found = []
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            found += [cell.text for row in part.rows for cell in row.cells]
        else:
            found.append(part.text)
    return found


def words(text: str) -> str:
    """Words with single spaces, whatever the line breaks and hyphens of the paper."""
    return re.sub(r"\s+", " ", text.replace("\ufffe", "").replace("\x02", "")).strip()


def bag(text: str) -> str:
    """The text without any space: two papers break lines at different places."""
    return re.sub(r"\s+", "", text.replace("\ufffe", "").replace("\x02", ""))
