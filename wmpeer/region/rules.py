"""Who stands aside, and where an authority stands in the year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wmpeer.errors import WmpeerError
from wmpeer.region.records import AuthorityLine, InterestLine, PersonLine

STAGES = (
    "not-started", "allocated", "reading", "panel-scheduled", "sitting", "agreed", "drafting", "quality-check", "with-director", "issued",
    "response-received", "closed",
)  # fmt: skip

LEFT = STAGES[STAGES.index("issued") :]
"""The stages of a letter that has left."""


def has_left(stage: str, issued: bool) -> bool:
    """Whether a letter in *stage* is locked: it was *issued*, and no new version has been begun."""
    return issued and (not stage or stage in LEFT)


class OwnAuthorityError(WmpeerError):
    """{person} stands aside for {authority}: {reason}.

    Ask the coordinator who else can read it; nothing was recorded.
    """


def standing_aside(person: PersonLine, authorities: Iterable[AuthorityLine], declared: Iterable[InterestLine]) -> tuple[InterestLine, ...]:
    """Every authority that *person* stands aside for: their home, one run by the same trust, and those declared."""
    known = tuple(authorities)
    home = next((one for one in known if one.ons_code == person.home), None)
    found = [InterestLine("", person.id, person.name, home.ons_code, f"works for {home.name}", False)] if home else []
    if home and home.trust:
        found += [
            InterestLine("", person.id, person.name, one.ons_code, f"{home.trust} runs both", False)
            for one in known
            if one.trust == home.trust and one.ons_code != home.ons_code
        ]
    return tuple(found) + tuple(one for one in declared if one.person == person.id)


@dataclass(frozen=True, slots=True)
class Progress:
    """What has happened to one authority, as counts and words."""

    allocated: bool
    started: bool
    sitting_planned: bool
    agreed: int
    areas: int
    letter_stage: str


def stage_of(progress: Progress) -> str:
    """The authority's stage: one of `STAGES`."""
    if progress.letter_stage:
        return progress.letter_stage
    if progress.areas and progress.agreed >= progress.areas:
        return "agreed"
    if progress.agreed:
        return "sitting"
    if progress.sitting_planned:
        return "panel-scheduled"
    if progress.started:
        return "reading"
    return "allocated" if progress.allocated else "not-started"
