"""Inspection outcomes: days in every style, grades in words, and what was not judged then."""

from __future__ import annotations

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.indicators.errors import UnknownTableError
from wmpeer.indicators.inspections import NO_SEPARATE, read_day
from wmpeer.indicators.read import read_table
from wmpeer.indicators.rules import inspection_flags
from wmpeer.indicators.tables import InspectionRow, InspectionTable

FLAT = (
    "old_la_code",
    "new_la_code",
    "la_name",
    "ilacs_start",
    "ilacs_end",
    "ilacs_published",
    "ilacs_type",
    "overall",
    "leaders",
    "help_protection",
    "in_care",
    "care_leavers",
    "send_outcome",
    "send_start",
    "send_end",
    "send_published",
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/10/2022", "2022-10-31"),
        ("13/01/23", "2023-01-13"),
        ("01/01/1900", ""),
        ("", ""),
        ("NA", ""),
        ("2025-09-25", "2025-09-25"),
        ("2025-09-25 00:00:00", "2025-09-25"),
        ("45747", "2025-03-31"),
        ("31 March 2025", "2025-03-31"),
        ("3rd June 2025", "2025-06-03"),
        ("31/02/2025", None),
        ("soon", None),
        ("13/13/2025", None),
        ("1.5.2025", "2025-05-01"),
        ("31-03-25", "2025-03-31"),
        ("0", None),
    ],
)
def test_that_a_day_is_read_in_any_style(text: str, day: str | None) -> None:
    assert read_day(text) == day


@given(st.dates(min_value=__import__("datetime").date(2000, 1, 1), max_value=__import__("datetime").date(2068, 12, 31)))
def test_that_day_comes_before_month_and_two_digits_are_this_century(day) -> None:
    assert read_day(day.strftime("%d/%m/%Y")) == read_day(day.strftime("%d/%m/%y")) == day.isoformat()


def inspections(path) -> InspectionTable:
    table = read_table(path)
    assert isinstance(table, InspectionTable)
    return table


def test_that_one_line_tells_both_inspections(write):
    row = (
        "332",
        "E08000027",
        "Dudley",
        "31/10/2022",
        "11/11/2022",
        "13/01/23",
        "standard",
        "requires improvement",
        "Requires improvement to be good",
        "good",
        "inadequate",
        "inspection_pre_dates_judgement",
        "2",
        "20/01/25",
        "24/01/25",
        "11/03/25",
    )
    ilacs, send = inspections(write("outcomes.csv", FLAT, row)).inspections
    assert (ilacs.area, ilacs.start, ilacs.published) == ("E08000027", "2022-10-31", "2023-01-13")
    assert (ilacs.overall, ilacs.leaders, ilacs.in_care) == ("requires-improvement", "requires-improvement", "inadequate")
    assert ilacs.care_leavers == NO_SEPARATE
    assert (send.framework, send.outcome, send.start, send.overall) == ("send", "2", "2025-01-20", "")


def test_that_a_blank_for_care_leavers_before_2023_is_no_gap(write):
    rows = [
        ("330", "", "Birmingham", start, "", "", "standard", "good", "good", "good", "good", "", "", "", "", "")
        for start in ("01/11/2022", "01/02/2023")
    ]
    before, after = inspections(write("outcomes.csv", FLAT, *rows)).inspections
    assert (before.care_leavers, after.care_leavers) == (NO_SEPARATE, "")


def test_that_grades_of_schools_are_no_authoritys(write):
    headings = ("Local authority", "School name", "Inspection start date", "Overall effectiveness", "Leadership")
    with pytest.raises(UnknownTableError):
        inspections(write("t.csv", headings, ("Walsall", "A school", "2024-03-01", "Inadequate", "Inadequate")))


def test_that_a_grade_told_by_its_number_is_that_grade(write):
    headings = ("Local authority", "Inspection start date", "Overall effectiveness", "Impact of leaders", "Children in care")
    table = inspections(write("t.csv", headings, ("Walsall", "45000", "1", "2.0", "4"), ("Dudley", "2024-03-01", "3", "NULL", "9")))
    assert [(row.overall, row.leaders, row.in_care) for row in table.inspections] == [
        ("requires-improvement", "", "9"), ("outstanding", "good", "inadequate"),
    ]  # fmt: skip
    assert [problem.code for problem in table.problems] == ["unknown-grade"]


def test_that_no_overall_grade_since_april_2026_is_simply_none(write):
    row = ("330", "", "Birmingham", "04/05/2026", "", "", "short", "", "good", "good", "good", "outstanding", "", "", "", "")
    (one,) = inspections(write("outcomes.csv", FLAT, row)).inspections
    assert (one.overall, one.leaders) == ("", "good")


def test_that_an_unknown_grade_and_an_impossible_day_are_said_and_kept_apart(write):
    row = ("330", "", "Birmingham", "31/02/2025", "", "", "standard", "excellent", "good", "good", "good", "good", "", "", "", "")
    table = inspections(write("outcomes.csv", FLAT, row))
    assert sorted(problem.code for problem in table.problems) == ["unknown-grade", "unreadable-date"]
    assert (table.inspections[0].overall, table.inspections[0].start) == ("excellent", "")


def test_that_all_sheets_of_the_official_workbook_are_read_and_each_inspection_kept_once(tmp_path):
    judged = [
        "Overall effectiveness",
        "The impact of leaders on social work practice with children and families",
        "The experiences and progress of children who need help and protection",
        "The experiences and progress of children in care",
        "The experiences and progress of care leavers",
    ]
    head = ["Web link", "Local authority area code", "Local authority name", "Inspection date", "Publication date"]
    book = openpyxl.Workbook()
    latest, visits = book.active, book.create_sheet("In-year_inspections")
    for row in (
        ["Outcomes as at 31 March"],
        ["One table, from A3."],
        [*head, *judged],
        ["Page", "E08000025", "Birmingham", "2023-02-20", "2023-04-18", "Good", "Good", "Good", "Good", "Good"],
    ):
        latest.append(row)
    for row in (
        [*head, "Inspection/Visit type", *judged, "Visit Theme"],
        ["Page", "E08000025", "Birmingham", "2024-09-24", "2024-10-24", "ILACS Focused Visit", "", "", "", "", "", "Children in care"],
        [
            "Page",
            "E08000025",
            "Birmingham",
            "2023-02-20",
            "2023-04-18",
            "ILACS Standard Inspection",
            "Good",
            "Good",
            "Good",
            "Good",
            "Good",
            "",
        ],
    ):
        visits.append(row)
    book.save(tmp_path / "outcomes.xlsx")
    standard, visit = inspections(tmp_path / "outcomes.xlsx").inspections
    assert (standard.type, standard.overall, standard.published) == ("standard", "good", "2023-04-18")
    assert (visit.type, visit.theme, visit.overall) == ("focused visit", "Children in care", "")


def one(**told: str) -> InspectionRow:
    return InspectionRow("E1", "Kelsborough", **{"framework": "ilacs", "start": "2025-01-06", "published": "2025-03-01", **told})  # type: ignore[arg-type]


def rules_met(*rows: InspectionRow, today: str = "2026-11-01") -> list[str]:
    return [flag.rule for flag in inspection_flags(rows, today)]


def test_that_an_inadequate_area_is_asked_about_by_name():
    (flag,) = inspection_flags([one(in_care="inadequate", leaders="good")], "2026-11-01")
    assert flag.rule == "inspection-inadequate"
    assert flag.sentence == "Children in care: inadequate at the inspection published 1 March 2025."


def test_that_requires_improvement_counts_only_twice_running():
    now, before = one(leaders="requires-improvement"), one(leaders="requires-improvement", published="2021-02-01", start="2020-12-01")
    assert rules_met(now, before) == ["inspection-requires-improvement-twice"]
    assert rules_met(now) == rules_met(now, one(leaders="good")) == []


def test_that_a_visit_without_grades_does_not_stand_between_two_inspections():
    visit = one(type="focused visit", theme="Front door")
    assert rules_met(visit, one(leaders="inadequate")) == ["inspection-inadequate"]


@pytest.mark.parametrize(
    ("outcome", "start", "today", "met"),
    [
        ("3", "2024-04-22", "2026-11-01", ["send-outcome-3"]),
        ("2", "2023-07-03", "2026-11-01", ["send-outcome-2-due"]),
        ("2", "2025-01-20", "2026-11-01", []),
        ("1", "2020-01-01", "2026-11-01", []),
        ("2", "2023-07-03", "2026-07-02", []),
    ],
)
def test_that_an_area_send_outcome_is_asked_about_when_it_is_time(outcome, start, today, met):
    assert rules_met(one(framework="send", outcome=outcome, start=start), today=today) == met


def test_that_a_scraped_overview_of_area_send_outcomes_is_read(write):
    head = (
        "urn",
        "la_code",
        "stat_neighbours",
        "local_authority",
        "outcome_grade",
        "inspection_start_date",
        "publication_date",
        "inspection_outcome_text",
    )
    rows = [
        ("80464", "332", "384, 894", "dudley", "2", "20/01/25", "11/03/25", "..."),
        ("80474", "884", "943, 860", "herefordshire", "The arrangements lead to inconsistent experiences", "02/12/24", "07/02/25", "..."),
    ]
    found = inspections(write("send.csv", head, *rows)).inspections
    assert [(one.area, one.framework, one.outcome, one.start) for one in found] == [
        ("E08000027", "send", "2", "2025-01-20"),
        ("E06000019", "send", "2", "2024-12-02"),
    ]
