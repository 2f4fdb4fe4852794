"""One measure that two sources tell: which of them leads, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wmpeer.indicators.catalogue import LAIT, catalogue
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.values import meaning

RULE = (
    "Where two sources tell the same measure, the one with the newest period leads; where both have it, the Department’s own table goes "
    "before LAIT, which is drawn from it."
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


def together(rows: Iterable[BenchmarkRow]) -> tuple[Told, ...]:
    """*rows* of one authority, one for each measure, in the order in which the measures come first. Two tables that bear the same code
    by chance are not one: only what is known to be the same is put together."""
    known = {*catalogue().same, *catalogue().same.values()}
    groups: dict[object, list[BenchmarkRow]] = {}
    for row in rows:
        groups.setdefault(same_measure(row.code) if row.code in known else (row.code, row.source), []).append(row)
    return tuple(Told(first, tuple(rest)) for first, *rest in (sorted(group, key=_leads) for group in groups.values()))


def _leads(row: BenchmarkRow) -> tuple[int, bool, bool]:
    """Sorts the source that leads first; of one year a figure goes before a marker."""
    return -read_period(row.period).year, row.value is None, row.source == LAIT


def differs(row: BenchmarkRow, other: BenchmarkRow) -> bool:
    """Whether two sources of one measure give different numbers for the same year, as far as the coarser of them is written."""
    if read_period(row.period).year != read_period(other.period).year or row.value is None or other.value is None:
        return False
    return abs(row.value - other.value) > 0.5 * 10.0 ** -min(_places(row), _places(other)) + 1e-9


def _places(row: BenchmarkRow) -> int:
    return row.decimals if row.decimals is not None else len(row.text.partition(".")[2])


def beside(row: BenchmarkRow, other: BenchmarkRow) -> str:
    """What *other* says of the measure that *row* tells, as a sentence."""
    name, period = source_words(other.source), read_period(other.period).words
    if other.value is None:
        return f"{name} has no number for {period}: {meaning(other.raw)}."
    if read_period(row.period).year != read_period(other.period).year:
        return f"{name} tells of {period}: {other.text}."
    if differs(row, other):
        return f"{name} disagrees: {other.text} for {period}, not {row.text}."
    return f"{name} says the same for {period}: {other.text}."
