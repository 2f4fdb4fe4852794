"""Reading a capture sheet that came back: what it says, what is half said, and whether it is still the sheet that went out."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from wmpeer.errors import Problem, WmpeerError
from wmpeer.indicators.sheets import read_sheets
from wmpeer.outgoing import plain
from wmpeer.papers.capture import (
    CONTINUES,
    FINDING_HEADS,
    FINDINGS,
    FIRST_ROW,
    FORMAT,
    IDENTITY,
    LISTS,
    VIEW_HEADS,
    VIEWS,
    WELCOME,
    SheetFinding,
    SheetView,
)

Rows = list[list[object]]
Book = Mapping[str, tuple[tuple[str, ...], ...]]
_LONGEST_BOOK = 1_000_000


class NotACaptureSheetError(WmpeerError):
    """“{name}” is no capture sheet of this program.

    Send the capture sheet itself, as an Excel file (.xlsx), not a copy of its text.
    """


class CaptureSheetChangedError(WmpeerError):
    """The capture sheet “{name}” has lost a part: {what}.

    Copy what was written into a fresh capture sheet; its rows and headings must stay where they are.
    """


class NewerCaptureSheetError(WmpeerError):
    """The capture sheet “{name}” was made by a newer wmpeer.

    Update this laptop, then take the sheet in again.
    """


@dataclass(frozen=True, slots=True)
class CapturedSheet:
    """What a colleague sent back. `conflict` is none, declared or empty; views and findings only where something is written."""

    workspace: str
    sheet: str
    authority: str
    authority_name: str
    person: str
    person_name: str
    cycle: str
    framework: str
    conflict: str
    conflict_reason: str
    views: tuple[SheetView, ...]
    findings: tuple[SheetFinding, ...]


def is_capture_sheet(data: bytes) -> bool:
    """Whether *data* is a capture sheet, old, new or damaged in its parts."""
    if not _may_be(data):
        return False
    try:
        book = _book(data, "")
    except NotACaptureSheetError:
        return False
    return _facts(_rows(book, IDENTITY)).get("format", "").startswith("wmpeer capture sheet")


def _may_be(data: bytes) -> bool:
    """Whether there is a sheet of the right name: told without laying anything out."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("xl/workbook.xml") as book:
            return IDENTITY.encode() in book.read(_LONGEST_BOOK)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def _book(data: bytes, name: str) -> Book:
    try:
        return {sheet.name: sheet.rows for sheet in read_sheets(data, name, whole=True)}
    except WmpeerError as error:
        raise NotACaptureSheetError(name=name) from error


def read_capture_sheet(data: bytes, name: str = "capture sheet") -> tuple[CapturedSheet, tuple[Problem, ...]]:
    """What the sheet says, and what is half said in it: half a row is told of and never dropped.

    Codes stand for what was chosen; what is in no list stands as it was written, with a problem beside it.

    Raises:
        NotACaptureSheetError: no spreadsheet, or another one.
        CaptureSheetChangedError: a sheet, a heading or a row's id is gone.
        NewerCaptureSheetError: the sheet is of a later format.
    """
    book = _book(data, name)
    facts = _known(book, name)
    problems: list[Problem] = []
    codes = _codes(_rows(book, LISTS))
    conflict, why = _conflict(_rows(book, WELCOME), codes, problems)
    sheet = CapturedSheet(
        workspace=facts.get("workspace", ""),
        sheet=facts.get("sheet", ""),
        authority=facts.get("authority", ""),
        authority_name=facts.get("authority name", ""),
        person=facts.get("person", ""),
        person_name=facts.get("person name", ""),
        cycle=facts.get("cycle", ""),
        framework=facts.get("framework", ""),
        conflict=conflict,
        conflict_reason=why,
        views=tuple(_views(_rows(book, VIEWS), codes, problems)),
        findings=tuple(_findings(_rows(book, FINDINGS), codes, problems, name)),
    )
    return sheet, tuple(problems)


def _known(book: Book, name: str) -> dict[str, str]:
    """The sheet's identity, once it is certain that its parts are where they were."""
    if IDENTITY not in book:
        raise NotACaptureSheetError(name=name)
    facts = _facts(_rows(book, IDENTITY))
    found = facts.get("format", "")
    if not found.startswith("wmpeer capture sheet"):
        raise NotACaptureSheetError(name=name)
    if found != FORMAT:
        raise NewerCaptureSheetError(name=name)
    for sheet in (WELCOME, VIEWS, FINDINGS, LISTS):
        if sheet not in book:
            raise CaptureSheetChangedError(name=name, what=f"the sheet “{sheet}” is gone")
    for sheet, heads in ((VIEWS, VIEW_HEADS), (FINDINGS, FINDING_HEADS)):
        rows = _rows(book, sheet)
        found_heads = tuple(_text(cell) for cell in rows[FIRST_ROW - 2][: len(heads)]) if len(rows) >= FIRST_ROW - 1 else ()
        for place, head in enumerate(heads):
            if place >= len(found_heads) or found_heads[place] != head:
                raise CaptureSheetChangedError(name=name, what=f"the heading “{head}” on the sheet “{sheet}” is not where it was")
    for fact in ("workspace", "sheet", "authority", "person"):
        if not facts.get(fact):
            raise CaptureSheetChangedError(name=name, what=f"it no longer says which {fact} it belongs to")
    return facts


def _rows(book: Book, name: str) -> Rows:
    """The rows from the sheet's very first, so that a row's place is its number."""
    return [list(row) for row in book.get(name, ())]


def _facts(rows: Rows) -> dict[str, str]:
    return {_text(row[0]): _text(row[1]) for row in rows if len(row) > 1}


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return plain(str(cell)).strip() if cell is not None else ""


def _codes(rows: Rows) -> dict[str, dict[str, str]]:
    """By list: what a person reads, to its code."""
    found: dict[str, dict[str, str]] = {}
    for place in range(0, len(rows[0]) - 1 if rows else 0, 2):
        pairs = ((_text(row[place]), _text(row[place + 1])) for row in rows[1:])
        found[_text(rows[0][place])] = {words.casefold(): code for words, code in pairs if words}
    return found


def _joined(rows: Rows, columns: int) -> list[tuple[int, list[str]]]:
    """The rows to fill in with their numbers; a row whose id ends in #2 goes on with the one above it."""
    found: list[tuple[int, list[str]]] = []
    for row in range(FIRST_ROW, len(rows) + 1):
        cells = [_words(_at(rows, row, column)) for column in range(columns)]
        entity, mark, _ = cells[0].partition(CONTINUES)
        if mark and found and found[-1][1][0] == entity:
            before = found[-1][1]
            before[1:] = [one + more for one, more in zip(before[1:], cells[1:], strict=True)]
        else:
            found.append((row, cells))
    return [(row, [cell.strip() for cell in cells]) for row, cells in found]


def _words(cell: object) -> str:
    return plain(cell) if isinstance(cell, str) else _text(cell)


def _at(rows: Rows, row: int, column: int) -> object:
    return rows[row - 1][column] if row <= len(rows) and column < len(rows[row - 1]) else None


def _conflict(rows: Rows, codes: dict[str, dict[str, str]], problems: list[Problem]) -> tuple[str, str]:
    said, why = _text(_at(rows, 12, 1)), _text(_at(rows, 13, 1))
    code = codes.get("conflict", {}).get(said.casefold(), "")
    if why and code != "declared":
        code = "declared"
    if not code:
        problems.append(
            Problem(
                "capture-no-declaration",
                "The declaration of interest is not filled in.",
                WELCOME,
                "Ask the colleague before the views are used.",
            )
        )
    elif code == "declared" and not why:
        problems.append(
            Problem(
                "capture-interest-without-reason",
                "An interest is declared without saying which.",
                WELCOME,
                "Ask the colleague which it is.",
            )
        )
    return code, why


def _views(rows: Rows, codes: dict[str, dict[str, str]], problems: list[Problem]) -> Iterator[SheetView]:
    for row, cells in _joined(rows, len(VIEW_HEADS)):
        area, said = cells[0], cells[2:]
        if not any(said):
            continue
        where = f"{VIEWS}, row {row}"
        chosen = [
            _code(text, codes.get(name, {}), where, problems)
            for text, name in zip(said, ("grades", "views", "confidence", "directions", "priorities"), strict=False)
        ]
        if not area:
            problems.append(
                Problem(
                    "capture-view-without-area",
                    "A view stands on a row that belongs to no area.",
                    where,
                    "Move it to the row of its area and send the sheet again.",
                )
            )
        elif not chosen[1]:
            problems.append(
                Problem(
                    "capture-view-open",
                    "The view itself is not chosen yet.",
                    where,
                    "The rest of the row is taken in; send the sheet again when it is.",
                )
            )
        own_grade, view, confidence, direction, priority = chosen
        yield SheetView(area, own_grade, view, confidence, direction, priority, said[5])


def _code(text: str, known: dict[str, str], where: str, problems: list[Problem]) -> str:
    """The code of what was chosen; what is in no list stays as it was written."""
    if not text:
        return ""
    first, _, _ = text.partition("\n")  # an area is pasted with the prompt below it
    if (code := known.get(text.casefold(), known.get(first.strip().casefold()))) is not None:
        return code
    if text in known.values():
        return text
    problems.append(
        Problem("capture-not-in-list", f"“{text[:60]}” is not in the list.", where, "Choose one of the list and send the sheet again.")
    )
    return text


def _findings(rows: Rows, codes: dict[str, dict[str, str]], problems: list[Problem], name: str) -> Iterator[SheetFinding]:
    seen: set[str] = set()
    for row, cells in _joined(rows, len(FINDING_HEADS)):
        entity, area, kind, text, quote, page, level = cells
        if not any((kind, text, quote, page, level)):
            continue
        where = f"{FINDINGS}, row {row}"
        if not entity:
            raise CaptureSheetChangedError(name=name, what=f"row {row} of the sheet “{FINDINGS}” has lost its id")
        if entity in seen:
            raise CaptureSheetChangedError(name=name, what=f"row {row} of the sheet “{FINDINGS}” carries the id of another row")
        seen.add(entity)
        _half(kind, text, area, where, problems)
        chosen = [_code(said, codes.get(of, {}), where, problems) for said, of in ((kind, "kinds"), (area, "areas"), (level, "levels"))]
        number = _page(page, where, problems)
        yield SheetFinding(
            id=entity,
            kind=chosen[0],
            area=chosen[1],
            text=text,
            quote=quote,
            page=number,
            page_text="" if number else page,
            level=int(chosen[2]) if chosen[2] in ("1", "2", "3", "4") else None,
        )


def _half(kind: str, text: str, area: str, where: str, problems: list[Problem]) -> None:
    missing = [word for word, there in (("a kind", kind), ("an area", area), ("words of its own", text)) if not there]
    if missing:
        problems.append(
            Problem(
                "capture-finding-open",
                f"The finding lacks {' and '.join(missing)}.",
                where,
                "Fill it in and send the sheet again; nothing is taken in twice.",
            )
        )


_PAGES = re.compile(r"(?:pp?\.?|pages?)?\s*\d{1,4}\s*[-–]\s*\d{1,4}", re.IGNORECASE)
_PAGE = re.compile(r"(?:p\.?|pp\.?|pages?)?\s*(\d{1,4})", re.IGNORECASE)


def _page(text: str, where: str, problems: list[Problem]) -> int | None:
    """The page: 31, p. 31, page 31. Two pages, as 55–56, stay words; anything else is told of and kept as it was written."""
    if found := _PAGE.fullmatch(text):
        return int(found[1]) or None
    if text and not _PAGES.fullmatch(text):
        said = f"The page “{text[:40]}” is not one whole number."
        problems.append(Problem("capture-page", said, where, "It is kept as written; give the page as a number where you can."))
    return None
