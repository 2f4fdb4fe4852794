"""An evening of a panellist: a workspace with two self-evaluations and one table, in the real window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from wmpeer.documents.actions import carry_out
from wmpeer.documents.anchors import anchor_of, find_anchor
from wmpeer.documents.plan import plan_load as plan_documents
from wmpeer.documents.queries import documents
from wmpeer.documents.sources import Source
from wmpeer.documents.worker import DocumentWorker
from wmpeer.files import resource
from wmpeer.indicators.actions import load_table
from wmpeer.indicators.plan import plan_load as plan_table
from wmpeer.indicators.queries import known_batches
from wmpeer.indicators.read import read_table
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.judging.queries import finding_lines, view_lines
from wmpeer.judging.records import FindingLine, ViewLine
from wmpeer.region.actions import start_cycle
from wmpeer.ui.desk import Desk
from wmpeer.ui.frame import Frame
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.judge.screen import JudgeScreen
from wmpeer.ui.reading.records import Place

PASSPHRASE = "a quiet morning in autumn"
ASHCOMBE = "X08000001"
POINT = "Track drift in permanence every month"


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workspace begun by the program's own actions; tests work on copies."""
    folder, demo = tmp_path_factory.mktemp("begun"), resource("demo")
    words = [resource(*one).read_text(encoding="utf-8") for one in (("regions", "westmarch.toml"), ("frameworks", "default-2026.toml"))]
    opened, _ = start_cycle(folder / "panel.wmpeer", PASSPHRASE, name="2026-27", region=words[0], framework=words[1])
    papers = {
        ASHCOMBE: ("Ashcombe self-evaluation 2026.pdf", "Ashcombe annex A audit summary.docx"),
        "X08000009": ("kelsborough-self-evaluation-2026.md",),
    }
    with DocumentWorker() as worker:
        for authority, names in papers.items():
            sources = [Source(name, path=demo / "documents" / name) for name in names]
            carry_out(opened, plan_documents(sources, opened.read(documents, every=True), (), worker=worker, authority=authority))
    table = read_table(demo / "data" / "cla_number_and_rate_per_10k_children.csv")
    load_table(opened, plan_table(table, opened.read(known_batches)))
    point = {"area": "in-care", "kind": "consider", "text": POINT, "cycle": "2025-26"}
    with opened.write("Bring in a point") as journal:
        brought = journal.keep("point", point, authority=ASHCOMBE)
        journal.keep("outcome", {"point": brought, "outcome": "done"}, authority=ASHCOMBE)
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


def _evening(qtbot, folder: Path, *, go: bool = True) -> Iterator[Evening]:
    """The window on a workspace, at Ashcombe; without *go* at the authority it begins with."""
    workspace = open_workspace(folder / "panel.wmpeer", PASSPHRASE)
    jobs = Jobs()
    frame = Frame(jobs)
    desk = Desk(workspace, frame, jobs)
    frame.resize(1366, 768)
    frame.show()
    qtbot.waitUntil(lambda: bool(frame.authority()), timeout=10_000)
    frame.go("read", ASHCOMBE if go else "")
    qtbot.waitUntil(lambda: frame.current() is not None, timeout=20_000)
    screen = frame.current()
    assert isinstance(screen, JudgeScreen)
    made = Evening(qtbot, workspace, frame, screen)
    if go:
        made.go(ASHCOMBE)
    yield made
    feed = screen.reader.pages_pane.feed()  # the window is closed here, not by qtbot: that would come before the work has ended
    screen.may_leave()
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=10_000)
    frame.hide()
    screen.reader.close_document()
    if feed is not None:
        feed.join(5)
    jobs.close()
    workspace.close()
    desk.deleteLater()
    frame.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
