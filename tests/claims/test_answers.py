"""Claims of an authority's documents, and what people say of their marks."""

from __future__ import annotations

import pytest

from wmpeer.claims.actions import answer_claim, claim_evidence, take_back_answer
from wmpeer.claims.answers import claim_answers
from wmpeer.claims.errors import ClaimGoneError, CorrectionMissingError, UnknownAnswerError
from wmpeer.claims.queries import claim_questions, claims, forget_claims
from wmpeer.claims.records import AnswerDraft
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.intake.unload import unload
from wmpeer.journal.undo import undo
from wmpeer.judging.findings import keep_finding
from wmpeer.judging.queries import finding_lines
from wmpeer.judging.records import FindingDraft

TEXT = """# Calderholt: self-evaluation 2026

## Help and protection

Our re-referral rate was 14% in 2024/25, far below England (21.8%). Practice is strong.

The proportion of plans that were a second or subsequent plan rose to 31.2% in 2024/25.
"""


@pytest.fixture
def workspace(own, tmp_path):
    path = tmp_path / "Calderholt self-evaluation.md"
    path.write_text(TEXT, encoding="utf-8")
    assert load(own, [path], Wishes(authority="Calderholt"))[0].status == "loaded"
    return own


def found(workspace):
    return workspace.read(claims, "Calderholt", workspace.readers)


def test_that_each_number_is_tied_to_whom_it_is_about(workspace):
    assert [(one.code, one.who_name, one.period, one.verdict) for one in found(workspace)] == [
        ("ReReferral", "Calderholt", "2025", "contradicts"),
        ("ReReferral", "England", "2025", "supports"),
        ("PrevRegCPR", "Calderholt", "2025", "supports"),
    ]


def test_that_the_reason_says_figure_period_and_source(workspace):
    assert found(workspace)[0].why == (
        "21.3 published for 2025 (DfE, Local Authority Interactive Tool); 14 would be below every year since 2018."
    )


def test_that_a_claim_points_at_its_number_in_the_document(workspace):
    from wmpeer.documents.queries import document_text

    for one in found(workspace):
        text = workspace.read(document_text, one.sha256)
        assert text[one.start : one.end] == one.sentence
        assert text[one.number_start : one.number_end].startswith(f"{one.numbers[-1]:g}")


def test_that_the_same_documents_and_data_give_the_same_claims(workspace):
    first = found(workspace)
    forget_claims()
    assert found(workspace) == first


def test_that_an_answer_is_kept_and_can_be_changed(workspace):
    claim = found(workspace)[0]
    kept = answer_claim(workspace, "Calderholt", AnswerDraft(claim, "dismissed"))
    assert kept.changed is not None
    assert found(workspace)[0].answer.answer == "dismissed"
    again = answer_claim(workspace, "Calderholt", AnswerDraft(claim, "corrected", "cannot-tell", " They mean one team. "))
    assert again.id == kept.id
    said = found(workspace)[0].answer
    assert (said.answer, said.verdict, said.note) == ("corrected", "cannot-tell", "They mean one team.")
    assert answer_claim(workspace, "Calderholt", AnswerDraft(claim, "corrected", "cannot-tell", "They mean one team.")).changed is None


def test_that_an_answer_can_be_undone_and_taken_back(workspace):
    claim = found(workspace)[0]
    answer_claim(workspace, "Calderholt", AnswerDraft(claim, "accepted"))
    undo(workspace)
    assert found(workspace)[0].answer is None
    answer_claim(workspace, "Calderholt", AnswerDraft(claim, "accepted"))
    assert found(workspace)[0].answer is not None
    take_back_answer(workspace, "Calderholt", claim.id)
    assert workspace.read(claim_answers, reader=workspace.readers) == ()
    answer_claim(workspace, "Calderholt", AnswerDraft(claim, "dismissed"))
    assert found(workspace)[0].answer.answer == "dismissed"


def test_that_the_answer_keeps_its_place_as_w3c_selectors(workspace):
    from wmpeer.models.records import ClaimAnswer

    claim = found(workspace)[0]
    kept = answer_claim(workspace, "Calderholt", AnswerDraft(claim, "accepted"))
    selector, mark = workspace.read(lambda session: (session.get(ClaimAnswer, kept.id).selector, session.get(ClaimAnswer, kept.id).mark))
    assert {one["type"] for one in selector["selector"]} == {"TextPositionSelector", "TextQuoteSelector"}
    assert selector["source"] == claim.sha256
    assert mark["verdict"] == "contradicts"


def test_that_an_answer_nobody_knows_is_refused(workspace):
    claim = found(workspace)[0]
    with pytest.raises(UnknownAnswerError):
        answer_claim(workspace, "Calderholt", AnswerDraft(claim, "perhaps"))  # type: ignore[arg-type]
    with pytest.raises(CorrectionMissingError):
        answer_claim(workspace, "Calderholt", AnswerDraft(claim, "corrected"))


def test_that_a_document_taken_out_has_no_claims_and_its_answers_stay(workspace):
    claim = found(workspace)[0]
    answer_claim(workspace, "Calderholt", AnswerDraft(claim, "accepted"))
    unload(workspace, claim.sha256)
    assert found(workspace) == ()
    assert [one.claim for one in workspace.read(claim_answers, reader=workspace.readers)] == [claim.id]


def test_that_a_claim_of_words_that_are_not_there_is_refused(workspace):
    from dataclasses import replace

    with pytest.raises(ClaimGoneError):
        answer_claim(workspace, "Calderholt", AnswerDraft(replace(found(workspace)[0], sentence="Something else."), "accepted"))


def test_that_a_claim_becomes_evidence_with_its_figure(workspace):
    claim = found(workspace)[0]
    draft = FindingDraft("Calderholt", "help-and-protection", "query", "Which release is this from?", evidence=claim_evidence(claim))
    keep_finding(workspace, draft)
    (finding,) = workspace.read(finding_lines, None, reader=workspace.readers)
    assert [(one.quote, one.state) for one in finding.quotes] == [(claim.sentence, "anchored")]
    assert [(one.indicator, one.period, one.text) for one in finding.figures] == [("ReReferral", "2025", "21.3")]


def test_that_praise_without_evidence_is_a_question(workspace):
    (question,) = workspace.read(claim_questions, "Calderholt")
    assert (question.sentence, question.question) == ("Practice is strong.", "What shows that practice is strong?")
