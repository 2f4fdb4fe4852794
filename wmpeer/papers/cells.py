"""Into a spreadsheet, and no other way: text that is never a formula, numbers and days that are what they are, a page that prints.

A text that is longer than a cell holds goes on in rows below it, marked as continued; nothing is cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Generic, Literal, TypeVar
from xml.sax.saxutils import quoteattr

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.chart._chart import ChartBase
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from wmpeer.outgoing import CELL_LIMIT, cell_parts, for_xlsx, plain, steady_zip

Value = str | int | float | date | bool | None
Row = TypeVar("Row")
FICTIONAL = "FICTIONAL - for demonstration"
ACCENT, INK, INK2, WARNING, LINE, HEAD_FILL, INPUT_FILL = "054851", "152022", "425053", "9D043E", "D5DCDD", "E8EDED", "FFFFFF"
HEAD_ROW = 2
_CONTINUED = "(continued)"
LINE_HEIGHT = 13.0
_GOES_ON = " [the text goes on in the workspace]"
_FORMULA_START = ("=", "+", "-", "@")
FONT, BOLD = Font(name="Arial", size=10, color=INK), Font(name="Arial", size=10, color=INK, bold=True)
HEAD_FONT = Font(name="Arial", size=10, color=INK2, bold=True)
TITLE_FONT = Font(name="Arial", size=15, color=ACCENT, bold=True)
WARNING_FONT = Font(name="Arial", size=10, color=WARNING, bold=True)
UNDER = Border(bottom=Side(style="thin", color=LINE))
HEAD_BORDER = Border(bottom=Side(style="thin", color=ACCENT))
LEFT = Alignment(horizontal="left", wrap_text=True, vertical="center", indent=1)
ONE_LINE = Alignment(horizontal="left", vertical="center", indent=1)
RIGHT = Alignment(horizontal="right", vertical="center", wrap_text=True, indent=1)
HEAD_ALIGN = Alignment(horizontal="left", wrap_text=True, vertical="bottom", indent=1)
FILL = PatternFill("solid", start_color=HEAD_FILL, end_color=HEAD_FILL)


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its head, its width in characters, what it says of a row. `decimals` may depend on the row."""

    head: str
    width: float
    of: Callable[[Row], Value]
    kind: Literal["text", "number", "day"] = "text"
    decimals: Callable[[Row], int] | int = 0
    wrap: bool = True


@dataclass(frozen=True, slots=True)
class Marking:
    """What stands above every sheet and on every printed page."""

    title: str
    marking: str
    fictional: bool

    def words(self) -> str:
        return " · ".join(part for part in (self.marking, FICTIONAL if self.fictional else "", self.title) if part)


def put(cell: Cell, value: Value, font: Font = FONT) -> None:
    """*value* into *cell* as what it is; text is a string whatever it begins with."""
    cell.font = font
    if value is None or value == "":
        return
    if isinstance(value, str):
        _put_text(cell, value)
    elif isinstance(value, bool):
        _put_text(cell, "yes" if value else "no")
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "d mmm yyyy"


def _put_text(cell: Cell, text: str) -> None:
    first, *rest = cell_parts(text)
    if rest:  # whoever may hold so much spreads it over rows; this is for a cell that stands alone
        first = f"{cell_parts(text, CELL_LIMIT - len(_GOES_ON))[0]}{_GOES_ON}"
    cell.value = for_xlsx(first)
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula, and #N/A for an error
    if first.startswith(_FORMULA_START):
        cell.quotePrefix = True


def figure(cell: Cell, value: float, decimals: int) -> None:
    """A number in *cell*, shown with so many places and not rounded, but without the tail of a binary fraction (18.130000000000003)."""
    cell.value, cell.number_format = value if isinstance(value, int) else float(f"{value:.12g}"), number_format(decimals)


def number_format(decimals: int) -> str:
    """The spreadsheet's format for a number with that many decimals."""
    return "#,##0" + ("." + "0" * decimals if decimals > 0 else "")


def table_sheet(book: Workbook, name: str, columns: tuple[Column[Row], ...], rows: Iterable[Row], marking: Marking) -> Worksheet:
    """A sheet with a marking line, a frozen head, a filter, a row for each of *rows*, ready to print."""
    sheet = book.create_sheet(name)
    mark(sheet, marking)
    for place, column in enumerate(columns, start=1):
        head(sheet.cell(HEAD_ROW, place), column.head, column.kind == "number")
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    fit_height(sheet, HEAD_ROW, tuple((column.head, column.width) for column in columns))
    below = HEAD_ROW + 1
    for row in rows:
        below = _put_row(sheet, below, columns, row)
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(columns))}{max(below - 1, HEAD_ROW)}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    print_setup(sheet, marking)
    return sheet


def head(cell: Cell, text: str, right: bool = False) -> None:
    """The head of a column."""
    put(cell, text, HEAD_FONT)
    cell.fill, cell.border = FILL, HEAD_BORDER
    cell.alignment = Alignment(wrap_text=True, vertical="bottom", horizontal="right", indent=1) if right else HEAD_ALIGN


def mark(sheet: Worksheet, marking: Marking) -> None:
    """The line above a sheet's table."""
    put(sheet["A1"], marking.words(), WARNING_FONT if marking.fictional else HEAD_FONT)


def _put_row(sheet: Worksheet, below: int, columns: tuple[Column[Row], ...], row: Row) -> int:
    """*row* at that line, and below it what its cells could not hold; the next free line."""
    values = tuple(column.of(row) for column in columns)
    more = 1
    for place, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
        parts: tuple[Value, ...] = cell_parts(value) if isinstance(value, str) else (value,)
        more = max(more, len(parts))
        for step, part in enumerate(parts):
            cell = sheet.cell(below + step, place)
            put(cell, part)
            _dress(cell, column, row, part)
    for step in range(more):
        fit_height(
            sheet,
            below + step,
            tuple((sheet.cell(below + step, place).value, one.width) for place, one in enumerate(columns, start=1) if one.wrap),
        )
    for step in range(1, more):
        put(sheet.cell(below + step, 1), f"{values[0]} {_CONTINUED}")
    return below + more


def fit_height(sheet: Worksheet, row: int, cells: tuple[tuple[object, float], ...]) -> None:
    """Make the row as high as its wrapped texts need: not every program does so by itself. A row is at most 409 points high."""
    lines = max((lines_of(value, width) for value, width in cells if isinstance(value, str)), default=1)
    sheet.row_dimensions[row].height = min(409.0, LINE_HEIGHT * lines + 4)


def lines_of(text: str, width: float) -> int:
    """How many lines *text* takes in a column of that width, in characters."""
    room = max(int((width - 1.5) * 1.08), 1)
    return sum(max(1, -(-len(line) // room)) for line in text.split("\n"))


def _dress(cell: Cell, column: Column[Row], row: Row, value: Value) -> None:
    cell.border = UNDER
    number = column.kind == "number"
    cell.alignment = RIGHT if number else LEFT if column.wrap else ONE_LINE
    if number and isinstance(value, float | int):
        figure(cell, value, column.decimals(row) if callable(column.decimals) else column.decimals)


def print_setup(sheet: Worksheet, marking: Marking, landscape: bool = True) -> None:
    """A4, as wide as the paper, marking above and page number below."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top, sheet.page_margins.bottom = 0.8, 0.7
    sheet.oddHeader.left.text = _for_header(marking.marking)
    sheet.oddHeader.right.text = _for_header(FICTIONAL) if marking.fictional else ""
    sheet.oddFooter.left.text = _for_header(f"{marking.title}: {sheet.title}")
    sheet.oddFooter.right.text = "Page &P of &N"


def _for_header(text: str) -> str:
    """*text* for a header: an ampersand begins a command there."""
    return plain(text).replace("\n", " ").replace("&", "&&")[:120]


def unlock(cell: Cell) -> None:
    """A cell a colleague may fill in a protected sheet."""
    cell.protection = Protection(locked=False)
    cell.fill = PatternFill("solid", start_color=INPUT_FILL, end_color=INPUT_FILL)
    cell.border = Border(*(Side(style="thin", color="76868A") for _ in range(4)))
    cell.alignment, cell.font = LEFT, FONT


def new_book(title: str, made_on: date) -> Workbook:
    """A workbook without sheets and without a person's name in its properties."""
    book = Workbook()
    book.remove(book.active)
    facts = book.properties
    facts.creator, facts.lastModifiedBy, facts.title = "wmpeer", None, plain(title)[:255]
    facts.created = _moment(made_on)
    return book


def _moment(on: date) -> datetime:
    return datetime(on.year, on.month, on.day)  # noqa: DTZ001  openpyxl wants it without a zone


_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_CHART = re.compile(rb'name="Chart (\d+)"')
_WORDS = "wmpeer_words"


def word_chart(chart: ChartBase, words: str) -> None:
    """What stands in for *chart* where it is not seen."""
    setattr(chart, _WORDS, words)


def saved(book: Workbook, made_on: date) -> bytes:
    """The workbook's file; the same content gives the same bytes."""
    out = BytesIO()
    book.save(out)
    when = f"{made_on.isoformat()}T00:00:00Z".encode()
    mended: dict[str, Callable[[bytes], bytes]] = {"docProps/core.xml": lambda part: _MODIFIED.sub(rb"\g<1>" + when + rb"\g<2>", part)}
    drawn = (sheet for sheet in book.worksheets if sheet._charts or sheet._images)
    for number, sheet in enumerate(drawn, start=1):
        mended[f"xl/drawings/drawing{number}.xml"] = _worded(tuple(getattr(chart, _WORDS, "") for chart in sheet._charts))
    return steady_zip(out.getvalue(), mended)


def _worded(words: tuple[str, ...]) -> Callable[[bytes], bytes]:
    """Gives each chart of a drawing its words; the library has no place for them."""

    def told(found: re.Match[bytes]) -> bytes:
        at = int(found[1]) - 1
        said = words[at] if at < len(words) else ""
        return found[0] + (b" descr=" + quoteattr(said).encode() if said else b"")

    return lambda part: _CHART.sub(told, part)
