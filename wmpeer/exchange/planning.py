"""What taking packs in would come to: all of them one plan, for they may rest on one another. It reads only."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.exchange.act_errors import ChangedApartError
from wmpeer.exchange.authorise import JUDGED
from wmpeer.exchange.device_keys import DeviceKeys
from wmpeer.exchange.errors import PackRefusedError
from wmpeer.exchange.here import Here, Taken, here_of, lines_here, reader_here, records_here
from wmpeer.exchange.notes import notes_of
from wmpeer.exchange.reading import NEWER, ReadPack
from wmpeer.exchange.records import FieldApart, Head, Taking
from wmpeer.exchange.sifting import Sifted, forbidden, sift
from wmpeer.journal.arriving import Arrival, Judge, plan_arrival
from wmpeer.journal.held import in_runs
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.shelves import SHELVES
from wmpeer.models.records import record_kinds
from wmpeer.region.queries import stood_aside
from wmpeer.region.seeing import sees_colleagues
from wmpeer.store.plain import rows

Record = tuple[str, str]
_HERE = (
    "SELECT sha256 FROM content UNION SELECT digest FROM indicator_table WHERE digest IS NOT NULL UNION SELECT sha256 FROM clipping"
    " UNION SELECT sha256 FROM pinned UNION SELECT sha256 FROM kept_part"
)


@dataclass(frozen=True, slots=True)
class Coming:
    """A pack that may come in: its `fresh` revisions, those of it that are `shown` again, and the contents that are not here yet.

    `taken` is when it came before, or None.
    """

    pack: ReadPack
    fresh: tuple[RevisionLine, ...]
    shown: frozenset[str]
    contents: tuple[str, ...]
    taken: Taken | None
    counts: Mapping[str, int] = field(default_factory=dict)
    tells: bool = False
    """Whether it says otherwise than is known here what its sender's laptop holds."""

    @property
    def unhides(self) -> bool:
        return self.taken is not None and self.taken.hidden

    @property
    def brings(self) -> bool:
        """Whether there is anything to have a receipt for."""
        return bool(self.fresh or self.shown or self.contents or self.unhides)


@dataclass(frozen=True, slots=True)
class Plan:
    """What may come in, in the order in which it rests on one another, and the rows it comes to. `heads` vouch for what comes."""

    coming: tuple[Coming, ...]
    arrival: Arrival
    heads: tuple[Head, ...]
    refused: Mapping[int, PackRefusedError]


def planned(session: Session, own: DeviceKeys, packs: Sequence[ReadPack]) -> tuple[Plan, tuple[Taking, ...]]:
    """What it comes to when *packs* are taken in, and each of them told in the order given."""
    here = here_of(session, packs, reader_here(session, own))
    sifted = sift(here, packs)
    contents_here = {row[0] for row in rows(session, _HERE)} if any(pack.contents for pack in packs) else set()
    coming: dict[int, Coming] = {}
    for at in sifted.accepted:
        twice = any(one.pack.sha256 == packs[at].sha256 for one in coming.values())
        coming[at] = _coming(packs[at], sifted.fresh[at], here, contents_here, twice=twice)
    lines = [line for at in sifted.accepted for line in packs[at].lines]
    shown = {one for each in coming.values() for one in each.shown}
    arrival = plan_arrival(
        session, lines, show=shown, judge=_judge(session, sifted, packs, here), at=here.at,
        held=(here.ids, here.records.keys()), refused=sifted.forbidden,
    )
    counted = _Counted.of(session, arrival, coming, packs, here)
    coming = {at: replace(each, counts=counted.told(packs[at], each)) for at, each in coming.items()}
    plan = Plan(tuple(coming.values()), arrival, tuple(sifted.heads.values()), sifted.refused)
    followed: dict[str, RevisionLine] = {}
    takings = [_taking(at, pack, sifted, coming, counted, here, plan, followed) for at, pack in enumerate(packs)]
    return plan, tuple(_with_parallel(takings, arrival.parallel))


def _with_parallel(takings: list[Taking], count: int) -> list[Taking]:
    """Said once, with the first pack that brings anything: records were changed apart, and nothing of them differs."""
    at = next((number for number, one in enumerate(takings) if one.changed), None)
    if count and at is not None:
        note = ChangedApartError(name=takings[at].pack, count=f"{count} record{'' if count == 1 else 's'}").problem()
        takings[at] = replace(takings[at], notes=(*takings[at].notes, note))
    return takings


def as_seen(session: Session, takings: tuple[Taking, ...], reader: str) -> tuple[Taking, ...]:
    """*takings* with the differences that *reader* may see: none of an authority they stand aside for, and of colleagues' and the panel's
    words only where they have handed in. Rules C1 and P4 hold before a pack is taken as they do after."""
    if not any(one.differences for one in takings):
        return takings
    hidden, sees = stood_aside(session, reader), sees_colleagues(session, reader)

    def may_see(one: FieldApart) -> bool:
        where = one.authority or ""
        own = SHELVES.get(one.kind) not in JUDGED or all(side.author == reader for side in one.sides)
        return where not in hidden and (own or sees(where))

    return tuple(replace(taking, differences=tuple(filter(may_see, taking.differences))) for taking in takings)


def _judge(session: Session, sifted: Sifted, packs: Sequence[ReadPack], here: Here) -> Judge:
    """What is asked of revisions that waited here: what was not known of them is here now."""

    def refused(lines: Sequence[RevisionLine]) -> Collection[str]:
        come = {line.id: line for at in sifted.accepted for line in packs[at].lines} | {line.id: line for line in lines}
        named = {one for line in lines for one in (line.previous, *line.parents) if one} - come.keys()
        near = {line.id: line for line in lines_here(session, named)} | come
        known = records_here(session, {line.entity for line in lines})
        sifted.facts.records.update({entity: said for entity, said in known.items() if entity not in sifted.facts.records})
        return forbidden(lines, near, sifted.facts, here.cycle)

    return refused


def _coming(pack: ReadPack, fresh: tuple[RevisionLine, ...], here: Here, contents_here: Collection[str], *, twice: bool) -> Coming:
    """What a pack brings; one that is there *twice*, as a copy under another name, brings nothing the second time."""
    taken = next((one for one in here.taken if one.pack == pack.sha256), None)
    if twice:
        return Coming(pack, (), frozenset(), (), replace(taken, hidden=False) if taken else None)
    shown = frozenset(line.id for line in pack.lines if line.id in here.hidden) if here.hidden else frozenset()
    contents = tuple(one for one in pack.contents if one not in contents_here)
    return Coming(pack, fresh, shown, contents, taken, tells=pack.holds is not None and _is_newest(pack, here))


def _is_newest(pack: ReadPack, here: Here) -> bool:
    """Whether no later pack of the same laptop came, and it says otherwise than is known what that laptop holds."""
    manifest = pack.manifest
    assert manifest is not None
    later = any(one.sender == manifest.sender and one.number > manifest.number for one in here.taken)
    return not later and here.sent.get(manifest.sender, frozenset()) != pack.holds


@dataclass(frozen=True, slots=True)
class _Counted:
    """What becomes of each record, asked for each pack."""

    waits: frozenset[str]
    stood: frozenset[Record]
    differences: Mapping[Record, Sequence[FieldApart]]

    @classmethod
    def of(cls, session: Session, arrival: Arrival, coming: Mapping[int, Coming], packs: Sequence[ReadPack], here: Here) -> _Counted:
        waits = {row[0] for row in rows(session, "SELECT revision FROM waiting")}
        waits = (waits - set(arrival.goes.get("waiting", ()))) | {row[0] for row in arrival.columns.get("waiting", ())}
        fresh = {line.id for line in arrival.lines} if here.records else frozenset()
        touched = {
            (line.kind, line.entity)
            for at, each in coming.items()
            for line in packs[at].lines
            if line.entity in here.records and (line.id in fresh or each.shown)
        }  # a record has a row only where it has revisions
        differences: dict[Record, list[FieldApart]] = defaultdict(list)
        for one in arrival.differences:
            differences[one.kind, one.entity].append(one)
        return cls(frozenset(waits), _standing(session, touched), differences)

    def told(self, pack: ReadPack, coming: Coming) -> dict[str, int]:
        """How many records of a pack are new, changed, the same, and wait."""
        every = {(line.kind, line.entity) for line in pack.lines}
        moved = every if len(coming.fresh) == len(pack.lines) else {(line.kind, line.entity) for line in coming.fresh}
        if coming.shown:
            moved = moved | {(line.kind, line.entity) for line in pack.lines if line.id in coming.shown}
        waiting = {(line.kind, line.entity) for line in pack.lines if line.id in self.waits} if self.waits else set()
        counts = moved - waiting if waiting else moved
        changed = len(counts & self.stood)
        same = len(every - moved - waiting) if moved is not every else 0
        return {"new": len(counts) - changed, "changed": changed, "same": same, "waiting": len(waiting)}


def _standing(session: Session, records: Iterable[Record]) -> frozenset[Record]:
    """Those of *records* that have a row."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, entity in records:
        by_kind[kind].append(entity)
    asked = "SELECT entity FROM {} WHERE entity IN (SELECT value FROM json_each(?))"
    return frozenset(
        (kind, row[0])
        for kind, entities in by_kind.items()
        if kind in record_kinds()
        for run in in_runs(entities)
        for row in rows(session, asked.format(kind), json.dumps(run))
    )


def _taking(
    at: int, pack: ReadPack, sifted: Sifted, coming: Mapping[int, Coming], counted: _Counted, here: Here, plan: Plan,
    followed: dict[str, RevisionLine],
) -> Taking:
    manifest = pack.manifest
    told = Taking(pack.name, "", "", {}, sha256=pack.sha256)
    if manifest is not None:
        person = here.owners.get(manifest.sender, manifest.person)
        told = Taking(
            pack.name, manifest.sender, manifest.made_at, manifest.based_on, sha256=pack.sha256, person=person, number=manifest.number
        )
    problem = pack.refused or (sifted.refused[at].problem() if at in sifted.refused else None)
    if problem is not None:
        return replace(told, refused=(problem,), newer=problem.code in NEWER)
    each = coming[at]
    records = {(line.kind, line.entity) for line in pack.lines} if counted.differences else set()
    return replace(
        told, new=each.counts["new"], changed=each.counts["changed"], same=each.counts["same"], waiting=each.counts["waiting"],
        differences=tuple(one for record in sorted(records & counted.differences.keys()) for one in counted.differences[record]),
        notes=notes_of(pack, each.fresh, each.taken, sifted.facts, here, followed), unhides=each.unhides, lines=each.fresh,
        contents=each.contents, plan=plan,
    )  # fmt: skip
