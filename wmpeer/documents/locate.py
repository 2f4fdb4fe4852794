"""From the characters of a page to the passages of the document, and back, by letters and digits alone. Pure.

The rule: a page's text and its passages hold the same letters and digits in nearly the same order. Each passage is looked for on its page
behind the one before it, then anywhere on the page; its letters stand there one for one. Spaces, line ends, hyphens, bullets and quotation
marks may differ and are not compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wmpeer.documents.records import CELL_JOIN, Passage
from wmpeer.documents.text import skeleton

_SCATTERED = ("table-row", "drawing")
_SHORTEST_PART = 12  # letters of a passage that a page's end divides
_HEAD = 200  # letters of what runs along the page's head


@dataclass(frozen=True, slots=True)
class Located:
    """Part of a passage: offsets in the passage's own text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Characters of a page, *end* excluded, whose letters stand in no passage; `at_edge` where they are the page's first or last ones,
    as those of a running head or a page number are."""

    start: int
    end: int
    letters: int
    at_edge: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """`count` letters of a passage from its letter `first`, standing on the page from the page's letter `at`."""

    number: int
    first: int
    at: int
    count: int


class PageMap:
    """One page's characters and the passages on it, matched once."""

    def __init__(self, page: int, page_text: str, passages: Sequence[Passage]) -> None:
        self._letters, self._places = skeleton(page_text)
        self._here = {passage.number: passage for passage in passages if passage.page == page}
        before = [one for one in passages if one.page is not None and one.page < page and one.kind not in ("note", "drawing")]
        self._over = before[-1] if before and before[-1].kind not in _SCATTERED else None
        self._skeletons = {number: skeleton(passage.text) for number, passage in self._here.items()}
        self._pieces = self._matched()
        if self._over is not None:
            self._match_end(self._over)

    def _matched(self) -> list[_Piece]:
        pieces: list[_Piece] = []
        reached = 0
        for number, passage in self._here.items():
            first = 0
            for part in _parts(passage):
                letters = skeleton(part)[0]
                at = self._letters.find(letters, reached)
                if at < 0:
                    at = self._letters.find(letters)
                count = len(letters)
                if letters and at < 0 and passage.kind not in _SCATTERED:  # goes on over the end of the page
                    count = _longest(len(letters), lambda length: self._letters.find(letters[:length], reached) >= 0)  # noqa: B023
                    at = self._letters.find(letters[:count], reached) if count >= _SHORTEST_PART else -1
                if letters and at >= 0:
                    pieces.append(_Piece(number, first, at, count))
                    reached = at + count
                first += len(letters)
        return pieces

    def _match_end(self, passage: Passage) -> None:
        """The end of a passage that began on a page before: as much of it as stands at the head of this one."""
        letters, places = skeleton(passage.text)
        head = self._letters[: len(letters) + _HEAD]
        count = _longest(len(letters), lambda length: letters[len(letters) - length :] in head)
        if _SHORTEST_PART <= count < len(letters):
            self._skeletons[passage.number] = letters, places
            self._pieces.insert(0, _Piece(passage.number, len(letters) - count, head.find(letters[len(letters) - count :]), count))

    def to_passages(self, start: int, end: int) -> tuple[Located, ...]:
        """The parts of passages that the page's characters from *start* to *end* (excluded) belong to, in order of passages."""
        low, high = bisect_left(self._places, start), bisect_left(self._places, end)
        found: dict[int, tuple[int, int]] = {}
        for piece in self._pieces:
            first, last = max(low, piece.at), min(high, piece.at + piece.count)
            if first >= last:
                continue
            places = self._skeletons[piece.number][1]
            begin, behind = places[piece.first + first - piece.at], places[piece.first + last - 1 - piece.at] + 1
            before = found.get(piece.number, (begin, behind))
            found[piece.number] = min(before[0], begin), max(before[1], behind)
        return tuple(Located(number, *found[number]) for number in sorted(found))

    def gaps(self, start: int, end: int) -> tuple[Gap, ...]:
        """What of the page's characters from *start* to *end* (excluded) belongs to no passage."""
        low, high = bisect_left(self._places, start), bisect_left(self._places, end)
        held = sorted((max(low, piece.at), min(high, piece.at + piece.count)) for piece in self._pieces)
        found: list[Gap] = []
        reached = low
        for first, last in (*[one for one in held if one[0] < one[1]], (high, high)):
            if first > reached:
                edge = self._is_edge(reached, first)
                found.append(Gap(self._places[reached], self._places[first - 1] + 1, first - reached, edge))
            reached = max(reached, last)
        return tuple(found)

    def _is_edge(self, low: int, high: int) -> bool:
        """Whether no passage stands before, or none behind, these letters."""
        return all(piece.at >= high for piece in self._pieces) or all(piece.at + piece.count <= low for piece in self._pieces)

    def reading_order(self, least: int = _SHORTEST_PART) -> tuple[tuple[int, int], ...]:
        """Where the page's characters stand in another order than its passages: stretches of *least* letters and more, first to last as
        they are read. Empty where the order is the same, or where stretches lie over one another."""
        pieces = [piece for piece in self._pieces if piece.count >= least]
        read = sorted(pieces, key=lambda piece: (piece.number, piece.first))
        laid = sorted(pieces, key=lambda piece: piece.at)
        if read == laid or any(one.at + one.count > next_.at for one, next_ in pairwise(laid)):
            return ()
        return tuple((self._places[piece.at], self._places[piece.at + piece.count - 1] + 1) for piece in read)

    def to_page(self, number: int, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The stretches of the page's characters that part of a passage stands on; empty where it is not on this page."""
        if number not in self._skeletons:
            return ()
        places = self._skeletons[number][1]
        low, high = bisect_left(places, start), bisect_left(places, end)
        found: list[tuple[int, int]] = []
        for piece in self._pieces:
            first, last = max(low, piece.first), min(high, piece.first + piece.count)
            if piece.number == number and first < last:
                at = piece.at - piece.first
                found.append((self._places[first + at], self._places[last - 1 + at] + 1))
        return tuple(found)


def _longest(most: int, holds: Callable[[int], bool]) -> int:
    """The greatest length up to *most* that holds, where every shorter one does as well."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _parts(passage: Passage) -> list[str]:
    """A row's cells and a chart's labels may stand anywhere on the page; everything else stands together."""
    return passage.text.split(CELL_JOIN) if passage.kind in _SCATTERED else [passage.text]
