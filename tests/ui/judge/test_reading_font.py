"""An evening in a font of one's own: from the tool row, by key, on both sides and on the card."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.judge.conftest import ASHCOMBE, Evening
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.readingfont import MENU
from wmpeer.ui.kit.theme import theme

KELSBOROUGH = "X08000009"
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _as_made(dressed: QApplication) -> Iterator[None]:
    yield
    theme().set_reading_family("")


def menu_of(evening: Evening) -> QMenu:
    evening.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert menu.objectName() == MENU
    return menu


def families(pane: object) -> set[str]:
    return {fonts.family_in_use(run.layout.font()) for unit in pane.visible_units() for run in pane._block(unit).runs}


def test_that_ctrl_shift_f_chooses_the_font_of_both_sides_at_once_and_keeps_it(evening: Evening) -> None:
    evening.go(KELSBOROUGH)
    reader = evening.screen.reader
    pane = reader.pane
    pane.setFocus()
    evening.press("b")
    evening.until(lambda: reader.has_beside() and reader.beside.pane.unit_count())
    pane.setFocus()
    pane.go_to(12)
    pane.viewport().grab()
    unit = pane.visible_units().start + 1
    assert families(pane) == {"Noto Serif"}
    evening.press(Qt.Key.Key_F, pane, CTRL_SHIFT)
    menu = menu_of(evening)
    evening.press(Qt.Key.Key_Down, menu)
    evening.press(Qt.Key.Key_Return, menu)
    for side in (pane, reader.beside.pane):
        side.viewport().grab()
        assert families(side) == {"Inter"}
    assert unit in pane.visible_units()  # the place is kept
    assert evening.frame.settings.reading_font == "Inter"


def test_that_the_tool_row_offers_the_font_beside_the_size_and_words_are_marked_as_before(evening: Evening) -> None:
    evening.go(KELSBOROUGH)
    evening.click("reading-font")
    menu_of(evening).actions()[1].trigger()
    QApplication.activePopupWidget().close()
    pane = evening.screen.reader.pane
    words = pane.text(3)[:24].strip()
    evening.choose_words(words)
    evening.press("s", pane)
    evening.press("Said plainly", evening.find("finding-text"))
    evening.click("finding-keep")
    evening.until(lambda: evening.findings(KELSBOROUGH))
    assert evening.findings(KELSBOROUGH)[0].quotes[0].quote == words


def test_that_the_quote_of_a_finding_being_written_is_in_the_reading_font(evening: Evening) -> None:
    evening.go(KELSBOROUGH)
    pane = evening.screen.reader.pane
    evening.choose_words(pane.text(3)[:24].strip())
    evening.press("q", pane)
    evening.until(lambda: evening.sees("finding-editor"))
    theme().set_reading_family("Inter")
    from wmpeer.ui.kit.labels import Quote

    quotes = [one for one in evening.frame.findChildren(Quote) if one.isVisible() and one.text()]
    assert quotes and {fonts.family_in_use(one.font()) for one in quotes} == {"Inter"}


def test_that_the_font_is_among_the_keys_that_f1_lists(evening: Evening) -> None:
    evening.go(ASHCOMBE)
    from wmpeer.ui.keys import key_groups

    lines = [line for group in key_groups(evening.frame) for line in group.lines]
    assert ("Ctrl+Shift+F",) in [line.keys for line in lines]


def test_that_a_low_window_offers_the_font_at_its_foot(evening: Evening) -> None:
    evening.go(KELSBOROUGH)
    evening.frame.resize(683, 384)
    evening.until(lambda: evening.screen.reader.marking.more.isVisible())
    evening.screen.reader.marking.more.click()
    evening.until(lambda: QApplication.activePopupWidget() is not None)
    foot = QApplication.activePopupWidget()
    next(action for action in foot.actions() if action.text().startswith("Reading font")).trigger()
    foot.close()
    assert len(menu_of(evening).actions()) >= 2
    QApplication.activePopupWidget().close()
