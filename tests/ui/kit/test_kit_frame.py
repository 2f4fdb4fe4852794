"""The frame: rail, list, history, search, messages, undo, room."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout

from wmpeer import settings as kept_settings
from wmpeer.errors import WmpeerError
from wmpeer.settings import Settings
from wmpeer.ui.frame import Frame
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.confirm import confirm
from wmpeer.ui.kit.found import Found
from wmpeer.ui.kit.message import Message
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.screen import Screen

AUTHORITIES = [("E1", "Ashcombe"), ("E2", "Brackenford"), ("E3", "Calderholt")]
CTRL, ALT, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True)
class Changed:
    verb: str
    authority: str = ""


class MissingPageError(WmpeerError):
    """Page 9 is missing.

    Ask for it again.
    """


class Region(Screen):
    title = "Region"
    about_authority = False

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(None, jobs)
        self.reloads = 0
        self.button = Button("Chase list", name="chase")
        QVBoxLayout(self).addWidget(self.button)

    def reload(self) -> None:
        self.reloads += 1


class Judge(Screen):
    title = "Read & judge"
    parts = ("Text", "Judgement", "Data")

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(None, jobs)
        self.seen: list[str] = []
        self.part = -1
        self.layers = 0
        self.page = 1
        self.words = QLabel()
        self.text = QPlainTextEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.text)

    def reload(self) -> None:
        self.seen.append(self.authority)

    def show_part(self, index: int) -> None:
        self.part = index

    def unwind(self) -> bool:
        self.layers -= 1
        return self.layers >= 0

    def place(self) -> object:
        return self.page

    def go_to(self, place: object) -> None:
        self.page = place


@pytest.fixture
def make(dressed, qtbot):
    frames: list[Frame] = []

    def made(jobs: Jobs, **more) -> Frame:
        frame = Frame(jobs, **more)
        frames.append(frame)
        qtbot.addWidget(frame)
        frame.add_page("region", "Region", "squares-four", lambda: Region(jobs))
        frame.add_page("judge", "Read & judge", "book-open", lambda: Judge(jobs))
        frame.set_cycle("Autumn 2026", "Westmarch")
        frame.set_worklist(AUTHORITIES)
        frame.resize(1366, 700)
        frame.show()
        qtbot.waitExposed(frame)
        frame.activateWindow()
        qtbot.waitUntil(frame.isActiveWindow)
        frame.go("region")
        return frame

    yield made
    frames.clear()


@pytest.fixture
def frame(make, by_hand) -> Frame:
    return make(by_hand)


def press(qtbot, frame: Frame, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    from PySide6.QtWidgets import QApplication

    qtbot.keyClick(QApplication.focusWidget() or frame, key, modifiers)


def test_that_screens_are_built_when_they_are_first_shown_and_numbers_lead_to_them(frame, qtbot) -> None:
    assert len(list(frame._pages.built())) == 1
    press(qtbot, frame, Qt.Key.Key_2, CTRL)
    assert isinstance(frame.current(), Judge) and frame.rail.button("judge").isChecked()
    press(qtbot, frame, Qt.Key.Key_7, CTRL)
    assert isinstance(frame.current(), Judge)


def test_that_the_list_stops_visibly_at_its_end(frame, qtbot) -> None:
    frame.go("judge")
    assert frame.top.title.text() == "Ashcombe" and frame.top.count.text() == "1 of 3 in my list"
    assert not frame.top.previous.isEnabled()
    for _ in range(2):
        press(qtbot, frame, Qt.Key.Key_Down, CTRL | ALT)
    assert frame.top.title.text() == "Calderholt" and not frame.top.next.isEnabled()
    press(qtbot, frame, Qt.Key.Key_Down, CTRL | ALT)
    assert frame.top.title.text() == "Calderholt" and "last" in frame.bar.message().sentence
    assert frame.current().seen == ["E1", "E2", "E3"]


def test_that_a_screen_about_all_authorities_names_none(frame) -> None:
    assert frame.top.title.text() == "All authorities" and not frame.top.next.isVisible()


def test_that_alt_left_leads_back_to_screen_authority_and_place(frame, qtbot) -> None:
    frame.go("judge", "E2")
    frame.current().page = 62
    frame.go("judge", "E3", 7)
    assert frame.current().page == 7
    press(qtbot, frame, Qt.Key.Key_Left, ALT)
    assert frame.authority() == "E2" and frame.current().page == 62
    press(qtbot, frame, Qt.Key.Key_Left, ALT)
    assert isinstance(frame.current(), Region)
    press(qtbot, frame, Qt.Key.Key_Left, ALT)
    press(qtbot, frame, Qt.Key.Key_Right, ALT)
    press(qtbot, frame, Qt.Key.Key_Right, ALT)
    assert frame.authority() == "E3" and frame.current().page == 7


def test_that_saved_appears_only_when_something_was_kept(frame, by_hand) -> None:
    assert frame.top.saved.text() == "Nothing changed yet"
    by_hand.write(lambda _p: Changed("Keep finding"))
    assert frame.top.saved.text() == "Nothing changed yet"
    by_hand.run()
    assert frame.top.saved.text().startswith("Saved ")
    frame.set_saved(backup_at=datetime(2026, 10, 8, 12, 55, tzinfo=UTC))
    assert "backup" in frame.top.saved.text()


def test_that_every_screen_hears_of_a_change(frame, by_hand) -> None:
    region = frame.current()
    frame.go("judge")
    before = (region.reloads, len(frame.current().seen))
    by_hand.write(lambda _p: Changed("Keep finding", "E1"))
    by_hand.run()
    assert (region.reloads, len(frame.current().seen)) == (before[0], before[1] + 1)
    frame.go("region")
    assert region.reloads == before[0] + 1


def test_that_undo_and_redo_say_what_they_did(frame, by_hand, qtbot) -> None:
    asked: list[str] = []
    frame.undo_asked.connect(lambda: asked.append("undo"))
    frame.redo_asked.connect(lambda: asked.append("redo"))
    press(qtbot, frame, Qt.Key.Key_Z, CTRL)
    assert asked == [] and "Nothing to undo" in frame.bar.message().sentence
    by_hand.write(lambda _p: Changed("Keep finding"))
    by_hand.run()
    press(qtbot, frame, Qt.Key.Key_Z, CTRL)
    by_hand.write(lambda _p: Changed("Undo: keep finding"))
    by_hand.run()
    assert frame.bar.message().sentence == "Undone: keep finding."
    press(qtbot, frame, Qt.Key.Key_Z, CTRL | SHIFT)
    assert asked == ["undo", "redo"]


def test_that_undo_in_a_text_is_the_texts_own(frame, qtbot) -> None:
    asked: list[str] = []
    frame.undo_asked.connect(lambda: asked.append("undo"))
    frame.set_undo_names("keep finding")
    frame.go("judge")
    text = frame.current().text
    text.setFocus()
    qtbot.keyClicks(text, "late visits")
    qtbot.keyClick(text, Qt.Key.Key_Z, CTRL)
    assert text.toPlainText() == "" and asked == []


def test_that_escape_unwinds_one_layer_after_the_other(frame, qtbot) -> None:
    frame.go("judge")
    frame.current().layers = 1
    frame.say(Message("A fact."))
    frame.open_search()
    press(qtbot, frame, Qt.Key.Key_Escape)
    assert not frame.searching.panel.isVisible() and frame.bar.isVisible()
    press(qtbot, frame, Qt.Key.Key_Escape)
    assert frame.current().layers == 0 and frame.bar.isVisible()
    press(qtbot, frame, Qt.Key.Key_Escape)
    assert not frame.bar.isVisible()
    assert frame.unwind() is False


def test_that_search_gives_the_focus_back_to_where_it_was(frame, qtbot) -> None:
    frame.current().button.setFocus()
    press(qtbot, frame, Qt.Key.Key_K, CTRL)
    assert frame.top.search.hasFocus()
    press(qtbot, frame, Qt.Key.Key_Escape)
    assert frame.current().button.hasFocus()


def test_that_search_finds_screens_at_once_and_the_rest_from_a_reader(make, workers, qtbot) -> None:
    frame = make(workers)
    went: list[str] = []
    asked: list[str] = []

    def find(words: str):
        asked.append(f"{words} on {threading.current_thread().name}")
        return [Found("a passage about visits", "page 7", "Passage", go=lambda: went.append(words))]

    frame.set_search(find)
    press(qtbot, frame, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(frame.top.search, "visits")
    qtbot.waitUntil(lambda: bool(asked))
    qtbot.waitUntil(lambda: frame.searching.panel._list.records.rowCount() == 1)
    assert asked[-1].startswith("visits on reader")
    qtbot.keyClick(frame.top.search, Qt.Key.Key_Return)
    assert went == ["visits"] and not frame.searching.panel.isVisible()
    press(qtbot, frame, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(frame.top.search, "read")
    qtbot.keyClick(frame.top.search, Qt.Key.Key_Return)
    assert isinstance(frame.current(), Judge)


def test_that_an_error_nobody_asked_for_lands_in_the_bar(frame, by_hand) -> None:
    def fails(_progress):
        raise MissingPageError

    by_hand.write(fails)
    by_hand.run()
    message = frame.bar.message()
    assert (message.sentence, message.next, message.code) == ("Page 9 is missing.", "Ask for it again.", "missing-page")


def test_that_what_nobody_expected_offers_a_report_without_content(frame, by_hand, dressed, qtbot) -> None:
    def fails(_progress):
        raise KeyError("Harrowdale’s secret")

    by_hand.write(fails)
    by_hand.run()
    qtbot.waitUntil(lambda: frame.bar.message() is not None)
    frame.bar.message().actions[0][1]()
    copied = dressed.clipboard().text()
    assert "KeyError" in copied and "Harrowdale" not in copied


@pytest.mark.parametrize(
    ("width", "height", "room"), [(1366, 700, "wide"), (911, 512, "narrow"), (683, 384, "short"), (1366, 400, "short")]
)
def test_that_the_room_is_told_and_the_rail_gives_way(frame, width, height, room) -> None:
    frame.go("judge")
    frame.resize(width, height)
    assert frame.room == frame.current().room == room
    assert frame.rail.width() == (156 if room == "wide" else 46)
    assert frame.top.parts.isVisible() == (room == "short")
    assert frame.current().part == (0 if room == "short" else -1)


def test_that_the_frame_itself_fits_a_laptop_at_200_per_cent(frame) -> None:
    frame.go("judge")
    frame.resize(683, 384)
    assert (frame.width(), frame.height()) == (683, 384)
    for part in (frame.top.title, frame.top.parts, frame.top.search_button, frame.top.saved):
        assert part.isVisible() and part.width() >= part.minimumSizeHint().width()
        assert part.geometry().right() < frame.top.width()


def test_that_f6_goes_round_the_parts_of_a_short_room_and_else_the_regions(frame, qtbot) -> None:
    frame.go("judge")
    frame.resize(683, 384)
    press(qtbot, frame, Qt.Key.Key_F6)
    assert frame.current().part == 1 and frame.top.parts.value() == "1"
    frame.resize(1366, 700)
    frame.current().text.setFocus()
    press(qtbot, frame, Qt.Key.Key_F6)
    assert frame.rail.isAncestorOf(frame.focusWidget())


def test_that_no_key_reaches_the_frame_while_a_question_is_open(frame, qtbot) -> None:
    card = confirm(frame, "Issue it?", "It is locked.", "Issue letter", lambda: None)
    press(qtbot, frame, Qt.Key.Key_2, CTRL)
    assert isinstance(frame.current(), Region)
    qtbot.keyClick(card.yes, Qt.Key.Key_Escape)
    press(qtbot, frame, Qt.Key.Key_2, CTRL)
    assert isinstance(frame.current(), Judge)


def test_that_the_progress_card_waits_two_seconds_and_stops_the_work(make, workers, qtbot) -> None:
    frame = make(workers)
    frame.card._quiet.setInterval(50)
    go_on = threading.Event()

    def work(progress):
        for n in range(1000):
            progress(n, 1000, f"document {n}")
            go_on.wait(0.01)

    quiet = workers.write(lambda _p: go_on.wait(0.2))
    job = workers.write(work, title="Taking in 1000 documents")
    assert not frame.card.isVisible() and quiet.title == ""
    qtbot.waitUntil(frame.card.isVisible)
    qtbot.mouseClick(frame.card.findChild(Button, "progress-stop"), Qt.MouseButton.LeftButton)
    assert job.stopping
    qtbot.waitUntil(lambda: not frame.card.isVisible())
    assert frame.bar.message().sentence == "Stopped; nothing of this batch was kept."
    go_on.set()


def test_that_closing_waits_until_all_is_kept(make, workers, qtbot) -> None:
    kept: list[Settings] = []
    frame = make(workers, keep_settings=kept.append)
    go_on = threading.Event()
    workers.write(lambda _p: go_on.wait(20))
    frame.close()
    assert frame.isVisible() and "still being kept" in frame.bar.message().sentence
    go_on.set()
    qtbot.waitUntil(lambda: not frame.isVisible())
    assert kept[-1].window


def test_that_looks_are_kept(make, by_hand, qtbot) -> None:
    kept: list[Settings] = []
    frame = make(by_hand, keep_settings=kept.append)
    frame.set_palette("dark")
    press(qtbot, frame, Qt.Key.Key_Plus, CTRL)
    assert (kept[-1].palette, kept[-1].reading_pixels) == ("dark", 18)
    frame.set_palette("light")
    theme().set_reading_pixels(16)


def test_that_a_badge_is_said_too(frame) -> None:
    frame.set_badge("judge", 7)
    assert frame.rail.button("judge").accessibleName() == "Read & judge, 7 waiting"


def test_that_nothing_the_frame_does_blocks_the_window(make, workers, qtbot, watchdog) -> None:
    frame = make(workers)
    for _ in range(3):
        frame.go("judge")
        frame.set_palette("dark")
        frame.go("region")
        frame.set_palette("light")
        qtbot.waitUntil(lambda: not workers.busy())
    assert [stall for stall in watchdog if stall.seconds > 0.5] == []


def test_that_preferences_are_kept_whole_and_survive_damage(tmp_path) -> None:
    path = tmp_path / "wmpeer" / "settings.json"
    assert kept_settings.load(path) == Settings()
    mine = Settings("dark", 20, "/records/Hydref ŵ.wmpeer", "AbC=")
    kept_settings.save(mine, path)
    assert kept_settings.load(path) == mine
    path.write_text('{"palette": "sepia", "reading_pixels": "big", "last_workspace": "x.wmpeer", "unknown": 1}', encoding="utf-8")
    assert kept_settings.load(path) == Settings(last_workspace="x.wmpeer")
    for damaged in ("", "[]", '{"palette": ', "null"):
        path.write_text(damaged, encoding="utf-8")
        assert kept_settings.load(path) == Settings()
    path.write_text(json.dumps({"reading_pixels": 400}), encoding="utf-8")
    assert kept_settings.load(path).reading_pixels == 28


def test_that_a_frame_that_has_gone_is_told_nothing(make, by_hand, reports) -> None:
    import shiboken6

    from wmpeer.ui import hook

    before = len(hook._listeners)
    frame = Frame(by_hand)
    assert len(hook._listeners) == before + 1
    shiboken6.delete(frame)
    assert len(hook._listeners) == before
    hook.unexpected(ValueError("x"))
    assert len(reports) == 1


def test_that_everything_that_takes_the_focus_has_a_name_for_a_screen_reader(frame) -> None:
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QWidget

    for page in ("region", "judge"):
        frame.go(page)
        for widget in frame.findChildren(QWidget):
            takes_focus = (
                widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, Screen | QPlainTextEdit)
            )
            if takes_focus:
                face = QAccessible.queryAccessibleInterface(widget)
                assert face is not None and face.text(QAccessible.Text.Name), widget


def test_that_searching_in_a_short_room_does_not_push_the_window_wider(frame, qtbot) -> None:
    frame.go("judge")
    frame.resize(683, 384)
    press(qtbot, frame, Qt.Key.Key_K, CTRL)
    assert frame.top.search.hasFocus() and not frame.top.parts.isVisible()
    qtbot.keyClicks(frame.top.search, "cal")
    assert frame.width() == 683 and frame.rect().contains(frame.searching.panel.geometry().adjusted(10, 10, -10, -10))
    qtbot.keyClick(frame.top.search, Qt.Key.Key_Return)
    assert frame.authority() == "E3" and frame.top.parts.isVisible() and frame.top.search.isHidden()
    assert not frame.searching.panel.isVisible() and not frame.top.search.hasFocus()


def test_that_going_elsewhere_closes_the_search_and_stays_there(frame, qtbot) -> None:
    press(qtbot, frame, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(frame.top.search, "cal")
    frame.current().button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not frame.searching.panel.isVisible() and frame.current().button.hasFocus() and frame.top.search.text() == ""


def test_that_the_bar_takes_the_height_of_each_message(frame) -> None:
    frame.resize(683, 600)
    frame.say(Message("A fact."))
    short = frame.bar.height()
    frame.say(Message("A fact that takes its time to be said. " * 5, "And what to do next, at length. " * 4))
    long = frame.bar.height()
    frame.say(Message("A fact."))
    assert short == frame.bar.height() < long


def test_that_a_screen_first_shown_in_a_short_room_shows_one_part(frame) -> None:
    frame.resize(683, 384)
    frame.go("judge")
    assert frame.current().part == 0 and frame.top.parts.value() == "0"
    frame.resize(1366, 700)
    assert frame.current().part == -1


def test_that_the_switch_of_a_short_room_follows_a_screen_that_turns_by_itself(frame, qtbot) -> None:
    frame.resize(683, 384)
    frame.go("judge")
    frame.current().turn_to(2)
    assert frame.current().part == 2 and frame.top.parts.value() == "2"
    press(qtbot, frame, Qt.Key.Key_F6)
    assert frame.current().part == 0 and frame.top.parts.value() == "0", "F6 goes on from where one is"
    frame.resize(1366, 700)
    frame.current().turn_to(2)
    assert frame.current().part == -1, "where all parts are on view there is nothing to turn to"


@dataclass(frozen=True)
class Kept:
    id: str


@dataclass(frozen=True)
class Loaded:
    changed: Changed


@pytest.mark.parametrize(
    ("answer", "verbs"),
    [
        (None, []),
        ("a text", []),
        (Changed("Keep finding"), ["Keep finding"]),
        (Loaded(Changed("Load table")), ["Load table"]),
        ((Changed("Take in", "E1"), Changed("Take in", "E2")), ["Take in", "Take in"]),
        ((), []),
        (Kept("f1"), [""]),
    ],
)
def test_that_changes_are_found_in_whatever_an_action_answers(answer, verbs) -> None:
    from wmpeer.ui.keeping import changes_in

    assert [change.verb for change in changes_in(answer)] == verbs


def test_that_a_change_nobody_described_concerns_every_screen_and_is_saved(frame, by_hand) -> None:
    region = frame.current()
    before = region.reloads
    by_hand.write(lambda _p: Kept("f1"))
    by_hand.run()
    assert region.reloads == before + 1 and frame.top.saved.text().startswith("Saved")


def test_that_a_backup_is_not_called_saving(frame, by_hand) -> None:
    by_hand.write(lambda _p: None)
    by_hand.run()
    assert frame.top.saved.text() == "Nothing changed yet"
