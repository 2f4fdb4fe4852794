"""Rows into their tables by the thousand, past the mapper."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import TypeAlias

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.journal.held import in_runs
from wmpeer.journal.revisions import RevisionLine, stream_of
from wmpeer.journal.shapes import Tuple
from wmpeer.models.base import Base

Columns: TypeAlias = Mapping[str, tuple[Tuple, ...]]
"""For each table the rows to be written, in the order of its columns; of revisions without the number of their arrival."""
_FIRST = "revision"


def revision_rows(lines: Iterable[RevisionLine], at: str) -> tuple[Tuple, ...]:
    """The rows that store *lines*, which arrive at the moment *at*."""
    return tuple([
        (
            at, one.id, one.entity, one.kind, one.shelf, stream_of(one.device, one.author, one.authority, one.shelf), one.sequence,
            one.author, one.recorded_by, one.device, one.authority, one.at, one.verb, one.undoes, one.body,
        )
        for one in lines
    ])  # fmt: skip


def ends(table: str, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The *keys* of rows to be removed from that table, where there are any."""
    named = tuple(keys)
    return {table: named} if named else {}


def write_rows(session: Session, columns: Columns, goes: Mapping[str, Sequence[str]]) -> None:
    """Remove the rows of *goes*, and write those of *columns*: a row whose key is there already is replaced, but no revision is."""
    session.flush()
    connection = session.connection()
    for table, keys in goes.items():
        key = next(iter(Base.metadata.tables[table].primary_key.columns)).name
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {key} = ?", [(one,) for one in keys])
    for table in sorted(columns, key=lambda name: name != _FIRST):
        names = [column.name for column in Base.metadata.tables[table].columns if (table, column.name) != (_FIRST, "arrived")]
        for part in in_runs(columns[table]):
            said, values = _said(part)
            connection.exec_driver_sql(insertion(table, [names[at] for at in said]), values)


def _said(part: Sequence[Tuple]) -> tuple[Sequence[int], list[Tuple]]:
    """Which places of some rows are not empty in all of them, and what stands there. What is not written is NULL too, and what is given as
    nothing takes the driver as long as three texts."""
    empty = {at for at, value in enumerate(part[0]) if value is None and all(row[at] is None for row in part)}
    said = [at for at in range(len(part[0])) if at not in empty]
    return said, list(map(itemgetter(*said), part) if empty and len(said) > 1 else part)


def insertion(table: str, names: Sequence[str]) -> str:
    """The statement that writes a row of that table: the columns of these *names*, the others are NULL."""
    verb = "INSERT" if table == _FIRST else "INSERT OR REPLACE"
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"{verb} INTO {table}({quoted}) VALUES({', '.join('?' * len(names))})"


@contextmanager
def undisturbed() -> Iterator[None]:
    """Many small things are made and kept; to look for rubbish among them meanwhile takes as long as making them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()  # all of it counts as old now: no search among the young finds it as one heap
            gc.enable()
