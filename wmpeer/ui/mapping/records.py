"""What the mapping screen shows, read on a reader: the sheets of a file, and what a recipe makes of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from wmpeer.errors import WmpeerError
from wmpeer.indicators.errors import RecipeColumnError
from wmpeer.indicators.grid import Grid, grids
from wmpeer.indicators.guess import guess
from wmpeer.indicators.incoming import open_incoming
from wmpeer.indicators.mappings import MappingLine, Match, find_mapping, mappings
from wmpeer.indicators.periods_in import without_periods
from wmpeer.indicators.preview import Preview, preview
from wmpeer.indicators.read import source_name
from wmpeer.indicators.recipe import Recipe
from wmpeer.indicators.wide import ValueColumn, read_by_recipe
from wmpeer.intake.mapping import book_of, day_of
from wmpeer.region.areas import AreaBook
from wmpeer.ui.mapping.draft import placed

SHOWN = 200
"""So many rows of a sheet are shown; all are read."""
_PERIOD = "2000"


@dataclass(frozen=True, slots=True)
class SheetFound:
    """A sheet with figures, its first rows, and how to begin: with a saved mapping that seems to fit (`line`), else with a guess."""

    grid: Grid
    head: tuple[tuple[str, ...], ...]
    rows: int
    recipe: Recipe
    name: str
    line: MappingLine | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class TableFound:
    """A file whose columns are to be said. `taken` are the names that other mappings have."""

    path: Path
    book: AreaBook
    sheets: tuple[SheetFound, ...]
    others: tuple[str, ...] = ()
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Looked:
    """What a recipe makes of a sheet: its first rows, cell by cell, and what is still missing before it can be read."""

    preview: Preview
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """What the whole sheet comes to, and what is to be said of it."""

    values: int = 0
    authorities: int = 0
    areas: int = 0
    periods: int = 0
    indicators: int = 0
    markers: int = 0
    problems: tuple[str, ...] = ()
    error: str = ""
    counted: bool = field(default=True)


def table_found(workspace: Any, path: Path) -> TableFound:
    """The sheets of *path* that have areas and figures; raises what opening it raises, and refuses lists of children."""
    book, known = book_of(workspace), workspace.read(mappings)
    incoming = open_incoming(path)
    stem = without_periods(source_name(incoming)) or source_name(incoming)
    found: list[SheetFound] = []
    others: list[str] = []
    sheets = list(grids(incoming))
    matches = {grid.sheet: find_mapping(known, grid, book) for grid in sheets}
    used = {match.line.entity for match in matches.values() if match is not None and not match.doubt}
    free = [line for line in known if line.entity not in used]  # what reads one sheet for sure is not offered for another
    for grid in sheets:
        match = matches[grid.sheet]
        if match is not None and match.doubt and match.line.entity in used:
            match = find_mapping(free, grid, book)
        guessed = guess(grid, book)
        recipe = _with_period(match.recipe, guessed) if match is not None else guessed
        if recipe is None:
            others.append(grid.sheet)
            continue
        head = tuple(tuple(row) for row in grid.head(SHOWN))
        rows = len(grid.rows) if isinstance(grid.rows, Sequence) else 0
        doubt = _doubt(match) if match is not None else ""
        line = match.line if match is not None else None
        name = line.name if line is not None else stem
        found.append(SheetFound(grid, head, rows, placed(recipe, head), name, line, doubt))
    if len(found) > 1:
        found = [replace(one, name=_own_name(stem, one.grid.sheet)) if one.line is None else one for one in found]
    taken = frozenset(line.name.casefold() for line in known)
    found = [replace(one, name=_free_name(one.name, taken)) if one.line is None else one for one in found]
    return TableFound(path, book, tuple(found), tuple(others), taken)


def _with_period(recipe: Recipe, guessed: Recipe | None) -> Recipe:
    """A saved recipe whose period is said anew each time, with the one that the file's own words tell."""
    said = guessed.fixed.get("period", "") if guessed is not None else ""
    return replace(recipe, fixed={**recipe.fixed, "period": said}) if recipe.fixed.get("period") == "" else recipe


def _doubt(match: Match) -> str:
    line = match.line
    return (
        f"It looks like “{line.name}”, saved {day_of(line.saved_at)}, but {match.doubt}{'' if match.doubt.endswith('?') else '.'}"
        if match.doubt
        else ""
    )


def _own_name(stem: str, sheet: str) -> str:
    told = without_periods(sheet)
    return f"{stem}, {told}" if told else f"{stem}, {sheet}"


def _free_name(name: str, taken: frozenset[str]) -> str:
    """*name*, with a number where another mapping has it already."""
    numbered = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return name if name.casefold() not in taken else next(one for one in numbered if one.casefold() not in taken)


def looked(grid: Grid, recipe: Recipe, book: AreaBook) -> Looked:
    """What *recipe* makes of the first rows of *grid*. Where it lacks its column of figures, what stands there is shown as it is."""
    try:
        found = preview(grid, recipe, book, SHOWN)
    except RecipeColumnError:
        found = Preview((), (), {})
    return Looked(found, _missing(recipe, found.values))


def counted(grid: Grid, recipe: Recipe, book: AreaBook) -> Counted:
    """What the whole of *grid* comes to."""
    asked = {role: said or (_PERIOD if role in ("period", "year") else "") for role, said in recipe.fixed.items()}
    try:
        table = read_by_recipe(grid, replace(recipe, fixed=asked), book)
    except WmpeerError as error:
        return Counted(error=error.sentence)
    with_values = [area for area in table.areas if any(area.cells)]
    return Counted(
        table.values, sum(area.level == "authority" for area in with_values), len(with_values),
        len({label for measure in table.measures for label in measure.periods}), len(table.measures), sum(table.markers.values()),
        tuple(f"{problem.sentence.rstrip('.')} ({problem.where})." if problem.where else problem.sentence for problem in table.problems),
    )  # fmt: skip


def _missing(recipe: Recipe, values: Sequence[ValueColumn]) -> tuple[str, ...]:
    """What must still be said, each as what to do."""
    said = {role for role, text in recipe.fixed.items() if text.strip()} | recipe.columns.keys()
    told = []
    if recipe.orientation == "long" and "value" not in said:
        told.append("Say which column holds the figures.")
    elif not values:
        told.append(_NO_COLUMNS[recipe.orientation])
    if recipe.orientation != "areas-across" and not said & {"area", "ons", "number"}:
        told.append("Say which column names the area.")
    across = recipe.orientation
    in_headings = [bool(values) and all(each) for each in ([one.period for one in values], [one.code for one in values])]
    if "period" not in said and not in_headings[0] and across != "periods-across":
        told.append("Say which column names the period, or write the period once for all.")
    if not said & {"code", "title"} and not in_headings[1] and across != "indicators-across":
        told.append("Say which column names the indicator, or write it once for all.")
    return tuple(told)


_NO_COLUMNS = {
    "long": "Say which column holds the figures.",
    "areas-across": "No heading names an area: say in which row the headings stand.",
    "periods-across": "No heading names a period: say in which row the headings stand, or write the year of its quarters.",
    "indicators-across": "No column is left for figures: say in which row the headings stand.",
}
