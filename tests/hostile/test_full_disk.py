"""A disk without room, and a place for backups that cannot be used: what was kept is said to be kept."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from wmpeer.cli.main import main
from wmpeer.store import faults
from wmpeer.store.errors import DiskFaultError, DiskFullError
from wmpeer.store.lock import WindowLock

PASSPHRASE = "a quiet morning in autumn"


def test_that_a_load_whose_closing_backup_fails_still_answers_that_it_loaded(tmp_path: Path) -> None:
    runner = CliRunner(env={"WMPEER_PASSPHRASE": PASSPHRASE})
    file, paper = tmp_path / "panel.wmpeer", tmp_path / "walsall.txt"
    paper.write_text("Walsall: leaders know their services well.", encoding="utf-8")
    assert runner.invoke(main, ["new", str(file), "--cycle", "2026-27", "--recovery-key-out", str(tmp_path / "key.txt")]).exit_code == 0
    for folder in (one for one in tmp_path.iterdir() if one.is_dir()):
        for one in folder.iterdir():
            one.unlink()
        folder.rmdir()
        folder.write_text("a file where the folder of backups was", encoding="utf-8")
    done = runner.invoke(main, ["load", str(file), str(paper), "--json"])
    assert (done.exit_code, '"loaded"' in done.stdout, "[backup-failed]" in done.stderr) == (0, True, True)
    again = runner.invoke(main, ["load", str(file), str(paper), "--json"])
    assert '"unchanged"' in again.stdout


def test_that_a_lock_holds_though_there_is_no_room_to_say_whose_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        lock = WindowLock(tmp_path / "panel.wmpeer")
    assert lock.path.exists()
    lock.release()
    assert not lock.path.exists()


def test_that_a_fault_of_the_disk_is_told_as_a_full_one_where_there_is_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Fault(faults.dbapi.OperationalError):  # type: ignore[misc,name-defined]
        sqlite_errorcode = faults.IOERR

    room = shutil.disk_usage(tmp_path)
    assert isinstance(faults.sentence_for(Fault(), tmp_path / "panel.wmpeer"), DiskFaultError)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: room._replace(free=4096))
    assert isinstance(faults.sentence_for(Fault(), tmp_path / "panel.wmpeer"), DiskFullError)
