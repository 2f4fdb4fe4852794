"""What was said apart, through the real screen: looked at, settled by click and by key, or later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from panels import ASHCOMBE, Panel
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from wmpeer.judging.queries import agreed_lines, finding_lines, view_lines
from wmpeer.judging.undoing import undo
from wmpeer.region.actions import declare_interest
from wmpeer.ui.apart.layout import MINE
from wmpeer.ui.apart.news import ApartNews, news
from wmpeer.ui.apart.screen import ApartScreen
from wmpeer.ui.check.screen import CheckScreen
from wmpeer.ui.places import ApartPlace


def fields(shown: Any) -> list[tuple[str, str]]:
    return [(one.kind, one.field) for one in shown.screen.rows()]


def choose(shown: Any, kind: str, field: str) -> Any:
    """The difference in a field of the first record of that kind, on view."""
    at = fields(shown).index((kind, field))
    shown.screen.list.setCurrentIndex(shown.screen.list.records.index(at, 0))
    return shown.screen.detail


def settled(shown: Any, qtbot: Any, left: int) -> None:
    qtbot.waitUntil(lambda: shown.screen.list.records.rowCount() == left and not shown.screen.jobs.busy())


def test_that_everything_said_apart_is_listed_and_says_whose_it_is(show: Callable[..., Any], qtbot: Any) -> None:
    shown = show(ApartScreen)
    assert fields(shown) == [
        ("agreed", "view"), ("agreed", "wording"), ("view", "view"), ("view", "reason"), ("letter", "addressee"), ("finding", "withdrawn"),
    ]  # fmt: skip
    assert shown.screen.sentence.text() == "6 things were said differently on two laptops. 4 of them are for you to settle."
    detail = choose(shown, "view", "reason")
    assert not any(card.take.isVisible() for card in detail.cards) and not detail.both.isVisible()
    assert shown.find("apart-whose").text() == "For Ann Reed"
    qtbot.mouseClick(shown.find(f"apart-mode-{MINE}"), Qt.MouseButton.LeftButton)
    assert len(shown.screen.rows()) == 4
    shown.screen.go_to(ApartPlace("", shown.screen.rows()[-1].entity))
    assert shown.screen.list.current().field == "withdrawn"


def test_that_keys_settle_one_after_the_other_and_undo_brings_it_back(show: Callable[..., Any], qtbot: Any) -> None:
    shown = show(ApartScreen)
    listed = shown.screen.list
    listed.setFocus()
    choose(shown, "agreed", "view")
    qtbot.keyClick(listed, Qt.Key.Key_2)
    settled(shown, qtbot, 5)
    assert shown.workspace.read(agreed_lines, ASHCOMBE)[0].view == "requires-improvement"
    assert (listed.current().kind, listed.current().field) == ("agreed", "wording"), "on to the next"
    qtbot.keyClick(listed, Qt.Key.Key_B)
    settled(shown, qtbot, 4)
    assert "\n\n" in shown.workspace.read(agreed_lines, ASHCOMBE)[0].wording
    choose(shown, "finding", "withdrawn")
    qtbot.keyClick(listed, Qt.Key.Key_2)
    settled(shown, qtbot, 3)
    assert shown.workspace.read(finding_lines) == ()
    qtbot.keyClick(listed, Qt.Key.Key_1)
    settled(shown, qtbot, 2)
    assert shown.messages[-1].sentence == "Everything that is yours is settled."
    assert shown.screen.sentence.text().endswith("Others settle them.")
    undo(shown.workspace)
    shown.screen.reload()
    settled(shown, qtbot, 3)
    assert ("letter", "addressee") in fields(shown)


def test_that_another_judgement_or_other_words_settle_it_too(show: Callable[..., Any], qtbot: Any) -> None:
    shown = show(ApartScreen, "Ann Reed")
    assert [one.may for one in shown.screen.rows()] == [True, True], "she sees her own, and nothing of what she has not handed in for"
    detail = choose(shown, "view", "view")
    detail.other.setCurrentIndex(detail.other.findData("good"))
    detail.other.activated.emit(detail.other.currentIndex())
    settled(shown, qtbot, 1)
    detail = shown.screen.detail
    qtbot.keyClick(shown.screen.list, Qt.Key.Key_W)
    assert detail.text.toPlainText().count("Plans say") == 2
    qtbot.keyClick(detail.text, Qt.Key.Key_B)
    assert shown.screen.list.records.rowCount() == 1, "letters are typed where one writes"
    detail.text.setPlainText("Plans say what changed.")
    assert not shown.screen.may_leave() and "not kept yet" in shown.messages[-1].sentence
    qtbot.mouseClick(shown.find("apart-keep"), Qt.MouseButton.LeftButton)
    settled(shown, qtbot, 0)
    qtbot.waitUntil(lambda: shown.window.focusWidget() is shown.find("apart-back"))
    (view,) = shown.workspace.read(view_lines, ASHCOMBE)
    assert (view.view, view.reason) == ("good", "Plans say what changed.")
    assert shown.screen.whole.currentIndex() == 1 and shown.screen.may_leave()


def test_that_words_not_kept_wait_and_later_leaves_it_as_it_is(show: Callable[..., Any], qtbot: Any) -> None:
    shown = show(ApartScreen)
    detail = choose(shown, "agreed", "wording")
    detail.write_anew()
    detail.text.setPlainText("Half a sentence")
    qtbot.mouseClick(detail.put_off, Qt.MouseButton.LeftButton)
    assert len(shown.screen.rows()) == 6 and shown.screen.list.currentIndex().row() == 2
    assert choose(shown, "agreed", "wording").text.toPlainText() == "Half a sentence"
    assert shown.screen.unwind() and shown.screen.detail.text is None and shown.screen.may_leave()


def test_that_how_it_came_about_is_told_and_enter_leads_to_the_buttons(show: Callable[..., Any], qtbot: Any) -> None:
    shown = show(ApartScreen)
    shown.screen.list.setFocus()
    choose(shown, "agreed", "view")
    qtbot.keyClick(shown.screen.list, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: shown.window.findChild(QPushButton, "history-verb") is not None)
    assert "Outstanding" in shown.find("history-text").toPlainText() and "Requires improvement" in shown.find("history-text").toPlainText()
    qtbot.mouseClick(shown.find("history-verb"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(shown.screen.list, Qt.Key.Key_Return)
    assert shown.find("apart-take-1").hasFocus() or not shown.window.isActiveWindow()


def test_that_check_leads_there_and_who_stands_aside_sees_none_of_it(show: Callable[..., Any], at: Panel, qtbot: Any) -> None:
    shown = show(CheckScreen)
    qtbot.waitUntil(lambda: shown.screen.apart.isVisible())
    assert sum(line.screen == "apart" for line in shown.screen.lines()) == 4
    qtbot.mouseClick(shown.screen.apart, Qt.MouseButton.LeftButton)
    assert shown.went[-1] == ("apart", "", ApartPlace(""))
    line = next(one for one in shown.screen.lines() if one.screen == "apart")
    shown.screen.go_where(line)
    assert shown.went[-1][0] == "apart" and shown.went[-1][2].entity
    declare_interest(at.office, at.ids["Olive Office"], ASHCOMBE, "was employed there")
    shown.screen.reload()
    qtbot.waitUntil(lambda: sum(line.screen == "apart" for line in shown.screen.lines()) == 1)


def test_that_forty_at_once_and_long_texts_stand_whole(forty: Panel, show: Callable[..., Any], qtbot: Any) -> None:
    shown = show(ApartScreen)
    screen = shown.screen
    assert len(screen.rows()) == 46
    for width, height, room in ((1210, 600, "wide"), (640, 340, "short")):
        shown.window.resize(width, height)
        screen.set_room(room)
        screen.list.setCurrentIndex(screen.list.records.index(20 if room == "wide" else 21, 0))
        screen.turn_to(1)
        texts = [card.text for card in screen.detail.cards]
        qtbot.waitUntil(lambda: screen.page.verticalScrollBar().maximum() > 0)
        qtbot.waitUntil(lambda texts=texts: not any(text.verticalScrollBar().maximum() for text in texts))
        qtbot.waitUntil(lambda: screen.page.horizontalScrollBar().maximum() == 0)
        qtbot.keyClick(screen, Qt.Key.Key_PageDown)
        assert screen.page.verticalScrollBar().value() > 0
    assert screen.unwind() and screen.list.isVisible() and not screen.page.isVisible()


def test_that_an_authority_says_once_that_something_of_it_was_said_apart(show: Callable[..., Any], qtbot: Any) -> None:
    shown = show(ApartScreen)
    shown.screen.authority = ASHCOMBE
    word = ApartNews(shown.screen)
    word.look()
    qtbot.waitUntil(lambda: bool(shown.messages))
    assert shown.messages[-1].sentence == "5 things here were said differently on two laptops. 3 of them are for you to settle."
    shown.messages[-1].actions[0][1]()
    assert shown.went[-1] == ("apart", "", ApartPlace(ASHCOMBE))
    word.look(again=True)
    qtbot.waitUntil(lambda: not shown.screen.jobs.busy())
    assert len(shown.messages) == 1
    assert (news(1, 0), news(1, 1), news(2, 1)) == (
        "One thing here was said differently on two laptops.",
        "One thing here was said differently on two laptops. It is for you to settle.",
        "2 things here were said differently on two laptops. 1 of them is for you to settle.",
    )
