"""The first visit of a large screen: its parts are made one a turn, and the window goes on answering between them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from wmpeer.region.actions import start_cycle
from wmpeer.region.definition import default_region
from wmpeer.region.places import definitions
from wmpeer.settings import Settings
from wmpeer.ui import ahead
from wmpeer.ui.data.screen import DataScreen
from wmpeer.ui.desk import Desk
from wmpeer.ui.frame import Frame
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.judge.screen import JudgeScreen


@pytest.fixture
def frame(tmp_path: Path, workers: Jobs, qtbot: QtBot) -> Frame:
    region, framework = definitions(default_region())
    workspace, _ = start_cycle(tmp_path / "region.wmpeer", "a quiet morning in autumn", name="2026-27", region=region, framework=framework)
    frame = Frame(workers, Settings(), lambda _changed: None)
    qtbot.addWidget(frame)
    frame.desk = Desk(workspace, frame, workers)
    frame.go("region")
    frame.show()
    qtbot.waitUntil(lambda: frame.current() is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not workers.busy())
    return frame


@pytest.mark.parametrize(("name", "screen"), [("read", JudgeScreen), ("data", DataScreen)])
def test_that_a_large_screen_is_made_in_turns(
    frame: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str, screen: type[JudgeScreen] | type[DataScreen]
) -> None:
    turns: list[str] = []
    make = ahead.make
    monkeypatch.setattr(ahead, "make", lambda kind: (turns.append(kind.__name__), make(kind)))
    heart = QTimer(frame)
    heart.timeout.connect(lambda: turns[-1:] != ["beat"] and turns.append("beat"))
    heart.start(0)
    frame.go(name)
    assert frame.current().objectName() == "screen-region", "the screen that stands stays until the new one is made"
    qtbot.waitUntil(lambda: isinstance(frame.current(), screen), timeout=20_000)
    made = [one for one in turns if one != "beat"]
    assert made == [kind.__name__ for kind in screen.ahead]
    assert all(one == "beat" or after == "beat" for one, after in pairwise(turns)), turns
    assert not any(map(ahead.is_made, screen.ahead)), "each part is taken by its screen"


def test_that_the_last_wish_counts_while_parts_are_made(frame: Frame, qtbot: QtBot, workers: Jobs) -> None:
    came: list[str] = []
    frame.page_changed.connect(came.append)
    frame.go("read")
    frame.go("data")
    frame.go("read")
    qtbot.waitUntil(lambda: came != [], timeout=20_000)
    qtbot.waitUntil(lambda: not workers.busy())
    assert came == ["read"]
    assert isinstance(frame.current(), JudgeScreen)


def test_that_what_could_not_be_made_can_be_asked_for_again(frame: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    make, failed = ahead.make, []

    def fail_once(kind: type) -> None:
        if not failed:
            failed.append(kind)
            raise RuntimeError("no room")
        make(kind)

    monkeypatch.setattr(ahead, "make", fail_once)
    with pytest.raises(RuntimeError):
        frame.go("data")
    frame.go("data")
    qtbot.waitUntil(lambda: isinstance(frame.current(), DataScreen), timeout=20_000)


def test_that_a_screen_asked_for_at_once_takes_what_was_made_for_it(frame: Frame) -> None:
    ahead.make(JudgeScreen.ahead[0])
    judge = frame.screen_named("read")
    assert isinstance(judge, JudgeScreen)
    assert not ahead.is_made(JudgeScreen.ahead[0])
