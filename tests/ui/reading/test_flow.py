"""Flowing text: laid out where it is seen, chosen and marked like pages."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.reading.test_pages import LEFT, drag, point_of
from wmpeer.documents.anchors import anchor_of
from wmpeer.documents.records import Draft, Passage, ReadDocument, assemble
from wmpeer.documents.worker import DocumentWorker
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.reading.flow import FlowPane
from wmpeer.ui.reading.outline import OutlineList
from wmpeer.ui.reading.records import Area, Mark, Place, Stripe
from wmpeer.ui.watchdog import Watchdog

SHA = "cd" * 32


def paper(count: int = 40) -> ReadDocument:
    drafts = [Draft("heading", "Children in care", level=1)]
    for number in range(count):
        drafts.append(
            Draft("paragraph", f"Paragraph {number} says what the service did, and what changed for children 🙂 because of it. " * 3)
        )
    drafts += [Draft("heading", "Figures", level=2), Draft("list", "Nhŷ Gŵyr", level=1), Draft("list", "well-being", level=2)]
    drafts += [
        Draft("table-row", "Indicator | 2024 | 2025"),
        Draft("table-row", "Dental checks | 69 | 72"),
        Draft("note", "Source: our own count"),
    ]
    return assemble("docx", drafts, title="Paper")


@pytest.fixture
def flow_pane(qtbot):
    def show(passages: tuple[Passage, ...], size: tuple[int, int] = (800, 470)) -> FlowPane:
        pane = FlowPane()
        qtbot.addWidget(pane)
        pane.resize(*size)
        pane.show()
        qtbot.waitExposed(pane)
        with qtbot.waitSignal(pane.loaded):
            pane.open(passages, document=SHA, title="Briefing")
        pane.setFocus()
        pane.viewport().grab()
        return pane

    return show


def test_that_words_dragged_over_are_chosen_with_their_anchor(qtbot, flow_pane) -> None:
    read = paper()
    pane = flow_pane(read.passages)
    drag(pane, point_of(pane, 1, "service did"), point_of(pane, 1, "what changed", end=True))
    chosen = pane.selection()
    assert chosen.exact == "service did, and what changed"
    assert read.text[chosen.start : chosen.end] == chosen.exact
    assert (chosen.document, chosen.page, chosen.passage) == (SHA, None, 2)
    with qtbot.waitSignal(pane.kind_pressed) as told:
        qtbot.keyClick(pane, "i")
    assert told.args == ["suggestion", chosen]


def test_that_signs_beyond_the_first_plane_count_as_one(flow_pane) -> None:
    read = paper()
    pane = flow_pane(read.passages)
    drag(pane, point_of(pane, 1, "because of"), point_of(pane, 1, "because of", end=True))
    assert pane.selection().exact == "because of"
    pane.chooser.choose(Place(1, pane.text(1).index("🙂")), Place(1, pane.text(1).index("🙂") + 1))
    assert pane.selection().exact == "🙂"


def test_that_cells_of_a_table_stand_beside_each_other(flow_pane) -> None:
    read = paper(2)
    pane = flow_pane(read.passages)
    row = next(unit for unit, passage in enumerate(read.passages) if passage.text.startswith("Dental"))
    first, second = (pane.rects_of(row, pane.text(row).index(words), pane.text(row).index(words) + 2)[0] for words in ("Dental", "69"))
    assert first.top() == second.top()
    assert second.left() > first.right() + 40
    above = pane.rects_of(row - 1, pane.text(row - 1).index("2024"), pane.text(row - 1).index("2024") + 2)[0]
    assert above.left() == second.left()


def test_that_a_hundred_thousand_passages_open_at_once(qtbot, flow_pane) -> None:
    drafts = [
        Draft("paragraph", f"Passage {number} of a very long paper, which goes on for a line or two and then it stops.")
        for number in range(100_000)
    ]
    passages = assemble("docx", drafts).passages
    pane = flow_pane(passages[:1])
    stalls = []
    dog = Watchdog(stalls.append, limit_seconds=0.5)
    began = time.perf_counter()
    pane.open(passages, document=SHA)
    pane.viewport().grab()
    assert time.perf_counter() - began < 2  # 0.2 s on an idle laptop
    pane.verticalScrollBar().setValue(pane.verticalScrollBar().maximum())
    pane.viewport().grab()
    assert 99_999 in pane.visible_units()
    pane.go_to_start(passages[54_321].start)
    pane.viewport().grab()
    assert 54_321 in pane.visible_units()
    assert len(pane._blocks) < 200
    dog.start()
    qtbot.keyClick(pane, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    pane.finder.field.setText("passage 777")
    qtbot.waitUntil(lambda: len(pane.finder.hits) == 111, timeout=20_000)
    dog.stop()
    assert not stalls, stalls[0].stack


def test_that_scrolling_up_does_not_jump_where_heights_were_only_guessed(flow_pane) -> None:
    pane = flow_pane(paper(300).passages)
    pane.verticalScrollBar().setValue(pane.verticalScrollBar().maximum() // 2)
    pane.viewport().grab()
    for _ in range(40):
        unit = pane.visible_units().start + 1
        before = pane.unit_rect(unit).top()
        pane.verticalScrollBar().setValue(pane.verticalScrollBar().value() - 48)
        pane.viewport().grab()
        assert abs(pane.unit_rect(unit).top() - before - 48) <= 2


def test_that_the_reading_size_changes_and_the_place_stays(qtbot, flow_pane) -> None:
    pane = flow_pane(paper(100).passages)
    pane.go_to(50)
    pane.viewport().grab()
    qtbot.keyClick(pane, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert theme().reading_pixels == 18
    pane.viewport().grab()
    assert 49 in pane.visible_units()
    point = pane.viewport().rect().center()
    wheel = QWheelEvent(
        point, pane.viewport().mapToGlobal(point), point * 0, point * 0 - type(point)(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(pane.viewport(), wheel)
    assert theme().reading_pixels == 16


def test_that_marks_and_areas_are_painted_in_both_palettes(qtbot, flow_pane) -> None:
    read = paper()
    pane = flow_pane(read.passages)
    start = read.text.index("what the service did")
    pane.set_areas([Area("in-care", 3, "Children in care")])
    pane.set_current_area("in-care")
    pane.set_stripes([Stripe("in-care", 0, 2_000)])
    pane.set_marks([Mark("one", "concern", anchor_of(read.text, start, start + 20), "in-care", "Say more")])
    try:
        for mode in ("light", "dark"):
            theme().set_mode(mode)
            tint = pane.rects_of(1, pane.text(1).index("what the service"), pane.text(1).index("what the service") + 5)[0]
            image = pane.viewport().grab().toImage()
            plain = pane.rects_of(2, 0, 5)[0]
            corner, other = tint.topLeft().toPoint(), plain.topLeft().toPoint()
            assert image.pixel(corner) != image.pixel(other)
    finally:
        theme().set_mode("light")
    with qtbot.waitSignal(pane.mark_activated) as told:
        QTest.mouseClick(pane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point_of(pane, 1, "service"))
    assert told.args == ["one"]


def test_that_words_that_look_like_markup_are_shown_as_they_are(flow_pane) -> None:
    words = '<b>not bold</b> <img src="file:///etc/hostname"> &amp; <table>'
    pane = flow_pane(assemble("txt", [Draft("paragraph", words)]).passages)
    pane.select_all()
    assert pane.selection().exact == words


def test_that_an_empty_document_and_a_narrow_pane_are_borne(qtbot, flow_pane) -> None:
    pane = flow_pane(())
    for key in ("s", Qt.Key.Key_F7, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_F3, Qt.Key.Key_PageDown):
        qtbot.keyClick(pane, key)
    assert pane.selection() is None
    narrow = flow_pane(paper().passages, (150, 90))
    assert narrow.is_narrow()
    narrow.viewport().grab()


def test_that_the_outline_goes_to_its_heading(qtbot, flow_pane) -> None:
    read = paper()
    pane = flow_pane(read.passages)
    outline = OutlineList()
    qtbot.addWidget(outline)
    outline.follow(pane)
    assert [outline.model().index(row).data() for row in range(2)] == ["Children in care", "Figures"]
    outline.setCurrentIndex(outline.model().index(1))
    with qtbot.waitSignal(outline.chosen):
        qtbot.keyClick(outline, Qt.Key.Key_Return)
    pane.viewport().grab()
    assert read.passages[-6].text == "Figures"
    assert len(read.passages) - 6 in pane.visible_units()


def test_that_the_window_takes_back_the_letters_when_the_pane_loses_focus(qtbot, flow_pane) -> None:
    pane = flow_pane(paper().passages)
    pane.select_all()
    pane.open_find()
    told = []
    pane.kind_pressed.connect(lambda *facts: told.append(facts))
    qtbot.keyClicks(pane.finder.field, "schqxi")
    assert told == []


def test_that_a_published_word_document_is_read_and_shown(flow_pane, real_data) -> None:
    file = real_data / "documents" / "west_sussex_jsna" / "jsna_eye_health_sight_loss_briefing.docx"
    if not file.exists():
        pytest.skip("the briefing is not among the real files")
    with DocumentWorker() as worker:
        read = worker.read(file.name, file.read_bytes())
    pane = flow_pane(read.passages)
    pane.verticalScrollBar().setValue(pane.verticalScrollBar().maximum())
    pane.viewport().grab()
    assert len(read.passages) - 1 in pane.visible_units()
    pane.select_all()
    assert pane.selection().exact == read.text.strip()
