"""What one person says of an authority: a view of each area, and that all of it is said."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

from sqlalchemy import select

from wmpeer.clock import now
from wmpeer.journal.drafts import drop_draft
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.errors import NothingSaidError
from wmpeer.judging.records import Kept, ViewDraft
from wmpeer.judging.rules import known_area, known_codes
from wmpeer.judging.writing import kept, refuse_interested
from wmpeer.models import records as rows
from wmpeer.region.queries import find_authority, framework_of

_VIEW_FIELDS = ("own_grade", "view", "confidence", "direction", "priority", "reason")


def record_view(workspace: Workspace, draft: ViewDraft, *, said: Collection[str] | None = None, draft_key: str = "") -> Kept:
    """Keep what one person says of an area; said again, it changes what they said before, and nothing said any more takes it back.

    *said* names the fields of *draft* that count; the others stay as they stand. All of them count where it is None.
    *draft_key* is the draft its reason was typed in, which goes with it; any other stays.

    Raises:
        OwnAuthorityError, UnknownAuthorityError, UnknownAreaError, UnknownCodeError, NothingSaidError.
    """
    with workspace.write("Record a view") as journal:
        session, authority = journal.session, find_authority(journal.session, draft.authority).ons_code
        refuse_interested(journal, authority)
        framework = framework_of(session)
        known_area(framework, draft.area)
        known_codes(framework, draft)
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
        if draft_key:
            drop_draft(session, draft_key, journal.recorder)
        stands = {name: getattr(known, name) if known else None for name in _VIEW_FIELDS} | fields
        entity = journal.settle("view", known, {"area": draft.area, **fields, "withdrawn": not any(stands.values())}, authority=authority)
    return kept(journal, entity)


def hand_in(workspace: Workspace, authority: str) -> Kept:
    """Say that one's own view of an authority is complete.

    Raises:
        UnknownAuthorityError, OwnAuthorityError.
    """
    with workspace.write("Hand in") as journal:
        code = find_authority(journal.session, authority).ons_code
        refuse_interested(journal, code)
        known = journal.session.scalars(
            select(rows.HandIn)
            .where(rows.HandIn.author == journal.author, rows.HandIn.authority == code)
            .order_by(rows.HandIn.withdrawn, rows.HandIn.made_at, rows.HandIn.entity)
        ).first()
        entity = journal.settle("hand_in", known, {"on": now().date().isoformat()}, authority=code)
    return kept(journal, entity)
