"""Which words are known, which are looked at, what is offered, and what a laptop keeps."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.files import resource
from wmpeer.spelling.checker import Checker
from wmpeer.spelling.hunspell import DictionaryNotReadError, dictionary_words
from wmpeer.spelling.scan import words_of
from wmpeer.spelling.sources import add_own_word, british_checker, own_words, take_own_word_out


@pytest.fixture(scope="module")
def british() -> Checker:
    return british_checker()


def wrong(checker: Checker, text: str) -> list[str]:
    return [word.text for word in checker.wrong(text)]


@pytest.mark.parametrize(
    "word",
    [
        "organisation",
        "colour",
        "recognises",
        "behaviour",
        "programme",
        "judgement",
        "judgment",
        "analyse",
        "Organisation",
        "children's",
        "children’s",
        "families’",
        "naïve",
        "café",
        "Wolverhampton",
        "O'Neill's",
    ],
)
def test_that_british_words_are_known_as_people_write_them(british: Checker, word: str) -> None:
    assert wrong(british, f"We saw {word} here.") == []


@pytest.mark.parametrize("word", ["organize", "color", "recieve", "wolverhampton’z", "teh", "Teh", "behavior", "accomodation"])
def test_that_other_words_are_marked(british: Checker, word: str) -> None:
    assert wrong(british, f"We saw {word} here.") == [word]


@pytest.mark.parametrize(
    "text",
    [
        "ILACS, EHCP and EHCPs, SEND, LADO’s, MASH",
        "safeguarding, rereferrals, permanence, kinship",
        "step-down, trauma-informed, multi-agency, co-produced, re-referral",
    ],
)
def test_that_the_words_of_the_field_are_known(british: Checker, text: str) -> None:
    assert wrong(british, text) == []


@pytest.mark.parametrize(
    "text", ["Siân Llŷr-Ŵyn of Sir y Fflint", "Llanymynech, Powys", "Rhiannon and Gwenllian’s plan", "Iorwerth ap Rhodri"]
)
def test_that_welsh_names_are_not_marked(british: Checker, text: str) -> None:
    assert wrong(british, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "they wrote “we recieve teh form” twice",
        'they wrote "we recieve teh form" twice',
        "they wrote ‘we recieve teh form’ twice",
        "they wrote “we recieve",
        "see www.recieve.gov.uk/teh",
        "https://recieve.example/teh?x=wrod",
        "ask recieve.teh@exampel.gov.uk",
        "form X12teh and teh3",
        "E08000030",
        "18.5 %",
        "NTEHW",
        "C:\\recieve\\teh.docx",
        "the iPad",
        "q. x.",
    ],
)
def test_that_quotes_numbers_codes_addresses_and_capitals_are_left_alone(british: Checker, text: str) -> None:
    assert wrong(british, text) == []


def test_that_an_apostrophe_begins_no_quote(british: Checker) -> None:
    assert wrong(british, "The childrens’ teh plan isn’t teh carers’ plan") == ["childrens", "teh", "teh"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("recieve", "receive"),
        ("Recieve", "Receive"),
        ("organize", "organise"),
        ("color", "colour"),
        ("safegarding", "safeguarding"),
        ("refferals", "referrals"),
        ("teh", "the"),
        ("Wolverhamton", "Wolverhampton"),
        ("timelyness", "timeliness"),
    ],
)
def test_that_what_was_meant_comes_first(british: Checker, written: str, meant: str) -> None:
    assert british.suggestions(written)[0] == meant


def test_that_words_run_together_are_taken_apart(british: Checker) -> None:
    assert "in spite" in british.suggestions("inspite")


def test_that_names_of_the_region_are_known_when_they_are_given(british: Checker) -> None:
    assert wrong(british, "Ashcombe and Zebedayo") != []
    british.set_names(["Ashcombe County Council", "Anna Zebedayo-Kerr"])
    assert wrong(british, "Ashcombe’s Zebedayo, and Kerr") == []
    british.set_names([])


def test_that_a_word_is_kept_on_this_laptop_and_taken_out_again(british: Checker, tmp_path: Path) -> None:
    kept = tmp_path / "config" / "own-words.txt"
    assert own_words(kept) == ()
    assert add_own_word("Zwyrtek", kept) == ("Zwyrtek",)
    assert add_own_word("brumble", kept) == add_own_word("brumble", kept) == ("brumble", "Zwyrtek")
    british.set_own(own_words(kept))
    assert wrong(british, "Brumble brumble’s zwyrtek") == []
    british.set_own(take_own_word_out("BRUMBLE", kept))
    assert wrong(british, "brumble Zwyrtek") == ["brumble"]
    british.set_own([])


def test_that_a_damaged_list_of_own_words_is_no_obstacle(tmp_path: Path) -> None:
    damaged = tmp_path / "own-words.txt"
    damaged.write_bytes(b"\xff\xfe\x00brumble")
    assert own_words(damaged) == ()


def test_that_a_missing_or_stranger_dictionary_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DictionaryNotReadError):
        dictionary_words(tmp_path / "none.aff", tmp_path / "none.dic")
    stranger = tmp_path / "x.aff"
    stranger.write_text("SET UTF-8\nCHECKCOMPOUNDPATTERN 1\n", encoding="utf-8")
    with pytest.raises(DictionaryNotReadError, match="CHECKCOMPOUNDPATTERN"):
        dictionary_words(stranger, resource("spelling", "en_GB.dic"))


def test_that_the_dictionary_brings_its_licence() -> None:
    assert "Kevin Atkinson" in resource("spelling", "en_GB.licence.txt").read_text(encoding="utf-8")


@given(st.text(alphabet=st.sampled_from("ab Z'’“”\"‘@._\\3ŵé\n/-"), max_size=60))
def test_that_every_word_stands_where_it_is_said_to(text: str) -> None:
    found = list(words_of(text))
    assert all(text[word.start : word.end] == word.text for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
