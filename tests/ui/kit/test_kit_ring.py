"""The focus ring outlives what it stood around."""

from __future__ import annotations

from typing import Any

import shiboken6
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from wmpeer.ui.hook import Report
from wmpeer.ui.kit.focus import FocusRing


def test_that_a_button_deleted_with_the_focus_in_it_leaves_no_trouble(qtbot: Any, dressed: Any, reports: list[Report]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column, layer = QVBoxLayout(window), QWidget()
    inner, stays, goes = QVBoxLayout(layer), QPushButton("stays"), QPushButton("goes")
    inner.addWidget(goes)
    column.addWidget(layer)
    column.addWidget(stays)
    ring = FocusRing(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    goes.setFocus()
    qtbot.waitUntil(lambda: ring.target() is goes)
    shiboken6.delete(layer)
    stays.setFocus()
    qtbot.waitUntil(lambda: ring.target() is stays)
    assert not reports
