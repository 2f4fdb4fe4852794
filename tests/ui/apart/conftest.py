"""Two laptops that went on apart and came together, and the screen of differences on one of them."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from panels import ASHCOMBE, BRACKENFORD, PASSPHRASE, Apart, Panel, set_out, take_in
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from wmpeer.journal.queries import revision_lines
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.judging.actions import agree, change_finding, keep_finding, record_view, set_letter, withdraw_finding
from wmpeer.judging.records import FindingDraft, LetterDetails, ViewDraft
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.message import Message

NAME = "panel.wmpeer"
LONG = "Mae’r cynlluniau’n dweud beth sydd wedi newid i’r plant, ac mae’r staff yn eu hadnabod. " * 40
UNBROKEN = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 4
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


@functools.cache
def _begun() -> tuple[Path, dict[str, str]]:
    """The panel said different things of an area and of the letter, Ann of her own view, on two laptops; both files are closed again."""
    folder = Path(tempfile.mkdtemp(prefix="wmpeer-apart-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "here").mkdir()
    panel = set_out(folder / "here" / NAME)
    agree(panel("Cara Lead"), ASHCOMBE, "leaders", "good", "Plans say what changed.")
    mine = keep_finding(panel("Olive Office"), FindingDraft(BRACKENFORD, "send", "consider", "Plans say what changed")).id
    made = Apart.of(panel, folder)
    for at, view, words in ((made.here, "outstanding", HERE), (made.there, "requires-improvement", THERE)):
        agree(at("Cara Lead"), ASHCOMBE, "leaders", view, words)
        set_letter(at.office, LetterDetails(ASHCOMBE, addressee=f"The director ({view})"))
        record_view(at("Ann Reed"), ViewDraft(ASHCOMBE, "in-care", view=view, reason=words))
    withdraw_finding(made.here("Olive Office"), mine)
    change_finding(made.there("Olive Office"), mine, FindingDraft("", "send", "consider", "Plans clearly say what changed"))
    for number in range(4, 12):  # and forty of hers at other authorities, for one test: not taken in yet
        with made.there.office.write("Record a view") as journal:
            for area in ("leaders", "help-and-protection", "in-care", "care-leavers", "send"):
                journal.keep("view", {"area": area, "reason": LONG.upper()}, authority=f"X080000{number:02}")
    more = [line for line in made.there.workspace.read(revision_lines) if (line.fields.get("reason") or "").startswith(LONG[:40].upper())]
    made.there.workspace.close()
    take_in(made.here.workspace, [line for line in _lines(folder / "there" / NAME) if line.id not in {one.id for one in more}])
    made.here.workspace.close()
    return folder, panel.ids


def _lines(path: Path) -> tuple[RevisionLine, ...]:
    """What a file says that is closed."""
    workspace = open_workspace(path, PASSPHRASE)
    found = workspace.read(revision_lines)
    workspace.close()
    return found


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Panel]:
    """The one laptop, which has taken in what the other said."""
    folder, ids = _begun()
    shutil.copytree(folder / "here", tmp_path / "here")
    made = Panel(open_workspace(tmp_path / "here" / NAME, PASSPHRASE), ids)
    yield made
    made.workspace.close()


@pytest.fixture
def forty(at: Panel) -> Panel:
    """The same, and forty views more that were said differently, with long texts."""
    with at.office.write("Record a view") as journal:
        for number in range(4, 12):
            for area in ("leaders", "help-and-protection", "in-care", "care-leavers", "send"):
                journal.keep("view", {"area": area, "reason": LONG + UNBROKEN}, authority=f"X080000{number:02}")
    take_in(at.workspace, _lines(_begun()[0] / "there" / NAME))
    return at


@pytest.fixture
def show(at: Panel, workers: Jobs, dressed: QApplication, qtbot: Any) -> Callable[..., Shown]:
    """Shows a screen as *name* sees it, and waits until it is filled."""

    def shown(kind: Any, name: str = "Olive Office", width: int = 1210, height: int = 660) -> Shown:
        at(name)
        at.workspace.author = at.ids[name]
        window = QMainWindow()
        qtbot.addWidget(window)
        screen = kind(at.workspace, workers)
        window.setCentralWidget(screen)
        window.resize(width, height)
        made = Shown(at.workspace, window, screen)
        screen.message.connect(made.messages.append)
        screen.asked_to_go.connect(lambda *where: made.went.append(where))
        workers.kept.connect(screen.hear)
        window.show()
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: not workers.busy())
        return made

    return shown
