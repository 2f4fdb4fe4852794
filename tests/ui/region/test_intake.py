"""The plan of what is taken in: every answer goes to the file it was given for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from wmpeer.documents.queries import documents
from wmpeer.region.queries import find_authority
from wmpeer.ui.region.plan_sheet import PlanSheet
from wmpeer.ui.region.screen import RegionScreen

NOBODY = "Children’s services self-evaluation\n\nStaff know the plan.\n"


@pytest.fixture
def region(stage: Callable[[Any], Any]) -> Any:
    return stage(RegionScreen)


@pytest.fixture
def sheet(region: Any, qtbot: Any, tmp_path: Path) -> PlanSheet:
    """The plan of four documents that name nobody and one that does."""
    folder = tmp_path / "sent"
    folder.mkdir()
    for at in range(4):
        (folder / f"report {at}.txt").write_text(f"{NOBODY}Report {at}.\n", encoding="utf-8")
    (folder / "Walsall.txt").write_text(NOBODY, encoding="utf-8")
    region.window.activateWindow()
    qtbot.waitUntil(region.window.isActiveWindow)
    region.screen.take_in([folder])
    qtbot.waitUntil(lambda: bool(region.window.findChildren(PlanSheet)), timeout=20_000)
    return region.window.findChildren(PlanSheet)[0]


def answers(sheet: PlanSheet) -> dict[str, str]:
    return {one.path.stem: sheet._names.get(one.authority, "") for one in sheet.plan.items}


def is_open(choice: Any) -> bool:
    return bool(choice.view().isVisible())


def test_that_a_click_on_any_box_opens_that_one_and_its_answer_is_that_files(sheet: PlanSheet, qtbot: Any) -> None:
    third = sheet.choices()[2]
    qtbot.mouseClick(third, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    qtbot.waitUntil(lambda: is_open(third))
    assert sheet.table.current().path.stem == "report 2"
    qtbot.keyClick(third.view(), "d")
    qtbot.keyClick(third.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not is_open(third))
    assert answers(sheet) == {"report 0": "", "report 1": "", "report 2": "Dudley", "report 3": "", "Walsall": "Walsall"}
    assert sheet.choices()[2] is third and third.currentText() == "Dudley"


def test_that_a_letter_on_a_closed_box_opens_it_and_answers_nothing(sheet: PlanSheet, qtbot: Any) -> None:
    first, second = sheet.choices()[:2]
    assert first.hasFocus(), QApplication.focusWidget()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus() and sheet.table.current().path.stem == "report 1"
    qtbot.keyClick(second, "d")
    qtbot.waitUntil(lambda: is_open(second))
    assert not any(name for stem, name in answers(sheet).items() if stem != "Walsall")
    qtbot.keyClick(second.view(), Qt.Key.Key_Return)
    assert {stem for stem, name in answers(sheet).items() if name == "Dudley"} == {"report 1"}
    assert not sheet.isHidden()


def test_that_an_answer_is_taken_back_and_what_is_left_to_answer_counts_down(sheet: PlanSheet, qtbot: Any) -> None:
    first = sheet.choices()[0]
    assert "4 to be answered" in sheet._text.text()
    for code, said in ((first.itemData(0), "3 to be answered"), ("-", "3 to be answered, 1 left out")):
        first.set_value(code)
        first.activated.emit(first.currentIndex())
        assert said in sheet._text.text()
    assert answers(sheet)["report 0"] == ""
    assert sheet.table.records.cell(0, 3).text == "left out"


def test_that_it_says_why_it_asks_and_lets_a_clear_match_be_changed(sheet: PlanSheet, qtbot: Any) -> None:
    said = [sheet.table.records.cell(row, 3).text for row in range(5)]
    assert said[:4] == ["no authority of the region is named in its title or words"] * 4
    assert said[4] == "new for Walsall: its file’s name says so"
    place = sheet.table.visualRect(sheet.table.records.index(4, 2)).center()
    qtbot.mouseClick(sheet.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    box = sheet.choices()[-1]
    qtbot.waitUntil(lambda: is_open(box))
    qtbot.keyClick(box.view(), "d")
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert answers(sheet)["Walsall"] == "Dudley"


def test_that_what_was_left_out_on_purpose_is_no_failure(region: Any, sheet: PlanSheet, qtbot: Any) -> None:
    qtbot.mouseClick(sheet.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(region.messages) and not region.jobs.busy(), timeout=20_000)
    message = region.messages[-1]
    assert (message.kind, message.sentence, message.actions) == ("success", "One file came in.", ())
    assert message.next == "Four files were left out, as you chose."
    assert [one.authority for one in region.workspace.read(documents)] == [region.workspace.read(find_authority, "Walsall").ons_code]
    assert QApplication.activePopupWidget() is None
