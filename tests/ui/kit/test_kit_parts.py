"""Parts of pages: sheets over the window, folding sections, forms, numbered steps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QVBoxLayout, QWidget

from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.confirm import Sheet
from wmpeer.ui.kit.fields import DateField, Field, TextArea, TextField
from wmpeer.ui.kit.parts import Fold, Form, NumberMark, ScrollPage, Step, Steps, ToolRow


@pytest.fixture
def window(dressed, qtbot):
    made = QMainWindow()
    page = QWidget()
    column = QVBoxLayout(page)

    def add(widget: QWidget) -> None:
        column.addWidget(widget)
        widget.show()

    made.add = add
    made.setCentralWidget(page)
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_that_a_sheet_stays_open_until_what_it_asked_for_worked(window, qtbot) -> None:
    start = Button("Start a cycle")
    window.add(start)
    start.setFocus()
    form, name = Form(), TextField(name="cycle-name")
    field = Field("Name of the cycle", name)
    form.add(field)
    sheet = Sheet(window, "Start a cycle", form, "Start cycle", text="People come from the last one.")
    asked: list[str] = []

    def accepted() -> None:
        asked.append(name.text())
        field.set_error("" if name.text() else "Give it a name.")
        if name.text():
            sheet.close_layer()

    sheet.accepted.connect(accepted)
    sheet.open(name)
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert field.error() == "Give it a name." and sheet.isVisible() and not start.isEnabled()
    qtbot.keyClicks(name, "Hydref 2026")
    qtbot.mouseClick(sheet.yes, Qt.MouseButton.LeftButton)
    assert asked == ["", "Hydref 2026"] and start.isEnabled() and start.hasFocus()


def test_that_escape_declines_a_sheet_once(window, qtbot) -> None:
    sheet = Sheet(window, "Start a cycle", Form(), "Start cycle")
    declined: list[bool] = []
    sheet.declined.connect(lambda: declined.append(True))
    sheet.open(sheet.no)
    qtbot.keyClick(sheet.no, Qt.Key.Key_Escape)
    assert declined == [True]


def test_that_a_long_sheet_scrolls_inside_a_low_window(window) -> None:
    form = Form()
    for n in range(20):
        form.add(Field(f"Field {n}", TextField()))
    window.resize(683, 384)
    sheet = Sheet(window, "Many fields", form, "Keep")
    sheet.open(sheet.yes)
    assert sheet.card.height() <= 384 and sheet.rect().contains(sheet.card.geometry())
    sheet.close_layer()


def test_that_a_section_folds_by_key_and_says_so(window, qtbot) -> None:
    fold = Fold("Data for this area", QLabel("body"), note="12 indicators", name="data")
    window.add(fold)
    folded: list[bool] = []
    fold.folded.connect(folded.append)
    head = fold.findChild(QWidget, "data-head")
    head.setFocus()
    qtbot.keyClick(head, Qt.Key.Key_Space)
    assert folded == [True] and not fold.body.isVisible() and not fold.is_open()
    assert head.accessibleName() == "Data for this area, 12 indicators, folded"
    fold.set_open(True)
    assert fold.body.isVisible()
    fold.set_note("12 indicators, 2 flagged")
    assert head.accessibleName().endswith("2 flagged, open")
    fold.grab()


def test_that_steps_tell_their_word_and_whether_they_are_done(window, qtbot) -> None:
    steps = Steps(label="Areas", name="areas")
    window.add(steps)
    steps.set_steps([Step("leaders", 1, "Leaders", done=True), Step("in-care", 3, "Children in care")], "in-care")
    chosen: list[str] = []
    steps.chosen.connect(chosen.append)
    qtbot.mouseClick(steps.step("leaders"), Qt.MouseButton.LeftButton)
    assert chosen == ["leaders"] and steps.step("leaders").accessibleName() == "1, Leaders, done"
    steps.step("in-care").setFocus()
    steps.set_steps([Step("leaders", 1, "Leaders", done=True), Step("in-care", 3, "Children in care", done=True)], "in-care")
    assert steps.step("in-care").hasFocus() and chosen == ["leaders"]
    steps.grab()


def test_that_fields_keep_their_own_width_and_stand_at_the_left(window, qtbot) -> None:
    form, day, words = Form("Concern", "Seen by few."), DateField(), TextArea()
    form.add(Field("When?", day), Field("What?", words))
    form.add_foot(Button("Keep concern", "main"), note="Esc leaves.")
    page = ScrollPage(form, widest=616)
    window.add(ToolRow(QLabel("Concern"), None, Button("Numbers", "quiet", "table", key="T")))
    window.add(NumberMark(3))
    window.add(page)
    qtbot.waitUntil(lambda: form.width() == words.width() == 616)
    assert day.x() == 0 and day.width() == 190
    window.grab()


def test_that_a_button_with_a_menu_makes_room_for_its_caret(window) -> None:
    button = Button("Export", "plain", "export", key="E")
    before = button.sizeHint().width()
    menu = QMenu(button)
    button.setMenu(menu)
    window.add(button)
    assert button.sizeHint().width() > before
    button.grab()
