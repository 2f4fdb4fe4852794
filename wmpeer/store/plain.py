"""Reading in plain SQL, with a mapper or without.

What the first screen of a workspace asks is asked through here: to fetch SQLAlchemy and to map the tables takes longer than everything else
up to that screen, and it can do without. A `Snapshot` needs neither; a session serves as well, so that each question is written once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from wmpeer.store.connect import Connection

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Reads: TypeAlias = "Session | Snapshot"
"""What a question in plain SQL can be put to."""
Values = tuple[Any, ...]


class Snapshot:
    """The workspace as it stands at the first question; it cannot write."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, statement: str, values: Values) -> list[Values]:
        """The rows that *statement* finds; its question marks stand for *values*."""
        found: list[Values] = self._connection.execute(statement, values).fetchall()
        return found


def rows(reads: Reads, statement: str, *values: Any) -> list[Values]:
    """The rows that *statement* finds in *reads*; its question marks stand for *values*. What a session has not sent yet counts.

    Mappings come as their JSON text, truths as 0 and 1.
    """
    if isinstance(reads, Snapshot):
        return reads.rows(statement, values)
    reads.flush()
    return [tuple(row) for row in reads.connection().exec_driver_sql(statement, values)]
