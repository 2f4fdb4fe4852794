"""Undo and redo: each is an action of its own with a name, and a revision like any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.errors import WmpeerError
from wmpeer.journal.fold import fold
from wmpeer.journal.revisions import JsonValue, RevisionLine
from wmpeer.journal.rows import lines_of
from wmpeer.journal.seats import device_of
from wmpeer.journal.steps import steps
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.journal.writing import Journal
from wmpeer.models.records import record_kinds


class NothingToUndoError(WmpeerError):
    """There is nothing to undo.

    Only your own changes of this record can be undone, newest first.
    """


class NothingToRedoError(WmpeerError):
    """There is nothing to do again.

    Something can be done again only right after it was undone.
    """


class ChangedSinceError(WmpeerError):
    """Somebody has changed this since; undoing it would take their change away.

    Open the record's history and change it by hand.
    """


Look: TypeAlias = Callable[[Session, RevisionLine], str]
"""Asked of the step that is to be turned back: it says what a person is told besides, or raises why that cannot be."""


def nothing_said(_session: Session, _line: RevisionLine) -> str:
    return ""


def undo(workspace: Workspace, look: Look = nothing_said) -> Changed:
    """Take back the newest step, where *look* lets it.

    Raises:
        NothingToUndoError: no step of this person is left.
        ChangedSinceError: somebody changed the same fields since.
    """
    with workspace.write("Undo") as journal:
        last = steps(journal.session, workspace.file.slot, workspace.device).undo
        if not last:
            raise NothingToUndoError
        _turn_back(journal, last[-1], "Undo", look)
    return journal.changed


def redo(workspace: Workspace, look: Look = nothing_said) -> Changed:
    """Do again what was undone last, where *look* lets it.

    Raises:
        NothingToRedoError: nothing was undone, or something else was done since.
        ChangedSinceError: somebody changed the same fields since.
    """
    with workspace.write("Redo") as journal:
        last = steps(journal.session, workspace.file.slot, workspace.device).redo
        if not last:
            raise NothingToRedoError
        _turn_back(journal, last[-1], "Redo", look)
    return journal.changed


def _turn_back(journal: Journal, line: RevisionLine, word: str, look: Look) -> None:
    journal.author = line.author  # their words again, whoever was working for them
    journal.changed = replace(journal.changed, verb=f"{word}: {plain(line.verb)}", note=look(journal.session, line))
    lines = lines_of(journal.session, line.kind, line.entity)
    standing = fold(lines)
    if any(standing.fields.get(name) != value for name, value in line.fields.items()):
        raise ChangedSinceError
    before = fold(one for one in lines if one.id in _seen_by(line, lines)).fields
    fields: dict[str, JsonValue] = {name: before.get(name) for name in line.fields}
    if not line.parents and not record_kinds()[line.kind].common:
        if any((one.recorded_by, device_of(one.device)) != (line.recorded_by, device_of(line.device)) for one in lines):
            raise ChangedSinceError  # taking the record away would take away what others added to it
        fields = {"withdrawn": True}
    journal.keep(line.kind, fields, entity=line.entity, authority=line.authority, undoes=line.id)


def _seen_by(line: RevisionLine, lines: Sequence[RevisionLine]) -> set[str]:
    parents = {one.id: one.parents for one in lines}
    seen: set[str] = set()
    waiting = list(line.parents)
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(parents.get(one, ()))
    return seen


def plain(verb: str) -> str:
    """A verb as it stands inside a sentence, whether it is done, undone or done again."""
    name = verb.removeprefix("Undo: ").removeprefix("Redo: ")
    return name[:1].lower() + name[1:]
