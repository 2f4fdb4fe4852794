"""How tables with unknown columns are read, kept under a name: saved, listed, and known again in next quarter's file.

A table is known again by its headings without the periods and areas in them, so that new quarters, new rows, other lines above the
headings, an authority more, or a column more change nothing. Where a heading is gone or renamed, or where the headings alone do not say
what the figures are about and file or sheet are called otherwise, the match is doubtful: it is asked about, never assumed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.errors import WmpeerError
from wmpeer.indicators.errors import BadRecipeError
from wmpeer.indicators.grid import Grid
from wmpeer.indicators.periods_in import without_periods
from wmpeer.indicators.recipe import Recipe, recipe_of
from wmpeer.indicators.recognise import words
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.models.records import Batch, ColumnMapping
from wmpeer.region.areas import AreaBook

_LOOK = 25
_AREA = "<area>"
_LIKE = 0.6
"""A table that has so much of a mapping's headings is asked about."""
_RENAMED = 0.5
"""So much is enough where one heading stands in the place of another, in a sheet of the same name."""


class MappingNameMissingError(WmpeerError):
    """A mapping needs a name.

    Call it by what it reads, such as “Regional quarterly”.
    """


class NoSuchMappingError(WmpeerError):
    """There is no mapping of that name.

    `wmpeer mappings FILE` lists those that are saved.
    """


class MappingNameTakenError(WmpeerError):
    """Another mapping is called “{name}” already.

    Give this one another name, or forget the other one first.
    """


@dataclass(frozen=True, slots=True)
class Known:
    """What a mapping remembers of the table it was made for: its headings without periods, and the names of sheet and file without them."""

    headings: tuple[str, ...] = ()
    sheet: str = ""
    stem: str = ""


@dataclass(frozen=True, slots=True)
class MappingLine:
    """A saved mapping. `source` is the name its figures are kept under; `used_at` and `used_for` tell the newest file it read (UTC)."""

    entity: str
    name: str
    source: str
    recipe: Recipe
    known: Known
    signature: str
    saved_at: str
    used_at: str = ""
    used_for: str = ""
    files: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A mapping that fits a grid, its recipe moved to where the headings stand now. `doubt` says why it must be asked about."""

    line: MappingLine
    recipe: Recipe
    doubt: str = ""
    added: tuple[str, ...] = ()
    """Headings that were not there before."""


@dataclass(frozen=True, slots=True)
class KeptMapping:
    """A mapping's record, and what was changed."""

    entity: str
    changed: Changed


def known_of(grid: Grid, header_rows: Sequence[int], book: AreaBook) -> Known:
    """What is remembered of *grid*, whose headings stand in *header_rows*."""
    told: dict[str, None] = {}
    rows = grid.head(max(header_rows) + 1)
    for at in header_rows:
        for cell in rows[at] if at < len(rows) else ():
            told.setdefault(_plain(cell, book))
    told.pop("", None)
    return Known(tuple(sorted(told)), _sheet(grid, book), _stem(grid))


def _sheet(grid: Grid, book: AreaBook) -> str:
    """A sheet's name as it is remembered; that of an area is as good as that of another."""
    return _AREA if grid.sheet and book.find(name=without_periods(grid.sheet)) is not None else words(without_periods(grid.sheet))


def _stem(grid: Grid) -> str:
    return words(without_periods(PurePath(grid.name).stem.removesuffix(".csv")))


def signature_of(grid: Grid, header_rows: Sequence[int], book: AreaBook) -> str:
    """A hash of the headings, with periods taken out and areas counted as one: the same next quarter."""
    return _signature(known_of(grid, header_rows, book))


def _signature(known: Known) -> str:
    return sha256(json.dumps(known.headings, ensure_ascii=False).encode()).hexdigest()[:32]


def _plain(cell: str, book: AreaBook) -> str:
    """A heading as it is remembered: areas as one word, periods as none."""
    said = cell.strip()
    if not said or len(said) > 200:
        return ""
    if any(one.isalpha() for one in said) and book.find(ons=said, name=said) is not None:
        return _AREA
    return words(without_periods(said))


def mappings(session: Session) -> tuple[MappingLine, ...]:
    """Every saved mapping, by name; one that cannot be understood any more is passed over."""
    used: dict[str, list[tuple[str, str]]] = {}
    asked = select(Batch.mapping, Batch.loaded_at, Batch.name).where(Batch.withdrawn.is_(False), Batch.mapping.is_not(None))
    for entity, at, name in session.execute(asked):
        used.setdefault(entity or "", []).append((at or "", name or ""))
    found = []
    for row in session.scalars(select(ColumnMapping).where(ColumnMapping.withdrawn.is_(False))):
        told = dict(row.recipe or {})
        last = max(used.get(row.entity, [("", "")]))
        try:
            recipe = recipe_of(json.dumps(told))
        except BadRecipeError:
            continue
        found.append(MappingLine(
            row.entity, row.name or "", row.source or row.name or "", recipe, _known(told.get("known")),
            row.signature or "", row.changed_at, *last, len(used.get(row.entity, ())),
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda line: (line.name.casefold(), line.entity)))


def mapping_named(session: Session, name: str) -> MappingLine:
    """The mapping of that name, in any case, or of that record.

    Raises:
        NoSuchMappingError
    """
    wanted = name.strip().casefold()
    found = [line for line in mappings(session) if wanted in (line.name.casefold(), line.entity)]
    if not found:
        raise NoSuchMappingError
    return found[0]


def find_mapping(lines: Iterable[MappingLine], grid: Grid, book: AreaBook) -> Match | None:
    """The mapping by which *grid* is to be read: one that fits surely before one that is doubtful, the longest known headings first."""
    doubtful: Match | None = None
    for line in sorted(lines, key=lambda one: (-len(one.known.headings), one.name)):
        match = _match(line, grid, book)
        if match is not None and not match.doubt:
            return match
        doubtful = doubtful or match
    return doubtful


def laid_on(line: MappingLine, grid: Grid, book: AreaBook) -> Recipe:
    """The mapping's recipe as a person asks for it: its headings where *grid* has most of them, else where they stood."""
    match = _match(line, grid, book, least=0.0)
    return match.recipe if match is not None else replace(line.recipe, sheet=grid.sheet)


def _match(line: MappingLine, grid: Grid, book: AreaBook, least: float = _LIKE) -> Match | None:
    wanted = set(line.known.headings)
    if not wanted:
        return None
    span = max(line.recipe.header_rows) - min(line.recipe.header_rows)
    rows = grid.head(_LOOK + span)
    stood = min(line.recipe.header_rows)
    best: tuple[float, int, set[str]] = (0.0, stood, set())
    for top in sorted(range(max(1, len(rows) - span)), key=lambda at: abs(at - stood)):
        here = set(known_of(grid, [at - stood + top for at in line.recipe.header_rows], book).headings) if top < _LOOK else set()
        share = len(wanted & here) / len(wanted)
        if share > best[0]:
            best = (share, top, here)
        if share == 1.0:
            break
    share, top, here = best
    heads = tuple(at - stood + top for at in line.recipe.header_rows)
    renamed = _renamed(line, grid, heads, here, book)
    if share == 0.0 or share < (min(least, _RENAMED) if renamed and line.known.sheet == _sheet(grid, book) else least):
        return None
    columns = {role: renamed.get(at, at) if isinstance(at, str) else at for role, at in line.recipe.columns.items()}
    recipe = replace(line.recipe, sheet=grid.sheet, header_rows=heads, columns=columns)
    if "area" in recipe.fixed and (alone := book.find(name=without_periods(grid.sheet)) if grid.sheet else None) is not None:
        recipe = replace(recipe, fixed={**recipe.fixed, "area": alone.name})
    doubt = "; ".join(f"“{old}” is now “{new}”: the same?" for old, new in renamed.items()) or _doubt(line, grid, here, book)
    return Match(line, recipe, doubt, tuple(sorted(here - wanted - {_AREA})))


def _renamed(line: MappingLine, grid: Grid, heads: Sequence[int], here: set[str], book: AreaBook) -> dict[str, str]:
    """The heading of a column with a meaning that is gone, and the only new heading there is: most likely it was renamed."""
    gone, new = set(line.known.headings) - here, here - set(line.known.headings)
    if len(gone) != 1 or len(new) != 1 or _AREA in gone | new:
        return {}
    told = [at for at in line.recipe.columns.values() if isinstance(at, str) and _plain(at, book) in gone]
    rows = grid.head(max(heads) + 1)
    now = [cell.strip() for at in heads if at < len(rows) for cell in rows[at] if _plain(cell, book) in new]
    return {told[0]: now[0]} if len(told) == 1 and len(now) == 1 else {}


def _doubt(line: MappingLine, grid: Grid, here: set[str], book: AreaBook) -> str:
    """Why a match is not sure."""
    gone = [heading for heading in line.known.headings if heading not in here]
    if gone:
        named = ", ".join(f"“{heading}”" for heading in gone[:3]).replace(f"“{_AREA}”", "areas")
        return f"{named} {'is' if len(gone) == 1 else 'are'} no longer among the headings"
    if here - set(line.known.headings) and any(isinstance(at, int) for at in line.recipe.columns.values()):
        return "there are other headings besides, and a column without a heading may have moved"
    if len(here - set(line.known.headings)) > len(line.known.headings):
        return "most of its headings are new"
    if line.known.sheet != _sheet(grid, book):
        return f"its sheet is called “{grid.sheet}”, not “{line.recipe.sheet}”"
    nameless = line.recipe.fixed.keys() & {"code", "title"} or ("area" in line.recipe.fixed and line.known.sheet != _AREA)
    if nameless and line.known.stem != _stem(grid):
        return "the file is called otherwise, and nothing in it says what its figures are about"
    return ""


def keep_mapping(workspace: Workspace, name: str, recipe: Recipe, grid: Grid, book: AreaBook, entity: str = "") -> KeptMapping:
    """Keep how *grid* is read under *name*, or change the mapping *entity*. A period said once for all is not kept: it is asked each time.

    Raises:
        MappingNameMissingError, MappingNameTakenError, NotYourPartError.
    """
    name = " ".join(name.split())
    if not name:
        raise MappingNameMissingError
    known = known_of(grid, recipe.header_rows, book)
    kept = replace(recipe, fixed={role: "" if role in ("period", "year") else said for role, said in recipe.fixed.items()})
    told = {**json.loads(kept.to_json()), "known": {"headings": list(known.headings), "sheet": known.sheet, "stem": known.stem}}
    with workspace.write("Save mapping") as journal:
        _refuse_taken(journal.session, name, entity)
        standing = journal.session.get(ColumnMapping, entity) if entity else None
        fields = {"name": name, "recipe": told, "signature": _signature(known)}
        if standing is None or not standing.source:
            fields["source"] = name
        kept_as = journal.settle("column_mapping", standing, fields)
    return KeptMapping(kept_as, journal.changed)


def rename_mapping(workspace: Workspace, entity: str, name: str) -> Changed:
    """Call a mapping otherwise. What its figures are kept under stays, so that a series goes on.

    Raises:
        MappingNameMissingError, MappingNameTakenError, NoSuchMappingError, NotYourPartError.
    """
    name = " ".join(name.split())
    if not name:
        raise MappingNameMissingError
    with workspace.write("Rename mapping") as journal:
        _standing(journal.session, entity)
        _refuse_taken(journal.session, name, entity)
        journal.keep("column_mapping", {"name": name}, entity=entity)
    return journal.changed


def forget_mapping(workspace: Workspace, entity: str) -> Changed:
    """Forget a mapping: what was read by it stays, the next file of its kind is asked about.

    Raises:
        NoSuchMappingError, NotYourPartError.
    """
    with workspace.write("Forget mapping") as journal:
        _standing(journal.session, entity)
        journal.keep("column_mapping", {"withdrawn": True}, entity=entity)
    return journal.changed


def _standing(session: Session, entity: str) -> ColumnMapping:
    row = session.get(ColumnMapping, entity)
    if row is None or row.withdrawn:
        raise NoSuchMappingError
    return row


def _refuse_taken(session: Session, name: str, entity: str) -> None:
    standing = session.execute(select(ColumnMapping.entity, ColumnMapping.name).where(ColumnMapping.withdrawn.is_(False)))
    if any((other or "").casefold() == name.casefold() and known != entity for known, other in standing):
        raise MappingNameTakenError(name=name)


def _known(told: object) -> Known:
    if not isinstance(told, dict):
        return Known()
    headings = told.get("headings")
    return Known(
        tuple(str(one) for one in headings) if isinstance(headings, list) else (), str(told.get("sheet", "")), str(told.get("stem", ""))
    )
