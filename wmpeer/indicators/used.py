"""Which tables are in use, as every question about figures asks it: the batch of a table is that of its file and its sheet."""

from __future__ import annotations

from sqlalchemy import and_

from wmpeer.models.indicators import IndicatorTable
from wmpeer.models.records import Batch

BATCH_OF_TABLE = and_(Batch.sha256 == IndicatorTable.sha256, Batch.sheet == IndicatorTable.sheet)
IN_USE = and_(Batch.retired.is_not(True), Batch.withdrawn.is_(False))
"""A batch that was neither taken out nor withdrawn."""
