"""The tables of a workspace: made for a new one, written down as SQL for the first migration."""

from __future__ import annotations

import re
from itertools import groupby

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.models import every_table
from wmpeer.models.base import Base
from wmpeer.models.fulltext import secure_delete
from wmpeer.models.migrations import REVISIONS
from wmpeer.store.connect import Connection

VERSION_TABLE = (
    "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n\tCONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
)


def make_tables(session: Session) -> None:
    """All tables, indexes, triggers and full-text tables of this version, and a note of which version that is."""
    every_table()
    link = session.connection()
    Base.metadata.create_all(link, tables=Base.metadata.sorted_tables)  # in one order, whatever was imported first
    link.exec_driver_sql(VERSION_TABLE)
    link.exec_driver_sql("INSERT INTO alembic_version(version_num) VALUES(?)", (REVISIONS[-1],))


def schema_of(connection: Connection) -> tuple[str, ...]:
    """The statements that make what is in the file, in the order in which it was made; without Alembic's own table."""
    made = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    runs = [list(run) for _, run in groupby(made, key=lambda row: row[0])]
    rows = [row for run in runs for row in (sorted(run) if run[0][0] == "index" else run)]  # a table's indexes come in any order
    full_text = [str(name) for _, name, sql in rows if _is_full_text(sql)]
    shadows = {f"{name}_{part}" for name in full_text for part in ("data", "idx", "content", "docsize", "config")}
    statements = []
    for _, name, sql in rows:
        if name in shadows or name == "alembic_version" or str(name).startswith("sqlite_"):
            continue
        statements.append(str(sql))
        if name in full_text and _wipes(connection, name):
            statements.append(secure_delete(name))
    return tuple(statements)


def plain(statement: str) -> str:
    """*statement* with every run of white space as one space: two that mean the same compare equal."""
    return re.sub(r"\s+", " ", statement).strip()


def _is_full_text(sql: str) -> bool:
    return re.match(r"\s*CREATE\s+VIRTUAL\s+TABLE\b.*\bUSING\s+fts5\b", sql, re.IGNORECASE | re.DOTALL) is not None


def _wipes(connection: Connection, name: str) -> bool:
    row = connection.execute(f"SELECT v FROM {name}_config WHERE k = 'secure-delete'").fetchone()
    return row is not None and row[0] == 1
