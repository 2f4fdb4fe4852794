"""Spelling in a text that is written: lines under unknown words, the menu, words of one's own, and nothing else touched."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from wmpeer.spelling import sources
from wmpeer.ui.kit.fields import DateField, TextArea, TextField
from wmpeer.ui.kit.spelling import spelling

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def area(qtbot: Any, dressed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TextArea]:
    """A text on a window, with the focus in it and the dictionary there."""
    monkeypatch.setattr(sources, "settings_path", lambda: tmp_path / "settings.json")
    window = QWidget()
    made, other = TextArea(rows=4, most=8, name="text"), TextArea(name="other")
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(other)
    qtbot.addWidget(window)
    window.resize(500, 300)
    window.show()
    window.activateWindow()
    made.setFocus()
    qtbot.waitUntil(lambda: made.hasFocus() and spelling().is_ready(), timeout=20_000)
    yield made
    window.close()


def marked(qtbot: Any, area: TextArea, *words: str) -> None:
    qtbot.waitUntil(lambda: area.spelling.marked() == words)


def menu_of(qtbot: Any, area: TextArea, name: str = "spelling-menu") -> QMenu:
    found: list[QMenu] = []

    def there() -> bool:
        found[:] = [one for one in area.findChildren(QMenu, name) if one.isVisible()]
        return bool(found)

    qtbot.waitUntil(there)
    return found[0]


def words(menu: QMenu) -> list[str]:
    return [one.text() for one in menu.actions() if one.text()]


def press(menu: QMenu, words: str) -> None:
    next(one for one in menu.actions() if one.text() == words).trigger()
    menu.close()


def test_that_unknown_words_are_marked_once_they_are_left(qtbot: Any, area: TextArea) -> None:
    QTest.keyClicks(area, "We recieve teh")
    marked(qtbot, area, "recieve")
    QTest.keyClicks(area, " plan")
    marked(qtbot, area, "recieve", "teh")
    one = area.extraSelections()[0]  # held: its format lives in it
    line = one.format
    assert line.underlineStyle() == line.UnderlineStyle.WaveUnderline, "a pattern, not a colour alone"


def test_that_marks_change_neither_the_text_nor_its_undo_nor_tell_anybody(qtbot: Any, area: TextArea) -> None:
    QTest.keyClicks(area, "recieve it")
    told: list[int] = []
    area.textChanged.connect(lambda: told.append(1))
    marked(qtbot, area, "recieve")
    assert (area.text(), told) == ("recieve it", [])
    area.undo()
    assert area.text() == ""


def test_that_ctrl_full_stop_offers_what_may_be_meant_and_the_choice_is_one_step_to_undo(qtbot: Any, area: TextArea) -> None:
    area.setPlainText("We recieve the plan")
    QTest.keyClick(area, Qt.Key.Key_Period, CTRL)
    menu = menu_of(qtbot, area)
    assert words(menu)[0] == "receive" and "Ignore it here" in words(menu)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: area.text() == "We receive the plan")
    area.undo()
    assert area.text() == "We recieve the plan"


def test_that_a_text_set_anew_while_the_menu_is_open_is_left_as_it_is(qtbot: Any, area: TextArea) -> None:
    area.setPlainText("We recieve the plan")
    area.spelling.ask_here()
    menu = menu_of(qtbot, area)
    area.setPlainText("Another text")
    press(menu, "receive")
    assert area.text() == "Another text"


def test_that_a_word_is_ignored_here_and_marked_elsewhere(qtbot: Any, area: TextArea) -> None:
    area.setPlainText("brumbly day")
    marked(qtbot, area, "brumbly")
    area.spelling.ask_here()
    press(menu_of(qtbot, area), "Ignore it here")
    marked(qtbot, area)
    other = area.parentWidget().findChild(TextArea, "other")
    other.setPlainText("brumbly day")
    other.setFocus()
    qtbot.waitUntil(lambda: other.spelling is not None and other.spelling.marked() == ("brumbly",))


def test_that_a_word_is_added_everywhere_kept_and_taken_out_again(qtbot: Any, area: TextArea, tmp_path: Path) -> None:
    area.setPlainText("brumbly day")
    area.spelling.ask_here()
    press(menu_of(qtbot, area), "Add “brumbly” to this laptop’s words")
    marked(qtbot, area)
    assert "brumbly" in (tmp_path / "own-words.txt").read_text(encoding="utf-8")
    area.moveCursor(area.textCursor().MoveOperation.Start)
    menu = QMenu(area)
    area.spelling.offer(menu, area.textCursor().position())
    press(menu, "Take “brumbly” out of this laptop’s words")
    marked(qtbot, area, "brumbly")


def test_that_adding_a_word_offers_its_undo(qtbot: Any, area: TextArea) -> None:
    told: list[tuple[str, Any]] = []
    area.parentWidget().say = lambda sentence, actions=(): told.append((sentence, actions))
    area.spelling.add("brumbly")
    assert told[0][0] == "“brumbly” is one of this laptop’s words now."
    told[0][1][0][1]()
    assert not spelling().is_own("brumbly")


def test_that_fifty_thousand_characters_are_typed_in_without_a_stall(qtbot: Any, area: TextArea) -> None:
    area.setPlainText("We recieve the plan and read it with the family, who say what they think of it. " * 625 + "\n" + "Short. " * 20)
    area.moveCursor(area.textCursor().MoveOperation.Start)
    qtbot.waitUntil(lambda: len(area.spelling.marked()) > 0, timeout=5000)
    slowest = key = 0.0
    for sign in "A child ":
        before = time.perf_counter()
        QTest.keyClick(area, sign)
        between = time.perf_counter()
        area.spelling.mark()
        slowest, key = max(slowest, time.perf_counter() - between), max(key, between - before)
    assert key < 0.25
    assert len(area.spelling.marked()) > 0
    assert slowest < 0.1, "the window's thread is never held over a tenth of a second"


def test_that_what_follows_a_letter_beyond_the_basic_plane_is_marked_where_it_stands(qtbot: Any, area: TextArea) -> None:
    area.setPlainText("A 😀 plan to recieve, and 😀 again teh plan")
    marked(qtbot, area, "recieve", "teh")
    area.spelling.ask_here()
    press(menu_of(qtbot, area), "receive")
    assert area.text() == "A 😀 plan to receive, and 😀 again teh plan"


@pytest.fixture
def line(qtbot: Any, area: TextArea) -> TextField:
    """A field of one line below the text, with the focus."""
    made = TextField(prose=True, name="line")
    area.parentWidget().layout().addWidget(made)
    made.setFocus()
    qtbot.waitUntil(lambda: made.hasFocus() and made.spelling is not None)
    return made


def formats(qtbot: Any, line: TextField, *words: str) -> None:
    qtbot.waitUntil(lambda: line.spelling.marked() == words)


def test_that_a_field_of_one_line_is_marked_like_a_text(qtbot: Any, line: TextField) -> None:
    QTest.keyClicks(line, "We recieve teh")
    formats(qtbot, line, "recieve")
    told: list[str] = []
    line.textChanged.connect(told.append)
    before = line.grab().toImage()
    QTest.keyClicks(line, " plan")
    formats(qtbot, line, "recieve", "teh")
    assert len(told) == 5, "a mark is no change of the text"
    line.clearFocus()
    assert line.grab().toImage() != before, "there is a line to be seen"
    line.undo()
    assert line.text() == "", "typing is one step, and marks are none"


def test_that_a_line_of_text_keeps_what_is_chosen_while_it_is_marked(qtbot: Any, line: TextField) -> None:
    line.setText("We recieve the plan")
    line.setSelection(3, 7)
    formats(qtbot, line, "recieve")
    assert line.selectedText() == "recieve"


def test_that_the_menu_of_a_field_of_one_line_offers_and_its_choice_is_one_step(qtbot: Any, line: TextField) -> None:
    line.setText("😀 We recieve the plan")
    QTest.keyClick(line, Qt.Key.Key_Period, CTRL)
    menu = menu_of(qtbot, line)
    assert words(menu)[0] == "receive" and "Ignore it here" in words(menu)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: line.text() == "😀 We receive the plan")
    line.undo()
    assert line.text() == "😀 We recieve the plan"
    formats(qtbot, line, "recieve")


def test_that_the_other_button_offers_in_a_field_of_one_line_too(qtbot: Any, line: TextField) -> None:
    line.setText("recieve it")
    formats(qtbot, line, "recieve")
    line.contextMenuEvent(_asking(line))
    menu = menu_of(qtbot, line, "text-menu")
    assert words(menu)[0] == "receive" and any("Paste" in one for one in words(menu))
    press(menu, "Ignore it here")
    formats(qtbot, line)


def _asking(line: TextField) -> QContextMenuEvent:
    where = QPoint(12, line.height() // 2)
    return QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, line.mapToGlobal(where))


def test_that_what_an_input_method_composes_is_left_alone(qtbot: Any, line: TextField) -> None:
    line.setText("recieve ")
    formats(qtbot, line, "recieve")
    QCoreApplication.sendEvent(line, QInputMethodEvent("ê", []))
    line.spelling.mark()
    event = QInputMethodEvent("", [])
    event.setCommitString("ê")
    QCoreApplication.sendEvent(line, event)
    assert line.text() == "recieve ê"


def test_that_names_addresses_days_and_passphrases_are_not_looked_at(qtbot: Any, area: TextArea) -> None:
    for field in (TextField(name="name"), TextField(secret=True, name="secret"), DateField(name="day")):
        area.parentWidget().layout().addWidget(field)
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        assert getattr(field, "spelling", None) is None


def test_that_fifty_thousand_characters_in_one_line_are_marked_around_the_caret_at_once(qtbot: Any, line: TextField) -> None:
    line.setText("We recieve the plan and read it with the family. " * 1020)
    before = time.perf_counter()
    line.spelling.mark()
    assert time.perf_counter() - before < 0.1
    assert line.spelling.marked()


def test_that_nothing_of_it_is_fetched_before_somebody_writes() -> None:
    script = "import sys, wmpeer.ui.desk, wmpeer.ui.judge.screen\nprint(*(n for n in sys.modules if 'spell' in n))"
    assert subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True).stdout.split() == []
