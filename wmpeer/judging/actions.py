"""The recording actions: what a person does in the window and what ``wmpeer record`` does by name, each one transaction."""

from __future__ import annotations

import uuid
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.clock import now
from wmpeer.journal.drafts import drop_draft
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.judging.errors import (
    EmptyFindingError,
    LetterIssuedError,
    LevelMissingError,
    LevelNotAllowedError,
    NotAConcernError,
    NothingSaidError,
    UnknownAreaError,
    UnknownCodeError,
    UnknownFindingError,
)
from wmpeer.judging.evidence import selectors
from wmpeer.judging.records import FigureDraft, FindingDraft, Kept, LetterDetails, QuoteDraft, ViewDraft
from wmpeer.models import records as rows
from wmpeer.region.actions import iso_day
from wmpeer.region.framework import Framework
from wmpeer.region.queries import find_authority, framework_of, refuse_own_authority


def record_view(workspace: Workspace, draft: ViewDraft) -> Kept:
    """Keep what one person says of an area; said again, it changes what they said before.

    Raises:
        OwnAuthorityError, UnknownAuthorityError, UnknownAreaError, UnknownCodeError, NothingSaidError.
    """
    with workspace.write("Record a view") as journal:
        session, authority = journal.session, find_authority(journal.session, draft.authority).ons_code
        refuse_own_authority(session, journal.author, authority)
        framework = framework_of(session)
        _known_area(framework, draft.area)
        _known_codes(framework, draft)
        fields: dict[str, object] = {
            name: value.strip() or None for name, value in asdict(draft).items() if name not in ("authority", "area")
        }
        known = session.scalars(
            select(rows.View).where(rows.View.author == journal.author, rows.View.authority == authority, rows.View.area == draft.area)
        ).first()
        if known is None and not any(fields.values()):
            raise NothingSaidError
        drop_draft(session, f"view/{authority}/{draft.area}", journal.author)
        if known is not None:
            fields = {name: value for name, value in fields.items() if getattr(known, name) != value}
            if known.withdrawn:
                fields["withdrawn"] = False
            if not fields:
                return Kept(known.entity)
        entity = journal.keep(
            "view", fields if known else {"area": draft.area, **fields}, entity=known.entity if known else None, authority=authority
        )
    return Kept(entity, (), journal.changed)


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
        refuse_own_authority(session, journal.author, authority)
        in_letter = _check_finding(framework_of(session), draft)
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
        UnknownFindingError, NotYoursError, EmptyFindingError, UnknownAreaError, UnknownCodeError, LevelMissingError, LevelNotAllowedError.
    """
    if not draft.text.strip():
        raise EmptyFindingError
    with _for_author(workspace, finding).write("Change a finding") as journal:
        row = _finding(journal.session, finding)
        in_letter = _check_finding(framework_of(journal.session), draft)
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
    return Kept(finding, (), journal.changed if journal.changed.revision else None)


def add_evidence(workspace: Workspace, finding: str, evidence: QuoteDraft | FigureDraft) -> Kept:
    """Put another passage or figure behind one's own finding.

    Raises:
        UnknownFindingError, NotYoursError, EvidenceElsewhereError, UnknownDocumentError.
    """
    with _for_author(workspace, finding).write("Add evidence") as journal:
        row = _finding(journal.session, finding)
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
        refuse_own_authority(journal.session, journal.author, code)
        _known_area(framework_of(journal.session), area)
        known = journal.session.scalars(
            select(rows.Note).where(rows.Note.author == journal.author, rows.Note.authority == code, rows.Note.area == area)
        ).first()
        drop_draft(journal.session, f"note/{code}/{area}", journal.author)
        fields = {"area": area, "text": text, "withdrawn": not text.strip()}
        entity = journal.keep("note", fields, entity=known.entity if known else None, authority=code, private=True)
    return Kept(entity, (), journal.changed)


def agree(workspace: Workspace, authority: str, area: str, view: str, wording: str, reason: str = "", confidence: str = "") -> Kept:
    """Record the panel's agreed judgement of an area; agreed again, it changes what was agreed.

    Raises:
        OwnAuthorityError, UnknownAuthorityError, UnknownAreaError, UnknownCodeError.
    """
    with workspace.write("Agree a judgement") as journal:
        session, code = journal.session, find_authority(journal.session, authority).ons_code
        refuse_own_authority(session, journal.author, code)
        framework = framework_of(session)
        _known_area(framework, area)
        _known_code("view", view, framework.views)
        if confidence:
            _known_code("confidence", confidence, framework.confidences)
        known = session.scalars(select(rows.Agreed).where(rows.Agreed.authority == code, rows.Agreed.area == area)).first()
        fields = {
            "view": view, "wording": wording.strip(), "reason": reason.strip() or None, "confidence": confidence or None,
            "withdrawn": False,
        }  # fmt: skip
        entity = journal.keep(
            "agreed", fields if known else {"area": area, **fields}, entity=known.entity if known else None, authority=code
        )
    return Kept(entity, (), journal.changed)


def raise_concern(workspace: Workspace, finding: str, on: str, by: str, how: str) -> Kept:
    """Record that a concern was raised with the authority *on* an ISO day, *by* whom, *how*.

    Raises:
        UnknownFindingError, NotAConcernError, NotADayError, OwnAuthorityError.
    """
    day = iso_day(on)
    with workspace.write("Raise a concern") as journal:
        row = _finding(journal.session, finding)
        if row.kind != "concern":
            raise NotAConcernError
        refuse_own_authority(journal.session, journal.author, row.authority or "")
        known = journal.session.scalars(select(rows.Raised).where(rows.Raised.finding == row.entity)).first()
        fields = {"finding": row.entity, "on": day, "by": by.strip(), "how": how.strip(), "withdrawn": False}
        entity = journal.keep("raised", fields, entity=known.entity if known else None, authority=row.authority)
    return Kept(entity, (), journal.changed)


def set_letter(workspace: Workspace, details: LetterDetails) -> Kept:
    """Say who the letter is to, who signs it, what happens next; empty strings leave what stands.

    Raises:
        UnknownAuthorityError, OwnAuthorityError, LetterIssuedError, NotADayError.
    """
    with workspace.write("Set up the letter") as journal:
        session, authority = journal.session, find_authority(journal.session, details.authority)
        refuse_own_authority(session, journal.author, authority.ons_code)
        issued = session.scalars(select(rows.Issue).where(rows.Issue.authority == authority.ons_code, ~rows.Issue.withdrawn)).first()
        known = session.scalars(select(rows.Letter).where(rows.Letter.authority == authority.ons_code)).first()
        if issued and known and known.stage == "issued":
            raise LetterIssuedError(authority=authority.name, on=issued.on)
        said = {"addressee", "signatory", "reflection", "held_on", "stage"}
        fields: dict[str, object] = {name: value for name, value in asdict(details).items() if name in said and value}
        if details.next_steps:
            fields |= {f"next_steps/{key}": None for key in (known.next_steps if known else {})}
            for order, step in enumerate(details.next_steps):
                entry = {"what": step.what.strip(), "by": iso_day(step.by) if step.by else "", "order": order}
                fields[f"next_steps/{uuid.uuid4().hex}"] = entry
        entity = journal.keep("letter", fields, entity=known.entity if known else None, authority=authority.ons_code)
    return Kept(entity, (), journal.changed)


def hand_in(workspace: Workspace, authority: str) -> Kept:
    """Say that one's own view of an authority is complete.

    Raises:
        UnknownAuthorityError, OwnAuthorityError.
    """
    with workspace.write("Hand in") as journal:
        code = find_authority(journal.session, authority).ons_code
        refuse_own_authority(journal.session, journal.author, code)
        known = journal.session.scalars(
            select(rows.HandIn).where(rows.HandIn.author == journal.author, rows.HandIn.authority == code)
        ).first()
        fields = {"on": now().date().isoformat(), "withdrawn": False}
        entity = journal.keep("hand_in", fields, entity=known.entity if known else None, authority=code)
    return Kept(entity, (), journal.changed)


def _for_author(workspace: Workspace, finding: str) -> Workspace:
    """Who recorded a finding on somebody's behalf may go on recording for them; everybody else acts as themselves."""
    author, recorder = workspace.read(lambda session: (_finding(session, finding).author, _finding(session, finding).recorded_by))
    return workspace.on_behalf_of(author) if recorder == workspace.file.slot else workspace


def _finding(session: Session, finding: str) -> rows.Finding:
    row = session.get(rows.Finding, finding)
    if row is None or row.withdrawn:
        raise UnknownFindingError
    return row


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
