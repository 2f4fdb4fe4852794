"""What can be drawn, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One line of a chart. `role` is own, england, region or neighbours; None is no value, and the line breaks there."""

    name: str
    role: str
    values: tuple[float | None, ...]
    text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A trend: lines over periods, oldest first, with the words that stand in for the picture."""

    title: str
    unit: str
    periods: tuple[str, ...]
    lines: tuple[ChartLine, ...]
    alt: str = ""
    source: str = ""
