"""What came of a point of an earlier cycle, as somebody of the panel read it in the self-evaluation."""

from __future__ import annotations

from wmpeer.errors import WmpeerError
from wmpeer.journal.ids import record_id
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.records import Kept
from wmpeer.judging.writing import kept, refuse_interested
from wmpeer.models.records import Outcome, Point
from wmpeer.region.next_cycle import EARLIER_VIEW

OUTCOMES = ("done", "under-way", "not-mentioned")


class UnknownPointError(WmpeerError):
    """No point of an earlier cycle is here under this id.

    `wmpeer flags` tells the ids of those that nobody has said anything of.
    """


class UnknownOutcomeError(WmpeerError):
    """“{outcome}” is not what may become of a point.

    Use one of these: {known}; or leave it empty to take it back.
    """


def record_outcome(workspace: Workspace, point: str, outcome: str, comment: str = "") -> Kept:
    """Record what came of a point; an empty *outcome* takes back what was said.

    Raises:
        UnknownPointError, UnknownOutcomeError, OwnAuthorityError, NotYourPartError.
    """
    if outcome and outcome not in OUTCOMES:
        raise UnknownOutcomeError(outcome=outcome, known=", ".join(OUTCOMES))
    with workspace.write("Record what came of a point") as journal:
        row = journal.session.get(Point, point)
        if row is None or row.withdrawn or row.kind == EARLIER_VIEW:  # what the panel agreed is no point to answer
            raise UnknownPointError
        refuse_interested(journal, row.authority or "")
        entity = record_id("outcome", row.authority or "", point)
        known = journal.session.get(Outcome, entity)
        fields = {"point": point, "outcome": outcome or None, "comment": comment.strip() or None}
        entity = journal.settle("outcome", known, fields, entity=entity, authority=row.authority)
    return kept(journal, entity)
