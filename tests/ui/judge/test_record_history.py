"""The history of a finding, a view, a note in the real window, by key and by menu."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from wmpeer.judging.actions import change_finding, keep_finding, keep_note, record_view
from wmpeer.judging.differences import Piece
from wmpeer.judging.records import FindingDraft, ViewDraft
from wmpeer.ui.judge.history import shortened

ASHCOMBE = "X08000001"
CTRL = Qt.KeyboardModifier.ControlModifier


def text_of(evening: Any) -> str:
    evening.until(lambda: evening.sees("history-text"))
    return evening.find("history-text").toPlainText()


def begin(evening: Any) -> str:
    area = evening.screen.area()
    made = keep_finding(evening.workspace, FindingDraft(ASHCOMBE, area, "strength", "Plans say what changed")).id
    change_finding(evening.workspace, made, FindingDraft(ASHCOMBE, area, "strength", "Plans clearly say what changed"))
    record_view(evening.workspace, ViewDraft(ASHCOMBE, area, view="good", reason="Seen in plans"))
    keep_note(evening.workspace, ASHCOMBE, area, "Ask about the rota")
    evening.screen.reload()
    evening.until(lambda: evening.screen.card.findings.model().rowCount() == 1)
    return made


def test_that_ctrl_h_tells_the_history_of_the_finding_one_is_at_and_esc_goes_back(evening: Any) -> None:
    begin(evening)
    findings = evening.screen.card.findings
    findings.setFocus()
    evening.until(findings.hasFocus)
    evening.press(Qt.Key.Key_H, findings, CTRL)
    text = text_of(evening)
    assert "Change a finding" in text and "Keep a finding" in text
    assert "Plans clearly say what changed" in text
    evening.press(Qt.Key.Key_Escape)
    evening.until(lambda: not evening.sees("history-text") and findings.hasFocus())


def test_that_elsewhere_ctrl_h_tells_of_the_view_and_in_the_note_of_the_note(evening: Any) -> None:
    begin(evening)
    evening.screen.reader.pane.setFocus()
    evening.press(Qt.Key.Key_H, evening.screen.reader.pane, CTRL)
    assert "Seen in plans" in text_of(evening) and "Good" in text_of(evening)
    evening.press(Qt.Key.Key_Escape)
    evening.until(lambda: not evening.sees("history-text"))
    note = evening.screen.card.note.area
    note.setFocus()
    evening.until(note.hasFocus)
    evening.press(Qt.Key.Key_H, note, CTRL)
    assert "Ask about the rota" in text_of(evening)


def test_that_the_menu_of_a_finding_leads_to_its_history(evening: Any) -> None:
    begin(evening)
    findings = evening.screen.card.findings
    findings.customContextMenuRequested.emit(QPoint(20, 8))
    menu = findings.findChild(QMenu, "record-menu")
    next(one for one in menu.actions() if one.text().startswith("History")).trigger()
    assert "Plans clearly say what changed" in text_of(evening)


def test_that_of_a_long_text_only_what_is_near_the_change_is_shown() -> None:
    long = "word " * 200
    shown = shortened((Piece("same", long), Piece("added", "new "), Piece("same", long)))
    assert [kind for _, kind in shown] == ["same", "added", "same"]
    assert all(len(text) < 100 and "…" in text for text, kind in shown if kind == "same")


def test_that_a_pause_after_a_space_leaves_the_caret_where_it_is(evening: Any) -> None:
    reason = evening.screen.card.reason
    reason.area.setFocus()
    evening.until(reason.area.hasFocus)
    evening.press("Seen in ", reason.area)
    reason.flush()
    evening.until(lambda: evening.view(evening.screen.area()) is not None and not evening.screen.jobs.busy())
    evening.press("plans", reason.area)
    assert reason.area.text() == "Seen in plans"


def test_that_ctrl_z_in_a_text_takes_typing_back_and_nothing_that_was_kept(evening: Any) -> None:
    begin(evening)
    reason = evening.screen.card.reason.area
    evening.until(lambda: reason.text() == "Seen in plans")
    reason.setFocus()
    evening.until(reason.hasFocus)
    evening.frame.activateWindow()
    reason.moveCursor(reason.textCursor().MoveOperation.End)
    evening.press(" twice", reason)
    QTest.keyClick(evening.frame.windowHandle(), Qt.Key.Key_Z, CTRL)
    assert reason.text() == "Seen in plans"
    kept = len(evening.findings())
    assert kept == 1, "nothing that was kept went with it"
