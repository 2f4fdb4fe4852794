"""The moderation workbook: what the panel read, thought and agreed, in sheets a coordinator can filter, print and pass on."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.chart import LineChart, Reference
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.worksheet.worksheet import Worksheet

from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.indicators.naming import with_unit
from wmpeer.outgoing import plain
from wmpeer.papers.cells import HEAD_ROW, Column, Marking, head, mark, new_book, number_format, print_setup, put, saved, table_sheet
from wmpeer.papers.clips import clips_of, clips_sheet
from wmpeer.papers.content import (
    ActionLine,
    AuthorityLine,
    ConcernLine,
    EvidenceLine,
    FindingLine,
    IndicatorLine,
    ViewLine,
    WorkbookContent,
)

OVERVIEW: tuple[Column[AuthorityLine], ...] = (
    Column("Authority", 20, lambda one: one.name),
    Column("Code", 12, lambda one: one.ons_code),
    Column("Stage", 16, lambda one: one.stage),
    Column("Documents", 11, lambda one: one.documents, "number"),
    Column("Chief executive signed", 14, lambda one: one.chief_executive_on, "day"),
    Column("Lead member signed", 14, lambda one: one.lead_member_on, "day"),
    Column("Areas with own grade", 12, lambda one: one.own, "number"),
    Column("Areas agreed", 10, lambda one: one.panel, "number"),
    Column("Findings", 10, lambda one: one.findings, "number"),
    Column("Concerns open", 10, lambda one: one.open_concerns, "number"),
    Column("Letter", 16, lambda one: one.letter),
)
FINDINGS: tuple[Column[FindingLine], ...] = (
    Column("Authority", 16, lambda one: one.authority),
    Column("Area", 18, lambda one: one.area),
    Column("Kind", 12, lambda one: one.kind),
    Column("Finding", 46, lambda one: one.text),
    Column("Level", 7, lambda one: one.level, "number"),
    Column("Tags", 16, lambda one: ", ".join(one.tags)),
    Column("Evidence", 48, lambda one: "\n".join(evidence_words(each) for each in one.evidence)),
    Column("Pieces of evidence", 10, lambda one: len(one.evidence), "number"),
    Column("In the letter", 9, lambda one: one.in_letter),
    Column("By", 15, lambda one: one.author),
    Column("Id", 12, lambda one: one.id, wrap=False),
)
VIEWS: tuple[Column[ViewLine], ...] = (
    Column("Authority", 16, lambda one: one.authority),
    Column("Area", 26, lambda one: one.area),
    Column("Whose", 20, lambda one: "Panel, agreed" if one.agreed else one.author),
    Column("Own grade", 18, lambda one: one.own_grade),
    Column("View", 20, lambda one: one.view),
    Column("Confidence", 12, lambda one: one.confidence),
    Column("Direction", 12, lambda one: one.direction),
    Column("Priority", 12, lambda one: one.priority),
    Column("Reason", 60, lambda one: one.reason),
)
INDICATORS: tuple[Column[IndicatorLine], ...] = (
    Column("Authority", 16, lambda one: one.authority),
    Column("Area", 22, lambda one: one.area),
    Column("Indicator", 32, lambda one: one.title),
    Column("Unit", 11, lambda one: one.unit),
    Column("Better when", 11, lambda one: "neither" if one.polarity == "-" else one.polarity),
    Column("Period", 10, lambda one: one.period),
    Column("Value", 14, lambda one: one.value if one.value is not None else one.marker or "no value", "number", lambda one: one.decimals),
    Column("England", 10, lambda one: one.england, "number", lambda one: one.decimals),
    Column("Region", 10, lambda one: one.region, "number", lambda one: one.decimals),
    Column("Neighbours", 11, lambda one: one.neighbours, "number", lambda one: max(one.decimals, 1)),
    Column("Neighbours with a value", 11, lambda one: one.neighbours_count if one.neighbours is not None else None, "number"),
    Column("Flags: a reason to ask", 34, lambda one: "\n".join(one.flags)),
    Column("Source", 18, lambda one: one.source),
    Column("Code", 15, lambda one: one.code),
)
CONCERNS: tuple[Column[ConcernLine], ...] = (
    Column("Authority", 16, lambda one: one.authority),
    Column("Area", 22, lambda one: one.area),
    Column("Concern", 60, lambda one: one.text),
    Column("Level", 7, lambda one: one.level, "number"),
    Column("State", 18, lambda one: one.state),
    Column("Raised on", 13, lambda one: one.raised_on, "day"),
    Column("Raised by", 20, lambda one: one.raised_by),
    Column("How", 18, lambda one: one.how),
    Column("Told to the Board", 13, lambda one: one.board_on, "day"),
)
ACTIONS: tuple[Column[ActionLine], ...] = (
    Column("Authority", 16, lambda one: one.authority),
    Column("What", 60, lambda one: one.what),
    Column("Who", 22, lambda one: one.owner),
    Column("By", 13, lambda one: one.by, "day"),
    Column("Measure", 40, lambda one: one.measure),
    Column("State", 16, lambda one: one.state),
)
_STROKES = {
    "own": ("075E69", 32_000, "solid", "circle"),
    "england": ("152022", 19_000, "solid", "square"),
    "region": ("56656A", 19_000, "dash", "diamond"),
    "neighbours": ("7A5205", 19_000, "sysDot", "triangle"),
}


def evidence_words(evidence: EvidenceLine) -> str:
    """Evidence as it reads: “quote” (document, page 38), the page a picture was clipped from, or a figure with its period and source."""
    if evidence.quote:
        place = ", ".join(part for part in (evidence.document, evidence.pages.said(long=True)) if part)
        return f"“{evidence.quote.strip()}”" + (f" ({place})" if place else "")
    if evidence.part:
        return f"Picture of a part of page {evidence.page} ({evidence.document})"
    figure = ": ".join(part for part in (evidence.indicator, evidence.value) if part)
    words = figure + (f", {evidence.period}" if evidence.period else "") + (f" ({evidence.source})" if evidence.source else "")
    return f"{words}. Flag: {evidence.flag}" if evidence.flag else words


def moderation_workbook(content: WorkbookContent) -> bytes:
    """*content* as an XLSX file: sheets Overview, Findings, Views, Indicators, Concerns, Actions, and Pictures and Trends where there are
    any."""
    marking = Marking(f"{content.region}, {content.cycle}", content.marking, content.fictional)
    book = new_book(f"Moderation workbook, {content.cycle}", content.made_on)
    table_sheet(book, "Overview", OVERVIEW, content.authorities, marking)
    table_sheet(book, "Findings", FINDINGS, content.findings, marking)
    if clips := clips_of(content):
        clips_sheet(book, clips, marking)
    table_sheet(book, "Views", VIEWS, content.views, marking)
    table_sheet(book, "Indicators", INDICATORS, content.indicators, marking)
    table_sheet(book, "Concerns", CONCERNS, content.concerns, marking)
    table_sheet(book, "Actions", ACTIONS, content.actions, marking)
    if content.trends:
        _trends(book, content.trends, marking)
    return saved(book, content.made_on)


def sheet_rows(content: WorkbookContent) -> dict[str, int]:
    """How many rows each sheet holds."""
    counts = {
        "Overview": len(content.authorities),
        "Findings": len(content.findings),
        **({"Pictures": len(clips)} if (clips := clips_of(content)) else {}),
        "Views": len(content.views),
        "Indicators": len(content.indicators),
        "Concerns": len(content.concerns),
        "Actions": len(content.actions),
    }
    return counts | ({"Trends": sum(len(trend.lines) for trend in content.trends)} if content.trends else {})


def _trends(book: Workbook, trends: tuple[ChartDescription, ...], marking: Marking) -> None:
    sheet = book.create_sheet("Trends")
    mark(sheet, marking)
    sheet.column_dimensions["A"].width = 30
    row = HEAD_ROW + 1
    for trend in trends:
        row = _trend(sheet, row, trend)
    print_setup(sheet, marking)


def _trend(sheet: Worksheet, top: int, trend: ChartDescription) -> int:
    """The numbers of one trend with its chart below; the next free row."""
    head(sheet.cell(top, 1), with_unit(trend.title, trend.unit))
    for place, period in enumerate(trend.periods, start=2):
        head(sheet.cell(top, place), period, right=True)
    for step, line in enumerate(trend.lines, start=1):
        put(sheet.cell(top + step, 1), line.name)
        for place, value in enumerate(line.values, start=2):
            cell = sheet.cell(top + step, place)
            put(cell, value)
            cell.number_format = number_format(trend.places)
    sheet.add_chart(_chart(sheet, top, trend), f"A{top + len(trend.lines) + 2}")
    return top + len(trend.lines) + 21


def _chart(sheet: Worksheet, top: int, trend: ChartDescription) -> LineChart:
    chart = LineChart()
    chart.title = plain(with_unit(trend.title, trend.unit))
    chart.height, chart.width = 8.5, 24
    chart.display_blanks = "gap"
    chart.y_axis.scaling.min = min(0.0, *(value for line in trend.lines for value in line.values if value is not None), 0.0)
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = number_format(trend.places)
    for step, line in enumerate(trend.lines, start=1):
        series = SeriesFactory(Reference(sheet, min_col=1, max_col=len(trend.periods) + 1, min_row=top + step), title_from_data=True)
        _stroke(series, line.role)
        chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=2, max_col=len(trend.periods) + 1, min_row=top))
    return chart


def _stroke(series: Series, role: str) -> None:
    colour, width, dash, mark = _STROKES.get(role, _STROKES["region"])
    series.smooth = False
    series.graphicalProperties.line.solidFill = colour
    series.graphicalProperties.line.width = width
    series.graphicalProperties.line.dashStyle = dash
    series.marker = Marker(symbol=mark, size=6)
    series.marker.graphicalProperties.solidFill = colour
    series.marker.graphicalProperties.line.solidFill = colour
