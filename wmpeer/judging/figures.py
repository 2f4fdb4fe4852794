"""A figure as evidence: looked up as it reads today, for one period of one indicator."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

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
        if series is None or period not in series.periods:
            continue
        at = series.periods.index(period)
        raw = series.own.raws[at]
        if raw == "":
            continue
        text = text_of(raw, series.decimals)
        england = _text(series.england, at, series.decimals)
        return FoundFigure(series.code, series.source, series.title, period, series.own.values[at], text, england)
    return None


def _text(line: SeriesLine | None, at: int, decimals: int | None) -> str:
    return text_of(line.raws[at], decimals) if line and line.values[at] is not None else ""
