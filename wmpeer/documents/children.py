"""Notices tables that list single children: such data must stay out (an identifier column with identifiers beneath). Pure."""

from __future__ import annotations

import re

from wmpeer.documents.records import CELL_JOIN, Passage

_IDENTIFIER = re.compile(
    r"(?:former\s+)?upn|unique pupil (?:number|reference)|nhs (?:number|no\.?)"
    r"|(?:child|young person|pupil|client|person|lcs|mosaic|liquidlogic)"
    r"(?:'s|’s)?\s*(?:unique\s*)?(?:id|identifier|reference|ref|number|no)\.?|uln|unique learner number",
    re.IGNORECASE,
)
_SURE = re.compile(r"upn|unique pupil|nhs", re.IGNORECASE)
_BIRTH = re.compile(r"d\.?o\.?b\.?|date of birth|birth date", re.IGNORECASE)
_VALUE = re.compile(r"[A-Za-z]{0,4}[-\s]?\d[\dA-Za-z\s-]{3,16}")
_DATE = re.compile(r"\d{1,4}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2,4}")
_ENOUGH = 3


def names_children(passages: tuple[Passage, ...]) -> str:
    """What gives it away ("a column UPN"), or empty."""
    rows: list[list[str]] = []
    for passage in (*passages, None):
        if passage is not None and passage.kind == "table-row":
            rows.append([cell.strip() for cell in passage.text.split(CELL_JOIN)])
            continue
        if len(rows) > _ENOUGH and (found := _in_table(rows)):
            return found
        rows = []
    return ""


def _in_table(rows: list[list[str]]) -> str:
    for place, header in enumerate(rows[:5]):
        births = [column for column, cell in enumerate(header) if _BIRTH.fullmatch(cell)]
        for column, cell in enumerate(header):
            if not _IDENTIFIER.fullmatch(cell):
                continue
            below = rows[place + 1 :]
            values = {row[column] for row in below if column < len(row) and _VALUE.fullmatch(row[column])}
            born = any(sum(1 for row in below if birth < len(row) and _DATE.search(row[birth])) >= _ENOUGH for birth in births)
            if len(values) >= _ENOUGH and (born or _SURE.search(cell)):
                return f"a column “{cell}”"
    return ""
