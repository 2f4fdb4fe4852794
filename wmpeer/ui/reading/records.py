"""What the reading pane is given and what it gives back: frozen records, no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from wmpeer.documents.anchors import Anchor

QUIET = "note"
"""The kind of a mark that a private note left: a dotted line and no tint."""
KIND_KEYS = {"s": "strength", "h": "practice", "c": "consider", "q": "question", "x": "concern", "i": "suggestion"}


class Place(NamedTuple):
    """A point between two characters: in page or passage number `unit` (from 0), before character `offset`."""

    unit: int
    offset: int


class Span(NamedTuple):
    """Characters of one page or passage, `end` excluded."""

    unit: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Selection:
    """Words a reader chose: a W3C TextPosition (`start`, `end` in the document's text) and TextQuote selector.

    `page` counts from 1 (None where the format has no pages), `passage` is the number of the passage
    the words begin in, from 1 (None where the document's passages are not known).
    """

    document: str
    page: int | None
    passage: int | None
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    @property
    def anchor(self) -> Anchor:
        return Anchor(self.exact, self.prefix, self.suffix, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page a reader drew: page from 1, `box` left, top, width and height in per cent of the page, its picture as PNG."""

    document: str
    page: int
    box: tuple[float, float, float, float]
    png: bytes


@dataclass(frozen=True, slots=True)
class Mark:
    """Evidence of a finding or of a private note, as painted. `kind` is a kind of finding (or "alert", or `QUIET`); `page` from 1 helps to
    find the words in a PDF.

    With a `box` (per cent of the page) it is a part of the page, not words.
    """

    id: str
    kind: str
    anchor: Anchor
    area: str = ""
    text: str = ""
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """An area of judgement as the left margin names it: number on its badge, name along its stripe."""

    code: str
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Stripe:
    """A stretch of the document's text (offsets as in `Selection`) that speaks of an area."""

    area: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline: `level` from 1, `page` from 1 or None, `start` its offset in the document's text."""

    text: str
    level: int
    page: int | None
    start: int
