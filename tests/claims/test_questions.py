"""Questions about praise with nothing named that shows it."""

from __future__ import annotations

import pytest

from wmpeer.claims.lexicon import lexicon
from wmpeer.claims.questions import questions_of
from wmpeer.documents.queries import DocumentLine, DocumentPassages
from wmpeer.documents.records import Draft, assemble


def asked(*paragraphs: str) -> list[str]:
    read = assemble("text", [Draft("paragraph", text, 1) for text in paragraphs])
    line = DocumentLine("", "X08000003", "0" * 64, "se.md", "text", "", 1, len(paragraphs), read.characters, (), "", "", False)
    return [one.question for one in questions_of(DocumentPassages(line, read.passages), lexicon(), 12)]


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Practice is strong.", "What shows that practice is strong?"),
        ("Strategic partnerships with health are very strong.", "What shows that strategic partnerships with health are very strong?"),
        ("The response to domestic abuse is effective.", "What shows that the response to domestic abuse is effective?"),
        ("Our quality assurance is robust and well embedded.", "What shows that quality assurance is robust?"),
        ("MASH decision-making is robust.", "What shows that MASH decision-making is robust?"),
        ("There is exceptional support for care leavers.", "What shows that there is exceptional support?"),
        ("Children know their workers, and relationships are excellent.", "What shows that relationships are excellent?"),
    ],
)
def test_that_a_question_has_the_whole_of_what_is_praised(sentence: str, question: str):
    assert asked(sentence) == [question]


@pytest.mark.parametrize(
    "sentence",
    [
        "This service is very effective.",
        "Audits show that practice is strong.",
        "We know practice is strong because parents told us.",
        "",
        "Practice.",
    ],
)
def test_that_nothing_is_asked_where_it_is_shown_or_points_elsewhere(sentence: str):
    assert asked("An ordinary sentence.", sentence) == []


def test_that_an_inspectors_report_is_not_asked_what_shows_it():
    assert asked("Inspection of Calderholt. Lead inspector: A. Person", "Practice is strong.") == []
    assert asked("Ofsted came in May.", "Practice is strong.") == ["What shows that practice is strong?"]
