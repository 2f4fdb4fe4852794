"""From revisions to the row that is their fold."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wmpeer.journal.fold import Standing, fold
from wmpeer.journal.revisions import JsonValue, RevisionLine, read_line
from wmpeer.models.journal import Revision
from wmpeer.models.records import Record, field_names, record_kinds


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
    """The revisions of one record, as they arrived."""
    rows = session.scalars(select(Revision).where(Revision.entity == entity, Revision.kind == kind).order_by(Revision.arrived))
    return [line_of(row) for row in rows]


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


def rebuild(session: Session) -> int:
    """Make every row anew from the revisions alone; gives how many there are. A row that no revision tells of is gone.

    Revisions of a kind that this program does not know are kept, and have no row.
    """
    records: dict[tuple[str, str], list[RevisionLine]] = defaultdict(list)
    for row in session.scalars(select(Revision).order_by(Revision.arrived)):
        records[row.kind, row.entity].append(line_of(row))
    kinds = record_kinds()
    session.flush()
    for row_class in kinds.values():
        session.execute(delete(row_class))
    session.expunge_all()
    made = 0
    for (kind, entity), own in records.items():
        standing = fold(own)
        if standing.first is not None and kind in kinds:
            session.add(kinds[kind](entity=entity, **row_values(kinds[kind], standing)))
            made += 1
    session.flush()
    return made


def row_values(row_class: type[Record], standing: Standing) -> dict[str, Any]:
    """The columns of the row that *standing* amounts to, but for its key.

    Raises:
        ValueError: the record has no revision that can stand.
    """
    first, last = standing.first, standing.last
    if first is None or last is None:
        raise ValueError("a record without revisions has no row")
    values: dict[str, Any] = {name: _value(row_class, name, standing.fields) for name in field_names(row_class)}
    values["withdrawn"] = bool(values["withdrawn"])
    return values | {
        "authority": first.authority,
        "author": first.author,
        "recorded_by": first.recorded_by,
        "made_at": first.wall,
        "changed_at": last.wall,
        "head": list(standing.head),
        "differences": {name: [list(pair) for pair in pairs] for name, pairs in standing.differences.items()},
    }


def _value(row_class: type[Record], name: str, fields: Any) -> JsonValue:
    if name not in row_class.maps:
        return fields.get(name)
    entries = {key.partition("/")[2]: value for key, value in fields.items() if key.startswith(f"{name}/")}
    return {key: entries[key] for key in sorted(entries) if entries[key] is not None}
