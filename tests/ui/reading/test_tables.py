"""Columns of tables in flowing text: no word is torn while there is room, and every table is as wide as its text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from wmpeer.documents.layout import Cell
from wmpeer.ui.kit import fonts
from wmpeer.ui.reading.blocks import CELL_PADDING
from wmpeer.ui.reading.shapes import cells_of
from wmpeer.ui.reading.tables import column_edges


def edges_of(*rows: str, width: float = 500) -> list[float]:
    edges = column_edges([(row, cells_of(row)) for row in rows], width, fonts.reading(14))
    return [after - before for before, after in pairwise(edges)]


def test_that_no_word_is_torn_while_there_is_room(dressed: QApplication) -> None:
    long = "Words that go on and on until the line is full and another begins. " * 3
    wide = edges_of(f"Southgate | 81% | {long}", f"Haywards | 100% | {long}")
    metrics = QFontMetricsF(fonts.reading(14))
    for word, one in zip(("Southgate", "100%"), wide, strict=False):
        assert one >= metrics.horizontalAdvance(word) + 2 * CELL_PADDING
    assert wide[2] > wide[0] + wide[1]


def test_that_columns_of_the_same_words_are_of_the_same_width(dressed: QApplication) -> None:
    wide = edges_of("True | True | True")
    assert max(wide) - min(wide) < 0.01


def test_that_a_cell_over_columns_asks_for_nothing_where_others_stand_alone(dressed: QApplication) -> None:
    head = "A heading that is very long indeed and stands over both"
    with_head = column_edges([(head, [Cell(0, len(head), 0, 2)]), ("a | b", cells_of("a | b"))], 400, fonts.reading(14))
    assert with_head == column_edges([("a | b", cells_of("a | b"))], 400, fonts.reading(14))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("ab |ŵ", min_size=1, max_size=60), min_size=1, max_size=6), st.floats(60, 900))
def test_that_any_table_is_as_wide_as_the_text(qapp: QApplication, rows: list[str], width: float) -> None:
    wide = edges_of(*rows, width=width)
    assert abs(sum(wide) - width) < 0.01 and min(wide) > 0
