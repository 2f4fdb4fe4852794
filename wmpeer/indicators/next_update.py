"""When LAIT says that it brings a measure up to date: "Next Update" of its data dictionary, as it is loaded."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.indicators.catalogue import LAIT
from wmpeer.indicators.inspections import read_day
from wmpeer.indicators.releases import Release, Rhythms
from wmpeer.indicators.told import tellings, used_tables
from wmpeer.indicators.used import BATCH_OF_TABLE, IN_USE
from wmpeer.models.indicators import IndicatorMeasure, IndicatorTable
from wmpeer.models.records import Batch

_SAYS = "The data dictionary of LAIT that is loaded says when it brings each measure up to date; in later years the same month is taken."
_MONTH = re.compile(r"([A-Za-z]{3,9})\.?\s+((?:19|20)\d\d)")
_NOT_EXPECTED = re.compile(r"discontinued|no longer|tbc|to be confirmed", re.IGNORECASE)


def next_update(text: str) -> date | None:
    """The day that *text* names: a spreadsheet's day number, a date, or the last day of a month ("October 2026")."""
    if day := read_day(text):
        return date.fromisoformat(day)
    found = _MONTH.fullmatch(text.strip())
    first = read_day(f"1 {found[1][:3]} {found[2]}") if found else None
    if not first:
        return None
    return (date.fromisoformat(first) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def rhythms(session: Session, codes: Collection[str]) -> Rhythms:
    """The rhythm of each of LAIT's measures *codes* of which a dictionary in use speaks; the one loaded last goes before. None for those
    it says are not coming. The year that is to come is the one after the newest that was loaded when the dictionary was."""
    said = _said(session) if codes else {}
    asked = {code for code in codes if code in said}
    if not asked:
        return {}
    newest: dict[str, int] = {}
    for each in tellings(session, used_tables(session, LAIT), asked):
        if each.table.loaded_at[:10] <= said[each.code][1] or each.code not in newest:
            newest[each.code] = max(newest.get(each.code, 0), each.newest[0])
    found: dict[str, Release | None] = {}
    for code in asked:
        day = next_update(said[code][0])
        if day is not None and newest.get(code):
            found[code] = Release("lait", "Local Authority Interactive Tool", _SAYS, (LAIT,), day.month, day.year - newest[code] - 1)
        elif _NOT_EXPECTED.search(said[code][0]):
            found[code] = None
    return found


def _said(session: Session) -> dict[str, tuple[str, str]]:
    """What the dictionaries in use say of each measure's next update, and the day on which it was loaded."""
    rows = session.execute(
        select(IndicatorMeasure.code, IndicatorMeasure.next_update, Batch.loaded_at)
        .join(IndicatorTable, IndicatorTable.id == IndicatorMeasure.table)
        .join(Batch, BATCH_OF_TABLE)
        .where(IndicatorTable.kind == "dictionary", Batch.source == LAIT, IndicatorMeasure.next_update != "", IN_USE)
        .order_by(Batch.loaded_at, IndicatorTable.id)
    )
    return {row[0]: (row[1], (row[2] or "")[:10]) for row in rows}
