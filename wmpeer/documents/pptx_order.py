"""The order in which the shapes of a slide are read: as they are seen, not as they were drawn. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

T = TypeVar("T")
_OVERLAP = 0.08  # of a shape's side: so much, at each end, may lie over its neighbour
_MOST_CUT = 400  # shapes; more than that are put by height alone


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shape lies, in any unit, from the top left."""

    left: float
    top: float
    right: float
    bottom: float


def in_reading_order(shapes: Sequence[tuple[T, Place | None]]) -> list[T]:
    """The shapes as somebody reads them: divided again and again at the widest gap that goes all through, be it across or down.

    One without a place stays behind the one drawn before it.
    """
    runs: list[tuple[Place, list[T]]] = []
    for shape, place in shapes:
        if place is not None or not runs:
            runs.append((place or Place(0, 0, 0, 0), []))
        runs[-1][1].append(shape)
    return [shape for _, run in _ordered(runs) for shape in run]


def _ordered(runs: list[tuple[Place, list[T]]]) -> list[tuple[Place, list[T]]]:
    if len(runs) > _MOST_CUT:
        return _by_height(runs)
    found: list[tuple[Place, list[T]]] = []
    waiting = [runs]
    while waiting:
        part = waiting.pop()
        if len(part) < 2:
            found.extend(part)
            continue
        halves = _cut(part)
        if halves is None:
            found.extend(_by_height(part))
        else:
            waiting.extend(reversed(halves))
    return found


def _by_height(runs: list[tuple[Place, list[T]]]) -> list[tuple[Place, list[T]]]:
    return sorted(runs, key=lambda one: (one[0].top, one[0].left))


def _cut(runs: list[tuple[Place, list[T]]]) -> tuple[list[tuple[Place, list[T]]], list[tuple[Place, list[T]]]] | None:
    """The two halves on both sides of the widest gap; None where there is none."""
    rows, row_gap = _widest([_shrunk(place.top, place.bottom) for place, _ in runs])
    columns, column_gap = _widest([_shrunk(place.left, place.right) for place, _ in runs])
    if row_gap < 0 and column_gap < 0:
        return None
    first = set(rows if row_gap >= column_gap else columns)
    return [one for at, one in enumerate(runs) if at in first], [one for at, one in enumerate(runs) if at not in first]


def _shrunk(start: float, end: float) -> tuple[float, float]:
    by = (end - start) * _OVERLAP
    return start + by, end - by


def _widest(spans: list[tuple[float, float]]) -> tuple[list[int], float]:
    """Which of the spans lie before the widest gap, and how wide it is; -1 where there is none."""
    order = sorted(range(len(spans)), key=lambda at: (spans[at], at))
    best, cut, reached = -1.0, 0, spans[order[0]][1]
    for number, at in enumerate(order[1:], 1):
        gap = spans[at][0] - reached
        if gap >= 0 and gap > best:
            best, cut = gap, number
        reached = max(reached, spans[at][1])
    return order[:cut], best


def runs_of(numbers: Sequence[int]) -> str:
    """``2, 4-6`` for the numbers of slides."""
    found = []
    for _, run in groupby(enumerate(numbers), key=lambda one: one[1] - one[0]):
        part = [number for _, number in run]
        found.append(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}")
    return ", ".join(found[:20]) + (" …" if len(found) > 20 else "")
