"""Ties each number of a sentence to its subject, to whom it is about, to its period and its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wmpeer.claims.binding import RATES, closes, goes_on, subject_of, units_for
from wmpeer.claims.lexicon import Lexicon, Mention, Subject, Words
from wmpeer.claims.numbers import Figure, figures, unit_before
from wmpeer.claims.phrasing import plain_words
from wmpeer.claims.sentences import Sentence
from wmpeer.claims.times import Time, day_spans, times
from wmpeer.claims.when import Dated, Role, dated, role_of
from wmpeer.claims.whom import OWN, About, Gazetteer, Whom, about, named

MAYBE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|half|"
    r"third|thirds|quarters?|fifths?|tenths?)\b",
    re.IGNORECASE,
)
_AROUND = 30
_TARGET_BEHIND = re.compile(r"\s*(?:\w+\s+){0,2}?(?:target|by|trajectory|threshold|milestone|goal|ambition)")
_COMPARED_BEHIND = re.compile(r"\s*(?:against|versus|vs|than|compared|below|above|with)\b")
_BY_A_YEAR = re.compile(r"\s*by\s+(?:the\s+)?(?:end\s+of\s+)?(?:\w+\s+){0,2}20\d\d")
_PAST = re.compile(
    r"\b(?:fell|rose|had|was|were|reached|increased|dropped|decreased|declined|reduced|fallen|risen|grew|grown|stood|" r"improved)\b"
)
_MANY_YEARS = re.compile(
    r"\b(?:since|between (?:19|20)\d\d and|consistently|(?:each|every|for all|all) years?|(?:last|past|"
    r"previous) (?:\w+ )?years|fluctuat\w+|on average over)\b"
)
_APART = re.compile(r"\b(?:apart from|except|before|until|prior to)\s+(?:[a-z]+\s+){0,6}$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:(?:since|between|and)\s+(?:the\s+)?(?:\w+\s+)?)$", re.IGNORECASE)
_BY_HEADING = re.compile(
    r"\W*(?:overall |current(?:ly)? |our |the |this )*(timeliness|performance|compliance|outturn|figure|percentage|proportion|rate)"
    r"(?=\s+(?:\w+ly\s+)?(?:is|was|stands|stood|has|had|fell|rose|remains?|remained|increased|decreased|improved|dropped|reached)"
    r"(?:\s+(?:now|at|to|by|from|about|around|over|under|just|only|nearly|almost|been|fallen|risen|increased|decreased|improved|dropped|"
    r"reached|stood|in|for|20\d\d(?:[/–-]\d\d)?|\w+ly))*\s+\d"
    r"(?![\d.,]*\s*(?:%|per\s?cent)?\s*\b(?:of|for|in|among|where|when)\s+(?!20\d\d|our|the\s+year)[a-z]))",
    re.IGNORECASE,
)
"""How a sentence begins that leaves its subject to the heading above it: "Timeliness is 58 %", "Our rate has fallen to 57"."""
_SEVERAL = re.compile(r"\band\b|[&,;/]")
_WILL_BE = re.compile(r"[^.;,:]{0,120}\bwill (?:have|be)\b")


@dataclass(frozen=True, slots=True)
class Tied:
    """A number and what it is tied to.

    `group` is the group of children it is about, or empty; `earlier` the level a change began from, with its period. `time_said` is
    ``sentence``, ``before`` (the sentence before), ``heading`` or empty. `loose` lists what makes the reading unsure.
    """

    figure: Figure
    subject: Subject
    unit: str
    who: About
    time: Time | None
    time_said: str
    role: Role
    group: str = ""
    earlier: Figure | None = None
    earlier_time: Time | None = None
    in_year: bool = False
    part: bool = False
    last_year: bool = False
    many_years: bool = False
    names: tuple[str, ...] = ()


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


def tied(sentence: Sentence, lexicon: Lexicon, gazetteer: Gazetteer) -> list[Tied]:
    """The numbers of a sentence that say something about a subject."""
    reading = _read(sentence, lexicon, gazetteer)
    if reading is None:
        return []
    found = [one for place in range(len(reading.figures)) if (one := _tie(reading, place, lexicon.words)) is not None]
    return _changes(found)


def _read(sentence: Sentence, lexicon: Lexicon, gazetteer: Gazetteer) -> Reading | None:
    text = sentence.text
    if not MAYBE.search(text):
        return None
    plain = plain_words(text)
    context = plain_words(f"{sentence.heading} {sentence.before}")
    mentions = tuple(lexicon.mentions(plain, context)) or _by_heading(plain, sentence, lexicon)
    if not mentions:
        return None
    periods = times(text)
    taken = [*((time.start, time.end) for time in periods), *day_spans(text)]
    numbers = tuple(one for one in figures(text) if not _within(one, taken) and not _part_of_words(one, mentions))
    numbers = _units_carried(text, numbers, mentions)
    if not numbers:
        return None
    people = tuple(named(text, plain, lexicon.words, gazetteer))
    return Reading(sentence, text, plain, numbers, periods, mentions, people, tuple(_groups(plain, lexicon.words)))


def _by_heading(plain: str, sentence: Sentence, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The one subject that the heading right above names, where the sentence begins with a word for it and names none itself.

    Only in the heading's first sentence: further down, what "the rate" is of may have been said between.
    """
    begun = _BY_HEADING.match(plain)
    heading = plain_words(sentence.heading.rpartition("›")[2])
    if begun is None or sentence.before or not heading or _SEVERAL.search(heading):
        return ()
    named_above = list(lexicon.mentions(heading, ""))
    if len({one.subject.name for one in named_above}) != 1:
        return ()
    return (replace(named_above[0], start=begun.start(1), end=begun.end(1)),)


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
            if former and _carries(former, one, mentions) and goes_on(text, former.end, one.start, mentions):
                one = replace(one, unit=former.unit)
            elif former is None and (base := unit_before(text[: one.start])):
                one = replace(one, unit=base)
        out.append(one)
    for place in range(len(out) - 2, -1, -1):
        one, following = out[place], out[place + 1]
        carried = one.unit == "bare" and closes(text, one) and following.unit not in ("bare", "points")
        if carried and goes_on(text, one.end, following.start, ()):
            out[place] = replace(one, unit=following.unit)
    return tuple(out)


def _carries(former: Figure, one: Figure, mentions: Sequence[Mention]) -> bool:
    """Whether nothing counted in another unit is named between the two."""
    between = [each for each in mentions if former.end <= each.start and each.end <= one.start]
    return former.unit not in ("bare", "points") and all(former.unit in each.subject.codes for each in between)


def _within(figure: Figure, taken: Sequence[tuple[int, int]]) -> bool:
    return any(figure.start < end and start < figure.end for start, end in taken)


def _part_of_words(figure: Figure, mentions: Sequence[Mention]) -> bool:
    """Whether a number is part of a subject's own words: the 20 of "20 weeks"."""
    return figure.unit == "bare" and any(one.start <= figure.start and figure.end <= one.end for one in mentions)


def _tie(reading: Reading, place: int, words: Words) -> Tied | None:
    figure = reading.figures[place]
    mention = subject_of(reading.text, reading.figures, place, reading.mentions)
    if mention is None or (figure.unit == "bare" and figure.decimals and not _rate_said(reading, figure, mention)):
        return None
    window = _window(reading, figure, mention)
    if _no_fact(reading, place, words) or words.stands("not-an-indicator", "words", window):
        return None
    group, role = _group(reading, place, mention, words), role_of(reading.text, figure)
    unit = _unit(figure, mention.subject, group)
    if unit == "number" and _called_a_rate(reading, figure, mention):
        unit = next((each for each in mention.subject.codes if each in RATES), "")
    if not unit:
        return None
    time, said = _time(reading, place, mention)
    former = _last_year(reading, place, words) and not dated(reading.text, reading.figures, place, reading.times).close
    if former:
        time, said = None, ""
    own_words = _blanked(window, reading, mention)
    whom = about(reading.text, reading.figures, place, reading.people, (mention.start, mention.end))
    return Tied(
        figure, mention.subject, unit, whom, time, said, role, group,
        in_year=words.stands("in-year", "words", _near(reading, place)), part=words.stands("part", "words", own_words),
        last_year=former,
        many_years=said != "sentence" and _MANY_YEARS.search(reading.plain) is not None,
        names=tuple(sorted({one.who for one in reading.people if one.who != OWN})),
    )  # fmt: skip


def _unit(figure: Figure, subject: Subject, group: str) -> str:
    codes = subject.groups.get(group) or subject.codes
    fitting = [unit for unit in (*codes, *subject.codes) if unit in units_for(figure)]
    return fitting[0] if fitting else ""


def _called_a_rate(reading: Reading, figure: Figure, mention: Mention) -> bool:
    """Whether a bare whole number is a rate: "the rate of children in care has fallen to 107"."""
    return re.search(r"\brates?\b", reading.plain[max(0, mention.start - 24) : max(figure.start, mention.end)]) is not None


def _rate_said(reading: Reading, figure: Figure, mention: Mention) -> bool:
    """Whether a bare decimal is a rate: a score, or "a rate of 57.3", or one in a row of others that have their unit."""
    if "score" in mention.subject.codes or any("score" in units for units in mention.subject.groups.values()):
        return True
    others = any(one.unit not in ("bare", "points") for one in reading.figures)
    return others or re.search(r"\b(?:rates?|percentage|proportion|per cent)\b|%", reading.plain) is not None


def _window(reading: Reading, figure: Figure, mention: Mention) -> str:
    start, end = max(0, min(figure.start, mention.start) - _AROUND), max(figure.end, mention.end) + _AROUND
    for one in re.finditer(r"[;:]", reading.plain):  # what stands behind a semicolon is another matter
        if one.start() < min(figure.start, mention.start):
            start = max(start, one.end())
        elif one.start() >= max(figure.end, mention.end):
            end = min(end, one.start())
    return reading.plain[start:end]


def _blanked(window: str, reading: Reading, mention: Mention) -> str:
    return window.replace(reading.plain[mention.start : mention.end], " ")


def _near(reading: Reading, place: int) -> str:
    """From the figure before to the figure behind."""
    start = reading.figures[place - 1].end if place else 0
    end = reading.figures[place + 1].start if place + 1 < len(reading.figures) else len(reading.plain)
    return reading.plain[start:end]


def _no_fact(reading: Reading, place: int, words: Words) -> bool:
    """Whether a figure is an aim, a forecast or a rule."""
    figure = reading.figures[place]
    start = reading.figures[place - 1].end if place else 0
    ahead = re.split(r"[;:]|\.\s|,\s*(?:and|but|although|though|while)\s", reading.plain[start : figure.start])[-1]
    behind = re.split(r"[;:,.)]|\b(?:and|but)\b", reading.plain[figure.end : figure.end + 40])[0]
    if words.stands("not-a-fact", "target", ahead):
        return True
    if _BY_A_YEAR.match(reading.plain, figure.end) and not _PAST.search(ahead):
        return True
    if _WILL_BE.match(reading.plain, figure.end):
        return True
    named = _TARGET_BEHIND.match(behind) is not None and not _COMPARED_BEHIND.match(behind)
    return named and words.stands("not-a-fact", "target", behind)


def _group(reading: Reading, place: int, mention: Mention, words: Words) -> str:
    """The group of children a figure is about: named beside it, else in its part of the sentence, else by the heading above."""
    subject = mention.subject
    if subject.any_group:
        return ""
    found: list[tuple[int, int, str]] = []
    for start, end, name in reading.groups:
        inside = mention.start <= start and end <= mention.end
        if name not in subject.about and (name in subject.groups or not inside):
            found.append((start, end, name))
    if found:
        return _nearest_group(reading, place, _longest(found))
    heading = plain_words(reading.sentence.heading.rpartition("›")[2])
    named_above = [name for name in subject.groups if words.stands("groups", name, heading)]
    return named_above[0] if len(named_above) == 1 else ""


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


def _time(reading: Reading, place: int, mention: Mention) -> tuple[Time | None, str]:
    periods = tuple(one for one in reading.times if _may_date(reading, one))
    told: Dated = dated(reading.text, reading.figures, place, periods)
    if told.time or reading.times:
        return told.time, "sentence" if told.time else ""
    for said, text in (("before", reading.sentence.before), ("heading", reading.sentence.heading.rpartition("›")[2])):
        around = times(text)
        if len({(one.kind, one.last, one.month) for one in around}) == 1:
            return around[0], said
    return None, ""


def _may_date(reading: Reading, time: Time) -> bool:
    """Whether a figure can be of a period: not of one that it runs from, nor of one that is left out."""
    ahead = reading.text[max(0, time.start - 40) : time.start]
    return _APART.search(ahead) is None and (_SINCE.search(ahead) is None or _two_years(reading))


def _two_years(reading: Reading) -> bool:
    """Whether "and 2025" goes with a figure of its own, not with "between 2020 and"."""
    return "between" not in reading.plain and "since" not in reading.plain


def _last_year(reading: Reading, place: int, words: Words) -> bool:
    """Whether a figure without a year of its own is said to be of the year before."""
    figure = reading.figures[place]
    behind = re.split(r"[;,]|\d", reading.plain[figure.end : figure.end + 40])[0]
    ahead = re.split(r"[;,]|\d", reading.plain[max(0, figure.start - 40) : figure.start])[-1]
    return words.stands("earlier", "words", behind) or words.stands("earlier", "words", ahead)


def _changes(found: Sequence[Tied]) -> list[Tied]:
    """A level and the level it began from are one claim: "from 21 % to 18 %", "18 %, up from 16 %"."""
    kept: list[Tied] = []
    begun: Tied | None = None
    for one in found:
        if one.role == "from":
            partner = kept[-1] if kept and _partners(kept[-1], one) and kept[-1].role == "level" and kept[-1].earlier is None else None
            if partner:
                kept[-1] = replace(partner, earlier=one.figure, earlier_time=one.time if one.time != partner.time else None)
            else:
                begun = one
        elif begun and _partners(begun, one) and one.role == "level":
            kept.append(replace(one, earlier=begun.figure, earlier_time=begun.time if begun.time != one.time else None))
            begun = None
        else:
            kept.append(one)
    return kept


def _partners(one: Tied, other: Tied) -> bool:
    return one.subject is other.subject and one.unit == other.unit and one.group == other.group and one.who.who == other.who.who


def claims_in(listed: Sequence[Sentence], lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[tuple[Sentence, Tied]]:
    """Every number of *listed* sentences that says something about a subject."""
    for sentence in listed:
        for one in tied(sentence, lexicon, gazetteer):
            yield sentence, one
