"""When data was given out: as the file says, as its workbook was saved, or as a person says; never guessed."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from table_samples import GEOGRAPHY, herefordshire, walsall

from wmpeer.indicators.actions import load_table, set_released
from wmpeer.indicators.plan import plan_load
from wmpeer.indicators.queries import batches, benchmark, known_areas, known_batches
from wmpeer.indicators.read import read_table, read_tables
from wmpeer.indicators.released import day_above, released_words, told_by_a_person
from wmpeer.indicators.sheet_reader import saved_on

HEAD = ("Indicator", "Authority", "Period", "Value")
ROWS = (("Contacts", "Walsall", "2024", "7"), ("Contacts", "Herefordshire", "2024", "9"))


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        ((("Published: 31 October 2025",),), "2025-10-31"), ((("Title",), ("Release date", "30/10/2025", "")), "2025-10-30"),
        ((("Last updated 2025-10-30.",),), "2025-10-30"), ((("", "Date of publication:", "30 Oct 2025"),), "2025-10-30"),
        ((("Published: soon",),), ""), ((("Released figures are provisional",),), ""), ((("published", "a", "b", "c", "31/10/2025"),), ""),
        ((), ""),
    ],
)  # fmt: skip
def test_that_only_a_line_that_gives_a_day_is_taken_as_one(rows, day):
    assert day_above(rows) == day


def test_that_a_table_keeps_the_day_that_stands_above_it(workspace, write, load):
    load(write("regional.csv", ("Contacts in the region",), ("Published: 31 October 2025",), HEAD, *ROWS))
    (line,) = workspace.read(batches)
    assert line.released_on == "2025-10-31"
    assert released_words(line.name, line.released_on, dict(line.choices)) == "Released 31 October 2025, as the file says."


def test_that_a_workbook_says_when_it_was_last_saved(tmp_path, workspace):
    book = Workbook()
    for row in (HEAD, *ROWS):
        book.active.append(row)
    book.save(tmp_path / "regional.xlsx")
    today = datetime.now().date().isoformat()  # noqa: DTZ005  (the library writes the day it saves)
    assert saved_on((tmp_path / "regional.xlsx").read_bytes())[:7] == today[:7]
    (table,) = read_tables(tmp_path / "regional.xlsx", book=workspace.read(known_areas))
    assert table.released_on[:7] == today[:7]
    assert released_words("a.xlsx", "2025-10-31", {}) == "Released 31 October 2025, as the workbook says, or last saved then."


def test_that_no_workbook_and_a_broken_one_say_nothing():
    assert saved_on(b"") == saved_on(b"\xd0\xcf\x11\xe0") == ""
    data = io.BytesIO()
    Workbook().save(data)
    assert saved_on(data.getvalue()) != ""


def test_that_a_file_of_which_nobody_says_when_has_no_day(workspace, write, load):
    load(write("c1_2013_to_2024.csv", (*GEOGRAPHY, "referral_count"), walsall(2024, 5), herefordshire(2024, 6)))
    (line,) = workspace.read(batches)
    assert line.released_on == ""
    assert released_words(line.name, "", {}) == "It does not say when it was released."


def test_that_the_dictionary_is_as_new_as_its_newest_update(write):
    head = (
        "Measure_short",
        "Measure",
        "Polarity",
        "y_axis_name",
        "Topic",
        "Last Update",
        "Next Update",
        "dps",
        "Year_Type",
        "Measure_code",
    )
    rows = (
        ("A", "A", "Low", "%", "T", "46082", "46447", "1", "Financial", "1"),
        ("B", "B", "-", "%", "T", "New Data", "TBC", "1", "Financial", "2"),
    )
    assert read_table(write("lait_data_dictionary.csv", head, *rows)).released_on == "2026-03-01"


@pytest.fixture
def give(workspace):
    """Reads a file, with the day that a person says, plans and keeps it, as the command line does."""

    def given(path, day=""):
        (table,) = told_by_a_person(read_tables(path, book=workspace.read(known_areas)), day)
        return load_table(workspace, plan_load(table, workspace.read(known_batches)))

    return given


def test_that_a_person_says_it_at_loading_or_later_and_it_stays(workspace, write, give):
    path = write("regional.csv", ("Published: 31 October 2025",), HEAD, *ROWS)
    assert give(path, "2025-11-02").status == "loaded"
    (line,) = workspace.read(batches)
    assert released_words(line.name, line.released_on, dict(line.choices)) == "Released 2 November 2025, as a person said."
    assert give(path).status == "unchanged"
    set_released(workspace, line.entity, date(2025, 11, 3))
    assert [one.released_on for one in workspace.read(batches)] == ["2025-11-03"]
    assert give(path).status == "unchanged"


@pytest.mark.parametrize("first", [0, 1])
def test_that_of_two_releases_that_reach_as_far_the_one_given_out_later_counts(workspace, write, give, first):
    """The revised table may be loaded before the provisional one: the day decides, not the order."""
    told = [("regional prov.csv", "2025-10-31", "7"), ("regional rev.csv", "2025-12-04", "8")]
    for name, day, value in (told[first], told[1 - first]):
        give(write(name, HEAD, ("Contacts", "Walsall", "2024", value), *ROWS[1:]), day)
    (row,) = workspace.read(benchmark, "E08000030", "Contacts")
    assert row.value == 8
