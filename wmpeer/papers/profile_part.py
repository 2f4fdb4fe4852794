"""The inspection profile as a part of a paper: the share that is good or better at the end of each quarter, beside the region's target."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.clock import MONTHS, in_words
from wmpeer.indicators.chart_records import ChartDescription, ChartLine
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.profile import Profile, Standing, inspection_profile
from wmpeer.indicators.profile_words import against_target, percent, share_words, standing_words, what_counts
from wmpeer.papers.records import ProfilePart
from wmpeer.region.definition import Region

QUARTERS = 24
HEADS = ("Authority", "Stands at", "Since", "Source")


def profile_part(session: Session, region: Region, on: date) -> ProfilePart | None:
    """The profile of the region on a day; None where no inspection is loaded."""
    profile = inspection_profile(session, region, on)
    if not profile.days:
        return None
    rows = tuple((one.name, standing_words(one), in_words(one.day) if one.day else "–", _source(one)) for one in profile.standings)
    return ProfilePart(_picture(profile, on), tuple(_sentences(profile, on)), HEADS, rows)


def _source(one: Standing) -> str:
    if one.line is None:
        return "–"
    return "; ".join((source_words(one.line.source), *one.apart))


def _sentences(profile: Profile, on: date) -> Iterator[str]:
    share = share_words(profile)
    yield f"On {in_words(on)}, {what_counts(profile.framework)} at their newest inspection: {share}. {against_target(profile)}".strip()
    changes = [change for change in profile.changes if (on - change.day).days <= 365]
    yield from (change.sentence for change in changes)
    yield from profile.notes


def _picture(profile: Profile, on: date) -> ChartDescription:
    """Shares at the ends of quarters, the oldest first, and on the day itself; as if every unknown authority was not good."""
    days = [*_quarter_ends(profile.days[0], on), on]
    least = tuple(_share(profile, day, unknown=False) for day in days)
    most = tuple(_share(profile, day, unknown=True) for day in days)
    labels = tuple(f"{MONTHS[day.month - 1][:3]} {day.year}" for day in days)
    lines = [ChartLine("good or better", "own", least, tuple(_said(value) for value in least))]
    if most != least:
        lines.append(ChartLine("if the unknown counted", "region", most, tuple(_said(value) for value in most)))
    if profile.target:
        target = (round(profile.target * 100, 1),) * len(days)
        lines.append(ChartLine("target", "target", target, (percent(profile.target),) * len(days)))
    alt = (
        f"Share of the authorities of {profile.region} that are {what_counts(profile.framework)}: from {_said(least[0])} in {labels[0]} to "
        f"{_said(least[-1])} in {labels[-1]}."
    )
    alt += f" The target is {percent(profile.target)}." if profile.target else ""
    table = (("", *(line.name for line in lines)), *((label, *(line.text(at) for line in lines)) for at, label in enumerate(labels)))
    return ChartDescription(
        "Authorities that are good or better", "%", labels, tuple(lines), alt=alt, table=table, decimals=0, kind="profile", polarity="High",
    )  # fmt: skip


def _quarter_ends(first: date, on: date) -> list[date]:
    """The last days of the quarters from *first* to the day before *on*, as many as are drawn."""
    ends = [
        date(year, month, day)
        for year in range(first.year, on.year + 1)
        for month, day in ((3, 31), (6, 30), (9, 30), (12, 31))
        if first <= date(year, month, day) < on
    ]
    return ends[-QUARTERS:]


def _share(profile: Profile, day: date, *, unknown: bool) -> float | None:
    at = max((place for place, one in enumerate(profile.days) if one <= day), default=None)
    if at is None:
        return None
    return round((profile.most(at) if unknown else profile.least(at)) * 100, 1)


def _said(value: float | None) -> str:
    return "unknown" if value is None else percent(value / 100)
