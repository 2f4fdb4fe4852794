"""Searches kept under a name: a person's own, in the workspace on this laptop. They are words that somebody typed, so they are not in the
preferences, which are not encrypted; and no record, so they are not journalled and travel in no pack."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wmpeer.journal.workspace import Workspace
from wmpeer.models.journal import Local

MOST_NAME = 80


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """What somebody searches for again: a name, and the words as they are typed."""

    name: str
    words: str


def keep_search(workspace: Workspace, name: str, words: str) -> None:
    """Keep *words* under *name*; the same name again means the new words. Blank words or a blank name keep nothing."""
    name, words = " ".join(name.split())[:MOST_NAME], " ".join(words.split())
    if name and words:
        with workspace.file.writing() as session:
            session.merge(Local(key=_key(workspace.author, name), value=words))


def drop_search(workspace: Workspace, name: str) -> None:
    """Keep the search of that name no longer."""
    with workspace.file.writing() as session:
        session.execute(delete(Local).where(Local.key == _key(workspace.author, name)))


def saved_searches(session: Session, person: str) -> tuple[SavedSearch, ...]:
    """The searches of *person* (id), by name."""
    before = _key(person, "")
    found = session.execute(select(Local.key, Local.value).where(Local.key.startswith(before, autoescape=True)).order_by(Local.key))
    return tuple(SavedSearch(key[len(before) :], value) for key, value in found)


def _key(person: str, name: str) -> str:
    return f"search/{person}/{name}"
