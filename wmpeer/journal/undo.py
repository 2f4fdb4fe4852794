"""Undo and redo: each is an action of its own with a name, and a revision like any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.errors import WmpeerError
from wmpeer.journal.revisions import JsonValue, RevisionLine, fold
from wmpeer.journal.rows import line_of, lines_of
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.models.journal import Revision
from wmpeer.models.records import record_kinds

DEPTH = 500


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


@dataclass(frozen=True, slots=True)
class Steps:
    """What can be undone and done again, newest last."""

    undo: tuple[RevisionLine, ...]
    redo: tuple[RevisionLine, ...]


def steps(session: Session, actor: str, device: str) -> Steps:
    """The steps of *actor* on this device, as their revisions tell them."""
    rows = session.scalars(
        select(Revision).where(Revision.recorded_by == actor, Revision.device == device).order_by(Revision.arrived.desc()).limit(DEPTH)
    )
    return _stacks([line_of(row) for row in rows][::-1])


def _stacks(lines: Sequence[RevisionLine]) -> Steps:
    kinds = record_kinds()
    undo: list[RevisionLine] = []
    redo: list[RevisionLine] = []
    for line in lines:
        if undo and line.undoes == undo[-1].id:
            undo.pop()
            redo.append(line)
        elif redo and line.undoes == redo[-1].id:
            redo.pop()
            undo.append(line)
        elif kinds[line.kind].undoable:
            undo.append(line)
            redo.clear()
    return Steps(tuple(undo), tuple(redo))


def undo(workspace: Workspace) -> Changed:
    """Take back the newest step.

    Raises:
        NothingToUndoError: no step of this person is left.
        ChangedSinceError: somebody changed the same fields since.
    """
    last = workspace.read(steps, workspace.actor.id, workspace.device).undo
    if not last:
        raise NothingToUndoError
    return _turn_back(workspace, last[-1], f"Undo: {_plain(last[-1].verb)}")


def redo(workspace: Workspace) -> Changed:
    """Do again what was undone last.

    Raises:
        NothingToRedoError: nothing was undone, or something else was done since.
        ChangedSinceError: somebody changed the same fields since.
    """
    last = workspace.read(steps, workspace.actor.id, workspace.device).redo
    if not last:
        raise NothingToRedoError
    return _turn_back(workspace, last[-1], f"Redo: {_plain(last[-1].verb)}")


def _turn_back(workspace: Workspace, line: RevisionLine, verb: str) -> Changed:
    with workspace.on_behalf_of(line.author).write(verb) as journal:
        lines = lines_of(journal.session, line.entity)
        standing = fold(lines)
        if any(standing.fields.get(name) != value for name, value in line.fields.items()):
            raise ChangedSinceError
        before = fold(one for one in lines if one.id in _seen_by(line, lines)).fields
        fields: dict[str, JsonValue] = {name: before.get(name) for name in line.fields}
        if not line.parents:
            fields = {"withdrawn": True}
        journal.keep(line.kind, fields, entity=line.entity, authority=line.authority, private=line.private, undoes=line.id)
    return journal.changed


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


def _plain(verb: str) -> str:
    name = verb.removeprefix("Undo: ").removeprefix("Redo: ")
    return name[:1].lower() + name[1:]
