"""Tables whose columns nobody knew beforehand: by which saved mapping a file is read, and which of its sheets are to be asked about."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from wmpeer.clock import in_words, now
from wmpeer.errors import WmpeerError
from wmpeer.indicators.ending import without_cut
from wmpeer.indicators.errors import (
    BadRecipeError,
    CodeListError,
    FinanceTableError,
    MetaFileError,
    RecipeColumnError,
    UnknownTableError,
)
from wmpeer.indicators.grid import Grid, grids
from wmpeer.indicators.guess import guess
from wmpeer.indicators.incoming import Incoming, open_incoming
from wmpeer.indicators.mapped import ANY_PERIOD, PERIOD, Use, read_mapped
from wmpeer.indicators.mappings import MappingLine, Match, NoSuchMappingError, find_mapping, laid_on, mapping_named, mappings
from wmpeer.indicators.periods_in import without_periods
from wmpeer.indicators.queries import known_areas, known_batches
from wmpeer.indicators.read import read_incoming, source_name, with_day
from wmpeer.indicators.recipe import Role
from wmpeer.indicators.recipe_text import is_recipe, recipe_from_toml
from wmpeer.indicators.several import JOINT, told_of_sheets
from wmpeer.indicators.tables import AnyTable, Question
from wmpeer.indicators.wide import lay, read_by_recipe
from wmpeer.intake.errors import UnknownMappingError
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.progress import Progress, silent
from wmpeer.region.areas import AreaBook
from wmpeer.region.queries import region_of


@dataclass(frozen=True, slots=True)
class FileRead:
    """The tables of a file, and how those were read whose columns nobody knew beforehand. Without tables, `to_map` names the sheets whose
    columns are to be said, and `doubt` tells why a mapping that seems to fit is asked about."""

    tables: tuple[AnyTable, ...]
    sha256: str
    uses: tuple[Use, ...] = ()
    to_map: tuple[str, ...] = ()
    doubt: str = ""
    unsaid: tuple[tuple[str, int], ...] = ()
    """The sheets in sight beside those that were read, each with how many figures it seems to have."""


def read_file(workspace: Workspace, path: Path, wishes: Wishes, progress: Progress = silent, uses: Sequence[Use] = ()) -> FileRead:
    """Read the tables of a file: those of *uses* as they say; else by the mapping that *wishes* name; else by a saved mapping that fits
    surely; else as tables of a known kind. What they leave open is answered by *wishes*, else as it was answered when this source was last
    loaded. What is then still open stands in their questions.

    Raises:
        WmpeerError: it cannot be read. StoppedError: from *progress*.
    """
    book = book_of(workspace)
    incoming = open_incoming(path, progress=progress)
    by_role: dict[str, str] | None = None
    if wishes.mapping and not uses:
        named = _named(workspace, wishes.mapping)
        if isinstance(named, dict):
            by_role = named
        else:
            laid = _laid(named, list(grids(incoming)), book)
            return _by_uses(workspace, incoming, laid, book, wishes)
    if by_role is None:
        known = workspace.read(mappings)
        if uses or known:
            return _with_mappings(workspace, incoming, book, wishes, uses, known)
    return _known_kind(workspace, incoming, book, wishes, by_role, ())


def book_of(workspace: Workspace) -> AreaBook:
    """The areas that tables of this workspace may be about."""
    return workspace.read(known_areas, workspace.read(region_of).ons_code)


def use_of(match: Match) -> Use:
    """A saved mapping as it is used."""
    line = match.line
    return Use(match.recipe.sheet, match.recipe, line.entity, line.source, line.name, day_of(line.saved_at), match.added)


def day_of(moment: str) -> str:
    """The day of a moment of the record, as people write it: "3 September"; with its year where that is not this one."""
    if not moment:
        return ""
    day = datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone()
    return in_words(day, year=day.year != now().astimezone(day.tzinfo).year)


def _with_mappings(
    workspace: Workspace, incoming: Incoming, book: AreaBook, wishes: Wishes, uses: Sequence[Use], known: Sequence[MappingLine]
) -> FileRead:  # fmt: skip
    """A file some of whose sheets are read by mappings; the others by what they are, if they are something known."""
    told = {use.sheet: use for use in uses}
    laid: list[tuple[Grid, Use]] = []
    doubtful: list[Match] = []
    for grid in grids(incoming):
        if grid.sheet in told:
            laid.append((grid, told[grid.sheet]))
        elif (match := find_mapping(known, grid, book)) is not None:
            (doubtful.append(match) if match.doubt else laid.append((grid, use_of(match))))
    if laid:
        return _by_uses(workspace, incoming, laid, book, wishes)
    return _known_kind(workspace, incoming, book, wishes, None, doubtful)


def _known_kind(
    workspace: Workspace, incoming: Incoming, book: AreaBook, wishes: Wishes, by_role: Mapping[str, str] | None, doubtful: Sequence[Match]
) -> FileRead:  # fmt: skip
    """A file whose tables are of a known kind, else one whose columns are to be asked about."""
    try:
        tables = _with_memory(workspace, incoming, book, wishes, by_role)
    except UnknownTableError:
        return _to_be_asked(incoming, book, doubtful)
    return FileRead(tables, incoming.sha256, (), _left_to_map(incoming, book, tables))


def _by_uses(workspace: Workspace, incoming: Incoming, laid: Sequence[tuple[Grid, Use]], book: AreaBook, wishes: Wishes) -> FileRead:
    choices = {**_before(workspace, incoming.sha256), **wishes.choices}
    if wishes.period:
        choices[PERIOD] = wishes.period
    tables = with_day(incoming, read_mapped(incoming, laid, book, choices, source_name(incoming)))
    taken = {name for table in tables for name in table.sheet.split(JOINT)} | {grid.sheet for grid, _ in laid if not grid.sheet}
    here = tuple(sheet for sheet in incoming.sheets if sheet.name in taken)
    rest = tuple(sheet for sheet in incoming.sheets if sheet.name not in taken)
    others: tuple[AnyTable, ...] = ()
    if rest:
        try:
            others = _with_memory(workspace, replace(incoming, sheets=rest), book, wishes, None)
        except (UnknownTableError, CodeListError, FinanceTableError, MetaFileError):
            here = incoming.sheets  # nothing is known of the others: they are named as left out
    if here:
        tables = told_of_sheets(replace(incoming, sheets=here), tables)
    read = (*tables, *others)
    left = _left_to_map(incoming, book, read)
    return FileRead(read, incoming.sha256, tuple(use for _, use in laid), left, unsaid=_unsaid(incoming, book, left))


def _unsaid(incoming: Incoming, book: AreaBook, left: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The sheets of *left* that are no hidden ones, with how many figures each has as far as can be guessed."""
    seen = [grid for grid in grids(incoming) if grid.sheet in left and not grid.hidden] if left else []
    return tuple((grid.sheet, _figures(grid, book)) for grid in seen)


def _figures(grid: Grid, book: AreaBook) -> int:
    recipe = guess(grid, book)
    if recipe is None:
        return 0
    times: tuple[Role, ...] = ("period", "year")
    fixed = {role: said or (ANY_PERIOD if role in times else "") for role, said in recipe.fixed.items()}
    try:
        return read_by_recipe(grid, replace(recipe, fixed=fixed), book).values
    except WmpeerError:
        return 0  # it can be guessed at, not read: it is named without a count


def _left_to_map(incoming: Incoming, book: AreaBook, tables: Sequence[AnyTable]) -> tuple[str, ...]:
    """The sheets of a workbook that were not read, and whose columns a person could say."""
    if not incoming.sheets or not all(table.sheet for table in tables):
        return ()
    return tuple(_could_be_mapped(incoming, book, {name for table in tables for name in table.sheet.split(JOINT)}))


def _before(workspace: Workspace, sha256: str) -> dict[str, str]:
    """What was answered for this very file; a period is never remembered for another."""
    known = (one for one in workspace.read(known_batches) if one.sha256 == sha256)
    return {column: value for one in known for column, value in dict(one.choices).items() if column != "mapping"}


def _to_be_asked(incoming: Incoming, book: AreaBook, doubtful: Sequence[Match]) -> FileRead:
    """Nothing is known for sure: which sheets a person may say the columns of.

    Raises:
        UnknownTableError: none has areas and figures.
    """
    to_map = tuple(dict.fromkeys([match.recipe.sheet for match in doubtful] + list(_could_be_mapped(incoming, book, set()))))
    if not to_map:
        read_incoming(incoming, book)  # fails, and says what the headings are
    doubt = f"it looks like “{doubtful[0].line.name}”, but {doubtful[0].doubt}" if doubtful else ""
    return FileRead((), incoming.sha256, (), to_map, doubt)


def _could_be_mapped(incoming: Incoming, book: AreaBook, taken: set[str]) -> Iterator[str]:
    for grid in grids(incoming):
        if grid.sheet not in taken and guess(grid, book) is not None:
            yield grid.sheet


def _named(workspace: Workspace, name: str) -> MappingLine | Use | dict[str, str]:
    """The mapping that is asked for: saved in the workspace under this name, else a TOML file: a whole recipe, or the headings of a long
    table by what they are for.

    Raises:
        UnknownMappingError: there is none of that name. BadRecipeError: the file is none.
    """
    try:
        return workspace.read(mapping_named, name)
    except NoSuchMappingError:
        pass
    try:
        text = Path(name).read_text(encoding="utf-8-sig")
        told = tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise UnknownMappingError(name=name) from error
    if is_recipe(told):
        recipe = recipe_from_toml(text)
        return Use(recipe.sheet, recipe)
    columns = told.get("columns", told)
    if not isinstance(columns, dict):
        raise BadRecipeError
    return {role: str(heading) for role, heading in columns.items()}


def _laid(named: MappingLine | Use, found: Sequence[Grid], book: AreaBook) -> list[tuple[Grid, Use]]:
    """The sheets that a mapping asked for by name is laid on: those of its sheet's name, else every one that has its columns.

    Raises:
        RecipeColumnError: none has them.
    """
    wanted = without_periods(named.sheet if isinstance(named, Use) else named.recipe.sheet).casefold()
    called = [grid for grid in found if wanted and without_periods(grid.sheet).casefold() == wanted]
    laid: list[tuple[Grid, Use]] = []
    failed: RecipeColumnError | None = None
    for grid in called or [grid for grid in found if not grid.hidden] or found:
        try:
            use = _use_on(named, grid, book)
            lay(grid, use.recipe, book)
        except RecipeColumnError as error:
            failed = failed or error
        else:
            laid.append((grid, use))
    if not laid:
        raise failed or RecipeColumnError(name=found[0].name if found else "", column="value")
    return laid


def _use_on(named: MappingLine | Use, grid: Grid, book: AreaBook) -> Use:
    if isinstance(named, Use):
        return replace(named, sheet=grid.sheet, recipe=replace(named.recipe, sheet=grid.sheet))
    return use_of(Match(named, laid_on(named, grid, book)))


def _with_memory(
    workspace: Workspace, incoming: Incoming, book: AreaBook, wishes: Wishes, by_role: Mapping[str, str] | None
) -> tuple[AnyTable, ...]:  # fmt: skip
    """The tables of a known kind; what they leave open is answered by *wishes*, else as when this source was last loaded."""
    tables = read_incoming(incoming, book, wishes.choices, by_role, wishes.period)
    if any(question for table in tables for question in needed(table)):
        sources = {table.source for table in tables}
        known = sorted(workspace.read(known_batches), key=lambda one: one.sha256 != incoming.sha256)
        before = [
            dict(one.choices) if one.sha256 == incoming.sha256 else without_cut(dict(one.choices)) for one in known
            if one.source in sources or one.sha256 == incoming.sha256
        ]  # fmt: skip
        if before:
            tables = read_incoming(incoming, book, {**before[0], **wishes.choices}, by_role, wishes.period)
    return tables


def needed(table: AnyTable) -> Iterator[Question]:
    """What must still be answered of a table."""
    return (question for question in table.questions if question.needed and question.column not in table.choices)
