"""A file that came from somebody else -> a frozen table with its problems. What it is, its headings say, not its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from wmpeer.errors import WmpeerError
from wmpeer.indicators.catalogue import LAIT
from wmpeer.indicators.dictionary import read_dictionary
from wmpeer.indicators.ees import ColumnFacts, read_ees, read_meta
from wmpeer.indicators.ending import CUT, CUT_SHORT, TAKE, Ending, cut_problem, cut_question, is_taken, taken_problem
from wmpeer.indicators.errors import (
    CodeListError,
    FinanceTableError,
    MetaFileError,
    NoAuthorityRowsError,
    NoFiguresError,
    UnknownTableError,
)
from wmpeer.indicators.fingertips import read_fingertips
from wmpeer.indicators.foreign import read_lait_book, read_lginform
from wmpeer.indicators.guard import LOOK, refuse_children
from wmpeer.indicators.incoming import Incoming, open_incoming
from wmpeer.indicators.inspections import read_inspections
from wmpeer.indicators.long import read_long
from wmpeer.indicators.neighbours import read_neighbours
from wmpeer.indicators.periods_in import is_period
from wmpeer.indicators.recognise import Layout, layout_of
from wmpeer.indicators.released import dated
from wmpeer.indicators.rows import Table
from wmpeer.indicators.several import together, told_of_sheets
from wmpeer.indicators.tables import AnyTable, TableRead
from wmpeer.progress import Progress, silent
from wmpeer.region.areas import AreaBook, england

_T = TypeVar("_T", bound=TableRead)
_LOOK = 50
"""Headings are looked for in this many first rows."""
_OF_FIGURES = re.compile(r"%|\b(?:per\s?cent(?:age)?|pct|rate|number of|count|average|per 1\d*,?000|value)\b", re.IGNORECASE)
_YEARS = re.compile(
    r"(?:\s*\(\d+\)|[\s_-]+(?:as[\s_-]at[\s_-]\d{1,2}[\s_-][a-z]+|rev(?:ised)?|final|prov(?:isional)?|v\d+"
    r"|(?:20\d\d|(?:19|20)\d{4})(?:[\s_-]*(?:to|-)?[\s_-]*(?:20)?\d\d)?))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says of a file before it is read; see `read_tables`."""

    book: AreaBook
    choices: Mapping[str, str]
    mapping: Mapping[str, str] | None
    period: str


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
    """The first table of *path*; see `read_tables`."""
    return read_tables(path, book=book, choices=choices, mapping=mapping, period=period, name=name, progress=progress)[0]


def read_tables(
    path: Path,
    *,
    book: AreaBook | None = None,
    choices: Mapping[str, str] | None = None,
    mapping: Mapping[str, str] | None = None,
    period: str = "",
    name: str = "",
    progress: Progress = silent,
) -> tuple[AnyTable, ...]:
    """Read *path* as data: indicators, LAIT's dictionary, inspection outcomes or statistical neighbours; one table for each sheet that has
    one, hidden or not, and one for a text.

    *choices* answer what the file leaves open (filter column to value, ``*`` for each value apart; ``model`` for neighbours; what becomes
    of a text that was cut short). *mapping* names the columns of an unknown long table (role to heading). A ``.meta.csv`` beside the file
    is read with it. *progress* is asked now and then while rows are read.

    Raises:
        StoppedError: from *progress*.
        WmpeerError: of the kinds in `wmpeer.indicators.errors`: what it is instead, or why it was refused.
    """
    return read_incoming(open_incoming(path, name=name, progress=progress), book, choices, mapping, period)


def read_incoming(
    incoming: Incoming, book: AreaBook | None = None, choices: Mapping[str, str] | None = None, mapping: Mapping[str, str] | None = None,
    period: str = "",
) -> tuple[AnyTable, ...]:  # fmt: skip
    """The tables of a file that is open already; see `read_tables`."""
    asked = Asked(book or england(), dict(choices or {}), mapping, period)
    tables = tables_in(incoming, mapping, period)
    if not tables:
        raise UnknownTableError(name=incoming.name, headings=_first_headings(incoming))
    if incoming.sheets:
        return with_day(incoming, _read_sheets(incoming, tables, asked))
    return with_day(incoming, (_read_text(incoming, tables[0], asked),))


def with_day(incoming: Incoming, tables: tuple[_T, ...]) -> tuple[_T, ...]:
    """*tables* of a file with the day on which it was given out, as far as it says one."""
    rows = incoming.sheets[0].rows[:_LOOK] if incoming.sheets else _first_rows(incoming, _LOOK)
    return dated(tables, rows, incoming.sheets[0].saved_on if incoming.sheets else "")


def _read_text(incoming: Incoming, table: Table, asked: Asked) -> AnyTable:
    """The table of a text. One that was cut in mid-line asks whether it is to be taken, and never bears the name of a whole one."""
    read = _read_one(incoming, [table], asked)
    if not incoming.ending.cut(len(next(iter(table))), incoming.delimiter):
        return read
    last = incoming.ending.rows
    whole_rows = replace(incoming, stop_at=last, ending=Ending())
    (table,) = tables_in(whole_rows, asked.mapping, asked.period)
    read = _read_one(whole_rows, [table], asked)
    if not is_taken(asked.choices):
        problems = (*read.problems, cut_problem(incoming.name, last))
        return replace(read, problems=problems, questions=(*read.questions, cut_question(incoming.name, last)))
    problems = (*read.problems, taken_problem(incoming.name, last))
    return replace(read, problems=problems, source=read.source + CUT_SHORT, choices={**read.choices, CUT: TAKE})


def _read_sheets(incoming: Incoming, tables: Sequence[Table], asked: Asked) -> tuple[AnyTable, ...]:
    """Every sheet with a table. Sheets of inspections are one; a sheet without figures beside others is named.

    Raises:
        NoAuthorityRowsError, NoFiguresError: no sheet has any.
    """
    inspections = [table for table in tables if table.layout == "inspections"]
    groups = [[table] for table in tables if table.layout != "inspections"] + ([inspections] if inspections else [])
    read: list[AnyTable] = []
    without: list[WmpeerError] = []
    for group in groups:
        try:
            one = _read_one(incoming, group, asked)
        except (NoAuthorityRowsError, NoFiguresError) as error:
            without.append(error)
        else:
            read.append(one if len(group) > 1 else replace(one, sheet=group[0].sheet))
    if not read:
        raise without[0]
    return told_of_sheets(incoming, together(read))


def _read_one(incoming: Incoming, tables: Sequence[Table], asked: Asked) -> AnyTable:
    table, source = tables[0], source_name(incoming)
    match table.layout:
        case "ees":
            return read_ees(incoming, table, asked.book, asked.choices, _meta_beside(incoming.path), source)
        case "lait":
            return read_long(incoming, table, asked.book, LAIT)
        case "long":
            return read_long(incoming, table, asked.book, source, asked.mapping, asked.period, asked.choices)
        case "fingertips":
            return read_fingertips(incoming, table, asked.book)
        case "lginform":
            return read_lginform(incoming, table, asked.book)
        case "lait-book":
            return read_lait_book(incoming, table, asked.book)
        case "dictionary":
            return read_dictionary(incoming, table)
        case "inspections":
            return read_inspections(incoming, tables, asked.book, source)
        case "neighbours":
            return read_neighbours(incoming, table, asked.book, asked.choices, source)
        case "ees-meta":
            raise MetaFileError(name=incoming.name)
        case "finance":
            raise FinanceTableError(name=incoming.name)
        case _ if _has_figures(next(iter(table))):
            raise UnknownTableError(name=incoming.name, headings=_first_headings(incoming))
        case _:
            raise CodeListError(name=incoming.name)


def _has_figures(headings: Sequence[str]) -> bool:
    """Whether a table with areas' codes has figures across: columns of periods, of rates, of percentages."""
    return any(is_period(heading) or _OF_FIGURES.search(heading) for heading in map(str.strip, headings) if heading)


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
        refuse_children(incoming.name, ((sheet.name, sheet.rows[:LOOK]) for sheet in incoming.sheets))
        found = [(_start(rows, mapping, period), sheet) for rows, sheet in zip(starts, incoming.sheets, strict=True)]
        known = [
            Table(_of_sheet(sheet.rows), at[0], at[1], sheet.name, sheet.first[0] + at[0] + 1)
            for at, sheet in sorted(found, key=lambda pair: pair[1].hidden) if at is not None  # what is shown comes before what is hidden
        ]  # fmt: skip
        return [table for table in known if table.layout not in {"finance", "codes"}] or known
    rows = _first_rows(incoming, LOOK)
    refuse_children(incoming.name, [("", rows)])
    at = _start(rows[:_LOOK], mapping, period)
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


def _first_rows(incoming: Incoming, count: int) -> list[list[str]]:
    return list(islice(incoming.rows(), count))


def _start(rows: Sequence[Sequence[str]], mapping: Mapping[str, str] | None, period: str) -> tuple[int, Layout] | None:
    for number, row in enumerate(rows):
        layout = layout_of(row, mapping, period)
        if layout is not None:
            return number, layout
    return None


def _first_headings(incoming: Incoming) -> str:
    rows: Iterable[Sequence[str]] = incoming.sheets[0].rows if incoming.sheets else _first_rows(incoming, _LOOK)
    row = next((row for row in rows if sum(bool(cell.strip()) for cell in row) > 1), ())
    return ", ".join(cell.strip()[:30] for cell in row[:8] if cell.strip()) or "not to be found"


def _meta_beside(path: Path) -> dict[str, ColumnFacts]:
    beside = path.with_name(path.name.removesuffix(path.suffix) + ".meta.csv")
    if not beside.is_file():
        return {}
    return read_meta(open_incoming(beside).rows())
