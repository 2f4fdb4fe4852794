"""Widgets by keyboard, by name, and as painted."""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QScrollArea, QVBoxLayout, QWidget

from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.chips import Bar, Chip, KindMark, StateLabel
from wmpeer.ui.kit.confirm import confirm
from wmpeer.ui.kit.empty import DropStrip, EmptyState
from wmpeer.ui.kit.fields import Choice, DateField, Field, TextArea, TextField, Tick
from wmpeer.ui.kit.focus import FocusRing
from wmpeer.ui.kit.levels import Level, LevelPicker
from wmpeer.ui.kit.lists import Line, RecordList
from wmpeer.ui.kit.message import Message, MessageBar
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.kit.splitter import Splitter
from wmpeer.ui.kit.table import Table
from wmpeer.ui.kit.theme import theme

LEVELS = (
    Level("outstanding", "Outstanding", "Permanence is early and lasts.", "1"),
    Level("good", "Good", "Plans are timely and matched to need; drift is noticed and acted on, and most children live near home.", "2"),
    Level("not-enough-evidence", "Not enough evidence", "", "0"),
)
COLUMNS = (
    Column("Authority", lambda r: Cell(r[0], weight=600), width=120, stretch=True),
    Column("Rate", lambda r: Cell("–" if r[1] is None else f"{r[1]:.1f}"), unit="%", number=True, width=80, sort=lambda r: r[1]),
    Column("Letter", lambda r: r[2], width=120, drop=1),
    Column("Plan", lambda r: "—", width=120, drop=2, sort=None),
)
ROWS = [("Walsall", 24.5, "Issued"), ("Coventry", None, "Held"), ("Dudley", 9.0, ""), ("Solihull", 19.6, "Drafting")]


@pytest.fixture
def shown(dressed, qtbot):
    """Show a widget in an active window of its own and give it back."""
    windows: list[QMainWindow] = []

    def show(widget: QWidget, width: int = 600, height: int = 400):
        window = QMainWindow()
        windows.append(window)
        page = QWidget()
        QVBoxLayout(page).addWidget(widget)
        window.setCentralWidget(page)
        window.resize(width, height)
        qtbot.addWidget(window)
        window.ring = FocusRing(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return widget

    yield show
    windows.clear()


def test_that_no_reference_to_none_is_lost_by_calls_that_return_nothing(dressed) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one at each call, and the process dies some thousand calls later."""
    label, picture, pen = QLabel(), QPixmap(20, 20), QPen()
    gc.collect()
    before = sys.getrefcount(None)
    for n in range(400):
        label.setText("words")
        with QPainter(picture) as painter:
            painter.setPen(pen)
            painter.drawLine(0, 0, n % 20, 5)
            painter.fillRect(0, 0, 2, 2, Qt.GlobalColor.red)
    gc.collect()
    assert abs(sys.getrefcount(None) - before) < 100


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_that_everything_paints_in_both_palettes(shown, mode) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    bar = Bar("Read", "question")
    bar.set(62, 132)
    picker = LevelPicker(LEVELS)
    picker.set_value("good")
    widgets = [
        Button("Hand in", "main"),
        Button("Chase list", "plain", "printer", key="L"),
        Button("Open in Data", "quiet"),
        Button("Erase", "danger", "trash"),
        Button("Keep mine", "dense"),
        IconButton("list", "Outline"),
        Chip("alert"),
        Chip("question", "page 62", jumps=True),
        KindMark("offer"),
        StateLabel("late"),
        bar,
        picker,
        Tick("Ticked", ticked=True),
        Choice([("a", "One")]),
        Segmented([("a", "Low"), ("b", "High")], value="a"),
        EmptyState("file-arrow-down", "Nothing yet", "Drop it here.", [("Choose", "folder-open", list)], drops=True),
        DropStrip("Drop.", "It is read here."),
    ]
    for widget in widgets:
        column.addWidget(widget)
    shown(page, 700, 900)
    theme().set_mode(mode)
    image = page.grab().toImage()
    assert len({image.pixelColor(x, y).rgb() for x in range(0, 700, 5) for y in range(0, 900, 5)}) > 12
    theme().set_mode("light")


def test_that_a_chip_says_its_kind_even_where_it_shows_other_words(dressed, qtbot) -> None:
    chip = Chip("question", "page 62")
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "Question: page 62"
    assert chip.focusPolicy() == Qt.FocusPolicy.NoFocus


class TestSegments:
    def test_that_nothing_is_chosen_until_a_person_chooses(self, shown, qtbot) -> None:
        one = shown(Segmented([("low", "Low"), ("medium", "Medium"), ("high", "High")], label="Confidence", name="confidence"))
        sent: list[str] = []
        one.chosen.connect(sent.append)
        assert one.value() == ""
        qtbot.mouseClick(one.segment("medium"), Qt.MouseButton.LeftButton)
        assert one.value() == "medium" and sent == ["medium"]
        one.set_value("high")
        assert sent == ["medium"]

    def test_that_the_arrow_keys_show_where_they_are_before_they_choose(self, shown, qtbot) -> None:
        one = shown(Segmented([("in", "Take in"), ("out", "Hand out")], value="in"))
        out = one.segment("out")
        qtbot.waitUntil(one.window().isActiveWindow)
        before = out.grab().toImage()
        out.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(out.hasFocus)
        assert out.grab().toImage() != before and one.value() == "in"

    def test_that_arrow_keys_choose_and_delete_clears(self, shown, qtbot) -> None:
        one = shown(Segmented([("low", "Low"), ("medium", "Medium"), ("high", "High")], value="low", clearable=True))
        sent: list[str] = []
        one.chosen.connect(sent.append)
        one.segment("low").setFocus()
        qtbot.keyClick(one.segment("low"), Qt.Key.Key_Right)
        assert one.value() == "medium"
        qtbot.keyClick(one.segment("medium"), Qt.Key.Key_Delete)
        assert one.value() == "" and sent[-1] == ""

    def test_that_other_words_keep_the_choice(self, shown) -> None:
        one = shown(Segmented([("all", "All 14"), ("late", "Late 2")], value="late"))
        one.set_options([("all", "All 14"), ("late", "Late 3")])
        assert one.value() == "late" and one.segment("late").text() == "Late 3"
        one.set_options([("x", "X"), ("late", "Late")])
        assert one.value() == "late"


class TestLevels:
    def test_that_a_digit_chooses_and_delete_takes_it_back(self, shown, qtbot) -> None:
        picker = shown(LevelPicker(LEVELS, label="My view", name="view"))
        sent: list[str] = []
        picker.chosen.connect(sent.append)
        assert picker.value() == ""
        picker.row("outstanding").setFocus()
        qtbot.keyClick(picker.row("outstanding"), "2")
        assert picker.value() == "good" and picker.row("good").hasFocus()
        qtbot.keyClick(picker.row("good"), Qt.Key.Key_Delete)
        assert picker.value() == "" and sent == ["good", ""]
        assert picker.choose("7") is False

    @pytest.mark.parametrize("compact", [False, True])
    def test_that_nothing_moves_when_a_level_is_chosen(self, shown, compact) -> None:
        picker = shown(LevelPicker(LEVELS), width=320)
        picker.set_compact(compact)
        before = (picker.height(), [picker.row(level.key).geometry() for level in LEVELS])
        for level in LEVELS:
            picker.set_value(level.key)
            assert (picker.height(), [picker.row(one.key).geometry() for one in LEVELS]) == before

    def test_that_each_level_shows_all_of_its_descriptor(self, shown) -> None:
        picker = shown(LevelPicker(LEVELS), width=320)
        heights = [picker.row(level.key).height() for level in LEVELS]
        assert heights[1] > heights[0] > heights[2]
        assert picker.height() == sum(heights) + 2

    def test_that_in_a_short_room_the_descriptor_of_the_focused_or_chosen_level_stands_below(self, shown) -> None:
        picker = shown(LevelPicker(LEVELS), width=320)
        wide = picker.height()
        picker.set_compact(True)
        assert picker.height() < wide
        for level in LEVELS:
            picker.row(level.key).setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)  # wherever another test has left the pointer
        picker.set_value("outstanding")
        assert picker.told() == LEVELS[0].descriptor
        picker.row("good").setFocus()
        assert picker.told() == LEVELS[1].descriptor

    def test_that_arrows_go_from_level_to_level_and_choose_none(self, shown, qtbot) -> None:
        picker = shown(LevelPicker(LEVELS, label="My view", name="view"))
        sent: list[str] = []
        picker.chosen.connect(sent.append)
        picker.row("outstanding").setFocus()
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            qtbot.keyClick(picker.row("outstanding"), key)
        assert picker.row("good").hasFocus() and picker.value() == "" and sent == []
        qtbot.keyClick(picker.row("good"), Qt.Key.Key_Space)
        assert picker.value() == "good" and sent == ["good"]

    def test_that_descriptors_are_read_out(self, shown) -> None:
        picker = shown(LevelPicker(LEVELS))
        assert picker.row("good").accessibleDescription().startswith("Plans are timely")


class TestForms:
    def test_that_a_field_says_what_is_wrong_below_it_and_to_a_screen_reader(self, shown) -> None:
        day = DateField(today=lambda: date(2026, 10, 8), name="told")
        field = shown(Field("When was the director told?", day, "A letter cannot leave while this is empty."))
        field.set_error("Give the day, or choose “Not yet told”.")
        assert field.error().startswith("Give the day") and day.accessibleDescription() == field.error()
        assert day.property("wrong") is True
        field.set_error("")
        assert day.accessibleDescription() == "A letter cannot leave while this is empty."

    def test_that_a_date_is_written_out_when_the_field_is_left(self, shown, qtbot) -> None:
        day = shown(DateField(today=lambda: date(2026, 10, 8)))
        sent: list[object] = []
        day.day_changed.connect(sent.append)
        day.setFocus()
        qtbot.keyClicks(day, "9/10/26")
        qtbot.keyClick(day, Qt.Key.Key_Return)
        assert day.text() == "9 October 2026" and sent == [date(2026, 10, 9)]
        day.setText("31 Feb")
        assert day.is_wrong() and day.day() is None

    def test_that_text_grows_up_to_its_limit(self, shown) -> None:
        area = shown(TextArea(rows=2, most=5), height=900)
        two = area.height()
        area.setPlainText("\n".join(str(n) for n in range(4)))
        four = area.height()
        area.setPlainText("\n".join(str(n) for n in range(40)))
        assert two < four < area.height() < four * 2

    def test_that_tab_leaves_a_text_area(self, shown, qtbot) -> None:
        page = QWidget()
        row = QVBoxLayout(page)
        area, after = TextArea(), TextField()
        row.addWidget(area)
        row.addWidget(after)
        shown(page)
        area.setFocus()
        qtbot.keyClick(area, Qt.Key.Key_Tab)
        assert after.hasFocus()

    def test_that_a_choice_has_no_value_until_one_is_chosen(self, shown, qtbot) -> None:
        choice = shown(Choice([("a", "Help and protection"), ("b", "In care")]))
        sent: list[str] = []
        choice.chosen.connect(sent.append)
        assert choice.value() == ""
        choice.setFocus()
        qtbot.keyClick(choice, Qt.Key.Key_Down)
        assert choice.value() == "a" and sent == ["a"]


class TestTable:
    def test_that_clicking_a_heading_sorts_twice_and_then_restores_the_order(self, shown, qtbot) -> None:
        table = shown(Table(COLUMNS, label="Authorities", key=lambda r: r[0], name="t"))
        table.set_records(ROWS)
        header = table.horizontalHeader()

        def names() -> list[str]:
            return [r[0] for r in table.records.records()]

        header.sort_by(1)
        assert names() == ["Dudley", "Solihull", "Walsall", "Coventry"]
        header.sort_by(1)
        assert names() == ["Walsall", "Solihull", "Dudley", "Coventry"]
        header.sort_by(1)
        assert names() == [r[0] for r in ROWS]
        header.sort_by(3)
        assert names() == [r[0] for r in ROWS]

    def test_that_headings_sort_by_key(self, shown, qtbot) -> None:
        table = shown(Table(COLUMNS, key=lambda r: r[0]))
        table.set_records(ROWS)
        header = table.horizontalHeader()
        header.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(header, Qt.Key.Key_Space)
        assert [r[0] for r in table.records.records()] == ["Coventry", "Dudley", "Solihull", "Walsall"]
        qtbot.keyClick(header, Qt.Key.Key_Escape)
        assert table.hasFocus()

    def test_that_the_chosen_row_stays_chosen_through_sorting_and_reloading(self, shown) -> None:
        table = shown(Table(COLUMNS, key=lambda r: r[0]))
        table.set_records(ROWS)
        sent: list[object] = []
        table.chosen.connect(sent.append)
        table.choose("Dudley")
        table.horizontalHeader().sort_by(0)
        assert table.current()[0] == "Dudley"
        table.set_records([("Dudley", 10.0, "Issued"), *ROWS[:2]])
        assert table.current() == ("Dudley", 10.0, "Issued") and len(sent) == 1

    def test_that_enter_opens_space_ticks_and_copy_gives_tabs(self, shown, qtbot, dressed) -> None:
        table = shown(Table(COLUMNS, key=lambda r: r[0], tickable=lambda r: r[2] != "Held"), width=900)
        table.set_records(ROWS)
        opened: list[object] = []
        table.opened.connect(opened.append)
        table.setFocus()
        table.choose("Walsall")
        qtbot.keyClick(table, Qt.Key.Key_Return)
        qtbot.keyClick(table, Qt.Key.Key_Space)
        qtbot.keyClick(table, Qt.Key.Key_Down)
        qtbot.keyClick(table, Qt.Key.Key_Space)
        assert opened == [ROWS[0]] and table.ticked() == [ROWS[0]]
        qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert dressed.clipboard().text() == "Authority\tRate (%)\tLetter\tPlan\nCoventry\t–\tHeld\t—\n"

    def test_that_dispensable_columns_go_where_there_is_no_room(self, shown) -> None:
        table = shown(Table(COLUMNS, key=lambda r: r[0]), width=370)
        table.set_records(ROWS)
        assert [table.isColumnHidden(at) for at in range(4)] == [False, False, False, True]
        assert table.horizontalScrollBar().maximum() == 0

    def test_that_a_cell_reads_out_its_heading(self, shown) -> None:
        table = shown(Table(COLUMNS, key=lambda r: r[0]))
        table.set_records(ROWS)
        assert table.records.data(table.records.index(1, 2), Qt.ItemDataRole.AccessibleTextRole) == "Letter: Held"
        table.grab()

    def test_that_an_empty_table_takes_focus_without_harm(self, shown, qtbot) -> None:
        table = shown(Table(COLUMNS))
        table.setFocus()
        qtbot.keyClick(table, Qt.Key.Key_Return)
        qtbot.keyClick(table, Qt.Key.Key_Down)
        assert table.current() is None

    @given(st.lists(st.tuples(st.text(max_size=5), st.none() | st.floats(-1e6, 1e6)), max_size=20), st.integers(0, 1), st.booleans())
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_that_sorting_keeps_every_record_and_puts_no_value_last(self, dressed, rows, column, downwards) -> None:
        from wmpeer.ui.kit.records import RecordModel

        records = [(name, value, at) for at, (name, value) in enumerate(rows)]
        model = RecordModel(COLUMNS[:2], key=lambda r: r[2])
        model.set_records(records)
        model.sort(column, Qt.SortOrder.DescendingOrder if downwards else Qt.SortOrder.AscendingOrder)
        assert sorted(model.records(), key=lambda r: r[2]) == records
        values = [r[1] for r in model.records()]
        if column == 1:
            present = [v for v in values if v is not None]
            assert values[: len(present)] == present == sorted(present, reverse=downwards)


class TestList:
    def test_that_lines_speak_in_whole(self) -> None:
        assert (
            Line("Second or later plans", "32.7 %", right="flag", kind="concern").words() == "Concern, Second or later plans, 32.7 %, flag"
        )

    def test_that_letters_stay_free_for_the_screen(self, shown, qtbot) -> None:
        heard: list[str] = []

        class Page(QWidget):
            def keyPressEvent(self, event):
                heard.append(event.text())

        page = Page()
        row = QHBoxLayout(page)
        rows = RecordList(lambda r: Line(r, "second", spark=(1, None, 2.0, 3.0)), label="Findings")
        row.addWidget(rows)
        shown(page)
        rows.set_records(["Ashcombe", "Brackenford"])
        rows.setFocus()
        qtbot.keyClick(rows, "u")
        assert heard == ["u"]
        qtbot.keyClick(rows, Qt.Key.Key_Down)
        assert rows.current() == "Brackenford"
        rows.grab()


class TestMessages:
    def test_that_a_message_offers_its_actions_and_closes(self, shown, qtbot) -> None:
        bar = shown(MessageBar())
        done: list[str] = []
        closed: list[bool] = []
        bar.closed.connect(lambda: closed.append(True))
        bar.show_message(
            Message("“A <b> & c.doc” was not taken in.", "Ask for a PDF.", "error", (("Copy the request", lambda: done.append("copied")),))
        )
        assert "&lt;b>" in bar.findChild(QLabel, "message-text").text()
        qtbot.mouseClick(bar.findChild(Button, "message-action-1"), Qt.MouseButton.LeftButton)
        qtbot.mouseClick(bar.findChild(IconButton, "message-close"), Qt.MouseButton.LeftButton)
        assert done == ["copied"] and closed == [True] and bar.isHidden()

    def test_that_a_long_message_grows_instead_of_being_cut(self, shown) -> None:
        bar = shown(MessageBar(), width=420)
        bar.show_message(Message("A fact that takes its time to be said. " * 4, "And what to do next, at length. " * 3))
        bar.resize(400, 44)
        assert bar.heightForWidth(400) > 80


class TestConfirm:
    def test_that_the_verb_does_it_and_the_focus_goes_back(self, shown, qtbot) -> None:
        start = shown(Button("Issue letter", name="issue"))
        start.setFocus()
        done: list[str] = []
        card = confirm(start, "Issue Harrowdale’s letter?", "It is locked as it stands.", "Issue letter", lambda: done.append("issued"))
        assert card.yes.hasFocus() and not start.isEnabled()
        qtbot.keyClick(card.yes, Qt.Key.Key_Tab)
        assert card.no.hasFocus()
        qtbot.keyClick(card.no, Qt.Key.Key_Tab)
        assert card.yes.hasFocus()
        qtbot.mouseClick(card.yes, Qt.MouseButton.LeftButton)
        assert done == ["issued"] and start.isEnabled() and start.hasFocus()

    def test_that_escape_is_not_now_and_danger_starts_there(self, shown, qtbot) -> None:
        start = shown(Button("Erase"))
        done: list[str] = []
        card = confirm(start, "Erase it?", "It cannot come back.", "Erase", lambda: done.append("gone"), danger=True)
        assert card.no.hasFocus()
        qtbot.keyClick(card.no, Qt.Key.Key_Escape)
        assert done == [] and start.isEnabled()


class TestFocusRing:
    def test_that_the_ring_stands_outside_buttons_and_on_the_edge_of_fields(self, shown, qtbot) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        button, field, few = Button("Hand in"), TextField(), Segmented([("a", "A"), ("b", "B")], value="a")
        for widget in (button, field, few):
            column.addWidget(widget)
        shown(page)
        ring = page.window().ring
        button.setFocus()
        assert (
            ring.size() == button.size().grownBy(ring.contentsMargins()) + (ring.size() - button.size())
            and ring.width() == button.width() + 6
        )
        field.setFocus()
        assert ring.size() == field.size()
        few.segment("a").setFocus()
        assert ring.target() is few
        field.setFocus()
        field.hide()
        assert ring.isHidden() or ring.target() is not field

    def test_that_the_ring_does_not_leave_a_scrolled_pane(self, shown) -> None:
        pane, inside = QScrollArea(), QWidget()
        column = QVBoxLayout(inside)
        buttons = [Button(f"Button {n}") for n in range(40)]
        for button in buttons:
            column.addWidget(button)
        pane.setWidget(inside)
        shown(pane, 300, 200)
        buttons[0].setFocus()
        ring = pane.window().ring
        assert ring.isVisible()
        pane.verticalScrollBar().setValue(pane.verticalScrollBar().maximum())
        assert ring.isHidden()


def test_that_a_splitter_moves_by_key(shown, qtbot) -> None:
    splitter = shown(Splitter(QLabel("left"), QLabel("right")))
    splitter.setSizes([300, 270])
    before = splitter.sizes()[0]
    qtbot.keyClick(splitter.handle(1), Qt.Key.Key_Left)
    assert splitter.sizes()[0] < before


def test_that_dropped_files_arrive_as_paths(shown, tmp_path: Path) -> None:
    place = shown(EmptyState("file-arrow-down", "Not here yet", "Drop it here.", drops=True))
    got: list[list[Path]] = []
    place.dropped.connect(got.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "Hunanwerthusiad ŵ.pdf")), QUrl("https://example.org/x.pdf")])
    place.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    assert got == [[tmp_path / "Hunanwerthusiad ŵ.pdf"]]
