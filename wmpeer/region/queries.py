"""What is known of the region: authorities, people, interests, the cycle. In plain SQL, for the first screen asks it."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wmpeer.errors import WmpeerError
from wmpeer.journal.office import left_alone
from wmpeer.journal.seats import NotJoinedYetError as NotJoinedYetError
from wmpeer.journal.seats import was_invited
from wmpeer.region.records import ApprovalLine, AuthorityLine, CycleLine, InterestLine, PersonLine
from wmpeer.region.rules import OwnAuthorityError, standing_aside
from wmpeer.store.plain import Reads, rows

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


def authorities(reads: Reads) -> tuple[AuthorityLine, ...]:
    """The region's authorities, by name."""
    asked = "SELECT entity, name, ons_code, dfe_code, sort, trust, variants FROM authority WHERE NOT withdrawn ORDER BY name"
    return tuple(
        AuthorityLine(entity, name or "", ons_code or "", dfe_code or "", sort or "", trust or "", tuple(json.loads(variants)))
        for entity, name, ons_code, dfe_code, sort, trust, variants in rows(reads, asked)
    )


def find_authority(reads: Reads, name: str) -> AuthorityLine:
    """The authority that *name* means: an ONS or DfE code, or any of its names.

    Raises:
        UnknownAuthorityError: none of the region goes by that name.
        NotJoinedYetError: nothing has come yet.
    """
    known = authorities(reads)
    for one in known:
        if name in (one.ons_code, one.dfe_code):
            return one
    asked = plain(name)
    for one in known:
        if any(plain(variant) == asked for variant in one.names()):
            return one
    if not known:
        raise NotJoinedYetError
    raise UnknownAuthorityError(name=name, known=", ".join(one.name for one in known))


def plain(name: str) -> str:
    """A name without case, spaces and punctuation, for comparing: “Telford & Wrekin” is ``telfordandwrekin``."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", name).casefold().replace("&", "and") if letter.isalnum())


def _bare(name: str) -> str:
    """A name as `plain` has it, and without accents: “Siân Ŵyn” is ``sianwyn``."""
    return plain("".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)))


def people(reads: Reads) -> tuple[PersonLine, ...]:
    """Everybody who takes part, by name."""
    asked = "SELECT entity, name, role, home, email FROM person WHERE NOT withdrawn ORDER BY name"
    return tuple(PersonLine(*(one or "" for one in row)) for row in rows(reads, asked))


def may_set_up(reads: Reads, person: str) -> bool:
    """Whether the person of that id is of the regional team, who set up, take in and allocate; where nobody is known yet, anybody is."""
    return role_of(reads, person) == "coordinator"


def role_of(reads: Reads, person: str) -> str:
    """The role of the person of that id, or empty; while nobody is known yet, whoever is at work sets up, unless they were invited. Where
    nobody is a coordinator any more, whoever began the cycle is."""
    roles: dict[str, str] = dict(rows(reads, "SELECT entity, role FROM person WHERE NOT withdrawn"))
    if not roles and not was_invited(reads):
        return "coordinator"
    alone = "" if "coordinator" in roles.values() else left_alone(reads)
    return "coordinator" if alone == person else str(roles.get(person) or "")


def coordinators(reads: Reads) -> tuple[str, ...]:
    """Those who set up, as they stand inside a sentence: by name, or "the coordinator" where nobody has given it yet."""
    return tuple(in_a_sentence(one.name) for one in people(reads) if one.role == "coordinator")


def in_a_sentence(name: str) -> str:
    """The name of a person as it stands inside a sentence; a new workspace has one who has none yet."""
    return "the coordinator" if name == "Coordinator" else name


def names_of_people(reads: Reads) -> dict[str, str]:
    """The name of everybody who ever took part, by id: what they recorded keeps its author when they leave."""
    return {entity: name or "" for entity, name in rows(reads, "SELECT entity, name FROM person")}


def names_written(reads: Reads) -> tuple[str, ...]:
    """Every name that people here write: of the authorities and their trusts in all their forms, and of everybody who ever took part."""
    places = [name for one in authorities(reads) for name in (*one.names(), one.trust)]
    return tuple(sorted({name for name in (*places, *names_of_people(reads).values()) if name}))


def find_person(reads: Reads, name: str) -> PersonLine:
    """The person of that name or id; a name may be typed without its accents where it still means only one.

    Raises:
        UnknownPersonError: nobody here is called so.
    """
    known = people(reads)
    for one in known:
        if name == one.id or plain(one.name) == plain(name):
            return one
    if not known:
        raise NotJoinedYetError
    alike = [one for one in known if _bare(one.name) == _bare(name)]
    if len(alike) == 1:
        return alike[0]
    raise UnknownPersonError(name=name, known=", ".join(one.name for one in known))


def interests(reads: Reads) -> tuple[InterestLine, ...]:
    """Every interest there is: declared ones and those that follow from home or trust."""
    everybody, everywhere, said = people(reads), authorities(reads), declared_interests(reads)
    return tuple(line for person in everybody for line in standing_aside(person, everywhere, said))


def declared_interests(reads: Reads) -> tuple[InterestLine, ...]:
    """The interests that somebody declared."""
    names = names_of_people(reads)
    found = rows(reads, "SELECT entity, person, authority, reason FROM interest WHERE NOT withdrawn")
    return tuple(
        InterestLine(entity, person or "", names.get(person or "", ""), authority or "", reason or "", True)
        for entity, person, authority, reason in found
    )


def stood_aside(reads: Reads, person: Reader) -> dict[str, str]:
    """The authorities that the person of that id stands aside for, each with the reason; of several, those of any of them."""
    found: dict[str, str] = {}
    for one in (person,) if isinstance(person, str) else person:
        for who in rows(reads, "SELECT entity, name, role, home FROM person WHERE entity = ?", one):
            aside = standing_aside(PersonLine(*(said or "" for said in who)), authorities(reads), declared_interests(reads))
            found = {each.authority: each.reason for each in reversed(aside)} | found
    return found


def refuse_own_authority(reads: Reads, person: str, authority: str) -> None:
    """Stop anybody from acting on an authority they stand aside for.

    Raises:
        OwnAuthorityError: the person has an interest in the authority.
    """
    aside = stood_aside(reads, person)
    if authority in aside:
        raise OwnAuthorityError(
            person=names_of_people(reads).get(person) or "This person",
            authority=find_authority(reads, authority).name,
            reason=aside[authority],
        )


def approvals(reads: Reads, authority: str | None = None) -> tuple[ApprovalLine, ...]:
    """The approvals of self-evaluations, latest last."""
    asked = 'SELECT entity, authority, "by", name, "on" FROM approval WHERE NOT withdrawn AND ? IN (authority, \'\') ORDER BY changed_at'
    return tuple(ApprovalLine(*(said or "" for said in row)) for row in rows(reads, asked, authority or ""))


def cycle(reads: Reads) -> CycleLine:
    """The cycle this workspace is for.

    Raises:
        NotJoinedYetError: nothing is here but an invitation that was accepted.
    """
    found = rows(reads, "SELECT entity, name, region, framework, started_from, dates FROM cycle")
    if not found:
        raise NotJoinedYetError
    ((entity, name, region, framework, started_from, dates),) = found
    days = {step: str(day) for step, day in json.loads(dates).items()}
    return CycleLine(entity, name or "", region or "", framework or "", started_from or "", days)


def is_joined_yet(reads: Reads) -> bool:
    """Whether there is a cycle here: a file that joined has none until its first pack is taken in."""
    return bool(rows(reads, "SELECT 1 FROM cycle LIMIT 1"))


CALENDAR_KEPT = "Set the calendar"
"""The verb by which the days of a cycle are kept by a person."""


def calendar_firm_from(reads: Reads) -> str:
    """The ISO day from which the calendar's days are due: until a person has kept them they are the region's usual ones, and those before
    the workspace was made nobody could have kept to. Empty where every day counts."""
    found = rows(reads, "SELECT json_extract(body, '$.wall'), verb FROM revision WHERE entity = ? ORDER BY at", cycle(reads).id)
    if not found or any(verb == CALENDAR_KEPT for _, verb in found):
        return ""
    return datetime.fromisoformat(found[0][0]).astimezone().date().isoformat()


def region_of(reads: Reads) -> Region:
    """The region's definition as it stood when the cycle began."""
    return _region(_pinned_text(reads, cycle(reads).region))


def framework_of(reads: Reads) -> Framework:
    """The framework as it stood when the cycle began."""
    return _framework(_pinned_text(reads, cycle(reads).framework))


def name_of_region(reads: Reads) -> str:
    """The region's name, with a word where it is an invented one."""
    short = _pinned_summary(reads, cycle(reads).region)
    return f"{short['name']} (fictional)" if short["fictional"] else str(short["name"])


def number_of_areas(reads: Reads) -> int:
    """How many areas the framework has."""
    return int(str(_pinned_summary(reads, cycle(reads).framework)["areas"]))


# What is pinned was checked when it was pinned. What checks it is much to fetch, and the first screen can do without it.


@lru_cache(maxsize=4)
def _region(text: str) -> Region:
    from wmpeer.region.definition import read_region

    return read_region(text)


@lru_cache(maxsize=4)
def _framework(text: str) -> Framework:
    from wmpeer.region.framework import read_framework

    return read_framework(text)


def pinned_texts(reads: Reads) -> tuple[str, str]:
    """The region's and the framework's definition, word for word as they are pinned."""
    now = cycle(reads)
    return _pinned_text(reads, now.region), _pinned_text(reads, now.framework)


def _pinned_text(reads: Reads, sha256: str) -> str:
    return str(_pinned(reads, "text", sha256))


def _pinned_summary(reads: Reads, sha256: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_pinned(reads, "summary", sha256))
    return found


def _pinned(reads: Reads, what: str, sha256: str) -> str:
    for (found,) in rows(reads, f"SELECT {what} FROM pinned WHERE sha256 = ?", sha256):
        return str(found)
    raise LookupError(f"nothing is pinned under {sha256[:12]}")
