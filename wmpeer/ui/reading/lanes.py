"""Marks that overlap: one tint for each stretch, up to two underlines under one another, and a way round all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wmpeer.ui.reading.records import QUIET

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
        if mark.id == active or mark.kind == QUIET:
            continue
        for lane in range(LANES):
            clear = lane != 0 or all(mark.end <= other.start or mark.start >= other.end for other in first)
            if ends[lane] <= mark.start and clear:
                given[mark.id], ends[lane] = lane, mark.end
                break
    _give_quiet(lying, given)
    return given


def _give_quiet(lying: Sequence[Lying], given: dict[str, int]) -> None:
    """What private notes point at takes the lanes that findings left."""
    drawn = [mark for mark in lying if mark.id in given]
    for mark in sorted((one for one in lying if one.kind == QUIET and one.id not in given), key=lambda mark: (mark.start, mark.end)):
        over = {given[one.id] for one in drawn if one.start < mark.end and mark.start < one.end}
        lane = next((lane for lane in range(LANES) if lane not in over), None)
        if lane is not None:
            given[mark.id] = lane
            drawn.append(mark)


def next_of(ids: Sequence[str], active: str) -> str:
    """The mark after *active* among *ids*; after the last the first again, and the first where none of them is active."""
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


def marks_under(lying: Sequence[Lying], offset: int) -> list[str]:
    """The marks whose words hold the character at *offset*, the one on top first."""
    here = sorted((mark for mark in lying if mark.start <= offset < mark.end), key=lambda mark: (mark.end - mark.start, mark.id))
    return [mark.id for mark in here]
