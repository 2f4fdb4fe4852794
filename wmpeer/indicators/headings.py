"""The headings of the tables in use: what each measure is called and means, and where its cells stand.

A table's content never changes, so its headings are parsed once in a process. What a dictionary says of them may change; they are kept by
both. What is kept goes with the workspace's engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from wmpeer.indicators.catalogue import areas_of, key_codes
from wmpeer.indicators.periods import Key, read_period
from wmpeer.indicators.shape import UNIT
from wmpeer.indicators.tables import Measure
from wmpeer.indicators.used import BATCH_OF_TABLE, IN_USE
from wmpeer.models.indicators import IndicatorMeasure, IndicatorTable
from wmpeer.models.records import Batch


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table in use. `order` rises with each one loaded; `head` names the newest revisions of its batch; `choices` are those that say
    which of its file's rows were taken."""

    id: int
    source: str
    name: str
    sha256: str
    areas: int
    order: int
    sheet: str = ""
    head: tuple[str, ...] = ()
    released_on: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A measure of a table: its `spread` packed, the `keys` its periods sort by, the framework areas it belongs to."""

    table: int
    measure: Measure
    spread: bytes
    keys: tuple[Key, ...]
    areas: tuple[str, ...]
    on_card: bool


_Said = Mapping[tuple[str, str], Measure]
_KEPT: WeakKeyDictionary[Engine | Connection, dict[object, tuple[Heading, ...]]] = WeakKeyDictionary()
_MOST = 400
"""So many tables are kept of a workspace; it rarely has more than fifty."""
_COLUMNS = (
    IndicatorMeasure.table, IndicatorMeasure.code, IndicatorMeasure.title, IndicatorMeasure.unit, IndicatorMeasure.polarity,
    IndicatorMeasure.decimals, IndicatorMeasure.year_type, IndicatorMeasure.topic, IndicatorMeasure.periods, IndicatorMeasure.first,
    IndicatorMeasure.spread, IndicatorMeasure.states, IndicatorMeasure.kinds,
)  # fmt: skip


def headings(session: Session, tables: Mapping[int, TableFacts], indicator: str | None = None) -> list[Heading]:
    """The measures of *tables* in their order; only those with the code *indicator*, whatever its case, where it is given."""
    named, kept = _dictionaries(session), _KEPT.setdefault(session.get_bind(), {})
    keys = {number: (number, table.sha256, table.sheet, table.source, table.head, named) for number, table in tables.items()}
    missing = [number for number in tables if keys[number] not in kept]
    if indicator is not None and missing:
        return _asked(session, tables, indicator, named)
    if missing:
        if len(kept) + len(missing) > _MOST:
            kept.clear()
        found: dict[int, list[Heading]] = {number: [] for number in missing}
        for heading in _read(session, tables, named, IndicatorMeasure.table.in_(missing)):
            found[heading.table].append(heading)
        kept.update({keys[number]: tuple(lines) for number, lines in found.items()})
    everything = [heading for number in sorted(tables) for heading in kept.get(keys[number], ())]
    return everything if indicator is None else _called(everything, indicator)


def headings_of(session: Session, tables: Mapping[int, TableFacts], codes: Set[str]) -> list[Heading]:
    """The measures of *tables* with one of *codes*."""
    if not codes or not tables:
        return []
    return list(_read(session, tables, _dictionaries(session), IndicatorMeasure.table.in_(tables) & IndicatorMeasure.code.in_(codes)))


def _asked(session: Session, tables: Mapping[int, TableFacts], indicator: str, named: tuple[object, ...]) -> list[Heading]:
    exact = list(_read(session, tables, named, IndicatorMeasure.table.in_(tables) & (IndicatorMeasure.code == indicator)))
    return exact or _called(_read(session, tables, named, IndicatorMeasure.table.in_(tables)), indicator)


def _called(found: Iterable[Heading], indicator: str) -> list[Heading]:
    plain, found = indicator.strip().casefold(), list(found)
    exact = [heading for heading in found if heading.measure.code == indicator]
    return exact or [heading for heading in found if heading.measure.code.casefold() == plain]


def _read(session: Session, tables: Mapping[int, TableFacts], named: tuple[object, ...], wanted: Any) -> Iterable[Heading]:
    rows: Sequence[Any] = session.execute(select(*_COLUMNS).where(wanted).order_by(IndicatorMeasure.table, IndicatorMeasure.number)).all()
    said = _dictionary(session) if named and rows else {}
    labels: dict[str, tuple[tuple[str, ...], tuple[Key, ...]]] = {}
    for row in rows:
        told = said.get((tables[row.table].source, row.code)) or row
        decimals = row.decimals if told.decimals is None else told.decimals
        if row.periods not in labels:
            periods = tuple(row.periods.split(UNIT))
            labels[row.periods] = (periods, tuple(read_period(label).key for label in periods))
        periods, keys = labels[row.periods]
        measure = Measure(
            row.code, told.title, told.unit, told.polarity, decimals, told.year_type, told.topic, periods, row.first, _parts(row.states),
            _parts(row.kinds),
        )  # fmt: skip
        yield Heading(row.table, measure, row.spread, keys, areas_of(row.code, told.topic), row.code in key_codes())


def _parts(text: str) -> tuple[Any, ...]:
    """What is said of each period, or nothing where it is said of none."""
    return tuple(text.split(UNIT)) if text else ()


def _dictionaries(session: Session) -> tuple[object, ...]:
    """The dictionaries in use, named so that other ones have another name."""
    found = session.execute(
        select(IndicatorTable.id, Batch.source, Batch.head)
        .join(Batch, BATCH_OF_TABLE)
        .where(IndicatorTable.kind == "dictionary", IN_USE)
        .order_by(Batch.loaded_at, IndicatorTable.id)
    )
    return tuple((row.id, row.source, *row.head) for row in found)


def _dictionary(session: Session) -> _Said:
    """What the dictionaries in use say; the one loaded last goes before."""
    found = session.execute(
        select(Batch.source, *_COLUMNS[1:8])
        .join(IndicatorTable, IndicatorTable.id == IndicatorMeasure.table)
        .join(Batch, BATCH_OF_TABLE)
        .where(IndicatorTable.kind == "dictionary", IN_USE)
        .order_by(Batch.loaded_at, IndicatorTable.id)
    )
    return {(row[0] or "", row[1]): Measure(*row[1:]) for row in found}
