"""Undo and redo where a letter has left: what it says stays, and whoever changes what it stands on is told so."""

from __future__ import annotations

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.clock import day_in_words
from wmpeer.errors import WmpeerError
from wmpeer.journal import undo as journal
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.shelves import OWN, PANEL
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.region.lettered import TOLD, is_held, letter_out
from wmpeer.region.queries import find_authority, refuse_own_authority


class StandsInLetterError(WmpeerError):
    """“{what}” stands in the letter to {authority} that was issued on {on} (version {version}), so it was not undone.

    Begin a new version of that letter, and change it there.
    """


def undo(workspace: Workspace) -> Changed:
    """Take back the newest step; the answer's `note` says where a letter stands as it was sent.

    Raises:
        NothingToUndoError, ChangedSinceError.
        StandsInLetterError: it is part of a letter that has left.
        OwnAuthorityError: they have come to stand aside for its authority since.
    """
    return journal.undo(workspace, look)


def redo(workspace: Workspace) -> Changed:
    """Do again what was undone last; raises what `undo` raises, and NothingToRedoError."""
    return journal.redo(workspace, look)


def look(session: Session, line: RevisionLine) -> str:
    """What is to be said when *line* is undone or done again; "" where nothing is.

    Raises:
        StandsInLetterError
        OwnAuthorityError: somebody has come to stand aside for the authority since.
    """
    if line.authority and line.shelf in (OWN, PANEL):
        for person in (line.author,) if line.kind == "letter" else dict.fromkeys((line.author, line.recorded_by)):
            refuse_own_authority(session, person, line.authority)
    out = letter_out(session, line.authority) if line.authority else None
    if out is None or line.authority is None:
        return ""
    name, on = find_authority(session, line.authority).name, day_in_words(out.on)
    if is_held(session, line.kind, line.fields, line.authority):
        raise StandsInLetterError(what=journal.plain(line.verb), authority=name, on=on, version=out.version)
    return f"The letter to {name} stands as it was sent on {on} (version {out.version})." if line.kind in TOLD else ""
