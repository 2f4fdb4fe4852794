"""A recipe as a TOML file that a person writes or corrects: rows and columns are counted from 1 there, as a spreadsheet does."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from typing import Any

from wmpeer.indicators.errors import BadRecipeError
from wmpeer.indicators.recipe import Recipe, recipe_of

_HEAD = """\
# How a table is read. Rows and columns are counted from 1; a column is named by its heading, or by its number.
# orientation: "long" (a row is one figure), "areas-across", "periods-across" or "indicators-across".
# [columns] says what a column is for: code, title, period, year, area, ons, number, value, unit, polarity, region, year_type.
# [fixed] says what stands for every row: period, year, title, area. An empty period is asked for each time.
"""


def recipe_toml(recipe: Recipe) -> str:
    """*recipe* as TOML, with what its words mean."""
    lines = [_HEAD]
    if recipe.sheet:
        lines.append(f"sheet = {_quoted(recipe.sheet)}")
    lines.append(f"header_rows = [{', '.join(str(row + 1) for row in recipe.header_rows)}]")
    lines.append(f"orientation = {_quoted(recipe.orientation)}")
    if recipe.leave_out:
        lines.append(f"leave_out = [{', '.join(_quoted(one) for one in recipe.leave_out)}]")
    if recipe.percent:
        lines.append("percent = true")
    lines += [f"{name} = {_quoted(said)}" for name, said in (("polarity", recipe.polarity), ("unit", recipe.unit)) if said]
    lines += ["", "[columns]"] + [f"{role} = {at + 1 if isinstance(at, int) else _quoted(at)}" for role, at in recipe.columns.items()]
    if recipe.fixed:
        lines += ["", "[fixed]"] + [f"{role} = {_quoted(said)}" for role, said in recipe.fixed.items()]
    return "\n".join(lines) + "\n"


def is_recipe(told: dict[str, Any]) -> bool:
    """Whether a TOML file is a whole recipe; else it only names the columns of a long table."""
    return bool(told.keys() & {"orientation", "header_rows", "fixed", "sheet"})


def recipe_from_toml(text: str) -> Recipe:
    """The recipe of a TOML file.

    Raises:
        BadRecipeError: it is none.
    """
    try:
        told = tomllib.loads(text)
        known = {"sheet", "header_rows", "orientation", "columns", "fixed", "leave_out", "percent", "polarity", "unit"}
        recipe = recipe_of(json.dumps({name: said for name, said in told.items() if name in known}))
    except (ValueError, TypeError) as error:
        raise BadRecipeError from error
    given = recipe.header_rows if "header_rows" in told else (1,)
    if min(given) < 1 or any(isinstance(at, int) and at < 1 for at in recipe.columns.values()):
        raise BadRecipeError
    return replace(
        recipe, header_rows=tuple(row - 1 for row in given),
        columns={role: at - 1 if isinstance(at, int) else at for role, at in recipe.columns.items()},
    )  # fmt: skip


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
