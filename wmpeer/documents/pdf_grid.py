"""Tables drawn with lines: which cell a point of the page is in. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

_NEAR = 3.0  # points: lines this close meet
_LOWEST_ROW, _NARROWEST_COLUMN = 6.0, 7.5  # points: what is lower or narrower is a double border
_SHORTEST = 6.0  # points, all pieces of a line together
_FEWEST_RULES = 3  # lines across, and nothing downwards, that make a table


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, across or down: `at` is its height (its distance from the left), from `low` to `high`."""

    at: float
    low: float
    high: float


@dataclass(slots=True)
class Table:
    """One table: its lines across and down; `starts` are where its columns begin, where no lines divide them."""

    across: list[Rule]
    down: list[Rule]
    heights: dict[float, int] = field(default_factory=dict)
    sides: dict[float, int] = field(default_factory=dict)
    starts: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.heights = _counted({rule.at for rule in self.across}, _LOWEST_ROW)
        self.sides = _counted({rule.at for rule in self.down}, _NARROWEST_COLUMN)

    @property
    def top(self) -> float:
        return min(self.heights)

    @property
    def bottom(self) -> float:
        return max(self.heights)

    @property
    def is_frame(self) -> bool:
        """Whether it is but one box, drawn around anything: a page, a note, another table."""
        return len(set(self.heights.values())) == 2 and len(set(self.sides.values())) == 2

    @property
    def area(self) -> float:
        wide = max(rule.high for rule in self.across) - min(rule.low for rule in self.across)
        return wide * (self.bottom - self.top)

    def column(self, x: float) -> int:
        """The column at *x*, whether or not a line divides it at every height."""
        if self.starts:
            return max(bisect_right(self.starts, x + 2) - 1, 0)
        left = [number for side, number in self.sides.items() if side <= x + 1]
        return max(left) + 1 if left else 0

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the point, from 0; a cell over several rows or columns counts where it begins."""
        above = [rule.at for rule in self.across if rule.at <= y + 1 and rule.low - _NEAR <= x <= rule.high + _NEAR]
        below = any(rule.at >= y - 1 and rule.low - _NEAR <= x <= rule.high + _NEAR for rule in self.across)
        if not above or not below:
            return None
        row = self.heights[max(above)]
        if self.starts:
            return row, max(bisect_right(self.starts, x + 2) - 1, 0)
        left = [rule.at for rule in self.down if rule.at <= x + 1 and rule.low - _NEAR <= y <= rule.high + _NEAR]
        return row, self.sides[max(left)] + 1 if left else 0


def _counted(places: set[float], least: float) -> dict[float, int]:
    """The number, from 0, of each place; those less than *least* apart are the two lines of one border."""
    found: dict[float, int] = {}
    begun, number = float("-inf"), -1
    for place in sorted(places):
        if place - begun >= least:
            begun, number = place, number + 1
        found[place] = number
    return found


def tables_of(across: Iterable[Rule], down: Iterable[Rule]) -> list[Table]:
    """The tables that the page's lines make, from the top."""
    rules, posts = ([rule for rule in _joined(pieces) if rule.high - rule.low >= _SHORTEST] for pieces in (across, down))
    groups: list[tuple[list[Rule], list[Rule]]] = []
    for post in posts:
        mine = [rule for rule in rules if _meet(rule, post)]
        touched = [group for group in groups if any(rule in group[0] for rule in mine)]
        merged: tuple[list[Rule], list[Rule]] = (mine, [post])
        for group in touched:
            merged = ([*merged[0], *(rule for rule in group[0] if rule not in merged[0])], [*merged[1], *group[1]])
            groups.remove(group)
        groups.append(merged)
    found = [Table(*group) for group in groups if len(group[0]) > 1 and len(group[1]) > 0]
    taken = {rule for table in found for rule in table.across}
    found.extend(_ruled([rule for rule in rules if rule not in taken]))
    return sorted(found, key=lambda table: (table.top, table.across[0].low))


def _ruled(rules: list[Rule]) -> list[Table]:
    """Tables with lines across alone: alike in both ends, one below the other."""
    groups: dict[tuple[int, int], list[Rule]] = {}
    for rule in rules:
        groups.setdefault((round(rule.low / 4), round(rule.high / 4)), []).append(rule)
    return [Table(group, []) for group in groups.values() if len(group) >= _FEWEST_RULES]


def _meet(rule: Rule, post: Rule) -> bool:
    return rule.low - _NEAR <= post.at <= rule.high + _NEAR and post.low - _NEAR <= rule.at <= post.high + _NEAR


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Lines at one height that touch, as one."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda one: (round(one.at / 2), one.low, one.high, one.at)):
        last = found[-1] if found else None
        if last is not None and abs(rule.at - last.at) <= 2 and rule.low <= last.high + _NEAR:
            found[-1] = Rule(last.at, last.low, max(last.high, rule.high))
        else:
            found.append(rule)
    return _level(found)


def _level(rules: list[Rule]) -> list[Rule]:
    """Lines nearly at one height put at the same."""
    found: list[Rule] = []
    height: float | None = None
    for rule in sorted(rules, key=lambda one: (one.at, one.low)):
        height = rule.at if height is None or rule.at - height > 2 else height
        found.append(Rule(height, rule.low, rule.high))
    return found
