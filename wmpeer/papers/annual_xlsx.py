""" "Performance of the Region" as a workbook: summary, overview, inspections, figures, pictures of each area, changes, what is missing."""

from __future__ import annotations

from dataclasses import replace

from openpyxl import Workbook

from wmpeer.papers.annual_pdf import OVERVIEW
from wmpeer.papers.cells import Column, Marking, mark, new_book, print_setup, saved, table_sheet
from wmpeer.papers.charts_xlsx import add_chart, chart_columns
from wmpeer.papers.pack_xlsx import SOURCES, marking_of, pictures_sheet, sheet_name, summary_sheet
from wmpeer.papers.records import AnnualReport, Front, ProfilePart, RegionFigure

_SENTENCE: tuple[Column[str], ...] = (Column("What", 130, lambda one: one),)


def annual_xlsx(report: AnnualReport) -> bytes:
    """*report* as a workbook; the same report gives the same bytes."""
    front = report.front
    marking = marking_of(front, f"Performance of the Region: {front.region}")
    book = new_book(f"Performance of the Region: {front.region}, {front.cycle}", front.made_on)
    summary_sheet(book, marking, report.summary)
    table_sheet(book, "What it holds", _overview(), report.overview, marking)
    if report.profile is not None:
        _profile(book, report.profile, marking)
    figures = ((area.title, one) for area in report.areas for one in area.figures)
    table_sheet(book, "Figures", _figures(front), figures, marking)
    for place, area in enumerate(report.areas, start=1):
        if area.pictures:
            pictures = tuple(replace(one, below=None) for one in area.pictures)  # the spread stands in Figures; its points have no names
            pictures_sheet(book, sheet_name(place, area.title), pictures, marking)
    table_sheet(book, "What changed", _SENTENCE, report.changed, marking)
    table_sheet(book, "What is missing", _SENTENCE, report.missing, marking)
    table_sheet(book, "Sources", SOURCES, report.sources, marking)
    return saved(book, front.made_on)


_Row = tuple[str, ...]


def _overview() -> tuple[Column[_Row], ...]:
    first, *heads = OVERVIEW
    return (_text(first, 36, 0), *(_count(name, place) for place, name in enumerate(heads, start=1)))


def _text(name: str, width: float, place: int) -> Column[_Row]:
    return Column(name, width, lambda row: row[place])


def _count(name: str, place: int) -> Column[_Row]:
    return Column(name, 14, lambda row: int(row[place]), "number")


def _profile(book: Workbook, part: ProfilePart, marking: Marking) -> None:
    columns = tuple(_text(name, 28, place) for place, name in enumerate(part.heads))
    table_sheet(book, "Inspections", columns, part.rows, marking)
    sheet = book.create_sheet("Inspection profile")
    mark(sheet, marking)
    chart_columns(sheet, len(part.picture.periods))
    add_chart(sheet, 3, part.picture)
    print_setup(sheet, marking)
    table_sheet(book, "Inspections in words", _SENTENCE, part.sentences, marking)


def _figures(front: Front) -> tuple[Column[tuple[str, RegionFigure]], ...]:
    def of(name: str, width: float, field: str) -> Column[tuple[str, RegionFigure]]:
        return Column(name, width, lambda one: getattr(one[1], field), "number", lambda one: one[1].decimals)

    return (
        Column("Area", 26, lambda one: one[0]),
        Column("Measure", 40, lambda one: one[1].title),
        Column("Unit", 11, lambda one: one[1].unit),
        Column("Period", 10, lambda one: one[1].period),
        Column("State", 12, lambda one: one[1].state),
        of(front.region, 12, "region"), of(front.country, 12, "england"), of("Period before", 12, "before"),
        Column("Since then", 20, lambda one: one[1].change),
        of("Lowest authority", 12, "lowest"), of("Middle authority", 12, "middle"), of("Highest authority", 12, "highest"),
        Column("Authorities with a figure", 13, lambda one: one[1].with_value, "number"),
        Column("Of", 6, lambda one: one[1].of, "number"),
        Column("What is to be known", 50, lambda one: "\n".join(one[1].notes)),
        Column("Source", 8, lambda one: one[1].source, "number"),
        Column("Code", 18, lambda one: one[1].code),
    )  # fmt: skip
