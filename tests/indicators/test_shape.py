"""The shape in which figures are kept gives back what was put in."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from wmpeer.indicators.catalogue import areas_of, catalogue, flag_rules, key_codes, lait_facts
from wmpeer.indicators.shape import ABSENT, joined, parted
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
