"""Numbers in a sentence: their value, their unit, how exact they are said to be. What counts something else is left out.

Left out are dates, ages, money, durations and distances, references ("section 47", "Table 9.1", "grade 5"), telephone numbers,
list numbers, and ordinals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from wmpeer.claims.worded import NUMBER_WORD, fraction_of, worded_digits

Unit = Literal["percent", "points", "per-1000", "per-10000", "per-100000", "bare"]
Bound = Literal["", "about", "under", "over"]

_DIGITS = re.compile(r"(?<![\w.,/:£$€])(?:[-−–](?=\d*\.?\d)|(?:minus|negative)\s+)?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d/])")
_PERCENT = re.compile(
    r"\s*(?:%|per\s*cent\b|percent\b|pc\b|y\s+cant\b|per\s+(?:100|hundred)\b(?![,\d]))(?!\s*(?:age)?\s*points?)", re.IGNORECASE
)
_POINTS = re.compile(r"\s*(?:%|per\s*cent|percent)?(?:age)?[\s-]*(?:points?\b|ppts?\b|pp\b|p\.p\.)|\s*(?:ppts?|pp)\b", re.IGNORECASE)
_PER = re.compile(
    r"(?:[^.;%]|\.(?=\S)){0,48}?(?:\bper|/|\bin every|\bfor every|\bfesul|\bi bob|\bo bob)"
    r"\s*(?P<base>1,?000|10[,\s]?000|100[,\s]?000|10k|100k|1k|"
    r"ten thousand|hundred thousand|thousand|100(?![,\s]?\d)|hundred)(?!\d)",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?:section|sec\.?|s\.?)\s*47s?", re.IGNORECASE)
_BASES = {"100": "percent", "hundred": "percent",
          "1000": "per-1000", "1k": "per-1000", "thousand": "per-1000", "10000": "per-10000", "10k": "per-10000",
          "tenthousand": "per-10000", "100000": "per-100000", "100k": "per-100000", "hundredthousand": "per-100000"}  # fmt: skip
_BASE = re.compile(
    r"(?:\bper|/|\bin every|\bfor every|\bfesul|\bi bob|\bo bob)\s*(?:1,?000|10[,\s]?000|100[,\s]?000|10k|100k|1k|100(?![,\s]?\d))\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:(?<!['’])\b(?:sections?|s|ss|tables?|figures?|figs?|charts?|graphs?|pages?|pp?|grades?|tiers?|levels?|stages?|years?|"
    r"yr|key stage|ks|steps?|"
    r"phases?|chapters?|appendix|annex|paragraphs?|paras?|box|parts?|nos?|numbers?|bands?|ni|item|priority|objective|action|q|question|"
    r"standards?|outcomes?|outcome group|version|v(?=\.?$)|point|windows?|week|day|month|quarter|term|room|unit|band|schedule|"
    r"regulation|article|"
    r"clause|list|attainment|progress|a|p|early|aged?|ages|option|theme|domain|group|question|judgement|page|covid|u|act|"
    r"reg|form|part|note|ref|reference|card|issue|volume|vol)\.?\s*(?:no\.?\s*)?)$",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"[\s-]*(?:\+\s*)?(?:to|and|or|[-–])?\s*(?:\d+[\s-]*)?(?:years?|yrs?)[\s-]*(?:-?\s*olds?\b|of age)|(?:st|nd|rd|"
    r"th)\b|\+?[\s-]*y/?o\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\+?[\s-]*(?:(?:working|calendar|school|full|whole|consecutive|or more|or fewer|plus)[\s-]+)?"
    r"(?:days?|weeks?|diwrnod|wythnos|mis|mlynedd|blynedd|oed|milltir|awr|months?|years?|hours?|hrs?|minutes?|mins?|miles?|km|kilometres?|metres?|am|pm|o'clock|times|terms?|sessions?|"
    r"million|billion|bn|m|k|thousand|p\b|pence|pounds|decile|star|page|pages|tonnes)\b",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|aged between|between the ages of|under the age of|over the age of|age of|turn(?:ed|s|ing)?|"
    r"reach(?:ed|es)?|until|from age|to age|up to|after|beyond)\s*(?:\d+\s*(?:,|and|to|or|[-–])\s*){0,3}$",
    re.IGNORECASE,
)
_AGES = re.compile(r"(?<!\d)(?:\d|1\d|2[0-5])\s*[-–—]\s*(?:1[0-9]|2[0-5])(?![\d.]|\s*(?:%|per))")
_ABOUT = re.compile(
    r"(?:\b(?:about|around|approximately|approx\.?|roughly|circa|c\.?|some|nearly|almost|close to|in the region of|"
    r"near|nearing|approaching|just|well)|~)\s*$",
    re.IGNORECASE,
)
_JUST = re.compile(r"\bjust\s+(?:under|below|over|above|short of)\s*$", re.IGNORECASE)
_OVER = re.compile(
    r"(?:\b(?:over|more than|above|at least|greater than|exceed(?:s|ing|ed)?|in excess of|upwards of|no fewer than|"
    r"no less than|higher than)|[>≥])\s*$",
    re.IGNORECASE,
)
_UNDER = re.compile(r"(?:\b(?:under|less than|fewer than|below|at most|no more than|lower than|not more than)|[<≤])\s*$", re.IGNORECASE)
_CHAIN = re.compile(r"[\d%]\s*>\s*$")
_OR_MORE = re.compile(r"\s*(?:%|per\s*cent|percent)?\s*(?:\+|or (?:more|above|over|higher|better))", re.IGNORECASE)
_OR_LESS = re.compile(r"\s*(?:%|per\s*cent|percent)?\s*or (?:less|fewer|below|under|lower)\b", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:%|per\s*cent|percent)?\s*(?:[-–—]|to|and)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written: `value` in its unit, `decimals` as written, from `start` to `end` of the sentence (its unit included).

    `low` and `high` are the ends of a range, else both are the value. `worded` ones ("a third") are rounded by their nature.
    """

    start: int
    end: int
    value: float
    decimals: int
    unit: Unit
    bound: Bound = ""
    low: float = 0.0
    high: float = 0.0
    worded: bool = False

    @property
    def is_range(self) -> bool:
        return self.low != self.high


def figures(text: str) -> tuple[Figure, ...]:
    """The numbers of a sentence that may be figures of an indicator, in their order."""
    bases = [found.span() for found in _BASE.finditer(text)]
    shares = [(start, end) for start, end, _ in fraction_of(text)]
    found = [one for one in _digits(text) if not any(start <= one.start < end for start, end in (*bases, *shares))]
    found += _worded(text, found)
    found.sort(key=lambda one: one.start)
    return tuple(_ranges(text, [_bounded(text, one) for one in _same_unit(text, found)]))


def _digits(text: str) -> Iterator[Figure]:
    for found in _DIGITS.finditer(text):
        written = found.group()
        start, end = found.span()
        if written[0] in "-–−" and start and text[start - 1].isalnum():
            continue
        before, after = text[max(0, start - 32) : start], text[end : end + 64]
        one = _read(written, start, end, before, after)
        if one is not None:
            yield one


def _read(written: str, start: int, end: int, before: str, after: str) -> Figure | None:
    digits = re.sub(r"^(?:[-−–]|minus\s+|negative\s+)", "-", written, flags=re.IGNORECASE).replace(",", "")
    value, decimals = float(digits), len(digits.partition(".")[2])
    if points := _POINTS.match(after):
        return Figure(start, end + points.end(), value, decimals, "points", "", value, value)
    if percent := _PERCENT.match(after):
        return Figure(start, end + percent.end(), value, decimals, "percent", "", value, value)
    unit = _base(after)
    if unit and _refers(before):
        return None
    if unit is None and _no_figure(written, value, decimals, start, before, after):
        return None
    right_behind = _BASE.match(after.lstrip()) if unit else None
    whole = end + len(after) - len(after.lstrip()) + right_behind.end() if right_behind else end
    return Figure(start, whole, value, decimals, unit or "bare", "", value, value)


def _base(after: str) -> Unit | None:
    found = _PER.match(after)
    if found is None or re.search(r"\d", _SECTION.sub("", after[: found.start("base")])):
        return None
    return _BASES[re.sub(r"[,\s]", "", found["base"].lower())]  # type: ignore[return-value]


def unit_before(ahead: str) -> Unit | None:
    """The unit that the words right before a number say: "children in care per 10,000: ", "rate per 10,000 was "."""
    found = next(reversed([*_BASE.finditer(ahead)]), None)
    if found is None or len(ahead) - found.end() > 60 or re.search(r"[.;]", ahead[found.end() :]):
        return None
    return _BASES.get(re.sub(r"[^0-9k]", "", found.group().lower()))  # type: ignore[return-value]


_SPAN_OF_TIME = re.compile(
    r"\b(?:last|this|previous|prior|each|per|every|same)\s+(?:years?|months?|weeks?|quarters?|terms?|days?)\s*$", re.IGNORECASE
)


def _refers(before: str) -> bool:
    """Whether a number names something ("Year 6", "Table 3", "section 47"); "last year 717" does not."""
    return _REFERENCE.search(before) is not None and not _SPAN_OF_TIME.search(before)


_AGED = re.compile(r"\b(?:under|over)[\s-]*$", re.IGNORECASE)
"""Ahead of a small number without a unit it is likely an age: "under 5"."""


_PER_HUNDRED = re.compile(r"[^.;%,\d]{0,48}?(?:\bper|\bfor every|\bin every)\s+(?:100|hundred)\b(?![,\d])", re.IGNORECASE)


def end_with_base(text: str, figure: Figure) -> int:
    """Where a figure ends with its base, whatever is counted between: "211.0 [enquiries per 10,000]"."""
    pattern = _PER if figure.unit.startswith("per-") else _PER_HUNDRED if figure.unit == "percent" else None
    found = pattern.match(text, figure.end) if pattern else None
    return found.end() if found else figure.end


def _no_figure(written: str, value: float, decimals: int, start: int, before: str, after: str) -> bool:
    """Whether a number without a unit counts something else."""
    if value <= 25 and not decimals and _AGED.search(before) and not _JUST.search(before):
        return True
    if re.search(r"[£$€]\s*$", before) or _refers(before) or (value <= 30 and not decimals and _AGE_BEFORE.search(before)):
        return True
    if _AGES.search(f"{before[-4:]}{written}{after[:5]}") or _OLD.match(after) or _MEASURED.match(after):
        return True
    if not decimals and "," not in written and 1900 <= value <= 2100:
        return True
    if start == 0 and re.match(r"[.)]|\s+[A-Z]" if decimals else r"[.)]", after):  # a paragraph's number
        return True
    return bool(re.match(r"\d|[A-Za-z]|\s*\d{3,}", after)) or (written.startswith("0") and not decimals and len(written) > 1)


def _worded(text: str, digits: list[Figure]) -> Iterator[Figure]:
    taken = [(one.start, one.end) for one in digits]
    for start, end, value in fraction_of(text):
        if not any(first < end and start < last for first, last in taken):
            yield Figure(start, end, value, 0, "percent", "about", value, value, True)
            taken.append((start, end))
    for found in NUMBER_WORD.finditer(text):
        start, end = found.span()
        if any(first < end and start < last for first, last in taken):
            continue
        one = _read(worded_digits(found.group()), start, end, text[max(0, start - 32) : start], text[end : end + 64])
        if one is not None and (one.unit != "bare" or one.value > 12):  # small numbers in words count something else
            yield one


def _same_unit(text: str, found: list[Figure]) -> Iterator[Figure]:
    """A bare number takes the unit of the one behind it: "from 21 to 18 %", "18-20 per cent"."""
    for place, one in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        between = text[one.end : following.start] if following else ""
        if following and one.unit == "bare" and following.unit != "bare" and re.fullmatch(r"\s*(?:[-–—]|to|and|or)\s*", between):
            yield replace(one, unit=following.unit if following.unit != "points" else "bare")
        else:
            yield one


def _bounded(text: str, one: Figure) -> Figure:
    before, after = text[max(0, one.start - 24) : one.start], text[one.end : one.end + 24]
    bound: Bound = one.bound
    if _JUST.search(before) or _ABOUT.search(before) or re.match(r"\s*or so\b", after):
        bound = "about"
    elif (_OVER.search(before) and not _CHAIN.search(before)) or _OR_MORE.match(after):
        bound = "over"
    elif _UNDER.search(before) or _OR_LESS.match(after):
        bound = "under"
    return replace(one, bound=bound)


def _ranges(text: str, found: list[Figure]) -> Iterator[Figure]:
    """ "18-20 %" and "between 18 % and 20 %" are one figure; "from 21 % to 18 %" is two."""
    skip = False
    for place, one in enumerate(found):
        if skip:
            skip = False
            continue
        following = found[place + 1] if place + 1 < len(found) else None
        if following and following.unit == one.unit and _is_range(text, one, following):
            yield replace(following, start=one.start, low=one.value, high=following.value, bound="about")
            skip = True
        else:
            yield one


def _is_range(text: str, one: Figure, following: Figure) -> bool:
    between, before = text[one.end : following.start], text[max(0, one.start - 12) : one.start].lower()
    if not one.value < following.value:
        return False
    if re.fullmatch(r"\s*[-–—]\s*", between):
        return True
    if re.search(r"\bbetween\s*$", before):
        return bool(re.fullmatch(r"\s*and\s*", between))
    return (
        bool(re.fullmatch(r"\s*to\s*", between)) and not re.search(r"\b(?:from|rose|fell|up|down|by)\s*$", before) and "from" not in before
    )
