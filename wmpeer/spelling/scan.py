"""Which words of a text are looked at: not quotes, numbers, codes, addresses, abbreviations. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_NOT_LOOKED_AT = re.compile(
    r"“[^”]*(?:”|$)"  # what somebody else wrote keeps its spelling, also while it is being typed
    r"|(?<!\w)\"[^\"]*\"(?!\w)"
    r"|(?<!\w)‘[^‘’]*(?:’\w[^‘’]*)*’(?!\w)"
    r"|(?<!\S)[^\s@]+@\S+"
    r"|(?<!\w)(?:https?://|www\.)\S+"
    r"|(?<!\S)[^\s\\]*\\\S*"  # a path
    r"|(?<![\w'’])[^\W\d_]*[\d_][\w'’]*"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MIXED = re.compile(r"[^\W\d_]*[a-zà-ÿ][A-Z]")
_WELSH = frozenset("ŵŷŴŶẁỳẃýẅÿ")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text; `start` and `end` are offsets in it."""

    start: int
    end: int
    text: str


def words_of(text: str) -> Iterator[Word]:
    """The words of *text* that a dictionary may be asked about, in order."""
    left_out = [match.span() for match in _NOT_LOOKED_AT.finditer(text)]
    at = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while at < len(left_out) and left_out[at][1] <= start:
            at += 1
        if at < len(left_out) and left_out[at][0] < end:
            continue
        if not _is_code(match.group()):
            yield Word(start, end, match.group())


def _is_code(word: str) -> bool:
    """Abbreviations (also SENDs, LADO's), names of programs (iPad), single letters, words with letters that only Welsh has."""
    if len(word) > 1 and word.isascii() and (word.islower() or word[1:].islower()):
        return False
    bare = word[:-1].rstrip("'’") if word[-1] == "s" else word
    return len(word) == 1 or bare.isupper() or bool(_MIXED.match(bare)) or not _WELSH.isdisjoint(word)


def plain(word: str) -> str:
    """*word* with a straight apostrophe and without accents: dictionaries write “naive”."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word.replace("’", "'"))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
