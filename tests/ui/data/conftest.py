"""The screen Data in the real window, over a workspace with the demonstration's tables."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.region.actions import start_cycle
from wmpeer.region.queries import authorities
from wmpeer.ui.data.screen import DataScreen
from wmpeer.ui.frame import Frame
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.screen import Screen

PASSPHRASE = "a quiet morning in autumn"
KELSBOROUGH = "X08000009"


def _begin(file: Path, *tables: Path) -> Path:
    region = resource("regions", "westmarch.toml").read_text(encoding="utf-8")
    framework = resource("frameworks", "default-2026.toml").read_text(encoding="utf-8")
    workspace = start_cycle(file, PASSPHRASE, name="2026-27", region=region, framework=framework)[0]
    if tables:
        results = load(workspace, tables, Wishes())
        assert [one.status for one in results if one.status == "refused"] == []
    workspace.close()
    return file


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the tables of the demonstration; tests work on copies."""
    return _begin(tmp_path_factory.mktemp("data") / "panel.wmpeer", *sorted(resource("demo", "data").iterdir()))


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with no table at all."""
    return _begin(tmp_path_factory.mktemp("bare") / "panel.wmpeer")


class Elsewhere(Screen):
    """Another page of the window, to be sent to."""

    title = "Elsewhere"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(None, jobs)
        self.went_to: list[Any] = []

    def go_to(self, place: Any) -> None:
        self.went_to.append(place)


@dataclass
class Window:
    """The frame with the screen Data in it, and hands to work it."""

    frame: Frame
    screen: DataScreen
    jobs: Jobs
    workspace: Workspace
    qtbot: Any

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.busy(), timeout=20_000)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, on: QWidget | None = None) -> None:
        self.qtbot.keyClick(on or QApplication.focusWidget() or self.frame, key, modifiers)
        self.settle()

    def click(self, name: str) -> None:
        widget = self.frame.findChild(QWidget, name)
        assert widget is not None, name
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def text(self, name: str) -> str:
        return self.frame.findChild(QWidget, name).text()

    def choose(self, name: str) -> None:
        """Click a measure of the list."""
        view = self.screen.listing.view
        measure = next(one for one in self.screen.listing.measures() if one.name == name)
        index = view.records.index(view.records.row_of(measure.key), 0)
        view.scrollTo(index)
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
        self.settle()

    def in_area(self, code: str) -> None:
        """Choose an area in the menu at the head of the list."""
        menu = self.screen.listing.area.menu_of_areas()
        next(action for action in menu.actions() if action.objectName() == f"area-{code or 'all'}").trigger()
        menu.close()
        self.settle()

    def said(self) -> str:
        message = self.frame.bar.message()
        return message.sentence if message else ""


def _opened(file: Path, folder: Path, jobs: Jobs, authority: str, size: tuple[int, int]) -> tuple[Frame, Workspace]:
    """The frame with the screen Data, over a copy of *file* in *folder*."""
    for each in file.parent.glob(f"{file.name}*"):
        if each.is_file():
            shutil.copy(each, folder / each.name)
    workspace = open_workspace(folder / file.name, PASSPHRASE)
    frame = Frame(jobs)
    frame.add_page("region", "Region", "squares-four", lambda: Elsewhere(jobs))
    frame.add_page("read", "Read & judge", "book-open", lambda: Elsewhere(jobs))
    frame.add_page("data", "Data", "chart-line", lambda: DataScreen(workspace, jobs))
    frame.set_worklist([(one.ons_code, one.name) for one in workspace.read(authorities)], authority, mine=False)
    frame.resize(*size)
    return frame, workspace


@pytest.fixture
def open_window(dressed, qtbot, workers, tmp_path) -> Iterator[Callable[..., Window]]:
    opened: list[Workspace] = []

    def made(file: Path, authority: str = KELSBOROUGH, size: tuple[int, int] = (1366, 690)) -> Window:
        frame, workspace = _opened(file, tmp_path, workers, authority, size)
        opened.append(workspace)
        qtbot.addWidget(frame)
        frame.show()
        qtbot.waitExposed(frame)
        frame.activateWindow()
        frame.go("data")
        window = Window(frame, frame.screen_named("data"), workers, workspace, qtbot)
        window.settle()
        return window

    yield made
    workers.stop_all()
    workers.close()
    for workspace in opened:
        workspace.close()


@pytest.fixture(scope="module")
def _standing(qapp: QApplication, begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Frame, Jobs, Workspace]]:
    theme().install(qapp, "light")
    jobs = Jobs()
    frame, workspace = _opened(begun, tmp_path_factory.mktemp("standing"), jobs, KELSBOROUGH, (1366, 690))
    frame.show()
    frame.go("data")
    yield frame, jobs, workspace
    jobs.stop_all()
    jobs.close()
    frame.close()
    frame.deleteLater()
    workspace.close()


@pytest.fixture
def same_window(_standing: tuple[Frame, Jobs, Workspace], dressed, qtbot) -> Window:
    """One window for all tests of a module, who leave it as they find it: one indicator, its picture, the area of help and protection."""
    frame, jobs, workspace = _standing
    frame.activateWindow()
    qtbot.waitUntil(lambda: not jobs.busy() and frame.current() is not None, timeout=20_000)
    window = Window(frame, frame.screen_named("data"), jobs, workspace, qtbot)
    qtbot.waitUntil(lambda: not jobs.busy() and window.screen.page("one").one is not None, timeout=20_000)
    window.screen.unwind()
    window.click("mode-one")
    window.in_area("help-and-protection")
    return window


@pytest.fixture
def window(open_window, begun) -> Window:
    return open_window(begun)
