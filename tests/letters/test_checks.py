"""What stands in the way of a letter, and what would make it better."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from letter_samples import MATERIAL, kelsborough

from wmpeer.letters.checks import LetterFacts, check_letter
from wmpeer.letters.compose import compose
from wmpeer.letters.content import Evidence, LetterContent, Person, Point, Step
from wmpeer.letters.records import AreaView, LetterFinding

OTHERS = ("Ashcombe", "Brackenford", "Lindmoor", "Wexcombe", "Eastholt", "Thornbeck", "Northmoor")
FACTS = LetterFacts(others=OTHERS, may_name=("Lindmoor", "Wexcombe", "Eastholt", "Thornbeck", "Northmoor"), pages_before_annexes=3)


def codes(content: LetterContent, facts: LetterFacts = FACTS, strength: str = "") -> list[str]:
    return [check.code for check in check_letter(content, facts) if strength in ("", check.strength)]


def saying(text: str) -> LetterContent:
    return replace(kelsborough(), reflection=(text,))


def test_that_a_good_letter_has_no_must() -> None:
    assert codes(kelsborough(), strength="must") == []


def test_that_musts_stand_first() -> None:
    strengths = [check.strength for check in check_letter(replace(kelsborough(), signatories=()), FACTS)]
    assert strengths == sorted(strengths, key=["must", "should", "information"].index)


def test_that_an_unraised_concern_holds_the_letter() -> None:
    found = check_letter(kelsborough(), replace(FACTS, unraised=(("f13", "A worry nobody has raised yet"),)))
    assert found[0].sentence == "A concern has not been raised with Kelsborough yet: “A worry nobody has raised yet”"
    assert (found[0].strength, found[0].source) == ("must", "f13")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (replace(kelsborough(), addressee=Person("")), "no-addressee"),
        (replace(kelsborough(), signatories=()), "no-signatory"),
        (replace(kelsborough(), next_steps=()), "no-next-steps"),
        (replace(kelsborough(), next_steps=(Step("Something", None),)), "step-without-date"),
        (replace(kelsborough(), reflection=(" ",)), "empty-text"),
        (compose(replace(MATERIAL, findings=(LetterFinding("x", "consider", "send", "A thing"),))), "consider-without-evidence"),
        (
            compose(
                replace(MATERIAL, findings=(LetterFinding("x", "consider", "send", "A thing", (Evidence(quote="gone", state="lost"),)),))
            ),
            "consider-without-evidence",
        ),
    ],
)
def test_that_what_is_missing_is_a_must(content: LetterContent, code: str) -> None:
    assert code in codes(content, strength="must")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (replace(kelsborough(), strengths=(), practice=()), "no-strengths"),
        (replace(kelsborough(), areas=()), "no-areas"),
        (replace(kelsborough(), documents=()), "no-documents"),
    ],
)
def test_that_what_makes_a_letter_thin_should_be_mended(content: LetterContent, code: str) -> None:
    assert code in codes(content, strength="should")


def test_that_a_suggestion_that_answers_nothing_needs_no_evidence() -> None:
    content = compose(replace(MATERIAL, findings=(LetterFinding("x", "suggestion", "send", "A thing to try"),)))
    assert [one.alone for one in content.consider] == [True]
    assert "consider-without-evidence" not in codes(content, strength="must")


def test_that_a_text_from_another_record_is_a_must() -> None:
    assert "other-record" in codes(kelsborough(), replace(FACTS, records={"f01": "E09999001"}), "must")
    assert "other-record" not in codes(kelsborough(), replace(FACTS, records={"f01": "E09999009"}), "must")


def test_that_a_private_note_in_the_letter_is_a_must() -> None:
    facts = replace(FACTS, private_notes=("The  director's deputy seemed unsure", "too short"))
    assert "private-note" in codes(saying("We saw that the director’s deputy seemed unsure of it."), facts, "must")
    assert "private-note" not in codes(kelsborough(), facts, "must")


def test_that_one_sentence_of_a_private_note_is_enough() -> None:
    facts = replace(FACTS, private_notes=("Ask about it. I doubt that the plan is resourced!\nMore here.",))
    assert "private-note" in codes(saying("It is fair to say I doubt that the plan is resourced, still."), facts, "must")


@pytest.mark.parametrize(
    "text",
    [
        "Practice is inadequate.",
        "The plan failed children.",
        "There were failures.",
        "The panel judged this area good.",
        "Help requires improvement.",
    ],
)
def test_that_a_grade_as_the_panels_verdict_is_a_must(text: str) -> None:
    assert "verdict" in codes(saying(text), strength="must")


@pytest.mark.parametrize(
    "text",
    [
        "You say that you require improvement.",
        "You grade yourselves as requires improvement.",
        "Good work is done.",
        "You write “we failed them”.",
        "Ofsted found it inadequate in 2019.",
    ],
)
def test_that_their_own_grade_and_words_may_stand(text: str) -> None:
    assert "verdict" not in codes(saying(text), strength="must")


def test_that_their_own_low_grade_may_stand_in_the_table() -> None:
    content = compose(replace(MATERIAL, views=(AreaView("leaders", "inadequate", "good", "low", "A paragraph."),)))
    assert "verdict" not in codes(content, strength="must")


@pytest.mark.parametrize("text", ["You are ranked well.", "Third? The 3rd of fourteen.", "In a league table"])
def test_that_rank_order_is_a_must(text: str) -> None:
    assert "rank-order" in codes(saying(text), strength="must")


@pytest.mark.parametrize(
    "text", ["Child A123456789012 said", "NHS 943 476 5919", "born on 3 May 2014", "DOB: 03/05/2014", "date of birth 3/5/14", "9434765919"]
)
def test_that_a_childs_number_is_a_must(text: str) -> None:
    assert "child-identifier" in codes(saying(text), strength="must")


@pytest.mark.parametrize("text", ["Call 0121 496 0000", "943 476 5918 is no NHS number", "an idea born on the way", "in 2014", "E08000030"])
def test_that_other_numbers_are_no_childs(text: str) -> None:
    assert "child-identifier" not in codes(saying(text), strength="must")


def test_that_another_authoritys_name_is_told_of_unless_declared() -> None:
    assert "other-authority" in codes(saying("Ashcombe does this too."), strength="should")
    assert "other-authority" not in codes(saying("Lindmoor has asked to visit."))
    assert "other-authority" not in codes(saying("Ashcombes and lindmoorish"))


def test_that_five_areas_to_consider_are_printed_and_the_rest_is_told_of() -> None:
    evidence = (Evidence(quote="a quote", document="d", page=1),)
    findings = tuple(LetterFinding(f"c{one}", "consider", "send", f"Thing {one}", evidence, rank=one) for one in range(1, 7))
    content = compose(replace(MATERIAL, findings=findings))
    assert [one.what for one in content.consider] == [f"Thing {one}" for one in range(1, 6)]
    sentences = [check.sentence for check in check_letter(content, FACTS)]
    assert "Six areas to consider stand in the record; the first five by rank are in the letter." in sentences
    assert "Five areas to consider; none carry a suggestion." in sentences


def test_that_a_phrase_that_stands_twice_is_said() -> None:
    sentences = [
        check.sentence for check in check_letter(saying("It was less clear to the panel why. It was less clear to the panel how."), FACTS)
    ]
    assert "“less clear to the panel” stands three times." in sentences


def test_that_a_strength_without_evidence_is_said() -> None:
    content = replace(kelsborough(), strengths=(Point("A bare strength"),))
    assert "strength-without-evidence" in codes(content, strength="should")


def test_that_a_lost_quote_is_said() -> None:
    content = replace(kelsborough(), strengths=(Point("A strength", (Evidence(quote="gone", state="lost"),)),))
    assert "evidence-lost" in codes(content, strength="should")


def test_that_a_long_letter_is_said() -> None:
    assert "long-letter" not in codes(kelsborough())
    assert "long-letter" in codes(kelsborough(), replace(FACTS, pages_before_annexes=4), "should")


def test_that_what_no_font_draws_is_said() -> None:
    assert "undrawable" in codes(kelsborough(), replace(FACTS, undrawable=("\U0001fae0",)), "should")


def test_that_the_age_of_the_figures_is_told() -> None:
    found = [check.sentence for check in check_letter(kelsborough(), replace(FACTS, newer=("Newer figures are due 19 November.",)))]
    assert any(sentence.startswith("Figures are of 2025 (DfE, children looked after)") for sentence in found)
    assert "Newer figures are due 19 November." in found


def test_that_right_to_left_words_are_told() -> None:
    assert "right-to-left" in codes(saying("قال"), strength="information")


def test_that_dates_alone_trouble_nobody() -> None:
    assert codes(replace(kelsborough(), dated=date(2020, 1, 1)), strength="must") == []
