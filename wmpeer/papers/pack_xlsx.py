"""A data pack as a workbook: summary, figures, lines of enquiry, commentary, pictures of each area, other flags, sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from wmpeer.drawing.blocks import Picture
from wmpeer.papers.cells import LEFT, Column, Marking, fit_height, mark, new_book, print_setup, put, saved, table_sheet
from wmpeer.papers.charts_xlsx import add_picture, chart_columns
from wmpeer.papers.records import DataPack, Enquiry, Front, InspectionFact, PackArea, PackFigure, SourceLine

_Asked = tuple[str, Enquiry]
NAME_HOLDS = 31
"""So many characters a sheet's name may have."""
_LEFT_OPEN = frozenset(("and", "of", "the", "for", "in", "to", "with", "who", "a", "on", "their"))
"""No name ends with these."""
NOT_WRITTEN = "not yet written"
ACROSS = 2
"""So many pictures stand on a printed page, one below the other."""


def figure_columns(authority: str, country: str, region: str) -> tuple[Column[tuple[str, PackFigure]], ...]:
    """The columns of the sheet of figures; a row is an area's title and a figure."""
    return (
        Column("Area", 22, lambda one: one[0]),
        Column("Measure", 34, lambda one: one[1].title),
        Column("Unit", 10, lambda one: one[1].unit),
        Column("Better when", 13, lambda one: one[1].polarity),
        Column("Period", 9, lambda one: one[1].period),
        Column("Kind and state", 14, lambda one: one[1].state),
        Column(authority, 13, lambda one: one[1].value if one[1].value is not None else one[1].text, "number", lambda one: one[1].decimals),
        Column(country, 10, lambda one: one[1].england, "number", lambda one: one[1].decimals),
        Column(region, 10, lambda one: one[1].region, "number", lambda one: one[1].decimals),
        Column("Neighbours’ mean", 11, lambda one: one[1].neighbours, "number", lambda one: max(1, one[1].decimals)),
        Column("Neighbours with a value", 11, lambda one: one[1].neighbours_count or None, "number"),
        Column("Most favourable neighbour", 18, lambda one: one[1].best),
        Column("Among all authorities", 18, lambda one: one[1].fifth),
        Column("Direction", 34, lambda one: one[1].direction),
        Column("Flags: a reason to ask", 40, lambda one: "\n".join(one[1].flags)),
        Column("What is to be known", 40, lambda one: "\n".join(one[1].notes)),
        Column("As it stood in the source", 12, lambda one: one[1].raw),
        Column("Source", 8, lambda one: one[1].source, "number"),
        Column("Code", 16, lambda one: one[1].code),
    )


ENQUIRIES: tuple[Column[_Asked], ...] = (
    Column("Area", 24, lambda one: one[0]),
    Column("About", 26, lambda one: one[1].about),
    Column("Question", 60, lambda one: one[1].question),
    Column("Why it is asked", 70, lambda one: "\n".join(one[1].because)),
    Column("Source", 28, lambda one: one[1].source),
)
COMMENTARY: tuple[Column[PackArea], ...] = (
    Column("Area", 30, lambda one: one.title),
    Column("Commentary", 110, lambda one: one.commentary or NOT_WRITTEN),
    Column("Written by", 24, lambda one: one.commentary_by),
)
SOURCES: tuple[Column[SourceLine], ...] = (
    Column("Number", 8, lambda one: one.number, "number"),
    Column("Source", 40, lambda one: one.title),
    Column("Publisher", 34, lambda one: one.publisher),
    Column("Periods in this paper", 22, lambda one: one.periods),
    Column("Released on", 16, lambda one: one.released_on),
    Column("File", 44, lambda one: one.file),
    Column("Sheet", 16, lambda one: one.sheet),
    Column("Loaded on", 18, lambda one: one.loaded_on),
    Column("Loaded by", 18, lambda one: one.loaded_by),
    Column("SHA-256 of the file", 66, lambda one: one.sha256, wrap=False),
)
INSPECTIONS: tuple[Column[InspectionFact], ...] = (
    Column("Authority", 20, lambda one: one.authority),
    Column("Inspection", 32, lambda one: one.kind),
    Column("Began", 18, lambda one: one.day),
    Column("Published", 18, lambda one: one.published),
    Column("Judgements", 80, lambda one: "\n".join(f"{title}: {grade}" for title, grade in one.grades)),
    Column("Source", 40, lambda one: one.source),
)


def data_pack_xlsx(pack: DataPack) -> bytes:
    """*pack* as a workbook; the same pack gives the same bytes."""
    front = pack.front
    marking = marking_of(front, f"Data pack: {pack.authority}")
    book = new_book(f"Data pack: {pack.authority}, {front.cycle}", front.made_on)
    near = (f"Statistical neighbours: {', '.join(pack.neighbours)} (model of {pack.model}).",) if pack.neighbours else ()
    summary_sheet(book, marking, (*pack.summary, *near))
    columns = figure_columns(pack.authority, front.country, front.region)
    figures = table_sheet(book, "Figures", columns, ((area.title, one) for area in pack.areas for one in area.figures), marking)
    two_wide(figures)
    asked = [("", one) for one in pack.enquiries] + [(area.title, one) for area in pack.areas for one in area.enquiries]
    table_sheet(book, "Lines of enquiry", ENQUIRIES, asked, marking)
    table_sheet(book, "Commentary", COMMENTARY, pack.areas, marking)
    if pack.inspections:
        table_sheet(book, "Inspections", INSPECTIONS, pack.inspections, marking)
    for place, area in enumerate(pack.areas, start=1):
        if area.pictures:
            pictures_sheet(book, sheet_name(place, area.title), area.pictures, marking)
    if pack.others:
        two_wide(table_sheet(book, "Other flags", columns, (("", one) for one in pack.others), marking))
    table_sheet(book, "Sources", SOURCES, pack.sources, marking)
    return saved(book, front.made_on)


def two_wide(sheet: Worksheet) -> None:
    """A wide table goes over two pages side by side, its first columns on both."""
    sheet.page_setup.fitToWidth = 2
    sheet.print_title_cols = "A:B"
    sheet.freeze_panes = "C3"


def marking_of(front: Front, title: str) -> Marking:
    """What stands above every sheet of a paper."""
    return Marking(f"{title}, {front.cycle}", front.marking, front.fictional)


def summary_sheet(book: Workbook, marking: Marking, sentences: Iterable[str]) -> Worksheet:
    """The paper's title and its sentences, one below the other."""
    sheet = book.create_sheet("Summary")
    mark(sheet, marking)
    sheet.column_dimensions["A"].width = 104
    for row, sentence in enumerate(sentences, start=3):
        cell = sheet.cell(row, 1)
        put(cell, sentence)
        cell.alignment = LEFT
        fit_height(sheet, row, ((sentence, 100),))
    print_setup(sheet, marking)
    return sheet


def sheet_name(place: int, title: str) -> str:
    """A sheet's name: the area's number and as many words of its title as a name holds."""
    clean = " ".join("".join(letter for letter in title if letter not in "[]:*?/\\").split())
    name = f"{place} {clean}"
    if len(name) <= NAME_HOLDS:
        return name.strip()
    words, _, _ = name[: NAME_HOLDS + 1].rpartition(" ")
    while words.rpartition(" ")[2].casefold() in _LEFT_OPEN:
        words = words.rpartition(" ")[0]
    return words.rstrip(" ,") if " " in words else name[:NAME_HOLDS]  # one long word has no other place to be cut


def pictures_sheet(book: Workbook, name: str, pictures: Sequence[Picture], marking: Marking) -> Worksheet:
    """Pictures one below the other, each with its numbers."""
    sheet = book.create_sheet(name)
    mark(sheet, marking)
    chart_columns(sheet)
    row = 3
    for place, picture in enumerate(pictures, start=1):
        row = add_picture(sheet, row, picture)
        if place % ACROSS == 0 and place < len(pictures):
            sheet.row_breaks.append(Break(id=row - 1))
    print_setup(sheet, marking)
    return sheet
