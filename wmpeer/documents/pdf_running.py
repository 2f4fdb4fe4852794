"""Running headers, footers and page numbers of a PDF: found by what repeats in the margins. Pure."""

from __future__ import annotations

import re
from collections import defaultdict

from wmpeer.documents.pdf_lines import Line, PageLines

_MARGIN = 0.095  # of the page's height, above and below
_DIGITS = re.compile(r"\d+|\b[ivxlc]{1,6}\b")
_NUMBER = re.compile(r"(?:page|tudalen|p\.?)?\s*[-–|(]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-–|)]?\s*(?:(?:of|/|o)\s*\d{1,4})?", re.IGNORECASE)


def split_running(pages: list[PageLines]) -> dict[int, list[str]]:
    """Take running lines out of *pages*; what they said stays once, by the number of the page where it was first seen.

    A line runs when the same wording (numbers apart) stands at the same height in the margin of at least three pages, or of all pages
    of a document of two. Page numbers that stand alone go altogether.
    """
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for line in page.lines:
            if key := _key(line, page):
                seen[key].add(page.number)
    enough = 3 if len(pages) > 2 else 2
    running = {key for key, numbers in seen.items() if len(numbers) >= (2 if _is_number(key[0]) else enough)}
    kept: dict[int, list[str]] = {}
    said: set[str] = set()
    for page in pages:
        rest: list[Line] = []
        for line in page.lines:
            key = _key(line, page)
            if key is None or not _runs(key, running):
                rest.append(line)
            elif not _NUMBER.fullmatch(line.text.strip()) and key[0] not in said:
                said.add(key[0])
                kept.setdefault(page.number, []).append(line.text)
        page.lines = rest
    return kept


def _key(line: Line, page: PageLines) -> tuple[str, int] | None:
    """Wording without its numbers, and height from the nearer edge in steps of six points; None for lines outside the margins."""
    height = page.height or 1
    if line.base <= height * _MARGIN:
        where = round(line.base / 6)
    elif line.base - line.size * 0.7 >= height * (1 - _MARGIN):
        where = -1 - round((height - line.base) / 6)
    else:
        return None
    return _DIGITS.sub("#", line.text.lower()).strip(), where


def _is_number(wording: str) -> bool:
    """Whether nothing but a page number was there before numbers were put aside."""
    return bool(_NUMBER.fullmatch(wording.replace("#", "1")))


def _runs(key: tuple[str, int], running: set[tuple[str, int]]) -> bool:
    """A step of six points is forgiven: producers round."""
    wording, where = key
    return key in running or (wording, where + 1) in running or (wording, where - 1) in running
