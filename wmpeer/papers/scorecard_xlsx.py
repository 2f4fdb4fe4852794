"""The regional scorecard as a workbook: a sheet for each area of practice, authorities by name, then notes and sources."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from wmpeer.drawing.blocks import SIGNS
from wmpeer.papers.cells import (
    BOLD,
    FILL,
    FONT,
    HEAD_ROW,
    LEFT,
    UNDER,
    Column,
    Marking,
    head,
    mark,
    new_book,
    print_setup,
    put,
    saved,
    table_sheet,
)  # fmt: skip
from wmpeer.papers.cells import figure as as_shown
from wmpeer.papers.pack_xlsx import SOURCES, marking_of, sheet_name, summary_sheet
from wmpeer.papers.records import CardArea, CardCell, CardColumn, CardRow, Scorecard
from wmpeer.papers.scorecard_pdf import ACROSS

_FLAGGED = PatternFill("solid", start_color="F8E8DF", end_color="F8E8DF")
_NUMBER, _SIGN = 10.5, 3.2
NOTES: tuple[Column[tuple[str, CardColumn]], ...] = (
    Column("Area", 28, lambda one: one[0]),
    Column("Measure", 38, lambda one: one[1].name),
    Column("Unit", 12, lambda one: one[1].unit),
    Column("Period", 10, lambda one: one[1].period),
    Column("Better when", 24, lambda one: one[1].polarity),
    Column("What is to be known", 70, lambda one: "\n".join(one[1].notes)),
    Column("Source", 8, lambda one: one[1].source, "number"),
    Column("Code", 20, lambda one: one[1].code),
)
IN_WORDS: tuple[Column[tuple[str, CardCell]], ...] = (
    Column("Area", 28, lambda one: one[0]), Column("Read out", 110, lambda one: one[1].said),
)  # fmt: skip


def scorecard_xlsx(card: Scorecard) -> bytes:
    """*card* as a workbook; the same card gives the same bytes."""
    front = card.front
    marking = marking_of(front, f"Regional scorecard: {front.region}")
    book = new_book(f"Regional scorecard: {front.region}, {front.cycle}", front.made_on)
    told = tuple(f"{marker}: {words}." for marker, words in card.markers)
    summary_sheet(book, marking, (*card.summary, *told, "–: not in the source."))
    for place, area in enumerate(card.areas, start=1):
        _area_sheet(book, sheet_name(place, area.title), area, marking)
    table_sheet(book, "Measures", NOTES, ((area.title, column) for area in card.areas for column in area.columns), marking)
    said = (
        (area.title, cell) for area in card.areas for row in area.rows if not row.beside for cell in row.cells if cell.value is not None
    )
    table_sheet(book, "In words", IN_WORDS, said, marking)
    table_sheet(book, "Sources", SOURCES, card.sources, marking)
    return saved(book, front.made_on)


def _area_sheet(book: Workbook, name: str, area: CardArea, marking: Marking) -> None:
    """Each measure has two columns: the figure, and beside it the sign."""
    sheet = book.create_sheet(name)
    mark(sheet, marking)
    head(sheet.cell(HEAD_ROW, 1), "Authority, A to Z")
    sheet.column_dimensions["A"].width = 22
    for place, column in enumerate(area.columns):
        at = 2 + place * 2
        head(sheet.cell(HEAD_ROW, at), _head(column), right=True)
        head(sheet.cell(HEAD_ROW, at + 1), "")
        sheet.merge_cells(start_row=HEAD_ROW, end_row=HEAD_ROW, start_column=at, end_column=at + 1)
        sheet.column_dimensions[get_column_letter(at)].width = _NUMBER
        sheet.column_dimensions[get_column_letter(at + 1)].width = _SIGN
    sheet.row_dimensions[HEAD_ROW].height = 13.0 * max((_lines(_head(one)) for one in area.columns), default=1) + 6
    for step, row in enumerate(area.rows, start=HEAD_ROW + 1):
        _row(sheet, step, row, area.columns)
    sheet.freeze_panes = f"B{HEAD_ROW + 1}"
    sheet.print_title_rows, sheet.print_title_cols = f"{HEAD_ROW}:{HEAD_ROW}", "A:A"
    print_setup(sheet, marking)
    sheet.page_setup.fitToWidth = max(1, -(-len(area.columns) // ACROSS))


def _lines(text: str) -> int:
    return sum(max(1, -(-len(part) // 13)) for part in text.split("\n"))


def _head(column: CardColumn) -> str:
    unit = f", {column.unit}" if column.unit else ""
    better = {"lower is better": "low is better", "higher is better": "high is better"}.get(column.polarity, "neutral")
    return f"{column.name}{unit}\n{column.period}, {better}"


def _row(sheet: Worksheet, at: int, row: CardRow, columns: tuple[CardColumn, ...]) -> None:
    name = sheet.cell(at, 1)
    put(name, row.name, BOLD)
    name.alignment, name.border = LEFT, UNDER
    for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        figure, sign = sheet.cell(at, 2 + place * 2), sheet.cell(at, 3 + place * 2)
        put(figure, cell.value if cell.value is not None else cell.text, BOLD if row.beside or cell.mark == "flag" else FONT)
        figure.alignment = Alignment(horizontal="right", vertical="center")
        if cell.value is not None:
            as_shown(figure, cell.value, column.decimals)
        put(sign, SIGNS.get(cell.mark, ""))
        figure.border = sign.border = UNDER
        if cell.mark == "flag":
            figure.fill = sign.fill = _FLAGGED
        elif row.beside:
            figure.fill = sign.fill = FILL
    if row.beside:
        name.fill = FILL
