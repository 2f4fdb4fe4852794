"""The shape in which a table is kept: an area's cells as one text, and how the authorities' values are spread."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Literal

from wmpeer.indicators.tables import AreaRow, Measure
from wmpeer.indicators.values import number_in

UNIT, ABSENT = "\x1f", "\x1e"
_SPREAD = struct.Struct("<12d")
SHARES = (0.10, 0.20, 0.25)
INNER = 0.40
"""Two fifths: with the bounds of the lowest and the highest fifth, those of this share part all authorities into five."""
LEAST = 10
"""Of fewer authorities than this nobody is told in which fifth they are."""
Bounds = tuple[float, float]
"""Where the lowest part of all authorities ends, and where the highest begins."""
End = Literal["", "lowest", "highest"]


@dataclass(frozen=True, slots=True)
class Spread:
    """How the authorities' values of one measure in one period are spread. `low` and `high` hold the bounds of `SHARES`, `inner` those of
    the lowest and of the highest two fifths.

    The bound of the lowest fifth of 150 is the 30th lowest value: who is at or below it is among the lowest fifth, ties included.
    """

    count: int
    lowest: float
    low: tuple[float, float, float]
    middle: float
    high: tuple[float, float, float]
    highest: float
    inner: tuple[float, float]

    def bound(self, share: float, *, low: bool) -> float:
        """The bound of the lowest or the highest *share* (one of `SHARES`)."""
        return (self.low if low else self.high)[SHARES.index(share)]

    def fifth(self, value: float | None, *, least: int = LEAST) -> int | None:
        """In which fifth *value* is, 1 the lowest values and 5 the highest; whoever is at a bound is inside it, so a fifth may be larger.

        None where there is no value, fewer than *least* authorities have one, or so many have the same that the lowest fifth reaches to
        the highest. High or low, never good or bad: polarity is not asked.
        """
        if value is None or self.count < least:
            return None
        lowest, highest = self.bound(0.20, low=True), self.bound(0.20, low=False)
        if end := end_at(value, (lowest, highest)):
            return 1 if end == "lowest" else 5
        low, high = self.inner
        if lowest >= highest:
            return None
        if value <= low:
            return 3 if value >= high else 2
        return 4 if value >= high else 3


def end_at(value: float | None, bounds: Bounds | None) -> End:
    """At which end a value lies, bounds included. At neither where so many have it that the part at one end reaches to the other."""
    if value is None or bounds is None:
        return ""
    low, high = bounds
    if value <= low:
        return "" if value >= high else "lowest"
    return "highest" if value >= high else ""


def joined(cells: Sequence[str | None]) -> str:
    """An area's cells as they are kept. Control characters that separate cells are not let into them."""
    text = UNIT.join([ABSENT if cell is None else cell for cell in cells])
    if text.count(UNIT) != max(len(cells) - 1, 0) or text.count(ABSENT) != sum(cell is None for cell in cells):
        return UNIT.join([ABSENT if cell is None else cell.replace(UNIT, " ").replace(ABSENT, " ") for cell in cells])
    return text


def parted(cells: str) -> list[str]:
    """The cells of `joined`; a missing one is `ABSENT`."""
    return cells.split(UNIT)


def spreads(measure: Measure, areas: Sequence[AreaRow], number: Callable[[str], float | None] = number_in) -> bytes:
    """The spread of each of a measure's periods over the authorities among *areas*, packed."""
    rows = [area.cells for area in areas if area.level == "authority"]
    packed = []
    for column in range(measure.first, measure.first + len(measure.periods)):
        values = [value for cells in rows if (raw := cells[column]) is not None and (value := number(raw)) is not None]
        packed.append(_packed(sorted(values)))
    return b"".join(packed)


def spread_at(packed: bytes, place: int) -> Spread:
    """The spread of the *place*-th period."""
    count, lowest, *rest, highest = _SPREAD.unpack_from(packed, place * _SPREAD.size)
    low10, low20, low25, low40, middle, high40, high25, high20, high10 = rest
    return Spread(int(count), lowest, (low10, low20, low25), middle, (high10, high20, high25), highest, (low40, high40))


def spread_of(packed: bytes, place: int) -> bytes:
    """The *place*-th of *packed*, still packed; that of nobody where there are none."""
    return packed[place * _SPREAD.size : (place + 1) * _SPREAD.size] or _NOBODY


def _packed(values: list[float]) -> bytes:
    count = len(values)
    if not count:
        return _NOBODY
    tenth, fifth, quarter, inner = (max(1, int(count * share + 1e-9)) for share in (*SHARES, INNER))
    return _SPREAD.pack(
        count, values[0], values[tenth - 1], values[fifth - 1], values[quarter - 1], values[inner - 1], median_low(values),
        values[count - inner], values[count - quarter], values[count - fifth], values[count - tenth], values[-1],
    )  # fmt: skip


_NOBODY = _SPREAD.pack(*[0.0] * 12)
