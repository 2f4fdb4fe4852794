"""Flags that figures meet, or meet no longer, since new tables came."""

from __future__ import annotations

from datetime import date

from table_samples import GEOGRAPHY, england, walsall

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
