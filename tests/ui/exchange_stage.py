"""The screen Exchange on a stage, filled with records by hand: what it shows, without packs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from beginnings import new_cycle
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

from wmpeer.exchange.lines import Fellow
from wmpeer.exchange.records import DeviceLine
from wmpeer.ui.exchange import asking
from wmpeer.ui.exchange.records import Item, Looked, Standing
from wmpeer.ui.exchange.screen import ExchangeScreen
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.message import Message
from wmpeer.ui.kit.theme import theme


def laptop(number: int, person: str, *, lost: str = "", this: bool = False) -> DeviceLine:
    """A laptop of *person*."""
    return DeviceLine(f"device-{number}", f"laptop {number}", person, person, "six words", "2026-10-01", lost, "", this)


def office(*fellows: Fellow, **more: Any) -> Standing:
    """How it stands for a coordinator."""
    me = Fellow("me", "Coordinator", "coordinator", "", (laptop(0, "me", this=True),))
    return Standing(True, True, "me", "device-0", "2026-27", 9, None, (me, *fellows), **more)


ANN = Fellow("ann", "Ann Reed", "panellist", "Dudley", (laptop(1, "ann"),), "", "2026-10-05T09:10:00Z", "x", ("Walsall",), ("Solihull",), 3)
BEN = Fellow("ben", "Ben Hall", "panellist", "Solihull")


class Shown:
    """The screen in its window."""

    def __init__(self, screen: ExchangeScreen, window: Any) -> None:
        self.screen, self.window = screen, window
        self.messages: list[Message] = []
        self.went: list[tuple[str, str, Any]] = []
        screen.message.connect(self.messages.append)
        screen.asked_to_go.connect(lambda *where: self.went.append(where))

    def stands(self, standing: Standing, *items: Item) -> None:
        """Show *standing* with *items* in the inbox."""
        self.screen.incoming._files = {one.path: one for one in items if one.path is not None}
        self.screen.show_standing(standing)

    def find(self, name: str) -> Any:
        found = [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]
        assert found, f"there is no {name} to be seen"
        return found[0]

    def sees(self, name: str) -> bool:
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))

    def text(self) -> str:
        """All words in labels that are to be seen."""
        return "\n".join(one.text() for one in self.window.findChildren(QLabel) if one.isVisible())


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Shown]:
    """One screen for all tests of a module: none of them writes anything into its workspace."""
    theme().install(qapp, "light")
    workspace, jobs, window = new_cycle(tmp_path_factory.mktemp("office")), Jobs(), QMainWindow()
    screen = ExchangeScreen(workspace, jobs)
    window.setCentralWidget(screen)
    yield Shown(screen, window)
    jobs.close()
    window.close()
    workspace.close()


@pytest.fixture
def look() -> dict[str, Looked]:
    """What looking into a file gives, by the file's name; a test fills it."""
    return {}


@pytest.fixture
def shown(stage: Shown, qtbot: Any, monkeypatch: pytest.MonkeyPatch, look: dict[str, Looked]) -> Iterator[Shown]:
    """The screen as one finds it: nothing has come, and the first part is shown."""
    monkeypatch.setattr(asking, "standing", lambda _workspace: office(ANN, BEN))
    monkeypatch.setattr(asking, "look_into", lambda _ws, paths, _p: tuple(replace(look[path.name], path=path) for path in paths))
    screen, window = stage.screen, stage.window
    stage.messages.clear()
    stage.went.clear()
    screen.set_room("wide")
    window.resize(1210, 700)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: not screen.jobs.busy())
    screen.incoming._stamps.clear()
    screen.incoming._watched.clear()
    stage.stands(office(ANN, BEN))
    screen.show_part_named("take-in")
    yield stage
    qtbot.waitUntil(lambda: not screen.jobs.busy())
    screen.watching.stop()
