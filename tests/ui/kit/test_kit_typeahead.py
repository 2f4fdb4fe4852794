"""Typing the first letters of a name goes to its row, in every table and list of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from wmpeer.ui.kit import typeahead
from wmpeer.ui.kit.lists import Line, RecordList
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.kit.typeahead import TypeAhead

NAMES = (
    "Birmingham", "Dudley", "Sandwell", "Shropshire", "Solihull", "Stoke-on-Trent", "Telford and Wrekin", "Walsall", "Warwickshire", "Ŵyre",
)  # fmt: skip


def typed(word: str, current: int = 0, names: tuple[str, ...] = NAMES) -> str:
    ahead, row = TypeAhead(), current
    for letter in word:
        found = ahead.go_to(letter, names, row)
        row = found if found >= 0 else row
    return names[row]


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("w", "Walsall"), ("wal", "Walsall"), ("war", "Warwickshire"), ("WAR", "Warwickshire"), ("s", "Sandwell"), ("ss", "Shropshire"),
        ("sss", "Solihull"), ("sol", "Solihull"), ("wrek", "Telford and Wrekin"), ("wyr", "Ŵyre"), ("stoke-on", "Stoke-on-Trent"),
        ("stoke on", "Stoke-on-Trent"), ("telford and w", "Telford and Wrekin"), ("x", "Birmingham"),
    ],
)  # fmt: skip
def test_that_letters_lead_to_the_row_that_begins_with_them(word: str, name: str) -> None:
    assert typed(word) == name


def test_that_after_a_pause_another_word_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(typeahead, "monotonic", lambda: clock[0])
    ahead = TypeAhead()
    assert NAMES[ahead.go_to("w", NAMES, 0)] == "Walsall"
    clock[0] += 2
    assert NAMES[ahead.go_to("d", NAMES, 7)] == "Dudley"


@given(st.lists(st.text(min_size=1, max_size=12), max_size=12), st.text(min_size=1, max_size=5), st.integers(-1, 11))
def test_that_whatever_is_typed_leads_to_a_row_that_is_there_or_to_none(names: list[str], word: str, current: int) -> None:
    ahead = TypeAhead()
    for letter in word:
        assert -1 <= ahead.go_to(letter, names, min(current, len(names) - 1)) < len(names)


@pytest.fixture(params=["table", "list"])
def rows(request, dressed, qtbot):
    if request.param == "table":
        view = Table((Column("No.", lambda one: Cell("7"), number=True), Column("Authority", lambda one: Cell(one))), name="t")
    else:
        view = RecordList(lambda one: Line(one), name="t")
    qtbot.addWidget(view)
    view.set_records(NAMES)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


def test_that_tables_and_lists_hear_letters(rows, qtbot) -> None:
    seen: list[str] = []
    rows.chosen.connect(seen.append)
    qtbot.keyClicks(rows, "wal")
    assert rows.current() == "Walsall" and seen[-1] == "Walsall"


def test_that_a_sorted_table_is_searched_as_it_stands(dressed, qtbot) -> None:
    table = Table((Column("Authority", lambda one: Cell(one)),), name="t")
    qtbot.addWidget(table)
    table.set_records(NAMES)
    table.records.sort(0, Qt.SortOrder.DescendingOrder)
    qtbot.keyClicks(table, "s")
    assert table.current() == "Stoke-on-Trent"


def test_that_letters_are_left_to_the_screen_where_they_mean_something_there(dressed, qtbot) -> None:
    view = RecordList(lambda one: Line(one), name="t", letters=False)
    qtbot.addWidget(view)
    view.set_records(NAMES)
    view.choose("Dudley")
    qtbot.keyClicks(view, "wal")
    assert view.current() == "Dudley"
    assert QApplication.instance() is not None


def test_that_the_row_that_takes_the_focus_is_the_chosen_one(rows, qtbot) -> None:
    assert rows.currentIndex().row() == 0 and rows.selectionModel().hasSelection()
