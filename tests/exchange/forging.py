"""Packs as somebody could make them who has a laptop that was admitted, its keys, and a program of their own: a small language over honest
ones. Pure; a pack is made as records, and can be made as a file.

A `World` is a cycle with its people; what the coordinator's laptop holds of it is `held`. Each person's `Scribe` says what it likes, and
`sends` makes a pack of it: with the heads it can sign, and otherwise as it wishes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pack_kit import Laptop
from scribe import Scribe

from wmpeer.exchange.authorise import owners_of
from wmpeer.exchange.body import line_of
from wmpeer.exchange.errors import PackRefusedError
from wmpeer.exchange.frame import SEGMENT
from wmpeer.exchange.heads import sign_head
from wmpeer.exchange.here import Here
from wmpeer.exchange.knowledge import Office
from wmpeer.exchange.packing import Part, held, write_pack
from wmpeer.exchange.prescan import prescan
from wmpeer.exchange.reading import ReadPack
from wmpeer.exchange.records import Head, Manifest
from wmpeer.journal.arriving import plan_arrival, write_arrival
from wmpeer.journal.cuts import report_fields
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.shelves import OFFICE
from wmpeer.journal.workspace import Workspace
from wmpeer.store.file import WorkspaceFile

CYCLE = "c7c1e" + "0" * 27
HOME, TRUST, DECLARED, FREE, OTHER = "X08000001", "X08000002", "X08000003", "X08000004", "X08000005"
PEOPLE = {
    "cora": "coordinator", "cecil": "coordinator", "ann": "panellist", "ben": "panellist", "dora": "lead-moderator", "olga": "observer",
    "lena": "panellist",
}  # fmt: skip
PASSPHRASE = "a quiet morning"
MADE_AT = "2026-10-08T15:00:00.000Z"


@dataclass(frozen=True, slots=True)
class Forged:
    """A pack that is not sealed yet: bodies as bytes, the manifest, who signs, what comes with it, and for whom."""

    bodies: tuple[bytes, ...]
    manifest: Manifest
    sender: Laptop
    to: tuple[Laptop, ...]
    parts: tuple[Part, ...] = ()

    def as_bytes(self) -> bytes:
        """The file, sealed."""
        out = io.BytesIO()
        revisions = [held(SEGMENT, "1", b"".join(body + b"\n" for body in self.bodies))] if self.bodies else []
        write_pack(out, self.manifest, [*revisions, *self.parts], [one.public for one in self.to], self.sender.signing)
        return out.getvalue()

    def as_file(self, path: Path) -> Path:
        path.write_bytes(self.as_bytes())
        return path

    def as_read(self) -> ReadPack:
        """What is read of it where the seal and the signature are right."""
        path = Path("forged.wmpack")
        try:
            for body in self.bodies:
                prescan(body, path.name)
            lines = tuple(line_of(body, path.name) for body in self.bodies)
        except PackRefusedError as error:
            return ReadPack(path, "ab" * 32, self.manifest, refused=error.problem())
        return ReadPack(path, "ab" * 32, self.manifest, lines)


@dataclass(slots=True)
class World:
    """A cycle, its people's laptops by name, and what the coordinator's laptop holds."""

    laptops: dict[str, Laptop]
    scribes: dict[str, Scribe]
    held: list[RevisionLine] = field(default_factory=list)

    def sends(self, who: str, lines: Sequence[RevisionLine], *, bodies: Sequence[bytes] | None = None, **otherwise: Any) -> Forged:
        """A pack that *who* makes of *lines* for the coordinator, with heads for where they end. *bodies* stand in their place;
        *otherwise* changes the manifest, `to` and `parts` who it is for and what comes with it."""
        sender, to = self.laptops[who], tuple(otherwise.pop("to", (self.laptops["cora"],)))
        parts = tuple(otherwise.pop("parts", ()))
        said = Manifest(
            cycle=CYCLE, sender=sender.device, person=who, recipients=tuple(one.device for one in to), number=2, made_at=MADE_AT,
            program="0.5.0", based_on={}, heads=tuple(self.heads(who, lines)), parts=(),
        )  # fmt: skip
        given = tuple(bodies) if bodies is not None else tuple(line.body.encode() for line in lines)
        return Forged(given, replace(said, **otherwise), sender, to, parts)

    def heads(self, who: str, lines: Iterable[RevisionLine]) -> list[Head]:
        """A head for the end of each stream of *lines*, in the name of the laptop it is of, and signed by the keys that *who* has."""
        ends: dict[str, RevisionLine] = {}
        for line in lines:
            if line.stream not in ends or ends[line.stream].sequence < line.sequence:
                ends[line.stream] = line
        return [self.head(who, line) for line in ends.values()]

    def head(self, who: str, line: RevisionLine, **otherwise: Any) -> Head:
        device = otherwise.pop("device", line.device.partition(".")[0])
        said = {"cycle": CYCLE, "stream": line.stream, "sequence": line.sequence, "revision": line.id} | otherwise
        return sign_head(self.laptops[who].signing, said["cycle"], device, said["stream"], said["sequence"], said["revision"])

    def copy(self, who: str) -> Scribe:
        """The laptop of *who* as it stands, to write on without the others."""
        one = self.scribes[who]
        made = Scribe(one.device, one.person, one.held.values())
        made.wall = one.wall
        return made

    def here(self) -> Here:
        """What the coordinator's laptop holds, as `wmpeer.exchange.here` reads it from a file."""
        office = tuple(line for line in self.held if line.shelf == OFFICE)
        ends: dict[str, int] = {}
        for line in self.held:
            ends[line.stream] = max(ends.get(line.stream, 0), line.sequence)
        return Here(
            CYCLE, self.laptops["cora"].device, MADE_AT, self.laptops["cora"].device, owners_of(Office(office)),
            {one.device: one.known_by for one in self.laptops.values()}, office, frozenset(line.id for line in self.held),
            {line.id: line for line in self.held}, ends, {},
            {line.entity: (line.kind, line.authority, line.shelf, line.author) for line in reversed(self.held)}, (), {},
        )  # fmt: skip


def new_world() -> World:
    """Two coordinators, two panellists, a lead moderator and an observer. Ann works at HOME, whose trust runs TRUST too, and declared an
    interest in DECLARED; Lena's laptop was reported lost. Ann, Ben, Dora and Olga have
    each said something of FREE, and it was handed in."""
    laptops = {name: Laptop(name) for name in (*PEOPLE, "eve")}
    cora = Scribe(laptops["cora"].device, "cora")
    cora.say("person", {"name": "Cora", "role": "coordinator"}, entity="cora")
    for code in (HOME, TRUST, DECLARED, FREE, OTHER):
        cora.say("authority", {"name": code, "ons_code": code, "trust": "Both" if code in (HOME, TRUST) else None}, authority=code)
    cora.say("cycle", {"name": "2026-27"}, entity=CYCLE)
    _admit(cora, "cora", laptops["cora"])
    scribes = {"cora": cora}
    for name, role in PEOPLE.items():
        if name != "cora":
            cora.say("person", {"name": name.title(), "role": role, "home": HOME if name == "ann" else None}, entity=name)
            _admit(cora, name, laptops[name])
    cora.say("interest", {"person": "ann", "reason": "a cousin"}, entity="hers", authority=DECLARED)
    world = World(laptops, scribes)
    for name in PEOPLE:
        if name != "cora":
            scribes[name] = Scribe(laptops[name].device, name, cora.held.values())
    for name in ("ann", "ben", "dora", "olga"):
        own = scribes[name]
        own.say("view", {"area": "leaders", "view": "good"}, authority=FREE)
        own.say("finding", {"area": "leaders", "kind": "strength", "text": f"{name} says so"}, entity=f"{name}-finds", authority=FREE)
        cora.hears(own.held.values())
    cora.say("choice", {}, entity=_choice(FREE), authority=FREE)
    cora.say("letter", {"addressee": "the director"}, authority=FREE)
    cora.say("device", {"revoked_on": "2026-10-05", **report_fields(())}, entity=laptops["lena"].device)
    world.held = list(cora.held.values())
    return world


def _choice(authority: str) -> str:
    from wmpeer.region.choices import choice_id

    return choice_id(authority)


def _admit(cora: Scribe, person: str, laptop: Laptop) -> None:
    keys = {"signing_key": laptop.known_by.hex(), "sealing_key": laptop.public.hex()}
    cora.say("device", {"person": person, "name": "laptop", "admitted_on": "2026-10-01", **keys}, entity=laptop.device)


def office_of(world: World, folder: Path) -> Workspace:
    """The coordinator's workspace in *folder*, with what *world* holds, as if it had always been there."""
    keys = world.laptops["cora"]
    own = {"device": keys.device, "signing": keys.signing.private_bytes_raw().hex(), "sealing": keys.sealing.private_bytes_raw().hex()}
    workspace = Workspace(WorkspaceFile.create(folder / "panel.wmpeer", PASSPHRASE, slot="cora", local=own)[0])
    with workspace.file.writing() as session:
        write_arrival(session, plan_arrival(session, world.held))
    return workspace
