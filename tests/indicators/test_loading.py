"""Tables are taken in whole, once, and taken out again; what is newer takes the place of what is older, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select
from table_samples import GEOGRAPHY, LAIT, england, herefordshire, region, walsall

from wmpeer.indicators.actions import load_table, retire_batch
from wmpeer.indicators.errors import NotABatchError
from wmpeer.indicators.plan import plan_load
from wmpeer.indicators.queries import batches, benchmark, known_batches, sources
from wmpeer.indicators.read import read_table
from wmpeer.models.indicators import IndicatorArea, IndicatorMeasure, IndicatorTable
from wmpeer.models.journal import Revision
from wmpeer.progress import StoppedError

HEAD = (*GEOGRAPHY, "rereferral_percent")
HEREFORDSHIRE = "E06000019"


def c1(write, name: str, *figures: tuple[object, object]) -> Path:
    return write(
        name,
        HEAD,
        *(
            row
            for period, figure in figures
            for row in (england(period, "22.6"), region(period, "19.5"), herefordshire(period, figure), walsall(period, "19.7"))
        ),
    )


def lait(write, name: str, *rows: tuple[str, str, str, str, str]) -> Path:
    return write(name, LAIT, *((code, "", period, area, value, number, "West Midlands") for code, period, area, number, value in rows))


def counts(workspace) -> tuple[int, ...]:
    return workspace.read(
        lambda session: tuple(
            session.scalar(select(func.count()).select_from(rows)) for rows in (IndicatorTable, IndicatorMeasure, IndicatorArea, Revision)
        )
    )


def value_of(workspace, source: str | None = None) -> list[tuple[str, str, float | None]]:
    return [(row.source, row.period, row.value) for row in workspace.read(benchmark, HEREFORDSHIRE, "rereferral_percent", source)]


def test_that_a_table_is_kept_with_one_revision(workspace, write, load):
    done = load(c1(write, "c1_2013_to_2025.csv", (2024, "u"), (2025, "14.8")))
    assert (done.status, counts(workspace)) == ("loaded", (1, 1, 4, 1))
    (line,) = workspace.read(batches)
    assert (line.source, line.kind, line.rows, line.values, dict(line.markers), line.release) == (
        "c1",
        "indicators",
        8,
        7,
        {"u": 1},
        "2024 to 2025",
    )
    assert line.sha256 == done.sha256


def test_that_the_same_file_twice_changes_nothing(workspace, write, load, tmp_path):
    path = c1(write, "c1.csv", (2025, "14.8"))
    load(path)
    before = counts(workspace)
    assert load(path).status == "unchanged"
    assert load(path.rename(tmp_path / "another name.csv")).status == "unchanged"
    assert counts(workspace) == before


def test_that_a_restated_release_takes_the_older_ones_place_and_both_are_kept(workspace, write, load):
    load(c1(write, "c1_2013_to_2024.csv", (2024, "13.0")))
    assert load(c1(write, "c1_2013_to_2025.csv", (2024, "13.5"), (2025, "14.8"))).status == "replaced"
    assert value_of(workspace) == [("c1", "2025", 14.8)]
    assert workspace.read(benchmark, HEREFORDSHIRE)[0].trend == (("2024", 13.5), ("2025", 14.8))
    assert len(workspace.read(batches)) == 2
    assert load(c1(write, "c1_2013_to_2025_revised.csv", (2024, "13.5"), (2025, "14.9"))).status == "replaced"
    assert value_of(workspace) == [("c1", "2025", 14.9)]


def test_that_an_older_release_loaded_late_does_not_come_before_a_newer_one(workspace, write, load):
    load(c1(write, "c1_2013_to_2025.csv", (2025, "14.8")))
    path = c1(write, "c1_2013_to_2024.csv", (2024, "13.0"))
    plan = plan_load(read_table(path), workspace.read(known_batches))
    assert [problem.code for problem in plan.problems] == ["older-release"]
    assert load(path).status == "loaded"
    assert value_of(workspace) == [("c1", "2025", 14.8)]


def test_that_an_extract_does_not_hide_the_whole(workspace, write, load):
    places = [("Herefordshire", "884"), ("Walsall", "335"), ("Dudley", "332"), ("Leeds", "383"), ("Bury", "351")]
    load(lait(write, "all.csv", *(("ReReferral", "2025", name, number, "14.8") for name, number in places)))
    path = lait(write, "some.csv", ("ReReferral", "2025", "Herefordshire", "884", "99"))
    assert [problem.code for problem in plan_load(read_table(path), workspace.read(known_batches)).problems] == ["extract"]
    load(path)
    assert [row.value for row in workspace.read(benchmark, HEREFORDSHIRE)] == [14.8]


def test_that_a_release_without_any_number_does_not_hide_one_that_has_them(workspace, write, load):
    places = (("Herefordshire", "884"), ("Walsall", "335"))
    load(lait(write, "lait.csv", *(("ReReferral", "2025", name, number, "14.8") for name, number in places)))
    path = lait(write, "lait again.csv", *(("ReReferral", "2025", name, number, "x") for name, number in places))
    assert [problem.code for problem in plan_load(read_table(path), workspace.read(known_batches)).problems] == ["extract"]
    load(path)
    assert [row.value for row in workspace.read(benchmark, HEREFORDSHIRE)] == [14.8]


def test_that_topics_of_one_source_loaded_one_by_one_stand_side_by_side(workspace, write, load):
    load(lait(write, "children in need.csv", ("ReReferral", "2025", "Herefordshire", "884", "14.8")))
    assert load(lait(write, "workforce.csv", ("Work_Force_TO_Rate", "2025", "Herefordshire", "884", "11.8"))).status == "loaded"
    assert [(row.code, row.source) for row in workspace.read(benchmark, HEREFORDSHIRE)] == [
        ("ReReferral", "LAIT"),
        ("Work_Force_TO_Rate", "LAIT"),
    ]


def test_that_two_different_tables_of_one_name_are_two_sources(workspace, write, load, tmp_path):
    load(write("data.csv", HEAD, herefordshire(2025, "14.8")))
    other = tmp_path / "other"
    other.mkdir()
    load(write("other/data (1).csv", (*GEOGRAPHY, "caseload_fte"), herefordshire(2025, "15.2")))
    assert workspace.read(sources) == ("data", "data (2)")
    assert [(row.source, row.code) for row in workspace.read(benchmark, HEREFORDSHIRE)] == [
        ("data", "rereferral_percent"),
        ("data (2)", "caseload_fte"),
    ]


def test_that_two_sources_of_one_measure_are_never_mixed(workspace, write, load):
    load(c1(write, "c1.csv", (2025, "14.8")))
    load(write("d1.csv", HEAD, herefordshire(2025, "99.9")))
    rows = {row.source: row for row in workspace.read(benchmark, HEREFORDSHIRE)}
    assert (rows["c1"].value, rows["c1"].england) == (14.8, 22.6)
    assert (rows["d1"].value, rows["d1"].england, rows["d1"].region) == (99.9, None, None)
    assert value_of(workspace, "C1") == [("c1", "2025", 14.8)]
    assert value_of(workspace, "c1.csv") == [("c1", "2025", 14.8)]
    assert value_of(workspace, "nothing") == []


def test_that_another_choice_reads_the_same_file_again(workspace, write, load):
    rows = [herefordshire(2025, group, figure) for group, figure in (("In need", 30), ("In care", 12))]
    path = write("absence.csv", (*GEOGRAPHY, "social_care_group", "pt_overall"), *rows)
    load(path)
    assert load(path, social_care_group="In care").status == "replaced"
    assert [(row.code, row.value) for row in workspace.read(benchmark, HEREFORDSHIRE)] == [("pt_overall", 12)]
    assert load(path, social_care_group="In care").status == "unchanged"
    assert load(path).status == "unchanged"  # nothing was asked to be otherwise
    (line,) = workspace.read(batches)
    assert line.choices == (("social_care_group", "In care"),)


def test_that_a_batch_taken_out_is_no_longer_compared_and_may_come_back(workspace, write, load):
    path = c1(write, "c1.csv", (2025, "14.8"))
    done = load(path)
    retire_batch(workspace, done.sha256)
    assert value_of(workspace) == []
    assert workspace.read(batches)[0].retired
    with pytest.raises(NotABatchError):
        retire_batch(workspace, done.sha256)
    assert load(path).status == "loaded"
    assert value_of(workspace) == [("c1", "2025", 14.8)]
    assert len(workspace.read(batches)) == 1


def test_that_taking_the_newer_out_brings_the_older_back(workspace, write, load):
    load(c1(write, "c1_2024.csv", (2024, "13.0")))
    newer = load(c1(write, "c1_2025.csv", (2025, "14.8")))
    retire_batch(workspace, newer.sha256)
    assert value_of(workspace) == [("c1", "2024", 13.0)]


def test_that_what_is_stopped_half_way_leaves_nothing(workspace, write):
    def stop(done: int, total: int, label: str) -> None:
        raise StoppedError

    plan = plan_load(read_table(c1(write, "c1.csv", (2025, "14.8"))), ())
    with pytest.raises(StoppedError):
        load_table(workspace, plan, stop)
    assert counts(workspace) == (0, 0, 0, 0)


@pytest.mark.parametrize("dictionary_first", [True, False])
def test_that_the_dictionary_may_come_before_or_after_the_figures(workspace, write, load, dictionary_first):
    head = ("Measure_code", "Topic", "Measure", "Chart_title", "Measure_short", "Polarity", "y_axis_name", "dps", "Year_Type")
    dictionary = write(
        "dictionary.csv",
        head,
        ("1", "Children in Need", "Visits", "Visits in time (%)", "Visits", "High", "% of visits", "2", "Financial Year"),
    )
    figures = lait(write, "lait.csv", ("Visits", "2025", "Herefordshire", "884", "91.2"))
    for path in (dictionary, figures) if dictionary_first else (figures, dictionary):
        load(path)
    (row,) = workspace.read(benchmark, HEREFORDSHIRE)
    assert (row.title, row.unit, row.polarity, row.text, row.year_type) == (
        "Visits in time (%)",
        "% of visits",
        "High",
        "91.20",
        "Financial Year",
    )
    assert row.areas == ("help-and-protection",)


def test_that_without_a_dictionary_the_one_that_travels_along_is_used(workspace, write, load):
    load(lait(write, "lait.csv", ("ReReferral", "2025", "Herefordshire", "884", "14.8")))
    (row,) = workspace.read(benchmark, HEREFORDSHIRE)
    assert (row.polarity, row.unit, row.decimals) == ("Low", "% of referrals", 1)
    assert row.title.startswith("Re-referrals to children's social care")


def test_that_a_restated_table_is_known_again_under_another_name(workspace, write, load):
    years = [(year, f"1{year % 10}.5") for year in range(2016, 2026)]
    load(c1(write, "c1_2016_to_2025.csv", *years))
    assert load(c1(write, "from the portal.csv", *years[:-1], (2025, "99.9"))).status == "replaced"
    assert value_of(workspace) == [("c1", "2025", 99.9)]


def test_that_another_table_with_the_same_columns_is_a_source_of_its_own(workspace, write, load):
    years = [(year, f"1{year % 10}.5") for year in range(2016, 2026)]
    load(c1(write, "six half terms.csv", *years))
    rows = [place(year, f"{number}") for year, _ in years for place in (england, herefordshire) for number in (year % 7,)]
    assert load(write("three terms.csv", HEAD, *rows)).status == "loaded"
    assert sorted(source for source, _, _ in value_of(workspace)) == ["six half terms", "three terms"]
