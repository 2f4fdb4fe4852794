"""Papers from the data are written from Letters, and commentary is written there for an authority's data pack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from wmpeer.judging.commentary import commentaries

KELSBOROUGH = "X08000009"


def said(office: Any) -> dict[str, str]:
    lines = office.workspace.read(commentaries, KELSBOROUGH, reader=office.workspace.readers)
    return {line.part: line.text for line in lines}


def test_that_a_paper_is_chosen_and_written_into_a_folder(office: Any, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    office.screen.papers.ask_folder = lambda _parent, _before: folder
    office.click("letters-papers")
    kind = office.find("papers-kind")
    assert [kind.itemText(at) for at in range(kind.count())] == [
        "Data pack: Kelsborough", "Sign-off sheet: Kelsborough", "Data packs of every authority", "Regional scorecard",
        "Performance of the Region",
    ]  # fmt: skip
    office.find("papers-formats").set_value("pdf")
    office.click("papers-verb")
    office.until(lambda: folder.is_dir() and list(folder.iterdir()) and not office.jobs.busy())
    assert [path.name for path in folder.iterdir()] == ["data-pack-kelsborough-2026-27.pdf"]
    assert not office.sees("papers-verb")


def test_that_the_sheet_that_is_signed_is_one_pdf(office: Any, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    office.screen.papers.ask_folder = lambda _parent, _before: folder
    office.click("letters-papers")
    kind = office.find("papers-kind")
    kind.set_value("sign-off")
    kind.chosen.emit("sign-off")
    formats = office.find("papers-formats")
    assert formats.value() == "pdf" and not formats.isEnabled()
    office.click("papers-verb")
    office.until(lambda: folder.is_dir() and list(folder.iterdir()) and not office.jobs.busy())
    assert [path.name for path in folder.iterdir()] == ["sign-off-sheet-kelsborough-2026-27.pdf"]


def test_that_commentary_is_kept_for_every_area_that_was_written_and_undone(office: Any) -> None:
    office.click("letters-papers")
    office.click("papers-commentary")
    office.find("commentary-text").setPlainText("Leaders know why.")
    area = office.find("commentary-area")
    area.set_value("in-care")
    area.chosen.emit("in-care")
    assert office.find("commentary-text").text() == ""
    office.find("commentary-text").setPlainText("The rate has levelled.")
    office.click("commentary-verb")
    office.until(lambda: len(said(office)) == 2 and not office.sees("commentary-verb"))
    assert said(office) == {"leaders": "Leaders know why.", "in-care": "The rate has levelled."}
    office.settled()
    QTest.keyClick(office.frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    office.until(lambda: said(office) == {"leaders": "Leaders know why."})
