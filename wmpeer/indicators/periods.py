"""Periods as their sources label them, and the order they come in.

``2025``, ``2023/24``, ``2018-20``, ``2013/14-15/16``, ``2025 (prov)``, ``202425``, ``Q3 2024``, ``Mar-25``, ``Autumn term 2024/25``,
``31 March 2025``: the label stays as it is; `Period` tells its kind and where it sorts.
"""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

Kind = Literal["year", "split-year", "span", "quarter", "term", "month", "week", "day", "unknown"]
Key = tuple[int, int, int, int, int, int, str]

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TERMS = {"autumn": (12, 31), "spring": (3, 31), "summer": (7, 31)}
_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s*[-–—/]\s*|\s+to\s+"
_SPLIT = re.compile(rf"({_YEAR})(?:{_DASH})(\d\d|{_YEAR})(?!\d)")
_SHORT_SPLIT = re.compile(r"(?<!\d)(\d\d)\s?[-–/]\s?(\d\d)(?!\d)")
_LONG_SPAN = re.compile(rf"({_YEAR})/\d\d\s*(?:-|–|to)\s*(?:{_YEAR}|\d\d)/(\d\d|{_YEAR})(?!\d)")
_SIX = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(?!\d)")
_SINGLE = re.compile(rf"(?<!\d)({_YEAR})(?!\d)")
_DAY_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3}")
_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)(?!\d)")
_ISO_DAY = re.compile(rf"(?<!\d)({_YEAR})-(\d\d)-(\d\d)(?!\d)")
_ISO_MONTH = re.compile(rf"(?<!\d)({_YEAR})[-/](0[1-9]|1[0-2])(?!\d)")
_MONTH = re.compile(r"\b(" + "|".join(_MONTHS) + r")[a-z]*\b", re.IGNORECASE)
_SHORT_MONTH = re.compile(r"\b(" + "|".join(_MONTHS) + r")[a-z]*[\s'’-]*(\d\d)(?!\d)", re.IGNORECASE)
_QUARTER = re.compile(r"(?<![a-z])(?:q|qtr\s*|quarter\s*)([1-4])\b", re.IGNORECASE)
_WEEK = re.compile(r"\bw(?:eek|k)?\s*(\d{1,2})\b", re.IGNORECASE)
_BARE_SPLIT = re.compile(r"(?<![\d/.-])(\d\d)\s*[-–/]\s*(\d\d)(?![\d/.-])")
_SHORT_DAY = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+({'|'.join(_MONTHS)})[a-z]*[\s'’,-]*({_YEAR}|\d\d)(?!\d)", re.IGNORECASE)
_SAID_YEAR = re.compile(r"\byear\b|\b[FA]Y(?=[ \d])", re.IGNORECASE)
_ENDING = re.compile(
    r"\b(?:(?:year|twelve months|12 ?months|12m|y)[\s/]*(?:ending|ended|end|to|e)\b|rolling (?:year|12 ?months)|r12m?\b)", re.IGNORECASE
)
_RANGE = re.compile(r"\s*(?:[-–—]|\bto\b|\buntil\b)\s*", re.IGNORECASE)
_HALF = re.compile(r"\bh(?:alf)?\s*([12])\b", re.IGNORECASE)
_SERIAL = re.compile(r"[34]\d{4}|5[0-4]\d{3}")
"""A day as a spreadsheet counts it, from 1982 to 2050."""
_PLAIN_IDENTIFIERS = {"", "calendar year", "reporting year", "academic year", "financial year", "tax year"}


@dataclass(frozen=True, slots=True)
class Period:
    """A period as its source labels it. `key` sorts: by the year and day it ends, then the longer before the shorter, then the label."""

    label: str
    kind: Kind = field(compare=False)
    key: Key = field(compare=False)

    def __lt__(self, other: Period) -> bool:
        return self.key < other.key

    @property
    def year(self) -> int:
        """The year it ends in, or 0 where the label names none."""
        return self.key[0]

    @property
    def words(self) -> str:
        """The label as people write it: ``202425`` is 2024/25."""
        return _SIX.sub(lambda six: f"{six[1]}/{six[2]}" if _follows(int(six[1]), int(six[2])) else six[0], self.label)


@lru_cache(maxsize=4096)
def read_period(label: str) -> Period:
    """The period that *label* names. A label that names none (LAIT has a ``0``) is kept, of kind unknown, and sorts before all others."""
    text = " ".join(label.split())
    kind, start, end = _bounds(text)
    return Period(label, kind, (*end, *_negative(start), text))


@lru_cache(maxsize=4096)
def one_year(label: str) -> str:
    """One spelling (``2023/24``) of a label that is a split year and nothing else: ``202324``, ``2023-24``, ``2023/2024``, ``2023 to 24``.
    Empty for any other."""
    text = " ".join(label.split())
    if not (_SIX.fullmatch(text) or _SPLIT.fullmatch(text)) or (found := _split(text)) is None or found[0] != "split-year":
        return ""
    return f"{found[1][0]}/{found[2][0] % 100:02}"


def plain_label(label: str) -> str:
    """*label* without what a spreadsheet makes of a year: ``2025.0`` is 2025."""
    text = label.strip()
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text


def cell_label(cell: str) -> str:
    """The label in a cell of a column of periods, without what a spreadsheet makes of a day either: ``45382`` is 2024-03-31."""
    text = plain_label(cell).removesuffix(" 00:00:00")
    return (date(1899, 12, 30) + timedelta(days=int(text))).isoformat() if _SERIAL.fullmatch(text) else text


def year_and_part(year: str, part: str, heading: str) -> str:
    """The label of a row whose year and whose *part* of it stand in two columns; *heading* is that of the part: quarter, month, term."""
    year, part = plain_label(year), plain_label(part)
    if not part or not year:
        return year
    if part.isdigit() and heading.startswith("month") and 0 < int(part) < 13:
        part = month_name[int(part)]
    elif part.isdigit() and heading[0] in "qth":
        part = f"{heading[0].upper()}{part}"
    return f"{year} {part}"


def labelled(time_period: str, time_identifier: str) -> str:
    """The label of an Explore Education Statistics row: its time period, with the identifier where that says more than "year"."""
    identifier, time_period = time_identifier.strip(), plain_label(time_period)
    if identifier.casefold() in _PLAIN_IDENTIFIERS:
        return time_period.strip()
    short = re.sub(r"(?i)^(?:academic|calendar|financial|tax) year\s*", "", identifier)
    return f"{time_period.strip()} {short or identifier}"


Date = tuple[int, int, int]


def _negative(start: Date) -> Date:
    return (-start[0], -start[1], -start[2])


def _bounds(text: str) -> tuple[Kind, Date, Date]:
    """Kind, first day, last day."""
    return (
        _year_to(text) or _long_span(text) or _months_told(text) or _day(text) or _part_of_year(text) or _month_of_split(text)
        or _split(text) or _month(text) or _short_year(text) or _year(text)
    )  # fmt: skip


def _year_to(text: str) -> tuple[Kind, Date, Date] | None:
    """A year by its last day or month: "year ending 31 March 2024"."""
    if not (found := _ENDING.search(text)):
        return None
    rest = text[found.end() :]
    last = _day(rest) or _month(rest)
    return ("year", _day_after(last[2], years=-1), last[2]) if last is not None else None


def _months_told(text: str) -> tuple[Kind, Date, Date] | None:
    """From one day or month to another: "01/04/2023 to 31/03/2024", "Apr-Jun 2024", "Apr 24 - Mar 25"."""
    bare = _HALF.sub(" ", _QUARTER.sub(" ", text))
    for dash in _RANGE.finditer(bare):
        before, after = bare[: dash.start()], bare[dash.end() :]
        first, last = _day(before) or _day_or_month(before), _day(after) or _day_or_month(after)
        if first is not None and last is not None and first[1] <= last[2]:
            return _by_length(first[1], last[2])
    months = [(found.start(), _month_number(found[1])) for found in _MONTH.finditer(bare)]
    if len(months) != 2 or not _RANGE.search(bare[months[0][0] : months[1][0]]) or _DAY_NUMBER.search(bare):
        return None
    (_, start), (_, end) = months
    if years := _split_years(bare):
        first_year = years[0] if start > 3 else years[1]
    elif single := _SINGLE.search(bare):
        first_year = int(single[1]) - (start > end)
    else:
        return None
    last_year = first_year + (end < start)
    return _by_length((first_year, start, 1), (last_year, end, 31))


def _day_or_month(text: str) -> tuple[Kind, Date, Date] | None:
    """A month with its own year at the end of a text: "Apr 24", "April 2023"."""
    found = re.search(rf"\b({'|'.join(_MONTHS)})[a-z]*[\s'’,-]*({_YEAR}|\d\d)\W*$", text, re.IGNORECASE)
    if found is None:
        return None
    when = (_full(int(found[2])), _month_number(found[1]))
    return "month", (*when, 1), (*when, 31)


def _by_length(first: Date, last: Date) -> tuple[Kind, Date, Date]:
    months = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    kinds: dict[int, Kind] = {1: "month", 3: "quarter", 12: "year"}
    return kinds.get(months, "span"), first, last


def _month_of_split(text: str) -> tuple[Kind, Date, Date] | None:
    """One month of a split year ("2024/25 Apr"), which runs from April; halves of one, too."""
    years = _split_years(text)
    months = _MONTH.findall(text)
    if years and len(months) == 1 and "year" not in text.casefold():
        month = _month_number(months[0])
        when = (years[0] if month > 3 else years[1], month)
        return "month", (*when, 1), (*when, 31)
    if years and (half := _HALF.search(text)):
        return ("span", (years[0], 4, 1), (years[0], 9, 30)) if half[1] == "1" else ("span", (years[0], 10, 1), (years[1], 3, 31))
    return None


def _short_year(text: str) -> tuple[Kind, Date, Date] | None:
    """A split year whose years have two digits each: "24/25", "FY 24-25"; "16-17" alone may be an age."""
    found, years = _BARE_SPLIT.search(text), _short_split(text)
    if found is None or years is None or ("/" not in found[0] and not _SAID_YEAR.search(text)):
        return None
    return "split-year", (years[0], 9, 1), (years[1], 8, 31)


def _day_after(day: Date, *, years: int) -> Date:
    """The first of the month after *day*, some *years* on."""
    year, month = day[0] + years, day[1] + 1
    return (year, month, 1) if month < 13 else (year + 1, 1, 1)


def _year(text: str) -> tuple[Kind, Date, Date]:
    if found := _SINGLE.search(text):
        year = int(found[1])
        return "year", (year, 1, 1), (year, 12, 31)
    return "unknown", (0, 0, 0), (0, 0, 0)


def _day(text: str) -> tuple[Kind, Date, Date] | None:
    if found := _ISO_DAY.search(text):
        when = (int(found[1]), int(found[2]), int(found[3]))
    elif found := _DAY.search(text):
        when = (_full(int(found[3])), int(found[2]), int(found[1]))
    elif found := _SHORT_DAY.search(text):
        when = (_full(int(found[3])), _month_number(found[2]), int(found[1]))
    else:
        return None
    return ("day", when, when) if 1 <= when[1] <= 12 and 1 <= when[2] <= 31 else None


def _long_span(text: str) -> tuple[Kind, Date, Date] | None:
    if found := _LONG_SPAN.search(text):
        first, last = int(found[1]), _full(int(found[2]))
        return "span", (first, 4, 1), (last, 8, 31)
    return None


def _part_of_year(text: str) -> tuple[Kind, Date, Date] | None:
    """Quarters, terms and weeks; within a split year (2024/25) quarters run from April and autumn lies in the first half."""
    single = _SINGLE.search(text)
    split = _split_years(text) or (None if single else _short_split(text))
    if not split and not single:
        return None
    first = split[0] if split else int(single[1])  # type: ignore[index]
    last = split[1] if split else first
    if found := _QUARTER.search(text):
        return "quarter", *_quarter(int(found[1]), first, last, split is not None)
    if found := _WEEK.search(text):
        week = int(found[1])
        return "week", (first, 1, week), (first, min(12, 1 + (week - 1) * 12 // 53), 1 + week % 28)
    terms = [name for name in _TERMS if name in text.casefold()]
    if terms:
        ends = [(first if split and name == "autumn" else last, *_TERMS[name]) for name in terms]
        return "term", min(ends), max(ends)
    return None


def _quarter(number: int, first: int, last: int, split: bool) -> tuple[Date, Date]:
    month = number * 3 + (3 if split else 0)
    year, month = (last, month - 12) if month > 12 else (first, month)
    return (year, month - 2, 1), (year, month, 31)


def _split(text: str) -> tuple[Kind, Date, Date] | None:
    years = _split_years(text)
    if years is None:
        return None
    first, last = years
    if last == first + 1:
        return "split-year", (first, 9, 1), (last, 8, 31)
    return "span", (first, 1, 1), (last, 12, 31)


def _split_years(text: str) -> tuple[int, int] | None:
    """The two years of ``2023/24``, ``2023-2024``, ``202324`` or ``2014-16``; ``2024-03`` is a month and has none."""
    if (found := _SIX.search(text)) and _follows(int(found[1]), int(found[2])):
        return int(found[1]), int(found[1]) + 1
    if found := _SPLIT.search(text):
        first = int(found[1])
        last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
        last += 100 if len(found[2]) == 2 and found[2] == "00" and first % 100 == 99 else 0
        if first < last <= first + 12:
            return first, last
    return None


def _short_split(text: str) -> tuple[int, int] | None:
    """The two years of ``Q1 25/26``: so short they are years only where a quarter or a term stands beside them."""
    found = _SHORT_SPLIT.search(text)
    return (2000 + int(found[1]), 2001 + int(found[1])) if found and _follows(int(found[1]), int(found[2])) else None


def _month(text: str) -> tuple[Kind, Date, Date] | None:
    year, months = _SINGLE.findall(text), _MONTH.findall(text)
    if len(year) > 1 and len(months) > 1:  # "Apr 2024 to Mar 2025"
        return "span", (int(year[0]), _month_number(months[0]), 1), (int(year[-1]), _month_number(months[-1]), 31)
    if year and months:
        date = (int(year[-1]), _month_number(months[-1]))
    elif not year and (found := _SHORT_MONTH.search(text)):
        date = (_full(int(found[2])), _month_number(found[1]))
    elif (found := _ISO_MONTH.search(text)) or ((found := _SIX.search(text)) and 1 <= int(found[2]) <= 12):
        date = (int(found[1]), int(found[2]))
    else:
        return None
    return "month", (*date, 1), (*date, 31)


def _follows(year: int, short: int) -> bool:
    return (year + 1) % 100 == short


def _full(year: int) -> int:
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].casefold()) + 1
