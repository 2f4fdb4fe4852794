"""The history of a record in words: who, when, on whose behalf, and field by field what was and what is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from wmpeer.journal.revisions import RevisionLine
from wmpeer.judging.differences import Piece, differences
from wmpeer.judging.fieldwords import FieldWords
from wmpeer.judging.queries import history_lines
from wmpeer.models import records as rows
from wmpeer.region.queries import Reader, framework_of, names_of_people

PAUSE = timedelta(seconds=60)
"""Texts are kept whenever typing pauses; what is typed on after less than this reads as one change."""


@dataclass(frozen=True, slots=True)
class HistoryOf:
    """Which record, by its kind: the `entity` of a finding, or of whatever else has an id that is known; else the view or note of `author`
    on an `area`, what was agreed of it, or the letter."""

    sort: str
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
    """One revision, or what one person typed into one text with short pauses: then `parts` has each, the newest first.

    `at` is a UTC moment, of the last of the parts; `on_behalf_of` is whose words they are where another person, `who`, wrote them down;
    `about` is the area where the history is of more than one.
    """

    at: str
    who: str
    on_behalf_of: str
    verb: str
    changes: tuple[FieldChange, ...]
    about: str = ""
    parts: tuple[HistoryStep, ...] = ()


def record_history(session: Session, opened_by: str, reader: Reader, what: HistoryOf) -> tuple[HistoryStep, ...]:
    """The steps of a record that *reader* may see, the newest first.

    Nothing of an authority that the reader stands aside for; a private note's only to its author, who has to be *opened_by*, the person
    whose passphrase opened the file.
    """
    words, names = FieldWords(session, framework_of(session)), names_of_people(session)
    runs: list[_Run] = []
    for entity in _entities(session, what):
        lines = sorted(history_lines(session, opened_by, reader, entity), key=lambda line: (line.at, line.id))
        runs += _runs(lines, _before(lines), words)
    runs.sort(key=lambda run: (run[-1][0].at, run[-1][0].id), reverse=True)
    return tuple(_told(run, words, names, whole=what.sort == "letter") for run in runs)


_Run: TypeAlias = list[tuple[RevisionLine, Mapping[str, Any]]]
"""Revisions of one record that read as one change, oldest first, each with what stood before it."""


def _runs(lines: Sequence[RevisionLine], before: Mapping[str, Mapping[str, Any]], words: FieldWords) -> list[_Run]:
    runs: list[_Run] = []
    texts: frozenset[str] = frozenset()  # what the last run is typed into; none where it is no typing
    for line in lines:
        stood = before[line.id]
        touched = _touched(line, stood, words)
        if texts and touched <= texts and _goes_on(runs[-1][-1][0], line):
            runs[-1].append((line, stood))
        else:
            runs.append([(line, stood)])
            texts = touched if all(words.is_text(line.kind, name) for name in touched) else frozenset()
    return runs


def _touched(line: RevisionLine, before: Mapping[str, Any], words: FieldWords) -> frozenset[str]:
    """The fields that say something else now than *before*, but for the area, which every new record names."""
    at, kind = line.authority or "", line.kind
    other = (
        name for name in line.fields if words.value(kind, name, before.get(name), at) != words.value(kind, name, line.fields[name], at)
    )
    return frozenset(name for name in other if name != "area")


def _goes_on(last: RevisionLine, line: RevisionLine) -> bool:
    """Whether the same person went on, on the same laptop, within a pause of typing."""
    same = all(getattr(line, name) == getattr(last, name) for name in ("author", "recorded_by", "device", "verb"))
    return same and line.parents == (last.id,) and not line.undoes and _moment(line) - _moment(last) < PAUSE


def _moment(line: RevisionLine) -> datetime:
    return datetime.fromisoformat(line.wall)


def _told(run: _Run, words: FieldWords, names: Mapping[str, str], *, whole: bool) -> HistoryStep:
    """The step that *run* reads as; where all that was typed was taken out again, its last one."""
    first, before = run[0]
    after: dict[str, Any] = {}
    for line, _ in run:
        after |= line.fields
    about = words.value("agreed", "area", {**before, **after}.get("area"), "") if whole and first.kind == "agreed" else ""
    steps = [_step(line, tuple(_changes(line, line.fields, stood, words)), about, names) for line, stood in run]
    if len(run) == 1:
        return steps[0]
    changes = tuple(_changes(first, after, before, words)) or steps[-1].changes
    return replace(steps[-1], changes=changes, parts=tuple(reversed(steps)))


def _step(line: RevisionLine, changes: tuple[FieldChange, ...], about: str, names: Mapping[str, str]) -> HistoryStep:
    author, recorder = names.get(line.author, ""), names.get(line.recorded_by, "")
    whose = author if line.author != line.recorded_by else ""
    who = (recorder if whose else author) or "Somebody who is not in this workspace"
    return HistoryStep(line.wall, who, whose, line.verb, changes, about)


def _changes(line: RevisionLine, after: Mapping[str, Any], before: Mapping[str, Any], words: FieldWords) -> Iterator[FieldChange]:
    for name in sorted(after, key=lambda one: words.place(line.kind, one)):
        said = words.name(line.kind, name)
        old, new = (words.value(line.kind, name, fields.get(name), line.authority or "") for fields in (before, after))
        if said and old != new:
            yield FieldChange(said, old, new, differences(old, new) if words.is_text(line.kind, name) and old and new else ())


def _before(lines: Sequence[RevisionLine]) -> dict[str, dict[str, Any]]:
    """What stood when each revision of one record, oldest first, was made, by its id: all that it was built on."""
    before: dict[str, dict[str, Any]] = {}
    after: dict[str, dict[str, Any]] = {}
    for line in lines:
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
