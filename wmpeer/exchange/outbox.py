"""What this laptop keeps of the packs that leave it, and who they can go to: in plain SQL, and nothing of it is journalled."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.exchange.devices import known_devices
from wmpeer.exchange.heads_kept import keep_heads
from wmpeer.exchange.records import Handed, Head
from wmpeer.region.queries import people
from wmpeer.store.plain import Reads, rows


@dataclass(frozen=True, slots=True)
class Laptop:
    """A laptop that packs can be sealed to: whose it is (an id and a name), their role, and its key (X25519, 32 bytes)."""

    device: str
    person: str
    name: str
    role: str
    sealing: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """A pack that was written to the disk, and what is to be remembered of it."""

    handed: Handed
    to: tuple[Laptop, ...]
    number: int
    made_at: str
    heads: tuple[Head, ...]
    streams: Mapping[str, int]
    """How many revisions of each stream it has."""
    contents: frozenset[str]


def laptops(reads: Reads) -> tuple[Laptop, ...]:
    """The laptops of people who take part that were admitted and not reported lost, but for this one; by person, then device."""
    ((here,),) = rows(reads, "SELECT coalesce((SELECT value FROM local WHERE key = 'device'), '')")
    known = {one.id: one for one in people(reads)}
    found = [one for one in known_devices(reads).values() if one.person in known and not one.revoked_on and one.device != here]
    return tuple(
        Laptop(one.device, one.person, known[one.person].name, known[one.person].role, one.sealing)
        for one in sorted(found, key=lambda one: (known[one.person].name, one.person, one.device))
    )


def next_number(reads: Reads, to: Sequence[Laptop]) -> int:
    """One more than the greatest that this laptop gave a pack to any of those; what others got does not count."""
    asked = f"SELECT coalesce(max(number), 0) FROM pack_out WHERE device IN ({_marks(to)})"
    return 1 + int(rows(reads, asked, *(one.device for one in to))[0][0])


def known_to_hold(reads: Reads, to: Sequence[Laptop]) -> dict[str, int]:
    """How far each stream came here in a pack from one of those: so far they have it, whatever was sent to them since."""
    asked = (
        "SELECT r.stream, max(r.sequence) FROM receipt p JOIN brought b ON b.receipt = p.id JOIN revision r ON r.id = b.revision"
        f" WHERE p.sender IN ({_marks(to)}) GROUP BY r.stream"
    )
    return dict(rows(reads, asked, *(one.device for one in to)))


def sent_to_all(reads: Reads, to: Sequence[Laptop]) -> frozenset[str]:
    """The content that each of those was sent already."""
    asked = "SELECT sha256 FROM sent_content WHERE device = ?"
    each = [frozenset(key for (key,) in rows(reads, asked, one.device)) for one in to]
    return frozenset.intersection(*each) if each else frozenset()


def remember(session: Session, packs: Iterable[Written]) -> None:
    """Keep that those packs left."""
    driver = session.connection()
    for one in packs:
        handed, streams = one.handed, json.dumps(one.streams, sort_keys=True)
        for laptop in one.to:
            driver.exec_driver_sql(
                "INSERT OR REPLACE INTO pack_out(sha256, device, name, person, number, made_at, revisions, content_bytes, streams)"
                " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    handed.sha256, laptop.device, handed.pack.name, laptop.person, one.number, one.made_at, handed.revisions,
                    handed.content_bytes, streams,
                ),
            )  # fmt: skip
            for key in sorted(one.contents):
                driver.exec_driver_sql("INSERT OR IGNORE INTO sent_content(device, sha256) VALUES(?, ?)", (laptop.device, key))
        keep_heads(session, one.heads)


def is_remembered(reads: Reads, packs: Sequence[Written]) -> bool:
    """Whether it was kept that those packs left: asked where the disk reported a fault while that was being written."""
    return all(rows(reads, "SELECT 1 FROM pack_out WHERE sha256 = ?", one.handed.sha256) for one in packs)


def _marks(to: Sequence[object]) -> str:
    return ", ".join("?" * len(to))
