"""Fingerprints in words, for reading out by telephone: six of 2,048 plain British words, 66 bits.

No two words of the list begin with the same four letters, so that four letters of each are enough. The list is of this program's own
making (`resources/words`); each word stands for its number in it, so that a line of it is never moved.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from wmpeer.files import resource

COUNT, BITS, LETTERS = 6, 11, 4
_WORD = re.compile(r"[^\W\d_]+")


@cache
def the_words() -> tuple[str, ...]:
    """All 2,048, in their order."""
    return tuple(resource("words", "read-aloud.txt").read_text(encoding="utf-8").split())


def six_words(digest: bytes) -> str:
    """The first 66 bits of *digest* (at least nine bytes) as words with a space between them."""
    number = int.from_bytes(digest[:9], "big") >> (72 - COUNT * BITS)
    places = [(number >> (BITS * at)) & (2**BITS - 1) for at in reversed(range(COUNT))]
    return " ".join(the_words()[place] for place in places)


def same_words(typed: str, words: str) -> bool:
    """Whether *typed* is what somebody read out as *words*: in their order, in any case and spacing; four letters of each will do."""
    return _short(typed) == _short(words)


def words_that_differ(typed: str, words: str) -> tuple[int, ...]:
    """Which of *words* were typed otherwise or not at all, counted from 1."""
    said, meant = _short(typed), _short(words)
    said[COUNT - 1 :] = [" ".join(said[COUNT - 1 :])]  # one too many makes the last one wrong
    return tuple(at + 1 for at, word in enumerate(meant) if said[at : at + 1] != [word])


def _short(text: str) -> list[str]:
    """The first four letters of every word of *text*."""
    return [word[:LETTERS] for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold())]
