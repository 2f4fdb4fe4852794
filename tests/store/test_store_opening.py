"""Opening what is damaged, newer, older, or torn away in the middle of its work."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from store_kit import PASSPHRASE, keys_of, put

from wmpeer.progress import StoppedError
from wmpeer.store.connect import SETTINGS, connect, dbapi, keyed
from wmpeer.store.errors import (
    DamagedWorkspaceError,
    DamageFoundError,
    NewerWorkspaceError,
    StoreLibraryError,
    UnknownWorkspaceError,
    WorkspaceBusyError,
)
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT

ROOT = Path(__file__).resolve().parents[2]
TORN_AWAY = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import text
from wmpeer.store.file import WorkspaceFile
file = WorkspaceFile.open(Path(sys.argv[1]), sys.argv[2])
with file.writing() as session:
    session.execute(text("INSERT INTO local VALUES('kept', '')"))
os.kill(os.getpid(), signal.SIGKILL)
"""


def tear_away(path: Path) -> None:
    """Open, write and be killed."""
    ended = subprocess.run(
        [sys.executable, "-c", TORN_AWAY, str(path), PASSPHRASE], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    assert path.with_name(path.name + "-wal").stat().st_size > 0


def harm(path: Path, at: int) -> None:
    with path.open("r+b") as data:
        data.seek(at)
        data.write(b"\x55" * 64)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_that_every_setting_is_what_was_asked(file: WorkspaceFile) -> None:
    with file.reading() as session:
        for name, _, expected in SETTINGS:
            assert session.scalar(text(f"PRAGMA {name}")) == expected
        assert session.scalar(text("PRAGMA query_only")) == 1
    with file.writing() as session:
        for name, _, expected in SETTINGS:
            assert session.scalar(text(f"PRAGMA {name}")) == expected


def test_that_a_setting_that_does_not_hold_stops_the_start(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wmpeer.store.connect.SETTINGS", (("page_size", "512", 17),))
    with pytest.raises(StoreLibraryError):
        WorkspaceFile.create(path, PASSPHRASE, slot="person-1", cost=LIGHT)
    assert not list(path.parent.iterdir())


def test_that_a_setting_that_does_not_hold_stops_the_opening_and_frees_the_lock(
    file: WorkspaceFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.close()
    monkeypatch.setattr("wmpeer.store.connect.SETTINGS", (("page_size", "512", 17),))
    with pytest.raises(StoreLibraryError):
        WorkspaceFile.open(path, PASSPHRASE)
    monkeypatch.undo()
    WorkspaceFile.open(path, PASSPHRASE).close()


def test_that_an_old_library_stops_the_start(file: WorkspaceFile, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.close()
    monkeypatch.setattr("wmpeer.store.connect.WANTED_SQLITE", (99, 0))
    with pytest.raises(StoreLibraryError, match=r"SQLite 99\.0 or later"):
        WorkspaceFile.open(path, PASSPHRASE)


def test_that_an_unclean_end_is_checked_and_nothing_is_lost(file: WorkspaceFile, path: Path) -> None:
    file.close()
    tear_away(path)
    said: list[str] = []
    with WorkspaceFile.open(path, PASSPHRASE, progress=lambda done, total, label: said.append(label)) as again:
        assert keys_of(again) == ["kept"]
        assert again.changed_since_backup
    assert "Checking every page" in said and "Checking tables and indexes" in said
    said.clear()
    WorkspaceFile.open(path, PASSPHRASE, progress=lambda done, total, label: said.append(label)).close()
    assert "Checking every page" not in said


def test_that_the_check_can_be_stopped_and_is_made_again(file: WorkspaceFile, path: Path) -> None:
    file.close()
    tear_away(path)

    def stop(done: int, total: int, label: str) -> None:
        if label.startswith("Checking"):
            raise StoppedError

    with pytest.raises(StoppedError):
        WorkspaceFile.open(path, PASSPHRASE, progress=stop)
    with WorkspaceFile.open(path, PASSPHRASE) as again:
        assert keys_of(again) == ["kept"]


def test_that_a_damaged_workspace_is_moved_aside_with_its_wal_and_the_newest_backup_is_offered(file: WorkspaceFile, path: Path) -> None:
    put(file, "early")
    backup = file.backup()
    file.close()
    tear_away(path)
    harm(path, 3 * 4096 + 100)
    harm(path, 100)
    torn, wal = digest(path), path.with_name(path.name + "-wal").read_bytes()
    with pytest.raises(DamagedWorkspaceError, match=r"moved aside, whole, as .*damaged.*Restore the newest backup, of \d\d:\d\d") as told:
        WorkspaceFile.open(path, PASSPHRASE)
    aside = told.value.facts["aside_path"]
    assert isinstance(aside, Path)
    assert told.value.facts["backup_path"] == backup
    assert not path.exists()
    assert digest(aside) == torn
    assert aside.with_name(aside.name + "-wal").read_bytes() == wal
    assert aside.with_name(aside.name + ".keys").exists()


@pytest.mark.parametrize("at", [3, 50, 4096 + 200, 5 * 4096 + 1000])
def test_that_damage_met_at_work_is_said_and_looked_for_at_the_next_start(file: WorkspaceFile, path: Path, at: int) -> None:
    with file.writing() as session:
        for number in range(300):
            session.execute(text("INSERT INTO local VALUES(:key, :value)"), {"key": f"{number}", "value": "x" * 500})
    file.close()
    harm(path, at)
    try:
        again = WorkspaceFile.open(path, PASSPHRASE)
    except DamagedWorkspaceError:
        assert at < 4096  # the first page is read at once
        return
    except Exception as error:
        assert at < 16, error  # the file's own salt is gone: these may be another file's keys, so nothing is moved
        assert path.exists()
        return
    try:
        with pytest.raises(DamageFoundError), again.reading() as session:
            for (name,) in session.execute(text("SELECT name FROM sqlite_schema WHERE type = 'table'")).all():
                session.execute(text(f"SELECT * FROM {name}")).all()
            session.execute(text("PRAGMA integrity_check")).all()
            raise DamageFoundError(name="found by the check")
    finally:
        again._connections.close()
        again._lock.release()
    path.with_name(path.name + ".check").touch()
    with pytest.raises(DamagedWorkspaceError):
        WorkspaceFile.open(path, PASSPHRASE)


def test_that_a_sound_file_is_called_sound_and_a_damaged_one_is_dealt_with_at_the_next_start(file: WorkspaceFile, path: Path) -> None:
    assert file.integrity() == ()
    file.close()
    harm(path, 5 * 4096 + 1000)
    with WorkspaceFile.open(path, PASSPHRASE) as again:
        assert again.integrity()
    with pytest.raises(DamagedWorkspaceError):
        WorkspaceFile.open(path, PASSPHRASE)


def test_that_an_emptied_workspace_is_damaged_and_a_file_of_another_kind_is_left_alone(file: WorkspaceFile, path: Path) -> None:
    key = file._key
    file.close()
    whole = path.read_bytes()
    with closing(keyed(path, key)) as connection:
        connection.execute("PRAGMA application_id = 7")
    before = digest(path)
    with pytest.raises(UnknownWorkspaceError):
        WorkspaceFile.open(path, PASSPHRASE)
    assert digest(path) == before
    path.write_bytes(b"")
    with pytest.raises(DamagedWorkspaceError):
        WorkspaceFile.open(path, PASSPHRASE)
    path.write_bytes(whole)
    WorkspaceFile.open(path, PASSPHRASE).close()


@pytest.mark.parametrize("change", ["PRAGMA user_version = 99", "UPDATE alembic_version SET version_num = '9999'"])
def test_that_a_newer_workspace_is_refused_without_a_byte_changed(file: WorkspaceFile, path: Path, change: str) -> None:
    key = file._key
    file.close()
    with closing(connect(path, key)) as connection:
        connection.execute(change)
    before = {one.name: digest(one) for one in path.parent.iterdir() if one.is_file()}
    with pytest.raises(NewerWorkspaceError) as told:
        WorkspaceFile.open(path, PASSPHRASE)
    assert told.value.exit_code == 3
    after = {one.name: digest(one) for one in path.parent.iterdir() if one.is_file()}
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) <= {path.name + "-wal", path.name + "-shm"}


def test_that_a_newer_workspace_torn_away_keeps_every_byte_too(file: WorkspaceFile, path: Path) -> None:
    key = file._key
    file.close()
    with closing(connect(path, key)) as connection:
        connection.execute("PRAGMA user_version = 99")
    torn = subprocess.run(
        [
            sys.executable,
            "-c",
            TORN_AWAY.replace("file = W", "import wmpeer.store.migrate as m; m.FORMAT = 99\nfile = W"),
            str(path),
            PASSPHRASE,
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert torn.returncode == -signal.SIGKILL
    kept = [path, path.with_name(path.name + "-wal")]
    before = [digest(one) for one in kept]
    with pytest.raises(NewerWorkspaceError):
        WorkspaceFile.open(path, PASSPHRASE)
    assert [digest(one) for one in kept] == before


def test_that_another_program_that_writes_is_said_and_nothing_is_kept(file: WorkspaceFile, monkeypatch: pytest.MonkeyPatch) -> None:
    put(file, "one")
    with closing(connect(file.path, file._key)) as stranger:
        monkeypatch.setattr("wmpeer.store.connect.SETTINGS", (("busy_timeout", "20", 20), *SETTINGS[1:]))
        file._connections.reopen()
        stranger.execute("BEGIN IMMEDIATE")
        assert keys_of(file) == ["one"]
        with pytest.raises(WorkspaceBusyError):
            put(file, "two")
        stranger.execute("ROLLBACK")
    put(file, "two")
    assert keys_of(file) == ["one", "two"]


def test_that_a_stranger_without_the_key_reads_nothing(file: WorkspaceFile, path: Path) -> None:
    put(file, "Ysgol Gyfun Glan-y-môr")
    file.close()
    assert b"Ysgol" not in path.read_bytes()
    assert b"SQLite format 3" not in path.read_bytes()
    with closing(dbapi.connect(str(path))) as stranger, pytest.raises(dbapi.DatabaseError):
        stranger.execute("SELECT * FROM local").fetchall()
