"""Word documents: a walk of the part, in order, everything a reader of the final version sees, once. Pure."""

from __future__ import annotations

import re

from wmpeer.documents.docx_styles import Styles
from wmpeer.documents.ooxml import (
    CX,
    DGM,
    MC,
    A,
    C,
    Element,
    M,
    Package,
    R,
    Relation,
    V,
    W,
    chart_rows,
    chosen,
    diagram_texts,
    drawing_text,
)
from wmpeer.documents.records import CELL_JOIN, Draft, ReadDocument, assemble
from wmpeer.documents.text import clean
from wmpeer.errors import Problem

_INSERTED = ("ins", "moveTo", "smartTag", "customXml", "sdtContent", "hyperlink", "fldSimple", "dir", "bdo", "rubyBase", "rt")
_DELETED = ("del", "moveFrom", "delText", "instrText", "delInstrText")
_SAYS_HOW = ("sdtPr", "sdtEndPr", "rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr")
_GO_IN = frozenset(f"{W}{name}" for name in _INSERTED)
_LEAVE_OUT = frozenset(f"{W}{name}" for name in (*_DELETED, *_SAYS_HOW))
_SPACES = frozenset(f"{W}{name}" for name in ("tab", "br", "cr", "ptab"))
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0FC: "✓", 0xF0FE: "☒", 0xF0A8: "☐", 0xF06F: "☐", 0xF0E0: "→", 0xF0D8: "➢", 0xF04A: "☺"}


def read_docx(parts: dict[str, bytes]) -> ReadDocument:
    """The passages of a Word document, from its XML parts."""
    package = Package(parts)
    main = package.main("word/document.xml")
    root = package.xml(main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise ValueError("no body")
    reader = _Reader(package, main)
    reader.blocks(body)
    reader.endnotes()
    reader.running(body)
    drafts = reader.drafts if reader.styled else _bold_as_headings(reader.drafts, reader.bold)
    title = reader.title or next((one.text for one in drafts if one.kind == "heading" and one.level == 1), "") or package.title()
    problems = (_hidden_problem(reader.hidden),) if reader.hidden else ()
    return assemble("docx", drafts, title=title, problems=problems)


def _hidden_problem(count: int) -> Problem:
    return Problem("hidden-text", f"{count:,} hidden characters were left out.", next="Ask the authority whether the hidden text matters.")


def _bold_as_headings(drafts: list[Draft], bold: set[int]) -> list[Draft]:
    """A document without heading styles: its short bold paragraphs are its headings."""
    heads = {place for place in bold if drafts[place].kind == "paragraph"}
    return [Draft("heading", one.text, one.page, 1) if place in heads else one for place, one in enumerate(drafts)]


class _Reader:
    def __init__(self, package: Package, part: str, shared: _Reader | None = None) -> None:
        self._package = package
        self._relations = package.relations(part)
        self._styles: Styles = shared._styles if shared else Styles(self._related("styles"), self._related("numbering"))
        self._footnotes = {} if shared else _notes(self._related("footnotes"))
        self._endnotes = {} if shared else _notes(self._related("endnotes"))
        self.drafts: list[Draft] = []
        self.bold: set[int] = set()
        self.title = ""
        self.styled = False
        self.hidden = 0
        self._waiting = ""  # words of a paragraph whose end is a tracked deletion
        self._pending: list[Element] = []  # boxes, pictures with words and notes met inside the paragraph
        self._ends: list[str] = []
        self._codes: list[bool] = []  # open fields: True while inside the code

    def _related(self, kind: str) -> Element | None:
        for relation in self._relations.values():
            if relation.kind == kind and not relation.external:
                return self._package.xml(relation.target)
        return None

    def blocks(self, parent: Element) -> None:
        """Everything at the level of paragraphs and tables below *parent*."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                self._paragraph(child)
            elif tag == f"{W}tbl":
                self._table(child)
            elif tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    self.blocks(content)
            elif tag == f"{MC}AlternateContent":
                branch = chosen(child)
                if branch is not None:
                    self.blocks(branch)
            elif tag in _GO_IN:
                self.blocks(child)
            elif tag in (f"{M}oMathPara", f"{M}oMath", f"{W}r"):
                self._say("paragraph", self._inline(child))

    def _paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        text = self._waiting + self._inline(paragraph)
        self._waiting = ""
        self._codes = [False for _ in self._codes]  # a field's code never runs on into the next paragraph
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._waiting = text
            return
        look = self._styles.look(properties)
        text = clean(text)
        if look.level:
            self.styled = self.styled or bool(text)
            self._say("heading", text, look.level)
            if look.is_title and not self.title:
                self.title = text
        elif look.list_depth:
            self._say("list", text, look.list_depth)
        else:
            if 0 < len(text) <= 120 and text[-1] not in ".,;:" and self._styles.all_bold(paragraph, properties):
                self.bold.add(len(self.drafts))
            self._say("paragraph", text)
        self._flush()

    def _say(self, kind: str, text: str, level: int = 0) -> None:
        if text := clean(text):
            self.drafts.append(Draft(kind, text, None, level))  # type: ignore[arg-type]

    def _flush(self) -> None:
        """What hung on the passage just said: boxes, charts, diagrams, footnotes."""
        waiting, self._pending = self._pending, []
        for element in waiting:
            if element.tag == f"{W}footnoteReference":
                self._note(self._footnotes.pop(element.get(f"{W}id", ""), None))
            else:
                self._drawn(element)

    def _note(self, note: Element | None) -> None:
        if note is not None:
            self._say("note", self._words_of(note))
            self._flush()

    def endnotes(self) -> None:
        """The endnotes that were referred to, in order."""
        self._say("paragraph", self._waiting)
        for number in self._ends:
            self._note(self._endnotes.pop(number, None))

    def _words_of(self, holder: Element) -> str:
        """All words of *holder*'s paragraphs and nested tables, as one line."""
        words: list[str] = []
        for child in holder:
            if child.tag == f"{W}p":
                words.append(self._inline(child))
            elif child.tag == f"{W}sdt" or child.tag in _GO_IN or child.tag in (f"{W}tbl", f"{W}tr", f"{W}tc"):
                words.append(self._words_of(child))
            elif child.tag == f"{MC}AlternateContent" and (branch := chosen(child)) is not None:
                words.append(self._words_of(branch))
        return " ".join(word for word in words if word.strip())

    # --- tables -----------------------------------------------------------------------------------------------------------------------

    def _table(self, table: Element) -> None:
        for row in _unwrapped(table, f"{W}tr"):
            marks = row.find(f"{W}trPr")
            if marks is not None and marks.find(f"{W}del") is not None:
                continue
            cells = [cell for cell in _unwrapped(row, f"{W}tc") if cell.find(f"{W}tcPr/{W}cellDel") is None]
            if len(cells) == 1 and _is_layout(cells[0]):
                self.blocks(cells[0])
            else:
                self._row(cells)

    def _row(self, cells: list[Element]) -> None:
        texts: list[str] = []
        nested: list[Element] = []
        for cell in cells:
            if _continues_above(cell):
                texts.append("")
                continue
            texts.append(clean(" ".join(self._cell(cell, nested))))
        if any(texts):
            self.drafts.append(Draft("table-row", CELL_JOIN.join(texts).strip(" "), None, 0))
        self._flush()
        for table in nested:
            self._table(table)

    def _cell(self, holder: Element, nested: list[Element]) -> list[str]:
        words: list[str] = []
        for child in holder:
            if child.tag == f"{W}p":
                words.append(self._inline(child))
                self._codes = [False for _ in self._codes]
            elif child.tag == f"{W}tbl":
                nested.append(child)
            elif child.tag == f"{W}sdt" or child.tag in _GO_IN:
                words.extend(self._cell(child, nested))
            elif child.tag == f"{MC}AlternateContent" and (branch := chosen(child)) is not None:
                words.extend(self._cell(branch, nested))
        return words

    # --- inside a paragraph -----------------------------------------------------------------------------------------------------------

    def _inline(self, parent: Element) -> str:
        words: list[str] = []
        self._gather(parent, words)
        return "".join(words)

    def _gather(self, parent: Element, words: list[str]) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}t" or tag == f"{M}t":
                if not any(self._codes):
                    words.append(child.text or "")
            elif tag == f"{W}r":
                self._run(child, words)
            elif tag in _LEAVE_OUT:
                continue
            elif tag in _SPACES:
                words.append(" ")
            elif tag == f"{MC}AlternateContent":
                branch = chosen(child)
                if branch is not None:
                    self._gather(branch, words)
            else:
                self._special(child, words)

    def _run(self, run: Element, words: list[str]) -> None:
        if self._styles.is_hidden(run):
            self.hidden += sum(len(node.text or "") for node in run.iter(f"{W}t"))
            return
        self._gather(run, words)

    def _special(self, child: Element, words: list[str]) -> None:
        tag = child.tag
        if tag == f"{W}noBreakHyphen":
            words.append("-")
        elif tag == f"{W}sym":
            words.append(_symbol(child.get(f"{W}char", "")))
        elif tag == f"{W}fldChar":
            self._field(child, words)
        elif tag == f"{W}footnoteReference":
            self._pending.append(child)
        elif tag == f"{W}endnoteReference":
            self._ends.append(child.get(f"{W}id", ""))
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self._pending.append(child)
        elif tag == f"{M}f":
            self._fraction(child, words)
        elif isinstance(tag, str) and (tag in _GO_IN or tag == f"{W}sdt" or tag == f"{W}ruby" or tag.startswith(M)):
            self._gather(child, words)

    def _fraction(self, fraction: Element, words: list[str]) -> None:
        over, under = fraction.find(f"{M}num"), fraction.find(f"{M}den")
        parts = [self._inline(part) for part in (over, under) if part is not None]
        words.append("/".join(parts))

    def _field(self, mark: Element, words: list[str]) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._codes.append(True)
            choices = mark.find(f"{W}ffData/{W}ddList")
            if choices is not None and not any(self._codes[:-1]):
                words.append(_choice(choices))
        elif self._codes and kind == "separate":
            self._codes[-1] = False
        elif self._codes and kind == "end":
            self._codes.pop()

    # --- what is drawn ----------------------------------------------------------------------------------------------------------------

    def _drawn(self, element: Element) -> None:
        """Words inside a drawing: text boxes, shapes, WordArt, charts, diagrams."""
        for child in element:
            tag = child.tag
            if tag == f"{W}txbxContent":
                self.blocks(child)
            elif tag == f"{MC}AlternateContent":
                branch = chosen(child)
                if branch is not None:
                    self._drawn(branch)
            elif tag == f"{A}p":
                self._say("paragraph", drawing_text(child))
            elif tag in (f"{C}chart", f"{CX}chart"):
                self._chart(child)
            elif tag == f"{DGM}relIds":
                self._diagram(child)
            elif tag == f"{V}textpath":
                self._say("paragraph", child.get("string", ""))
            else:
                self._drawn(child)

    def _part(self, number: str | None) -> Element | None:
        relation = self._relations.get(number or "", Relation("", "", True))
        return None if relation.external else self._package.xml(relation.target)

    def _chart(self, element: Element) -> None:
        root = self._part(element.get(f"{R}id"))
        for kind, text in chart_rows(root) if root is not None else ():
            self._say("table-row" if kind == "row" else "paragraph", text)

    def _diagram(self, element: Element) -> None:
        root = self._part(element.get(f"{R}dm"))
        for text in diagram_texts(root) if root is not None else ():
            self._say("list", text, 1)

    # --- headers and footers ----------------------------------------------------------------------------------------------------------

    def running(self, body: Element) -> None:
        """Headers and footers that are shown, each wording once, as notes behind the text."""
        settings = self._related("settings")
        even = settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None
        said: set[str] = set()
        for section in body.iter(f"{W}sectPr"):
            first = section.find(f"{W}titlePg") is not None
            for reference in (*section.iterfind(f"{W}headerReference"), *section.iterfind(f"{W}footerReference")):
                kind = reference.get(f"{W}type", "default")
                if (kind == "first" and not first) or (kind == "even" and not even):
                    continue
                self._running_part(reference.get(f"{R}id", ""), said)

    def _running_part(self, number: str, said: set[str]) -> None:
        relation = self._relations.get(number)
        root = self._package.xml(relation.target) if relation is not None and not relation.external else None
        if root is None or relation is None:
            return
        inner = _Reader(self._package, relation.target, shared=self)
        inner.blocks(root)
        for draft in inner.drafts:
            if draft.text not in said and not _is_page_number(draft.text):
                said.add(draft.text)
                self._say("note", draft.text)


def _is_page_number(text: str) -> bool:
    return not set(re.findall(r"[^\W\d_]+", text.lower())) - {"page", "of", "tudalen"}


def _notes(root: Element | None) -> dict[str, Element]:
    if root is None:
        return {}
    return {note.get(f"{W}id", ""): note for note in root if note.get(f"{W}type", "normal") == "normal"}


def _unwrapped(parent: Element, wanted: str) -> list[Element]:
    """Rows of a table or cells of a row, also inside content controls and tracked insertions."""
    found: list[Element] = []
    for child in parent:
        if child.tag == wanted:
            found.append(child)
        elif child.tag == f"{W}sdt" or child.tag in _GO_IN:
            found.extend(_unwrapped(child, wanted))
        elif child.tag == f"{MC}AlternateContent" and (branch := chosen(child)) is not None:
            found.extend(_unwrapped(branch, wanted))
    return found


def _continues_above(cell: Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    if merge is not None:
        return merge.get(f"{W}val", "continue") == "continue"
    across = cell.find(f"{W}tcPr/{W}hMerge")
    return across is not None and across.get(f"{W}val", "continue") == "continue"


def _is_layout(cell: Element) -> bool:
    """A row of one cell with several blocks is a frame around them, not a line of a table."""
    if _continues_above(cell):
        return False
    return sum(1 for child in cell if child.tag in (f"{W}p", f"{W}tbl", f"{W}sdt")) > 1


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF:
        return _SYMBOLS.get(number, "•")
    return chr(number) if 0x20 <= number < 0xD800 else ""


def _choice(choices: Element) -> str:
    entries = [entry.get(f"{W}val", "") for entry in choices.iterfind(f"{W}listEntry")]
    mark = choices.find(f"{W}result") if choices.find(f"{W}result") is not None else choices.find(f"{W}default")
    place = mark.get(f"{W}val", "0") if mark is not None else "0"
    return entries[int(place)] if place.isdigit() and int(place) < len(entries) else ""
