"""The order of a PDF page's lines: what was drawn last, as boxes and banners are, comes where it stands. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from wmpeer.documents.pdf_line import Line

_MOST_RUNS = 60  # of one page: a page in more pieces is a picture
_FAR = 1  # sizes of the letters between two lines: room for another line


def in_order(lines: list[Line]) -> list[Line]:
    """The lines with those drawn out of turn put where a reader comes to them; columns stay one after the other."""
    lines = _from_the_top(lines)
    runs = _runs(lines)
    if not 1 < len(runs) <= _MOST_RUNS:
        return lines
    by_height = sorted(lines, key=_middle)
    heights = [_middle(line) for line in by_height]
    runs = [piece for run in runs for piece in _pieces(run, by_height, heights)]
    placed = list(runs[0])
    for run in runs[1:]:
        place = _gap_for(run, placed)
        placed[place:place] = run
    return placed


def _runs(lines: list[Line]) -> list[list[Line]]:
    """The lines divided where the next one stands well above the last."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and not line.base < runs[-1][-1].base - 1.5 * line.size:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _pieces(run: list[Line], by_height: list[Line], heights: list[float]) -> list[list[Line]]:
    """The run divided where lines drawn at another time stand between two of its own: a banner, and the words of a box far below it.
    *by_height* are all lines of the page, sorted by their middles, which are *heights*.
    """
    mine: set[int] = set()
    pieces = [run[:1]]
    for above, line in pairwise(run):
        if line.base - line.size - above.base > _FAR * line.size:
            mine = mine or {id(one) for one in run}
            between = by_height[bisect_left(heights, above.base) : bisect_right(heights, line.base)]
            if any(id(other) not in mine and _stands_between(other, above, line) for other in between):
                pieces.append([line])
                continue
        pieces[-1].append(line)
    return pieces


def _middle(line: Line) -> float:
    return line.base - line.size / 2


def _stands_between(other: Line, above: Line, line: Line) -> bool:
    return (
        above.base < other.base - other.size and other.base < line.base - line.size and other.left < line.right and other.right > line.left
    )


def _gap_for(run: list[Line], placed: list[Line]) -> int:
    """Where among the lines *placed* the run belongs: between those above and those below it if it has a gap of its own; else the end."""
    end = len(placed)
    if any(line.cell is not None or line.drawing or not line.upright for line in run):
        return end
    top, bottom = min(line.base - line.size for line in run), max(line.base for line in run)
    left, right = min(line.left for line in run), max(line.right for line in run)
    above, below = -1, end
    for place, line in enumerate(placed):
        if line.right <= left or line.left >= right:
            continue
        if line.base <= top + 0.3 * line.size:
            above = place
        elif line.base - line.size >= bottom - 0.3 * line.size:
            below = min(below, place)
        else:
            return end
    if below == end or above >= below or any(_beside(line, top, bottom) for line in placed):
        return end
    return below


def _beside(line: Line, top: float, bottom: float) -> bool:
    return line.base > top and line.base - line.size < bottom


def _from_the_top(lines: list[Line]) -> list[Line]:
    """What was drawn last but stands above all the rest, as a banner does, comes first."""
    highest, lowest_behind = float("inf"), [float("-inf")]
    for line in reversed(lines):
        lowest_behind.append(max(lowest_behind[-1], line.base))
    lowest_behind.reverse()
    for place, line in enumerate(lines[:-1]):
        highest = min(highest, line.base - line.size)
        if lowest_behind[place + 1] < highest:
            return lines[place + 1 :] + lines[: place + 1]
    return lines
