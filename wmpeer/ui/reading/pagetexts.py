"""Between two texts of one PDF: the document's text, made of passages, in which findings are anchored, and the pages' own characters.

The way between them is `wmpeer.documents.locate.PageMap`: letter by letter, never by likeness. Words that have no place in the document's
text are refused with a sentence; an anchor is exact or there is none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from wmpeer.documents.anchors import CONTEXT_CHARACTERS, Anchor, AnchorPlace, AnchorState, anchor_of, find_anchor
from wmpeer.documents.locate import PageMap
from wmpeer.documents.records import Passage
from wmpeer.documents.text import skeleton
from wmpeer.errors import Problem
from wmpeer.ui.reading.records import Place, Selection, Span
from wmpeer.ui.reading.refusals import APART, BETWEEN, NOT_READ, RUNNING, problem

_NOTE_MARK = 3
"""So many letters or digits within a sentence may be a note's mark, which the document's text leaves out."""


class PageTexts:
    """Pages' characters as they come (unit n is page n + 1), and the document's passages, known from the start or never.

    Without passages the document's text is all pages' characters, joined by a line feed.
    """

    def __init__(self, document: str, pages: int, passages: Sequence[Passage]) -> None:
        self.document = document
        self._pages: list[str | None] = [None] * pages
        self._maps: dict[int, PageMap] = {}
        self._passages = tuple(passages)
        self._starts = [passage.start for passage in self._passages]
        self._by_number = {passage.number: passage for passage in self._passages}
        self._text = "\n".join(passage.text for passage in self._passages)
        self._places: dict[int, Place] = {}
        self._found: dict[Anchor, AnchorPlace] = {}

    def put(self, unit: int, text: str, page_map: PageMap | None = None) -> None:
        """A page's characters have come, with their way to the passages where it was found already."""
        self._pages[unit] = text
        self._maps.pop(unit, None)
        if page_map is not None:
            self._maps[unit] = page_map
        self._places = {start: place for start, place in self._places.items() if place.unit != unit}

    def is_read(self, unit: int) -> bool:
        return self._pages[unit] is not None

    def text(self, unit: int) -> str:
        return self._pages[unit] or ""

    def _map(self, unit: int) -> PageMap:
        if unit not in self._maps:
            self._maps[unit] = PageMap(unit + 1, self.text(unit), self._passages)
        return self._maps[unit]

    # -- from pages to the document's text

    def selection(self, first: Place, last: Place) -> Selection | None:
        """The words between two places on pages, with their anchor in the document's text; None where `refusal` has a sentence."""
        words = self.between(first, last)
        if not words.strip():
            return None
        if not self._passages:
            return self._of_pages(first, last, words)
        found = self._in_document(first, last)
        if isinstance(found, Problem):
            return None
        anchor = anchor_of(self._text, *found)
        number = self._passages[bisect_right(self._starts, anchor.start) - 1].number
        return Selection(self.document, first.unit + 1, number, anchor.start, anchor.end, anchor.exact, anchor.prefix, anchor.suffix)

    def refusal(self, first: Place, last: Place) -> Problem | None:
        """Why the words between two places cannot be quoted, or None where they can (or where there are no words)."""
        if not self._passages or not self.between(first, last).strip():
            return None
        found = self._in_document(first, last)
        return found if isinstance(found, Problem) else None

    def between(self, first: Place, last: Place) -> str:
        """The pages' own characters between two places."""
        if first.unit == last.unit:
            return self.text(first.unit)[first.offset : last.offset]
        middle = [self.text(unit) for unit in range(first.unit + 1, last.unit)]
        return "\n".join([self.text(first.unit)[first.offset :], *middle, self.text(last.unit)[: last.offset]])

    def _of_pages(self, first: Place, last: Place, words: str) -> Selection:
        exact = words.strip()
        shift = len(words) - len(words.lstrip())
        start = sum(len(text or "") + 1 for text in self._pages[: first.unit]) + first.offset + shift
        before = self.text(first.unit)[max(0, first.offset + shift - CONTEXT_CHARACTERS) : first.offset + shift]
        after = self.text(last.unit)[last.offset : last.offset + CONTEXT_CHARACTERS]
        return Selection(self.document, first.unit + 1, None, start, start + len(exact), exact, before, after)

    def _in_document(self, first: Place, last: Place) -> tuple[int, int] | Problem:
        """Start and end in the document's text of exactly the words chosen, or why there is no such stretch."""
        located: list[tuple[int, int]] = []
        letters = 0
        for unit in range(first.unit, last.unit + 1):
            if not self.is_read(unit):
                return problem(NOT_READ)
            start = first.offset if unit == first.unit else 0
            end = last.offset if unit == last.unit else len(self.text(unit))
            page = self._map(unit)
            gaps = page.gaps(start, end)
            for gap in gaps:
                goes_on = unit < last.unit and not skeleton(self.text(unit)[gap.end : end])[0]
                came_on = unit > first.unit and not skeleton(self.text(unit)[start : gap.start])[0]
                if gap.letters > _NOTE_MARK and not (gap.at_edge and (goes_on or came_on)):
                    return problem(RUNNING if gap.at_edge else APART)
            if gaps and unit == last.unit and not skeleton(self.text(unit)[gaps[-1].end : end])[0]:
                last = Place(unit, gaps[-1].start)  # a note's mark, a page's number: what stands before it is the end
            letters += len(skeleton(self.text(unit)[start:end])[0]) - sum(gap.letters for gap in gaps)
            for part in page.to_passages(start, end):
                base = self._by_number[part.number].start
                located.append((base + part.start, base + part.end))
        words = self.between(first, last)
        if not located:
            return problem(RUNNING)
        start, end = min(part[0] for part in located), max(part[1] for part in located)
        said = sum(len(skeleton(self._text[low:high])[0]) for low, high in located)
        if not said == letters == len(skeleton(self._text[start:end])[0]):
            return problem(BETWEEN)
        return self._with_signs(start, end, words)

    def _with_signs(self, start: int, end: int, words: str) -> tuple[int, int]:
        """Brackets, quotation marks and stops that were chosen at either end belong to the quote; others do not."""
        before = [sign for sign in takewhile(lambda sign: not sign.isalnum(), words) if not sign.isspace()]
        after = [sign for sign in takewhile(lambda sign: not sign.isalnum(), reversed(words)) if not sign.isspace()]
        while before and start > 0 and self._text[start - 1] == before[-1]:
            start, before = start - 1, before[:-1]
        while after and end < len(self._text) and self._text[end] == after[-1]:
            end, after = end + 1, after[:-1]
        return start, end

    # -- from the document's text to pages

    def spans_of(self, anchor: Anchor, page: int | None) -> list[Span] | None:
        """Where an anchor's words stand on pages; None while a page they may stand on is not read."""
        if not self._passages:
            return self._on_pages(anchor, [page] if page else list(range(1, len(self._pages) + 1)))
        place = self._found.get(anchor) or self._found.setdefault(anchor, find_anchor(self._text, anchor))
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
        """A part of one passage on its own page, and on the next where it goes on there."""
        if passage.page is None or not 1 <= passage.page <= len(self._pages):
            return []
        low, high = start - passage.start, end - passage.start
        wanted = len(skeleton(passage.text[low:high])[0])
        spans: list[Span] = []
        for unit in (passage.page - 1, passage.page):
            if not wanted or unit >= len(self._pages):
                break
            if not self.is_read(unit):
                return None
            for first, last in self._map(unit).to_page(passage.number, low, high):
                spans.append(Span(unit, first, self._closed(unit, last, self._text[end - 1 : end])))
                wanted -= len(skeleton(self.text(unit)[first:last])[0])
        return spans

    def _closed(self, unit: int, last: int, sign: str) -> int:
        """The sign that ends the quote, such as a full stop, is marked with it."""
        text = self.text(unit)
        return last + 1 if not sign.isalnum() and text[last : last + 1] == sign else last

    def place_of(self, start: int) -> Place | None:
        """Where an offset in the document's text stands: exactly if its page is read, else the top of the page."""
        if start in self._places:
            return self._places[start]
        if not self._passages:
            return self._place_without_passages(start)
        passage = self._passages[max(0, bisect_right(self._starts, start) - 1)]
        page = passage.page_at(start)
        if page is None or page > len(self._pages):
            return None
        unit = page - 1
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
