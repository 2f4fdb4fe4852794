"""Marks that lie over one another on a page, where parts of the page are marked among words. Pure geometry, in the page's points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wmpeer.ui.reading.lines import Line, Rect


@dataclass(frozen=True, slots=True)
class Ground:
    """What a mark covers of a page: its words (`start`, `end`) as rectangles, or one rectangle where it is a *part* of the page; a part
    has only a `start`, the offset of the words it begins at."""

    id: str
    start: int
    end: int
    rects: tuple[Rect, ...]
    part: bool = False


def heap_of(grounds: Sequence[Ground], mark: str) -> list[str]:
    """The marks that lie over *mark*, itself among them, in the order in which one reads; those that overlap in a chain are one heap."""
    left = {one.id: one for one in grounds}
    if mark not in left:
        return []
    heap, edge = [], [left.pop(mark)]
    while edge:
        heap.append(edge.pop())
        over = [one for one in left.values() if overlap(heap[-1], one)]
        for one in over:
            edge.append(left.pop(one.id))
    return [one.id for one in sorted(heap, key=reading_order)]


def reading_order(ground: Ground) -> tuple[int, int, str]:
    """Where a mark comes among the others of its page; a part of it comes before the words it begins at."""
    return ground.start, ground.end if not ground.part else -1, ground.id


def overlap(one: Ground, other: Ground) -> bool:
    """Whether two marks have a letter or a spot of the page in common."""
    if not one.part and not other.part:
        return one.start < other.end and other.start < one.end
    return any(_cross(a, b) for a in one.rects for b in other.rects)


def _cross(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def begins_at(lines: Sequence[Line], rect: Rect) -> int:
    """The offset of the first words inside *rect*, else of the first ones below its top; behind all words where there are none."""
    inside = [one.start for one in lines if _cross(rect, (one.left, one.top, one.right, one.bottom)) and one.top >= rect[1] - 2]
    below = inside or [one.start for one in lines if one.top >= rect[1]]
    return min(below, default=max((one.end for one in lines), default=0))
