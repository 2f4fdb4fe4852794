"""When a figure is worth a question; the sentence says the rule, and nothing is ever concluded."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.indicators.catalogue import flag_rules
from wmpeer.indicators.rules import Figure, flags
from wmpeer.indicators.shape import spread_at, spreads
from wmpeer.indicators.tables import AreaRow, Measure

VERDICTS = re.compile(r"\b(bad|poor|good|fail|worse|worst|better|best|weak|inadequate)\b", re.IGNORECASE)


def spread_of(values: list[float]):
    areas = [AreaRow(f"E{number}", f"Area {number}", "authority", "", (repr(value),)) for number, value in enumerate(values)]
    return spread_at(spreads(Measure("m", "m", periods=("2025",)), [*areas, AreaRow("E", "England", "country", "", ("1e9",))]), 0)


HUNDRED = spread_of([float(number) for number in range(1, 101)])


def met(**told: object) -> list[str]:
    return [flag.rule for flag in flags(Figure(**{"period": "2025", "value": 50.0, "text": "50", **told}))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "polarity", "rules"),
    [
        (81.0, "Low", ["worst-part"]),
        (80.0, "Low", []),
        (20.0, "High", ["worst-part"]),
        (21.0, "High", []),
        (100.0, "High", []),
        (1.0, "Low", []),
        (20.0, "-", ["either-tail"]),
        (81.0, "-", ["either-tail"]),
        (81.0, "", []),
        (50.0, "-", []),
        (21.0, "-", []),
    ],
)
def test_that_the_least_favourable_fifth_and_either_tail_are_told(value, polarity, rules):
    assert met(value=value, text=f"{value:g}", polarity=polarity, decimals=0, spread=HUNDRED) == rules


def test_that_the_rule_says_of_how_many_authorities_the_fifth_is():
    fourteen = spread_of([float(number) for number in range(14)])
    assert met(value=9.0, polarity="Low", spread=fourteen) == []
    (flag,) = flags(Figure("2025", 12.0, "12", "Low", 0, spread=fourteen))
    assert flag.sentence == "12 is in the least favourable fifth of the 14 authorities with a value in 2025 (from 12 or more)."


def test_that_with_few_authorities_or_all_alike_nothing_is_said():
    assert met(value=9.0, polarity="Low", spread=spread_of([1.0] * 8 + [9.0])) == []
    assert met(value=5.0, polarity="Low", spread=spread_of([5.0] * 50)) == []


@pytest.mark.parametrize("share", [0.10, 0.20, 0.25])
def test_that_a_figure_that_most_have_is_in_no_part_and_those_beyond_it_are(share):
    """Of 150 authorities 140 have none: the part at the highest end reaches down to nought, and nobody is flagged for it."""
    nought = spread_of([0.0] * 140 + [float(number) for number in range(1, 11)])
    rules = {"worst-part": {**flag_rules()["worst-part"], "share": share}, "either-tail": {**flag_rules()["either-tail"], "share": share}}
    for polarity in ("Low", "High", "-"):
        assert flags(Figure("2025", 0.0, "0", polarity, 0, spread=nought), rules) == ()
    (flag,) = flags(Figure("2025", 3.0, "3", "Low", 0, spread=nought), rules)
    assert flag.rule == "worst-part" and "(from more than 0)" in flag.sentence
    (flag,) = flags(Figure("2025", 3.0, "3", "-", 0, spread=nought), rules)
    assert flag.rule == "either-tail" and "highest" in flag.sentence
    assert met(value=5.0, polarity="-", spread=spread_of([5.0] * 50)) == []


@pytest.mark.parametrize(
    ("values", "polarity", "rules"),
    [
        ((10.0, 10.5, 11.5), "Low", ["worsening"]),
        ((10.0, 10.5, 11.0), "Low", []),
        ((11.5, 10.5, 10.0), "High", ["worsening"]),
        ((11.5, 10.5, 10.0), "Low", []),
        ((10.0, 12.0, 11.5), "Low", []),
        ((10.0, None, 15.0), "Low", []),
        ((10.0, 15.0), "Low", []),
        ((10.0, 12.0, 15.0), "-", []),
        ((0.0, 1.0, 2.0), "Low", []),
        ((50.0, 10.0, 10.5, 11.5), "Low", ["worsening"]),
    ],
)
def test_that_two_steps_the_wrong_way_by_more_than_a_tenth_are_told(values, polarity, rules):
    trend = tuple((str(2020 + number), value) for number, value in enumerate(values))
    assert met(value=values[-1], polarity=polarity, trend=trend) == rules


@pytest.mark.parametrize(
    ("value", "polarity", "rules"),
    [
        (30.0, "Low", ["neighbour-gap"]),
        (30.0, "High", []),
        (5.0, "Low", []),
        (5.0, "High", ["neighbour-gap"]),
        (5.0, "-", ["neighbour-gap"]),
        (20.0, "Low", []),
    ],
)
def test_that_a_gap_to_the_neighbours_beyond_their_deviation_is_told(value, polarity, rules):
    assert met(value=value, text=f"{value:g}", polarity=polarity, neighbours=(18.0, 19.0, 20.0, 21.0, 22.0)) == rules


def test_that_three_neighbours_are_too_few_to_tell():
    assert met(value=90.0, polarity="Low", neighbours=(18.0, 19.0, 20.0)) == []


def test_that_a_key_measure_without_a_figure_is_told_with_its_marker():
    (flag,) = flags(Figure("2024", None, "low reliability", "Low", key=True))
    assert flag.sentence == "There is no figure for 2024: low reliability."
    assert met(value=None, text="no value") == []


def test_that_a_comparator_in_another_unit_is_suspected():
    values = [float(number) for number in range(79, 282)]
    (flag,) = flags(Figure("2024", 120.0, "120", "", 0, england=1258.0, region=141.0, spread=spread_of(values)))
    assert flag.rule == "unit-error"
    assert "England (1,258)" in flag.sentence and "do not compare" in flag.sentence
    assert met(value=120.0, england=190.0, spread=spread_of(values)) == []


@given(
    value=st.none() | st.floats(-1e6, 1e6),
    polarity=st.sampled_from(["High", "Low", "-", ""]),
    key=st.booleans(),
    trend=st.lists(st.tuples(st.just("2024"), st.none() | st.floats(-1e6, 1e6)), max_size=5),
    england=st.none() | st.floats(-1e6, 1e6),
    neighbours=st.lists(st.floats(-1e6, 1e6), max_size=10),
    values=st.lists(st.floats(-1e6, 1e6), max_size=40),
)
def test_that_no_rule_concludes_and_neutral_measures_are_neither_good_nor_bad(value, polarity, key, trend, england, neighbours, values):
    figure = Figure("2025", value, "x", polarity, 1, tuple(trend), england, None, tuple(neighbours), spread_of(values), key)
    for flag in flags(figure):
        assert flag.rule in flag_rules()
        assert "{" not in flag.sentence
        if flag.rule != "either-tail":  # which says that the measure is neither good nor bad
            assert not VERDICTS.search(flag.sentence)
        if polarity not in {"High", "Low"}:
            assert flag.rule not in {"worst-part", "worsening"}


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=200))
def test_that_a_spread_counts_ranks_and_not_shares_of_the_range(values):
    spread, ordered = spread_of(values), sorted(values)
    assert (spread.count, spread.lowest, spread.highest) == (len(values), ordered[0], ordered[-1])
    for share, low, high in zip((0.10, 0.20, 0.25), spread.low, spread.high, strict=True):
        within = max(1, int(len(values) * share + 1e-9))
        assert sum(value < low for value in values) < within
        assert sum(value > high for value in values) < within


@pytest.mark.parametrize("told", [{"unit": "Number of children"}, {"england": 7_500.0}])
def test_that_counts_are_not_compared_for_they_grow_with_the_authority(told):
    assert met(value=99.0, spread=HUNDRED, neighbours=(18.0, 19.0, 20.0, 21.0, 22.0), **told) == []
    assert met(value=99.0, spread=HUNDRED, polarity="Low", trend=(("1", 50.0), ("2", 80.0), ("3", 99.0)), **told) == ["worsening"]
