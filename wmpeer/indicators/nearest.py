"""Statistical neighbours as they are kept: of which model, in which order."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.indicators.periods import read_period
from wmpeer.indicators.records import NeighbourLine
from wmpeer.indicators.used import BATCH_OF_TABLE, IN_USE
from wmpeer.models.indicators import IndicatorTable, Neighbour
from wmpeer.models.records import Batch
from wmpeer.region.areas import england


def neighbours(session: Session, authority: str, model: str | None = None) -> tuple[NeighbourLine, ...]:
    """An authority's statistical neighbours in rank order, of *model*, or of the newest model that was loaded."""
    found = session.execute(
        select(Neighbour.model, Neighbour.rank, Neighbour.neighbour, Neighbour.closeness)
        .join(IndicatorTable, IndicatorTable.id == Neighbour.table)
        .join(Batch, BATCH_OF_TABLE)
        .where(Neighbour.area == authority, IN_USE)
        .order_by(Batch.loaded_at, IndicatorTable.id, Neighbour.rank)
    ).all()
    wanted = model if model is not None else newest_model(row.model for row in found)
    book, told = england(), {}
    for row in found:
        if row.model == wanted:
            area = book.find(ons=row.neighbour)
            told[row.rank] = NeighbourLine(row.model, row.rank, row.neighbour, area.name if area else row.neighbour, row.closeness)
    return tuple(told[rank] for rank in sorted(told))


def newest_model(models: Iterable[str]) -> str | None:
    """The model of the latest year; one without a year comes before all that have one, and "previous" last."""
    return max(set(models), key=lambda model: (read_period(model).year, model != "previous", model), default=None)
