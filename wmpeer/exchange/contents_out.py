"""Content as it travels: a document's bytes as they are, its passages and a table as lines of canonical JSON, a picture, a pinned text.

A passages part is a head line ``{"name", "passages", "sha256", "size"}`` and a list for each passage, in the order of `PASSAGE`. A table
part is a head line ``{"areas", "inspections", "kind", "measures", "name", "neighbours", "rows", "sha256", "sheet", "source"}`` and a list
for each measure, then each area, inspection and neighbour, all columns but the table's own number, in the order of their keys.
Bytes are hex. Every line ends with a line feed. So what a part holds can be told by its hash, whichever laptop wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.journal.revisions import canonical
from wmpeer.models.base import Base
from wmpeer.models.indicators import IndicatorArea, IndicatorMeasure, Inspection, Neighbour
from wmpeer.store.connect import Connection

STEP = 1 << 20
"""How many bytes of a document are in memory at a time."""
PASSAGE = ("number", "page", "kind", "level", "start", "heading", "text", "turns")
TABLES: tuple[tuple[str, type[Base], str], ...] = (
    ("measures", IndicatorMeasure, "number"),
    ("rows", IndicatorArea, "area"),
    ("inspections", Inspection, "number"),
    ("neighbours", Neighbour, "model, area, rank"),
)
"""What a table part counts in its head, where each kind of line is kept, and what orders it."""


def columns_sent(row_class: type[Base]) -> tuple[str, ...]:
    """The columns that a line of a table part has, in their order."""
    return tuple(column.name for column in row_class.__table__.columns if column.name != "table")


def document_bytes(session: Session, sha256: str) -> Iterator[bytes]:
    """A document byte for byte, a `STEP` at a time."""
    driver = driver_of(session)
    ((number, size),) = driver.execute("SELECT id, length(bytes) FROM content WHERE sha256 = ?", (sha256,)).fetchall()
    if not size:
        return
    blob = driver.open_blob("content", "bytes", number, readonly=True)
    try:
        while some := blob.read(STEP):
            yield some
    finally:
        blob.close()


def passage_lines(session: Session, sha256: str) -> Iterator[bytes]:
    """The passages of a document, as its part holds them."""
    driver = driver_of(session)
    ((number, name, size, passages),) = driver.execute(
        "SELECT id, name, size, (SELECT count(*) FROM passage WHERE content = content.id) FROM content WHERE sha256 = ?", (sha256,)
    ).fetchall()
    yield _line({"name": name, "passages": passages, "sha256": sha256, "size": size})
    for row in driver.execute(f"SELECT {', '.join(PASSAGE)} FROM passage WHERE content = ? ORDER BY number", (number,)):
        yield _line([*row[:-1], json.loads(row[-1]) if row[-1] else None])


def table_lines(session: Session, table: int) -> Iterator[bytes]:
    """The table of that number, as its part holds it."""
    driver = driver_of(session)
    columns = ("sha256", "sheet", "kind", "source", "name", "areas")
    (said,) = driver.execute(f"SELECT {', '.join(columns)} FROM indicator_table WHERE id = ?", (table,)).fetchall()
    head: dict[str, Any] = dict(zip(columns, said, strict=True))
    for counted, row_class, _ in TABLES:
        ((head[counted],),) = driver.execute(f'SELECT count(*) FROM {row_class.__tablename__} WHERE "table" = ?', (table,)).fetchall()
    yield _line(head)
    for _, row_class, order in TABLES:
        names = ", ".join(f'"{name}"' for name in columns_sent(row_class))
        for row in driver.execute(f'SELECT {names} FROM {row_class.__tablename__} WHERE "table" = ? ORDER BY {order}', (table,)):
            yield _line([one.hex() if isinstance(one, bytes) else one for one in row])


def picture(session: Session, sha256: str) -> bytes:
    """A clipping, as PNG."""
    ((png,),) = driver_of(session).execute("SELECT png FROM clipping WHERE sha256 = ?", (sha256,)).fetchall()
    return bytes(png)


def pinned_text(session: Session, sha256: str) -> tuple[str, bytes]:
    """What a pinned definition is (region or framework), and its words."""
    ((name, text),) = driver_of(session).execute("SELECT name, text FROM pinned WHERE sha256 = ?", (sha256,)).fetchall()
    return str(name), str(text).encode()


def kept_part(session: Session, sha256: str) -> tuple[int, bytes]:
    """The kind and the bytes of a part that a newer program sent."""
    ((kind, data),) = driver_of(session).execute("SELECT kind, data FROM kept_part WHERE sha256 = ?", (sha256,)).fetchall()
    return int(kind), bytes(data)


def driver_of(session: Session) -> Connection:
    """The bare connection below *session*, in its transaction: rows come one by one, and what is large is not read at once."""
    return session.connection().connection.driver_connection


def by_the_piece(lines: Iterable[bytes], size: int = STEP // 4) -> Iterator[bytes]:
    """*lines* joined into pieces of about *size* bytes."""
    waiting = bytearray()
    for line in lines:
        waiting += line
        if len(waiting) >= size:
            yield bytes(waiting)
            waiting.clear()
    if waiting:
        yield bytes(waiting)


def _line(said: Any) -> bytes:
    return canonical(said) + b"\n"
