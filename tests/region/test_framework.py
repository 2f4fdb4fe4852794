"""The framework: complete as it travels, and refused with the place and a sentence where it is faulty."""

from __future__ import annotations

import pytest

from wmpeer.files import resource
from wmpeer.region.framework import Framework, find_framework, read_framework
from wmpeer.region.reading import DefinitionFaultyError, DefinitionUnreadableError

TEXT = resource("frameworks", "default-2026.toml").read_text(encoding="utf-8")
AREAS = ["leaders", "help-and-protection", "in-care", "care-leavers", "send", "education", "workforce", "partnership", "self-evaluation"]
VIEWS = ["outstanding", "good", "requires-improvement", "inadequate", "not-enough-evidence"]
KINDS = ["strength", "practice", "consider", "question", "concern", "suggestion", "ask", "offer", "query"]


@pytest.fixture(scope="module")
def framework() -> Framework:
    return read_framework(resource("frameworks", "default-2026.toml"))


def test_that_the_default_framework_has_the_codes_that_records_use(framework: Framework) -> None:
    assert [one.code for one in framework.areas] == AREAS
    assert [one.number for one in framework.areas] == list(range(1, 10))
    assert [one.code for one in framework.views] == VIEWS
    assert [one.code for one in framework.kinds] == KINDS
    assert [one.code for one in framework.confidences] == ["high", "medium", "low"]
    assert [one.code for one in framework.directions] == ["improving", "stable", "declining", "unclear"]
    assert [one.code for one in framework.priorities] == ["discuss", "note", "none"]
    assert [one.level for one in framework.concern_levels] == [1, 2, 3, 4]
    assert len(framework.tags) == 48 and framework.text == TEXT and not framework.overall


def test_that_every_area_describes_every_point_in_one_short_line_of_its_own(framework: Framework) -> None:
    lines = [area.descriptors[point] for area in framework.areas for point in framework.view_order()]
    assert len(set(lines)) == len(lines) == 36
    assert all(20 < len(line) <= 115 and line.endswith(".") for line in lines)
    assert all(area.prompts and all(prompt.endswith("?") for prompt in area.prompts) for area in framework.areas)


def test_that_send_takes_an_outcome_or_a_grade_as_the_authoritys_own(framework: Framework) -> None:
    assert [one.code for one in framework.grades_of("send")] == ["1", "2", "3", *VIEWS[:4], "not-stated"]
    assert [one.code for one in framework.grades_of("in-care")] == [*VIEWS[:4], "not-stated"]
    assert {"1", "2", "3", "not-stated", *VIEWS} == {one.code for one in framework.own_grades}


def test_that_lookups_find_by_code_and_say_when_there_is_none(framework: Framework) -> None:
    assert framework.area("in-care").title == "Children in care and permanence"
    assert framework.kind("concern").needs_level and not framework.kind("query").in_letter
    assert framework.concern_level(4).board and framework.concern_level(4).colour == "alert"
    assert framework.word("directions", "improving") == "Improving"
    assert framework.tag("front-door").group == "Help and protection"
    assert framework.own_grade("2").word.startswith("2 – inconsistent")
    for ask in (framework.area, framework.kind, framework.tag, framework.view, framework.scale):
        with pytest.raises(KeyError):
            ask("none-such")


def test_that_letter_keys_and_icons_of_kinds_are_those_of_the_look(framework: Framework) -> None:
    assert {one.code: one.key for one in framework.kinds if one.key in "schqxi"} == {
        "strength": "s", "consider": "c", "practice": "h", "question": "q", "concern": "x", "suggestion": "i",
    }  # fmt: skip
    assert not {one.key for one in framework.kinds} & set("npu")
    icons = {*(one.icon for one in framework.kinds), *(one.icon for one in framework.views), "warning-octagon"}
    assert all((resource("icons", "regular", f"{icon}.svg")).is_file() for icon in icons)


@pytest.mark.parametrize(
    ("change", "to", "where", "says"),
    [
        ('code = "in-care"', 'code = "leaders"', "areas 3, code", "“leaders” already stands in areas 1"),
        ("number = 3", "number = 2", "areas 3, number", "“2” already stands in areas 2"),
        ('grade = "send-outcomes"', 'grade = "five-point"', "areas 5, grade", "There is no scale “five-point”"),
        ('key = "h"', 'key = "s"', "kinds 2, key", "“s” already stands in kinds 1"),
        ('key = "h"', 'key = "hh"', "kinds 2, key", "at most 1"),
        ('code = "in-care"', 'code = "In care"', "areas 3, code", "“In care” is not a valid code"),
        ('outstanding = "Permanence', 'superb = "Permanence', "areas 3, descriptors", "“superb” is not a point"),
        ("board = true", "board = false", "concern_levels", "No level goes to the Board"),
        ("overall = false", "overall = true", "overall", "no area has the code"),
        ('code = "four-point"', 'code = "other"', "scales", "is missing"),
        ('title = "Care leavers"\n', "", "areas 4, title", "“title” is missing"),
        ('same = "shares your view"', 'same = ""', "panel, same", "is empty"),
        ('code = "neglect"', 'code = "cp"', "tags 7, code", "“cp” already stands in tags 5"),
    ],
)
def test_that_a_faulty_framework_is_refused_with_the_place_and_a_sentence(change: str, to: str, where: str, says: str) -> None:
    assert change in TEXT
    with pytest.raises(DefinitionFaultyError) as refused:
        read_framework(TEXT.replace(change, to, 1))
    faults = [(one.where, one.sentence) for one in refused.value.problems()]
    assert any(place == where and says in sentence for place, sentence in faults), faults


def test_that_an_overall_area_may_be_switched_on() -> None:
    area = '\n[[areas]]\ncode = "overall"\nnumber = 10\ntitle = "Overall"\nshort = "Overall"\ngrade = "four-point"\n'
    assert read_framework(TEXT.replace("overall = false", "overall = true") + area).area("overall").number == 10
    with pytest.raises(DefinitionFaultyError, match="overall is not true"):
        read_framework(TEXT + area)


def test_that_a_framework_that_is_nowhere_is_named() -> None:
    with pytest.raises(DefinitionFaultyError, match="no framework “none-such”"):
        find_framework("none-such")
    with pytest.raises(DefinitionUnreadableError):
        read_framework("= nothing")
