"""Among the lines of a page or passage: which one holds a place or lies near a point, and the rectangles of characters. Pure geometry, in
the unit's own pixels or points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from wmpeer.documents.page_lines import Line, Rect

__all__ = ["Line", "Rect", "line_at", "line_near", "paragraph_at", "pieces"]


def line_at(lines: Sequence[Line], offset: int) -> int:
    """The index of the line that holds the place *offset*; at a break, the line that begins there."""
    index = bisect_right(lines, offset, key=lambda line: line.start) - 1
    return max(0, index)


def line_near(lines: Sequence[Line], x: float, y: float) -> int:
    """The index of the line nearest to a point; up and down counts four times as much as sideways."""

    def distance(index: int) -> float:
        line = lines[index]
        down = max(line.top - y, 0.0, y - line.bottom)
        return 4 * down + max(line.left - x, 0.0, x - line.right)

    return min(range(len(lines)), key=distance)


def pieces(lines: Sequence[Line], start: int, end: int) -> list[Rect]:
    """Rectangles of the characters *start* to *end*, one for each line; side by side they touch but never overlap."""
    found: list[Rect] = []
    for line in lines[line_at(lines, start) if lines else 0 :]:
        if line.start >= end:
            break
        first, last = max(start, line.start), min(end, line.end)
        if first < last:
            left, right = sorted((line.x_of(first), line.x_of(last)))
            found.append((left, line.top, right, line.bottom))
    return [_clear_of(found, index) for index in range(len(found))]


def _clear_of(boxes: list[Rect], index: int) -> Rect:
    """Ends a box where the next line begins, when ascenders and descenders reach into each other."""
    left, top, right, bottom = boxes[index]
    if index + 1 < len(boxes):
        below = boxes[index + 1]
        if top < below[1] < bottom and below[0] < right and left < below[2]:
            bottom = below[1]
    return left, top, right, bottom


def paragraph_at(lines: Sequence[Line], index: int) -> tuple[int, int]:
    """Characters of the lines set closely together around line *index*: a paragraph, as the eye takes it."""
    first = last = index
    while first > 0 and _close(lines[first - 1], lines[first]):
        first -= 1
    while last + 1 < len(lines) and _close(lines[last], lines[last + 1]):
        last += 1
    return lines[first].start, lines[last].end


def _close(above: Line, below: Line) -> bool:
    height = above.bottom - above.top
    beside = min(above.right, below.right) > max(above.left, below.left)
    alike = 0.75 < (below.bottom - below.top) / (height or 1) < 1.34
    return beside and alike and -height < below.top - above.bottom < 0.55 * height
