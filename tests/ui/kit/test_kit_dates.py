"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.ui.kit.dates import MONTHS, date_from_words, due_in_words, in_words, short, why_no_day
from wmpeer.ui.kit.progresscard import time_left

TODAY = date(2026, 10, 8)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("8 October", date(2026, 10, 8)),
        ("8 October 2026", date(2026, 10, 8)),
        ("8/10/26", date(2026, 10, 8)),
        ("8.10.2026", date(2026, 10, 8)),
        ("08-10-26", date(2026, 10, 8)),
        ("2026-10-08", date(2026, 10, 8)),
        ("8 10", date(2026, 10, 8)),
        ("8th Oct", date(2026, 10, 8)),
        ("Thursday 8 October", date(2026, 10, 8)),
        ("Thu, 8 Oct 2026", date(2026, 10, 8)),
        ("October 8", date(2026, 10, 8)),
        ("8 Hydref", date(2026, 10, 8)),
        ("1 Ionawr", date(2027, 1, 1)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 10, 9)),
        ("yesterday", date(2026, 10, 7)),
        ("3 January", date(2027, 1, 3)),
        ("30 June", date(2026, 6, 30)),
        ("29/2/28", date(2028, 2, 29)),
    ],
)
def test_that_a_day_is_understood(text, day) -> None:
    assert date_from_words(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "31 Feb", "31/2/26", "soon", "13/13", "8 Octember", "8 Ma", "99 99 99", "29 February 2027", "0/0"])
def test_that_what_is_no_day_is_none(text) -> None:
    assert date_from_words(text, TODAY) is None


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{d} {m} {y}", "{d}/{n}/{y}", "{y}-{n:02d}-{d:02d}", "{d}.{n}.{yy:02d}"]),
)
def test_that_any_day_written_out_is_read_back(day, form) -> None:
    text = form.format(d=day.day, m=MONTHS[day.month - 1], n=day.month, y=day.year, yy=day.year % 100)
    assert date_from_words(text, TODAY) == day


@given(st.text(max_size=30))
def test_that_nothing_typed_into_a_date_breaks_it(text) -> None:
    assert date_from_words(text, TODAY) is None or isinstance(date_from_words(text, TODAY), date)


def test_that_days_are_said_as_people_say_them() -> None:
    assert in_words(TODAY) == "8 October 2026"
    assert in_words(TODAY, TODAY) == "8 October"
    assert short(TODAY, weekday=True) == "Thu 8 Oct"
    assert [due_in_words(date(2026, 10, d), TODAY) for d in (2, 7, 8, 9, 20)] == [
        "six days late",
        "one day late",
        "today",
        "in one day",
        "in 12 days",
    ]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (3, "a few seconds left"),
        (41, "about 40 seconds left"),
        (70, "about a minute left"),
        (190, "about 3 minutes left"),
        (3600, "about an hour left"),
        (9000, "about 2 hours left"),
    ],
)
def test_that_time_left_is_said_in_words(seconds, said) -> None:
    assert time_left(seconds) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", ""), ("  ", ""), ("14 October", ""), ("31 February", "“31 February” is not in the calendar."),
        ("2026-02-30", "“2026-02-30” is not in the calendar."), ("40/1/26", "“40/1/26” is not in the calendar."),
        ("31 Chwefror", "“31 Chwefror” is not in the calendar."), ("soon", "“soon” is not a day."), ("week 7", "“week 7” is not a day."),
        ("after   half term", "“after half term” is not a day."),
    ],
)  # fmt: skip
def test_that_what_is_no_day_is_explained(typed, said) -> None:
    why = why_no_day(typed, TODAY)
    assert why.startswith(said) and bool(why) == bool(said)


@given(st.text(max_size=30))
def test_that_there_is_a_reason_exactly_where_there_is_no_day(text) -> None:
    assert bool(why_no_day(text, TODAY)) == (bool(text.split()) and date_from_words(" ".join(text.split()), TODAY) is None)
