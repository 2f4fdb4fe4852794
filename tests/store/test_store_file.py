"""The workspace file: kept whole or not at all."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from store_kit import PASSPHRASE, keys_of, put

from wmpeer.store.backup import restore
from wmpeer.store.errors import NoWorkspaceError, WorkspaceClosedError, WorkspaceThereAlreadyError, WrongPassphraseError
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT


def test_that_what_was_kept_is_there_when_it_is_opened_again(file: WorkspaceFile, path: Path) -> None:
    put(file, "Ynys Môn", "tŷ ŵy")
    file.close()
    with WorkspaceFile.open(path, PASSPHRASE) as again:
        assert again.slot == "person-1"
        assert keys_of(again) == ["Ynys Môn"]


def test_that_an_edit_that_fails_leaves_nothing(file: WorkspaceFile) -> None:
    with pytest.raises(ZeroDivisionError), file.writing() as session:
        session.execute(text("INSERT INTO local VALUES('half', '')"))
        raise ZeroDivisionError
    put(file, "next")
    assert keys_of(file) == ["next"]


def test_that_a_broken_constraint_is_ours_and_does_not_tell_what_was_written(file: WorkspaceFile) -> None:
    put(file, "one", "a child's name")
    with pytest.raises(IntegrityError) as told:
        put(file, "one", "a child's name")
    assert "child" not in str(told.value)


def test_that_a_reader_cannot_write(file: WorkspaceFile) -> None:
    with pytest.raises(DBAPIError, match="readonly"), file.reading() as session:
        session.execute(text("INSERT INTO local VALUES('x', '')"))


def test_that_a_reader_keeps_its_snapshot_and_waits_for_nobody(file: WorkspaceFile) -> None:
    put(file, "before")
    with file.reading() as early:
        assert early.scalar(text("SELECT count(*) FROM local")) == 1
        with file.writing() as writer:
            writer.execute(text("INSERT INTO local VALUES('after', '')"))
            with file.reading() as during:
                assert during.scalar(text("SELECT count(*) FROM local")) == 1
        assert early.scalar(text("SELECT count(*) FROM local")) == 1
    assert keys_of(file) == ["after", "before"]


def test_that_writing_inside_writing_is_a_fault_of_the_program(file: WorkspaceFile) -> None:
    with pytest.raises(RuntimeError), file.writing(), file.writing():
        pass
    with pytest.raises(RuntimeError), file.writing():
        file._connections.close()
    put(file, "still usable")


def test_that_many_threads_write_in_turn_while_others_read(file: WorkspaceFile) -> None:
    problems: list[BaseException] = []

    def write(who: int) -> None:
        try:
            for number in range(20):
                put(file, f"{who}-{number:02}")
        except BaseException as problem:
            problems.append(problem)

    def read() -> None:
        try:
            for _ in range(40):
                with file.reading() as session:
                    first = session.scalar(text("SELECT count(*) FROM local"))
                    assert session.scalar(text("SELECT count(*) FROM local")) == first
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=write, args=(who,)) for who in range(4)] + [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert len(keys_of(file)) == 80


def test_that_a_closed_workspace_says_so_and_closing_twice_does_no_harm(file: WorkspaceFile) -> None:
    file.close()
    file.close()
    with pytest.raises(WorkspaceClosedError):
        put(file, "late")
    with pytest.raises(WorkspaceClosedError):
        keys_of(file)


def test_that_closing_leaves_no_wal_and_no_lock(file: WorkspaceFile, path: Path) -> None:
    put(file, "one")
    file.close()
    assert not [beside.name for beside in path.parent.iterdir() if beside.name.endswith(("-wal", "-shm", ".lock"))]


def test_that_a_wrong_passphrase_a_missing_file_and_a_taken_name_are_said(file: WorkspaceFile, path: Path) -> None:
    file.close()
    with pytest.raises(WrongPassphraseError):
        WorkspaceFile.open(path, "another")
    with pytest.raises(NoWorkspaceError):
        WorkspaceFile.open(path.with_name("none.wmpeer"), PASSPHRASE)
    with pytest.raises(WorkspaceThereAlreadyError):
        WorkspaceFile.create(path, PASSPHRASE, slot="person-1", cost=LIGHT)
    WorkspaceFile.open(path, PASSPHRASE).close()


@pytest.mark.parametrize("name", ["Ŵyl #1 50%? 'a'.wmpeer", "no ending", "two.dots.wmpeer", "雪.wmpeer"])
def test_that_any_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a folder; with, signs" / name
    file, _ = WorkspaceFile.create(path, PASSPHRASE, slot="person-1", cost=LIGHT)
    put(file, "kept")
    backup = file.backup()
    file.close()
    assert [one.path for one in file.backups()] == [backup]
    path.unlink()
    restore(backup, path, PASSPHRASE)
    with WorkspaceFile.open(path, PASSPHRASE) as again:
        assert keys_of(again) == ["kept"]


def test_that_a_changed_working_folder_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file, _ = WorkspaceFile.create(Path("a.wmpeer"), PASSPHRASE, slot="person-1", cost=LIGHT)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    put(file, "kept")
    file.close()
    assert not list((tmp_path / "elsewhere").iterdir())
    with WorkspaceFile.open(tmp_path / "a.wmpeer", PASSPHRASE) as again:
        assert keys_of(again) == ["kept"]


@pytest.mark.parametrize("passphrase", ["x", "ŵ" * 5000, "🔑 a key", " spaces matter "])
def test_that_any_passphrase_will_do(path: Path, passphrase: str) -> None:
    WorkspaceFile.create(path, passphrase, slot="person-1", cost=LIGHT)[0].close()
    WorkspaceFile.open(path, passphrase).close()
    with pytest.raises(WrongPassphraseError):
        WorkspaceFile.open(path, passphrase + "x")
