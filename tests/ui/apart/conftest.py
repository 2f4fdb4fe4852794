"""Two laptops that went on apart and came together, and the screen of differences on one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from panels import ASHCOMBE, BRACKENFORD, Apart, set_out
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from wmpeer.journal.workspace import Workspace
from wmpeer.judging.actions import agree, change_finding, keep_finding, record_view, set_letter, withdraw_finding
from wmpeer.judging.records import FindingDraft, LetterDetails, ViewDraft
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.message import Message

HERE = "Plans say what changed for children, and staff know them."
THERE = "Plans say what changed for children, and most staff know them; visits are recorded late."


@dataclass
class Shown:
    """A screen in a window, and what it asked of the frame."""

    workspace: Workspace
    window: QMainWindow
    screen: Any
    messages: list[Message] = field(default_factory=list)
    went: list[tuple[str, str, Any]] = field(default_factory=list)

    def find(self, name: str) -> Any:
        found = self.window.findChild(QWidget, name)
        assert found is not None, f"there is no {name}"
        return found


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Apart]:
    """The panel said otherwise of an area, of the letter, and Ann of her own view and findings, on two laptops."""
    panel = set_out(tmp_path / "panel.wmpeer")
    agree(panel("Cara Lead"), ASHCOMBE, "leaders", "good", "Plans say what changed.")
    mine = keep_finding(panel("Olive Office"), FindingDraft(BRACKENFORD, "send", "consider", "Plans say what changed")).id
    made = Apart.of(panel, tmp_path / "apart")
    for at, view, words in ((made.here, "outstanding", HERE), (made.there, "requires-improvement", THERE)):
        agree(at("Cara Lead"), ASHCOMBE, "leaders", view, words)
        set_letter(at.office, LetterDetails(ASHCOMBE, addressee=f"The director ({view})"))
        record_view(at("Ann Reed"), ViewDraft(ASHCOMBE, "in-care", view=view, reason=words))
    withdraw_finding(made.here("Olive Office"), mine)
    change_finding(made.there("Olive Office"), mine, FindingDraft("", "send", "consider", "Plans clearly say what changed"))
    made.together()
    yield made
    for at in (made.here, made.there):
        at.workspace.close()


@pytest.fixture
def show(two: Apart, workers: Jobs, dressed: QApplication, qtbot: Any) -> Callable[..., Shown]:
    """Shows a screen as *name* sees it, and waits until it is filled."""

    def shown(kind: Any, name: str = "Olive Office", width: int = 1210, height: int = 660) -> Shown:
        two.here(name)
        two.here.workspace.author = two.here.ids[name]
        window = QMainWindow()
        qtbot.addWidget(window)
        screen = kind(two.here.workspace, workers)
        window.setCentralWidget(screen)
        window.resize(width, height)
        made = Shown(two.here.workspace, window, screen)
        screen.message.connect(made.messages.append)
        screen.asked_to_go.connect(lambda *where: made.went.append(where))
        workers.kept.connect(screen.hear)
        window.show()
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: not workers.busy())
        return made

    return shown
