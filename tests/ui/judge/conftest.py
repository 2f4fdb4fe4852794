"""An evening of a panellist: a workspace with two self-evaluations and one table, in the real window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from wmpeer.cli.main import main
from wmpeer.documents.anchors import anchor_of, find_anchor
from wmpeer.files import resource
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.judging.queries import finding_lines, view_lines
from wmpeer.judging.records import FindingLine, ViewLine
from wmpeer.ui.desk import Desk
from wmpeer.ui.frame import Frame
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.judge.screen import JudgeScreen
from wmpeer.ui.reading.records import Place

PASSPHRASE = "a quiet morning in autumn"
ASHCOMBE, BRACKENFORD, CALDERHOLT, KELSBOROUGH = "X08000001", "X08000002", "X08000003", "X08000009"
POINT = "Track drift in permanence every month"


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workspace begun by the program's own commands; tests work on copies."""
    folder = tmp_path_factory.mktemp("begun")
    file = folder / "panel.wmpeer"
    demo = resource("demo")

    def run(*arguments: object) -> None:
        result = CliRunner(env={"WMPEER_PASSPHRASE": PASSPHRASE}).invoke(main, [str(one) for one in arguments])
        assert result.exit_code == 0, result.output

    run("new", file, "--cycle", "2026-27", "--region", resource("regions", "westmarch.toml"), "--recovery-key-out", folder / "key.txt")
    papers = demo / "documents"
    run(
        "load",
        file,
        "--authority",
        "Ashcombe",
        papers / "Ashcombe self-evaluation 2026.pdf",
        papers / "Ashcombe annex A audit summary.docx",
    )
    run("load", file, "--authority", "Kelsborough", papers / "kelsborough-self-evaluation-2026.md")
    run("load", file, demo / "data" / "cla_number_and_rate_per_10k_children.csv")
    opened = open_workspace(file, PASSPHRASE)
    with opened.write("Bring in a point") as journal:
        journal.keep(
            "point", {"area": "in-care", "kind": "consider", "text": POINT, "cycle": "2025-26", "outcome": "done"}, authority=ASHCOMBE
        )
    opened.close()
    return folder


@dataclass
class Evening:
    """A window at work on a workspace. It finds widgets by name, and waits for what is true rather than for time."""

    qtbot: Any
    workspace: Workspace
    frame: Frame
    screen: JudgeScreen

    def go(self, authority: str) -> None:
        self.frame.go("read", authority)
        self.until(lambda: self.screen.standing is not None and self.screen.standing.authority == authority)
        if self.screen.standing is not None and self.screen.standing.documents:
            self.until(lambda: bool(self.screen.reader.sha256) and self.screen.reader.pane.unit_count() > 0)

    def until(self, true: Callable[[], Any], timeout: int = 10_000) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=timeout)

    def find(self, name: str) -> QWidget:
        found = [one for one in self.frame.findChildren(QWidget, name) if one.isVisible()]
        assert found, f"no {name} on view"
        return found[0]

    def sees(self, name: str) -> bool:
        return any(one.isVisible() for one in self.frame.findChildren(QWidget, name))

    def click(self, name: str) -> None:
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def choose_words(self, words: str) -> None:
        """Choose *words* in the text with the mouse, as a reader does."""
        pane = self.screen.reader.pane

        def span() -> tuple[int, int, int] | None:
            for unit in range(pane.unit_count()):
                text = pane.text(unit) if pane.is_read(unit) else ""
                at = text.find(words) if words in text else -1
                if at < 0 and text:
                    place = find_anchor(text, anchor_of(words, 0, len(words)))
                    at = place.start if place.start >= 0 and place.end > place.start else -1
                if at >= 0:
                    return unit, at, at + len(words)
            return None

        self.until(span)
        unit, start, end = span() or (0, 0, 0)
        pane.reveal(Place(unit, start), centre=True)
        self.until(lambda: pane.lines(unit) and pane.lines(unit))
        first, last = pane.place_rect(Place(unit, start)), pane.place_rect(Place(unit, end))
        there = pane.viewport()
        a = QPoint(round(first.left()), round(first.center().y()))
        b = QPoint(round(last.left()), round(last.center().y()))
        QTest.mousePress(there, Qt.MouseButton.LeftButton, pos=a)
        QTest.mouseMove(there, b)
        QTest.mouseRelease(there, Qt.MouseButton.LeftButton, pos=b)
        self.until(lambda: pane.selection() is not None)

    def press(self, key: str | Qt.Key, where: QWidget | None = None, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = where or QApplication.focusWidget() or self.frame
        if isinstance(key, str):
            QTest.keyClicks(target, key, held)
        else:
            QTest.keyClick(target, key, held)

    def findings(self, authority: str = ASHCOMBE) -> tuple[FindingLine, ...]:
        return self.workspace.read(finding_lines, authority, author=self.workspace.author)

    def view(self, area: str, authority: str = ASHCOMBE) -> ViewLine | None:
        lines = self.workspace.read(view_lines, authority, author=self.workspace.author)
        return next((one for one in lines if one.area == area), None)


@pytest.fixture
def evening(qtbot, dressed: QApplication, begun: Path, tmp_path: Path) -> Iterator[Evening]:
    folder = tmp_path / "work"
    shutil.copytree(begun, folder)
    yield from _evening(qtbot, folder)


@pytest.fixture
def next_evening(qtbot, dressed: QApplication) -> Callable[[Path], Any]:
    """Opens the same workspace again, after it was closed."""
    return lambda folder: _evening(qtbot, folder)


def _evening(qtbot, folder: Path) -> Iterator[Evening]:
    workspace = open_workspace(folder / "panel.wmpeer", PASSPHRASE)
    jobs = Jobs()
    frame = Frame(jobs)
    desk = Desk(workspace, frame, jobs)
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    frame.show()
    qtbot.waitUntil(lambda: bool(frame.authority()), timeout=10_000)
    frame.go("read", ASHCOMBE)
    screen = frame.current()
    assert isinstance(screen, JudgeScreen)
    made = Evening(qtbot, workspace, frame, screen)
    made.go(ASHCOMBE)
    yield made
    feed = screen.reader.pages_pane.feed()
    screen.may_leave()
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=10_000)
    frame.hide()
    screen.reader.close_document()
    if feed is not None:
        feed.join(5)
    jobs.close()
    workspace.close()
    desk.deleteLater()
