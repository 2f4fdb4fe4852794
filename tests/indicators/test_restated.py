"""A release that says a figure otherwise than the one before is said to; the figure before is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_samples import GEOGRAPHY, england, herefordshire, walsall

from wmpeer.indicators.actions import retire_batch
from wmpeer.indicators.queries import batches
from wmpeer.indicators.restated import restated, restated_sentence
from wmpeer.indicators.told import cells_apart
from wmpeer.models.records import Batch

HEAD = (*GEOGRAPHY, "rereferral_percent", "referral_count")
WALSALL = "E08000030"


def release(write, name: str, *years: tuple[int, object, object]):
    rows = [(england(year, "22.6", 1000), herefordshire(year, "14.0", 900), walsall(year, *figures)) for year, *figures in years]
    return write(name, HEAD, *(row for of_year in rows for row in of_year))


@pytest.mark.parametrize(
    ("was", "now", "apart"),
    [
        ("86", "88", True), ("86", "86.0", False), ("86", "86.4", False), ("86", "86.6", True), ("20.4", "20.399999999999999", False),
        ("1,234", "1234", False), ("86", "86 [r]", False), ("c", "12", True), ("12", "c", True), ("c", "[c]", False), ("-", "u", True),
        (":", "x", False), ("12.5", "12.5%", False), ("0", "-", True),
    ],
)  # fmt: skip
def test_that_a_figure_is_another_only_where_it_says_something_else(was, now, apart):
    assert cells_apart(was, now) is cells_apart(now, was) is apart


@given(st.decimals(-1000, 1000, places=2), st.integers(0, 2))
def test_that_a_figure_is_never_apart_from_itself_written_with_fewer_decimals(number, places):
    assert not cells_apart(str(number), f"{number:.{places}f}")


def test_that_old_and_new_value_are_told_with_both_batches(workspace, write, load):
    first = load(release(write, "c1_2013_to_2024.csv", (2023, "18.0", 86), (2024, "19.0", 90)))
    second = load(release(write, "c1_2013_to_2025.csv", (2023, "18.0", 88), (2024, "c", 90), (2025, "21.0", 91)))
    assert second.status == "replaced"
    found = workspace.read(restated, "c1")
    assert [(one.area, one.code, one.period, one.was, one.now) for one in found] == [
        (WALSALL, "rereferral_percent", "2024", "19.0", "c"),
        (WALSALL, "referral_count", "2023", "86", "88"),
    ]
    assert {(one.was_batch, one.now_batch) for one in found} == {(first.sha256, second.sha256)}
    assert restated_sentence(found[1]) == "Restated for 2023: was 86, now 88."
    assert workspace.read(restated, "c1", ["E06000019"]) == () == workspace.read(restated, "another")


def test_that_the_batch_keeps_how_many_and_which(workspace, write, load):
    load(release(write, "c1_2013_to_2024.csv", (2024, "19.0", 90)))
    done = load(release(write, "c1_2013_to_2025.csv", (2024, "19.4", 92), (2025, "21.0", 91)))
    newest, first = workspace.read(batches)
    assert (newest.restated, first.restated) == (2, 0)
    kept = workspace.read(lambda session: session.get(Batch, done.entity).restated)
    assert kept["count"] == 2 and kept["examples"][1] == {
        "area": WALSALL, "code": "referral_count", "period": "2024", "was": "90", "now": "92",
    }  # fmt: skip


def test_that_a_release_taken_out_restates_nothing(workspace, write, load):
    load(release(write, "c1_2013_to_2024.csv", (2024, "19.0", 90)))
    done = load(release(write, "c1_2013_to_2025.csv", (2024, "19.4", 92), (2025, "21.0", 91)))
    retire_batch(workspace, done.sha256)
    assert workspace.read(restated, "c1") == ()


def test_that_an_older_release_loaded_late_is_what_was_said_before(workspace, write, load):
    new = load(release(write, "c1_2013_to_2025.csv", (2024, "19.4", 92), (2025, "21.0", 91)))
    old = load(release(write, "c1_2013_to_2024.csv", (2024, "19.0", 90)))
    found = workspace.read(restated, "c1")
    assert [(one.was, one.now) for one in found] == [("19.0", "19.4"), ("90", "92")]
    assert {(one.was_batch, one.now_batch) for one in found} == {(old.sha256, new.sha256)}
    assert all(line.restated == 0 for line in workspace.read(batches))


def test_that_three_releases_tell_each_step(workspace, write, load):
    for number, figure in enumerate(("86", "88", "88", "91")):
        load(
            release(
                write, f"c1_2013_to_{2024 + number}.csv", (2024, "19.0", figure), *((2024 + at, "20.0", 5) for at in range(1, number + 1))
            )
        )
    assert [(one.was, one.now) for one in workspace.read(restated, "c1")] == [("86", "88"), ("88", "91")]


def test_that_a_provisional_year_is_the_same_year_when_it_is_final(workspace, write, load):
    head = ("Indicator", "Authority", "Period", "Value")
    load(write("regional 2024.csv", head, ("Contacts", "Walsall", "2023", "5"), ("Contacts", "Walsall", "2024 (prov)", "7")))
    load(write("regional 2025.csv", head, ("Contacts", "Walsall", "2024", "8"), ("Contacts", "Walsall", "2025 (prov)", "9")))
    assert [(one.period, one.was, one.now) for one in workspace.read(restated, "regional")] == [("2024", "7", "8")]
