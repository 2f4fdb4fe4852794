"""The one description of a picture: what is drawn on the screen, in a PDF and in a workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.indicators.charts import REGION, ChartBand, describe, describe_strip
from wmpeer.indicators.compared import Restated
from wmpeer.indicators.records import IndicatorSeries, SeriesLine
from wmpeer.indicators.rules import Flag
from wmpeer.indicators.spc import control

PERIODS = ("2021", "2022", "2023", "2024")


def line(key: str, name: str, *raws: str) -> SeriesLine:
    return SeriesLine(key, name, tuple(float(raw) if raw.replace(".", "").isdigit() else None for raw in raws), raws)


OWN = line("A", "Ashcombe", "20.0", "c", "-", "14.8")
MEMBERS = (OWN, line("B", "Brackenford", "1", "1", "1", "20.0"), line("C", "Calderholt", "1", "1", "1", "c"))


def series(own: SeriesLine = OWN, **more: object) -> IndicatorSeries:
    given_ = {
        "code": "ReReferral", "source": "LAIT", "title": "Re-referrals", "unit": "Percentage", "polarity": "Low", "decimals": 1,
        "periods": PERIODS, "own": own, "england": line("E92000001", "England", "22.0", "22.2", "22.4", "22.6"),
        "region": line("", "West Midlands", "21", "21", "20", "19.5"),
        "neighbours": SeriesLine("", "Neighbours’ mean", (19.0, 19.0, 19.0, 19.68), ("",) * 4), "model": "2025",
        "members": MEMBERS, "bounds": (14.0, 24.0),
    }  # fmt: skip
    return IndicatorSeries(**(given_ | more))


def test_that_a_trend_says_itself_in_words_and_as_a_table():
    chart = describe(series())
    assert chart.kind == "trend" and (chart.sign, chart.places) == ("%", 1)
    assert [one.role for one in chart.lines] == ["own", "england", "region", "neighbours"]
    assert chart.alt == (
        "Ashcombe: Re-referrals (Percentage), 2021 to 2024. From 20.0 in 2021 to 14.8 in 2024. No figure for 2022, 2023. "
        "In 2024: England 22.6, West Midlands 19.5, Neighbours’ mean 19.7."
    )
    assert chart.table[0] == ("Period", "Ashcombe", "England", "West Midlands", "Neighbours’ mean")
    assert chart.table[2] == (
        "2022", "no value, marked “c” in the source: suppressed to protect confidentiality", "22.2", "21.0", "19.0",
    )  # fmt: skip
    assert chart.lines[0].texts == ("20.0", "suppressed", "no value", "14.8") and chart.lines[0].last == 3
    assert [(mark.place, mark.kind) for mark in chart.marks] == [(1, "no-value"), (2, "no-value")] and chart.notes == ()


def test_that_names_of_the_workspace_go_before_those_of_the_tables():
    chart = describe(series(), names={"A": "The Borough of Ashcombe", REGION: "Westmarch"})
    assert [one.name for one in chart.lines] == ["The Borough of Ashcombe", "England", "Westmarch", "Neighbours’ mean"]
    assert [one.name for one in describe(series(), roles=("england", "region")).lines] == ["England", "West Midlands"]


def test_that_periods_end_with_the_authoritys_newest_cell():
    chart = describe(series(line("A", "Ashcombe", "20.0", "18.0", "", "")))
    assert chart.periods == ("2021", "2022") and all(len(one.values) == 2 for one in chart.lines)
    assert describe_strip(series(line("A", "Ashcombe", "20.0", "18.0", "", ""))).periods == ("2022",)


def test_that_a_count_is_drawn_alone_and_a_doubtful_unit_without_england_and_the_region():
    assert [one.role for one in describe(series(is_count=True)).lines] == ["own"]
    unsure = series(flags=(Flag("unit-error", "England’s figure may be in another unit."),))
    assert [one.role for one in describe(unsure).lines] == ["own", "neighbours"]
    assert describe_strip(unsure).band is None and describe_strip(series(is_count=True)).lines == ()


def test_that_states_restatements_and_signals_are_marked_and_told():
    restated = (Restated("A", "ReReferral", "2021", "19.2", "20.0", "old", "new"), Restated("B", "ReReferral", "2024", "1", "2", "o", "n"))
    chart = describe(series(line("A", "Ashcombe", "20.0", "18.0 (r)", "17", "14.8"), states=("", "", "", "provisional")), restated=restated)
    assert [(mark.place, mark.kind) for mark in chart.marks if mark.kind != "no-value"] == [(0, "restated"), (3, "provisional")]
    assert chart.notes == ("Restated for 2021: was 19.2, now 20.0.", "2024 is provisional.")
    assert (
        chart.table[0][-1] == "Notes"
        and chart.table[1][-1] == "Restated for 2021: was 19.2, now 20.0."
        and chart.alt.endswith("2024 is provisional.")
    )


def long_series(**more: object) -> IndicatorSeries:
    values = [20, 21, 20, 21, 20, 21, 20, 21, 20, 40]
    own = line("A", "Ashcombe", *(str(value) for value in values))
    return replace(
        series(own, england=None, region=None, neighbours=None, members=(own,)),
        periods=tuple(str(2016 + at) for at in range(10)), **more,
    )  # fmt: skip


def test_that_a_control_chart_is_the_authority_alone_with_limits_and_signals():
    told = long_series()
    chart = describe(told, control(told))
    assert chart.kind == "control" and [one.role for one in chart.lines] == ["own"]
    (limits,) = chart.limits
    assert limits.since == 0 and limits.until == 9 and limits.lower >= 0
    assert {mark.kind for mark in chart.marks} == {"signal"} and [mark.place for mark in chart.marks] == list(range(10))
    assert chart.notes[0] == limits.sentence and "above the upper control limit" in chart.notes[1] and chart.notes[1] in chart.alt
    assert "9 figures in a row are below the mean" in chart.notes[2] and chart.table[0][-1] == "Notes"


def test_that_where_there_are_no_limits_the_reason_stands_below():
    chart = describe(series(), control(series()))
    assert chart.kind == "trend" and chart.notes == ("Control limits need 8 figures; there are 2.",)
    assert len(chart.lines) == 4


def test_that_the_strip_names_members_by_name_and_nobody_else():
    everyone = (*MEMBERS, *(line(f"X{at}", f"Elsewhere {at}", "1", "1", "1", str(at + 10)) for at in range(20)))
    chart = describe_strip(series(everyone=everyone), best="X3")
    assert chart.kind == "strip" and [(point.name, point.value, point.own) for point in chart.points] == [
        ("Ashcombe", 14.8, True), ("Brackenford", 20.0, False), ("Calderholt", None, False),
    ]  # fmt: skip
    assert chart.points[2].text == "marked “c” in the source: suppressed to protect confidentiality"
    assert chart.everyone == tuple(float(at + 10) for at in range(20)) and "Elsewhere 7" not in str(chart)
    assert [(one.role, one.name, one.values) for one in chart.lines] == [
        ("england", "England", (22.6,)), ("region", "West Midlands", (19.5,)), ("neighbours", "Neighbours’ mean", (19.68,)),
        ("best", "Best neighbour, Elsewhere 3", (13.0,)),
    ]  # fmt: skip
    assert chart.table[-2:] == (("Lowest of 22 authorities", "10.0"), ("Highest of 22 authorities", "29.0"))
    assert "20 other authorities stand as dots without a name." in chart.alt and "No value: Calderholt" in chart.alt


@pytest.mark.parametrize(
    ("polarity", "band"),
    [
        ("Low", ChartBand(24.0, "England’s highest fifth, from 24.0")),
        ("High", ChartBand(14.0, "England’s lowest fifth, up to 14.0", below=True)),
        ("-", None),
        ("", None),
    ],
)
def test_that_only_the_less_favourable_end_is_shaded_and_a_neutral_measure_has_none(polarity, band):
    assert describe_strip(series(polarity=polarity)).band == band


@given(st.lists(st.sampled_from(("", "c", "-", "5", "12.25", "0", "1,200", "z")), min_size=1, max_size=12))
def test_that_any_series_can_be_described(raws):
    labels = tuple(str(2010 + at) for at in range(len(raws)))
    own = line("A", "Ashcombe", *raws)
    chart = describe(replace(series(own, england=None, region=None, neighbours=None, members=()), periods=labels))
    assert len(chart.table) == len(chart.periods) + 1 and all(len(row) == len(chart.table[0]) for row in chart.table)
    assert {mark.place for mark in chart.marks if mark.kind == "no-value"} == {
        at for at, value in enumerate(chart.lines[0].values) if value is None
    }
    assert chart.alt.startswith("Ashcombe: Re-referrals")


def test_that_a_copy_says_measure_unit_source_release_period_and_day():
    chart = replace(describe(series()), release="May 2026")
    assert chart.origin(date(2026, 11, 22), "Ashcombe") == (
        f"Ashcombe: {chart.title}, {chart.unit}.",
        f"{chart.periods[0]} to {chart.periods[-1]}. Source: {chart.source}. Release: May 2026. Copied 22 November 2026.",
    )
