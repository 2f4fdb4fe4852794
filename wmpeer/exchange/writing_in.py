"""The deed of taking in, within its transaction: contents, revisions and their rows, receipts, heads, the clock."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.clock import HybridClock
from wmpeer.exchange.contents_in import HeldIn, contents_of
from wmpeer.exchange.contents_kept import keep_content
from wmpeer.exchange.device_keys import DeviceKeys
from wmpeer.exchange.errors import PackAlteredError
from wmpeer.exchange.heads_kept import keep_heads
from wmpeer.exchange.here import reader_here
from wmpeer.exchange.knowledge import Office
from wmpeer.exchange.of_what import kinds_in
from wmpeer.exchange.planning import Coming, Plan
from wmpeer.exchange.records import Head
from wmpeer.exchange.sifting import keys_of
from wmpeer.exchange.unpacking import opened
from wmpeer.journal.arriving import write_arrival
from wmpeer.journal.held import in_runs, present
from wmpeer.journal.writing import Journal
from wmpeer.models.exchange import Receipt
from wmpeer.models.journal import Local
from wmpeer.progress import Progress

_BROUGHT = "INSERT OR IGNORE INTO brought(revision, receipt) VALUES(?, ?)"
_AGAIN = (
    "INSERT OR IGNORE INTO brought(revision, receipt)"
    " SELECT DISTINCT revision, ? FROM brought WHERE revision IN (SELECT value FROM json_each(?))"
)


@dataclass(slots=True)
class Deed:
    """What is being done: the name of the `backup` made before, and the ids of the `receipts` there are for it."""

    backup: str
    receipts: list[str] = field(default_factory=list)


def write(journal: Journal, clock: HybridClock, plan: Plan, own: DeviceKeys, deed: Deed, progress: Progress) -> None:
    """Write all that *plan* comes to.

    Raises:
        PackAlteredError: a pack is not any more what was planned. What reading a pack raises.
    """
    session = journal.session
    for each in plan.coming:
        if each.tells and each.pack.manifest is not None and each.pack.holds is not None:
            keep_content(session, HeldIn(each.pack.holds), each.pack.manifest.sender)
        if each.contents:
            _contents(session, each, own, progress)
    arrival = write_arrival(session, plan.arrival)
    bringing = [each for each in plan.coming if each.brings]
    deed.receipts += [_receipt(journal, each, deed, arrival.asked.at) for each in bringing]
    session.flush()
    _keep_brought(session, dict(zip(deed.receipts, bringing, strict=True)))
    _keep_heads(session, plan.heads)
    stamps = [line.at for line in arrival.lines]
    if stamps:
        clock.hear(max(stamps))
    session.merge(Local(key="clock", value=clock.tick()))


def _contents(session: Session, each: Coming, own: DeviceKeys, progress: Progress) -> None:
    """What comes with a pack's revisions, read once more: it was looked at and let go."""
    pack, reader = each.pack, reader_here(session, own)
    office = Office(line for line in each.pack.lines if line.shelf == "office")
    keys = {**keys_of(office), **reader.signing}
    with opened(pack.path, own.sealing, keys.get, progress) as again:
        if again.manifest != pack.manifest:
            raise PackAlteredError(name=pack.name)
        for one in contents_of(again, pack.name):
            if not isinstance(one, HeldIn):
                keep_content(session, one, again.manifest.sender)


def _receipt(journal: Journal, each: Coming, deed: Deed, at: str) -> str:
    """The receipt of a pack; of one that was taken back, the one it had, and what it brought is shown again."""
    session, manifest = journal.session, each.pack.manifest
    assert manifest is not None
    if each.taken is not None:
        receipt = each.taken.receipt
        if each.taken.hidden:
            journal.keep("take_back", {"hidden": False}, entity=receipt)
    else:
        receipt = uuid.uuid4().hex
        session.add(Receipt(
            id=receipt, pack=each.pack.sha256, sender=manifest.sender, person=manifest.person, number=manifest.number,
            made_at=manifest.made_at, taken_at=at, based_on=dict(manifest.based_on), counts={**each.counts, "kinds": kinds_in(each.fresh)},
            backup=deed.backup,
        ))  # fmt: skip
    return receipt


def _keep_brought(session: Session, bringing: Mapping[str, Coming]) -> None:
    """Which revisions each receipt brought, and which it brought again."""
    driver = session.connection()
    receipts = {line.id: receipt for receipt, each in bringing.items() for line in each.fresh}
    for run in in_runs(sorted(receipts)):  # as its index has them: half the time
        driver.exec_driver_sql(_BROUGHT, [(one, receipts[one]) for one in run])
    for receipt, each in bringing.items():
        held = {line.id for line in each.pack.lines}.difference([line.id for line in each.fresh])
        for run in in_runs(held):
            driver.exec_driver_sql(_AGAIN, (receipt, json.dumps(run)))


def _keep_heads(session: Session, heads: Iterable[Head]) -> None:
    """The heads of what is here now."""
    given = tuple(heads)
    here = present(session, {head.id for head in given})
    keep_heads(session, [head for head in given if head.id in here])
