"""Between two texts of one PDF: the document's text, made of passages, in which findings are anchored, and the pages' own characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from wmpeer.documents.anchors import CONTEXT_CHARACTERS, Anchor, AnchorState, anchor_of, find_anchor
from wmpeer.documents.records import Passage
from wmpeer.ui.reading.records import Place, Selection, Span

_HALVED_FROM = 40
_END_CHARACTERS = 80


class PageTexts:
    """Pages' characters as they come (unit n is page n + 1), and the document's passages, known from the start or never.

    Without passages the document's text is all pages' characters, joined by a line feed.
    """

    def __init__(self, document: str, pages: int, passages: Sequence[Passage]) -> None:
        self.document = document
        self._pages: list[str | None] = [None] * pages
        self._passages = tuple(passages)
        self._starts = [passage.start for passage in self._passages]
        self._text = "\n".join(passage.text for passage in self._passages)
        self._places: dict[int, Place] = {}

    def put(self, unit: int, text: str) -> None:
        self._pages[unit] = text
        self._places = {start: place for start, place in self._places.items() if place.unit != unit}

    def is_read(self, unit: int) -> bool:
        return self._pages[unit] is not None

    def text(self, unit: int) -> str:
        return self._pages[unit] or ""

    # -- from pages to the document's text

    def selection(self, first: Place, last: Place) -> Selection | None:
        """The words between two places on pages, with their anchor in the document's text."""
        exact = self._between(first, last)
        if not exact.strip():
            return None
        shift = len(exact) - len(exact.lstrip())
        found = self._in_document(first, last) if self._passages else None
        if found is not None:
            anchor = anchor_of(self._text, *found)
            number = self._passages[bisect_right(self._starts, anchor.start) - 1].number
            return Selection(self.document, first.unit + 1, number, anchor.start, anchor.end, anchor.exact, anchor.prefix, anchor.suffix)
        exact = exact.strip()
        start = sum(len(text or "") + 1 for text in self._pages[: first.unit]) + first.offset + shift
        before = self.text(first.unit)[max(0, first.offset + shift - CONTEXT_CHARACTERS) : first.offset + shift]
        after = self.text(last.unit)[last.offset : last.offset + CONTEXT_CHARACTERS]
        return Selection(self.document, first.unit + 1, None, start, start + len(exact), exact, before, after)

    def _between(self, first: Place, last: Place) -> str:
        if first.unit == last.unit:
            return self.text(first.unit)[first.offset : last.offset]
        middle = [self.text(unit) for unit in range(first.unit + 1, last.unit)]
        return "\n".join([self.text(first.unit)[first.offset :], *middle, self.text(last.unit)[: last.offset]])

    def _in_document(self, first: Place, last: Place) -> tuple[int, int] | None:
        """Start and end in the document's text: found as one quote, or both ends found apart where pages part them."""
        if first.unit == last.unit:
            return self._quote(first.unit, first.offset, last.offset)
        head = self._quote(first.unit, first.offset, min(len(self.text(first.unit)), first.offset + _END_CHARACTERS))
        tail = self._quote(last.unit, max(0, last.offset - _END_CHARACTERS), last.offset)
        if head and tail and head[0] < tail[1]:
            return head[0], tail[1]
        return head or tail

    def _quote(self, unit: int, start: int, end: int) -> tuple[int, int] | None:
        text = self.text(unit)
        if not text[start:end].strip():
            return None
        anchor = anchor_of(text, start, end)
        low, high = self._slice_of(unit)
        near = Anchor(anchor.exact, anchor.prefix, anchor.suffix, round((high - low) * start / max(1, len(text))))
        place = find_anchor(self._text[low:high], near, fuzzy=0.7)
        if place.state is AnchorState.LOST:
            return None
        found = self._text[low + place.start : low + place.end]
        return low + place.start + len(found) - len(found.lstrip()), low + place.start + len(found.rstrip())

    def _slice_of(self, unit: int) -> tuple[int, int]:
        """The document's text on a page, with the passages before and after, which may reach over its edges."""
        page = unit + 1
        here = [index for index, passage in enumerate(self._passages) if passage.page == page]
        if not here:
            here = [max(0, bisect_right([passage.page or 0 for passage in self._passages], page) - 1)]
        first, last = max(0, here[0] - 1), min(len(self._passages) - 1, here[-1] + 1)
        return self._passages[first].start, self._passages[last].end

    # -- from the document's text to pages

    def spans_of(self, anchor: Anchor, page: int | None) -> list[Span] | None:
        """Where an anchor's words stand on pages; None while a page they may stand on is not read."""
        if not self._passages:
            return self._on_pages(anchor, [page] if page else list(range(1, len(self._pages) + 1)))
        place = find_anchor(self._text, anchor)
        if place.state is AnchorState.LOST:
            return self._on_pages(anchor, [page]) if page else []
        first = max(0, bisect_right(self._starts, place.start) - 1)
        last = max(first, bisect_right(self._starts, place.end - 1) - 1)
        spans: list[Span] = []
        for passage in self._passages[first : last + 1]:
            found = self._piece(passage, max(place.start, passage.start), min(place.end, passage.end))
            if found is None:
                return None
            spans.extend(found)
        return spans

    def _on_pages(self, anchor: Anchor, pages: Sequence[int]) -> list[Span] | None:
        waiting = False
        for page in pages:
            text = self._pages[page - 1] if 0 < page <= len(self._pages) else ""
            if text is None:
                waiting = True
                continue
            offset = sum(len(other or "") + 1 for other in self._pages[: page - 1])
            place = find_anchor(text, Anchor(anchor.exact, anchor.prefix, anchor.suffix, max(0, anchor.start - offset)))
            if place.state is not AnchorState.LOST:
                return [Span(page - 1, place.start, place.end)]
        return None if waiting else []

    def _piece(self, passage: Passage, start: int, end: int) -> list[Span] | None:
        """A part of one passage, on its page, the next one, or the foot of one and the head of the other."""
        if passage.page is None or not 1 <= passage.page <= len(self._pages) or not self._text[start:end].strip():
            return []
        unit = passage.page - 1
        for other in (unit, unit + 1):
            if other >= len(self._pages):
                break
            if self._pages[other] is None:
                return None
            found = self._on_page(other, passage, start, end)
            if found:
                return [found]
        if end - start < _HALVED_FROM or unit + 1 >= len(self._pages):
            return []
        return self._over_edge(unit, passage, start, end)

    def _on_page(self, unit: int, passage: Passage, start: int, end: int) -> Span | None:
        text = self.text(unit)
        anchor = anchor_of(self._text, start, end)
        low, high = self._slice_of(passage.page - 1 if passage.page else unit)
        near = Anchor(anchor.exact, anchor.prefix, anchor.suffix, round(len(text) * (start - low) / max(1, high - low)))
        place = find_anchor(text, near, fuzzy=0.85)
        return None if place.state is AnchorState.LOST else Span(unit, place.start, place.end)

    def _over_edge(self, unit: int, passage: Passage, start: int, end: int) -> list[Span]:
        """Words that begin on one page and end on the next: as much as possible of them on the first."""
        low, high = start, end
        while high - low > 8:
            middle = (low + high) // 2
            low, high = (middle, high) if self._on_page(unit, passage, start, middle) else (low, middle)
        spans = [self._on_page(unit, passage, start, low) if low > start else None, self._on_page(unit + 1, passage, low, end)]
        return [span for span in spans if span is not None]

    def place_of(self, start: int) -> Place | None:
        """Where an offset in the document's text stands: exactly if its page is read, else the top of the page."""
        if start in self._places:
            return self._places[start]
        if not self._passages:
            return self._place_without_passages(start)
        passage = self._passages[max(0, bisect_right(self._starts, start) - 1)]
        if passage.page is None or passage.page > len(self._pages):
            return None
        unit = passage.page - 1
        if not self.is_read(unit):
            return Place(unit, 0)
        stop = min(passage.end, max(start, passage.start) + 60)
        spans = self._piece(passage, min(start, stop - 1), stop) if stop > passage.start else None
        place = Place(spans[0].unit, spans[0].start) if spans else Place(unit, 0)
        self._places[start] = place
        return place

    def _place_without_passages(self, start: int) -> Place | None:
        for unit, text in enumerate(self._pages):
            if text is None:
                return Place(unit, 0)
            if start <= len(text):
                return Place(unit, start)
            start -= len(text) + 1
        return None
