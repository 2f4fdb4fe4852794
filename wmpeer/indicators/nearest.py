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
    years = _years_of(session, {row.model for row in found} & set(_NOT_NAMED))
    named = [(years.get(row.model, row.model), row) for row in found]
    wanted = newest_model(name for name, _ in named) if model is None else years.get(model, model)
    book, told = england(), {}
    # a file that says the year itself goes before one that only says which is the present model
    for name, row in sorted(named, key=lambda pair: pair[0] == pair[1].model):
        if name == wanted:
            area = book.find(ons=row.neighbour)
            told[row.rank] = NeighbourLine(name, row.rank, row.neighbour, area.name if area else row.neighbour, row.closeness)
    return tuple(told[rank] for rank in sorted(told))


_NOT_NAMED = ("current", "previous")
_SPECIMEN = "E08000025"
_PUBLISHED = {
    frozenset({
        "E08000032", "E06000015", "E09000010", "E06000032", "E08000003", "E06000018", "E08000028", "E08000030", "E09000031", "E08000031",
    }): "2021",
    frozenset({
        "E06000018", "E08000003", "E08000032", "E08000021", "E08000004", "E06000008", "E08000019", "E06000002", "E06000045", "E08000006",
    }): "2025",
}  # fmt: skip
"""Birmingham's neighbours in the Department's models: by them a file that says only "current" and "previous" is known again.

Source: Department for Education, statistical neighbours of April 2021 and of 2025.
"""


def _years_of(session: Session, models: set[str]) -> dict[str, str]:
    """The year of each of *models* that names none, as far as it is one of those published."""
    if not models:
        return {}
    found = session.execute(
        select(Neighbour.table, Neighbour.model, Neighbour.neighbour)
        .join(IndicatorTable, IndicatorTable.id == Neighbour.table)
        .join(Batch, BATCH_OF_TABLE)
        .where(Neighbour.area == _SPECIMEN, Neighbour.model.in_(models), IN_USE)
    )
    told: dict[tuple[int, str], set[str]] = {}
    for table, model, neighbour in found:
        told.setdefault((table, model), set()).add(neighbour)
    return {model: year for (_, model), keys in sorted(told.items()) if (year := _PUBLISHED.get(frozenset(keys)))}


def newest_model(models: Iterable[str]) -> str | None:
    """The model of the latest year; one without a year comes before all that have one, and "previous" last."""
    return max(set(models), key=lambda model: (read_period(model).year, model != "previous", model), default=None)
