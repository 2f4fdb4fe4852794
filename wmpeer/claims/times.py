"""When a figure is said to be of: periods in a sentence, and the published period that each of them is.

A measure's year may run to 31 March, to the summer, to December, or be a count in September or January; "2024/25" is another published
period for each. What no published period covers (a quarter, a month in between, a year not out yet) is said to be so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from wmpeer.indicators.periods import read_period

YearKind = Literal["march", "academic", "calendar", "september", "january"]
TimeKind = Literal["year", "split", "span", "month", "part"]

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|ionawr|chwefror|[mf]awrth|ebrill|mai|[mf]ehefin|gorffennaf|awst|[mf]edi|hydref|tachwedd|rhagfyr)"
)
_WELSH = ("ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr")
_Y = r"(?:19[89]\d|20[0-4]\d)"
_SPLIT_OR_SPAN = re.compile(rf"(?<![\d.£])(?P<a>{_Y})\s?[-–—/]\s?(?P<b>{_Y}|\d\d)(?!\d|\.\d)")
_SHORT_SPLIT = re.compile(r"(?<![\d./£])(?P<a>[0-4]\d)/(?P<b>[0-4]\d)(?![\d/])")
_NUMERIC_DATE = re.compile(r"(?<![\d./])(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4}|\d\d)(?![\d/])")
_DATE = re.compile(
    rf"(?:\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?P<m>{_MONTH})\.?,?\s+(?:'|’)?(?P<y>{_Y}|" rf"(?<=['’])\d\d)(?!\d)",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(rf"\b(?:(?P<d>\d{{1,2}})[-–])?(?P<m>{_MONTH})[-–](?P<y>\d\d)(?![\d.%])", re.IGNORECASE)
_MONTHS_LONG = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<m>{_MONTH})\.?(?:,?\s+(?P<y>{_Y}))?"
    rf"\s*(?P<by>to|until|and|[-–—])\s*(?:the end of\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<n>{_MONTH})\.?,?\s+(?P<z>{_Y})(?!\d)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_MONTHS_TO = re.compile(
    rf"\b(?:quarter|half[\s-]year|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|[2-9]|1[01])[\s-]months?)\s+"
    rf"(?:to|ending|ended|up to|until)\s+(?:the\s+)?(?:end\s+of\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\.?(?:,?\s+(?P<y>{_Y}))?",
    re.IGNORECASE,
)
_BARE_DATE = re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_MONTH})\b", re.IGNORECASE)
_QUARTER = re.compile(
    rf"\b(?:(?:q[1-4]|quarter\s+(?:[1-4]|one|two|three|four)|(?:first|second|third|fourth|final)\s+quarter|(?:first|second)\s+half|first\s+(?:six|three|nine)\s+months|(?:autumn|"
    rf"spring|summer)\s+term|h[12])"
    rf"(?:\s*(?:of|in|,|-|–|\(|for)?\s*(?:the\s+)?(?:{_Y}\s?[-–/]\s?(?:{_Y}|\d\d)|\d\d/\d\d|{_Y}))?)|"
    rf"\b(?:{_Y}(?:\s?[-–/]\s?\d\d)?)\s*,?\s*q[1-4]\b",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"(?<![\d.,£/-])({_Y})(?![\d/%]|[.,]\d|\s*(?:children|young|pupils|referrals|families|cases|people))")
_IN_YEARS = re.compile(rf"(?<![\d])(?P<a>{_Y})\s+(?:and|to|or)\s+(?P<b>{_Y})(?!\d)")
_SUMMER = re.compile(rf"\bsummer\s+(?:of\s+)?({_Y})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Time:
    """A period in a sentence. `last` is the year it ends in, `first` the one it begins in; `month` is of a month or day, else 0.

    `part` ones are a quarter, a term, a half year. `words` is how it was written.
    """

    start: int
    end: int
    kind: TimeKind
    first: int
    last: int
    month: int = 0
    words: str = ""

    @property
    def label(self) -> str:
        """The period as a table would label it."""
        if self.kind == "split":
            return f"{self.first}/{self.last % 100:02d}"
        return str(self.last) if self.kind == "year" else self.words

    def label_for(self, kind: YearKind) -> str:
        """The period as a table of that kind of year would label it: "31 March 2026" is its year."""
        return str(self.last) if self.kind == "month" and self.month in _ENDS[kind] else self.label


def times(text: str) -> tuple[Time, ...]:
    """The periods of a sentence, in their order, none within another."""
    found: list[Time] = []
    for reader in (_months, _quarters, _dates, _splits, _summers, _years):
        for one in reader(text):
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _months(text: str) -> Iterator[Time]:
    """Several months: those of a whole year are that year, others are a part of one."""
    for found in _MONTHS_LONG.finditer(text):
        first, last = _month(found["m"]), _month(found["n"])
        end = int(found["z"])
        begin = int(found["y"]) if found["y"] else end - (first > last)
        length = (end - begin) * 12 + last - first + 1
        if length == 12 or (length in (10, 11) and first == 9):  # a year from April, a calendar year, a school year
            yield Time(*found.span(), "year" if first == 1 else "split", begin, end, 0, f"{begin}/{end % 100:02d}")
        elif 1 < length < 12 and (found["by"].lower() != "and" or _BETWEEN.search(text[: found.start()])):
            yield Time(*found.span(), "part", end, end, 0, " ".join(found.group().split()))
    for found in _MONTHS_TO.finditer(text):
        year = int(found["y"] or 0)
        yield Time(*found.span(), "part", year, year, 0, " ".join(found.group().split()))


def _month(written: str) -> int:
    """The month's number; in Welsh "Fawrth" is Mawrth after a preposition."""
    plain = written.lower()
    welsh = {"f": "m"}.get(plain[0], plain[0]) + plain[1:]
    if welsh in _WELSH:
        return _WELSH.index(welsh) + 1
    return next(place for place, name in enumerate(_MONTHS, start=1) if name.startswith(plain[:3]))


def _quarters(text: str) -> Iterator[Time]:
    for found in _QUARTER.finditer(text):
        years = [int(year) for year in re.findall(_Y, found.group())]
        last = max(years, default=0)
        yield Time(*found.span(), "part", last, last, 0, " ".join(found.group().split()))


def _dates(text: str) -> Iterator[Time]:
    for found in _NUMERIC_DATE.finditer(text):
        month, year = int(found["m"]), _full(int(found["y"]))
        if 1 <= month <= 12:
            yield Time(*found.span(), "month", year, year, month, found.group())
    for found in (*_DATE.finditer(text), *_SHORT_DATE.finditer(text)):
        year = _full(int(found["y"]))
        yield Time(*found.span(), "month", year, year, _month(found["m"]), " ".join(found.group().split()))


def _splits(text: str) -> Iterator[Time]:
    for found in (*_SPLIT_OR_SPAN.finditer(text), *_SHORT_SPLIT.finditer(text)):
        first = _full(int(found["a"]))
        last = int(found["b"]) if len(found["b"]) == 4 else first // 100 * 100 + int(found["b"])
        if last == first + 1:
            yield Time(*found.span(), "split", first, last, 0, found.group())
        elif first < last <= first + 12 and len(found["a"]) == 4:
            yield Time(*found.span(), "span", first, last, 0, found.group())


def _summers(text: str) -> Iterator[Time]:
    for found in _SUMMER.finditer(text):
        yield Time(*found.span(), "month", int(found[1]), int(found[1]), 7, found.group())


def _years(text: str) -> Iterator[Time]:
    for found in _YEAR.finditer(text):
        if not re.search(r"\bact\s*\(?$|\(c\)\s*$|©\s*$", text[max(0, found.start() - 8) : found.start()], re.IGNORECASE):
            yield Time(*found.span(1), "year", int(found[1]), int(found[1]), 0, found[1])


def day_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where a day of a month stands without its year: "31 March"."""
    for found in _BARE_DATE.finditer(text):
        yield found.span()


_TITLE = re.compile(
    r"\b(?:self[\s-]?(?:evaluation|assessment)|SEF|report|plan|strategy|needs assessment|review|JSNA|profile|statement|update|"
    r"position paper|data pack|summary of)\b",
    re.IGNORECASE,
)


def time_of_heading(heading: str) -> Time | None:
    """The one period that a heading says its figures are of; a title's year ("Self-evaluation 2026") is the document's, not theirs."""
    told = times(heading)
    one = len({(time.kind, time.last, time.month) for time in told}) == 1
    return told[0] if one and not _TITLE.search(heading) else None


def year_kind(year_type: str) -> YearKind:
    """What kind of year a measure's `year_type` (LAIT's words) is."""
    plain = year_type.casefold()
    if "academic" in plain:
        return "academic"
    if "calendar" in plain:
        return "calendar"
    if "sept" in plain:
        return "september"
    return "january" if "january" in plain else "march"


_ENDS: dict[YearKind, tuple[int, ...]] = {"march": (3,), "academic": (6, 7, 8), "calendar": (12,), "september": (9,), "january": (1,)}
_KIND_WORDS: dict[YearKind, str] = {
    "march": "years that end on 31 March", "academic": "academic years", "calendar": "calendar years",
    "september": "30 September", "january": "the January census",
}  # fmt: skip


def published_for(time: Time, labels: Sequence[str], kind: YearKind, *, census: bool = False) -> str | None:
    """The label among *labels* (a source's, oldest first) of the period that *time* means, or None where none of them is it.

    A *census* measure is counted in January, whatever its year is called.
    """
    if census and time.kind == "month" and time.month == 1:
        return _by_year(tuple(labels)).get(time.last)
    if time.kind == "span":
        return _span_label(time, labels)
    year = _end_year(time, kind)
    return _by_year(tuple(labels)).get(year) if year else None


def kind_words(kind: YearKind) -> str:
    """The kind of year in words: "years that end on 31 March"."""
    return _KIND_WORDS[kind]


def _end_year(time: Time, kind: YearKind) -> int:
    match time.kind:
        case "year":
            return time.last
        case "split":
            return 0 if kind in ("calendar", "september") else time.last
        case "month":
            if kind == "march" and time.month == 4:
                return 0
            return time.last if time.month in _ENDS[kind] else 0
        case _:
            return 0


@lru_cache(maxsize=2048)
def _by_year(labels: tuple[str, ...]) -> dict[int, str]:
    """Each year's label; spans of several years are no year's."""
    found: dict[int, str] = {}
    for label in labels:
        period = read_period(label)
        if period.kind in ("year", "split-year"):
            found[period.year] = label
    return found


def _span_label(time: Time, labels: Sequence[str]) -> str | None:
    for label in labels:
        years = [int(year) for year in re.findall(r"\d{4}", label)][:1]
        period = read_period(label)
        if period.kind == "span" and years and years[0] == time.first and period.year == time.last:
            return label
    return None


def _full(year: int) -> int:
    return year if year > 99 else 2000 + year
