"""Sets an authority's figures beside those of England, its region and its statistical neighbours: of one source, in one period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.indicators.catalogue import areas_of, key_codes
from wmpeer.indicators.nearest import neighbours
from wmpeer.indicators.periods import Key, read_period
from wmpeer.indicators.plan import is_extract
from wmpeer.indicators.records import BenchmarkRow, IndicatorSeries, SeriesLine
from wmpeer.indicators.rules import Figure, flags
from wmpeer.indicators.shape import ABSENT, LEAST, UNIT, Spread, parted, spread_at
from wmpeer.indicators.tables import Measure
from wmpeer.indicators.used import BATCH_OF_TABLE, IN_USE
from wmpeer.indicators.values import number_in, text_of
from wmpeer.models.indicators import IndicatorArea, IndicatorMeasure, IndicatorTable
from wmpeer.models.records import Batch
from wmpeer.region.areas import ENGLAND, england, plain_name

_number = lru_cache(maxsize=1 << 16)(number_in)
_shown = lru_cache(maxsize=1 << 14)(text_of)


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table in use. `order` rises with each one loaded."""

    id: int
    source: str
    name: str
    sha256: str
    areas: int
    order: int
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One area's cells in one table."""

    name: str
    cells: list[str]

    def raw(self, column: int) -> str:
        """The cell as it stood, or `ABSENT`."""
        return self.cells[column]

    def value(self, column: int) -> float | None:
        raw = self.cells[column]
        return _number(raw)  # `ABSENT` is no number


@dataclass(frozen=True, slots=True)
class Choice:
    """A measure of a table that has the authority; `newest` is the place of its newest period in `measure.periods`."""

    table: TableFacts
    measure: Measure
    spread: bytes
    newest: int
    key: Key


@dataclass(slots=True)
class Desk:
    """Everything that is compared, laid out."""

    authority: str
    model: str | None
    tables: Mapping[int, TableFacts]
    measures: Sequence[tuple[int, Measure, bytes]]
    blocks: Mapping[tuple[int, str], Block]
    countries: Mapping[int, Block]
    regions: Mapping[int, Block]
    neighbours: tuple[str, ...]
    members: tuple[str, ...] = ()
    beside: dict[int, list[list[str]]] = field(default_factory=dict)

    def choices(self) -> list[Choice]:
        """Every measure of every table in which the authority has a cell."""
        found = []
        for table_id, measure, spread in self.measures:
            own = self.blocks.get((table_id, self.authority))
            if own is None:
                continue
            for place in range(len(measure.periods) - 1, -1, -1):
                if own.cells[measure.first + place] != ABSENT:
                    found.append(Choice(self.tables[table_id], measure, spread, place, read_period(measure.periods[place]).key))
                    break
        return found

    def row(self, choice: Choice) -> BenchmarkRow:
        """The authority's newest figure with all that stands beside it."""
        measure, table = choice.measure, choice.table
        column = measure.first + choice.newest
        own = self.blocks[table.id, self.authority]
        raw, value = own.raw(column), own.value(column)
        country, region = self.countries.get(table.id), self.regions.get(table.id)
        beside = self._neighbour_values(table.id, column)
        trend = tuple(
            (label, own.value(measure.first + place))
            for place, label in enumerate(measure.periods[: choice.newest + 1])
            if own.raw(measure.first + place) != ABSENT
        )
        areas = areas_of(measure.code, measure.topic)
        spread = spread_at(choice.spread, choice.newest) if choice.spread else None
        figure = Figure(
            read_period(measure.periods[choice.newest]).words, value, _shown(raw, measure.decimals), measure.polarity, measure.decimals,
            trend, country.value(column) if country else None, region.value(column) if region else None, beside,
            spread, measure.code in key_codes(), measure.unit,
        )  # fmt: skip
        return BenchmarkRow(
            measure.code, table.source, measure.title, measure.unit, measure.polarity, measure.periods[choice.newest], value, raw,
            figure.text, None if value is not None else raw.strip(), figure.england, figure.region,
            sum(beside) / len(beside) if beside else None, self.model, trend, len(beside), flags(figure), measure.decimals, areas,
            table.sha256, measure.year_type, _text(country, column, measure), _text(region, column, measure), table.sheet,
            measure.state(choice.newest), measure.kind(choice.newest),
            spread.fifth(value) if spread and not figure.is_count else None, spread.count if spread else 0,
        )  # fmt: skip

    def series(self, choice: Choice) -> IndicatorSeries:
        """The measure over all its periods."""
        measure, table = choice.measure, choice.table
        columns = range(measure.first, measure.first + len(measure.periods))

        def line(key: str, block: Block | None) -> SeriesLine | None:
            if block is None:
                return None
            raws = tuple("" if block.raw(column) == ABSENT else block.raw(column) for column in columns)
            return SeriesLine(key, block.name, tuple(block.value(column) for column in columns), raws)

        means = []
        for column in columns:
            beside = self._neighbour_values(table.id, column)
            means.append(sum(beside) / len(beside) if beside else None)
        row, own = self.row(choice), line(self.authority, self.blocks[table.id, self.authority])
        members = [line(key, self.blocks.get((table.id, key))) for key in self.members]
        spreads = tuple(_spread(choice.spread, place) for place in range(len(columns)))
        spread = spreads[choice.newest]
        mean = (
            SeriesLine("", "Statistical neighbours", tuple(means), ("",) * len(means)) if any(each is not None for each in means) else None
        )
        assert own is not None
        return IndicatorSeries(
            measure.code, table.source, measure.title, measure.unit, measure.polarity, measure.decimals, measure.periods, own,
            line(ENGLAND, self.countries.get(table.id)), line("", self.regions.get(table.id)), mean, self.model,
            tuple(sorted((each for each in members if each is not None), key=lambda each: each.name)), row.flags,
            (spread.bound(0.20, low=True), spread.bound(0.20, low=False)) if spread and spread.count >= LEAST else None, measure.states,
            measure.kinds, spreads,
        )  # fmt: skip

    def _neighbour_values(self, table_id: int, column: int) -> tuple[float, ...]:
        return tuple([value for cells in self._beside(table_id) if (value := _number(cells[column])) is not None])

    def _beside(self, table_id: int) -> list[list[str]]:
        if table_id not in self.beside:
            found = (self.blocks.get((table_id, key)) for key in self.neighbours)
            self.beside[table_id] = [block.cells for block in found if block is not None]
        return self.beside[table_id]


def _spread(packed: bytes, place: int) -> Spread | None:
    found = spread_at(packed, place) if packed else None
    return found if found is not None and found.count else None


def _text(block: Block | None, column: int, measure: Measure) -> str:
    if block is None or block.raw(column) == ABSENT:
        return ""
    return _shown(block.raw(column), measure.decimals)


def by_measure(desk: Desk) -> list[Choice]:
    """One choice for each source and code: the table with the newest period; of two such the later, unless it is but an extract."""
    best: dict[tuple[str, str], Choice] = {}
    for choice in desk.choices():
        pair = (choice.table.source, choice.measure.code)
        standing = best.get(pair)
        if standing is None or _goes_before(choice, standing):
            best[pair] = choice
    return list(best.values())


def _goes_before(choice: Choice, standing: Choice) -> bool:
    if choice.key[:3] != standing.key[:3]:
        return choice.key[:3] > standing.key[:3]
    if is_extract(choice.table.areas, standing.table.areas):
        return False
    return is_extract(standing.table.areas, choice.table.areas) or choice.table.order > standing.table.order


def open_desk(
    session: Session,
    authority: str,
    indicator: str | None,
    source: str | None,
    model: str | None,
    region: str | None,
    members: tuple[str, ...] | None = (),
) -> Desk:
    """Fetch what is to be compared: a handful of rows for each table, however many measures it has."""
    tables = _tables(session, source)
    measures = _measures(session, tables, indicator)
    tables = {number: tables[number] for number in {table_id for table_id, _, _ in measures}}
    beside = neighbours(session, authority, model)
    keys = tuple(line.neighbour for line in beside)
    where = _region_of(session, authority, region, tables)
    if members is None:
        members = _members(session, where, tables)
    blocks, countries, regions = _blocks(session, tables, {authority, ENGLAND, *where, *keys, *members}, where)
    return Desk(authority, beside[0].model if beside else model, tables, measures, blocks, countries, regions, keys, members)


def _tables(session: Session, source: str | None) -> dict[int, TableFacts]:
    found = session.execute(
        select(IndicatorTable.id, Batch.source, IndicatorTable.name, IndicatorTable.sha256, IndicatorTable.areas, IndicatorTable.sheet)
        .join(Batch, BATCH_OF_TABLE)
        .where(IndicatorTable.kind == "indicators", IN_USE)
        .order_by(Batch.loaded_at, IndicatorTable.id)
    ).all()
    facts = [TableFacts(row[0], row[1] or "", row[2], row[3], row[4], order, row[5]) for order, row in enumerate(found)]
    return {each.id: each for each in facts if source is None or _named(each, source)}


def _named(table: TableFacts, source: str) -> bool:
    asked = plain_name(source)
    return asked in {plain_name(table.source), plain_name(table.name), plain_name(table.name.partition(".")[0])}


_MEASURE = (
    IndicatorMeasure.table, IndicatorMeasure.code, IndicatorMeasure.title, IndicatorMeasure.unit, IndicatorMeasure.polarity,
    IndicatorMeasure.decimals, IndicatorMeasure.year_type, IndicatorMeasure.topic, IndicatorMeasure.periods, IndicatorMeasure.first,
    IndicatorMeasure.spread, IndicatorMeasure.states, IndicatorMeasure.kinds,
)  # fmt: skip


def _measures(session: Session, tables: Mapping[int, TableFacts], indicator: str | None) -> list[tuple[int, Measure, bytes]]:
    query = select(*_MEASURE).where(IndicatorMeasure.table.in_(tables)).order_by(IndicatorMeasure.table, IndicatorMeasure.number)
    if indicator is None:
        rows = session.execute(query).all()
    else:
        plain = indicator.strip().casefold()
        rows = session.execute(query.where(IndicatorMeasure.code == indicator)).all()
        rows = rows or [row for row in session.execute(query) if row.code.casefold() == plain]
    said = _dictionary(session)
    found = []
    for row in rows:
        told = said.get((tables[row.table].source, row.code)) or row
        decimals = row.decimals if told.decimals is None else told.decimals
        measure = Measure(
            row.code, told.title, told.unit, told.polarity, decimals, told.year_type, told.topic, tuple(row.periods.split(UNIT)), row.first,
            _parts(row.states), _parts(row.kinds),
        )  # fmt: skip
        found.append((row.table, measure, row.spread))
    return found


def _parts(text: str) -> tuple[Any, ...]:
    """What is said of each period, or nothing where it is said of none."""
    return tuple(text.split(UNIT)) if text else ()


def _dictionary(session: Session) -> dict[tuple[str, str], Measure]:
    """What the dictionaries in use say; the one loaded last goes before."""
    found = session.execute(
        select(Batch.source, *_MEASURE[1:8])
        .join(IndicatorTable, IndicatorTable.id == IndicatorMeasure.table)
        .join(Batch, BATCH_OF_TABLE)
        .where(IndicatorTable.kind == "dictionary", IN_USE)
        .order_by(Batch.loaded_at, IndicatorTable.id)
    )
    return {(row[0] or "", row[1]): Measure(*row[1:]) for row in found}


def _region_of(session: Session, authority: str, region: str | None, tables: Mapping[int, TableFacts]) -> tuple[str, ...]:
    """What the authority's region may be called: its ONS code from the definition or the book, else what the tables say of it."""
    if region:
        return (region,)
    known = england().find(ons=authority)
    if known is not None and known.region:
        return (known.region,)
    said = session.scalars(select(IndicatorArea.region).where(IndicatorArea.area == authority, IndicatorArea.table.in_(tables)).distinct())
    return tuple(name for name in said if name)


def _members(session: Session, where: tuple[str, ...], tables: Mapping[int, TableFacts]) -> tuple[str, ...]:
    found = session.scalars(
        select(IndicatorArea.area)
        .where(IndicatorArea.table.in_(tables), IndicatorArea.level == "authority", IndicatorArea.region.in_(where))
        .distinct()
    )
    return tuple(found)


def _blocks(
    session: Session, tables: Mapping[int, TableFacts], keys: set[str], where: tuple[str, ...]
) -> tuple[dict[tuple[int, str], Block], dict[int, Block], dict[int, Block]]:  # fmt: skip
    book = england()
    names = {plain_name(area.name) for code in where if (area := book.find(ons=code)) is not None} | {plain_name(code) for code in where}
    level = select(IndicatorArea.table, IndicatorArea.level, IndicatorArea.area, IndicatorArea.name).where(
        IndicatorArea.table.in_(tables), IndicatorArea.level.in_(("country", "region"))
    )
    countries: dict[int, str] = {}
    regions: dict[int, str] = {}
    for table_id, kind, key, name in session.execute(level):
        if kind == "country":
            if countries.get(table_id) != ENGLAND:  # a table may tell of the United Kingdom too
                countries[table_id] = key
        elif key in where or plain_name(name) in names:
            regions[table_id] = key
    wanted = keys | set(countries.values()) | set(regions.values())
    found = session.execute(
        select(IndicatorArea.table, IndicatorArea.area, IndicatorArea.name, IndicatorArea.cells).where(
            IndicatorArea.area.in_(wanted), IndicatorArea.table.in_(tables)
        )
    )
    blocks = {(table_id, key): Block(name, parted(cells)) for table_id, key, name, cells in found}
    by_country = {table_id: blocks[table_id, key] for table_id, key in countries.items()}
    by_region = {table_id: blocks[table_id, key] for table_id, key in regions.items()}
    return blocks, by_country, by_region
