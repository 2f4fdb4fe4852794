"""What came back: that the director answered a letter which has left, when and from whom."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.clock import now
from wmpeer.errors import WmpeerError
from wmpeer.journal.workspace import Workspace
from wmpeer.journal.writing import Journal
from wmpeer.judging.records import Kept
from wmpeer.judging.writing import kept, refuse_interested
from wmpeer.models import records as rows
from wmpeer.region.actions import iso_day
from wmpeer.region.queries import Reader, find_authority
from wmpeer.region.records import AuthorityLine
from wmpeer.region.rules import has_left
from wmpeer.region.seeing import may_see

RECEIVED = "response-received"


class NothingToAnswerError(WmpeerError):
    """No letter to {authority} is out, so no response to it can be recorded.

    Issue the letter first.
    """


class UnnamedResponseError(WmpeerError):
    """It is not said from whom the response came.

    Give the name of the director, or of whoever answered for them.
    """


class ResponseDayError(WmpeerError):
    """A response cannot have come on {on}: {why}.

    Give the day on which it arrived.
    """


class NoResponseError(WmpeerError):
    """No response from {authority} is recorded, so there is none to take back.

    Nothing was changed.
    """


@dataclass(frozen=True, slots=True)
class Response:
    """That an authority answered its letter: the ISO day, and from whom."""

    on: str
    by: str


def response_to(session: Session, authority: str, *, reader: Reader | None = None) -> Response | None:
    """What came back from *authority* (ONS code) to the letter that left last; None while nothing did, or a new version is written."""
    row = _letter(session, authority)
    if row is None or not may_see(session, reader)(row) or row.stage not in (RECEIVED, "closed") or not row.responded_on:
        return None
    return Response(row.responded_on, row.responded_by or "")


def record_response(workspace: Workspace, authority: str, on: str, by: str) -> Kept:
    """Record that the director answered the letter *on* an ISO day, and from whom it came (*by*); said again, it corrects both.

    Raises:
        UnknownAuthorityError, OwnAuthorityError, NotYourPartError, NothingToAnswerError, NotADayError, ResponseDayError,
        UnnamedResponseError.
    """
    day = iso_day(on)
    if not by.strip():
        raise UnnamedResponseError
    with workspace.write("Record a response") as journal:
        where, row, issued_on = _out(journal, authority)
        if day < issued_on:
            raise ResponseDayError(on=day, why=f"the letter left on {issued_on}")
        if day > now().astimezone().date().isoformat():
            raise ResponseDayError(on=day, why="that day has not come yet")
        stage = "closed" if row is not None and row.stage == "closed" else RECEIVED
        fields = {"stage": stage, "responded_on": day, "responded_by": by.strip()}
        entity = journal.settle("letter", row, fields, authority=where.ons_code)
    return kept(journal, entity)


def take_back_response(workspace: Workspace, authority: str) -> Kept:
    """Say that nothing came back after all: the letter waits for its response again.

    Raises:
        UnknownAuthorityError, OwnAuthorityError, NotYourPartError, NothingToAnswerError, NoResponseError.
    """
    with workspace.write("Take a response back") as journal:
        where, row, _ = _out(journal, authority)
        if response_to(journal.session, where.ons_code) is None:
            raise NoResponseError(authority=where.name)
        fields = {"stage": "issued", "responded_on": None, "responded_by": None}
        entity = journal.settle("letter", row, fields, authority=where.ons_code)
    return kept(journal, entity)


def _out(journal: Journal, authority: str) -> tuple[AuthorityLine, rows.Letter | None, str]:
    """The authority, its letter's row, and the ISO day on which the letter left that waits for a response."""
    where = find_authority(journal.session, authority)
    refuse_interested(journal, where.ons_code)
    row = _letter(journal.session, where.ons_code)
    asked = select(rows.Issue.on).where(rows.Issue.authority == where.ons_code, ~rows.Issue.withdrawn).order_by(rows.Issue.version.desc())
    issued_on = journal.session.scalars(asked).first()
    if issued_on is None or not has_left((row.stage if row else "") or "", issued=True):
        raise NothingToAnswerError(authority=where.name)
    return where, row, issued_on


def _letter(session: Session, authority: str) -> rows.Letter | None:
    return session.scalars(select(rows.Letter).where(rows.Letter.authority == authority, ~rows.Letter.withdrawn)).first()
