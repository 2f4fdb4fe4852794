"""Whom a figure is about: the authority itself, England, the region, statistical neighbours, another authority, or somewhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from wmpeer.claims.lexicon import Words
from wmpeer.claims.numbers import Figure
from wmpeer.files import resource
from wmpeer.region.areas import AreaBook

OWN, ENGLAND, REGION, NEIGHBOURS, ELSEWHERE = "own", "england", "region", "neighbours", "elsewhere"
_WORD_LIKE = {"Reading", "Bury", "Bath"}
_NOT_THE_COUNCIL = (
    r"(?!\s+(?:Police|NHS|Health|University|College|Hospital|Combined|Fire|Integrated|ICB|Football|Youth|Road|Street|"
    r"School|Academy|Coldfield))"
)
_LINK_AFTER = re.compile(
    r"\s*(?:(?:did|do|does|were|was|are)\s+so\s+)?(?:(?:average|figure|rate|mean)\s+(?=for|of|in|across))?(?:(?:seen|recorded|reported|achieved|found|published)\s+)?\(?\s*(?:(?:of|for|among|more|fewer)\s+(?:[a-z'-]+\s+){1,5})?(?:in|for|across|of|among|amongst|at|by|from|as)?\s*(?:the|our|all|its|"
    r"both)?\s*(?:average\s+(?:of|for|in)\s+)?"
)
_OWN_NUMBER = re.compile(
    r"['’]?s?\s*(?:average|avg|ave|figures?|rate|mean|median|level)?\s*(?:average|figure|rate)?\s*(?:is|was|were|are|of|at|"
    r"[:=(,-])?\s*(?:at|of|\()?\s*(?:[<>~]|about|around)?\s*$",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:than|against|compared (?:to|with)|comparison (?:to|with)|versus|vs\.?|below|above|under|over|in line with|"
    r"similar to|close to|unlike|"
    r"times|twice|double|half|better|worse|higher|lower|behind|ahead of|equal to|same as|matches|exceed(?:s|ing)?|with|outperform\w*|"
    r"beat\w*)\s+(?:both\s+)?(?:that (?:of\s+)?|those (?:of\s+)?)?(?:the\s+|our\s+)?(?:most recent\s+|latest\s+)?$",
    re.IGNORECASE,
)
_BACK_TO_SUBJECT = re.compile(
    r"[)\s]*,\s*(?:at|with|standing at|and (?:is|was|stands|now|has been|have been)\b[^,;]*|having|on)\s*|\)\s*(?:at|"
    r",\s*at|and (?:is|was|stands|now))\s*",
    re.IGNORECASE,
)


_NEW_CLAUSE = re.compile(r"[,;]|\b(?:and|while|but|whereas)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody named in a sentence: one of this module's constants, or an area's ONS code."""

    who: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class About:
    """Whom a figure is about; not `sure` where the sentence can be read otherwise."""

    who: str
    sure: bool = True


class Gazetteer:
    """The names of every authority and region, and which of them are the authority whose document is read."""

    def __init__(self, book: Callable[[], AreaBook], own: str, own_names: Iterable[str], own_region: str) -> None:
        self._book, self._own, self._own_names, self._own_region = book, own, tuple(own_names), own_region
        self._codes: dict[str, str] = {}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Made when it is first needed: most documents have no sentence to look at."""
        for area in self._book():
            if area.level == "country":
                continue
            who = REGION if area.ons == self._own_region else OWN if area.ons == self._own else area.ons
            for name in (area.name, *area.other_names):
                self._codes.setdefault(_typed(name), who)
        for name in _districts():
            self._codes.setdefault(name, ELSEWHERE)
        for name in self._own_names:
            self._codes[_typed(name)] = OWN
        self._short_names(self._own_names)
        initials = self._region_initials()
        names = sorted((re.escape(name) for name in self._codes if len(name) > 3), key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join([*names, *initials])})\b{_NOT_THE_COUNCIL}")

    def _region_initials(self) -> tuple[str, ...]:
        """ "WM" is the West Midlands, where the authority is of them."""
        area = self._book().find(ons=self._own_region)
        initials = "".join(word[0] for word in re.findall(r"[A-Z]\w+", area.name)) if area else ""
        known = (initials,) if len(initials) == 2 and initials != "SE" else ()  # a self-evaluation is an SE as well
        self._codes.update(dict.fromkeys(known, REGION))
        return known

    def _short_names(self, own_names: Iterable[str]) -> None:
        """ "Telford" is Telford and Wrekin, "Stoke" is Stoke-on-Trent, where nobody else's name begins so."""
        for name in own_names:
            first = re.split(r"[\s-]", _typed(name))[0]
            others = [other for other in self._codes if other.startswith(first) and self._codes[other] != OWN]
            if len(first) >= 5 and first != name and not others:
                self._codes[first] = OWN

    def places(self, text: str) -> list[Whom]:
        """Who is named in *text*."""
        typed, pattern = _typed(text), self._pattern
        found = []
        for one in pattern.finditer(typed):
            name = one.group()
            if name in _WORD_LIKE and not re.search(r"\b(?:[Ii]n|than|by|against|with|at|to)\s$", typed[: one.start()]):
                continue
            if name in _WORD_LIKE and re.match(r",?\s+(?:and\s+)?(?:[Ww]riting|[Mm]ath)", typed[one.end() :]):
                continue
            found.append(Whom(self._codes[name], one.start(), one.end()))
        return found


@cache
def _districts() -> tuple[str, ...]:
    """The districts of counties (``resources/claims/districts.txt``)."""
    lines = resource("claims", "districts.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_typed(line.strip()) for line in lines if line.strip() and not line.startswith("#"))


def _typed(text: str) -> str:
    return text.replace("’", "'").replace("‑", "-").replace("&", "and") if "&" not in text else text.replace("’", "'")


def named(text: str, plain: str, words: Words, gazetteer: Gazetteer) -> list[Whom]:
    """Everybody named in a sentence, in order; of names that overlap the longest."""
    found = gazetteer.places(text)
    for who in (OWN, ENGLAND, REGION, NEIGHBOURS, ELSEWHERE):
        found += [Whom(who, start, end) for start, end in words.places("whom", who, plain)]
    found += [Whom(ENGLAND, one.start(), one.end()) for one in _E_ALONE.finditer(text)]
    found.sort(key=lambda one: (one.start - one.end, one.start))
    kept: list[Whom] = []
    for one in found:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    kept.sort(key=lambda one: one.start)
    followed = {one.start for one, other in pairwise(kept) if one.who == OWN and other.start - one.end <= 1}
    beside = [(one, other) for one, other in pairwise(kept) if other.start - one.end <= 1]
    followed |= {other.start for one, other in beside if (one.who, other.who) == (REGION, NEIGHBOURS)}  # "West Midlands neighbours"
    kept = [one for one in kept if one.start not in followed]  # "our statistical neighbours" are the neighbours
    return [one for one in kept if not _only_ranked(text, one)]


_E_ALONE = re.compile(r"(?<=[(,;/|-])\s?E(?=[:=]?\s*\d)|(?<=[,;/|-]\s)E(?=[:=]?\s*\d)")
"""England, ahead of its figure: "15.5 (E 14.9)"."""
_RANKED = re.compile(
    r"\b(?:\w{2,}est|best|worst|top|bottom|first|second|third|most \w+|outlier|unique|league table|quartile|quintile)\s+"
    r"(?:\w+\s+){0,6}?(?:(?:in|across|of|among|amongst|within)\s+)?(?:the\s+|our\s+|all\s+)*$",
    re.IGNORECASE,
)


_FIGURE_NEXT = re.compile(
    r"['’]?s?\s*(?:authorit\w+|councils?|LAs|trusts?)?\s*(?:[(,:]?\s*(?:average|figure|rate|mean|where|for which|whose)|\(\s*\d)"
)


def _only_ranked(text: str, one: Whom) -> bool:
    """Whether somebody is named only as those among whom the authority stands: "among the strongest nationally at 6 %"."""
    if one.who == OWN or not _RANKED.search(text[max(0, one.start - 80) : one.start]):
        return False
    return _FIGURE_NEXT.match(text, one.end) is None


def about(text: str, figures: Sequence[Figure], place: int, people: Sequence[Whom], subject: tuple[int, int]) -> About:
    """Whom the *place*-th of a sentence's figures is about; the authority itself where nobody else is named.

    *subject* is where the words stand that say what it is a figure of: "60,000 [looked after children] in England".
    """
    listed = _respectively(text, figures, people) or _versus(text, figures, place, people)
    if place in listed:
        return About(listed[place])
    figure = figures[place]
    following = figures[place + 1].start if place + 1 < len(figures) else len(text)
    after = next((one for one in people if one.start >= figure.end), None)
    ends = [figure.end, *([subject[1]] if figure.end <= subject[0] <= figure.end + 12 and subject[1] <= following else [])]
    if after and any(_linked_after(text, end, after, following) for end in ends):
        return About(after.who)
    before = [one for one in people if one.end <= figure.start]
    if before and subject[0] >= figure.end and _NEW_PART.search(text[before[-1].end : figure.start]) and figures[0].end <= before[-1].start:
        return About(OWN)
    if before and _begun_anew(text, figures, before[-1], subject, figure):
        return About(OWN)
    return _before(text, figures, place, before) if before else About(OWN)


def _begun_anew(text: str, figures: Sequence[Figure], nearest: Whom, subject: tuple[int, int], figure: Figure) -> bool:
    """Whether another subject has begun since somebody was named: "against 23 % nationally, and primary absence is 16 %"."""
    between = nearest.end <= subject[0] <= figure.start and any(one.end <= nearest.end for one in figures)
    return between and _NEW_CLAUSE.search(text[nearest.end : subject[0]]) is not None


_NEW_PART = re.compile(r"[,;]\s*(?:(?:and|while|but|with)\s+)?$", re.IGNORECASE)


def _linked_after(text: str, end: int, after: Whom, following: int) -> bool:
    if not end <= after.start <= following or not _LINK_AFTER.fullmatch(text[end : after.start].lower()):
        return False
    direct = not text[end : after.start].strip(" (")
    owns_next = following < len(text) and following - after.end < 24 and _OWN_NUMBER.fullmatch(text[after.end : following])
    if owns_next:
        return False
    return not direct or after.who != OWN


def _before(text: str, figures: Sequence[Figure], place: int, before: Sequence[Whom]) -> About:
    figure, nearest = figures[place], before[-1]
    between = text[nearest.end : figure.start]
    if nearest.who == OWN:
        return About(OWN)
    taken = [one for one in figures[:place] if one.start >= nearest.end]
    compared = _COMPARES.search(text[: nearest.start]) is not None
    if ";" in between or re.search(r"\b(?:we|our|ours|locally)\b", between, re.IGNORECASE):
        return About(OWN)
    if taken:
        return About(OWN, sure=False) if compared or _closed(text, nearest, taken[0]) else _goes_on(between, nearest)
    if compared and _BACK_TO_SUBJECT.fullmatch(between):
        return About(OWN, sure=False)
    if compared and between.lstrip().startswith(","):
        return About(OWN, sure=False)
    if len(between) > 90:
        return About(OWN, sure=False)
    return About(nearest.who, sure=not re.fullmatch(r"\s*at\s*", between) or compared)


def _closed(text: str, nearest: Whom, figure: Figure) -> bool:
    """Whether a figure in brackets behind a name has been given and the brackets are closed."""
    return "(" in text[nearest.end : figure.start] and ")" in text[figure.end : figure.end + 12]


def _goes_on(between: str, nearest: Whom) -> About:
    """A second figure behind a name: the same one's, where it goes on with "and", "to", "from" or another year."""
    return About(nearest.who, sure=bool(re.search(r"\b(?:to|from|and|in|up|down)\s*$", between)))


_PAIR = re.compile(r"\s*(?:v|vs|versus|(?:as )?against|compared (?:to|with))\.?\s*", re.IGNORECASE)
_OPENS = re.compile(r"['’]?s?\s*(?:average|avg|rate|figure)?\s*[(:–—-]+\s*(?:at\s+)?$")


def _versus(text: str, figures: Sequence[Figure], place: int, people: Sequence[Whom]) -> dict[int, str]:
    """ "Worse than England (72.7 % v 81.4 %)": the first is the authority's, the second theirs."""
    for first in (place, place - 1):
        if first < 0 or first + 1 >= len(figures) or not _PAIR.fullmatch(text[figures[first].end : figures[first + 1].start]):
            continue
        before = [one for one in people if one.end <= figures[first].start]
        if before and before[-1].who != OWN and _OPENS.fullmatch(text[before[-1].end : figures[first].start]):
            return {first: OWN, first + 1: before[-1].who}
    return {}


_JOINED = re.compile(r"\s*(?:,|and|&|, and)\s*(?:the\s+|in\s+)*", re.IGNORECASE)
_ROW = re.compile(r"\s*(?:and|,|/)\s*")


def _a_row_each(text: str, figures: Sequence[Figure], people: Sequence[Whom]) -> dict[int, str]:
    """ "Stoke and Wolverhampton stand at 170 and 73": as many figures in a row as people in a row right before them."""
    for first in range(len(figures) - 1):
        row = [first]
        while row[-1] + 1 < len(figures) and _ROW.fullmatch(text[figures[row[-1]].end : figures[row[-1] + 1].start]):
            row.append(row[-1] + 1)
        ahead = [one for one in people if one.end <= figures[first].start]
        names = ahead[-len(row) :]
        if len(row) < 2 or len(names) != len(row) or any(one.start >= names[0].start for one in figures[:first]):
            continue
        together = all(_JOINED.fullmatch(text[one.end : other.start]) for one, other in pairwise(names))
        if together and len({one.who for one in names}) == len(row):
            return {place: one.who for place, one in zip(row, names, strict=True)}
    return {}


def _respectively(text: str, figures: Sequence[Figure], people: Sequence[Whom]) -> dict[int, str]:
    """ "England and the region, at 22.6 % and 20.1 % respectively": who has which figure."""
    at = text.lower().find("respectively")
    if at < 0:
        return _a_row_each(text, figures, people)
    ahead = [place for place, one in enumerate(figures) if one.end <= at]
    if len(ahead) < 2:
        return {}
    row = [ahead[-1]]
    for place in reversed(ahead[:-1]):
        if not re.fullmatch(r"[\s,%()]*(?:and|,)?\s*", text[figures[place].end : figures[row[0]].start]):
            break
        row.insert(0, place)
    names = [one for one in people if one.end <= figures[row[0]].start and one.who != OWN][-len(row) :]
    if len(row) == 2 and len(names) == 1 and _COMPARES.search(text[: names[0].start]):
        return {row[0]: OWN, row[1]: names[0].who}
    return dict(zip(row, (one.who for one in names), strict=True)) if len(names) == len(row) > 1 else {}
