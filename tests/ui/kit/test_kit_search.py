"""Search: Enter does something one can see, or nothing at all; commands are found by what people call them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from wmpeer.ui.commands import command_lines
from wmpeer.ui.frame import Frame
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.found import Found, is_meant
from wmpeer.ui.places import DeedPlace
from wmpeer.ui.screen import Screen


class About(Screen):
    title = "Read & judge"

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(None, jobs)
        self.button = Button("Hand in", name="hand-in")
        QVBoxLayout(self).addWidget(self.button)

    def go_to(self, place: object) -> None:
        if isinstance(place, DeedPlace):
            self.press(place)


class OfAll(About):
    title = "Region"
    about_authority = False


@pytest.fixture
def frame(dressed, qtbot, workers: Jobs) -> Iterator[Frame]:
    made = Frame(workers)
    qtbot.addWidget(made)
    made.add_page("region", "Region", "squares-four", lambda: OfAll(workers))
    made.add_page("read", "Read & judge", "book-open", lambda: About(workers))
    made.set_worklist([("E1", "Ashcombe"), ("E2", "Brackenford")])
    made.more_commands = lambda: list(command_lines(made, sets_up=False))
    made.resize(1366, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.go("region")
    yield made


def look_for(frame: Frame, qtbot, text: str) -> list[str]:
    frame.open_search()
    qtbot.keyClicks(frame.top.search, text)
    return [one.title for one in frame.searching.panel._list.records.records()]


def test_that_an_authority_found_from_a_screen_of_all_opens_its_self_evaluation(frame, qtbot) -> None:
    assert look_for(frame, qtbot, "bracken") == ["Brackenford"]
    qtbot.keyClick(frame.top.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: frame.current().title == "Read & judge")
    assert frame.authority() == "E2" and frame.current().authority == "E2"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("hand in", "Hand in"), ("submit", "Hand in"), ("workbook", "Export letters and workbook"), ("settings", "This laptop")],
)
def test_that_commands_are_found_by_their_words_and_by_other_names(frame, qtbot, typed: str, meant: str) -> None:
    assert meant in look_for(frame, qtbot, typed)


def test_that_what_is_of_the_office_is_found_by_coordinators_alone(frame, qtbot) -> None:
    assert look_for(frame, qtbot, "take in doc") == []
    assert any(is_meant("load", one) for one in command_lines(frame, sets_up=True))


def test_that_a_command_presses_its_button_on_its_screen(frame, qtbot) -> None:
    pressed: list[bool] = []
    frame.screen_named("read").button.clicked.connect(lambda: pressed.append(True))
    look_for(frame, qtbot, "hand in")
    qtbot.keyClick(frame.top.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pressed == [True])
    assert frame.current().title == "Read & judge"


def test_that_enter_does_not_keep_a_search_nor_leave_without_a_word(frame, qtbot) -> None:
    kept: list[str] = []
    frame.set_search(lambda words: [Found("Keep this search", group="Search", go=lambda: kept.append(words), asks=True)])
    look_for(frame, qtbot, "nonsense")
    panel = frame.searching.panel
    qtbot.waitUntil(lambda: panel._list.records.rowCount() == 1)
    qtbot.keyClick(frame.top.search, Qt.Key.Key_Return)
    assert not kept and panel.isVisible() and panel._note.text() == "Nothing found for “nonsense”."
    qtbot.keyClick(frame.top.search, Qt.Key.Key_Down)
    qtbot.keyClick(frame.top.search, Qt.Key.Key_Return)
    assert kept == ["nonsense"]


def test_that_enter_before_the_answer_is_for_its_first_line(frame, qtbot) -> None:
    went: list[str] = []
    frame.set_search(lambda words: [Found("A passage", group="Passage", go=lambda: went.append(words))])
    look_for(frame, qtbot, "neglect")
    qtbot.keyClick(frame.top.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: went == ["neglect"])
