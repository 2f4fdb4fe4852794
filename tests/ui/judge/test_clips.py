"""A chart of the page as evidence: drawn, kept, shown on the card, found again, undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from tests.ui.judge.conftest import ASHCOMBE, Evening
from wmpeer.judging.clips import ClippingError, ClipPlaceError, clipping, fragment, keep_clipping
from wmpeer.judging.errors import EvidenceElsewhereError
from wmpeer.judging.findings import keep_finding
from wmpeer.judging.notes import keep_note, point_note
from wmpeer.judging.records import ClipDraft, FindingDraft, PercentBox
from wmpeer.ui.places import PartPlace
from wmpeer.ui.reading.clipping import MOST_BYTES, MOST_SIDE
from wmpeer.ui.reading.region import FRAMED

ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


def draw(evening: Evening) -> None:
    """A rectangle over the first page with Alt held."""
    pane = evening.screen.reader.pane
    evening.until(lambda: pane.unit_count() and pane.is_read(0) and pane.isVisible())
    rect = pane.unit_rect(0)
    first = QPointF(rect.left() + 60, max(rect.top(), 0) + 60).toPoint()
    last = QPointF(rect.left() + 360, max(rect.top(), 0) + 200).toPoint()
    QTest.mousePress(pane.viewport(), LEFT, ALT, first)
    QTest.mouseMove(pane.viewport(), (first + last) / 2)
    QTest.mouseMove(pane.viewport(), last)
    QTest.mouseRelease(pane.viewport(), LEFT, ALT, last)
    assert pane.clipper.there


def clip_a_chart(evening: Evening, words: str = "The chart says it falls") -> None:
    evening.go(ASHCOMBE)
    draw(evening)
    evening.press("c")
    evening.until(lambda: evening.sees("finding-editor"))
    evening.screen.editor.text.setPlainText(words)
    evening.press(Qt.Key.Key_Return, evening.screen.editor.text, Qt.KeyboardModifier.ControlModifier)
    evening.until(lambda: any(one.text == words for one in evening.findings()))


def test_that_a_chart_is_clipped_with_alt_and_a_letter_and_stands_on_the_card(evening: Evening) -> None:
    clip_a_chart(evening)
    (line,) = [one for one in evening.findings() if one.clips]
    (clip,) = line.clips
    assert (line.kind, clip.page, clip.state, line.supported) == ("consider", 1, "anchored", True)
    png = evening.workspace.read(clipping, clip.image)
    assert png.startswith(b"\x89PNG")
    assert len(png) <= MOST_BYTES
    evening.until(lambda: evening.screen.card.findings.isVisible() and any(m.box for m in evening.screen.reader.pane.marks))
    evening.screen._show_finding(line.id, passage=False)
    evening.until(lambda: evening.sees("clip-picture"))


def test_that_a_clip_leads_to_its_rectangle_and_a_click_on_it_to_its_finding_and_to_its_note(evening: Evening) -> None:
    clip_a_chart(evening)
    screen, pane = evening.screen, evening.screen.reader.pane
    (line,) = [one for one in evening.findings() if one.clips]
    (clip,) = line.clips
    keep_note(evening.workspace, ASHCOMBE, "leaders", "The axis begins at ten")
    point_note(evening.workspace, ASHCOMBE, "leaders", ClipDraft(clip.sha256, clip.page, clip.box, clip.image))
    screen.reload()
    evening.until(lambda: sum(one.box is not None for one in pane.marks) == 2)
    note = screen.standing.pointing["leaders"]
    at = pane.mark_rect(f"{line.id}#{clip.id}").topLeft().toPoint()
    QTest.mouseClick(pane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseClick(pane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert {line.id, note.id} == {one.partition("#")[0] for one in pane.heap_of(pane.active_mark)}
    pane.activate(f"{line.id}#{clip.id}")
    assert screen.card.findings.current().id == line.id
    pane.activate(f"{note.id}#{note.clips[0].id}")
    assert screen.area() == "leaders"
    listed = screen.card.pointed
    assert listed.current().piece.id == note.clips[0].id
    pane.go_to(3)
    listed.setFocus()
    evening.press(Qt.Key.Key_Return, listed)
    evening.until(lambda: pane.flashed == f"{note.id}#{note.clips[0].id}")
    assert pane.body().contains(pane.mark_rect(pane.flashed))


def test_that_a_part_of_a_page_that_is_nobodys_mark_here_is_framed(evening: Evening) -> None:
    pane = evening.screen.reader.pages_pane
    sha = evening.screen.reader.sha256
    evening.frame.go("read", ASHCOMBE, PartPlace(sha, 4, (10.0, 60.0, 50.0, 20.0)))
    evening.until(lambda: pane.flashed == FRAMED)
    assert pane.body().contains(pane._framed_rect(3))
    assert not pane.viewport().grab().isNull()


def test_that_undo_takes_the_picture_away_and_redo_brings_it_back(evening: Evening) -> None:
    clip_a_chart(evening)
    evening.screen._keeper.take_back()
    evening.until(lambda: not evening.findings())


def test_that_a_chart_is_clipped_without_a_mouse(evening: Evening) -> None:
    evening.go(ASHCOMBE)
    pane = evening.screen.reader.pane
    evening.until(lambda: pane.unit_count() and pane.is_read(0))
    pane.setFocus()
    evening.press("r")
    before = QRectF(pane.clipper.rect)
    evening.press(Qt.Key.Key_Down)
    evening.press(Qt.Key.Key_Right, held=Qt.KeyboardModifier.ShiftModifier)
    assert pane.clipper.rect.top() > before.top()
    assert pane.clipper.rect.width() > before.width()
    evening.press(Qt.Key.Key_Escape)
    assert not pane.clipper.there


def test_that_a_part_of_another_authoritys_page_is_no_evidence(evening: Evening) -> None:
    clip_a_chart(evening)
    workspace = evening.workspace
    (clip,) = next(one for one in evening.findings() if one.clips).clips
    stolen = ClipDraft(clip.sha256, 1, clip.box, clip.image)
    with pytest.raises(EvidenceElsewhereError):
        keep_finding(workspace, FindingDraft("X08000009", "in-care", "question", "Whose chart?", evidence=(stolen,)))
    for wrong in (ClipDraft(clip.sha256, 900, clip.box, clip.image), ClipDraft(clip.sha256, 1, PercentBox(90, 0, 20, 10), clip.image)):
        with pytest.raises(ClipPlaceError):
            keep_finding(workspace, FindingDraft(ASHCOMBE, "in-care", "question", "Where?", evidence=(wrong,)))
    with pytest.raises(ClippingError):
        keep_clipping(workspace, b"GIF89a")
    with pytest.raises(ClippingError):
        keep_finding(
            workspace, FindingDraft(ASHCOMBE, "in-care", "question", "What?", evidence=(ClipDraft(clip.sha256, 1, clip.box, "00"),))
        )


def test_that_the_place_of_a_clip_is_a_fragment_of_the_page() -> None:
    found = fragment(ClipDraft("ab", 12, PercentBox(10, 20.5, 30.25, 40), "cd"))
    assert (found["type"], found["value"]) == ("FragmentSelector", "page=12")
    assert found["refinedBy"]["value"] == "xywh=percent:10,20.5,30.25,40"
    assert MOST_SIDE <= 2_000
