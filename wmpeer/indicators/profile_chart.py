"""Describes the inspection profile as a picture: a share through the days, what is unknown above it, and the target."""

from __future__ import annotations

from wmpeer.clock import in_words
from wmpeer.indicators.chart_records import ChartDescription, ChartLine
from wmpeer.indicators.profile import Profile
from wmpeer.indicators.profile_words import against_target, percent, share_words, standing_words, what_counts


def describe_profile(profile: Profile) -> ChartDescription | None:
    """The profile as steps: each value holds until the next day, the last to the day it is seen on. None where no inspection is loaded.

    `periods` are ISO days. The own line is the share as if nobody unknown was good, the line “most” as if all of them were: between the two
    lies what cannot be told. The table has a row for each day on which something changed.
    """
    if not profile.days:
        return None
    ends = profile.on > profile.days[-1]
    places = [*range(len(profile.days)), *([len(profile.days) - 1] if ends else [])]
    periods = (*(day.isoformat() for day in profile.days), *((profile.on.isoformat(),) if ends else ()))
    texts = tuple(share_words(profile, at) for at in places)
    lines = [ChartLine(_title(profile), "own", tuple(100 * profile.least(at) for at in places), texts)]
    if any(profile.unknown):
        lines.append(ChartLine("With those unknown", "most", tuple(100 * profile.most(at) for at in places)))
    if profile.target:
        lines.append(ChartLine("Target", "target", (100 * profile.target,) * len(places), (percent(profile.target),) * len(places)))
    return ChartDescription(
        f"{_title(profile)}, {profile.region}", "%", periods, tuple(lines), alt=_alt(profile), table=_table(profile), decimals=0,
        kind="profile", source=_sources(profile), notes=profile.notes,
    )  # fmt: skip


def changes_table(profile: Profile) -> tuple[tuple[str, ...], ...]:
    """Who changed, when, from what to what, and who says so: by day, then by name."""
    rows = [
        (
            in_words(one.day), one.now.name, standing_words(one.was) if one.was is not None else "not known",
            standing_words(one.now), {"published": "publication", "end": "last day", "start": "first day"}[one.now.since],
            one.now.line.source if one.now.line is not None else "",
        )
        for one in profile.changes
    ]  # fmt: skip
    return (("Day", "Authority", "Before", "Now", "Counts from", "Source"), *rows)


def _title(profile: Profile) -> str:
    counts = what_counts(profile.framework)
    return f"{counts[:1].upper()}{counts[1:]} at inspection"


def _sources(profile: Profile) -> str:
    return ", ".join(sorted({one.now.line.source for one in profile.changes if one.now.line is not None}))


def _alt(profile: Profile) -> str:
    first, last = profile.days[0], profile.on
    parts = [f"{_title(profile)}, {profile.region}, {in_words(first)} to {in_words(last)}: now {share_words(profile)}."]
    if said := against_target(profile):
        parts.append(said)
    known = [at for at, unknown in enumerate(profile.unknown) if not unknown]
    if known and known[0]:
        parts.append(f"Until {in_words(profile.days[known[0]])} some were unknown.")
    if len(known) > 1:
        low, high = min(known, key=profile.least), max(known, key=profile.least)
        parts.append(
            f"Since then between {percent(profile.least(low))} (from {in_words(profile.days[low])}) and "
            f"{percent(profile.least(high))} (from {in_words(profile.days[high])})."
        )
    return " ".join(parts)


def _table(profile: Profile) -> tuple[tuple[str, ...], ...]:
    counts = what_counts(profile.framework)
    rows = []
    for at, day in enumerate(profile.days):
        share = percent(profile.least(at))
        if profile.unknown[at]:
            share = f"{share} to {percent(profile.most(at))}"
        who = ", ".join(one.now.name for one in profile.changes if one.day == day)
        rows.append((in_words(day), str(profile.good_or_better[at]), str(profile.unknown[at]), str(profile.of[at]), share, who))
    return (("Day", counts[:1].upper() + counts[1:], "Unknown", "Of", "Share", "Inspected"), *rows)
