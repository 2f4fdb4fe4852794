"""A figure as evidence: looked up as it reads today, for one period of one indicator."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.indicators.periods import read_period
from wmpeer.indicators.queries import benchmark, indicator_series
from wmpeer.indicators.records import SeriesLine
from wmpeer.indicators.values import text_of


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure of an authority. `value` is None where the source has a marker, and `text` then says it in words."""

    code: str
    source: str
    title: str
    period: str
    value: float | None
    text: str
    england_text: str


def figure(session: Session, authority: str, code: str, period: str, source: str = "") -> FoundFigure | None:
    """The figure of *authority* (ONS code) for *period*, from *source* or from the first that has it; None where none is loaded."""
    for row in benchmark(session, authority, indicator=code, source=source or None):
        series = indicator_series(session, authority, code, row.source)
        at = _place(period, series.periods) if series else None
        if series is None or at is None:
            continue
        raw = series.own.raws[at]
        if raw == "":
            continue
        text = text_of(raw, series.decimals)
        england = _text(series.england, at, series.decimals)
        return FoundFigure(series.code, series.source, series.title, series.periods[at], series.own.values[at], text, england)
    return None


def flag_on(session: Session, authority: str, found: FoundFigure, rule: str) -> str:
    """What the flag *rule* says today of a figure that was found; empty where the figure is not flagged by it."""
    rows = (row for row in benchmark(session, authority, indicator=found.code, source=found.source) if row.period == found.period)
    return next((flag.sentence for row in rows for flag in row.flags if flag.rule == rule), "")


def _place(period: str, periods: tuple[str, ...]) -> int | None:
    """Where *period* stands: as the source labels it, else as the same time in another spelling (``2024/25`` is ``202425``)."""
    if period in periods:
        return periods.index(period)
    words = read_period(period).words
    return next((at for at, label in enumerate(periods) if read_period(label).words == words), None)


def _text(line: SeriesLine | None, at: int, decimals: int | None) -> str:
    return text_of(line.raws[at], decimals) if line and line.values[at] is not None else ""
