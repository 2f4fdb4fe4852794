"""The recording actions: what a person does in the window and what ``wmpeer record`` does by name, each one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.clock import now
from wmpeer.journal.drafts import drop_draft
from wmpeer.journal.workspace import Changed, Journal, Workspace
from wmpeer.judging.errors import (
    EmptyFindingError,
    EmptyLetterError,
    EmptyStepError,
    LetterIssuedError,
    LevelMissingError,
    LevelNotAllowedError,
    NobodyNamedError,
    NotAConcernError,
    NothingSaidError,
    UnknownAreaError,
    UnknownCodeError,
    UnknownFindingError,
    UnknownStageError,
)
from wmpeer.judging.evidence import selectors
from wmpeer.judging.records import FigureDraft, FindingDraft, Kept, LetterDetails, NextStep, QuoteDraft, ViewDraft
from wmpeer.models import records as rows
from wmpeer.region.actions import iso_day
from wmpeer.region.framework import Framework
from wmpeer.region.queries import find_authority, framework_of, refuse_own_authority
from wmpeer.region.rules import STAGES

ISSUED_STAGES = ("issued", "response-received", "closed")
LETTER_STAGES = STAGES[STAGES.index("drafting") :]


def record_view(workspace: Workspace, draft: ViewDraft, *, said: Collection[str] | None = None) -> Kept:
    """Keep what one person says of an area; said again, it changes what they said before, and nothing said any more takes it back.

    *said* names the fields of *draft* that count; the others stay as they stand. All of them count where it is None.

    Raises:
        OwnAuthorityError, UnknownAuthorityError, UnknownAreaError, UnknownCodeError, NothingSaidError.
    """
    with workspace.write("Record a view") as journal:
        session, authority = journal.session, find_authority(journal.session, draft.authority).ons_code
        _refuse_interested(journal, authority)
        framework = framework_of(session)
        _known_area(framework, draft.area)
        _known_codes(framework, draft)
        fields: dict[str, object] = {
            name: value.strip() or None
            for name, value in asdict(draft).items()
            if name not in ("authority", "area") and (said is None or name in said)
        }
        known = session.scalars(
            select(rows.View)
            .where(rows.View.author == journal.author, rows.View.authority == authority, rows.View.area == draft.area)
            .order_by(rows.View.withdrawn, rows.View.made_at, rows.View.entity)
        ).first()
        if (known is None or known.withdrawn) and not any(fields.values()):
            raise NothingSaidError
        drop_draft(session, f"view/{authority}/{draft.area}", journal.author)
        stands = {name: getattr(known, name) if known else None for name in _VIEW_FIELDS} | fields
        entity = journal.settle(
            "view", known, {"area": draft.area, **fields, "withdrawn": not any(stands.values())}, authority=authority
        )
    return _kept(journal, entity)


_VIEW_FIELDS = ("own_grade", "view", "confidence", "direction", "priority", "reason")


def _kept(journal: Journal, entity: str) -> Kept:
    return Kept(entity, (), journal.changed if journal.changed.revision else None)


def _refuse_interested(journal: Journal, authority: str) -> None:
    """Neither whose words they are nor who writes them down has an interest in the authority."""
    for person in dict.fromkeys((journal.author, journal.recorder)):
        refuse_own_authority(journal.session, person, authority)


def keep_finding(workspace: Workspace, draft: FindingDraft, *, draft_key: str = "", id: str = "") -> Kept:  # noqa: A002
    """Add a finding with its evidence to an authority's record. With the *id* of one that is there already, that one is changed.

    Raises:
        EmptyFindingError, OwnAuthorityError, UnknownAuthorityError, UnknownAreaError, UnknownCodeError, LevelMissingError,
        LevelNotAllowedError, EvidenceElsewhereError, UnknownDocumentError.
    """
    if not draft.text.strip():
        raise EmptyFindingError
    if id and workspace.read(lambda session: session.get(rows.Finding, id)) is not None:
        return change_finding(workspace, id, draft)
    with workspace.write("Keep a finding") as journal:
        session, authority = journal.session, find_authority(journal.session, draft.authority).ons_code
        _refuse_interested(journal, authority)
        in_letter = _check_finding(framework_of(session), draft)
        _answers(session, authority, draft)
        evidence, problems = selectors(session, authority, draft.evidence)
        fields: dict[str, object] = {
            "area": draft.area, "kind": draft.kind, "text": draft.text.strip(), "level": draft.level, "in_letter": in_letter,
            "rank": draft.rank, "about": draft.about or None,
        }  # fmt: skip
        fields |= {f"tags/{tag}": True for tag in draft.tags}
        fields |= {f"evidence/{key}": one for key, one in evidence.items()}
        if draft_key:
            drop_draft(session, draft_key, journal.author)
        entity = journal.keep("finding", fields, entity=id or None, authority=authority)
    return Kept(entity, problems, journal.changed)


def change_finding(workspace: Workspace, finding: str, draft: FindingDraft) -> Kept:
    """Change the words, kind, area, level, tags or rank of one's own finding; its evidence stays.

    Raises:
        UnknownFindingError, NotYoursError, OwnAuthorityError, EmptyFindingError, UnknownAreaError, UnknownCodeError, LevelMissingError,
        LevelNotAllowedError.
    """
    if not draft.text.strip():
        raise EmptyFindingError
    with _for_author(workspace, finding).write("Change a finding") as journal:
        row = _finding(journal.session, finding)
        _refuse_interested(journal, row.authority or "")
        if draft.authority and find_authority(journal.session, draft.authority).ons_code != row.authority:
            raise UnknownFindingError
        in_letter = _check_finding(framework_of(journal.session), draft)
        _answers(journal.session, row.authority or "", draft)
        wanted = {
            "area": draft.area,
            "kind": draft.kind,
            "text": draft.text.strip(),
            "level": draft.level,
            "in_letter": in_letter,
            "rank": draft.rank,
            "about": draft.about or None,
        }
        fields: dict[str, object] = {name: value for name, value in wanted.items() if getattr(row, name) != value}
        fields |= {f"tags/{tag}": True for tag in draft.tags if tag not in row.tags}
        fields |= {f"tags/{tag}": None for tag in row.tags if tag not in draft.tags}
        if fields:
            journal.keep("finding", fields, entity=finding)
    return _kept(journal, finding)


def add_evidence(workspace: Workspace, finding: str, evidence: QuoteDraft | FigureDraft) -> Kept:
    """Put another passage or figure behind one's own finding.

    Raises:
        UnknownFindingError, NotYoursError, OwnAuthorityError, EvidenceElsewhereError, UnknownDocumentError.
    """
    with _for_author(workspace, finding).write("Add evidence") as journal:
        row = _finding(journal.session, finding)
        _refuse_interested(journal, row.authority or "")
        kept, problems = selectors(journal.session, row.authority or "", (evidence,))
        journal.keep("finding", {f"evidence/{key}": one for key, one in kept.items()}, entity=finding)
    return Kept(finding, problems, journal.changed)


def withdraw_finding(workspace: Workspace, finding: str) -> Changed:
    """Take one's own finding back; its history stays.

    Raises:
        UnknownFindingError, NotYoursError.
    """
    with _for_author(workspace, finding).write("Withdraw a finding") as journal:
        _finding(journal.session, finding)
        journal.keep("finding", {"withdrawn": True}, entity=finding)
    return journal.changed


def keep_note(workspace: Workspace, authority: str, area: str, text: str) -> Kept:
    """Keep one's private note on an area: one note each, changed in place; empty takes it back. It never leaves this file.

    Raises:
        UnknownAuthorityError, UnknownAreaError.
    """
    with workspace.write("Write a private note") as journal:
        code = find_authority(journal.session, authority).ons_code
        _refuse_interested(journal, code)
        _known_area(framework_of(journal.session), area)
        known = journal.session.scalars(
            select(rows.Note)
            .where(rows.Note.author == journal.author, rows.Note.authority == code, rows.Note.area == area)
            .order_by(rows.Note.withdrawn, rows.Note.made_at, rows.Note.entity)
        ).first()
        drop_draft(journal.session, f"note/{code}/{area}", journal.author)
        if known is None and not text.strip():
            return Kept("")
        fields = {"area": area, "text": text, "withdrawn": not text.strip()}
        entity = journal.settle("note", known, fields, authority=code, private=True)
    return _kept(journal, entity)


def agree(workspace: Workspace, authority: str, area: str, view: str, wording: str, reason: str = "", confidence: str = "") -> Kept:
    """Record the panel's agreed judgement of an area; agreed again, it changes what was agreed.

    Raises:
        OwnAuthorityError, UnknownAuthorityError, UnknownAreaError, UnknownCodeError.
    """
    with workspace.write("Agree a judgement") as journal:
        session, code = journal.session, find_authority(journal.session, authority).ons_code
        _refuse_interested(journal, code)
        framework = framework_of(session)
        _known_area(framework, area)
        _known_code("view", view, framework.views)
        if confidence:
            _known_code("confidence", confidence, framework.confidences)
        known = session.scalars(
            select(rows.Agreed)
            .where(rows.Agreed.authority == code, rows.Agreed.area == area)
            .order_by(rows.Agreed.withdrawn, rows.Agreed.made_at, rows.Agreed.entity)
        ).first()
        words = {"wording": wording.strip(), "reason": reason.strip() or None}
        fields = {"area": area, "view": view, "confidence": confidence or None, **words}
        entity = journal.settle("agreed", known, fields, authority=code)
    return _kept(journal, entity)


def raise_concern(workspace: Workspace, finding: str, on: str, by: str, how: str) -> Kept:
    """Record that a concern was raised with the authority *on* an ISO day, *by* whom, *how*.

    Raises:
        UnknownFindingError, NotAConcernError, NotADayError, NobodyNamedError, OwnAuthorityError.
    """
    day = iso_day(on)
    if not by.strip():
        raise NobodyNamedError
    with workspace.write("Raise a concern") as journal:
        row = _finding(journal.session, finding)
        _refuse_interested(journal, row.authority or "")
        if row.kind != "concern":
            raise NotAConcernError
        known = journal.session.scalars(
            select(rows.Raised).where(rows.Raised.finding == row.entity).order_by(rows.Raised.withdrawn, rows.Raised.made_at)
        ).first()
        fields = {"finding": row.entity, "on": day, "by": by.strip(), "how": how.strip()}
        entity = journal.settle("raised", known, fields, authority=row.authority)
    return _kept(journal, entity)


def set_letter(workspace: Workspace, details: LetterDetails) -> Kept:
    """Say who the letter is to, who signs it, what happens next; empty strings leave what stands.

    Raises:
        UnknownAuthorityError, OwnAuthorityError, LetterIssuedError, NotADayError, UnknownStageError, EmptyLetterError, EmptyStepError.
    """
    with workspace.write("Set up the letter") as journal:
        session, authority = journal.session, find_authority(journal.session, details.authority)
        _refuse_interested(journal, authority.ons_code)
        fields: dict[str, object] = {name: getattr(details, name).strip() for name in _LETTER_FIELDS if getattr(details, name).strip()}
        if not (fields or details.next_steps):
            raise EmptyLetterError
        if "held_on" in fields:
            fields["held_on"] = iso_day(details.held_on)
        if fields.get("stage", "drafting") not in LETTER_STAGES:
            raise UnknownStageError(stage=details.stage, known=", ".join(LETTER_STAGES))
        known = session.scalars(
            select(rows.Letter)
            .where(rows.Letter.authority == authority.ons_code)
            .order_by(rows.Letter.withdrawn, rows.Letter.made_at, rows.Letter.entity)
        ).first()
        _not_locked(session, known, authority.name, fields, details)
        fields |= _next_steps(known, details.next_steps)
        entity = journal.settle("letter", known, fields, authority=authority.ons_code)
    return _kept(journal, entity)


_LETTER_FIELDS = ("addressee", "signatory", "reflection", "held_on", "stage")


def _not_locked(session: Session, known: rows.Letter | None, name: str, fields: dict[str, object], details: LetterDetails) -> None:
    """A letter that has left keeps its words; what happens to it afterwards, a later stage says."""
    if known is None or known.stage not in ISSUED_STAGES:
        return
    issued = session.scalars(select(rows.Issue).where(rows.Issue.authority == known.authority, ~rows.Issue.withdrawn)).first()
    later = set(fields) == {"stage"} and fields["stage"] in ISSUED_STAGES and not details.next_steps
    if issued and not later:
        raise LetterIssuedError(authority=name, on=issued.on)


def _next_steps(known: rows.Letter | None, steps: Sequence[NextStep]) -> dict[str, object]:
    """The entries that make *steps* what happens next; none where nothing is said or they stand already."""
    entries: list[dict[str, object]] = []
    for order, step in enumerate(steps):
        if not step.what.strip():
            raise EmptyStepError
        entries.append({"what": step.what.strip(), "by": iso_day(step.by) if step.by.strip() else "", "order": order})
    standing = dict(known.next_steps) if known else {}
    if not entries or sorted(standing.values(), key=lambda one: one["order"]) == entries:  # type: ignore[index]
        return {}
    fields: dict[str, object] = {f"next_steps/{key}": None for key in standing}
    return fields | {f"next_steps/{uuid.uuid4().hex}": entry for entry in entries}


def hand_in(workspace: Workspace, authority: str) -> Kept:
    """Say that one's own view of an authority is complete.

    Raises:
        UnknownAuthorityError, OwnAuthorityError.
    """
    with workspace.write("Hand in") as journal:
        code = find_authority(journal.session, authority).ons_code
        _refuse_interested(journal, code)
        known = journal.session.scalars(
            select(rows.HandIn)
            .where(rows.HandIn.author == journal.author, rows.HandIn.authority == code)
            .order_by(rows.HandIn.withdrawn, rows.HandIn.made_at, rows.HandIn.entity)
        ).first()
        entity = journal.settle("hand_in", known, {"on": now().date().isoformat()}, authority=code)
    return _kept(journal, entity)


def _for_author(workspace: Workspace, finding: str) -> Workspace:
    """Who recorded a finding on somebody's behalf may go on recording for them; everybody else acts as themselves."""
    author, recorder = workspace.read(lambda session: (_finding(session, finding).author, _finding(session, finding).recorded_by))
    return workspace.on_behalf_of(author) if recorder == workspace.file.slot else workspace


def _finding(session: Session, finding: str) -> rows.Finding:
    row = session.get(rows.Finding, finding)
    if row is None or row.withdrawn:
        raise UnknownFindingError
    return row


def _answers(session: Session, authority: str, draft: FindingDraft) -> None:
    """A suggestion answers a finding that is here, about the same authority."""
    if draft.about:
        answered = session.get(rows.Finding, draft.about)
        if answered is None or answered.authority != authority:
            raise UnknownFindingError


def _check_finding(framework: Framework, draft: FindingDraft) -> bool:
    _known_area(framework, draft.area)
    _known_code("kind of finding", draft.kind, framework.kinds)
    for tag in draft.tags:
        _known_code("tag", tag, framework.tags)
    kind = framework.kind(draft.kind)
    if kind.needs_level and draft.level not in {level.level for level in framework.concern_levels}:
        raise LevelMissingError
    if not kind.needs_level and draft.level is not None:
        raise LevelNotAllowedError
    return kind.in_letter if draft.in_letter is None else draft.in_letter


def _known_area(framework: Framework, area: str) -> None:
    if area not in {one.code for one in framework.areas}:
        raise UnknownAreaError(area=area, known=", ".join(one.code for one in framework.areas))


def _known_codes(framework: Framework, draft: ViewDraft) -> None:
    if draft.own_grade:
        _known_code("grade an authority gives itself", draft.own_grade, framework.own_grades)
    for what, code, known in (
        ("view", draft.view, framework.views),
        ("confidence", draft.confidence, framework.confidences),
        ("direction", draft.direction, framework.directions),
        ("priority", draft.priority, framework.priorities),
    ):
        if code:
            _known_code(what, code, known)


def _known_code(what: str, code: str, known: object) -> None:
    codes = [getattr(one, "code", one) for one in known]  # type: ignore[attr-defined]
    if code not in codes:
        raise UnknownCodeError(code=code, what=what, known=", ".join(str(one) for one in codes))
