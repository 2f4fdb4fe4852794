"""A capture sheet: what a colleague without the program fills in, in Excel or LibreOffice, and sends back.

The workbook carries its identity on a hidden sheet and an id on each row, so that taking it in twice changes nothing and no row is
taken for another. Its structure is protected without a password: the protection is a hand rail, not a lock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import NAMESPACE_OID, uuid5

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from wmpeer.outgoing import cell_parts
from wmpeer.papers.cells import (
    INK2,
    LEFT,
    LINE_HEIGHT,
    TITLE_FONT,
    WARNING,
    WARNING_FONT,
    Marking,
    head,
    lines_of,
    mark,
    new_book,
    print_setup,
    put,
    saved,
    unlock,
)

FORMAT = "wmpeer capture sheet 1"
WELCOME, VIEWS, FINDINGS, LISTS, IDENTITY = "Start here", "Views", "Findings", "Choices", "wmpeer"
FINDING_ROWS = 120
CONTINUES = "#"
FIRST_ROW = 4
"""The first row to fill in, on both sheets; the heads stand above it."""
VIEW_HEADS = ("Id", "Area", "The authority’s own grade", "My view", "Confidence", "Direction", "For the challenge day", "Why")
FINDING_HEADS = ("Id", "Area", "Kind", "What I want to say", "Quote from the document", "Page", "Level (concerns only)")
CONFLICT_CELL, CONFLICT_WHY_CELL = "B12", "B13"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its code, and the words a person sees."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the framework with its prompt."""

    code: str
    title: str
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class SheetView:
    """A view as it stands on the sheet; codes, or empty where nothing is chosen."""

    area: str
    own_grade: str = ""
    view: str = ""
    confidence: str = ""
    direction: str = ""
    priority: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SheetFinding:
    """A finding as it stands on the sheet. `id` stays the same however often the sheet comes back."""

    id: str
    kind: str = ""
    area: str = ""
    text: str = ""
    quote: str = ""
    page: int | None = None
    page_text: str = ""
    """What stands in the page's cell where it is no number."""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What each list offers."""

    grades: tuple[Choice, ...]
    views: tuple[Choice, ...]
    confidence: tuple[Choice, ...]
    directions: tuple[Choice, ...]
    priorities: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    levels: tuple[Choice, ...]

    def named(self) -> dict[str, tuple[Choice, ...]]:
        return {
            "grades": self.grades,
            "views": self.views,
            "confidence": self.confidence,
            "directions": self.directions,
            "priorities": self.priorities,
            "kinds": self.kinds,
            "levels": self.levels,
        }


@dataclass(frozen=True, slots=True)
class CaptureContent:
    """A capture sheet, whole. `views` and `findings` are what the colleague has said already."""

    workspace: str
    sheet: str
    region: str
    authority: str
    authority_name: str
    cycle: str
    person: str
    person_name: str
    framework: str
    made_on: date
    areas: tuple[Area, ...]
    choices: Choices
    marking: str = "OFFICIAL-SENSITIVE"
    fictional: bool = False
    return_to: str = ""
    views: tuple[SheetView, ...] = ()
    findings: tuple[SheetFinding, ...] = field(default=())


def finding_id(sheet: str, row: int) -> str:
    """The id of the finding written on that row of that sheet: the same however often the sheet comes back."""
    return uuid5(NAMESPACE_OID, f"wmpeer:{sheet}:{row}").hex


def capture_sheet(content: CaptureContent) -> bytes:
    """*content* as an XLSX file to fill in."""
    marking = Marking(f"{content.authority_name}, {content.cycle}: {content.person_name}", content.marking, content.fictional)
    book = new_book(f"Capture sheet, {content.authority_name}", content.made_on)
    _lists(book, content)
    _welcome(book, content, marking)
    _views(book, content, marking)
    _findings(book, content, marking)
    _identity(book, content)
    book.move_sheet(LISTS, len(book.sheetnames))
    book[LISTS].sheet_state = book[IDENTITY].sheet_state = "veryHidden"
    book.active = 0
    book.security = WorkbookProtection(lockStructure=True)
    return saved(book, content.made_on)


def _lists(book: Workbook, content: CaptureContent) -> None:
    sheet = book.create_sheet(LISTS)
    lists = {**content.choices.named(), "areas": tuple(Choice(one.code, one.title) for one in content.areas)}
    lists["conflict"] = (Choice("none", _NO_INTEREST), Choice("declared", _INTEREST))
    for place, (name, choices) in enumerate(lists.items()):
        words, codes = chr(ord("A") + 2 * place), chr(ord("B") + 2 * place)
        put(sheet[f"{words}1"], name)
        for row, choice in enumerate(choices, start=2):
            put(sheet[f"{words}{row}"], choice.words)
            put(sheet[f"{codes}{row}"], choice.code)
        book.defined_names[f"wmpeer_{name}"] = DefinedName(
            f"wmpeer_{name}", attr_text=f"'{LISTS}'!${words}$2:${words}${max(len(choices), 1) + 1}"
        )
    sheet.protection.sheet = True


_NO_INTEREST, _INTEREST = "I have no interest in this authority", "I have an interest (say which below)"


def _welcome(book: Workbook, content: CaptureContent, marking: Marking) -> None:
    sheet = book.create_sheet(WELCOME, 0)
    mark(sheet, marking)
    put(sheet["A3"], f"{content.authority_name}: your reading of its self-evaluation", TITLE_FONT)
    facts = (("For", content.person_name), ("Cycle", content.cycle), ("Region", content.region), ("Send back to", content.return_to))
    for row, (name, value) in enumerate(facts, start=5):
        put(sheet[f"A{row}"], name, Font(name="Arial", size=10, color=INK2))
        put(sheet[f"B{row}"], value)
    put(sheet["A10"], "Your declaration", Font(name="Arial", size=11, bold=True))
    put(sheet["A11"], "Your home authority, the same trust, a recent employer, or anything else a colleague would want to know.")
    put(sheet["A12"], "My interest")
    put(sheet["A13"], "If you have one, which")
    unlock(sheet[CONFLICT_CELL])
    unlock(sheet[CONFLICT_WHY_CELL])
    _choose(sheet, "conflict", CONFLICT_CELL)
    for row, line in enumerate(_HOW, start=15):
        put(sheet[f"A{row}"], line, WARNING_FONT if line.startswith("Never") else Font(name="Arial", size=10))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 60
    _protect(sheet)
    print_setup(sheet, marking, landscape=False)


_HOW = (
    "How to fill it in",
    "1. Views: one row for each area. Choose from the lists; leave empty what you cannot say yet.",
    "2. Findings: one row for each thing you want to say. Copy the sentence it rests on into Quote, and give its page.",
    "3. Save and send the file back. You may send it again when you have changed it: nothing is taken in twice.",
    "Never write the name, number or date of birth of a child or of a member of staff.",
)


def _views(book: Workbook, content: CaptureContent, marking: Marking) -> None:
    sheet = _filling(
        book, VIEWS, VIEW_HEADS, (4, 34, 22, 22, 13, 13, 20, 60), marking, "Choose from the lists; leave empty what you cannot say yet."
    )
    before = {one.area: one for one in content.views}
    known = {one.code for one in content.areas}
    areas = (*content.areas, *(Area(one.area, one.area) for one in content.views if one.area not in known))
    row = FIRST_ROW
    for area in areas:
        one = before.get(area.code, SheetView(area.code))
        title = f"{area.title}\n{area.prompt}" if area.prompt else area.title
        row = _fill(sheet, row, 2, (area.code, title, *_view_words(one, content.choices)), max(44, LINE_HEIGHT * lines_of(title, 34) + 4))
    for column, name in zip("CDEFG", ("grades", "views", "confidence", "directions", "priorities"), strict=True):
        _choose(sheet, name, f"{column}{FIRST_ROW}:{column}{row - 1}")


def _view_words(one: SheetView, choices: Choices) -> tuple[str, ...]:
    return (
        _words(one.own_grade, choices.grades),
        _words(one.view, choices.views),
        _words(one.confidence, choices.confidence),
        _words(one.direction, choices.directions),
        _words(one.priority, choices.priorities),
        one.reason,
    )


def _findings(book: Workbook, content: CaptureContent, marking: Marking) -> None:
    hint = f"One row each; {FINDING_ROWS} rows. A row needs a kind and words; evidence makes it strong."
    sheet = _filling(book, FINDINGS, FINDING_HEADS, (4, 30, 20, 60, 50, 8, 18), marking, hint)
    before = {one.id: one for one in content.findings}
    titles = tuple(Choice(one.code, one.title) for one in content.areas)
    ids = [finding_id(content.sheet, row) for row in range(1, FINDING_ROWS + 1)]
    fresh = (one for one in ids if one not in before)
    rows = [*content.findings, *(SheetFinding(one) for one in fresh)][: max(FINDING_ROWS, len(content.findings))]
    row = FIRST_ROW
    for one in rows:
        row = _fill(sheet, row, 1, (one.id, *_finding_words(one, titles, content.choices)), 32)
    last = row - 1
    for column, name in (("B", "areas"), ("C", "kinds"), ("G", "levels")):
        _choose(sheet, name, f"{column}{FIRST_ROW}:{column}{last}")
    _pages(sheet, f"F{FIRST_ROW}:F{last}")
    incomplete = FormulaRule(formula=[f"AND(LEN($D{FIRST_ROW})>0,LEN($C{FIRST_ROW})=0)"], font=Font(color=WARNING, bold=True))
    sheet.conditional_formatting.add(f"D{FIRST_ROW}:D{last}", incomplete)


def _finding_words(one: SheetFinding, titles: tuple[Choice, ...], choices: Choices) -> tuple[str | int, ...]:
    return (
        _words(one.area, titles),
        _words(one.kind, choices.kinds),
        one.text,
        one.quote,
        one.page or one.page_text,
        _words(str(one.level or ""), choices.levels),
    )


def _filling(book: Workbook, name: str, heads: tuple[str, ...], widths: tuple[int, ...], marking: Marking, hint: str) -> Worksheet:
    sheet = book.create_sheet(name)
    mark(sheet, marking)
    put(sheet["B2"], hint)
    for place, (words, width) in enumerate(zip(heads, widths, strict=True), start=1):
        cell = sheet.cell(FIRST_ROW - 1, place)
        head(cell, words)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.row_dimensions[FIRST_ROW - 1].height = 30
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = f"C{FIRST_ROW}"
    sheet.print_title_rows = f"{FIRST_ROW - 1}:{FIRST_ROW - 1}"
    _protect(sheet)
    print_setup(sheet, marking)
    put(sheet["B1"], sheet["A1"].value, WARNING_FONT)  # column A is hidden
    return sheet


def _fill(sheet: Worksheet, row: int, locked: int, values: tuple[str | int, ...], height: float) -> int:
    """*values* from that row on, the first *locked* of them not to be changed; the next free row.

    What a cell cannot hold goes on below it, on rows whose id ends in ``#2``, ``#3``: they are read as one.
    """
    parts = [cell_parts(value) if isinstance(value, str) else (value,) for value in values]
    for step in range(max(len(part) for part in parts)):
        for place, part in enumerate(parts, start=1):
            cell = sheet.cell(row + step, place)
            put(cell, part[step] if step < len(part) else None)
            if place > locked:
                unlock(cell)
            else:
                cell.alignment = LEFT
        if step:
            put(sheet.cell(row + step, 1), f"{values[0]}{CONTINUES}{step + 1}")
        sheet.row_dimensions[row + step].height = height
    return row + max(len(part) for part in parts)


def _words(code: str, choices: tuple[Choice, ...]) -> str:
    return next((one.words for one in choices if one.code == code), code)


def _choose(sheet: Worksheet, name: str, cells: str) -> None:
    rule = DataValidation(type="list", formula1=f"wmpeer_{name}", allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "Not in the list", "Choose one of the list, or leave the cell empty."
    rule.add(cells)
    sheet.add_data_validation(rule)


def _pages(sheet: Worksheet, cells: str) -> None:
    rule = DataValidation(type="whole", operator="between", formula1="1", formula2="9999", allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "A page number", "Give the page as a whole number, or leave the cell empty."
    rule.add(cells)
    sheet.add_data_validation(rule)


def _protect(sheet: Worksheet) -> None:
    guard = sheet.protection
    guard.sheet = True
    guard.formatColumns = guard.formatRows = False  # widths and heights may be changed
    guard.selectLockedCells = False


def _identity(book: Workbook, content: CaptureContent) -> None:
    sheet = book.create_sheet(IDENTITY)
    facts = (
        ("format", FORMAT),
        ("workspace", content.workspace),
        ("sheet", content.sheet),
        ("authority", content.authority),
        ("authority name", content.authority_name),
        ("person", content.person),
        ("person name", content.person_name),
        ("cycle", content.cycle),
        ("framework", content.framework),
    )
    for row, (name, value) in enumerate(facts, start=1):
        put(sheet.cell(row, 1), name)
        put(sheet.cell(row, 2), value)
    sheet.protection.sheet = True
