"""The inspection profile: how many of the region's authorities are good or better, through time, as far as the inspections loaded tell.

A standing holds from the day an inspection was published until the next one's. Before an authority's first inspection that is loaded its
standing is unknown, and is counted as that: never as good, never as not good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.indicators.inspected import InspectionTold, told_inspections
from wmpeer.indicators.judged import By, Framework, counted_by, grade_words, is_good, is_graded
from wmpeer.indicators.profile_words import left_out, notes_of, sentence_of_change
from wmpeer.indicators.queries import known_areas
from wmpeer.indicators.records import InspectionLine
from wmpeer.region.definition import Region
from wmpeer.region.queries import authorities

Since = Literal["published", "end", "start"]
"""The day an inspection counts from: its publication; where that is not told, its last day, else its first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an authority's inspection says of it. `good` is None where that cannot be told; `by` is the judgement that counts.

    `grade` is in words. `apart` names the sources that tell the same inspection otherwise. `line` is None where none is loaded.
    """

    area: str
    name: str
    line: InspectionLine | None = None
    day: date | None = None
    since: Since = "published"
    by: By = ""
    grade: str = ""
    good: bool | None = None
    apart: tuple[str, ...] = ()

    def days_since(self, today: date) -> int | None:
        return None if self.day is None else (today - self.day).days


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """An inspection that came to count on `day`; `was` is the standing before, None where that was unknown."""

    day: date
    now: Standing
    was: Standing | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The region's inspections through time.

    On each of `days` (oldest first) something changed, and what stands beside it holds until the next: of `of` authorities `good_or_better`
    are, and of `unknown` nobody can tell. `target` is a share, 0 where the region has none. `changes` are ordered by day, then by name;
    `standings` (as they are `on` that day) by name. `alike` says of how many inspections with both judgements (the second number) the
    judgement of leaders was good or better where the overall one was, and not where it was not (the first).
    """

    region: str
    framework: Framework
    on: date
    target: float
    days: tuple[date, ...]
    good_or_better: tuple[int, ...]
    unknown: tuple[int, ...]
    of: tuple[int, ...]
    changes: tuple[ProfileChange, ...]
    standings: tuple[Standing, ...]
    alike: tuple[int, int]
    notes: tuple[str, ...] = ()

    def least(self, at: int = -1) -> float:
        """The share on a day as if every unknown authority was not good."""
        return self.good_or_better[at] / self.of[at] if self.of[at] else 0.0

    def most(self, at: int = -1) -> float:
        """The share on a day as if every unknown authority was good or better."""
        return (self.good_or_better[at] + self.unknown[at]) / self.of[at] if self.of[at] else 0.0


@dataclass(frozen=True, slots=True)
class _Seat:
    """An authority and what counts of it, oldest first; `until` is its last day."""

    area: str
    name: str
    until: date | None
    counted: tuple[Standing, ...]

    def on(self, day: date) -> Standing:
        held = [one for one in self.counted if one.day is not None and one.day <= day]
        return held[-1] if held else Standing(self.area, self.name)

    def is_there(self, day: date) -> bool:
        return self.until is None or day <= self.until


def inspection_profile(session: Session, region: Region, on: date, framework: Framework = "ilacs") -> Profile:
    """The profile of the workspace's authorities as it is seen *on* a day; what was published later is not counted."""
    book = known_areas(session, region.ons_code)
    told = told_inspections(session)
    seats, undated = [], []
    for one in authorities(session):
        area = book.find(ons=one.ons_code)
        until = date.fromisoformat(area.ended) if area is not None and area.ended else None
        graded = [each for each in told.get(one.ons_code, ()) if is_graded(each.line.inspection, framework)]
        found = [_standing(one.ons_code, one.name, each, framework) for each in graded]
        undated += [each.name for each in found if each.day is None]
        counted = sorted((each for each in found if each.day is not None and each.day <= on), key=_by_day)
        seats.append(_Seat(one.ons_code, one.name, until, tuple(counted)))
    days = sorted({one.day for seat in seats for one in seat.counted if one.day is not None} | _ends(seats, on))
    here = {seat.area for seat in seats}
    gone = sorted(area.name for area in book if area.region == region.ons_code and area.ended and area.ons in told and area.ons not in here)
    alike = _alike(told)
    target = region.target_share if framework == "ilacs" else 0.0
    standings = tuple(seat.on(on) for seat in sorted(seats, key=lambda seat: seat.name) if seat.is_there(on))
    changes = _changes(seats)
    return Profile(
        region.name, framework, on, target, tuple(days), *_counts(seats, days), changes, standings, alike,
        notes_of(framework, standings, [change.now for change in changes], alike, left_out(undated, gone), on),
    )  # fmt: skip


def _by_day(one: Standing) -> tuple[date, str]:
    assert one.day is not None
    return one.day, one.line.inspection.start if one.line is not None else ""


def _ends(seats: Sequence[_Seat], on: date) -> set[date]:
    """The days after the last of those that ended: from then on they are not counted."""
    return {date.fromordinal(seat.until.toordinal() + 1) for seat in seats if seat.until is not None and seat.until < on}


def _standing(area: str, name: str, told: InspectionTold, framework: Framework) -> Standing:
    row, by = told.line.inspection, counted_by(told.line.inspection, framework)
    grade = getattr(row, by) if by else ""
    lines = (told.line, *told.others)
    for since in ("published", "end", "start"):
        days = [getattr(line.inspection, since) for line in lines]
        if day := next((each for each in days if each), ""):
            break
    apart = tuple(dict.fromkeys(
        f"{other.source} says {grade_words(theirs, framework)}"
        for other in told.others
        if by and (theirs := getattr(other.inspection, by)) and theirs != grade
    ))  # fmt: skip
    return Standing(
        area, name, told.line, date.fromisoformat(day) if day else None, since, by, grade_words(grade, framework),
        is_good(grade, framework), apart,
    )  # fmt: skip


def _changes(seats: Sequence[_Seat]) -> tuple[ProfileChange, ...]:
    found = []
    for seat in seats:
        for was, now in pairwise((None, *seat.counted)):
            if now is not None and now.day is not None and seat.is_there(now.day):
                found.append(ProfileChange(now.day, now, was, sentence_of_change(was, now)))
    return tuple(sorted(found, key=lambda change: (change.day, change.now.name)))


def _counts(seats: Sequence[_Seat], days: Sequence[date]) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    good, unknown, of = [], [], []
    for day in days:
        held = [seat.on(day).good for seat in seats if seat.is_there(day)]
        good.append(sum(one is True for one in held))
        unknown.append(sum(one is None for one in held))
        of.append(len(held))
    return tuple(good), tuple(unknown), tuple(of)


def _alike(told: Mapping[str, tuple[InspectionTold, ...]]) -> tuple[int, int]:
    """Of all inspections loaded that give both judgements: where leaders and overall said the same of good or better, and all."""
    pairs = [
        (overall, leaders)
        for each in told.values()
        for one in each
        if (overall := is_good(one.line.inspection.overall)) is not None and (leaders := is_good(one.line.inspection.leaders)) is not None
    ]
    return sum(overall == leaders for overall, leaders in pairs), len(pairs)


__all__ = ["Framework", "Profile", "ProfileChange", "Since", "Standing", "inspection_profile"]
