"""The panellist among the pages: small pages, a part clipped by a button, two hundred marks over one passage."""

from __future__ import annotations

import time
from statistics import median

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from tests.ui.judge.conftest import ASHCOMBE, Evening
from wmpeer.documents.queries import document_passages
from wmpeer.judging.findings import keep_finding
from wmpeer.judging.records import FindingDraft, QuoteDraft

SHIFT = Qt.KeyboardModifier.ShiftModifier
KINDS = ("strength", "practice", "consider", "question", "concern", "suggestion")
MANY = 200


@pytest.fixture
def reading(evening: Evening) -> Evening:
    """All pages are there, and the focus is in the text."""
    evening.go(ASHCOMBE)
    pane = evening.screen.reader.pages_pane
    evening.until(
        lambda: pane.unit_count() and all(map(pane.is_read, range(pane.unit_count()))) and not any(map(pane.lacks, pane.visible_units()))
    )
    pane.setFocus()
    return evening


def test_that_l_shows_small_pages_and_a_number_leads_to_one(reading: Evening) -> None:
    reader, pane = reading.screen.reader, reading.screen.reader.pages_pane
    last = pane.unit_count()
    assert last > 1
    reading.press("g")
    reading.until(lambda: reading.sees("contents"))
    reading.click("contents-switch-pages")
    reading.until(lambda: reading.sees("page-list") and pane.small.picture(0) is not None)
    assert reader.contents.pages.hasFocus()
    reading.press(str(last))
    reading.press(Qt.Key.Key_Return)
    assert pane.hasFocus()
    assert pane.page_now() == (last, last) or last - 1 in pane.visible_units()
    assert reading.sees("contents") == (reader.width() >= 1000), "what lay over the text goes when it has led somewhere"
    if reading.sees("contents"):
        reading.press("g")
    assert not reading.sees("contents")


def test_that_a_part_of_a_page_is_clipped_by_the_button(reading: Evening) -> None:
    reader, pane = reading.screen.reader, reading.screen.reader.pages_pane
    reading.click("clip-region")
    assert reader.tools.clip.isChecked()
    assert pane.hasFocus()
    reading.press(Qt.Key.Key_Escape)
    assert not reader.tools.clip.isChecked()
    assert not pane.clipper.armed
    reading.click("clip-region")
    body = pane.body().toRect()
    first, last = body.topLeft() + QPoint(60, 60), body.topLeft() + QPoint(300, 180)
    QTest.mousePress(pane.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(pane.viewport(), (first + last) / 2)
    QTest.mouseMove(pane.viewport(), last)
    QTest.mouseRelease(pane.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert pane.clipper.there
    assert reader.tools.clip.isChecked(), "until it is kept or left"
    reading.press("c")
    reading.until(lambda: reading.sees("finding-editor"))
    assert not reader.tools.clip.isChecked()


def test_that_two_hundred_marks_over_one_passage_stay_usable(reading: Evening) -> None:
    reader, pane = reading.screen.reader, reading.screen.reader.pages_pane
    sha = reader.sha256
    passages = reading.workspace.read(document_passages, sha)
    text = "\n".join(one.text for one in passages)
    passage = next(one for one in passages if one.kind == "paragraph" and len(one.text) > 160)
    for number in range(MANY):
        start = passage.start + number % 30
        end = start + 60 + number % 40
        quote = QuoteDraft(text[start:end], sha, start, end)
        level = 2 if KINDS[number % 6] == "concern" else None
        keep_finding(
            reading.workspace, FindingDraft(ASHCOMBE, "in-care", KINDS[number % 6], f"Finding {number}", level=level, evidence=(quote,))
        )
    reading.screen.reload()
    reading.until(lambda: len(pane.marks) == MANY and not pane.marks.waiting(), timeout=20_000)
    reading.press("m", pane)
    reading.until(lambda: bool(pane.active_mark))
    pane.setFocus()
    seen = set()
    took = []
    for _ in range(MANY):
        began = time.thread_time()
        QTest.keyClick(pane, "o")
        pane.viewport().grab()
        took.append(time.thread_time() - began)
        seen.add(pane.active_mark)
    assert len(seen) == MANY, "every one is reached by its key"
    assert median(took) < 0.05
    assert pane.margins._place().endswith(f"of {MANY}, O: next")
    full = [ids for _, ids in pane.margins._shown if ids == (pane.active_mark,)]
    assert full, "the active one is told in full, however many lie over it"
    assert len([ids for _, ids in pane.margins._shown if len(ids) > 1]) == 1, "the rest behind one number"
    reading.press("o", pane, SHIFT)
    crowd = pane.findChild(QListWidget, "marks-here")
    assert crowd.count() == MANY
    assert crowd.currentItem().data(Qt.ItemDataRole.UserRole) == pane.active_mark
    reading.press(Qt.Key.Key_Down, crowd)
    reading.press(Qt.Key.Key_Return, crowd)
    assert pane.margins._place().startswith(("1 of", "2 of")), "after the last the first again"


def test_that_no_word_of_the_tool_row_is_cut_in_a_narrow_room(reading: Evening) -> None:
    reading.frame.resize(911, 512)
    tools = reading.screen.reader.tools
    reading.until(lambda: not tools.previous.isVisible())
    assert tools.size.width() >= tools.size.sizeHint().width()
    assert tools.document.width() >= 80
    assert all(part.isVisible() for part in (tools.page, tools.find, tools.clip, tools.outline))
    reading.frame.resize(1366, 768)
    reading.until(lambda: tools.previous.isVisible() and tools.letters.isVisible())
