"""The recording actions by name: what an item may say, in whose name, and what becomes of one that is refused."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from panels import ASHCOMBE, Panel, definitions

from wmpeer.judging import items as understood
from wmpeer.judging.items import Item, ItemNotUnderstoodError, item_of, items_schema
from wmpeer.judging.queries import finding_lines, letter_findings
from wmpeer.judging.recording import _DO, record_items
from wmpeer.region.framework import read_framework

CONSIDER = {"do": "finding", "authority": "Ashcombe", "area": "in-care", "kind": "consider", "on_behalf_of": "Ann Reed"}


def names() -> set[str]:
    return {get_args(one.model_fields["do"].annotation)[0] for one in get_args(get_args(Item)[0])}


def test_that_every_item_has_an_action():
    assert names() == set(_DO)


def test_that_the_schema_knows_every_item_and_every_code():
    framework = read_framework(definitions()[1])
    schema = items_schema(framework)
    defined = schema["$defs"]
    assert {one["properties"]["do"]["const"] for one in defined.values() if "do" in one.get("properties", {})} == names()
    assert defined["Finding"]["properties"]["kind"]["enum"] == [one.code for one in framework.kinds]
    assert defined["Agree"]["properties"]["view"]["enum"] == [one.code for one in framework.views]
    assert defined["MoveConsider"]["properties"]["to"]["enum"] == ["up", "down"]
    assert set(defined["ChooseForLetter"]["required"]) == {"do", "finding"}


def test_that_the_panel_chooses_by_name(panel: Panel):
    office = panel.office
    told = record_items(
        office,
        [
            {**CONSIDER, "text": "First", "rank": 1, "key": "a"},
            {**CONSIDER, "text": "Second", "rank": 2, "key": "b"},
            {**CONSIDER, "text": "Third", "in_letter": False, "key": "c"},
            {"do": "move-consider", "finding": "@b", "to": "up"},
            {"do": "choose-for-letter", "finding": "@c", "rank": 1},
            {"do": "leave-out-of-letter", "finding": "@a"},
            {"do": "order-considers", "authority": "Ashcombe", "findings": ["@b", "@c"]},
        ],
    )
    assert {one.status for one in told} == {"kept"}
    assert len({one.id for one in told[3:]}) == 1
    stands = {one.text: one.rank for one in office.read(letter_findings, ASHCOMBE)}
    assert stands == {"First": None, "Second": 1, "Third": 2}


def test_that_a_refused_item_says_why_and_stops_nothing(panel: Panel):
    told = record_items(
        panel.office,
        [
            {**CONSIDER, "text": "Kept", "key": "a"},
            {"do": "move-consider", "finding": "nowhere", "to": "up"},
            {"do": "order-considers", "authority": "Ashcombe", "findings": ["@a", "@a"]},
            {"do": "choose-for-letter", "finding": "@a", "on_behalf_of": "Ann Reed"},
            {"do": "leave-out-of-letter", "finding": "@a"},
        ],
    )
    assert [one.status for one in told] == ["kept", "refused", "refused", "kept", "kept"]
    assert [one.problems[0].code for one in told if one.problems] == ["unknown-finding", "not-the-whole-order"]


def test_that_only_a_coordinator_records_for_others(panel: Panel):
    [told] = record_items(panel("Ann Reed"), [{**CONSIDER, "text": "For Ben", "on_behalf_of": "Ben Hall"}])
    assert (told.status, told.problems[0].code) == ("refused", "only-coordinators")
    [told] = record_items(panel("Ann Reed"), [{**CONSIDER, "text": "My own"}])
    assert told.status == "kept"
    assert [one.author_name for one in panel.workspace.read(finding_lines, ASHCOMBE)] == ["Ann Reed"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ({"do": "move-consider", "finding": "x", "to": "sideways"}, "to: it is not one of up or down"),
        ({"do": "move-consider", "finding": "x"}, "to: it is missing"),
        ({"do": "choose-for-letter", "finding": "x", "rank": 0}, "rank"),
        ({"do": "choose-for-letter", "finding": "x", "rank": "1"}, "rank"),
        ({"do": "order-considers", "authority": "A", "findings": "x"}, "findings"),
        ({"do": "leave-out-of-letter", "finding": "x", "why": "y"}, "why: there is no such key"),
        ({"do": "dance"}, "there is no action “dance”"),
        ({}, "it does not say what to do"),
        ([], "it is not an object with keys"),
        (None, "it is not an object with keys"),
    ],
)
def test_that_an_item_that_is_not_understood_says_where(raw: Any, why: str):
    with pytest.raises(ItemNotUnderstoodError) as told:
        item_of(3, raw)
    assert told.value.sentence.startswith("Item 3 could not be understood") and why in told.value.sentence


def test_that_null_is_as_good_as_left_out_where_the_default_is_empty():
    item = item_of(1, {"do": "letter", "authority": "Ashcombe", "addressee": None, "next_steps": None})
    assert (item.addressee, item.next_steps) == ("", [])
    assert understood.LONGEST == 1_000_000
