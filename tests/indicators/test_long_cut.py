"""Long tables that tell parts of a measure beside it, or a year and its part in two columns."""

from __future__ import annotations

import pytest

from wmpeer.indicators.errors import FilterValueError
from wmpeer.indicators.read import read_table
from wmpeer.indicators.tables import ValueTable

BY_SEX = ("Indicator", "Period", "LA", "Grouping", "Sex", "Value")


def figures(table: object) -> dict[tuple[str, str, str], str]:
    assert isinstance(table, ValueTable)
    cells = {
        (area.name, measure.code, label): area.cells[measure.first + at]
        for measure in table.measures for area in table.areas for at, label in enumerate(measure.periods)
    }  # fmt: skip
    return {key: raw for key, raw in cells.items() if raw is not None}


def by_sex(*sexes: str) -> list[tuple[object, ...]]:
    areas = (("Walsall", "Metropolitan"), ("Dudley", "Metropolitan"), ("Shropshire", "Unitary"))
    return [("NEET", "2025", name, kind, sex, 10 * at + n) for at, (name, kind) in enumerate(areas) for n, sex in enumerate(sexes)]


def test_that_the_total_of_a_part_told_beside_it_is_taken_and_said(write):
    table = read_table(write("t.csv", BY_SEX, *by_sex("Female", "All", "Male")))
    assert figures(table) == {("Walsall", "NEET", "2025"): "1", ("Dudley", "NEET", "2025"): "11", ("Shropshire", "NEET", "2025"): "21"}
    assert [problem.code for problem in table.problems] == ["total-taken"] and table.questions[0].column == "Sex"


def test_that_parts_without_a_total_are_measures_of_their_own(write):
    table = read_table(write("t.csv", BY_SEX, *by_sex("Female", "Male")))
    assert figures(table)["Dudley", "NEET [Male]", "2025"] == "11" and len(table.measures) == 2


def test_that_a_part_may_be_chosen_and_a_strange_one_is_refused(write):
    path = write("t.csv", BY_SEX, *by_sex("Female", "All", "Male"))
    chosen = read_table(path, choices={"Sex": "Female"})
    assert figures(chosen)["Walsall", "NEET", "2025"] == "0" and chosen.choices == {"Sex": "Female"}
    with pytest.raises(FilterValueError):
        read_table(path, choices={"Sex": "Other"})


def test_that_a_remark_beside_a_row_given_twice_makes_no_part(write):
    rows = [("NEET", "2025", "Walsall", "early", 5), ("NEET", "2025", "Walsall", "late", 6), ("NEET", "2025", "Dudley", "", 7)]
    table = read_table(write("t.csv", ("Indicator", "Period", "LA", "Remark", "Value"), *rows))
    assert figures(table) == {("Dudley", "NEET", "2025"): "7"} and [problem.code for problem in table.problems] == ["row-twice"]


@pytest.mark.parametrize(
    ("headings", "parts", "labels"),
    [
        (("Year", "Quarter"), [("2024/25", "Q1"), ("2024/25", "Q4")], ("2024/25 Q1", "2024/25 Q4")),
        (("Financial year", "Qtr"), [("2024/25", "1"), ("2025/26", "1")], ("2024/25 Q1", "2025/26 Q1")),
        (("Year", "Month"), [("2024", "12"), ("2025", "1")], ("2024 December", "2025 January")),
        (("Academic year", "Term"), [("2023/24", "Summer"), ("2024/25", "Autumn")], ("2023/24 Summer", "2024/25 Autumn")),
        (("Period", "Quarter"), [("Q1 2024/25", "Q1"), ("Q2 2024/25", "Q2")], ("Q1 2024/25", "Q2 2024/25")),
    ],
)
def test_that_a_year_and_its_part_in_two_columns_are_one_period(write, headings, parts, labels):
    rows = [("NEET", *part, "Walsall", at) for at, part in enumerate(parts)]
    table = read_table(write("t.csv", ("Indicator", *headings, "LA", "Value"), *rows))
    assert table.measures[0].periods == labels and not table.problems


@pytest.mark.parametrize(
    "headings",
    [
        ("Measure", "Financial year", "Local authority code", "Local authority name", "Value"),
        ("variable", "date", "geography code", "geography", "value"),
        ("Metric type", "Period", "Local authority code", "Authority name", "Value"),
    ],
)
@pytest.mark.parametrize("code", ["E08000030", "335"])
def test_that_the_columns_of_other_publishers_are_known(write, headings, code):
    table = read_table(write("t.csv", headings, ("NEET", "2024/25", code, "Walsall", "5")))
    assert figures(table) == {("Walsall", "NEET", "2024/25"): "5"} and table.areas[0].key == "E08000030"


@pytest.mark.parametrize(("heading", "unit"), [("Value (%)", "%"), ("Rate per 10,000", "Rate per 10,000"), ("Value", "")])
def test_that_the_heading_of_the_values_tells_their_unit(write, heading, unit):
    table = read_table(write("t.csv", ("Indicator", "Reporting period", "LA name", heading), ("NEET", "2024/25", "Walsall", "5")))
    assert isinstance(table, ValueTable) and [measure.unit for measure in table.measures] == [unit]


def test_that_one_measure_and_one_year_in_several_spellings_are_one(write):
    rows = [
        ("Re-referrals", "2023/24", "Walsall", 1),
        ("re-referrals ", "202324", "Dudley", 2),
        ("RE-REFERRALS", "2023-2024", "Sandwell", 3),
    ]
    table = read_table(write("t.csv", ("Indicator", "Period", "LA", "Value"), *rows))
    assert figures(table) == {
        (name, "Re-referrals", "2023/24"): str(at) for at, name in enumerate(("Walsall", "Dudley", "Sandwell"), start=1)
    }


@pytest.mark.parametrize("name", ["335 - Walsall", "Walsall (335)", "E08000030 Walsall", "335", "335.0", "E08000030", "Walsall [335]"])
def test_that_an_authority_named_with_its_code_is_that_authority(write, name):
    table = read_table(write("t.csv", ("Indicator", "Period", "LA", "Value"), ("CIN", "2025", name, 5)))
    assert [area.key for area in table.areas] == ["E08000030"] and not table.problems


def test_that_a_name_beside_anothers_code_is_nobodys(write):
    table = read_table(write("t.csv", ("Indicator", "Period", "LA", "Value"), ("CIN", "2025", "332 - Walsall", 5)))
    assert [(area.key, area.level) for area in table.areas] == [("332 - Walsall", "other")]


def test_that_columns_of_figures_that_are_not_read_are_named(write):
    headings = ("Indicator", "Period", "LA", "Value", "Lower CI", "Remark")
    table = read_table(write("t.csv", headings, ("CIN", "2025", "Walsall", 5, 4, "early")))
    (problem,) = table.problems
    assert problem.code == "columns-not-read" and "Lower CI." in problem.sentence


@pytest.mark.parametrize(
    ("said", "polarity"),
    [
        ("High", "High"), ("Higher is better", "High"), ("low is good", "Low"), ("L", "Low"), ("High is bad", "Low"), ("Lower", "Low"),
        ("-", "-"), ("Neutral", "-"), ("", ""), ("tbc", ""),
    ],
)  # fmt: skip
def test_that_a_polarity_is_understood_in_words(write, said, polarity):
    table = read_table(write("t.csv", ("Indicator", "Period", "LA", "Value", "Polarity"), ("CIN", "2025", "Walsall", 5, said)))
    assert isinstance(table, ValueTable) and table.measures[0].polarity == polarity


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Children in need, rate per 10,000", "Rate per 10,000"), ("% of referrals within a year", "%"), ("Re-referrals (%)", "%"),
        ("Agency staff %", "%"), ("Percentage in touch", "%"), ("Number of contacts", "Number"), ("Contacts", ""), ("100% attendance", ""),
    ],
)  # fmt: skip
def test_that_a_title_tells_its_unit(write, title, unit):
    table = read_table(write("t.csv", ("Indicator", "Period", "LA", "Value"), (title, "2025", "Walsall", 5)))
    assert isinstance(table, ValueTable) and table.measures[0].unit == unit
