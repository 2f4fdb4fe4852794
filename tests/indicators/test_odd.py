"""Tables as offices really send them: each oddity is read as it is meant, or said, and nothing is lost without a word."""

from __future__ import annotations

import pytest
from table_samples import GEOGRAPHY, walsall

from wmpeer.indicators.errors import NoFiguresError
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.read import read_table
from wmpeer.indicators.tables import ValueTable
from wmpeer.indicators.values import known_marker, number_in, text_of

LONG = ("Indicator", "Period", "Local authority", "Value")
PLAIN = ((*GEOGRAPHY, "cin_rate"), walsall(2025, "301.5"))


def read(path: object) -> ValueTable:
    table = read_table(path)  # type: ignore[arg-type]
    assert isinstance(table, ValueTable)
    return table


def figures(table: ValueTable) -> dict[tuple[str, str, str], str]:
    cells = {
        (area.name, measure.code, label): area.cells[measure.first + at]
        for measure in table.measures for area in table.areas for at, label in enumerate(measure.periods)
    }  # fmt: skip
    return {key: raw for key, raw in cells.items() if raw is not None}


@pytest.mark.parametrize(
    ("raw", "number", "shown"),
    [
        ("−1.5", -1.5, "-1.5"),  # a minus sign, as Word and the statistics offices set it
        ("–1.5", -1.5, "-1.5"),  # a dash before a digit
        ("1 204", 1204, "1204"),
        ("1\u00a0204.5", 1204.5, "1204.5"),
        ("1\u202f204\u202f000", 1204000, "1204000"),
        ("12.5 [r]", 12.5, "12.5"),
        ("12.5[p]", 12.5, "12.5"),
        ("12.5 (e)", 12.5, "12.5"),
        ("1,204 [r]", 1204, "1204"),
        ("-£3", -3, "-3"),
        ("19.5 %", 19.5, "19.5"),
    ],
)
def test_that_a_number_is_read_however_it_is_dressed(raw: str, number: float, shown: str) -> None:
    assert number_in(raw) == number and text_of(raw) == shown


@pytest.mark.parametrize(
    "raw", ["(1.5)", "12,04", "1 20", "12 04", "12.5*", "–", "−", "- 5 -", "[r]", "[p]", "1.2.3", "1 204 5", "Q3", "5 [x]", "5."]
)
def test_that_what_could_be_meant_in_two_ways_is_no_number(raw: str) -> None:
    assert number_in(raw) is None


@pytest.mark.parametrize("marker", ["c", "C", "x", "z", ":", "..", "~", "low", "[low]", "k", "u", "-", "*", "[c]", "[x]", "[z]", "n/a"])
def test_that_a_marker_is_no_number_and_keeps_its_text(write, marker: str) -> None:
    table = read(write("m.csv", LONG, ("CIN", "2025", "Walsall", marker), ("CIN", "2024", "Walsall", "1")))
    assert known_marker(marker) and dict(table.markers) == {marker: 1} and table.values == 1 and table.problems == ()


@pytest.mark.parametrize("title", [[("Children in need",), ("Source: DfE",), ()], [("", "", "Children in need", "")], []])
def test_that_lines_above_the_headings_are_passed_over(write, title) -> None:
    assert figures(read(write("t.csv", *title, *PLAIN))) == {("Walsall", "cin_rate", "2025"): "301.5"}


def test_that_a_second_row_of_headings_is_said(write) -> None:
    second = ("Time", "Identifier", "Level", "Country", "Name", "Region", "Region name", "Old", "New", "LA", "Rate")
    table = read(write("t.csv", PLAIN[0], second, PLAIN[1]))
    assert table.values == 1 and [problem.code for problem in table.problems] == ["header-twice"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_that_separators_and_marks_at_the_beginning_change_nothing(write, delimiter: str, encoding: str) -> None:
    table = read(write("t.csv", *PLAIN, delimiter=delimiter, encoding=encoding))
    assert figures(table) == {("Walsall", "cin_rate", "2025"): "301.5"}


def test_that_decimal_commas_are_refused_and_not_passed_over(write) -> None:
    with pytest.raises(NoFiguresError, match="no column of figures"):
        read_table(write("t.csv", PLAIN[0], walsall(2025, "301,5"), delimiter=";"))


def test_that_two_columns_of_one_name_are_two_measures(write) -> None:
    table = read(write("t.csv", (*GEOGRAPHY, "cin_rate", "cin_rate"), walsall(2025, "301.5", "5")))
    assert figures(table) == {("Walsall", "cin_rate", "2025"): "301.5", ("Walsall", "cin_rate (2)", "2025"): "5"}


def test_that_rows_of_merged_cells_are_left_out_and_said(write) -> None:
    table = read(write("t.csv", LONG, ("CIN", "2025", "Walsall", "1"), ("", "", "Dudley", "2"), ("", "2024", "Walsall", "3")))
    assert figures(table) == {("Walsall", "CIN", "2025"): "1"}
    (problem,) = table.problems
    assert problem.code == "row-unnamed" and "2 rows" in problem.sentence


def test_that_years_that_a_spreadsheet_made_numbers_are_years(write) -> None:
    assert read(write("t.csv", PLAIN[0], walsall("2025.0", "1"))).measures[0].periods == ("2025",)
    assert read(write("l.csv", LONG, ("CIN", "202425.0", "Walsall", "1"))).measures[0].periods == ("202425",)


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("City of Stoke on Trent", "Stoke-on-Trent"), ("Stoke On Trent UA", "Stoke-on-Trent"), ("Stoke on Trent (UA)", "Stoke-on-Trent"),
        ("Herefordshire, County of", "Herefordshire"), ("Swydd Henffordd", "Herefordshire"), ("Swydd Amwythig", "Shropshire"),
        ("Telford &amp; Wrekin", "Telford and Wrekin"), ("Telford and Wrekin UA", "Telford and Wrekin"), ("Dudley MB", "Dudley"),
        ("West Midlands region", "West Midlands"), ("WEST MIDLANDS (REGION)", "West Midlands"),
        ("Birmingham Children’s Trust", "Birmingham"),
    ],
)  # fmt: skip
def test_that_a_name_is_found_however_it_is_spelt(write, name: str, area: str) -> None:
    table = read(write("t.csv", LONG, ("CIN", "2025", name, "1")))
    assert [one.name for one in table.areas] == [area] and table.problems == ()


@pytest.mark.parametrize("name", ["Powys", "Caerdydd", "Newshire", "Midlands"])
def test_that_a_stranger_is_said(write, name: str) -> None:
    table = read(write("t.csv", LONG, ("CIN", "2025", name, "1")))
    assert [problem.code for problem in table.problems] == ["strange-areas"]


@pytest.mark.parametrize(
    ("labels", "ends"),
    [
        (("2024-25", "2024/25", "202425", "2024–25", "2024-2025", "2024 to 2025", "FY2024/25"), (2025, 8, 31)),
        (("Mar 2025", "March 2025", "Mar-25", "31 March 2025", "31/03/2025", "at 31 March 2025", "2025-03-31"), (2025, 3, 31)),
        (("Q3 2024", "2024 Q3", "2024Q3", "Qtr 3 2024", "Quarter 3 2024"), (2024, 9, 31)),
        (("Q3 2024/25", "2024-25 Q3", "Qtr 3 2024/25", "202425Q3"), (2024, 12, 31)),
    ],
)
def test_that_a_period_sorts_where_it_ends_however_it_is_written(labels: tuple[str, ...], ends: tuple[int, int, int]) -> None:
    assert {label: read_period(label).key[:3] for label in labels} == dict.fromkeys(labels, ends)
