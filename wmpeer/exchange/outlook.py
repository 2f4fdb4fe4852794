"""What has gone to whom, and what would go now: asked by the Exchange screen, and nothing is written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from wmpeer.exchange import frame
from wmpeer.exchange.choosing import Facts, choose
from wmpeer.exchange.facts import facts_of
from wmpeer.exchange.outbox import Laptop, laptops, sent_to_all
from wmpeer.store.plain import Reads, rows


@dataclass(frozen=True, slots=True)
class OutLine:
    """Somebody whose `devices` are known: their last pack (a UTC moment and a file's name, or empty), and how much they were not sent yet.

    `revisions` and `content_bytes` are both 0 where nothing is new for them.
    """

    person: str
    person_name: str
    devices: tuple[str, ...]
    last_at: str
    last_name: str
    revisions: int
    content_bytes: int


def outlook(reads: Reads) -> tuple[OutLine, ...]:
    """Everybody with a laptop that packs can go to, by name."""
    found: dict[str, list[Laptop]] = defaultdict(list)
    for one in laptops(reads):
        found[one.person].append(one)
    if not found:
        return ()
    facts, sent = facts_of(reads), _streams_sent(reads)
    return tuple(_line(reads, facts, sent, theirs) for theirs in found.values())


def _line(reads: Reads, facts: Facts, sent: dict[str, dict[str, int]], theirs: list[Laptop]) -> OutLine:
    person, devices = theirs[0].person, tuple(one.device for one in theirs)
    chosen, there = choose(facts, person), sent_to_all(reads, theirs)
    new = [one for one in chosen.contents if one.key not in there and one.kind != frame.PINNED]
    last = _last_pack(reads, devices)
    return OutLine(
        person,
        theirs[0].name,
        devices,
        *last,
        revisions=sum(max(0, one.length - min(sent[device].get(one.stream, 0) for device in devices)) for one in chosen.streams),
        content_bytes=sum(one.size for one in new),
    )


def _last_pack(reads: Reads, devices: Iterable[str]) -> tuple[str, str]:
    each = [
        rows(reads, "SELECT made_at, name FROM pack_out WHERE device = ? ORDER BY number DESC, made_at DESC LIMIT 1", one)
        for one in devices
    ]
    return max(((made_at, name) for found in each for made_at, name in found), default=("", ""))


def _streams_sent(reads: Reads) -> dict[str, dict[str, int]]:
    """How far each stream went to each device."""
    sent: dict[str, dict[str, int]] = defaultdict(dict)
    for device, streams in rows(reads, "SELECT device, streams FROM pack_out"):
        for stream, sequence in json.loads(streams).items():
            sent[device][stream] = max(sequence, sent[device].get(stream, 0))
    return sent
