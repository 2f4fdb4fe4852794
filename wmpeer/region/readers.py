"""Who reads what, and what happened lately: asked by the tracker and by setting up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from wmpeer.clock import iso
from wmpeer.region.queries import Reader, names_of_people
from wmpeer.region.seeing import Sight, sight_of
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


def allocations(reads: Reads, reader: Reader | None = None) -> tuple[AllocationLine, ...]:
    """Who reads whom, by the person's name; of what they have done so far only what *reader* may see."""
    names, sight = names_of_people(reads), sight_of(reads, reader) if reader else None
    begun = {
        (one, of)
        for one, by, of in rows(reads, "SELECT DISTINCT author, recorded_by, authority FROM view WHERE NOT withdrawn")
        if _seen(sight, "view", of, one, by)
    }
    asked = 'SELECT author, recorded_by, authority, "on" FROM hand_in WHERE NOT withdrawn'
    handed = {(one, of): on or "" for one, by, of, on in rows(reads, asked) if _seen(sight, "hand_in", of, one, by)}
    found = rows(reads, "SELECT entity, person, authority FROM allocation WHERE NOT withdrawn")
    lines = [
        AllocationLine(entity, who or "", names.get(who or "", ""), of or "", (who, of) in begun, handed.get((who, of), ""))
        for entity, who, of in found
    ]
    return tuple(sorted(lines, key=lambda line: (line.person_name, line.authority)))


def _seen(sight: Sight | None, kind: str, authority: str | None, *people: str) -> bool:
    return sight is None or sight.of(kind, authority or "", *people)


def happened_since(reads: Reads, moment: datetime, reader: Reader | None = None) -> tuple[Happened, ...]:
    """What came to this laptop since *moment* (with its zone), most first; private notes, undone steps and what *reader* may not see are
    left out.

    What was recorded elsewhere counts from when it was taken in here, whatever a clock elsewhere said.
    """
    asked = (
        "SELECT DISTINCT verb, kind, coalesce(authority, ''), entity, author, recorded_by FROM revision"
        " WHERE arrived_at >= ? AND shelf NOT IN ('private', 'local') AND undoes IS NULL"
    )
    sight = sight_of(reads, reader) if reader else None
    found = {line[:4] for line in rows(reads, asked, iso(moment)) if _seen(sight, line[1], line[2], *line[4:])}
    counts = Counter((verb, kind, authority) for verb, kind, authority, _ in found)
    return tuple(Happened(verb, kind, authority, count) for (verb, kind, authority), count in counts.most_common())
