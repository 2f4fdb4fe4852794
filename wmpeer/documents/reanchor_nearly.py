"""Words that were changed: the stretches of a new version that are most like them. Pure, and bounded however long both are.

Rare words of the quote vote for where it may stand now; the places with the most votes are compared word by word. What is found is a
suggestion for a person and never an answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from wmpeer.documents.letters import Letters

SHORTEST = 12
"""Letters a quote must have to be looked for at all when it does not stand there as it was."""
_SEEDS, _OCCURRENCES, _WINDOWS = 10, 200, 5
_LONGEST = 15_000  # words of a quote that are compared one by one; of a longer one, its first and its last
_AS_GOOD = 0.03


@dataclass(frozen=True, slots=True)
class Near:
    """Places in the new version's letters, and how alike they are to the quote, from 0 to 1."""

    low: int
    high: int
    likeness: float


def nearest(old: Letters, low: int, high: int, new: Letters) -> tuple[Near, ...]:
    """The stretch of *new* most like ``old.text[low:high]``, and behind it those that are as good; empty where none is like it."""
    quote = old.text[low:high]
    if len(quote) < SHORTEST:
        return ()
    words, at = old.tokens(low, high)
    found: list[Near] = []
    for guess in _guesses(words, [place - low for place in at], len(quote), new):
        one = _aligned(words, quote, new, guess)
        if one is not None and all(one.high <= other.low or other.high <= one.low for other in found):
            found.append(one)
    found.sort(key=lambda one: (-one.likeness, one.low))
    least = 0.75 if len(quote) < 32 else 0.6
    return tuple(one for one in found if one.likeness >= max(least, found[0].likeness - _AS_GOOD))


def _guesses(words: list[str], offsets: list[int], length: int, new: Letters) -> list[int]:
    """Where the quote may begin in the new letters, the place with the most votes first. A word's vote counts the more the rarer it is."""
    offset = dict(zip(reversed(words), reversed(offsets[:-1]), strict=True))
    cell = max(40, length // 4)
    votes: dict[int, float] = defaultdict(float)
    often, seeds = Counter(words), min(60, _SEEDS + len(words) // 40)
    for word in sorted((one for one in offset if len(one) > 3), key=lambda one: (often[one], -len(one), one))[:seeds]:
        places = new.places(word, _OCCURRENCES)
        for place in places:
            votes[(place - offset[word]) // cell] += 1 / len(places)
    joined = {one: votes[one] + votes.get(one + 1, 0.0) for one in list(votes)}
    best = sorted(joined, key=lambda one: (-joined[one], one))
    taken: list[int] = []
    for one in best:
        if all(abs(one - other) > 1 for other in taken):
            taken.append(one)
        if len(taken) == _WINDOWS:
            break
    return [one * cell for one in taken]


def _aligned(words: list[str], quote: str, new: Letters, guess: int) -> Near | None:
    """The words near *guess* that are the quote's, from the first to the last of them."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Indel

    pad = len(quote) // 3 + 60
    there, at = new.tokens(max(0, guess - pad), guess + len(quote) + max(40, len(quote) // 4) + pad)
    if not there or len(words) > _LONGEST or len(there) > 2 * _LONGEST:
        return _ends(words, quote, new, guess)
    matched = [False] * len(there)
    first, last = len(words), 0
    for step in Indel.opcodes(words, there):
        if step.tag == "equal":
            matched[step.dest_start : step.dest_end] = [True] * (step.dest_end - step.dest_start)
            first, last = min(first, step.src_start), max(last, step.src_end)
    span = _densest(matched, there)
    if span is None:
        return None
    begin, behind = span

    def likeness(one: int, other: int) -> float:
        return fuzz.ratio(quote, new.text[at[one] : at[other]]) / 100

    value = likeness(begin, behind)
    for wider in ((max(0, begin - first), behind), (begin, min(len(there), behind + len(words) - last))):
        more = likeness(min(begin, wider[0]), max(behind, wider[1]))
        if more > value:
            value, begin, behind = more, min(begin, wider[0]), max(behind, wider[1])
    return Near(at[begin], at[behind], round(value, 3))


def _ends(words: list[str], quote: str, new: Letters, guess: int) -> Near | None:
    """A very long quote: from where its first words stand to where its last ones do."""
    from rapidfuzz import fuzz

    head, tail = "".join(words[:6]), "".join(words[-6:])
    begin, behind = new.text.find(head, max(0, guess - len(quote) // 2)), new.text.find(tail, max(0, guess))
    if begin < 0 or behind < 0 or not len(quote) // 2 <= behind + len(tail) - begin <= 2 * len(quote):
        return None
    return Near(begin, behind + len(tail), round(fuzz.ratio(quote, new.text[begin : behind + len(tail)]) / 100, 3))


def _densest(matched: list[bool], words: list[str]) -> tuple[int, int] | None:
    """The run of words with the most matched letters and the fewest others (each of those takes away a half)."""
    best, total, begin = 0.0, 0.0, 0
    span: tuple[int, int] | None = None
    for place, word in enumerate(words):
        if total <= 0:
            total, begin = 0.0, place
        total += len(word) if matched[place] else -len(word) / 2
        if matched[place] and total > best:
            best, span = total, (begin, place + 1)
    return span
