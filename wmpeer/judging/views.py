"""What one person says of an authority: a view of each area, and that all of it is said."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

import sqlalchemy  # noqa: F401 - whole before its parts

from wmpeer.clock import now
from wmpeer.journal.drafts import drop_draft
from wmpeer.journal.ids import record_id
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
        entity = record_id("view", journal.author, authority, draft.area)
        known = session.get(rows.View, entity)
        if (known is None or known.withdrawn) and not any(fields.values()):
            raise NothingSaidError
        if draft_key:
            drop_draft(session, draft_key, journal.recorder)
        stands = {name: getattr(known, name) if known else None for name in _VIEW_FIELDS} | fields
        wanted = {"area": draft.area, **fields, "withdrawn": not any(stands.values())}
        journal.settle("view", known, wanted, entity=entity, authority=authority)
    return kept(journal, entity)


def hand_in(workspace: Workspace, authority: str) -> Kept:
    """Say that one's own view of an authority is complete.

    Raises:
        UnknownAuthorityError, OwnAuthorityError.
    """
    with workspace.write("Hand in") as journal:
        code = find_authority(journal.session, authority).ons_code
        refuse_interested(journal, code)
        entity = record_id("hand_in", journal.author, code)
        known = journal.session.get(rows.HandIn, entity)
        journal.settle("hand_in", known, {"on": now().date().isoformat()}, entity=entity, authority=code)
    return kept(journal, entity)
