"""Sets a claim's number beside the published one: supports, contradicts, or cannot tell. Pure.

A number contradicts only where indicator, whom and period are clear and the published figure is clearly another. Back years are
restated by a per cent or so: what is as near as that supports.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wmpeer.claims.numbers import Figure

Nearness = Literal["same", "restated", "near", "other"]
RESTATED_SHARE = 0.015
CLEAR_SHARE = 0.03
ABOUT_SHARE = 0.06
WORDED_POINTS = 3.0


@dataclass(frozen=True, slots=True)
class Match:
    """How near a number is to the published one."""

    nearness: Nearness
    rounded: bool = False


def match(figure: Figure, published: float, decimals: int | None, *, back_year: bool) -> Match:
    """How near *figure* is to *published* (shown with *decimals* places); only a *back_year*'s figure can have been restated."""
    if figure.is_range:
        return (
            Match("same")
            if figure.low - _step(figure) / 2 <= published <= figure.high + _step(figure) / 2
            else _apart(figure, published, back_year)
        )
    if figure.bound in ("over", "under"):
        return _bounded(figure, published, back_year)
    if _rounds_to(figure, published, decimals):
        return Match("same", rounded=abs(figure.value - published) > 1e-9)
    if figure.bound == "about" and abs(figure.value - published) <= _about_room(figure):
        return Match("same", rounded=True)
    return _apart(figure, published, back_year)


def _rounds_to(figure: Figure, published: float, decimals: int | None) -> bool:
    """Whether one is the other, rounded to the fewer decimals of the two."""
    places = figure.decimals if decimals is None else min(figure.decimals, decimals)
    if figure.worded:
        return abs(figure.value - published) < 0.5
    return bool(abs(figure.value - published) <= 0.5 * 10**-places + 1e-9)  # a half is rounded either way


def _about_room(figure: Figure) -> float:
    """How far "about 20 %" may be from it."""
    room = max(abs(figure.value) * ABOUT_SHARE, _step(figure) * 0.75)
    return max(room, WORDED_POINTS) if figure.worded else room


def _bounded(figure: Figure, published: float, back_year: bool) -> Match:
    room = _step(figure) / 2
    holds = published > figure.value - room if figure.bound == "over" else published < figure.value + room
    return Match("same", rounded=True) if holds else _apart(figure, published, back_year)


def _apart(figure: Figure, published: float, back_year: bool) -> Match:
    nearest = min((figure.low, figure.high, figure.value), key=lambda one: abs(one - published))
    difference = abs(nearest - published)
    share = difference / abs(published) if published else 1.0
    if back_year and share <= RESTATED_SHARE:
        return Match("restated")
    if back_year and figure.decimals == 1 and difference <= 0.101 and share <= 0.05:
        return Match("restated")
    clear = max(CLEAR_SHARE, 2 * ABOUT_SHARE if figure.bound == "about" else 0.0)
    if share <= clear or difference < _step(figure) - 1e-9 or (figure.worded and difference < 3 * WORDED_POINTS):
        return Match("near")
    return Match("other")


def _step(figure: Figure) -> float:
    """One in the last place as written."""
    return float(10**-figure.decimals)


def change_matches(figure: Figure, first: float, last: float) -> bool:
    """Whether a change between two published levels is the one said: in points or numbers, or in per cent of the first."""
    room = _step(figure) / 2 + 0.051
    if abs(abs(last - first) - abs(figure.value)) <= room:
        return True
    return figure.unit == "percent" and bool(first) and abs(abs(last - first) / abs(first) * 100 - abs(figure.value)) <= max(room, 0.55)
