"""Where a measure goes, whether a gap closes, who stands best, which place is told: always of the same thing, never across a hole."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.indicators.compared import Direction, Gap, Rank, Withheld
from wmpeer.indicators.direction import way
from wmpeer.indicators.sizes import is_count, is_percent, is_rate, numerators
from wmpeer.indicators.standing import Other, best_neighbour, best_place, rank_among
from wmpeer.indicators.steps import adjoining, place_before

NUMBERS = st.one_of(st.none(), st.floats(0, 200).map(lambda number: round(number, 1)))
YEARS = tuple(str(year) for year in range(2013, 2026))
SINGLE = re.compile(r"\bbetter|\bworse")


def went(labels: tuple[str, ...], values: list[float | None], polarity: str = "Low") -> Direction:
    return Direction(labels, values, len(labels) - 1, polarity, 1)


@pytest.mark.parametrize(
    ("labels", "follow"),
    [
        ((), ()),
        (("2025",), (False,)),
        (("2023", "2024", "2025"), (False, True, True)),
        (("2022", "2023", "2025"), (False, True, False)),
        (("2021", "2025"), (False, False)),
        (("2017", "2019", "2021", "2023"), (False, True, True, True)),
        (("2021/22", "2022/23", "2023/24"), (False, True, True)),
        (("2022/23", "2024"), (False, False)),
        (("0", "2024", "2025"), (False, False, True)),
        (("Baseline", "Now"), (False, False)),
        (("2015-17", "2016-18", "2018-20"), (False, True, False)),
        (("Q3 2024", "Q4 2024", "Q1 2025", "Q3 2025"), (False, True, True, False)),
        (("Autumn term 2023/24", "Spring term 2023/24", "Summer term 2023/24", "Autumn term 2024/25"), (False, True, True, True)),
        (("31 March 2023", "31 March 2024", "31 March 2025"), (False, True, True)),
        (("2025", "2025 (prov)"), (False, False)),
    ],
)
def test_that_only_periods_one_step_on_follow_upon_one_another(labels, follow):
    assert adjoining(labels) == follow


def test_that_the_direction_is_told_over_one_year_and_over_three():
    told = went(("2021", "2022", "2023", "2024", "2025"), [15.0, 13.0, 14.0, 16.2, 14.8])
    assert (told.one, told.three) == ("better", "worse")
    assert told.sentence == (
        "Down from 16.2 in 2024 to 14.8 in 2025, which is better. Over three years: up from 13.0 in 2022, which is worse."
    )


@pytest.mark.parametrize("polarity", ["-", ""])
def test_that_a_neutral_measure_is_higher_or_lower_and_never_better(polarity):
    told = went(("2022", "2023", "2024", "2025"), [60.0, 61.0, 70.0, 67.0], polarity)
    assert (told.one, told.three) == ("lower", "higher")
    assert told.sentence == "Down from 70.0 in 2024 to 67.0 in 2025. Over three years: up from 60.0 in 2022."


def test_that_what_is_written_the_same_is_the_same():
    told = went(("2022", "2023", "2024", "2025"), [14.81, 20.0, 14.84, 14.8])
    assert (told.one, told.three) == ("same", "same")
    assert told.sentence == "14.8 in 2025, the same as in 2024. Over three years: the same as in 2022."


def test_that_a_marker_and_a_hole_are_said_and_never_bridged():
    marked = went(("2022", "2023", "2024", "2025"), [None, 14.0, None, 14.8])
    assert (marked.one, marked.three) == ("unknown", "unknown")
    assert marked.sentence == "There is no number for 2024 to compare 2025 with. There is no number for 2022, three years before."
    hole = went(("2020", "2021", "2022", "2024"), [1.0, 2.0, 3.0, 4.0])
    assert (hole.one, hole.three) == ("unknown", "unknown")
    assert hole.sentence == "Nothing is known of the year before 2024. Nothing is known of three years before."
    none = went(("2023", "2024", "2025"), [1.0, 2.0, None])
    assert (none.one, none.sentence) == ("unknown", "There is no number for 2025, so no direction is told.")


@given(st.lists(NUMBERS, min_size=1, max_size=13), st.sampled_from(["High", "Low", "-", ""]))
def test_that_directions_mirror_each_other(values, polarity):
    labels = YEARS[: len(values)]
    told = went(labels, values, polarity)
    opposite = went(labels, values, {"High": "Low", "Low": "High"}.get(polarity, polarity))
    turned = {"better": "worse", "worse": "better"}
    for one, other in ((told.one, opposite.one), (told.three, opposite.three)):
        assert other == turned.get(one, one)
        assert polarity in {"High", "Low"} or one not in turned
    assert (told.one == "unknown") == (len(values) < 2 or values[-1] is None or values[-2] is None)
    assert (told.three == "unknown") == (len(values) < 4 or values[-1] is None or values[-4] is None)
    assert told.sentence.endswith(".") and (polarity in {"High", "Low"} or not SINGLE.search(told.sentence))


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from([None, 0, 1, 2]))
def test_that_there_and_back_is_the_other_way(before, after, decimals):
    there, back = way(before, after, "High", decimals), way(after, before, "High", decimals)
    assert {there, back} in ({"same"}, {"better", "worse"})


@given(st.lists(st.integers(2000, 2030), unique=True, min_size=1, max_size=15).map(sorted), st.integers(1, 3))
def test_that_no_step_leads_over_a_missing_year(years, steps):
    labels = tuple(str(year) for year in years)
    at = place_before(labels, len(labels) - 1, steps)
    distances = [after - before for before, after in pairwise(years)]
    if at is not None:
        assert len(set(distances[at:])) == 1
        assert at == len(labels) - 1 - steps


def test_that_a_gap_is_told_with_the_year_before():
    told = Gap("england", (14.8, 22.6), (16.0, 22.4), ("2025", "2024"), 1, True, whom="England")
    assert (told.now, told.before, told.moving) == (-7.8, -6.4, "widening")
    assert told.sentence == "7.8 points below England in 2025; 6.4 below in 2024: the gap is widening."
    closing = Gap("region", (86.0, 80.0), (70.0, 80.0), ("202425", "202324"), 0)
    assert closing.sentence == "6 above the region in 2024/25; 10 below in 2023/24: the gap is closing."
    assert Gap("region", (14.0, 14.0), (13.0, 13.0), ("2025", "2024")).sentence == "The same as the region in 2025, as in 2024."
    assert Gap("region", (14.0, 14.0), (13.0, 12.0), ("2025", "2024")).sentence == (
        "The same as the region in 2025; 1.0 above in 2024: the gap is closing."
    )
    assert Gap("region", (15.0, 14.0), (12.0, 12.0), ("2025", "2024")).sentence == (
        "1.0 above the region in 2025; the same as the region in 2024: the gap is widening."
    )


def test_that_nothing_is_said_to_close_where_one_of_both_is_missing_or_other_neighbours_are_meant():
    alone = Gap("neighbours", (14.8, 18.13), None, ("2025", "2024"))
    assert (alone.before, alone.moving) == (None, "unknown")
    assert alone.sentence == "3.3 below its neighbours’ mean in 2025; 2024 is not known of both, so it is not told whether the gap closes."
    assert "nothing is known of the period before" in Gap("region", (1.0, 2.0), None, ("2025", "")).sentence
    others = Gap("neighbours", (14.8, 18.13), (15.0, 18.0), ("2025", "2024"), alike=False)
    assert (others.before, others.moving) == (-3.0, "unknown")
    assert others.sentence == (
        "3.3 below its neighbours’ mean in 2025; 3.0 below in 2024, of other neighbours, so it is not told whether the gap closes."
    )


PAIR = st.tuples(st.floats(0, 100), st.floats(0, 100))


@given(PAIR, PAIR, st.sampled_from([0, 1, 2]))
def test_that_closing_and_widening_turn_with_time_and_not_with_the_side(now, before, places):
    told = Gap("england", now, before, ("2025", "2024"), places)
    turned = {"closing": "widening", "widening": "closing", "steady": "steady"}
    assert Gap("england", before, now, ("2025", "2024"), places).moving == turned[told.moving]
    mirrored = Gap("england", (now[1], now[0]), (before[1], before[0]), ("2025", "2024"), places)
    assert mirrored.moving == told.moving and mirrored.now == -told.now
    assert abs(told.now - (round(now[0], places) - round(now[1], places))) < 1e-9
    assert "-" not in told.sentence


@given(st.lists(NUMBERS, max_size=10), st.sampled_from(["High", "Low", "-", ""]))
def test_that_the_best_neighbour_has_the_most_favourable_number_and_is_the_nearest_of_them(values, polarity):
    place, known = best_place(values, polarity), [value for value in values if value is not None]
    if polarity not in {"High", "Low"} or not known:
        assert place is None
        return
    assert place is not None and values[place] == (max(known) if polarity == "High" else min(known))
    assert values[place] not in values[:place]


def test_that_the_best_neighbour_is_said_with_how_many_have_a_number():
    told = best_neighbour("E06000015", "Derby", "12.1", [None, 13.0, 12.1, 12.1], 2, "2025")
    assert told.sentence == "Of the 3 neighbours with a number for 2025, Derby has the most favourable: 12.1, and 1 other has the same."
    assert best_neighbour("E", "Derby", "12.1", [12.1], 0, "2025").sentence == "The only neighbour with a number for 2025 is Derby: 12.1."


def members(*values: float | None) -> list[Other]:
    return [Other(str(place), f"Area {place}", value, "" if value is None else repr(value)) for place, value in enumerate(values)]


def test_that_a_place_is_told_of_one_authority_and_its_equals():
    told = rank_among(members(10.0, 12.0, 12.0, 15.0), "1", "Low", "2025")
    assert told == Rank(2, 4, 1, "Place 2 of 4 in 2025, shared with 1 other; lower is better.")
    assert rank_among(members(10.0, 12.0, 15.0), "2", "High", "2025") == Rank(1, 3, 0, "Place 1 of 3 in 2025; higher is better.")


@pytest.mark.parametrize(
    ("others", "polarity", "more", "why"),
    [
        (members(1.0, 2.0, 3.0), "-", {}, "No place is told: nobody says that high or low is better."),
        (members(1.0, 2.0, 3.0), "", {}, "No place is told: nobody says that high or low is better."),
        (members(1.0, 2.0, 3.0), "Low", {"counts": True}, "No place is told: a count grows with the size of an authority."),
        (members(1.0, 2.0), "Low", {}, "No place is told: too few authorities are loaded."),
        (members(1.0, 0.0, 3.0), "Low", {}, "No place is told: a number under 6 stands behind at least one of the figures."),
        (members(1.0, 2.0, 3.0), "Low", {"small": True}, "No place is told: a number under 6 stands behind at least one of the figures."),
        (members(1.0, None, 3.0), "Low", {}, "No place is told: Area 1 has no number (not in the source) for 2025."),
        (members(None, None, 3.0), "Low", {}, "No place is told: 2 of the authorities, Area 0 among them, have no number for 2025."),
        ([*members(1.0, 2.0), Other("2", "Dudley", None, "c")], "High", {},
         "No place is told: Dudley has no number (suppressed to protect confidentiality) for 2025."),
    ],
)  # fmt: skip
def test_that_a_place_is_withheld_with_its_reason(others, polarity, more, why):
    assert rank_among(others, "0", polarity, "2025", **more) == Withheld(why)


@given(st.lists(st.floats(0.1, 100), min_size=3, max_size=14), st.sampled_from(["High", "Low"]), st.randoms())
def test_that_places_do_not_hang_on_the_order_in_which_authorities_come(values, polarity, chance):
    others = members(*values)
    mixed = list(others)
    chance.shuffle(mixed)
    told = [rank_among(mixed, one.key, polarity, "2025") for one in others]
    assert all(isinstance(one, Rank) for one in told)
    assert told == [rank_among(others, one.key, polarity, "2025") for one in others]
    places = sorted(one.place for one in told if isinstance(one, Rank))
    assert places == sorted(1 + sum(other < one for other in values) for one in values) or polarity == "High"
    assert places[0] == 1 and places[-1] <= len(values)


@given(st.lists(NUMBERS, min_size=3, max_size=14).filter(lambda values: None in values))
def test_that_one_marker_anywhere_withholds_every_place(values):
    others = members(*values)
    assert all(isinstance(rank_among(others, one.key, "Low", "2025"), Withheld) for one in others)


def test_that_counts_and_rates_are_told_apart_by_unit_and_by_englands_sum():
    assert is_count("Number of children", None, None) and is_count("", 5000.0, 60.0)
    assert not is_count("% of children", 22.6, 20.0) and not is_count("", None, 60.0) and not is_count("", 60.0, None)
    assert [is_rate(unit) for unit in ("%", "% of plans", "Rate per 10,000", "Turnover rate", "Score", "Number", "", "Unit Cost")] == [
        True, True, True, True, False, False, False, False,
    ]  # fmt: skip
    assert is_percent("% of plans") and not is_percent("Rate per 10,000")


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("rereferral_percent", "rereferral_count"),
        ("CPP_subsequent_percent", "CPP_subsequent"),
        ("agency_rate_fte", "agency_fte"),
        ("percentage [3 or more]", "number [3 or more]"),
        ("children_percent [a, b]", "children_count [a, b]"),
        ("pt_overall", "t_sess_overall"),
    ],
)
def test_that_the_count_behind_a_share_is_known_by_its_name(code, count):
    assert count in numerators(code)


def test_that_no_count_is_looked_for_behind_a_score():
    assert numerators("avg_att8") == numerators("rereferral_count") == ()
