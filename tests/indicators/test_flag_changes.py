"""Flags that figures meet, or meet no longer, since new tables came."""

from __future__ import annotations

from datetime import date

from table_samples import GEOGRAPHY, LAIT, england, walsall

from wmpeer.indicators.actions import retire_batch
from wmpeer.indicators.flag_changes import flag_changes
from wmpeer.indicators.queries import batches

WALSALL = "E08000030"
HEAD = (*GEOGRAPHY, "rereferral_percent")


def release(write, name, *years):
    return write(name, HEAD, *(row for year, value in years for row in (england(year, "22.6"), walsall(year, value))))


def loaded_on(workspace, name: str, day: str) -> None:
    (entity,) = (one.entity for one in workspace.read(batches) if one.name == name)
    with workspace.write("Load data") as journal:
        journal.keep("batch", {"loaded_at": f"{day}T09:00:00.000Z"}, entity=entity)


def test_that_a_flag_met_with_a_new_release_is_told_and_one_that_is_met_no_longer(workspace, write, load):
    load(release(write, "c1_2013_to_2023.csv", (2021, "10.0"), (2022, "15.0"), (2023, "20.0")))
    loaded_on(workspace, "c1_2013_to_2023.csv", "2026-07-01")
    assert workspace.read(flag_changes, date(2026, 9, 1), [WALSALL]) == () == workspace.read(flag_changes, date(2026, 1, 1), [WALSALL])
    load(release(write, "c1_2013_to_2024.csv", (2022, "15.0"), (2023, "20.0"), (2024, "12.0")))
    loaded_on(workspace, "c1_2013_to_2024.csv", "2026-09-03")
    (gone,) = workspace.read(flag_changes, date(2026, 9, 1), [WALSALL])
    assert (gone.met, gone.rule, gone.period) == (False, "worsening", "2024") and "no longer flagged" in gone.sentence
    load(release(write, "c1_2013_to_2025.csv", (2024, "22.5"), (2025, "26.0")))
    loaded_on(workspace, "c1_2013_to_2025.csv", "2026-10-20")
    (met,) = workspace.read(flag_changes, date(2026, 10, 20), [WALSALL])
    assert (met.met, met.rule, met.period) == (True, "worsening", "2025") and "now flagged" in met.sentence


def test_that_what_a_source_says_that_does_not_lead_is_no_change_of_flags(workspace, write, load):
    """The Department's own table has a newer year than LAIT, whose new release would be flagged if it led."""
    load(release(write, "c1_2013_to_2026.csv", (2024, "15.0"), (2025, "15.0"), (2026, "15.0")))
    first = [("ReReferral", "", year, "Walsall", value, "335", "West Midlands") for year, value in (("2022", "10"), ("2023", "15"))]
    load(write("lait_2023.csv", LAIT, *first))
    for name in ("c1_2013_to_2026.csv", "lait_2023.csv"):
        loaded_on(workspace, name, "2026-07-01")
    load(write("lait_2024.csv", LAIT, *first, ("ReReferral", "", "2024", "Walsall", "25", "335", "West Midlands")))
    loaded_on(workspace, "lait_2024.csv", "2026-10-20")
    assert workspace.read(flag_changes, date(2026, 10, 1), [WALSALL]) == ()
    retire_batch(workspace, next(one.sha256 for one in workspace.read(batches) if one.name == "c1_2013_to_2026.csv"))
    assert [(one.rule, one.source) for one in workspace.read(flag_changes, date(2026, 10, 1), [WALSALL])] == [("worsening", "LAIT")]
