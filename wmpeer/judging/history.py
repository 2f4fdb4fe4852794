"""The history of a record in words: who, when, on whose behalf, and field by field what was and what is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from wmpeer.clock import iso, moment_of
from wmpeer.journal.revisions import RevisionLine
from wmpeer.judging.differences import Piece, differences
from wmpeer.judging.fieldwords import FieldWords
from wmpeer.judging.queries import history_lines
from wmpeer.models import records as rows
from wmpeer.region.queries import Reader, framework_of, names_of_people

Sort = Literal["finding", "view", "note", "agreed", "letter"]


@dataclass(frozen=True, slots=True)
class HistoryOf:
    """Which record: the `entity` of a finding; else the view or note of `author` on an `area`, what was agreed of it, or the letter."""

    sort: Sort
    authority: str = ""
    area: str = ""
    author: str = ""
    entity: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, in words. `pieces` say what changed within a longer text and are empty for everything else."""

    field: str
    old: str
    new: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One revision. `at` is a UTC moment; `on_behalf_of` is whose words they are where another person, `who`, wrote them down."""

    at: str
    who: str
    on_behalf_of: str
    verb: str
    changes: tuple[FieldChange, ...]


def record_history(session: Session, opened_by: str, reader: Reader, what: HistoryOf) -> tuple[HistoryStep, ...]:
    """The steps of a record that *reader* may see, the newest first.

    Nothing of an authority that the reader stands aside for; a private note's only to its author, who has to be *opened_by*, the person
    whose passphrase opened the file.
    """
    words, names = FieldWords(session, framework_of(session)), names_of_people(session)
    lines = [line for entity in _entities(session, what) for line in history_lines(session, opened_by, reader, entity)]
    before = _before(lines)
    newest_first = sorted(lines, key=lambda line: (line.at, line.id), reverse=True)
    return tuple(_step(line, before[line.id], words, names) for line in newest_first)


def _step(line: RevisionLine, before: Mapping[str, Any], words: FieldWords, names: Mapping[str, str]) -> HistoryStep:
    author, recorder = names.get(line.author, ""), names.get(line.recorded_by, "")
    whose = author if line.author != line.recorded_by else ""
    who = (recorder if whose else author) or "Somebody who is not in this workspace"
    return HistoryStep(iso(moment_of(line.at)), who, whose, line.verb, tuple(_changes(line, before, words)))


def _changes(line: RevisionLine, before: Mapping[str, Any], words: FieldWords) -> Iterator[FieldChange]:
    for name in sorted(line.fields, key=lambda one: words.place(line.kind, one)):
        said = words.name(line.kind, name)
        old, new = (words.value(line.kind, name, fields.get(name), line.authority or "") for fields in (before, line.fields))
        if said and old != new:
            yield FieldChange(said, old, new, differences(old, new) if words.is_text(line.kind, name) and old and new else ())


def _before(lines: list[RevisionLine]) -> dict[str, dict[str, Any]]:
    """What stood when each revision was made, by its id: all that it was built on."""
    before: dict[str, dict[str, Any]] = {}
    after: dict[str, dict[str, Any]] = {}
    for line in sorted(lines, key=lambda one: (one.at, one.id)):
        stood: dict[str, Any] = {}
        for parent in line.parents:
            stood |= after.get(parent, {})
        before[line.id], after[line.id] = stood, stood | dict(line.fields)
    return before


def _entities(session: Session, what: HistoryOf) -> tuple[str, ...]:
    if what.entity:
        raised = select(rows.Raised.entity).where(rows.Raised.finding == what.entity) if what.sort == "finding" else None
        return (what.entity, *(session.scalars(raised) if raised is not None else ()))
    return tuple(entity for asked in _asked(what) for entity in session.scalars(asked))


def _asked(what: HistoryOf) -> tuple[Select[str], ...]:
    at = what.authority
    if what.sort == "view":
        return (select(rows.View.entity).where(rows.View.authority == at, rows.View.area == what.area, rows.View.author == what.author),)
    if what.sort == "note":
        return (select(rows.Note.entity).where(rows.Note.authority == at, rows.Note.area == what.area, rows.Note.author == what.author),)
    if what.sort == "agreed":
        return (select(rows.Agreed.entity).where(rows.Agreed.authority == at, rows.Agreed.area == what.area),)
    return tuple(select(row.entity).where(row.authority == at) for row in (rows.Letter, rows.Agreed, rows.Choice, rows.Issue))
