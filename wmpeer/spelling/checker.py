"""Is this a word, and if not, what may have been meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from wmpeer.spelling.scan import Word, plain, words_of

MOST = 6
"""So many suggestions at most."""
_FAR = 2


class Checker:
    """Knows the words of a dictionary, of the field, of the region and of this laptop. Nothing here ever changes a text."""

    def __init__(self, words: Iterable[str], hushed: Iterable[str] = ()) -> None:
        self._known: set[str] = set(words)
        self._common: set[str] = set()
        self._named: frozenset[str] = frozenset()
        self._own: frozenset[str] = frozenset()
        self._hushed = frozenset(hushed)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._known - self._hushed:
            self._by_length[len(word)].append(word)

    def add_common(self, words: Iterable[str]) -> None:
        """Words of the field: known, and suggested before others that are as near."""
        for word in map(plain, words):
            self._common.add(word)
            if word not in self._known:
                self._known.add(word)
                self._by_length[len(word)].append(word)

    def set_names(self, names: Iterable[str]) -> None:
        """Names of this region's places and people, each word of them."""
        self._named = frozenset(plain(word.text).casefold() for name in names for word in words_of(name))

    def set_own(self, words: Iterable[str]) -> None:
        """The words that were added on this laptop."""
        self._own = frozenset(plain(word).casefold() for word in words)

    def is_own(self, word: str) -> bool:
        return plain(word).casefold() in self._own

    def is_word(self, word: str) -> bool:
        """Whether *word* is known as it is written; at the beginning of a sentence too, and with its 's."""
        asked = plain(word)
        return self._is_known(asked) or (asked.endswith(("'s", "s'")) and self._is_known(asked[:-2] if asked[-1] == "s" else asked[:-1]))

    def _is_known(self, word: str) -> bool:
        if word in self._known:
            return True
        small = word.casefold()
        if word != small and (small in self._known or small.capitalize() in self._known):
            return word[:1].isupper() or small in self._known
        return small in self._named or small in self._own

    def wrong(self, text: str) -> tuple[Word, ...]:
        """The words of *text* that nobody here knows."""
        return tuple(word for word in words_of(text) if not self.is_word(word.text))

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What may have been meant by *word*, the nearest first, with its capitals; the two words it may be run together from too."""
        asked = plain(word)
        small = asked.casefold()
        near: list[tuple[float, str]] = []
        for length in range(len(small) - _FAR, len(small) + _FAR + 1):
            found = extract(small, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=_FAR, limit=24)
            near += [(self._rank(small, other, int(distance)), other) for other, distance, _ in found]
        parts = [f"{small[:at]} {small[at:]}" for at in range(2, len(small) - 1) if self._both_words(small[:at], small[at:])]
        near += [(1.6, one) for one in parts]
        best = [other for _, other in sorted(near)]
        return tuple(dict.fromkeys(_capitals(asked, one) for one in best))[:MOST]

    def _both_words(self, one: str, other: str) -> bool:
        return one in self._known and other in self._known and len(one) + len(other) > 5

    def _rank(self, word: str, other: str, distance: int) -> float:
        """Less is nearer: the same beginning, the same letters, a word of the field count; names come late."""
        small = other.casefold()
        return (
            distance
            + (0.6 if small[:1] != word[:1] else 0.0)
            - (0.5 if sorted(set(small)) == sorted(set(word)) else 0.0)
            - (0.4 if other in self._common else 0.0)
            + (0.5 if other != small else 0.0)
            + (0.3 if "'" in other and "'" not in word else 0.0)
            + (0.2 if small[-1:] != word[-1:] else 0.0)
        )


def _capitals(written: str, found: str) -> str:
    if written.isupper():
        return found.upper()
    return found[:1].upper() + found[1:] if written[:1].isupper() else found
