"""Three laptops: a coordinator and two panellists, each with a workspace of its own in a folder of its own, and known to one another.

The first contact is really made, once in a process; each `Trio` is a copy of the three folders as they stood then.
"""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy  # noqa: F401 - whole before its parts
from beginnings import new_cycle
from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.clock import iso, now
from wmpeer.exchange.knowing import admit, invite, join
from wmpeer.journal.rows import rebuild
from wmpeer.journal.shelves import STAYS
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.models.journal import Pinned, Revision
from wmpeer.region.actions import add_person
from wmpeer.region.queries import find_person

PASSPHRASE = "a quiet morning"
NAME = "panel.wmpeer"
ANN, BEN = "Ann Reed", "Ben Holt"
ASHCOMBE, KELSBOROUGH = "X08000001", "X08000009"
"""Two authorities of the invented region."""


@dataclass(frozen=True, slots=True)
class Trio:
    """The open workspaces of three laptops; `ann` and `ben` have joined and were admitted, and no pack has come yet."""

    office: Workspace
    ann: Workspace
    ben: Workspace

    @property
    def all(self) -> tuple[Workspace, ...]:
        return (self.office, self.ann, self.ben)

    def close(self) -> None:
        for one in self.all:
            shut(one)


def shut(workspace: Workspace) -> None:
    """Close a workspace that is thrown away: nobody needs a backup of its last changes."""
    workspace.file._backed_up_commits = workspace.file._connections.commits
    workspace.close()


@functools.cache
def _known() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="wmpeer-trio-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _meet(folder)
    return folder


def _meet(folder: Path) -> None:
    office = new_cycle(folder / "office", PASSPHRASE, "westmarch")
    for name in (ANN, BEN):
        add_person(office, name)
        invitation = invite(office, name, folder / "post")
        joined = join(invitation.path, folder / name.split()[0].lower() / NAME, PASSPHRASE, folder / "post")
        shut(joined.workspace)
        admit(office, joined.path, joined.fingerprint)
    shut(office)


def trio(folder: Path) -> Trio:
    """Three workspaces of their own in *folder*: ``office``, ``ann`` and ``ben``."""
    shutil.copytree(_known(), folder, dirs_exist_ok=True)
    return Trio(*(open_workspace(folder / who / NAME, PASSPHRASE) for who in ("office", "ann", "ben")))


def person(workspace: Workspace, name: str) -> str:
    """The id of somebody that *workspace* knows."""
    return workspace.read(find_person, name).id


def carry(source: Workspace, target: Workspace, shelves: Iterable[str] = ()) -> int:
    """What *source* has and *target* has not, revision by revision and with the pinned texts, as if a pack had brought it; of the
    *shelves* named, or all but those that stay. Gives how many revisions there were. For tests of what is no pack's business."""

    def lines(session: Session) -> list[dict[str, object]]:
        wanted = set(shelves)
        found = session.scalars(select(Revision).order_by(Revision.arrived))
        kept = [one for one in found if (one.shelf in wanted if wanted else one.shelf not in STAYS)]
        return [{c.name: getattr(one, c.name) for c in Revision.__table__.columns if c.name != "arrived"} for one in kept]

    def texts(session: Session) -> list[dict[str, object]]:
        return [{c.name: getattr(one, c.name) for c in Pinned.__table__.columns} for one in session.scalars(select(Pinned))]

    said, pinned, at = source.read(lines), source.read(texts), iso(now())
    with target.file.writing() as session:
        here = set(session.scalars(select(Revision.id)))
        new = [line for line in said if line["id"] not in here]
        session.add_all(Revision(**{**line, "arrived_at": at}) for line in new)
        for text in pinned:
            session.merge(Pinned(**text))
        session.flush()
        rebuild(session)
    for line in new:
        target.clock.hear(str(line["at"]))
    return len(new)
