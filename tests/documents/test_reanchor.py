"""Quotes in a new version: what is found is right, what is not sure waits for a person, and nothing is guessed."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wmpeer.documents.letters import Letters, letters_of
from wmpeer.documents.reanchor import Fate, Reanchor, Reason

LATE = "Visits to children are recorded late in most teams, and supervision is uneven."
KNOWN = "Managers know their staff and their families well, and act on what audits tell them."
RATE = "The rate of re-referrals was 18.5 % in March 2025, above England."
OLD = "\n".join(("1 Front door", LATE, "2 Workforce", KNOWN, "3 Figures", RATE, "Thank you for reading."))


def found(old: str, new: str, words: str) -> tuple[Fate, Reason, str]:
    start = old.index(words)
    one = Reanchor(old, new).find(start, start + len(words))
    return one.fate, one.reason, new[one.start : one.end]


def test_that_words_with_their_neighbours_are_unchanged_wherever_the_text_grew() -> None:
    new = "A new foreword of several sentences.\n" * 30 + OLD
    assert found(OLD, new, KNOWN) == (Fate.UNCHANGED, Reason.SAME, KNOWN)


def test_that_a_sentence_in_another_chapter_has_moved() -> None:
    new = "\n".join(("1 Front door", "2 Workforce", KNOWN, "3 Figures", RATE, "4 Practice", LATE, "Thank you for reading."))
    assert found(OLD, new, LATE) == (Fate.MOVED, Reason.NEIGHBOURS, LATE)


def test_that_changed_words_are_suggested_and_left_to_a_person() -> None:
    changed = "Visits to children are now recorded very late in most teams, and supervision is uneven."
    fate, reason, words = found(OLD, OLD.replace(LATE, changed), LATE)
    assert (fate, reason) == (Fate.UNCERTAIN, Reason.CHANGED)
    assert words.startswith("Visits to children are now recorded very late")


@pytest.mark.parametrize("number", ["1.85 %", "185 %", "-18.5 %", "18.5", "18,5 %"])
def test_that_another_number_is_never_the_same_words(number: str) -> None:
    assert found(OLD, OLD.replace("18.5 %", number), RATE)[0] is Fate.UNCERTAIN


def test_that_layout_hyphens_and_signs_change_nothing() -> None:
    new = OLD.replace("re-referrals", "re-\nreferrals").replace("18.5 %", "18.5%").replace("Visits", "•  Visits").replace(" and ", "  and ")
    assert found(OLD, new, RATE)[0] is Fate.UNCHANGED
    assert found(OLD, new, LATE)[0] is Fate.UNCHANGED


def test_that_words_which_stand_twice_with_the_same_neighbours_are_not_guessed() -> None:
    part = "\n".join(("Heading of the part", LATE, "What comes after this part")) + "\n"
    fate, reason, _ = found(part, part + part, LATE)
    assert (fate, reason) == (Fate.UNCERTAIN, Reason.TWICE)


def test_that_what_is_left_of_two_is_not_taken_for_the_other() -> None:
    old = f"First part about plans.\n{KNOWN}\nAnd so it goes on here.\nSecond part about teams.\n{KNOWN}\nEnd of the second part."
    new = "First part about plans.\nAnd so it goes on here.\nSecond part about teams.\n" + f"{KNOWN}\nEnd of the second part."
    one = Reanchor(old, new).find(old.index(KNOWN), old.index(KNOWN) + len(KNOWN))
    assert one.fate is Fate.UNCERTAIN
    other = Reanchor(old, new).find(old.rindex(KNOWN), old.rindex(KNOWN) + len(KNOWN))
    assert (other.fate, new[other.start : other.end]) == (Fate.UNCHANGED, KNOWN)


def test_that_a_word_without_its_neighbours_is_not_enough() -> None:
    assert found(OLD, "Something else is uneven in another place.", "uneven")[0] is Fate.UNCERTAIN


def test_that_a_document_replaced_as_a_whole_has_none_of_it() -> None:
    new = "\n".join(f"Paragraph {at} of a strategy for libraries, parks and roads." for at in range(400))
    for words in (LATE, KNOWN, RATE, "Thank you for reading."):
        assert found(OLD, new, words)[0] is Fate.LOST
    assert Reanchor(OLD, "").find(0, 12).fate is Fate.LOST


def test_that_only_signs_and_no_words_never_count_as_found() -> None:
    assert found("— • —", "— • —", "•")[0] is Fate.UNCERTAIN
    assert found("— • —", "— — — —", "•")[0] is Fate.LOST


def test_that_welsh_words_keep_their_circumflexes() -> None:
    old = "Mae gweithwyr yn gwybod eu gwaith, a’r tŷ yn ddiogel i bob plentyn yn ŵyl y gaeaf.\nDiwedd."
    assert found(old, "Cyflwyniad\n" + old, "a’r tŷ yn ddiogel i bob plentyn yn ŵyl y gaeaf") == (
        Fate.UNCHANGED, Reason.SAME, "a’r tŷ yn ddiogel i bob plentyn yn ŵyl y gaeaf",
    )  # fmt: skip


def test_that_a_passage_of_fifty_thousand_characters_with_one_word_changed_is_suggested_soon() -> None:
    old = " ".join(f"Sentence {at} says what case {at * 7} was about and who saw it." for at in range(1_000))
    new = old.replace("Sentence 500 says", "Sentence 500 now tells")
    began = time.perf_counter()
    one = Reanchor(old, new).find(300, 50_300)
    assert (one.fate, one.confidence > 0.95) == (Fate.UNCERTAIN, True)
    assert time.perf_counter() - began < 5


def test_that_two_hundred_overlapping_marks_are_all_found_each_at_its_own_place() -> None:
    text = "\n".join(f"Line {at}: team {at} closed {at * 3} cases after {at % 9} weeks and told families why." for at in range(300))
    new = text.replace("Line 7: team 7", "Line 7: the team 7", 1)
    again = Reanchor(text, "Foreword\n" + new)
    begin = text.index("Line 100")
    for at in range(200):
        one = again.find(begin + at, begin + 120 + 2 * at)
        assert one.fate is Fate.UNCHANGED
        assert ("Foreword\n" + new)[one.start : one.end].strip() == text[begin + at : begin + 120 + 2 * at].strip()


# -- random edits, with the truth known: every paragraph carries a number that says where it came from

WORDS = [
    "visits",
    "plans",
    "staff",
    "late",
    "audits",
    "teams",
    "families",
    "carers",
    "homes",
    "schools",
    "police",
    "health",
    "thresholds",
    "drift",
]


@dataclass(frozen=True)
class Line:
    origin: int
    text: str


lines = st.lists(st.lists(st.sampled_from(WORDS), min_size=2, max_size=14).map(" ".join), min_size=3, max_size=14)


@st.composite
def two_versions(draw: st.DrawFn) -> tuple[list[Line], list[Line]]:
    old = [Line(at, text) for at, text in enumerate(draw(lines))]
    new = list(old)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(0, len(new) - 1)))
        match draw(st.sampled_from(("delete", "insert", "move", "change", "copy"))):
            case "delete" if new:
                del new[at]
            case "insert":
                new.insert(at, Line(-1, draw(lines)[0]))
            case "move" if new:
                new.insert(draw(st.integers(0, len(new) - 1)), new.pop(at))
            case "change" if new:
                words = new[at].text.split()
                words[draw(st.integers(0, len(words) - 1))] = "otherwise"
                new[at] = Line(-1, " ".join(words))
            case "copy" if new:
                new.append(Line(-1, new[at].text))
            case _:
                pass
    return old, new


def _text(version: list[Line]) -> str:
    return "\n".join(line.text for line in version)


@settings(max_examples=400, deadline=None)
@given(two_versions(), st.data())
def test_that_random_edits_never_lead_to_a_wrong_place(versions: tuple[list[Line], list[Line]], data: st.DataObject) -> None:
    """Found means: these letters, and where the words stand once in both versions, the very paragraph they came from."""
    old, new = versions
    before, after = _text(old), _text(new)
    again = Reanchor(before, after)
    for line in old:
        start = sum(len(one.text) + 1 for one in old[: line.origin])
        one = again.find(start, start + len(line.text))
        if one.fate in (Fate.UNCHANGED, Fate.MOVED):
            assert letters_of(after[one.start : one.end]) == letters_of(line.text)
            places = Letters(after).places(letters_of(line.text), 50)
            wrong = [copy for copy in new if copy.origin != line.origin and letters_of(line.text) in letters_of(copy.text)]
            if len(places) == 1 and not wrong:
                assert any(copy.origin == line.origin for copy in new) or len(letters_of(line.text)) >= 12
        elif one.fate is Fate.LOST:
            assert not Letters(after).places(letters_of(line.text), 1)
        assert 0 <= one.start <= one.end <= len(after)
        assert 0 <= one.confidence <= 1


@settings(max_examples=60, deadline=None)
@given(two_versions(), st.randoms(use_true_random=False))
def test_that_the_order_in_which_marks_are_looked_for_does_not_matter(versions: tuple[list[Line], list[Line]], chance) -> None:
    before, after = _text(versions[0]), _text(versions[1])
    marks = [(at, min(len(before), at + 20)) for at in range(0, len(before) - 1, 7)]
    straight = {mark: Reanchor(before, after).find(*mark) for mark in marks}
    chance.shuffle(marks)
    again = Reanchor(before, after)
    assert {mark: again.find(*mark) for mark in marks} == straight


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="aB é1.8-–%\n“”", min_size=1, max_size=60), st.data())
def test_that_the_same_text_keeps_every_mark_or_says_that_it_stands_twice(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    one = Reanchor(text, text).find(start, end)
    if one.fate is Fate.UNCHANGED:
        assert letters_of(text[one.start : one.end]) == letters_of(text[start:end])
        assert start <= one.end and one.start <= end
    else:
        assert one.reason is not Reason.CHANGED or one.fate is Fate.UNCERTAIN


def test_that_a_place_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        Reanchor("abc", "abc").find(2, 9)
