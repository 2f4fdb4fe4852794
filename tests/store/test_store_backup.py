"""Backups: checked before they count, thinned by age, and brought back."""

from __future__ import annotations

import itertools
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from store_kit import PASSPHRASE, keys_of, put

from wmpeer.clock import now
from wmpeer.progress import StoppedError
from wmpeer.store import backup as backing
from wmpeer.store import durable, keyfile
from wmpeer.store.backup import backup_folder, backups_of, restore, thin, to_keep
from wmpeer.store.errors import BackupDamagedError, BackupFailedError, NoWorkspaceError, WorkspaceInUseError, WrongPassphraseError
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_that_a_backup_is_a_workspace_with_its_keys(file: WorkspaceFile) -> None:
    put(file, "kept")
    assert file.last_backup_at is None
    backup = file.backup()
    assert file.last_backup_at == file.backups()[0].taken_at
    assert backup.parent == backup_folder(file.path)
    assert file.backups()[0].path == backup
    assert now() - file.backups()[0].taken_at < timedelta(minutes=1)
    assert [one.name for one in backup.parent.iterdir() if one.suffix == ".part" or one.name.startswith(".")] == []
    with WorkspaceFile.open(backup, PASSPHRASE) as copy:
        assert keys_of(copy) == ["kept"]


def test_that_two_backups_in_one_second_are_two_and_the_later_comes_first(file: WorkspaceFile) -> None:
    first = file.backup()
    second = file.backup()
    assert first != second
    assert file.backups()[0].path == second


def test_that_a_backup_is_made_when_due_and_only_if_something_changed(file: WorkspaceFile) -> None:
    file.backup()
    assert file.backup_if_due(now() + timedelta(hours=5)) is None
    put(file, "one")
    assert file.backup_if_due(now() + timedelta(minutes=29)) is None
    assert file.backup_if_due(now() + timedelta(minutes=31)) is not None
    assert file.backup_if_due(now() + timedelta(hours=5)) is None


def test_that_closing_backs_up_what_changed(file: WorkspaceFile, path: Path) -> None:
    put(file, "one")
    file.close()
    assert len(backups_of(path)) == 1
    with WorkspaceFile.open(path, PASSPHRASE) as again:
        assert keys_of(again) == ["one"]
    assert len(backups_of(path)) == 1


def test_that_a_backup_is_one_moment_although_somebody_writes_meanwhile(file: WorkspaceFile) -> None:
    with file.writing() as session:
        for number in range(3000):
            session.execute(text("INSERT INTO local VALUES(:key, :value)"), {"key": f"{number:05}", "value": "x" * 2000})
    steps = 0

    def meanwhile(done: int, total: int, label: str) -> None:
        nonlocal steps
        if label == "Copying":
            steps += 1
            put(file, f"late {steps}")

    backup = file.backup(meanwhile)
    assert steps > 1
    with WorkspaceFile.open(backup, PASSPHRASE) as copy:
        assert len(keys_of(copy)) == 3000
    assert file.changed_since_backup


def test_that_a_stopped_backup_leaves_nothing_behind(file: WorkspaceFile) -> None:
    def stop(done: int, total: int, label: str) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        file.backup(stop)
    assert list(backup_folder(file.path).iterdir()) == []
    file.backup()


def test_that_a_backup_that_cannot_be_written_says_so(file: WorkspaceFile) -> None:
    backup_folder(file.path).write_text("a file where the folder should be")
    with pytest.raises(BackupFailedError):
        file.backup()
    put(file, "the workspace goes on")
    backup_folder(file.path).unlink()


def test_that_restoring_brings_back_what_was_and_moves_aside_what_is(file: WorkspaceFile, path: Path) -> None:
    put(file, "early")
    backup = file.backup()
    put(file, "late")
    with pytest.raises(WorkspaceInUseError):
        restore(backup, path, PASSPHRASE)
    file.close()
    aside = restore(backup, path, PASSPHRASE)
    assert aside is not None
    with WorkspaceFile.open(path, PASSPHRASE) as again:
        assert keys_of(again) == ["early"]
    with WorkspaceFile.open(aside, PASSPHRASE) as before:
        assert keys_of(before) == ["early", "late"]


def test_that_restoring_to_a_new_place_needs_nothing_but_the_backup(file: WorkspaceFile, tmp_path: Path) -> None:
    put(file, "early")
    backup = file.backup()
    target = tmp_path / "elsewhere" / "again.wmpeer"
    assert restore(backup, target, PASSPHRASE) is None
    with WorkspaceFile.open(target, PASSPHRASE) as again:
        assert (keys_of(again), again.slot) == (["early"], "person-1")
    assert sorted(one.name for one in target.parent.iterdir() if one.is_file()) == [
        "again.wmpeer",
        "again.wmpeer.keys",
        "again.wmpeer.keys2",
    ]


def test_that_restoring_does_not_bring_an_old_passphrase_back(file: WorkspaceFile, path: Path) -> None:
    backup = file.backup()
    file.change_passphrase(PASSPHRASE, "eight quiet herons", cost=LIGHT)
    file.close()
    restore(backup, path, PASSPHRASE)
    with pytest.raises(WrongPassphraseError):
        WorkspaceFile.open(path, PASSPHRASE)
    restore(backup, path, "eight quiet herons")
    WorkspaceFile.open(path, "eight quiet herons").close()


def test_that_a_damaged_backup_changes_nothing(file: WorkspaceFile, path: Path) -> None:
    put(file, "kept")
    backup = file.backup()
    file.close()
    data = path.read_bytes()
    whole = bytearray(backup.read_bytes())
    for harm in (whole[: len(whole) // 2], whole[:20000] + bytes(64) + whole[20064:], b"", bytes(4096)):
        backup.write_bytes(harm)
        with pytest.raises(BackupDamagedError):
            restore(backup, path, PASSPHRASE)
        assert path.read_bytes() == data
    with pytest.raises(NoWorkspaceError):
        restore(path.with_name("none"), path, PASSPHRASE)
    with pytest.raises(WrongPassphraseError):
        restore(backup, path, "another")
    assert sorted(one.name for one in path.parent.iterdir()) == sorted(
        [path.name, f"{path.stem} backups", *(one.name for one in keyfile.copies(path))]
    )


def test_that_a_wal_left_by_another_file_is_not_played_into_the_restored_one(file: WorkspaceFile, path: Path) -> None:
    put(file, "early")
    backup = file.backup()
    file.close()
    stray = path.with_name(path.name + "-wal")
    path.unlink()
    stray.write_bytes(b"left by a crash" * 1000)
    aside = restore(backup, path, PASSPHRASE)
    assert aside is not None
    assert not stray.exists()
    assert aside.with_name(aside.name + "-wal").exists()
    WorkspaceFile.open(path, PASSPHRASE).close()


def test_that_the_window_may_read_and_write_while_a_backup_is_made(file: WorkspaceFile) -> None:
    done: list[Path] = []
    worker = threading.Thread(target=lambda: done.append(file.backup()))
    worker.start()
    for number in range(20):
        put(file, f"{number:02}")
        assert len(keys_of(file)) == number + 1
    worker.join()
    assert done


def test_that_the_last_day_stays_then_one_a_day_then_one_a_month() -> None:
    every_hour = [NOON - timedelta(hours=hours) for hours in range(24 * 100)]
    kept = sorted(to_keep(every_hour, NOON), reverse=True)
    assert kept[:25] == every_hour[:25]
    daily = [moment for moment in kept if timedelta(days=1) < NOON - moment <= timedelta(days=31)]
    assert {moment.date() for moment in daily} == {(NOON - timedelta(days=days)).date() for days in range(1, 32)}
    monthly = [moment for moment in kept if NOON - moment > timedelta(days=31)]
    assert [moment.date().isoformat() for moment in monthly] == ["2026-10-21", "2026-09-30", "2026-08-31"]


@given(st.lists(st.integers(0, 60 * 24 * 800), min_size=1), st.integers(0, 60 * 24 * 40))
def test_that_thinning_keeps_the_newest_and_thinning_twice_takes_no_more(minutes: list[int], later: int) -> None:
    taken = [NOON - timedelta(minutes=one) for one in minutes]
    kept = to_keep(taken, NOON)
    assert max(taken) in kept
    assert to_keep(kept, NOON) == kept
    assert to_keep(kept, NOON + timedelta(minutes=later)) <= kept


def test_that_what_is_thinned_goes_with_its_keys_and_strangers_stay(file: WorkspaceFile, path: Path) -> None:
    first = file.backup()
    folder = backup_folder(path)
    for name in ("2026-01-05 10-00-00", "2026-01-06 10-00-00"):
        old = folder / f"{path.stem} {name}Z{path.suffix}"
        old.write_bytes(first.read_bytes())
        keyfile.copies(old)[0].write_bytes(b"")
    (folder / "read me.txt").write_text("mine")
    thin(path, now())
    assert sorted(one.name for one in folder.iterdir() if one.suffix != ".keys2") == sorted(
        [
            f"{path.stem} 2026-01-06 10-00-00Z{path.suffix}",
            f"{path.stem} 2026-01-06 10-00-00Z{path.suffix}.keys",
            first.name,
            first.name + ".keys",
            "read me.txt",
        ]
    )


@pytest.mark.parametrize(
    ("owner", "name", "call", "left"),
    [(backing, "move_aside", 1, ["after", "before"]), (backing, "save_keys", 2, ["before"]), (durable, "rename", 2, ["before"])],
)
def test_that_a_restoring_that_was_torn_away_goes_on_at_the_next_opening(
    file: WorkspaceFile, path: Path, monkeypatch: pytest.MonkeyPatch, owner: ModuleType, name: str, call: int, left: list[str]
) -> None:
    put(file, "before")
    taken = file.backup()
    put(file, "after")
    file.close()
    original, calls = getattr(owner, name), itertools.count(1)

    def torn(*given: Any, **named: Any) -> Any:
        if next(calls) == call:
            raise KeyboardInterrupt
        return original(*given, **named)

    with monkeypatch.context() as torn_away:
        torn_away.setattr(owner, name, torn)
        with pytest.raises(KeyboardInterrupt):
            restore(taken, path, PASSPHRASE)
    assert path.is_file() is ("after" in left)
    with WorkspaceFile.open(path, PASSPHRASE) as again:
        assert keys_of(again) == left
    assert not list(path.parent.glob("*.restored*"))
