"""Going from screen to screen: the focus begins where a screen says one begins."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout

from wmpeer.ui.frame import Frame
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.screen import Screen


class Reading(Screen):
    title = "Reading"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(None, jobs)
        self.tool, self.text = Button("Outline", name="outline"), Button("Text", name="text")
        column = QVBoxLayout(self)
        column.addWidget(self.tool)
        column.addWidget(self.text)
        self.setFocusProxy(self.text)


@pytest.fixture
def frame(dressed, qtbot, by_hand: Jobs) -> Frame:
    made = Frame(by_hand)
    qtbot.addWidget(made)
    for name in ("one", "two"):
        made.add_page(name, name.title(), "squares-four", lambda: Reading(by_hand))
    made.resize(1366, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.go("one")
    return made


def test_that_the_focus_begins_where_the_next_screen_says(frame, qtbot) -> None:
    frame.current().tool.setFocus()
    qtbot.keyClick(frame.current().tool, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert frame.current() is frame.screen_named("two") and frame.current().text.hasFocus()


def test_that_going_where_one_is_leaves_the_focus(frame, qtbot) -> None:
    frame.current().tool.setFocus()
    qtbot.keyClick(frame.current().tool, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert frame.current().tool.hasFocus()


def test_that_back_and_forward_keep_the_focus_in_the_screen(frame, qtbot) -> None:
    frame.go("two")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        qtbot.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.AltModifier)
        assert frame.current().text.hasFocus()


def test_that_tab_reaches_what_stands_before_the_place_where_one_begins(frame, qtbot) -> None:
    screen = frame.current()
    assert screen.text.hasFocus()
    went = []
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        went.append(QApplication.focusWidget())
        if went[-1] is screen.text:
            break
    assert screen.tool in went and went[-1] is screen.text
    qtbot.keyClick(screen.text, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert screen.tool.hasFocus()


def test_that_the_screens_stand_in_the_rail_between_the_cycle_and_the_person(frame, qtbot) -> None:
    frame.set_cycle("2026-27", "Westmarch", (("Set up", "gear-six", lambda: None),))
    frame.rail.cycle.setFocus()
    qtbot.keyClick(frame.rail.cycle, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is frame.rail.button("one")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is frame.rail.person


def test_that_a_message_stays_the_last_stop_when_something_is_made_later(frame, qtbot) -> None:
    screen = frame.current()
    frame.say("A fact.")
    later = Button("Later", name="later")
    screen.layout().addWidget(later)
    later.show()
    screen.tool.setFocus()
    screen.text.setFocus()
    qtbot.keyClick(screen.text, Qt.Key.Key_Tab)
    assert later.hasFocus()
    qtbot.keyClick(later, Qt.Key.Key_Tab)
    assert QApplication.focusWidget().objectName() == "message-close"
