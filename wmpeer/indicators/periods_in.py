"""Periods inside other words: what a title, a heading or a sheet's name tells, and what is left of it without them."""

from __future__ import annotations

import re

from wmpeer.indicators.periods import plain_label, read_period

_YEAR = r"(?:19|20)\d\d(?:\s?[-/–—]\s?(?:(?:19|20)\d\d|\d\d))?|(?:19|20)\d{4}"
_SHORT = r"\d\d\s?[-/–]\s?\d\d(?!\d)"
_PART = r"(?:q|qtr|quarter)\s?[1-4]|(?:autumn|spring|summer)(?:\sterm)?"
_MONTH = r"(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_PERIOD = re.compile(
    rf"(?<![a-z\d])(?:(?:{_PART}|{_MONTH})[\s,:-]*(?:of\s)?(?:{_YEAR})|(?:{_PART})[\s,:-]*{_SHORT}|(?:{_YEAR})[\s,:-]*(?:{_PART})(?![a-z\d])|(?:{_YEAR}))(?![a-z\d])",
    re.IGNORECASE,
)
_BARE_PART = re.compile(rf"(?<![a-z\d])(?:{_PART})(?![a-z\d])", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\W\d_]+")
_OF_TIME = re.compile(
    r"q|qtr|quarter|h|half|rolling|fy|cy|ay|y|yr|years?|ending|ended|end|financial|academic|calendar|reporting|to|at|as|on|the|of|months?|w|wk|week|term|autumn"
    r"|spring|summer|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|p|r|e|prov[a-z]*|rev[a-z]*|final|st|nd|rd|th|and"
)


def is_period(text: str) -> bool:
    """Whether *text* is a period and nothing else: ``Q1 2025/26`` is, ``Referrals 2025`` is an indicator."""
    if len(text) > 40 or read_period(plain_label(text)).kind == "unknown":
        return False
    return all(_OF_TIME.fullmatch(word) for word in _NO_LETTERS.split(text.casefold()) if word)


def is_part_of_year(text: str) -> bool:
    """Whether *text* is a quarter or a term that does not say its year: ``Q1``, ``Autumn term``."""
    return bool(_BARE_PART.fullmatch(text.strip()))


def with_year(part: str, year: str) -> str:
    """A quarter or a term, with the year said elsewhere: ``Q1`` and ``2025/26`` are ``Q1 2025/26``. A whole period stays as it is."""
    return f"{part.strip()} {year}" if year and is_part_of_year(part) and not is_part_of_year(year) else part


def period_in(text: str) -> str:
    """The last period named in *text* (``Benchmarking, Q2 2025/26`` names ``Q2 2025/26``), or empty."""
    found = [match[0].strip() for match in _PERIOD.finditer(text.replace("_", " "))]
    return next((one for one in reversed(found) if read_period(one).kind != "unknown"), "")


def without_periods(text: str) -> str:
    """*text* without the periods and quarters in it, so that next quarter's says the same."""
    left = _BARE_PART.sub(" ", _PERIOD.sub(" ", text.replace("_", " ")))
    return " ".join(left.split()).strip(" -–—,;:/|()[].")
