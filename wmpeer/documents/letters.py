"""A text by its words and numbers alone, and the way back: what two renderings of the same sentence have in common. Pure.

Spaces, line ends, hyphens, bullets, quotation marks and capitals are left out. Numbers are not: 1.8, 18 and -18 are three numbers, and
`18 %` is `18%`. Nor are signs that say something: more or less, up or down, a tick or a cross, an accent that stands by itself. Two texts
with the same letters say the same.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from itertools import pairwise

_SAYING = "<>£$€±+=≤≥≠≈×÷√∞½¼¾‰°↑↓↗↘↔⇧⇩▲▼△▽✓✔✗✘☐☑☒☓\u0300-\u036f"
_TOKEN = re.compile(r"(?:(?<![^\W_])[-−–](?=\d))?\d+(?:[.,]\d+)*(?:\s?%)?|[^\W\d_]+|[" + _SAYING + "]")
_EDGE = "\x1f"
"""Stands on both sides of a number, so that 1 and 8 are never 18."""
_BEGIN, _END = "\x02", "\x03"


def letters_of(text: str) -> str:
    """The words and numbers of *text*, joined; empty where it has none."""
    return "".join(_told(token) for token in _TOKEN.findall(text))


def _told(token: str) -> str:
    if token[-1].isdigit() or token[-1] == "%":
        return f"{_EDGE}{token.replace('−', '-').replace('–', '-').translate(_SPACES)}{_EDGE}"
    return token.lower()


_SPACES = {ord(sign): None for sign in " \t\n\r\x0b\x0c\xa0\u2009\u202f"}


class Letters:
    """The letters of one text. Offsets in it are called places; `source_start` and `source_end` lead back.

    A *bounded* text is a whole one: its beginning and its end are letters too, so that what stands at an end has a neighbour there.
    """

    def __init__(self, source: str, *, bounded: bool = True) -> None:
        parts = [_BEGIN if bounded else ""]
        self._at, self._starts, self._ends = array("Q"), array("Q"), array("Q")
        reached = len(parts[0])
        lower = source.lower()
        for token in _TOKEN.finditer(lower if len(lower) == len(source) else source):
            told = token.group()
            if not told[0].isalpha():
                told = _told(told)
            self._at.append(reached)
            self._starts.append(token.start())
            self._ends.append(token.end())
            parts.append(told)
            reached += len(told)
        self._reached = reached
        parts.append(_END if bounded else "")
        self.text = "".join(parts)
        self.source = source

    def __len__(self) -> int:
        return len(self._at)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The places of the source's characters from *start* to *end* (excluded); equal where there is no letter.

        A number is never cut: where one end is inside a number, the span has the whole of it.
        """
        return self._outside(start, self._place(start), before=True), self._outside(end, self._place(end), before=False)

    def _outside(self, offset: int, place: int, *, before: bool) -> int:
        token = bisect_right(self._ends, offset)
        if token == len(self._at) or offset <= self._starts[token] or self.text[self._at[token]] != _EDGE:
            return place
        return self._at[token] if before else self._behind(token)

    def _place(self, offset: int) -> int:
        token = bisect_right(self._ends, offset)
        if token == len(self._at):
            return self._reached
        inside = max(0, offset - self._starts[token])
        return self._at[token] + min(inside, self._behind(token) - self._at[token])

    def _behind(self, token: int) -> int:
        return self._at[token + 1] if token + 1 < len(self._at) else self._reached

    def source_start(self, place: int) -> int:
        """The offset in the source of the letter at *place*."""
        token = max(0, bisect_right(self._at, place) - 1)
        return min(self._starts[token] + max(0, place - self._at[token]), self._ends[token])

    def source_end(self, place: int) -> int:
        """The offset in the source just behind the letter before *place*."""
        token = max(0, bisect_right(self._at, place - 1) - 1)
        if place >= self._behind(token):
            return self._ends[token]
        return min(self._starts[token] + place - self._at[token], self._ends[token])

    def begins_word(self, place: int) -> bool:
        token = bisect_left(self._at, place)
        return (token < len(self._at) and self._at[token] == place) or place >= self._reached

    def tokens(self, low: int, high: int) -> tuple[list[str], list[int]]:
        """The words that lie whole between two places, and where each begins; the place behind the last one stands at the end."""
        first, last = bisect_left(self._at, low), bisect_right(self._at, max(low, high - 1))
        while last > first and self._behind(last - 1) > high:
            last -= 1
        at = [self._at[token] for token in range(first, last)]
        at.append(self._behind(last - 1) if last > first else low)
        return [self.text[one:behind] for one, behind in pairwise(at)], at

    def places(self, letters: str, most: int, *, whole: tuple[bool, bool] = (True, True)) -> list[int]:
        """Where *letters* stand, in order and at most *most* of them; *whole* says whether a word begins with them and ends with them."""
        found: list[int] = []
        at = self.text.find(letters) if letters else -1
        while at >= 0 and len(found) < most:
            if self.begins_word(at) >= whole[0] and self.begins_word(at + len(letters)) >= whole[1]:
                found.append(at)
            at = self.text.find(letters, at + 1)
        return found
