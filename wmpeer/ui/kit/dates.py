"""Days as people write them: "8 October", "8/10/26", "8.10", "Hydref 8", "today"; and back again in words. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_WELSH = ("ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}


def date_from_words(text: str, today: date) -> date | None:
    """The day *text* means, or None where it means none.

    Without a year, the day nearest to *today*; two figures are 20xx; figures are day, month, year, unless the year comes first.
    """
    plain = re.sub(r"[,\s]+", " ", text.strip().lower())
    if plain in _NEAR:
        return today + timedelta(days=_NEAR[plain])
    plain = re.sub(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\b\.?,? ", "", plain)
    year_first = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", plain)
    if year_first:
        return _day(*(int(part) for part in year_first.groups()))
    figures = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?\.?", plain)
    if figures:
        return _nearest(int(figures[1]), int(figures[2]), figures[3], today)
    named = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)? (?:of )?([^\W\d]+)\.?(?: (\d{4}|\d{2}))?", plain)
    if named:
        return _nearest(int(named[1]), _month(named[2]), named[3], today)
    month_first = re.fullmatch(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?", plain)
    if month_first:
        return _nearest(int(month_first[2]), _month(month_first[1]), month_first[3], today)
    return None


def why_no_day(text: str, today: date) -> str:
    """Why *text* is no day and what to do, as a sentence below a field; "" where it is one, or empty."""
    typed = " ".join(text.split())
    if not typed or date_from_words(typed, today) is not None:
        return ""
    figures = re.fullmatch(r"\d{1,4}[-/. ]\d{1,2}([-/. ]\d{1,4})?\.?", typed)
    named = re.search(r"\d", typed) and any(_month(word) for word in re.findall(r"[^\W\d]+", typed.lower()))
    what = "is not in the calendar" if figures or named else "is not a day"
    return f"“{typed}” {what}. Write one like {in_words(today)}, or leave this empty."


def _month(word: str) -> int:
    """1 to 12; 0 where the word is no month, or might be two."""
    if len(word) < 3:
        return 0
    found = {at + 1 for names in (MONTHS, _WELSH) for at, name in enumerate(names) if name.lower().startswith(word)}
    return found.pop() if len(found) == 1 else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _day(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    candidates = [found for near in (-1, 0, 1) if (found := _day(today.year + near, month, day))]
    return min(candidates, key=lambda found: abs(found - today), default=None)


def in_words(day: date, today: date | None = None) -> str:
    """ "8 October 2026"; "8 October" where *today* is given and the year is the same."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if today is not None and today.year == day.year else f"{words} {day.year}"


def short(day: date, *, weekday: bool = False) -> str:
    """ "8 Oct", or "Thu 8 Oct" with its *weekday*."""
    words = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return f"{WEEKDAYS[day.weekday()][:3]} {words}" if weekday else words


_FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def few(count: int) -> str:
    """Small numbers as words: "six", but 14."""
    return _FEW[count] if 0 <= count < len(_FEW) else str(count)


def due_in_words(day: date, today: date, *, figures: bool = False) -> str:
    """ "today", "in one day", "in 12 days", "six days late"; with *figures*, for a column, "6 days late"."""
    days = (day - today).days
    if days == 0:
        return "today"
    unit, number = "day" if abs(days) == 1 else "days", str if figures else few
    return f"in {number(days)} {unit}" if days > 0 else f"{number(-days)} {unit} late"
