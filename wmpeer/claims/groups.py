"""The group of children that a figure is about."""

from __future__ import annotations

import re

from wmpeer.claims.lexicon import Mention, Words
from wmpeer.claims.phrasing import plain_words
from wmpeer.claims.reading import Reading


def group_of(reading: Reading, place: int, mention: Mention, words: Words) -> str:
    """The group of children a figure is about: named beside it, else in its part of the sentence, else by the heading above."""
    subject = mention.subject
    if subject.any_group:
        return ""
    found: list[tuple[int, int, str]] = []
    for start, end, name in reading.groups:
        inside = mention.start <= start and end <= mention.end
        another = end <= mention.start and (";" in reading.plain[end : mention.start] or _of_another(reading, place, mention, start, end))
        if name not in subject.about and (name in subject.groups or not inside) and not another:
            found.append((start, end, name))
    if found:
        nearest = _nearest_group(reading, place, _longest(found))
        return "" if nearest in ("everyone", "ours") else nearest
    heading = plain_words(reading.sentence.heading.rpartition("›")[2])
    named_above = [name for name in subject.groups if words.stands("groups", name, heading)]
    return named_above[0] if len(named_above) == 1 else ""


def _of_another(reading: Reading, place: int, mention: Mention, start: int, end: int) -> bool:
    """Whether a group's words name another matter that has a figure of its own before this one is named."""
    within = [one for one in reading.mentions if one is not mention and one.start <= start and end <= one.end]
    between = any(end <= one.start and one.end <= mention.start for one in reading.figures[:place])
    ahead = any(0 <= other.start - one.end <= 16 for one in reading.figures[:place] for other in within if not other.subject.whole)
    return bool(within) and (between or ahead)


def is_ours(reading: Reading, place: int, mention: Mention) -> bool:
    """Whether "our children" may be those in the authority's care, of whom there is a figure of their own."""
    named = [one for one in reading.groups if one[2] not in mention.subject.about]
    return "cla" in mention.subject.groups and bool(named) and _nearest_group(reading, place, _longest(named)) == "ours"


def _longest(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for one in sorted(found, key=lambda one: one[0] - one[1]):
        if not any(one[0] < other[1] and other[0] < one[1] for other in kept):
            kept.append(one)
    return sorted(kept)


def _nearest_group(reading: Reading, place: int, found: list[tuple[int, int, str]]) -> str:
    figure = reading.figures[place]
    following = reading.figures[place + 1].start if place + 1 < len(reading.figures) else len(reading.text)
    after = next((one for one in found if figure.end <= one[0] < following), None)
    if after and re.fullmatch(
        r"\s*\(?\s*(?:of|in|for|among|amongst|at|across)?\s*(?:our|the|all)?\s*", reading.plain[figure.end : after[0]]
    ):
        return after[2]
    before = [one for one in found if one[1] <= figure.start]
    if before:
        return before[-1][2]
    return after[2] if after and not re.search(r"[;,]|\bbut\b|\band\b|\bthan\b", reading.plain[figure.end : after[0]]) else ""
