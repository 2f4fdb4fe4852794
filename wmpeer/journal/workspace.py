"""The workspace as actions and queries see it: who is at work, one way to read, one way to write."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.clock import HybridClock
from wmpeer.journal.revisions import JsonValue, RevisionLine, revision_id, stream_of, writable
from wmpeer.journal.rights import NotYoursError as NotYoursError
from wmpeer.journal.rights import refuse_unentitled
from wmpeer.journal.rows import refold
from wmpeer.models.journal import Local, Revision
from wmpeer.models.records import Person, Record, field_names, record_kinds
from wmpeer.progress import Progress, silent
from wmpeer.store.file import WorkspaceFile

PRIVATE = frozenset({"note"})
"""The kinds that never leave this file, whatever wrote them."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Actor:
    """The person whose passphrase opened the file."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What an action changed: screens that are concerned reload."""

    verb: str
    revision: str = ""
    entity: str = ""
    kind: str = ""
    authority: str | None = None


class Workspace:
    """An open workspace file and the person at work in it."""

    def __init__(self, file: WorkspaceFile) -> None:
        self.file = file
        self.author = file.slot
        self.device, stamp = self._local()
        self.clock = HybridClock(stamp)

    def on_behalf_of(self, person: str) -> Workspace:
        """The same workspace, recording the words of *person* (an id): both names are kept, and that person's interests apply."""
        other = copy(self)
        other.author = person
        return other

    @property
    def readers(self) -> tuple[str, ...]:
        """The ids of those whose interests decide what may be read: who opened the file, and whom they record for."""
        return tuple(dict.fromkeys((self.file.slot, self.author)))

    @property
    def actor(self) -> Actor:
        """Who is at work."""
        with self.file.reading() as session:
            who = session.get(Person, self.file.slot)
            return Actor(self.file.slot, (who.name if who else "") or "")

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **named: P.kwargs) -> T:
        """What *query* finds, in one snapshot: frozen records, never rows."""
        with self.file.reading() as session:
            return query(session, *args, **named)

    @contextmanager
    def write(self, verb: str) -> Iterator[Journal]:
        """One change with a name: kept whole when the block ends, or not at all."""
        written: list[str] = []
        with self.file.writing(lambda session: _all_kept(session, written)) as session:
            journal = Journal(self, session, verb, written)
            yield journal
            journal.close()

    def close(self) -> None:
        self.file.close()

    def _local(self) -> tuple[str, str]:
        with self.file.reading() as session:
            known = {row.key: row.value for row in session.scalars(select(Local))}
        if "device" not in known:
            known["device"] = uuid.uuid4().hex
            with self.file.writing() as session:
                session.add(Local(key="device", value=known["device"]))
        return known["device"], known.get("clock", "")


def open_workspace(path: Path, passphrase: str, *, progress: Progress = silent, program: str = "wmpeer") -> Workspace:
    """The workspace at *path*, opened with a person's passphrase.

    Raises:
        WmpeerError: no such file, a wrong passphrase, open elsewhere, damaged, saved by a newer program.
    """
    return Workspace(WorkspaceFile.open(path, passphrase, progress=progress, program=program))


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


def _all_kept(session: Session, written: list[str]) -> bool:
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
