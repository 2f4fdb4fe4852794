"""The sheets of a file, or its text, read as a person said that their columns are to be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from wmpeer.indicators.ending import CUT, CUT_SHORT, TAKE, Ending, cut_problem, cut_question, is_taken, taken_problem
from wmpeer.indicators.errors import NoAuthorityRowsError
from wmpeer.indicators.grid import Grid, grids
from wmpeer.indicators.incoming import Incoming
from wmpeer.indicators.recipe import Recipe, Role
from wmpeer.indicators.several import together
from wmpeer.indicators.tables import AnyTable, Question, ValueTable
from wmpeer.indicators.wide import read_by_recipe
from wmpeer.region.areas import AreaBook

PERIOD = "period"
"""The question of a table whose period is said once for all, and said anew for each file."""
_MOST_SHEETS = 3
ANY_PERIOD = "2000"
"""Stands for a period nobody has said yet: it is read, so that everything else can be told, and never kept."""


_PERIOD_ASKED = Question(PERIOD, (), "Which period are its figures for? Write it as you would, such as Q2 2025/26.", needed=True)


@dataclass(frozen=True, slots=True)
class Use:
    """How one sheet is read. `mapping` is the record of the mapping it comes from, `source` what its figures are kept under; both are
    empty where the columns were said for this file alone. `name` is the mapping's, `saved` tells the day it was saved, `added` the
    headings that were not there then."""

    sheet: str
    recipe: Recipe
    mapping: str = ""
    source: str = ""
    name: str = ""
    saved: str = ""
    added: tuple[str, ...] = ()


def said_of(uses: Sequence[Use]) -> str:
    """How sheets are read, to a person: “read as “Regional quarterly”, saved 3 September”; empty where no mapping is used."""
    by_day: dict[str, list[str]] = {}
    for use in uses:
        if use.name:
            by_day.setdefault(use.saved, []).append(f"“{use.name}”")
    parts = [f"{' and '.join(dict.fromkeys(names))}{f', saved {day}' if day else ''}" for day, names in by_day.items()]
    added = list(dict.fromkeys(f"“{heading}”" for use in uses for heading in use.added))
    new = f" (new there: {', '.join(added[:3])}{' …' if len(added) > 3 else ''})" if added else ""
    return f"read as {'; '.join(parts)}{new}" if parts else ""


def unsaid_words(sheets: Sequence[tuple[str, int]]) -> str:
    """Sheets of which nobody said the columns: "Care: 89 figures, not said yet"; each with its figures, where they could be counted."""
    told = [f"{sheet}: {figures:,} figure{'' if figures == 1 else 's'}" if figures else sheet for sheet, figures in sheets[:_MOST_SHEETS]]
    more = len(sheets) - _MOST_SHEETS
    listed = ", ".join([*told, f"{more:,} more sheet{'' if more == 1 else 's'}"] if more > 0 else told)
    return f"{listed}, not said yet"


def read_mapped(
    incoming: Incoming, laid: Sequence[tuple[Grid, Use]], book: AreaBook, choices: Mapping[str, str], source: str
) -> tuple[AnyTable, ...]:  # fmt: skip
    """Each grid read by its use; one without rows beside others is passed over. A period that is to be said is taken from
    *choices*, else it is asked for.

    Raises:
        RecipeColumnError, NoAuthorityRowsError.
    """
    read: list[ValueTable] = []
    without: list[NoAuthorityRowsError] = []
    for grid, use in laid:
        try:
            read.append(_read(incoming, grid, use, book, choices, source))
        except NoAuthorityRowsError as error:  # a sheet that is empty this time holds the others up for nothing
            without.append(error)
    if not read:
        raise without[0]
    return tuple(together(read))


def _read(incoming: Incoming, grid: Grid, use: Use, book: AreaBook, choices: Mapping[str, str], source: str) -> ValueTable:
    recipe, times = use.recipe, get_args(Literal["period", "year"])
    open_roles: list[Role] = [role for role in times if use.recipe.fixed.get(role) == ""]
    said = choices.get(PERIOD, "").strip()
    if open_roles:
        recipe = replace(recipe, fixed={**recipe.fixed, **dict.fromkeys(open_roles, said or ANY_PERIOD)})
    table = read_by_recipe(grid, recipe, book, source=use.source or source, mapping=use.mapping)
    table = replace(table, choices={"mapping": use.recipe.digest, **({PERIOD: said} if open_roles and said else {})})
    if open_roles and not said:
        table = replace(table, questions=(*table.questions, _PERIOD_ASKED), release="")
    return table if incoming.sheets else _to_the_end(incoming, use, recipe, table, book, choices)


def _to_the_end(
    incoming: Incoming, use: Use, recipe: Recipe, table: ValueTable, book: AreaBook, choices: Mapping[str, str]
) -> ValueTable:  # fmt: skip
    """The table of a text. One that was cut in mid-line asks whether it is to be taken, and never bears the name of a whole one."""
    last = max(recipe.header_rows)
    width = next((len(row) for at, row in enumerate(incoming.rows()) if at == last), 0)
    if not incoming.ending.cut(width, incoming.delimiter):
        return table
    rows = incoming.ending.rows
    (grid,) = grids(replace(incoming, stop_at=rows, ending=Ending()))
    read = read_by_recipe(grid, recipe, book, source=table.source, mapping=use.mapping)
    read = replace(read, choices=table.choices, questions=table.questions, release=table.release)
    if not is_taken(choices):
        problems = (*read.problems, cut_problem(incoming.name, rows))
        return replace(read, problems=problems, questions=(*read.questions, cut_question(incoming.name, rows)))
    problems = (*read.problems, taken_problem(incoming.name, rows))
    return replace(read, problems=problems, source=read.source + CUT_SHORT, choices={**read.choices, CUT: TAKE})
