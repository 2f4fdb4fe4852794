"""Everything that setting up shows, read in one go as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from wmpeer.documents.queries import DocumentLine, documents
from wmpeer.indicators.flag_settings import RuleLine, rule_lines
from wmpeer.indicators.mappings import MappingLine, mappings
from wmpeer.indicators.queries import batches
from wmpeer.indicators.records import BatchLine
from wmpeer.region.definition import ERASE_AFTER, STEPS, Region
from wmpeer.region.framework import Framework
from wmpeer.region.queries import (
    approvals,
    authorities,
    calendar_firm_from,
    coordinators,
    cycle,
    framework_of,
    interests,
    may_set_up,
    people,
    region_of,
)
from wmpeer.region.readers import AllocationLine, allocations
from wmpeer.region.records import ApprovalLine, AuthorityLine, CycleLine, InterestLine, PersonLine

ROLES = {
    "coordinator": "Coordinator", "panellist": "Panellist", "lead-moderator": "Lead moderator", "facilitator": "Facilitator",
    "observer": "Observer",
}  # fmt: skip
READS = ("panellist", "lead-moderator")
STEP_WORDS = {
    "data-refresh": "Data refreshed", "self-evaluation": "Self-evaluations in, approved", "reading": "Reading done", "panel": "Panel sits",
    "letters-drafted": "Letters drafted", "factual-check": "Factual checks back", "challenge-day": "Challenge day",
    "letters-final": "Letters final", "response": "Responses in", "improvement-plans": "Improvement plans in", "summit": "Summit",
    "erase-after": "May be erased from",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup: its path, when it was taken (UTC), and its size in bytes."""

    path: Path
    taken_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class SetupView:
    """The workspace as it is set up. `me` is the id of the person at work, who `sets_up` or only looks; `openers` are ids of people whose
    passphrase opens the file. With `calendar_open` days have passed that are only the region's usual ones."""

    path: Path
    today: date
    me: str
    cycle: CycleLine
    region: Region
    framework: Framework
    authorities: tuple[AuthorityLine, ...]
    people: tuple[PersonLine, ...]
    openers: tuple[str, ...]
    interests: tuple[InterestLine, ...]
    approvals: tuple[ApprovalLine, ...]
    allocations: tuple[AllocationLine, ...]
    documents: tuple[DocumentLine, ...]
    batches: tuple[BatchLine, ...]
    mappings: tuple[MappingLine, ...]
    calendar_open: bool = False
    coordinators: tuple[str, ...] = ()
    sets_up: bool = True
    rules: tuple[RuleLine, ...] = ()
    backups: tuple[BackupLine, ...] = ()

    def names(self) -> Mapping[str, str]:
        """The authorities' names by ONS code."""
        return {one.ons_code: one.name for one in self.authorities}

    def aside(self) -> frozenset[tuple[str, str]]:
        """Who stands aside for which authority."""
        return frozenset((one.person, one.authority) for one in self.interests)

    def steps(self) -> tuple[str, ...]:
        """The steps of the calendar: those the program speaks of, what the region adds, and the end of it all."""
        return (*STEPS, *sorted(set(self.cycle.dates) - {*STEPS, ERASE_AFTER}), ERASE_AFTER)


def setup_view(workspace: Any, today: date) -> SetupView:
    """How *workspace* is set up; to be asked on a reader, for it looks at the disk too."""
    file = workspace.file
    view = workspace.read(_view, file.path, today, workspace.author, workspace.readers, file.people())
    lines = tuple(BackupLine(one.path, one.taken_at, _size(one.path)) for one in file.backups())
    return SetupView(*(getattr(view, name) for name in view.__slots__[:-1]), lines)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # thinned away a moment ago
        return 0


def _view(session: Any, path: Path, today: date, me: str, readers: tuple[str, ...], openers: tuple[str, ...]) -> SetupView:
    return SetupView(
        path, today, me, cycle(session), region_of(session), framework_of(session), authorities(session), people(session), openers,
        interests(session), approvals(session), allocations(session, readers), documents(session, every=True), batches(session),
        mappings(session),
        bool(calendar_firm_from(session)), coordinators(session), may_set_up(session, me), rule_lines(session),
    )  # fmt: skip


def step_word(step: str) -> str:
    """A step of the calendar as it stands above its field."""
    return STEP_WORDS.get(step, step.replace("-", " ").capitalize())


def moment_words(iso: str) -> str:
    """A UTC moment of the record ("2026-10-08T14:02:11.123Z") as this laptop's day and time, or "" where there is none."""
    if not iso:
        return ""
    return local_words(datetime.fromisoformat(iso.replace("Z", "+00:00")))


def local_words(moment: datetime) -> str:
    """ "8 Oct 2026, 14:02" on this laptop's clock."""
    local = moment.astimezone()
    return f"{local.day} {local:%b %Y, %H:%M}"
