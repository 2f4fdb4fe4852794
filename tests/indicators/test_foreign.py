"""Extracts of Fingertips, downloads of LG Inform and LAIT's published workbook, made up in the shape their publishers give them."""

from __future__ import annotations

import openpyxl
import pytest

from wmpeer.indicators.catalogue import lait_facts
from wmpeer.indicators.errors import NoAuthorityRowsError
from wmpeer.indicators.plan import KnownBatch, codes_of, newest_of, plan_load
from wmpeer.indicators.read import read_table
from wmpeer.indicators.values import text_of

HEADINGS = (
    "Indicator ID", "Indicator Name", "Parent Code", "Parent Name", "Area Code", "Area Name", "Area Type", "Sex", "Age", "Category Type",
    "Category", "Time period", "Value", "Lower CI 95.0 limit", "Upper CI 95.0 limit", "Count", "Denominator", "Value note",
)  # fmt: skip
WALSALL = ("E08000030", "Walsall", "Counties & UAs (from Apr 2023)")


def tip(code="90319", area=WALSALL, sex="Persons", age="<18 yrs", category=("", ""), period="2023/24", value="70", count="300", note=""):
    return (
        code,
        "Children in care",
        "E12000005",
        "West Midlands",
        *area,
        sex,
        age,
        *category,
        period,
        value,
        "60",
        "80",
        count,
        "4000",
        note,
    )


def told(table) -> dict[tuple[str, str, str], str]:
    return {
        (row.name, measure.code, label): row.cells[measure.first + at]
        for row in table.areas for measure in table.measures for at, label in enumerate(measure.periods)
        if row.cells[measure.first + at] is not None
    }  # fmt: skip


def codes(table) -> list[str]:
    return sorted(problem.code for problem in table.problems)


def test_that_each_sex_is_a_measure_and_nothing_clashes(write):
    table = read_table(write("f.csv", HEADINGS, tip(), tip(sex="Male", value="75", count="160")))
    assert told(table) == {
        ("Walsall", "90319", "2023/24"): "70", ("Walsall", "90319 [Count]", "2023/24"): "300",
        ("Walsall", "90319 [Male]", "2023/24"): "75", ("Walsall", "90319 [Male] [Count]", "2023/24"): "160",
    }  # fmt: skip
    titles = {measure.code: (measure.title, measure.unit) for measure in table.measures}
    assert titles["90319 [Male]"] == ("Children in care: Male", "") and titles["90319 [Count]"] == ("Children in care: count", "Number")
    assert (table.source, table.publisher, codes(table)) == ("Fingertips", "fingertips", ["confidence-limits"])


def test_that_ages_are_told_apart_only_where_there_are_several(write):
    table = read_table(write("f.csv", HEADINGS, tip(count=""), tip(age="<5 yrs", value="9", count=""), tip(code="1", count="")))
    assert {code for _, code, _ in told(table)} == {"90319 [<18 yrs]", "90319 [<5 yrs]", "1"}


def test_that_a_note_stands_where_a_value_is_missing(write):
    table = read_table(
        write("f.csv", HEADINGS, tip(), tip(period="2022/23", value="", count="", note="Value suppressed for disclosure control"))
    )
    (raw,) = [raw for key, raw in told(table).items() if key[2] == "2022/23"]
    assert text_of(raw) == "Value suppressed for disclosure control" and "unknown-marker" not in codes(table)


def test_that_categories_and_other_tiers_are_left_out_and_said(write):
    decile = tip(area=("E92000001", "England", "England"), category=("Deprivation deciles", "Most deprived"), value="99")
    district = tip(area=("E07000999", "Newtown", "Districts & UAs (from Apr 2023)"), value="98")
    strange = tip(area=("E08000999", "Newshire", "Counties & UAs (from Apr 2023)"), value="97")
    table = read_table(
        write("f.csv", HEADINGS, tip(), decile, district, strange, tip(area=("E92000001", "England", "England"), value="60"))
    )
    assert {row.name: row.level for row in table.areas} == {"Walsall": "authority", "England": "country", "Newshire": "authority"}
    assert codes(table) == ["breakdowns-left-out", "confidence-limits", "other-levels", "strange-areas"]
    with pytest.raises(NoAuthorityRowsError):
        read_table(write("g.csv", HEADINGS, district))


def test_that_two_extracts_of_one_publisher_are_one_source(write):
    first, second = read_table(write("f.csv", HEADINGS, tip())), read_table(write("g.csv", HEADINGS, tip(code="1")))
    known = KnownBatch("e", first.sha256, first.kind, first.source, first.name, False, (), codes_of(first), newest_of(first), 1)
    assert (plan_load(second, [known]).table.source, plan_load(second, [known]).status) == ("Fingertips", "loaded")


def test_that_a_download_of_lg_inform_is_read(write):
    rows = (("area label", "area long label", "area", "Re-referrals (%)", "Re-referrals (%)"), ("", "", "", "2023/24", "2024/25"),
            ("Walsall", "Walsall Metropolitan Borough Council", "E08000030", "20", "21"),
            ("Mean for all single tier", "", "", "19", "18"))  # fmt: skip
    table = read_table(write("l.csv", *rows))
    assert told(table)["Walsall", "Re-referrals (%)", "2024/25"] == "21" and codes(table) == ["totals-kept"]
    assert (table.source, table.publisher) == ("LG Inform", "lginform")
    assert [row.level for row in table.areas] == ["authority", "other"]


def test_that_laits_workbook_is_read_without_its_ranks_and_doubled_areas(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "BDS"
    for row in (
        ("LAIT",), ("Short.Desc", "Data.item", "Years", "line", "Walsall", "West Midlands", "England", "England_2"),
        ("ReReferral", "Re-referrals", 2024, 1, 19.1, "-", 22.4, 22.4), ("ReReferral", "Re-referrals", 2025, 2, 19.7, 19.5, 22.6, 22.6),
        ("ReReferral", "Re-referrals", "Trend", 3, "up", "", "", ""),
        ("ReReferral", "Re-referrals", "Latest National Rank", 4, 33, "", "", ""),
    ):  # fmt: skip
        book.active.append(row)
    book.save(path := tmp_path / "lait.xlsx")
    table = read_table(path)
    assert told(table)["Walsall", "ReReferral", "2025"] == "19.7" and told(table)["West Midlands", "ReReferral", "2024"] == "-"
    assert len(told(table)) == 6 and (table.source, table.publisher) == ("LAIT", "lait")
    assert table.measures[0].title == lait_facts()["ReReferral"].title and table.measures[0].periods == ("2024", "2025")
    assert {problem.code: problem.where for problem in table.problems} == {"derived-rows-left-out": "rows 5, 6"}
