"""The coordinator's morning, through the real screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from wmpeer.documents.queries import documents
from wmpeer.indicators.queries import batches
from wmpeer.region.actions import set_dates
from wmpeer.region.queries import find_authority
from wmpeer.ui.region.plan_sheet import PlanSheet
from wmpeer.ui.region.screen import RegionScreen

WALSALL = "Walsall children’s services self-evaluation 2026\n\nStaff know the plan. Visits are on time.\n"


@pytest.fixture
def region(stage: Callable[[Any], Any]) -> Any:
    return stage(RegionScreen)


def row_of(region: Any, name: str) -> list[str]:
    table = region.screen.table
    rows = range(table.records.rowCount())
    at = next(row for row in rows if table.records.record(row).name == name)
    return [table.records.cell(at, column).words() for column in range(table.records.columnCount())]


def test_that_the_authorities_stand_by_name_and_say_where_they_are(region: Any) -> None:
    names = [row.name for row in region.screen.table.records.records()]
    assert len(names) == 14 and names == sorted(names)
    assert row_of(region, "Walsall")[:4] == ["Walsall", "Late", "chief executive approved lead member not yet", "0 of 2 handed in"]
    assert row_of(region, "Walsall")[-2:] == ["Document", "5 days late"]
    assert region.screen.day.text() == "Sunday 20 September 2026"


def test_that_the_filter_shows_who_is_late_and_escape_shows_all(region: Any, qtbot: Any) -> None:
    assert [region.screen.filter.segment(key).text() for key in ("all", "late", "soon")] == ["All 14", "Late 14", "Due this week 0"]
    qtbot.mouseClick(region.screen.filter.segment("soon"), Qt.MouseButton.LeftButton)
    assert region.screen.table.records.rowCount() == 0
    assert region.screen.unwind() and region.screen.table.records.rowCount() == 14
    assert not region.screen.unwind()


def test_that_another_calendar_makes_nobody_late(region: Any, qtbot: Any) -> None:
    region.screen.do(lambda _progress: set_dates(region.workspace, {"self-evaluation": "2026-09-24"}))
    qtbot.waitUntil(lambda: not region.jobs.busy() and region.screen.filter.segment("late").text() == "Late 0")
    assert row_of(region, "Dudley")[-1] == "in 4 days"
    assert "14 self-evaluations" in region.screen.due.text.text()


def test_that_enter_goes_where_the_next_step_is_done(region: Any, qtbot: Any) -> None:
    code = region.workspace.read(find_authority, "Walsall").ons_code
    region.screen.table.choose(code)
    region.screen.table.setFocus()
    qtbot.keyClick(region.screen.table, Qt.Key.Key_Return)
    assert region.went == [("read", code, None)]


def test_that_the_chase_list_is_plain_text_to_copy_and_to_save(region: Any, qtbot: Any, tmp_path: Path) -> None:
    qtbot.mouseClick(region.screen.chase, Qt.MouseButton.LeftButton)
    text = region.find("chase-text").toPlainText()
    assert "Walsall: we do not have the self-evaluation yet. Due 15 Sep, five days late." in text
    qtbot.mouseClick(region.find("chase-verb"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == text
    region.screen.save_chase_list(tmp_path / "late.txt", text)
    qtbot.waitUntil(lambda: (tmp_path / "late.txt").is_file() and not region.jobs.busy())
    assert (tmp_path / "late.txt").read_text(encoding="utf-8") == text


def drop(region: Any, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    region.screen.dropEvent(QDropEvent(QPoint(200, 200), action, mime, button, Qt.KeyboardModifier.NoModifier))


def sheet_of(region: Any, qtbot: Any) -> PlanSheet:
    qtbot.waitUntil(lambda: bool(region.screen.window().findChildren(PlanSheet)), timeout=20_000)
    return region.screen.window().findChildren(PlanSheet)[0]


def test_that_a_dropped_folder_is_planned_asked_about_and_taken_in(region: Any, qtbot: Any, tmp_path: Path) -> None:
    """On Monday a folder comes by mail: one clear document, one that names nobody, one broken file."""
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "Walsall self-evaluation.txt").write_text(WALSALL, encoding="utf-8")
    (folder / "self-evaluation.txt").write_text("Self-evaluation\n\nStaff know the plan.\n", encoding="utf-8")
    (folder / "annex.pdf").write_bytes(b"%PDF-1.7 cut short")
    drop(region, folder)
    sheet = sheet_of(region, qtbot)
    assert region.workspace.read(documents) == ()
    assert sheet.yes.text() == "Take in 1 file"
    choice = sheet.choices()[0]
    assert choice.hasFocus()
    qtbot.keyClicks(choice, "d")
    qtbot.keyClick(choice.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.yes.text() == "Take in 2 files")
    qtbot.mouseClick(sheet.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(region.messages) and not region.jobs.busy(), timeout=20_000)
    names = {one.ons_code: one.name for one in (region.workspace.read(find_authority, name) for name in ("Walsall", "Dudley"))}
    assert {names[one.authority] for one in region.workspace.read(documents)} == {"Walsall", "Dudley"}
    assert region.messages[-1].sentence == "“annex.pdf” was not taken in." and "the other 2 are in" in region.messages[-1].next
    assert row_of(region, "Walsall")[1] == "Received" and row_of(region, "Walsall")[-2] == "Approvals"
    region.messages[-1].actions[0][1]()
    assert "annex.pdf" in QGuiApplication.clipboard().text() and "Could you send it again?" in QGuiApplication.clipboard().text()


def test_that_escape_leaves_the_plan_and_keeps_nothing(region: Any, qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "Walsall self-evaluation.txt"
    path.write_text(WALSALL, encoding="utf-8")
    region.screen.take_in([path])
    sheet = sheet_of(region, qtbot)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not region.jobs.busy())
    assert region.workspace.read(documents) == ()


def test_that_a_chosen_table_unfolds_what_may_be_chosen_of_it(region: Any, qtbot: Any, tmp_path: Path) -> None:
    heads = "time_period,time_identifier,geographic_level,country_code,country_name,new_la_code,old_la_code,la_name,team,children"
    rows = ("North,120", "South,80")
    lines = [f"2025,Calendar year,Local authority,E92000001,England,E08000030,335,Walsall,{row}" for row in rows]
    path = tmp_path / "teams.csv"
    path.write_text("\n".join((heads, *lines)) + "\n", encoding="utf-8")
    region.screen.take_in([path])
    sheet = sheet_of(region, qtbot)
    assert not sheet.choices() and sheet.yes.hasFocus() and "one to choose, below its row" in sheet.table.records.cell(0, 3).text
    assert sheet.table.records.columns[2].title == "Whose, or which?", "what is chosen there is no authority alone"
    place = sheet.table.visualRect(sheet.table.records.index(0, 0)).center()
    qtbot.mouseClick(sheet.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: len(sheet.choices()) == 1)
    choice = sheet.choices()[0]
    choice.set_value("North")
    choice.activated.emit(choice.currentIndex())
    assert sheet.plan.items[0].choices == {"team": "North"}
    qtbot.mouseClick(sheet.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(region.messages) and not region.jobs.busy(), timeout=20_000)
    assert dict(region.workspace.read(batches)[0].choices) == {"team": "North"}


def test_that_enter_on_not_now_leaves_the_plan(region: Any, qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "Walsall self-evaluation.txt"
    path.write_text(WALSALL, encoding="utf-8")
    region.screen.take_in([path])
    sheet = sheet_of(region, qtbot)
    qtbot.keyClick(sheet.no, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not region.window.findChildren(PlanSheet) and not region.jobs.busy())
    assert region.workspace.read(documents) == ()


def test_that_an_empty_folder_is_said_and_can_only_be_left(region: Any, qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    region.screen.take_in([tmp_path / "nothing"])
    sheet = sheet_of(region, qtbot)
    assert not sheet.yes.isEnabled() and sheet.yes.text() == "Nothing to take in"
    assert "There is nothing to load" in sheet.table.records.cell(0, 3).text


def test_that_every_room_has_its_rows(region: Any, qtbot: Any) -> None:
    for room, width in (("wide", 1210), ("narrow", 900), ("short", 620)):
        region.screen.set_room(room)

        def is_that_wide(width: int = width) -> bool:  # the window takes its new least size some moments after the screen
            region.window.resize(width, 500)
            return bool(region.window.width() == width)

        qtbot.waitUntil(is_that_wide)
        table = region.screen.table
        assert table.horizontalScrollBar().maximum() == 0 or room == "short"
        assert not table.isColumnHidden(0) and not table.isColumnHidden(10)


def test_that_a_tall_window_opens_no_gap_above_the_table(region: Any, qtbot: Any) -> None:
    screen, window = region.screen, region.window
    tops = []
    for height in (640, 1200):
        window.resize(1440, height)
        qtbot.waitUntil(lambda height=height: screen.height() >= height - 60)
        QApplication.processEvents()
        tops.append(screen.table.mapTo(screen, QPoint(0, 0)).y())
    assert tops[0] == tops[1]


def test_that_no_name_is_cut_where_the_table_scrolls(region: Any, qtbot: Any) -> None:
    table = region.screen.table
    region.window.resize(1210, 420)
    qtbot.waitUntil(lambda: table.verticalScrollBar().isVisible())
    assert table.columnWidth(0) >= table.sizeHintForColumn(0)
    hidden = [one.title for at, one in enumerate(table.records.columns) if table.isColumnHidden(at)]
    assert hidden == []


def test_that_no_held_letter_is_no_warning(region: Any, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: region.screen.held.text.text() == "No letter is held.")
    assert region.screen.held.look() == ("check-circle", "strength")


def test_that_a_click_on_approved_leads_to_the_approvals_and_on_next_to_the_next_step(region: Any, qtbot: Any) -> None:
    table = region.screen.table
    row = next(at for at in range(14) if table.records.record(at).name == "Walsall")
    code = table.records.record(row).code
    titles = [one.title for one in table.records.columns]

    def click(title: str) -> None:
        middle = table.visualRect(table.records.index(row, titles.index(title))).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)

    click("Approved")
    assert region.went[-1] == ("setup", code, f"approvals/{code}")
    click("Readers")
    assert region.went[-1] == ("setup", code, f"readers/{code}")
    click("Next")
    assert region.went[-1][:2] == ("read", code)
    count = len(region.went)
    click("Panel")
    assert len(region.went) == count


def test_that_the_menu_of_a_row_leads_everywhere_with_its_authority(region: Any, qtbot: Any) -> None:
    code = region.workspace.read(find_authority, "Walsall").ons_code
    region.screen.table.choose(code)
    region.screen.table.setFocus()
    qtbot.keyClick(region.screen.table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = region.find("ways")
    assert [one.text() for one in menu.actions()] == ["Read && judge", "Data", "Letter", "Approvals", "Readers", "Documents"]
    menu.actions()[3].trigger()
    assert region.went[-1] == ("setup", code, f"approvals/{code}")
    menu.close()


def test_that_typing_a_name_goes_to_its_row(region: Any, qtbot: Any) -> None:
    region.screen.table.setFocus()
    qtbot.keyClicks(region.screen.table, "wal")
    assert region.screen.table.current().name == "Walsall"


def test_that_a_small_room_scrolls_only_up_and_down(region: Any, qtbot: Any) -> None:
    region.window.resize(637, 344)
    region.screen.set_room("short")
    qtbot.waitUntil(lambda: region.screen.table.verticalScrollBar().isVisible())
    assert region.screen.table.horizontalScrollBar().maximum() == 0
    assert not region.screen.table.isColumnHidden(6)


def test_that_tab_passes_by_words_that_lead_nowhere(region: Any, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: region.screen.held.text.text() == "No letter is held.")
    assert region.screen.held.text.focusPolicy() == Qt.FocusPolicy.NoFocus
    region.screen.held.set_words('<a href="letters:E1">Walsall</a>: a concern is not yet raised.')
    assert region.screen.held.text.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_that_a_chooser_that_is_left_gives_the_focus_back_to_its_button(region: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wmpeer.ui.region.screen.QFileDialog.getExistingDirectory", lambda *_asked: "")
    region.window.activateWindow()
    qtbot.waitUntil(region.window.isActiveWindow)
    region.screen.table.setFocus()
    region.screen.choose_folder()
    assert region.screen.intake.hasFocus()
