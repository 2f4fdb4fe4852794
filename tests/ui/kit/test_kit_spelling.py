"""Spelling in a text that is written: lines under unknown words, the menu, words of one's own, and nothing else touched."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from wmpeer.spelling import sources
from wmpeer.ui.kit.fields import TextArea
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
    area.spelling.offer(menu, area.textCursor())
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


def test_that_nothing_of_it_is_fetched_before_somebody_writes() -> None:
    script = "import sys, wmpeer.ui.desk, wmpeer.ui.judge.screen\nprint(*(n for n in sys.modules if 'spell' in n))"
    assert subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True).stdout.split() == []
