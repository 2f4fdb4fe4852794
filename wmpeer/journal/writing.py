"""One change to the record: a revision, and the row that is the fold of all revisions."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.errors import WmpeerError
from wmpeer.journal.fold import same
from wmpeer.journal.ids import made_id
from wmpeer.journal.office import office_now
from wmpeer.journal.revisions import LARGEST, JsonValue, RevisionLine, new_line, stream_of, writable
from wmpeer.journal.rights import refuse_unentitled
from wmpeer.journal.rows import refold, row_of
from wmpeer.journal.shelves import SHELVES
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.models.journal import Local, Revision
from wmpeer.models.records import Record, field_names, record_kinds


class TextTooLongError(WmpeerError):
    """This is longer than one record may be: a million letters at most.

    Nothing was changed. Shorten it; a long text is better loaded as a document, and pointed at as evidence.
    """


class Journal:
    """The open transaction of one action. `session` is for content that goes with it."""

    def __init__(self, workspace: Workspace, session: Session, verb: str, written: list[str]) -> None:
        self.session = session
        self.author = workspace.author
        self.recorder = workspace.file.slot
        self.changed = Changed(verb)
        self._workspace = workspace
        self._written = written
        self.office = workspace.office
        self.stamp = ""

    def keep(
        self,
        kind: str,
        fields: Mapping[str, JsonValue],
        *,
        entity: str | None = None,
        authority: str | None = None,
        undoes: str | None = None,
    ) -> str:
        """Write a revision that changes *fields* of a record, and bring its row up to date; gives the record's id.

        Without *entity* a new record begins; of a kind there can be one of, it is the one that is meant (`wmpeer.journal.ids`).
        A field of a mapping is named ``mapping/key``; None takes an entry or a value away.

        Raises:
            NotYoursError: the record is another author's alone.
            NotYourPartError: the kind is for others to write (`wmpeer.journal.rights`).
            TextTooLongError: no pack could carry it.
            ValueError: the kind has no such field.
        """
        row_class = record_kinds()[kind]
        fields = {name: writable(value) for name, value in fields.items()}
        _known_fields(row_class, fields)
        entity = entity or made_id(kind, self.author, authority, fields) or uuid.uuid4().hex
        standing = self.session.get(row_class, entity)
        refuse_unentitled(self.session, row_class, standing, fields, self.author, self.recorder)
        if standing is not None:
            authority = standing.authority
        line = self._line(kind, entity, authority, fields, tuple(standing.head) if standing else (), undoes)
        if len(line.body.encode()) > LARGEST:
            raise TextTooLongError
        self._written.append(line.id)
        self.session.add(row_of(line, arrived_at=line.wall))
        self.session.flush()
        refold(self.session, kind, entity)
        self.changed = replace(self.changed, revision=line.id, entity=entity, kind=kind, authority=authority)
        return entity

    def settle(
        self,
        kind: str,
        standing: Record | None,
        fields: Mapping[str, JsonValue],
        *,
        entity: str | None = None,
        authority: str | None = None,
    ) -> str:
        """Make a record say *fields*: a new one where *standing* is None, else only what differs is written, and nothing where all stands.

        A new one is called *entity* where its id is made. A record that was withdrawn stands again; a field that was changed apart is
        settled. Gives its id. Raises what `keep` raises.
        """
        if standing is None and (one := entity or made_id(kind, self.author, authority, fields)):
            standing = self.session.get(record_kinds()[kind], one)
        if standing is None:
            said = {name: value for name, value in fields.items() if (name, value) != ("withdrawn", False)}
            return self.keep(kind, said, entity=entity, authority=authority)
        wanted = {"withdrawn": False, **fields}
        changed = {
            name: value
            for name, value in wanted.items()
            if name in standing.differences or not same(_said(standing, name), writable(value))
        }
        if changed:
            self.keep(kind, changed, entity=standing.entity)
        return standing.entity

    def close(self) -> None:
        """Remember the clock, so that it never runs behind what this file has seen."""
        if self.changed.revision:
            self.stamp = self._workspace.clock.tick()
            self.session.merge(Local(key="clock", value=self.stamp))

    def _line(
        self, kind: str, entity: str, authority: str | None, fields: Mapping[str, JsonValue], parents: tuple[str, ...], undoes: str | None
    ) -> RevisionLine:
        workspace, shelf = self._workspace, SHELVES[kind]
        stream = stream_of(workspace.seat, self.author, authority, shelf)
        asked = select(Revision.sequence, Revision.id).where(Revision.stream == stream)
        last = self.session.execute(asked.order_by(Revision.sequence.desc()).limit(1)).first()
        self.office = office_now(self.session, self.office)
        return new_line({
            "at": workspace.clock.tick(), "author": self.author, "authority": authority, "device": workspace.seat, "entity": entity,
            "fields": dict(fields), "kind": kind, "knew": sorted(self.office.newest), "nonce": secrets.token_hex(8), "parents": parents,
            "previous": last.id if last else "", "recorded_by": workspace.file.slot, "sequence": (last.sequence if last else 0) + 1,
            "shelf": shelf, "undoes": undoes, "verb": self.changed.verb, "wall": workspace.clock.wall(),
        })  # fmt: skip


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
