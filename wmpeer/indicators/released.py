"""The day on which a file of data was given out, where the file says it; else empty: it is never guessed. A person may say it. Pure.

A file says it in a line above its table ("Published: 31 October 2025"), a workbook by the day on which it was last saved, LAIT's
dictionary by the newest of its last updates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from wmpeer.clock import in_words
from wmpeer.indicators.ending import RELEASED
from wmpeer.indicators.inspections import read_day
from wmpeer.indicators.tables import AnyTable, TableRead

_T = TypeVar("_T", bound=TableRead)
_SAYS = re.compile(
    r"(?:date (?:of )?)?(?:first )?(?:published|publication|release[ds]?|last updated|updated)(?: date)?(?: on)?\s*[:–-]?\s*(.*)",
    re.IGNORECASE,
)
_MOST_CELLS, _MOST_ROWS = 3, 12
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def day_above(rows: Iterable[Sequence[str]]) -> str:
    """The ISO day that a line above a table gives as that of its publication; empty where none does, or one that is no day."""
    for number, row in enumerate(rows):
        cells = [cell.strip() for cell in row if cell.strip()]
        if number >= _MOST_ROWS:
            break
        if 1 <= len(cells) <= _MOST_CELLS and (found := _SAYS.fullmatch(cells[0])) is not None:
            said = found[1] or (cells[1] if len(cells) > 1 else "")
            if day := read_day(said.strip().rstrip(".")):
                return day
    return ""


def dated(tables: Sequence[_T], rows: Iterable[Sequence[str]], saved_on: str) -> tuple[_T, ...]:
    """*tables* of one file with the day on which it was given out, as far as its first *rows* or, of a workbook, *saved_on* tell."""
    day = day_above(rows) or saved_on
    return tuple(table if table.released_on or not day else replace(table, released_on=day) for table in tables)


def told_by_a_person(tables: Sequence[AnyTable], day: str) -> tuple[AnyTable, ...]:
    """*tables* with the ISO *day* that a person gives; it goes before what the file says. An empty day changes nothing."""
    if not day:
        return tuple(tables)
    return tuple(replace(table, released_on=day, choices={**table.choices, RELEASED: day}) for table in tables)


def released_words(name: str, released_on: str, choices: Mapping[str, str]) -> str:
    """When the file *name* was given out and who says so, as a sentence."""
    if not released_on:
        return "It does not say when it was released."
    day = in_words(date.fromisoformat(released_on))
    if choices.get(RELEASED) == released_on:
        return f"Released {day}, as a person said."
    if name.casefold().endswith(_WORKBOOKS):
        return f"Released {day}, as the workbook says, or last saved then."
    return f"Released {day}, as the file says."
