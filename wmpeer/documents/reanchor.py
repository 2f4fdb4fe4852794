"""Words of one version of a document, found again in the next. Pure.

Found again means: the same words with the same neighbours, or the same words where only one place can be meant. Whatever asks for a
guess - words that stand twice, words that were changed, a few words without their neighbours - is uncertain, and a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from wmpeer.documents.letters import Letters
from wmpeer.documents.reanchor_nearly import nearest

NEAR = 24
"""Letters on each side that make a neighbourhood; a selector's prefix of 32 characters has about so many."""
WIDE = 600
_CLEARLY = 48  # letters by which one place must lead where several have the same neighbours
_LEAD = 12  # letters by which one side must lead
_SAYS_ENOUGH = 40  # letters that hardly anybody writes twice by chance
_A_FEW_WORDS = 12
_MOST = 400


class Fate(StrEnum):
    """What became of a quote: with its neighbours, somewhere else, for a person to settle, or gone."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    UNCERTAIN = "uncertain"
    LOST = "lost"


class Reason(StrEnum):
    """Why: it decides which sentence a person reads."""

    SAME = "same"
    NEIGHBOURS = "neighbours"
    TWICE = "twice"
    ONE_OF_SEVERAL = "one-of-several"
    FEW_WORDS = "few-words"
    CHANGED = "changed"
    GONE = "gone"
    NEVER_FOUND = "never-found"


@dataclass(frozen=True, slots=True)
class Reanchoring:
    """Where words stand in the new version. `start` and `end` are offsets in its text, 0 and 0 where nothing is suggested.

    `confidence` is from 0 to 1: 1 for the same words among the same neighbours, else for changed words how alike they are, for the same
    words how much speaks for this place. `others` are further places that may be meant, in order of the text, eight at most.
    """

    fate: Fate
    reason: Reason
    start: int = 0
    end: int = 0
    confidence: float = 0.0
    others: tuple[tuple[int, int], ...] = ()


GONE = Reanchoring(Fate.LOST, Reason.GONE)


class Reanchor:
    """Two versions of a text, each read once, however many quotes are looked for.

    Where the old text is not known whole (*bounded* is False), *old* is the quote between its prefix and its suffix.
    """

    def __init__(self, old: str | Letters, new: str | Letters, *, bounded: bool = True) -> None:
        self._old = old if isinstance(old, Letters) else Letters(old, bounded=bounded)
        self._new = new if isinstance(new, Letters) else Letters(new)

    def find(self, start: int, end: int) -> Reanchoring:
        """What became of ``old[start:end]``.

        Raises:
            ValueError: the range is empty or lies outside the old text.
        """
        if not 0 <= start < end <= len(self._old.source):
            raise ValueError(f"no words at {start}-{end} of {len(self._old.source)}")
        low, high = self._old.span(start, end)
        if low == high:
            return self._without_letters(start, end)
        places = self._places(self._new, low, high)
        found = self._decided(low, high, places) if places else self._changed(low, high)
        return self._cut_again(self._with_signs(found, start, end, low, high), start, end, low, high)

    def _cut_again(self, found: Reanchoring, start: int, end: int, low: int, high: int) -> Reanchoring:
        """Where the quote begins or ends within a number, the same piece of the same number; of another number it is for a person."""
        old, new = self._old.source, self._new.source
        head, tail = old[self._old.source_start(low) : start], old[end : self._old.source_end(high)]
        if found.fate is Fate.LOST or not (head or tail):
            return found
        begin, behind = found.start + len(head), found.end - len(tail)
        if begin < behind and new[found.start : begin] == head and new[behind : found.end] == tail:
            return replace(found, start=begin, end=behind)
        return replace(found, fate=Fate.UNCERTAIN, reason=Reason.CHANGED, confidence=min(found.confidence, 0.5))

    def _decided(self, low: int, high: int, places: list[int]) -> Reanchoring:
        """The same words stand somewhere: are they these?"""
        length = high - low
        here = {place: self._agreement(self._new, place, low, high) for place in places}
        twins = [self._agreement(self._old, place, low, high) for place in self._places(self._old, low, high) if place != low]
        left, right = self._enough(low, high)
        best = max(places, key=lambda place: (sum(here[place]), -place))
        rest = [here[place] for place in places if place != best]

        def same(one: tuple[int, int]) -> bool:
            return one[0] >= left and one[1] >= right

        if same(here[best]):
            rivals = [sum(one) for one in (*rest, *twins) if same(one)]
            if not rivals or sum(here[best]) >= max(rivals) + _CLEARLY:
                return self._found(Fate.UNCHANGED, Reason.SAME, best, length, 1.0)
            return self._found(Fate.UNCERTAIN, Reason.TWICE, best, length, 0.5, places)
        sides = [side for side, enough in ((0, left), (1, right)) if here[best][side] >= enough > 0]
        beside = [side for side in sides if all(one[side] + _LEAD <= here[best][side] for one in (*rest, *twins))]
        speaks = 0.8 + 0.1 * bool(sides) + 0.1 * min(1.0, length / 200)
        if beside and length >= _A_FEW_WORDS:
            return self._found(Fate.MOVED, Reason.NEIGHBOURS, best, length, round(speaks, 2))
        if rest or twins:
            return self._found(Fate.UNCERTAIN, Reason.TWICE if rest else Reason.ONE_OF_SEVERAL, best, length, 0.5, places)
        if length >= _SAYS_ENOUGH:
            return self._found(Fate.MOVED, Reason.NEIGHBOURS, best, length, round(speaks, 2))
        return self._found(Fate.UNCERTAIN, Reason.FEW_WORDS, best, length, 0.6)

    def _places(self, text: Letters, low: int, high: int) -> list[int]:
        """Where the quote's letters stand; a quote that begins or ends within a word may do so there too."""
        whole = self._old.begins_word(low), self._old.begins_word(high)
        return text.places(self._old.text[low:high], _MOST, whole=whole)

    def _agreement(self, text: Letters, place: int, low: int, high: int) -> tuple[int, int]:
        """How many letters before and behind *place* are those before and behind the quote in the old version."""
        behind = place + high - low
        before = _common_end(self._old.text[max(0, low - WIDE) : low], text.text[max(0, place - WIDE) : place])
        return before, _common_start(self._old.text[high : high + WIDE], text.text[behind : behind + WIDE])

    def _enough(self, low: int, high: int) -> tuple[int, int]:
        """The letters that make the neighbourhood on each side: fewer only where the text begins or ends there."""
        return min(NEAR, low), min(NEAR, len(self._old.text) - high)

    def _changed(self, low: int, high: int) -> Reanchoring:
        found = nearest(self._old, low, high, self._new)
        if not found:
            return GONE
        best = found[0]
        others = tuple(sorted((self._new.source_start(one.low), self._new.source_end(one.high)) for one in found[1:]))
        start, end = self._new.source_start(best.low), self._new.source_end(best.high)
        return Reanchoring(Fate.UNCERTAIN, Reason.CHANGED, start, end, best.likeness, others)

    def _found(
        self, fate: Fate, reason: Reason, place: int, length: int, confidence: float, places: list[int] | None = None
    ) -> Reanchoring:  # fmt: skip
        others = [one for one in places or () if one != place][:8]
        ranges = tuple((self._new.source_start(one), self._new.source_end(one + length)) for one in others)
        return Reanchoring(fate, reason, self._new.source_start(place), self._new.source_end(place + length), confidence, ranges)

    def _with_signs(self, found: Reanchoring, start: int, end: int, low: int, high: int) -> Reanchoring:
        """With the signs that stood before and behind the words in the quote, where they still stand there."""
        if found.fate is Fate.LOST:
            return found
        old, new = self._old.source, self._new.source
        lead, trail = old[start : self._old.source_start(low)], old[self._old.source_end(high) : end]
        begin = found.start - len(lead) if lead and new.endswith(lead, 0, found.start) else found.start
        behind = found.end + len(trail) if trail and new.startswith(trail, found.end) else found.end
        return Reanchoring(found.fate, found.reason, begin, behind, found.confidence, found.others)

    def _without_letters(self, start: int, end: int) -> Reanchoring:
        """Signs alone: only found where they stand once in both versions."""
        quote, new = self._old.source[start:end], self._new.source
        at = new.find(quote) if quote.strip() else -1
        if at < 0:
            return GONE
        once = new.count(quote) == 1 == self._old.source.count(quote)
        return Reanchoring(Fate.UNCERTAIN, Reason.FEW_WORDS if once else Reason.TWICE, at, at + len(quote), 0.5)


def _common_start(one: str, other: str) -> int:
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return length
    return next(at for at in range(length) if one[at] != other[at])


def _common_end(one: str, other: str) -> int:
    return _common_start(one[::-1], other[::-1])
