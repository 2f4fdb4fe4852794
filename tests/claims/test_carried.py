"""Answers to claims in the next version of a text: carried over where sentence, number and mark are the same, else kept and shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wmpeer.claims.actions import answer_claim, take_back_answer
from wmpeer.claims.answers import claim_answers
from wmpeer.claims.carried import earlier_claims
from wmpeer.claims.queries import claims
from wmpeer.claims.records import AnswerDraft, Claim
from wmpeer.indicators.queries import known_batches
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.intake.unload import unload
from wmpeer.journal.queries import revision_lines
from wmpeer.journal.workspace import Workspace

CALDERHOLT = "X08000003"
REFERRALS = "Our re-referral rate was 14% in 2024/25, far below England (21.8%). Practice is strong."
PLANS = "The proportion of plans that were a second or subsequent plan rose to 31.2% in 2024/25."
TEXT = f"# Calderholt: self-evaluation 2026\n\n## Help and protection\n\n{REFERRALS}\n\n{PLANS}\n"

Send = Callable[[str], Workspace]


@pytest.fixture
def send(own: Workspace, tmp_path: Path) -> Send:
    def sent(text: str) -> Workspace:
        path = tmp_path / "Calderholt self-evaluation.md"
        path.write_text(text, encoding="utf-8")
        assert load(own, [path], Wishes(authority="Calderholt"))[0].status in ("loaded", "replaced")
        return own

    return sent


def found(workspace: Workspace) -> tuple[Claim, ...]:
    return workspace.read(claims, CALDERHOLT, workspace.readers)


def said(workspace: Workspace) -> list[tuple[str, str, bool]]:
    return [(one.who_name, one.answer.answer, one.answer.carried) for one in found(workspace) if one.answer is not None]


def earlier(workspace: Workspace) -> list[tuple[str, str, str]]:
    left = workspace.read(earlier_claims, CALDERHOLT, found(workspace), workspace.readers)
    return [(one.claim.sentence, one.claim.answer.answer if one.claim.answer else "", one.why) for one in left]


@pytest.fixture
def answered(send: Send) -> Workspace:
    workspace = send(TEXT)
    own, england, plans = found(workspace)
    answer_claim(workspace, "Calderholt", AnswerDraft(own, "corrected", "cannot-tell", "Another year"))
    answer_claim(workspace, "Calderholt", AnswerDraft(england, "dismissed"))
    answer_claim(workspace, "Calderholt", AnswerDraft(plans, "accepted"))
    return workspace


ALL_CARRIED = [("Calderholt", "corrected", True), ("England", "dismissed", True), ("Calderholt", "accepted", True)]


def test_that_answers_are_carried_to_the_same_sentences_wherever_they_went(answered: Workspace, send: Send) -> None:
    before = len(answered.read(revision_lines))
    send(f"# Calderholt: self-evaluation 2026\n\nA foreword.\n\n## Help and protection\n\n{REFERRALS}\n\n{PLANS}\n")
    assert said(answered) == ALL_CARRIED
    assert found(answered)[0].answer.note == "Another year"
    assert earlier(answered) == []
    assert sum(one.kind == "claim_answer" for one in answered.read(revision_lines)) == 3
    assert len(answered.read(revision_lines)) == before + 2  # the document that came, and the one that was replaced


def test_that_another_number_carries_nothing_and_the_answer_is_shown_as_given_before(answered: Workspace, send: Send) -> None:
    send(TEXT.replace("14%", "16%").replace("31.2%", "31.7%"))
    assert said(answered) == []
    assert {(answer, why) for _, answer, why in earlier(answered)} == {
        ("corrected", "changed"),
        ("dismissed", "changed"),
        ("accepted", "changed"),
    }
    assert len(answered.read(claim_answers, CALDERHOLT, reader=answered.readers)) == 3


def test_that_a_sentence_that_is_gone_and_one_in_a_document_taken_out_are_kept(answered: Workspace, send: Send) -> None:
    send(TEXT.replace(PLANS, "Nothing is said of plans."))
    assert [(sentence, why) for sentence, _, why in earlier(answered)] == [(PLANS, "gone")]
    unload(answered, found(answered)[0].sha256)
    assert [why for _, _, why in earlier(answered)] == ["out", "out", "out"]


def test_that_the_first_version_sent_again_has_its_own_answers(answered: Workspace, send: Send) -> None:
    send(TEXT.replace("14%", "16%"))
    send(TEXT)
    assert said(answered) == [(who, answer, False) for who, answer, _ in ALL_CARRIED]
    assert earlier(answered) == []


def test_that_other_data_makes_another_mark_and_carries_nothing(answered: Workspace, send: Send) -> None:
    send(TEXT + "\nOne more line.\n")
    assert said(answered) == ALL_CARRIED
    for batch in answered.read(known_batches):
        unload(answered, batch.sha256)
    assert said(answered) == []
    assert {why for _, _, why in earlier(answered)} == {"otherwise"}


def test_that_a_carried_answer_is_taken_back_and_changed(answered: Workspace, send: Send) -> None:
    send(TEXT + "\nOne more line.\n")
    own, england, _ = found(answered)
    answer_claim(answered, "Calderholt", AnswerDraft(own, "accepted"))
    assert said(answered)[0] == ("Calderholt", "accepted", False)
    assert england.answer is not None
    take_back_answer(answered, "Calderholt", england.answer.claim)
    assert [who for who, _, _ in said(answered)] == ["Calderholt", "Calderholt"]
    assert earlier(answered) == []
