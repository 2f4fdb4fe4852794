"""What is withheld together stands together; ids that are made; what a writer knew; and the two times of a revision."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.clock import LATEST, HybridClock, is_moment, is_stamp, iso, now
from wmpeer.journal.ids import PARTS, made_id, record_id
from wmpeer.journal.office import NOTHING_KNOWN, office_now
from wmpeer.journal.queries import journal_faults, revision_lines, state_hash
from wmpeer.journal.revisions import BODY_KEYS, RevisionLine, canonical, new_line, read_line, revision_id, stream_of
from wmpeer.journal.rows import rebuild, row_of
from wmpeer.journal.seats import device_of
from wmpeer.journal.shelves import ALL, SHELVES, STAYS
from wmpeer.journal.steps import steps
from wmpeer.journal.undo import undo
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.models.records import record_kinds
from wmpeer.region.readers import happened_since
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT


@pytest.fixture
def office(tmp_path: Path):
    file, _ = WorkspaceFile.create(tmp_path / "w.wmpeer", "office", slot="office", cost=LIGHT)
    workspace = Workspace(file)
    with workspace.write("Set out") as journal:
        for person, role in (("office", "coordinator"), ("ann", "panellist")):
            journal.keep("person", {"name": person, "role": role}, entity=person)
    yield workspace
    workspace.close()


def newest(workspace: Workspace) -> RevisionLine:
    return workspace.read(revision_lines)[-1]


def put(workspace: Workspace, *lines: RevisionLine) -> None:
    with workspace.file.writing() as session:
        for line in lines:
            session.add(row_of(line, arrived_at=line.wall))


def test_that_every_kind_has_a_shelf_and_every_shelf_is_known():
    kinds = {kind for kind, row in record_kinds().items() if row.__module__.startswith("wmpeer.models.")}
    assert kinds == set(SHELVES) and set(SHELVES.values()) == ALL and STAYS < ALL


def test_that_no_stream_has_two_shelves_and_no_record_stands_on_two(office):
    """Whoever gets the allocation of an authority does not get the coordinator's own view of it."""
    for kind, fields in (
        ("allocation", {"person": "ann"}), ("view", {"area": "a"}), ("agreed", {"area": "a"}), ("note", {"text": "mine"}),
        ("interest", {"person": "office", "reason": "home"}), ("point", {"text": "p"}), ("outcome", {"point": "p"}),
        ("take_back", {"hidden": True}),
    ):  # fmt: skip
        with office.write("Write") as journal:
            entity = journal.keep(kind, fields, authority="E1")
            journal.keep(kind, {"withdrawn": True}, entity=entity)
    shelves: dict[str, set[str]] = defaultdict(set)
    for line in office.read(revision_lines):
        shelves[line.stream].add(line.shelf)
        shelves[f"{line.kind} {line.entity}"].add(line.shelf)
    assert {len(found) for found in shelves.values()} == {1}
    assert office.read(journal_faults) == ()


def test_that_what_is_for_everybody_is_one_stream_whatever_authority_it_names():
    assert stream_of("d", "office", "E1", "office") == stream_of("d", "office", None, "office")
    assert len({stream_of("d", "office", of, shelf) for of in ("E1", "E2", None) for shelf in ("setup", "own", "panel")}) == 9


def test_that_a_body_says_all_it_has_to_and_its_hash_is_its_name(office):
    line = newest(office)
    assert set(BODY_KEYS) == set(json.loads(line.body))
    assert line.id == revision_id(line.body) and read_line(line.body) == line
    assert (line.shelf, line.device, line.knew) == ("office", office.seat, (office.read(revision_lines)[0].id,))


def test_that_a_key_of_a_newer_program_is_kept_and_a_kind_of_it_has_no_row(office):
    told = json.loads(newest(office).body)
    told |= {"kind": "theme", "entity": "t", "mood": "light", "sequence": 3, "previous": newest(office).id}
    strange = read_line(canonical(told).decode())
    put(office, strange)
    before = office.read(state_hash)
    assert newest(office) == strange and '"mood":"light"' in newest(office).body
    assert office.read(journal_faults) == ()
    with office.file.writing() as session:
        rebuild(session)
    assert (office.read(state_hash), office.read(journal_faults)) == (before, ())


@pytest.mark.parametrize("column", ["recorded_by", "device", "shelf", "stream", "at", "kind", "body"])
def test_that_what_is_said_beside_a_body_is_compared_with_it(office, column):
    with office.file.writing() as session:
        session.connection().exec_driver_sql("DROP TRIGGER revision_no_update")
        session.connection().exec_driver_sql(f"UPDATE revision SET {column} = 'another' WHERE arrived = 1")
    assert any("altered" in one.sentence for one in office.read(journal_faults))


def test_that_ids_are_made_of_what_a_record_is_about_and_of_its_kind():
    assert record_id("view", "ann", "E1", "a") == record_id("view", "ann", "E1", "a")
    assert (
        len({record_id(*parts) for parts in (("view", "ab", "c"), ("view", "a", "bc"), ("agreed", "a", "bc"), ("view", "a", "b", "c"))})
        == 4
    )
    assert made_id("view", "ann", "E1", {"area": "a"}) == record_id("view", "ann", "E1", "a")
    assert made_id("finding", "ann", "E1", {}) is None and made_id("view", "ann", "E1", {}) is None


def test_that_a_kind_there_can_be_one_of_has_a_made_id_whoever_writes_it(office):
    fields = {
        "view": {"area": "a"},
        "agreed": {"area": "a"},
        "allocation": {"person": "ann"},
        "approval": {"by": "x"},
        "outcome": {"point": "p"},
        "document": {"sha256": "ab"},
        "batch": {"sha256": "ab", "sheet": ""},
    }
    for kind in PARTS:
        said = fields.get(kind, {})
        with office.write("Write") as journal:
            entity = journal.keep(kind, said, authority="E1")
            assert entity == made_id(kind, "office", "E1", said) == journal.keep(kind, said, authority="E1")
            journal.keep(kind, {"withdrawn": True}, entity=entity)
            assert journal.settle(kind, None, said, authority="E1") == entity
            assert journal.session.get(record_kinds()[kind], entity).withdrawn is False


def test_that_a_revision_names_what_its_writer_knew_of_who_may_do_what(office):
    with office.write("Keep a finding") as journal:
        journal.keep("finding", {"text": "a"}, authority="E1")
    first, second, finding = office.read(revision_lines)
    assert (first.knew, second.knew, finding.knew) == ((), (first.id,), (second.id,))
    apart = new_line({
        **json.loads(first.body), "device": "elsewhere", "author": "bea", "entity": "bea", "sequence": 1, "knew": [first.id],
    })  # fmt: skip
    put(office, apart)
    with office.write("Keep a finding") as journal:
        journal.keep("finding", {"text": "b"}, authority="E1")
        assert newest_in(journal).knew == tuple(sorted((second.id, apart.id))), "two who wrote apart"
        journal.keep("person", {"name": "Cal"}, entity="cal")
        one = newest_in(journal)
        journal.keep("finding", {"text": "c"}, authority="E1")
        assert newest_in(journal).knew == (one.id,), "who is newest has seen both"


def test_that_what_came_since_is_added_as_if_all_were_read_anew(office):
    for name in ("Cal", "Dee"):
        with office.write("Add a person") as journal:
            journal.keep("person", {"name": name}, entity=name)
            journal.keep("finding", {"text": name}, authority="E1")
        assert office.office == office.read(office_now, NOTHING_KNOWN) != NOTHING_KNOWN
        assert office.read(office_now, office.office) is office.office


def newest_in(journal) -> RevisionLine:
    return revision_lines(journal.session)[-1]


def test_that_what_fell_back_is_not_what_anybody_knew(office):
    with pytest.raises(ZeroDivisionError), office.write("Add a person") as journal:
        journal.keep("person", {"name": "Cal"}, entity="cal")
        raise ZeroDivisionError
    with office.write("Add a person") as journal:
        journal.keep("person", {"name": "Dee"}, entity="dee")
    one = newest(office)
    with office.write("Keep a finding") as journal:
        journal.keep("finding", {"text": "a"}, authority="E1")
    assert newest(office).knew == (one.id,)


def test_that_people_read_the_writers_clock_and_order_goes_by_the_stamp(office, monkeypatch):
    ahead = datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC)
    office.clock.hear(f"{int(datetime(2090, 1, 1, tzinfo=UTC).timestamp() * 1000):012x}-0000")
    monkeypatch.setattr(office.clock, "_wall", lambda: ahead)
    with office.write("Keep a finding") as journal:
        journal.keep("finding", {"text": "a"}, authority="E1")
    line = newest(office)
    assert line.wall == iso(ahead) == "2031-01-02T03:04:05.000Z" and is_moment(line.wall) and line.at > "0370"
    row = office.read(lambda session: session.query(record_kinds()["finding"]).one().changed_at)
    assert row == line.wall


@pytest.mark.parametrize(
    "stamp", ["", "zz", "ffffffffffff-0000", f"{LATEST:012x}-0000", "0" * 13 + "-0000", "00000000000A-0000", "000000000001-0000\n"]
)
def test_that_a_stamp_that_cannot_be_is_not_heard(stamp):
    clock = HybridClock()
    assert not is_stamp(stamp)
    with pytest.raises(ValueError, match="stamp"):
        clock.hear(stamp)
    assert is_stamp(clock.tick())


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-10-08", "2026-10-08T14:02:11", "2026-10-08T14:02:11.123+00:00", "2026-13-08T14:02:11.123Z"]
)
def test_that_only_a_whole_utc_moment_is_one(text):
    assert not is_moment(text) and is_moment("2026-10-08T14:02:11.123Z")


@given(st.lists(st.one_of(st.integers(0, LATEST + 10**12), st.tuples(st.integers(0, LATEST - 1), st.integers(0, 0xFFFF)))))
def test_that_a_clock_rises_whatever_the_wall_does_and_never_grows_a_digit(steps):
    wall = [datetime(1970, 1, 1, tzinfo=UTC)]
    clock = HybridClock(wall=lambda: wall[0])
    last = ""
    for step in steps:
        if isinstance(step, tuple):
            clock.hear(f"{step[0]:012x}-{step[1]:04x}")
            last = max(last, f"{step[0]:012x}-{step[1]:04x}")
        else:
            wall[0] = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=step)
        stamp = clock.tick()
        assert stamp > last and len(stamp) == 17
        last = stamp


def reopened(path: Path) -> Workspace:
    return open_workspace(path, "office")


def test_that_a_copied_a_moved_and_a_restored_file_have_seats_of_their_own(office, tmp_path):
    """Else two files would count on from one number, and neither could tell its revisions from the other's."""
    with office.write("Keep a finding") as journal:
        journal.keep("finding", {"text": "a"}, authority="E1")
    path, first, device = office.file.path, office.seat, office.device
    office.close()
    seats = [first]
    again = reopened(path)
    assert (again.seat, again.device) == (first, device)
    undo(again)
    again.close()
    shutil.copytree(path.parent, tmp_path / "copy", ignore=shutil.ignore_patterns("copy"))
    copied = reopened(tmp_path / "copy" / path.name)
    assert (copied.device, device_of(copied.seat)) == (device, device) and len(copied.read(steps, "office", device).redo) == 1
    with copied.write("Keep a finding") as journal:
        journal.keep("finding", {"text": "b"}, authority="E1")
    assert (newest(copied).device, newest(copied).sequence) == (copied.seat, 1)
    seats.append(copied.seat)
    copied.close()
    shutil.copy(path, tmp_path / "kept")  # put back under its own name
    path.unlink()
    shutil.move(tmp_path / "kept", path)
    restored = reopened(path)
    seats.append(restored.seat)
    restored.close()
    assert len(set(seats)) == 3


def test_that_what_came_today_is_news_today_whatever_a_clock_elsewhere_said(office):
    began = now()
    told = json.loads(newest(office).body)
    old = new_line(
        {**told, "kind": "finding", "shelf": "own", "entity": "f", "device": "elsewhere.0001", "wall": "2025-01-02T03:04:05.000Z"}
    )
    with office.file.writing() as session:
        session.add(row_of(old, arrived_at=iso(now())))
    found = office.read(happened_since, began)
    assert [(one.kind, one.count) for one in found] == [("finding", 1)]
    assert office.read(happened_since, now()) == ()
