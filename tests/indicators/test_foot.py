"""Totals, notes under a table and areas that have ended are no authorities of the year they are told for."""

from __future__ import annotations

import pytest
from table_samples import LAIT

from wmpeer.indicators.foot import is_note, is_total
from wmpeer.indicators.plan import KnownBatch, authorities_in, codes_of, newest_of, plan_load
from wmpeer.indicators.read import read_table
from wmpeer.indicators.tables import ValueTable

LONG = ("Measure", "Year", "Local authority", "LA code", "Value")


def read(path) -> ValueTable:
    table = read_table(path)
    assert isinstance(table, ValueTable)
    return table


def levels(table: ValueTable) -> dict[str, str]:
    return {row.name: row.level for row in table.areas}


def said(table, code: str) -> list[tuple[str, str]]:
    return [(problem.where, problem.sentence) for problem in table.problems if problem.code == code]


TOTALS = ["Total", "TOTAL", "Grand total", "Regional total", "Mean for all English single tier authorities", "Average", "WM average",
          "Statistical neighbours", "All authorities", "Median", "Sum", "England average", "Totals:"]  # fmt: skip
NOTES = ["Source: DfE", "Note: provisional", "Notes", "* provisional figures", "1. Rounded to 10", "[1] Rounded", "(c) Crown copyright",
         "© Crown copyright", "Provisional figures as at 30 September", "Data are rounded", "Please note that this changed"]  # fmt: skip
AREAS = [
    "Walsall",
    "Herefordshire, County of",
    "Telford and Wrekin",
    "Isles of Scilly",
    "Newshire",
    "Northumberland",
    "Sumburgh",
    "Sourceton",
]


@pytest.mark.parametrize("name", TOTALS)
def test_that_a_total_is_known_by_its_words(name: str):
    assert is_total(name) and not is_note(name)


@pytest.mark.parametrize("text", NOTES)
def test_that_a_note_is_known_by_its_words(text: str):
    assert is_note(text) and not is_total(text)


@pytest.mark.parametrize("name", AREAS)
def test_that_an_area_is_neither(name: str):
    assert not is_total(name) and not is_note(name)


def test_that_totals_are_kept_as_other_and_notes_are_left_out_with_their_rows(write):
    path = write(
        "r.csv", LONG, ("CIN", "2024", "Walsall", "335", "12"), ("CIN", "2024", "Total", "", "30"), ("CIN", "2024", "Atlantis", "", "15"),
        ("", "", "", "", ""), ("Source: someone", "", "", "", ""), ("", "", "* provisional figures", "", ""),
    )  # fmt: skip
    table = read(path)
    assert levels(table) == {"Walsall": "authority", "Total": "other", "Atlantis": "other"} and table.rows == 3
    assert said(table, "notes-left-out") == [("rows 6, 7", "Left out: 2 rows of notes (“Source: someone”, “* provisional figures”).")]
    assert "Total" in said(table, "totals-kept")[0][1] and "Atlantis" in said(table, "strange-areas")[0][1]
    assert "Total" not in said(table, "strange-areas")[0][1]


def test_that_a_row_of_lait_without_a_region_is_no_region(write):
    rows = [("A", "Ay", "2025", name, "5", number, region) for name, number, region in
            (("Walsall", "335.0", "West Midlands"), ("Total", "", ""), ("Average of all", "999", "NA"), ("West Midlands", "984.0", "NA"))
            ]  # fmt: skip
    table = read(write("lait.csv", LAIT, *rows))
    assert levels(table) == {"Walsall": "authority", "Total": "other", "Average of all": "other", "West Midlands": "region"}


def test_that_figures_for_an_area_after_it_ended_are_said_with_its_last_day(write):
    rows = [("CIN", year, "Cumbria", "909", "12") for year in ("2019", "2024")]
    (sentence,) = said(read(write("r.csv", LONG, *rows)), "ended-areas")
    assert "Cumbria" in sentence[1] and "31 March 2023" in sentence[1] and "2024" in sentence[1]
    assert said(read(write("s.csv", LONG, rows[0], ("CIN", "2024", "Cumbria", "909", "z"))), "ended-areas") == []


def test_that_rows_without_an_area_an_indicator_or_of_another_width_are_named_by_their_rows(tmp_path):
    path = tmp_path / "r.csv"
    lines = [
        "Returns",
        "",
        ",".join(LONG),
        "CIN,2024,Walsall,335,1",
        "CIN,2024,,,5",
        "CIN,2024,Dudley,332",
        ",2024,Dudley,332,7",
        "CIN,2024,,,6",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = read(path)
    assert {problem.code: problem.where for problem in table.problems} == {
        "area-missing": "rows 5, 8", "ragged-rows": "row 6", "row-unnamed": "row 7",
    }  # fmt: skip


def test_that_fifty_rows_are_named_and_all_are_counted(write):
    table = read(write("r.csv", LONG, ("CIN", "2024", "Walsall", "335", "1"), *[("CIN", "2024", "", "", "5")] * 70))
    ((where, sentence),) = said(table, "area-missing")
    assert where.startswith("rows 3, 4, 5,") and where.endswith("52 and 20 more") and "70 rows" in sentence


LAIT_ROWS = ("indicator_code", "title", "pol", "unit", "ytype", "period", "old_la_code", "area", "value")
REREFERRALS = "Re-referrals to children's social care within 12 months of the previous referral (%)"


def test_that_an_extract_of_lait_is_lait_and_stands_behind_it(write):
    extract = read(write("wm.csv", LAIT_ROWS, ("ReReferral", REREFERRALS, "Low", "%", "Financial Year", "2025", "335", "Walsall", "19.7")))
    assert extract.source == "LAIT" and extract.measures[0].polarity == "Low" and extract.measures[0].topic
    rows = [("ReReferral", REREFERRALS, "2025", name, "5", "", "West Midlands") for name in ("Walsall", "Dudley", "Sandwell", "Solihull")]
    lait = read(write("lait.csv", LAIT, *rows))
    known = KnownBatch(
        "e", lait.sha256, lait.kind, lait.source, lait.name, False, (), codes_of(lait), newest_of(lait), authorities_in(lait)
    )
    plan = plan_load(extract, [known])
    assert (plan.status, plan.takes_place_of, [problem.code for problem in plan.problems]) == ("loaded", (), ["extract"])


def test_that_a_regions_own_table_is_not_lait_for_one_code_that_is_alike(write):
    assert read(write("riia.csv", ("Indicator", "Period", "Local authority", "Value"), ("CIN", "2025", "Walsall", "1"))).source == "riia"
    other = read(write("riia.csv", LAIT_ROWS, ("CIN", "Children in the network", "", "", "", "2025", "335", "Walsall", "1")))
    assert other.source == "riia" and other.measures[0].title == "Children in the network"
