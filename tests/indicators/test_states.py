"""What a figure is for, and how firm it is, is kept as its source says it, and said in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_samples import GEOGRAPHY, LAIT, england, herefordshire, walsall

from wmpeer.indicators.queries import benchmark
from wmpeer.indicators.read import read_table
from wmpeer.indicators.states import kind_of, noted, said, settled, state_said, state_value, state_word
from wmpeer.indicators.tables import AreaRow, Measure, ValueTable
from wmpeer.indicators.values import number_in

WALSALL = "E08000030"


@pytest.mark.parametrize(
    ("label", "identifier", "year_type", "kind"),
    [
        ("202425", "Academic year", "", "academic"),
        ("202425", "Financial year", "", "financial"),
        ("2025", "Calendar year", "", "calendar"),
        ("2025", "Reporting year", "", "other"),
        ("2025", "Reporting year", "Financial Year", "financial"),
        ("2025", "Calendar year", "Academic Year", "calendar"),
        ("202425", "Tax year", "", "other"),
        ("202526 Q1", "Financial year Q1", "", "quarter"),
        ("202425 Autumn term", "Autumn term", "", "term"),
        ("2025 March", "March", "", "month"),
        ("2025 Week 12", "Week 12", "", "other"),
        ("2025", "", "Financial Year", "financial"),
        ("2023/24", "", "Academic Year", "academic"),
        ("2025", "", "Annual (end of Sept)", "other"),
        ("Q1 2025/26", "", "", "quarter"),
        ("31 March 2025", "", "Financial Year", "snapshot"),
        ("Mar-25", "", "", "month"),
        ("2018-20", "", "", "other"),
        ("2025", "", "", ""),
        ("0", "", "", ""),
    ],
)
def test_that_the_kind_of_a_period_is_what_its_source_calls_it(label, identifier, year_type, kind):
    assert kind_of(label, identifier, year_type) == kind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("rate_per_10000 [Children looked after on 31 March each year]", "snapshot"),
        ("CPP_At31", "snapshot"),
        ("children_percent [CLA on 31 March; With 3 or more placements during the year]", "other"),
        ("referral_count", "other"),
    ],
)
def test_that_a_measure_taken_on_one_day_of_the_reporting_year_is_a_snapshot(heading, kind):
    assert kind_of("2025", "Reporting year", about=heading) == kind
    assert kind_of("202425", "Academic year", about=heading) == "academic"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Provisional", "provisional"), ("Revised data", "revised"), ("FINAL", "final"), ("2025 (prov)", "provisional"),
        ("2024/25 [r]", "revised"), ("estimate", "estimated"), ("2025", ""), ("Provision", ""), ("All schools", ""),
    ],
)  # fmt: skip
def test_that_a_state_is_known_by_its_word(text, state):
    assert state_word(text) == state


def test_that_a_column_of_other_words_says_no_state():
    assert [state_value(text) for text in ("Final outcome", "Population estimate", "Provisional data", "final")] == [
        "",
        "",
        "provisional",
        "final",
    ]


@given(
    st.integers(-10_000, 10_000), st.sampled_from([("[p]", "provisional"), ("(r)", "revised"), ("[e]", "estimated"), ("[b]", ""), ("", "")])
)
def test_that_what_stands_behind_a_number_is_its_state_and_the_number_stays(number, note):
    mark, state = note
    raw = f"{number / 10} {mark}".strip()
    assert noted(raw) == state and number_in(raw) == number / 10


def test_that_a_marker_has_no_state():
    assert noted("[r]") == noted("(p)") == noted("c") == noted("") == ""


def test_that_a_version_column_says_how_firm_each_year_is(write):
    head = (*GEOGRAPHY, "version", "avg_att8")
    rows = [
        place(period, state, figure, identifier="Academic year")
        for place in (england, herefordshire, walsall)
        for period, state, figure in ((202223, "Final", 41), (202324, "Final", 42), (202425, "Revised", 43))
    ]
    table = read_table(write("ks4.csv", head, *rows))
    assert isinstance(table, ValueTable)
    (measure,) = table.measures
    assert measure.states == ("final", "final", "revised") and measure.kinds == ("academic",) * 3


def test_that_a_version_column_of_one_word_is_said_of_every_year(write):
    head = (*GEOGRAPHY, "status", "avg_att8")
    rows = [place(period, "Provisional", 41) for place in (england, walsall) for period in (2024, 2025)]
    table = read_table(write("ks4.csv", head, *rows))
    assert isinstance(table, ValueTable) and table.measures[0].states == ("provisional", "provisional")


def test_that_a_year_in_two_versions_is_two_measures_each_with_its_state(write):
    head = (*GEOGRAPHY, "version", "avg_att8")
    rows = [place(2025, state, figure) for place in (england, walsall) for state, figure in (("Provisional", 41), ("Revised", 42))]
    table = read_table(write("ks4.csv", head, *rows))
    assert isinstance(table, ValueTable)
    assert {measure.code: measure.states for measure in table.measures} == {
        "avg_att8 [Provisional]": ("provisional",),
        "avg_att8 [Revised]": ("revised",),
    }


def test_that_kind_and_state_reach_the_benchmark(workspace, write, load):
    rows = [place(period, figure) for place in (england, walsall) for period, figure in ((2024, "19.1"), (2025, "19.7 [p]"))]
    load(write("c1.csv", (*GEOGRAPHY, "rereferral_percent"), *rows))
    (row,) = workspace.read(benchmark, WALSALL)
    assert (row.period_kind, row.state, row.value) == ("financial", "provisional", 19.7)
    assert state_said(row) == "2025, financial year, provisional"  # LAIT says so of the same measure


def test_that_laits_kind_of_year_reaches_the_benchmark(workspace, write, load):
    load(write("lait.csv", LAIT, ("ReReferral", "", "2025", "Walsall", "19.7", "335", "West Midlands")))
    (row,) = workspace.read(benchmark, WALSALL)
    assert (row.period_kind, row.state) == ("financial", "")
    assert state_said(row) == "2025, financial year"


def test_that_one_noted_number_speaks_for_itself_alone(workspace, write, load):
    head = (*GEOGRAPHY, "rereferral_percent")
    load(write("c1.csv", head, england(2025, "22.6"), herefordshire(2025, "14.8 [r]"), walsall(2025, "19.7")))
    rows = [workspace.read(benchmark, area)[0] for area in ("E06000019", WALSALL)]
    assert [row.state for row in rows] == ["", ""]
    assert [state_said(row) for row in rows] == [
        "2025, financial year, revised",
        "2025, financial year",
    ]


@given(st.lists(st.sampled_from(["1 [p]", "2 [p]", "3", "c", None]), min_size=1, max_size=8))
def test_that_a_period_has_a_state_only_where_every_number_in_it_bears_it(cells):
    areas = tuple(AreaRow(f"E0{at}", "", "authority", "", (cell, "5")) for at, cell in enumerate(cells))
    table = ValueTable("indicators", "a", "b", "c", measures=(Measure("m", "M", periods=("2024", "2025")),), areas=areas)
    numbers = [cell for cell in cells if cell not in ("c", None)]
    every = bool(numbers) and all(cell.endswith("[p]") for cell in numbers)
    (measure,) = settled(table).measures
    assert measure.states == (("provisional", "") if every else ())


def test_that_nothing_is_said_where_the_source_says_nothing():
    table = ValueTable("indicators", "a", "b", "c", measures=(Measure("m", "M", periods=("2024", "2025")),))
    assert settled(table).measures[0].kinds == settled(table).measures[0].states == ()
    assert said("2024", "", "") == "2024"
    assert said("2025", "other", "", "Annual (end of Sept)") == "2025, annual (end of Sept)"
    assert said("202425", "academic", "provisional") == "2024/25, academic year, provisional"


def test_that_the_real_attainment_table_says_final_and_revised(real_data):
    table = read_table(real_data / "indicators" / "dfe_ees_2025" / "ks4_la.csv")
    assert isinstance(table, ValueTable)
    measure = next(each for each in table.measures if len(each.periods) == 7)
    assert measure.states == ("final", "revised", "revised", "final", "final", "final", "revised")
    assert set(measure.kinds) == {"academic"}
