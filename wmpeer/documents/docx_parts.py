"""Small questions about the elements of a Word document. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from wmpeer.documents.docx_numbers import numeral
from wmpeer.documents.layout import Given
from wmpeer.documents.ooxml import MC, Element, W, chosen

INSERTED = ("ins", "moveTo", "smartTag", "customXml", "sdtContent", "hyperlink", "fldSimple", "dir", "bdo", "rubyBase", "rt")
DELETED = ("del", "moveFrom", "delText", "instrText", "delInstrText")
SAYS_HOW = ("sdtPr", "sdtEndPr", "rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr")
GO_IN = frozenset(f"{W}{name}" for name in INSERTED)
LEAVE_OUT = frozenset(f"{W}{name}" for name in (*DELETED, *SAYS_HOW))
SPACES = frozenset(f"{W}{name}" for name in ("tab", "br", "cr", "ptab"))
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0FC: "✓", 0xF0FE: "☒", 0xF0A8: "☐", 0xF06F: "☐", 0xF0E0: "→", 0xF0D8: "➢", 0xF04A: "☺"}
_PROPERTIES, _PARAGRAPH, _VAL = f"{W}tcPr", f"{W}p", f"{W}val"
GRID_SPAN, V_MERGE, H_MERGE, CELL_DELETED = (f"{W}{name}" for name in ("gridSpan", "vMerge", "hMerge", "cellDel"))
_MERGES = GRID_SPAN, V_MERGE, H_MERGE
_CHANGES = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"))


@dataclass(slots=True)
class Marks:
    """The marks of footnotes or of endnotes: how they are written, and which each note has."""

    form: str
    given: dict[str, str] = field(default_factory=dict)

    def of(self, reference: Element) -> str:
        """The mark that a reference shows; empty where the writer's own mark follows it."""
        number = reference.get(f"{W}id", "")
        if number not in self.given:
            own = reference.get(f"{W}customMarkFollows", "0") in ("1", "true", "on")
            self.given[number] = "" if own else numeral(1 + sum(bool(one) for one in self.given.values()), self.form)
        return self.given[number]


def is_page_number(text: str) -> bool:
    return not set(re.findall(r"[^\W\d_]+", text.lower())) - {"page", "of", "tudalen"}


def notes_of(root: Element | None) -> dict[str, Element]:
    """Footnotes or endnotes by their number in the file; separators are none."""
    if root is None:
        return {}
    return {note.get(f"{W}id", ""): note for note in root if note.get(f"{W}type", "normal") == "normal"}


def unwrapped(parent: Element, wanted: str) -> list[Element]:
    """Rows of a table or cells of a row, also inside content controls and tracked insertions."""
    found: list[Element] = []
    for child in parent:
        if child.tag == wanted:
            found.append(child)
        elif child.tag == f"{W}sdt" or child.tag in GO_IN:
            found.extend(unwrapped(child, wanted))
        elif child.tag == f"{MC}AlternateContent" and (branch := chosen(child)) is not None:
            found.extend(unwrapped(branch, wanted))
    return found


def cell_says(cell: Element, name: str) -> Element | None:
    """What the properties of a cell say of *name* (a tag), or None; asked for every cell of long tables."""
    for said in cell:
        if said.tag == _PROPERTIES:
            return said.find(name)
        if said.tag == _PARAGRAPH:  # properties come first
            return None
    return None


def continues_above(cell: Element) -> bool:
    merge = cell_says(cell, V_MERGE)
    if merge is not None:
        return merge.get(_VAL, "continue") == "continue"
    across = cell_says(cell, H_MERGE)
    return across is not None and across.get(_VAL, "continue") == "continue"


def across(cell: Element) -> int:
    """How many columns of the table the cell covers."""
    said = cell_says(cell, GRID_SPAN)
    count = said.get(_VAL, "1") if said is not None else "1"
    return max(int(count), 1) if count.isascii() and count.isdigit() and len(count) < 4 else 1


def given(row: Element, cells: list[Element], texts: list[str]) -> list[Given]:
    """The cells of a row as they are seen, with their *texts*; one merged with the cell before it (as old files write it) widens that."""
    if next(row.iter(*_MERGES), None) is None:
        return [Given(text) for text in texts]
    found: list[Given] = []
    for cell, text in zip(cells, texts, strict=True):
        sideways = cell_says(cell, H_MERGE)
        if found and sideways is not None and sideways.get(_VAL, "continue") == "continue":
            found[-1] = replace(found[-1], across=found[-1].across + across(cell))
        else:
            found.append(Given(text, across(cell), sideways is None and continues_above(cell)))
    return found


def is_layout(cell: Element) -> bool:
    """A row of one cell with several blocks is a frame around them, not a line of a table."""
    if continues_above(cell):
        return False
    return sum(1 for child in cell if child.tag in (f"{W}p", f"{W}tbl", f"{W}sdt")) > 1


def symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF:
        return _SYMBOLS.get(number, "•")
    return chr(number) if 0x20 <= number < 0xD800 else ""


def choice(choices: Element) -> str:
    """What is chosen in a drop-down field."""
    entries = [entry.get(f"{W}val", "") for entry in choices.iterfind(f"{W}listEntry")]
    mark = choices.find(f"{W}result") if choices.find(f"{W}result") is not None else choices.find(f"{W}default")
    place = mark.get(f"{W}val", "0") if mark is not None else "0"
    return entries[int(place)] if place.isdigit() and int(place) < len(entries) else ""


def changes(body: Element) -> int:
    """How many tracked changes the document holds."""
    return sum(1 for _ in body.iter(*_CHANGES))


def counted(count: int, what: str) -> str:
    """``1 comment was``, ``3 comments were``; parts without a verb."""
    if what == "part":
        return f"{count:,} {what}{'' if count == 1 else 's'}"
    return f"{count:,} {what}{' was' if count == 1 else 's were'}"
