"""From what the panel agreed to what the letter says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from letter_samples import MATERIAL, kelsborough

from wmpeer.letters.compose import compose
from wmpeer.letters.content import Person, texts
from wmpeer.letters.printed import as_text, printed
from wmpeer.letters.records import AreaView, LetterFinding


def test_that_the_letter_stands_as_it_was_looked_at(expected) -> None:  # type: ignore[no-untyped-def]
    expected("letters/kelsborough.txt", as_text(printed(kelsborough())) + "\n")


def test_that_the_panels_grade_is_nowhere_in_the_letter() -> None:
    views = (AreaView("leaders", "good", "inadequate", "high", "We read with care."),)
    content = compose(replace(MATERIAL, views=views, findings=()))
    assert not [text for text in texts(content) if "nadequate" in text]
    assert content.areas[0].reading == "was less sure of the position than you are"


def test_that_a_draft_to_nobody_yet_greets_a_colleague() -> None:
    letter = printed(replace(kelsborough(), addressee=Person("")))
    assert letter.salutation == "Dear colleague,"


def test_that_only_raised_concerns_are_printed() -> None:
    content = kelsborough()
    assert [one.source for one in content.discussed] == ["f12"]
    assert "nobody has raised" not in as_text(printed(content))
    assert content.discussed[0].raised_on == date(2026, 10, 7)


def test_that_a_parked_finding_stays_out() -> None:
    assert "parked" not in as_text(printed(kelsborough()))


def test_that_areas_to_consider_stand_by_rank_with_what_might_help() -> None:
    findings = (
        LetterFinding("a", "consider", "send", "Second", rank=2),
        LetterFinding("b", "consider", "in-care", "First", rank=1),
        LetterFinding("c", "consider", "in-care", "Unranked"),
        LetterFinding("d", "suggestion", "in-care", "By area"),
        LetterFinding("e", "suggestion", "leaders", "By name", about="a"),
        LetterFinding("f", "suggestion", "education", "Alone"),
    )
    content = compose(replace(MATERIAL, findings=findings))
    assert [(one.what, one.suggestions) for one in content.consider] == [
        ("First", ("By area",)),
        ("Second", ("By name",)),
        ("Unranked", ()),
        ("Alone", ()),
    ]


def test_that_an_empty_section_has_no_heading() -> None:
    letter = printed(compose(replace(MATERIAL, findings=(), views=(), indicators=(), charts=(), checklist=(), reflection=())))
    names = {section.name for section in (*letter.sections, *letter.annexes)}
    assert names == {"considered", "asks", "next-steps"}


def test_that_an_area_without_evidence_says_so() -> None:
    education = next(one for one in kelsborough().areas if one.area == "education")
    assert education.paragraph == "The panel could not reach a view on education, attendance and inclusion from the material supplied."


def test_that_an_abbreviation_stays_large_inside_a_sentence() -> None:
    content = compose(replace(MATERIAL, views=(AreaView("send"),)))
    assert "on SEND and alternative provision from" in content.areas[0].paragraph


def test_that_areas_stand_in_the_order_of_the_words() -> None:
    content = compose(replace(MATERIAL, views=tuple(reversed(MATERIAL.views))))
    assert [one.area for one in content.areas][:3] == ["leaders", "help-and-protection", "in-care"]
