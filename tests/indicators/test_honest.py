"""Beside a figure stands what is known of it: restated, a newer one due, another source that tells it differently."""

from __future__ import annotations

from datetime import date

from table_samples import GEOGRAPHY, LAIT, england, herefordshire, walsall

from wmpeer.indicators.honest import honest, honest_sentences
from wmpeer.indicators.queries import benchmark

HEAD = (*GEOGRAPHY, "rereferral_percent")
NAME = "c1_children_in_need_referrals_and_rereferrals"
HEREFORDSHIRE, WALSALL = "E06000019", "E08000030"


def rows_of(workspace, authority: str, today: date):
    return {row.source: row for row in workspace.read(honest, authority, workspace.read(benchmark, authority), today)}


def test_that_a_row_says_what_was_before_what_is_due_and_who_disagrees(workspace, write, load):
    load(write(f"{NAME}_provisional.csv", HEAD, england(2025, "22.6"), herefordshire(2025, "u"), walsall(2025, "19.5 [p]")))
    load(write(f"{NAME}.csv", HEAD, england(2025, "22.6"), herefordshire(2025, "u"), walsall(2025, "19.7")))
    told = [("Herefordshire", "884", "-"), ("Walsall", "335", "19.7")]
    load(write("lait.csv", LAIT, *(("ReReferral", "", "2025", name, value, number, "West Midlands") for name, number, value in told)))
    rows = rows_of(workspace, WALSALL, date(2026, 11, 22))
    due = "A figure for 2026 was due by 31 October 2026; none is loaded."
    assert honest_sentences(rows[NAME]) == ("Restated for 2025: was 19.5 [p], now 19.7.", due)
    assert honest_sentences(rows["LAIT"]) == (due,)
    rows = rows_of(workspace, HEREFORDSHIRE, date(2026, 6, 1))
    assert rows[NAME].restated is None and rows[NAME].stale is None
    assert [(one.raw, one.other_raw) for row in (rows[NAME], rows["LAIT"]) for one in row.disagree] == [("u", "-"), ("-", "u")]
    assert honest_sentences(rows["LAIT"])[0].startswith("For 2025, DfE, Local Authority Interactive Tool: no number (“-”, no value).")


def test_that_a_row_of_which_nothing_is_to_be_said_says_nothing(workspace, write, load):
    load(write(f"{NAME}.csv", HEAD, england(2025, "22.6"), walsall(2025, "19.7")))
    (row,) = rows_of(workspace, WALSALL, date(2026, 1, 1)).values()
    assert honest_sentences(row) == () and row.disagree == ()


def test_that_what_differs_in_earlier_years_is_said_once(workspace, write, load):
    years = (2023, 2024, 2025)
    rows = [row for year in years for row in (england(year, "22.6"), herefordshire(year, "14.8" if year == 2025 else "u"))]
    load(write(f"{NAME}.csv", HEAD, *rows))
    told = [("ReReferral", "", str(year), "Herefordshire", "14.8" if year == 2025 else "-", "884", "West Midlands") for year in years]
    load(write("lait.csv", LAIT, *told))
    row = rows_of(workspace, HEREFORDSHIRE, date(2026, 6, 1))[NAME]
    assert honest_sentences(row) == (
        "For 2024, DfE, children in need referrals and re-referrals: no number (“u”, low reliability). DfE, Local Authority Interactive "
        "Tool: no number (“-”, no value). They differ for 2023 too.",
    )
