"""When a figure is of, from where the sentence says it; and what of it is a change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wmpeer.claims.numbers import Figure, end_with_base
from wmpeer.claims.times import Time

Role = Literal["level", "from", "by"]
_CLOSE = re.compile(
    r"[\s)%]*(?:,\s*)?\(?\s*(?:(?:recorded|reported|seen|achieved|held|received|observed|registered|published|accepted|made)\s+)?"
    r"(?:(?:nationally|locally|regionally|overall|respectively|on average)\s*,?\s*)?"
    r"(?:in|for|at|as at|as of|during|by|to|on|of|over|throughout|since|as)?\s*(?:the\s+)?"
    r"(?:same\s+(?:point|time|stage|date|month)\s+(?:in|of|the)?\s*)?"
    r"(?:(?:financial|academic|calendar|school|reporting|full|performance|12 months?|twelve months?)\s+)?(?:years?|"
    r"period|months?|data|return|census)?\s*"
    r"(?:to|ending|ended|end|up to|of)?\s*(?:the\s+)?(?:end of\s+)?(?:\d{1,2}(?:st)?\s+)?(?:in|of|to)?\s*",
    re.IGNORECASE,
)
_CLOSE_BEFORE = re.compile(
    r"[\s:)(,=–-]*(?:it was|this was|we were at|was|were|is|at|rate of|figure of|figure was|we had|there were|"
    r"had)?\s*(?:only|just|about|around|over|under|nearly|almost)?[\s(]*",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|was previously|previously|compared (?:to|with)|against|than)\s+(?:a (?:rate|high|low|figure|level|"
    r"peak|position|baseline)(?: of)?\s+|the\s+)?(?:about|around|over|nearly|almost|just under|just over|under)?\s*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?<!make )(?<!made )(?<!makes )(?<!making )(?<!taken )\b(?:(?<=[a-z] )by|up|down|"
    r"(?:increase|reduction|rise|drop|fall|decrease|growth|change|gain|improvement|decline|difference|"
    r"gap) of)\s+(?:a\s+)?(?:about|around|over|nearly|almost|some|approximately|just under|just over|more than|"
    r"at least|less than|under)?\s*$",
    re.IGNORECASE,
)
_BY_ALONE = re.compile(
    r"\bby\s+(?:a\s+)?(?:about|around|over|nearly|almost|some|approximately|just (?:under|over)|more than|at least|less than|under)?\s*$",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:r[oi]se|risen|rising|f[ae]ll\w*|increas\w*|decreas\w*|reduc\w*|declin\w*|dropp?\w*|gr[eo]w\w*|improv\w*|up|down|"
    r"chang\w*|cut|higher|lower|exceed\w*|outperform\w*|missed|worse\w*|better|differ\w*|shrank|shrunk|climb\w*|"
    r"jump\w*|moved|behind|ahead|short|above|below)\b",
    re.IGNORECASE,
)
_BEGAN_AT = re.compile(
    r"\b(?:from|since|(?:up|down|improvement|increase|reduction|decrease|rise|drop) on)\s+"
    r"(?:an? (?:rate|high|low|figure|level|peak|position|baseline|average|mean|total|score)(?: of)?\s+)?"
    r"(?:about|around|over|nearly|almost|just under|just over|under)?\s*$",
    re.IGNORECASE,
)
_BY_AFTER = re.compile(
    r"\s*(?:increase|reduction|rise|drop|fall|decrease|growth|improvement|decline|higher|lower|more|fewer|less|above|"
    r"below|better|worse|better than|change)\b(?!\s+than\s+\d|\s*[.;)]|\s*$)",
    re.IGNORECASE,
)
_ARROW = re.compile(r"\s*(?:→|➔|➜|⇒|[-=]?>)\s*\d")
_GREW = re.compile(
    r"\b(?:grew|grown|rose|risen|fell|fallen|dropped|increased|decreased|reduced|declined|doubled|"
    r"improved)\s+(?:a further\s+|another\s+|some\s+)?$",
    re.IGNORECASE,
)


_LISTED = re.compile(r"[\s:(=]*")
_LATER = re.compile(r"\b(?:later|is now|are now|now|since then|today)\b", re.IGNORECASE)
_ON_TO = re.compile(
    r"\b(?:came down|gone down|went (?:up|down)|fell|rose|rising|falling|increas(?:ed|ing)|decreas(?:ed|ing)|"
    r"improv(?:ed|ing)|dropp(?:ed|ing)|reduc(?:ed|ing)|"
    r"declin(?:ed|ing)|grew|growing|climb(?:ed|ing))\s+(?:\w+\s+)?to\s+(?:about |around |just over |just under |nearly )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """The period of a figure as the sentence has it; `close` where it stands right beside it."""

    time: Time | None
    close: bool = False


def role_of(text: str, figure: Figure) -> Role:
    """Whether a figure is a level, the level before a change, or the change itself."""
    before, after = text[max(0, figure.start - 48) : figure.start], text[figure.end : figure.end + 24]
    if figure.unit == "points" or _BY_AFTER.match(after):
        return "by"
    if _BY.search(before) and (not _BY_ALONE.search(before) or _MOVES.search(text[max(0, figure.start - 120) : figure.start])):
        return "by"
    if _ARROW.match(after):
        return "from"
    if _BEGAN_AT.search(before):
        return "from"
    return "by" if figure.unit == "bare" and _GREW.search(before) else "level"


def dated(text: str, figures: Sequence[Figure], place: int, times: Sequence[Time], behind: int = 0) -> Dated:
    """The period of the *place*-th figure: the one right beside it, else the last one before it, else the sentence's only one.

    *behind* is where the words of its matter end, if they stand behind it: "79 % [of assessments on time] in 2022/23".
    """
    figure = figures[place]
    close = _close(text, figures, place, times) or _close_behind(text, figures, place, times, behind)
    if close:
        return Dated(close, close=True)
    start = figures[place - 1].end if place else 0
    since = [one for one in times if start <= one.start and one.end <= figure.start]
    free = [one for one in since if not _is_of_another(text, figures, place, one)]
    if place and _LATER.search(text[start : figure.start]):
        return Dated(None)
    if since and place and _ON_TO.search(text[: figure.start]):
        return Dated(None)
    if free:
        return Dated(free[-1])
    bracketed = since and _within_brackets(text, since[-1].start) and not _within_brackets(text, figure.start)
    if since and not bracketed and role_of(text, figures[place - 1]) != "from" and _names_others(text[start : figure.end + 30]):
        return Dated(since[-1])
    if len(times) == 1 and not _of_what_follows(text, figures, place, times[0]) and not _taken_by_former(text, figures, place, times[0]):
        return Dated(times[0])
    earlier = [one for one in times if one.end <= figure.start]
    return Dated(_leading(text, figures, earlier)) if earlier else Dated(None)


def _close(text: str, figures: Sequence[Figure], place: int, times: Sequence[Time]) -> Time | None:
    figure = figures[place]
    following = figures[place + 1].start if place + 1 < len(figures) else len(text) + 1
    after = next((one for one in times if one.start >= figure.end), None)
    former = figures[place - 1].end if place else 0
    before = next((one for one in reversed(times) if former <= one.start and one.end <= figure.start), None)
    if before and after and _LISTED.fullmatch(text[before.end : figure.start]) and "," in text[figure.end : after.start]:
        return before  # "2022/23 89.9%, 2023/24 88.1%"
    right_before = before is not None and _CLOSE_BEFORE.fullmatch(text[before.end : figure.start])
    behind = end_with_base(text, figure)
    if (
        after
        and after.start < following
        and _CLOSE.fullmatch(text[min(behind, after.start) : after.start])
        and not _opens_next(text, after, following)
    ):
        return after
    return before if right_before else None


def _close_behind(text: str, figures: Sequence[Figure], place: int, times: Sequence[Time], behind: int) -> Time | None:
    """The period right behind the words of a figure's matter, ahead of the next figure."""
    following = figures[place + 1].start if place + 1 < len(figures) else len(text) + 1
    after = next((one for one in times if one.start >= behind), None)
    if behind <= figures[place].end or after is None or after.start >= following or _opens_next(text, after, following):
        return None
    return after if _CLOSE.fullmatch(text[behind : after.start]) else None


def _is_of_another(text: str, figures: Sequence[Figure], place: int, time: Time) -> bool:
    """Whether a period stands right beside the figure before this one."""
    return place > 0 and _close(text, figures, place - 1, (time,)) is not None


_NAMES_NEXT = re.compile(r"(?:\s*(?:and|,|&|to|[-–])\s*(?:19|20)\d\d(?:[/–-]\d\d)?)*\s*[:=]\s*")


def _opens_next(text: str, time: Time, following: int) -> bool:
    """Whether a period belongs to the figure behind it: "(2024: 21%)"."""
    between = text[time.end : following] if following <= len(text) else "-"
    opened = text[: time.start].rstrip().endswith("(")
    return _NAMES_NEXT.fullmatch(between) is not None or (opened and between.isspace())


_IT_WAS = re.compile(r"\s*,?\s*(?:it|this|that|they|we|ours?|the \w+)\s+(?:was|were|had|stood|is|are)\b[^,;.\d]{0,24}$", re.IGNORECASE)


def _of_what_follows(text: str, figures: Sequence[Figure], place: int, time: Time) -> bool:
    """Whether a period behind a figure opens what is said of the next one: "65 % are settled; in 2022 it was 72 %"."""
    figure, following = figures[place], next((one for one in figures[place + 1 :] if one.start >= time.end), None)
    if following is None or time.start < figure.end:
        return False
    return ";" in text[figure.end : time.start] or _IT_WAS.match(text[time.end : following.start]) is not None


def _taken_by_former(text: str, figures: Sequence[Figure], place: int, time: Time) -> bool:
    """Whether the sentence's only period is that of the level before a change ("up from 21 % in 2023")."""
    for other, figure in enumerate(figures):
        if other == place or _close(text, figures, other, (time,)) is None:
            continue
        outside = not _within_brackets(text, figures[place].start)
        if _ON_TO.search(text[: figures[place].start]) or (outside and _bracketed(text, figure, time)):
            return True
        before = text[max(0, figure.start - 40) : figure.start]
        if role_of(text, figure) == "from" or (_FROM.search(before) and not _names_others(before + text[figure.start : figure.end + 30])):
            return True
    return False


def _within_brackets(text: str, at: int) -> bool:
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)


def _bracketed(text: str, figure: Figure, time: Time) -> bool:
    """Whether a period and its own figure stand in brackets together: "31.2 % (2023/24: 28.7 %)", "94 % (81 % in 2023/24)"."""
    if time.end <= figure.start and re.fullmatch(r"\s*[:=]\s*", text[time.end : figure.start]):
        return True
    open_at = text.rfind("(", 0, min(time.start, figure.start))
    close_at = text.find(")", max(time.end, figure.end))
    return 0 <= open_at < close_at and ")" not in text[open_at : time.start] and "(" not in text[time.end : close_at]


def _names_others(text: str) -> bool:
    return re.search(r"england|national|region|neighbour|west midlands", text, re.IGNORECASE) is not None


def _leading(text: str, figures: Sequence[Figure], earlier: Sequence[Time]) -> Time | None:
    """A period that opens the sentence holds for all of it, unless its own figure stands right beside it."""
    first = earlier[0]
    if figures and first.end <= figures[0].start and first.start < 24:
        return first
    return None
