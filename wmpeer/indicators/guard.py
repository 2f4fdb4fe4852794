"""Lists of children stay out: aggregates only."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wmpeer.indicators.errors import ChildLevelError

_LIST_SHEET = re.compile(r"^list[\s_-]*\d{1,2}\b", re.IGNORECASE)
_WHOSE = r"(?:(?:former|current|previous|child|pupil|young person|person|client)(?: s)? )?"
_UPN = re.compile(rf"^{_WHOSE}(?:upn|unique pupil (?:number|reference(?: number)?|no|id))(?: (?:number|no|unknown|\d))?$")
_NHS = re.compile(rf"^{_WHOSE}nhs (?:number|no|num|id)$|^nhsnumber$")
_PERSON_ID = re.compile(
    r"^(?:(?:unique )?(?:child|young person|person|client|pupil|care leaver|case|legal status|mosaic|liquid ?logic|ics|la child)"
    r"(?: s)?(?: unique)? (?:id|identifier|ref|reference|number|no)s?|child ?id|person ?id|personid|childid|unique id)$"
)
_BIRTH = re.compile(r"^(?:.*\b)?(?:date of birth|dob|birth ?date|d o b)(?:\b.*)?$")


def refuse_children(name: str, sheets: Iterable[str], headings: Iterable[Iterable[str]]) -> None:
    """Refuse a file whose sheets or headings are those of a list of children (Annex A and the like).

    Raises:
        ChildLevelError: naming which sheet or headings gave it away.
    """
    for sheet in sheets:
        if _LIST_SHEET.match(sheet.strip()):
            raise ChildLevelError(name=name, why=f"it has a sheet “{sheet}”, as Annex A lists have")
    for row in headings:
        words = [_words(cell) for cell in row if cell and len(cell) < 80]
        for word in words:
            if _UPN.match(word) or _NHS.match(word):
                raise ChildLevelError(name=name, why=f"it has a column “{word}”")
        if any(map(_PERSON_ID.match, words)) and any(map(_BIRTH.match, words)):
            raise ChildLevelError(name=name, why="it has a child's identifier beside a date of birth")


def _words(cell: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cell.strip())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", spaced.casefold()).split())
