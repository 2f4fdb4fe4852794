"""Inspections as several sources tell them: each once, as the source loaded last tells it, with what the others say beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.indicators.records import InspectionLine
from wmpeer.indicators.tables import InspectionRow
from wmpeer.indicators.used import BATCH_OF_TABLE, IN_USE
from wmpeer.models.indicators import IndicatorTable, Inspection
from wmpeer.models.records import Batch


@dataclass(frozen=True, slots=True)
class InspectionTold:
    """An inspection by the source loaded last; `others` are the sources that tell of it too, the newest first."""

    line: InspectionLine
    others: tuple[InspectionLine, ...] = ()


def told_inspections(session: Session, areas: Collection[str] | None = None) -> Mapping[str, tuple[InspectionTold, ...]]:
    """The inspections of *areas* (ONS codes), or of all: by area, the newest first."""
    columns = [getattr(Inspection, field.name) for field in fields(InspectionRow)]
    asked = (
        select(IndicatorTable.source, IndicatorTable.sha256, IndicatorTable.sheet, *columns)
        .join(IndicatorTable, IndicatorTable.id == Inspection.table)
        .join(Batch, BATCH_OF_TABLE)
        .where(IN_USE)
        .order_by(Batch.loaded_at.desc(), IndicatorTable.id.desc(), Inspection.number)
    )
    if areas is not None:
        asked = asked.where(Inspection.area.in_(areas))
    found: dict[str, list[list[InspectionLine]]] = {}
    for row in session.execute(asked):
        line = InspectionLine(InspectionRow(*row[3:]), row[0], row[1], row[2])
        groups = found.setdefault(line.inspection.area, [])
        group = next((each for each in groups if any(is_same(one.inspection, line.inspection) for one in each)), None)
        if group is None:
            groups.append([line])
        else:
            group.append(line)
    return {area: tuple(sorted((InspectionTold(group[0], tuple(group[1:])) for group in groups), key=_when, reverse=True))
            for area, groups in found.items()}  # fmt: skip


def is_same(one: InspectionRow, other: InspectionRow) -> bool:
    """Whether two lines of one authority tell of the same inspection: by its first day; by its publication where one has no first day."""
    if one.framework != other.framework:
        return False
    if one.start and other.start:
        return one.start == other.start
    return bool(one.published) and one.published == other.published


def _when(told: InspectionTold) -> tuple[str, str]:
    lines = (told.line, *told.others)
    starts = (line.inspection.start for line in lines if line.inspection.start)
    published = (line.inspection.published for line in lines if line.inspection.published)
    return next(starts, "") or next(published, ""), told.line.source
