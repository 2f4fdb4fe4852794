"""What is known of the region: authorities, people, interests, the cycle."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.errors import WmpeerError
from wmpeer.models import records as rows
from wmpeer.models.journal import Pinned
from wmpeer.region.records import ApprovalLine, AuthorityLine, CycleLine, InterestLine, PersonLine
from wmpeer.region.rules import OwnAuthorityError, standing_aside

if TYPE_CHECKING:
    from wmpeer.region.definition import Region
    from wmpeer.region.framework import Framework


class UnknownAuthorityError(WmpeerError):
    """“{name}” is not an authority of this region.

    Use one of these: {known}.
    """


class UnknownPersonError(WmpeerError):
    """“{name}” is not known in this workspace.

    Add the person first; known are: {known}.
    """


Reader = str | tuple[str, ...]
"""Who reads, by id: one person, or whoever opened the file and whom they record for, and then the interests of both count."""


def authorities(session: Session) -> tuple[AuthorityLine, ...]:
    """The region's authorities, by name."""
    found = session.scalars(select(rows.Authority).where(rows.Authority.withdrawn.is_(False)).order_by(rows.Authority.name))
    return tuple(_authority_line(row) for row in found)


def _authority_line(row: rows.Authority) -> AuthorityLine:
    return AuthorityLine(
        row.entity, row.name or "", row.ons_code or "", row.dfe_code or "", row.sort or "", row.trust or "", tuple(row.variants)
    )


def find_authority(session: Session, name: str) -> AuthorityLine:
    """The authority that *name* means: an ONS or DfE code, or any of its names.

    Raises:
        UnknownAuthorityError: none of the region goes by that name.
    """
    known = authorities(session)
    for one in known:
        if name in (one.ons_code, one.dfe_code):
            return one
    asked = plain(name)
    for one in known:
        if any(plain(variant) == asked for variant in one.names()):
            return one
    raise UnknownAuthorityError(name=name, known=", ".join(one.name for one in known))


def plain(name: str) -> str:
    """A name without case, spaces and punctuation, for comparing: “Telford & Wrekin” is ``telfordandwrekin``."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", name).casefold().replace("&", "and") if letter.isalnum())


def people(session: Session) -> tuple[PersonLine, ...]:
    """Everybody who takes part, by name."""
    found = session.scalars(select(rows.Person).where(rows.Person.withdrawn.is_(False)).order_by(rows.Person.name))
    return tuple(PersonLine(row.entity, row.name or "", row.role or "", row.home or "", row.email or "") for row in found)


def names_of_people(session: Session) -> dict[str, str]:
    """The name of everybody who ever took part, by id: what they recorded keeps its author when they leave."""
    return {entity: name or "" for entity, name in session.execute(select(rows.Person.entity, rows.Person.name))}


def names_written(session: Session) -> tuple[str, ...]:
    """Every name that people here write: of the authorities and their trusts in all their forms, and of everybody who ever took part."""
    places = [name for one in authorities(session) for name in (*one.names(), one.trust)]
    return tuple(sorted({name for name in (*places, *names_of_people(session).values()) if name}))


def find_person(session: Session, name: str) -> PersonLine:
    """The person of that name or id.

    Raises:
        UnknownPersonError: nobody here is called so.
    """
    known = people(session)
    for one in known:
        if name == one.id or plain(one.name) == plain(name):
            return one
    raise UnknownPersonError(name=name, known=", ".join(one.name for one in known))


def interests(session: Session) -> tuple[InterestLine, ...]:
    """Every interest there is: declared ones and those that follow from home or trust."""
    everybody, everywhere, said = people(session), authorities(session), declared_interests(session)
    return tuple(line for person in everybody for line in standing_aside(person, everywhere, said))


def declared_interests(session: Session) -> tuple[InterestLine, ...]:
    """The interests that somebody declared."""
    names = names_of_people(session)
    found = session.scalars(select(rows.Interest).where(rows.Interest.withdrawn.is_(False)))
    return tuple(
        InterestLine(row.entity, row.person or "", names.get(row.person or "", ""), row.authority or "", row.reason or "", True)
        for row in found
    )


def stood_aside(session: Session, person: Reader) -> dict[str, str]:
    """The authorities that the person of that id stands aside for, each with the reason; of several, those of any of them."""
    found: dict[str, str] = {}
    for one in (person,) if isinstance(person, str) else person:
        who = session.get(rows.Person, one)
        if who is not None:
            line = PersonLine(who.entity, who.name or "", who.role or "", who.home or "")
            aside = standing_aside(line, authorities(session), declared_interests(session))
            found = {each.authority: each.reason for each in reversed(aside)} | found
    return found


def refuse_own_authority(session: Session, person: str, authority: str) -> None:
    """Stop anybody from acting on an authority they stand aside for.

    Raises:
        OwnAuthorityError: the person has an interest in the authority.
    """
    aside = stood_aside(session, person)
    if authority in aside:
        who = session.get(rows.Person, person)
        raise OwnAuthorityError(
            person=(who.name if who else "") or "This person",
            authority=find_authority(session, authority).name,
            reason=aside[authority],
        )


def approvals(session: Session, authority: str | None = None) -> tuple[ApprovalLine, ...]:
    """The approvals of self-evaluations, latest last."""
    asked = select(rows.Approval).where(rows.Approval.withdrawn.is_(False)).order_by(rows.Approval.changed_at)
    if authority:
        asked = asked.where(rows.Approval.authority == authority)
    found = session.scalars(asked)
    return tuple(ApprovalLine(row.entity, row.authority or "", row.by or "", row.name or "", row.on or "") for row in found)


def cycle(session: Session) -> CycleLine:
    """The cycle this workspace is for."""
    row = session.scalars(select(rows.Cycle)).one()
    return CycleLine(
        row.entity, row.name or "", row.region or "", row.framework or "", row.started_from or "",
        {step: str(day) for step, day in row.dates.items()},
    )  # fmt: skip


def region_of(session: Session) -> Region:
    """The region's definition as it stood when the cycle began."""
    return _region(_pinned(session, cycle(session).region).text)


def framework_of(session: Session) -> Framework:
    """The framework as it stood when the cycle began."""
    return _framework(_pinned(session, cycle(session).framework).text)


def name_of_region(session: Session) -> str:
    """The region's name, with a word where it is an invented one."""
    short = _pinned(session, cycle(session).region).summary
    return f"{short['name']} (fictional)" if short["fictional"] else str(short["name"])


def number_of_areas(session: Session) -> int:
    """How many areas the framework has."""
    return int(str(_pinned(session, cycle(session).framework).summary["areas"]))


# What is pinned was checked when it was pinned. What checks it is much to fetch, and the first screen can do without it.


@lru_cache(maxsize=4)
def _region(text: str) -> Region:
    from wmpeer.region.definition import read_region

    return read_region(text)


@lru_cache(maxsize=4)
def _framework(text: str) -> Framework:
    from wmpeer.region.framework import read_framework

    return read_framework(text)


def pinned_texts(session: Session) -> tuple[str, str]:
    """The region's and the framework's definition, word for word as they are pinned."""
    now = cycle(session)
    return _pinned(session, now.region).text, _pinned(session, now.framework).text


def _pinned(session: Session, sha256: str) -> Pinned:
    row = session.get(Pinned, sha256)
    if row is None:
        raise LookupError(f"nothing is pinned under {sha256[:12]}")
    return row
