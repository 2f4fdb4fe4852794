"""What a finding stands on, of every kind, and the ways from each to the other and back, by mouse and by key."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.ui.judge.conftest import ASHCOMBE, Evening
from wmpeer.documents.queries import document_passages
from wmpeer.indicators.queries import benchmark
from wmpeer.journal.queries import revision_lines
from wmpeer.journal.undo import undo
from wmpeer.judging.actions import keep_finding, keep_note, point_note
from wmpeer.judging.queries import note_lines
from wmpeer.judging.records import FigureDraft, FindingDraft, QuoteDraft

AREA = "in-care"
WORDS = "We are less satisfied with distance"


@pytest.fixture
def words(evening: Evening) -> tuple[QuoteDraft, QuoteDraft]:
    """Two passages of the first document, as evidence."""
    sha = evening.screen.reader.sha256
    long = [one for one in evening.workspace.read(document_passages, sha) if one.kind == "paragraph" and len(one.text) > 80]
    return tuple(QuoteDraft(one.text[:60], sha, one.start, one.start + 60) for one in (long[3], long[-4]))  # type: ignore[return-value]


@pytest.fixture
def several(evening: Evening, words: tuple[QuoteDraft, QuoteDraft]) -> Evening:
    """Two findings stand on the same words; one of them stands on other words and on a figure as well."""
    row = next(one for one in evening.workspace.read(benchmark, ASHCOMBE) if AREA in one.areas and one.value is not None)
    figure = FigureDraft(row.code, row.period, row.source)
    for text, evidence in (("Visits are late", (words[0], words[1], figure)), ("Plans are clear", (words[0],))):
        assert not keep_finding(evening.workspace, FindingDraft(ASHCOMBE, AREA, "consider", text, evidence=evidence)).problems
    evening.screen.reload()
    evening.until(lambda: evening.screen.standing is not None and len(evening.screen.standing.findings_of(AREA)) >= 2)
    evening.screen._set_area(AREA)
    return evening


def finding(evening: Evening, text: str) -> Any:
    return next(one for one in evening.screen.standing.findings if one.text == text)


def test_that_each_piece_is_listed_and_leads_to_its_place_and_back(several: Evening, words: tuple[QuoteDraft, QuoteDraft]) -> None:
    screen = several.screen
    screen._show_finding(finding(several, "Visits are late").id, passage=False)
    several.until(lambda: several.sees("finding-behind"))
    listed = screen.card.behind
    assert [type(one.piece).__name__ for one in listed.pieces()] == ["QuoteLine", "QuoteLine", "FigureLine"]
    listed.setFocus()
    listed.setCurrentIndex(listed.records.index(1, 0))
    several.press(Qt.Key.Key_Return, listed)
    pane = screen.reader.pane
    several.until(lambda: pane.active_mark.partition("#")[0] == finding(several, "Visits are late").id and "#1" in pane.active_mark)
    listed.setCurrentIndex(listed.records.index(2, 0))
    several.press(Qt.Key.Key_Space, listed)
    several.until(lambda: several.frame.current() is not screen)
    several.press(Qt.Key.Key_Left, several.frame, Qt.KeyboardModifier.AltModifier)
    several.until(lambda: several.frame.current() is screen)


def test_that_one_passage_leads_to_every_finding_that_stands_on_it(several: Evening) -> None:
    screen = several.screen
    first, second = finding(several, "Visits are late"), finding(several, "Plans are clear")
    screen._show_finding(first.id, passage=False)
    listed = screen.card.behind
    several.until(lambda: bool(listed.pieces()))
    assert [[one.id for one in piece.also] for piece in listed.pieces()] == [[second.id], [], []]
    listed.setFocus()
    listed.setCurrentIndex(listed.records.index(0, 0))
    several.press("f", listed)
    several.until(lambda: screen.card.findings.current() is not None and screen.card.findings.current().id == second.id)
    several.until(lambda: [one.also for one in listed.pieces()] == [(finding(several, "Visits are late"),)])
    several.press(Qt.Key.Key_Left, several.frame, Qt.KeyboardModifier.AltModifier)
    listed.setCurrentIndex(listed.records.index(0, 0))
    menu = listed.menu()
    assert [one.text() for one in menu.actions()] == ["Show it", "Also behind “Visits are late”"]
    menu.actions()[1].trigger()
    several.until(lambda: screen.card.findings.current().id == first.id)
    menu.close()


def test_that_a_click_on_a_piece_shows_it(several: Evening) -> None:
    screen = several.screen
    screen._show_finding(finding(several, "Visits are late").id, passage=False)
    listed = screen.card.behind
    several.until(lambda: listed.isVisible() and listed.height() > 20)
    screen.card.scroll.ensureWidgetVisible(listed)
    rect = listed.visualRect(listed.records.index(1, 0))
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    several.until(lambda: "#1" in screen.reader.pane.active_mark)


def test_that_an_indicators_value_becomes_evidence_by_a_letter_and_its_flag_does_too(evening: Evening) -> None:
    screen = evening.screen
    evening.until(lambda: bool(screen._rows.get(ASHCOMBE)))
    area = next((one for one in screen.standing.framework.areas if _flagged(evening, one.code)), None)
    assert area is not None, "the demonstration's data has a flag"
    screen._set_area(area.code)
    rows = screen.strip._model.rows
    flagged = next(one for one in rows if one.flags)
    plain = next((one for one in rows if not one.flags and one.value is not None), None)
    screen.strip.fold.set_open(True)
    screen.strip.list.setFocus()
    screen.strip.list.setCurrentIndex(screen.strip._model.index(rows.index(flagged), 0))
    evening.press("q", screen.strip.list)
    evening.until(lambda: evening.sees("finding-editor"))
    assert flagged.flags[0].sentence[:40] in screen.editor.quote.text()
    if plain is not None:
        screen.strip.list.setFocus()
        screen.strip.list.setCurrentIndex(screen.strip._model.index(rows.index(plain), 0))
        evening.press("s", screen.strip.list)
        assert plain.title[:20] in screen.editor.quote.text()
    screen.editor.text.setPlainText("What explains it?")
    evening.press(Qt.Key.Key_Return, screen.editor.text, Qt.KeyboardModifier.ControlModifier)
    evening.until(lambda: any(one.text == "What explains it?" for one in evening.findings()))
    line = next(one for one in evening.findings() if one.text == "What explains it?")
    assert (line.figures[0].flag, line.figures[0].sentence) == (flagged.flags[0].rule, flagged.flags[0].sentence)
    assert line.figures[0].value == flagged.value
    assert len(line.figures) == (2 if plain is not None else 1)
    screen.reload()
    evening.until(lambda: "behind one of your findings" in (screen.strip._model.behind(flagged)))
    screen.strip.list.setCurrentIndex(screen.strip._model.index(screen.strip._model.rows.index(flagged), 0))
    menu: QMenu | None = screen.strip.menu()
    assert menu is not None
    behind = next(one for one in menu.actions() if one.text().startswith("Behind"))
    behind.trigger()
    evening.until(lambda: screen.card.findings.current() is not None and screen.card.findings.current().id == line.id)
    menu.close()


def _flagged(evening: Evening, area: str) -> bool:
    return any(area in one.areas and one.flags for one in evening.screen._rows.get(ASHCOMBE, ()))


def test_that_a_private_note_points_at_words_by_a_key_and_at_a_figure_by_another(evening: Evening) -> None:
    screen = evening.screen
    screen._set_area(AREA)
    evening.choose_words(WORDS)
    chosen = screen.reader.pane.selection()
    evening.press("w", screen.reader.pane)
    evening.until(lambda: bool(notes(evening)))
    (note,) = notes(evening)
    assert [one.quote for one in note.quotes] == [chosen.exact]
    assert note.text == ""
    evening.until(lambda: evening.sees("note-behind"))
    screen.card.note.area.setPlainText("Ask about this")
    screen.card.note.flush()
    evening.until(lambda: notes(evening)[0].text == "Ask about this")
    assert notes(evening)[0].id == note.id
    screen._set_area(AREA)
    screen.strip.fold.set_open(True)
    evening.until(lambda: bool(screen.strip._model.rows))
    screen.strip.list.setFocus()
    screen.strip.list.setCurrentIndex(screen.strip._model.index(0, 0))
    evening.press("w", screen.strip.list)
    evening.until(lambda: bool(notes(evening)[0].figures))
    listed = screen.card.pointed
    evening.until(lambda: len(listed.pieces()) == 2)
    listed.setFocus()
    listed.setCurrentIndex(listed.records.index(0, 0))
    evening.press(Qt.Key.Key_Return, listed)
    evening.until(lambda: screen.reader.pane.flashed == note.id)
    listed.setFocus()
    evening.press(Qt.Key.Key_Delete, listed)
    evening.until(lambda: not notes(evening)[0].quotes)
    undo(evening.workspace)
    assert [one.quote for one in notes(evening)[0].quotes] == [chosen.exact]
    assert all(one.private for one in evening.workspace.read(revision_lines, note.id))


def test_that_what_a_note_points_at_is_marked_quietly_and_leads_to_the_note_and_back(
    evening: Evening, words: tuple[QuoteDraft, QuoteDraft]
) -> None:
    screen, pane = evening.screen, evening.screen.reader.pane
    keep_finding(evening.workspace, FindingDraft(ASHCOMBE, "leaders", "consider", "Same words", evidence=(words[0],)))
    keep_note(evening.workspace, ASHCOMBE, AREA, "Ask about this")
    for one in words:
        point_note(evening.workspace, ASHCOMBE, AREA, one)
    screen.reload()
    evening.until(lambda: len(pane.marks) == 3)
    (note,) = notes(evening)
    quiet = [one for one in pane.marks if one.kind == "note"]
    assert [(one.id, one.text, one.area) for one in quiet] == [(note.id, "Ask about this", AREA), (f"{note.id}#1", "Ask about this", AREA)]
    evening.until(lambda: all(pane.marks.spans(one.id) for one in quiet))
    same = finding(evening, "Same words").id
    assert set(pane.heap_of(note.id)) == {same, note.id}
    pane.activate(same)
    pane.setFocus()
    evening.press("o", pane)
    assert pane.active_mark == note.id
    assert screen.area() == AREA
    pane.activate(f"{note.id}#1")
    listed = screen.card.pointed
    assert listed.current() is not None
    assert listed.current().piece.quote == words[1].quote
    listed.setFocus()
    listed.setCurrentIndex(listed.records.index(0, 0))
    evening.press(Qt.Key.Key_Return, listed)
    evening.until(lambda: pane.flashed == note.id)


def notes(evening: Evening) -> Any:
    return evening.workspace.read(note_lines, evening.workspace.author, ASHCOMBE)


def test_that_nothing_chosen_says_what_to_do(evening: Evening) -> None:
    evening.click("note-point")
    evening.until(lambda: evening.frame.bar.message() is not None)
    assert evening.frame.bar.message().sentence == "No words are chosen."


def test_that_an_emptied_note_stays_while_it_points_at_something(evening: Evening, words: tuple[QuoteDraft, QuoteDraft]) -> None:
    keep_note(evening.workspace, ASHCOMBE, AREA, "Ask about the rota")
    point_note(evening.workspace, ASHCOMBE, AREA, words[0])
    keep_note(evening.workspace, ASHCOMBE, AREA, "")
    (note,) = notes(evening)
    assert (note.text, note.points) == ("", True)
