"""What there is to mend, as lines with the place that mends each. Read in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wmpeer.judging.checks import check_items
from wmpeer.judging.queries import finding_lines
from wmpeer.region.queries import Reader, authorities, stood_aside
from wmpeer.region.tracker import tracker
from wmpeer.ui.places import ApartPlace, AreaPlace, FindingPlace

STRENGTHS = ("must", "should", "information")
MARKS = {"must": "must", "should": "should", "information": "to-know"}
MEANINGS = {
    "must": "A letter cannot leave, or the record contradicts itself, until this is mended.",
    "should": "Somebody will ask about this.",
    "information": "Nothing needs to be done.",
}
_SECTIONS = {
    "not-approved": "approvals", "person-without-home": "people", "person": "people", "interest": "interests", "allocation": "readers",
    "approval": "approvals", "cycle": "cycle", "authority": "region", "document": "documents", "batch": "data",
    "cycle-may-be-erased": "erasing", "person-twice": "people",
}  # fmt: skip
_SAID_ALREADY = ("no-addressee", "no-signatory", "concern-not-raised", "evidence-lost")
_ON_THE_CARD = ("view", "finding", "agreed", "hand_in", "point", "outcome", "note")


@dataclass(frozen=True, slots=True)
class MendLine:
    """One thing to mend: `screen` and `place` lead to where it is mended; `authority` is an ONS code or empty."""

    strength: str
    code: str
    sentence: str
    authority: str
    name: str
    screen: str
    place: Any = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything to mend, gravest first; the authorities the reader may see; and those whose letters can be looked at."""

    lines: tuple[MendLine, ...]
    authorities: tuple[tuple[str, str], ...]
    drafted: tuple[str, ...]


def standing(session: Any, reader: Reader) -> Standing:
    """What is inconsistent for *reader*."""
    aside = stood_aside(session, reader)
    names = {one.ons_code: one.name for one in authorities(session) if one.ons_code not in aside}
    areas = {one.id: one.area for one in finding_lines(session, reader=reader)}
    lines = tuple(
        MendLine(item.strength, item.code, item.sentence, item.authority, names.get(item.authority, ""), *where(item, areas), number)
        for number, item in enumerate(check_items(session, reader))
    )
    drafted = tuple(
        one.authority.ons_code
        for one in tracker(session, reader)
        if one.agreed and one.letter in ("", "drafting", "quality-check", "with-director") and one.authority.ons_code in names
    )
    return Standing(lines, tuple(names.items()), drafted)


def where(item: Any, areas: dict[str, str]) -> tuple[str, Any]:
    """The screen and the place on it that mend a `CheckItem`; *areas* maps a finding's id to its area."""
    head, _, rest = item.place.partition("/")
    if head == "apart":
        return "apart", ApartPlace(item.authority, rest)
    if head == "finding" and rest:
        return "read", FindingPlace(rest, areas.get(rest, ""))
    if head == "view" and rest:
        return "read", AreaPlace(rest)
    if head in _ON_THE_CARD:
        return "read", None
    if head in ("letters", "letter", "raised", "issue"):
        return "letters", None
    if head == "exchange":
        return "exchange", None
    if head == "region":
        return "region", item.authority or None
    section = _SECTIONS.get(item.code) or _SECTIONS.get(head)
    return "setup", f"{section}/{item.authority}" if section and item.authority else section


def letter_lines(code: str, name: str, checks: Any) -> tuple[MendLine, ...]:
    """What a letter's own checks insist on; what is only good to know stands beside the letter itself."""
    return tuple(
        MendLine(check.strength, f"letter-{check.code}", f"The letter: {check.sentence}", code, name, "letters", None, 10_000 + at)
        for at, check in enumerate(checks)
        if check.strength in ("must", "should") and check.code not in _SAID_ALREADY
    )


def every_line(found: Standing, letters: Mapping[str, Sequence[Any]]) -> list[MendLine]:
    """All there is to mend, gravest first, by the authority's name: what is inconsistent in the record, and what the letters' own checks
    (by ONS code, as far as they are known) say besides. The screen shows these, and the badge counts those that must be mended."""
    names = dict(found.authorities)
    known = {(line.code, line.authority) for line in found.lines}
    more = [
        line
        for code, checks in letters.items()
        for line in letter_lines(code, names.get(code, ""), checks)
        if (line.code.removeprefix("letter-"), code) not in known
    ]
    return sorted((*found.lines, *more), key=lambda line: (STRENGTHS.index(line.strength), line.name, line.number))
