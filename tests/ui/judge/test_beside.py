"""A second place, or a second document, beside the first."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.judge.conftest import ASHCOMBE, Evening


def open_beside(evening: Evening) -> None:
    evening.go(ASHCOMBE)
    reader = evening.screen.reader
    evening.until(lambda: reader.pane.unit_count() and reader.pane.is_read(0))
    reader.pane.setFocus()
    evening.press("b")
    evening.until(lambda: reader.beside.isVisible() and reader.beside.pane.unit_count() and reader.beside.pane.is_read(0))


def test_that_b_opens_a_second_place_with_its_own_position_and_closes_it_again(evening: Evening) -> None:
    open_beside(evening)
    reader = evening.screen.reader
    first, second = reader.pane, reader.beside.pane
    assert reader.beside.sha256 == reader.sha256
    evening.until(lambda: second.hasFocus())
    second.verticalScrollBar().setValue(second.verticalScrollBar().maximum())
    assert first.verticalScrollBar().value() == 0
    evening.press("b", second)
    assert not reader.beside.isVisible()
    evening.until(first.hasFocus)


def test_that_words_of_the_second_side_are_marked_and_the_mark_stands_on_both(evening: Evening) -> None:
    open_beside(evening)
    reader = evening.screen.reader
    second = reader.beside.pane
    evening.press(Qt.Key.Key_F7, second)
    evening.press(Qt.Key.Key_Down, second)
    evening.press(Qt.Key.Key_End, second, Qt.KeyboardModifier.ShiftModifier)
    evening.press("q", second)
    evening.until(lambda: evening.sees("finding-editor"))
    evening.screen.editor.text.setPlainText("Why two places?")
    evening.press(Qt.Key.Key_Return, evening.screen.editor.text, Qt.KeyboardModifier.ControlModifier)
    evening.until(lambda: evening.findings())
    evening.until(lambda: len(reader.pane.marks) == 1 and len(second.marks) == 1)


def test_that_another_document_stands_beside_and_goes_with_its_authority(evening: Evening) -> None:
    open_beside(evening)
    reader = evening.screen.reader
    other = next(one.sha256 for one in evening.screen.standing.documents if one.sha256 != reader.sha256)
    reader.beside.document_wanted.emit(other)
    evening.until(lambda: reader.beside.sha256 == other and reader.beside.pane.unit_count())
    assert reader.sha256 != other
    evening.go("X08000009")
    assert not reader.beside.isVisible()
