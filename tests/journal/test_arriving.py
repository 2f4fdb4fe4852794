"""Revisions that come in: in any order, in parts, twice, hidden and shown again; planned first, and written as planned."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import text
from test_everybody import everything

from wmpeer.journal.arriving import plan_arrival, write_arrival
from wmpeer.journal.queries import journal_faults, revision_lines, state_hash
from wmpeer.journal.revisions import RevisionLine, new_line, stream_of
from wmpeer.journal.workspace import Workspace
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT


class Laptop:
    """Somebody's revisions, written in memory: what each stream of a seat says, in order."""

    def __init__(self, author: str, device: str = "") -> None:
        self.author, self.device = author, device or f"{author}s"
        self.knew: tuple[str, ...] = ()
        self._last: dict[str, RevisionLine] = {}
        self._count = 0

    def says(
        self, kind: str, entity: str, fields: dict[str, object], *parents: RevisionLine, shelf: str = "own", at: int = 0
    ) -> RevisionLine:
        self._count += 1
        authority = None if shelf == "office" else "E1"
        stream = stream_of(self.device, self.author, authority, shelf)
        before = self._last.get(stream)
        self._last[stream] = line = new_line({
            "at": f"{at or self._count:012x}-0000", "author": self.author, "authority": authority, "device": self.device, "entity": entity,
            "fields": fields, "kind": kind, "knew": self.knew, "nonce": f"{self.device}{self._count}",
            "parents": [one.id for one in parents], "previous": before.id if before else "", "recorded_by": self.author,
            "sequence": before.sequence + 1 if before else 1, "shelf": shelf, "undoes": None, "verb": "Say",
            "wall": f"2026-10-08T14:02:{self._count % 60:02d}.123Z",
        })  # fmt: skip
        if shelf == "office":
            self.knew = (line.id,)
        return line


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    made, _ = WorkspaceFile.create(tmp_path_factory.mktemp("arriving") / "w.wmpeer", "office", slot="office", cost=LIGHT)
    opened = Workspace(made)
    yield opened
    opened.close()


@pytest.fixture
def here(file):
    """One file for all tests here, as if nothing had ever come."""
    with file.file.writing() as session:
        for trigger in ("revision_no_update", "revision_no_delete"):
            session.execute(text(f"DROP TRIGGER IF EXISTS {trigger}"))
        for table in ("revision", "waiting", "hidden", "finding", "view", "person", "device", "agreed", "note"):
            session.execute(text(f"DELETE FROM {table}"))
    return file


def comes(workspace: Workspace, lines: Sequence[RevisionLine], **more):
    with workspace.file.writing() as session:
        return write_arrival(session, plan_arrival(session, lines, **more))


def told(workspace: Workspace):
    return workspace.read(state_hash), everything(workspace)


def test_that_what_comes_is_there_and_coming_again_changes_nothing(here):
    ann = Laptop("ann")
    one = ann.says("finding", "f", {"text": "a", "tags/x": True})
    two = ann.says("finding", "f", {"text": "b"}, one)
    other = ann.says("finding", "g", {"text": "c", "level": 2})
    arrival = comes(here, [one, two, other])
    assert (arrival.new, arrival.changed, arrival.same, arrival.waiting) == (2, 0, 0, 0)
    assert here.read(journal_faults) == ()
    before = told(here)
    again = comes(here, [other, two, one])
    assert (again.new, again.changed, again.same, again.waiting, again.lines, again.columns) == (0, 0, 2, 0, (), {})
    assert told(here) == before
    assert [line.id for line in here.read(revision_lines)] == [one.id, two.id, other.id]
