"""One change, one transaction, one revision: undoable, told in the history, and checked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from wmpeer.journal.drafts import drafts, keep_draft
from wmpeer.journal.queries import journal_faults, revision_lines, state_hash
from wmpeer.journal.revisions import LARGEST
from wmpeer.journal.rights import NotYoursError
from wmpeer.journal.undo import ChangedSinceError, NothingToRedoError, NothingToUndoError, redo, undo
from wmpeer.journal.workspace import Workspace
from wmpeer.journal.writing import TextTooLongError
from wmpeer.models.records import Finding
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT


def keep(workspace: Workspace, fields: dict[str, object], entity: str | None = None, by: str | None = None) -> str:
    with workspace.on_behalf_of(by or workspace.author).write("Keep a finding") as journal:
        return journal.keep("finding", fields, entity=entity, authority="E1")


def words(workspace: Workspace) -> list[tuple[str | None, tuple[str, ...]]]:
    return workspace.read(
        lambda session: [
            (row.text, tuple(row.tags)) for row in session.scalars(select(Finding).where(~Finding.withdrawn).order_by(Finding.made_at))
        ]
    )


def test_that_a_change_is_kept_whole_or_not_at_all(workspace):
    with pytest.raises(RuntimeError), workspace.write("Keep a finding") as journal:
        journal.keep("finding", {"text": "half"}, authority="E1")
        raise RuntimeError("the power went")
    assert words(workspace) == [] and workspace.read(revision_lines) == ()


def test_that_what_no_pack_could_carry_is_never_written(workspace):
    """Else it would be found out on the day of the handing in, and nobody would know which record it is."""
    room = LARGEST - 1000
    entity = keep(workspace, {"text": "ŵ" * (room // 2)})
    for fields, error in (({"text": "ŵ" * (LARGEST // 2)}, TextTooLongError), ({"text": "a", "level": 10**15}, ValueError)):
        with pytest.raises(error):
            keep(workspace, fields, entity)
    assert len(workspace.read(revision_lines)) == 1 and words(workspace)[0][0] == "ŵ" * (room // 2)


def test_that_what_is_kept_is_there_after_opening_again(workspace):
    keep(workspace, {"text": "Staff know the plan", "tags/voice": True})
    workspace.close()
    again = Workspace(WorkspaceFile.open(workspace.file.path, "a quiet morning in autumn"))
    try:
        assert words(again) == [("Staff know the plan", ("voice",))]
        assert again.device == workspace.device
        keep(again, {"text": "later"})
        lines = again.read(revision_lines)
        assert lines[-1].at > lines[0].at and [line.sequence for line in lines] == [1, 2]
    finally:
        again.close()


def test_that_undo_and_redo_walk_back_and_forth(workspace):
    entity = keep(workspace, {"text": "a"})
    keep(workspace, {"text": "b", "tags/neglect": True}, entity)
    assert undo(workspace).verb == "Undo: keep a finding"
    assert words(workspace) == [("a", ())]
    undo(workspace)
    assert words(workspace) == []
    with pytest.raises(NothingToUndoError):
        undo(workspace)
    redo(workspace)
    assert redo(workspace).verb == "Redo: keep a finding"
    assert words(workspace) == [("b", ("neglect",))]
    with pytest.raises(NothingToRedoError):
        redo(workspace)


def test_that_something_new_ends_redo(workspace):
    entity = keep(workspace, {"text": "a"})
    keep(workspace, {"text": "b"}, entity)
    undo(workspace)
    keep(workspace, {"text": "c"}, entity)
    with pytest.raises(NothingToRedoError):
        redo(workspace)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["keep", "undo", "redo"]), max_size=12))
def test_that_any_walk_ends_where_a_plain_list_of_states_says(tmp_path_factory, walk):
    file, _ = WorkspaceFile.create(tmp_path_factory.mktemp("walk") / "w.wmpeer", "p", slot="me", cost=LIGHT)
    workspace = Workspace(file)
    entity, states, at = keep(workspace, {"text": "0"}), ["0"], 0
    for number, step in enumerate(walk, 1):
        if step == "keep":
            keep(workspace, {"text": str(number)}, entity)
            states, at = [*states[: at + 1], str(number)], at + 1
        elif step == "undo" and at > 0:
            undo(workspace)
            at -= 1
        elif step == "redo" and at < len(states) - 1:
            redo(workspace)
            at += 1
    assert words(workspace) == [(states[at], ())]
    assert workspace.read(journal_faults) == ()
    workspace.close()


def test_that_undo_never_takes_away_what_somebody_wrote_since(workspace):
    entity = keep(workspace, {"text": "a"})
    keep(workspace, {"text": "b"}, entity)
    with workspace.write("Take in") as journal:
        journal.keep("approval", {"name": "x"}, authority="E1")
    undo(workspace)
    last = workspace.read(revision_lines, entity)[-1]
    with workspace.write("Change a finding") as journal:
        journal.keep("finding", {"text": "from elsewhere"}, entity=entity)
        journal.session.execute(text("DROP TRIGGER revision_no_update"))
        journal.session.execute(
            text("UPDATE revision SET recorded_by = 'somebody else' WHERE id = (SELECT id FROM revision ORDER BY arrived DESC)")
        )
    assert last.verb == "Keep a finding"
    with pytest.raises(ChangedSinceError):
        undo(workspace)


def test_that_nobody_changes_what_another_wrote(workspace):
    entity = keep(workspace, {"text": "mine"}, by="somebody")
    with pytest.raises(NotYoursError):
        keep(workspace, {"text": "yours"}, entity)
    line = workspace.read(revision_lines)[0]
    assert (line.author, line.recorded_by) == ("somebody", "coordinator")


@pytest.mark.parametrize("statement", ["UPDATE revision SET verb = 'x'", "DELETE FROM revision"])
def test_that_the_journal_refuses_to_be_rewritten(workspace, statement):
    keep(workspace, {"text": "a"})
    with pytest.raises(DatabaseError, match="append-only"), workspace.file.writing() as session:
        session.execute(text(statement))


def test_that_tampering_is_noticed(workspace):
    keep(workspace, {"text": "a"})
    assert workspace.read(journal_faults) == ()
    with workspace.file.writing() as session:
        session.execute(text("UPDATE finding SET text = 'b'"))
    assert "is not what was said" in workspace.read(journal_faults)[0].sentence
    with workspace.file.writing() as session:
        session.execute(text("DROP TRIGGER revision_no_update"))
        session.execute(text("UPDATE revision SET verb = 'other'"))
    assert any("altered" in fault.sentence for fault in workspace.read(journal_faults))


def test_that_an_unknown_field_is_refused(workspace):
    with pytest.raises(ValueError, match="colour"):
        keep(workspace, {"colour": "red"})


def test_that_private_notes_do_not_count_in_the_shared_digest(workspace):
    before = workspace.read(state_hash)
    with workspace.write("Write a private note") as journal:
        journal.keep("note", {"text": "mine alone"}, authority="E1")
    assert workspace.read(state_hash) == before
    keep(workspace, {"text": "shared"})
    assert workspace.read(state_hash) != before


def test_that_a_draft_is_kept_until_it_is_changed(workspace):
    keep_draft(workspace, "finding/E1", {"text": "half a sen"})
    keep_draft(workspace, "finding/E1", {"text": "half a sentence"})
    assert [line.body["text"] for line in workspace.read(drafts, "coordinator")] == ["half a sentence"]
