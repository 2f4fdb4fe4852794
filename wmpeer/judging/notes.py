"""Private notes: one for each area, with what it points at. A note never leaves the file, and neither does anything behind it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.journal.drafts import drop_draft
from wmpeer.journal.workspace import Workspace
from wmpeer.journal.writing import Journal
from wmpeer.judging.clips_again import SETTLED
from wmpeer.judging.errors import UnknownEvidenceError
from wmpeer.judging.evidence import selectors
from wmpeer.judging.records import ClipDraft, FigureDraft, Kept, QuoteDraft
from wmpeer.judging.rules import known_area
from wmpeer.judging.writing import kept, refuse_interested
from wmpeer.models import records as rows
from wmpeer.region.queries import find_authority, framework_of


def keep_note(workspace: Workspace, authority: str, area: str, text: str, *, draft_key: str = "") -> Kept:
    """Keep one's private note on an area: one note each, changed in place; empty takes it back, unless it points at something.

    *draft_key* is the draft these words were typed in, which goes with it; any other stays.

    Raises:
        UnknownAuthorityError, UnknownAreaError, OwnAuthorityError.
    """
    with workspace.write("Write a private note") as journal:
        code = _where(journal, authority, area)
        known = _standing(journal.session, journal.author, code, area)
        if draft_key:
            drop_draft(journal.session, draft_key, journal.recorder)
        if known is None and not text.strip():
            return Kept("")
        pointed = known is not None and not known.withdrawn and bool(known.evidence)
        fields = {"area": area, "text": text, "withdrawn": not text.strip() and not pointed}
        entity = journal.settle("note", known, fields, authority=code)
    return kept(journal, entity)


def point_note(workspace: Workspace, authority: str, area: str, evidence: QuoteDraft | FigureDraft | ClipDraft) -> Kept:
    """Point one's private note on an area at a passage, a figure or a picture; where there is no note yet, it begins one without words.

    Raises:
        UnknownAuthorityError, UnknownAreaError, OwnAuthorityError, EvidenceElsewhereError, UnknownDocumentError, ClipPlaceError,
        ClippingError.
    """
    with workspace.write("Point a private note at something") as journal:
        code = _where(journal, authority, area)
        known = _standing(journal.session, journal.author, code, area)
        found, problems = selectors(journal.session, code, (evidence,))
        fields: dict[str, object] = {"area": area, "withdrawn": False}
        fields |= {f"evidence/{key}": one for key, one in found.items()}
        entity = journal.settle("note", known, fields, authority=code)
    return Kept(entity, problems, journal.changed if journal.changed.revision else None)


def take_from_note(workspace: Workspace, note: str, evidence: str) -> Kept:
    """Point one's private note (its id) at *evidence* no more; without words and without anything to point at it is taken back.

    Raises:
        UnknownEvidenceError: the note does not point there. NotYoursError, OwnAuthorityError.
    """
    with workspace.write("Take something from a private note") as journal:
        row = journal.session.get(rows.Note, note)
        if row is None or row.withdrawn or evidence not in row.evidence:
            raise UnknownEvidenceError
        refuse_interested(journal, row.authority or "")
        gone = [key for key in row.evidence if key == evidence or key.startswith(f"{evidence}{SETTLED}")]
        fields: dict[str, object] = {f"evidence/{key}": None for key in gone}
        if len(gone) == len(row.evidence) and not (row.text or "").strip():
            fields["withdrawn"] = True
        journal.keep("note", fields, entity=note)
    return kept(journal, note)


def _where(journal: Journal, authority: str, area: str) -> str:
    code = find_authority(journal.session, authority).ons_code
    refuse_interested(journal, code)
    known_area(framework_of(journal.session), area)
    return code


def _standing(session: Session, author: str, authority: str, area: str) -> rows.Note | None:
    """The note of *author* on an area, one that was taken back only where no other stands."""
    asked = select(rows.Note).where(rows.Note.author == author, rows.Note.authority == authority, rows.Note.area == area)
    return session.scalars(asked.order_by(rows.Note.withdrawn, rows.Note.made_at, rows.Note.entity)).first()
