"""A sentence taken apart: its numbers, periods, subjects, and who is named in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from wmpeer.claims.binding import closes, goes_on, leads_on
from wmpeer.claims.lexicon import Lexicon, Mention, Words
from wmpeer.claims.numbers import Figure, end_with_base, figures, unit_before
from wmpeer.claims.phrasing import plain_words
from wmpeer.claims.sentences import Sentence
from wmpeer.claims.times import Time, day_spans, times
from wmpeer.claims.when import role_of
from wmpeer.claims.whom import Gazetteer, Whom, named

MAYBE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|half|"
    r"third|thirds|quarters?|fifths?|tenths?)\b",
    re.IGNORECASE,
)
_BY_HEADING = re.compile(
    r"\W*(?:overall |current(?:ly)? |our |the |this )*(timeliness|performance|compliance|outturn|figure|percentage|proportion|rate)"
    r"(?=\s+(?:\w+ly\s+)?(?:is|was|stands|stood|has|had|fell|rose|remains?|remained|increased|decreased|improved|dropped|reached)"
    r"(?:\s+(?:now|at|to|by|from|about|around|over|under|just|only|nearly|almost|been|fallen|risen|increased|decreased|improved|dropped|"
    r"reached|stood|in|for|20\d\d(?:[/–-]\d\d)?|\w+ly))*\s+\d"
    r"(?![\d.,]*\s*(?:%|per\s?cent)?\s*\b(?:of|for|in|among|where|when)\s+(?!20\d\d|our|the\s+year)[a-z]))",
    re.IGNORECASE,
)
_AT_HEADING = re.compile(
    r"at \d[\d.,]*\s*(?:%|per\s?cent)?(?: in [\d ]{4,7}| at [\w ]{4,20})?,\s*"
    r"(?:our |the )?(timeliness|performance|compliance|rate|figure)\b"
)
_COUNT_HEADING = re.compile(
    r"(there)(?= (?:are|were)(?: now| currently)?\s+\d[\d,]*\s*(?:[.,;(]|$|(?:at|on|as at|in) (?:\d|the end|january|march|september)))"
)
"""How a sentence begins that leaves its subject to the heading above it: "Timeliness is 58 %", "At 58 %, the rate", "There were 727"."""
_IN_BRACKETS = re.compile(r"\[([^\[\]]*[^\[\]\d,;\s–-][^\[\]]*)\]")
"""Words in square brackets; a number alone there is a note's."""
_SEVERAL = re.compile(r"\band\b|[&,;/]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence taken apart."""

    sentence: Sentence
    text: str
    plain: str
    figures: tuple[Figure, ...]
    times: tuple[Time, ...]
    mentions: tuple[Mention, ...]
    people: tuple[Whom, ...]
    groups: tuple[tuple[int, int, str], ...]
    hints: tuple[Mention, ...] = ()


def read(sentence: Sentence, lexicon: Lexicon, gazetteer: Gazetteer, hinted: Callable[[], bool] = lambda: False) -> Reading | None:
    """*sentence* taken apart, if it has a number and names a subject, or if *hinted* says that it may be about one."""
    text = _IN_BRACKETS.sub(r"(\1)", sentence.text)
    if not MAYBE.search(text):
        return None
    periods, every = times(text), figures(text)
    taken = [*((time.start, time.end) for time in periods), *day_spans(text)]
    if all(_within(one, taken) for one in every):
        return None
    plain = plain_words(text)
    context = plain_words(f"{sentence.heading} {sentence.before}")
    mentions = tuple(lexicon.mentions(plain, context))
    if all(one.barred for one in mentions):
        mentions = _by_heading(plain, sentence, lexicon) or _by_before(plain, sentence, lexicon)
    if all(one.barred for one in mentions) and not hinted():
        return None
    numbers = tuple(one for one in every if not _within(one, taken) and not _part_of_words(one, mentions))
    numbers = _units_carried(text, numbers, mentions)
    if not numbers:
        return None
    people = tuple(named(text, plain, lexicon.words, gazetteer))
    return Reading(
        sentence, text, plain, numbers, periods, mentions, people, tuple(_groups(plain, lexicon.words)), tuple(lexicon.hints(plain))
    )


def _by_heading(plain: str, sentence: Sentence, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The one subject that the heading right above names, where the sentence begins with a word for it and names none itself.

    Only in the heading's first sentence: further down, what "the rate" is of may have been said between.
    """
    begun = _BY_HEADING.match(plain) or _AT_HEADING.match(plain) or _COUNT_HEADING.match(plain)
    heading = plain_words(sentence.heading.rpartition("›")[2])
    if begun is None or sentence.before or not heading or _SEVERAL.search(heading):
        return ()
    named_above = [one for one in lexicon.mentions(heading, "") if not one.barred]
    if len({one.subject.name for one in named_above}) != 1:
        return ()
    return (replace(named_above[0], start=begun.start(1), end=begun.end(1)),)


_POINTS_BACK = re.compile(r"(this|that|it) (?:is|was|equates|equals|represents|gives|gave|means|meant|makes|translates|compares)\b")


def _by_before(plain: str, sentence: Sentence, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The one subject of the sentence before, where this one begins with a word for it: "This equates to 170 per 10,000"."""
    begun = _POINTS_BACK.match(plain)
    if begun is None or not _BASED.search(plain):
        return ()
    told = [one for one in lexicon.mentions(plain_words(sentence.before), "") if not one.barred]
    if len({one.subject.name for one in told}) != 1:
        return ()
    return (replace(told[0], start=begun.start(1), end=begun.end(1)),)


_BASED = re.compile(r"\d\s+(?:children\s+)?(?:per|for every|in every) 10,?000")


def _groups(plain: str, words: Words) -> Iterator[tuple[int, int, str]]:
    """Where groups of children are named: start, end, group."""
    for name in words.lists["groups"]:
        for start, end in words.places("groups", name, plain):
            yield start, end, name


def _units_carried(text: str, numbers: tuple[Figure, ...], mentions: Sequence[Mention]) -> tuple[Figure, ...]:
    """A bare number has the unit that was said before it: "73 per 10,000, above England (69)", "children in care per 10,000: 73"."""
    out: list[Figure] = []
    for one in numbers:
        former = out[-1] if out else None
        if one.unit == "bare" and closes(text, one):
            since = text[former.end : one.start] if former else ""
            if (
                former
                and _carries(text, former, one, mentions)
                and (goes_on(text, end_with_base(text, former), one.start, mentions) or leads_on(text, since, one))
            ):
                one = replace(one, unit=former.unit)
            elif base := unit_before(text[former.end if former else 0 : one.start]):
                one = replace(one, unit=base)
        out.append(one)
    for place in range(len(out) - 2, -1, -1):
        one, following = out[place], out[place + 1]
        named = next((each for each in reversed(mentions) if each.end <= one.start and not each.barred), None)
        carried = one.unit == "bare" and closes(text, one) and _carries(text, following, one, ())
        carried = carried and (named is None or following.unit in named.subject.codes)
        if carried and not _APART.search(text[one.end : following.start]) and goes_on(text, one.end, following.start, ()):
            out[place] = replace(one, unit=following.unit)
    return tuple(out)


_APART = re.compile(r"^[^(A-Z]*\(\s*$|\b(?:(?:a|the|our|its)\s+(?:overall\s+)?rate|or|equat\w+|equivalent)\b")
"""A rate told beside a count of its own, not a second figure in the same unit: "411 children (93 per 10,000)"."""


def _carries(text: str, former: Figure, one: Figure, mentions: Sequence[Mention]) -> bool:
    """Whether a figure can have the unit of *former*: a change's is its own, and nothing counted in another unit is named between."""
    if role_of(text, former) == "by" or (former.unit == "percent" and one.value > 100):
        return False
    if one.value > 5 * former.value or (one.value * 5 < former.value and one.value):
        return False
    between = [each for each in mentions if former.end <= each.start and each.end <= one.start and not each.barred]
    return former.unit not in ("bare", "points") and all(former.unit in each.subject.codes for each in between)


def _within(figure: Figure, taken: Sequence[tuple[int, int]]) -> bool:
    return any(figure.start < end and start < figure.end for start, end in taken)


def _part_of_words(figure: Figure, mentions: Sequence[Mention]) -> bool:
    """Whether a number is part of a subject's own words: the 20 of "20 weeks", not the count in "maintains 3,405 EHC plans"."""
    inside = [one for one in mentions if one.start <= figure.start and figure.end <= one.end]
    return figure.unit == "bare" and any(f"{figure.value:g}" in one.digits for one in inside)
