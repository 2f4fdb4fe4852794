"""A real workspace in a real frame, with what the coordinator finds in the morning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from beginnings import new_cycle
from PySide6.QtWidgets import QApplication, QWidget

from wmpeer.journal.workspace import Workspace
from wmpeer.region.actions import add_person, allocate, approve, keep_calendar
from wmpeer.region.queries import find_authority, find_person
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.message import Message
from wmpeer.ui.screen import Screen

TODAY = date(2026, 9, 20)  # five days after self-evaluations were due


@dataclass
class Stage:
    """A screen in its window, and what it asked of the frame."""

    workspace: Workspace
    jobs: Jobs
    window: QWidget
    screen: Any
    messages: list[Message]
    went: list[tuple[str, str, Any]]

    def find(self, name: str) -> Any:
        """The widget called *name*, in the screen or over it."""
        found = self.window.findChild(QWidget, name)
        assert found is not None, f"there is no {name}"
        return found


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """The West Midlands, with three people, two of them readers of Walsall, whose chief executive has approved."""
    made = new_cycle(tmp_path)
    for name, home in (("Ann Reed", "Dudley"), ("Ben Hall", "Solihull"), ("Cara Moss", "Walsall")):
        add_person(made, name, "panellist", home)
    for name in ("Ann Reed", "Ben Hall"):
        allocate(made, made.read(find_person, name).id, made.read(find_authority, "Walsall").ons_code)
    approve(made, "Walsall", "chief-executive", "Dr Lee", "2026-09-12")
    keep_calendar(made)
    yield made
    made.close()


@pytest.fixture
def stage(workspace: Workspace, workers: Jobs, dressed: QApplication, qtbot: Any) -> Callable[[type[Screen]], Stage]:
    """Shows a screen on the workspace, on a fixed day, and waits until it is filled."""

    def show(kind: type[Screen]) -> Stage:
        from PySide6.QtWidgets import QMainWindow

        class Fixed(kind):  # type: ignore[misc, valid-type]
            def today(self) -> date:
                return TODAY

        window = QMainWindow()
        qtbot.addWidget(window)
        screen = Fixed(workspace, workers)
        window.setCentralWidget(screen)
        window.resize(1210, 700)
        messages: list[Message] = []
        went: list[tuple[str, str, Any]] = []
        screen.message.connect(messages.append)
        screen.asked_to_go.connect(lambda *where: went.append(where))
        workers.kept.connect(screen.hear)
        window.show()
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: not workers.busy())
        return Stage(workspace, workers, window, screen, messages, went)

    return show
