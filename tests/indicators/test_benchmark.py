"""A figure beside England, its region and its neighbours: of one source, in one period; a marker is never a number."""

from __future__ import annotations

import json

import pytest
from table_samples import GEOGRAPHY, england, herefordshire, region, walsall

from wmpeer.indicators.queries import (
    benchmark,
    card,
    card_series,
    indicator_series,
    inspections,
    measures,
    neighbours,
    search_measures,
)
from wmpeer.indicators.rules import inspection_flags
from wmpeer.indicators.tables import InspectionRow

HEREFORDSHIRE, WALSALL = "E06000019", "E08000030"
HEAD = (*GEOGRAPHY, "rereferral_percent", "referral_count")
KEYS = {
    "code",
    "source",
    "title",
    "unit",
    "polarity",
    "period",
    "value",
    "raw",
    "text",
    "marker",
    "england",
    "region",
    "neighbours",
    "model",
    "trend",
    "neighbours_count",
    "flags",
}


def dudley(period: object, *cells: object) -> tuple[object, ...]:
    row = list(walsall(period, *cells))
    row[7:10] = ["332", "E08000027", "Dudley"]
    return tuple(row)


@pytest.fixture
def loaded(write, load) -> None:
    load(
        write(
            "sn_2025.csv",
            ("la_name", "rank", "sn_name"),
            ("Herefordshire", "1", "Walsall"),
            ("Herefordshire", "2", "Dudley"),
            ("Herefordshire", "3", "Leeds"),
        )
    )
    load(write("sn_2021.csv", ("la_name", "rank", "sn_name"), ("Herefordshire", "1", "Dudley")))
    rows = [
        england(2024, "22.4", 1),
        region(2024, "20.7", 1),
        herefordshire(2024, "u", "low"),
        walsall(2024, "21.3", 1),
        dudley(2024, "20", 1),
        england(2025, "22.6", 2),
        region(2025, "19.5", 2),
        herefordshire(2025, "14.8", "c"),
        walsall(2025, "19.7", 2),
        dudley(2025, "c", 2),
    ]
    load(write("c1.csv", HEAD, *rows))


def test_that_a_figure_stands_beside_its_comparators(workspace, loaded):
    row = workspace.read(benchmark, HEREFORDSHIRE, "rereferral_percent")[0]
    assert (row.period, row.value, row.raw, row.text, row.marker) == ("2025", 14.8, "14.8", "14.8", None)
    assert (row.england, row.region) == (22.6, 19.5)
    assert (row.neighbours, row.neighbours_count, row.model) == (19.7, 1, "2025")
    assert row.trend == (("2024", None), ("2025", 14.8))


def test_that_the_newest_period_counts_even_if_it_is_a_marker(workspace, loaded):
    row = workspace.read(benchmark, HEREFORDSHIRE, "referral_count")[0]
    assert (row.period, row.value, row.raw, row.marker) == ("2025", None, "c", "c")
    assert row.text == "suppressed to protect confidentiality"
    assert row.trend == (("2024", None), ("2025", None))
    assert [flag.rule for flag in row.flags] == ["no-value"]


def test_that_another_model_may_be_asked_for(workspace, loaded):
    row = workspace.read(benchmark, HEREFORDSHIRE, "rereferral_percent", None, "2021")[0]
    assert (row.neighbours, row.neighbours_count, row.model) == (None, 0, "2021")
    assert [line.name for line in workspace.read(neighbours, HEREFORDSHIRE)] == ["Walsall", "Dudley", "Leeds"]
    assert [line.name for line in workspace.read(neighbours, HEREFORDSHIRE, "2021")] == ["Dudley"]
    assert workspace.read(neighbours, HEREFORDSHIRE, "1999") == ()


def test_that_the_json_has_the_keys_that_are_relied_on(workspace, loaded):
    told = json.loads(json.dumps(workspace.read(benchmark, HEREFORDSHIRE, "rereferral_percent")[0].as_json()))
    assert set(told) >= KEYS  # more may be added
    assert told["trend"] == [["2024", None], ["2025", 14.8]]
    assert told["source"] == "c1"


def test_that_the_neighbours_mean_is_not_rounded(workspace, write, load, loaded):
    load(write("d1.csv", HEAD, herefordshire(2025, "1", 1), walsall(2025, "0.1", 1), dudley(2025, "0.2", 1)))
    row = workspace.read(benchmark, HEREFORDSHIRE, "rereferral_percent", "d1")[0]
    assert row.neighbours == (0.1 + 0.2) / 2
    assert row.neighbours_count == 2


def test_that_a_code_is_found_whatever_its_case_and_a_stranger_brings_nothing(workspace, loaded):
    assert len(workspace.read(benchmark, HEREFORDSHIRE, "REREFERRAL_PERCENT")) == 1
    assert workspace.read(benchmark, HEREFORDSHIRE, "no-such-code") == ()
    assert workspace.read(benchmark, "E99999999") == ()
    assert workspace.read(benchmark, HEREFORDSHIRE, None, "no such source") == ()


def test_that_an_empty_workspace_has_nothing_to_compare(workspace):
    assert workspace.read(benchmark, HEREFORDSHIRE) == ()
    assert workspace.read(indicator_series, HEREFORDSHIRE, "ReReferral") is None
    assert workspace.read(inspections, HEREFORDSHIRE) == ()


@pytest.mark.parametrize("told", [None, "X12000001"])
def test_that_an_invented_region_is_compared_with_itself(workspace, write, load, told):
    own, other, whole = list(herefordshire(2025, "14.8", 5)), list(walsall(2025, "16", 5)), list(region(2025, "15.5", 5))
    own[5:10] = ["X12000001", "Kelsmarch", "9001", "X99000001", "Kelsborough"]
    other[5:10] = ["X12000001", "Kelsmarch", "9002", "X99000002", "Tarn"]
    whole[5:7] = ["X12000001", "Kelsmarch"]
    load(write("c1.csv", HEAD, own, other, whole, region(2025, "19.5", 1), england(2025, "22.6", 9)))
    row = workspace.read(benchmark, "X99000001", "rereferral_percent", None, None, told)[0]
    assert (row.value, row.region, row.england) == (14.8, 15.5, 22.6)
    series = workspace.read(indicator_series, "X99000001", "rereferral_percent")
    assert [line.name for line in series.members] == ["Kelsborough", "Tarn"]


def test_that_an_invented_region_of_a_long_table_is_compared_with_itself(workspace, write, load):
    head = ("Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region")
    rows = [
        ("Visits", "", "2025", name, value, number, lies_in)
        for name, value, number, lies_in in (
            ("Kelsborough", "14.8", "9001", "Kelsmarch"),
            ("Tarn", "16", "9002", "Kelsmarch"),
            ("Kelsmarch", "15.5", "9900", "NA"),
            ("England", "22.6", "970", "NA"),
        )
    ]
    load(write("lait.csv", head, *rows))
    row = workspace.read(benchmark, "9001")[0]
    assert (row.value, row.region, row.england) == (14.8, 15.5, 22.6)


def test_that_a_series_tells_the_chart_everything(workspace, loaded):
    series = workspace.read(indicator_series, HEREFORDSHIRE, "rereferral_percent")
    assert series.periods == ("2024", "2025")
    assert (series.own.values, series.own.raws) == ((None, 14.8), ("u", "14.8"))
    assert series.england.values == (22.4, 22.6)
    assert series.region.values == (20.7, 19.5)
    assert series.neighbours.values == ((21.3 + 20) / 2, 19.7)
    assert [line.name for line in series.members] == ["Dudley", "Herefordshire", "Walsall"]


def test_that_members_may_be_chosen(workspace, loaded):
    series = workspace.read(indicator_series, HEREFORDSHIRE, "rereferral_percent", None, None, None, (WALSALL,))
    assert [line.key for line in series.members] == [WALSALL]


def test_that_inspections_come_newest_first_and_the_source_loaded_last_tells(workspace, write, load):
    head = ("la_name", "ilacs_start", "ilacs_published", "overall", "leaders", "help_protection", "in_care", "care_leavers")
    load(
        write(
            "old.csv",
            head,
            ("Walsall", "06/01/2025", "", "good", "good", "good", "good", "good"),
            ("Walsall", "01/02/2021", "", "good", "good", "good", "good", ""),
        )
    )
    load(write("new.csv", head, ("Walsall", "06/01/2025", "01/03/2025", "good", "good", "good", "inadequate", "good")))
    lines = workspace.read(inspections, WALSALL)
    assert [(line.inspection.start, line.inspection.in_care, line.source) for line in lines] == [
        ("2025-01-06", "inadequate", "new"),
        ("2021-02-01", "good", "old"),
    ]
    assert isinstance(lines[0].inspection, InspectionRow)
    assert [flag.rule for flag in inspection_flags([line.inspection for line in lines], "2026-11-01")] == ["inspection-inadequate"]


def test_that_measures_are_found_by_the_words_of_their_title_or_their_code(workspace, loaded):
    assert [line.code for line in workspace.read(search_measures, "previous RE-REFERRALS")] == ["rereferral_percent"]
    assert [line.code for line in workspace.read(search_measures, "referral_count", 1)] == ["referral_count"]
    assert [line.code for line in workspace.read(search_measures, "re-referrals within 12 months", 1)] == ["rereferral_percent"]
    assert workspace.read(search_measures, "lighthouse") == workspace.read(search_measures, " ") == ()
    assert [(line.code, line.source) for line in workspace.read(measures)] == [("rereferral_percent", "c1"), ("referral_count", "c1")]


def test_that_england_is_meant_and_not_the_united_kingdom(workspace, write, load):
    kingdom = list(england(2025, "30", 1))
    kingdom[3:5] = ["K02000001", "United Kingdom"]
    load(write("uk.csv", HEAD, england(2025, "22.6", 1), kingdom, herefordshire(2025, "14.8", 1)))
    assert [row.england for row in workspace.read(benchmark, HEREFORDSHIRE)] == [22.6, 1]


def test_that_an_areas_card_has_its_measures_in_the_cards_order(workspace, loaded):
    rows = workspace.read(card, HEREFORDSHIRE, "help-and-protection")
    assert [row.code for row in rows] == ["referral_count", "rereferral_percent"]
    assert [series.code for series in workspace.read(card_series, HEREFORDSHIRE, "help-and-protection")] == [
        "referral_count",
        "rereferral_percent",
    ]
    assert workspace.read(card, HEREFORDSHIRE, "send") == workspace.read(card_series, HEREFORDSHIRE, "send") == ()
