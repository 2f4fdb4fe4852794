"""A disk that fails, is full, or may not be written to: what is said is what is so."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from disk_kit import child


def test_that_after_a_fault_what_is_called_saved_is_there_and_what_is_not_is_not(path: Path, bad_disk: str) -> None:
    found = child("sweep", path, bad_disk, preload=bad_disk)
    told, kept = found["told"], set(found["kept"])
    assert found["hits"] >= 12
    assert {key for key, code in told.items() if not code} == kept
    assert {code for code in told.values() if code} <= {"disk-fault", "disk-full"}
    assert not [key for key, code in told.items() if key.endswith("after") and code]


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on a file's size is POSIX")
def test_that_a_disk_with_no_room_loses_nothing_and_work_goes_on_when_there_is_room(path: Path) -> None:
    found = child("full", path)
    told = found["told"]
    assert told["before"] == told["after"] == ""
    assert {told[f"full {at}"] for at in range(4)} <= {"disk-fault", "disk-full"}
    assert sorted(found["kept"]) == sorted(key for key, code in told.items() if not code)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1.5 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)]
    if not sys.platform.startswith("linux") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small file system")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_that_a_file_system_that_runs_full_loses_nothing_that_was_called_saved(small_disk: Path) -> None:
    path = small_disk / "a.wmpeer"
    told = child("no_room", path)["told"]
    saved = sorted(key for key, code in told.items() if not code)
    assert {code for code in told.values() if code} <= {"disk-full", "backup-failed", "no-room-to-open"}
    assert told["99"] == "disk-full" and told["close"] == "backup-failed" and told["open"] == "no-room-to-open"
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    assert sorted(child("look", path)["kept"]) == saved


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can become somebody who may not write")
def test_that_a_folder_that_may_not_be_written_to_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "panels"
    for above in (tmp_path, *tmp_path.parents):
        if above.stat().st_mode & 0o055 != 0o055 and above.is_relative_to("/tmp/pytest-of-root"):
            above.chmod(0o755)
    told = child("read_only", folder / "a.wmpeer")["told"]
    assert told["before"] == ""
    assert {told[key] for key in ("open", "create", "create below")} == {"folder-read-only"}
