"""One change to the record: a revision, and the row that is the fold of all revisions."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.journal.revisions import JsonValue, RevisionLine, revision_id, stream_of, writable
from wmpeer.journal.rights import refuse_unentitled
from wmpeer.journal.rows import refold
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.models.journal import Local, Revision
from wmpeer.models.records import Record, field_names, record_kinds

PRIVATE = frozenset({"note"})
"""The kinds that never leave this file, whatever wrote them."""


class Journal:
    """The open transaction of one action. `session` is for content that goes with it."""

    def __init__(self, workspace: Workspace, session: Session, verb: str, written: list[str]) -> None:
        self.session = session
        self.author = workspace.author
        self.recorder = workspace.file.slot
        self.changed = Changed(verb)
        self._workspace = workspace
        self._written = written

    def keep(
        self,
        kind: str,
        fields: Mapping[str, JsonValue],
        *,
        entity: str | None = None,
        authority: str | None = None,
        private: bool = False,
        undoes: str | None = None,
    ) -> str:
        """Write a revision that changes *fields* of a record, and bring its row up to date; gives the record's id.

        Without *entity* a new record begins. A field of a mapping is named ``mapping/key``; None takes an entry or a value away.

        Raises:
            NotYoursError: the record is another author's alone.
            NotYourPartError: the kind is for others to write (`wmpeer.journal.rights`).
            ValueError: the kind has no such field.
        """
        row_class = record_kinds()[kind]
        fields = {name: writable(value) for name, value in fields.items()}
        _known_fields(row_class, fields)
        standing = self.session.get(row_class, entity) if entity else None
        refuse_unentitled(self.session, row_class, standing, fields, self.author, self.recorder)
        if standing is not None:
            authority = standing.authority
        private = private or kind in PRIVATE
        entity = entity or uuid.uuid4().hex
        line = self._line(kind, entity, authority, private, fields, tuple(standing.head) if standing else (), undoes)
        self._written.append(line.id)
        self.session.add(_row(line))
        self.session.flush()
        refold(self.session, kind, entity)
        self.changed = replace(self.changed, revision=line.id, entity=entity, kind=kind, authority=authority)
        return entity

    def settle(
        self, kind: str, standing: Record | None, fields: Mapping[str, JsonValue], *, authority: str | None = None, private: bool = False
    ) -> str:
        """Make a record say *fields*: a new one where *standing* is None, else only what differs is written, and nothing where all stands.

        A record that was withdrawn stands again; a field that was changed apart is settled. Gives its id. Raises what `keep` raises.
        """
        if standing is None:
            said = {name: value for name, value in fields.items() if (name, value) != ("withdrawn", False)}
            return self.keep(kind, said, authority=authority, private=private)
        wanted = {"withdrawn": False, **fields}
        changed = {
            name: value for name, value in wanted.items() if name in standing.differences or _said(standing, name) != writable(value)
        }
        if changed:
            self.keep(kind, changed, entity=standing.entity)
        return standing.entity

    def close(self) -> None:
        """Remember the clock, so that it never runs behind what this file has seen."""
        if self.changed.revision:
            self.session.merge(Local(key="clock", value=self._workspace.clock.tick()))

    def _line(
        self, kind: str, entity: str, authority: str | None, private: bool, fields: Mapping[str, JsonValue], parents: tuple[str, ...],
        undoes: str | None,
    ) -> RevisionLine:  # fmt: skip
        workspace = self._workspace
        stream = stream_of(workspace.device, self.author, authority, private)
        last = self.session.execute(
            select(Revision.sequence, Revision.id).where(Revision.stream == stream).order_by(Revision.sequence.desc()).limit(1)
        ).first()
        bare = RevisionLine(
            id="", entity=entity, kind=kind, stream=stream, sequence=(last.sequence if last else 0) + 1, previous=last.id if last else "",
            author=self.author, recorded_by=workspace.file.slot, device=workspace.device, authority=authority, private=private,
            at=workspace.clock.tick(), verb=self.changed.verb, undoes=undoes, parents=parents, fields=dict(fields),
            nonce=secrets.token_hex(8),
        )  # fmt: skip
        return replace(bare, id=revision_id(bare))


def all_kept(session: Session, written: list[str]) -> bool:
    """Whether every revision of *written* (ids) is there."""
    return all(session.scalar(select(Revision.arrived).where(Revision.id == one)) is not None for one in written)


def _said(standing: Record, name: str) -> JsonValue:
    head, slash, key = name.partition("/")
    return getattr(standing, head).get(key) if slash else getattr(standing, name)


def _known_fields(row_class: type[Record], fields: Mapping[str, JsonValue]) -> None:
    known = set(field_names(row_class)) - set(row_class.maps)
    for name in fields:
        head, slash, _ = name.partition("/")
        if not (head in row_class.maps if slash else name in known):
            raise ValueError(f"{row_class.__tablename__} has no field {name!r}")


def _row(line: RevisionLine) -> Revision:
    return Revision(
        id=line.id, entity=line.entity, kind=line.kind, stream=line.stream, sequence=line.sequence, previous=line.previous,
        author=line.author, recorded_by=line.recorded_by, device=line.device, authority=line.authority, private=line.private, at=line.at,
        verb=line.verb, undoes=line.undoes, parents=list(line.parents), fields=dict(line.fields), nonce=line.nonce,
    )  # fmt: skip
