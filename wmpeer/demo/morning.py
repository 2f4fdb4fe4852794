"""The demonstration's year, laid around the day on which it is made: whenever that is, its coordinator has a morning to look at.

The sources are written for the week of `WRITTEN_FOR`; whole weeks are added or taken away, so that every day keeps its day of the week.
Of the fourteen authorities two have their letter (one has answered), some letters are with a director or read through, most are being
written, one is held by a concern that nobody has raised yet, and one panel is not done, a few days after it should be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

WRITTEN_FOR = date(2026, 10, 26)
"""A Monday: letters are written in this week and due in the next."""
CALENDAR: Mapping[str, str] = MappingProxyType({
    "data-refresh": "2026-07-15", "self-evaluation": "2026-09-15", "reading": "2026-10-02", "panel": "2026-10-23",
    "letters-drafted": "2026-11-03", "factual-check": "2026-11-11", "challenge-day": "2026-11-18", "letters-final": "2026-12-04",
    "response": "2026-12-18", "improvement-plans": "2027-01-29", "summit": "2027-03-12",
})  # fmt: skip
ISSUED_ON = "2026-10-22"
ISSUED = ("Ashcombe", "Thornbeck")
STAGES: Mapping[str, str] = MappingProxyType({
    "Thornbeck": "response-received", "Calderholt": "with-director", "Harrowdale": "with-director", "Greyminster": "quality-check",
    "Northmoor": "quality-check",
})  # fmt: skip
HELD = "Wexcombe"
"""Its concern has not been raised: the letter waits for that."""
UNFINISHED = "Lindmoor"
OPEN_AREAS = ("send", "partnership")
"""The panel of `UNFINISHED` has not agreed on these, and so nobody has begun its letter."""
LOADED_ON: Mapping[str, str] = MappingProxyType({
    "c1_children_in_need_referrals_and_rereferrals_2021_to_2025.csv": "2026-09-03",
    "Westmarch quarterly indicators 2026-27.xlsx": "2026-10-20",
})  # fmt: skip
"""When a table came that is newer than others of its source. All others came with the summer's refresh."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class HalfWritten:
    """A finding that somebody was writing when the window was closed."""

    authority: str
    area: str
    kind: str
    text: str


HALF_WRITTEN = HalfWritten(
    "Dunmere", "workforce", "question", "What would it take for a newly qualified worker to stay a third year, and who has asked th"
)


def offset(today: date) -> timedelta:
    """How far the demonstration's days are moved when it is made on *today*: whole weeks."""
    return timedelta(weeks=(today - WRITTEN_FOR).days // 7)


def moved(day: str, today: date) -> str:
    """An ISO day of the sources as it stands in a demonstration made on *today*."""
    return (date.fromisoformat(day) + offset(today)).isoformat()


def calendar(today: date) -> dict[str, str]:
    """The steps of the year and their ISO days."""
    return {step: moved(day, today) for step, day in CALENDAR.items()}


def loaded_at(name: str, today: date) -> str:
    """The UTC moment at which the table *name* is said to have been loaded."""
    return f"{moved(LOADED_ON.get(name, CALENDAR['data-refresh']), today)}T08:40:00.000Z"


def laid_out(items: Iterable[Mapping[str, Any]], today: date) -> Iterator[Mapping[str, Any]]:
    """*items* as they are recorded on *today*: every day moved, and without what has not happened yet."""
    for item in items:
        if not _yet_to_come(item):
            yield MappingProxyType({name: _moved_in(value, today) for name, value in item.items()})


def _yet_to_come(item: Mapping[str, Any]) -> bool:
    if item["do"] == "raise-concern":
        return str(item["finding"]).startswith(f"@{HELD.casefold()}-")
    if item.get("authority") != UNFINISHED:
        return False
    return item["do"] == "letter" or (item["do"] == "agree" and item["area"] in OPEN_AREAS)


def _moved_in(value: Any, today: date) -> Any:
    """Only a text that is a day and nothing else: what a document says keeps its own dates."""
    if isinstance(value, str):
        return moved(value, today) if _DAY.fullmatch(value) else value
    if isinstance(value, list):
        return [_moved_in(one, today) for one in value]
    if isinstance(value, dict):
        return {name: _moved_in(one, today) for name, one in value.items()}
    return value
