"""Dragging takes whole words and numbers; Shift single letters. One finding has one mark in the margin."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.reading.test_pages import LEFT, point_of
from wmpeer.ui.reading.chooser import Chooser, Grain
from wmpeer.ui.reading.lanes import Lying
from wmpeer.ui.reading.margins import _first_of_each
from wmpeer.ui.reading.records import Place
from wmpeer.ui.reading.words import whole_word

PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class Plain:
    """One unit without lines."""

    def __init__(self, text: str) -> None:
        self._text = text

    def unit_count(self) -> int:
        return 1

    def text(self, unit: int) -> str:
        return self._text

    def lines(self, unit: int) -> tuple[()]:
        return ()


@pytest.mark.parametrize(
    ("text", "inside", "word"),
    [
        ("in localities. Despite", "calit", "localities"),
        ("came to 3,495,048 in all", "495", "3,495,048"),
        ("rose by 18.5% since", ".5", "18.5%"),
        ("in 2024-25, as", "4-2", "2024-25"),
        ("children’s homes", "’s", "children’s"),
        ("a develop-\r\nment of", "ment", "develop-\r\nment"),
        ("a develop\x02\r\nment of", "elop", "develop\x02\r\nment"),
        ("cost £12.50 each", "2.5", "£12.50"),
    ],
)
def test_that_a_place_in_a_word_means_the_word(text: str, inside: str, word: str) -> None:
    start, end = whole_word(text, text.index(inside) + 1)
    assert text[start:end] == word


@pytest.mark.parametrize("offset", [0, 3, 4, 13])
def test_that_a_place_between_words_means_none(offset: int) -> None:
    assert whole_word("The localities. Despite", offset if offset < 13 else 14) == ((offset, offset) if offset < 13 else (14, 14))


@pytest.mark.parametrize("backwards", [False, True])
def test_that_a_drag_from_word_to_word_chooses_both_whole(backwards: bool) -> None:
    text = "All localities. Despite this, it fell."
    chooser = Chooser(Plain(text))  # type: ignore[arg-type]
    places = [Place(0, text.index("calities")), Place(0, text.index("spite") + 2)]
    first, last = reversed(places) if backwards else places
    chooser.press(first)
    chooser.drag(last)
    assert chooser.span_in(0) == (text.index("localities"), text.index(" this"))
    chooser.drag(last, letters=True)
    assert chooser.span_in(0) == (places[0].offset, places[1].offset)
    chooser.drag(first)
    assert chooser.range is None
    chooser.press(places[0], Grain.WORD)
    assert chooser.span_in(0) == (4, 14)


@pytest.mark.parametrize(("modifier", "wanted"), [(PLAIN, "recorded late"), (SHIFT, "corded lat")])
def test_that_shift_in_a_drag_takes_single_letters(pages_pane, paper, read_paper, modifier, wanted) -> None:
    pane = pages_pane(paper, read_paper.passages)
    pane.go_to(2)
    view, first, last = pane.viewport(), point_of(pane, 1, "corded late"), point_of(pane, 1, "corded lat", end=True)
    QTest.mousePress(view, LEFT, PLAIN, first)
    moved = QMouseEvent(QEvent.Type.MouseMove, last.toPointF(), view.mapToGlobal(last).toPointF(), LEFT, LEFT, modifier)
    QApplication.sendEvent(view, moved)
    QTest.mouseRelease(view, LEFT, modifier, last)
    assert pane.chosen_words() == wanted


def test_that_a_mark_of_many_stretches_stands_once_in_the_margin() -> None:
    cells = [Lying("a", "strength", at, at + 5) for at in (40, 10, 70)] + [Lying("b", "question", 12, 20)]
    assert [(one.id, one.start) for one in _first_of_each(cells)] == [("a", 10), ("b", 12)]
