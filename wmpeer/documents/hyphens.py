"""Words divided at a line's end: whether the hyphen was the word's own. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wmpeer.documents.pdf_line import Line

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_HEAD = re.compile(r"[^\W\d_]+\Z")
_TAIL = re.compile(r"\A[^\W\d_]+")
_AROUND = ".,;:!?()[]“”‘’\"'"
_OWN = frozenset(
    """
    self well co non multi inter intra post pre ex early late long short high low cross part full half mid semi
    sub anti counter one two three four five six seven eight nine ten first second third cyd hunan quasi pro ever
    all age follow decision fact child family
    """.split()  # noqa: SIM905  words, not data
)


class Hyphens:
    """Decides by the document's own words: a hyphenated spelling found elsewhere stays, a joined one found elsewhere is joined."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = list(lines)
        self._words: set[str] | None = None

    def join(self, before: str, after: str) -> str:
        """*before*, whose last word goes on in *after*."""
        head, tail = _HEAD.search(before), _TAIL.search(after)
        if head is None or tail is None:
            return f"{before}-{after}"
        compound = before[: head.start()].endswith("-") or after[tail.end() :].startswith("-")
        return before + ("-" if compound or self._keeps(head[0], tail[0]) else "") + after

    def _keeps(self, head: str, tail: str) -> bool:
        words = self._known()
        first, second = head.lower(), tail.lower()
        if f"{first}-{second}" in words:
            return True
        if first + second in words:
            return False
        if tail[0].isupper() or first in _OWN:
            return True
        return len(second) > 2 and len(first) > 2 and first in words and second in words

    def _known(self) -> set[str]:
        if self._words is None:  # only documents with divided words pay for this
            self._words = _all_words(self._lines)
        return self._words


def _all_words(lines: list[Line]) -> set[str]:
    """Every whole word, lower case; of hyphenated words their parts as well. Words that a line's end divides are none."""
    whole: list[str] = []
    for place, line in enumerate(lines):
        text = line.text
        if line.hyphen:
            text = text.rpartition(" ")[0]
        if place and lines[place - 1].hyphen:
            text = text.partition(" ")[2]
        whole.append(text)
    spelt = {token.strip(_AROUND) for token in set("\n".join(whole).lower().replace("‐", "-").replace("‑", "-").split())}
    words = {token for token in spelt if token.isalpha()}  # mostly: looking closer takes five times as long
    words.update(_WORD.findall("\n".join(spelt - words)))
    words.update([part for word in words if "-" in word for part in word.split("-")])
    return words
