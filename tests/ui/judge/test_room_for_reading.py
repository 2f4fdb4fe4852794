"""Room for the page: narrow margins, the outline over the text, two texts without the card, data as high as somebody dragged them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.judge.conftest import ASHCOMBE, Evening
from wmpeer.documents.changes import Comparison, Fate, PassageChange
from wmpeer.documents.records import Passage
from wmpeer.settings import Settings
from wmpeer.ui.judge.clips import ClipStrip
from wmpeer.ui.judge.strip import DataStrip
from wmpeer.ui.kit.fields import Choice
from wmpeer.ui.kit.sizes import sizes
from wmpeer.ui.reading.standing import FULL, ICONS
from wmpeer.ui.versions.words import change_counts


@pytest.fixture
def reading(evening: Evening) -> Evening:
    evening.go(ASHCOMBE)
    pane = evening.screen.reader.pages_pane
    evening.until(lambda: pane.unit_count() and all(map(pane.is_read, pane.visible_units())))
    pane.setFocus()
    return evening


def test_that_an_enlarged_page_has_the_room_of_the_notes(reading: Evening) -> None:
    pane = reading.screen.reader.pages_pane
    pane.set_zoom(400)
    assert pane.gutters() in (ICONS, (36.0, 40.0))
    assert pane.body().width() >= pane.viewport().width() - sum(ICONS)
    pane.set_zoom(100)
    assert (pane.gutters() == FULL) == (pane.viewport().width() - sum(FULL) >= 1.3 * pane._usual)


def test_that_the_outline_lies_over_a_text_that_needs_its_width(reading: Evening) -> None:
    reader, pane = reading.screen.reader, reading.screen.reader.pages_pane
    before = pane.width()
    reading.press("g")
    assert reader.contents.isVisible()
    assert (pane.width() == before) == (reader.width() < 1000)
    reading.press(Qt.Key.Key_Escape)
    assert not reader.contents.isVisible()


def test_that_two_texts_push_the_card_aside_and_one_brings_it_back(reading: Evening) -> None:
    screen, reader = reading.screen, reading.screen.reader
    card = screen.splitter.sizes()[1]
    screen.make_way(True)
    narrow = screen.splitter.sizes()[1] == 0
    assert narrow == (screen.width() - card < 1000 + screen.splitter.handleWidth())
    screen.make_way(False)
    assert screen.splitter.sizes()[1] == card
    assert reader.isVisible()


def test_that_the_data_stay_as_high_as_they_were_dragged(reading: Evening) -> None:
    screen = reading.screen
    screen.strip.fold.set_open(True)
    wanted = screen.strip.minimumHeight() + 31
    kept: dict[str, int] = {}
    sizes().install(Settings(), lambda **changes: kept.update(changes))
    whole = screen.drawer.height()
    screen.drawer.setSizes([whole - wanted, wanted])
    screen.drawer.splitterMoved.emit(whole - wanted, 1)
    assert kept == {"data_height": screen.strip.height()}
    screen.strip.fold.set_open(False)
    assert screen.strip.height() <= 80 or screen.strip.maximumHeight() <= 80
    screen.strip.fold.set_open(True)
    reading.until(lambda: screen.strip.height() == kept["data_height"])
    sizes().install(Settings(), lambda **_changes: None)


def test_that_of_132_means_the_page_field(reading: Evening) -> None:
    tools = reading.screen.reader.tools
    assert tools.page.toolTip() == "Go to a page"
    QTest.mouseClick(tools.pages, Qt.MouseButton.LeftButton)
    assert tools.page.hasFocus()
    assert tools.page.selectedText() == tools.page.text()


def test_that_no_grade_is_cut_in_a_field_or_its_list(qtbot, dressed) -> None:
    field = Choice(hint="not said yet")
    qtbot.addWidget(field)
    field.set_options([("good", "Good"), ("ri", "Requires improvement")], "ri")
    assert field.sizeHint().width() >= field.fontMetrics().horizontalAdvance("Requires improvement") + 40


def test_that_a_part_just_clipped_is_seen_small_in_the_editor(qtbot, dressed) -> None:
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage

    image, buffer = QImage(40, 20, QImage.Format.Format_RGB32), QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    strip = ClipStrip()
    qtbot.addWidget(strip)
    strip.know("a", bytes(buffer.data()))
    asked: list[str] = []
    strip.show_images(("a", "b"), lambda sha, _then: asked.append(sha))
    assert (len(strip.pictures()), asked) == (1, ["b"])


def test_that_moved_and_changed_passages_count_as_changed() -> None:
    def one(number: int) -> Passage:
        return Passage(number, "paragraph", f"words {number}", 1, "", 0, 0)

    moved = PassageChange(Fate.MOVED, one(1), one(2), 0.8)
    plain = PassageChange(Fate.MOVED, one(3), one(4))
    same = PassageChange(Fate.SAME, one(5), one(5))
    both = change_counts(Comparison((moved, plain, same)))
    assert both == "Passages: 1 changed, none added, none removed, 2 moved, 1 of them changed as well; 1 is the same."
    assert change_counts(Comparison((moved, same))) == "Passages: 1 changed, none added, none removed, 1 moved and changed; 1 is the same."


def test_that_a_strip_without_rows_is_open_or_folded(qtbot, dressed) -> None:
    strip = DataStrip()
    qtbot.addWidget(strip)
    strip.fold.set_open(False)
    assert strip.opened() == ""
    strip.claims.fold.set_open(True)
    assert strip.opened() == "claims_height"
