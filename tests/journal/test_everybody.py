"""Several people at one file, in any sequence: the rows are what the revisions say, whatever the order of arrival."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from wmpeer.errors import WmpeerError
from wmpeer.journal.queries import journal_faults, revision_lines, state_hash
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.rights import WRITERS, NotYourPartError
from wmpeer.journal.rows import rebuild, refold, row_of
from wmpeer.journal.undo import ChangedSinceError, NothingToUndoError, redo, undo
from wmpeer.journal.workspace import Workspace
from wmpeer.models.records import field_names, record_kinds
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT

SHARED = ("entity", "author", "head", "authority", "differences", "changed_at")
PEOPLE = ("office", "ann", "bea")


def opened(folder: Path) -> Workspace:
    file, _ = WorkspaceFile.create(folder / "w.wmpeer", "office", slot="office", cost=LIGHT)
    workspace = Workspace(file)
    with workspace.write("Set out") as journal:
        for person, role in zip(PEOPLE, ("coordinator", "panellist", "lead-moderator"), strict=True):
            journal.keep("person", {"name": person, "role": role}, entity=person)
    return workspace


def as_if_opened_by(workspace: Workspace, person: str) -> Workspace:
    """The same file as that person's passphrase would open it."""
    workspace.file.slot = person
    return workspace.on_behalf_of(person)


def everything(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    def rows(session):
        return {
            kind: [
                tuple(repr(getattr(row, name)) for name in (*field_names(row_class), *SHARED))
                for row in session.scalars(select(row_class).order_by(row_class.entity))
            ]
            for kind, row_class in record_kinds().items()
        }  # fmt: skip

    return workspace.read(rows)


STEPS = st.one_of(
    st.tuples(st.sampled_from(what), st.sampled_from(PEOPLE), st.sampled_from("abc"), st.booleans())
    for what in (("finding", "agreed", "letter", "note", "interest", "flag_answer", "rebase"), ("undo", "redo", "withdraw"))
)
TEXTS = {
    "finding": "text", "agreed": "wording", "letter": "addressee", "note": "text", "interest": "reason", "flag_answer": "text",
    "rebase": "reason",
}  # fmt: skip


def act(workspace: Workspace, step: tuple[str, str, str, bool], made: dict[str, list[str]]) -> None:
    what, person, word, again = step
    who = as_if_opened_by(workspace, person)
    try:
        if what in ("undo", "redo"):
            (undo if what == "undo" else redo)(who)
        elif what == "withdraw":
            with who.write("Withdraw") as journal:
                journal.keep("finding", {"withdrawn": True}, entity=made["finding"][-1] if made["finding"] else "none")
        else:
            old = made[what][-1] if again and made[what] else None
            fields: dict[str, object] = {TEXTS[what]: word}
            fields |= {"tags/" + word: again or None} if what == "finding" else {"person": person} if what == "interest" else {}
            with who.write(f"Keep {what}") as journal:
                made[what].append(journal.keep(what, fields, entity=old, authority="E1"))
    except WmpeerError:
        pass


def played(workspace: Workspace, steps: list[tuple[str, str, str, bool]]) -> None:
    made: dict[str, list[str]] = {kind: [] for kind in TEXTS}
    for step in steps:
        act(workspace, step, made)
    workspace.file.slot = "office"


def with_the_same(folder: Path, lines: list[RevisionLine]) -> Workspace:
    """Another file with the same revisions, arrived in the order of *lines*."""
    file, _ = WorkspaceFile.create(folder / "other.wmpeer", "office", slot="office", cost=LIGHT)
    other = Workspace(file)
    with file.writing() as session:
        for line in lines:
            session.add(row_of(line, arrived_at=line.wall))
            session.flush()
            refold(session, line.kind, line.entity)
    return other


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, max_size=14), st.randoms(use_true_random=False))
def test_that_rows_are_the_fold_of_revisions_in_any_order_of_arrival(tmp_path_factory, steps, chance: random.Random):
    folder = tmp_path_factory.mktemp("everybody")
    workspace = opened(folder)
    played(workspace, steps)
    assert workspace.read(journal_faults) == ()
    before = everything(workspace)
    with workspace.file.writing() as session:
        rebuild(session)
    assert everything(workspace) == before
    lines = list(workspace.read(revision_lines))
    chance.shuffle(lines)
    other = with_the_same(folder, lines)
    assert other.read(state_hash) == workspace.read(state_hash)
    assert everything(other) == before
    assert other.read(journal_faults) == ()
    other.close()
    workspace.close()


@pytest.fixture
def office(tmp_path):
    workspace = opened(tmp_path)
    yield workspace
    workspace.close()


def test_that_every_kind_of_record_says_who_may_write_it():
    kinds = {kind for kind, row in record_kinds().items() if row.__module__.startswith("wmpeer.models.")}
    assert kinds <= set(WRITERS)


@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_that_an_observer_writes_only_what_is_their_own(office, kind):
    with office.write("Add a person") as journal:
        journal.keep("person", {"name": "Obi", "role": "observer"}, entity="obi")
    fields = {"person": "obi"} if kind == "interest" else {}
    obi = as_if_opened_by(office, "obi")
    if kind in ("view", "finding", "note", "hand_in", "interest", "claim_answer", "flag_answer", "take_back"):
        with obi.write("Try") as journal:
            assert journal.keep(kind, fields, authority="E1")
    else:
        with pytest.raises(NotYourPartError), obi.write("Try") as journal:
            journal.keep(kind, fields, authority="E1")
    office.file.slot = "office"


def test_that_undo_does_not_take_away_what_another_added(office):
    with office.write("Agree a judgement") as journal:
        agreed = journal.keep("agreed", {"area": "leaders", "view": "good"}, authority="E1")
    with as_if_opened_by(office, "bea").write("Agree a judgement") as journal:
        journal.keep("agreed", {"wording": "Sound and known"}, entity=agreed)
    office.file.slot = "office"
    with pytest.raises(ChangedSinceError):
        undo(office)


def test_that_what_is_final_has_no_undo_nor_has_what_came_before_it(office):
    with office.write("Set up the letter") as journal:
        letter = journal.keep("letter", {"addressee": "A"}, authority="E1")
    with office.write("Issue a letter") as journal:
        journal.keep("issue", {"version": 1}, authority="E1")
        journal.keep("letter", {"stage": "issued"}, entity=letter)
    for _ in PEOPLE:  # what set the file out, and nothing of the letter
        undo(office)
    with pytest.raises(NothingToUndoError):
        undo(office)


def test_that_starting_a_cycle_has_no_undo(office):
    with office.write("Start the cycle") as journal:
        journal.keep("authority", {"name": "Somewhere"}, authority="E1")
    assert undo(office).kind == "person"


def test_that_one_id_under_two_kinds_is_two_records(office):
    with office.write("Keep a finding") as journal:
        journal.keep("view", {"area": "leaders", "view": "good"}, entity="one", authority="E1")
        journal.keep("finding", {"area": "send", "text": "words"}, entity="one", authority="E1")
    assert office.read(journal_faults) == ()
    assert "'leaders'" in everything(office)["view"][0] and "'send'" in everything(office)["finding"][0]


def test_that_a_note_is_private_whatever_wrote_it(office):
    before = office.read(state_hash)
    with office.write("Write a private note") as journal:
        journal.keep("note", {"text": "mine"}, authority="E1")
    assert office.read(state_hash) == before


def test_that_a_revision_whose_parent_is_missing_makes_no_row(office, tmp_path):
    with office.write("Keep a finding") as journal:
        entity = journal.keep("finding", {"text": "a"}, authority="E1")
        journal.keep("finding", {"text": "b"}, entity=entity)
    lines = [line for line in office.read(revision_lines) if line.entity == entity]
    other = with_the_same(tmp_path, lines[1:])
    assert everything(other)["finding"] == []
    assert any("what it waits for" in fault.sentence for fault in other.read(journal_faults)), "nobody put down that it waits"
    other.close()
