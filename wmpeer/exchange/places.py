"""Which folders the exchange uses on this laptop: where packs were written last, and which folder is watched. No pack carries it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wmpeer.store.plain import Reads, rows

if TYPE_CHECKING:
    from wmpeer.journal.workspace import Workspace

OUT, WATCHED = "out", "watched"


def keep_folder(workspace: Workspace, use: str, folder: Path | None) -> None:
    """Remember *folder* for a *use* (`OUT`, `WATCHED`) by the person at work; None forgets it."""
    key = f"exchange/{workspace.file.slot}/{use}"
    with workspace.file.writing() as session:
        connection = session.connection()
        if folder is None:
            connection.exec_driver_sql("DELETE FROM local WHERE key = ?", (key,))
        else:
            connection.exec_driver_sql("INSERT OR REPLACE INTO local(key, value) VALUES(?, ?)", (key, str(folder)))


def folder_for(reads: Reads, person: str, use: str) -> str:
    """The folder *person* (an id) last chose for that *use* on this laptop, or empty."""
    found = rows(reads, "SELECT value FROM local WHERE key = ?", f"exchange/{person}/{use}")
    return str(found[0][0]) if found else ""
