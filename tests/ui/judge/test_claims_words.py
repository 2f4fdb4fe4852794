"""Rows, order, counts and words of the claims of a text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from wmpeer.claims.records import Claim, ClaimAnswerLine, ClaimQuestion
from wmpeer.judging.records import FigureDraft, QuoteDraft
from wmpeer.ui.judge import claims_words as words

SENTENCE = "Our re-referral rate fell to 14 % in 2024/25."
CLAIM = Claim(
    "c1", "self-evaluation.pdf", "ab", 3, "Front door", SENTENCE, 100, 145, 129, 133, (14.0,), "percent", "ReReferral", "Re-referrals (%)",
    "LAIT", "own", "Calderholt", "2025", 21.3, "21.3", "contradicts", "21.3 published for 2025.", ("leaders",),
)  # fmt: skip
QUESTION = ClaimQuestion("self-evaluation.pdf", "ab", 4, "", "Our practice is strong.", 200, 223, "What shows that practice is strong?")
SAID = ClaimAnswerLine("a1", "c1", "p1", "Anna", "corrected", "cannot-tell", "They mean March 2026.", "2026-10-01T10:00:00Z")


def other(key: str, *areas: str, answer: ClaimAnswerLine | None = None) -> Claim:
    return replace(CLAIM, id=key, areas=areas, answer=answer)


def keys(rows: tuple[words.Row, ...]) -> list[str]:
    return [row.head or row.key for row in rows]


def test_that_claims_of_the_present_area_come_first_and_questions_last() -> None:
    claims = (other("far", "send"), other("near", "leaders"), other("also", "leaders", "send"))
    shown = words.rows(claims, (QUESTION,), "leaders", words.OPEN, "", ())
    heads = ["In this area, 2", "near", "also", "Elsewhere in the text, 1", "far", "Questions to ask, 1", "ab/200"]
    assert keys(shown) == heads


def test_that_what_data_contradict_comes_first_and_what_is_as_published_after_all_that_is_to_be_looked_at() -> None:
    verdicts = {"agrees": "supports", "unclear": "cannot-tell", "differs": "contradicts"}
    claims = tuple(
        replace(CLAIM, id=f"{key} {area}", verdict=one, areas=(area,)) for area in ("send", "leaders") for key, one in verdicts.items()
    )
    shown = words.rows(claims, (QUESTION,), "leaders", words.OPEN, "", ())
    assert keys(shown) == [
        "In this area, 2", "differs leaders", "unclear leaders", "Elsewhere in the text, 2", "differs send", "unclear send",
        "As published, in this area, 1", "agrees leaders", "As published, elsewhere, 1", "agrees send", "Questions to ask, 1", "ab/200",
    ]  # fmt: skip
    assert words.counts(claims, "leaders").words() == "4 to look at (2 in this area), 0 looked at · 2 as published"


def test_that_what_is_looked_at_is_out_of_the_way_and_can_be_found_again() -> None:
    claims = (other("done", "leaders", answer=SAID), other("open", "leaders"))
    assert keys(words.rows(claims, (), "leaders", words.OPEN, "", ())) == ["In this area, 1", "open"]
    assert keys(words.rows(claims, (), "leaders", words.SEEN, "", ())) == ["In this area, 1", "done"]
    assert keys(words.rows(claims, (), "", words.ALL, "", ())) == ["done", "open"]


def test_that_one_mark_shows_no_questions() -> None:
    assert words.rows((CLAIM,), (QUESTION,), "", words.ALL, "supports", ()) == ()


def test_that_an_asked_question_is_looked_at() -> None:
    asked = {"ab/200"}
    assert words.rows((), (QUESTION,), "", words.OPEN, "", asked) == ()
    assert words.rows((), (QUESTION,), "", words.SEEN, "", asked)[1].asked


def test_that_counts_say_what_waits_and_where() -> None:
    claims = (other("a", "leaders"), other("b"), other("c", "leaders", answer=SAID))
    assert words.counts(claims, "leaders").words() == "2 to look at (1 in this area), 1 looked at"
    assert words.counts((), "leaders").words() == "none found"


def test_that_a_row_is_told_whole_to_a_screen_reader() -> None:
    told = words.spoken(words.Row(claim=replace(CLAIM, answer=SAID)))
    assert told == (
        f"Data contradicts: “{SENTENCE}”. Re-referrals (%). 21.3 published for 2025. Page 3. "
        "You corrected this mark to: cannot tell. They mean March 2026."
    )


def test_that_another_areas_number_is_named() -> None:
    assert words.about(replace(CLAIM, who="england", who_name="England")) == "Re-referrals (%) – England"


def test_that_the_number_is_in_sight_in_a_long_sentence() -> None:
    before, number, after = words.around("word " * 60 + "and 14 % now", 304, 308, 30)
    assert number == "14 %" and before.startswith("…") and len(before) < 20 and after == " now"
    assert words.around(SENTENCE, 29, 33, 60)[0] == "Our re-referral rate fell to "


@given(st.text(max_size=80), st.integers(-5, 90), st.integers(-5, 90), st.integers(1, 60))
def test_that_no_place_of_a_number_loses_letters_behind_it(sentence: str, start: int, end: int, room: int) -> None:
    before, number, after = words.around(sentence, start, max(start, end), room)
    assert words.plain(sentence).endswith(before.removeprefix("…") + number + after)


def test_that_one_key_makes_a_finding_with_sentence_and_figure() -> None:
    for kind in ("question", "consider", "strength"):
        draft = words.claim_finding("X1", "leaders", kind, CLAIM)
        assert draft.kind == kind and "14 %" in draft.text and "21.3 published" in draft.text
        assert draft.evidence == (QuoteDraft(SENTENCE, "ab", 100, 145), FigureDraft("ReReferral", "2025", "LAIT"))


def test_that_englands_number_is_no_evidence_for_the_authority() -> None:
    draft = words.claim_finding("X1", "leaders", "question", replace(CLAIM, who="england"))
    assert draft.evidence == (QuoteDraft(SENTENCE, "ab", 100, 145),)


def test_that_a_finding_goes_to_the_area_the_claim_speaks_of() -> None:
    known = {"leaders", "send"}
    assert words.area_for(CLAIM, "send", known) == "leaders"
    assert words.area_for(other("x", "send", "leaders"), "leaders", known) == "leaders"
    assert words.area_for(other("x"), "send", known) == "send"
    assert words.area_for(other("x", "gone"), "send", known) == "send"


def test_that_an_empty_list_says_why() -> None:
    assert "no text of Calderholt" in words.nothing_words("Calderholt", 0, 3, 0, words.OPEN, "")
    assert words.nothing_words("Calderholt", 2, 0, 0, words.OPEN, "").endswith("no data is loaded yet.")
    assert "no sentence gives a number" in words.nothing_words("Calderholt", 2, 3, 0, words.OPEN, "")
    assert words.nothing_words("Calderholt", 2, 3, 5, words.OPEN, "") == "Every claim of this text is looked at."
    assert words.nothing_words("Calderholt", 2, 3, 5, words.ALL, "supports").startswith("No claim here has this mark.")
