"""What a person writes into the data pack of an authority, beside the figures of an area. Nothing writes it for them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.journal.workspace import Workspace
from wmpeer.judging.records import Kept
from wmpeer.judging.rules import known_area
from wmpeer.judging.writing import kept, refuse_interested
from wmpeer.models.records import Commentary
from wmpeer.region.queries import Reader, find_authority, framework_of, names_of_people
from wmpeer.region.seeing import may_see


@dataclass(frozen=True, slots=True)
class CommentaryLine:
    """What stands in a part of an authority's data pack; `part` is a framework area, `written_by` the name of who began it."""

    entity: str
    authority: str
    part: str
    text: str
    written_by: str
    changed_at: str


def commentary_entity(authority: str, part: str) -> str:
    """The record of one part's commentary: the same on every laptop, so that two who write it meet in one text."""
    return hashlib.sha256(f"commentary\0{authority}\0{part}".encode()).hexdigest()[:32]


def write_commentary(workspace: Workspace, authority: str, part: str, text: str) -> Kept:
    """Write, or change, the commentary on an area (its code) in an authority's data pack; an empty *text* takes it back.

    Raises:
        UnknownAuthorityError, UnknownAreaError, OwnAuthorityError, NotYourPartError.
    """
    text = text.strip()
    with workspace.write("Write commentary" if text else "Take back commentary") as journal:
        where = find_authority(journal.session, authority).ons_code
        refuse_interested(journal, where)
        known_area(framework_of(journal.session), part)
        entity = commentary_entity(where, part)
        standing = journal.session.get(Commentary, entity)
        if standing is None:
            if text:
                journal.keep("commentary", {"part": part, "text": text}, entity=entity, authority=where)
        else:
            journal.settle("commentary", standing, {"part": part, "text": text or None})
    return kept(journal, entity)


def commentaries(session: Session, authority: str, *, reader: Reader) -> tuple[CommentaryLine, ...]:
    """What is written in the data pack of *authority* (ONS code), in the framework's order of areas, as *reader* may see it."""
    may = may_see(session, reader)
    order = {area.code: place for place, area in enumerate(framework_of(session).areas)}
    asked = select(Commentary).where(Commentary.authority == authority, Commentary.withdrawn.is_(False))
    names = names_of_people(session)
    found = [
        CommentaryLine(row.entity, authority, row.part or "", row.text, names.get(row.author, ""), row.changed_at)
        for row in session.scalars(asked)
        if row.text and may(row)
    ]
    return tuple(sorted(found, key=lambda line: (order.get(line.part, len(order)), line.part)))
