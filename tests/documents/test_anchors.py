"""Quotes find their place again, or say that they are lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wmpeer.documents.anchors import CONTEXT_CHARACTERS, Anchor, AnchorState, anchor_of, find_anchor, fold

TEXT = (
    "Visits are recorded late in two teams. Mae'r plant yn dweud eu bod yn ddiogel yn Nhŷ Gŵyr.\n"
    "Most children live near home. Visits are recorded late in one team.\n"
    "The proportion of looked after children who moved three times fell from 10 % to 8 %."
)
WORDS = st.text(st.sampled_from("abcŵŷ éx,.-’\n\t \u00ad😀"), min_size=1, max_size=300)


@given(WORDS, st.data())
def test_that_words_are_found_where_they_were(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    place = find_anchor(text, anchor_of(text, start, end))
    assert (place.start, place.end, place.state, place.likeness) == (start, end, AnchorState.ANCHORED, 1.0)


@given(WORDS)
def test_that_folding_leads_back_to_the_same_characters(text: str) -> None:
    folded = fold(text)
    assert not any(two in folded.text for two in ("  ", "\n", "\t", "\u00ad"))
    for place, character in enumerate(folded.text):
        source = text[folded.source(place)]
        assert character == source or (character == " " and source.isspace()) or (character in "'-\"") or source == "\u00ad"


@given(st.text(st.sampled_from("abcdefgh ijklŵ"), max_size=80))
def test_that_words_move_with_the_text_before_them(before: str) -> None:
    start = TEXT.index("The proportion")
    anchor = anchor_of(TEXT, start, len(TEXT))
    place = find_anchor(before + TEXT, anchor)
    assert (before + TEXT)[place.start : place.end] == anchor.exact
    assert place.state is (AnchorState.MOVED if before else AnchorState.ANCHORED)


def test_that_neighbours_tell_equal_words_apart() -> None:
    second = TEXT.rindex("recorded late")
    anchor = anchor_of(TEXT, second, second + len("recorded late"))
    later = "A new first page, long enough to move things.\n" + TEXT
    assert find_anchor(later, anchor).start == later.rindex("recorded late")
    assert find_anchor(later, anchor).state is AnchorState.MOVED


def test_that_words_that_happen_to_stand_at_the_old_place_do_not_win_over_neighbours() -> None:
    text = "late one late two late three"
    anchor = Anchor("late", "two ", " three", 0, 4)
    assert find_anchor(text, anchor).start == text.rindex("late")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("the plan is\r\nshared with  staff today", "plan is shared with staff"),
        ("the child’s own plan", "child's own"),
        ("well\u00adbeing of children", "wellbeing of"),
        ("a two–year fall", "two-year fall"),
    ],
)
def test_that_white_space_and_signs_make_no_difference(now: str, words: str) -> None:
    place = find_anchor(now, Anchor(words))
    assert place.state is not AnchorState.LOST
    assert place.likeness == 1.0
    assert fold(now[place.start : place.end]).text == fold(words).text


def test_that_hyphens_at_line_ends_and_ligatures_make_no_difference() -> None:
    page = "The oﬃce reviews place-\r\nments every month."
    place = find_anchor(page, Anchor("The office reviews placements every month."))
    assert (place.start, place.end) == (0, len(page))
    assert place.likeness >= 0.9


def test_that_an_edited_sentence_is_found_nearly() -> None:
    anchor = Anchor("Most of the children live near to home", start=90)
    place = find_anchor(TEXT, anchor, fuzzy=0.7)
    assert place.state is AnchorState.MOVED
    assert 0.7 <= place.likeness < 1
    assert "children live near home" in TEXT[place.start : place.end]


@pytest.mark.parametrize("words", ["", "   ", "absent", "Nothing like this sentence is anywhere in the document at all"])
def test_that_what_is_not_there_is_lost(words: str) -> None:
    assert find_anchor(TEXT, Anchor(words, start=3)).state is AnchorState.LOST


def test_that_an_empty_text_holds_nothing() -> None:
    assert find_anchor("", Anchor("some words of a finding", start=40)).state is AnchorState.LOST


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 4), (-1, 3), (0, 10_000)])
def test_that_no_words_make_no_anchor(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        anchor_of(TEXT, start, end)


def test_that_neighbours_are_at_most_thirty_two_characters() -> None:
    anchor = anchor_of(TEXT, 100, 110)
    assert len(anchor.prefix) == len(anchor.suffix) == CONTEXT_CHARACTERS


def test_that_a_long_document_is_searched_in_a_blink() -> None:
    text = "\n".join(f"Paragraph {number} says what the service did for child {number * 7}." for number in range(8_000))
    anchor = Anchor("Paragraph 7031 says what a service does for the child 49217", start=12)
    began = time.perf_counter()
    place = find_anchor(text, anchor)
    assert "7031" in text[place.start : place.end]
    assert time.perf_counter() - began < 2
