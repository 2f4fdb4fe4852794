"""The lines of a page: its characters side by side, in the order they are read, with their edges. Pure; made in the worker."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Rect = tuple[float, float, float, float]
NO_BOX: Rect = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `start` to `end` (excluded) side by side. `edges` has one x for each place between them, `end - start + 1` in all; they
    rise from left to right, or fall where the line runs from right to left."""

    start: int
    end: int
    top: float
    bottom: float
    edges: Sequence[float]

    @property
    def left(self) -> float:
        return min(self.edges)

    @property
    def right(self) -> float:
        return max(self.edges)

    def x_of(self, offset: int) -> float:
        return self.edges[max(0, min(offset - self.start, len(self.edges) - 1))]

    def offset_near(self, x: float) -> int:
        """The place between characters nearest to *x*."""
        best = min(range(len(self.edges)), key=lambda index: abs(self.edges[index] - x))
        return self.start + best

    @property
    def leftward(self) -> bool:
        """Whether the line runs from right to left, as Arabic and Hebrew do."""
        return self.edges[0] > self.edges[-1]

    def character_at(self, x: float) -> int:
        """The character under *x*, the first or last where *x* lies beside the line."""
        if self.leftward:
            passed = sum(edge >= x for edge in self.edges)
            return self.start + max(0, min(passed - 1, self.end - self.start - 1))
        return self.start + max(0, min(bisect_right(self.edges, x) - 1, self.end - self.start - 1))

    def scaled(self, factor: float, dx: float = 0.0, dy: float = 0.0) -> Line:
        edges = array("d", [edge * factor + dx for edge in self.edges])
        return Line(self.start, self.end, self.top * factor + dy, self.bottom * factor + dy, edges)


def lines_of(text: str, boxes: Sequence[Rect]) -> tuple[Line, ...]:
    """Lines of a page from its characters' boxes (left, top, right, bottom from the page's top left), in reading order.

    Characters without ink (line ends, spaces the reader put in) may have empty boxes; a box too few or too many is forgiven.
    """
    return tuple(_line(text, boxes, start, end) for start, end in _runs(text, boxes))


def _runs(text: str, boxes: Sequence[Rect]) -> Iterator[tuple[int, int]]:
    start = 0
    band: Rect | None = None
    for index, character in enumerate(text[: len(boxes)]):
        if character in "\r\n":
            if band is not None:
                yield start, index
            start, band = index + 1, None
            continue
        box = boxes[index]
        if _empty(box):
            continue
        if band is not None and not _goes_on(band, box):
            yield start, index
            start, band = index, None
        band = box if band is None else (band[0], min(band[1], box[1]), box[2], max(band[3], box[3]))
    if band is not None:
        yield start, min(len(text), len(boxes))


def _empty(box: Rect) -> bool:
    return box[2] <= box[0] or box[3] <= box[1]


def _goes_on(band: Rect, box: Rect) -> bool:
    shared = min(band[3], box[3]) - max(band[1], box[1])
    height = min(band[3] - band[1], box[3] - box[1])
    return shared > 0.3 * height and box[0] > band[2] - 2 * (band[3] - band[1])


def _line(text: str, boxes: Sequence[Rect], start: int, end: int) -> Line:
    inked = [boxes[index] for index in range(start, end) if not _empty(boxes[index])]
    top, bottom = min(box[1] for box in inked), max(box[3] for box in inked)
    if _runs_left(inked):
        return Line(start, end, top, bottom, _leftward_edges(boxes[start:end], inked[0][2]))
    edges: list[float] = []
    x = inked[0][0]
    for index in range(start, end):
        box = boxes[index]
        if not _empty(box):
            edges.append(max(x, box[0]) if edges else box[0])
            x = max(box[2], edges[-1])
        else:
            edges.append(x)
    edges.append(x)
    return Line(start, end, top, bottom, array("d", edges))


def _runs_left(inked: Sequence[Rect]) -> bool:
    """Whether most characters stand left of the one before them."""
    steps = [after[0] - before[0] for before, after in pairwise(inked)]
    return sum(step < 0 for step in steps) > len(steps) / 2


def _leftward_edges(boxes: Sequence[Rect], right: float) -> array[float]:
    """Edges of a line from right to left; numbers in it, which run the other way, are taken as a whole."""
    edges, x = array("d", [right]), right
    for box in boxes:
        if not _empty(box):
            x = min(x, box[0])
        edges.append(x)
    return edges


@dataclass(frozen=True, slots=True)
class PageLines:
    """The characters of a page in the order they are read, and the lines they stand in, in points from the page's top left."""

    text: str
    lines: tuple[Line, ...]
