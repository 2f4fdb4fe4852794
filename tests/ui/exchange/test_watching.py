"""A watched folder: what comes is told, what is still coming waits, and nothing there is touched."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import Any

from exchange_stage import ANN, Shown, office

from wmpeer.errors import Problem
from wmpeer.exchange.folder import packs_in, seen
from wmpeer.exchange.records import Taking
from wmpeer.ui.exchange.records import Looked
from wmpeer.ui.exchange.watching import LOOK_MS


def head(whole: int) -> bytes:
    """How a pack of so many bytes begins."""
    return struct.pack(">8sHHQ", b"WMPEER\0P", 1, 0, whole)


def test_that_a_file_counts_when_it_is_as_long_as_it_says(tmp_path: Path) -> None:
    (tmp_path / "whole.wmpack").write_bytes(head(100) + bytes(80))
    (tmp_path / "coming.wmpack").write_bytes(head(100))
    (tmp_path / "placeholder.wmpack").write_bytes(b"")
    (tmp_path / "other.wmpack").write_bytes(b"not a pack at all, but called one")
    (tmp_path / "notes.txt").write_text("nothing")
    (tmp_path / "named otherwise").write_bytes(head(20))
    found = {one.path.name: (one.arriving, one.have, one.whole) for one in packs_in(tmp_path)}
    assert found == {
        "whole.wmpack": (False, 100, 100), "coming.wmpack": (True, 20, 100), "placeholder.wmpack": (True, 0, 0),
        "other.wmpack": (False, 33, 0),
    }  # fmt: skip
    assert seen(tmp_path / "named otherwise") is not None, "the name is never believed"
    assert seen(tmp_path / "notes.txt") is None and packs_in(tmp_path / "gone") == ()


def stat_of(folder: Path) -> list[tuple[str, int, int, int]]:
    entries = [(one.name, one.stat()) for one in os.scandir(folder)]
    return [*sorted((name, st.st_size, st.st_mtime_ns, st.st_ino) for name, st in entries), ("", 0, folder.stat().st_mtime_ns, 0)]


def test_that_a_pack_that_comes_into_the_folder_is_read_when_it_is_whole(shown: Shown, qtbot: Any, tmp_path: Path, look: Any) -> None:
    """First a part of it, then the rest, as a synchronised folder brings it; the folder itself stays as it is."""
    folder = tmp_path / "shared"
    folder.mkdir()
    look["ann.wmpack"] = Looked(folder, "pack", 100, "aa" * 32, "Ann Reed", "2026-10-08T13:02:11Z", "", Taking("p", "device-1", "", {}, 2))
    shown.stands(office(ANN, watched=str(folder)))
    shown.screen.show_part_named("take-in")
    qtbot.waitUntil(lambda: str(folder) in shown.screen.watching._watcher.directories())
    (folder / "ann.wmpack").write_bytes(head(100) + bytes(30))
    qtbot.waitUntil(lambda: [one.state for one in shown.screen.incoming.items()] == ["arriving"])
    with (folder / "ann.wmpack").open("ab") as more:
        more.write(bytes(50))
    before = stat_of(folder)
    qtbot.waitUntil(lambda: [one.state for one in shown.screen.incoming.items()] == ["ready"])
    assert "From Ann Reed" in shown.text() and "Watching" in shown.screen.inbox.watched.text()
    shown.screen.watching.look()
    qtbot.waitUntil(lambda: not shown.screen.jobs.busy())
    assert stat_of(folder) == before
    (folder / "ann.wmpack").unlink()
    qtbot.waitUntil(lambda: shown.screen.incoming.items() == [])


def test_that_a_folder_that_tells_nothing_is_looked_at_every_twenty_seconds(shown: Shown, tmp_path: Path, qtbot: Any) -> None:
    assert LOOK_MS == 20_000
    shown.screen.watching.watch(tmp_path)
    assert shown.screen.watching._often.isActive() and shown.screen.watching._often.interval() == LOOK_MS
    shown.screen.watching.stop()
    assert not shown.screen.watching._often.isActive() and shown.screen.watching._watcher.directories() == []


def test_that_a_folder_that_is_not_there_is_waited_for(shown: Shown, tmp_path: Path, qtbot: Any) -> None:
    shown.screen.watching.watch(tmp_path / "pulled out")
    qtbot.waitUntil(lambda: not shown.screen.jobs.busy())
    assert shown.screen.incoming.items() == []
    (tmp_path / "pulled out").mkdir()
    shown.screen.watching.look()
    qtbot.waitUntil(lambda: bool(shown.screen.watching._watcher.directories()))


def test_that_what_lies_there_for_others_is_not_shown_but_says_so_when_it_is_chosen(
    shown: Shown, qtbot: Any, tmp_path: Path, look: Any
) -> None:
    """Fourteen packs lie on the stick, and one is for this laptop."""
    refused = Problem("pack-for-someone-else", "“x” was not made for this laptop.", "", "Ask for yours.")
    for at in range(14):
        (tmp_path / f"{at}.wmpack").write_bytes(head(20))
        look[f"{at}.wmpack"] = Looked(tmp_path, "pack", problem=refused)
    look["3.wmpack"] = Looked(tmp_path, "pack", 20, "aa" * 32, "Ann Reed", "", "", Taking("p", "device-1", "", {}, 2))
    shown.screen.take([tmp_path])
    qtbot.waitUntil(lambda: [one.state for one in shown.screen.incoming.items()] == ["ready"])
    shown.screen.take([tmp_path / "5.wmpack"])
    qtbot.waitUntil(lambda: [one.state for one in shown.screen.incoming.items()] == ["ready", "refused"])
