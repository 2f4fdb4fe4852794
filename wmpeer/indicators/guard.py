"""Lists of children stay out: aggregates only. What gives a list away is a sheet's name, its headings, or what its cells are.

A unique pupil number is a letter and twelve characters, the first letter a check on the rest; an NHS number has ten digits, the last a
check (NHS Data Dictionary). A column of such, or of days of birth, is a list of children whatever stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from wmpeer.indicators.errors import ChildLevelError
from wmpeer.indicators.values import number_in

LOOK = 200
"""So many first rows of a text or a sheet are looked at."""
_LONGEST = 80
_LIST_SHEET = re.compile(r"^list[\s_-]*\d{1,2}\b", re.IGNORECASE)
_CHILD = r"(?:child|children|young person|young people|person|client|pupil|student|learner|care leaver|service user)"
_SYSTEM = r"(?:mosaic|liquid ?logic|lcs|ics|ehm|eclipse|azeus|swift|care ?first|framework i|yot|ssid|ssd|la child|lachild)"
_WHOSE = r"(?:(?:former|current|previous|child|pupil|young person|person|client)(?: s)? )?"
_UPN = re.compile(
    rf"^{_WHOSE}(?:upn|unique pupil (?:number|reference(?: number)?|no|id))"
    r"(?: (?:number|no|unknown|hash|hashed|current|former|previous|\d))*$"
    r"|^(?:anon(?:ymised)?|pseudo(?:nymised)?|encrypted|hashed) upn$|^pupil matching ref\b.*"
)
_NHS = re.compile(rf"^{_WHOSE}nhs (?:number|no|num|id)$|^nhsnumber$|^(?:uln|unique learner (?:number|no|id))$")
_ALONE = re.compile(
    rf"^(?:unique |la |anon(?:ymised)? |pseudo(?:nymised)? )?{_CHILD}(?: s)?(?: unique)? ?"
    r"(?:id|identifier|ref|reference)s?(?: (?:number|no))?$"
    rf"|^{_SYSTEM}(?: (?:person|child|client|case))? ?(?:id|identifier|ref|reference|number|no)$"
    rf"|^(?:full )?name of (?:the )?{_CHILD}$|^(?:{_CHILD}|learner)(?: s)?(?: full)? name$"
)
_WITHIN = re.compile(
    rf"\b(?:{_CHILD}|personal|yp|cyp)(?: s)?(?: unique)? ?(?:id|identifier|ref|reference)\b"
    r"|^upn (?:un)?known\b|\b(?:child|home|pupil)(?: s)? postcode\b"
)
"""What gives a list away anywhere in a heading, unless the heading counts."""
_COUNTS = re.compile(r"\b(?:numbers? of|no of|counts?|with|without|per ?cent|percentage|rate|total|missing|completeness|average)\b|%")
_PERSON_ID = re.compile(
    r"^(?:(?:unique )?(?:child|young person|person|client|pupil|care leaver|case|legal status|mosaic|liquid ?logic|ics|la child)"
    r"(?: s)?(?: unique)? (?:id|identifier|ref|reference|number|no)s?"
    r"|child ?id|person ?id|unique (?:id|ref|reference|code)|child)$"
)
_BIRTH = re.compile(r"^(?:.*\b)?(?:date of birth|dob|birth ?date|d o b|do b|date born)(?:\b.*)?$")
_BORN = re.compile(_BIRTH.pattern + r"|^(?:born|birthday|birth)$")
_FIRST = re.compile(rf"^(?:{_CHILD} (?:s )?)?(?:forename|first ?name|given ?name|fore ?name)s?(?: \d)?$")
_LAST = re.compile(rf"^(?:{_CHILD} (?:s )?)?(?:surname|last ?name|family ?name)s?$")
_RETURN = {
    "decom", "rne", "ls", "cin", "place", "dec", "rec", "ethnic", "mother", "mc dob", "poc start", "poc end", "misstart", "misend", "uasc",
    "dob", "sex", "dp start", "cin plan start", "placed", "appr date",
}  # fmt: skip
"""Columns of the children looked after return (SSDA903), as its files head them."""
_PUPIL_NUMBER = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]")
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_SPACED_NHS = re.compile(r"\d{3}[ -]\d{3}[ -]\d{4}")
_DAY = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d(?:[ T].*)?"
    r"|\d{1,2}[ -][A-Za-z]{3,9}[ -](?:19|20)?\d\d"
)
_TELLING = re.compile(
    r"upn|nhs|uln|unique|pupil|child|young|person|client|student|learner|leaver|user|birth|born|d\.?o\.?b|name|[a-z]+ ?i?d$|ref|no$|number"
    r"|decom|postcode|ypid",
    re.IGNORECASE,
)


def refuse_children(name: str, sheets: Iterable[tuple[str, Iterable[Sequence[str]]]]) -> None:
    """Refuse a file of whose sheets (each with its first rows; a text is one without a name) any is a list of children.

    Raises:
        ChildLevelError: naming which sheet, headings or values gave it away.
    """
    for sheet, rows in sheets:
        if _LIST_SHEET.match(sheet.strip()):
            raise ChildLevelError(name=name, why=f"it has a sheet “{sheet}”, as Annex A lists have")
        found = list(rows)
        for at, row in enumerate(found):
            if (why := _told_by_headings(row, found[at + 1 :])) is not None:
                raise ChildLevelError(name=name, why=why)
        if (why := _told_by_values(found)) is not None:
            raise ChildLevelError(name=name, why=why)


def _told_by_headings(row: Sequence[str], below: Sequence[Sequence[str]]) -> str | None:
    """What headings say, where *row* is one of headings: a row with figures in it (years apart) is none."""
    if not any(_TELLING.search(cell) for cell in row if cell and len(cell) < _LONGEST) or any(map(_is_figure, row)):
        return None
    words = [_words(cell) if cell and len(cell) < _LONGEST else "" for cell in row]
    for word in words:
        if _UPN.match(word) or _NHS.match(word) or _ALONE.match(word) or (_WITHIN.search(word) and not _COUNTS.search(word)):
            return f"it has a column “{word}”"
    if any(map(_PERSON_ID.match, words)) and any(map(_BIRTH.match, words)):
        return "it has a child's identifier beside a date of birth"
    if any(map(_FIRST.match, words)) and any(map(_LAST.match, words)):
        return "it has first names and surnames"
    if "child" in words and len(_RETURN.intersection(words)) > 1:
        return "it has the columns of the return on children looked after"
    for column, word in enumerate(words):
        if _BORN.match(word) and any(_DAY.fullmatch(_cell(other, column)) for other in below):
            return f"it has days of birth under “{word}”"
    return None


def _told_by_values(rows: Sequence[Sequence[str]]) -> str | None:
    for column in _columns(rows):
        pupils = [cell for cell in column if _PUPIL_NUMBER.fullmatch(cell)]
        if len(set(pupils)) > 1 or any(map(_checks_as_pupil, pupils)):
            return "it has unique pupil numbers in its cells"
        spaced = {cell for cell in column if _SPACED_NHS.fullmatch(cell) and _checks_as_nhs(cell)}
        plain = [cell for cell in column if len(cell) == 10 and cell.isdigit()]
        if len(spaced) > 1 or (len(set(plain)) > 4 and all(map(_checks_as_nhs, plain))):
            return "it has NHS numbers in its cells"
    return None


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The cells of each column that may be numbers of persons by their length."""
    for column in zip_longest(*rows, fillvalue=""):
        found = [text for cell in column if 9 < len(cell) < 16 and 9 < len(text := cell.strip()) < 14]
        if found:
            yield found


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _is_figure(cell: str) -> bool:
    """Whether a cell holds a number that is no year."""
    return bool(cell) and number_in(cell) is not None and not re.fullmatch(r"\s*(?:19|20)\d\d(?:\.0)?\s*", cell)


def _checks_as_pupil(text: str) -> bool:
    last = text[12]
    digits = [int(digit) for digit in text[1:12]] + [int(last) if last.isdigit() else _LETTERS.index(last)]
    return text[0] == _LETTERS[sum(digit * (at + 2) for at, digit in enumerate(digits)) % 23]


def _checks_as_nhs(text: str) -> bool:
    digits = [int(digit) for digit in text if digit.isdigit()]
    check = 11 - sum(digit * (10 - at) for at, digit in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == digits[9] and len(set(digits)) > 1


def _words(cell: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cell.strip())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", spaced.casefold()).split())
