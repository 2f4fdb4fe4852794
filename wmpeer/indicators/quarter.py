"""The data's rhythm in a line: what is due, what is late, and what the tables that came last say otherwise."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.indicators.changed import changed_since
from wmpeer.indicators.rhythm import expected
from wmpeer.indicators.told import used_tables

QUARTER = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class DataNews:
    """How many publications are `due` within a month and how many are `late` of those that are in use, and how many figures the tables
    loaded on `loaded_on` restated (None: none came in the last quarter that had one before it)."""

    due: int
    late: int
    restated: int
    loaded_on: date | None


def load_days(session: Session) -> tuple[date, ...]:
    """The days (UTC) on which tables of figures that are in use were loaded, the newest first."""
    days = {table.loaded_at[:10] for table in used_tables(session) if table.loaded_at}
    return tuple(date.fromisoformat(day) for day in sorted(days, reverse=True))


def last_load(session: Session) -> date | None:
    """The day on which the newest tables came, where others were there before; None where all came on one day, or none did."""
    days = load_days(session)
    return days[0] if len(days) > 1 else None


def data_news(session: Session, today: date, areas: Collection[str]) -> DataNews:
    """The rhythm as on *today*, for *areas* (ONS codes): nothing at all where no table of figures is loaded."""
    days = load_days(session)
    if not days:
        return DataNews(0, 0, 0, None)
    lines = [one for one in expected(session, today) if one.source]
    recent = days[0] if len(days) > 1 and today - days[0] <= QUARTER else None
    changes = changed_since(session, recent, areas) if recent is not None else ()
    return DataNews(
        sum(one.state == "due" for one in lines), sum(one.state == "late" for one in lines),
        sum(one.why == "restated" for one in changes), recent,
    )  # fmt: skip
