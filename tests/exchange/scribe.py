"""Laptops in memory that write revisions as the program does, and, where a test wants it, otherwise: no file, no window, no time of day."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Any

from wmpeer.exchange.authorise import Facts, owners_of
from wmpeer.exchange.knowledge import Office
from wmpeer.journal.fold import fold
from wmpeer.journal.ids import made_id
from wmpeer.journal.revisions import RevisionLine, new_line, stream_of
from wmpeer.journal.shelves import OFFICE, SHELVES

DUDLEY, WALSALL, WALES = "E08000027", "E08000030", "W06000001"
BEGAN = 0x19A00000000
_NUMBERS = itertools.count(1)


class Scribe:
    """A person's laptop: what it holds, and a way to say more. A `device` is a laptop, its seat is the device and ``.0001``."""

    wall = "2026-10-08T14:02:11.123Z"

    def __init__(self, device: str, person: str, held: Iterable[RevisionLine] = ()) -> None:
        self.device, self.seat, self.person = device, f"{device}.0001", person
        self.held: dict[str, RevisionLine] = {}
        self.hears(held)

    def hears(self, lines: Iterable[RevisionLine]) -> None:
        self.held |= {line.id: line for line in lines}

    @property
    def office(self) -> list[RevisionLine]:
        return [line for line in self.held.values() if line.shelf == OFFICE]

    def newest(self) -> tuple[str, ...]:
        """The office revisions that no other one here had seen: what a revision says that it knew."""
        seen = {one for line in self.office for one in (*line.knew, *line.parents, line.previous)}
        return tuple(sorted(line.id for line in self.office if line.id not in seen))

    def say(
        self, kind: str, fields: Mapping[str, Any], *, entity: str = "", authority: str | None = None, **otherwise: Any
    ) -> RevisionLine:
        """A revision as the program would write it, but for what is given *otherwise*: any key of a body. It is held from now on."""
        author = otherwise.get("author", self.person)
        entity = entity or made_id(kind, author, authority, fields) or f"{next(_NUMBERS):012x}4{0:019x}"
        own = [line for line in self.held.values() if (line.kind, line.entity) == (kind, entity)]
        seat, shelf = otherwise.get("device", self.seat), otherwise.get("shelf", SHELVES.get(kind, "own"))
        stream = stream_of(seat, author, authority, shelf)
        last = max((line for line in self.held.values() if line.stream == stream), key=lambda line: line.sequence, default=None)
        number = next(_NUMBERS)
        line = new_line({
            "at": f"{BEGAN + number:012x}-0000", "author": author, "authority": authority, "device": seat, "entity": entity,
            "fields": dict(fields), "kind": kind, "knew": self.newest(), "nonce": f"{number:016x}",
            "parents": fold(own).head if own else (), "previous": last.id if last else "", "recorded_by": self.person,
            "sequence": last.sequence + 1 if last else 1, "shelf": shelf, "undoes": None, "verb": "Say",
            "wall": self.wall,
        } | otherwise)  # fmt: skip
        self.held[line.id] = line
        return line

    def facts(self, origin: str = "c0") -> Facts:
        """What this laptop authorises by."""
        return facts_of(self.held.values(), origin)


def facts_of(held: Iterable[RevisionLine], origin: str = "c0") -> Facts:
    lines = list(held)
    office = Office(line for line in lines if line.shelf == OFFICE)
    records = {line.entity: (line.kind, line.authority, line.shelf, line.author) for line in reversed(lines)}
    return Facts(office, owners_of(office), origin, records)


def begun() -> Scribe:
    """The laptop of Cora, coordinator, on which the cycle was begun: two authorities of one trust and one besides."""
    cora = Scribe("c0", "cora")
    cora.say("person", {"name": "Cora", "role": "coordinator"}, entity="cora")
    for code, trust in ((DUDLEY, "Both"), (WALSALL, "Both"), (WALES, None)):
        cora.say("authority", {"name": code, "ons_code": code, "trust": trust}, authority=code)
    cora.say("cycle", {"name": "2026-27"}, entity="cycle")
    cora.say("device", {"person": "cora", "name": "Cora's"}, entity="c0")
    return cora


def joined(cora: Scribe, person: str, role: str = "panellist", home: str = "") -> Scribe:
    """Another laptop, of a *person* who is added with that *role*, admitted, with all that Cora's holds."""
    if not any(line.entity == person for line in cora.office):
        cora.say("person", {"name": person.title(), "role": role, "home": home or None}, entity=person)
    device = f"{person[0]}1"
    cora.say("device", {"person": person, "name": f"{person}'s"}, entity=device)
    return Scribe(device, person, cora.held.values())
