"""All authorities of the tables that tell a measure: for pictures in which nobody but one's own region is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.indicators.compare import Choice, Desk, number
from wmpeer.indicators.records import SeriesLine
from wmpeer.indicators.shape import ABSENT, UNIT
from wmpeer.models.indicators import IndicatorArea


def everyone_of(session: Session, desk: Desk, choice: Choice) -> tuple[SeriesLine, ...]:
    """The figures of every authority, by name, in the periods of the measure; an area that has no cell in any of them is left out."""
    known = choice.heading.table
    if known >= 0:
        first = choice.measure.first
        wanted = {known: tuple(range(first, first + len(choice.measure.periods)))}
    else:
        join = desk.joins[-known - 1]
        wanted = {table: tuple(column for part in join.columns for told, column in part if told == table) for table in join.tables}
    names: dict[str, str] = {}
    rows: dict[str, dict[int, Sequence[str]]] = {}
    asked = select(IndicatorArea.table, IndicatorArea.area, IndicatorArea.name, IndicatorArea.cells)
    for table, area, name, cells in session.execute(
        asked.where(IndicatorArea.table.in_(wanted), IndicatorArea.level == "authority").order_by(IndicatorArea.table)
    ):
        names[area] = name
        rows.setdefault(area, {})[table] = cells.split(UNIT, max(wanted[table], default=0) + 1)
    lines = (_line(area, names[area], _cells(desk, choice, wanted, told)) for area, told in rows.items())
    return tuple(sorted((line for line in lines if any(line.raws)), key=lambda line: (line.name, line.key)))


def _cells(desk: Desk, choice: Choice, wanted: Mapping[int, tuple[int, ...]], told: Mapping[int, Sequence[str]]) -> Sequence[str]:
    known = choice.heading.table
    if known < 0:
        return desk.joins[-known - 1].cells(told.get)
    columns = wanted[known]
    return told[known][columns[0] : columns[-1] + 1]


def _line(area: str, name: str, cells: Sequence[str]) -> SeriesLine:
    raws = tuple("" if cell == ABSENT else cell for cell in cells)
    return SeriesLine(area, name, tuple(number(cell) for cell in cells), raws)
