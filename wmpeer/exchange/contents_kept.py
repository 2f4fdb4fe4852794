"""Content that came in, into its tables. What is here already stays; only a table that was read anew takes the place of the old."""

from __future__ import annotations

import json

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from wmpeer.exchange.contents_in import Arrived, ClippingIn, DocumentIn, HeldIn, PinnedIn, TableIn, UnknownIn
from wmpeer.exchange.contents_out import PASSAGE, TABLES, columns_sent

_PASSAGES = f"INSERT INTO passage(content, {', '.join(PASSAGE)}) VALUES({', '.join('?' * (len(PASSAGE) + 1))})"
_CLIPPING = "INSERT OR IGNORE INTO clipping(sha256, width, height, png) VALUES(?, ?, ?, ?)"
_HELD = "INSERT INTO sent_content(device, sha256) VALUES(?, ?)"
_HEAD = ("sha256", "sheet", "kind", "source", "name", "areas")


def keep_content(session: Session, one: Arrived, sender: str) -> None:
    """Keep *one*, which the laptop *sender* sent."""
    session.flush()
    driver = session.connection()
    match one:
        case DocumentIn():
            _keep_document(driver, one)
        case TableIn():
            _keep_table(driver, one)
        case ClippingIn():
            driver.exec_driver_sql(_CLIPPING, (one.sha256, one.width, one.height, one.png))
        case PinnedIn():
            driver.exec_driver_sql(
                "INSERT OR IGNORE INTO pinned(sha256, name, text, summary) VALUES(?, ?, ?, ?)",
                (one.sha256, one.name, one.text, json.dumps(dict(one.summary))),
            )
        case HeldIn():
            _keep_held(driver, one, sender)
        case UnknownIn():
            driver.exec_driver_sql(
                "INSERT OR IGNORE INTO kept_part(sha256, kind, data) VALUES(?, ?, ?)", (one.sha256, one.kind, one.data)
            )


def _keep_document(driver: Connection, one: DocumentIn) -> None:
    if driver.exec_driver_sql("SELECT 1 FROM content WHERE sha256 = ?", (one.sha256,)).first():
        return
    inserted = driver.exec_driver_sql(
        "INSERT INTO content(sha256, name, size, bytes) VALUES(?, ?, ?, ?)", (one.sha256, one.name, len(one.bytes), one.bytes)
    )
    if one.passages:
        driver.exec_driver_sql(_PASSAGES, [(inserted.lastrowid, *row) for row in one.passages])


def _keep_table(driver: Connection, one: TableIn) -> None:
    """A table by its file and sheet. One that was read here and never left is this laptop's own reading, and stays."""
    key = one.head["sha256"], one.head["sheet"]
    found = driver.exec_driver_sql("SELECT id, digest FROM indicator_table WHERE sha256 = ? AND sheet = ?", key).first()
    if found is not None:
        if found[1] is None or found[1] == one.digest:
            return
        for _, row_class, _ in TABLES:
            driver.exec_driver_sql(f'DELETE FROM {row_class.__tablename__} WHERE "table" = ?', (found[0],))
        driver.exec_driver_sql("DELETE FROM indicator_table WHERE id = ?", (found[0],))
    values = (*(one.head[name] for name in _HEAD), one.digest, one.length)
    inserted = driver.exec_driver_sql(
        f"INSERT INTO indicator_table({', '.join(_HEAD)}, digest, length) VALUES({', '.join('?' * len(values))})", values
    )
    for _, row_class, _ in TABLES:
        several = one.rows[row_class.__tablename__]
        if several:
            names = ", ".join(f'"{name}"' for name in ("table", *columns_sent(row_class)))
            marks = ", ".join("?" * (len(several[0]) + 1))
            driver.exec_driver_sql(
                f"INSERT INTO {row_class.__tablename__}({names}) VALUES({marks})", [(inserted.lastrowid, *row) for row in several]
            )


def _keep_held(driver: Connection, one: HeldIn, sender: str) -> None:
    """What that laptop holds need not be sent to it; what it lost on the way is sent again."""
    driver.exec_driver_sql("DELETE FROM sent_content WHERE device = ?", (sender,))
    if one.contents:
        driver.exec_driver_sql(_HELD, [(sender, sha256) for sha256 in sorted(one.contents)])
