"""Control limits: the mean and 2.66 mean moving ranges, no bridge over a hole, and only what is more than chance is told."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.indicators.spc import LEAST, control_of, xmr

YEARS = tuple(str(year) for year in range(2000, 2030))
FIGURES = st.lists(st.one_of(st.none(), st.floats(0, 100).map(lambda number: round(number, 1))), min_size=1, max_size=25)


def rules(values: list[float | None], labels: tuple[str, ...] = YEARS) -> list[tuple[str, tuple[int, ...]]]:
    limits = xmr(labels[: len(values)], values)
    assert limits is not None
    return [(signal.rule, signal.places) for signal in limits.signals]


def test_that_the_limits_are_wheelers():
    """Worked by hand: mean 20, moving ranges 2, 4, 4, 4, 4, 4, 2 with the mean 24/7."""
    limits = xmr(YEARS[:8], [20, 22, 18, 22, 18, 22, 18, 20])
    assert limits is not None
    reach = 2.66 * 24 / 7
    assert (limits.mean, limits.upper, limits.lower) == (20, pytest.approx(20 + reach), pytest.approx(20 - reach))
    assert (limits.since, limits.until, limits.count, limits.signals) == (0, 7, 8, ())
    assert limits.sentence == (
        "Mean 20.0, control limits 10.9 to 29.1, of 8 figures since 2000. They are rough: there are fewer than 12 figures. "
        "Nothing from 2000 to 2007 is more than the usual going up and down."
    )


def test_that_a_figure_outside_the_limits_is_told():
    limits = xmr(YEARS[:13], [14, 21] * 6 + [45], decimals=1)
    assert limits is not None
    assert [(one.rule, one.places) for one in limits.signals] == [("outside", (12,))]
    assert limits.signals[0].sentence == "45.0 in 2012 is above the upper control limit of 42.0."


def test_that_eight_in_a_row_on_one_side_are_told_and_seven_are_not():
    low, high = [10.0, 14.0] * 4, [20.0, 16.0] * 4
    assert rules(low + high) == [("one-side", tuple(range(8, 16))), ("one-side", tuple(range(8)))]
    assert rules([10.0, 14.0, 10.0, 14.0, 10.0, 14.0, 10.0, 20.0, 16.0, 20.0, 16.0, 20.0, 16.0, 20.0]) == []


def test_that_six_in_a_row_rising_are_told_and_five_or_a_tie_are_not():
    assert ("trend", tuple(range(2, 8))) in rules([14, 13, 10, 11, 12, 13, 14, 15, 10, 14, 11, 13])
    assert not [rule for rule, _ in rules([14, 13, 11, 12, 13, 14, 15, 10, 14, 11, 13]) if rule == "trend"]
    assert not [rule for rule, _ in rules([14, 13, 10, 11, 12, 12, 14, 15, 10, 14, 11, 13]) if rule == "trend"]
    (falling,) = [one for one in xmr(YEARS[:9], [10, 12, 17, 15, 14, 13, 12, 11, 14]).signals if one.rule == "trend"]
    assert falling.sentence == "6 figures in a row are falling, 2002 to 2007."


def test_that_no_range_and_no_run_bridges_a_missing_year_or_a_marker():
    values = [10.0, 11.0, 10.0, 11.0, None, 90.0, 91.0, 90.0, 91.0]
    hole = xmr(("2000", "2001", "2002", "2003", "2010", "2011", "2012", "2013"), [value for value in values if value is not None])
    marker = xmr(YEARS[:9], values)
    assert hole is not None and marker is not None
    assert hole.upper == marker.upper == pytest.approx(50.5 + 2.66)
    rising = [10, 11, 12, None, 13, 14, 15, 10, 12, 11]
    assert not [rule for rule, _ in rules(rising) if rule == "trend"]


def test_that_rates_are_not_drawn_below_nought_nor_percentages_above_a_hundred():
    limits = xmr(YEARS[:8], [1, 5, 0, 6, 1, 5, 0, 6], percent=True)
    assert limits is not None and limits.lower == 0
    limits = xmr(YEARS[:8], [99, 90, 100, 92, 99, 90, 100, 92], percent=True)
    assert limits is not None and limits.upper == 100


def test_that_too_few_figures_and_figures_that_do_not_move_have_no_limits():
    assert xmr(YEARS[:7], [1, 2, 3, 4, 5, 6, 7]) is None
    assert xmr(YEARS[:9], [5.0] * 9) is None
    assert control_of(YEARS[:7], [1.0] * 7, "%").why == "Control limits need 8 figures; there are 7."
    assert control_of(YEARS[:9], [5.0] * 9, "%").why == "No two figures follow upon one another and differ, so there are no control limits."
    assert control_of(YEARS[:9], [None] * 9, "%").why == "There is no number to draw control limits from."


@pytest.mark.parametrize(("unit", "counts"), [("Number of children", False), ("Score", False), ("% of children", True), ("", False)])
def test_that_counts_and_scores_have_no_limits(unit, counts):
    told = control_of(YEARS[:9], [float(number % 3) for number in range(9)], unit, is_count=counts)
    assert (told.limits, told.why) == ((), "Control limits are drawn for rates and percentages only.")


def test_that_limits_begin_anew_where_a_person_says_so():
    values = [10.0, 12.0] * 4 + [30.0, 33.0] * 4
    told = control_of(YEARS[:16], values, "% of plans", 1, ("2008",))
    assert [(one.since, one.until, one.mean, one.signals) for one in told.limits] == [(0, 7, 11.0, ()), (8, 15, 31.5, ())]
    assert told.why == ""
    short = control_of(YEARS[:16], values, "% of plans", 1, ("2012",))
    assert [one.since for one in short.limits] == [0]
    assert short.why == "Control limits need 8 figures; there are 4 since 2012, so nothing is told of them yet."
    assert control_of(YEARS[:16], values, "%", 1, ("1990",)) == control_of(YEARS[:16], values, "%", 1)


@given(FIGURES)
def test_that_limits_need_eight_figures_and_hold_their_mean(values):
    labels, known = YEARS[: len(values)], [value for value in values if value is not None]
    limits = xmr(labels, values)
    if limits is None:
        ranges = [abs(two - one) for one, two in pairwise(values) if one is not None and two is not None]
        assert len(known) < LEAST or not any(ranges)
        return
    assert limits.count == len(known) >= LEAST
    assert 0 <= limits.lower <= limits.mean <= limits.upper
    outside = {place for one in limits.signals if one.rule == "outside" for place in one.places}
    assert outside == {at for at, value in enumerate(values) if value is not None and not limits.lower <= value <= limits.upper}
    for one in limits.signals:
        assert one.sentence.endswith(".") and all(values[place] is not None for place in one.places)
        assert one.places == tuple(range(one.places[0], one.places[-1] + 1))
        assert len(one.places) >= {"outside": 1, "one-side": 8, "trend": 6}[one.rule]


@given(FIGURES)
def test_that_a_series_read_backwards_has_the_same_limits(values):
    labels = YEARS[: len(values)]
    one, other = xmr(labels, values), xmr(labels, values[::-1])
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert (one.mean, one.upper, one.lower) == pytest.approx((other.mean, other.upper, other.lower))
        assert sorted(signal.rule for signal in one.signals) == sorted(signal.rule for signal in other.signals)


@given(FIGURES, st.integers(1, 20))
def test_that_a_marker_more_at_the_end_changes_nothing(values, more):
    before, after = (
        xmr(YEARS[: len(values)], values),
        xmr((YEARS + tuple(str(2030 + at) for at in range(20)))[: len(values) + more], [*values, *[None] * more]),
    )
    assert (before and (before.mean, before.upper, before.lower, before.signals)) == (
        after and (after.mean, after.upper, after.lower, after.signals)
    )
