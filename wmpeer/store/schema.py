"""Writes the tables of the models as the SQL of the first migration: ``python -m wmpeer.store.schema``.

Only until the first release: after that a change of the tables is a new step in ``wmpeer/models/migrations/versions``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

import wmpeer.models.migrations
from wmpeer.files import save_whole
from wmpeer.store.connect import dbapi
from wmpeer.store.tables import make_tables, schema_of

FIRST = Path(wmpeer.models.migrations.__file__).parent / "versions" / "0001_first.sql"
BETWEEN = "\n\n-- next --\n\n"


def dump_schema() -> str:
    """The statements that make the tables of the models, as the first migration reads them."""
    connection = dbapi.connect(":memory:", isolation_level=None)
    engine = create_engine("sqlite://", creator=lambda: connection, module=dbapi, poolclass=StaticPool)
    with Session(engine) as session:
        make_tables(session)
        session.commit()
    statements = schema_of(connection)
    connection.close()
    return BETWEEN.join(statement.strip() for statement in statements) + "\n"


def main() -> int:
    save_whole(FIRST, dump_schema().encode())
    sys.stdout.write(f"{FIRST.name} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
