"""The history of a letter and of what was agreed for it, by key and by menu."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from wmpeer.judging.actions import agree

KELSBOROUGH = "X08000009"
CTRL = Qt.KeyboardModifier.ControlModifier


def history(office: Any) -> str:
    window = office.screen.window()
    office.qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(QWidget, "history-text")), timeout=10_000)
    return next(one for one in window.findChildren(QWidget, "history-text") if one.isVisible()).toPlainText()


def test_that_ctrl_h_tells_who_agreed_what_for_the_letter_on_view(office: Any) -> None:
    office.screen.list.list.setFocus()
    QTest.keyClick(office.screen.list.list, Qt.Key.Key_H, CTRL)
    text = history(office)
    assert "What the letter says" in text and "Next step" in text
    assert "_" not in text, "fields are named in words"


def test_that_the_menu_of_a_letter_leads_there_too(office: Any) -> None:
    view = office.screen.list.list
    view.customContextMenuRequested.emit(view.visualRect(view.currentIndex()).center())
    menu = view.findChild(QMenu, "record-menu")
    next(one for one in menu.actions() if one.text().startswith("History")).trigger()
    assert "What the letter says" in history(office)


def test_that_an_agreed_judgement_has_a_history_of_its_own_by_key_and_by_menu(office: Any) -> None:
    office.screen.side.show_tab("details")
    button = office.find("agree-leaders")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_H, CTRL)
    text = history(office)
    assert "Leaders know their services well." in text and "Next step" not in text
    office.press(Qt.Key.Key_Escape)
    office.until(lambda: not office.sees("history-text") and button.hasFocus())
    row = button.parentWidget()
    row.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(4, 4), row.mapToGlobal(QPoint(4, 4))))
    menu = row.findChild(QMenu, "line-menu")
    next(one for one in menu.actions() if one.text().startswith("History")).trigger()
    assert "Leaders know their services well." in history(office)


def test_that_the_paragraph_one_is_at_leads_to_the_history_of_what_it_is_made_of(office: Any) -> None:
    office.point_at("Leaders know their services well.")
    office.click("source-history")
    text = history(office)
    assert "Agree a judgement" in text and "Next step" not in text
    office.press(Qt.Key.Key_Escape)
    office.until(lambda: not office.sees("history-text"))
    office.point_at("The panel was struck by how early")
    office.screen.centre.pages.setFocus()
    QTest.keyClick(office.screen.centre.pages, Qt.Key.Key_H, CTRL)
    text = history(office)
    assert "Keep a finding" in text and "Agree a judgement" not in text


def test_that_what_was_typed_with_pauses_is_one_step_that_opens(office: Any) -> None:
    for wording in ("Leaders know", "Leaders know their services", "Leaders know their services very well."):
        agree(office.workspace, KELSBOROUGH, "leaders", "good", wording, confidence="high")
    office.screen.list.list.setFocus()
    QTest.keyClick(office.screen.list.list, Qt.Key.Key_H, CTRL)
    text = history(office)
    assert text.count("Agree a judgement: 1. Leaders") == 2, "what was agreed before, and what was typed now"
    assert "Kept 3 times while typing" in text and ": show each" in text
    view = next(one for one in office.screen.window().findChildren(QWidget, "history-text") if one.isVisible())
    view.setFocus()
    office.until(lambda: _at_link(view, office))
    office.press(Qt.Key.Key_Return, view)
    assert "Leaders know their services\n" in view.toPlainText() + "\n" and ": hide each" in view.toPlainText()
    assert office.sees("history-text"), "Enter at a link opens it and closes nothing"
    office.press(Qt.Key.Key_Return, view)
    assert ": show each" in view.toPlainText()
    view.moveCursor(QTextCursor.MoveOperation.Start)
    office.press(Qt.Key.Key_Return, view)
    office.until(lambda: not office.sees("history-text"))


def _at_link(view: QWidget, office: Any) -> bool:
    if not view.textCursor().charFormat().isAnchor():
        office.press(Qt.Key.Key_Tab, view)
    return view.textCursor().hasSelection() and view.textCursor().charFormat().isAnchor()
