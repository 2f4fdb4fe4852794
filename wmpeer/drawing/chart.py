"""A trend as a drawing: one description, the same rules as on the screen.

Own line heaviest and in the accent; England solid with squares, the region dashed with diamonds, neighbours dotted with triangles: told
apart without colour. Labels stand at the line's end, pushed apart. A missing value breaks the line and leaves a small cross on the axis;
a provisional one is hollow, a restated one has a ring around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine
from reportlab.pdfbase.pdfmetrics import stringWidth

import wmpeer.drawing.fonts as fonts
from wmpeer.drawing.strokes import (
    GRID,
    INK,
    INK2,
    INK3,
    PAPER,
    SIZE,
    STROKES,
    Frame,
    cross,
    end_mark,
    label,
    number,
    runs_of,
    steps_of,
    width_of,
)  # fmt: skip
from wmpeer.indicators.chart_records import ChartDescription, ChartLine
from wmpeer.indicators.naming import with_unit

_HOLLOW = ("provisional", "estimated")


def chart_drawing(chart: ChartDescription, width: float, height: float = 170) -> Drawing:
    """*chart*, with its title above, as a drawing of that size, in points."""
    drawing = trend_drawing(chart, width, height, above=24)
    drawing.insert(0, label(0, height - 8, _fitting(with_unit(chart.title, chart.unit), width), INK, bold=True))  # it is read first
    return drawing


def trend_drawing(chart: ChartDescription, width: float, height: float, *, size: float = SIZE, above: float = 8) -> Drawing:
    """The lines of *chart* over its periods, in text of *size*, with so much room *above* them; without a title."""
    drawing = Drawing(width, height)
    values = [value for line in chart.lines for value in line.values if value is not None]
    values += [edge for limits in chart.limits for edge in (limits.lower, limits.upper)]
    steps = steps_of(tuple(values), most=chart.most)
    room = max((width_of(end_label(line, chart.periods), size) for line in chart.lines), default=0) + 16
    left = max(width_of(number(step), size) for step in steps) + 6
    frame = Frame(left + 6, size + 10, width - min(room, width * 0.42), height - above, steps[0], steps[-1], len(chart.periods))
    _draw_grid(drawing, frame, steps, left, size)
    _draw_periods(drawing, frame, chart.periods, size)
    _draw_limits(drawing, frame, chart)
    for line in sorted(chart.lines, key=lambda one: one.role == "own"):
        _draw_line(drawing, frame, line, stairs=chart.kind == "profile")
    _draw_marks(drawing, frame, chart)
    _draw_labels(drawing, frame, chart, size)
    return drawing


def _fitting(text: str, room: float) -> str:
    """*text* as far as it fits on one line; the caption below the chart has all of it."""
    if stringWidth(text, fonts.BOLD, SIZE) <= room:
        return text
    while text and stringWidth(f"{text}…", fonts.BOLD, SIZE) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _draw_grid(drawing: Drawing, frame: Frame, steps: tuple[float, ...], left: float, size: float) -> None:
    for step in steps:
        y = frame.y(step)
        drawing.add(Line(frame.left, y, frame.right, y, strokeColor=INK2 if step == 0 else GRID, strokeWidth=0.8 if step == 0 else 0.6))
        drawing.add(label(left, y - size * 0.35, number(step), INK3, "end", size=size))


def _draw_periods(drawing: Drawing, frame: Frame, periods: tuple[str, ...], size: float) -> None:
    widest = max((width_of(one, size) for one in periods), default=0) + 8
    every = max(1, -(-int(widest * max(len(periods) - 1, 1)) // max(int(frame.right - frame.left), 1)))
    for place, period in enumerate(periods):
        if (len(periods) - 1 - place) % every == 0:
            drawing.add(label(frame.x(place), 5, period, INK3, "middle", size=size))


def _draw_limits(drawing: Drawing, frame: Frame, chart: ChartDescription) -> None:
    """Mean and limits of each stretch of a control chart."""
    for limits in chart.limits:
        left, right = frame.x(limits.since), frame.x(limits.until)
        for value, dash in ((limits.mean, None), (limits.lower, (4, 2)), (limits.upper, (4, 2))):
            y = frame.y(value)
            drawing.add(Line(left, y, right, y, strokeColor=INK3, strokeWidth=0.8, strokeDashArray=dash))


def _draw_line(drawing: Drawing, frame: Frame, line: ChartLine, *, stairs: bool) -> None:
    """In *stairs* what stands at a place holds until the next."""
    stroke = STROKES.get(line.role, STROKES["region"])
    for run in runs_of(line.values):
        corners = [(frame.x(place), frame.y(value)) for place, value in run]
        if stairs:
            corners = [corners[0], *(at for before, after in pairwise(corners) for at in ((after[0], before[1]), after))]
        points = [number for corner in corners for number in corner]
        if len(run) > 1:
            shape = PolyLine(points, strokeColor=stroke.colour, strokeWidth=stroke.width, strokeDashArray=stroke.dash, strokeLineJoin=1)
            drawing.add(shape)
        if len(run) == 1 or line.role == "own":
            for place, value in run:
                drawing.add(Circle(frame.x(place), frame.y(value), 2, fillColor=stroke.colour, strokeColor=None))
    if line.role == "own":
        for place, gap in enumerate(line.values):
            if gap is None:
                drawing.add(cross(frame.x(place), frame.y(max(0.0, frame.low)), stroke.colour))


def _draw_marks(drawing: Drawing, frame: Frame, chart: ChartDescription) -> None:
    own = chart.line("own")
    for mark in chart.marks if own is not None else ():
        value = own.values[mark.place] if own is not None else None
        if value is None:
            continue
        x, y, colour = frame.x(mark.place), frame.y(value), STROKES["own"].colour
        if mark.kind in _HOLLOW and own is not None and mark.place != own.last:
            drawing.add(Circle(x, y, 2, fillColor=PAPER, strokeColor=colour, strokeWidth=1))
        elif mark.kind in ("restated", "signal"):
            drawing.add(Circle(x, y, 5.2, fillColor=None, strokeColor=colour, strokeWidth=0.9))


def end_label(line: ChartLine, periods: Sequence[str]) -> str:
    """The newest value and the line's name; an older value has its period with it, as in the window."""
    name = line.name.partition(" (")[0]
    older = line.last is not None and line.last < len(line.values) - 1
    return f"{_last_text(line)} {name}{f', {periods[line.last or 0]}' if older else ''}".strip()


def _last_text(line: ChartLine) -> str:
    return "" if line.last is None else line.text(line.last).replace("-", "−")


def _draw_labels(drawing: Drawing, frame: Frame, chart: ChartDescription, size: float) -> None:
    ends = sorted(((frame.y(value), line) for line in chart.lines if (value := _last(line)) is not None), key=lambda end: end[0])
    floor_y, step = frame.bottom - 4, size + 3
    heights: list[float] = []
    for wanted, _ in ends:
        floor_y = max(wanted, floor_y)
        heights.append(floor_y)
        floor_y += step
    over = max(0.0, (heights[-1] if heights else 0) - (frame.top + 4))
    for y, line in sorted(ends, key=lambda end: end[1].role == "own"):
        drawing.add(end_mark(STROKES.get(line.role, STROKES["region"]), frame.x(line.last or 0), y))
    for height, (_, line) in zip(heights, ends, strict=True):
        stroke, own, words = STROKES.get(line.role, STROKES["region"]), line.role == "own", end_label(line, chart.periods)
        drawing.add(label(frame.right + 10, height - over - size * 0.35, words, stroke.colour, bold=own, size=size))


def _last(line: ChartLine) -> float | None:
    return None if line.last is None else line.values[line.last]
