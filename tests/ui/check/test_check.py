"""Everything inconsistent, through the real screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from wmpeer.judging.actions import agree, keep_finding
from wmpeer.judging.records import FindingDraft
from wmpeer.region.queries import find_authority
from wmpeer.ui.check.count import MendCount
from wmpeer.ui.check.screen import CheckScreen
from wmpeer.ui.places import FindingPlace


@pytest.fixture
def check(stage: Callable[[Any], Any], workspace: Any) -> Any:
    walsall = workspace.read(find_authority, "Walsall").ons_code
    keep_finding(workspace, FindingDraft(walsall, "in-care", "concern", "Health assessments come late", level=3))
    return stage(CheckScreen)


def words_of(group: Any) -> list[str]:
    return [group.table.records.cell(row, 1).text for row in range(group.table.records.rowCount())]


def test_that_what_must_be_mended_stands_first_with_its_icon_and_word(check: Any) -> None:
    must, should = check.screen.groups["must"], check.screen.groups["should"]
    assert must.head.text().startswith("Must") and must.isVisible()
    assert words_of(must) == ["A concern has not been raised with the authority: Health assessments come late"]
    assert "The self-evaluation is not here yet." in words_of(should)
    assert must.y() < should.y()


def test_that_long_sentences_go_over_lines_and_the_rows_below_stand_under_them(check: Any, workspace: Any, qtbot: Any) -> None:
    group = check.screen.groups["must"]
    before = group.table.height()
    check.window.resize(560, 600)
    qtbot.waitUntil(lambda: group.table.rowHeight(0) > 40)
    assert group.table.height() == group.table.height_of_all() > before
    assert group.table.verticalScrollBar().maximum() == 0, "nothing of it is hidden"
    check.window.resize(1210, 700)
    qtbot.waitUntil(lambda: group.table.height() == before)


def test_that_rows_keep_their_heights_when_they_are_sorted(check: Any, qtbot: Any) -> None:
    check.window.resize(560, 600)
    table = check.screen.groups["should"].table
    code = check.workspace.read(find_authority, "Walsall").ons_code
    keep_finding(check.workspace, FindingDraft(code, "in-care", "consider", "Long plans are looked at by nobody together. " * 3, rank=1))
    check.screen.reload()
    qtbot.waitUntil(lambda: any("Long plans" in words for words in words_of(check.screen.groups["should"])))

    def tall() -> list[str]:
        return [table.records.cell(row, 1).text for row in range(table.records.rowCount()) if table.rowHeight(row) > 40]

    before = set(tall())
    assert any("Long plans" in one for one in before)
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        table.records.sort(0, order)
        assert set(tall()) == before


def test_that_go_leads_to_the_finding(check: Any, qtbot: Any) -> None:
    table = check.screen.groups["must"].table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    screen, authority, place = check.went[-1]
    assert screen == "read" and isinstance(place, FindingPlace) and place.area == "in-care"
    cell = table.visualRect(table.records.index(0, 2)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert len(check.went) == 2 and check.went[-1][1] == authority


def test_that_one_authority_can_be_shown_alone(check: Any, qtbot: Any) -> None:
    code = check.workspace.read(find_authority, "Dudley").ons_code
    check.screen.filter.set_value(code)
    check.screen.filter.activated.emit(check.screen.filter.currentIndex())
    assert {line.authority for line in check.screen.lines()} == {code}
    assert not check.screen.groups["must"].isVisible()
    assert check.screen.unwind() and check.screen.groups["must"].isVisible()


def test_that_a_sound_file_is_said_to_be_sound(check: Any, qtbot: Any) -> None:
    qtbot.mouseClick(check.screen.file_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(check.messages) and not check.jobs.busy(), timeout=20_000)
    assert check.messages[-1].sentence == "The file is sound."
    assert "sound, checked at" in check.screen.file_state.text() and check.screen.file_button.isEnabled()


def test_that_all_is_well_is_said_when_nothing_is_left(check: Any) -> None:
    check.screen.filter.set_options((("nowhere", "Nowhere"),), "nowhere")
    check.screen._show_lines()
    assert check.screen.well.isVisible()


def test_that_the_badge_counts_what_the_screen_says_must_be_mended(check: Any, workspace: Any, workers: Any, qtbot: Any) -> None:
    """The letter's own checks as well: without next steps it cannot leave, which only they say."""
    walsall = workspace.read(find_authority, "Walsall").ons_code
    agree(workspace, walsall, "leaders", "good", "Leaders know their services.", confidence="high")
    check.screen.reload()
    qtbot.waitUntil(lambda: "The letter: There are no next steps." in words_of(check.screen.groups["must"]), timeout=20_000)
    told: list[int] = []
    count = MendCount(workspace, workers, told.append, check.window)
    count.begin()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    musts = check.screen.groups["must"].table.records.rowCount()
    assert told == [musts]
    assert check.screen.groups["must"].head.text() == f"Must  {musts}"
    keep_finding(workspace, FindingDraft(walsall, "in-care", "concern", "Visits are missed", level=2))
    count.forget(walsall)
    count.begin()
    qtbot.waitUntil(lambda: len(told) == 2, timeout=20_000)
    check.screen.reload()
    qtbot.waitUntil(lambda: check.screen.groups["must"].table.records.rowCount() == told[-1], timeout=20_000)
    assert told[-1] == musts + 1
    count.stop()
