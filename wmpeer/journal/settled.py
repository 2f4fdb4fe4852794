"""Whether what a record says was said by everybody, or apart: nothing that leaves prints a judgement that nobody settled."""

from __future__ import annotations

from typing import Any

from wmpeer.models.kinds import JUDGEMENTS
from wmpeer.models.record import Record


def is_settled(record: Record, field: str) -> bool:
    """Whether nobody says otherwise of a field. One that is not settled holds the newest word, a judgement what all began with."""
    return field not in record.differences


def settled(record: Record, field: str) -> Any:
    """What *record* says of a field; None while it was said apart."""
    return getattr(record, field) if is_settled(record, field) else None


def unsettled_judgements(record: Record) -> tuple[str, ...]:
    """The fields of *record* that are a judgement and were said differently on another laptop."""
    judged = JUDGEMENTS.get(record.__tablename__, frozenset())
    return tuple(sorted(judged & record.differences.keys()))
