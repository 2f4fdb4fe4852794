"""Clocks order, and have no rights: stamps rise whatever laptops' clocks say, and a clock that is far off is told of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wmpeer.clock import LATEST, HybridClock, how_far_off, is_stamp, iso

NOW = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
MOMENTS = st.integers(86_400, 13_569_465_600).map(lambda second: datetime.fromtimestamp(second, UTC))
"""Also of a laptop whose battery was empty, and of one that lives in another century."""
STAMPS = st.builds("{:012x}-{:04x}".format, st.integers(0, LATEST - 1), st.integers(0, 0xFFFF))


def stamp(moment: datetime) -> str:
    return f"{int(moment.timestamp() * 1000):012x}-0000"


def walls(moments: list[datetime]) -> Iterator[datetime]:
    yield from moments
    while True:
        yield moments[-1] if moments else NOW


@settings(max_examples=40)
@given(st.lists(st.one_of(st.none(), STAMPS), max_size=40), st.lists(MOMENTS, max_size=40))
def test_that_every_stamp_is_after_all_that_was_made_or_heard_before(steps: list[str | None], moments: list[datetime]):
    said = walls(moments)
    clock, last = HybridClock(wall=lambda: next(said)), ""
    for heard in steps:
        if heard is not None:
            clock.hear(heard)
            last = max(last, heard)
        else:
            made = clock.tick()
            assert made > last and len(made) == 17
            last = made


@settings(max_examples=40)
@given(st.lists(STAMPS, min_size=1, max_size=20), MOMENTS)
def test_that_two_laptops_who_heard_of_one_another_go_on_after_what_both_wrote(heard: list[str], wall: datetime):
    one, other = HybridClock(wall=lambda: wall), HybridClock(wall=lambda: NOW)
    for said in heard:
        one.hear(said)
    first = one.tick()
    if is_stamp(first):
        other.hear(first)
        assert other.tick() > first
    with pytest.raises(ValueError, match="no stamp"):
        other.hear(f"{LATEST:012x}-0000")


@settings(max_examples=40)
@given(STAMPS, MOMENTS)
def test_that_a_clock_goes_on_where_its_file_left_off(last: str, wall: datetime):
    assert HybridClock(last, wall=lambda: wall).tick() > last


@pytest.mark.parametrize(("wall", "seen", "words"), [
    (timedelta(0), timedelta(0), ""), (timedelta(hours=23), timedelta(hours=23), ""), (timedelta(days=-40), timedelta(days=-40), ""),
    (timedelta(days=1), timedelta(days=1), "a day ahead"), (timedelta(days=3), timedelta(days=3), "3 days ahead"),
    (timedelta(days=90), timedelta(days=90), "3 months ahead"), (timedelta(days=365), timedelta(days=365), "a year ahead"),
    (timedelta(days=-365), timedelta(days=-1), "a year behind"), (timedelta(days=-731), timedelta(0), "2 years behind"),
    (timedelta(days=-2), timedelta(days=-1, hours=-1), ""), (timedelta(0), timedelta(days=300), ""),
])  # fmt: skip
def test_that_a_clock_far_off_is_told_in_words(wall: timedelta, seen: timedelta, words: str):
    """A pack of last month is no clock of last month; and who heard of another's wrong clock has a right one."""
    assert how_far_off(stamp(NOW + seen), iso(NOW + wall), NOW) == words


@settings(max_examples=40)
@given(MOMENTS, STAMPS)
def test_that_whatever_clocks_say_there_are_words_or_none(wall: datetime, seen: str):
    words = how_far_off(seen, iso(wall), NOW)
    assert words == "" or words.endswith((" ahead", " behind"))
