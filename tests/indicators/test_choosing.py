"""What of a published table is read: which rows are an authority's, which columns cut it, and what is said of the rest."""

from __future__ import annotations

import pytest
from table_samples import GEOGRAPHY, england, herefordshire, walsall

from wmpeer.indicators.errors import CodeListError, UnknownTableError
from wmpeer.indicators.read import read_table
from wmpeer.indicators.tables import ValueTable

TOOL = ("location", "location_code", "geographic_level", "time_period", "Characteristic", "Overall absence rate")
OTHERS = [
    ("332", "E08000027", "Dudley"),
    ("333", "E08000028", "Sandwell"),
    ("334", "E08000029", "Solihull"),
    ("331", "E08000026", "Coventry"),
]


def authority(number: str, ons: str, name: str, *cells: object) -> tuple[object, ...]:
    return (2025, "Reporting year", "Local authority", "E92000001", "England", "E12000005", "West Midlands", number, ons, name, *cells)


def figures(table: object) -> dict[tuple[str, str, str], str]:
    assert isinstance(table, ValueTable)
    cells = {
        (area.name, measure.code, label): area.cells[measure.first + at]
        for measure in table.measures for area in table.areas for at, label in enumerate(measure.periods)
    }  # fmt: skip
    return {key: raw for key, raw in cells.items() if raw is not None}


def codes(table: object) -> list[str]:
    assert isinstance(table, ValueTable)
    return [problem.code for problem in table.problems]


def test_that_a_download_of_the_table_tool_is_read_by_its_location(write):
    table = read_table(write(
        "t.csv", TOOL, ("England", "E92000001", "country", "202324", "Total", "7.1"),
        ("West Midlands", "E12000005", "region", "202324", "Total", "7.3"),
        ("Walsall", "E08000030", "localAuthority", "202324", "Total", "7.9"),
        ("Walsall", "E08000030", "localAuthority", "202324", "Boys", "8.9"),
        ("Dudley", "332", "Local authority", "202324", "Total", "no data"),
    ))  # fmt: skip
    rate = "Overall absence rate"
    assert figures(table) == {
        ("England", rate, "202324"): "7.1", ("West Midlands", rate, "202324"): "7.3", ("Walsall", rate, "202324"): "7.9",
        ("Dudley", rate, "202324"): "no data",
    }  # fmt: skip
    assert dict(table.markers) == {"no data": 1} and codes(table) == ["total-taken"]


def test_that_totals_which_only_england_has_leave_the_authorities_their_own_figures(write):
    table = read_table(write(
        "t.csv", (*GEOGRAPHY, "school_type", "absence_percent"), england(2025, "Total", "7"), england(2025, "Primary", "6"),
        walsall(2025, "Primary", "5"), walsall(2025, "Secondary", "9"),
    ))  # fmt: skip
    assert figures(table)["Walsall", "absence_percent [Primary]", "2025"] == "5"
    assert figures(table)["England", "absence_percent [Primary]", "2025"] == "6"


def test_that_a_row_given_twice_makes_no_filter_of_a_count(write):
    rows = [authority(*who, at + 3, at + 7) for at, who in enumerate(OTHERS)]
    table = read_table(write("t.csv", (*GEOGRAPHY, "number_of_children", "rate"), *rows, authority(*OTHERS[0], 4, 99)))
    assert len(figures(table)) == 6 and codes(table) == ["row-twice"]


def test_that_rows_of_a_level_without_any_area_are_named(write):
    nowhere = authority("", "", "", 4)
    table = read_table(write("t.csv", (*GEOGRAPHY, "cases"), walsall(2025, 5), nowhere, authority("", "", "", 5)))
    assert codes(table) == ["area-missing"] and table.problems[0].where == "rows 3, 4" and len(table.areas) == 1


def test_that_places_without_a_code_are_told_apart_by_their_names(write):
    rows = [authority("z", "z", "Not recorded", 1), authority("x", "z", "Outside England", 2)]
    table = read_table(write("t.csv", (*GEOGRAPHY, "cases"), walsall(2025, 5), *rows))
    assert {area.name: (area.level, area.cells[0]) for area in table.areas} == {
        "Walsall": ("authority", "5"), "Not recorded": ("other", "1"), "Outside England": ("other", "2"),
    }  # fmt: skip


def test_that_figures_whose_code_and_name_mean_two_authorities_are_neithers(write):
    table = read_table(write("t.csv", (*GEOGRAPHY, "cases"), walsall(2025, 5), authority("332", "E08000030", "Dudley", 7)))
    assert figures(table)["Walsall", "cases", "2025"] == "5" and codes(table) == ["codes-disagree"]
    assert [area.level for area in table.areas] == ["authority", "other"] and "Dudley (E08000030, 332)" in table.problems[0].sentence


def test_that_a_footnotes_mark_behind_a_name_is_no_part_of_it(write):
    rows = [("CIN", "2025", name, at) for at, name in enumerate(("Walsall*", "Dudley (1)", "Solihull [note 2]", "Coventry²"))]
    table = read_table(write("t.csv", ("Indicator", "Period", "Local authority", "Value"), *rows))
    assert [area.name for area in table.areas] == ["Walsall", "Dudley", "Solihull", "Coventry"] and not table.problems


def test_that_empty_cells_behind_the_last_column_are_no_cells(write):
    table = read_table(write("t.csv", (*GEOGRAPHY, "cases"), (*walsall(2025, 5), ""), (*herefordshire(2025, 6), "", "")))
    assert table.values == 2 and not table.problems


def test_that_a_value_of_a_filter_tells_the_unit(write):
    cut = [("Number of pupils", "90"), ("Percentage", "12.5")]
    rows = [walsall(2025, part, value) for part, value in cut]
    table = read_table(write("t.csv", (*GEOGRAPHY, "data_type", "overall"), *rows))
    assert isinstance(table, ValueTable)
    assert {measure.code: measure.unit for measure in table.measures} == {
        "overall [Number of pupils]": "Number", "overall [Percentage]": "%",
    }  # fmt: skip


def test_that_a_rate_of_which_nobody_says_how_many_is_no_percentage(write):
    table = read_table(write("t.csv", (*GEOGRAPHY, "section47_rate", "vacancy_rate_headcount"), walsall(2025, "301.5", "12")))
    assert isinstance(table, ValueTable)
    assert [measure.unit for measure in table.measures] == ["", "%"]


def test_that_a_table_with_years_across_is_no_list_of_codes(write):
    with pytest.raises(UnknownTableError):
        read_table(write("t.csv", ("LA Number", "LA", "2023", "2024", "Trend"), (335, "Walsall", 1, 2, "up")))
    with pytest.raises(CodeListError):
        read_table(write("t.csv", ("LA Number", "LA name", "Region"), (335, "Walsall", "West Midlands")))


def test_that_a_national_row_without_a_code_or_a_name_is_englands(write):
    bare = (2025, "Reporting year", "National", "", "", "", "", "", "", "", 7)
    table = read_table(write("t.csv", (*GEOGRAPHY, "cases"), bare, walsall(2025, 5)))
    assert {area.name: area.cells for area in table.areas} == {"England": ("7",), "Walsall": ("5",)} and not table.problems


def test_that_only_the_filter_whose_total_is_missing_is_set_apart(write):
    rows = [
        walsall(2025, kind, sex, at) for at, (kind, sex) in enumerate([("Primary", "Total"), ("Primary", "Girls"), ("Secondary", "Total")])
    ]
    table = read_table(write("t.csv", (*GEOGRAPHY, "school_type", "sex", "absence_percent"), england(2025, "Total", "Total", "7"), *rows))
    assert isinstance(table, ValueTable)
    assert [measure.code for measure in table.measures] == [f"absence_percent [{kind}]" for kind in ("Total", "Primary", "Secondary")]
    assert figures(table)["Walsall", "absence_percent [Primary]", "2025"] == "0"


def test_that_a_total_of_which_one_authority_alone_has_all_is_a_total(write):
    rows = [england(2025, "Total", "90"), england(2025, "Boys", "80"), walsall(2025, "Total", "100"), walsall(2025, "Boys", "99")]
    table = read_table(write("t.csv", (*GEOGRAPHY, "sex", "percentage"), *rows))
    assert figures(table) == {("England", "percentage", "2025"): "90", ("Walsall", "percentage", "2025"): "100"}


def test_that_a_total_that_never_has_the_percentages_of_its_parts_is_no_total(write):
    rows = [walsall(2025, "Total", "200", "z"), walsall(2025, "In touch", "150", "75"), walsall(2025, "Not in touch", "50", "25")]
    table = read_table(write("t.csv", (*GEOGRAPHY, "breakdown", "number", "percentage"), *rows))
    assert figures(table)["Walsall", "percentage [In touch]", "2025"] == "75" and "values-apart" in codes(table)
