"""What people said of claims, as it is recorded."""

from __future__ import annotations

import hashlib
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.claims.records import ANSWERS, VERDICTS, AnswerCode, ClaimAnswerLine
from wmpeer.journal.settled import is_settled
from wmpeer.models.records import ClaimAnswer
from wmpeer.region.queries import Reader, names_of_people


def answer_entity(author: str, claim: str) -> str:
    """The record of one person's answer to one claim: the same on every laptop, so that what is said twice is said once."""
    return hashlib.sha256(f"claim_answer\0{author}\0{claim}".encode()).hexdigest()[:32]


def claim_answers(session: Session, authority: str | None = None, *, reader: Reader) -> tuple[ClaimAnswerLine, ...]:
    """The answers that *reader* gave, of *authority* (ONS code) or of all, the oldest first. Nobody sees another person's."""
    readers = (reader,) if isinstance(reader, str) else reader
    asked = select(ClaimAnswer).where(ClaimAnswer.withdrawn.is_(False), ClaimAnswer.author.in_(readers))
    if authority is not None:
        asked = asked.where(ClaimAnswer.authority == authority)
    names = names_of_people(session)
    found = session.scalars(asked.order_by(ClaimAnswer.made_at, ClaimAnswer.entity))
    return tuple(answer_line(row, names.get(row.author, "")) for row in found if row.answer in ANSWERS and answer_settled(row))


def answer_settled(row: ClaimAnswer) -> bool:
    """Whether what was answered was not answered differently on another laptop: until that is settled it counts as not answered."""
    return is_settled(row, "answer") and is_settled(row, "verdict")


def answer_line(row: ClaimAnswer, name: str) -> ClaimAnswerLine:
    """A recorded answer; *name* is its author's."""
    verdict = next((one for one in VERDICTS if one == row.verdict), None)
    return ClaimAnswerLine(
        row.entity, row.claim or "", row.author, name, cast(AnswerCode, row.answer), verdict, row.note or "", row.changed_at
    )  # fmt: skip
