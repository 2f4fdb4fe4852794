"""Who reads what, and what happened lately: asked by the tracker and by setting up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from wmpeer.clock import iso
from wmpeer.region.queries import names_of_people
from wmpeer.store.plain import Reads, rows


@dataclass(frozen=True, slots=True)
class AllocationLine:
    """A person reads an authority's self-evaluation; `begun` says that there are views of theirs, `handed_in` is an ISO day or empty."""

    id: str
    person: str
    person_name: str
    authority: str
    begun: bool
    handed_in: str


@dataclass(frozen=True, slots=True)
class Happened:
    """So many changes of one kind to one authority's record (an ONS code, or empty): `verb` is the action's name, `kind` the record's."""

    verb: str
    kind: str
    authority: str
    count: int


def allocations(reads: Reads) -> tuple[AllocationLine, ...]:
    """Who reads whom, by the person's name."""
    names = names_of_people(reads)
    begun = set(rows(reads, "SELECT DISTINCT author, authority FROM view WHERE NOT withdrawn"))
    handed = {(one, of): on or "" for one, of, on in rows(reads, 'SELECT author, authority, "on" FROM hand_in WHERE NOT withdrawn')}
    found = rows(reads, "SELECT entity, person, authority FROM allocation WHERE NOT withdrawn")
    lines = [
        AllocationLine(entity, who or "", names.get(who or "", ""), of or "", (who, of) in begun, handed.get((who, of), ""))
        for entity, who, of in found
    ]
    return tuple(sorted(lines, key=lambda line: (line.person_name, line.authority)))


def happened_since(reads: Reads, moment: datetime) -> tuple[Happened, ...]:
    """What came to this laptop since *moment* (with its zone), most first; private notes and undone steps are left out.

    What was recorded elsewhere counts from when it was taken in here, whatever a clock elsewhere said.
    """
    asked = (
        "SELECT DISTINCT verb, kind, coalesce(authority, ''), entity FROM revision"
        " WHERE arrived_at >= ? AND shelf NOT IN ('private', 'local') AND undoes IS NULL"
    )
    counts = Counter((verb, kind, authority) for verb, kind, authority, _ in rows(reads, asked, iso(moment)))
    return tuple(Happened(verb, kind, authority, count) for (verb, kind, authority), count in counts.most_common())
