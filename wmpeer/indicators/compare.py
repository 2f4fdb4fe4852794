"""Sets an authority's figures beside those of England, its region and its statistical neighbours: of one source, in one period."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.indicators.compared import Earlier
from wmpeer.indicators.flag_settings import rules_of
from wmpeer.indicators.headings import Heading, TableFacts, headings, headings_of
from wmpeer.indicators.joined import JoinedMeasure, Rows, earlier_of, joined_measure, leading
from wmpeer.indicators.nearest import neighbours
from wmpeer.indicators.periods import Key
from wmpeer.indicators.rules import Rules
from wmpeer.indicators.shape import ABSENT, parted
from wmpeer.indicators.sizes import numerators
from wmpeer.indicators.tables import Measure
from wmpeer.indicators.told import filters
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
    """A measure that has the authority; `newest` is the place of its newest period in `measure.periods`, `table` the release that tells it.

    Where several releases tell the measure, `told_by` numbers the table of each period, and `earlier` are those from others than `table`.
    """

    table: TableFacts
    heading: Heading
    newest: int
    told_by: tuple[int, ...] = ()
    earlier: tuple[Earlier, ...] = ()

    @property
    def measure(self) -> Measure:
        return self.heading.measure

    @property
    def key(self) -> Key:
        return self.heading.keys[self.newest]

    def table_of(self, place: int) -> int:
        """The number of the table that tells the *place*-th period."""
        return self.told_by[place] if self.told_by else self.heading.table


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
    """Everything that is compared, laid out. A measure that several releases tell stands in a table of its own, with a number below zero:
    `block`, `country` and `region` know them all. `rules` are those of flags, by which figures are looked at; None are the file's."""

    authority: str
    model: str | None
    tables: Mapping[int, TableFacts]
    headings: Sequence[Heading]
    blocks: Mapping[tuple[int, str], Block]
    countries: Mapping[int, Block]
    regions: Mapping[int, Block]
    neighbours: tuple[str, ...]
    members: tuple[str, ...] = ()
    rules: Rules | None = None
    near: dict[int, list[list[str]]] = field(default_factory=dict)
    by_code: dict[tuple[int, str], Heading] = field(default_factory=dict)
    joins: list[JoinedMeasure] = field(default_factory=list)
    joined: dict[tuple[int, str], Block | None] = field(default_factory=dict)

    def choices(self) -> Iterator[Choice]:
        """Every measure of which the authority has a cell, once for each source and code, in the order of the tables."""
        chains: dict[tuple[str, str], list[Heading]] = {}
        for heading in self.headings:
            if (heading.table, self.authority) in self.blocks:
                chains.setdefault((self.tables[heading.table].source, heading.measure.code), []).append(heading)
        for chain in chains.values():
            choice = self._of_all(chain) if len(chain) > 1 else self._of_one(chain[0])
            if choice is not None:
                yield choice

    def _of_one(self, heading: Heading) -> Choice | None:
        newest = _newest(heading, self.blocks[heading.table, self.authority].cells)
        return None if newest is None else Choice(self.tables[heading.table], heading, newest)

    def join(self, chain: Sequence[Heading], own: Rows) -> Heading:
        """The heading of a measure over the periods of all its releases, or that of the only one that counts; *own* are the cells of
        whoever is looked at, by which the release of each period is picked."""
        releases = [(self.tables[heading.table], heading) for heading in chain]
        join = joined_measure(-len(self.joins) - 1, releases, own)
        if join is None:
            return leading(releases)
        self.joins.append(join)
        return join.heading

    def _of_all(self, chain: Sequence[Heading]) -> Choice | None:
        own = self._cells_of(self.authority)
        heading = self.join(chain, own)
        if heading.table >= 0:
            return self._of_one(heading)
        join, block = self.joins[-heading.table - 1], self.block(heading.table, self.authority)
        newest = _newest(heading, block.cells) if block is not None else None
        if block is None or newest is None:
            return None
        told_by = join.told_by(own)
        earlier = earlier_of(told_by, join.heading.measure.periods, block.cells, newest, self.tables)
        return Choice(self.tables[told_by[newest]], join.heading, newest, told_by, earlier)

    def _cells_of(self, key: str) -> Rows:
        def cells(table: int) -> list[str] | None:
            block = self.blocks.get((table, key))
            return None if block is None else block.cells

        return cells

    def block(self, table_id: int, key: str) -> Block | None:
        """An area's cells in a table; None where it has none."""
        if table_id >= 0:
            return self.blocks.get((table_id, key))
        return self._joined(table_id, key, lambda table: self.blocks.get((table, key)))

    def country(self, table_id: int) -> Block | None:
        """England's cells, as a table has them."""
        return self.countries.get(table_id) if table_id >= 0 else self._joined(table_id, "country", self.countries.get)

    def region(self, table_id: int) -> Block | None:
        """The region's cells, as a table has them."""
        return self.regions.get(table_id) if table_id >= 0 else self._joined(table_id, "region", self.regions.get)

    def _joined(self, table_id: int, key: str, blocks: Callable[[int], Block | None]) -> Block | None:
        if (table_id, key) not in self.joined:
            join = self.joins[-table_id - 1]
            there = {table: block for table in join.tables if (block := blocks(table)) is not None}
            name = next((block.name for block in there.values()), "")
            cells = join.cells(lambda table: there[table].cells if table in there else None)
            self.joined[table_id, key] = Block(name, cells) if there else None
        return self.joined[table_id, key]

    def beside(self, choice: Choice) -> Beside:
        """The authority's newest figure and its comparators'."""
        table_id = choice.heading.table
        column = choice.heading.measure.first + choice.newest
        own, country, region = self.block(table_id, self.authority), self.country(table_id), self.region(table_id)
        raw = own.cells[column] if own is not None else ABSENT
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
        found = [(key, self.block(table_id, key)) for key in self.neighbours]
        return [(key, block) for key, block in found if block is not None]

    def heading(self, table_id: int, code: str) -> Heading | None:
        """The heading of another measure of a table."""
        if not self.by_code:
            self.by_code.update({(heading.table, heading.measure.code): heading for heading in self.headings})
        return self.by_code.get((table_id, code))


def by_measure(desk: Desk) -> list[Choice]:
    """One choice for each source and code, over the periods of all its releases."""
    return list(desk.choices())


def _newest(heading: Heading, cells: Sequence[str]) -> int | None:
    first = heading.measure.first
    return next((place for place in range(len(heading.keys) - 1, -1, -1) if cells[first + place] != ABSENT), None)


def open_desk(
    session: Session,
    authority: str,
    indicator: str | None,
    source: str | None,
    model: str | None,
    region: str | None,
    members: tuple[str, ...] | None = (),
    rules: Rules | None = None,
    *,
    loaded_before: str = "",
    only: frozenset[str] = frozenset(),
) -> Desk:
    """Fetch what is to be compared: a handful of rows for each table, however many measures it has. Without *rules*, the cycle's hold.

    With *loaded_before* (an ISO moment) only what was loaded until then, as the desk stood at that time; *only* names sources.
    """
    tables = _tables(session, source, loaded_before)
    tables = {number: table for number, table in tables.items() if not only or table.source in only}
    found = headings(session, tables, indicator)
    tables = {number: tables[number] for number in {heading.table for heading in found}}
    beside = neighbours(session, authority, model)
    keys = tuple(line.neighbour for line in beside)
    rules = rules_of(session) if rules is None else rules
    where = _region_of(session, authority, region, tables)
    if members is None:
        members = _members(session, where, tables)
    blocks, countries, regions = _blocks(session, tables, {authority, ENGLAND, *where, *keys, *members}, where)
    desk = Desk(authority, beside[0].model if beside else model, tables, found, blocks, countries, regions, keys, members, rules)
    if members and indicator is not None:  # places ask for the counts behind a share, too
        behind = {code for heading in found for code in numerators(heading.measure.code)}
        desk.by_code.update({(one.table, one.measure.code): one for one in headings_of(session, tables, behind)})
    return desk


def _tables(session: Session, source: str | None, loaded_before: str = "") -> dict[int, TableFacts]:
    asked = (
        select(
            IndicatorTable.id,
            Batch.source,
            IndicatorTable.name,
            IndicatorTable.sha256,
            IndicatorTable.areas,
            IndicatorTable.sheet,
            Batch.head,
            Batch.released_on,
            Batch.choices,
        )
        .join(Batch, BATCH_OF_TABLE)
        .where(IndicatorTable.kind == "indicators", IN_USE)
        .order_by(Batch.loaded_at, IndicatorTable.id)
    )
    found = session.execute(asked.where(Batch.loaded_at < loaded_before) if loaded_before else asked).all()
    facts = [
        TableFacts(row[0], row[1] or "", row[2], row[3], row[4], order, row[5], tuple(row[6]), row[7] or "", filters(row[8]))
        for order, row in enumerate(found)
    ]
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
