"""Joining with an invitation, from the first window to the six words; and a screen that has nothing to show before the first pack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from beginnings import new_cycle
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from wmpeer.exchange.knowing import invite
from wmpeer.region.actions import add_person
from wmpeer.settings import Settings
from wmpeer.ui.start import StartWindow


@pytest.fixture
def start(dressed: QApplication, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StartWindow]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    window = StartWindow(None, Settings(), lambda _settings: None)
    window.show()
    qtbot.waitExposed(window)
    yield window
    if window.frame is not None:
        qtbot.waitUntil(lambda: not window.frame.jobs.busy())
        window.frame.close()
        qtbot.waitUntil(lambda: window.frame is None)
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def find(start: StartWindow, name: str) -> Any:
    window = start.frame if start.frame is not None and start.frame.isVisible() else start
    return next(one for one in window.findChildren(QWidget, name) if one.isVisible())


def test_that_an_invited_panellist_joins_and_is_told_what_to_read_out(start: StartWindow, qtbot: Any, tmp_path: Path) -> None:
    """Ann has mail: an invitation. At the end her window says what to send, and six words; everything else waits for the first pack."""
    office = new_cycle(tmp_path / "office")
    add_person(office, "Ann Reed", "panellist")
    sent = invite(office, "Ann Reed", tmp_path / "mail")
    office.close()
    start.join_with(sent.path)
    qtbot.waitUntil(lambda: start.pages.currentWidget().objectName() == "join-page", timeout=20_000)
    assert "Join 2026-27 as Ann Reed" in start.pages.currentWidget().heading.text()
    assert sent.fingerprint in find(start, "invitation-words").text()
    qtbot.waitUntil(lambda: find(start, "join-passphrase").height() >= 30)
    for name in ("join-passphrase", "join-passphrase-again"):
        qtbot.keyClicks(find(start, name), "three quiet words")
    qtbot.keyClick(find(start, "join-passphrase-again"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: start.pages.currentWidget() is start.recovery, timeout=20_000)
    qtbot.keyClicks(start.recovery.typed, start.recovery.key.text())
    qtbot.keyClick(start.recovery.typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: start.frame is not None and start.frame.isVisible(), timeout=20_000)
    qtbot.waitUntil(lambda: start.frame.current() is not None and start.frame.current().standing is not None, timeout=20_000)
    assert start.frame.current().title == "Exchange" and len(find(start, "six-words").text().split()) == 6
    assert list((tmp_path / "mail").glob("*.wmreply")) == [Path(find(start, "reply-file").text())]
    for page in ("region", "check"):
        start.frame.go(page)
        qtbot.waitUntil(lambda page=page: start.frame.current().objectName() == f"screen-{page}", timeout=20_000)
        assert find(start, "before-first-pack").isVisible() and not start.frame.bar.isVisible()
    qtbot.keyClick(find(start, "before-first-pack-action-1"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: start.frame.current().title == "Exchange")


def test_that_something_else_than_an_invitation_says_so(start: StartWindow, qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "letter.wminvite").write_text("Dear colleague", encoding="utf-8")
    start.join_with(tmp_path / "letter.wminvite")
    qtbot.waitUntil(start.bar.isVisible, timeout=20_000)
    assert "letter.wminvite" in start.bar.message().text() and start.bar.message().code == "not-an-invitation"
