"""What a person does with a claim: accepts, corrects or dismisses its mark, and takes it for evidence. Nothing is concluded for them."""

from __future__ import annotations

from typing import Any

from wmpeer.claims.answers import answer_entity
from wmpeer.claims.errors import ClaimGoneError, CorrectionMissingError, UnknownAnswerError
from wmpeer.claims.records import ANSWERS, VERDICTS, AnswerDraft, Claim
from wmpeer.documents.anchors import anchor_of
from wmpeer.documents.queries import document_text
from wmpeer.journal.workspace import Workspace
from wmpeer.journal.writing import Journal
from wmpeer.judging.evidence import page_fields
from wmpeer.judging.records import FigureDraft, Kept, QuoteDraft
from wmpeer.judging.writing import refuse_interested
from wmpeer.models.records import ClaimAnswer
from wmpeer.region.queries import find_authority

VERBS = {"accepted": "Accept a claim’s mark", "corrected": "Correct a claim’s mark", "dismissed": "Dismiss a claim’s mark"}
"""What each answer is called where it is undone."""


def answer_claim(workspace: Workspace, authority: str, draft: AnswerDraft) -> Kept:
    """Keep what one person says of a claim's mark; said again, it changes what they said before.

    Raises:
        UnknownAnswerError, CorrectionMissingError, ClaimGoneError, UnknownAuthorityError, OwnAuthorityError.
    """
    _known(draft)
    with workspace.write(VERBS[draft.answer]) as journal:
        where = find_authority(journal.session, authority).ons_code
        refuse_interested(journal, where)
        entity = answer_entity(journal.author, draft.claim.id)
        standing = journal.session.get(ClaimAnswer, entity)
        fields = _fields(journal, draft)
        if standing is None:
            journal.keep("claim_answer", fields, entity=entity, authority=where)
        else:
            journal.settle("claim_answer", standing, fields)
    return Kept(entity, (), journal.changed if journal.changed.revision else None)


def take_back_answer(workspace: Workspace, authority: str, claim: str) -> Kept:
    """Take one's own answer to a claim (its id) back; nothing happens where there is none.

    Raises:
        UnknownAuthorityError, OwnAuthorityError.
    """
    with workspace.write("Take back an answer to a claim") as journal:
        where = find_authority(journal.session, authority).ons_code
        refuse_interested(journal, where)
        entity = answer_entity(journal.author, claim)
        standing = journal.session.get(ClaimAnswer, entity)
        if standing is not None and not standing.withdrawn:
            journal.keep("claim_answer", {"withdrawn": True}, entity=entity)
    return Kept(entity, (), journal.changed if journal.changed.revision else None)


def claim_evidence(claim: Claim) -> tuple[QuoteDraft | FigureDraft, ...]:
    """What a finding about a claim may stand on: its sentence and, where one is published for the authority, the figure."""
    quote = QuoteDraft(claim.sentence, claim.sha256, claim.start, claim.end)
    if claim.evidence is None:
        return (quote,)
    code, period = claim.evidence
    return quote, FigureDraft(code, period, claim.source)


def _known(draft: AnswerDraft) -> None:
    if draft.answer not in ANSWERS:
        raise UnknownAnswerError(answer=draft.answer, known=", ".join(ANSWERS))
    if draft.answer == "corrected" and draft.verdict not in VERDICTS:
        raise CorrectionMissingError(known=", ".join(VERDICTS))


def _fields(journal: Journal, draft: AnswerDraft) -> dict[str, Any]:
    claim = draft.claim
    return {
        "claim": claim.id, "answer": draft.answer, "verdict": draft.verdict if draft.answer == "corrected" else None,
        "note": draft.note.strip() or None, "selector": _selector(journal, claim),
        "mark": {
            "code": claim.code, "period": claim.period, "numbers": list(claim.numbers), "published": claim.published,
            "verdict": claim.verdict, "why": claim.why,
        },
    }  # fmt: skip


def _selector(journal: Journal, claim: Claim) -> dict[str, Any]:
    """The sentence's place as W3C selectors, as evidence has it."""
    text = document_text(journal.session, claim.sha256)
    if not text or text[claim.start : claim.end] != claim.sentence:
        raise ClaimGoneError
    anchor = anchor_of(text, claim.start, claim.end)
    return {
        "source": claim.sha256, "name": claim.document, **page_fields(claim.pages),
        "selector": [
            {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
            {"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix},
        ],
    }  # fmt: skip
