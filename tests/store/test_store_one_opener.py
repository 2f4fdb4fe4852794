"""Only SQLite ever opens the live file: anything else that opens and closes it drops SQLite's lock."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from store_kit import PASSPHRASE, keys_of, put

from wmpeer.clock import now
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT

_listening: list[list[str]] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _listening and isinstance(arguments[0], str | bytes | os.PathLike):
        _listening[-1].append(os.fsdecode(arguments[0]))


sys.addaudithook(_hear)  # Python hears of its own opening, not of SQLite's


@contextmanager
def opened() -> Iterator[list[str]]:
    names: list[str] = []
    _listening.append(names)
    yield names
    _listening.pop()


def test_that_nothing_but_sqlite_opens_the_live_file(path: Path) -> None:
    with opened() as names:
        file, spelt = WorkspaceFile.create(path, PASSPHRASE, slot="person-1", cost=LIGHT)
        put(file, "one")
        file.backup()
        file.backup_if_due(now())
        file.add_slot("person-2", "another herd of cows", cost=LIGHT)
        file.integrity()
        file.scrub(backups=True)
        assert keys_of(file) == ["one"]
        file.close()
        WorkspaceFile.open(path, PASSPHRASE).close()
        WorkspaceFile.open_with_recovery_key(path, spelt, "new words", slot="person-1", cost=LIGHT).close()
    assert str(path) + ".keys" in names  # the hook hears
    live = {str(path), str(path) + "-wal", str(path) + "-shm"}
    assert not live & set(names)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_that_nobody_else_on_this_laptop_may_read_the_files(file: WorkspaceFile) -> None:
    put(file, "one")
    file.backup()
    for folder in (file.path.parent, file.path.parent / f"{file.path.stem} backups"):
        for one in folder.iterdir():
            if one.is_file():
                assert stat.S_IMODE(one.stat().st_mode) == 0o600, one.name
