"""Who may write what: one table for every kind of record, asked at every revision."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.errors import WmpeerError
from wmpeer.journal.held import standing_lines
from wmpeer.journal.office import left_alone
from wmpeer.journal.revisions import JsonValue
from wmpeer.journal.seats import NotJoinedYetError, was_invited
from wmpeer.models.records import Person, Record
from wmpeer.store.plain import rows

COORDINATOR = frozenset({"coordinator"})
CHAIR = COORDINATOR | {"lead-moderator", "facilitator"}
PANEL = CHAIR | {"panellist"}
EVERYBODY = PANEL | {"observer"}

WRITERS: Mapping[str, frozenset[str]] = {
    # set up by the regional team
    "cycle": COORDINATOR,
    "authority": COORDINATOR,
    "person": COORDINATOR,
    "allocation": COORDINATOR,
    "approval": COORDINATOR,
    "document": COORDINATOR,
    "batch": COORDINATOR,
    "column_mapping": COORDINATOR,
    "flag_rule": COORDINATOR,
    "issue": COORDINATOR,
    "point": COORDINATOR,
    "device": COORDINATOR,
    # written down by whoever leads the sitting
    "agreed": CHAIR,
    "choice": CHAIR,
    "letter": CHAIR,
    "rebase": CHAIR,
    "commentary": CHAIR,
    # by anybody of the panel
    "raised": PANEL,
    "outcome": PANEL,
    # one's own, and nobody else's
    "view": EVERYBODY,
    "finding": EVERYBODY,
    "note": EVERYBODY,
    "claim_answer": EVERYBODY,
    "flag_answer": EVERYBODY,
    "hand_in": EVERYBODY,
    # about oneself; a coordinator also about others
    "interest": EVERYBODY,
    # of this laptop alone
    "take_back": EVERYBODY,
}
"""The roles that may write each kind; a kind that is not here goes by its record's `owner`."""

_BY_OWNER = {"author": EVERYBODY, "coordinator": COORDINATOR, "panel": PANEL}
_WORDS = {COORDINATOR: "a coordinator", CHAIR: "a coordinator, lead moderator or facilitator", PANEL: "the panel"}


class NotYoursError(WmpeerError):
    """This belongs to somebody else, and only they may change it.

    Add a record of your own beside it.
    """


class NotYourPartError(WmpeerError):
    """This is for {who} to record; {name} takes part as {role}.

    Ask one of them to record it; nothing was changed.
    """


def refuse_unentitled(
    session: Session, row_class: type[Record], standing: Record | None, fields: Mapping[str, JsonValue], author: str, recorder: str
) -> None:
    """Stop who may not write *fields* of a record: *standing* is its row, or None for a new one.

    While a workspace knows nobody at all it is being set out, and whoever made it writes everything; not so where it joined another's.

    Raises:
        NotYoursError: the record is another author's alone.
        NotYourPartError: neither *author* nor *recorder* (ids) has a part that may.
        NotJoinedYetError: nobody is known yet, and the file was made by accepting an invitation.
    """
    if row_class.owner == "author" and standing is not None and standing.author != author:
        raise NotYoursError
    _refuse_strangers(session, author, recorder)
    roles = {role for role in (_role(session, author), _role(session, recorder)) if role}
    kind = row_class.__tablename__
    allowed = WRITERS.get(kind, _BY_OWNER[row_class.owner])
    if allowed == EVERYBODY and kind != "interest":
        return
    if not roles and _is_set_out(session):
        return
    if kind == "interest":
        if not (roles & COORDINATOR or _about_oneself(standing, fields, author)):
            raise NotYoursError
    elif not roles & allowed:
        _refuse_where_nobody_is_known(session)
        raise NotYourPartError(who=_WORDS[allowed], name=_name(session, recorder), role=_role_words(session, recorder))


def _refuse_strangers(session: Session, author: str, recorder: str) -> None:
    """Stop who records on behalf of others, or on the laptop of another, where the report of a lost laptop took away who had let them."""
    others = {person for person, other in ((recorder, author), (_owner(session) or recorder, recorder)) if person != other}
    if others and not _is_set_out(session) and not all(_ever_coordinator(session, person) for person in others):
        raise NotYourPartError(who=_WORDS[COORDINATOR], name=_name(session, recorder), role=_role_words(session, recorder))


def _owner(session: Session) -> str:
    """Whose laptop this is (an id), as far as that is known here."""
    asked = "SELECT person FROM device WHERE entity = (SELECT value FROM local WHERE key = 'device')"
    return next((str(person) for (person,) in rows(session, asked) if person), "")


def _ever_coordinator(session: Session, person: str) -> bool:
    """Whether *person* is a coordinator or was one, by what counts here."""
    said = (line.fields.get("role") for line in standing_lines(session, "person", person))
    return _role(session, person) in COORDINATOR or "coordinator" in said


def refuse_but_coordinators(session: Session, person: str) -> None:
    """Stop whoever is no coordinator from what only the regional team does: keys, the next cycle.

    Raises:
        NotYourPartError: *person* (an id) is none, and there are others.
        NotJoinedYetError: nobody is known yet.
    """
    if _role(session, person) not in COORDINATOR and not _is_set_out(session):
        _refuse_where_nobody_is_known(session)
        raise NotYourPartError(who=_WORDS[COORDINATOR], name=_name(session, person), role=_role_words(session, person))


def _is_set_out(session: Session) -> bool:
    """Whether this workspace is just being set out: nobody is known yet, and nobody else began it."""
    return session.scalar(select(Person.entity).limit(1)) is None and not was_invited(session)


def _refuse_where_nobody_is_known(session: Session) -> None:
    """What a file that joined lacks before its first pack is no part in it."""
    if session.scalar(select(Person.entity).limit(1)) is None:
        raise NotJoinedYetError


def _about_oneself(standing: Record | None, fields: Mapping[str, JsonValue], author: str) -> bool:
    """Declared by oneself, for oneself: what a coordinator declared for somebody, that person does not take back."""
    whose = fields.get("person", getattr(standing, "person", None))
    return whose == author and (standing is None or (standing.author == author and getattr(standing, "person", None) == author))


def _role(session: Session, person: str) -> str:
    row = session.get(Person, person)
    role = (row.role or "") if row is not None and not row.withdrawn else ""
    return role if role in COORDINATOR or left_alone(session) != person else "coordinator"


def _role_words(session: Session, person: str) -> str:
    return _role(session, person).replace("-", " ") or "nobody of this workspace"


def _name(session: Session, person: str) -> str:
    row = session.get(Person, person)
    return (row.name if row is not None else "") or "whoever opened this file"
