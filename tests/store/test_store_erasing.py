"""Erasing and changing the key, killed with `kill -9` at every kind of moment: all is left, or the next opening goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from store_kit import PASSPHRASE, keys_of, put

from wmpeer.store import connect, erasing, rekeying
from wmpeer.store.backup import restore
from wmpeer.store.errors import (
    DamagedWorkspaceError,
    DiskFullError,
    KeysOfAnotherFileError,
    RecoveryKeyOfAnotherFileError,
    StillReadError,
    WrongPassphraseError,
)
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keyfile import copies
from wmpeer.store.keys import LIGHT

HERE = Path(__file__).resolve().parent
OTHER = "nine loud crows"
KEPT = [f"row {number}" for number in range(30)]


def killed(folder: Path, act: str, every: int) -> list[dict[str, Any]]:
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    command = [sys.executable, str(HERE / "erase_child.py"), str(folder), act, str(every)]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The whole run kills at every fourth step, the quick one at some; 1 here is every step."""
    if "every" in metafunc.fixturenames:
        quick = "not slow" in (metafunc.config.getoption("-m") or "")
        metafunc.parametrize("every", [13] if quick else [pytest.param(4, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_that_an_erasure_leaves_all_or_goes_on(tmp_path: Path, every: int) -> None:
    rounds = killed(tmp_path, "erase", every)
    ends = [tuple(sorted(one["first"]["rows"])) for one in rounds]
    assert set(ends) == {("erased",), tuple(sorted(KEPT))}, "some were killed before it was kept, some after"
    for one, end in zip(rounds, ends, strict=True):
        assert one["ended"] == 9 and one["first"]["sound"] == "ok" and one["first"]["triggers"] == 5, one
        gone = end == ("erased",)
        assert one["first"]["people"] == (["p"] if gone else ["p", "q"])
        assert (one["other"].get("refused") in {"key-change-unfinished", "wrong-passphrase"}) is gone, one
        assert any("damaged" in name for name in one["left"]) is not gone
        assert not [name for name in one["left"] if "rekeying" in name or name.endswith("-wal") or (gone and name.endswith(".part"))]


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_that_a_change_of_key_keeps_all_whenever_it_is_killed(tmp_path: Path, every: int) -> None:
    rounds = killed(tmp_path, "renew", max(every // 4, 1))
    assert {tuple(one["first"]["people"]) for one in rounds} == {("p",), ("p", "q")}
    for one in rounds:
        assert one["first"]["rows"] == sorted(KEPT) and one["first"]["sound"] == "ok", one
        assert not [name for name in one["left"] if "rekeying" in name]


def with_two(path: Path) -> tuple[WorkspaceFile, str]:
    file, recovery = WorkspaceFile.create(path, PASSPHRASE, slot="p", cost=LIGHT)
    file.add_slot("q", OTHER, cost=LIGHT)
    put(file, "a row", "kept")
    return file, recovery


def test_that_a_new_recovery_key_takes_the_place_of_the_old(path: Path) -> None:
    file, old = with_two(path)
    with pytest.raises(WrongPassphraseError):
        file.renew_key(OTHER, cost=LIGHT)
    assert keys_of(file) == ["a row"], "it is still open"
    new = file.renew_key(PASSPHRASE, cost=LIGHT)
    assert new != old
    with pytest.raises(RecoveryKeyOfAnotherFileError):
        WorkspaceFile.open_with_recovery_key(path, old, "something else", slot="p", cost=LIGHT)
    with pytest.raises(WrongPassphraseError):
        WorkspaceFile.open(path, OTHER)
    with WorkspaceFile.open_with_recovery_key(path, new, "something else", slot="p", cost=LIGHT) as again:
        assert keys_of(again) == ["a row"]
    with WorkspaceFile.open(path, "something else") as again:
        assert again.people() == ("p",)


def test_that_a_backup_of_before_the_new_key_is_restored_with_its_own(path: Path, tmp_path: Path) -> None:
    file, _ = with_two(path)
    backup = file.backup()
    file.renew_key(PASSPHRASE, cost=LIGHT)
    restore(backup, path, OTHER)
    with WorkspaceFile.open(path, OTHER) as again:
        assert again.slot == "q" and keys_of(again) == ["a row"]


def test_that_a_passphrase_changes_only_for_who_knows_the_old_one(path: Path) -> None:
    file, _ = with_two(path)
    with pytest.raises(WrongPassphraseError):
        file.change_passphrase(OTHER, "a new one altogether", cost=LIGHT)
    file.change_passphrase(PASSPHRASE, "a new one altogether", cost=LIGHT)
    file.close()
    with pytest.raises(WrongPassphraseError):
        WorkspaceFile.open(path, PASSPHRASE)
    WorkspaceFile.open(path, "a new one altogether").close()


def test_that_keys_of_before_a_new_recovery_key_do_not_make_the_file_a_damaged_one(path: Path) -> None:
    file, _ = with_two(path)
    old = [copy.read_bytes() for copy in copies(path)]
    file.renew_key(PASSPHRASE, cost=LIGHT)
    with WorkspaceFile.open(path, PASSPHRASE) as again:
        again.backup()
    for copy, data in zip(copies(path), old, strict=True):
        copy.write_bytes(data)
    with pytest.raises(KeysOfAnotherFileError):
        WorkspaceFile.open(path, PASSPHRASE)
    assert path.exists()


def test_that_keys_of_before_the_erasing_do_not_make_the_file_a_damaged_one(path: Path) -> None:
    """There is no backup any more whose keys would tell: the file's own pages do."""
    file, _ = with_two(path)
    old = [copy.read_bytes() for copy in copies(path)]
    file.erase(PASSPHRASE, {"erased": "certificate"}, cost=LIGHT)
    new = [copy.read_bytes() for copy in copies(path)]
    for copy, data in zip(copies(path), old, strict=True):
        copy.write_bytes(data)
    whole = path.read_bytes()
    with pytest.raises(KeysOfAnotherFileError):
        WorkspaceFile.open(path, PASSPHRASE)
    assert path.read_bytes() == whole
    for copy, data in zip(copies(path), new, strict=True):
        copy.write_bytes(data)
    WorkspaceFile.open(path, PASSPHRASE).close()
    path.write_bytes(whole[:100] + bytes(2000) + whole[2100:])
    with pytest.raises(DamagedWorkspaceError):
        WorkspaceFile.open(path, PASSPHRASE)
    assert not path.exists(), "with the right keys it is damaged, and moved aside"


def test_that_what_somebody_still_reads_is_not_said_to_be_erased(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "BUSY_MILLISECONDS", 50)
    monkeypatch.setattr(connect, "SETTINGS", (("busy_timeout", "50", 50), *connect.SETTINGS[1:]))
    file, _ = with_two(path)
    with closing(connect.connect(path, file._key)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM local").fetchone()
        with pytest.raises(StillReadError):
            file.erase(PASSPHRASE, {"erased": "certificate"}, cost=LIGHT)
    with WorkspaceFile.open(path, PASSPHRASE) as again:
        assert keys_of(again) == ["erased"] and again.people() == ("p",)
    assert not list(path.parent.glob("*.rekeying*")) and not path.with_name(path.name + "-wal").exists()


def test_that_a_disk_without_room_is_said_before_the_key_is_changed_or_a_row_is_deleted(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, _ = with_two(path)

    def full(*_given: object) -> None:
        error = connect.dbapi.OperationalError("database or disk is full")
        error.sqlite_errorcode = 13
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(erasing, "empty", full)
        with pytest.raises(DiskFullError):
            file.erase(PASSPHRASE, {"erased": "x"}, cost=LIGHT)
    assert keys_of(file) == ["a row"]
    with monkeypatch.context() as patched:
        patched.setattr(rekeying.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=path.stat().st_size))
        with pytest.raises(DiskFullError):
            file.renew_key(PASSPHRASE, cost=LIGHT)
    with WorkspaceFile.open(path, OTHER) as again:
        assert keys_of(again) == ["a row"]
    assert not list(path.parent.glob("*.rekeying*"))
