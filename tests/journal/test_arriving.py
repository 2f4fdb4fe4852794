"""Revisions that come in: in any order, in parts, twice, hidden and shown again; planned first, and written as planned."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session
from test_everybody import everything

from wmpeer.journal.arriving import plan_arrival, write_arrival
from wmpeer.journal.counting import REFUSED
from wmpeer.journal.cuts import report_fields
from wmpeer.journal.held import hidden_here, missing_here
from wmpeer.journal.office import NOTHING_KNOWN, office_now
from wmpeer.journal.queries import journal_faults, revision_lines, state_hash
from wmpeer.journal.revisions import RevisionLine, new_line, read_line, stream_of
from wmpeer.journal.rows import rebuild, refold, row_of
from wmpeer.journal.workspace import Workspace
from wmpeer.models.records import record_kinds
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


def emptied(session: Session) -> None:
    """As if nothing had ever come."""
    session.execute(text("DROP TRIGGER IF EXISTS revision_no_delete"))
    for table in ("revision", "waiting", "hidden", *record_kinds()):
        session.execute(text(f"DELETE FROM {table}"))


@pytest.fixture
def here(file):
    """One file for all tests here."""
    with file.file.writing() as session:
        emptied(session)
    return file


def comes(workspace: Workspace, lines: Sequence[RevisionLine], **more):
    with workspace.file.writing() as session:
        return write_arrival(session, plan_arrival(session, lines, **more))


def faults(workspace: Workspace) -> list[str]:
    """What does not fit, but for streams that came in parts: no pack brings such."""
    return [
        one.sentence for one in workspace.read(journal_faults) if "what stood before" not in one.sentence and "follow" not in one.sentence
    ]


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


def story() -> list[RevisionLine]:
    """A coordinator, two panellists and a chair: records of several hands and shelves, some changed apart, one taken back."""
    cora, ann, ben = Laptop("cora"), Laptop("ann"), Laptop("ben")
    people = [cora.says("person", name, {"name": name, "role": "panellist"}, shelf="office") for name in ("ann", "ben")]
    ann.knew = ben.knew = cora.knew
    view = ann.says("view", "v", {"area": "a", "view": "good"})
    words = [ann.says("finding", "f", {"text": "a", "tags/x": True, "level": 2})]
    words.append(ann.says("finding", "f", {"text": "b"}, words[0]))
    agreed = [ann.says("agreed", "g", {"area": "a", "view": "good"}, shelf="panel")]
    agreed.append(ben.says("agreed", "g", {"view": "inadequate", "wording": "w"}, agreed[0], shelf="panel", at=50))
    agreed.append(ann.says("agreed", "g", {"view": "outstanding"}, agreed[0], shelf="panel"))
    taken = ann.says("finding", "h", {"text": "gone"})
    gone = ann.says("finding", "h", {"withdrawn": True}, taken)
    later = cora.says("person", "ann", {"home": "E1"}, people[0], shelf="office")
    ben.knew = cora.knew
    return [*people, view, *words, *agreed, taken, gone, later, ben.says("finding", "k", {"text": "k", "evidence/1": {"quote": "q"}})]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_that_any_order_and_any_parts_end_the_same(here, wanted, chance, parts):
    with here.file.writing() as session:
        emptied(session)
    lines = story()
    chance.shuffle(lines)
    for at in range(parts):
        comes(here, lines[at::parts])
        if at == parts // 2:
            assert faults(here) == [], "what waits is put down, and no fault"
    assert told(here) == wanted
    assert here.read(missing_here) == {}
    with here.file.writing() as session:
        rebuild(session)
    assert told(here) == wanted


@pytest.fixture(scope="module")
def wanted(file):
    """What the story comes to, one revision after another through the mapper."""
    with file.file.writing() as session:
        emptied(session)
        for line in story():
            session.add(row_of(line, arrived_at=line.wall))
            session.flush()
            refold(session, line.kind, line.entity)
    assert file.read(journal_faults) == ()
    return told(file)


def test_that_what_waits_makes_no_row_and_is_joined_when_the_rest_comes(here):
    ann = Laptop("ann")
    one = ann.says("finding", "f", {"text": "a"})
    two = ann.says("finding", "f", {"text": "b"}, one)
    three = ann.says("finding", "f", {"text": "c"}, two)
    arrival = comes(here, [two, three])
    assert (arrival.new, arrival.waiting, len(arrival.lines)) == (0, 1, 2)
    assert here.read(missing_here) == {two.id: {one.id}, three.id: {two.id}}
    assert everything(here)["finding"] == [] and faults(here) == []
    nothing = here.read(state_hash)
    arrival = comes(here, [one])
    assert (arrival.new, arrival.waiting) == (1, 0) and {line.id for line in arrival.joined} == {two.id, three.id}
    assert here.read(missing_here) == {} and "'c'" in everything(here)["finding"][0]
    assert here.read(state_hash) != nothing and here.read(journal_faults) == ()


def test_that_what_its_writer_knew_has_to_be_here_first_and_is_asked_again_then(here):
    cora, ann = Laptop("cora"), Laptop("ann")
    person = cora.says("person", "ann", {"name": "Ann", "role": "panellist"}, shelf="office")
    ann.knew = cora.knew
    words = [ann.says("finding", name, {"text": name}) for name in "fg"]
    arrival = comes(here, words)
    assert arrival.waiting == 2 and everything(here)["finding"] == []
    asked: list[list[str]] = []

    def judge(lines):
        asked.append([line.id for line in lines])
        return {words[0].id}

    arrival = comes(here, [person], judge=judge)
    assert asked == [[line.id for line in words]] and arrival.refused == {words[0].id}
    assert len(everything(here)["finding"]) == 1, "whoever had no right to it after all is not shown"
    assert here.read(missing_here) == {words[0].id: {REFUSED}} and here.read(journal_faults) == ()
    assert comes(here, words).waiting == 1 and len(asked) == 1, "it is asked once"


def test_that_what_was_taken_back_is_hidden_and_shown_again(here):
    ann, ben = Laptop("ann"), Laptop("ben")
    base = ann.says("agreed", "g", {"area": "a", "view": "good"}, shelf="panel")
    theirs = ben.says("agreed", "g", {"wording": "w"}, base, shelf="panel")
    upon = ann.says("agreed", "g", {"wording": "mine"}, theirs, shelf="panel")
    apart = ann.says("finding", "f", {"text": "a"})
    comes(here, [base, apart])
    before = told(here)
    comes(here, [theirs, upon])
    after = told(here)
    arrival = comes(here, [], hide={theirs.id: "receipt"})
    assert [line.id for line in arrival.stopped] == [theirs.id, upon.id]
    assert told(here) == before and here.read(journal_faults) == ()
    assert here.read(hidden_here) == {theirs.id: "receipt"} and here.read(missing_here) == {upon.id: {theirs.id}}
    with here.file.writing() as session:
        rebuild(session)
    assert told(here) == before and here.read(hidden_here) == {theirs.id: "receipt"}
    arrival = comes(here, [theirs], show={theirs.id})
    assert told(here) == after and arrival.changed == 1 and here.read(hidden_here) == {}


def test_that_a_lost_laptops_revisions_count_up_to_the_report_in_any_order(here):
    cora, ann = Laptop("cora"), Laptop("ann")
    admitted = cora.says("device", "anns", {"person": "ann", "name": "Ann's"}, shelf="office")
    words = [ann.says("finding", name, {"text": name}) for name in "fgh"]
    cut = {"revoked_on": "2026-10-09", **report_fields(words[:2])}
    lost = cora.says("device", "anns", cut, admitted, shelf="office")
    other = ann.says("note", "n", {"text": "unknown stream"}, shelf="panel")
    seen = set()
    for order in ([admitted, *words, lost, other], [admitted, lost, other, *words], [*words, other, lost, admitted]):
        with here.file.writing() as session:
            emptied(session)
        for line in order:
            comes(here, [line])
        assert here.read(hidden_here) == {words[2].id: "", other.id: ""} and here.read(journal_faults) == ()
        seen.add(repr(told(here)))
    assert len(seen) == 1 and len(everything(here)["finding"]) == 2


def test_that_two_reports_cut_where_either_does_whoever_wrote_them(here):
    """Whoever has a coordinator's stolen laptop may report the others lost: both are cut, and no order of arrival decides between them."""
    cora, carl = Laptop("cora"), Laptop("carl")
    first = cora.says("device", "carls", {"name": "Carl's"}, shelf="office")
    carl.knew = cora.knew
    mutual = [
        cora.says("device", "carls", {"revoked_on": "2026-10-09", **report_fields(())}, first, shelf="office"),
        carl.says("device", "coras", {"revoked_on": "2026-10-09", **report_fields([first])}, shelf="office"),
    ]
    seen = set()
    for order in (mutual, mutual[::-1]):
        with here.file.writing() as session:
            emptied(session)
        comes(here, [first])
        for line in order:
            comes(here, [line])
        assert here.read(hidden_here) == {line.id: "" for line in mutual}
        seen.add(repr(told(here)))
    assert len(seen) == 1


def test_that_a_preview_writes_nothing_and_a_stale_plan_is_made_anew(here):
    ann = Laptop("ann")
    one = ann.says("finding", "f", {"text": "a"})
    two = ann.says("finding", "f", {"text": "b"}, one)
    before = told(here)
    plan = here.read(plan_arrival, [one, two])
    assert told(here) == before and plan.new == 1
    comes(here, [one])
    with here.file.writing() as session:
        written = write_arrival(session, plan)
    assert (written.new, written.changed, len(written.lines)) == (0, 1, 1)
    assert here.read(journal_faults) == () and "'b'" in everything(here)["finding"][0]


def test_that_what_differs_and_what_is_parallel_is_told_once(here):
    ann, ben = Laptop("ann"), Laptop("ben")
    base = ann.says("agreed", "g", {"area": "a", "view": "good", "wording": "w"}, shelf="panel")
    mine = ann.says("agreed", "g", {"view": "inadequate"}, base, shelf="panel")
    theirs = ben.says("agreed", "g", {"view": "outstanding"}, base, shelf="panel")
    beside = ben.says("letter", "l", {"addressee": "A"}, shelf="panel")
    also = ann.says("letter", "l", {"signatory": "B"}, shelf="panel")
    comes(here, [base, mine, beside])
    arrival = comes(here, [theirs, also])
    (one,) = arrival.differences
    assert (one.kind, one.entity, one.authority, one.field, one.base, one.judgement) == ("agreed", "g", "E1", "view", "good", True)
    assert {side.value: (side.author, side.device) for side in one.sides} == {
        "inadequate": ("ann", "anns"), "outstanding": ("ben", "bens"),
    }  # fmt: skip
    assert arrival.parallel == 1 and arrival.changed == 2
    assert comes(here, [theirs, also]).differences == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", 5),
        ("text", {"a": 1}),
        ("text", "\ud800x"),
        ("level", "two"),
        ("level", 10**30),
        ("level", True),
        ("in_letter", 1),
        ("tags/x", [1]),
    ],
)
def test_that_a_value_no_column_can_hold_stays_in_the_revision_and_harms_nothing(here, field, value):
    line = read_line(json.dumps({**json.loads(Laptop("ann").says("finding", "f", {"area": "a"}).body), "fields": {field: value}}))
    comes(here, [line])
    assert here.read(journal_faults) == ()
    before = everything(here)
    with here.file.writing() as session:
        refold(session, "finding", "f")
    assert everything(here) == before, "one way to fill a row"


def test_that_what_is_written_here_names_nothing_that_waits(here):
    cora, other = Laptop("cora"), Laptop("carl")
    first = cora.says("person", "ann", {"name": "Ann"}, shelf="office")
    other.knew = cora.knew
    second = other.says("person", "ben", {"name": "Ben"}, shelf="office")
    comes(here, [second])
    assert here.read(office_now, NOTHING_KNOWN).newest == frozenset()
    known = here.read(office_now, NOTHING_KNOWN)
    comes(here, [first])
    assert here.read(office_now, known).newest == {second.id}
