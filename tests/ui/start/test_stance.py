"""The window stands as it stood: from the start window to the workspace and back, over restarts, and never larger than the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QMainWindow

from wmpeer.settings import Settings
from wmpeer.ui.stance import stance, stand
from wmpeer.ui.start import StartWindow


@pytest.fixture
def window(qtbot: Any, dressed: QApplication) -> Iterator[QMainWindow]:
    made = QMainWindow()
    qtbot.addWidget(made)
    yield made
    made.close()


def test_that_a_window_is_never_larger_than_the_screen(window: QMainWindow) -> None:
    room = window.screen().availableGeometry()
    stand(window, "", QSize(room.width() + 400, room.height() + 300))
    assert window.size() == room.size()
    window.setGeometry(room.left() - 80, room.bottom() - 40, 700, 500)
    stand(window, stance(window), QSize(1, 1))
    assert room.contains(window.geometry()) and window.size() == QSize(700, 500)


def test_that_a_maximised_window_comes_back_maximised(window: QMainWindow, qtbot: Any) -> None:
    other = QMainWindow()
    qtbot.addWidget(other)
    other.showMaximized()
    qtbot.waitExposed(other)
    stand(window, stance(other), QSize(600, 400))
    assert window.isMaximized()


def test_that_the_start_window_keeps_how_it_was_left_and_stands_so_the_next_time(qtbot: Any, dressed: QApplication) -> None:
    kept: list[Settings] = []
    first = StartWindow(None, Settings(), kept.append)
    first.show()
    qtbot.waitExposed(first)
    first.close()
    assert kept == [], "nobody made it otherwise"
    again = StartWindow(None, Settings(palette="dark"), kept.append)
    again.show()
    qtbot.waitExposed(again)
    again.resize(640, 420)
    again.close()
    assert kept[0].window and kept[0].palette == "dark"
    third = StartWindow(None, kept[0], kept.append)
    qtbot.addWidget(third)
    assert third.size() == QSize(640, 420)
    third.close()
    for one in (first, again, third):
        one.deleteLater()
