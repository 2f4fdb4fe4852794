"""Sets an authority's figures beside those of England, its region and its statistical neighbours: of one source, in one period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.indicators.headings import Heading, TableFacts, headings, headings_of
from wmpeer.indicators.nearest import neighbours
from wmpeer.indicators.periods import Key
from wmpeer.indicators.plan import is_extract
from wmpeer.indicators.shape import ABSENT, parted
from wmpeer.indicators.sizes import numerators
from wmpeer.indicators.tables import Measure
from wmpeer.indicators.used import BATCH_OF_TABLE, IN_USE
from wmpeer.indicators.values import number_in
from wmpeer.models.indicators import IndicatorArea, IndicatorTable
from wmpeer.models.records import Batch
from wmpeer.region.areas import ENGLAND, england, plain_name

number = lru_cache(maxsize=1 << 16)(number_in)
"""The number in a cell; tables say the same few thousand numbers again and again."""


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
        return number(raw)  # `ABSENT` is no number


@dataclass(frozen=True, slots=True)
class Choice:
    """A measure of a table that has the authority; `newest` is the place of its newest period in `measure.periods`."""

    table: TableFacts
    heading: Heading
    newest: int

    @property
    def measure(self) -> Measure:
        return self.heading.measure

    @property
    def key(self) -> Key:
        return self.heading.keys[self.newest]


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure and what stands beside it in its period; `near` are the neighbours', the nearest first, None where one has no number."""

    raw: str
    value: float | None
    england: float | None
    region: float | None
    near: list[float | None]


@dataclass(slots=True)
class Desk:
    """Everything that is compared, laid out."""

    authority: str
    model: str | None
    tables: Mapping[int, TableFacts]
    headings: Sequence[Heading]
    blocks: Mapping[tuple[int, str], Block]
    countries: Mapping[int, Block]
    regions: Mapping[int, Block]
    neighbours: tuple[str, ...]
    members: tuple[str, ...] = ()
    near: dict[int, list[list[str]]] = field(default_factory=dict)
    by_code: dict[tuple[int, str], Heading] = field(default_factory=dict)

    def choices(self) -> list[Choice]:
        """Every measure of every table in which the authority has a cell."""
        found = []
        for heading in self.headings:
            own = self.blocks.get((heading.table, self.authority))
            if own is None:
                continue
            cells, first = own.cells, heading.measure.first
            for place in range(len(heading.keys) - 1, -1, -1):
                if cells[first + place] != ABSENT:
                    found.append(Choice(self.tables[heading.table], heading, place))
                    break
        return found

    def beside(self, choice: Choice) -> Beside:
        """The authority's newest figure and its comparators'."""
        table_id = choice.heading.table
        column = choice.heading.measure.first + choice.newest
        raw = self.blocks[table_id, self.authority].cells[column]
        country, region = self.countries.get(table_id), self.regions.get(table_id)
        return Beside(
            raw, number(raw), number(country.cells[column]) if country else None, number(region.cells[column]) if region else None,
            self.near_values(table_id, column),
        )  # fmt: skip

    def near_values(self, table_id: int, column: int) -> list[float | None]:
        """The figures of `nearest`, None where one has no number."""
        return [number(cells[column]) for cells in self._near_cells(table_id)]

    def _near_cells(self, table_id: int) -> list[list[str]]:
        if table_id not in self.near:
            self.near[table_id] = [block.cells for _, block in self.nearest(table_id)]
        return self.near[table_id]

    def nearest(self, table_id: int) -> list[tuple[str, Block]]:
        """The neighbours (ONS codes) that a table has, the nearest first."""
        found = [(key, self.blocks.get((table_id, key))) for key in self.neighbours]
        return [(key, block) for key, block in found if block is not None]

    def heading(self, table_id: int, code: str) -> Heading | None:
        """The heading of another measure of a table."""
        if not self.by_code:
            self.by_code.update({(heading.table, heading.measure.code): heading for heading in self.headings})
        return self.by_code.get((table_id, code))


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
    found = headings(session, tables, indicator)
    tables = {number: tables[number] for number in {heading.table for heading in found}}
    beside = neighbours(session, authority, model)
    keys = tuple(line.neighbour for line in beside)
    where = _region_of(session, authority, region, tables)
    if members is None:
        members = _members(session, where, tables)
    blocks, countries, regions = _blocks(session, tables, {authority, ENGLAND, *where, *keys, *members}, where)
    desk = Desk(authority, beside[0].model if beside else model, tables, found, blocks, countries, regions, keys, members)
    if members and indicator is not None:  # places ask for the counts behind a share, too
        behind = {code for heading in found for code in numerators(heading.measure.code)}
        desk.by_code.update({(one.table, one.measure.code): one for one in headings_of(session, tables, behind)})
    return desk


def _tables(session: Session, source: str | None) -> dict[int, TableFacts]:
    found = session.execute(
        select(
            IndicatorTable.id,
            Batch.source,
            IndicatorTable.name,
            IndicatorTable.sha256,
            IndicatorTable.areas,
            IndicatorTable.sheet,
            Batch.head,
        )
        .join(Batch, BATCH_OF_TABLE)
        .where(IndicatorTable.kind == "indicators", IN_USE)
        .order_by(Batch.loaded_at, IndicatorTable.id)
    ).all()
    facts = [TableFacts(row[0], row[1] or "", row[2], row[3], row[4], order, row[5], tuple(row[6])) for order, row in enumerate(found)]
    return {each.id: each for each in facts if source is None or _named(each, source)}


def _named(table: TableFacts, source: str) -> bool:
    asked = plain_name(source)
    return asked in {plain_name(table.source), plain_name(table.name), plain_name(table.name.partition(".")[0])}


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
