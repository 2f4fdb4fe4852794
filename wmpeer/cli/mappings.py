"""Commands about mappings: how tables are read whose columns nobody knew beforehand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wmpeer.cli.answer import Answer
from wmpeer.cli.options import Common, Opened, answering
from wmpeer.cli.setup import FILE

if TYPE_CHECKING:
    from wmpeer.indicators.grid import Grid
    from wmpeer.indicators.mappings import MappingLine
    from wmpeer.journal.workspace import Workspace
    from wmpeer.region.areas import AreaBook

TABLE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@FILE
@answering
def mappings(common: Common, file: Path) -> Answer:
    """The saved mappings, by name: what each is kept as, when it was saved, and which file it read last.

    A table whose headings are those of a saved mapping is read by it when it is loaded; `load --mapping NAME` asks for one by name.
    """
    from wmpeer.indicators.mappings import mappings as saved

    with Opened(file, common) as workspace:
        lines = workspace.read(saved)
    said = [f"{one.name:<32} {one.recipe.orientation:<18} {_used(one)}" for one in lines]
    return Answer([_line(one) for one in lines], said or ["No mapping is saved yet."])


@click.command()
@FILE
@click.option("--show", metavar="NAME", help="Print the mapping of this name as TOML, to look at, or to correct and to load with.")
@click.option("--guess", metavar="TABLE", type=TABLE, help="Print a proposal for this table as TOML; nothing is kept.")
@click.option("--keep", metavar="NAME", help="Save a mapping under this name: that of --recipe, for the table --table.")
@click.option("--forget", metavar="NAME", help="Forget the mapping of this name; what was read by it stays.")
@click.option("--recipe", metavar="X.toml", type=TABLE, help="With --keep: how the table is read; the proposal where not given.")
@click.option("--table", metavar="TABLE", type=TABLE, help="With --keep: a table that is read so, by which the next one is known again.")
@click.option("--sheet", default="", metavar="NAME", help="Of a workbook, this sheet; the first with figures where not given.")
@answering
def mapping(
    common: Common, file: Path, show: str | None, guess: Path | None, keep: str | None, forget: str | None, recipe: Path | None,
    table: Path | None, sheet: str,
) -> Answer:  # fmt: skip
    """Show, propose, save or forget how a table's columns are read.

    The way from an unknown table to its figures: `--guess TABLE` prints a proposal; put it into a file, correct it there, and load the
    table with `load --mapping X.toml`; or save it with `--keep NAME --recipe X.toml --table TABLE`, and the table, and next quarter's with
    the same headings, are read by it without being asked.
    """
    if sum(one is not None for one in (show, guess, keep, forget)) != 1:
        raise click.UsageError("Say one of --show, --guess, --keep and --forget.")
    if keep is not None and table is None:
        raise click.UsageError("Say with --table which table is read so.")
    with Opened(file, common) as workspace:
        if show is not None:
            return _shown(workspace, show)
        if guess is not None:
            return _guessed(workspace, guess, sheet)
        if forget is not None:
            return _forgotten(workspace, forget)
        return _kept(workspace, keep or "", table or Path(), recipe, sheet)


def _shown(workspace: Workspace, name: str) -> Answer:
    from wmpeer.indicators.mappings import mapping_named
    from wmpeer.indicators.recipe_text import recipe_toml

    line = workspace.read(mapping_named, name)
    toml = recipe_toml(line.recipe)
    return Answer({**_line(line), "recipe": json.loads(line.recipe.to_json()), "toml": toml}, toml.splitlines())


def _guessed(workspace: Workspace, path: Path, sheet: str) -> Answer:
    from wmpeer.indicators.guess import guess
    from wmpeer.indicators.recipe_text import recipe_toml

    grid, book = _grid(workspace, path, sheet)
    recipe = guess(grid, book)
    assert recipe is not None
    toml = recipe_toml(recipe)
    return Answer({"path": str(path), "sheet": grid.sheet, "recipe": json.loads(recipe.to_json()), "toml": toml}, toml.splitlines())


def _kept(workspace: Workspace, name: str, path: Path, recipe_at: Path | None, sheet: str) -> Answer:
    from dataclasses import replace

    from wmpeer.indicators.guess import guess
    from wmpeer.indicators.mappings import keep_mapping, mapping_named
    from wmpeer.indicators.recipe_text import recipe_from_toml
    from wmpeer.indicators.wide import lay

    asked = recipe_from_toml(recipe_at.read_text(encoding="utf-8-sig")) if recipe_at is not None else None
    grid, book = _grid(workspace, path, sheet or (asked.sheet if asked else ""))
    recipe = asked or guess(grid, book)
    assert recipe is not None
    recipe = replace(recipe, sheet=grid.sheet)
    lay(grid, recipe, book)
    kept = keep_mapping(workspace, name, recipe, grid, book)
    return Answer(_line(workspace.read(mapping_named, kept.entity)), [f"“{name}” is saved; tables with these headings are read by it."])


def _forgotten(workspace: Workspace, name: str) -> Answer:
    from wmpeer.indicators.mappings import forget_mapping, mapping_named

    line = workspace.read(mapping_named, name)
    forget_mapping(workspace, line.entity)
    return Answer({**_line(line), "status": "forgotten"}, [f"“{line.name}” is forgotten; what was read by it stays."])


def _grid(workspace: Workspace, path: Path, sheet: str) -> tuple[Grid, AreaBook]:
    """The sheet that is meant, and the areas it may be about.

    Raises:
        NoSuchSheetError, NoFiguresToMapError.
    """
    from wmpeer.indicators.grid import grids
    from wmpeer.indicators.guess import guess
    from wmpeer.indicators.incoming import open_incoming
    from wmpeer.intake.errors import NoFiguresToMapError, NoSuchSheetError
    from wmpeer.intake.mapping import book_of

    book = book_of(workspace)
    found = list(grids(open_incoming(path)))
    called = [grid for grid in found if not sheet or grid.sheet == sheet]
    if not called:
        raise NoSuchSheetError(name=path.name, sheet=sheet, sheets=", ".join(f"“{grid.sheet}”" for grid in found))
    fit = next((grid for grid in called if guess(grid, book) is not None), None)
    if fit is None:
        raise NoFiguresToMapError(name=path.name)
    return fit, book


def _line(one: MappingLine) -> dict[str, Any]:
    return {
        "id": one.entity, "name": one.name, "source": one.source, "orientation": one.recipe.orientation, "sheet": one.recipe.sheet or None,
        "saved_at": one.saved_at, "used_at": one.used_at or None, "used_for": one.used_for or None, "files": one.files,
    }  # fmt: skip


def _used(one: MappingLine) -> str:
    return f"last used for {one.used_for}" if one.used_for else "not used yet"
