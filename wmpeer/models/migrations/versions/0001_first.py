"""The first tables, word for word as they stood (`0001_first.sql`)."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BETWEEN = "\n\n-- next --\n\n"


def upgrade() -> None:
    """Make the tables, indexes, triggers and full-text tables."""
    link = op.get_bind()
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").strip().split(BETWEEN):
        link.exec_driver_sql(statement)
