"""The words that changed within a passage. Pure."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:[.,'’]\w+)*%?|[^\w\s]")
_MOST = 6_000
"""Words compared one by one; where both have more, what differs between the same beginning and the same end is marked as a whole."""

Spans = tuple[tuple[int, int], ...]


def word_marks(old: str, new: str) -> tuple[Spans, Spans]:
    """The stretches of *old* that are not in *new*, and those of *new* that were not in *old*, as (start, end), in order."""
    before, after = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    words, others = [one.group() for one in before], [one.group() for one in after]
    first = 0
    while first < min(len(words), len(others)) and words[first] == others[first]:
        first += 1
    last = 0
    while last < min(len(words), len(others)) - first and words[-1 - last] == others[-1 - last]:
        last += 1
    low, high, behind = first, len(words) - last, len(others) - last
    gone, come = [False] * len(words), [False] * len(others)
    if high - low > _MOST and behind - low > _MOST:
        steps = [(low, high, low, behind)]
    else:
        steps = _differing(words[low:high], others[low:behind], low)
    for one, two, three, four in steps:
        gone[one:two] = [True] * (two - one)
        come[three:four] = [True] * (four - three)
    return _joined(before, gone), _joined(after, come)


def _differing(words: list[str], others: list[str], low: int) -> list[tuple[int, int, int, int]]:
    from rapidfuzz.distance import Indel

    return [
        (low + step.src_start, low + step.src_end, low + step.dest_start, low + step.dest_end)
        for step in Indel.opcodes(words, others)
        if step.tag != "equal"
    ]


def _joined(words: list[re.Match[str]], marked: list[bool]) -> Spans:
    """Marked words that follow one another are one stretch."""
    spans: list[tuple[int, int]] = []
    before = False
    for word, on in zip(words, marked, strict=True):
        if on and before:
            spans[-1] = spans[-1][0], word.end()
        elif on:
            spans.append(word.span())
        before = on
    return tuple(spans)
