"""Quotes that find their place again: W3C TextPosition and TextQuote selectors in one record.

A finding points at words in a document. The same words are looked for where they were, then anywhere with their neighbours, then
anywhere but for white space and typographic signs, and at last as nearly as can be. What is not found is said to be lost; it is never
guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from wmpeer.documents.text import skeleton

CONTEXT_CHARACTERS = 32
SHORTEST_FUZZY = 12
_MOST_COMPARED = 400
_NEAR = 20_000


class AnchorState(StrEnum):
    """How a quote was found: where it was, somewhere else, or not at all."""

    ANCHORED = "anchored"
    MOVED = "moved"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words in a text: `start` and `end` count code points from 0, `end` excluded; prefix and suffix have at most 32 characters."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class AnchorPlace:
    """Where an anchor's words stand now. `likeness` is 1 for the same words, 0 for lost ones; a lost place is empty at 0."""

    start: int
    end: int
    state: AnchorState
    likeness: float = 1.0


LOST = AnchorPlace(0, 0, AnchorState.LOST, 0.0)


def anchor_of(text: str, start: int, end: int) -> Anchor:
    """The anchor of ``text[start:end]`` with its neighbours.

    Raises:
        ValueError: the range is empty or lies outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words at {start}-{end} of {len(text)}")
    before = text[max(0, start - CONTEXT_CHARACTERS) : start]
    return Anchor(text[start:end], before, text[end : end + CONTEXT_CHARACTERS], start, end)


def find_anchor(text: str, anchor: Anchor, *, fuzzy: float = 0.8) -> AnchorPlace:
    """Find *anchor* in *text*, which may be a later version of the text it was made in, or the same laid out otherwise.

    *fuzzy* is the least likeness (0 to 1) at which words that are not the same are still taken for the quote; quotes under twelve
    characters are only found as they are. Among equal words the best neighbours win, then the nearest to the old place.
    """
    if not anchor.exact.strip():
        return LOST
    start, end = anchor.start, anchor.start + len(anchor.exact)
    if text[start:end] == anchor.exact and _same_neighbours(text, anchor, start, end):
        return AnchorPlace(start, end, AnchorState.ANCHORED)
    return _verbatim(text, anchor) or _folded(text, anchor) or _lettered(text, anchor) or _nearly(text, anchor, fuzzy) or LOST


def _same_neighbours(text: str, anchor: Anchor, start: int, end: int) -> bool:
    return text.endswith(anchor.prefix, 0, start) and text.startswith(anchor.suffix, end)


def _verbatim(text: str, anchor: Anchor) -> AnchorPlace | None:
    best = _best_of(text, _places_of(anchor.exact, text, anchor.start), anchor, anchor.start)
    if best is None:
        return None
    state = AnchorState.ANCHORED if best == anchor.start else AnchorState.MOVED
    return AnchorPlace(best, best + len(anchor.exact), state)


def _folded(text: str, anchor: Anchor) -> AnchorPlace | None:
    """The same words but for white space, soft hyphens and the shape of quotation marks and dashes."""
    page, quote = fold(text), fold(anchor.exact).text.strip()
    if not quote:
        return None
    near = page.folded(min(anchor.start, len(text)))
    folded = Anchor(quote, fold(anchor.prefix).text, fold(anchor.suffix).text)
    best = _best_of(page.text, _places_of(quote, page.text, near), folded, near)
    if best is None:
        return None
    start, end = page.source(best), page.source(best + len(quote) - 1) + 1
    return AnchorPlace(start, end, AnchorState.ANCHORED if start == anchor.start else AnchorState.MOVED)


def _lettered(text: str, anchor: Anchor) -> AnchorPlace | None:
    """The same letters and digits: other hyphens at line ends, ligatures, accents, punctuation."""
    letters, places = _letters(text)
    quote = skeleton(anchor.exact)[0]
    if len(quote) < SHORTEST_FUZZY:
        return None
    near = bisect_right(places, anchor.start)
    neighbours = Anchor(quote, skeleton(anchor.prefix)[0], skeleton(anchor.suffix)[0])
    best = _best_of(letters, _places_of(quote, letters, near), neighbours, near)
    if best is None:
        return None
    start, end = places[best], places[best + len(quote) - 1] + 1
    while end < len(text) and text[end] in ".,;:!?)]%’”'\"" and text[end] in anchor.exact[-3:]:
        end += 1
    return AnchorPlace(start, end, AnchorState.MOVED, max(0.9, _likeness(text[start:end], anchor.exact)))


@lru_cache(maxsize=8)
def _letters(text: str) -> tuple[str, list[int]]:
    return skeleton(text)


def _nearly(text: str, anchor: Anchor, fuzzy: float) -> AnchorPlace | None:
    page, quote = fold(text), fold(anchor.exact).text.strip()
    if len(quote) < SHORTEST_FUZZY or not page.text:
        return None
    middle = page.folded(min(anchor.start, len(text)))
    near = max(0, middle - _NEAR)
    for offset, window in ((near, page.text[near : middle + _NEAR]), (0, page.text)):
        found = _aligned(quote, window, fuzzy)
        if found is not None:
            start, end, likeness = found
            return AnchorPlace(page.source(offset + start), page.source(offset + end - 1) + 1, AnchorState.MOVED, likeness)
    return None


def _aligned(quote: str, window: str, fuzzy: float) -> tuple[int, int, float] | None:
    """The stretch of *window* most like *quote*, drawn out to whole words. A window shorter than the quote holds no quote."""
    if len(window) < len(quote) * fuzzy:
        return None
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(quote, window, score_cutoff=fuzzy * 100)
    if found is None or found.dest_end <= found.dest_start:
        return None
    if found.src_end - found.src_start < len(quote) * fuzzy:
        return None
    start, end = _whole_words(window, found.dest_start, found.dest_end)
    likeness = _likeness(quote, window[start:end])
    return (start, end, likeness) if start < end and likeness >= fuzzy else None


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _places_of(words: str, text: str, near: int) -> list[int]:
    """Where *words* begin in *text*, the nearest to *near* first and at most 400 of them."""
    places: list[int] = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    places.sort(key=lambda place: abs(place - near))
    return places[:_MOST_COMPARED]


def _likeness(one: str, other: str) -> float:
    """From 0 to 1."""
    from rapidfuzz import fuzz  # fetched where something must be compared: the first screen needs anchors and compares nothing

    return fuzz.ratio(one, other) / 100


def _best_of(text: str, places: list[int], anchor: Anchor, near: int) -> int | None:
    def merit(start: int) -> tuple[float, int]:
        end = start + len(anchor.exact)
        before = text[max(0, start - len(anchor.prefix)) : start]
        after = text[end : end + len(anchor.suffix)]
        return _likeness(before, anchor.prefix) + _likeness(after, anchor.suffix), -abs(start - near)

    return max(places, key=merit, default=None)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with white space and signs made alike, and the way back to the text it was made from."""

    text: str
    _folded_at: tuple[int, ...]
    _source_at: tuple[int, ...]

    def source(self, place: int) -> int:
        """The offset in the source of the folded character at *place*."""
        step = bisect_right(self._folded_at, place) - 1
        return self._source_at[step] + place - self._folded_at[step]

    def folded(self, place: int) -> int:
        """The offset in the folded text of the source's character at *place* (the next one kept, where it was dropped)."""
        step = bisect_right(self._source_at, place) - 1
        reached = self._folded_at[step] + place - self._source_at[step]
        after = self._folded_at[step + 1] if step + 1 < len(self._folded_at) else len(self.text)
        return min(reached, after)


_SIGNS = str.maketrans({**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―−", "-")})
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe"
_UNEVEN = re.compile(f"[\\s{_INVISIBLE}]{{2,}}|[^\\S ]|[{_INVISIBLE}]")


@lru_cache(maxsize=8)
def fold(text: str) -> Folded:
    """*text* with every run of white space as one space, invisible characters dropped, quotation marks and dashes in one shape."""
    parts: list[str] = []
    folded_at, source_at, length, reached = [0], [0], 0, 0
    for run in _UNEVEN.finditer(text):
        parts.append(text[reached : run.start()])
        length += run.start() - reached
        if run.group().strip(_INVISIBLE):
            parts.append(" ")
            length += 1
        reached = run.end()
        folded_at.append(length)
        source_at.append(reached)
    parts.append(text[reached:])
    return Folded("".join(parts).translate(_SIGNS), tuple(folded_at), tuple(source_at))
