"""Who reads what, and what happened lately: asked by the tracker and by setting up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.models.journal import Revision
from wmpeer.models.records import Allocation, HandIn, Person, View


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


def allocations(session: Session) -> tuple[AllocationLine, ...]:
    """Who reads whom, by the person's name."""
    names = {row.entity: row.name or "" for row in session.scalars(select(Person))}
    said = session.execute(select(View.author, View.authority).where(~View.withdrawn).distinct())
    begun = {(author, authority) for author, authority in said}
    handed = {(row.author, row.authority): row.on or "" for row in session.scalars(select(HandIn).where(~HandIn.withdrawn))}
    lines = [
        AllocationLine(
            row.entity, row.person or "", names.get(row.person or "", ""), row.authority or "", (row.person, row.authority) in begun,
            handed.get((row.person or "", row.authority), ""),
        )
        for row in session.scalars(select(Allocation).where(~Allocation.withdrawn))
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (line.person_name, line.authority)))


def happened_since(session: Session, moment: datetime) -> tuple[Happened, ...]:
    """What was done in this workspace since *moment* (with its zone), most first; private notes and undone steps are left out."""
    stamp = f"{int(moment.timestamp() * 1000):012x}-0000"
    found = session.execute(
        select(Revision.verb, Revision.kind, Revision.authority, Revision.entity).where(
            Revision.at >= stamp, Revision.private.is_(False), Revision.undoes.is_(None)
        )
    )
    records = {(verb, kind, authority or "", entity) for verb, kind, authority, entity in found}
    counts = Counter((verb, kind, authority) for verb, kind, authority, _ in records)
    return tuple(Happened(verb, kind, authority, count) for (verb, kind, authority), count in counts.most_common())
