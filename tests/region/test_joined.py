"""A workspace that joined a cycle and waits for its first pack: it says so, and nobody sets it up meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from wmpeer.journal.rights import refuse_but_coordinators
from wmpeer.journal.seats import INVITED
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.checks import check_items
from wmpeer.models.journal import Local
from wmpeer.region.queries import NotJoinedYetError, cycle, framework_of, may_set_up, name_of_region, region_of
from wmpeer.region.tracker import tracker
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT


@pytest.fixture
def joined(tmp_path: Path):
    file, _ = WorkspaceFile.create(tmp_path / "w.wmpeer", "a quiet morning", slot="ann", cost=LIGHT)
    with file.writing() as session:
        session.add(Local(key=INVITED, value="{}"))
    workspace = Workspace(file)
    yield workspace
    workspace.close()


@pytest.mark.parametrize("query", [cycle, framework_of, region_of, name_of_region, tracker])
def test_that_it_says_what_it_waits_for(joined: Workspace, query):
    with pytest.raises(NotJoinedYetError, match="first pack"):
        joined.read(query)


def test_that_a_check_of_it_says_so_too(joined: Workspace):
    (told,) = joined.read(check_items, "ann")
    assert (told.strength, told.code) == ("information", "not-joined-yet") and "first pack" in told.sentence


def test_that_nobody_sets_it_up_meanwhile(joined: Workspace):
    assert not joined.read(may_set_up, "ann")
    with pytest.raises(NotJoinedYetError):
        joined.read(refuse_but_coordinators, "ann")
    with pytest.raises(NotJoinedYetError), joined.write("Add a person") as journal:
        journal.keep("person", {"name": "Ann", "role": "coordinator"}, entity="ann")
