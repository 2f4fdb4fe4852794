"""Running headers, footers and page numbers of a PDF: found by what repeats in the margins. Pure."""

from __future__ import annotations

import re
from collections import defaultdict

from wmpeer.documents.pdf_line import Line, PageLines

_TOP, _BOTTOM = 0.069, 0.076  # of the page's height: closer to the edge, and hardly anybody begins or ends their text there
_WIDER = 0.13  # here only what stands on most pages in exactly these words, such as a header's second line
_DIGITS = re.compile(r"\d+|\b[ivxlc]{1,6}\b")
_NUMBER = re.compile(r"(?:page|tudalen|p\.?)?\s*[-–|(]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-–|)]?\s*(?:(?:of|/|o)\s*\d{1,4})?", re.IGNORECASE)
_LOOSE, _EXACT = "\0", "\1"
_MOST_WORDS_AROUND_A_NUMBER = 14
_HEIGHT_STEP = 6  # points: producers round


def take_running(pages: list[PageLines]) -> list[tuple[int, str]]:
    """Take running lines out of *pages*; gives what they said, each wording once with the page where it stood first: a protective marking
    may stand nowhere else. Page numbers alone are no words.

    A line runs when the same wording stands at the same height in the margin of at least three pages (of both pages of a document of two).
    The numbers in it may differ if it is no sentence. A document of nothing else keeps its lines.
    """
    keys = [_keys_of(page) for page in pages]
    running = _running(pages, keys)
    marks = [_marked(page, found, running) for page, found in zip(pages, keys, strict=True)]
    if all(all(marked) for marked in marks):
        return []
    said: dict[str, tuple[int, str]] = {}
    for page, marked in zip(pages, marks, strict=True):
        for line in (line for line, runs in zip(page.lines, marked, strict=True) if runs):
            if not _NUMBER.fullmatch(line.text.strip()):
                said.setdefault(_without_numbers(line.text), (page.number, line.text))
        page.lines = [line for line, runs in zip(page.lines, marked, strict=True) if not runs]
    return list(said.values())


_Key = tuple[str, int]


def _marked(page: PageLines, every: list[list[_Key]], running: set[_Key]) -> list[bool]:
    """Which lines of the page run. Further in, a line runs only beside one that does: the second line of a header."""
    found = [[key for key in keys if key in running] for keys in every]
    bases = [line.base for line, keys in zip(page.lines, found, strict=True) if keys and not keys[0][0].startswith(_EXACT)]
    return [
        bool(keys) and (not keys[0][0].startswith(_EXACT) or any(abs(line.base - base) <= 2 * line.size for base in bases))
        for line, keys in zip(page.lines, found, strict=True)
    ]


def _running(pages: list[PageLines], every: list[list[list[_Key]]]) -> set[_Key]:
    seen: dict[_Key, set[int]] = defaultdict(set)
    for page, found in zip(pages, every, strict=True):
        for keys in found:
            for key in keys:
                seen[key].add(page.number)
    enough = 3 if len(pages) > 2 else 2
    most = max(enough, len(pages) // 2 + 1)
    return {
        key for key, numbers in seen.items() if len(numbers) >= (most if key[0].startswith(_EXACT) else 2 if _is_number(key[0]) else enough)
    }


def _keys_of(page: PageLines) -> list[list[_Key]]:
    """For each line under which wordings and heights it may be found again; none for lines outside the margins."""
    height = page.height or 1
    top, bottom = height * _WIDER, height * (1 - _WIDER)
    return [[] if top < line.base < bottom else _keys(line, height) for line in page.lines]


def _keys(line: Line, height: float) -> list[_Key]:
    if line.base <= height * _TOP:
        step = line.base / _HEIGHT_STEP
    elif line.base >= height * (1 - _BOTTOM):
        step = -1 - (height - line.base) / _HEIGHT_STEP
    elif line.base <= height * _WIDER or line.base >= height * (1 - _WIDER):
        return [(_EXACT + line.text.strip(), round(line.base / _HEIGHT_STEP))]
    else:
        return []
    places = {int(step // 1), int((step + 0.5) // 1) + 10_000}  # two grids, half a step apart: one of them forgives
    wordings = {line.text.strip()}
    loose = _without_numbers(line.text)
    if loose.count(" ") < _MOST_WORDS_AROUND_A_NUMBER and not line.text.rstrip().endswith((".", "!", "?")):
        wordings.add(_LOOSE + loose)
    return [(wording, place) for wording in wordings for place in places]


def _without_numbers(text: str) -> str:
    return _DIGITS.sub("#", text.lower()).strip()


def _is_number(wording: str) -> bool:
    """Whether nothing but a page number was there before numbers were put aside."""
    return wording.startswith(_LOOSE) and bool(_NUMBER.fullmatch(wording[1:].replace("#", "1")))
