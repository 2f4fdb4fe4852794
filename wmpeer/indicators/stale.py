"""Figures of which a newer one was due. A figure is not wrong for that: the sentence says what was to be expected, and when. Pure."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from wmpeer.clock import in_words
from wmpeer.indicators.compared import Stale
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.releases import Rhythms, due_on, label_after


def stale(row: BenchmarkRow, today: date, said: Rhythms = MappingProxyType({})) -> Stale | None:
    """What was due after the row's figure and is not loaded by *today*; None where nothing was, or nobody says when.

    *said* is what a dictionary of LAIT that is loaded says (`next_update.rhythms`).
    """
    due = due_on(row.source, row.code, row.period, said)
    if due is None or due >= today:
        return None
    return Stale(due.isoformat(), stale_sentence(row.period, due))


def stale_sentence(period: str, due: date) -> str:
    """What was due after *period*, in words."""
    following = label_after(period)
    what = f"A figure for {following}" if following else "A newer figure"
    return f"{what} was due by {in_words(due)}; none is loaded."
