"""The tables of a workbook's sheets: sheets that go on with each other are one table, others stand beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wmpeer.indicators.ees import release_of
from wmpeer.indicators.errors import (
    CellErrorsError,
    FormulasUnsavedError,
    HiddenSheetError,
    SheetsLeftOutError,
    counted,
)
from wmpeer.indicators.gather import Gatherer, count_cells
from wmpeer.indicators.incoming import Incoming
from wmpeer.indicators.rows import Places, cell_name
from wmpeer.indicators.tables import AnyTable, Measure, PeriodKind, ValueState, ValueTable
from wmpeer.region.areas import Area, AreaBook

JOINT = "; "
"""Between the names of sheets that were read as one table."""
_MOST_NAMED = 8


def together(tables: Sequence[AnyTable]) -> list[AnyTable]:
    """The tables of one file, each sheet's or of several sheets that tell the same measures of other areas or other periods.

    Two sheets that tell the same measure of the same area and period in different figures stay apart, and are two sources: the second
    has its sheet behind its source's name.
    """
    found: list[AnyTable] = []
    for table in tables:
        if not isinstance(table, ValueTable):
            found.append(table)
            continue
        rivals = [at for at, other in enumerate(found) if isinstance(other, ValueTable) and _codes(other) & _codes(table)]
        for at in rivals:
            other = found[at]
            if isinstance(other, ValueTable) and other.source == table.source and (one := _joined(other, table)) is not None:
                found[at] = one
                break
        else:
            found.append(replace(table, source=f"{table.source}: {table.sheet}") if rivals else table)
    return found


def told_of_sheets(incoming: Incoming, tables: Sequence[AnyTable]) -> tuple[AnyTable, ...]:
    """*tables* with what is to be said of the workbook's sheets: hidden ones that were read, and those without a table."""
    read = {name for table in tables for name in table.sheet.split(JOINT)}
    hidden = [sheet.name for sheet in incoming.sheets if sheet.hidden and sheet.name in read]
    left = [sheet for sheet in incoming.sheets if sheet.name not in read and any(any(row) for row in sheet.rows)]
    problems = []
    if hidden:
        problems.append(HiddenSheetError(names=_named(hidden)).problem())
    if left and all(table.sheet for table in tables):
        names = [f"{sheet.name} (hidden)" if sheet.hidden else sheet.name for sheet in left]
        problems.append(SheetsLeftOutError(names=_named(names)).problem())
    first, *rest = (_with_cells(incoming, table) for table in tables)
    return (replace(first, problems=(*first.problems, *problems)), *rest)


def _with_cells(incoming: Incoming, table: AnyTable) -> AnyTable:
    """*table* with the cells of its sheets that hold an error, or a formula whose result was not saved."""
    problems = []
    for sheet in incoming.sheets:
        if not sheet.notes or (table.sheet and sheet.name not in table.sheet.split(JOINT)):
            continue
        for note, error in (("error", CellErrorsError), ("formula-unknown", FormulasUnsavedError)):
            cells = Places()
            for (row, column), kind in sheet.notes.items():
                if kind == note:
                    cells.add(cell_name(row, column))
            if cells:
                problems.append(error(where=f"sheet “{sheet.name}”, {cells.named()}", cells=counted(cells.count, "cell")).problem())
    return replace(table, problems=(*table.problems, *problems)) if problems else table


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:_MOST_NAMED])
    return f"{shown} and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else shown


def _codes(table: ValueTable) -> set[str]:
    return {measure.code for measure in table.measures}


def _joined(one: ValueTable, other: ValueTable) -> ValueTable | None:
    """Both as one table, or None where a cell would be given twice with different figures."""
    gatherer = Gatherer(AreaBook(_areas(one, other)), one.name)
    for table in (one, other):
        _put(gatherer, table)
    if gatherer.clashes:
        return None
    measures = {measure.code: measure for measure in (*other.measures, *one.measures)}
    placed, areas = gatherer.finish(measures.values())
    placed = tuple(_told(measure, one, other) for measure in placed)
    values, markers, _ = count_cells(areas)
    return replace(
        one, sheet=f"{one.sheet}{JOINT}{other.sheet}",
        rows=one.rows + other.rows, values=values, markers=markers, measures=placed, areas=areas,
        release=release_of(placed), problems=tuple(dict.fromkeys((*one.problems, *other.problems))),
        questions=tuple(dict.fromkeys((*one.questions, *other.questions))),
    )  # fmt: skip


def _told(measure: Measure, *tables: ValueTable) -> Measure:
    """*measure* with what either table says of each of its periods: how firm the figures are, and what kind of time it is."""
    states: dict[str, ValueState] = {}
    kinds: dict[str, PeriodKind] = {}
    for each in (each for table in tables for each in table.measures if each.code == measure.code):
        states.update(zip(each.periods, each.states, strict=False))
        kinds.update(zip(each.periods, each.kinds, strict=False))
    return replace(
        measure, states=tuple(states.get(label, "") for label in measure.periods) if any(states.values()) else (),
        kinds=tuple(kinds.get(label, "") for label in measure.periods) if any(kinds.values()) else (),
    )  # fmt: skip


def _areas(*tables: ValueTable) -> list[Area]:
    return [Area(row.key, "", row.name, row.level, row.region) for table in tables for row in table.areas]


def _put(gatherer: Gatherer, table: ValueTable) -> None:
    for row in table.areas:
        cells = gatherer.area(ons=row.key, dfe="", name=row.name, level=row.level, region=row.region)
        for measure in table.measures:
            for place, label in enumerate(measure.periods):
                if (raw := row.cells[measure.first + place]) is not None:
                    gatherer.place(cells, gatherer.column(measure.code, label), raw)
