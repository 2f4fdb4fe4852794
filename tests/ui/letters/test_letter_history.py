"""The history of a letter and of what was agreed for it, by key and by menu."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

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
