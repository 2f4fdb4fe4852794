"""What was due and is not loaded is said; when it was due is known from a file that says how."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_samples import GEOGRAPHY, LAIT, england, walsall

from wmpeer.indicators.catalogue import lait_facts
from wmpeer.indicators.next_update import next_update, rhythms
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.releases import due_on, label_after, lait_releases, release_for, releases
from wmpeer.indicators.rhythm import expected
from wmpeer.indicators.stale import stale

C1 = "c1_children_in_need_referrals_and_rereferrals"
ROW = BenchmarkRow(
    "rereferral_percent", C1, "Re-referrals", "%", "Low", "2025", 19.7, "19.7", "19.7", None, None, None, None, None, (), 0, ()
)


def test_that_every_release_says_how_it_is_known_and_every_measure_of_lait_is_one():
    assert all(one.said_by and one.sources and (one.month in range(1, 13)) != one.quarterly for one in releases())
    assert len(lait_releases()) > 390 and set(lait_releases()) <= set(lait_facts())
    assert all(-1 <= one.lag <= 3 for one in lait_releases().values())


@pytest.mark.parametrize(
    ("source", "code", "period", "due"),
    [
        (C1, "rereferral_percent", "2025", "2026-10-31"),
        ("d3_cpps_subsequent_plan", "CPP_start", "2024", "2025-10-31"),
        ("cla_number_and_rate_per_10k_children", "rate", "2025", "2026-11-30"),
        ("csww_indicators", "agency_rate_fte", "2025", "2027-03-31"),
        ("ks4_la", "avg_att8", "202425", "2027-04-30"),
        ("LAIT", "ReReferral", "2025", "2026-10-31"),
        ("LAIT", "LAC", "2025", "2026-11-30"),
        ("LAIT", "no such measure", "2025", None),
        ("Regional quarterly", "contacts", "Q4 2025/26", "2026-08-31"),
        ("Regional quarterly", "contacts", "Q3 2024", "2025-02-28"),
        ("Regional quarterly", "contacts", "2025", None),
        (C1, "rereferral_percent", "0", None),
    ],
)
def test_that_the_next_figures_are_due_when_the_source_brings_them(source, code, period, due):
    found = due_on(source, code, period)
    assert (found.isoformat() if found else None) == due


@pytest.mark.parametrize(
    ("label", "after"),
    [("2025", "2026"), ("2023/24", "2024/25"), ("202425", "2025/26"), ("1999/00", "2000/01"), ("2025 (prov)", "2026"), ("2018-20", ""),
     ("Q1 2025", ""), ("0", "")],
)  # fmt: skip
def test_that_the_period_after_is_named_as_the_source_names_its_own(label, after):
    assert label_after(label) == after


def test_that_a_figure_is_stale_the_day_after_a_newer_one_was_due():
    assert stale(ROW, date(2026, 10, 31)) is None
    found = stale(ROW, date(2026, 11, 1))
    assert found is not None and found.due_on == "2026-10-31"
    assert found.sentence == "A figure for 2026 was due by 31 October 2026; none is loaded."
    span = stale(replace(ROW, source="LAIT", code="Hosp_Adm_Alc_<18yrs", period="2021/22-23/24"), date(2026, 3, 1))
    assert span is not None and span.sentence == "A newer figure was due by 28 February 2026; none is loaded."


@given(
    st.sampled_from([C1, "csww_indicators", "ks4_la", "LAIT"]),
    st.integers(2010, 2060),
    st.dates(date(2011, 1, 1), date(2070, 1, 1)),
    st.integers(0, 400),
)
def test_that_what_is_stale_stays_so_and_a_newer_figure_is_never_more_so(source, year, day, later):
    row = replace(ROW, source=source, code="ReReferral", period=str(year))
    newer = replace(row, period=str(year + 1))
    if stale(row, day) is not None:
        assert stale(row, day + timedelta(days=later)) is not None
    else:
        assert stale(newer, day) is None
    release = release_for(source, "ReReferral", str(year))
    assert release is not None and release.due(release.due_by(day)) < day <= release.due(release.due_by(day) + 1)


def states(workspace, day: date) -> list[tuple[str, str, str, str]]:
    return [(one.source, one.period, one.due_on, one.state) for one in workspace.read(expected, day) if one.source]


def test_that_what_is_expected_is_told_with_what_is_loaded(workspace, write, load):
    done = load(write(f"{C1}.csv", (*GEOGRAPHY, "rereferral_percent"), england(2025, "22.6"), walsall(2025, "19.7")))
    assert states(workspace, date(2026, 9, 1)) == [(C1, "2025", "2025-10-31", "loaded"), (C1, "2026", "2026-10-31", "coming")]
    assert states(workspace, date(2026, 10, 1))[1] == (C1, "2026", "2026-10-31", "due")
    assert states(workspace, date(2026, 11, 1)) == [(C1, "2026", "2026-10-31", "late"), (C1, "2027", "2027-10-31", "coming")]
    lines = {one.due_on: one for one in workspace.read(expected, date(2026, 9, 1)) if one.source}
    assert lines["2025-10-31"].batch == done.sha256 and lines["2026-10-31"].batch == ""
    name = "DfE, children in need referrals and re-referrals"
    assert lines["2025-10-31"].sentence == f"{name}: figures for 2025, expected by 31 October 2025, are loaded."
    assert lines["2026-10-31"].sentence == f"{name}: figures for 2026 are expected by 31 October 2026."


def test_that_a_publication_of_which_nothing_is_loaded_is_told_too(workspace):
    found = workspace.read(expected, date(2026, 11, 22))
    late = [one for one in found if one.state == "late"]
    assert {one.title for one in late} >= {"Children in need and child protection", "Children’s social work workforce"}
    assert not any(one.source or one.batch for one in found)
    assert late[-1].sentence == "Children in need and child protection: figures for 2026 were expected by 31 October 2026; none are loaded."


def test_that_laits_measures_are_told_by_the_day_they_are_due(workspace, write, load):
    rows = [(code, "", "2025", "Walsall", "19.7", "335", "West Midlands") for code in ("ReReferral", "PrevRegCPR", "LAC")]
    load(write("lait.csv", LAIT, *rows, ("Section_47", "", "2026", "Walsall", "3", "335", "West Midlands")))
    found = [one for one in workspace.read(expected, date(2026, 11, 22)) if one.source]
    assert [(one.due_on, one.state, one.measures, one.behind) for one in found] == [
        ("2025-11-30", "loaded", 1, 0), ("2026-10-31", "late", 3, 2), ("2026-11-30", "due", 1, 1), ("2027-10-31", "coming", 3, 3),
    ]  # fmt: skip
    assert found[1].sentence == (
        "DfE, Local Authority Interactive Tool: 3 measures were expected by 31 October 2026; 2 of them are not loaded."
    )


def test_that_a_quarterly_series_is_expected_two_months_after_the_quarter(workspace, write, load):
    head = ("Indicator", "Authority", "Period", "Value")
    load(write("regional.csv", head, *[("Contacts", "Walsall", f"Q{number} 2025/26", number) for number in (1, 2, 3)]))
    (line,) = [one for one in workspace.read(expected, date(2026, 4, 1)) if one.source]
    assert (line.period, line.due_on, line.state) == ("the quarter after Q3 2025/26", "2026-05-31", "coming")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("46326", "2026-10-31"),
        ("31/10/2026", "2026-10-31"),
        ("October 2026", "2026-10-31"),
        ("Feb 2028", "2028-02-29"),
        ("TBC", None),
        ("", None),
    ],
)
def test_that_the_next_update_is_read_as_the_dictionary_writes_it(text, day):
    assert next_update(text) == (date.fromisoformat(day) if day else None)


def test_that_a_loaded_dictionary_says_when_its_measures_are_due(workspace, write, load):
    codes = ("ReReferral", "PrevRegCPR", "LAC")
    load(write("lait.csv", LAIT, *[(code, "", "2025", "Walsall", "19.7", "335", "West Midlands") for code in codes]))
    head = (
        "Measure_short",
        "Measure",
        "Polarity",
        "y_axis_name",
        "Topic",
        "Description",
        "Next Update",
        "dps",
        "Year_Type",
        "Measure_code",
    )
    told = zip(codes, ("46477", "Discontinued", "NA"), strict=True)
    load(
        write(
            "lait_data_dictionary.csv",
            head,
            *[(code, code, "Low", "%", "T", "About it", when, "1", "Financial", "1") for code, when in told],
        )
    )
    found = {one.due_on: one for one in workspace.read(expected, date(2026, 9, 1)) if one.source}
    assert [(day, one.measures) for day, one in found.items()] == [
        ("2025-11-30", 1),
        ("2026-03-31", 1),
        ("2026-11-30", 1),
        ("2027-03-31", 1),
    ]
    assert "that is loaded" in found["2027-03-31"].said_by and "April 2026" in found["2026-11-30"].said_by
    said = workspace.read(rhythms, set(codes))
    row = replace(ROW, source="LAIT", code="ReReferral")
    assert stale(row, date(2026, 12, 1), said) is None and stale(row, date(2027, 4, 1), said).due_on == "2027-03-31"
    assert stale(replace(row, code="PrevRegCPR"), date(2030, 1, 1), said) is None
