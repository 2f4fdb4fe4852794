"""Periods keep their labels and come in the right order, whatever their style."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.indicators.periods import cell_label, labelled, read_period
from wmpeer.indicators.states import kind_of

IN_ORDER = [
    ["0", "2016", "2017", "2018 (Rev)", "2019 (Rev)", "2020 (Final)", "2024 (Rev)", "2025 (prov)"],
    ["2014-16", "2015-17", "2016-18", "2018-20", "2020-22"],
    ["2013/14-15/16", "2014/15-16/17", "2021/22-23/24"],
    ["2015/16", "2016/17", "2022/23", "2023/24"],
    ["2016-17 (OT)", "2023-24 (OT)", "2024-25 (OT)"],
    ["201819", "201920", "202122", "202425"],
    ["Q1 2024", "Q2 2024", "Q3 2024", "Q4 2024", "Q1 2025"],
    ["2024/25 Q1", "2024/25 Q4", "2025/26 Q1"],
    ["Dec-24", "Jan-25", "Mar-25", "Apr-25"],
    ["September 2024", "October 2024", "January 2025"],
    ["2024-03", "2024-12", "2025-01"],
    ["202401", "202409", "202503"],
    ["202324 Summer term", "202425 Autumn term", "202425 Spring term", "202425 Summer term"],
    ["Autumn term 2023/24", "Spring term 2023/24", "Autumn term 2024/25"],
    ["30/06/2024", "31/03/2025", "01/04/2025"],
    ["31 March 2024", "30 June 2024", "31 March 2025"],
    ["2024-06-30", "2025-03-31"],
    ["2024 Week 2", "2024 Week 11", "2025 Week 1"],
    ["Apr 2023 to Mar 2024", "Apr 2024 to Mar 2025"],
    ["Year ending March 2024", "Year ending March 2025"],
    ["1998-99", "1999-00", "2000-01", "1999/2001"][:3],
    ["2023-2024", "2024-2025"],
    ["2023 to 2024", "2024 to 2025"],
    ["Apr-Jun 2024", "Jul-Sep 2024", "Oct-Dec 2024", "Jan-Mar 2025"],
    ["Q4 23/24", "Q1 24/25", "Q4 24/25"],
    ["12 months to March 2024", "12 months to June 2024", "12 months to March 2025"],
    ["202324 Part 1 (April to September)", "202324 Part 2 (October to March)", "202425 Part 1 (April to September)"],
]


@pytest.mark.parametrize("labels", IN_ORDER, ids=lambda labels: labels[0])
@given(seed=st.integers(0, 99))
def test_that_labels_of_one_style_sort_as_people_read_them(labels: list[str], seed: int) -> None:
    shuffled = random.Random(seed).sample(labels, len(labels))
    assert sorted(shuffled, key=lambda label: read_period(label).key) == labels


@pytest.mark.parametrize(
    ("label", "kind", "year"),
    [
        ("2025", "year", 2025),
        ("2023/24", "split-year", 2024),
        ("2024-25", "split-year", 2025),
        ("202425", "split-year", 2025),
        ("2018-20", "span", 2020),
        ("2013/14-15/16", "span", 2016),
        ("Q3 2024", "quarter", 2024),
        ("Mar-25", "month", 2025),
        ("202503", "month", 2025),
        ("31/03/25", "day", 2025),
        ("2025 (prov)", "year", 2025),
        ("0", "unknown", 0),
        ("", "unknown", 0),
        ("tbc", "unknown", 0),
        ("202425 Autumn term", "term", 2024),
        ("2024 Week 12", "week", 2024),
        ("1999-00", "split-year", 2000),
        ("Year ending 31 March 2024", "year", 2024),
        ("12 months to June 2024", "year", 2024),
        ("01/04/2023 to 31/03/2024", "year", 2024),
        ("1 April 2023 - 31 March 2024", "year", 2024),
        ("Apr 24 - Mar 25", "year", 2025),
        ("Apr-Jun 2024", "quarter", 2024),
        ("January to March 2024", "quarter", 2024),
        ("Q1 24/25", "quarter", 2024),
        ("FY24/25", "split-year", 2025),
        ("23/24", "split-year", 2024),
        ("FY 23-24", "split-year", 2024),
        ("16-17", "unknown", 0),
        ("31-Mar-24", "day", 2024),
        ("as at 31 Mar 2024", "day", 2024),
        ("45382", "unknown", 0),
        ("2024/25 Apr", "month", 2024),
        ("2024/25 H1", "span", 2024),
        ("202324 Part 1 (April to September)", "span", 2023),
        ("202324 Part 2 (October to March)", "span", 2024),
    ],
)
def test_that_a_label_tells_its_kind_and_its_last_year(label: str, kind: str, year: int) -> None:
    period = read_period(label)
    assert (period.label, period.kind, period.year) == (label, kind, year)


@given(st.text(max_size=25))
def test_that_any_label_is_kept_and_has_a_place(label: str) -> None:
    period = read_period(label)
    assert period.label == label
    assert sorted([period, read_period("2025")]) in ([period, read_period("2025")], [read_period("2025"), period])


@given(st.integers(1990, 2060), st.sampled_from(["{0}/{2:02}", "{0}-{2:02}", "{0}{2:02}", "{0}/{1}", "{0} to {1}", "{0}–{2:02} (OT)"]))
def test_that_a_split_year_lies_between_the_years_it_joins(year: int, style: str) -> None:
    label = style.format(year, year + 1, (year + 1) % 100)
    period = read_period(label)
    assert period.kind == "split-year"
    assert read_period(str(year)).key < period.key < read_period(str(year + 1)).key


@pytest.mark.parametrize(
    ("period", "identifier", "label"),
    [
        ("2025", "Reporting year", "2025"),
        ("202425", "Academic year", "202425"),
        ("202425", "Financial year Q1", "202425 Q1"),
        ("202425", "Autumn term", "202425 Autumn term"),
        ("2025", "January", "2025 January"),
        ("2025", "Week 3", "2025 Week 3"),
    ],
)
def test_that_a_table_of_statistics_is_labelled_as_it_labels_itself(period: str, identifier: str, label: str) -> None:
    assert labelled(period, identifier) == label
    assert read_period(label).kind != "unknown"


def test_that_people_read_a_six_digit_year_with_a_stroke() -> None:
    assert [read_period(label).words for label in ("202425", "202503", "2025", "202425 Q1")] == ["2024/25", "202503", "2025", "2024/25 Q1"]


def test_that_a_column_of_periods_loses_what_a_spreadsheet_made_of_it() -> None:
    assert [cell_label(text) for text in ("45382", "2025.0", " 2025-03-31 00:00:00", "2023/24", "202425", "99999")] == [
        "2024-03-31", "2025", "2025-03-31", "2023/24", "202425", "99999",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("FY 2023/24", "financial"), ("Financial year 2023-24", "financial"), ("Year ending March 2024", "financial"),
        ("AY 2023/24", "academic"), ("2023/24 academic year", "academic"), ("Calendar year 2024", "calendar"),
        ("12 months to June 2024", "other"), ("2023/24", ""), ("Apr-Jun 2024", "quarter"), ("31-Mar-24", "snapshot"),
    ],
)  # fmt: skip
def test_that_a_label_tells_which_year_it_is(label: str, kind: str) -> None:
    assert kind_of(label) == kind
