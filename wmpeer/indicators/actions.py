"""Taking tables in and out again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from wmpeer.clock import iso, now
from wmpeer.indicators.errors import NotABatchError
from wmpeer.indicators.plan import LoadPlan, authorities_in
from wmpeer.indicators.shape import UNIT, joined, spreads
from wmpeer.indicators.tables import AnyTable, DictionaryTable, InspectionTable, Measure, NeighbourTable, ValueTable
from wmpeer.indicators.values import number_in
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.models.indicators import IndicatorArea, IndicatorMeasure, IndicatorTable, Inspection, Neighbour
from wmpeer.models.records import Batch
from wmpeer.progress import Progress, silent

CONTENT = (IndicatorMeasure, IndicatorArea, Inspection, Neighbour)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a file."""

    changed: Changed
    status: str
    sha256: str
    entity: str


def load_table(workspace: Workspace, plan: LoadPlan, progress: Progress = silent) -> Loaded:
    """Keep a table: its content, and one revision of its batch, in one transaction. A plan that changes nothing writes nothing.

    Raises:
        StoppedError: *progress* was told to stop; nothing was kept.
    """
    table = plan.table
    if plan.status == "unchanged":
        return Loaded(Changed("Load data"), "unchanged", table.sha256, plan.entity)
    with workspace.write("Load data") as journal:
        keep_content(journal.session, table, progress)
        entity = journal.keep(
            "batch",
            {
                "sha256": table.sha256, "name": table.name, "kind": table.kind, "source": table.source, "release": table.release,
                "rows": table.rows, "values": table.values, "markers": dict(table.markers), "choices": dict(table.choices),
                "loaded_at": iso(now()), "retired": False,
            },
            entity=plan.entity or None,
        )  # fmt: skip
    return Loaded(journal.changed, plan.status, table.sha256, entity)


def retire_batch(workspace: Workspace, sha256: str) -> Changed:
    """Take a batch out of use. Its content stays, so that evidence drawn from it can still be shown.

    Raises:
        NotABatchError: there is no such batch in use.
    """
    with workspace.write("Take data out") as journal:
        entity = journal.session.scalar(
            select(Batch.entity).where(Batch.sha256 == sha256, Batch.withdrawn.is_(False), Batch.retired.is_not(True))
        )
        if entity is None:
            raise NotABatchError
        journal.keep("batch", {"retired": True}, entity=entity)
    return journal.changed


def keep_content(session: Session, table: AnyTable, progress: Progress = silent) -> int:
    """Write a table's content, in the place of an earlier reading of the same file; gives its row's id."""
    standing = session.scalar(select(IndicatorTable.id).where(IndicatorTable.sha256 == table.sha256))
    if standing is not None:
        for rows in CONTENT:
            session.execute(delete(rows).where(rows.table == standing))
        session.execute(delete(IndicatorTable).where(IndicatorTable.id == standing))
    kept = IndicatorTable(sha256=table.sha256, kind=table.kind, source=table.source, name=table.name, areas=authorities_in(table))
    session.add(kept)
    session.flush()
    match table:
        case ValueTable():
            _keep_values(session, kept.id, table, progress)
        case DictionaryTable():
            _keep_measures(session, kept.id, [(measure, b"") for measure in table.measures])
        case InspectionTable():
            lines = [{"table": kept.id, "number": number, **asdict(line)} for number, line in enumerate(table.inspections)]
            session.execute(insert(Inspection), lines)
        case NeighbourTable():
            session.execute(insert(Neighbour), [{"table": kept.id, **asdict(line)} for line in table.neighbours])
    progress(1, 1, table.name)
    return kept.id


def _keep_values(session: Session, table_id: int, table: ValueTable, progress: Progress) -> None:
    steps = len(table.measures) + len(table.areas)
    number = lru_cache(maxsize=1 << 17)(number_in)
    measures = []
    for done, measure in enumerate(table.measures):
        measures.append((measure, spreads(measure, table.areas, number)))
        if done % 50 == 0:
            progress(done, steps, table.name)
    _keep_measures(session, table_id, measures)
    rows = []
    for done, area in enumerate(table.areas, start=len(table.measures)):
        rows.append({
            "table": table_id, "area": area.key, "level": area.level, "region": area.region, "name": area.name, "cells": joined(area.cells),
        })  # fmt: skip
        if len(rows) == 50:
            session.execute(insert(IndicatorArea), rows)
            rows = []
            progress(done, steps, table.name)
    if rows:
        session.execute(insert(IndicatorArea), rows)


def _keep_measures(session: Session, table_id: int, measures: list[tuple[Measure, bytes]]) -> None:
    rows = [
        {
            "table": table_id, "number": number, "code": measure.code, "title": measure.title, "unit": measure.unit,
            "polarity": measure.polarity, "decimals": measure.decimals, "year_type": measure.year_type, "topic": measure.topic,
            "first": measure.first, "periods": UNIT.join(measure.periods), "spread": spread,
        }
        for number, (measure, spread) in enumerate(measures)
    ]  # fmt: skip
    if rows:
        session.execute(insert(IndicatorMeasure), rows)
