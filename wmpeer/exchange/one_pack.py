"""One pack written to the disk, and what it is called: a file there under its whole name, or none."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer import __version__
from wmpeer.exchange import frame
from wmpeer.exchange.choosing import Chosen, StreamFact
from wmpeer.exchange.device_keys import DeviceKeys
from wmpeer.exchange.heads import sign_head
from wmpeer.exchange.outbox import Laptop, Written, known_to_hold
from wmpeer.exchange.packing import Part, write_pack
from wmpeer.exchange.records import Handed, Head, Manifest
from wmpeer.files import in_a_name, whole_as
from wmpeer.progress import Progress

CONTENT = frozenset({frame.DOCUMENT, frame.TABLE, frame.CLIPPING, frame.PINNED})
"""The kinds of parts whose bytes are counted as content: each stands for itself, passages for the document they are of."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who hands out or in: the cycle (an id and a name), their laptop and its keys, the folder, the moment."""

    cycle: str
    cycle_name: str
    person: str
    keys: DeviceKeys
    folder: Path
    made_at: str


@dataclass(frozen=True, slots=True)
class Order:
    """A pack that is to be written: for whom, called after whom (the `way` is to or from them), what goes in, its number, other parts."""

    to: tuple[Laptop, ...]
    way: str
    named: str
    chosen: Chosen
    number: int
    extra: tuple[Part, ...] = ()


def write_one(session: Session, sender: Sender, order: Order, parts: list[Part], known: Mapping[str, Head], progress: Progress) -> Written:
    """One pack, on the disk."""
    heads = tuple(_head(sender, stream, end, known) for stream in order.chosen.streams for end in stream.ends)
    manifest = Manifest(
        cycle=sender.cycle,
        sender=sender.keys.device,
        person=sender.person,
        recipients=tuple(one.device for one in order.to),
        number=order.number,
        made_at=sender.made_at,
        program=f"wmpeer {__version__}",
        based_on=known_to_hold(session, order.to),
        heads=heads,
        parts=(),
    )
    sha256 = ""
    called = f"{_stem(sender, order)}.wmpack"

    def name() -> str:
        return f"{_stem(sender, order)} {sha256[:12]}.wmpack"

    try:
        with whole_as(sender.folder, called, name, for_others=True) as out:
            sha256 = write_pack(out, manifest, parts, [one.sealing for one in order.to], sender.keys.signing, progress)
    except BaseException:
        if sha256:  # it may stand there, and the folder could not be flushed
            take_away(sender.folder / name())
        raise
    handed = Handed(
        pack=sender.folder / name(),
        for_=", ".join(dict.fromkeys(one.name for one in order.to)),
        revisions=sum(stream.length for stream in order.chosen.streams),
        content_bytes=sum(part.line.size for part in parts if part.line.kind in CONTENT),
        sha256=sha256,
    )
    streams = {stream.stream: stream.length for stream in order.chosen.streams}
    contents = frozenset(one.key for one in order.chosen.contents)
    return Written(handed, order.to, order.number, sender.made_at, heads, streams, contents)


def take_away(pack: Path) -> None:
    """Take back a pack that was written a moment ago, where that can be done."""
    with contextlib.suppress(OSError):
        pack.unlink(missing_ok=True)


def _head(sender: Sender, stream: StreamFact, end: tuple[int, str], known: Mapping[str, Head]) -> Head:
    """The head that vouches for *stream* up to *end*: signed now where it is this laptop's own, else the one that came with it (by id)."""
    if stream.laptop != sender.keys.device:
        return known[end[1]]
    return sign_head(sender.keys.signing, sender.cycle, stream.laptop, stream.stream, *end)


def _stem(sender: Sender, order: Order) -> str:
    return f"{in_a_name(sender.cycle_name)} {order.way} {in_a_name(order.named)} {order.number}".strip()


def weight(order: Order) -> int:
    return 1 + sum(one.size for one in order.chosen.streams) + sum(one.size for one in order.chosen.contents)


class Meter:
    """Tells how far several packs have come, in bytes of all of them."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total = progress, total
        self._before = self.weight = 0
        self._whose = ""

    def begin(self, weight: int, whose: str) -> None:
        self._before, self.weight, self._whose = self._before + self.weight, weight, whose
        self.ready(0, 1, "")

    def ready(self, done: int, total: int, label: str) -> None:
        self._progress(self._before, self._total, f"The pack {self._whose}")

    def written(self, done: int, total: int, label: str) -> None:
        self._progress(self._before + self.weight * done // max(1, total), self._total, f"The pack {self._whose}")
