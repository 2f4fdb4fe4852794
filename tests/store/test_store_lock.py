"""One window at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from store_kit import PASSPHRASE

from wmpeer.store.errors import WorkspaceInUseError
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.lock import Holder, WindowLock

HOLD = """
import sys
from pathlib import Path
from wmpeer.store.lock import WindowLock
lock = WindowLock(Path(sys.argv[1]), "wmpeer on the other screen")
print("held", flush=True)
sys.stdin.read()
"""
ROOT = Path(__file__).resolve().parents[2]


def test_that_a_second_start_is_told_which_window_and_since_when(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(
            WorkspaceInUseError, match=rf"open in wmpeer on the other screen on .+ \(process {other.pid}\), since \d\d:\d\d on \d+ [A-Z]"
        ):
            WindowLock(path)
        other.kill()
        other.wait()
    WindowLock(path).release()


def test_that_what_a_dead_window_left_written_is_no_lock(file: WorkspaceFile, path: Path) -> None:
    file.close()
    path.with_name(path.name + ".lock").write_text('{"program": "wmpeer", "pid": 1, "host": "here", "since": "2026-01-01T00:00:00.000Z"}')
    WorkspaceFile.open(path, PASSPHRASE).close()


def test_that_the_same_window_cannot_open_it_twice_either(file: WorkspaceFile, path: Path) -> None:
    with pytest.raises(WorkspaceInUseError):
        WorkspaceFile.open(path, PASSPHRASE)
    file.close()
    WorkspaceFile.open(path, PASSPHRASE).close()


def test_that_a_failed_opening_leaves_no_lock(file: WorkspaceFile, path: Path) -> None:
    file.close()
    with pytest.raises(Exception, match="passphrase"):
        WorkspaceFile.open(path, "wrong")
    assert not path.with_name(path.name + ".lock").exists()


def test_that_an_unreadable_moment_is_still_a_sentence() -> None:
    assert Holder("wmpeer", 1, "here", "").since_words() == "some time ago"
