"""From revisions to the row that is their fold."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from wmpeer.journal.arriving import rebuilt
from wmpeer.journal.fold import Standing, fold
from wmpeer.journal.held import standing_lines
from wmpeer.journal.inserting import write_rows
from wmpeer.journal.revisions import RevisionLine, read_line
from wmpeer.journal.shapes import shape_of
from wmpeer.models.exchange import Hidden, Waiting
from wmpeer.models.journal import Revision
from wmpeer.models.records import Record, record_kinds


def line_of(row: Revision) -> RevisionLine:
    """The frozen record of a stored revision, as its body says it."""
    return read_line(row.body, row.id)


def row_of(line: RevisionLine, arrived_at: str) -> Revision:
    """The row that stores *line*, which came to this laptop at *arrived_at* (a UTC moment)."""
    return Revision(**columns_of(line), arrived_at=arrived_at)


def columns_of(line: RevisionLine) -> dict[str, str | int | None]:
    """What a stored revision has in columns of their own, beside when it came: all of it is in its body too."""
    return {
        "id": line.id, "entity": line.entity, "kind": line.kind, "shelf": line.shelf, "stream": line.stream, "sequence": line.sequence,
        "author": line.author, "recorded_by": line.recorded_by, "device": line.device, "authority": line.authority, "at": line.at,
        "verb": line.verb, "undoes": line.undoes, "body": line.body,
    }  # fmt: skip


def lines_of(session: Session, kind: str, entity: str) -> list[RevisionLine]:
    """The revisions of one record that count, as they arrived."""
    return standing_lines(session, kind, entity)


def refold(session: Session, kind: str, entity: str) -> Standing:
    """Make the row of *entity* say what its revisions amount to; while all of them wait for others there is none."""
    standing = fold(lines_of(session, kind, entity))
    row_class = record_kinds()[kind]
    row = session.get(row_class, entity)
    if standing.first is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(row_class(entity=entity, **row_values(row_class, standing)))
    else:
        for name, value in row_values(row_class, standing).items():
            setattr(row, name, value)
    session.flush()
    return standing


def row_values(row_class: type[Record], standing: Standing) -> dict[str, Any]:
    """The columns of the row that *standing* amounts to, but for its key.

    Raises:
        ValueError: the record has no revision that can stand.
    """
    return shape_of(row_class).values(standing)


def rebuild(session: Session) -> int:
    """Make every row anew from the revisions alone, and say anew which wait; gives how many rows there are. A row that no revision tells of
    is gone. What was taken back stays so.

    Revisions of a kind that this program does not know are kept, and have no row.
    """
    session.flush()
    session.expunge_all()
    made = rebuilt(session)
    for kind in record_kinds():
        session.execute(delete(record_kinds()[kind]))
    session.execute(delete(Waiting))
    session.execute(delete(Hidden).where(Hidden.receipt == ""))
    write_rows(session, made, {})
    return sum(len(rows) for table, rows in made.items() if table in record_kinds())
