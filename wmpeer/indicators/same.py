"""One measure that two sources tell: which of them leads, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from wmpeer.indicators.catalogue import LAIT, catalogue
from wmpeer.indicators.disagree import period_of
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.told import cells_apart
from wmpeer.indicators.values import meaning

RULE = (
    "Where two sources tell the same measure, the one with the newest period leads; where both have it, a figure goes before a marker, and "
    "the Department’s own table before LAIT, which is drawn from it."
)
"""How the leading source is picked, in the words of the screen."""


@dataclass(frozen=True, slots=True)
class Told:
    """A measure as its leading source tells it in `row`, and in `also` what the others say of it, by the same rule (`RULE`)."""

    row: BenchmarkRow
    also: tuple[BenchmarkRow, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the other sources say, beside what the leading one says."""
        return tuple(beside(self.row, each) for each in self.also)

    @property
    def apart(self) -> bool:
        """Whether a source disagrees with the leading one."""
        return any(differs(self.row, each) for each in self.also)


def same_measure(code: str) -> str:
    """What two codes of one measure have in common: LAIT's code, or the code itself where nobody else tells it."""
    return catalogue().same.get(code, code)


def group_of(code: str, source: str) -> object:
    """What the tellings of one measure have in common. Two tables that bear the same code by chance are not one: only what is known to be
    the same is put together."""
    same = catalogue().same
    return same_measure(code) if code in same or code in _told_twice() else (code, source)


@cache
def _told_twice() -> frozenset[str]:
    return frozenset(catalogue().same.values())


def weight(year: int, values: int, source: str) -> tuple[int, int, bool]:
    """Sorts the tellings of one measure, the one that leads first (`RULE`): by the *year* of its newest period, and how many *values* it
    has there."""
    return -year, -values, source == LAIT


def together(rows: Iterable[BenchmarkRow]) -> tuple[Told, ...]:
    """*rows* of one authority, one for each measure (`group_of`), in the order in which the measures come first."""
    groups: dict[object, list[BenchmarkRow]] = {}
    for row in rows:
        groups.setdefault(group_of(row.code, row.source), []).append(row)
    return tuple(Told(first, tuple(rest)) for first, *rest in (sorted(group, key=_leads) for group in groups.values()))


def _leads(row: BenchmarkRow) -> tuple[int, int, bool]:
    return weight(read_period(row.period).year, int(row.value is not None), row.source)


def differs(row: BenchmarkRow, other: BenchmarkRow) -> bool:
    """Whether two sources of one measure tell their newest period differently, where it is the same one: other numbers, as far as the
    coarser of them is written, a number and a marker, or markers that mean something else. All periods: `disagree.disagreements`."""
    if period_of(row.period) != period_of(other.period):
        return False
    return cells_apart(row.raw, other.raw, _places(row), _places(other))


def _places(row: BenchmarkRow) -> int | None:
    return row.decimals if row.decimals is not None or row.value is None else len(row.text.partition(".")[2])


def beside(row: BenchmarkRow, other: BenchmarkRow) -> str:
    """What *other* says of the measure that *row* tells, as a sentence."""
    name, period = source_words(other.source), read_period(other.period).words
    if other.value is None:
        return f"{name} has no number for {period}: {meaning(other.raw)}."
    if period_of(row.period) != period_of(other.period):
        return f"{name} tells of {period}: {other.text}."
    if differs(row, other):
        return f"{name} disagrees: {other.text} for {period}, not {row.text}."
    return f"{name} says the same for {period}: {other.text}."
