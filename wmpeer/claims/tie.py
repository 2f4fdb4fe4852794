"""Ties each number of a sentence to its subject, to whom it is about, to its period and its unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from wmpeer.claims.binding import RATES, counted_aside, subject_of, units_for
from wmpeer.claims.context import Context
from wmpeer.claims.groups import group_of, is_ours
from wmpeer.claims.lexicon import Lexicon, Mention, Subject, Words
from wmpeer.claims.loosely import rivals_of, telling
from wmpeer.claims.numbers import Figure
from wmpeer.claims.phrasing import plain_words
from wmpeer.claims.reading import Reading, read
from wmpeer.claims.sentences import Sentence
from wmpeer.claims.shared import in_successive_years, shared
from wmpeer.claims.tied import CARRIED, LOOSE, Tied
from wmpeer.claims.times import Time, time_of_heading, times
from wmpeer.claims.when import Dated, dated, role_of
from wmpeer.claims.whom import ELSEWHERE, OWN, About, Gazetteer, about

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
_SET_BESIDE = re.compile(
    r"(?:\b(?:unchanged|static|same|no change|stable|lower|higher|fewer|more|less|better|worse|up|down|increase|reduction|improvement|rise|"
    r"drop|decrease|fall|compared|comparison|growth|gain)\s+(?:\w+\s+)?(?:from|on|than|since|as|to|with|against)|\bthan)\s+(?:in\s+)?(?:the\s+)?"
    r"(?:level\s+|position\s+|figure\s+|end\s+of\s+|january\s+|march\s+|31\s+march\s+)*(?:in\s+|of\s+|for\s+)?$",
    re.IGNORECASE,
)
"""A period that the figure is only set beside, with no figure of its own: "4 points lower than 2023/24"."""
_SINCE = re.compile(r"\b(?:(?:since|between|and)\s+(?:the\s+)?(?:\w+\s+)?)$", re.IGNORECASE)
_WILL_BE = re.compile(r"[^.;,:]{0,120}\bwill (?:have|be)\b")


def tied(sentence: Sentence, lexicon: Lexicon, gazetteer: Gazetteer, context: Context) -> list[Tied]:
    """The numbers of a sentence that say something about a subject, and those that may."""
    reading = read(
        sentence, lexicon, gazetteer, lambda: bool(lexicon.hints(plain_words(sentence.text)) or context.subjects or context.hinted)
    )
    if reading is None:
        return []
    found: list[Tied] = []
    for place in range(len(reading.figures)):
        one = _tie(reading, place, lexicon.words, context)
        if one is None:
            one = _loosely(reading, place, lexicon.words, context)
        if one is not None:
            found.append(_with_rivals(one, reading, place, lexicon.words, context))
            found += shared(reading, place, found[-1])
    found = in_successive_years(reading, found)
    first: set[tuple[str, str, str]] = set()
    for at, one in enumerate(found):
        key = (one.subject.name, one.unit, one.group)
        found[at] = replace(one, second=key in first)
        first.add(key)
    having = {one.who.who for one in found}
    return [replace(one, spare=tuple(who for who in one.names if who not in having)) for one in _changes(_dated_beside(reading, found))]


def _loosely(reading: Reading, place: int, words: Words, context: Context) -> Tied | None:
    """A figure without a subject of its own, of what it may be."""
    figure = reading.figures[place]
    if _no_fact(reading, place, words) or role_of(reading.text, figure) == "by" or _ordered(reading, words, context):
        return None
    rivals = rivals_of(reading, place, context, words)
    if not rivals or (counted_aside(reading.text, figure) and place > 0 and reading.figures[place - 1].unit == "percent"):
        return None
    whom = about(reading.text, reading.figures, place, reading.people, (figure.start, figure.start))
    if whom.who == ELSEWHERE:
        return None
    told = dated(reading.text, reading.figures, place, reading.times)
    return Tied(
        figure, rivals[0].subject, "", whom, told.time, "sentence" if told.time else "", "level", link=LOOSE, close=told.close,
        names=tuple(sorted({one.who for one in reading.people if one.who != OWN})),
        other_times=() if told.close else _other_times(reading, told.time), rivals=rivals,
        last_year=_last_year(reading, place, words) and not told.close,
    )  # fmt: skip


_POINTS = re.compile(r"\b(?:it|this|that|they|the (?:number|figure|rate|percentage|proportion|total|share))\b")


def _goes_on_with(reading: Reading, context: Context) -> bool:
    """Whether a sentence goes on, in so many words, with the one subject of the sentence right before it."""
    told = context.latest
    return (
        len(told) == 1 and told == context.last and _POINTS.search(reading.plain) is not None and not reading.mentions and not reading.hints
    )


def _with_rivals(one: Tied, reading: Reading, place: int, words: Words, context: Context) -> Tied:
    """With all that the sentence and what stands before it allow for."""
    rivals = one.rivals or rivals_of(reading, place, context, words)
    named = dict.fromkeys(
        (*(each[2] for each in reading.groups if each[2] not in ("everyone", "ours")), *context.groups, *context.groups_before)
    )
    times = one.other_times
    if one.link == LOOSE and telling(one.figure) and context.time and not reading.times:
        times = (*times, context.time)
    ahead = reading.plain[max(0, one.figure.start - 40) : one.figure.start]
    if one.link == LOOSE and one.time is not None and one.time_said == "sentence" and _goes_on_with(reading, context):
        one = replace(one, link=CARRIED, subject=context.last[0], unit=_unit(one.figure, context.last[0], ""))
    return replace(one, rivals=rivals, in_groups=tuple(named), other_times=times, earlier_year=_EARLIER.search(ahead) is not None)


_EARLIER = re.compile(
    r"\bo\s+$|"  # Welsh "from"
    r"\b(?:from|was|were|been|than|against|compared (?:to|with)|on|previously|formerly|once|before|earlier|ago|preceding|last|down|up)\s+"
    r"(?:\w+\s+){0,3}\W?$|\(\s*$"
)


def _dated_beside(reading: Reading, found: Sequence[Tied]) -> list[Tied]:
    """A comparator's figure without a period of its own has that of the newest of the authority's figures just before it."""
    out: list[Tied] = []
    row: list[Tied] = []
    for one in found:
        if one.who.who == OWN:
            if out and out[-1].who.who != OWN:
                row.clear()
            row.append(one)
        elif len(same := [each for each in row if each.subject is one.subject and each.role != "by"]) > 1 and not one.close:
            newest = max(same, key=lambda each: (each.time is None and not each.last_year, each.time.last if each.time else 0))
            one = replace(one, time=newest.time, time_said=newest.time_said, last_year=newest.last_year)
        out.append(one)
    return out


def _tie(reading: Reading, place: int, words: Words, context: Context) -> Tied | None:
    figure = reading.figures[place]
    mention = subject_of(reading.text, reading.figures, place, reading.mentions)
    if (
        mention is None
        or _unexplained(reading, place)
        or (figure.unit == "bare" and figure.decimals and not _rate_said(reading, figure, mention))
    ):
        return None
    window = _window(reading, figure, mention)
    if _no_fact(reading, place, words) or _ordered(reading, words, context) or words.stands("not-an-indicator", "words", window):
        return None
    group, role = group_of(reading, place, mention, words), role_of(reading.text, figure)
    unit = _unit(figure, mention.subject, group)
    if unit == "number" and _called_a_rate(reading, figure, mention):
        unit = next((each for each in mention.subject.codes if each in RATES), "")
    if not unit:
        return None
    time, said = _time(reading, place, mention)
    close = dated(reading.text, reading.figures, place, reading.times, mention.end).close
    former = _last_year(reading, place, words) and not close
    if former:
        time, said = None, ""
    own_words = _blanked(window, reading, mention)
    for named in reading.people:  # "in the South East" is no part of the area
        own_words = own_words.replace(reading.plain[named.start : named.end], " ") if named.who != OWN else own_words
    whom = about(reading.text, reading.figures, place, reading.people, (mention.start, mention.end))
    if whom.who == ELSEWHERE:
        return None
    gap = _gap_to(reading, figure) if role == "by" else ""
    if gap:
        whom = About(OWN)
    if (figure.unit == "bare" and counted_aside(reading.text, figure)) or is_ours(reading, place, mention):
        whom = replace(whom, sure=False)
    return Tied(
        figure, mention.subject, unit, whom, time, said, role, group,
        in_year=words.stands("in-year", "words", _near(reading, place)), part=words.stands("part", "words", own_words),
        last_year=former,
        many_years=said != "sentence" and _MANY_YEARS.search(reading.plain) is not None,
        close=close, gap_to=gap, other_times=() if close or former else _other_times(reading, time),
        names=tuple(sorted({one.who for one in reading.people if one.who != OWN})),
    )  # fmt: skip


def _unexplained(reading: Reading, place: int) -> bool:
    """Whether a number stands in brackets right behind another, with nothing to say what it is: "82 % (72 %)"."""
    figure, former = reading.figures[place], reading.figures[place - 1] if place else None
    if former is None or former.worded or former.unit != figure.unit:
        return False
    between = reading.text[former.end : figure.start]
    return re.fullmatch(r"\s*[↑↓→↗↘]?\s*\(\s*", between) is not None and re.match(r"\s*\)", reading.text[figure.end :]) is not None


def _unit(figure: Figure, subject: Subject, group: str) -> str:
    codes = subject.groups.get(group) or subject.codes
    fitting = [unit for unit in (*codes, *subject.codes) if unit in units_for(figure)]
    return fitting[0] if fitting else ""


_BESIDE = re.compile(
    r"\s*(?:more|less|fewer|higher|lower|above|below|better|worse|behind|ahead|over|under|adrift|short|off|greater|smaller|stronger|poorer)\b"
    r"[\s\w'’]{0,24}$",
    re.IGNORECASE,
)


def _gap_to(reading: Reading, figure: Figure) -> str:
    """Whom a difference is to, where it is not one between years: "five points more than nationally"."""
    after = next((one for one in reading.people if one.start >= figure.end), None)
    if after is None or after.who in (OWN, ELSEWHERE) or not _BESIDE.match(reading.text[figure.end : after.start]):
        return ""
    return after.who


def _called_a_rate(reading: Reading, figure: Figure, mention: Mention) -> bool:
    """Whether a bare whole number is a rate: "the rate of children in care has fallen to 107"."""
    return re.search(r"\brates?\b", reading.plain[max(0, mention.start - 24) : max(figure.start, mention.end)]) is not None


def _rate_said(reading: Reading, figure: Figure, mention: Mention) -> bool:
    """Whether a bare decimal is a rate: a score, or "a rate of 57.3", or one in a row of others that have their unit."""
    if "score" in mention.subject.codes or any("score" in units for units in mention.subject.groups.values()):
        return True
    others = any(one.unit not in ("bare", "points") for one in reading.figures)
    between = reading.text[mention.end : figure.start] if mention.end <= figure.start else "?"
    for time in reading.times:
        between = between.replace(reading.text[time.start : time.end], " ")
    if re.fullmatch(r"[\s:(),=-]*", between):  # "suspensions 2024/25: 13.1"
        return True
    return others or re.search(r"\b(?:rates?|percentage|proportion|per cent)\b|%", reading.plain) is not None


def _window(reading: Reading, figure: Figure, mention: Mention) -> str:
    start, end = max(0, min(figure.start, mention.start) - _AROUND), max(figure.end, mention.end) + _AROUND
    for one in re.finditer(r"[;:]|\s[-–—]\s", reading.text):  # what stands behind a semicolon is another matter
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


_IS_SO = re.compile(r"\b(?:is|are|was|were|has|have|had|stood|stands)\b")


def _ordered(reading: Reading, words: Words, context: Context) -> bool:
    """Whether a sentence says what is to be done: "Ensure that 90 % ...", or any under a heading such as "What we will do next"."""
    if _PAST.search(reading.plain) or (reading.times and _IS_SO.search(reading.plain)):
        return False
    begins = any(
        start == 0 or not re.search(r"[a-z]", reading.plain[:start]) for start, _ in words.places("not-a-fact", "orders", reading.plain)
    )
    return begins or (context.aims and not _IS_SO.search(reading.plain))


def _no_fact(reading: Reading, place: int, words: Words) -> bool:
    """Whether a figure is an aim, a forecast or a rule."""
    figure = reading.figures[place]
    start = reading.figures[place - 1].end if place else 0
    ahead = re.split(r"[;:]|\.\s|,\s*(?:and|but|although|though|while|with|because|since|when)\s", reading.plain[start : figure.start])[-1]
    behind = re.split(r"[;:,.)]|\b(?:and|but)\b|\s[-–—]\s", reading.text[figure.end : figure.end + 40])[0].lower()
    if words.stands("not-a-fact", "target", ahead):
        return True
    if _BY_A_YEAR.match(reading.plain, figure.end) and not _PAST.search(ahead):
        return True
    if _WILL_BE.match(reading.plain, figure.end):
        return True
    named = _TARGET_BEHIND.match(behind) is not None and not _COMPARED_BEHIND.match(behind)
    return named and words.stands("not-a-fact", "target", behind)


def _time(reading: Reading, place: int, mention: Mention) -> tuple[Time | None, str]:
    periods = tuple(one for one in reading.times if _may_date(reading, one))
    told: Dated = dated(reading.text, reading.figures, place, periods, mention.end)
    if told.time or reading.times:
        return told.time, "sentence" if told.time else ""
    before = times(reading.sentence.before)
    if len({(one.kind, one.last, one.month) for one in before}) == 1:
        return before[0], "before"
    above = time_of_heading(reading.sentence.heading.rpartition("›")[2])
    return above, "heading" if above else ""


def _other_times(reading: Reading, time: Time | None) -> tuple[Time | None, ...]:
    """The periods that a figure without one right beside it may as well be of; None is the newest published."""
    if time is None:
        return reading.times
    if not reading.times:
        return (None,)  # the period is that of the sentence before, or of the heading
    return (*(one for one in reading.times if one.label != time.label), None)


def _may_date(reading: Reading, time: Time) -> bool:
    """Whether a figure can be of a period: not of one that it runs from, nor of one that is left out."""
    ahead = reading.text[max(0, time.start - 40) : time.start]
    if time.kind == "part":
        return True
    if _SET_BESIDE.search(ahead) and not any(0 <= one.start - time.end <= 14 for one in reading.figures):
        return False
    return _APART.search(ahead) is None and (_SINCE.search(ahead) is None or _two_years(reading))


def _two_years(reading: Reading) -> bool:
    """Whether "and 2025" goes with a figure of its own, not with "between 2020 and"."""
    return "between" not in reading.plain and "since" not in reading.plain


_A_YEARS_LENGTH = re.compile(r"\b(?:over|during|within|for|since) (?:the )?(?:last|past) (?:year|twelve months)\b")


def _last_year(reading: Reading, place: int, words: Words) -> bool:
    """Whether a figure without a year of its own is said to be of the year before."""
    figure = reading.figures[place]
    behind = re.split(r"[;,]|\d", reading.plain[figure.end : figure.end + 40])[0]
    ahead = re.split(r"[;,]|\d", reading.plain[max(0, figure.start - 40) : figure.start])[-1]
    return any(words.stands("earlier", "words", _A_YEARS_LENGTH.sub(" ", each)) for each in (behind, ahead))


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
