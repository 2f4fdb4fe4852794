"""A new version of a self-evaluation comes in the middle of the evening: the real window, real keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from wmpeer.documents.actions import carry_out
from wmpeer.documents.plan import plan_load
from wmpeer.documents.queries import document_passages, document_text, documents
from wmpeer.documents.sources import Source
from wmpeer.documents.worker import DocumentWorker
from wmpeer.files import resource
from wmpeer.journal.undo import undo
from wmpeer.judging.actions import keep_finding
from wmpeer.judging.records import FindingDraft, QuoteDraft
from wmpeer.judging.settling import moved_evidence
from wmpeer.ui.versions.screen import VersionsScreen

KELSBOROUGH = "X08000009"
NAME = "kelsborough-self-evaluation-2026.md"
SAME = "A sample of 50 in August 2026 found six in which a child should have been seen the same day and was seen later."
CHANGED = "Three times in twelve months a service was reorganised before the previous change had settled."
GONE = "Duty workers visit; they do not build a relationship."
OTHERWISE = "Three times in twelve months one service was reorganised long before the previous change had settled."
LATER = "Duty workers now stay with the family they first visit."


@pytest.fixture
def later(evening: Any, tmp_path: Path) -> Any:
    """Three findings rest on the first version; the second one has one passage as it was, one changed, and one gone."""
    workspace = evening.workspace
    for words in (SAME, CHANGED, GONE):
        kept = keep_finding(
            workspace, FindingDraft(KELSBOROUGH, "leaders", "question", f"About: {words[:20]}", evidence=(QuoteDraft(words),))
        )
        assert not kept.problems
    folder = tmp_path / "second"
    folder.mkdir()
    text = resource("demo", "documents", NAME).read_text(encoding="utf-8")
    new = text.replace(CHANGED, OTHERWISE).replace(GONE, LATER)
    (folder / NAME).write_text(new + "\n\nA last word that was not there before.\n", encoding="utf-8")
    with DocumentWorker() as worker:
        known = workspace.read(documents, every=True)
        carry_out(workspace, plan_load([Source(NAME, path=folder / NAME)], known, (), worker=worker, authority=KELSBOROUGH))
    evening.go(KELSBOROUGH)
    return evening


def _moved(evening: Any) -> dict[str, Any]:
    return {one.was.words: one for one in evening.workspace.read(moved_evidence, KELSBOROUGH, evening.workspace.author)}


def _versions(evening: Any) -> VersionsScreen:
    evening.until(lambda: isinstance(evening.frame.current(), VersionsScreen))
    screen: VersionsScreen = evening.frame.current()
    evening.until(lambda: screen.found is not None and screen.found.beside is not None)
    return screen


def test_that_the_bar_says_what_the_new_version_means_and_leads_to_what_waits(later: Any) -> None:
    later.until(lambda: later.sees("message-action-1"))
    assert later.frame.bar.message().sentence.endswith(": 1 of 3 passages found again; 2 to settle.")
    later.click("message-action-1")
    screen = _versions(later)
    later.until(lambda: screen.moves.records.rowCount() == 3)
    assert later.find("versions-sentence").text().endswith("2 to settle.")
    assert screen.moves.current().was.words == CHANGED
    assert OTHERWISE in screen.new.area.toPlainText()


def test_that_each_answer_is_one_step_and_the_first_version_stays(later: Any) -> None:
    later.frame.go("versions", KELSBOROUGH)
    screen = _versions(later)
    later.until(lambda: screen.moves.records.rowCount() == 3)
    screen.moves.setFocus()
    later.press("a", screen.moves)
    later.until(lambda: _moved(later)[CHANGED].answer == "here")
    later.until(lambda: screen.moves.current() is not None and screen.moves.current().was.words == GONE)
    later.press("l", screen.moves)
    later.until(lambda: _moved(later)[GONE].answer == "lost")
    settled = _moved(later)
    assert settled[CHANGED].now.words == OTHERWISE
    assert settled[CHANGED].was.words == CHANGED
    states = {quote.quote: quote.state for line in later.findings(KELSBOROUGH) for quote in line.quotes}
    assert states == {SAME: "moved", OTHERWISE: "moved", GONE: "lost"}
    undo(later.workspace)
    assert (_moved(later)[GONE].answer, _moved(later)[CHANGED].answer) == ("", "here")


def test_that_another_passage_is_chosen_with_the_words_of_the_new_version(later: Any) -> None:
    later.frame.go("versions", KELSBOROUGH)
    screen = _versions(later)
    later.until(lambda: screen.moves.records.rowCount() == 3)
    screen.moves.setCurrentIndex(screen.moves.records.index(1, 0))
    assert screen.moves.current().was.words == GONE
    assert not screen.accept.isEnabled()
    QTest.keyClicks(screen.look, "duty workers now")
    QTest.keyClick(screen.look, Qt.Key.Key_Return)
    text = screen.new.area.toPlainText()
    cursor = screen.new.area.textCursor()
    cursor.setPosition(text.index(LATER))
    cursor.setPosition(text.index(LATER) + len(LATER), QTextCursor.MoveMode.KeepAnchor)
    screen.new.area.setTextCursor(cursor)
    assert screen.use.isEnabled()
    screen.new.area.setFocus()
    later.press("o", screen.new.area)
    later.until(lambda: _moved(later)[GONE].answer == "here")
    now = _moved(later)[GONE].now
    whole = later.workspace.read(document_text, now.sha256)
    assert (now.words, whole[now.start : now.end]) == (LATER, LATER)


def test_that_changes_are_walked_through_by_key_and_shown_side_by_side(later: Any) -> None:
    later.frame.go("versions", KELSBOROUGH)
    screen = _versions(later)
    later.until(lambda: screen.moves.records.rowCount() == 3)
    later.click("versions-mode-changes")
    shown = [(one.fate.value, one.new.text if one.new else "") for one in screen._rows()]
    assert [fate for fate, _ in shown] == ["changed", "changed", "added"]
    screen.changes.setFocus()
    later.press("n", screen.changes)
    later.press("n", screen.changes)
    assert screen.count.text() == "3 of 3"
    assert "A last word" in screen.new.area.toPlainText()
    assert screen.old.note.text() == "Added in the new version."
    later.click("versions-filter-changed")
    assert screen.changes.records.rowCount() == 2


def test_that_a_version_of_a_newer_one_starts_from_what_was_settled(later: Any, tmp_path: Path) -> None:
    workspace = later.workspace
    before = _moved(later)[CHANGED]
    from wmpeer.judging.actions import accept_passage

    accept_passage(workspace, before.finding, before.id, before.newest, before.now.start, before.now.end)
    second = workspace.read(document_text, before.newest)
    folder = tmp_path / "third"
    folder.mkdir()
    (folder / NAME).write_text(
        "# City of Kelsborough: self-evaluation 2026\n\nA foreword.\n\n" + second.replace("\n", "\n\n"), encoding="utf-8"
    )
    with DocumentWorker() as worker:
        known = workspace.read(documents, every=True)
        carry_out(workspace, plan_load([Source(NAME, path=folder / NAME)], known, (), worker=worker, authority=KELSBOROUGH))
    after = _moved(later)[CHANGED]
    assert (after.fate, after.answer, after.now.words, after.was.words) == ("unchanged", "", OTHERWISE, CHANGED)
    assert len(workspace.read(document_passages, after.newest)) > 10
