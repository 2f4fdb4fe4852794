"""Reads the quarter: one section at a time, off the window's thread."""

from __future__ import annotations

from datetime import date
from typing import Any

from wmpeer.indicators.changed import changed_since
from wmpeer.indicators.disagree import disagreements
from wmpeer.indicators.flag_changes import flag_changes
from wmpeer.indicators.quarter import DataNews, last_load, load_days
from wmpeer.indicators.rhythm import expected
from wmpeer.indicators.told import tellings, used_tables
from wmpeer.region.queries import authorities, region_of, stood_aside
from wmpeer.ui.rhythm import words
from wmpeer.ui.rhythm.records import APART, CHANGED, EXPECTED, FLAGS, Quarter, Section


def read_quarter(session: Any, section: str, since: date | None, today: date, reader: str = "") -> Quarter:
    """A *section* of the quarter on *today*; changes are told since *since*, or since the last load where that is None.

    A *reader* (a person's id) who stands aside for an authority is told nothing of its flags.
    """
    names = {one.ons_code: one.name for one in authorities(session) if one.ons_code}
    days, last = load_days(session), last_load(session)
    begin = since or last or (days[0] if days else today)
    reads = {EXPECTED: _expected, CHANGED: _changed, FLAGS: _flags, APART: _apart}[section]
    said, shown = reads(session, begin, today, names, reader)
    return Quarter(section, today, begin, last, said, shown, tuple(names.items()), words.NONE[section], days)


def _expected(session: Any, since: date, today: date, names: dict[str, str], reader: str) -> tuple[str, Section]:
    found = expected(session, today)
    due, late = (sum(one.state == state and one.source != "" for one in found) for state in ("due", "late"))
    return words.due_words(DataNews(due, late, 0, None)), Section(words.expected_lines(found))


def _changed(session: Any, since: date, today: date, names: dict[str, str], reader: str) -> tuple[str, Section]:
    found = changed_since(session, since, set(names))
    restated = sum(one.why == "restated" for one in found)
    new = sum(one.why == "new-period" for one in found)
    return words.changed_summary(restated, new, since), Section(words.changed_lines(found, names), words.changed_together(found, names))


def _flags(session: Any, since: date, today: date, names: dict[str, str], reader: str) -> tuple[str, Section]:
    aside = stood_aside(session, reader) if reader else {}
    areas = [code for code in names if code not in aside]
    found = flag_changes(session, since, areas, region_of(session).ons_code or None)
    met = sum(one.met for one in found)
    return words.flags_summary(met, len(found) - met, since), Section(words.flag_lines(found, names))


def _apart(session: Any, since: date, today: date, names: dict[str, str], reader: str) -> tuple[str, Section]:
    found = tuple(one for one in disagreements(session) if one.area in names)
    codes = {one.code for one in found}
    titles = {(each.table.source, each.code): each.title for each in tellings(session, used_tables(session), codes)} if codes else {}
    lines = words.apart_lines(found, names, titles)
    numbers = sum(line.kind == "numbers" for line in lines)
    return words.apart_summary(numbers, len(lines)), Section(lines, words.apart_together(found, names, titles))
