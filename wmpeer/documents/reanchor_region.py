"""A part of a page, found again in the next version of its document: by its words and where each stands, and by its pixels.

Found again means: every letter stands where it stood within the rectangle, and the picture is the same but for what half a pixel does to
an edge. Whatever asks for a guess is uncertain, with the places it may be, and a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Protocol

from wmpeer.documents.reanchor import Fate, Reason
from wmpeer.documents.records import Box, PageImage, PageSize, PageText

SCALE = 2.0
"""Pixels to the point at which two pictures are compared."""
ENOUGH_LETTERS = 8
_MOST_PAGES, _MOST_CUTS, _MOST_PIXELS = 600, 8, 16_000_000
_NEAR = 0.8  # points by which a letter may stand beside its place
_BLOCK, _APART = 8, 40  # pixels of a block's side; how far its mean colour may lie off
_SEED, _SEEDS, _MOST_SHIFTS = 5, 3, 60
_ALIKE = 65.0
_MOST_OTHERS = 3

Tile = tuple[int, int, int, int]
"""Left, top, width and height in pixels of the page as it is rendered."""
Percent = tuple[float, float, float, float]
"""Left, top, width and height in per cent of the page as it is seen."""


class Pages(Protocol):
    """The pages of one opened PDF, from 1."""

    sizes: tuple[PageSize, ...]

    def render(self, page: int, scale: float, tile: Tile) -> PageImage: ...

    def characters(self, page: int) -> PageText: ...


class Spot(NamedTuple):
    """A rectangle on a page (from 1)."""

    page: int
    box: Percent


@dataclass(frozen=True, slots=True)
class RegionFound:
    """What became of a part of a page. `spot` is where it stands or what is suggested, `others` are further places that may be meant."""

    fate: Fate
    reason: Reason
    spot: Spot | None = None
    others: tuple[Spot, ...] = ()


class _Letter(NamedTuple):
    sign: str
    x: float
    y: float


class _Cut(NamedTuple):
    """Pixels of a rectangle: rows of four bytes a pixel."""

    width: int
    height: int
    rows: tuple[bytes, ...]


def _unwatched() -> None:
    """Nobody asks how far it is."""


class RegionReanchor:
    """Two versions of a PDF; what was read of a page is kept, however many rectangles are looked for.

    *told* are the texts of the pages of both as far as they are known, by number: those that have words of the rectangle are read first,
    and the others only where it is not among these. *step* is called at every page that is looked at; what it raises ends the search.
    """

    def __init__(
        self, old: Pages, new: Pages, told: tuple[Mapping[int, str], Mapping[int, str]] = ({}, {}), step: Callable[[], None] = _unwatched
    ) -> None:
        self._old, self._new, self._step = old, new, step
        self._told = tuple({page: "".join(text.split()) for page, text in one.items()} for one in told)
        self._read: dict[tuple[bool, int], list[_Letter]] = {}
        self._cuts: dict[tuple[bool, Spot], _Cut] = {}

    def find(self, page: int, box: Percent) -> RegionFound:
        """What became of the rectangle *box* of the old version's page *page*."""
        spot = Spot(page, box)
        if not 1 <= page <= len(self._old.sizes):
            return RegionFound(Fate.LOST, Reason.NEVER_FOUND)
        letters = self._inside(self._old, spot)
        if self._page_is_there(page) and self._same_pixels(spot, spot) and _words(self._inside(self._new, spot)) == _words(letters):
            return RegionFound(Fate.UNCHANGED, Reason.SAME, spot)
        if len(letters) >= ENOUGH_LETTERS:
            return self._by_letters(spot, letters)
        return self._by_pixels(spot)

    # -- with words in it

    def _by_letters(self, spot: Spot, letters: list[_Letter]) -> RegionFound:
        places = list(self._laid_out_alike(self._new, spot, letters, self._likely(self._new, letters)))
        same = [one for one in places if self._alike(spot, one)]
        if not same:
            places = list(self._laid_out_alike(self._new, spot, letters))
            same = [one for one in places if self._alike(spot, one)]
        if not same and places:
            return RegionFound(Fate.UNCERTAIN, Reason.CHANGED, places[0], _rest(places))
        if not same:
            near = self._nearest(spot, letters)
            return RegionFound(Fate.UNCERTAIN, Reason.CHANGED, near) if near else RegionFound(Fate.LOST, Reason.GONE)
        if len(same) == 1 and _there(same[0], spot):
            return RegionFound(Fate.UNCHANGED, Reason.SAME, same[0])
        if len(same) > 1:
            return RegionFound(Fate.UNCERTAIN, Reason.TWICE, same[0], _rest(same))
        twins = self._laid_out_alike(self._old, spot, letters, self._likely(self._old, letters))
        if any(not _there(one, spot) for one in twins):
            return RegionFound(Fate.UNCERTAIN, Reason.ONE_OF_SEVERAL, same[0])
        return RegionFound(Fate.MOVED, Reason.NEIGHBOURS, same[0])

    def _likely(self, pages: Pages, letters: list[_Letter]) -> frozenset[int]:
        """The pages whose known text has a few letters in a row of these; none where no text is known."""
        told, words = self._told[0 if pages is self._old else 1], _words(letters)
        parts = [words[start : start + _SEED] for start in _seeds(words)]
        return frozenset(page for page, text in told.items() if any(part in text for part in parts))

    def _laid_out_alike(self, pages: Pages, spot: Spot, letters: list[_Letter], only: frozenset[int] = frozenset()) -> Iterator[Spot]:
        """Where the same letters stand in the same order and at the same distances, the nearest pages first; *only* on these, if any."""
        size = self._old.sizes[spot.page - 1]
        left, top, wide, high = _points(spot.box, size)
        for page in self._order(pages, spot.page):
            if only and page not in only:
                continue
            there = self._letters(pages, page)
            found: set[tuple[int, int]] = set()
            for across, down in islice(_shifts(letters, there), _MOST_SHIFTS):
                key = round(across), round(down)
                other = Box(left + across, top + down, left + across + wide, top + down + high)
                if key not in found and _stand(letters, there, across, down, other):
                    found.add(key)
                    yield Spot(page, _percent(other, pages.sizes[page - 1]))

    def _nearest(self, spot: Spot, letters: list[_Letter]) -> Spot | None:
        """The place on the page whose letters are most like these; None where none is like them."""
        from rapidfuzz import fuzz

        words, best, page = _words(letters), _ALIKE, 0
        for one in self._order(self._new, spot.page):
            alike = fuzz.partial_ratio(words, _words(self._letters(self._new, one)), score_cutoff=best)
            if alike > best or (alike == best and not page):
                best, page = alike, one
        if not page:
            return None
        there = self._letters(self._new, page)
        across, down = max(
            ((0.0, 0.0), *islice(_shifts(letters, there), _MOST_SHIFTS)),
            key=lambda by: (_stand_there(letters, there, *by), -abs(by[0]) - abs(by[1])),
        )
        left, top, wide, high = _points(spot.box, self._old.sizes[spot.page - 1])
        size = self._new.sizes[page - 1]
        left, top = max(0.0, min(left + across, size.width - wide)), max(0.0, min(top + down, size.height - high))
        return Spot(page, _percent(Box(left, top, left + wide, top + high), size))

    # -- a picture alone

    def _by_pixels(self, spot: Spot) -> RegionFound:
        there = Spot(spot.page, spot.box) if self._page_is_there(spot.page) else None
        if self._is_blank(spot):
            return RegionFound(Fate.UNCERTAIN, Reason.FEW_WORDS, there) if there else RegionFound(Fate.LOST, Reason.GONE)
        same = [Spot(page, spot.box) for page in self._order(self._new, spot.page) if self._same_pixels(spot, Spot(page, spot.box))]
        if not same:
            return RegionFound(Fate.UNCERTAIN, Reason.CHANGED, there) if there else RegionFound(Fate.LOST, Reason.GONE)
        if len(same) > 1:
            return RegionFound(Fate.UNCERTAIN, Reason.TWICE, same[0], _rest(same))
        first = self._cut(self._old, spot)
        others = (page for page in self._order(self._old, spot.page) if page != spot.page)
        if any(self._cut(self._old, Spot(page, spot.box)) == first for page in others):
            return RegionFound(Fate.UNCERTAIN, Reason.ONE_OF_SEVERAL, same[0])
        return RegionFound(Fate.MOVED, Reason.NEIGHBOURS, same[0])

    # -- looking

    def _page_is_there(self, page: int) -> bool:
        """Whether the new version has that page in the same size."""
        old = self._old.sizes[page - 1]
        return page <= len(self._new.sizes) and _same_size(old, self._new.sizes[page - 1])

    def _order(self, pages: Pages, page: int) -> list[int]:
        return sorted(range(1, len(pages.sizes) + 1), key=lambda one: (abs(one - page), one))[:_MOST_PAGES]

    def _letters(self, pages: Pages, page: int) -> list[_Letter]:
        self._step()
        key = pages is self._old, page
        if key not in self._read:
            text = pages.characters(page)
            signs = zip(text.text, text.boxes, strict=True)
            self._read[key] = [_Letter(sign, box.left, box.top) for sign, box in signs if box and not sign.isspace()]
        return self._read[key]

    def _inside(self, pages: Pages, spot: Spot) -> list[_Letter]:
        left, top, wide, high = _points(spot.box, pages.sizes[spot.page - 1])
        return [one for one in self._letters(pages, spot.page) if left <= one.x < left + wide and top <= one.y < top + high]

    def _cut(self, pages: Pages, spot: Spot) -> _Cut:
        """The pixels of a rectangle; only that part of the page is rendered, and the last few are kept."""
        self._step()
        key = pages is self._old, spot
        if key not in self._cuts:
            while len(self._cuts) >= _MOST_CUTS:
                del self._cuts[next(iter(self._cuts))]
            points = _points(spot.box, pages.sizes[spot.page - 1])
            scale = min(SCALE, (_MOST_PIXELS / max(1.0, points[2] * points[3])) ** 0.5)
            self._cuts[key] = _cut_of(pages.render(spot.page, scale, tile_of(points, scale)))
        return self._cuts[key]

    def _same_pixels(self, old: Spot, new: Spot) -> bool:
        """Whether both are the same, pixel for pixel."""
        same_size = _same_size(self._old.sizes[old.page - 1], self._new.sizes[new.page - 1])
        return same_size and self._cut(self._old, old) == self._cut(self._new, new)

    def _alike(self, old: Spot, new: Spot) -> bool:
        """Whether both look the same, block for block: a shift by half a pixel is no difference, a longer bar is one."""
        before, after = self._cut(self._old, old), self._cut(self._new, new)
        if abs(before.width - after.width) > 1 or abs(before.height - after.height) > 1:
            return False
        return all(abs(one - other) <= _APART for one, other in zip(_blocks(before), _blocks(after), strict=False))

    def _is_blank(self, spot: Spot) -> bool:
        return len({row[at : at + 4] for row in self._cut(self._old, spot).rows for at in range(0, len(row), 4)}) < 2


def tile_of(points: tuple[float, float, float, float], scale: float) -> Tile:
    """A rectangle in points as pixels at *scale* of them to the point."""
    left, top, width, height = (round(part * scale) for part in points)
    return left, top, max(1, width), max(1, height)


def _cut_of(image: PageImage) -> _Cut:
    row = 4 * image.width
    return _Cut(image.width, image.height, tuple(image.rgba[at : at + row] for at in range(0, row * image.height, row)))


def _blocks(one: _Cut) -> Iterator[float]:
    """The mean of each colour in each whole block."""
    for top in range(0, one.height - _BLOCK + 1, _BLOCK):
        band = one.rows[top : top + _BLOCK]
        for colour in range(3):
            rows = [row[colour::4] for row in band]
            for left in range(0, one.width - _BLOCK, _BLOCK):
                yield sum(sum(row[left : left + _BLOCK]) for row in rows) / (_BLOCK * _BLOCK)


def _shifts(letters: list[_Letter], there: list[_Letter]) -> Iterator[tuple[float, float]]:
    """By how much a few letters in a row of the one stand elsewhere in the other."""
    text, words = _words(there), _words(letters)
    for start in _seeds(words):
        at = text.find(words[start : start + _SEED])
        while at >= 0:
            yield there[at].x - letters[start].x, there[at].y - letters[start].y
            at = text.find(words[start : start + _SEED], at + 1)


def _seeds(words: str) -> list[int]:
    """Where the few letters begin by which a place is looked for."""
    return sorted({round(at * (len(words) - _SEED) / max(1, _SEEDS - 1)) for at in range(_SEEDS)})


def _stand_there(letters: list[_Letter], there: list[_Letter], across: float, down: float) -> int:
    """How many of *letters* stand *there*, shifted."""
    known = _by_cell(there)
    return sum(_is_near(one, known, across, down) for one in letters)


def _by_cell(letters: list[_Letter]) -> dict[tuple[str, int, int], list[_Letter]]:
    known: dict[tuple[str, int, int], list[_Letter]] = defaultdict(list)
    for one in letters:
        known[one.sign, int(one.x // 2), int(one.y // 2)].append(one)
    return known


def _stand(letters: list[_Letter], there: list[_Letter], across: float, down: float, box: Box) -> bool:
    """Whether all *letters* stand *there*, shifted, and no others beside them in *box*."""
    inside = [one for one in there if box.left - _NEAR <= one.x < box.right + _NEAR and box.top - _NEAR <= one.y < box.bottom + _NEAR]
    known = _by_cell(inside)
    within = sum(box.left <= one.x < box.right and box.top <= one.y < box.bottom for one in inside)
    return abs(within - len(letters)) <= len(inside) - within and all(_is_near(one, known, across, down) for one in letters)


def _is_near(one: _Letter, known: dict[tuple[str, int, int], list[_Letter]], across: float, down: float) -> bool:
    x, y = one.x + across, one.y + down
    cells = ((int(x // 2) + i, int(y // 2) + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
    return any(abs(other.x - x) <= _NEAR and abs(other.y - y) <= _NEAR for i, j in cells for other in known.get((one.sign, i, j), ()))


def _words(letters: list[_Letter]) -> str:
    return "".join(one.sign for one in letters)


def _rest(places: list[Spot]) -> tuple[Spot, ...]:
    return tuple(places[1 : _MOST_OTHERS + 1])


def _there(one: Spot, other: Spot) -> bool:
    return one.page == other.page and all(abs(a - b) < 0.25 for a, b in zip(one.box, other.box, strict=True))


def _same_size(one: PageSize, other: PageSize) -> bool:
    return abs(one.width - other.width) < 1 and abs(one.height - other.height) < 1


def _points(box: Percent, size: PageSize) -> tuple[float, float, float, float]:
    return box[0] * size.width / 100, box[1] * size.height / 100, box[2] * size.width / 100, box[3] * size.height / 100


def _percent(box: Box, size: PageSize) -> Percent:
    left, top = max(0.0, box.left), max(0.0, box.top)
    right, bottom = min(size.width, box.right), min(size.height, box.bottom)
    across, down = 100 / size.width, 100 / size.height
    return round(left * across, 2), round(top * down, 2), round((right - left) * across, 2), round((bottom - top) * down, 2)
