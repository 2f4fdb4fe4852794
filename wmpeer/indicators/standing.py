"""Where an authority stands among others. Never a league table: a place is told of one authority, and withheld where it would tell too
much or say something the figures do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wmpeer.indicators.compared import BestNeighbour, Rank, Withheld
from wmpeer.indicators.records import IndicatorSeries
from wmpeer.indicators.sizes import SMALL
from wmpeer.indicators.steps import said
from wmpeer.indicators.values import meaning

FEWEST = 3
"""Among fewer than these nobody has a place."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another authority's figure: without a number `value` is None and `raw` the marker (empty: no cell)."""

    key: str
    name: str
    value: float | None
    raw: str


def rank_of(series: IndicatorSeries, key: str) -> Rank | Withheld:
    """The place of an authority (ONS code) among the series' members, in the newest period that the series' own authority has."""
    place = max((at for at, raw in enumerate(series.own.raws) if raw), default=len(series.periods) - 1)
    others = [Other(line.key, line.name, line.values[place], line.raws[place]) for line in series.members]
    return rank_among(others, key, series.polarity, said(series.periods[place]), counts=series.is_count, small=series.small)


def rank_among(
    others: Sequence[Other], key: str, polarity: str, period: str, *, counts: bool = False, small: bool = False
) -> Rank | Withheld:
    """The place of *key* among *others* (itself among them), the most favourable figure first, or why none is told.

    *small* says that a count under six stands behind one of the figures.
    """
    why = _why_not(others, key, polarity, period, counts, small)
    if why:
        return Withheld(why)
    own = next(one.value for one in others if one.key == key)
    assert own is not None
    values = [one.value for one in others if one.value is not None]
    sign = 1 if polarity == "High" else -1
    place = 1 + sum(sign * value > sign * own for value in values)
    shared = sum(value == own for value in values) - 1
    more = f", shared with {shared} {'other' if shared == 1 else 'others'}" if shared else ""
    side = "higher" if polarity == "High" else "lower"
    return Rank(place, len(values), shared, f"Place {place} of {len(values)} in {period}{more}; {side} is better.")


def _why_not(others: Sequence[Other], key: str, polarity: str, period: str, counts: bool, small: bool) -> str:
    if polarity not in {"High", "Low"}:
        return "No place is told: nobody says that high or low is better."
    if counts:
        return "No place is told: a count grows with the size of an authority."
    if not any(one.key == key for one in others):
        return "No place is told: the authority is not among those that are compared."
    if len(others) < FEWEST:
        return "No place is told: too few authorities are loaded."
    if missing := [one for one in others if one.value is None]:
        return f"No place is told: {_absent(missing)} for {period}."
    if small or any(one.value == 0 for one in others):
        return f"No place is told: a number under {SMALL} stands behind at least one of the figures."
    return ""


def _absent(missing: Sequence[Other]) -> str:
    one = missing[0]
    if len(missing) == 1:
        return f"{one.name} has no number ({meaning(one.raw) if one.raw else 'not in the source'})"
    return f"{len(missing)} of the authorities, {one.name} among them, have no number"


def best_place(values: Sequence[float | None], polarity: str) -> int | None:
    """Which of the neighbours' figures, the nearest's first, is the most favourable; of several alike the nearest's. None where nobody says
    that high or low is better, or none has a number."""
    known = [value for value in values if value is not None]
    if polarity not in {"High", "Low"} or not known:
        return None
    return values.index(max(known) if polarity == "High" else min(known))


def best_neighbour(key: str, name: str, text: str, values: Sequence[float | None], place: int, period: str) -> BestNeighbour:
    """The neighbour at *place* of *values* (`best_place`) as a record; *text* is its figure as it is shown."""
    value = values[place]
    assert value is not None
    count, shared = sum(each is not None for each in values), values.count(value) - 1
    if count == 1:
        return BestNeighbour(key, name, value, text, f"The only neighbour with a number for {period} is {name}: {text}.")
    alike = f", and {shared} {'other has' if shared == 1 else 'others have'} the same" if shared else ""
    told = f"Of the {count} neighbours with a number for {period}, {name} has the most favourable: {text}{alike}."
    return BestNeighbour(key, name, value, text, told)
