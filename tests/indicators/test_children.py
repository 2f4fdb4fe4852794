"""Lists of children are refused by what they are, whatever a column is called; tables of figures are welcome whatever they are about."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from wmpeer.indicators.errors import ChildLevelError
from wmpeer.indicators.read import read_tables

LONG = ("Indicator", "Period", "Local authority", "Value")
FIGURES = (("CIN", "2025", "Walsall", "5"), ("CIN", "2025", "Dudley", "6"))


def with_column(heading: str, *cells: object) -> list[tuple[object, ...]]:
    return [(heading, *LONG), *((cell, *FIGURES[at % 2]) for at, cell in enumerate(cells))]


@pytest.mark.parametrize(
    "rows",
    [
        with_column("Pupil_UPN_hash", "9f", "8e"),
        with_column("UPN (current)", "x", "y"),
        with_column("Anon UPN", "x", "y"),
        with_column("Child ID", "1", "2"),
        with_column("LAchildID", "1", "2"),
        with_column("LCS ID", "1", "2"),
        with_column("Mosaic number", "1", "2"),
        with_column("Client ref", "1", "2"),
        with_column("Child Unique ID (as in the return)", "1", "2"),
        with_column("Personal ID", "1", "2"),
        with_column("YPID", "1", "2"),
        with_column("UPN unknown reason", "x", "y"),
        with_column("Home postcode", "WS1 1AA", "DY1 1AA"),
        with_column("ULN", "1", "2"),
        with_column("Child's name", "A", "B"),
        with_column("Child's DOB", "01/02/2010", "2011-03-04"),
        with_column("DoB", "1 Feb 2010", "4 Mar 2011"),
        with_column("Born", "01/02/2010", "04/03/2011"),
        [("Forename", "Surname", *LONG), ("A", "B", *FIGURES[0])],
        [("CHILD", "DECOM", "RNE", "LS", *LONG), ("1", "01/04/2024", "S", "C2", *FIGURES[0])],
        with_column("Code", "A820123456001", "B820123456002"),
        with_column("Reference", "943 476 5919", "987 654 4322"),
        [*([("A line of text",)] * 60), ("UPN", *LONG), ("x", *FIGURES[0])],
    ],
    ids=lambda rows: "/".join(map(str, rows[0][:2])),
)
def test_that_a_list_of_children_is_known_under_any_name(write, rows):
    with pytest.raises(ChildLevelError):
        read_tables(write("t.csv", *rows))


@pytest.mark.parametrize(
    "rows",
    [
        with_column("Children with no date of birth", "4", "5"),
        with_column("Case number", "4", "5"),
        with_column("Children per worker, number", "4", "5"),
        with_column("Pupil number", "1200", "1300"),
        with_column("Children without a child ID, count", "1", "0"),
        with_column("Pupil reference missing %", "1", "0"),
        with_column("Year of birth", "2010", "2011"),
        [LONG, ("UPN", "2025", "Walsall", "5"), ("NHS number", "2025", "Walsall", "6")],
        with_column("Spend", "1234567890", "2234567891", "3234567892", "4234567893", "5234567894", "6234567895"),
        with_column("Updated on", "01/02/2025", "01/02/2025"),
        with_column("Name of provider", "A", "B"),
    ],
    ids=lambda rows: str(rows[1][0]) + str(rows[0][0]),
)
def test_that_figures_are_welcome_whatever_they_count(write, rows):
    (table,) = read_tables(write("t.csv", *rows))
    assert table.values == 2


def test_that_one_list_far_down_a_hidden_sheet_refuses_the_whole_workbook(tmp_path):
    book = Workbook()
    assert book.active is not None
    for row in (LONG, *FIGURES):
        book.active.append(row)
    hidden = book.create_sheet("Working")
    hidden.sheet_state = "veryHidden"
    for row in [["line"]] * 40 + [["Pupil", "UPN"], ["A", "x"]]:
        hidden.append(row)
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(ChildLevelError):
        read_tables(tmp_path / "t.xlsx")
