"""The rules of flags are set for the cycle, and their sentences follow what is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from wmpeer.indicators.flag_settings import rule_lines
from wmpeer.ui.setup.screen import SetupScreen


@pytest.fixture
def section(stage: Callable[[Any], Any]) -> Any:
    setup = stage(SetupScreen)
    setup.screen.show_section("flags")
    found = setup.screen.section("flags")
    found.stage = setup
    return found


def test_that_a_rule_is_changed_for_a_reason_and_stands_as_usual_again(section: Any, qtbot: Any) -> None:
    jobs, workspace = section.stage.jobs, section.screen_.workspace
    section.list.setFocus()
    for _ in range(2):
        qtbot.keyClick(section.list, Qt.Key.Key_Down)
    assert section.title.text() == "Worsening two periods running" and section.who.text() == "As usual."
    share = section.inputs["share"]
    share.setFocus()
    share.selectAll()
    qtbot.keyClicks(share, "25")
    assert section.sentence.text().endswith("and by more than 25 % over them together.")
    qtbot.mouseClick(section.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy())
    assert section.reason_row.error() == "Write down why this cycle needs it so." and section.reason.hasFocus()
    qtbot.keyClicks(section.reason, "Small numbers swing")
    qtbot.mouseClick(section.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: section.who.text().endswith(": Small numbers swing"))
    line = next(one for one in workspace.read(rule_lines) if one.rule == "worsening")
    assert {one.name: one.value for one in line.thresholds} == {"steps": 2, "share": 0.25}
    qtbot.mouseClick(section.usual, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: section.who.text() == "As usual.")
    assert section.inputs["share"].text() == "10" and section.reason.text() == ""


def test_that_what_is_no_threshold_is_said_below_its_field_and_not_kept(section: Any, qtbot: Any) -> None:
    field = section.inputs["least"]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "ten")
    assert section.rows["least"].error() == "Give a whole number from 2 to 150."
    qtbot.mouseClick(section.keep, Qt.MouseButton.LeftButton)
    assert field.hasFocus() and not any(one.changed for one in section.screen_.workspace.read(rule_lines))
