"""One way of rounding, half up as text_of rounds a cell: a figure reads the same in a table, a sentence and a picture."""

from __future__ import annotations

from math import copysign, floor

from wmpeer.indicators.values import apart

_POWERS = tuple(10.0**places for places in range(13))


def rounded(value: float, decimals: int | None) -> float:
    """*value* with so many places (below nought: tens, hundreds), its halves away from nought; to ten figures where *decimals* is None.

    A half that binary numbers miss by a hair (7.45, 0.15) is a half.
    """
    if decimals is None:
        return float(f"{value:.10g}")
    power = _POWERS[decimals] if 0 <= decimals < len(_POWERS) else 10.0**decimals
    scaled = abs(value) * power
    return copysign(floor(scaled * (1 + 1e-13) + 0.5) / power, value) + 0.0  # no minus before a nought


def written(value: float, decimals: int | None) -> str:
    """A number as a sentence has it, its thousands apart."""
    if decimals is None:
        return apart(f"{rounded(value, None):.10g}")
    return f"{rounded(value, decimals):,.{max(decimals, 0)}f}"
