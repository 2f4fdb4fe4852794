"""The quarter as a page of Data: what is expected, what came last and changed, which flags came and went, where sources differ."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wmpeer.indicators.queries import batches
from wmpeer.journal.workspace import open_workspace
from wmpeer.ui.places import IndicatorPlace, PagePlace
from wmpeer.ui.rhythm.records import APART, CHANGED, EXPECTED, FLAGS

PASSPHRASE = "a quiet morning in autumn"
BRACKENFORD = "X08000002"
NEWEST = ("c1_children_in_need_referrals_and_rereferrals_2021_to_2025.csv", "Westmarch quarterly indicators 2026-27.xlsx")


@pytest.fixture(scope="session")
def quartered(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the demonstration, of which the newest came in September and all others in July."""
    folder = tmp_path_factory.mktemp("quarter")
    for each in begun.parent.glob(f"{begun.name}*"):
        if each.is_file():
            shutil.copy(each, folder / each.name)
    workspace = open_workspace(folder / begun.name, PASSPHRASE)
    days = {one.entity: "2026-09-03" if one.name in NEWEST else "2026-07-15" for one in workspace.read(batches)}
    with workspace.write("Load data") as journal:
        for entity, day in days.items():
            journal.keep("batch", {"loaded_at": f"{day}T09:00:00.000Z"}, entity=entity)
    workspace.close()
    return folder / begun.name


@pytest.fixture
def window(open_window, quartered, monkeypatch):
    monkeypatch.setattr("wmpeer.ui.rhythm.page._today", lambda: date(2026, 11, 22))
    opened = open_window(quartered)
    opened.screen.go_to(PagePlace("quarter", EXPECTED))
    opened.settle()
    return opened


def lines(page) -> list[tuple[str, ...]]:
    return list(page.table.as_rows()[1:])


def turn(window, section: str) -> None:
    page = window.screen.page("quarter")
    page.section.set_value(section)
    page.section.chosen.emit(section)
    window.settle()


def test_that_each_list_is_there_and_leads_to_its_figures(window):
    page = window.screen.page("quarter")
    assert window.screen.page() is page and not window.screen.tools.area.isVisible() and not window.screen.listing.isVisible()
    assert page.summary.text() == "3 releases of data are due, 3 are late."
    assert lines(page)[0] == (
        "Late",
        "31 October 2026",
        "DfE, Local Authority Interactive Tool",
        "12 measures were expected; none are loaded.",
    )
    assert list(dict.fromkeys(row[0] for row in lines(page))) == ["Late", "Due", "Coming", "Loaded", "Not here"]

    turn(window, CHANGED)
    assert page.since.value() == "" and "Since the last load, 3 September 2026" in page.since.currentText()
    restated = [row for row in lines(page) if row[0] == "Restated"]
    assert ("Restated", "Ashcombe", "Referrals in the quarter (yearly rate): Q4 2025/26 was 514.2 (p), is now 504.8.") in restated
    assert any(row[1] == "All 14" and "figures for 2025, after 2024" in row[2] for row in lines(page))
    page.authority.set_value(BRACKENFORD)
    page.authority.chosen.emit(BRACKENFORD)
    assert {row[1] for row in lines(page)} == {"Brackenford"}
    assert any("restated for 2023, was 3234, now 3051" in row[2] for row in lines(page)), lines(page)

    turn(window, FLAGS)
    assert {row[0] for row in lines(page)} <= {"Flag met", "Flag gone"} and lines(page)
    assert all("flagged" in row[2] for row in lines(page))

    page.authority.set_value("")
    turn(window, APART)
    assert lines(page)[0][:2] == ("Two numbers", "Harrowdale")
    page.table.setFocus(Qt.FocusReason.OtherFocusReason)
    window.press(Qt.Key.Key_Return, on=page.table)
    assert window.screen.page().mode == "one" and window.screen.place() == IndicatorPlace("turnover_rate_fte", "csww_indicators")
    assert window.screen.authority == "X08000008"


def test_that_another_day_is_chosen_and_that_words_and_table_leave_it(window):
    page = window.screen.page("quarter")
    turn(window, CHANGED)
    shown = len(lines(page))
    page.since.set_value("another")
    page.since.chosen.emit("another")
    assert page.day.isVisible() and page.day.hasFocus()
    page.day.setText("1 July 2026")
    window.press(Qt.Key.Key_Return, on=page.day)
    assert {row[0] for row in lines(page)} == {"New source", "Restated"} and len(lines(page)) < shown
    page.day.setText("1 December 2026")
    window.press(Qt.Key.Key_Return, on=page.day)
    assert page.none.isVisible() and "Nothing that was loaded since then" in page.none.text()
    turn(window, EXPECTED)
    assert not page.day.isVisible() and not page.since.isVisible()
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    window.press(Qt.Key.Key_W, on=page.table)
    assert page.text.isVisible() and any(line.startswith("31 October 2026, DfE, Local Authority") for line in page.text.lines())
    window.press(Qt.Key.Key_Escape, on=page.text)
    assert page.table.isVisible() and page.tables()[0][0] == ("Standing", "By", "Source", "What") and page.image() is not None


def test_that_lists_are_turned_by_keys_and_that_one_comes_back_to_the_list_one_left(window):
    page, first = window.screen.page("quarter"), window.frame.findChild(QWidget, "quarter-section-expected")
    window.frame.go("region")
    window.frame.go("data", "", PagePlace("quarter", EXPECTED))
    window.settle()
    assert page.table.hasFocus()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    window.press(Qt.Key.Key_Right, on=first)
    assert page.section.value() == CHANGED and lines(page)[0][0] == "Restated"
    window.frame.go("region")
    window.settle()
    window.frame.back()
    window.settle()
    assert window.screen.page() is page and page.section.value() == CHANGED


def test_that_a_line_without_a_figure_leads_to_loading_or_to_the_files(window):
    page, went = window.screen.page("quarter"), []
    page.went.connect(lambda *where: went.append(where))
    page.table.choose(0)
    window.press(Qt.Key.Key_Return, on=page.table)
    assert went == [("region", None)] and window.frame.current() is window.frame.screen_named("region")
    assert isinstance(page.table, QWidget) and page.table.accessibleName() == "Expected"
