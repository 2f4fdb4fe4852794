"""What charts on paper have in common: strokes and marks that tell lines apart without colour, round steps, labels in embedded fonts."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

from reportlab.graphics.shapes import STATE_DEFAULTS, Circle, Group, Line, Polygon, Rect, Shape, String
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

import wmpeer.drawing.fonts as fonts
from wmpeer.outgoing import drawable, plain

INK, INK2, INK3, GRID = HexColor("#152022"), HexColor("#425053"), HexColor("#56656A"), HexColor("#D5DCDD")
BAND, BAND_INK, PAPER = HexColor("#F8E8DF"), HexColor("#9E533D"), HexColor("#FFFFFF")
SIZE = 8
STATE_DEFAULTS["fontName"] = fonts.SANS  # a drawing begins with this font, and Helvetica would not be embedded


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn, and the mark at its end: disc, square, diamond, triangle, ring or bar."""

    colour: Color
    width: float
    dash: tuple[float, ...] | None
    mark: str


STROKES = {
    "own": Stroke(HexColor("#075E69"), 2.2, None, "disc"),
    "england": Stroke(INK, 1.3, None, "square"),
    "region": Stroke(INK3, 1.3, (5, 3), "diamond"),
    "neighbours": Stroke(HexColor("#7A5205"), 1.3, (1, 2), "triangle"),
    "best": Stroke(HexColor("#562AA9"), 1.0, (6, 2, 1, 2), "ring"),
    "target": Stroke(INK2, 1.0, (2, 2), "bar"),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a drawing that holds the lines, and its scale."""

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


def width_of(text: str, size: float = SIZE) -> float:
    """How wide *text* is, in points."""
    return float(stringWidth(text, fonts.SANS, size))


def label(
    x: float, y: float, text: str, colour: Color, anchor: str = "start", bold: bool = False, size: float = SIZE
) -> String:  # fmt: skip
    """One line of text; what no font can draw is written out."""
    words = drawable(plain(text).replace("\n", " "), lambda point: point in fonts.own)
    return String(x, y, words, fontName=fonts.BOLD if bold else fonts.SANS, fontSize=size, fillColor=colour, textAnchor=anchor)


def steps_of(values: tuple[float, ...], most: float | None = None) -> tuple[float, ...]:
    """Four or five round steps from zero (or below it) to above the highest value; not beyond *most* where no value is."""
    low, high = min((0.0, *values)), max((0.0, *values))
    span = (high - low) or 1.0
    size = 10.0 ** floor(log10(span / 4))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if span / (size * factor) <= 4.5)
    first, last = floor(low / step), floor(high / step) + (1 if high % step or not high else 0)
    steps = tuple(step * place for place in range(first, max(last, first + 1) + 1))
    return steps if most is None or high > most else tuple(one for one in steps if one <= most)


def number(value: float) -> str:
    """A number at an axis."""
    return f"{value:,.10g}".replace("-", "−")


def runs_of(values: tuple[float | None, ...]) -> list[list[tuple[int, float]]]:
    """The unbroken stretches of a line."""
    runs: list[list[tuple[int, float]]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((place, value))
    return [run for run in runs if run]


def cross(x: float, y: float, colour: Color) -> Group:
    """The mark of a period without a value."""
    return Group(Line(x - 2.5, y - 2.5, x + 2.5, y + 2.5, strokeColor=colour), Line(x - 2.5, y + 2.5, x + 2.5, y - 2.5, strokeColor=colour))


def end_mark(stroke: Stroke, x: float, y: float) -> Shape:
    """The mark at the newest value of a line."""
    colour = stroke.colour
    if stroke.mark == "ring":
        return Circle(x, y, 2.8, fillColor=PAPER, strokeColor=colour, strokeWidth=1.2)
    if stroke.mark == "bar":
        return Rect(x - 3.4, y - 1, 6.8, 2, fillColor=colour, strokeColor=None)
    if stroke.mark == "square":
        return Rect(x - 2.4, y - 2.4, 4.8, 4.8, fillColor=colour, strokeColor=None)
    if stroke.mark == "diamond":
        return Polygon([x, y + 3.4, x + 3.4, y, x, y - 3.4, x - 3.4, y], fillColor=colour, strokeColor=None)
    if stroke.mark == "triangle":
        return Polygon([x - 3, y - 2.4, x + 3, y - 2.4, x, y + 3.2], fillColor=colour, strokeColor=None)
    return Circle(x, y, 3.4, fillColor=colour, strokeColor=None)
