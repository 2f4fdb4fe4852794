"""The shape in which figures are kept gives back what was put in."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.indicators.catalogue import areas_of, catalogue, flag_rules, key_codes, lait_facts
from wmpeer.indicators.shape import ABSENT, LEAST, Spread, joined, parted, spread_at, spreads
from wmpeer.indicators.tables import AreaRow, Measure, ValueTable

CELLS = st.lists(st.none() | st.text(st.characters(exclude_characters="\x1e\x1f"), min_size=1), min_size=1)


@given(CELLS)
def test_that_every_cell_comes_back_as_it_was(cells):
    assert [None if cell == ABSENT else cell for cell in parted(joined(cells))] == cells


@given(st.lists(st.none() | st.text(), min_size=1))
def test_that_whatever_a_cell_holds_it_stays_in_its_place(cells):
    assert len(parted(joined(cells))) == len(cells)


def test_that_what_was_read_can_come_from_another_process():
    table = ValueTable(
        "indicators",
        "c1.csv",
        "0" * 64,
        "c1",
        measures=(Measure("a", "A", periods=("2025",)),),
        areas=(AreaRow("E1", "One", "authority", "", ("1",)),),
    )
    assert pickle.loads(pickle.dumps(table)) == table


def test_that_every_area_of_the_framework_has_its_list_and_every_code_is_known():
    told = catalogue()
    assert set(told.lait) == {
        "leaders",
        "help-and-protection",
        "in-care",
        "care-leavers",
        "send",
        "education",
        "workforce",
        "partnership",
        "self-evaluation",
    }
    for area, codes in told.lait.items():
        assert set(codes) <= lait_facts().keys(), area
    for area, codes in told.dfe.items():
        for code in codes:
            assert code in told.aliases or code.partition(" [")[0] in told.aliases, (area, code)
    assert set(told.topics.values()) <= told.lait.keys()
    assert {fact.topic for fact in lait_facts().values()} - told.topics.keys() <= {"Contextual\\Other", ""}
    assert "ReReferral" in key_codes()


def test_that_a_measure_finds_its_areas_by_name_or_by_topic():
    assert areas_of("ReReferral") == ("leaders", "help-and-protection")
    assert areas_of("LAC") == ("in-care",)
    assert areas_of("SomethingNew", "Children with SEN") == ("send",)
    assert areas_of("pt_overall [CINO at 31 March]") == ("education",)
    assert areas_of("SomethingElse") == ()


def test_that_every_rule_has_its_sentence():
    assert all(rule["sentence"].endswith(".") for rule in flag_rules().values())


def spread_of(*raws: str | None) -> Spread:
    """The spread of authorities with these cells; a country and a total stand beside them and count for nothing."""
    others = [AreaRow("E92000001", "England", "country", "", ("-5000",)), AreaRow("Total", "Total", "other", "", ("9000",))]
    areas = [AreaRow(f"E{number}", f"Area {number}", "authority", "", (raw,)) for number, raw in enumerate(raws)]
    return spread_at(spreads(Measure("m", "m", periods=("2025",)), [*areas, *others]), 0)


def fifths(values: list[float]) -> list[int | None]:
    spread = spread_of(*(repr(value) for value in values))
    return [spread.fifth(value) for value in values]


def test_that_fifteen_authorities_are_three_in_each_fifth():
    assert fifths([float(number) for number in range(15)]) == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5]


def test_that_where_the_number_does_not_divide_by_five_the_inner_fifths_are_larger():
    told = fifths([float(number) for number in range(153)])
    assert [told.count(fifth) for fifth in (1, 2, 3, 4, 5)] == [30, 31, 31, 31, 30]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([0, 0, 0, 0, 4, 5, 6, 7, 8, 9], [1, 1, 1, 1, 3, 3, 4, 4, 5, 5]),
        ([1, 2, 3, 3, 3, 3, 3, 3, 9, 10], [1, 1, 3, 3, 3, 3, 3, 3, 5, 5]),
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 7], [None] * 9 + [5]),
        ([0, 5, 5, 5, 5, 5, 5, 5, 5, 5], [1] + [None] * 9),
    ],
    ids=["at the bound of the lowest fifth", "from the second to the fourth", "from the lowest to the highest", "one below all others"],
)
def test_that_whoever_is_at_a_bound_is_inside_it_and_what_lies_in_all_fifths_is_in_none(values, told):
    assert fifths([float(value) for value in values]) == told


def test_that_few_authorities_all_alike_and_markers_are_in_no_fifth():
    assert set(fifths([float(number) for number in range(LEAST - 1)])) == {None}
    assert spread_of(*map(str, range(LEAST - 1))).fifth(0.0, least=5) == 1
    assert set(fifths([5.0] * 50)) == {None}
    with_markers = spread_of(*map(str, range(LEAST)), "c", "u", "-", None)
    assert with_markers.count == LEAST
    assert (with_markers.fifth(None), with_markers.fifth(0.0), with_markers.fifth(9.0)) == (None, 1, 5)
    assert spread_of("c", None).fifth(1.0) is None


@given(st.lists(st.integers(-20, 20).map(float), min_size=LEAST, max_size=60))
def test_that_fifths_rise_with_the_values_and_the_mirror_has_them_the_other_way_round(values):
    told = dict(zip(values, fifths(values), strict=True))
    assert [None if fifth is None else 6 - fifth for fifth in fifths([-value for value in values])] == [told[value] for value in values]
    in_order = [told[value] for value in sorted(told) if told[value] is not None]
    assert in_order == sorted(in_order)
    lowest, highest = min(values), max(values)
    if lowest < highest:
        assert told[lowest] in (1, None) and told[highest] in (5, None) and (told[lowest], told[highest]) != (None, None)


@given(st.lists(st.integers(0, 30).map(float), min_size=LEAST, max_size=60))
def test_that_a_fifth_holds_those_at_or_below_its_bound_and_at_least_its_share(values):
    told = fifths(values)
    count = int(len(values) * 0.2 + 1e-9)
    for end, reverse in ((1, False), (5, True)):
        inside = [value for value, fifth in zip(values, told, strict=True) if fifth == end]
        bound = sorted(values, reverse=reverse)[count - 1]
        assert all(value >= bound if reverse else value <= bound for value in inside)
        assert len(inside) >= count or None in told
