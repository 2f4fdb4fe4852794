"""Tables read by a recipe: long, or with areas, periods or indicators across their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from wmpeer.errors import Problem
from wmpeer.indicators.catalogue import unit_in_title
from wmpeer.indicators.ees import decimals_inferred, release_of
from wmpeer.indicators.errors import (
    ColumnsNotReadError,
    NoAuthorityRowsError,
    RecipeColumnError,
    UnknownMarkerError,
)
from wmpeer.indicators.foot import is_note, only_cell
from wmpeer.indicators.gather import Gatherer, count_cells
from wmpeer.indicators.grid import Grid
from wmpeer.indicators.periods import cell_label, plain_label
from wmpeer.indicators.periods_in import is_part_of_year, is_period, with_year
from wmpeer.indicators.recipe import Recipe, Role
from wmpeer.indicators.recognise import polarity_of, words
from wmpeer.indicators.rows import Places
from wmpeer.indicators.skipped import Skipped
from wmpeer.indicators.tables import Measure, ValueTable
from wmpeer.indicators.values import known_marker, number_in
from wmpeer.region.areas import Area, AreaBook

_HEADERS = 60
"""No heading stands further down than this."""
_ABOUT: tuple[Role, ...] = ("title", "unit", "polarity", "year_type")
RowKind = Literal["row", "blank", "note", "left-out"]


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of values, and what its headings say of them; empty where the row says it."""

    place: int
    code: str = ""
    period: str = ""
    area: Area | None = None


@dataclass(slots=True)
class Plan:
    """A recipe laid on a grid: where each role stands, which columns hold values, and which are not read."""

    recipe: Recipe
    headings: tuple[str, ...]
    roles: dict[Role, int]
    values: list[ValueColumn]
    unread: list[int] = field(default_factory=list)

    def said(self, row: Sequence[str], role: Role) -> str:
        """What a row says of *role*, else what the recipe says for all."""
        place = self.roles.get(role, -1)
        said = row[place].strip() if 0 <= place < len(row) else ""
        return said or self.recipe.fixed.get(role, "")

    def when(self, row: Sequence[str]) -> str:
        """The period a row says, its quarter with the year that another column says."""
        return plain_label(with_year(self.said(row, "period"), plain_label(self.said(row, "year"))))

    def kind(self, row: Sequence[str]) -> RowKind:
        """Whether a row below the headings holds figures."""
        first = next((cell.strip() for cell in row if cell and not cell.isspace()), "")
        if not first:
            return "blank"
        if words(first) in {words(one) for one in self.recipe.leave_out}:
            return "left-out"
        filled = any(column.place < len(row) and row[column.place].strip() for column in self.values)
        return "row" if filled or not (only_cell(row) or is_note(first)) else "note"


def lay(grid: Grid, recipe: Recipe, book: AreaBook) -> Plan:
    """*recipe* laid on *grid*.

    Raises:
        RecipeColumnError: a column it names is not there, or none holds values.
    """
    head = grid.head(_HEADERS)
    parts = _header_parts(head, recipe)
    headings = tuple(" ".join(dict.fromkeys(part for part in column if part)) for column in parts)
    roles = {role: _place_of(grid, headings, parts, at) for role, at in recipe.columns.items()}
    if recipe.orientation == "long":
        if "value" not in roles:
            raise RecipeColumnError(name=grid.name, column="value")
        return Plan(recipe, headings, roles, [ValueColumn(roles["value"])])
    left = {words(one) for one in recipe.leave_out}
    values, unread = [], []
    for place, column in enumerate(parts):
        told = [part for part in column if part]
        if place in roles.values() or not told or left & {words(part) for part in (*told, headings[place])}:
            continue
        found = _value_column(place, told, recipe, book)
        if found is None:
            unread.append(place)
        else:
            values.append(found)
    if not values:
        raise RecipeColumnError(name=grid.name, column="value")
    return Plan(recipe, headings, roles, values, unread)


def _header_parts(head: Sequence[Sequence[str]], recipe: Recipe) -> list[list[str]]:
    """What each heading row says of each column; an upper heading goes on to the right until the next one."""
    rows = [head[at] for at in recipe.header_rows if at < len(head)]
    width = max((len(row) for row in head[: max(recipe.header_rows) + 2]), default=0)
    parts: list[list[str]] = [[] for _ in range(width)]
    for number, row in enumerate(rows):
        standing = ""
        for place in range(width):
            said = row[place].strip().strip("\ufeff") if place < len(row) else ""
            below = any(place < len(later) and later[place].strip() for later in rows[number + 1 :])
            standing = said or (standing if number < len(rows) - 1 and below else "")
            parts[place].append(standing)
    return parts


def _place_of(grid: Grid, headings: Sequence[str], parts: Sequence[Sequence[str]], at: str | int) -> int:
    if isinstance(at, int):
        if at < len(headings):
            return at
        raise RecipeColumnError(name=grid.name, column=str(at + 1))
    wanted = words(at)
    for place, heading in enumerate(headings):
        if words(heading) == wanted or (parts[place] and words(parts[place][-1]) == wanted):
            return place
    raise RecipeColumnError(name=grid.name, column=at)


def _value_column(place: int, told: Sequence[str], recipe: Recipe, book: AreaBook) -> ValueColumn | None:
    """A column by what its headings say; None where they lack what runs across."""
    area = (
        next((found for part in told if (found := _area_of(part, book)) is not None), None)
        if recipe.orientation == "areas-across"
        else None
    )
    rest = [part for part in told if area is None or _area_of(part, book) is not area]
    period, part = (next((told for told in reversed(rest) if of_time(told)), "") for of_time in (is_period, is_part_of_year))
    code = ": ".join(dict.fromkeys(told for told in rest if told not in (period, part)))
    year = period or recipe.fixed.get("period", "") or recipe.fixed.get("year", "")
    period = with_year(part, year) if part and year else period
    missing = {"areas-across": area is None, "periods-across": not period, "indicators-across": not code}
    if missing.get(recipe.orientation, False):
        return None
    return ValueColumn(place, code, plain_label(period), area)


def _area_of(part: str, book: AreaBook) -> Area | None:
    return book.find(ons=part, dfe=part if part.isdigit() else "", name=part)


def read_by_recipe(grid: Grid, recipe: Recipe, book: AreaBook, *, source: str = "", mapping: str = "", publisher: str = "") -> ValueTable:
    """Read *grid* by *recipe*. *mapping* is the record of the mapping it comes from.

    Raises:
        RecipeColumnError: a column the recipe names is not there. NoAuthorityRowsError: no row names an area.
    """
    plan = lay(grid, recipe, book)
    reading = _Reading(grid, plan, Gatherer(book, grid.name))
    for number, row in _data(grid, recipe):
        reading.take(number, row)
    gatherer = reading.gatherer
    if not gatherer.places:
        raise NoAuthorityRowsError(name=grid.name)
    codes = dict.fromkeys(code for code, _ in gatherer.columns)
    placed, areas = gatherer.finish(_measure(code, reading.about.get(code, {}), recipe) for code in codes)
    placed = tuple(decimals_inferred(measure, areas) for measure in placed)
    values, markers, unknown = count_cells(areas)
    return ValueTable(
        kind="indicators", name=grid.name, sha256=grid.sha256, source=source or grid.name, release=release_of(placed),
        rows=reading.skipped.read, values=values, markers=markers, choices={"mapping": mapping or recipe.digest},
        problems=(*reading.problems(unknown), *gatherer.problems()), measures=placed, areas=areas, sheet=grid.sheet, mapping=mapping,
        publisher=publisher,  # type: ignore[arg-type]
    )  # fmt: skip


@dataclass(slots=True)
class _Reading:
    grid: Grid
    plan: Plan
    gatherer: Gatherer
    skipped: Skipped = field(default_factory=Skipped)
    odd: Places = field(default_factory=Places)
    about: dict[str, dict[Role, str]] = field(default_factory=dict)

    def take(self, number: int, row: Sequence[str]) -> None:
        """Gather a row's values."""
        kind = self.plan.kind(row)
        if kind == "note":
            self.skipped.note(self.grid.number(number), only_cell(row) or next(cell for cell in row if cell.strip()).strip())
        if kind != "row":
            return
        self.skipped.read += 1
        own = self._area(row)
        code, period = self.plan.said(row, "code") or self.plan.said(row, "title"), cell_label(self.plan.when(row))
        for column in self.plan.values:
            raw = row[column.place].strip() if column.place < len(row) else ""
            cells = self._cells(column.area) if column.area is not None else own
            if not raw:
                continue
            if cells is None:
                self.skipped.missing.add(self.grid.number(number))
                return
            measure, when = column.code or code, column.period or period
            if column.code and code:
                measure = f"{code}: {column.code}"
            if not (measure and when):
                self.skipped.unnamed.add(self.grid.number(number))
                return
            self._keep(cells, measure, when, raw, number, column.place)
            self.about.setdefault(measure, {role: self.plan.said(row, role) for role in _ABOUT} if measure == code else {})

    def _keep(self, cells: list[str | None], measure: str, when: str, raw: str, row: int, place: int) -> None:
        figure = number_in(raw)
        if figure is None and not known_marker(raw):
            self.odd.add(self.grid.cell(row, place))
        elif figure is not None and self.plan.recipe.percent and "%" not in raw:
            raw = f"{(Decimal(repr(figure)) * 100).normalize():f}%"
        self.gatherer.place(cells, self.gatherer.column(measure, when), raw)

    def _area(self, row: Sequence[str]) -> list[str | None] | None:
        ons, number, name = self.plan.said(row, "ons"), self.plan.said(row, "number").removesuffix(".0"), self.plan.said(row, "area")
        if not (ons or number or name):
            return None
        region = self.plan.said(row, "region")
        lies_in = self.gatherer.book.find(name=region) if region else None
        level = "country" if name.casefold() == "england" else "authority"
        return self.gatherer.area(ons=ons, dfe=number, name=name, level=level, region=lies_in.ons if lies_in else region)

    def _cells(self, area: Area) -> list[str | None]:
        return self.gatherer.area(ons=area.ons, dfe=area.dfe, name=area.name, level=area.level, region=area.region)

    def problems(self, unknown: Sequence[Problem]) -> list[Problem]:
        """What was odd, by rows and cells."""
        found = self.skipped.problems()
        named = self.odd.named()
        found += [replace(each, where=named) if each.code == UnknownMarkerError.code() else each for each in unknown]
        if self.plan.unread:
            columns = ", ".join(f"“{self.plan.headings[place][:40]}”" for place in self.plan.unread[:8])
            found.append(ColumnsNotReadError(columns=columns + (" …" if len(self.plan.unread) > 8 else "")).problem())
        return found


def _data(grid: Grid, recipe: Recipe) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows below the headings, each with its number."""
    last = max(recipe.header_rows)
    return ((number, row) for number, row in enumerate(grid.rows) if number > last)


def _measure(code: str, about: Mapping[Role, str], recipe: Recipe) -> Measure:
    polarity = polarity_of(about.get("polarity") or recipe.polarity)
    title = about.get("title") or code
    return Measure(code, title, about.get("unit") or recipe.unit or unit_in_title(title), polarity, None, about.get("year_type", ""))
