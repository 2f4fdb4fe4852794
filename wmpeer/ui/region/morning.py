"""What the Region screen shows, read in one go: a line an authority, what happened, what is inconsistent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from wmpeer.region.queries import cycle, stood_aside
from wmpeer.region.readers import Happened, happened_since
from wmpeer.region.records import TrackerLine
from wmpeer.region.tracker import tracker

if TYPE_CHECKING:
    from wmpeer.judging.checks import CheckItem

SOON_DAYS = 7
"""What is due in so many days from today on counts as due this week."""


@dataclass(frozen=True, slots=True)
class Row:
    """An authority's line with its next day. `aside` is the reason why the person at work stands aside for it, or empty."""

    line: TrackerLine
    today: date
    due: date | None
    aside: str = ""

    @property
    def code(self) -> str:
        return self.line.authority.ons_code

    @property
    def name(self) -> str:
        return self.line.authority.name

    @property
    def late(self) -> bool:
        return self.due is not None and self.due < self.today

    @property
    def soon(self) -> bool:
        """Due today or in the days of this week to come."""
        return self.due is not None and 0 <= (self.due - self.today).days < SOON_DAYS

    @property
    def days(self) -> int:
        """Days until it is due; negative where it is late."""
        return (self.due - self.today).days if self.due else 0


@dataclass(frozen=True, slots=True)
class Morning:
    """Everything above and in the table."""

    today: date
    rows: tuple[Row, ...]
    cycle: str = ""
    happened: tuple[Happened, ...] = ()
    to_mend: tuple[CheckItem, ...] = ()

    def late(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.late)

    def soon(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.soon)


def morning(reads: Any, reader: str, today: date) -> Morning:
    """How things stand on *today* for *reader* (a person's id): the table's part, which is quickly read."""
    aside = stood_aside(reads, reader)
    rows = tuple(Row(line, today, _day(line.next_on), aside.get(line.authority.ons_code, "")) for line in tracker(reads, reader))
    return Morning(today, rows, cycle(reads).name)


def with_news(session: Any, reader: str, known: Morning) -> Morning:
    """*known* with what happened and what must be mended; "since yesterday" begins with yesterday's midnight on this laptop."""
    from wmpeer.judging.checks import check_items  # much to fetch: when the table stands

    aside = stood_aside(session, reader)
    since = datetime.combine(known.today - timedelta(days=1), time()).astimezone()
    happened = tuple(one for one in happened_since(session, since) if one.authority not in aside)
    return replace(known, happened=happened, to_mend=tuple(one for one in check_items(session, reader) if one.strength == "must"))


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
