"""The command that tells the region's inspections, and how many authorities are good or better through time."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from wmpeer.cli.answer import Answer
from wmpeer.cli.expected import DAY
from wmpeer.cli.options import Common, Opened, answering
from wmpeer.cli.setup import FILE

if TYPE_CHECKING:
    from wmpeer.indicators.inspected import InspectionTold
    from wmpeer.indicators.profile import Framework, Profile, ProfileChange, Standing


@click.command()
@FILE
@click.option("--authority", metavar="NAME", help="Only this authority: its name or a code.")
@click.option("--profile", "profiled", is_flag=True, help="How many authorities are good or better through time, against the target.")
@click.option(
    "--framework", type=click.Choice(["ilacs", "send"]), default="ilacs", show_default=True,
    help="With --profile: children’s services (ilacs), or area SEND (send).",
)  # fmt: skip
@click.option("--on", "on", type=DAY, metavar="DAY", help="As it is seen on this day (such as 2026-11-22); today where not given.")
@answering
def inspections(common: Common, file: Path, authority: str | None, profiled: bool, framework: str, on: datetime | None) -> Answer:
    """Each authority's inspections as they are loaded, newest first, with every judgement, day and source.

    With --profile: on which days how many authorities were good or better, who changed, and what must be known before counting on it.
    Authorities stand by name, and by nothing else.
    """
    from wmpeer.clock import now
    from wmpeer.indicators.inspected import told_inspections
    from wmpeer.indicators.profile import inspection_profile
    from wmpeer.region.queries import authorities, find_authority, region_of

    day = on.date() if on else now().astimezone().date()
    with Opened(file, common) as workspace:
        if profiled:
            kind = cast("Framework", framework)
            profile = workspace.read(lambda session: inspection_profile(session, region_of(session), day, kind))
            return Answer(_profile(profile), _profile_words(profile))
        chosen = [workspace.read(find_authority, authority)] if authority else list(workspace.read(authorities))
        told = workspace.read(told_inspections, [one.ons_code for one in chosen])
    data = [
        {"authority": one.name, "ons_code": one.ons_code, "inspections": [_told(each) for each in told.get(one.ons_code, ())]}
        for one in chosen
    ]
    said = [line for one in chosen for line in _lines(one.name, told.get(one.ons_code, ()))]
    return Answer(data, said)


def _told(told: InspectionTold) -> dict[str, Any]:
    row = asdict(told.line.inspection)
    return {
        **{key: value or None for key, value in row.items() if key not in {"area", "name"}},
        "source": told.line.source, "sha256": told.line.sha256, "also": [line.source for line in told.others],
    }  # fmt: skip


def _lines(name: str, told: tuple[InspectionTold, ...]) -> list[str]:
    from wmpeer.indicators.judged import grade_words
    from wmpeer.indicators.rules import JUDGED

    if not told:
        return [f"{name:<20} no inspection is loaded"]
    lines = []
    for one in told:
        row = one.line.inspection
        given = [f"{words.lower()}: {grade_words(grade)}" for key, words in JUDGED.items() if (grade := getattr(row, key))]
        given += [f"outcome: {grade_words(row.outcome, 'send')}"] if row.outcome else []
        kind = " ".join(part for part in ("area SEND" if row.framework == "send" else "", row.type, row.theme) if part)
        lines.append(f"{name:<20} {row.published or row.end or row.start or 'no day told':<11} {kind}; {'; '.join(given) or 'not graded'}")
    return lines


def _profile(profile: Profile) -> dict[str, Any]:
    return {
        "region": profile.region, "framework": profile.framework, "on": profile.on.isoformat(), "target": profile.target or None,
        "profile": [
            {
                "day": day.isoformat(), "good_or_better": profile.good_or_better[at], "unknown": profile.unknown[at], "of": profile.of[at],
                "share": None if profile.unknown[at] else profile.least(at),
            }
            for at, day in enumerate(profile.days)
        ],
        "changes": [_change(one) for one in profile.changes], "authorities": [_standing(one, profile) for one in profile.standings],
        "leaders_and_overall_alike": {"same": profile.alike[0], "both": profile.alike[1]}, "notes": list(profile.notes),
    }  # fmt: skip


def _change(one: ProfileChange) -> dict[str, Any]:
    was = one.was
    return {
        "day": one.day.isoformat(), "authority": one.now.name, "was": was.grade if was is not None else None, "now": one.now.grade,
        "good_or_better": one.now.good, "by": one.now.by or None, "counts_from": one.now.since,
        "source": one.now.line.source if one.now.line is not None else None, "sentence": one.sentence,
    }  # fmt: skip


def _standing(one: Standing, profile: Profile) -> dict[str, Any]:
    known = one.line is not None
    return {
        "authority": one.name, "ons_code": one.area, "grade": one.grade if known else None, "good_or_better": one.good,
        "by": one.by or None, "day": one.day.isoformat() if one.day is not None else None, "counts_from": one.since if known else None,
        "days_since": one.days_since(profile.on), "source": one.line.source if one.line is not None else None, "differs": list(one.apart),
    }  # fmt: skip


def _profile_words(profile: Profile) -> list[str]:
    from wmpeer.indicators.judged import NAMES
    from wmpeer.indicators.profile_words import against_target, share_words, standing_words, what_counts

    said = [f"{NAMES[profile.framework]}, {profile.region}: how many are {what_counts(profile.framework)}"]
    said += [f"{day.isoformat()}  {share_words(profile, at)}" for at, day in enumerate(profile.days)]
    said += [f"Now: {share_words(profile)}. {against_target(profile)}".strip(), ""]
    said += [f"{one.name:<20} {one.day.isoformat() if one.day else '':<11} {standing_words(one)}" for one in profile.standings]
    return [*said, "", *(one.sentence for one in profile.changes), "", *profile.notes]
