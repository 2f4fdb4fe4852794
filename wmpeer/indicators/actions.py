"""Taking tables in and out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from wmpeer.clock import iso, now
from wmpeer.indicators.ending import RELEASED
from wmpeer.indicators.errors import NotABatchError
from wmpeer.indicators.plan import LoadPlan, authorities_in
from wmpeer.indicators.restated import in_the_batch, restated_by
from wmpeer.indicators.shape import UNIT, joined, spreads
from wmpeer.indicators.states import settled
from wmpeer.indicators.tables import AnyTable, DictionaryTable, InspectionTable, Measure, NeighbourTable, ValueTable
from wmpeer.indicators.used import IN_USE
from wmpeer.indicators.values import number_in
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.journal.writing import Journal
from wmpeer.models.indicators import IndicatorArea, IndicatorMeasure, IndicatorTable, Inspection, Neighbour
from wmpeer.models.records import Batch
from wmpeer.progress import Progress, silent

CONTENT = (IndicatorMeasure, IndicatorArea, Inspection, Neighbour)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a table; `entity` is its batch."""

    changed: Changed
    status: str
    sha256: str
    entity: str
    sheet: str = ""


def load_table(workspace: Workspace, plan: LoadPlan, progress: Progress = silent) -> Loaded:
    """Keep a table: its content, and one revision of its batch, in one transaction. A plan that changes nothing writes nothing.

    Raises:
        StoppedError: *progress* was told to stop; nothing was kept.
    """
    (loaded,) = load_tables(workspace, (plan,), progress)
    return loaded


def load_tables(workspace: Workspace, plans: Sequence[LoadPlan], progress: Progress = silent) -> tuple[Loaded, ...]:
    """Keep the tables of one file, each with a batch of its own, all in one transaction: every one of them, or none.

    Raises:
        StoppedError: *progress* was told to stop; nothing was kept.
    """
    nothing = Changed("Load data")
    if all(plan.status == "unchanged" for plan in plans):
        return tuple(Loaded(nothing, "unchanged", plan.table.sha256, plan.entity, plan.table.sheet) for plan in plans)
    with workspace.write("Load data") as journal:
        entities = [plan.entity if plan.status == "unchanged" else _keep_table(journal, plan, progress) for plan in plans]
    return tuple(
        Loaded(nothing if plan.status == "unchanged" else journal.changed, plan.status, plan.table.sha256, entity, plan.table.sheet)
        for plan, entity in zip(plans, entities, strict=True)
    )


def _keep_table(journal: Journal, plan: LoadPlan, progress: Progress) -> str:
    """A table's content and its batch; gives the batch's record."""
    table = settled(plan.table)
    kept = keep_content(journal.session, table, progress)
    fields: dict[str, object] = {
        "sha256": table.sha256, "sheet": table.sheet, "name": table.name, "kind": table.kind, "source": table.source,
        "publisher": table.publisher, "release": table.release, "released_on": table.released_on, "mapping": table.mapping,
        "rows": table.rows, "values": table.values, "markers": dict(table.markers), "choices": dict(table.choices),
        "loaded_at": iso(now()), "retired": False,
    }  # fmt: skip
    for entity in plan.ends:
        journal.keep("batch", {"retired": True}, entity=entity)
    if plan.takes_place_of and table.kind == "indicators":
        fields["restated"] = in_the_batch(restated_by(journal.session, kept, plan.takes_place_of))
    return journal.keep("batch", fields, entity=plan.entity or None)


def retire_batch(workspace: Workspace, sha256: str, sheet: str | None = None) -> Changed:
    """Take what was read of a file out of use, or only one *sheet* of it. Its content stays: evidence drawn from it can still be shown.

    Raises:
        NotABatchError: there is no such batch in use.
    """
    asked = select(Batch.entity).where(Batch.sha256 == sha256, IN_USE)
    if sheet is not None:
        asked = asked.where(Batch.sheet == sheet)
    with workspace.write("Take data out") as journal:
        entities = journal.session.scalars(asked.order_by(Batch.made_at, Batch.entity)).all()
        if not entities:
            raise NotABatchError
        for entity in entities:
            journal.keep("batch", {"retired": True}, entity=entity)
    return journal.changed


def set_released(workspace: Workspace, entity: str, day: date) -> Changed:
    """Keep the *day* on which the file of a batch (its record's id) was given out, as a person says it.

    Raises:
        NotABatchError: there is no such batch.
    """
    with workspace.write("Say when data was released") as journal:
        row = journal.session.get(Batch, entity)
        if row is None or row.withdrawn:
            raise NotABatchError
        choices = {**(row.choices or {}), RELEASED: day.isoformat()}
        journal.keep("batch", {"released_on": day.isoformat(), "choices": choices}, entity=entity)
    return journal.changed


def keep_content(session: Session, table: AnyTable, progress: Progress = silent) -> int:
    """Write a table's content, in the place of an earlier reading of the same sheet of the same file; gives its row's id."""
    here = (IndicatorTable.sha256 == table.sha256, IndicatorTable.sheet == table.sheet)
    standing = session.scalar(select(IndicatorTable.id).where(*here))
    if standing is not None:
        for rows in CONTENT:
            session.execute(delete(rows).where(rows.table == standing))
        session.execute(delete(IndicatorTable).where(IndicatorTable.id == standing))
    kept = IndicatorTable(
        sha256=table.sha256, sheet=table.sheet, kind=table.kind, source=table.source, name=table.name, areas=authorities_in(table)
    )
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
            "first": measure.first, "periods": UNIT.join(measure.periods), "states": UNIT.join(measure.states),
            "kinds": UNIT.join(measure.kinds), "about": measure.about, "next_update": measure.next_update, "spread": spread,
        }
        for number, (measure, spread) in enumerate(measures)
    ]  # fmt: skip
    if rows:
        session.execute(insert(IndicatorMeasure), rows)
