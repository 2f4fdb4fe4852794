"""When a newer figure of a source is to be expected: ``resources/indicators/releases.toml``. Pure."""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from types import MappingProxyType
from typing import Any

from wmpeer.files import resource
from wmpeer.indicators.catalogue import LAIT
from wmpeer.indicators.periods import Period, read_period

_LAIT_SAYS = "LAIT’s data dictionary of April 2026 says when it brings each measure up to date; in later years the same month is taken."
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)(\s*[/-]\s*(\d\d)(?!\d))?|(?<!\d)((?:19|20)\d\d)(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Release:
    """A rhythm in which figures come. Those of a year Y are due by the end of `month` of the year Y + `lag`; those of a quarter (`month`
    is 0 then) `months` after it ends. `said_by` is how that is known."""

    name: str
    title: str
    said_by: str
    sources: tuple[str, ...] = ()
    month: int = 0
    lag: int = 0
    months: int = 0

    @property
    def quarterly(self) -> bool:
        return self.month == 0

    def due(self, year: int) -> date:
        """The last day on which the figures of *year* are to be expected."""
        return _last_day(year + self.lag, self.month)

    def due_by(self, today: date) -> int:
        """The newest year whose figures were due before *today*."""
        year = today.year - self.lag
        return year if self.due(year) < today else year - 1

    def due_after(self, quarter: Period) -> date:
        """When the figures of the quarter after *quarter* are due."""
        return _last_day(*_later(quarter.key[0], quarter.key[1], 3 + self.months))


Rhythms = Mapping[str, Release | None]
"""The rhythm of each of LAIT's measures by code; None where it is said that none is coming."""
_NONE: Rhythms = MappingProxyType({})


@cache
def releases() -> tuple[Release, ...]:
    """Every publication that is known, LAIT's measures apart."""
    return tuple(
        Release(
            said["name"], said["title"], said["said_by"], tuple(said["sources"]), said.get("month", 0), said.get("lag", 0),
            said.get("months", 0),
        )
        for said in _told()["release"]
    )  # fmt: skip


@cache
def lait_releases() -> Mapping[str, Release]:
    """The rhythm of each of LAIT's measures that it says it will bring up to date, by code."""
    found: dict[str, Release] = {}
    for when, told in _told()["lait"].items():
        year, month = (int(part) for part in when.split("-"))
        for label, codes in told.items():
            lag = year - read_period(label).year - 1
            found |= dict.fromkeys(codes, Release("lait", "Local Authority Interactive Tool", _LAIT_SAYS, (LAIT,), month, lag))
    return found


def release_for(source: str, code: str, period: str, said: Rhythms = _NONE) -> Release | None:
    """The rhythm in which *source* brings *code*, whose newest period is labelled *period*; None where nobody says.

    *said* is what a dictionary of LAIT that is loaded says (`next_update.rhythms`); it goes before the one that travels with the program.
    """
    kind = read_period(period).kind
    if source == LAIT and kind != "quarter":
        return said[code] if code in said else lait_releases().get(code)
    plain = source.casefold()
    for one in releases():
        if one.quarterly == (kind == "quarter") and any(fnmatchcase(plain, pattern) for pattern in one.sources):
            return one
    return None


def due_on(source: str, code: str, period: str, said: Rhythms = _NONE) -> date | None:
    """When a figure newer than *period*'s is to be expected, or None where nobody says."""
    release, told = release_for(source, code, period, said), read_period(period)
    if release is None or told.year == 0:
        return None
    return release.due_after(told) if release.quarterly else release.due(told.year + 1)


def label_after(label: str, years: int = 1) -> str:
    """The label of the period *years* after *label*'s, in words: 2024/25 follows 2023/24. Empty where the label is no plain year."""
    if read_period(label).kind not in ("year", "split-year") or (found := _YEARS.search(label)) is None:
        return ""
    if found[4]:
        return f"{int(found[4]) + years}/{(int(found[5]) + years) % 100:02d}"
    first = int(found[1]) + years
    return f"{first}/{(int(found[3]) + years) % 100:02d}" if found[3] else f"{first}"


def _later(year: int, month: int, months: int) -> tuple[int, int]:
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(resource("indicators", "releases.toml").read_text(encoding="utf-8"))
