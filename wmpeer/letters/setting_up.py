"""What stands in a letter beside findings and judgements, changed one thing at a time; here an empty text takes away what stood."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.errors import WmpeerError
from wmpeer.journal.revisions import JsonValue
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.judging.letter import refuse_locked
from wmpeer.judging.records import NextStep
from wmpeer.letters.batch import BEGUN_AGAIN
from wmpeer.models import records as rows
from wmpeer.region.actions import iso_day
from wmpeer.region.queries import find_authority, refuse_own_authority

_FIELDS = ("addressee", "signatory", "reflection", "held_on", "stage")


class NothingIssuedError(WmpeerError):
    """No letter to {authority} has been issued.

    Go on with the one that is being written.
    """


def change_letter(workspace: Workspace, authority: str, verb: str, fields: Mapping[str, str]) -> Changed:
    """Set some of addressee, signatory, reflection, held_on (ISO day) and stage; an empty text takes the old one away.

    Raises:
        UnknownAuthorityError, OwnAuthorityError, LetterIssuedError, NotADayError.
    """
    if unknown := set(fields) - set(_FIELDS):
        raise ValueError(f"a letter has no {', '.join(sorted(unknown))}")
    wanted: dict[str, JsonValue] = {name: value.strip() or None for name, value in fields.items()}
    if day := wanted.get("held_on"):
        wanted["held_on"] = iso_day(str(day))
    return _keep(workspace, authority, verb, lambda _known: wanted)


def set_next_steps(workspace: Workspace, authority: str, steps: Sequence[NextStep]) -> Changed:
    """The next steps in their order; a step without a day has an empty `by`. Only what differs is written.

    Raises:
        UnknownAuthorityError, OwnAuthorityError, LetterIssuedError, NotADayError.
    """
    entries = [{"what": one.what.strip(), "by": iso_day(one.by) if one.by else "", "order": at} for at, one in enumerate(steps)]

    def fields(known: rows.Letter | None) -> dict[str, JsonValue]:
        standing = dict(known.next_steps) if known else {}
        keys = sorted(standing, key=lambda key: standing[key]["order"])  # type: ignore[index]
        keys += [uuid.uuid4().hex for _ in entries[len(keys) :]]
        wanted: dict[str, JsonValue] = {
            f"next_steps/{key}": entry for key, entry in zip(keys, entries, strict=False) if standing.get(key) != entry
        }
        return wanted | {f"next_steps/{key}": None for key in keys[len(entries) :]}

    return _keep(workspace, authority, "Change the next steps", fields)


def begin_new_version(workspace: Workspace, authority: str) -> Changed:
    """Write an issued letter again; what left stays as it is.

    Raises:
        UnknownAuthorityError, OwnAuthorityError, NothingIssuedError.
    """
    with workspace.write("Begin a new version") as journal:
        where = find_authority(journal.session, authority)
        refuse_own_authority(journal.session, journal.author, where.ons_code)
        issue = select(rows.Issue).where(rows.Issue.authority == where.ons_code, ~rows.Issue.withdrawn)
        if journal.session.scalars(issue).first() is None:
            raise NothingIssuedError(authority=where.name)
        known = _letter(journal.session, where.ons_code)
        journal.keep("letter", {"stage": BEGUN_AGAIN}, entity=known.entity if known else None, authority=where.ons_code)
    return journal.changed


def _keep(workspace: Workspace, authority: str, verb: str, fields: Callable[[rows.Letter | None], dict[str, JsonValue]]) -> Changed:
    with workspace.write(verb) as journal:
        where = find_authority(journal.session, authority)
        refuse_own_authority(journal.session, journal.author, where.ons_code)
        known = _letter(journal.session, where.ons_code)
        refuse_locked(journal.session, where)
        wanted = {name: value for name, value in fields(known).items() if "/" in name or known is None or getattr(known, name) != value}
        if wanted:
            journal.keep("letter", wanted, entity=known.entity if known else None, authority=where.ons_code)
    return journal.changed


def _letter(session: Session, authority: str) -> rows.Letter | None:
    return session.scalars(select(rows.Letter).where(rows.Letter.authority == authority)).first()
