"""A strip as a drawing: the authorities of a region on one line in one period, the own one filled, the others without names.

The less favourable part of England is tinted, hatched and labelled with its threshold; England stands as a square below the line, the
region as a diamond. Circles that would cover one another are stacked. Who has no value stands in words beside, not on the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor, log10

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect

from wmpeer.drawing.strokes import (
    BAND,
    BAND_INK,
    INK2,
    INK3,
    PAPER,
    SIZE,
    STROKES,
    Frame,
    end_mark,
    label,
    number,
    width_of,
)  # fmt: skip
from wmpeer.indicators.chart_records import ChartDescription, ChartPoint

_RADIUS, _STEP = 3.4, 7.2
_HATCH = 5


def strip_drawing(chart: ChartDescription, width: float, height: float, *, size: float = SIZE) -> Drawing:
    """The points of *chart* on one line in a drawing of that size, in points."""
    drawing = Drawing(width, height)
    known = [point for point in chart.points if point.value is not None]
    beside = [(line.role, value) for line in chart.lines if (value := line.values[-1]) is not None]
    values = [point.value for point in known if point.value is not None] + [value for _, value in beside]
    if not values:
        drawing.add(label(0, height / 2, "No authority has a value.", INK3, size=size))
        return drawing
    low, high, step = _scale(values)
    frame = Frame(8, size + 12, width - 8, height - (size + 4 if chart.band else 1), low, high, 2)
    if chart.band is not None:
        _draw_band(drawing, frame, chart, size)
    drawing.add(Line(frame.left, frame.bottom, frame.right, frame.bottom, strokeColor=INK2, strokeWidth=0.8))
    _draw_ticks(drawing, frame, low, high, step, size)
    for role, value in beside:
        drawing.add(end_mark(STROKES.get(role, STROKES["region"]), _across(frame, value), frame.bottom - 4.5))
    for point, x, y in _stacked(frame, known):
        drawing.add(_circle(point, x, y))
    return drawing


def _across(frame: Frame, value: float) -> float:
    return frame.left + (frame.right - frame.left) * (value - frame.low) / (frame.high - frame.low)


def _scale(values: list[float]) -> tuple[float, float, float]:
    """A round step, and bounds on it that hold all *values*; it need not begin at nothing."""
    low, high = min(values), max(values)
    span = (high - low) or abs(high) or 1.0
    size = 10.0 ** floor(log10(span / 4))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if span / (size * factor) <= 4.5)
    first, last = floor(low / step + 1e-9), -floor(-high / step + 1e-9)
    return step * first, step * max(last, first + 1), step


def _draw_ticks(drawing: Drawing, frame: Frame, low: float, high: float, step: float, size: float) -> None:
    for place in range(round((high - low) / step) + 1):
        value = round(low + place * step, 10)
        x = _across(frame, value)
        drawing.add(Line(x, frame.bottom, x, frame.bottom - 2.5, strokeColor=INK2, strokeWidth=0.6))
        drawing.add(label(x, 1, number(value), INK3, "middle", size=size))


def _draw_band(drawing: Drawing, frame: Frame, chart: ChartDescription, size: float) -> None:
    band = chart.band
    if band is None:
        return
    edge = min(max(_across(frame, band.threshold), frame.left - 6), frame.right + 6)
    left, right = (frame.left - 6, edge) if band.below else (edge, frame.right + 6)
    top = frame.top + 1
    if right - left > 1:
        drawing.add(Rect(left, frame.bottom, right - left, top - frame.bottom, fillColor=BAND, strokeColor=None))
        for x1, y1, x2, y2 in _hatches(left, right, frame.bottom, top):
            drawing.add(Line(x1, y1, x2, y2, strokeColor=BAND_INK, strokeWidth=0.25))
        drawing.add(Line(edge, frame.bottom, edge, top, strokeColor=BAND_INK, strokeWidth=0.7))
    wide = width_of(band.label, size)
    x = min(max((left + right - wide) / 2, 0), drawing.width - wide)
    drawing.add(label(x, top + 2.5, band.label, BAND_INK, size=size))


def _hatches(left: float, right: float, bottom: float, top: float) -> Iterator[tuple[float, float, float, float]]:
    """Diagonals inside the rectangle."""
    high = top - bottom
    start = left - high
    while start < right:
        x1, x2 = max(start, left), min(start + high, right)
        if x2 > x1:
            yield x1, bottom + (x1 - start), x2, bottom + (x2 - start)
        start += _HATCH


def _stacked(frame: Frame, points: list[ChartPoint]) -> Iterator[tuple[ChartPoint, float, float]]:
    """Where each circle stands: on the line, or above those it would cover; the own one is drawn last."""
    placed: list[tuple[float, int]] = []
    levels: list[tuple[ChartPoint, float, int]] = []
    for point in sorted(points, key=lambda one: (not one.own, one.value)):
        x, level = _across(frame, point.value or 0.0), 0
        while any(taken == level and abs(x - other) < 2 * _RADIUS for other, taken in placed):
            level += 1
        placed.append((x, level))
        levels.append((point, x, level))
    highest = max((level for _, _, level in levels), default=0)
    step = min(_STEP, (frame.top - frame.bottom - 2 * _RADIUS - 2) / highest) if highest else _STEP
    for point, x, level in reversed(levels):
        yield point, x, frame.bottom + _RADIUS + 2 + level * step


def _circle(point: ChartPoint, x: float, y: float) -> Circle:
    colour = STROKES["own"].colour if point.own else INK2
    return Circle(x, y, _RADIUS, fillColor=colour if point.own else PAPER, strokeColor=colour, strokeWidth=1)
