"""What people answered to flags: noted, question, finding. An answer stays, whatever becomes of the figure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.errors import Problem, WmpeerError
from wmpeer.indicators.disagree import period_of
from wmpeer.indicators.same import group_of
from wmpeer.indicators.values import apart
from wmpeer.journal.revisions import JsonValue
from wmpeer.journal.workspace import Workspace
from wmpeer.journal.writing import Journal
from wmpeer.judging.findings import begin_finding, reword_finding
from wmpeer.judging.flag_records import ANSWERS, FlagAnswerCode, FlagAnswerLine, FlagLine
from wmpeer.judging.records import FigureDraft, FindingDraft, Kept
from wmpeer.judging.writing import kept, refuse_interested
from wmpeer.models.records import Finding, FlagAnswer
from wmpeer.region.queries import Reader, find_authority, names_of_people
from wmpeer.region.seeing import may_see

OTHER_SOURCES = frozenset({"inspection", "self-evaluation", "point"})
"""The sources of flags that are not about figures."""
_FOR_FIGURES_ONLY = frozenset({"older", "stale", "no-figure"})
"""Rules about what is not there: the figure itself is evidence of what it says, not of the flag."""


class UnknownFlagAnswerError(WmpeerError):
    """“{answer}” is no answer to a flag.

    Use one of these: {known}.
    """


class FlagTextMissingError(WmpeerError):
    """A {answer} about a flag needs words.

    Write it down in a sentence, or answer “noted”.
    """


class FlagAreaMissingError(WmpeerError):
    """This flag belongs to no area of the framework, so it has to be said where the {answer} goes.

    Choose an area.
    """


def flag_answers(session: Session, authority: str | None = None, *, reader: Reader | None = None) -> tuple[FlagAnswerLine, ...]:
    """The answers to flags of *authority* (ONS code) or of all, the oldest first; of those that *reader* may see."""
    asked = select(FlagAnswer).where(FlagAnswer.withdrawn.is_(False)).order_by(FlagAnswer.made_at, FlagAnswer.entity)
    if authority is not None:
        asked = asked.where(FlagAnswer.authority == authority)
    may = may_see(session, reader)
    names = names_of_people(session)
    taken_back = frozenset(session.scalars(select(Finding.entity).where(Finding.withdrawn)))
    return tuple(_line(row, names.get(row.author, ""), taken_back) for row in session.scalars(asked) if may(row) and row.answer in ANSWERS)


def _line(row: FlagAnswer, name: str, taken_back: frozenset[str]) -> FlagAnswerLine:
    seen = row.seen or {}
    finding = row.finding or ""
    return FlagAnswerLine(
        row.entity, row.authority or "", row.rule or "", row.code or "", row.source or "", row.period or "",
        cast(FlagAnswerCode, row.answer), row.text or "", row.author, name, "" if finding in taken_back else finding,
        str(seen.get("value") or ""), str(seen.get("sentence") or ""), row.changed_at,
    )  # fmt: skip


class Answered:
    """Answers, to be set beside the flags they were given to: one about the same measure and period, whichever source tells it today."""

    def __init__(self, lines: Iterable[FlagAnswerLine]) -> None:
        self._by_flag: dict[object, list[FlagAnswerLine]] = {}
        for line in lines:
            self._by_flag.setdefault((line.rule, _subject(line.code, line.source)), []).append(line)

    def beside(self, flag: FlagLine) -> FlagLine:
        """The flag with its answers, and those of other periods."""
        found = self._by_flag.get((flag.rule, _subject(flag.code, flag.source)))
        if not found:
            return flag
        when = _when(flag.period, flag.source)
        here = [replace(one, then=_then(one, flag)) for one in found if _when(one.period, one.source) == when]
        other = [one for one in reversed(found) if _when(one.period, one.source) != when]
        return replace(flag, answers=tuple(here), earlier=tuple(other))


def _subject(code: str, source: str) -> object:
    return (code, source) if source in OTHER_SOURCES else group_of(code, source)


def _when(period: str, source: str) -> object:
    return period if source in OTHER_SOURCES else period_of(period)


def _then(one: FlagAnswerLine, flag: FlagLine) -> str:
    """What was otherwise when the flag was answered."""
    if one.value and one.value != flag.text:
        return f"Answered when the figure was {apart(one.value)}."
    if one.sentence and one.sentence != flag.sentence:
        return f"Answered when the flag said: {one.sentence}"
    return ""


def answer_flag(
    workspace: Workspace, flag: FlagLine, answer: str, text: str = "", area: str = "", kind: str = "consider", level: int | None = None
) -> Kept:
    """Keep what one person answers to a flag; said again, it changes what they said before.

    A question or a finding (of *kind*, with *level* for a concern) is recorded on the card of *area*, or of the flag's own, with the figure
    as its evidence. Answered so again, the words of that record change; its kind stays in its author's hands. The answer's `id` is the
    record of the answer.

    Raises:
        UnknownFlagAnswerError, FlagTextMissingError, FlagAreaMissingError, UnknownAuthorityError, OwnAuthorityError, UnknownAreaError,
        UnknownCodeError, LevelMissingError, LevelNotAllowedError.
    """
    text = text.strip()
    if answer not in ANSWERS:
        raise UnknownFlagAnswerError(answer=answer, known=", ".join(ANSWERS))
    if answer != "noted" and not text:
        raise FlagTextMissingError(answer=answer)
    if answer != "noted" and not (area or flag.area):
        raise FlagAreaMissingError(answer=answer)
    with workspace.write("Answer a flag") as journal:
        where = find_authority(journal.session, flag.authority).ons_code
        refuse_interested(journal, where)
        standing = _standing(journal, flag)
        kind = "question" if answer == "question" else kind
        draft = FindingDraft(where, area or flag.area, kind, text, level, evidence=_evidence(flag))
        finding, problems = ("", ()) if answer == "noted" else _recorded(journal, standing, answer, draft)
        fields: dict[str, JsonValue] = {
            "rule": flag.rule, "code": flag.code, "source": flag.source, "period": flag.period, "answer": answer, "text": text or None,
            "finding": finding or None, "seen": {"value": flag.text, "sentence": flag.sentence},
        }  # fmt: skip
        if standing is None:
            said = {name: value for name, value in fields.items() if value is not None}
            entity = journal.keep("flag_answer", said, entity=answer_entity(journal.author, flag), authority=where)
        else:
            entity = journal.settle("flag_answer", standing, fields)
    return Kept(entity, problems, journal.changed if journal.changed.revision else None)


def take_back_flag_answer(workspace: Workspace, flag: FlagLine) -> Kept:
    """Take one's own answer to a flag back; what was recorded with it stays. Nothing happens where there is none.

    Raises:
        UnknownAuthorityError, OwnAuthorityError.
    """
    with workspace.write("Take back an answer to a flag") as journal:
        refuse_interested(journal, find_authority(journal.session, flag.authority).ons_code)
        standing = _standing(journal, flag)
        if standing is not None and not standing.withdrawn:
            journal.keep("flag_answer", {"withdrawn": True}, entity=standing.entity)
    return kept(journal, standing.entity if standing is not None else "")


def answer_entity(author: str, flag: FlagLine) -> str:
    """The record of one person's answer to one flag: the same on every laptop, so that what is said twice is said once."""
    parts = ("flag_answer", author, flag.authority, *flag.key)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _standing(journal: Journal, flag: FlagLine) -> FlagAnswer | None:
    """The author's record of this flag: where the measure was told by another source on the day, that one."""
    own = flag.answered_by(journal.author)
    found = journal.session.get(FlagAnswer, own.id) if own is not None else None
    return found or journal.session.get(FlagAnswer, answer_entity(journal.author, flag))


def _recorded(journal: Journal, standing: FlagAnswer | None, answer: str, draft: FindingDraft) -> tuple[str, tuple[Problem, ...]]:
    """The finding that says it: that of an earlier answer of the same sort, reworded (taken back or not), or a new one."""
    row = journal.session.get(Finding, standing.finding) if standing is not None and standing.finding else None
    if row is not None and not row.withdrawn and standing is not None and standing.answer == answer:
        reword_finding(journal, row, draft.text)
        return row.entity, ()
    return begin_finding(journal, draft)


def _evidence(flag: FlagLine) -> tuple[FigureDraft, ...]:
    if not flag.of_figure:
        return ()
    rule = "" if flag.rule in _FOR_FIGURES_ONLY else flag.rule
    return (FigureDraft(flag.code, flag.period, flag.source, rule, flag.sentence),)
