"""Words in a text: where one begins and ends, where the next one is."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_WHOLE = re.compile(r"[£$€]?\w+(?:(?:['’/‐‑–-]|(?<=\d)[.,:](?=\d)|[\u00ad\x02\ufffe‐-]\s*\n(?=[^\W\d])|[\u00ad\x02\ufffe])\w+)*%?")


def word_at(text: str, offset: int) -> tuple[int, int]:
    """The word around the character at *offset*; a sign or a space is a word of its own."""
    near = max(0, offset - 80)
    while near > 0 and not text[near].isspace():
        near -= 1
    for word in _WORD.finditer(text, near):
        if word.start() > offset:
            break
        if word.end() > offset:
            return word.span()
    return offset, min(len(text), offset + 1)


def whole_word(text: str, offset: int) -> tuple[int, int]:
    """The word or number in the middle of which *offset* stands, as a hand means it: “3,495,048”, “18.5%”, a word that a line's end
    divides. *offset* twice between words."""
    near = max(0, offset - 80)
    while near > 0 and not text[near].isspace():
        near -= 1
    for word in _WHOLE.finditer(text, near):
        if word.start() >= offset:
            break
        if word.end() > offset:
            return word.span()
    return offset, offset


def next_word(text: str, offset: int) -> int:
    """Where the next word begins, or the end of the text."""
    here = _WORD.match(text, offset)
    found = _WORD.search(text, here.end() if here else offset)
    return found.start() if found else len(text)


def previous_word(text: str, offset: int) -> int:
    """Where the word before *offset* begins, or the beginning of the text."""
    end = offset
    while end > 0 and not text[end - 1].isalnum():
        end -= 1
    return word_at(text, end - 1)[0] if end else 0


def count_words(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))
