"""The language of the resource files, and the files themselves."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.claims.lexicon import UNITS, lexicon
from wmpeer.claims.phrasing import phrase, plain_words
from wmpeer.files import resource
from wmpeer.indicators.catalogue import lait_facts


def stands(told: str, text: str) -> bool:
    return bool(phrase(told).finditer(plain_words(text)))


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("re-referral", "Our Re-Referrals rose"),
        ("re-referral", "re referral’s cause"),
        ("absen*", "persistently absent"),
        ("(ICPC|initial conference) .. within (15|fifteen) [working] day*", "ICPCs (all of them) were held within fifteen days"),
        ("[live] with foster carer", "they live with foster carers"),
        ("[live] with foster carer", "children with foster carers"),
        ("cohort of #", "a cohort of 1,204 children"),
    ],
)
def test_that_a_phrase_is_found_however_it_is_written(told: str, text: str):
    assert stands(told, text)


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("agency", "multiagency"),
        ("NEET", "neetness"),
        ("(ICPC) .. within 15 day*", "ICPCs were held; most of the others within 15 days"),
        ("plan .. 20 week*", "plan one two three four five six seven 20 weeks"),
    ],
)
def test_that_a_phrase_is_not_found_in_other_words(told: str, text: str):
    assert not stands(told, text)


@pytest.mark.parametrize("told", ["(one|two", "[left open", ""])
def test_that_a_phrase_that_is_no_phrase_is_refused(told: str):
    with pytest.raises(ValueError):
        phrase(told)


@given(st.text(max_size=200))
def test_that_every_character_keeps_its_place(text: str):
    assert len(plain_words(text)) == len(text)


def test_that_every_code_is_a_published_measure_or_a_column_of_the_department():
    strange = {
        code
        for subject in lexicon().subjects
        for units in (subject.codes, *subject.groups.values())
        for codes in units.values()
        for code in codes
        if code not in lait_facts() and not any(sign in code for sign in "_[") and code not in {"Section47", "ICPC"}
    }
    assert strange == set()


def test_that_every_group_and_key_of_the_files_is_known():
    groups = set(lexicon().words.lists["groups"])
    told = tomllib.loads(resource("claims", "indicators.toml").read_text(encoding="utf-8"))
    known = {*UNITS, "says", "needs", "unless", "about", "any-group", "whole", "census", "events", "groups", "short", "welsh"}
    for name, said in told.items():
        assert set(said) <= known, name
        assert set(said.get("about", ())) | set(said.get("groups", {})) <= groups, name


def test_that_the_card_indicators_of_every_area_have_words():
    from wmpeer.indicators.catalogue import catalogue

    named = {
        code
        for subject in lexicon().subjects
        for units in (subject.codes, *subject.groups.values())
        for codes in units.values()
        for code in codes
    }
    missing = {code for codes in catalogue().lait.values() for code in codes} - named
    assert missing <= {"LAC_Other_Res_Settings"}, missing
