"""Footnotes of a PDF: small lines at the foot of a page that begin with a mark. Pure."""

from __future__ import annotations

import re

from wmpeer.documents.pdf_line import Line, PageLines

_MARK = re.compile(r"(?:(\d{1,3})|[ivx]{1,4}(?=\s)|[*†‡§]+)\s*(?=\S)")
_REFERRED = re.compile(r"\[(\d{1,3}|[ivx]{1,5}|[*†‡§])[\],–-]")
_SMALLER = 0.95  # of the size of the page's text
_UPPER_PART = 0.3  # of the page's height: no footnote begins in it


def find_notes(page: PageLines) -> None:
    """Number the lines of the page's footnotes: 1 for those of the first note, and so on."""
    if not any(line.mark for line in page.lines) and not any("[" in line.text for line in page.lines):
        return
    first = _first_of_foot(page)
    if first < 0:
        return
    body = _body_size(page)
    referred = {found for line in page.lines for found in _REFERRED.findall(line.text)}
    note, reached = 0, 0
    for line in page.lines[first:]:
        found = _MARK.match(line.text)
        if found and (line.mark or found[0].strip() in referred) and line.size <= body * _SMALLER:
            number = int(found[1]) if found[1] else 0
            if not note or not number or number == reached + 1 or line.mark:
                note, reached = note + 1, number
        line.note = note


def _body_size(page: PageLines) -> float:
    sizes: dict[float, int] = {}
    for line in page.lines:
        size = round(line.size * 2) / 2
        sizes[size] = sizes.get(size, 0) + len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _first_of_foot(page: PageLines) -> int:
    """Where the small lines at the end of the page's text begin with one that has a mark; -1 for nowhere."""
    body, found = _body_size(page), -1
    floor = max((line.base for line in page.lines if line.size > body * _SMALLER), default=0.0)
    for place in range(len(page.lines) - 1, -1, -1):
        line = page.lines[place]
        if not _is_small(line, body) or line.base < page.height * _UPPER_PART:
            break
        if _MARK.match(line.text) and line.base > floor - line.size:
            found = place
    return found


def _is_small(line: Line, body: float) -> bool:
    return line.size <= body * _SMALLER and not line.cells and line.cell is None and line.upright
