"""A reader's evening: a first finding, a private note, handed in partly with the gaps shown, then whole, by keys alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from test_the_main_job import WALSALL, WORDS, make_the_workspace, take_in_the_self_evaluation

from wmpeer.judging.queries import finding_lines, handed_in, note_lines, view_lines


def test_that_a_reader_hands_in_what_there_is_sees_the_gaps_and_hands_in_all_of_it_by_keys(laptop, tmp_path: Path):
    """By nine there is one finding, praise without a passage and a note; by ten every area is judged."""
    laptop.begins()
    make_the_workspace(laptop)
    take_in_the_self_evaluation(laptop, tmp_path)
    laptop.screen.table.setFocus()
    laptop.screen.table.choose(WALSALL)
    laptop.goes_to(2)
    find_and_note(laptop)
    hand_in_partly(laptop)
    judge_the_rest_by_keys(laptop)
    hand_in_by_keys(laptop)


def read(laptop, query, *asked):
    return laptop.start.desk.workspace.read(query, *asked)


def gaps_shown(laptop) -> list[str]:
    sheet = laptop.find("hand-in-sheet")
    return [one.text() for one in sheet.findChildren(QPushButton) if one.objectName().startswith("gap-")]


def find_and_note(laptop):
    laptop.chooses_words(WORDS)
    laptop.press(Qt.Key.Key_S, laptop.screen.reader.pane)
    laptop.types("Plans are watched", "finding-text")
    laptop.click("finding-keep")
    laptop.quiet()
    laptop.click("finding-add")
    laptop.types("Leaders are admired", "finding-text")
    laptop.click("finding-keep")
    laptop.quiet()
    laptop.until(lambda: len(read(laptop, finding_lines, WALSALL)) == 2)
    laptop.types("Ask who looks at this in August.", "note")
    laptop.screen.reader.pane.setFocus()
    me = laptop.start.desk.workspace.author
    laptop.until(lambda: [one.text for one in read(laptop, note_lines, me, WALSALL)] == ["Ask who looks at this in August."])


def hand_in_partly(laptop):
    laptop.click("hand-in")
    shown = gaps_shown(laptop)
    assert len(shown) == 10 and sum("no view yet" in one for one in shown) == 9
    (unsupported,) = [at for at, one in enumerate(shown) if "nothing stands behind “Leaders are admired”" in one]
    laptop.click(f"gap-{unsupported}")
    laptop.until(lambda: laptop.screen.card.findings.hasFocus())
    assert laptop.screen.card.findings.current().text == "Leaders are admired", "one click, and one is there"
    assert read(laptop, handed_in, WALSALL) == ()
    laptop.click("hand-in")
    laptop.click("hand-in-sheet-verb")
    laptop.until(lambda: read(laptop, handed_in, WALSALL))
    laptop.quiet()
    assert laptop.frame.bar.message().text().startswith("Walsall is handed in as it is, with ten gaps.")
    assert laptop.find("hand-in").text() == "Hand in again"


def judge_the_rest_by_keys(laptop):
    """In the text U leads to the next area without a view; Tab to the levels, a digit, Tab to the confidence, Space, then the reason."""
    screen, pane = laptop.screen, laptop.screen.reader.pane
    for _ in screen.standing.framework.areas:
        pane.setFocus()
        laptop.press(Qt.Key.Key_U, pane)
        laptop.quiet()
        area = screen.area()
        tab_to(laptop, screen.card.levels)
        laptop.press(Qt.Key.Key_2)
        tab_to(laptop, screen.card.confidence)
        laptop.press(Qt.Key.Key_Space)
        tab_to(laptop, screen.card.reason.area)
        QTest.keyClicks(screen.card.reason.area, f"Seen in audits and visits ({area}).")
        laptop.quiet()
    pane.setFocus()
    laptop.quiet()
    laptop.until(lambda: sum(bool(one.view and one.reason) for one in read(laptop, view_lines, WALSALL)) == 9)


def tab_to(laptop, part):
    """Tab until the focus is in *part*: it is reached without a mouse, within one round."""
    for _ in range(80):
        focus = QApplication.focusWidget()
        if focus is not None and (focus is part or part.isAncestorOf(focus)):
            return
        laptop.press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {part.objectName()}")


def hand_in_by_keys(laptop):
    tab_to(laptop, laptop.find("hand-in"))
    laptop.press(Qt.Key.Key_Space)
    shown = gaps_shown(laptop)
    assert len(shown) == 1 and "nothing stands behind" in shown[0], "praise is held to the same standard"
    tab_to(laptop, laptop.find("gap-0"))
    laptop.press(Qt.Key.Key_Space)
    laptop.until(lambda: laptop.screen.card.findings.hasFocus())
    laptop.press(Qt.Key.Key_Delete)
    laptop.until(lambda: len(read(laptop, finding_lines, WALSALL)) == 1)
    laptop.quiet()
    tab_to(laptop, laptop.find("hand-in"))
    laptop.press(Qt.Key.Key_Space)
    laptop.quiet()
    assert not laptop.sees("hand-in-sheet"), "nothing is missing, so nothing is asked"
    assert laptop.frame.bar.message().text().startswith("Walsall is handed in.")
    assert len(read(laptop, handed_in, WALSALL)) == 1
