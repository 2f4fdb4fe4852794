"""The region's people and authorities, as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AuthorityLine:
    """An authority of the region; `ons_code` is its key everywhere. `trust` is the trust that runs its services, or empty."""

    id: str
    name: str
    ons_code: str
    dfe_code: str
    sort: str
    trust: str
    variants: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Every name it goes by, its own first."""
        return (self.name, *self.variants)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who takes part; `home` is the ONS code of the authority they work for, or empty."""

    id: str
    name: str
    role: str
    home: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class InterestLine:
    """Why a person stands aside for an authority; `declared` is False where it follows from home or trust."""

    id: str
    person: str
    person_name: str
    authority: str
    reason: str
    declared: bool


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """An approval of the self-evaluation. `by` is ``chief-executive`` or ``lead-member``; `on` an ISO day."""

    id: str
    authority: str
    by: str
    name: str
    on: str


@dataclass(frozen=True, slots=True)
class CycleLine:
    """The year's work. `dates` maps a step of the calendar to an ISO day."""

    id: str
    name: str
    region: str
    framework: str
    started_from: str
    dates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrackerLine:
    """Where one authority stands. `letter` is the stage of the newest version, and `version` that of the letter that left last, on the day
    `issued_on`; 0 where none did. `judged` counts areas with a view over all readers, of `to_judge`; dates are ISO days or empty.
    `readers` counts those allocated or, where they are more, those who have said something; `allocated` the former alone.
    Days before `firm_from` are the region's usual ones, gone before the workspace was made and kept by nobody yet: no lateness.
    `to_do` is what the reader alone can do next here: ``Read``, ``Hand in`` or nothing, by the day `to_do_on`.
    """

    authority: AuthorityLine
    documents: int
    chief_executive: str
    lead_member: str
    readers: int
    handed_in: int
    judged: int
    to_judge: int
    agreed: int
    areas: int
    findings: int
    unraised: int
    stage: str
    letter: str
    sitting_on: str
    next_step: str
    next_on: str
    allocated: int = 0
    version: int = 0
    issued_on: str = ""
    responded_on: str = ""
    firm_from: str = ""
    to_do: str = ""
    to_do_on: str = ""
