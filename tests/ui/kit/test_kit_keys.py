"""F1: the keys that work here, made of the keys themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from wmpeer.ui.frame import Frame
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.keys import key_groups
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.keysheet import KeyCaps, KeySheet
from wmpeer.ui.kit.keywords import KeyLine, bind, caps
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.screen import Screen


class Office(Screen):
    title = "Region"
    about_authority = False

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(None, jobs)
        self.done: list[str] = []
        self.button = Button("Chase list", name="chase")
        self.table = Table((Column("Authority", lambda one: Cell(one)),), name="authorities")
        column = QVBoxLayout(self)
        column.addWidget(self.button)
        column.addWidget(self.table)
        bind(self, ("T",), "Numbers, or the picture again", lambda: self.done.append("T"), inside=True)


@pytest.fixture
def frame(dressed, qtbot, by_hand: Jobs) -> Frame:
    made = Frame(by_hand)
    qtbot.addWidget(made)
    made.add_page("region", "Region", "squares-four", lambda: Office(by_hand))
    made.add_page("check", "Check", "shield-check", lambda: Office(by_hand))
    made.resize(1366, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.go("region")
    made.current().button.setFocus()
    return made


def lines(frame: Frame) -> dict[str, tuple[str, ...]]:
    return {line.words: line.keys for group in key_groups(frame) for line in group.lines}


def test_that_every_shortcut_of_the_window_is_listed_and_each_listed_one_is_there(frame) -> None:
    bound = {one.key().toString() for one in frame.findChildren(QShortcut)}
    listed = {key for keys in lines(frame).values() for key in keys}
    assert bound <= listed
    unbound = {"Tab", "Shift+Tab", "Esc", "Up", "Down", "A to Z", "Ctrl+C", "Space", "Enter"}
    assert {QKeySequence(key).toString() for key in listed - unbound} <= bound


def test_that_only_screens_that_are_there_have_a_number(frame) -> None:
    listed = lines(frame)
    assert listed["Region"] == ("Ctrl+1",) and listed["Check"] == ("Ctrl+2",)
    assert not any("Ctrl+3" in keys for keys in listed.values())


def test_that_opening_rows_is_listed_only_where_it_does_something(frame) -> None:
    assert "Open what is chosen" not in lines(frame)
    frame.current().table.opened.connect(lambda _record: None)
    assert lines(frame)["Open what is chosen"] == ("Enter",)


def test_that_undo_and_redo_are_listed_with_their_names(frame) -> None:
    assert lines(frame)["Undo"] == ("Ctrl+Z",)
    frame.set_undo_names("keep finding", "declare an interest")
    assert lines(frame)["Undo: keep finding"] == ("Ctrl+Z",)
    assert lines(frame)["Redo: declare an interest"] == ("Ctrl+Shift+Z", "Ctrl+Y")


@pytest.mark.parametrize("away", [Qt.Key.Key_Escape, Qt.Key.Key_F1])
def test_that_f1_opens_the_list_and_leaving_it_gives_the_focus_back(frame, qtbot, away) -> None:
    qtbot.keyClick(frame.current().button, Qt.Key.Key_F1)
    sheet = frame.findChild(KeySheet)
    assert sheet is not None and sheet.isVisible()
    said = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Keys", "Region", "Everywhere", "Screens", "Search everything"} <= said
    QTest.keyClick(QApplication.focusWidget(), away)
    assert not sheet.isVisible() and frame.current().button.hasFocus()


def test_that_enter_in_the_list_of_keys_only_closes_it(frame, qtbot) -> None:
    frame.show_keys()
    sheet = frame.findChild(KeySheet)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert not sheet.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (683, 384)])
def test_that_the_list_fits_and_scrolls_by_key(frame, qtbot, width, height) -> None:
    frame.resize(width, height)
    frame.show_keys()
    sheet = frame.findChild(KeySheet)
    QApplication.processEvents()
    assert frame.rect().contains(sheet.card.geometry())
    bar = sheet._pane.verticalScrollBar()
    assert sheet._pane.horizontalScrollBar().maximum() == 0
    if bar.maximum():
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
        assert bar.value() == bar.maximum()


def test_that_the_caps_are_spoken(dressed, qtbot) -> None:
    shown = KeyCaps(KeyLine(("Ctrl+Shift+Z", "Ctrl+Y"), "Redo"))
    qtbot.addWidget(shown)
    assert shown.accessibleName() == "Ctrl Shift Z or Ctrl Y"
    assert list(caps("Ctrl++")) == ["Ctrl", "+"] and list(caps("Shift+Right")) == ["Shift", "Right"]
    assert isinstance(shown, QWidget)


def test_that_undo_and_redo_are_found_by_their_names(frame, qtbot) -> None:
    asked: list[str] = []
    frame.undo_asked.connect(lambda: asked.append("undo"))
    assert not any("Undo" in one.title for one in frame._commands())
    frame.set_undo_names("keep finding", "declare an interest")
    found = {one.title: one for one in frame._commands()}
    assert "Redo: declare an interest" in found
    found["Undo: keep finding"].go()
    assert asked == ["undo"]
