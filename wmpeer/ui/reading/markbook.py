"""The marks of a document, found in its words and sorted by page or passage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from wmpeer.ui.reading.lanes import Lying
from wmpeer.ui.reading.records import Mark, Span

Finder = Callable[[Mark], "Sequence[Span] | None"]


class MarkBook:
    """Marks by id and by unit. A mark whose words are not read yet waits; one whose words are nowhere is lost."""

    def __init__(self, spans_of: Finder) -> None:
        self._spans_of = spans_of
        self._marks: dict[str, Mark] = {}
        self._spans: dict[str, tuple[Span, ...]] = {}
        self._lying: dict[int, list[Lying]] = {}
        self._waiting: set[str] = set()
        self.version = 0

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks.values())

    def get(self, mark: str) -> Mark | None:
        return self._marks.get(mark)

    def set(self, marks: Sequence[Mark]) -> None:
        """These marks and no others; what has not changed is not looked for again."""
        new = {mark.id: mark for mark in marks}
        same = {mark for mark in new if mark in self._spans and self._alike(mark, new[mark])}
        self._spans = {mark: spans for mark, spans in self._spans.items() if mark in same}
        self._waiting = set()
        self._marks = new
        for mark in new.values():
            if mark.id not in same:
                self._find(mark)
        self._sort()

    def _alike(self, mark: str, new: Mark) -> bool:
        old = self._marks[mark]
        return old.anchor == new.anchor and old.page == new.page

    def look_again(self, everything: bool = False) -> bool:
        """Look for the marks that wait (or for all); says whether any moved."""
        ids = list(self._marks) if everything else list(self._waiting)
        before = dict(self._spans)
        for mark in ids:
            self._spans.pop(mark, None)
            self._waiting.discard(mark)
            self._find(self._marks[mark])
        if self._spans == before:
            return False
        self._sort()
        return True

    def _find(self, mark: Mark) -> None:
        spans = self._spans_of(mark)
        if spans is None:
            self._waiting.add(mark.id)
        else:
            self._spans[mark.id] = tuple(spans)

    def _sort(self) -> None:
        self._lying = {}
        for mark in self._marks.values():
            for span in self._spans.get(mark.id, ()):
                self._lying.setdefault(span.unit, []).append(Lying(mark.id, mark.kind, span.start, span.end))
        self.version += 1

    def lying(self, unit: int) -> list[Lying]:
        return self._lying.get(unit, [])

    def spans(self, mark: str) -> tuple[Span, ...]:
        return self._spans.get(mark, ())

    def waiting(self) -> list[Mark]:
        return [mark for mark in self._marks.values() if mark.id in self._waiting]

    def lost(self) -> list[str]:
        """Marks whose words are not in the document."""
        return [mark for mark in self._marks if mark not in self._waiting and not self._spans.get(mark)]

    def in_order(self) -> list[str]:
        """Marks as they come in the document, the lost ones left out."""
        found = [mark for mark in self._marks if self._spans.get(mark)]
        return sorted(found, key=lambda mark: (self._spans[mark][0], mark))
