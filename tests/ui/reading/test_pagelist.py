"""Beside the text: the outline, or small pictures of the pages with their marks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.reading.conftest import make_paper
from tests.ui.reading.test_pages import mark_of
from wmpeer.documents.anchors import Anchor
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.reading.contents import OUTLINE, PAGES, Contents
from wmpeer.ui.reading.flow import FlowPane
from wmpeer.ui.reading.records import Mark
from wmpeer.ui.reading.worker_source import WorkerSource


@pytest.fixture
def beside(qtbot, pages_pane, paper, read_paper):
    """A pane and its contents, shown as pages."""
    pane = pages_pane(paper, read_paper.passages)
    contents = Contents(pane)
    qtbot.addWidget(contents)
    contents.resize(250, 420)
    contents.follow(pane)
    contents.show()
    qtbot.waitExposed(contents)
    QTest.mouseClick(contents.switch.segment(PAGES), Qt.MouseButton.LeftButton)
    return pane, contents


def test_that_pages_on_view_have_their_pictures_and_others_wait(qtbot, beside) -> None:
    pane, contents = beside
    pages = contents.pages
    assert contents.shows() == PAGES
    qtbot.waitUntil(lambda: all(pane.small.picture(unit) is not None for unit in range(5)), timeout=20_000)
    assert pane.small.picture(11) is None
    wide, high = (pane.small.picture(4).width(), pane.small.picture(4).height())
    assert wide > high, "the page that was turned is shown as it is seen"
    pages.verticalScrollBar().setValue(pages.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: pane.small.picture(11) is not None, timeout=10_000)


def test_that_enter_a_click_and_a_number_lead_to_a_page(qtbot, beside) -> None:
    pane, contents = beside
    pages, told = contents.pages, []
    pages.chosen.connect(told.append)
    pages.setFocus()
    qtbot.keyClick(pages, "1")
    qtbot.keyClick(pages, "1")
    assert pages.currentIndex().row() == 10
    qtbot.keyClick(pages, Qt.Key.Key_Return)
    assert told == [11]
    assert 10 in pane.visible_units()
    qtbot.keyClick(pages, "9")
    qtbot.keyClick(pages, "9")
    assert pages.currentIndex().row() == 8, "there is no page 99: the digit begins a number anew"
    qtbot.keyClick(pages, Qt.Key.Key_Up)
    assert pages.currentIndex().row() == 6, "two pages stand in a row"
    qtbot.keyClick(pages, Qt.Key.Key_Left)
    where = pages.visualRect(pages.currentIndex()).center()
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert told == [11, 6]
    assert pane.page_now()[0] == 6


def test_that_the_page_that_is_read_is_marked_and_followed(qtbot, beside) -> None:
    pane, contents = beside
    contents.pages.clearFocus()
    pane.go_to(9)
    assert contents.pages.currentIndex().row() == 8
    assert contents.pages.model().index(8, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Page 9, being read"


def test_that_marks_are_stripes_on_their_page_at_their_height(qtbot, beside, read_paper) -> None:
    pane, contents = beside
    pane.set_marks([mark_of(read_paper.text, "recorded late in two", "a"), mark_of(read_paper.text, "plans are written", "b", "concern"),
                    Mark("c", "question", Anchor(""), page=2, box=(10.0, 50.0, 20.0, 20.0))])  # fmt: skip
    first, second = pane.marks_on(0), pane.marks_on(1)
    assert [kind for _, kind in first] == ["strength", "concern"]
    assert 0.1 < first[0][0] < first[1][0] < 0.5
    assert second == [(0.5, "question")]
    model = contents.pages.model()
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "Page 1, being read, 2 marks: 1 concern, 1 strength"
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == "Page 2, 1 mark: 1 question"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_that_stripes_are_painted_in_both_palettes(qtbot, dressed, beside, read_paper, mode) -> None:
    pane, contents = beside
    theme().install(dressed, mode)
    try:
        qtbot.waitUntil(lambda: pane.small.picture(0) is not None, timeout=10_000)
        before = contents.pages.grab().toImage()
        pane.set_marks([mark_of(read_paper.text, "recorded late in two")])
        assert contents.pages.grab().toImage() != before
    finally:
        theme().install(dressed, "light")


def test_that_another_document_has_other_pages_and_text_without_pages_has_its_outline(qtbot, beside, read_paper) -> None:
    pane, contents = beside
    with qtbot.waitSignal(pane.loaded, timeout=20_000):
        pane.open(WorkerSource(make_paper(3), "other.pdf"), document="cd" * 32)
    assert contents.pages.model().rowCount() == 3
    flow = FlowPane()
    qtbot.addWidget(flow)
    contents.follow(flow)
    assert contents.shows() == OUTLINE
    assert not contents.switch.isVisible()
    contents.follow(pane)
    assert contents.shows() == PAGES, "what was chosen last stays for a document that has both"
    pane.close_document()
    assert contents.pages.model().rowCount() == 0
    contents.pages.grab()


def test_that_a_page_that_cannot_be_shown_stays_white_and_is_asked_for_once(qtbot, pages_pane, paper) -> None:
    from tests.ui.reading.test_pages import TornSource

    pane = pages_pane(paper)
    with qtbot.waitSignal(pane.loaded, timeout=20_000):
        pane.open(TornSource(paper, "torn.pdf"), document="cd" * 32)
    contents = Contents(pane)
    qtbot.addWidget(contents)
    contents.resize(250, 420)
    contents.follow(pane)
    contents.show_as(PAGES)
    contents.show()
    qtbot.waitUntil(lambda: pane.small.picture(0) is not None and pane.small.picture(2) is not None, timeout=10_000)
    qtbot.waitUntil(lambda: 1 in pane.small._failed, timeout=10_000)
    assert all(want.page != 2 for want in pane.small.wants())
    contents.grab()
