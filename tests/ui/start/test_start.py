"""The start window: a passphrase, and the workspace stands there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from wmpeer.region.actions import start_cycle
from wmpeer.region.definition import default_region
from wmpeer.region.places import definitions
from wmpeer.settings import Settings
from wmpeer.ui.start import StartWindow


@pytest.fixture
def file(tmp_path: Path) -> Path:
    region, framework = definitions(default_region())
    made, _ = start_cycle(tmp_path / "panel.wmpeer", "a quiet morning", name="2026-27", region=region, framework=framework)
    made.close()
    return tmp_path / "panel.wmpeer"


@pytest.fixture
def start(file: Path, dressed: QApplication, qtbot: Any) -> Iterator[StartWindow]:
    kept: list[Settings] = []
    window = StartWindow(file, Settings(), kept.append)
    qtbot.addWidget(window)
    window.kept = kept
    window.show()
    qtbot.waitExposed(window)
    yield window
    frame = window.frame
    window.close()
    if frame is not None:
        qtbot.waitUntil(lambda: not frame.jobs.busy())
        frame.jobs.close()
        frame.close()
        window.desk.workspace.close()
        frame.deleteLater()


def enter(start: StartWindow, qtbot: Any, passphrase: str) -> None:
    start.unlock.passphrase.clear()
    qtbot.keyClicks(start.unlock.passphrase, passphrase)
    qtbot.keyClick(start.unlock.passphrase, Qt.Key.Key_Return)


def test_that_a_wrong_passphrase_is_said_below_the_field_and_the_right_one_opens(start: StartWindow, qtbot: Any, file: Path) -> None:
    enter(start, qtbot, "a loud evening")
    qtbot.waitUntil(lambda: bool(start.unlock.field.error()), timeout=20_000)
    assert "does not open" in start.unlock.field.error() and start.frame is None
    qtbot.waitUntil(start.unlock.isEnabled)
    assert start.unlock.passphrase.selectedText(), "what was typed is chosen, so that the next attempt takes its place"
    enter(start, qtbot, "a quiet morning")
    qtbot.waitUntil(lambda: start.frame is not None and start.frame.isVisible(), timeout=20_000)
    assert not start.isVisible() and start.kept[-1].last_workspace == str(file)
    qtbot.waitUntil(lambda: start.frame.current() is not None, timeout=20_000)
    screen = start.frame.current()
    qtbot.waitUntil(lambda: screen.table.records.rowCount() == 14, timeout=20_000)


def test_that_a_short_recovery_key_is_answered_before_anything_is_opened(start: StartWindow, qtbot: Any) -> None:
    qtbot.mouseClick(start.findChild(object, "start-lost"), Qt.MouseButton.LeftButton)
    assert start.pages.currentWidget() is start.lost
    qtbot.keyClicks(start.lost.key, "ABCDE")
    qtbot.keyClicks(start.lost.first, "three small words")
    qtbot.mouseClick(start.lost.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(start.lost.field.error()), timeout=20_000)
    assert start.frame is None
