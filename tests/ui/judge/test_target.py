"""Letters act on what the screen says is chosen, and keys printed on buttons where their panel is the active one."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from wmpeer.journal.drafts import drafts
from wmpeer.judging.queries import handed_in, note_lines
from wmpeer.ui.judge.claims_list import ROW

ASHCOMBE = "X08000001"
WORDS = "We are less satisfied with distance"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def focused() -> Any:
    return QApplication.focusWidget()


def in_sight(evening: Any, part: Any) -> bool:
    scroll = evening.screen.card.scroll.viewport()
    top, bottom = (part.mapTo(scroll, point).y() for point in (QPoint(0, 0), QPoint(0, part.height())))
    return top >= 0 and bottom <= scroll.height() + 1


def test_that_w_puts_the_cursor_into_the_private_note_and_what_is_typed_stays_there(evening) -> None:
    """The words typed after W are the note: none of their letters is a command, and nothing shared comes of them."""
    evening.choose_words(WORDS)
    evening.press("w", evening.screen.reader.pane)
    note = evening.screen.card.note.area
    assert focused() is note and in_sight(evening, note)
    evening.press("check six of these", focused())
    who = evening.workspace.author
    evening.until(lambda: evening.screen.card.pointed.pieces())
    assert focused() is note and note.text() == "check six of these" and in_sight(evening, note)
    assert not evening.sees("finding-editor")
    evening.screen.reader.pane.setFocus()
    evening.until(lambda: [one.text for one in evening.workspace.read(note_lines, who, ASHCOMBE)] == ["check six of these"])
    assert evening.findings() == ()


def test_that_handing_in_while_a_finding_is_written_leaves_it_a_draft_and_says_so(evening) -> None:
    evening.choose_words(WORDS)
    evening.press("s", evening.screen.reader.pane)
    hand_in, before = evening.find("hand-in"), evening.find("hand-in").mapTo(evening.frame, QPoint(0, 0))
    evening.press("Not for others yet", evening.find("finding-text"))
    assert hand_in.isVisible() and hand_in.mapTo(evening.frame, QPoint(0, 0)) == before
    evening.click("hand-in")
    gaps = [one.text() for one in evening.find("hand-in-sheet").findChildren(QPushButton)]
    assert any("is not finished" in one and "Not for others yet" in one for one in gaps)
    evening.until(lambda: evening.workspace.read(drafts, evening.workspace.file.slot))
    assert evening.findings() == () and not evening.workspace.read(handed_in, ASHCOMBE)
    evening.click("gap-0")
    assert evening.find("finding-text").text() == "Not for others yet"


def test_that_the_data_list_shows_what_a_letter_takes_and_the_words_are_chosen_no_more(evening) -> None:
    evening.screen.set_area("in-care")
    strip, pane, bar = evening.screen.strip, evening.screen.reader.pane, evening.screen.reader.marking
    evening.until(lambda: strip.list.model().rowCount())
    evening.choose_words(WORDS)
    evening.press("d", pane)
    assert focused() is strip.list and strip.current() is not None
    assert strip.list.selectionModel().isSelected(strip.list.currentIndex())
    assert pane.selection() is None
    assert strip.current().title in bar.target.text() and bar.target.isVisible()
    row = strip.current()
    evening.press("c", strip.list)
    evening.press("Ask why", evening.find("finding-text"))
    evening.press(Qt.Key.Key_Return, evening.find("finding-text"), CTRL)
    evening.until(evening.findings)
    (kept,) = evening.findings()
    assert kept.quotes == () and [one.indicator for one in kept.figures] == [row.code]
    evening.until(lambda: focused() is pane and not bar.target.isVisible())
    evening.press("d", pane)
    evening.until(lambda: strip.list.model().behind(row))
    assert strip.current() is not None and strip.current().code == row.code
    QTest.mouseClick(bar.buttons["question"], Qt.MouseButton.LeftButton)
    assert "Question" in evening.find("finding-text").accessibleName() and evening.find("finding-quote").text()


def test_that_keys_of_the_text_act_from_the_data_and_the_card(evening) -> None:
    evening.screen.set_area("in-care")
    strip, pane = evening.screen.strip, evening.screen.reader.pane
    evening.until(lambda: strip.list.model().rowCount() and pane.lines(0))
    for start in (strip.list, evening.screen.card.levels.row("good"), evening.find("hand-in")):
        start.setFocus()
        area = evening.screen.area()
        evening.press("n", focused())
        assert evening.screen.area() != area
        evening.press("p", focused())
        assert evening.screen.area() == area
        evening.press("u", focused())
        assert evening.screen.area() != area
        evening.press("p", focused())
        evening.press(Qt.Key.Key_F, focused(), CTRL)
        assert pane.finder.isVisible()
        pane.finder.leave()
        start.setFocus()
        evening.press(Qt.Key.Key_Right, focused(), CTRL | SHIFT)
        assert focused() is pane and pane.chosen_words()
        pane.clear_selection()
    reason = evening.find("reason")
    reason.setFocus()
    evening.press("nu", reason)
    evening.press(Qt.Key.Key_Left, reason, CTRL | SHIFT)
    assert focused() is reason and reason.textCursor().selectedText() == "nu"


@pytest.fixture
def claims(evening) -> Any:
    panel = evening.screen.strip.claims
    evening.until(lambda: panel.claims())
    evening.screen.show_claims()
    panel.shown.segment("all").click()
    return panel


def test_that_a_clicked_claim_is_seen_in_the_text_and_its_keys_act_at_once(evening, claims) -> None:
    pane = evening.screen.reader.pane
    at = next(row for row, one in enumerate(claims.list.rows) if one.claim is not None and not one.earlier)
    index = claims.list.model().index(at, 0)
    claims.list.scrollTo(index)
    QTest.mouseClick(claims.list.viewport(), Qt.MouseButton.LeftButton, pos=claims.list.visualRect(index).center())
    claim = index.data(ROW).claim
    evening.until(lambda: pane.selection() is not None)
    assert focused() is claims.list
    assert "claim" in evening.screen.reader.marking.target.text()
    evening.press("d", focused())
    evening.until(lambda: next(one for one in claims.claims() if one.id == claim.id).answer is not None)
    assert next(one for one in claims.claims() if one.id == claim.id).answer.answer == "dismissed"
    assert claims.fold.is_open() and not evening.screen.strip.fold.is_open()


def test_that_keys_of_claims_that_are_folded_away_do_nothing(evening, claims) -> None:
    claims.fold.set_open(False)
    head = claims.fold.findChild(QPushButton, "claims-fold-head")
    head.setFocus()
    evening.press("a", head)
    evening.until(lambda: not evening.frame.jobs.busy())
    assert all(one.answer is None for one in claims.claims())
