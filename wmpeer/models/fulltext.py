"""Full-text tables: FTS5 with its own `secure-delete`, for without it deleted words stay in the file even after VACUUM."""

from __future__ import annotations

from sqlalchemy import DDL

TOKENS = "unicode61 remove_diacritics 2"


def fts_table_ddl(
    name: str, *columns: str, content: str | None = None, rowid: str = "rowid", tokens: str = TOKENS, prefix: str = ""
) -> tuple[DDL, ...]:
    """The statements that make the full-text table *name*; attach each to a table's (or the metadata's) ``after_create``.

    A column may end in ``UNINDEXED``. With *content* the words are indexed and the text stays in that table (external content, found
    there by its column *rowid*); triggers that keep both together are the caller's. *prefix* lists prefix lengths, as in ``"2 3"``.
    """
    parts = [*columns, f"tokenize='{tokens}'"]
    if content is not None:
        parts += [f"content='{content}'", f"content_rowid='{rowid}'"]
    if prefix:
        parts.append(f"prefix='{prefix}'")
    return (
        _ddl(f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(parts)})"),
        _ddl(secure_delete(name)),
    )


def secure_delete(name: str) -> str:
    """The statement that makes the full-text table *name* wipe what is deleted from it."""
    return f"INSERT INTO {name}({name}, rank) VALUES('secure-delete', 1)"


def _ddl(statement: str) -> DDL:
    filled = statement.replace("%", "%%")  # DDL fills in %(table)s and the like
    return DDL(filled)  # type: ignore[no-untyped-call]
