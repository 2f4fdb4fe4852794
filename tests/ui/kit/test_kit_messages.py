"""Messages stand in the top bar, or where they hide nothing in use: nothing moves, and they go with the screen they were about."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout

from wmpeer.ui.frame import Frame
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit import messagefloat
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.message import Message
from wmpeer.ui.screen import Screen


class About(Screen):
    title = "Read & judge"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(None, jobs)
        self.button = Button("Chase list", name="chase")
        QVBoxLayout(self).addWidget(self.button)


class OfAll(About):
    title = "Region"
    about_authority = False


@pytest.fixture
def frame(dressed, qtbot, by_hand: Jobs) -> Frame:
    made = Frame(by_hand)
    qtbot.addWidget(made)
    made.add_page("region", "Region", "squares-four", lambda: OfAll(by_hand))
    made.add_page("judge", "Read & judge", "book-open", lambda: About(by_hand))
    made.set_worklist([("E1", "Ashcombe"), ("E2", "Brackenford")])
    made.resize(1366, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.go("region")
    return made


@pytest.fixture
def long_ago(monkeypatch: pytest.MonkeyPatch):
    """Lets as many seconds pass as one says."""
    clock = [1000.0]
    monkeypatch.setattr(messagefloat, "monotonic", lambda: clock[0])

    def passed(seconds: float) -> None:
        clock[0] += seconds

    return passed


def test_that_nothing_moves_when_a_message_comes_and_goes(frame) -> None:
    before = frame.current().button.mapTo(frame, QPoint(0, 0))
    frame.say(Message("A fact.", "And what to do."))
    QApplication.processEvents()
    assert frame.bar.isVisible() and frame.current().button.mapTo(frame, QPoint(0, 0)) == before
    frame.bar.dismiss()
    QApplication.processEvents()
    assert frame.current().button.mapTo(frame, QPoint(0, 0)) == before and not frame.float.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1366, 700), (683, 384)])
def test_that_a_long_message_stands_whole_over_the_screen(frame, width, height) -> None:
    frame.resize(width, height)
    frame.say(Message("A fact that takes its time to be said. " * 9, "And what to do next.", "error"))
    QApplication.processEvents()
    corner = frame.bar.mapTo(frame, QPoint(0, 0))
    screen = frame.stack.mapTo(frame, QPoint(0, 0))
    assert corner.x() > screen.x() and corner.y() > screen.y()
    assert corner.x() + frame.bar.width() < frame.width() and corner.y() + frame.bar.height() < frame.height()


@pytest.mark.parametrize("kind", ["info", "success", "warning"])
def test_that_a_message_goes_when_the_screen_it_was_about_is_left(frame, long_ago, kind) -> None:
    frame.say(Message("The approval is recorded.", kind=kind))
    long_ago(1)
    frame.go("judge")
    assert not frame.bar.isVisible()


def test_that_a_message_about_one_authority_goes_with_it(frame, long_ago) -> None:
    frame.go("judge", "E1")
    frame.say(Message("Handed in.", kind="success"))
    long_ago(1)
    frame.step_authority(1)
    assert not frame.bar.isVisible()


def test_that_choosing_somebody_in_a_list_of_all_leaves_the_message(frame, long_ago) -> None:
    frame.say(Message("Handed in.", kind="success"))
    long_ago(1)
    frame.current().authority_chosen.emit("E2")
    assert frame.bar.isVisible()


def test_that_an_error_stays_across_screens_until_there_was_time_to_read_it(frame, long_ago) -> None:
    frame.say(Message("“Ravensby annex.doc” was not taken in.", "Ask Ravensby to save it as DOCX or PDF.", "error"))
    long_ago(1)
    frame.go("judge")
    assert frame.bar.isVisible()
    long_ago(30)
    frame.go("region")
    assert not frame.bar.isVisible()


def test_that_what_is_said_while_one_is_led_elsewhere_is_still_there(frame, long_ago) -> None:
    frame.say(Message("You were led here."))
    frame.go("judge")
    assert frame.bar.isVisible()


def test_that_a_success_goes_by_itself_and_one_with_an_action_later(frame, long_ago) -> None:
    frame.say(Message("The approval is recorded.", kind="success"))
    assert frame.float.going.isActive()
    short = frame.float.going.interval()
    frame.say(Message("Undone: keep finding.", "", actions=(("Redo", lambda: None),)))
    assert frame.float.going.isActive() and frame.float.going.interval() > short
    frame.say(Message("Not taken in.", kind="error"))
    assert not frame.float.going.isActive()


def test_that_closing_a_message_leaves_the_focus_where_it_is_and_gives_back_its_own(frame, qtbot) -> None:
    frame.rail.button("judge").setFocus()
    frame.say(Message("A fact."))
    frame.unwind()
    assert frame.rail.button("judge").hasFocus()
    frame.say(Message("A fact.", actions=(("Redo", lambda: None),)))
    frame.bar.findChild(Button, "message-action-1").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert frame.current().button.hasFocus()


def test_that_tab_reaches_a_message_after_the_screen(frame, qtbot) -> None:
    frame.go("judge")
    frame.say(Message("A fact.", actions=(("Redo", lambda: None), ("Show", lambda: None))))
    frame.current().button.setFocus()
    names = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().objectName())
    assert names == ["message-action-1", "message-action-2", "message-close"]


def test_that_a_message_stands_in_the_top_bar_beside_the_authority(frame) -> None:
    frame.go("judge", "E1")
    frame.say(Message("Undone: keep a finding.", "Ctrl+Shift+Z brings it back.", actions=(("Redo", lambda: None),)))
    QApplication.processEvents()
    bar = frame.bar.mapTo(frame.top, QPoint(0, 0))
    assert frame.float.in_top() and bar.y() >= 0 and bar.y() + frame.bar.height() <= frame.top.height()
    assert bar.x() > frame.top.title.geometry().right() and frame.bar.geometry().width() > 300
    frame.open_search()
    QApplication.processEvents()
    assert not frame.float.in_top() or not frame.bar.isVisible()


def test_that_a_long_message_covers_no_button(frame, qtbot) -> None:
    button = frame.current().button
    frame.current().layout().removeWidget(button)
    for x, y in ((40, frame.current().height() - 40), (40, 20)):
        button.move(x, y)
        frame.say(Message("The interest is kept, and much more is to be said of it. " * 6, kind="success"))
        QApplication.processEvents()
        place = QRect(button.mapTo(frame.centralWidget(), QPoint(0, 0)), button.size())
        shown = QRect(frame.bar.mapTo(frame.centralWidget(), QPoint(0, 0)), frame.bar.size())
        assert not frame.float.in_top() and not shown.intersects(place)


def test_that_a_long_name_of_a_file_is_broken_and_not_cut(frame) -> None:
    frame.say(Message(f"“{'needs_assessment_of_children_' * 6}.pdf” was not taken in.", kind="error"))
    QApplication.processEvents()
    assert frame.bar._sentence.minimumSizeHint().width() <= frame.bar._sentence.width()
