"""Small questions about the tables and pictures of an OpenDocument text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wmpeer.documents.docx_pictures import ELSEWHERE, plain_words, points
from wmpeer.documents.layout import Edges, Given, Picture, Source
from wmpeer.documents.ooxml import Element

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
TABLE, DRAW, STYLE = (f"{_NAMES}{name}:1.0}}" for name in ("table", "drawing", "style"))
LINK = "{http://www.w3.org/1999/xlink}"
SVG = f"{_NAMES}svg-compatible:1.0}}"
FO = f"{_NAMES}xsl-fo-compatible:1.0}}"
_CLIP = re.compile(r"rect\(\s*([^)]*)\)")
_NOT_DECODED = (".svg", ".svm", ".emf", ".wmf", ".pdf", ".eps")


class Spans:
    """Follows, row by row, which cells of a table a merged cell above reaches into."""

    def __init__(self) -> None:
        self._left: dict[int, tuple[int, int]] = {}  # by column: rows still to come, columns covered
        self.begin()

    def begin(self) -> None:
        """A new row."""
        self._column = self._reached = 0
        self.given: list[Given] = []

    @property
    def column(self) -> int:
        """Where the next cell begins."""
        return self._column

    def cell(self, cell: Element, text: str, *, covered: bool, again: int) -> None:
        """The next cell, *again* times in all."""
        for _ in range(again):
            if not covered:
                self._own(cell, text)
            elif self._column >= self._reached:
                self._from_above()
            self._column += 1

    def _own(self, cell: Element, text: str) -> None:
        across = min(times(cell, "number-columns-spanned"), 1_000)
        down = min(times(cell, "number-rows-spanned"), 10_000)
        self.given.append(Given(text, across))
        self._reached = self._column + across
        self._left.pop(self._column, None)
        if down > 1:
            self._left[self._column] = (down - 1, across)

    def _from_above(self) -> None:
        rows, across = self._left.pop(self._column, (0, 1))
        self.given.append(Given("", across, rows > 0))
        self._reached = self._column + across
        if rows > 1:
            self._left[self._column] = (rows - 1, across)


def times(element: Element, name: str) -> int:
    count = element.get(f"{TABLE}{name}", "1")
    return max(int(count), 1) if count.isascii() and count.isdigit() and len(count) < 9 else 1


def clips(roots: Iterable[Element]) -> dict[str, Edges]:
    """What styles of pictures cut off: left, top, right and bottom, in points."""
    found: dict[str, Edges] = {}
    for root in roots:
        for style in root.iter(f"{STYLE}style"):
            said = style.find(f"{STYLE}graphic-properties") if style.get(f"{STYLE}family") == "graphic" else None
            cut = _CLIP.match(said.get(f"{FO}clip", "")) if said is not None else None
            sides = [points(side) for side in re.split(r"[,\s]+", cut[1].strip())] if cut else []
            if len(sides) == 4 and any(sides):
                found[style.get(f"{STYLE}name", "")] = (sides[3], sides[0], sides[1], sides[2])
    return found


def picture_of(frame: Element, clips_of: dict[str, Edges]) -> tuple[Picture, Source] | None:
    """The picture in a frame; of several renderings the first that can be decoded."""
    images = [child.get(f"{LINK}href", "") for child in frame if child.tag == f"{DRAW}image"]
    if not images:
        return None
    place = next((one for one in images if one and not one.lower().endswith(_NOT_DECODED)), images[0])
    elsewhere = ":" in place or place.startswith(("/", "..")) or not place
    part = "" if elsewhere else place.removeprefix("./")
    width, height = points(frame.get(f"{SVG}width", "")), points(frame.get(f"{SVG}height", ""))
    words = plain_words(frame.findtext(f"{SVG}desc", "") or frame.findtext(f"{SVG}title", ""))
    sides = clips_of.get(frame.get(f"{DRAW}style-name", ""), (0.0, 0.0, 0.0, 0.0))
    whole = width > 0 and height > 0
    picture = Picture(0, -1, width if whole else 0.0, height if whole else 0.0, words, ELSEWHERE if elsewhere else "")
    return picture, Source(part, crop=sides, in_points=True)
