"""The quarterly rhythm: what is expected when and what of it is loaded; what changed since a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatchcase
from typing import Literal

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.clock import in_words
from wmpeer.indicators.catalogue import LAIT
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.next_update import rhythms
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.releases import Release, Rhythms, label_after, lait_releases, releases
from wmpeer.indicators.told import Telling, chains, tellings, used_tables

SOON = timedelta(days=31)
"""What is due within so many days is due; later it is coming."""
State = Literal["loaded", "late", "due", "coming"]


@dataclass(frozen=True, slots=True)
class Expected:
    """What is to be expected of a source: the figures for `period` by `due_on` (an ISO day).

    `source` and `batch` (a SHA-256) are empty where nothing of it is loaded. `measures` is how many measures it is about: of LAIT those due
    on that day, and `behind` those of them that have not come. `said_by` is how the day is known.
    """

    source: str
    title: str
    period: str
    due_on: str
    state: State
    batch: str
    measures: int
    behind: int
    said_by: str

    @property
    def sentence(self) -> str:
        """The same in words."""
        name = source_words(self.source) if self.source else self.title
        what = f"figures for {self.period}" if self.period else f"{self.measures} measure{'s' * (self.measures != 1)}"
        day = in_words(date.fromisoformat(self.due_on))
        one = not self.period and self.measures == 1
        if self.state == "loaded":
            return f"{name}: {what}, expected by {day}, {'is' if one else 'are'} loaded."
        if self.state == "late":
            missing = "it is not loaded" if one else f"{self.behind} of them {'is' if self.behind == 1 else 'are'} not loaded"
            if self.period or (self.behind == self.measures and not one):
                missing = "none are loaded"
            return f"{name}: {what} {'was' if one else 'were'} expected by {day}; {missing}."
        return f"{name}: {what} {'is' if one else 'are'} expected by {day}."


def expected(session: Session, today: date) -> tuple[Expected, ...]:
    """What was to be expected last and what is next, of every source whose rhythm is known, by the day it is due.

    A publication of which nothing is loaded is told too; a quarterly series only where one is loaded.
    """
    told = chains(tellings(session, used_tables(session)))
    found: list[Expected] = []
    for release in releases():
        found.extend(_quarterly(release, told, today) if release.quarterly else _yearly(release, told, today))
    codes = {code for source, code in told if source == LAIT}
    found.extend(_lait(told, rhythms(session, codes), today))
    return tuple(sorted(found, key=lambda one: (one.due_on, one.source or one.title)))


Told = Mapping[tuple[str, str], tuple[Telling, ...]]


def _yearly(release: Release, told: Told, today: date) -> Iterator[Expected]:
    sources: dict[str, list[Telling]] = {}
    for (source, _), chain in told.items():
        if source != LAIT and _belongs(release, source) and read_period(chain[-1].periods[-1]).kind != "quarter":
            sources.setdefault(source, []).append(chain[-1])
    last = release.due_by(today)
    for source, measures in sources.items() or (("", []),):
        newest = max(measures, key=lambda each: each.newest, default=None)
        label, year = ("", 0) if newest is None else (newest.periods[-1], newest.newest[0])
        for wanted in (last, last + 1):
            period = label_after(label, wanted - year) if label else str(wanted)
            due, there = release.due(wanted), newest is not None and year >= wanted
            yield Expected(
                source, release.title, period or str(wanted), due.isoformat(), _state(there, due, today),
                newest.table.sha256 if newest is not None and there else "", len(measures), 0 if there else len(measures), release.said_by,
            )  # fmt: skip


def _quarterly(release: Release, told: Told, today: date) -> Iterator[Expected]:
    sources: dict[str, list[Telling]] = {}
    for (source, _), chain in told.items():
        if chain[-1].periods and read_period(chain[-1].periods[-1]).kind == "quarter" and _belongs(release, source):
            sources.setdefault(source, []).append(chain[-1])
    for source, measures in sources.items():
        newest = max(measures, key=lambda each: each.newest)
        label = newest.periods[-1]
        due = release.due_after(read_period(label))
        yield Expected(
            source, release.title, f"the quarter after {read_period(label).words}", due.isoformat(), _state(False, due, today), "",
            len(measures), len(measures), release.said_by,
        )  # fmt: skip


def _lait(told: Told, said: Rhythms, today: date) -> Iterator[Expected]:
    """LAIT's measures by the day they are due: those of the year behind, and those of the year ahead."""
    days: dict[date, list[tuple[Telling, bool, Release]]] = {}
    for (source, code), chain in told.items():
        release = (said[code] if code in said else lait_releases().get(code)) if source == LAIT else None
        if release is None or not chain[-1].newest[0]:
            continue
        last = release.due_by(today)
        for wanted in (last, last + 1):
            days.setdefault(release.due(wanted), []).append((chain[-1], chain[-1].newest[0] >= wanted, release))
    for due, measures in days.items():
        behind = sum(not there for _, there, _ in measures)
        state = _state(not behind, due, today)
        batch = measures[0][0].table.sha256 if state == "loaded" else ""
        release = measures[0][2]
        yield Expected(LAIT, release.title, "", due.isoformat(), state, batch, len(measures), behind, release.said_by)


def _belongs(release: Release, source: str) -> bool:
    return any(fnmatchcase(source.casefold(), pattern) for pattern in release.sources)


def _state(there: bool, due: date, today: date) -> State:
    if there:
        return "loaded"
    if due < today:
        return "late"
    return "due" if due - today <= SOON else "coming"
