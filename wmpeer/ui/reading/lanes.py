"""Marks that overlap: one tint for each stretch, up to two underlines under one another, and a way round all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LANES = 2


@dataclass(frozen=True, slots=True)
class Lying:
    """A mark on one page or passage: characters `start` to `end`."""

    id: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tint:
    """A stretch painted once, in the kind of the mark on top."""

    start: int
    end: int
    kind: str
    depth: int


def tints(lying: Sequence[Lying], active: str = "") -> list[Tint]:
    """Stretches that do not overlap, in order; the active mark is on top, then the shortest."""
    edges = sorted({mark.start for mark in lying} | {mark.end for mark in lying})
    order = sorted(lying, key=lambda mark: (mark.id == active, mark.start - mark.end), reverse=True)
    found: list[Tint] = []
    for start, end in pairwise(edges):
        over = [mark for mark in order if mark.start <= start and mark.end >= end]
        if not over:
            continue
        last = found[-1] if found else None
        if last and last.end == start and (last.kind, last.depth) == (over[0].kind, len(over)):
            found[-1] = Tint(last.start, end, last.kind, last.depth)
        else:
            found.append(Tint(start, end, over[0].kind, len(over)))
    return found


def lanes(lying: Sequence[Lying], active: str = "") -> dict[str, int]:
    """The underline of each mark, 0 nearest to the words; the active mark always has one, further marks have none."""
    ends = [-1] * LANES
    given: dict[str, int] = {}
    first = [mark for mark in lying if mark.id == active]
    for mark in first:
        given[mark.id], ends[0] = 0, -1
    for mark in sorted(lying, key=lambda mark: (mark.start, mark.end)):
        if mark.id == active:
            continue
        for lane in range(LANES):
            clear = lane != 0 or all(mark.end <= other.start or mark.start >= other.end for other in first)
            if ends[lane] <= mark.start and clear:
                given[mark.id], ends[lane] = lane, mark.end
                break
    return given


def next_over(lying: Sequence[Lying], offset: int, active: str) -> str:
    """The mark after *active* among those that lie over it (over *offset* where none is active), in the order of their beginnings; after
    the last the first again."""
    ids = heap_over(lying, offset, active)
    if not ids:
        return ""
    return ids[(ids.index(active) + 1) % len(ids)] if active in ids else ids[0]


def heap_over(lying: Sequence[Lying], offset: int, active: str) -> list[str]:
    """The marks that lie over *active* (over *offset* where none is active), itself among them, in the order of their beginnings. Marks
    that overlap in a chain are one heap."""
    heap = [mark for mark in lying if mark.id == active] or [mark for mark in lying if mark.start <= offset < max(mark.end, mark.start + 1)]
    if not heap:
        return []
    low, high = min(mark.start for mark in heap), max(mark.end for mark in heap)
    order = sorted(lying, key=lambda mark: (mark.start, mark.end, mark.id))
    grown = True
    while grown:
        inside = [mark for mark in order if (mark.start < high and mark.end > low) or mark in heap]
        reach = min(mark.start for mark in inside), max(mark.end for mark in inside)
        grown, (low, high) = reach != (low, high), reach
    return list(dict.fromkeys(mark.id for mark in inside))


def next_round(lying: Sequence[Lying], offset: int, active: str) -> str:
    """The mark a click on *offset* means: the top one, then the one below it at each further click, then from the top again."""
    here = sorted((mark for mark in lying if mark.start <= offset < mark.end), key=lambda mark: (mark.end - mark.start, mark.id))
    if not here:
        return ""
    at = next((index for index, mark in enumerate(here) if mark.id == active), -1)
    return here[(at + 1) % len(here)].id
