"""The lock: what is on the screen goes away, what was typed stays, work goes on, and only the right passphrase brings it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from beginnings import new_cycle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMainWindow, QPlainTextEdit, QWidget

from wmpeer.settings import Settings
from wmpeer.ui.desk import Desk
from wmpeer.ui.frame import Frame
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.confirm import confirm
from wmpeer.ui.lock import KEEPING, TYPED, Lock
from wmpeer.ui.screen import Screen
from wmpeer.ui.start import StartWindow

PASSPHRASE = "a quiet morning"
SECRET = "Plans are late in Kelsborough"


class Typing(Screen):
    """A screen on which something is being typed."""

    title = "Typing"

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self.text = QPlainTextEdit(self)
        self.setFocusProxy(self.text)


@dataclass
class Clocks:
    """Two clocks that go on when told."""

    wall: float = 1_000_000.0
    running: float = 50.0

    def go_on(self, seconds: float, *, asleep: bool = False) -> None:
        self.wall += seconds
        self.running += 0 if asleep else seconds


@dataclass
class Room:
    """An open workspace in its frame, and its lock with clocks of the test's."""

    frame: Frame
    jobs: Jobs
    lock: Lock
    clocks: Clocks
    desk: Desk
    left: list[bool]
    others: list[QWidget]

    @property
    def text(self) -> QPlainTextEdit:
        return self.frame.current().text  # type: ignore[union-attr]


@pytest.fixture
def room(tmp_path: Path, dressed: QApplication, qtbot: Any) -> Iterator[Room]:
    workspace = new_cycle(tmp_path)
    others = QApplication.topLevelWidgets()  # of tests before this one, hidden and on their way out
    jobs = Jobs()
    frame = Frame(jobs, Settings())
    qtbot.addWidget(frame)
    left: list[bool] = []
    desk = Desk(workspace, frame, jobs, lambda: left.append(True))
    clocks = Clocks()
    desk.lock.clocks = (lambda: clocks.wall, lambda: clocks.running)
    desk.lock.done()
    made = Room(frame, jobs, desk.lock, clocks, desk, left, others)
    frame.add_page("typing", "Typing", "pencil-simple", lambda: Typing(workspace, jobs))
    frame.setGeometry(20, 30, 760, 560)
    frame.show()
    qtbot.waitExposed(frame)
    frame.go("typing")
    made.text.setPlainText(SECRET)
    made.text.setFocus()
    qtbot.waitUntil(lambda: not jobs.busy())
    yield made
    desk.close()


def said_to_all(room: Room) -> str:
    """Everything that a screen reader can reach, every window's title, and every label of every window that is shown."""
    said: list[str] = [window.title() for window in QGuiApplication.topLevelWindows() if window.isVisible()]
    waiting = [QAccessible.queryAccessibleInterface(QApplication.instance())]
    while waiting:
        one = waiting.pop()
        if one is None or not one.isValid() or one.object() in room.others:
            continue
        said += [one.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)]
        waiting += [one.child(number) for number in range(one.childCount())]
    return "\n".join(said)


def test_that_the_screens_are_gone_for_eyes_and_readers_while_it_is_locked(room: Room, qtbot: Any) -> None:
    assert SECRET in said_to_all(room) and "2026-27" in said_to_all(room), "what is looked for can be found"
    room.lock.begin()
    said = said_to_all(room)
    assert SECRET not in said and "2026-27" not in said and "Coordinator" not in said
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert shown == [room.lock.page] and room.lock.page.windowTitle() == "wmpeer"
    room.lock.end()
    assert SECRET in said_to_all(room) and room.frame.isVisible()


def unlocked(room: Room, passphrase: str, qtbot: Any) -> bool:
    """Type it, press Enter, and wait for the answer."""
    page = room.lock.page
    page.passphrase.setText(passphrase)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.lock.page is None or (page.passphrase.isEnabled() and not room.jobs.busy()))
    return not room.lock.is_locked()


def test_that_only_the_right_passphrase_opens_it_and_what_was_typed_is_there(room: Room, qtbot: Any) -> None:
    before = room.frame.geometry()
    room.lock.begin()
    assert not unlocked(room, "another one", qtbot)
    assert "does not open it" in room.lock.page.field.error() and "2026" not in room.lock.page.field.error()
    assert unlocked(room, PASSPHRASE, qtbot)
    assert room.text.toPlainText() == SECRET and room.frame.geometry() == before
    assert room.frame.focusWidget() is room.text


def test_that_ten_minutes_without_a_key_lock_it_and_a_key_begins_them_anew(room: Room) -> None:
    room.clocks.go_on(599)
    room.lock.look()
    assert not room.lock.is_locked()
    QTest.keyClick(room.frame.windowHandle(), Qt.Key.Key_A)
    room.clocks.go_on(599)
    room.lock.look()
    assert not room.lock.is_locked()
    QTest.mouseMove(room.frame.windowHandle(), QPoint(300, 300))
    room.clocks.go_on(1)
    room.lock.look()
    assert room.lock.is_locked(), "a pointer that moves is nobody"


def test_that_the_laptops_sleep_counts_and_the_first_key_after_it_goes_nowhere(room: Room) -> None:
    room.clocks.go_on(3600, asleep=True)
    before = room.text.toPlainText()
    QTest.keyClick(room.frame.windowHandle(), Qt.Key.Key_A)
    assert room.lock.is_locked() and room.text.toPlainText() == before


def test_that_a_clock_put_back_does_not_keep_it_open(room: Room) -> None:
    room.clocks.wall -= 86_400
    room.clocks.go_on(600)
    room.lock.look()
    assert room.lock.is_locked()


def test_that_the_minutes_are_chosen(room: Room) -> None:
    room.frame.keep(lock_minutes=5)
    room.clocks.go_on(300)
    room.lock.look()
    assert room.lock.is_locked()
    assert Settings().with_(lock_minutes=600).lock_minutes == 10


def test_that_work_goes_on_while_it_is_locked(room: Room, qtbot: Any) -> None:
    go, answers = Event(), []
    room.jobs.write(lambda progress: go.wait(10), then=answers.append, title="Long")
    room.lock.begin()
    go.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [True] and room.lock.is_locked()


def test_that_other_windows_go_too_and_come_back_but_a_waiting_question_is_answered_no(room: Room, qtbot: Any) -> None:
    second = QMainWindow()
    qtbot.addWidget(second)
    second.setCentralWidget(QLabel(SECRET))
    second.setWindowTitle(SECRET)
    second.show()
    dialog = QDialog(room.frame)
    dialog.setModal(True)
    dialog.show()
    answers: list[int] = []
    dialog.finished.connect(answers.append)
    room.lock.begin()
    assert SECRET not in said_to_all(room) and answers == [QDialog.DialogCode.Rejected]
    late = QMainWindow()
    qtbot.addWidget(late)
    late.setWindowTitle(SECRET)
    late.show()
    qtbot.waitUntil(lambda: not late.isVisible())
    assert SECRET not in said_to_all(room)
    room.lock.end()
    assert second.isVisible() and second.isWindow() and late.isVisible()


def test_that_ctrl_l_locks_at_once_also_while_a_question_lies_over_the_window(room: Room, qtbot: Any) -> None:
    confirm(room.frame, "Take it?", "It is gone then.", "Take it", lambda: None)
    QTest.keyClick(room.frame.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(room.lock.is_locked)
    room.lock.end()
    assert room.frame.findChild(QWidget, "confirm").isVisible()


def test_that_closing_it_closes_the_workspace_and_keeps_where_the_window_stood(room: Room, qtbot: Any) -> None:
    room.frame.setGeometry(30, 40, 740, 500)
    stood = bytes(room.frame.saveGeometry().toBase64()).decode()
    room.lock.begin()
    with qtbot.waitSignal(room.frame.closed):
        room.lock.page.close()
    assert room.frame.settings.window == stood
    assert not room.lock.is_locked()


def test_that_closing_the_workspace_is_offered(room: Room) -> None:
    room.lock.begin()
    room.lock.page.other.click()
    assert room.left == [True]
    room.lock.end()


class Unkept(Screen):
    """A screen that does not let the window close."""

    title = "Unkept"
    leaves = False

    def may_leave(self) -> bool:
        return self.leaves


def test_that_closing_while_something_stays_open_says_so_and_comes_back_where_one_opens_a_workspace(
    tmp_path: Path, dressed: QApplication, qtbot: Any
) -> None:
    start = StartWindow(None, Settings(), lambda _settings: None)
    qtbot.addWidget(start)
    start.show()
    start.opened(new_cycle(tmp_path))
    frame, lock, jobs = start.frame, start.desk.lock, start.desk.jobs
    frame.add_page("unkept", "Unkept", "pencil-simple", lambda: Unkept(start.desk.workspace, jobs))
    frame.go("unkept")
    lock.begin()
    for close in (lock.page.close, lock.page.other.click):
        lock.page.told.setText("")
        close()
        assert lock.page.told.text() == TYPED
    qtbot.waitUntil(lambda: not start.isVisible())
    lock.end()
    assert frame.isVisible() and not start.isVisible()
    frame.current().leaves = True
    lock.begin()
    go = Event()
    jobs.write(lambda _progress: go.wait(10), title="Long")
    lock.page.other.click()
    assert lock.page.told.text() == KEEPING
    qtbot.waitUntil(lambda: not start.isVisible())
    with qtbot.waitSignal(frame.closed):
        go.set()
    assert start.isVisible() and start.pages.currentWidget() is start.unlock


def test_that_nobody_waits_before_a_locked_window_for_what_is_read_behind_it(room: Room, qtbot: Any) -> None:
    go = Event()
    for _ in range(3):
        room.jobs.read(lambda: go.wait(20))
    room.lock.begin()
    room.lock.page.passphrase.setText(PASSPHRASE)
    QTest.keyClick(room.lock.page.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not room.lock.is_locked())
    assert room.jobs.busy()
    go.set()


class Stubborn(QDialog):
    """A dialog that does not go when it is answered by “Cancel”."""

    def reject(self) -> None:
        pass


def test_that_a_dialog_that_will_not_go_does_not_keep_the_window_open(room: Room) -> None:
    dialog = Stubborn(room.frame)
    dialog.setModal(True)
    dialog.show()
    room.lock.begin()
    assert room.lock.is_locked() and not dialog.isVisible()
