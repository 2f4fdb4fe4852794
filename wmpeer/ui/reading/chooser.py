"""Choosing words: an anchor, a caret, and every way of moving the caret. It knows lines and texts, not widgets."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Protocol

from wmpeer.ui.reading.lines import Line, line_at, paragraph_at
from wmpeer.ui.reading.records import Place
from wmpeer.ui.reading.words import next_word, previous_word, whole_word, word_at


class Words(Protocol):
    """A document as pages or passages of lines. What is not read yet has no text and no lines."""

    def unit_count(self) -> int: ...

    def text(self, unit: int) -> str: ...

    def lines(self, unit: int) -> Sequence[Line]: ...


class Grain(Enum):
    """What a click takes: a place, a word, a paragraph."""

    PLACE = 1
    WORD = 2
    PARAGRAPH = 3


class Chooser:
    """What is chosen: from `anchor` to `caret`, in either order. Both are None when there is no caret."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.clear()

    def clear(self) -> None:
        self.anchor: Place | None = None
        self.caret: Place | None = None
        self._grain = Grain.PLACE
        self._held: tuple[Place, Place] | None = None
        self._goal: float | None = None

    @property
    def range(self) -> tuple[Place, Place] | None:
        """The chosen words from first to last, or None where nothing is chosen."""
        if self.anchor is None or self.caret is None or self.anchor == self.caret:
            return None
        return min(self.anchor, self.caret), max(self.anchor, self.caret)

    def span_in(self, unit: int) -> tuple[int, int] | None:
        """The chosen characters of one page or passage."""
        chosen = self.range
        if chosen is None or not chosen[0].unit <= unit <= chosen[1].unit:
            return None
        start = chosen[0].offset if unit == chosen[0].unit else 0
        end = chosen[1].offset if unit == chosen[1].unit else len(self._words.text(unit))
        return (start, end) if start < end else None

    def choose(self, first: Place, last: Place) -> None:
        self.anchor, self.caret, self._goal = first, last, None

    def choose_all(self) -> None:
        count = self._words.unit_count()
        if count:
            self.choose(Place(0, 0), Place(count - 1, len(self._words.text(count - 1))))

    def press(self, place: Place, grain: Grain = Grain.PLACE, *, extend: bool = False) -> None:
        """A press of the mouse: *grain* says how much one click takes, *extend* keeps the anchor."""
        self._grain = grain
        if extend and self.anchor is not None:
            self._held = (self.anchor, self.anchor)
        else:
            self._held = self._around(place)
        self.drag(place, letters=True)

    def drag(self, place: Place, *, letters: bool = False) -> None:
        """The mouse moved while pressed: whole words are chosen, or single *letters*; whole words or paragraphs on from those that the
        press took."""
        if self._held is None:
            return
        first, last = self._around(place)
        backwards = first < self._held[0]
        anchor, caret = self._held[1] if backwards else self._held[0], first if backwards else max(last, self._held[1])
        if self._grain is Grain.PLACE and not letters and anchor != caret:
            anchor, caret = self._word_end(anchor, after=backwards), self._word_end(caret, after=not backwards)
        self.choose(anchor, caret)

    def _word_end(self, place: Place, *, after: bool) -> Place:
        """The end of the word in which *place* stands, or its beginning; the place itself between words."""
        start, end = whole_word(self._words.text(place.unit), place.offset)
        return Place(place.unit, end if after else start)

    def _around(self, place: Place) -> tuple[Place, Place]:
        text = self._words.text(place.unit)
        lines = self._words.lines(place.unit)
        if self._grain is Grain.WORD and place.offset < len(text):
            start, end = word_at(text, place.offset)
        elif self._grain is Grain.PARAGRAPH and lines:
            start, end = paragraph_at(lines, line_at(lines, place.offset))
        else:
            return place, place
        return Place(place.unit, start), Place(place.unit, end)

    def move(self, step: str, *, keep: bool) -> None:
        """Move the caret by *step* (a name such as ``word-left``); *keep* leaves the anchor, so the words between are chosen."""
        if self.caret is None:
            return
        chosen = self.range
        if chosen is not None and not keep and step in ("left", "right"):
            to = chosen[0] if step == "left" else chosen[1]
        else:
            to = self._step(self.caret, step)
        goal = self._goal
        self.choose(self.anchor if keep and self.anchor is not None else to, to)
        if step in ("up", "down"):
            self._goal = goal

    def _step(self, at: Place, step: str) -> Place:
        match step:
            case "left" | "right" | "word-left" | "word-right":
                return self._sideways(at, step)
            case "up" | "down":
                return self._line_over(at, -1 if step == "up" else 1)
            case "line-start" | "line-end":
                lines = self._words.lines(at.unit)
                if not lines:
                    return at
                line = lines[line_at(lines, at.offset)]
                return Place(at.unit, line.start if step == "line-start" else line.end)
            case "start":
                return Place(0, 0)
            case "end":
                last = self._words.unit_count() - 1
                return Place(last, len(self._words.text(last)))
        raise ValueError(step)

    def _sideways(self, at: Place, step: str) -> Place:
        text, forward = self._words.text(at.unit), step.endswith("right")
        if forward and at.offset >= len(text):
            after = self._beside(at.unit, 1)
            return at if after is None else Place(after, 0)
        if not forward and at.offset == 0:
            before = self._beside(at.unit, -1)
            return at if before is None else Place(before, len(self._words.text(before)))
        if step.startswith("word"):
            return Place(at.unit, (next_word if forward else previous_word)(text, at.offset))
        return Place(at.unit, _over_line_end(text, at.offset, forward))

    def _beside(self, unit: int, way: int) -> int | None:
        """The next page or passage that has words: at most fifty pictures are stepped over."""
        for other in range(unit + way, max(-1, unit - 51) if way < 0 else min(self._words.unit_count(), unit + 51), way):
            if self._words.text(other):
                return other
        return None

    def _line_over(self, at: Place, way: int) -> Place:
        lines = self._words.lines(at.unit)
        if lines:
            index = line_at(lines, at.offset)
            if self._goal is None:
                self._goal = lines[index].x_of(at.offset)
            if 0 <= index + way < len(lines):
                return Place(at.unit, lines[index + way].offset_near(self._goal))
        other = self._beside(at.unit, way)
        there = self._words.lines(other) if other is not None else ()
        if other is None or not there:
            return at
        return Place(other, there[0 if way > 0 else -1].offset_near(self._goal or 0.0))


def _over_line_end(text: str, offset: int, forward: bool) -> int:
    """One character on, or back; a carriage return and its line feed are one."""
    if forward:
        return offset + (2 if text.startswith("\r\n", offset) else 1)
    return offset - (2 if text.startswith("\r\n", max(0, offset - 2)) and offset >= 2 else 1)
