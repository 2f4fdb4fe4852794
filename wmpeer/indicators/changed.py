"""What the data says otherwise than it did on a day: new periods, restated figures, new sources."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.indicators.naming import source_words
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.restated import along
from wmpeer.indicators.told import Telling, UsedTable, chains, rows_by_area, tellings, used_tables
from wmpeer.indicators.values import text_of

Why = Literal["new-source", "new-period", "restated"]
Told = Mapping[tuple[str, str], tuple[Telling, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed of one figure. `area` is an ONS code; of a new source area, code and periods are empty.

    `was` and `now` are the cells as they stood, for `was_period` and `period`; a measure that was not there before has no `was`.
    """

    area: str
    code: str
    source: str
    period: str
    was_period: str
    was: str
    now: str
    why: Why
    sentence: str


def changed_since(session: Session, day: date, areas: Collection[str] | None = None) -> tuple[Change, ...]:
    """What tables loaded on *day* (UTC) or later say that was not said before, of *areas* (ONS codes) or of all: new sources first, then
    area by area. What was taken out since is not told here."""
    tables = used_tables(session)
    since = day.isoformat()
    new = {table.sha256 for table in tables if table.loaded_at >= since}
    old = [table for table in tables if table.sha256 not in new]
    known = {table.source for table in old}
    if not new:
        return ()
    told = tellings(session, tables)
    again = _several(tables) - known
    both = known | again
    now = {pair: chain for pair, chain in chains(told).items() if pair[0] in both and any(each.table.sha256 in new for each in chain)}
    before = chains(each for each in told if each.table.sha256 not in new)
    fresh = dict.fromkeys(table.source for table in tables if table.sha256 in new and table.source not in known)
    found = [_new_source(source, again=source in again) for source in fresh]
    needed = {each.table.id for pair, chain in now.items() for each in (*chain, *before.get(pair, ()))}
    for area, rows in rows_by_area(session, needed, areas) if needed else ():
        for pair, chain in now.items():
            found.extend(_of_area(area, before.get(pair, ()), chain, rows, new) if pair[0] in known else _restated(area, chain, rows, new))
    return tuple(found)


def _several(tables: Sequence[UsedTable]) -> set[str]:
    """The sources of which more than one file is in use."""
    files: dict[str, set[str]] = {}
    for table in tables:
        files.setdefault(table.source, set()).add(table.sha256)
    return {source for source, named in files.items() if len(named) > 1}


def _new_source(source: str, *, again: bool) -> Change:
    more = ", and newer files of it after that" if again else ""
    return Change("", "", source, "", "", "", "", "new-source", f"{source_words(source)} was loaded for the first time{more}.")


def _of_area(
    area: str, before: Sequence[Telling], chain: Sequence[Telling], rows: Mapping[int, list[str]], new: Collection[str]
) -> Iterator[Change]:  # fmt: skip
    last = chain[-1]
    was_period, was = _newest(before, rows)
    period, now = _newest(chain, rows)
    if period and (not was_period or read_period(period).key[:3] > read_period(was_period).key[:3]):
        told = f"{last.title}: {text_of(now, last.decimals)} for {read_period(period).words}"
        less = f", after {text_of(was, last.decimals)} for {read_period(was_period).words}" if was_period else ", told for the first time"
        yield Change(area, last.code, last.table.source, period, was_period, was, now, "new-period", f"{told}{less}.")
    yield from _restated(area, chain, rows, new)


def _restated(area: str, chain: Sequence[Telling], rows: Mapping[int, list[str]], new: Collection[str]) -> Iterator[Change]:
    """What a file loaded since then restates of the one before it, also where that came since then too."""
    last = chain[-1]
    for one in along(chain, area, rows):
        if one.now_batch in new:
            words = f"{last.title}: restated for {read_period(one.period).words}, was {text_of(one.was)}, now {text_of(one.now)}."
            yield Change(area, one.code, last.table.source, one.period, one.period, one.was, one.now, "restated", words)


def _newest(chain: Sequence[Telling], rows: Mapping[int, list[str]]) -> tuple[str, str]:
    """The newest period of an area and its cell, as the table tells it that counts most; both empty where it has none."""
    cells: dict[str, str] = {}
    for telling in chain:
        if (row := rows.get(telling.table.id)) is not None:
            cells.update(telling.cells(row))
    newest = max(cells, key=lambda label: read_period(label).key, default="")
    return newest, cells.get(newest, "")
