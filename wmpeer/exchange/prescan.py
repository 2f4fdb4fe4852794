"""A look at JSON as bytes before a parser sees it, and the parser: no key twice, no number that is none or is too large.

Lengths, depth and escapes are seen in the bytes; numbers are looked at as digits, before one is made of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import accumulate
from math import isfinite
from typing import Any

from wmpeer.exchange import caps
from wmpeer.exchange.errors import (
    KeyTwiceError,
    NestedTooDeepError,
    NumberTooLargeError,
    PackRefusedError,
    RevisionMalformedError,
    RevisionTooLargeError,
)
from wmpeer.journal.revisions import TOO_LARGE

Refusal = Callable[[], PackRefusedError]

_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_STEPS = bytes.maketrans(b"[{]}", b"\2\2\0\0")
_NO_BRACKETS = bytes(set(range(256)) - set(b"[{]}"))
_ESCAPED = re.compile(rb"(?<!\\)(?:\\\\)*\\u")
_LONGEST_FRACTION = 40  # characters: no number that a program writes is longer


class _KeyTwice(ValueError):
    pass


class _TooLarge(ValueError):
    pass


def prescan(line: bytes, name: str) -> None:
    """Refuse a line that no parser should see.

    Raises:
        RevisionTooLargeError, NestedTooDeepError
        RevisionMalformedError: it spells a character by its number. No writer does, and NUL, control characters and halves of a pair could
            come in no other way.
    """
    if len(line) > caps.LARGEST_REVISION:
        raise RevisionTooLargeError(name=name)
    if line.count(b"[") + line.count(b"{") > caps.DEEPEST and depth(line) > caps.DEEPEST:
        raise NestedTooDeepError(name=name)
    if b"\\u" in line and _ESCAPED.search(line):
        raise RevisionMalformedError(name=name)


def depth(line: bytes) -> int:
    """How many brackets stand within each other, those within strings left out."""
    steps = _STRING.sub(b"", line).translate(_STEPS, _NO_BRACKETS)
    return max(accumulate(step - 1 for step in steps), default=0)


def parsed(line: bytes, name: str, malformed: Refusal | None = None) -> Any:
    """What a line that `prescan` let through says.

    Raises:
        KeyTwiceError, NumberTooLargeError
        RevisionMalformedError: it is no JSON in UTF-8; or what *malformed* makes.
    """
    try:
        text = line.decode()
        said, end = _DECODER.raw_decode(text)
        if end == len(text):  # no space before or behind it, as no writer leaves any
            return said
    except _KeyTwice as error:
        raise KeyTwiceError(name=name) from error
    except _TooLarge as error:
        raise NumberTooLargeError(name=name) from error
    except (ValueError, RecursionError) as error:
        raise (malformed() if malformed else RevisionMalformedError(name=name)) from error
    raise malformed() if malformed else RevisionMalformedError(name=name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) != len(pairs):
        raise _KeyTwice
    return said


def _whole(digits: str) -> int:
    if len(digits) > caps.LONGEST_WHOLE + 1 or (len(digits) > caps.LONGEST_WHOLE and digits[0] != "-"):
        raise _TooLarge
    return int(digits)


def _fraction(digits: str) -> float:
    if len(digits) > _LONGEST_FRACTION or not isfinite(number := float(digits)) or abs(number) >= TOO_LARGE:
        raise _TooLarge
    return number


def _none(word: str) -> Any:
    raise _TooLarge


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_int=_whole, parse_float=_fraction, parse_constant=_none)
