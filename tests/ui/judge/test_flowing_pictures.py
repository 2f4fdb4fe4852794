"""A self-evaluation in Word in the real window: its pictures and merged cells, quoted like any other words."""

from __future__ import annotations

from pathlib import Path

import pytest
from picture_files import paper_with_pictures
from PySide6.QtCore import Qt

from tests.ui.judge.conftest import Evening
from wmpeer.documents.actions import carry_out
from wmpeer.documents.anchors import AnchorState, find_anchor
from wmpeer.documents.plan import plan_load
from wmpeer.documents.queries import document_text, documents
from wmpeer.documents.sources import Source
from wmpeer.documents.worker import DocumentWorker
from wmpeer.files import sha256_of
from wmpeer.ui.judge.originals import save_original

OTHER = "X08000012"


@pytest.fixture
def paper(evening: Evening) -> str:
    """The SHA-256 of a Word document with a picture and a table with merged cells."""
    with DocumentWorker() as worker:
        sources = [Source("self-evaluation.docx", data=paper_with_pictures())]
        carry_out(evening.workspace, plan_load(sources, evening.workspace.read(documents, every=True), (), worker=worker, authority=OTHER))
    return evening.workspace.read(documents, OTHER)[0].sha256


def test_that_a_word_document_shows_its_picture_and_words_of_a_merged_cell_become_evidence(evening: Evening, paper: str) -> None:
    evening.go(OTHER)
    pane = evening.screen.reader.pane
    assert pane is evening.screen.reader.flow_pane
    evening.until(lambda: pane.shapes.layout.rows, timeout=20_000)
    evening.until(lambda: (pane.viewport().grab(), pane.images.get(1))[1] is not None, timeout=20_000)
    evening.choose_words("Early help")
    evening.press("s", pane)
    evening.press("One plan", evening.find("finding-text"))
    evening.click("finding-keep")
    evening.until(lambda: evening.findings(OTHER))
    (quote,) = evening.findings(OTHER)[0].quotes
    text = evening.workspace.read(document_text, paper)
    assert (quote.quote, text[quote.start : quote.end]) == ("Early help", "Early help")
    evening.until(lambda: len(pane.marks) == 1)
    assert pane.marks.in_order()


def test_that_the_second_side_has_pictures_of_its_own_and_both_end_with_the_document(evening: Evening, paper: str) -> None:
    evening.go(OTHER)
    reader = evening.screen.reader
    evening.until(lambda: reader.flow_pane.shapes.layout.pictures, timeout=20_000)
    reader.pane.setFocus()
    evening.press("b")
    evening.until(lambda: reader.has_beside() and reader.beside.flow_pane.shapes.layout.pictures, timeout=20_000)
    feeds = [reader.flow_pane.feed(), reader.beside.flow_pane.feed()]
    assert feeds[0] is not feeds[1]
    evening.press("b", reader.beside.pane)
    evening.go("X08000001")
    assert all(feed.join(20) for feed in feeds)


def test_that_evidence_kept_before_pictures_were_shown_is_found_where_it_was(evening: Evening, paper: str) -> None:
    """Words and offsets are those of the passages, whatever stands between them."""
    text = evening.workspace.read(document_text, paper)
    evening.go(OTHER)
    pane = evening.screen.reader.pane
    evening.until(lambda: pane.shapes.layout.rows, timeout=20_000)
    pane.select_all()
    chosen = pane.selection()
    assert chosen.exact == text
    assert find_anchor(text, chosen.anchor).state is AnchorState.ANCHORED
    evening.press(Qt.Key.Key_Escape, pane)


def test_that_the_original_is_written_where_a_person_says(evening: Evening, paper: str, tmp_path: Path) -> None:
    evening.go(OTHER)
    menu = evening.screen.reader.tools.menu
    assert [one.text() for one in menu.actions() if one.text().startswith("Save")] == ["Save the original…"]
    asked: list[str] = []

    def ask(_parent: object, name: str) -> Path:
        asked.append(name)
        return tmp_path / "copy.docx"

    save_original(evening.screen, ask)
    evening.until(lambda: (tmp_path / "copy.docx").is_file())
    assert sha256_of((tmp_path / "copy.docx").read_bytes()) == paper
    assert asked == ["self-evaluation.docx"]
    evening.until(lambda: evening.frame.bar.message() is not None and "is written" in evening.frame.bar.message().sentence)
