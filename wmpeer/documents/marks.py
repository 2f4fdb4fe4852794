"""Marks of notes: small raised numbers behind a word, kept apart from it. Pure."""

from __future__ import annotations

import re

_MARK = re.compile(r"(?:\d{1,3}|[ivx]{1,5}|[*†‡§])(?:\s*[,–-]\s*(?:\d{1,3}|[ivx]{1,5}|[*†‡§]))*")
_UNIT = re.compile(r"(?:\b[ckm]?m|\b[Rr]|χ|\d|[=^×x])\Z")
_SUPERSCRIPTS = {ord(raised): plain for raised, plain in zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)}
_RAISED = re.compile(r"(?<=[^\W\d_]{2})([¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2})|(?<=[.,;:!?)”’\"])([¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2})")


def is_mark(raised: str) -> bool:
    """Whether raised letters are the mark of a note, not an ordinal's ending or a power."""
    return _MARK.fullmatch(raised.strip()) is not None


def mark(before: str, raised: str) -> str:
    """What to write for raised letters behind *before*: the mark of a note in brackets, everything else as it is."""
    sign = raised.strip()
    if not is_mark(sign) or _UNIT.search(before):
        return raised
    return f"{'' if not before or before[-1:].isspace() else ' '}[{sign}]{' ' if raised[-1:].isspace() else ''}"


def apart(text: str) -> str:
    """Raised digits that are letters of their own (``year¹``), behind words, as marks in brackets."""
    if text.isascii():
        return text
    return _RAISED.sub(lambda found: mark(text[: found.start()], found[0].translate(_SUPERSCRIPTS)), text)
