"""What a person found: kept with its evidence, changed, taken back; by its author alone."""

from __future__ import annotations

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.errors import Problem
from wmpeer.journal.drafts import drop_draft
from wmpeer.journal.settled import unsettled_judgements
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.journal.writing import Journal
from wmpeer.judging.errors import EmptyFindingError, UnknownFindingError
from wmpeer.judging.evidence import selectors
from wmpeer.judging.records import ClipDraft, FigureDraft, FindingDraft, Kept, QuoteDraft
from wmpeer.judging.rules import check_finding
from wmpeer.judging.writing import for_author, kept, refuse_interested, standing_finding
from wmpeer.models import records as rows
from wmpeer.region.queries import find_authority, framework_of


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
        if draft_key:
            drop_draft(journal.session, draft_key, journal.recorder)
        entity, problems = begin_finding(journal, draft, id)
    return Kept(entity, problems, journal.changed)


def begin_finding(journal: Journal, draft: FindingDraft, id: str = "") -> tuple[str, tuple[Problem, ...]]:  # noqa: A002
    """Add a finding within a change that keeps more than it. Gives its id, and what is worth knowing of its evidence; raises what
    `keep_finding` raises."""
    session, authority = journal.session, find_authority(journal.session, draft.authority).ons_code
    refuse_interested(journal, authority)
    fields = _words(session, authority, draft)
    evidence, problems = selectors(session, authority, draft.evidence)
    fields |= {f"tags/{tag}": True for tag in draft.tags}
    fields |= {f"evidence/{key}": one for key, one in evidence.items()}
    return journal.keep("finding", fields, entity=id or None, authority=authority), problems


def reword_finding(journal: Journal, row: rows.Finding, text: str) -> None:
    """Change the words of a finding within a change that keeps more than them; nothing is written where it says so already."""
    if row.text != text:
        journal.keep("finding", {"text": text}, entity=row.entity)


def change_finding(workspace: Workspace, finding: str, draft: FindingDraft) -> Kept:
    """Change the words, kind, area, level, tags or rank of one's own finding; its evidence stays.

    Raises:
        UnknownFindingError, NotYoursError, OwnAuthorityError, EmptyFindingError, UnknownAreaError, UnknownCodeError, LevelMissingError,
        LevelNotAllowedError.
    """
    if not draft.text.strip():
        raise EmptyFindingError
    with for_author(workspace, finding).write("Change a finding") as journal:
        row = standing_finding(journal.session, finding)
        refuse_interested(journal, row.authority or "")
        if draft.authority and find_authority(journal.session, draft.authority).ons_code != row.authority:
            raise UnknownFindingError
        wanted = _words(journal.session, row.authority or "", draft)
        fields = {name: value for name, value in wanted.items() if getattr(row, name) != value or name in unsettled_judgements(row)}
        fields |= {f"tags/{tag}": True for tag in draft.tags if tag not in row.tags}
        fields |= {f"tags/{tag}": None for tag in row.tags if tag not in draft.tags}
        if fields:
            journal.keep("finding", fields, entity=finding)
    return kept(journal, finding)


def add_evidence(workspace: Workspace, finding: str, evidence: QuoteDraft | FigureDraft | ClipDraft) -> Kept:
    """Put another passage or figure behind one's own finding.

    Raises:
        UnknownFindingError, NotYoursError, OwnAuthorityError, EvidenceElsewhereError, UnknownDocumentError, ClipPlaceError, ClippingError.
    """
    with for_author(workspace, finding).write("Add evidence") as journal:
        row = standing_finding(journal.session, finding)
        refuse_interested(journal, row.authority or "")
        found, problems = selectors(journal.session, row.authority or "", (evidence,))
        journal.keep("finding", {f"evidence/{key}": one for key, one in found.items()}, entity=finding)
    return Kept(finding, problems, journal.changed)


def withdraw_finding(workspace: Workspace, finding: str) -> Changed:
    """Take one's own finding back; its history stays.

    Raises:
        UnknownFindingError, NotYoursError, OwnAuthorityError.
    """
    with for_author(workspace, finding).write("Withdraw a finding") as journal:
        refuse_interested(journal, standing_finding(journal.session, finding).authority or "")
        journal.keep("finding", {"withdrawn": True}, entity=finding)
    return journal.changed


def _words(session: Session, authority: str, draft: FindingDraft) -> dict[str, object]:
    """The fields that *draft* makes, checked against the cycle's framework."""
    in_letter = check_finding(framework_of(session), draft)
    _answers(session, authority, draft)
    return {
        "area": draft.area, "kind": draft.kind, "text": draft.text.strip(), "level": draft.level, "in_letter": in_letter,
        "rank": draft.rank, "about": draft.about or None,
    }  # fmt: skip


def _answers(session: Session, authority: str, draft: FindingDraft) -> None:
    """A suggestion answers a finding that is here, about the same authority."""
    if draft.about:
        answered = session.get(rows.Finding, draft.about)
        if answered is None or answered.authority != authority:
            raise UnknownFindingError
