"""Figures that are told of two at once: "54 % in England and in the region", "2023 and 2024: 13 %", "69 %, level with England"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from wmpeer.claims.loosely import Rival
from wmpeer.claims.reading import Reading
from wmpeer.claims.tied import LOOSE, Tied
from wmpeer.claims.times import Time
from wmpeer.claims.whom import OWN, About, Whom

_AND = re.compile(r"\s*(?:,|and|&|, and|as well as)\s*(?:(?:in|for|across|of|to|that of)\s+)?(?:both\s+)?(?:the\s+|our\s+)*", re.IGNORECASE)
_BOTH = re.compile(r"\bboth\s+(?:at\s+)?$", re.IGNORECASE)
_LEVEL_WITH = re.compile(
    r"\b(?:level with|equal to|equals|the same as|same as|identical to|exactly|matches|matching|on a par with|no different (?:from|to))\s+"
    r"(?:(?:that|the figure|the rate) (?:of|for|in)\s+|in\s+|for\s+|the\s+|our\s+)*$",
    re.IGNORECASE,
)
_MOST_BETWEEN = 60


def shared(reading: Reading, place: int, one: Tied) -> Iterator[Tied]:
    """The same figure of somebody else or of another period, as far as the data bear that out."""
    if one.role != "level":
        return
    for who in dict.fromkeys([*_others(reading, place, one), *_levels(reading, place)]):
        if who != one.who.who:
            yield _like(one, who=About(who))
    for time in _times(reading, one):
        yield _like(one, time=time, time_said="sentence")


_THEN = re.compile(r"\s*(?:,|and|then|to|→|➔|➜|>|->|, then|, and|, and now|and now)\s*", re.IGNORECASE)


def in_successive_years(reading: Reading, found: list[Tied]) -> list[Tied]:
    """Figures of one matter in a row without periods are of successive years, the last of the newest: "15 %, 12 %, 10 %, 7 %"."""
    text = reading.text
    row: list[int] = []
    for place, one in enumerate(found):
        follows = bool(row) and _THEN.fullmatch(text[found[row[-1]].figure.end : one.figure.start]) is not None
        row = [*row, place] if follows and one.who.who == OWN else [place]
        if len(row) >= 3 and not reading.times and (place + 1 == len(found) or not _goes_on(text, one, found[place + 1])):
            for back, each in enumerate(reversed(row)):
                found[each] = _like(found[each], years_back=back) if back else found[each]
    return found


def _goes_on(text: str, one: Tied, following: Tied) -> bool:
    return _THEN.fullmatch(text[one.figure.end : following.figure.start]) is not None


def _like(one: Tied, **changed: object) -> Tied:
    rivals = one.rivals or (Rival(one.subject, True),)
    return replace(one, link=LOOSE, rivals=rivals[:1], spare=(), names=(), other_times=(), close=True, earlier=None, **changed)  # type: ignore[arg-type]


def _others(reading: Reading, place: int, one: Tied) -> Iterator[str]:
    """Who is named together with the one that a figure is of."""
    figure, text = reading.figures[place], reading.text
    pairs = [
        (first, second)
        for first, second in pairwise(reading.people)
        if _AND.fullmatch(text[first.end : second.start]) and OWN not in (first.who, second.who)
    ]
    following = reading.figures[place + 1].start if place + 1 < len(reading.figures) else len(text)
    for first, second in pairs:
        behind = figure.end <= first.start and first.start - figure.end <= 12 and second.end <= following
        ahead = second.end <= figure.start and _BOTH.search(text[: figure.start]) is not None
        if (behind or ahead) and one.who.who in (first.who, second.who) and not _has_its_own(reading, second, following):
            yield first.who
            yield second.who


def _has_its_own(reading: Reading, named: Whom, following: int) -> bool:
    """Whether a figure stands right behind a name: "in England and the region (54 %)"."""
    return 0 <= following - named.end <= 4 and following < len(reading.text)


def _levels(reading: Reading, place: int) -> Iterator[str]:
    """Whom a figure is said to be level with."""
    figure, text = reading.figures[place], reading.text
    for one in reading.people:
        if one.who == OWN or not 0 <= one.start - figure.end <= _MOST_BETWEEN or not _LEVEL_WITH.search(text[figure.end : one.start]):
            continue
        between = [other for other in reading.figures if figure.end <= other.start < one.end + 12]
        if not between:
            yield one.who


def _times(reading: Reading, one: Tied) -> Iterator[Time]:
    """The periods named together with the one that a figure is of."""
    for first, second in pairwise(reading.times):
        if not re.fullmatch(r"\s*(?:and|&)\s*", reading.text[first.end : second.start]):
            continue
        if one.time is not None and one.time.label in (first.label, second.label):
            yield second if one.time.label == first.label else first
