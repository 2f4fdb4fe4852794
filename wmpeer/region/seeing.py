"""Whose work a person may see: colleagues' on an authority only when their own view of it is handed in (rule P4)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wmpeer.journal.shelves import OWN, PANEL, SHELVES
from wmpeer.region.queries import Reader, role_of, stood_aside
from wmpeer.store.plain import Reads, rows

if TYPE_CHECKING:
    from wmpeer.models.record import Record


@dataclass(frozen=True, slots=True)
class Sight:
    """What some readers (their ids) may see. `everything` is said where all of an authority counts that they do not stand aside for."""

    readers: frozenset[str]
    everything: bool
    aside: frozenset[str]
    handed_in: frozenset[str]

    def colleagues(self, authority: str) -> bool:
        """Whether they may see what colleagues say of an authority (ONS code), or the panel together."""
        return authority not in self.aside and (self.everything or authority in self.handed_in)

    def of(self, kind: str, authority: str, *people: str) -> bool:
        """Whether they may see a record of that kind, of an authority or of none, in which only *people* (ids) had a hand."""
        if authority in self.aside:
            return False
        return SHELVES.get(kind) not in (OWN, PANEL) or self.colleagues(authority) or not self.readers.isdisjoint(people)


def sight_of(reads: Reads, reader: Reader) -> Sight:
    """What *reader* may see. Coordinators see everybody's work, whose file holds it; nobody sees what they stand aside for."""
    readers = (reader,) if isinstance(reader, str) else reader
    office = any(role_of(reads, one) == "coordinator" for one in readers)
    asked = "SELECT authority FROM hand_in WHERE author = ? AND NOT withdrawn"
    handed = frozenset(code or "" for one in readers for (code,) in rows(reads, asked, one))
    return Sight(frozenset(readers), office, frozenset(stood_aside(reads, readers)), handed)


def sees_colleagues(reads: Reads, reader: Reader) -> Callable[[str], bool]:
    """Asked of an authority (ONS code): whether *reader* may see what colleagues say of it, or the panel together."""
    return sight_of(reads, reader).colleagues


def theirs_alone(table: str) -> str:
    """What a query of records in *table* asks besides, so that of colleagues' nothing is counted; its parameters are `parameters`."""
    people = "(SELECT value FROM json_each(?2))"
    return (
        f"({table}.authority IN (SELECT value FROM json_each(?1)) OR NOT EXISTS (SELECT 1 FROM revision WHERE"
        f" revision.entity = {table}.entity AND revision.author NOT IN {people} AND revision.recorded_by NOT IN {people}))"
    )


def parameters(sight: Sight) -> tuple[str, str]:
    """Those of `theirs_alone`: the authorities of which all is counted, and whose work is the reader's own. What is counted of those that
    the reader stands aside for is for whoever counts to leave out."""
    return json.dumps(sorted(sight.handed_in | sight.aside)), json.dumps(sorted(sight.readers))


def may_see(reads: Reads, reader: Reader | None) -> Callable[[Record], bool]:
    """Asked of a record's row: whether *reader* may see it; all of them where nobody is named, for what asks on nobody's behalf.

    What several write together is seen by who may not see colleagues' work only as long as nobody else had a hand in it.
    """
    if reader is None:
        return lambda row: True
    sight = sight_of(reads, reader)
    return lambda row: _sees(reads, sight, row)


def _sees(reads: Reads, sight: Sight, row: Record) -> bool:
    kind, authority = row.__tablename__, row.authority or ""
    if SHELVES.get(kind) != PANEL or authority in sight.aside or sight.colleagues(authority):
        return sight.of(kind, authority, row.author, row.recorded_by)
    wrote = rows(reads, "SELECT author, recorded_by FROM revision WHERE entity = ?", row.entity)
    return all(sight.of(kind, authority, *people) for people in wrote)
