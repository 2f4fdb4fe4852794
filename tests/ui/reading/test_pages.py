"""Pages of a PDF: shown, read, chosen, marked."""

from __future__ import annotations

import os
import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from tests.ui.reading.conftest import SENTENCES, SHA, make_paper
from wmpeer.documents.anchors import Anchor, anchor_of
from wmpeer.documents.errors import DocumentDamagedError
from wmpeer.documents.records import Box
from wmpeer.ui.reading.cache import CACHE_BYTES, PageCache
from wmpeer.ui.reading.crowd import Crowd
from wmpeer.ui.reading.feed import image_of
from wmpeer.ui.reading.lines import line_at
from wmpeer.ui.reading.pages import PagesPane
from wmpeer.ui.reading.records import QUIET, Area, Mark, Place, Selection, Stripe
from wmpeer.ui.reading.worker_source import WorkerSource
from wmpeer.ui.watchdog import Watchdog

LEFT = Qt.MouseButton.LeftButton


def point_of(pane, unit: int, words: str, *, end: bool = False) -> QPoint:
    """A point in the first (or last) character of *words* on a page."""
    start = pane.text(unit).index(words)
    at = start + len(words) - 1 if end else start
    rect = pane.rects_of(unit, at, at + 1)[0]
    return (rect.center() + (rect.topRight() - rect.topLeft()) * (0.2 if end else -0.2)).toPoint()


def drag(pane, first: QPoint, last: QPoint) -> None:
    view = pane.viewport()
    QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, first)
    QTest.mouseMove(view, (first + last) / 2)
    QTest.mouseMove(view, last)
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, last)


def has_pixels(pane, unit: int) -> bool:
    return not pane.lacks(unit)


def test_that_pages_are_shown_sharp_and_counted(qtbot, pages_pane, paper) -> None:
    pane = pages_pane(paper)
    seen = []
    pane.page_changed.connect(lambda *page: seen.append(page))
    qtbot.waitUntil(lambda: has_pixels(pane, 0), timeout=20_000)
    pane.go_to(9)
    qtbot.waitUntil(lambda: has_pixels(pane, 8), timeout=20_000)
    assert seen[-1] == (9, 12)
    image = pane.viewport().grab().toImage()
    page = pane.unit_rect(8).toRect()
    assert image.pixelColor(page.left() + 4, 200).lightness() > 200
    shades = {image.pixelColor(x, y).lightness() // 64 for x in range(page.left(), page.right(), 2) for y in range(0, 470, 2)}
    assert shades >= {0, 3}


def test_that_a_turned_page_and_a_wide_page_are_seen_upright_with_their_words(pages_pane, paper) -> None:
    pane = pages_pane(paper)
    for unit in (4, 6):
        assert pane._sizes[unit].width > pane._sizes[unit].height
        pane.go_to(unit + 1)
        start = pane.text(unit).index("Visits are")
        rects = pane.rects_of(unit, start, start + 20)
        page = pane.unit_rect(unit)
        assert all(page.contains(rect) for rect in rects)
        assert len(rects) == 1
        assert rects[0].width() > 4 * rects[0].height()
        assert rects[0].left() - page.left() < page.width() / 4


def test_that_words_dragged_over_are_chosen_with_their_anchor_in_the_document(pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    pane.go_to(2)
    told = []
    pane.selection_changed.connect(told.append)
    drag(pane, point_of(pane, 1, "recorded"), point_of(pane, 1, "late", end=True))
    chosen = pane.selection()
    assert told[-1] is True
    assert (chosen.document, chosen.page, chosen.exact) == (SHA, 2, "recorded late")
    assert read_paper.text[chosen.start : chosen.end] == chosen.exact
    assert read_paper.text[: chosen.start].endswith(chosen.prefix)
    assert read_paper.passages[chosen.passage - 1].page == 2


def test_that_a_choice_may_begin_on_one_page_and_end_on_another(pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    pane.chooser.choose(Place(1, pane.text(1).index("Young people")), Place(2, pane.text(2).index("recorded late") + 13))
    chosen = pane.selection()
    assert chosen.page == 2
    assert chosen.exact.startswith("Young people tell us")
    assert chosen.exact.endswith("recorded late")
    assert read_paper.text[chosen.start : chosen.end] == chosen.exact


def test_that_two_clicks_take_a_word_and_three_a_paragraph(pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    point = point_of(pane, 0, "recorded")
    QTest.mouseDClick(pane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)
    assert pane.selection().exact == "recorded"
    QTest.mousePress(pane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)
    QTest.mouseRelease(pane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)
    assert pane.selection().exact == SENTENCES[0][:-1] + " (1)."


def test_that_keys_choose_words_without_a_mouse(qtbot, pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    qtbot.keyClick(pane, Qt.Key.Key_F7)
    assert pane.chooser.caret is not None
    qtbot.keyClick(pane, Qt.Key.Key_Down)
    qtbot.keyClick(pane, Qt.Key.Key_Home)
    for _ in range(2):
        qtbot.keyClick(pane, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
    assert pane.selection().exact == "Visits are"
    qtbot.keyClick(pane, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert pane.selection().exact == SENTENCES[0][:-1] + " (1)."
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert pane.selection() is None
    qtbot.keyClick(pane, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert pane.selection().exact == read_paper.text


@pytest.mark.parametrize(("key", "kind"), [("s", "strength"), ("h", "practice"), ("c", "consider"), ("q", "question"), ("x", "concern")])
def test_that_a_letter_over_chosen_words_names_a_kind(qtbot, pages_pane, paper, read_paper, key, kind) -> None:
    pane = pages_pane(paper, read_paper.passages)
    with qtbot.waitSignal(pane.nothing_chosen) as told:
        qtbot.keyClick(pane, key)
    assert told.args == [kind]
    drag(pane, point_of(pane, 0, "recorded"), point_of(pane, 0, "late", end=True))
    with qtbot.waitSignal(pane.kind_pressed) as pressed:
        qtbot.keyClick(pane, key)
    assert pressed.args[0] == kind
    assert isinstance(pressed.args[1], Selection)
    assert pressed.args[1].exact == "recorded late"


def test_that_n_p_and_u_ask_for_other_areas(qtbot, pages_pane, paper) -> None:
    pane = pages_pane(paper)
    for key, signal in (("n", pane.next_area_wanted), ("p", pane.previous_area_wanted), ("u", pane.next_unjudged_wanted)):
        with qtbot.waitSignal(signal):
            qtbot.keyClick(pane, key)


def mark_of(text: str, words: str, name: str = "one", kind: str = "strength", after: int = 0) -> Mark:
    start = text.index(words, after)
    return Mark(name, kind, anchor_of(text, start, start + len(words)), "in-care", "Above the national figure")


def test_that_a_mark_is_painted_over_its_words_and_answers_a_click(qtbot, pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    qtbot.waitUntil(lambda: has_pixels(pane, 0), timeout=20_000)
    before = pane.viewport().grab().toImage()
    pane.set_areas([Area("in-care", 3, "Children in care")])
    pane.set_current_area("in-care")
    pane.set_stripes([Stripe("in-care", 0, 400)])
    pane.set_marks([mark_of(read_paper.text, "recorded late in two")])
    after = pane.viewport().grab().toImage()
    point = point_of(pane, 0, "late")
    assert before.pixel(point) != after.pixel(point) or before != after
    with qtbot.waitSignal(pane.mark_activated) as told:
        QTest.mouseClick(pane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)
    assert told.args == ["one"]
    assert pane.lost_marks() == []


def test_that_clicks_on_two_hundred_marks_go_round_and_paint_quickly(qtbot, pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    start = read_paper.text.index("recorded")
    kinds = ("strength", "concern", "question", "consider")
    anchors = [anchor_of(read_paper.text, start - n % 7, start + 9 + n % 40) for n in range(200)]
    pane.set_marks([Mark(str(n), kinds[n % 4], anchor, "", f"Finding {n}") for n, anchor in enumerate(anchors)])
    told = []
    pane.mark_activated.connect(told.append)
    point = point_of(pane, 0, "recorded")
    for _ in range(200):
        QTest.mousePress(pane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)
        QTest.mouseRelease(pane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)
        pane.pointer.forget_clicks()
    assert len(set(told)) == 200
    pane.viewport().grab()
    began = time.perf_counter()
    pane.viewport().grab()
    assert time.perf_counter() - began < 0.25


def test_that_a_crowd_of_marks_can_be_chosen_from_a_list(qtbot, pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    start = read_paper.text.index("recorded")
    pane.set_marks([Mark(f"{n:03}", "question", anchor_of(read_paper.text, start, start + 9), "", f"Finding {n}") for n in range(60)])
    pane.viewport().grab()
    rect, ids = next((rect, ids) for rect, ids in pane.margins._shown if len(ids) > 1)
    QTest.mouseClick(pane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, rect.center().toPoint())
    crowd = pane.findChild(Crowd)
    assert crowd.count() == len(ids)
    crowd.setCurrentRow(3)
    with qtbot.waitSignal(pane.mark_activated) as told:
        qtbot.keyClick(crowd, Qt.Key.Key_Return)
    assert told.args == [ids[3]]
    assert pane.active_mark == ids[3]


def test_that_show_mark_scrolls_to_words_far_away_and_lost_ones_are_said(qtbot, pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    there = mark_of(read_paper.text, "moved three times", after=read_paper.text.index("11 Chapter"))
    pane.set_marks([there, Mark("gone", "concern", Anchor("words that nobody wrote in this paper at all"))])
    assert pane.show_mark("one")
    assert 10 in pane.visible_units()
    assert pane.flashed == "one"
    assert not pane.show_mark("gone")
    assert pane.lost_marks() == ["gone"]


def test_that_a_mark_asked_for_before_its_page_is_read_is_shown_when_it_comes(qtbot, pages_pane, paper, read_paper) -> None:
    pane = PagesPane()
    qtbot.addWidget(pane)
    pane.resize(800, 470)
    pane.show()
    mark = mark_of(read_paper.text, "moved three times", after=read_paper.text.index("11 Chapter"))
    pane.open(WorkerSource(paper, "paper.pdf"), document=SHA, passages=read_paper.passages)
    pane.set_marks([Mark("one", "strength", mark.anchor, page=11)])
    pane.show_mark("one")
    qtbot.waitUntil(lambda: pane.unit_count() > 0 and 10 in pane.visible_units(), timeout=20_000)
    qtbot.waitUntil(lambda: bool(pane.marks.spans("one")), timeout=20_000)
    feed = pane.feed()
    pane.close_document()
    assert feed.join(20)


def test_that_find_counts_its_hits_and_goes_round(qtbot, pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    qtbot.keyClick(pane, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = pane.finder
    assert bar.isVisible()
    qtbot.keyClicks(bar.field, "three TIMES")
    qtbot.waitUntil(lambda: len(bar.hits) == 12)
    assert bar.count.text() == "1 of 12"
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "12 of 12"
    assert 11 in pane.visible_units()
    qtbot.keyClick(bar.field, Qt.Key.Key_F3)
    assert bar.count.text() == "1 of 12"
    bar.field.setText("nowhere")
    qtbot.waitUntil(lambda: bar.count.text() == "not found")
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_that_zoom_keeps_its_bounds_and_the_page(qtbot, pages_pane, paper) -> None:
    pane = pages_pane(paper)
    pane.go_to(6)
    for _ in range(12):
        qtbot.keyClick(pane, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert pane.zoom == 400
    assert 5 in pane.visible_units()
    assert pane.horizontalScrollBar().maximum() > 0
    qtbot.keyClick(pane, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert pane.zoom == 100
    qtbot.keyClick(pane, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert pane.zoom == 100
    assert pane.horizontalScrollBar().maximum() == 0


def test_that_home_end_and_space_turn_pages(qtbot, pages_pane, paper) -> None:
    pane = pages_pane(paper)
    bar = pane.verticalScrollBar()
    qtbot.keyClick(pane, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(pane, Qt.Key.Key_Home)
    assert bar.value() == 0
    qtbot.keyClick(pane, Qt.Key.Key_Space)
    assert bar.value() > 300
    qtbot.keyClick(pane, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == 0


def test_that_a_box_or_a_character_can_be_gone_to(pages_pane, paper) -> None:
    pane = pages_pane(paper)
    pane.go_to(8, box=Box(72, 240, 300, 260))
    first = pane.verticalScrollBar().value()
    assert 7 in pane.visible_units()
    pane.go_to(3, pane.text(2).index("Young"))
    assert pane.verticalScrollBar().value() < first
    assert 2 in pane.visible_units()


def test_that_headings_make_the_outline(pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    heading = next(one for one in pane.outline() if "page 10" in one.text)
    assert heading.page == 10
    pane.go_to_heading(heading)
    assert 9 in pane.visible_units()


def test_that_copied_words_are_plain(qtbot, pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    drag(pane, point_of(pane, 0, "recorded"), point_of(pane, 0, "late", end=True))
    qtbot.keyClick(pane, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "recorded late"


def test_that_a_file_that_is_no_pdf_is_said_once(qtbot) -> None:
    pane = PagesPane()
    qtbot.addWidget(pane)
    with qtbot.waitSignal(pane.failed, timeout=20_000) as told:
        pane.open(WorkerSource(b"%PDF-1.7\nnothing of use", "bad.pdf"), document=SHA)
    assert told.args[0].sentence
    feed = pane.feed()
    pane.close_document()
    assert feed.join(20)


class TornSource(WorkerSource):
    """The second page cannot be rendered, the third cannot be read."""

    def render(self, page: int, scale: float, tile=None):
        if page == 2:
            raise DocumentDamagedError(name="torn.pdf")
        return super().render(page, scale, tile)

    def words(self, page: int, near=()):
        if page == 3:
            raise DocumentDamagedError(name="torn.pdf")
        return super().words(page, near)


def test_that_a_page_that_cannot_be_shown_says_so_and_the_others_come(qtbot, paper) -> None:
    pane = PagesPane()
    qtbot.addWidget(pane)
    pane.resize(800, 470)
    pane.show()
    with qtbot.waitSignal(pane.loaded, timeout=20_000):
        pane.open(TornSource(paper, "torn.pdf"), document=SHA)
    pane.go_to(2)
    qtbot.waitUntil(lambda: 1 in pane._failed, timeout=20_000)
    pane.viewport().grab()
    pane.go_to(3)
    qtbot.waitUntil(lambda: has_pixels(pane, 2) and pane.is_read(11), timeout=20_000)
    assert pane.text(2) == ""
    assert "Chapter of page 4" in pane.text(3)
    feed = pane.feed()
    pane.close_document()
    assert feed.join(20)


def test_that_images_of_pages_stay_within_their_bytes() -> None:
    cache = PageCache(most_bytes=4 * 100 * 100 * 5)
    for page in range(12):
        cache.put(page, 1.0, QImage(100, 100, QImage.Format.Format_RGB32), keep=(0, 1))
    assert cache.bytes <= 4 * 100 * 100 * 5
    assert [page for page in range(12) if cache.has(page, 1.0)] == [0, 1, 9, 10, 11]
    assert not cache.has(11, 1.5)


def test_that_trimming_leaves_out_white_and_no_words(pages_pane, paper) -> None:
    pane = pages_pane(paper)
    trimmed = pane.rects_of(0, 0, 5)[0].width()
    for unit in range(12):
        page = pane.unit_rect(unit)
        assert all(page.left() <= rect.left() and rect.right() <= page.right() for rect in pane.rects_of(unit, 0, len(pane.text(unit))))
    pane.set_trimmed(False)
    assert pane.rects_of(0, 0, 5)[0].width() < trimmed / 1.08


def test_that_a_pane_that_is_gone_leaves_no_worker_behind(qtbot, paper) -> None:
    pane = PagesPane()
    with qtbot.waitSignal(pane.loaded, timeout=20_000):
        pane.open(WorkerSource(paper, "paper.pdf"), document=SHA)
    feed = pane.feed()
    with qtbot.waitSignal(feed.closed, timeout=20_000):
        pane.deleteLater()
    assert feed.join(20)


def test_that_another_document_may_be_opened_over_one_that_still_comes(qtbot, pages_pane, paper) -> None:
    pane = pages_pane(paper, whole=False)
    first = pane.feed()
    with qtbot.waitSignal(pane.loaded, timeout=20_000):
        pane.open(WorkerSource(make_paper(3), "other.pdf"), document="cd" * 32)
    assert pane.unit_count() == 3
    assert first.join(20)
    qtbot.waitUntil(lambda: all(pane.is_read(unit) for unit in range(3)), timeout=20_000)
    assert "Chapter of page 2" in pane.text(1)


def test_that_a_reader_without_eyes_hears_the_page(pages_pane, paper) -> None:
    from PySide6.QtGui import QAccessible

    pane = pages_pane(paper)
    heard = QAccessible.queryAccessibleInterface(pane)
    assert heard.role() == QAccessible.Role.Document
    assert "Visits are recorded late" in heard.text(QAccessible.Text.Value)
    assert heard.text(QAccessible.Text.Name) == "Self-evaluation"
    assert "Page 1 of 12" in heard.text(QAccessible.Text.Description)


def test_that_a_long_published_report_opens_without_stopping_the_window(qtbot, real_data) -> None:
    file = real_data / "documents" / "west_sussex_jsna" / "needs_assessment_of_vulnerable_and_looked_after_children___full_report.pdf"
    if not file.exists():
        pytest.skip("the report is not among the real files")
    pane = PagesPane()
    qtbot.addWidget(pane)
    pane.resize(800, 470)
    pane.show()
    qtbot.waitExposed(pane)
    stalls = []
    crowded = hasattr(os, "getloadavg") and os.getloadavg()[0] > (os.cpu_count() or 1)
    dog = Watchdog(stalls.append, limit_seconds=0.4 if crowded else 0.1)  # a machine with other work stops us by itself
    dog.start()
    with qtbot.waitSignal(pane.loaded, timeout=30_000):
        pane.open(WorkerSource(file.read_bytes(), file.name), document=SHA)
    qtbot.waitUntil(lambda: has_pixels(pane, 0), timeout=30_000)
    for page in (40, 132, 62):
        pane.go_to(page)
        qtbot.waitUntil(lambda page=page: has_pixels(pane, page - 1), timeout=30_000)
    qtbot.waitUntil(lambda: all(pane.is_read(unit) for unit in range(132)), timeout=60_000)
    dog.stop()
    feed = pane.feed()
    pane.close_document()
    assert feed.join(20)
    ours = [stall for stall in stalls if "wmpeer" in stall.stack.splitlines()[-2]]
    assert not ours, ours[0].stack


def test_that_a_page_at_four_hundred_per_cent_is_sharp_where_it_is_seen_in_bounded_memory(qtbot, pages_pane, paper) -> None:
    pane = pages_pane(paper, size=(1400, 700))
    pane.set_zoom(400)
    assert pane.in_tiles(0)
    sharpest = pane.sharp_scale(0)
    bar = pane.verticalScrollBar()
    for share in (0.0, 0.13, 0.37, 0.61, 1.0):
        bar.setValue(round(bar.maximum() * share))
        qtbot.waitUntil(lambda: not any(map(pane.lacks, pane.visible_units())), timeout=20_000)
        for unit in pane.visible_units():
            for tile in pane.tiles_on_view(unit):
                scale, image = pane._tiles.get((unit, tile))
                assert scale == pytest.approx(sharpest, rel=0.5)
                assert (image.width(), image.height()) == tile[2:]
        assert pane._cache.bytes + pane._tiles.bytes <= 2 * CACHE_BYTES
        assert not pane.viewport().grab().isNull()


def test_that_tiles_stand_where_the_whole_page_would(qtbot, pages_pane, paper) -> None:
    """The same part of a page, in tiles and in one piece, differs by no more than the smoothing of an edge."""
    pane = pages_pane(paper, size=(900, 600))
    pane.set_zoom(400)
    pane.verticalScrollBar().setValue(600)
    qtbot.waitUntil(lambda: not any(map(pane.lacks, pane.visible_units())), timeout=20_000)
    tiled = pane.viewport().grab().toImage()
    scale = pane.sharp_scale(0)
    feed, source = pane.feed(), WorkerSource(paper, "paper.pdf")
    assert feed is not None
    source.open()
    whole = image_of(source.render(1, scale))
    source.close()
    left, top = pane.device_corner(0)
    body = pane.body().toRect()
    alike = total = 0
    for x in range(body.left() + 5, body.right() - 5, 7):
        for y in range(5, body.bottom() - 5, 7):
            total += 1
            alike += tiled.pixelColor(x, y).lightness() // 32 == whole.pixelColor(x - left, y - top).lightness() // 32
    assert alike / total > 0.99


def test_that_o_goes_round_marks_that_lie_over_one_another_and_shift_o_lists_them(qtbot, pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    with qtbot.waitSignal(pane.refused) as told:
        qtbot.keyClick(pane, "o")
    assert told.args[0].code == "no-marks-here"
    start = read_paper.text.index("recorded")
    anchors = [anchor_of(read_paper.text, start + n, start + n + 12) for n in range(5)]
    alone = mark_of(read_paper.text, "plans are written", "alone")
    part = Mark("part", "question", Anchor(""), page=1, box=(10.0, 60.0, 20.0, 10.0))
    pane.set_marks([*(Mark(f"m{n}", "concern", anchor, "", f"Finding {n}") for n, anchor in enumerate(anchors)), alone, part])
    seen = []
    pane.mark_activated.connect(seen.append)
    for _ in range(6):
        qtbot.keyClick(pane, "o")
    assert seen == ["m0", "m1", "m2", "m3", "m4", "m0"]
    assert pane.margins._place() == "1 of 5, O: next"
    qtbot.keyClick(pane, "o", Qt.KeyboardModifier.ShiftModifier)
    crowd = pane.findChild(Crowd)
    assert (crowd.count(), crowd.currentRow()) == (5, 0)
    qtbot.keyClick(crowd, Qt.Key.Key_Down)
    qtbot.keyClick(crowd, Qt.Key.Key_Return)
    assert seen[-1] == "m1"
    for one in ("alone", "part"):
        pane.activate(one)
        qtbot.keyClick(pane, "o")
        assert pane.active_mark == one
        assert pane.margins._place() == ""


def test_that_the_stripe_of_an_area_stands_beside_a_clipped_part_and_not_above_it(qtbot, pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    pane.set_areas([Area("in-care", 3, "Children in care")])
    pane.set_marks([Mark("part", "concern", Anchor(""), "in-care", page=1, box=(10.0, 20.0, 20.0, 10.0))])
    pane.grab()
    page = pane.unit_rect(0)
    said = [pane.margins.tip_at(QPointF(33.0, page.top() + share / 100 * page.height())) for share in (5, 22, 28, 40)]
    assert said == ["", "3 Children in care", "3 Children in care", ""]


def test_that_o_goes_round_parts_of_a_page_together_with_the_words_they_lie_over(qtbot, pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    first, last = (pane._words[0].lines[line_at(pane._words[0].lines, pane.text(0).index(word))] for word in ("Visits", "Young"))
    size = pane._sizes[0]

    def part(name: str, above: float, below: float, left: float = 8.0, kind: str = "concern") -> Mark:
        return Mark(name, kind, Anchor(""), "", name, 1, (left, 100 * above / size.height, 40.0, 100 * (below - above) / size.height))

    words = mark_of(read_paper.text, "Visits are recorded", "words")
    lower = mark_of(read_paper.text, "Young people tell", "lower")
    table = part("table", first.top - 4, first.bottom + 4)
    around = part("around", first.top - 10, last.top - 4, kind=QUIET)
    apart = part("apart", last.bottom + 60, last.bottom + 120)
    pane.set_marks([lower, apart, around, words, table])
    seen = []
    pane.mark_activated.connect(seen.append)
    for _ in range(4):
        qtbot.keyClick(pane, "o")
    assert sorted(seen[:3]) == ["around", "table", "words"]
    assert seen[3] == seen[0]
    assert pane.margins._place().endswith("of 3, O: next")
    qtbot.keyClick(pane, "o", Qt.KeyboardModifier.ShiftModifier)
    crowd = pane.findChild(Crowd)
    assert crowd.count() == 3
    assert any("Private note" in crowd.item(row).text() for row in range(3))
    qtbot.keyClick(crowd, Qt.Key.Key_Escape)
    pane.active_mark = ""
    seen.clear()
    for _ in range(5):
        qtbot.keyClick(pane, "m")
    assert seen.index("words") < seen.index("lower") < seen.index("apart"), "M goes by place, also among parts"
    assert not pane.viewport().grab().isNull()


def test_that_a_click_in_a_part_of_a_page_opens_it_and_a_further_one_what_lies_under(qtbot, pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    words = mark_of(read_paper.text, "Visits are recorded", "words")
    pane.set_marks([words, *(Mark(f"part{n}", "concern", Anchor(""), page=1, box=(4.0, 4.0, 60.0, 40.0 + n)) for n in range(2))])
    seen = []
    pane.mark_activated.connect(seen.append)
    at = point_of(pane, 0, "recorded")
    for _ in range(4):
        QTest.mouseClick(pane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
        pane.pointer.forget_clicks()
    assert seen == ["words", "part0", "part1", "words"]
    beside = pane.mark_rect("part0").topLeft().toPoint() + QPoint(20, 20)
    pane.active_mark = ""
    QTest.mouseClick(pane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, beside)
    assert seen[-1] == "part0"


def test_that_a_part_of_a_page_is_shown_also_where_it_lies_far_to_the_side(qtbot, pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    pane.set_zoom(300)
    pane.set_marks([Mark("part", "concern", Anchor(""), page=9, box=(70.0, 60.0, 8.0, 5.0))])
    assert pane.show_mark("part")
    assert pane.body().contains(pane.mark_rect("part"))
    assert pane.flashed == "part"


def test_that_find_minds_case_and_whole_words_when_asked(qtbot, pages_pane, paper, read_paper) -> None:
    pane = pages_pane(paper, read_paper.passages)
    pane.open_find()
    bar = pane.finder

    def found(words: str) -> int:
        bar.field.setText(words)
        qtbot.waitUntil(lambda: not bar._work.isActive())
        return len(bar.hits)

    assert (found("visit"), found("VISITS")) == (12, 12)
    qtbot.keyClick(bar.field, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert bar.whole.isChecked()
    assert (found("visit"), found("visits")) == (0, 12)
    assert bar.count.text() == "1 of 12"
    QTest.mouseClick(bar.case, LEFT)
    assert (found("visits"), found("Visits")) == (0, 12)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "12 of 12"
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "1 of 12"
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert pane.hasFocus()


def test_that_a_rectangle_waited_for_is_said_and_an_arrow_sets_one(qtbot, pages_pane, paper) -> None:
    pane = pages_pane(paper)
    told = []
    pane.region_begun.connect(told.append)
    pane.arm_region()
    assert told[-1] is True
    QTest.mouseMove(pane.viewport(), QPoint(300, 200))
    assert pane.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    drag(pane, QPoint(20, 100), QPoint(200, 200))
    assert pane.chooser.range is None, "begun beside the page: nothing is chosen, and the rectangle is waited for still"
    assert pane.clipper.armed
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert told[-1] is False
    assert pane.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor
    pane.arm_region()
    qtbot.keyClick(pane, Qt.Key.Key_Right)
    assert pane.clipper.there
    assert not pane.clipper.armed
    assert told[-1] is True
    pane.drop_region()
    pane.arm_region()
    drag(pane, QPoint(200, 200), QPoint(203, 202))
    assert told[-1] is False, "a hand that trembled"
