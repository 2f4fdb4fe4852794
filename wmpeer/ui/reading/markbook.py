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
        self._on: dict[str, tuple[int, ...]] = {}
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
        new, before = {mark.id: mark for mark in marks}, self._marks
        stays = {mark for mark, one in new.items() if mark in self._spans and self._alike(before[mark], one)}
        touched = [mark for mark, one in new.items() if mark not in stays or one.kind != before[mark].kind]
        self._lift([*touched, *(mark for mark in before if mark not in new)])
        self._waiting.intersection_update(stays)
        self._marks = new
        for mark in touched:
            if mark not in stays:
                self._spans.pop(mark, None)
                self._find(new[mark])
            self._lay(mark)
        for mark in [mark for mark in self._spans if mark not in new]:
            del self._spans[mark]
        self.version += 1

    @staticmethod
    def _alike(old: Mark, new: Mark) -> bool:
        return old is new or (old.anchor, old.page, old.box) == (new.anchor, new.page, new.box)

    def look_again(self, everything: bool = False) -> bool:
        """Look for the marks that wait (or for all); says whether any moved."""
        ids = list(self._marks) if everything else list(self._waiting)
        before = {mark: self._spans.get(mark) for mark in ids}
        for mark in ids:
            self._spans.pop(mark, None)
            self._waiting.discard(mark)
            self._find(self._marks[mark])
        moved = [mark for mark in ids if self._spans.get(mark) != before[mark]]
        if not moved:
            return False
        self._lift(moved)
        for mark in moved:
            self._lay(mark)
        self.version += 1
        return True

    def _find(self, mark: Mark) -> None:
        spans = self._spans_of(mark)
        if spans is None:
            self._waiting.add(mark.id)
        else:
            self._spans[mark.id] = tuple(spans)

    def _lift(self, marks: Sequence[str]) -> None:
        """Take marks from the pages they lie on."""
        for mark in marks:
            for unit in self._on.pop(mark, ()):
                self._lying[unit] = [one for one in self._lying[unit] if one.id != mark]

    def _lay(self, mark: str) -> None:
        """Lay a mark on the pages of its words."""
        spans = self._spans.get(mark, ())
        self._on[mark] = tuple({span.unit for span in spans})
        for span in spans:
            self._lying.setdefault(span.unit, []).append(Lying(mark, self._marks[mark].kind, span.start, span.end))

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
