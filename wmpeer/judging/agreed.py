"""What the panel says together: its judgement of an area, and that a concern was raised with the authority."""

from __future__ import annotations

from sqlalchemy import select

from wmpeer.journal.ids import record_id
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.errors import NobodyNamedError, NotAConcernError
from wmpeer.judging.letter import refuse_locked
from wmpeer.judging.records import Kept
from wmpeer.judging.rules import known_area, known_code
from wmpeer.judging.writing import kept, refuse_interested, standing_finding
from wmpeer.models import records as rows
from wmpeer.region.actions import iso_day
from wmpeer.region.queries import find_authority, framework_of


def agree(workspace: Workspace, authority: str, area: str, view: str, wording: str, reason: str = "", confidence: str = "") -> Kept:
    """Record the panel's agreed judgement of an area; agreed again, it changes what was agreed.

    Raises:
        OwnAuthorityError, UnknownAuthorityError, UnknownAreaError, UnknownCodeError, LetterIssuedError.
    """
    with workspace.write("Agree a judgement") as journal:
        session, where = journal.session, find_authority(journal.session, authority)
        code = where.ons_code
        refuse_interested(journal, code)
        refuse_locked(session, where)
        framework = framework_of(session)
        known_area(framework, area)
        known_code("view", view, framework.views)
        if confidence:
            known_code("confidence", confidence, framework.confidences)
        entity = record_id("agreed", code, area)
        known = session.get(rows.Agreed, entity)
        words = {"wording": wording.strip(), "reason": reason.strip() or None}
        fields = {"area": area, "view": view, "confidence": confidence or None, **words}
        journal.settle("agreed", known, fields, entity=entity, authority=code)
    return kept(journal, entity)


def raise_concern(workspace: Workspace, finding: str, on: str, by: str, how: str) -> Kept:
    """Record that a concern was raised with the authority *on* an ISO day, *by* whom, *how*.

    Raises:
        UnknownFindingError, NotAConcernError, NotADayError, NobodyNamedError, OwnAuthorityError.
    """
    day = iso_day(on)
    if not by.strip():
        raise NobodyNamedError
    with workspace.write("Raise a concern") as journal:
        row = standing_finding(journal.session, finding)
        refuse_interested(journal, row.authority or "")
        if row.kind != "concern":
            raise NotAConcernError
        known = journal.session.scalars(
            select(rows.Raised).where(rows.Raised.finding == row.entity).order_by(rows.Raised.withdrawn, rows.Raised.made_at)
        ).first()
        fields = {"finding": row.entity, "on": day, "by": by.strip(), "how": how.strip()}
        entity = journal.settle("raised", known, fields, authority=row.authority)
    return kept(journal, entity)
