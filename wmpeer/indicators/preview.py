"""What a recipe would make of each cell of a table, before anything is read in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from wmpeer.indicators.foot import is_total
from wmpeer.indicators.grid import Grid
from wmpeer.indicators.periods import plain_label, read_period
from wmpeer.indicators.periods_in import is_part_of_year
from wmpeer.indicators.recipe import Recipe
from wmpeer.indicators.rows import MOST_NAMED
from wmpeer.indicators.values import apart, known_marker, meaning, number_in, text_of
from wmpeer.indicators.wide import Plan, ValueColumn, lay
from wmpeer.region.areas import AreaBook

Became = Literal["value", "marker", "area", "period", "heading", "left-out", "problem"]


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """A filled cell (row and column from 0, in the grid) and what it became; `words` says it as a person reads it, or why it is left out.

    `of` tells of a figure or a marker what it is about: its area, period and indicator, where they are said.
    """

    row: int
    column: int
    raw: str
    became: Became
    words: str = ""
    of: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one row or cell: its row from 1, its place as a spreadsheet names it, what stands there."""

    row: int
    column: str
    raw: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a grid as they would be read. The first fifty problems are named, all are counted."""

    cells: tuple[PreviewCell, ...]
    problems: tuple[RowProblem, ...]
    counts: Mapping[Became, int]
    headings: tuple[str, ...] = ()
    values: tuple[ValueColumn, ...] = ()


def preview(grid: Grid, recipe: Recipe, book: AreaBook, rows: int = 200) -> Preview:
    """What *recipe* makes of the first *rows* of *grid*.

    Raises:
        RecipeColumnError: a column the recipe names is not there.
    """
    looking = _Looking(grid, lay(grid, recipe, book), book)
    last = max(recipe.header_rows)
    for number, row in enumerate(grid.head(rows)):
        if number in recipe.header_rows:
            looking.header(number, row)
        elif number < last or (kind := looking.plan.kind(row)) != "row":
            looking.left_out(number, row, "it stands above the headings" if number < last else _WHY.get(kind, ""))
        else:
            looking.data(number, row)
    return Preview(tuple(looking.cells), tuple(looking.problems), dict(looking.counts), looking.plan.headings, tuple(looking.plan.values))


_WHY = {"note": "it is a note on the table", "left-out": "its row is left out, as you chose"}
_ACROSS = {"areas-across": "area", "periods-across": "period", "indicators-across": "indicator"}


@dataclass(slots=True)
class _Looking:
    grid: Grid
    plan: Plan
    book: AreaBook
    cells: list[PreviewCell] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    counts: Counter[Became] = field(default_factory=Counter)

    def header(self, number: int, row: Sequence[str]) -> None:
        """A row of headings."""
        values = {column.place: column for column in self.plan.values}
        for place, raw in _filled(row):
            column = values.get(place)
            if place in self.plan.roles.values():
                self._add(number, place, raw, "heading")
            elif column is None:
                self._add(number, place, raw, "left-out", self._unread(place))
            else:
                self._add(number, place, raw, *self._heading(raw, column))

    def _unread(self, place: int) -> str:
        """Why a column is not read."""
        across = _ACROSS.get(self.plan.recipe.orientation)
        return f"its heading names no {across}" if across and place in self.plan.unread else "its column is not read"

    def _heading(self, raw: str, column: ValueColumn) -> tuple[Became, str]:
        if column.period and (plain_label(raw) == column.period or is_part_of_year(raw)):
            return "period", read_period(column.period).words
        if column.area is not None and raw not in column.code:
            return "area", column.area.name
        return "heading", column.code

    def left_out(self, number: int, row: Sequence[str], why: str) -> None:
        """A row that is not read."""
        for place, raw in _filled(row):
            self._add(number, place, raw, "left-out", why)

    def data(self, number: int, row: Sequence[str]) -> None:
        """A row with figures."""
        roles = {place: role for role, place in self.plan.roles.items()}
        values = {column.place: column for column in self.plan.values}
        lacks = self._lacks(row)
        about = self._about(row)
        for place, raw in _filled(row):
            role = roles.get(place, "")
            if place in values:
                self._value(number, place, raw, lacks, _of(values[place], about))
            elif role in ("area", "ons", "number"):
                self._area(number, place, raw, row)
            elif role in ("period", "year"):
                self._period(number, place, raw, row)
            elif role:
                self._add(number, place, raw, "heading", raw)
            else:
                self._add(number, place, raw, "left-out", self._unread(place))

    def _lacks(self, row: Sequence[str]) -> str:
        """What no cell of a row says though it must: of whom its figures are."""
        across = self.plan.recipe.orientation == "areas-across"
        named = across or any(self.plan.said(row, role) for role in ("area", "ons", "number"))
        return "" if named else "The row names no area."

    def _about(self, row: Sequence[str]) -> tuple[str, str, str]:
        """The area, the period and the indicator that a row says."""
        said = self.plan.said
        found = self.book.find(ons=said(row, "ons"), dfe=said(row, "number"), name=said(row, "area"))
        period = self.plan.when(row)
        name = found.name if found is not None else said(row, "area") or said(row, "ons")
        return name, read_period(period).words if period else "", said(row, "title") or said(row, "code")

    def _value(self, number: int, place: int, raw: str, lacks: str, of: tuple[str, str, str]) -> None:
        note = self.grid.notes.get((number, place))
        if note in ("error", "formula-unknown"):
            self._problem(number, place, raw, meaning(raw).capitalize() + ".")
        elif lacks:
            self._problem(number, place, raw, lacks)
        elif number_in(raw) is not None:
            self._add(number, place, raw, "value", self._number(raw), of)
        elif known_marker(raw):
            self._add(number, place, raw, "marker", meaning(raw), of)
        else:
            self._problem(number, place, raw, f"“{raw[:40]}” is neither a number nor a known marker.")

    def _number(self, raw: str) -> str:
        """A figure as it is read: a share of one is a percentage where the recipe says so."""
        figure = number_in(raw) or 0.0
        share = self.plan.recipe.percent and "%" not in raw
        return f"{(Decimal(repr(figure)) * 100).normalize():f}%" if share else apart(text_of(raw)) + ("%" if "%" in raw else "")

    def _area(self, number: int, place: int, raw: str, row: Sequence[str]) -> None:
        said = self.plan.said
        found = self.book.find(ons=said(row, "ons"), dfe=said(row, "number"), name=said(row, "area"))
        if found is not None:
            self._add(number, place, raw, "area", found.name)
        elif is_total(raw):
            self._add(number, place, raw, "area", f"{raw}: no authority, kept beside")
        else:
            self._problem(number, place, raw, f"“{raw[:40]}” is not known here.")

    def _period(self, number: int, place: int, raw: str, row: Sequence[str]) -> None:
        period = read_period(self.plan.when(row) if is_part_of_year(raw) else plain_label(raw))
        if period.kind == "unknown":
            self._problem(number, place, raw, f"“{raw[:40]}” names no year.")
        else:
            self._add(number, place, raw, "period", period.words)

    def _problem(self, number: int, place: int, raw: str, sentence: str) -> None:
        self._add(number, place, raw, "problem", sentence)
        if len(self.problems) < MOST_NAMED:
            self.problems.append(RowProblem(self.grid.number(number), self.grid.cell(number, place), raw, sentence))

    def _add(self, number: int, place: int, raw: str, became: Became, words: str = "", of: tuple[str, str, str] = ("", "", "")) -> None:
        self.cells.append(PreviewCell(number, place, raw, became, words, of))
        self.counts[became] += 1


def _of(column: ValueColumn, about: tuple[str, str, str]) -> tuple[str, str, str]:
    """What a figure is about, said by its row and by its column."""
    area, period, indicator = about
    code = ": ".join(part for part in (indicator, column.code) if part)
    return column.area.name if column.area is not None else area, read_period(column.period).words if column.period else period, code


def _filled(row: Sequence[str]) -> list[tuple[int, str]]:
    return [(place, cell.strip()) for place, cell in enumerate(row) if cell and not cell.isspace()]
