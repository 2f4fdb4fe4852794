"""A file that came from somebody else -> a frozen table with its problems. What it is, its headings say, not its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from wmpeer.indicators.catalogue import LAIT
from wmpeer.indicators.dictionary import read_dictionary
from wmpeer.indicators.ees import ColumnFacts, read_ees, read_meta
from wmpeer.indicators.errors import CodeListError, FinanceTableError, MetaFileError, UnknownTableError
from wmpeer.indicators.guard import refuse_children
from wmpeer.indicators.incoming import Incoming, cut_short_problem, open_incoming
from wmpeer.indicators.inspections import read_inspections
from wmpeer.indicators.long import read_long
from wmpeer.indicators.neighbours import read_neighbours
from wmpeer.indicators.recognise import Layout, layout_of
from wmpeer.indicators.tables import AnyTable
from wmpeer.progress import Progress, silent
from wmpeer.region.areas import AreaBook, england

_LOOK = 25
"""Headings are looked for in this many first rows."""
_YEARS = re.compile(
    r"(?:\s*\(\d+\)|[\s_-]+(?:as[\s_-]at[\s_-]\d{1,2}[\s_-][a-z]+|rev(?:ised)?|final|prov(?:isional)?|v\d+"
    r"|(?:20\d\d|(?:19|20)\d{4})(?:[\s_-]*(?:to|-)?[\s_-]*(?:20)?\d\d)?))$",
    re.IGNORECASE,
)


class Table:
    """Rows from the headings on; can be gone through again and again."""

    def __init__(self, rows: Callable[[], Iterable[Sequence[str]]], start: int, layout: Layout) -> None:
        self._rows, self._start, self.layout = rows, start, layout

    def __iter__(self) -> Iterator[Sequence[str]]:
        return islice(iter(self._rows()), self._start, None)


def read_table(
    path: Path,
    *,
    book: AreaBook | None = None,
    choices: Mapping[str, str] | None = None,
    mapping: Mapping[str, str] | None = None,
    period: str = "",
    name: str = "",
    progress: Progress = silent,
) -> AnyTable:
    """Read *path* as data: indicators, LAIT's dictionary, inspection outcomes or statistical neighbours.

    *choices* answer what the file leaves open (filter column to value, ``*`` for each value apart; ``model`` for neighbours). *mapping*
    names the columns of an unknown long table (role to heading). A ``.meta.csv`` beside the file is read with it. *progress* is asked now
    and then while rows are read.

    Raises:
        StoppedError: from *progress*.
        WmpeerError: of the kinds in `wmpeer.indicators.errors`: what it is instead, or why it was refused.
    """
    book, choices = book or england(), dict(choices or {})
    incoming = open_incoming(path, name=name, progress=progress)
    tables = tables_in(incoming, mapping, period)
    if not tables:
        raise UnknownTableError(name=incoming.name, headings=_first_headings(incoming))
    table = tables[0]
    source = source_name(incoming)
    match table.layout:
        case "ees":
            read: AnyTable = read_ees(incoming, table, book, choices, _meta_beside(path), source)
        case "lait":
            read = read_long(incoming, table, book, LAIT)
        case "long":
            read = read_long(incoming, table, book, source, mapping, period)
        case "dictionary":
            read = read_dictionary(incoming, table)
        case "inspections":
            read = read_inspections(incoming, [each for each in tables if each.layout == "inspections"], book, source)
        case "neighbours":
            read = read_neighbours(incoming, table, book, choices, source)
        case "ees-meta":
            raise MetaFileError(name=incoming.name)
        case "finance":
            raise FinanceTableError(name=incoming.name)
        case _:
            raise CodeListError(name=incoming.name)
    return _cut_short(incoming, table, read)


def recognise(path: Path) -> Layout | None:
    """What kind of table a file is, from its content, or None where it is none that is known here.

    Raises:
        WmpeerError: it cannot be read as a table at all, or it is a list of children.
    """
    tables = tables_in(open_incoming(path))
    return tables[0].layout if tables else None


def tables_in(incoming: Incoming, mapping: Mapping[str, str] | None = None, period: str = "") -> list[Table]:
    """Every table of a known layout in a file, where its headings begin.

    Raises:
        ChildLevelError: it is a list of children.
    """
    if incoming.sheets:
        starts = [sheet.rows[:_LOOK] for sheet in incoming.sheets]
        refuse_children(incoming.name, (sheet.name for sheet in incoming.sheets), (row for rows in starts for row in rows))
        found = [(_start(rows, mapping, period), sheet) for rows, sheet in zip(starts, incoming.sheets, strict=True)]
        known = [Table(_of_sheet(sheet.rows), at[0], at[1]) for at, sheet in found if at is not None]
        return [table for table in known if table.layout not in {"finance", "codes"}] or known
    rows = _first_rows(incoming)
    refuse_children(incoming.name, (), rows)
    at = _start(rows, mapping, period)
    return [Table(incoming.rows, at[0], at[1])] if at else []


def belongs_to(path: Path) -> Path | None:
    """The table that *path* describes, where it is the ``.meta.csv`` beside one: it is read with that table and need not be loaded."""
    if not path.name.casefold().endswith(".meta.csv"):
        return None
    table = path.with_name(path.name[: -len(".meta.csv")] + ".csv")
    return table if table.is_file() else None


def source_name(incoming: Incoming) -> str:
    """A table's own name, without the years and states that change from release to release: next year's file is the same source."""
    stem = incoming.stem
    while (shorter := _YEARS.sub("", stem)) != stem and shorter:
        stem = shorter
    return stem


def _of_sheet(rows: tuple[tuple[str, ...], ...]) -> Callable[[], Iterable[Sequence[str]]]:
    return lambda: rows


def _first_rows(incoming: Incoming) -> list[list[str]]:
    rows = []
    for row in incoming.rows():
        rows.append(row)
        if len(rows) == _LOOK:
            break
    return rows


def _start(rows: Sequence[Sequence[str]], mapping: Mapping[str, str] | None, period: str) -> tuple[int, Layout] | None:
    for number, row in enumerate(rows):
        layout = layout_of(row, mapping, period)
        if layout is not None:
            return number, layout
    return None


def _first_headings(incoming: Incoming) -> str:
    rows: Iterable[Sequence[str]] = incoming.sheets[0].rows if incoming.sheets else _first_rows(incoming)
    row = next((row for row in rows if sum(bool(cell.strip()) for cell in row) > 1), ())
    return ", ".join(cell.strip()[:30] for cell in row[:8] if cell.strip()) or "not to be found"


def _meta_beside(path: Path) -> dict[str, ColumnFacts]:
    beside = path.with_name(path.name.removesuffix(path.suffix) + ".meta.csv")
    if not beside.is_file():
        return {}
    return read_meta(open_incoming(beside).rows())


def _cut_short(incoming: Incoming, table: Table, read: AnyTable) -> AnyTable:
    ragged = any(problem.code == "ragged-rows" for problem in read.problems)
    if incoming.sheets or not ragged or not incoming.cut_short(len(next(iter(table)))):
        return read
    rest = tuple(problem for problem in read.problems if problem.code != "ragged-rows" or "1 row " not in problem.sentence)
    return replace(read, problems=(*rest, cut_short_problem(incoming.name)))
