"""Who opens the program again goes on where they were: the same authority, area, document and page."""

from __future__ import annotations

import shutil
from pathlib import Path

from wmpeer.journal.whereabouts import whereabouts
from wmpeer.journal.workspace import open_workspace

from .conftest import PASSPHRASE, _evening

ASHCOMBE, KELSBOROUGH = "X08000001", "X08000009"


def test_that_the_next_evening_begins_where_this_one_stopped_also_after_a_kill(evening, qtbot, tmp_path: Path) -> None:
    """A copy of the file as it lies there while the program runs is what a kill would leave."""
    reader, frame = evening.screen.reader, evening.frame
    evening.go(KELSBOROUGH)
    evening.screen.set_area("send")
    evening.go(ASHCOMBE)
    evening.screen.set_area("in-care")
    reader.pages_pane.go_to(9)
    workspace, me = evening.workspace, evening.workspace.file.slot
    evening.until(
        lambda: (workspace.read(whereabouts, me, ASHCOMBE) or None) and reader.sha256 in workspace.read(whereabouts, me, ASHCOMBE).places
    )
    evening.until(lambda: workspace.read(whereabouts, me, ASHCOMBE).places[reader.sha256][0] == 9)
    evening.until(lambda: not frame.jobs.busy())
    read_before = evening.find("bar-read").accessibleName()
    folder = tmp_path / "killed"
    shutil.copytree(tmp_path / "work", folder, ignore=shutil.ignore_patterns("*.lock"))
    for again in _evening(qtbot, folder, go=False):
        assert again.frame.authority() == ASHCOMBE
        again.until(lambda again=again: again.screen.reader.pane.unit_count() > 0)
        assert again.screen.area() == "in-care"
        again.until(lambda again=again: again.screen.reader.page() == 9)
        again.until(lambda again=again: again.find("bar-read").accessibleName() >= read_before)
        again.go(KELSBOROUGH)
        assert again.screen.area() == "send"
        again.go(ASHCOMBE)
        again.until(lambda again=again: again.screen.reader.page() == 9)


def test_that_an_allocated_panellist_begins_with_their_authority(qtbot, dressed, begun: Path, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    shutil.copytree(begun, folder)
    opened = open_workspace(folder / "panel.wmpeer", PASSPHRASE)
    with opened.write("Allocate") as journal:
        journal.keep("allocation", {"person": opened.author}, authority=KELSBOROUGH)
    opened.close()
    for evening in _evening(qtbot, folder, go=False):
        assert evening.frame.authority() == KELSBOROUGH
        evening.until(lambda evening=evening: evening.screen.reader.sha256)
