"""Where a person last read is this laptop's own knowledge: it is no revision, and what was seen only grows."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wmpeer.journal.whereabouts import Whereabouts, _runs, begins_with, keep_seen, keep_whereabouts, seen, whereabouts


@given(st.sets(st.integers(0, 400)))
def test_that_pages_seen_come_back_as_they_were(units: set[int]) -> None:
    runs = _runs(units)
    assert {unit for first, last in runs for unit in range(first, last + 1)} == units
    assert all(after[0] > before[1] + 1 for before, after in pairwise(runs))


def test_that_a_place_is_come_back_to_and_what_was_seen_never_falls(workspace) -> None:
    person = workspace.file.slot
    assert workspace.read(whereabouts, person, "E08000030") is None and workspace.read(begins_with, person) == ""
    there = Whereabouts("send", "a" * 64, {"a" * 64: (37, 1200), "b" * 64: (0, 88)})
    keep_whereabouts(workspace, "E08000025", Whereabouts("leaders"))
    keep_whereabouts(workspace, "E08000030", there)
    assert workspace.read(whereabouts, person, "E08000030") == there
    assert workspace.glance(begins_with, person) == "E08000030"
    for units in ({0, 1, 2}, {9}, {1}):
        keep_seen(workspace, "a" * 64, units)
    assert workspace.read(seen, person, ["a" * 64, "c" * 64]) == {"a" * 64: frozenset({0, 1, 2, 9})}


def test_that_who_has_been_nowhere_begins_with_what_is_allocated_to_them(workspace) -> None:
    person = workspace.file.slot
    with workspace.write("Allocate") as journal:
        journal.keep("allocation", {"person": person}, authority="E08000031")
    assert workspace.glance(begins_with, person) == "E08000031"
