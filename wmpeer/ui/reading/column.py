"""The heights of pages or passages under one another: where each begins, which one stands where."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate


class Column:
    """Heights in pixels in a Fenwick tree: a height changes and a place is found in O(log n), so 100,000 passages stay quick."""

    def __init__(self, heights: Iterable[float] = ()) -> None:
        self._heights = list(heights)
        sums = [0.0, *accumulate(self._heights)]
        self._tree = [0.0, *(sums[index] - sums[index & (index - 1)] for index in range(1, len(sums)))]

    def __len__(self) -> int:
        return len(self._heights)

    def height(self, unit: int) -> float:
        return self._heights[unit]

    def set_height(self, unit: int, height: float) -> float:
        """Give *unit* a height; returns by how much it grew."""
        grown = height - self._heights[unit]
        if grown:
            self._heights[unit] = height
            index = unit + 1
            while index < len(self._tree):
                self._tree[index] += grown
                index += index & -index
        return grown

    def top(self, unit: int) -> float:
        """Where *unit* begins; ``top(len(column))`` is the height of all."""
        total, index = 0.0, unit
        while index > 0:
            total += self._tree[index]
            index -= index & -index
        return total

    def total(self) -> float:
        return self.top(len(self._heights))

    def unit_at(self, y: float) -> int:
        """The unit that stands at *y*: the first above the beginning, the last below the end. An empty column has unit 0 at most."""
        index, left = 0, y
        step = 1 << max(0, len(self._heights).bit_length() - 1)
        while step:
            there = index + step
            if there < len(self._tree) and self._tree[there] <= left:
                index = there
                left -= self._tree[there]
            step >>= 1
        return max(0, min(index, len(self._heights) - 1))
