"""What the Region screen shows, read in one go: a line an authority, what happened, what is inconsistent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from wmpeer.region.queries import coordinators, cycle, role_of, stood_aside
from wmpeer.region.readers import Happened, happened_since
from wmpeer.region.records import TrackerLine
from wmpeer.region.tracker import tracker

if TYPE_CHECKING:
    from wmpeer.judging.checks import CheckItem

_PANEL = ("Read", "Hand in", "Reading", "Raise concern")
STEPS_OF = {
    "panellist": _PANEL,
    "lead-moderator": (*_PANEL, "Panel", "Letter", "Factual check"),
    "facilitator": (*_PANEL, "Panel", "Letter", "Factual check"),
}
"""The next steps that are for whom to do, beside the coordinator, who does all."""
SOON_DAYS = 7
"""What is due in so many days from today on counts as due this week."""


@dataclass(frozen=True, slots=True)
class Row:
    """An authority's line with its next day, for somebody with a *role*. `aside` is the reason why they stand aside for it, or empty."""

    line: TrackerLine
    today: date
    due: date | None
    aside: str = ""
    role: str = "coordinator"

    @property
    def code(self) -> str:
        return self.line.authority.ons_code

    @property
    def name(self) -> str:
        return self.line.authority.name

    @property
    def sets_up(self) -> bool:
        return self.role == "coordinator"

    @property
    def step(self) -> str:
        """What comes next: for who reads, what they themselves can do."""
        return self.line.next_step if self.sets_up else self.line.to_do or self.line.next_step

    @property
    def leads(self) -> bool:
        """Whether the next step is for this person to do."""
        return not self.aside and (self.sets_up or self.step in STEPS_OF.get(self.role, ()))

    @property
    def usual(self) -> bool:
        """Whether its day is the region's usual one, past before the workspace was made and kept by nobody yet."""
        return self.due is not None and self.due.isoformat() < self.line.firm_from

    @property
    def late(self) -> bool:
        return self.due is not None and self.due < self.today and not self.usual

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
    role: str = "coordinator"
    coordinators: tuple[str, ...] = ()
    happened: tuple[Happened, ...] = ()
    to_mend: tuple[CheckItem, ...] = ()
    data: tuple[str, str] = ("", "")
    """What of the data is due, and what was restated, each a sentence."""

    @property
    def sets_up(self) -> bool:
        """Whether the person at work is of the regional team."""
        return self.role == "coordinator"

    @property
    def calendar_open(self) -> bool:
        """Whether days have passed by a calendar that nobody has kept yet."""
        return any(row.usual for row in self.rows)

    def late(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.late)

    def soon(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.soon)


def morning(reads: Any, reader: str, today: date) -> Morning:
    """How things stand on *today* for *reader* (a person's id): the table's part, which is quickly read."""
    aside = stood_aside(reads, reader)
    role = role_of(reads, reader)
    rows = tuple(
        Row(line, today, _day(_next_on(line, role)), aside.get(line.authority.ons_code, ""), role) for line in tracker(reads, reader)
    )
    return Morning(today, rows, cycle(reads).name, role, coordinators(reads))


def _next_on(line: TrackerLine, role: str) -> str:
    return line.to_do_on if line.to_do and role != "coordinator" else line.next_on


def with_news(session: Any, reader: str, known: Morning) -> Morning:
    """*known* with what happened and what must be mended; "since yesterday" begins with yesterday's midnight on this laptop."""
    from wmpeer.judging.checks import check_items  # much to fetch: when the table stands

    since = datetime.combine(known.today - timedelta(days=1), time()).astimezone()
    happened = happened_since(session, since, reader)
    to_mend = tuple(one for one in check_items(session, reader) if one.strength == "must")
    return replace(known, happened=happened, to_mend=to_mend, data=_data(session, known))


def _data(session: Any, known: Morning) -> tuple[str, str]:
    from wmpeer.indicators.quarter import data_news
    from wmpeer.ui.rhythm.words import due_words, restated_words

    news = data_news(session, known.today, [row.code for row in known.rows if row.code])
    return due_words(news), restated_words(news)


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
