"""What this file holds of all that packs touch: read once, so that what is asked of each pack is asked of plain records."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wmpeer.clock import iso, now
from wmpeer.exchange.device_keys import DeviceKeys
from wmpeer.exchange.devices import inviter, known_devices, origin_of
from wmpeer.exchange.heads_kept import heads_here
from wmpeer.exchange.naming import names_in
from wmpeer.exchange.reading import Reader, ReadPack
from wmpeer.exchange.records import Head
from wmpeer.journal.held import in_runs, newest_arrival
from wmpeer.journal.revisions import RevisionLine, read_line
from wmpeer.store.plain import Reads, Values, rows

_LINES = "SELECT body, id FROM revision WHERE id IN (SELECT value FROM json_each(?))"
_OFFICE = (
    "SELECT body, id FROM revision WHERE shelf = 'office' AND id NOT IN (SELECT revision FROM waiting WHERE missing = '') ORDER BY arrived"
)
_RECORDS = (
    "SELECT entity, kind, authority, shelf, author, id FROM revision"
    " WHERE entity IN (SELECT value FROM json_each(?)) ORDER BY arrived DESC"
)
_EVERY_RECORD = "SELECT entity, kind, authority, shelf, author, id FROM revision ORDER BY arrived DESC"
_SEEKS = 4
"""A record is looked for in the time in which so many revisions are read in their order."""
_ENDS = "SELECT stream, max(sequence) FROM revision WHERE stream IN (SELECT value FROM json_each(?)) GROUP BY stream"
_NAMING = (
    "SELECT body, id FROM revision WHERE kind IN ('cycle', 'document', 'batch', 'issue')"
    " OR (kind = 'finding' AND instr(body, '\"image\":\"'))"
)
_TAKEN = (
    "SELECT r.id, r.pack, r.sender, r.number, r.taken_at, coalesce(t.hidden, 0) FROM receipt r"
    " LEFT JOIN take_back t ON t.entity = r.id ORDER BY r.taken_at"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A pack that was taken in before. `hidden` says that it was taken back."""

    receipt: str
    pack: str
    sender: str
    number: int
    taken_at: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Here:
    """What is held. `ids` are those of the packs' revisions that are here already, `near` the revisions they name, by id, and `ends` how
    far their streams go here. `origin` is the laptop that began the cycle.

    `records` says of each record that they touch its kind, authority, shelf and author.
    """

    cycle: str
    device: str
    at: str
    origin: str
    owners: Mapping[str, str]
    signing: Mapping[str, bytes] = field(repr=False)
    office: tuple[RevisionLine, ...]
    ids: frozenset[str]
    near: Mapping[str, RevisionLine]
    ends: Mapping[str, int]
    heads: Mapping[str, Head]
    records: Mapping[str, tuple[str, str | None, str, str]]
    taken: tuple[Taken, ...]
    hidden: Mapping[str, str]
    names: frozenset[tuple[str, ...]] = frozenset()
    """The contents that records here name, where a pack brings any."""
    sent: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The contents that need not be sent to each laptop, where a pack says what its sender's holds."""


def reader_here(reads: Reads, own: DeviceKeys) -> Reader:
    """What packs are opened with."""
    known = known_devices(reads)
    signing = {own.device: own.signing_public, **{device: one.signing for device, one in known.items()}}
    return Reader(own, cycle_id(reads), signing, {device: one.revoked_on for device, one in known.items() if one.revoked_on})


def cycle_id(reads: Reads) -> str:
    """The id of the cycle that this file belongs to, also where it joined and nothing came yet."""
    found = rows(reads, "SELECT entity FROM cycle ORDER BY entity")
    if found:
        return str(found[0][0])
    invited = inviter(reads)
    return invited.cycle if invited else ""


def here_of(reads: Reads, packs: Sequence[ReadPack], reader: Reader) -> Here:
    """What is held of all that *packs* touch."""
    lines = [line for pack in packs for line in pack.lines]
    named = {one for line in lines for one in (line.previous, *line.parents) if one}
    office = tuple(read_line(*row) for row in rows(reads, _OFFICE))
    known = known_devices(reads)
    held = _held(reads, {line.entity for line in lines})
    ids = {row[5] for row in held}
    return Here(
        reader.cycle, reader.own.device, iso(now()), origin_of(reads, reader.cycle),
        {device: one.person for device, one in known.items()}, reader.signing, office,
        frozenset(line.id for line in lines if line.id in ids) if ids else frozenset(),
        {line.id: line for line in lines_here(reads, named.difference([line.id for line in lines]))},
        {row[0]: row[1] for row in _asked(reads, _ENDS, {line.stream for line in _one_of_each(lines)})}, heads_here(reads),
        _records(reads, held),
        tuple(Taken(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in rows(reads, _TAKEN)),
        dict(rows(reads, "SELECT revision, receipt FROM hidden WHERE receipt <> ''")),
        frozenset(names_in(read_line(*row) for row in rows(reads, _NAMING))) if any(pack.named for pack in packs) else frozenset(),
        _sent(reads) if any(pack.holds is not None for pack in packs) else {},
    )  # fmt: skip


def _sent(reads: Reads) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for device, sha256 in rows(reads, "SELECT device, sha256 FROM sent_content"):
        found[device].add(sha256)
    return {device: frozenset(several) for device, several in found.items()}


def _held(reads: Reads, entities: Collection[str]) -> list[Values]:
    """The revisions of records, the newest first, as `_RECORDS` has them. Where few are here, as at first, all are looked through."""
    if newest_arrival(reads) * _SEEKS > len(entities):
        return _asked(reads, _RECORDS, entities)
    return [row for row in rows(reads, _EVERY_RECORD) if row[0] in entities]


def _records(reads: Reads, held: Iterable[Values]) -> dict[str, tuple[str, str | None, str, str]]:
    """Kind, authority, shelf and author of records; what waits says nothing of them."""
    waits = {row[0] for row in rows(reads, "SELECT DISTINCT revision FROM waiting")}
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in held if row[5] not in waits}


def records_here(reads: Reads, entities: Collection[str]) -> dict[str, tuple[str, str | None, str, str]]:
    """Kind, authority, shelf and author of those of the records that stand here."""
    return _records(reads, _held(reads, entities))


def _one_of_each(lines: Iterable[RevisionLine]) -> Iterable[RevisionLine]:
    return {(line.device, line.author, line.authority, line.shelf): line for line in lines}.values()


def lines_here(reads: Reads, ids: Iterable[str]) -> list[RevisionLine]:
    """Those of *ids* that are here."""
    return [read_line(*row) for row in _asked(reads, _LINES, ids)]


def _asked(reads: Reads, statement: str, values: Iterable[str]) -> list[Values]:
    return [row for run in in_runs(values) for row in rows(reads, statement, json.dumps(run))]
