"""Numbers in words: "eighteen", "twenty-one", "one in five", "two thirds", "nine out of ten", "half of"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: place for place, word in enumerate(_ONES)} | {word: 10 * (place + 2) for place, word in enumerate(_TENS)}
_ONE = "|".join(sorted(_ONES, key=len, reverse=True))
_TEN = "|".join(_TENS)
_SMALL = rf"(?:(?:{_TEN})(?:[\s-](?:{'|'.join(_ONES[1:10])}))?|{_ONE})"
_ONE_DIGIT = "|".join(_ONES[:10])
NUMBER_WORD = re.compile(
    rf"\b{_SMALL}(?:\s+hundred(?:\s+and\s+{_SMALL})?)?(?:\s+point(?P<tenths>(?:\s+(?:{_ONE_DIGIT}))+))?\b", re.IGNORECASE
)
"""A number in words up to nine hundred and ninety-nine, with its decimals: "ninety-three point seven"."""

_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_PART = "|".join(_PARTS)
_OF = r"(?=\s+(?:of|are|were|is|was|had|have|live|in|nationally|regionally|locally|across|for|at)\b|\s*[,.;)]|\s*$)"
_FRACTION = re.compile(rf"\b(?P<top>an?|one|two|three|four|five|six|seven|eight|nine)[\s-]+(?P<part>{_PART})s?\b{_OF}", re.IGNORECASE)
_HALF = re.compile(
    r"\bhalf(?=\s+(?:of|our|the|all|are|were)\b|\s+(?:\w+\s+){0,3}(?:children|young people|referrals|pupils|plans))"
    r"(?!\s+(?:the|of the|that|of that)\s+(?:year|days?|"
    r"[\w-]*\s*(?:rate|average|figure|level|number|mean)|english|england|national|regional|size)\b)"
    r"(?!\s+(?:the|of the)\s+(?:(?:\w+\s+){1,2}(?:rate|average|figure|level|number|mean)))",
    re.IGNORECASE,
)
_COUNT = rf"(?:\d{{1,3}}|{_SMALL})"
_IN = re.compile(
    rf"\b(?P<top>{_COUNT})\s+(?:(?:of (?:our|the|all) )?(?:child(?:ren)?|pupils?|referrals?|young (?:person|people)|families|family|"
    rf"plans?|workers?|"
    rf"assessments?|conferences?|leavers?|posts?)\s+)?(?:in(?:\s+every)?|out\s+of(?:\s+every)?|of\s+every)\s+(?P<of>(?:{_COUNT})|a\s+hundred|"
    rf"one\s+hundred)\b(?!\s*(?:%|,\d|years?|weeks?|days?|months?))",
    re.IGNORECASE,
)


def worded_digits(words: str) -> str:
    """The number that *words* (a match of `NUMBER_WORD`) say, in digits: "93.7"."""
    whole, _, tenths = re.sub(r"\s+", " ", words.lower()).partition(" point ")
    return f"{worded_value(whole)}.{''.join(str(_VALUES[word]) for word in tenths.split())}" if tenths else str(worded_value(whole))


def worded_value(words: str) -> int:
    """The whole number that *words* say."""
    total = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word == "hundred":
            total *= 100
        elif word != "and":
            total += _VALUES[word]
    return total


def fraction_of(text: str) -> Iterator[tuple[int, int, float]]:
    """Shares of a whole in words: start, end, per cent. "One in five" is 20; a share above the whole is none."""
    for found in _IN.finditer(text):
        top, bottom = _count(found["top"]), _count(found["of"])
        if 0 < top < bottom <= 100 and bottom in (3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100):
            yield found.start(), found.end(), 100 * top / bottom
    for found in _FRACTION.finditer(text):
        top = 1 if found["top"].lower() in ("a", "an") else _VALUES[found["top"].lower()]
        bottom = _PARTS[found["part"].lower()]
        if top < bottom:
            yield found.start(), found.end(), 100 * top / bottom
    for found in _HALF.finditer(text):
        yield found.start(), found.end(), 50.0


def _count(written: str) -> int:
    if written.isdigit():
        return int(written)
    return 100 if written.lower().endswith("a hundred") else worded_value(written)
