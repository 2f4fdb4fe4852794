"""Flowing text with its pictures and merged cells: they come from the worker a moment after the words, and never move what is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from document_files import p, tbl
from picture_files import docx_with, drawing, emf, merged, paper_with_pictures, picture, png_that_says_it_is
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from tests.ui.reading.test_pages import LEFT, drag, point_of
from wmpeer.documents.layout import NOT_DRAWN
from wmpeer.documents.records import ReadDocument
from wmpeer.documents.worker import DocumentWorker
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.reading.accessible import visible_text
from wmpeer.ui.reading.flow import FlowPane
from wmpeer.ui.reading.records import Place
from wmpeer.ui.reading.shapes import MOST_TOGETHER
from wmpeer.ui.reading.text_source import WorkerText

SHA = "ef" * 32
Show = Callable[..., tuple[FlowPane, ReadDocument]]


@pytest.fixture
def show(qtbot) -> Iterator[Show]:
    """Shows a document as the program does: its words at once, its layout from a worker of its own."""
    made: list[FlowPane] = []

    def shown(data: bytes, size: tuple[int, int] = (900, 560), *, wait: bool = True) -> tuple[FlowPane, ReadDocument]:
        with DocumentWorker() as worker:
            read = worker.read("paper.docx", data)
        pane = FlowPane()
        qtbot.addWidget(pane)
        made.append(pane)
        pane.resize(*size)
        pane.show()
        qtbot.waitExposed(pane)
        if wait:
            with qtbot.waitSignal(pane.laid_out, timeout=20_000):
                pane.open(read.passages, document=SHA, title="Paper", source=WorkerText(data, "paper.docx"))
        else:
            pane.open(read.passages, document=SHA, title="Paper", source=WorkerText(data, "paper.docx"))
        pane.setFocus()
        pane.viewport().grab()
        return pane, read

    yield shown
    for pane in made:
        feed = pane.feed()
        pane.close_document()
        assert feed is None or feed.join(20)


def unit_of(read: ReadDocument, words: str) -> int:
    return next(one.number - 1 for one in read.passages if words in one.text)


def painted_at(pane: FlowPane, unit: int, number: int = 1) -> QColor:
    """The colour in the middle of a picture, as it is on the screen."""
    placed = next(one for one in pane._block(unit).pictures if one.number == number)
    point = (placed.rect.center() + pane.unit_rect(unit).topLeft()).toPoint()
    return pane.viewport().grab().toImage().pixelColor(point * round(pane.devicePixelRatioF()))


def is_red(colour: QColor) -> bool:
    return colour.red() > 120 and colour.green() < 70 and colour.blue() < 70


# --- pictures ---------------------------------------------------------------------------------------------------------------------------


def test_that_a_picture_stands_behind_the_words_it_followed_with_what_is_said_about_it(qtbot, show: Show) -> None:
    pane, read = show(paper_with_pictures())
    unit = unit_of(read, "near home")
    (placed,) = pane._block(unit).pictures
    assert placed.rect.top() >= pane.lines(unit)[-1].bottom
    assert pane.unit_rect(unit).height() >= placed.bottom
    assert (round(placed.rect.width()), round(placed.rect.height())) == (160, 80)  # 120 by 60 points on a screen of 96 to the inch
    assert placed.caption.height() > 0
    qtbot.waitUntil(lambda: is_red(painted_at(pane, unit)), timeout=20_000)
    assert "Picture: Children by distance from home" in visible_text(pane)


def test_that_words_are_quoted_as_if_no_picture_were_there(qtbot, show: Show) -> None:
    pane, read = show(paper_with_pictures())
    pane.select_all()
    assert pane.selection().exact == read.text
    unit = unit_of(read, "recorded late")
    drag(pane, point_of(pane, unit, "recorded"), point_of(pane, unit, "late", end=True))
    chosen = pane.selection()
    assert (chosen.exact, read.text[chosen.start : chosen.end]) == ("recorded late", "recorded late")


def test_that_a_picture_is_dimmed_like_a_page_in_the_dark_palette(qtbot, show: Show) -> None:
    data = docx_with(p("One.") + f"<w:p>{drawing()}</w:p>", {"image1.png": picture(colour=(255, 255, 255))})
    pane, _ = show(data)
    try:
        theme().set_mode("dark")
        qtbot.waitUntil(lambda: painted_at(pane, 0).name().upper() == "#CDC9BF", timeout=20_000)
    finally:
        theme().set_mode("light")


def test_that_pictures_that_cannot_be_shown_are_quiet_boxes_with_their_words(qtbot, show: Show) -> None:
    body = p("One.") + f"<w:p>{drawing('image1', words='Trend of visits', height=180)}</w:p><w:p>{drawing('image2')}</w:p>" + p("Two.")
    pane, _ = show(docx_with(body, {"image1.emf": emf("Visits", "2025"), "image2.png": png_that_says_it_is(30_000, 30_000)}))
    first, _second = pane._block(0).pictures
    assert first.picture.why == f"{NOT_DRAWN} (EMF)"
    assert first.rect.height() == 240, "a drawing that is not shown keeps its room"
    heard = visible_text(pane)
    assert "Save the original from the document’s menu to see it." in heard
    assert "Words in it: Visits · 2025" in heard
    before = pane.unit_rect(1).top()
    qtbot.waitUntil(lambda: (pane.viewport().grab(), pane._block(0).pictures[1].picture.why == "it is too large")[1], timeout=20_000)
    pane.viewport().grab()
    assert pane.unit_rect(1).top() < before  # the room that was kept for it is given back
    assert "Picture: Trend of visits" in visible_text(pane)


def test_that_only_pictures_near_what_is_read_are_asked_for(qtbot, show: Show) -> None:
    body = "".join(
        p(f"Paragraph {number}. " + "It goes on for a while. " * 12) + f"<w:p>{drawing(height=300)}</w:p>" for number in range(60)
    )
    pane, _ = show(docx_with(body, {"image1.png": picture((240, 120))}))
    qtbot.waitUntil(lambda: pane.images.get(1) is not None, timeout=20_000)
    assert pane.images.get(30) is None
    pane.go_to(30)
    pane.viewport().grab()
    qtbot.waitUntil(lambda: (pane.viewport().grab(), pane.images.get(30))[1] is not None, timeout=20_000)
    assert len(pane.images._held) < 20


def test_that_what_is_read_stays_where_it_is_when_the_pictures_come(qtbot, show: Show) -> None:
    body = "".join(
        p(f"Paragraph {number}. " + "It goes on for a while. " * 12) + f"<w:p>{drawing(height=300)}</w:p>" for number in range(60)
    )
    pane, read = show(docx_with(body, {"image1.png": picture((240, 120))}), wait=False)
    assert not pane.shapes.layout.pictures
    start = read.passages[40].start
    pane.go_to_start(start)
    pane.viewport().grab()
    before = pane.place_rect(pane.place_of(start)).top()
    with qtbot.waitSignal(pane.laid_out, timeout=20_000):
        pass
    pane.viewport().grab()
    assert pane.shapes.layout.pictures
    assert abs(pane.place_rect(pane.place_of(start)).top() - before) <= 2


def test_that_a_document_that_begins_with_a_picture_shows_it_above_its_words(qtbot, show: Show) -> None:
    pane, _ = show(docx_with(f"<w:p>{drawing()}</w:p>" + p("The first words."), {"image1.png": picture()}))
    (placed,) = pane._block(0).pictures
    assert placed.rect.bottom() <= pane.lines(0)[0].top
    qtbot.waitUntil(lambda: is_red(painted_at(pane, 0)), timeout=20_000)
    drag(pane, point_of(pane, 0, "first"), point_of(pane, 0, "words", end=True))
    assert pane.selection().exact == "first words"


def test_that_a_logo_in_a_cell_is_shown_in_it(qtbot, show: Show) -> None:
    cell = f"<w:tc><w:tcPr/><w:p>{drawing(width=60, height=30)}</w:p></w:tc>"
    pane, _ = show(docx_with(tbl(["Ashcombe Council", cell]) + p("After."), {"image1.png": picture()}))
    (placed,) = pane._block(0).pictures
    left, right = pane._block(0).cells
    assert right.contains(placed.rect) and not left.intersects(placed.rect)
    assert round(placed.rect.width()) == 80  # its column gives it room


def test_that_pictures_grow_with_the_text(show: Show) -> None:
    pane, read = show(paper_with_pictures())
    unit = unit_of(read, "near home")
    theme().set_reading_pixels(24)
    pane.viewport().grab()
    assert round(pane._block(unit).pictures[0].rect.width()) == 240


def test_that_another_document_does_not_get_the_pictures_of_the_one_before(qtbot, show: Show) -> None:
    pane, read = show(paper_with_pictures(), wait=False)
    feed = pane.feed()
    pane.open(read.passages, document=SHA)
    assert feed.join(20)
    pane.viewport().grab()
    assert pane.feed() is None and not pane.shapes.layout.pictures


def test_that_a_document_whose_layout_cannot_be_had_is_read_as_words(qtbot, show: Show) -> None:
    with DocumentWorker() as worker:
        read = worker.read("paper.docx", paper_with_pictures())
    pane, _ = show(paper_with_pictures())
    pane.open(read.passages, document=SHA, source=WorkerText(b"PK\x03\x04 torn", "paper.docx"))
    assert pane.feed().join(20)
    pane.viewport().grab()
    assert pane.text(0) == "Placements" and not pane._block(1).pictures


# --- merged cells -----------------------------------------------------------------------------------------------------------------------


def test_that_a_cell_over_two_columns_is_as_wide_as_both(show: Show) -> None:
    pane, read = show(paper_with_pictures())
    head, first = unit_of(read, "Priority"), unit_of(read, "81%")
    assert [len(pane._block(unit).cells) for unit in (head, first, first + 1)] == [2, 3, 2]
    wide, (_, left, right) = pane._block(head).cells[1], pane._block(first).cells
    assert (wide.left(), wide.right()) == (left.left(), right.right())


def test_that_a_cell_over_three_rows_reaches_down_to_the_last_of_them(show: Show) -> None:
    pane, read = show(paper_with_pictures())
    first = unit_of(read, "Early help")
    tall = pane._block(first).cells[0].translated(pane.unit_rect(first).topLeft())
    assert abs(tall.bottom() - pane.unit_rect(first + 2).bottom()) <= 1
    image = pane.viewport().grab().toImage()
    line = QColor(image.pixel(round(tall.right()) + 30, round(pane.unit_rect(first).bottom()) - 1)).name()
    inside = QColor(image.pixel(round(tall.left()) + 30, round(pane.unit_rect(first).bottom()) - 1)).name()
    assert line != inside  # no line through the merged cell


def test_that_words_in_every_cell_are_quoted_where_they_stand(qtbot, show: Show) -> None:
    pane, read = show(paper_with_pictures())
    for words in ("What we did", "Early help", "Plans", "90%", "Near home"):
        unit = unit_of(read, words)
        first, last = words.split()[0], words.split()[-1]
        drag(pane, point_of(pane, unit, first), point_of(pane, unit, last, end=True))
        chosen = pane.selection()
        assert (chosen.exact, read.text[chosen.start : chosen.end]) == (words, words)


def test_that_a_long_text_in_a_merged_cell_runs_beside_its_rows_and_can_be_chosen_there(qtbot, show: Show) -> None:
    long = "Early help reaches families sooner because workers sit in schools and every family has one plan with one worker who knows them"
    table = tbl([merged(long, down="restart"), "a", "1"], *[[merged("", down="continue"), letter, "2"] for letter in "bcd"])
    pane, read = show(docx_with(p("One.") + table + p("After."), {}), (560, 560))
    first, last = unit_of(read, "Early help"), unit_of(read, "| d")
    below = [line for line in pane.lines(first) if line.top > pane.unit_rect(first).height()]
    assert below and pane.unit_rect(first).height() < 80  # the first row is not blown up by the words of the merged cell
    assert abs(pane._block(first).cells[0].bottom() - (pane.unit_rect(last).bottom() - pane.unit_rect(first).top())) <= 1
    text = read.passages[first].text
    word = next(one for one in text[below[-1].start : below[-1].end].split() if text.count(one) == 1)
    drag(pane, point_of(pane, first, word), point_of(pane, first, word, end=True))
    assert pane.selection().exact == word
    image = pane.viewport().grab().toImage()
    box = pane.rects_of(first, below[-1].start, below[-1].end)[0].toRect()
    assert any(image.pixelColor(x, box.center().y()).lightness() < 120 for x in range(box.left(), box.right()))  # painted over by no row
    point = pane.unit_rect(last).topLeft() + QPointF(pane._block(last).cells[0].center().x(), 12)
    QTest.mouseDClick(pane.viewport(), LEFT, pos=point.toPoint())
    assert pane.chooser.range[0].unit == last


def test_that_a_merged_cell_is_painted_when_only_its_last_rows_are_on_view(show: Show) -> None:
    rows = [[merged("", down="continue"), f"row {number}"] for number in range(1, 40)]
    pane, read = show(docx_with(p("One.") + tbl([merged("Tall", down="restart"), "row 0"], *rows) + p("After. " * 400), {}))
    pane.reveal(Place(unit_of(read, "row 30"), 2), top=True)
    pane.viewport().grab()
    assert pane.visible_units().start == unit_of(read, "Tall")
    rect = pane.unit_rect(unit_of(read, "row 31"))
    colour = pane.viewport().grab().toImage().pixelColor(QPoint(round(rect.left()) + 20, round(rect.center().y())))
    assert colour.name() == "#ffffff"


def test_that_a_cell_over_hundreds_of_rows_is_laid_out_in_stretches(show: Show) -> None:
    rows = [[merged("", down="continue"), f"row {number}"] for number in range(1, 400)]
    pane, read = show(docx_with(tbl([merged("Tall", down="restart"), "row 0"], *rows), {}))
    assert all(len(pane.shapes.together(unit)) <= MOST_TOGETHER for unit in range(pane.unit_count()))
    pane.verticalScrollBar().setValue(pane.verticalScrollBar().maximum())
    pane.viewport().grab()
    assert len(read.passages) - 1 in pane.visible_units()
    pane.select_all()
    assert pane.selection().exact == read.text.strip()


def test_that_a_layout_of_other_words_merges_nothing(qtbot, show: Show) -> None:
    """A document read by an earlier version of the program may have other passages than its file gives now."""
    pane, read = show(paper_with_pictures())
    with qtbot.waitSignal(pane.laid_out, timeout=20_000):
        pane.open(read.passages[:-1], document=SHA, source=WorkerText(paper_with_pictures(), "paper.docx"))
    pane.viewport().grab()
    assert [len(pane.shapes.together(unit)) for unit in range(pane.unit_count())] == [1] * (len(read.passages) - 1)
    assert pane.shapes.pictures
