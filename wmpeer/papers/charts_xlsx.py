"""Pictures in a workbook: the numbers as a table, and below it a native chart of them, with words for whoever cannot see it.

A trend is a line chart; a strip is a scatter chart on one line, whose heights mean nothing but that circles would cover one another.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor, log10

from openpyxl.chart import LineChart, Reference, ScatterChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from wmpeer.drawing.blocks import Picture
from wmpeer.indicators.chart_records import ChartDescription, ChartLine
from wmpeer.outgoing import plain
from wmpeer.papers.cells import BOLD, INK2, figure, head, put, word_chart

STROKES = {
    "own": ("075E69", 32_000, "solid", "circle"),
    "england": ("152022", 19_000, "solid", "square"),
    "region": ("56656A", 19_000, "dash", "diamond"),
    "neighbours": ("7A5205", 19_000, "sysDot", "triangle"),
    "best": ("562AA9", 13_000, "lgDashDot", "circle"),
    "target": ("425053", 13_000, "sysDash", "dash"),
}
NAMES_WIDTH, NUMBER_WIDTH = 30, 11.5
_AXIS = "General"
"""Steps of an axis may need more decimals than the figures have: 2.5 would read 3."""
_HIGH, _WIDE = 7.0, 17.5
_BY_ITSELF = 0.8
"""Above this share of the most there can be, a spreadsheet would end the axis beyond it."""
_ROWS = 15
"""So many rows of the sheet lie under a chart."""
_SMALL = Font(name="Arial", size=8, color=INK2)
_SMALL_BOLD = Font(name="Arial", size=8, color=INK2, bold=True)
_APART = 0.045
"""Circles nearer than this share of the axis would cover one another."""


def add_chart(sheet: Worksheet, at: int, chart: ChartDescription) -> int:
    """The numbers of *chart* from row *at* of *sheet* on, and the chart below them; the next free row."""
    below = write_numbers(sheet, at, chart)
    _place(sheet, at, chart, _title(chart), f"A{below + 1}", _WIDE)
    return below + _ROWS + 2


def add_picture(sheet: Worksheet, at: int, picture: Picture) -> int:
    """A picture and the one below it: both tables under the title, both charts side by side below; the next free row."""
    put(sheet.cell(at, 1), picture.title, BOLD)
    first, below = at + 1, write_numbers(sheet, at + 1, picture.above)
    second = below + 1
    if picture.below is not None:
        below = write_numbers(sheet, second, picture.below)
        period = picture.below.periods[-1] if picture.below.periods else ""
        _place(sheet, second, picture.below, f"{picture.title}: authorities in {period}", f"H{below + 1}", _WIDE - 2.5)
    _place(sheet, first, picture.above, picture.title, f"A{below + 1}", _WIDE)
    return below + _ROWS + 2


def chart_columns(sheet: Worksheet, across: int = 16) -> None:
    """The widths that tables and charts of this module stand in."""
    sheet.column_dimensions["A"].width = NAMES_WIDTH
    for column in range(2, across + 2):
        sheet.column_dimensions[get_column_letter(column)].width = NUMBER_WIDTH


def write_numbers(sheet: Worksheet, at: int, chart: ChartDescription) -> int:
    """The table of *chart* from row *at* on; the first row below it."""
    return _strip_numbers(sheet, at, chart) if chart.kind == "strip" else _trend_numbers(sheet, at, chart)


def _place(sheet: Worksheet, at: int, chart: ChartDescription, title: str, anchor: str, wide: float) -> None:
    made = _strip_chart(sheet, at, chart) if chart.kind == "strip" else _trend_chart(sheet, at, chart)
    made.title, made.height, made.width = _heading(plain(title)), _HIGH, wide
    made.legend.position = "b"
    for axis in (made.x_axis, made.y_axis):
        axis.txPr = RichText(
            p=[Paragraph(pPr=ParagraphProperties(defRPr=CharacterProperties(sz=800)), endParaRPr=CharacterProperties(sz=800))]
        )
    word_chart(made, plain(chart.alt))
    sheet.add_chart(made, anchor)


def _heading(text: str) -> Title:
    """A chart's title in the size of the sheet's text."""
    looks = CharacterProperties(sz=1000, b=True)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=looks), r=[RegularTextRun(rPr=looks, t=text)])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _grid_lines() -> ChartLines:
    return ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill="D5DCDD", w=6_350)))


# ---- trends


def _trend_numbers(sheet: Worksheet, at: int, chart: ChartDescription) -> int:
    head(sheet.cell(at, 1), chart.unit or "Period")
    for place, period in enumerate(chart.periods, start=2):
        head(sheet.cell(at, place), period, right=True)
    row = at + 1
    for line in chart.lines:
        put(sheet.cell(row, 1), line.name)
        for place, value in enumerate(line.values):
            _figure(sheet, row, place + 2, value, max(chart.places, 1) if line.role == "neighbours" else chart.places)
        row += 1
    for note in (*_gaps(chart), *chart.notes):
        put(sheet.cell(row, 1), note, _SMALL)
        row += 1
    return row


def _gaps(chart: ChartDescription) -> Iterator[str]:
    """Why cells are empty: a chart would draw a marker as nothing, so markers stand below the numbers in words."""
    for line in chart.lines:
        found: dict[str, list[str]] = {}
        for place, value in enumerate(line.values):
            if value is None:
                found.setdefault(line.marker(place) or line.text(place) or "not in the source", []).append(chart.periods[place])
        yield from (f"{line.name}: no value for {', '.join(periods)}, {why}." for why, periods in found.items())


def _figure(sheet: Worksheet, row: int, column: int, value: float | None, places: int) -> None:
    """A number as a number; where there is none the cell stays empty."""
    if value is not None:
        cell = sheet.cell(row, column)
        put(cell, value)
        cell.alignment = Alignment(horizontal="right")
        figure(cell, value, places)


def _trend_chart(sheet: Worksheet, at: int, chart: ChartDescription) -> LineChart:
    made = LineChart()
    made.display_blanks = "gap"
    known = [value for line in chart.lines for value in line.values if value is not None]
    made.y_axis.scaling.min = min(0.0, *known, 0.0)
    made.x_axis.delete = made.y_axis.delete = False
    made.y_axis.number_format = _AXIS
    made.y_axis.majorGridlines = _grid_lines()
    if chart.kind == "profile" or (chart.most is not None and _BY_ITSELF * chart.most < max(known, default=0.0) <= chart.most):
        made.y_axis.scaling.max = 100
    for step, line in enumerate(chart.lines, start=1):
        series = SeriesFactory(Reference(sheet, min_col=1, max_col=len(chart.periods) + 1, min_row=at + step), title_from_data=True)
        _stroke(series, line.role)
        made.series.append(series)
    made.set_categories(Reference(sheet, min_col=2, max_col=len(chart.periods) + 1, min_row=at))
    return made


def _title(chart: ChartDescription) -> str:
    title = plain(chart.title)
    return f"{title}, {chart.sign}" if chart.sign and chart.sign not in title else title


def _stroke(series: Series, role: str) -> None:
    colour, width, dash, mark = STROKES.get(role, STROKES["region"])
    series.smooth = False
    series.graphicalProperties.line.solidFill = colour
    series.graphicalProperties.line.width = width
    series.graphicalProperties.line.dashStyle = dash
    _mark(series, mark, colour, 6)


def _mark(series: Series, mark: str, colour: str, size: int) -> None:
    series.marker = Marker(symbol=mark, size=size)
    series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
    series.marker.graphicalProperties.line.solidFill = colour


# ---- strips


def _strip_numbers(sheet: Worksheet, at: int, chart: ChartDescription) -> int:
    """Authorities across, by name, then what stands beside them; below their figures the heights of the picture."""
    head(sheet.cell(at, 1), f"Authorities in {chart.periods[-1]}" if chart.periods else "Authorities")
    put(sheet.cell(at + 1, 1), chart.unit or "Figure")
    put(sheet.cell(at + 2, 1), "Height in the picture, own", _SMALL)
    put(sheet.cell(at + 3, 1), "Height in the picture, others", _SMALL)
    heights = dict(_heights(chart))
    for place, point in enumerate(chart.points):
        column = place + 2
        head(sheet.cell(at, column), point.name, right=True)
        sheet.cell(at, column).font = _SMALL_BOLD
        _figure(sheet, at + 1, column, point.value, chart.places)
        if place in heights:
            put(sheet.cell(at + (2 if point.own else 3), column), heights[place], _SMALL)
    for place, line in enumerate(chart.lines, start=len(chart.points) + 2):
        head(sheet.cell(at, place), line.name, right=True)
        sheet.cell(at, place).font = _SMALL_BOLD
        _figure(sheet, at + 1, place, line.values[-1], max(chart.places, 1) if line.role == "neighbours" else chart.places)
        put(sheet.cell(at + 3, place), -1, _SMALL)
    missing = [f"{point.name}: no value, {point.text}." for point in chart.points if point.value is None]
    for step, sentence in enumerate(missing, start=4):
        put(sheet.cell(at + step, 1), sentence, _SMALL)
    return at + 4 + len(missing)


def _reach(chart: ChartDescription) -> tuple[float, float]:
    """From where to where the line of a strip goes: whole steps around all values."""
    values = [point.value for point in chart.points if point.value is not None]
    values += [line.values[-1] for line in chart.lines if line.values[-1] is not None]
    low, high = min(values, default=0.0), max(values, default=1.0)
    span = (high - low) or abs(high) or 1.0
    step = 10.0 ** floor(log10(span))
    step = step if span / step >= 4 else step / 2 if span / step >= 2 else step / 5
    return round(floor(low / step) * step, 10), round(-floor(-high / step) * step + (step if high == low else 0), 10)


def _heights(chart: ChartDescription) -> Iterator[tuple[int, int]]:
    """How high each circle stands: 0 on the line, more above those it would cover."""
    known = sorted((value, place) for place, point in enumerate(chart.points) if (value := point.value) is not None)
    if not known:
        return
    near = (known[-1][0] - known[0][0]) * _APART
    placed: list[tuple[float, int]] = []
    for value, place in known:
        level = 0
        while any(taken == level and value - other <= near for other, taken in placed):
            level += 1
        placed.append((value, level))
        yield place, level


def _strip_chart(sheet: Worksheet, at: int, chart: ChartDescription) -> ScatterChart:
    made = ScatterChart()
    made.style, made.scatterStyle = 13, "lineMarker"
    made.x_axis.delete, made.y_axis.delete = False, True
    made.y_axis.majorGridlines = None
    made.x_axis.majorGridlines = None
    made.y_axis.scaling.min, made.y_axis.scaling.max = -2, 8
    made.x_axis.crosses = "min"
    made.x_axis.number_format = _AXIS
    low, high = _reach(chart)
    made.x_axis.scaling.min, made.x_axis.scaling.max = low, high
    last = len(chart.points) + 1
    if any(not point.own for point in chart.points):
        made.series.append(_points(sheet, at, 2, last, at + 3, "Other authorities", "9AA8AA"))
    if any(point.own for point in chart.points):
        name = next(point.name for point in chart.points if point.own)
        made.series.append(_points(sheet, at, 2, last, at + 2, name, STROKES["own"][0]))
    for place, line in enumerate(chart.lines, start=last + 1):
        made.series.append(_beside(sheet, at, place, line))
    return made


def _points(sheet: Worksheet, at: int, first: int, last: int, heights: int, name: str, colour: str) -> Series:
    values = Reference(sheet, min_col=first, max_col=last, min_row=at + 1)
    series = SeriesFactory(Reference(sheet, min_col=first, max_col=last, min_row=heights), values, title=plain(name))
    series.graphicalProperties.line.noFill = True
    _mark(series, "circle", colour, 8)
    return series


def _beside(sheet: Worksheet, at: int, column: int, line: ChartLine) -> Series:
    colour, _, _, mark = STROKES.get(line.role, STROKES["region"])
    series = _points(sheet, at, column, column, at + 3, line.name, colour)
    _mark(series, mark, colour, 7)
    return series
