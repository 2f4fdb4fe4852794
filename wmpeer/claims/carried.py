"""Answers to claims of an earlier version: carried over where the sentence, the number and the mark are the same, else kept and shown.

Nothing is recorded for it: an answer stays on the sentence it was given to, and is read on the new version's as long as both say the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.claims.answers import answer_line, answer_settled
from wmpeer.claims.records import ANSWERS, VERDICTS, Claim, ClaimAnswerLine, Verdict
from wmpeer.documents.reanchor import Fate
from wmpeer.indicators.queries import measures
from wmpeer.judging.again import Reanchored, Standing
from wmpeer.models.records import ClaimAnswer
from wmpeer.region.queries import Reader, names_of_people

CHANGED, GONE, OTHERWISE, OUT = "changed", "gone", "otherwise", "out"
"""Why an answer is not carried over: the sentence was changed or is gone, its number or mark is another now, its document was taken out."""


@dataclass(frozen=True, slots=True)
class EarlierClaim:
    """A claim that somebody answered and that is not among those of today. `claim` is as it was on the day, with the answer; `why` is
    ``changed``, ``gone``, ``otherwise`` or ``out``.
    """

    claim: Claim
    why: str


def carried(session: Session, authority: str, claims: Sequence[Claim], reader: Reader) -> dict[str, ClaimAnswerLine]:
    """The answers of *reader* that hold for *claims* of *authority* (ONS code) though they were given to an earlier version, by the claim's
    id."""
    return _sorted_out(session, authority, claims, reader)[0]


def earlier_claims(session: Session, authority: str, claims: Sequence[Claim], reader: Reader) -> tuple[EarlierClaim, ...]:
    """The claims that *reader* answered and that hold for none of today's *claims*, the oldest answer first."""
    return tuple(_sorted_out(session, authority, claims, reader)[1])


def _sorted_out(
    session: Session, authority: str, claims: Sequence[Claim], reader: Reader
) -> tuple[dict[str, ClaimAnswerLine], list[EarlierClaim]]:
    known = {one.id for one in claims}
    rows = [row for row in _answers(session, authority, reader) if row.claim not in known]
    found: dict[str, ClaimAnswerLine] = {}
    left: list[EarlierClaim] = []
    if not rows:
        return found, left
    again, names = Reanchored(session), names_of_people(session)
    titles: dict[str, str] = {}
    for row in rows:
        place, mark = cast("dict[str, Any]", row.selector or {}), cast("dict[str, Any]", row.mark or {})
        if not place or not mark:
            continue
        stands = again.sentence(authority, place)
        line = replace(answer_line(row, names.get(row.author, "")), carried=True)
        alike = [one for one in claims if one.id not in found and _same(one, stands, mark)]
        alike = [one for one in alike if one.why == mark["why"]] if len(alike) > 1 else alike
        if len(alike) == 1:
            found[alike[0].id] = line
        else:
            titles = titles or {one.code: one.title for one in measures(session)}
            left.append(EarlierClaim(_as_it_was(row, stands, mark, line, titles), _why(stands)))
    return found, left


def _answers(session: Session, authority: str, reader: Reader) -> list[ClaimAnswer]:
    readers = (reader,) if isinstance(reader, str) else reader
    asked = select(ClaimAnswer).where(ClaimAnswer.withdrawn.is_(False), ClaimAnswer.author.in_(readers), ClaimAnswer.authority == authority)
    found = session.scalars(asked.order_by(ClaimAnswer.made_at, ClaimAnswer.entity))
    return [row for row in found if row.answer in ANSWERS and answer_settled(row)]


def _same(one: Claim, stands: Standing, mark: Mapping[str, Any]) -> bool:
    """Whether *one* is the claim that was marked: its sentence was found again, and number, indicator, figure and mark are the same."""
    there = stands.now
    if stands.fate not in (Fate.UNCHANGED, Fate.MOVED) or there is None or one.sha256 != there.sha256:
        return False
    within = one.start < there.end and there.start < one.end
    was = (mark["code"], mark["period"], list(mark["numbers"]), mark["published"], mark["verdict"])
    return within and was == (one.code, one.period, list(one.numbers), one.published, one.verdict)


def _why(stands: Standing) -> str:
    if stands.newest is None:
        return OUT
    if stands.fate in (Fate.UNCHANGED, Fate.MOVED):
        return OTHERWISE
    return CHANGED if stands.fate is Fate.UNCERTAIN else GONE


def _as_it_was(row: ClaimAnswer, stands: Standing, mark: Mapping[str, Any], line: ClaimAnswerLine, titles: Mapping[str, str]) -> Claim:
    was, published = stands.was, mark["published"]
    verdict: Verdict = next((one for one in VERDICTS if one == mark["verdict"]), "cannot-tell")
    return Claim(
        row.claim or "", was.document, was.sha256, was.page, "", was.words, was.start, was.end, was.start, was.start,
        tuple(mark["numbers"]), "", mark["code"], titles.get(mark["code"], mark["code"]), "", "own", "", mark["period"], published,
        "" if published is None else f"{published:g}", verdict, mark["why"], (), line, was.last_page,
    )  # fmt: skip
