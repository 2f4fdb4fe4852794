"""What the acts of the exchange give and take, as frozen records. Moments are UTC, ids as the journal has them, sizes in bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from wmpeer.errors import Problem
from wmpeer.journal.apart import FieldApart, ValueApart
from wmpeer.journal.revisions import RevisionLine

if TYPE_CHECKING:
    from wmpeer.journal.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Sent:
    """A file for somebody's first contact, and its fingerprint in words."""

    path: Path
    fingerprint: str
    person: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A workspace that joined a cycle; `path` is the reply to send back, `fingerprint` its words to read out.

    `invitation` are the words of the invitation it came from, as its sender was told them.
    """

    workspace: Workspace
    path: Path
    fingerprint: str
    invitation: str
    recovery_key: str


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A laptop that was admitted. `fingerprint` is of its keys; days are ISO, and empty where there is none."""

    id: str
    name: str
    person: str
    person_name: str
    fingerprint: str
    admitted_on: str
    revoked_on: str
    last_pack_at: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class Outside:
    """What a pack tells anybody: its hash, its size, the version of its format, and whether it is sealed to this laptop."""

    sha256: str
    size: int
    major: int
    minor: int
    for_us: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A stream as far as its own device vouches for it: `signature` is Ed25519 over cycle, stream, sequence and id, as hex."""

    stream: str
    device: str
    sequence: int
    id: str
    signature: str


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part of a pack as its manifest tells it. A reader that does not know a `critical` one reads nothing of the pack."""

    kind: int
    name: str
    size: int
    sha256: str
    critical: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the sender signed. `sender` and `recipients` are devices; `number` counts what that device sent to that recipient.

    `based_on` maps a stream to the sequence that the recipient is known to hold; `minor` is the version it was written by.
    """

    cycle: str
    sender: str
    person: str
    recipients: tuple[str, ...]
    number: int
    made_at: str
    program: str
    based_on: Mapping[str, int]
    heads: tuple[Head, ...]
    parts: tuple[PartLine, ...]
    minor: int = 0


@dataclass(frozen=True, slots=True)
class Handed:
    """A pack that was written: `for_` is the name of who it is for."""

    pack: Path
    for_: str
    revisions: int
    content_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Taking:
    """What taking a pack in would do; counts are of records, `lines` are the revisions that are not here yet.

    Where anything is `refused`, nothing of the pack is taken. `notes` are told and stop nothing. `unhides` says that this pack was taken
    back, and is shown again. `contents` are the SHA-256s that come with it. `pack` is the file's name, `person` (an id) whose the sending
    laptop is, `number` what it says it sent here before and this; a `newer` program is needed to read it.
    """

    pack: str
    sender: str
    made_at: str
    based_on: Mapping[str, int]
    new: int = 0
    changed: int = 0
    same: int = 0
    differences: tuple[FieldApart, ...] = ()
    waiting: int = 0
    refused: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    unhides: bool = False
    lines: tuple[RevisionLine, ...] = ()
    contents: tuple[str, ...] = ()
    sha256: str = ""
    person: str = ""
    number: int = 0
    newer: bool = False
    plan: object = field(default=None, repr=False, compare=False)
    """What `wmpeer.exchange.taking` would write, shared by the packs that were planned together."""


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A pack that was taken in, and what of it counted then; `taken_back_at` is empty while it stands. `kinds` says of how many records of
    each kind it told that was not here."""

    id: str
    pack: str
    sender: str
    person: str
    taken_at: str
    new: int
    changed: int
    waiting: int
    taken_back_at: str
    kinds: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Outsider:
    """What is known to be outside when a cycle is erased: a pack that `sent_by` made for a person."""

    person: str
    pack: str
    made_at: str
    sent_by: str


__all__ = [
    "DeviceLine", "FieldApart", "Handed", "Head", "Joined", "Manifest", "Outside", "Outsider", "PartLine", "ReceiptLine", "Sent", "Taking",
    "ValueApart",
]  # fmt: skip
