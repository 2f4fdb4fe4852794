"""A trend as a drawing: one description, the same rules as on the screen.

Own line heaviest and in the accent; England solid with squares, the region dashed with diamonds, neighbours dotted with triangles: told
apart without colour. Labels stand at the line's end, pushed apart. A missing value breaks the line and leaves a small cross on the axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

from reportlab.graphics.shapes import STATE_DEFAULTS, Circle, Drawing, Group, Line, Polygon, PolyLine, Rect, Shape, String
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

import wmpeer.drawing.fonts as fonts
from wmpeer.indicators.chart_records import ChartDescription, ChartLine
from wmpeer.indicators.naming import with_unit
from wmpeer.outgoing import drawable, plain

INK, INK2, INK3, GRID = HexColor("#152022"), HexColor("#425053"), HexColor("#56656A"), HexColor("#D5DCDD")
_SIZE = 8
STATE_DEFAULTS["fontName"] = fonts.SANS  # a drawing begins with this font, and Helvetica would not be embedded
_LABEL_STEP = 11


@dataclass(frozen=True, slots=True)
class _Stroke:
    colour: Color
    width: float
    dash: tuple[int, ...] | None
    mark: str


STROKES = {
    "own": _Stroke(HexColor("#075E69"), 2.2, None, "disc"),
    "england": _Stroke(INK, 1.3, None, "square"),
    "region": _Stroke(INK3, 1.3, (5, 3), "diamond"),
    "neighbours": _Stroke(HexColor("#7A5205"), 1.3, (1, 2), "triangle"),
    "best": _Stroke(HexColor("#562AA9"), 1.0, (6, 2, 1, 2), "ring"),
    "target": _Stroke(INK2, 1.0, (2, 2), "bar"),
}


@dataclass(frozen=True, slots=True)
class _Frame:
    left: float
    bottom: float
    right: float
    top: float
    low: float
    high: float
    count: int

    def x(self, place: int) -> float:
        return self.left if self.count < 2 else self.left + (self.right - self.left) * place / (self.count - 1)

    def y(self, value: float) -> float:
        return self.bottom + (self.top - self.bottom) * (value - self.low) / (self.high - self.low)


def chart_drawing(chart: ChartDescription, width: float, height: float = 170) -> Drawing:
    """*chart* as a drawing of that size, in points."""
    drawing = Drawing(width, height)
    steps = _steps(tuple(value for line in chart.lines for value in line.values if value is not None))
    label = max((_width(_end_label(line)) for line in chart.lines), default=0) + 16
    left = max(_width(_number(step)) for step in steps) + 6
    frame = _Frame(left + 6, 18, width - min(label, width * 0.4), height - 24, steps[0], steps[-1], len(chart.periods))
    drawing.add(_text(0, height - 8, _fitting(with_unit(chart.title, chart.unit), width), INK, bold=True))
    _draw_grid(drawing, frame, steps, left)
    _draw_periods(drawing, frame, chart.periods)
    for line in sorted(chart.lines, key=lambda one: one.role == "own"):
        _draw_line(drawing, frame, line)
    _draw_labels(drawing, frame, chart.lines)
    return drawing


def _width(text: str, size: float = _SIZE) -> float:
    return float(stringWidth(text, fonts.SANS, size))


def _fitting(text: str, room: float) -> str:
    """*text* as far as it fits on one line; the caption below the chart has all of it."""
    if stringWidth(text, fonts.BOLD, _SIZE) <= room:
        return text
    while text and stringWidth(f"{text}…", fonts.BOLD, _SIZE) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _text(x: float, y: float, text: str, colour: Color, anchor: str = "start", bold: bool = False) -> String:
    words = drawable(plain(text).replace("\n", " "), lambda point: point in fonts.own)
    return String(x, y, words, fontName=fonts.BOLD if bold else fonts.SANS, fontSize=_SIZE, fillColor=colour, textAnchor=anchor)


def _steps(values: tuple[float, ...]) -> tuple[float, ...]:
    """Four or five round steps from zero (or below it) to above the highest value."""
    low, high = min((0.0, *values)), max((0.0, *values))
    span = (high - low) or 1.0
    size = 10.0 ** floor(log10(span / 4))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if span / (size * factor) <= 4.5)
    first, last = floor(low / step), floor(high / step) + (1 if high % step or not high else 0)
    return tuple(step * place for place in range(first, max(last, first + 1) + 1))


def _number(value: float) -> str:
    return f"{value:,.10g}".replace("-", "−")


def _draw_grid(drawing: Drawing, frame: _Frame, steps: tuple[float, ...], left: float) -> None:
    for step in steps:
        y = frame.y(step)
        drawing.add(Line(frame.left, y, frame.right, y, strokeColor=INK2 if step == 0 else GRID, strokeWidth=0.8 if step == 0 else 0.6))
        drawing.add(_text(left, y - 2.8, _number(step), INK3, "end"))


def _draw_periods(drawing: Drawing, frame: _Frame, periods: tuple[str, ...]) -> None:
    widest = max((_width(one) for one in periods), default=0) + 8
    every = max(1, -(-int(widest * max(len(periods) - 1, 1)) // max(int(frame.right - frame.left), 1)))
    for place, period in enumerate(periods):
        if (len(periods) - 1 - place) % every == 0:
            drawing.add(_text(frame.x(place), 5, period, INK3, "middle"))


def _draw_line(drawing: Drawing, frame: _Frame, line: ChartLine) -> None:
    stroke = STROKES.get(line.role, STROKES["region"])
    for run in _runs(line.values):
        points = [number for place, value in run for number in (frame.x(place), frame.y(value))]
        if len(run) > 1:
            shape = PolyLine(points, strokeColor=stroke.colour, strokeWidth=stroke.width, strokeDashArray=stroke.dash, strokeLineJoin=1)
            drawing.add(shape)
        if len(run) == 1 or line.role == "own":
            for place, value in run:
                drawing.add(Circle(frame.x(place), frame.y(value), 2, fillColor=stroke.colour, strokeColor=None))
    if line.role == "own":
        for place, gap in enumerate(line.values):
            if gap is None:
                drawing.add(_cross(frame.x(place), frame.y(max(0.0, frame.low)), stroke.colour))


def _runs(values: tuple[float | None, ...]) -> list[list[tuple[int, float]]]:
    runs: list[list[tuple[int, float]]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((place, value))
    return [run for run in runs if run]


def _cross(x: float, y: float, colour: Color) -> Group:
    return Group(Line(x - 2.5, y - 2.5, x + 2.5, y + 2.5, strokeColor=colour), Line(x - 2.5, y + 2.5, x + 2.5, y - 2.5, strokeColor=colour))


def _end_label(line: ChartLine) -> str:
    return f"{_last_text(line)} {line.name}".strip()


def _last_text(line: ChartLine) -> str:
    return "" if line.last is None else line.text(line.last).replace("-", "−")


def _draw_labels(drawing: Drawing, frame: _Frame, lines: tuple[ChartLine, ...]) -> None:
    ends = sorted((end for line in lines if (end := _end(frame, line))), key=lambda end: end[0])
    floor_y = frame.bottom - 4
    heights: list[float] = []
    for wanted, _, _, _ in ends:
        floor_y = max(wanted, floor_y)
        heights.append(floor_y)
        floor_y += _LABEL_STEP
    over = max(0.0, (heights[-1] if heights else 0) - (frame.top + 4))
    for height, (_, x, y, line) in zip(heights, ends, strict=True):
        stroke = STROKES.get(line.role, STROKES["region"])
        drawing.add(_mark(stroke, x, y))
        own = line.role == "own"
        drawing.add(_text(frame.right + 10, height - over - 2.8, _end_label(line), stroke.colour, bold=own))


def _end(frame: _Frame, line: ChartLine) -> tuple[float, float, float, ChartLine] | None:
    place = line.last
    value = None if place is None else line.values[place]
    if place is None or value is None:
        return None
    return frame.y(value), frame.x(place), frame.y(value), line


def _mark(stroke: _Stroke, x: float, y: float) -> Shape:
    colour = stroke.colour
    if stroke.mark == "square":
        return Rect(x - 2.4, y - 2.4, 4.8, 4.8, fillColor=colour, strokeColor=None)
    if stroke.mark == "diamond":
        return Polygon([x, y + 3.4, x + 3.4, y, x, y - 3.4, x - 3.4, y], fillColor=colour, strokeColor=None)
    if stroke.mark == "ring":
        return Circle(x, y, 2.8, fillColor=HexColor("#FFFFFF"), strokeColor=colour, strokeWidth=1.2)
    if stroke.mark == "bar":
        return Rect(x - 3.4, y - 1, 6.8, 2, fillColor=colour, strokeColor=None)
    if stroke.mark == "triangle":
        return Polygon([x - 3, y - 2.4, x + 3, y - 2.4, x, y + 3.2], fillColor=colour, strokeColor=None)
    return Circle(x, y, 3.4, fillColor=colour, strokeColor=None)
