"""Sentences in passages, each with its place in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wmpeer.documents.records import CELL_JOIN, Passage

_END = re.compile(
    r"(?<=[^\s.][.!?])(?P<foot>[\"”’')\]]*)\s+(?=[A-Z“\"‘'(\[•])"  # an ordinary full stop
    r"|(?<=[A-Za-z0-9)”%][.!?])\s+(?=\d[\d,.]*(?:\s?%|\s+[a-z]))"  # a sentence that begins with a number
    r"|(?<=[a-z)”%][.!?])\d{1,3}(?:,\s?\d{1,3})*\s+(?=[A-Z])"  # with the number of a note behind it
    r"|\s+[•▪●◦]\s*"
)
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|approx|vs|no|nos|st|dr|mr|mrs|ms|cf|ca|c|fig|figs|para|incl|excl|est|ave|avg|etc|s|p|pp|sec|ss|paras|art|vol|reg|regs|ch|app|annex|table|section|max|min|ref|key))\.$",
    re.IGNORECASE,
)
_LEAST_WORDS = 5
_FIGURES_IN_A_ROW = re.compile(r"\d%?\s+\d[\d,.]*%?(?:\s+\d|\s*$)")
"""Cells of a row that ran together: "(rate per 10,000) 32.5 33.3"."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage. `start` counts in the document's text; `before` is the sentence before it in the passage, or empty.
    `page` is the one on which it begins, `last_page` the one on which it ends."""

    text: str
    start: int
    page: int | None
    heading: str
    before: str
    last_page: int | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def sentences(passage: Passage) -> Iterator[Sentence]:
    """The sentences of a passage; headings and the labels of charts have none, and of a table's row only the cells that read like one."""
    if passage.kind in ("heading", "drawing"):
        return
    if passage.kind == "table-row":
        for start, cell in _cells(passage.text):
            if len(cell.split()) >= _LEAST_WORDS + 2 and not _FIGURES_IN_A_ROW.search(cell):
                yield from _split(cell, passage, start)
        return
    yield from _split(passage.text, passage, 0)


def _cells(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for cell in text.split(CELL_JOIN):
        yield at, cell
        at += len(cell) + len(CELL_JOIN)


def _split(text: str, passage: Passage, offset: int) -> Iterator[Sentence]:
    before, at = "", 0
    for end, following in _ends(text):
        piece = text[at:end]
        bare = piece.strip()
        if bare:
            start = passage.start + offset + at + len(piece) - len(piece.lstrip())
            yield Sentence(bare, start, passage.page_at(start), passage.heading, before, passage.page_at(start + len(bare) - 1))
            before = bare
        at = following


def _ends(text: str) -> Iterator[tuple[int, int]]:
    for found in _END.finditer(text):
        closing = found.start() + len(found["foot"] or "")
        if not _SHORT.search(text, max(0, found.start() - 8), found.start()):
            yield closing, found.end()
    yield len(text), len(text)
