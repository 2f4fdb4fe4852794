"""Taking packs in: read -> plan -> ask -> do. Until the deed not a byte is written; the deed is one transaction, after a backup."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.exchange.device_keys import DeviceKeys
from wmpeer.exchange.here import Here, here_of, reader_here
from wmpeer.exchange.planning import Plan, as_seen, planned
from wmpeer.exchange.reading import ReadPack, read_all
from wmpeer.exchange.receipts import receipts, take_back
from wmpeer.exchange.records import ReceiptLine, Taking
from wmpeer.exchange.sifting import senders_of, sift
from wmpeer.exchange.writing_in import Deed, write
from wmpeer.journal.device_keys import kept_keys, new_keys
from wmpeer.journal.held import newest_arrival
from wmpeer.journal.inserting import undisturbed
from wmpeer.journal.seats import new_seat
from wmpeer.journal.workspace import Workspace
from wmpeer.journal.writing import Journal
from wmpeer.models.exchange import Receipt
from wmpeer.models.journal import Local
from wmpeer.progress import Progress, silent

__all__ = ["plan_taking", "read_packs", "receipts", "take_back", "take_in"]

TAKE_IN = "Take in a pack"


def read_packs(workspace: Workspace, paths: Sequence[Path], progress: Progress = silent) -> tuple[ReadPack, ...]:
    """The packs at *paths*, in that order. One that may not come in is told by its `refused`; nothing is written.

    Raises:
        StoppedError: *progress* stopped it.
    """
    own = _own(workspace)

    def more(packs: Sequence[ReadPack]) -> Mapping[str, bytes]:
        def asked(session: Session) -> Here:
            return here_of(session, packs, reader_here(session, own))

        return senders_of(sift(workspace.read(asked), packs).facts.office)

    with undisturbed():
        return read_all(workspace.read(reader_here, own), paths, more, progress)


def plan_taking(workspace: Workspace, packs: Sequence[ReadPack]) -> tuple[Taking, ...]:
    """What taking *packs* in would do, each told in the order given, as whoever opened the file may see it; all of them are one plan.
    Nothing is written."""
    own, reader = _own(workspace), workspace.file.slot

    def told(session: Session) -> tuple[Taking, ...]:
        return as_seen(session, planned(session, own, packs)[1], reader)

    with undisturbed():
        return workspace.read(told)


def take_in(workspace: Workspace, takings: Sequence[Taking], progress: Progress = silent) -> tuple[ReceiptLine, ...]:
    """Take in what was planned, but for what is refused: a backup, then all of it in one transaction. A pack that brings nothing has no
    receipt. Where something was written here since, it is planned anew.

    Raises:
        PackRefusedError: a pack may not come in any more, or is not what it was; then nothing of any was taken.
        BackupFailedError, DiskFullError, and what writing raises. StoppedError: *progress* stopped it, and nothing was taken.
    """
    packs = _wanted(takings)
    if not packs:
        return ()
    return write_taking(workspace, takings, packs, workspace.file.backup(progress).name, progress)


def write_taking(
    workspace: Workspace, takings: Sequence[Taking], packs: Sequence[ReadPack], backup: str, progress: Progress = silent
) -> tuple[ReceiptLine, ...]:
    """What `take_in` does once there is a *backup* of that name: one transaction, which takes *packs* of those that were planned."""
    own, written = _own(workspace), Deed(backup)
    with undisturbed(), _writing(workspace, written) as journal:
        plan = _fitting(journal.session, takings, packs) or planned(journal.session, own, packs)[0]
        for refused in plan.refused.values():
            raise refused
        write(journal, workspace.clock, plan, own, written, progress)
        seat = _seat_after(journal.session, workspace, plan)
    workspace.seat = seat
    return tuple(line for line in workspace.read(receipts) if line.id in written.receipts)


def _seat_after(session: Session, workspace: Workspace, plan: Plan) -> str:
    """Where this file writes from now on: where it did, or on a seat of its own once it turns out that another file wrote there too."""
    if not any(line.device == workspace.seat for each in plan.coming for line in each.fresh):
        return workspace.seat
    seat = new_seat(workspace.device)
    session.merge(Local(key="seat", value=seat))
    return seat


def _wanted(takings: Sequence[Taking]) -> list[ReadPack]:
    """The packs that bring something, each once, in the order in which they rest on one another."""
    wanted = {taking.sha256 for taking in takings if not taking.refused}
    plans = list({id(taking.plan): taking.plan for taking in takings if isinstance(taking.plan, Plan)}.values())
    every = {each.pack.sha256: each.pack for plan in plans for each in plan.coming if each.brings or each.tells}
    return [pack for sha256, pack in every.items() if sha256 in wanted]


def _fitting(session: Session, takings: Sequence[Taking], packs: Sequence[ReadPack]) -> Plan | None:
    """The plan that was made, where it was made of just these packs and nothing was written here since."""
    plan = next((taking.plan for taking in takings if isinstance(taking.plan, Plan)), None)
    if plan is None or [each.pack for each in plan.coming if each.brings or each.tells] != list(packs):
        return None
    return plan if plan.arrival.newest == newest_arrival(session) else None


def _own(workspace: Workspace) -> DeviceKeys:
    """This laptop's keys. A file from before there were any gets none by looking at a pack: no pack is for it."""
    return workspace.glance(kept_keys) or new_keys(workspace.device)


@contextlib.contextmanager
def _writing(workspace: Workspace, deed: Deed) -> Iterator[Journal]:
    """One transaction. Where the disk reports a fault at its end, it was kept if its receipts are there."""

    def kept(session: Session) -> bool:
        return bool(deed.receipts) and all(session.get(Receipt, one) is not None for one in deed.receipts)

    with workspace.file.writing(kept) as session:
        yield Journal(workspace, session, TAKE_IN, [])
