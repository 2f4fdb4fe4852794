"""Inspection outcomes: Ofsted's own workbook, scraped overviews, and flat lists with one line per authority."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from wmpeer.errors import Problem
from wmpeer.indicators.errors import NoAuthorityRowsError, StrangeAreasError, UnknownGradeError, UnreadableDateError, counted
from wmpeer.indicators.incoming import Incoming
from wmpeer.indicators.recognise import grade_columns, words
from wmpeer.indicators.tables import InspectionRow, InspectionTable
from wmpeer.region.areas import Area, AreaBook

NO_SEPARATE = "no-separate-judgement"
"""The authority was inspected before care leavers had a judgement of their own (1 January 2023)."""
SEPARATE_FROM = "2023-01-01"
JUDGEMENTS = ("overall", "leaders", "help_protection", "in_care", "care_leavers")
_GRADES = {
    "outstanding": "outstanding",
    "good": "good",
    "requires improvement": "requires-improvement",
    "requires improvement to be good": "requires-improvement",
    "ri": "requires-improvement",
    **dict(zip("1234", ("outstanding", "good", "requires-improvement", "inadequate"), strict=True)),
    "inadequate": "inadequate",
    "inspection pre dates judgement": NO_SEPARATE,
    "no separate judgement": NO_SEPARATE,
    "no separate judgement then": NO_SEPARATE,
}
_NOT_GIVEN = {"", "na", "n a", "nan", "none", "null", "not judged", "not applicable", "data unreadable"}
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "ons": ("new la code", "local authority area code", "ltla23cd", "la code new", "ons code", "la area code"),
    "number": ("old la code", "la code", "dfe code", "la number"),
    "name": ("la name", "local authority name", "local authority", "authority", "area"),
    "start": ("ilacs start", "inspection start date", "inspection date", "inspection visit date", "start date"),
    "end": ("ilacs end", "inspection end date", "end date"),
    "published": ("ilacs published", "publication date", "published", "date published"),
    "type": ("ilacs type", "inspection type", "inspection visit type", "inspection framework", "type"),
    "link": ("report", "inspection link", "web link", "link"),
    "theme": ("visit theme", "theme"),
    "send_start": ("send start", "send inspection start date"),
    "send_end": ("send end",),
    "send_published": ("send published",),
    "send_link": ("send report",),
}


@dataclass(slots=True)
class _Oddities:
    grades: dict[str, int] = field(default_factory=dict)
    dates: dict[str, int] = field(default_factory=dict)
    strangers: dict[str, None] = field(default_factory=dict)

    def problems(self) -> list[Problem]:
        found = []
        if self.grades:
            found.append(UnknownGradeError(judgements=counted(sum(self.grades.values()), "judgement"), texts=_some(self.grades)).problem())
        if self.dates:
            found.append(UnreadableDateError(dates=counted(sum(self.dates.values()), "date"), texts=_some(self.dates)).problem())
        if self.strangers:
            found.append(StrangeAreasError(areas=counted(len(self.strangers), "area"), names=", ".join(list(self.strangers)[:5])).problem())
        return found


def _some(texts: Mapping[str, int]) -> str:
    return ", ".join(f"“{text[:40]}”" for text in list(texts)[:5])


def read_inspections(incoming: Incoming, tables: Iterable[Iterable[Sequence[str]]], book: AreaBook, source: str) -> InspectionTable:
    """Read every table of outcomes in the file; an inspection that several of them tell is kept once, as it is told most fully.

    Raises:
        NoAuthorityRowsError: no row names an authority.
    """
    odd = _Oddities()
    found: dict[tuple[str, str, str], InspectionRow] = {}
    count = markers = 0
    for table in tables:
        rows = iter(table)
        headings = [words(heading) for heading in next(rows)]
        places = _places(headings)
        grades = grade_columns(headings)
        for row in rows:
            read = _read_row(row, places, grades, book, odd)
            if read is None:
                continue
            count += 1
            for one in read:
                markers += one.care_leavers == NO_SEPARATE
                key = (one.area, one.framework, one.start or one.published)
                found[key] = _fuller(found[key], one) if key in found else one
    if not found:
        raise NoAuthorityRowsError(name=incoming.name)
    rows_kept = tuple(sorted(found.values(), key=lambda one: (one.name, one.framework, one.start)))
    given = sum(1 for one in rows_kept for judgement in (*JUDGEMENTS, "outcome") if getattr(one, judgement) not in {"", NO_SEPARATE})
    apart = sum(one.care_leavers == NO_SEPARATE for one in rows_kept)
    return InspectionTable(
        kind="inspections", name=incoming.name, sha256=incoming.sha256, source=source, rows=count, values=given,
        markers={NO_SEPARATE: apart} if apart else {}, problems=tuple(odd.problems()), inspections=rows_kept,
    )  # fmt: skip


def read_day(text: str) -> str | None:
    """A day as ISO text; empty for none (``01/01/1900`` too); None where it cannot be read.

    ``31/03/2025``, ``31/03/25``, ``2025-03-31``, ``31 March 2025`` and a spreadsheet's day number (45747) are read.
    """
    text = text.strip()
    if words(text) in _NOT_GIVEN:
        return ""
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:[ T].*)?", text):
        day = _day(int(found[1]), int(found[2]), int(found[3]))
    elif found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)(?: 00:00(?::00)?)?", text):
        day = _day(int(found[3]) if len(found[3]) == 4 else 2000 + int(found[3]), int(found[2]), int(found[1]))
    elif re.fullmatch(r"\d{5}(?:\.0)?", text):
        day = date(1899, 12, 30) + timedelta(days=int(text.partition(".")[0]))
    elif found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3})[a-z]* (\d{4})", text):
        months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        month = found[2].casefold()
        day = _day(int(found[3]), months.index(month) + 1 if month in months else 0, int(found[1]))
    else:
        return None
    if day is None:
        return None
    return "" if day.year <= 1900 else day.isoformat()


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _places(headings: Sequence[str]) -> dict[str, int]:
    found = {}
    for role, names in _COLUMNS.items():
        for name in names:
            if name in headings and role not in found:
                found[role] = headings.index(name)
    return found


def _read_row(
    row: Sequence[str], places: Mapping[str, int], grades: Mapping[str, int], book: AreaBook, odd: _Oddities
) -> list[InspectionRow] | None:  # fmt: skip
    def cell(role: str) -> str:
        place = places.get(role, -1)
        return row[place].strip() if 0 <= place < len(row) else ""

    if not (cell("ons") or cell("number") or cell("name")):
        return None
    area = book.find(ons=cell("ons"), dfe=cell("number"), name=cell("name"))
    if area is None:
        area = Area(cell("ons") or cell("number") or cell("name"), cell("number"), cell("name") or cell("ons"))
        odd.strangers.setdefault(area.name)

    def day(role: str) -> str:
        read = read_day(cell(role))
        if read is None:
            odd.dates[cell(role)] = odd.dates.get(cell(role), 0) + 1
        return read or ""

    def grade(judgement: str) -> str:
        place = grades.get(judgement, -1)
        return _grade(row[place] if 0 <= place < len(row) else "", odd)

    link = cell("link") if cell("link").startswith("http") else ""
    found = []
    judged = {judgement: grade(judgement) for judgement in JUDGEMENTS}
    start = day("start")
    kind = "" if "send_start" not in places and grades.get("outcome") is not None and not any(judged.values()) else "ilacs"
    if kind and (any(judged.values()) or start):
        if not judged["care_leavers"] and start and start < SEPARATE_FROM and any(judged.values()):
            judged["care_leavers"] = NO_SEPARATE
        found.append(InspectionRow(
            area.ons, area.name, "ilacs", _type(cell("type")), start, day("end"), day("published"), **judged,
            theme=cell("theme"), link=link,
        ))  # fmt: skip
    outcome = _outcome(row[grades["outcome"]] if 0 <= grades.get("outcome", -1) < len(row) else "")
    if outcome:
        own = "send_start" in places
        found.append(InspectionRow(
            area.ons, area.name, "send", "full", day("send_start" if own else "start"), day("send_end" if own else "end"),
            day("send_published" if own else "published"), outcome=outcome, link=cell("send_link") if own else link,
        ))  # fmt: skip
    return found


def _grade(text: str, odd: _Oddities) -> str:
    plain = words(text).removesuffix(" 0")
    if plain in _NOT_GIVEN:
        return ""
    if plain not in _GRADES:
        odd.grades[text.strip()] = odd.grades.get(text.strip(), 0) + 1
    return _GRADES.get(plain, text.strip())


def _outcome(text: str) -> str:
    """The area SEND outcome as 1, 2 or 3, from its number or its wording."""
    plain = words(text).removesuffix(" 0")
    if plain in {"1", "2", "3"}:
        return plain
    for number, wording in (("3", "widespread"), ("2", "inconsistent"), ("1", "typically")):
        if wording in plain:
            return number
    return ""


def _type(text: str) -> str:
    return " ".join(re.sub(r"(?i)\bilacs\b|\binspection\b", " ", text).split()).casefold()


def _fuller(one: InspectionRow, other: InspectionRow) -> InspectionRow:
    def told(row: InspectionRow) -> int:
        return sum(bool(getattr(row, name)) for name in (*JUDGEMENTS, "outcome", "type", "end", "theme"))

    return max(one, other, key=told)
