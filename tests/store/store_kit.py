"""What the tests of the store do with a workspace."""

from __future__ import annotations

from sqlalchemy import text

from wmpeer.store.file import WorkspaceFile

PASSPHRASE = "seven quiet herons"


def put(file: WorkspaceFile, key: str, value: str = "") -> None:
    """Keep a row, as an action would."""
    with file.writing() as session:
        session.execute(text("INSERT INTO local(key, value) VALUES(:key, :value)"), {"key": key, "value": value})


def keys_of(file: WorkspaceFile) -> list[str]:
    with file.reading() as session:
        return list(session.scalars(text("SELECT key FROM local ORDER BY key")))
