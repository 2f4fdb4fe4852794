"""A file that was copied, moved, restored or put back does not count on where another counts, and remains its person's."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trio import NAME, PASSPHRASE, Trio, carry, shut, trio

from wmpeer.exchange.device_keys import own_keys
from wmpeer.journal import seats
from wmpeer.journal.queries import journal_faults, revision_lines, state_hash
from wmpeer.journal.undo import undo
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.judging.actions import keep_finding
from wmpeer.judging.queries import finding_lines
from wmpeer.judging.records import FindingDraft
from wmpeer.store.backup import restore

KELSBOROUGH = "X08000009"


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Trio]:
    three = trio(tmp_path / "laptops")
    carry(three.office, three.ann)
    yield three
    three.close()


def says(workspace: Workspace, text: str) -> None:
    keep_finding(workspace, FindingDraft(authority=KELSBOROUGH, area="in-care", kind="strength", text=text))


def said(workspace: Workspace) -> set[str]:
    return {one.text for one in workspace.read(finding_lines, KELSBOROUGH)}


def taken(workspace: Workspace, to: Path) -> Path:
    """The closed file and its keys, copied as a person does it."""
    shut(workspace)
    to.mkdir(parents=True, exist_ok=True)
    for one in workspace.file.path.parent.glob(f"{NAME}*"):
        if one.is_file():
            shutil.copy2(one, to)
    return to / NAME


def elsewhere(workspace: Workspace, folder: Path) -> Path:
    return taken(workspace, folder / "copy")


def moved(workspace: Workspace, folder: Path) -> Path:
    shut(workspace)
    return Path(shutil.move(workspace.file.path.parent, folder / "moved")) / NAME


def restored(workspace: Workspace, folder: Path) -> Path:
    backup = workspace.file.backup()
    says(workspace, "Written after the backup")
    shut(workspace)
    restore(backup, workspace.file.path, PASSPHRASE)
    return workspace.file.path


def put_back(workspace: Workspace, folder: Path) -> Path:
    """An older state copied into the very file: the same name, the same place, the same number on the disk."""
    older = taken(workspace, folder / "stick")
    workspace = open_workspace(workspace.file.path, PASSPHRASE)
    says(workspace, "Written after it was copied to the stick")
    shut(workspace)
    for one in older.parent.glob(f"{NAME}*"):
        (workspace.file.path.parent / one.name).write_bytes(one.read_bytes())
    return workspace.file.path


def put_back_in_mid_work(workspace: Workspace, folder: Path) -> Path:
    """The backup of half past is put back after the window was torn away."""
    backup = workspace.file.backup()
    says(workspace, "Written after half past")
    workspace.file._connections.close()
    workspace.file._lock.release()
    place = workspace.file.path
    for beside in (f"{NAME}-wal", f"{NAME}-shm"):
        place.with_name(beside).unlink(missing_ok=True)
    place.write_bytes(backup.read_bytes())
    return place


@pytest.mark.parametrize("way", [elsewhere, moved, restored, put_back, put_back_in_mid_work])
def test_that_a_file_that_is_no_longer_where_it_was_takes_a_new_seat_and_stays_the_same_laptop(
    ann: Trio, tmp_path: Path, way: Callable[[Workspace, Path], Path]
):
    hers = ann.ann
    says(hers, "Before")
    lost = "Written after" if way in (restored, put_back, put_back_in_mid_work) else ""
    keys, seat = own_keys(hers), hers.seat
    again = open_workspace(way(hers, tmp_path), PASSPHRASE)
    try:
        assert again.device == keys.device and own_keys(again).signing_public == keys.signing_public
        assert again.seat != seat and seats.device_of(again.seat) == seats.device_of(seat) == again.device
        assert not any(text.startswith(lost) for text in said(again)) if lost else said(again) == {"Before"}
        undo(again)
        assert said(again) == set(), "undo goes by the laptop and not by the seat"
        says(again, "After")
        carry(again, ann.office)
        assert ann.office.read(journal_faults) == () and said(ann.office) == {"After"}
    finally:
        shut(again)


def test_that_a_file_that_stays_where_it_is_keeps_its_seat(ann: Trio):
    hers = ann.ann
    seat = hers.seat
    for text in ("One", "Two", "Three"):
        says(hers, text)
        shut(hers)
        hers = open_workspace(hers.file.path, PASSPHRASE)
        assert hers.seat == seat
    assert {one.device for one in hers.read(revision_lines) if one.author == hers.author} == {seat}
    shut(hers)


def test_that_what_a_file_and_its_older_self_both_wrote_is_all_there_when_they_meet(ann: Trio, tmp_path: Path):
    """The lost change comes back: it had been handed in before the older file was put back."""
    hers, office = ann.ann, ann.office
    says(hers, "Before")
    older = taken(hers, tmp_path / "stick")
    hers = open_workspace(hers.file.path, PASSPHRASE)
    says(hers, "Handed in, then lost")
    carry(hers, office)
    ahead = hers.clock.tick()
    shut(hers)
    hers.file.path.write_bytes(older.read_bytes())
    hers = open_workspace(hers.file.path, PASSPHRASE)
    try:
        says(hers, "Written again")
        assert max(one.at for one in hers.read(revision_lines)) > ahead[:12], "its clock goes on after what it no longer knows"
        carry(hers, office)
        carry(office, hers)
        assert said(hers) == said(office) == {"Before", "Handed in, then lost", "Written again"}
        assert hers.read(journal_faults) == office.read(journal_faults) == () and hers.read(state_hash) == office.read(state_hash)
        places = [(one.stream, one.sequence) for one in hers.read(revision_lines)]
        assert len(places) == len(set(places)), "nothing was counted twice"
    finally:
        shut(hers)


def test_that_without_the_note_two_would_count_on_from_the_same_number(ann: Trio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A seeded fault: were nothing noted, an older file put back would keep its seat."""
    monkeypatch.setattr(seats, "notes", lambda: tmp_path / "nowhere")
    monkeypatch.setattr("wmpeer.journal.workspace.noted", lambda seat: "")
    hers = ann.ann
    says(hers, "Before")
    seat = hers.seat
    again = open_workspace(put_back(hers, tmp_path), PASSPHRASE)
    assert again.seat == seat
    shut(again)


@pytest.mark.parametrize("wrong", [b"", b"\xff" * 17, b"f" * 999])
def test_that_a_note_nobody_can_read_or_write_stops_nothing(ann: Trio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: bytes):
    (tmp_path / "file").write_text("no folder")
    hers = ann.ann
    monkeypatch.setattr(seats, "notes", lambda: tmp_path / "file")
    says(hers, "One")
    monkeypatch.setattr(seats, "notes", lambda: tmp_path / "notes")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / hers.seat).write_bytes(wrong)
    shut(hers)
    again = open_workspace(hers.file.path, PASSPHRASE)
    says(again, "Two")
    assert said(again) == {"One", "Two"} and again.seat == hers.seat
    assert (tmp_path / "notes" / hers.seat).read_text() == seats.noted(hers.seat) != ""
    shut(again)


@settings(max_examples=30)
@given(st.lists(st.text("0123456789abcdef", min_size=32, max_size=32), min_size=1, max_size=3))
def test_that_a_seat_tells_its_device(devices: list[str]):
    for device in devices:
        assert seats.device_of(seats.new_seat(device)) == device == seats.device_of(device)
