"""Word documents: a walk of the part, in order, everything a reader of the final version sees, once. Pure."""

from __future__ import annotations

from dataclasses import replace

from wmpeer.documents import docx_parts as parts_of
from wmpeer.documents.docx_parts import GO_IN, LEAVE_OUT, SPACES, Marks, unwrapped
from wmpeer.documents.docx_pictures import pictures_in
from wmpeer.documents.docx_styles import Styles
from wmpeer.documents.layout import Sketch
from wmpeer.documents.looks import Look, headings_by_look
from wmpeer.documents.marks import mark
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

_LONGEST_HEADING = 160


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
    reader.first_page(body)
    drafts = headings_by_look(reader.drafts, reader.looks)
    title = reader.title or _banner(drafts) or next((one.text for one in drafts if one.kind == "heading" and one.level == 1), "")
    return assemble("docx", drafts, title=title or package.title(), problems=_problems(reader, body), sketch=reader.sketch)


def _problems(reader: _Reader, body: Element) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if reader.hidden:
        advice = "Ask the authority whether the hidden text matters."
        found.append(Problem("hidden-text", f"{reader.hidden:,} hidden characters were left out.", next=advice))
    if reader.inserted_files:
        sentence = f"{parts_of.counted(reader.inserted_files, 'part')} of it, put in as a file of its own, could not be read."
        found.append(Problem("document-has-inserted-files", sentence, next="Open it in Word, save it again, then load it."))
    if reader.comments:
        sentence = f"{parts_of.counted(reader.comments, 'comment')} in its margin left out."
        found.append(Problem("document-has-comments", sentence, next="Ask the authority for the final version."))
    if changed := parts_of.changes(body):
        sentence = f"{parts_of.counted(changed, 'tracked change')} taken as accepted: what was put in is read, what was taken out is not."
        found.append(Problem("document-has-tracked-changes", sentence, next="Ask the authority for the final version."))
    return tuple(found)


def _banner(drafts: list[Draft]) -> str:
    """The words of a frame at the very top, between logos."""
    cells = [cell for cell in drafts[0].text.split("|") if cell.strip()] if drafts and drafts[0].kind == "table-row" else []
    return clean(cells[0]) if len(cells) == 1 and len(cells[0]) <= 120 else ""


class _Reader:
    def __init__(self, package: Package, part: str, shared: _Reader | None = None) -> None:
        self._package = package
        self._relations = package.relations(part)
        self._styles: Styles = shared._styles if shared else Styles(self._related("styles"), self._related("numbering"))
        self._footnotes = {} if shared else parts_of.notes_of(self._related("footnotes"))
        self._endnotes = {} if shared else parts_of.notes_of(self._related("endnotes"))
        self._marks = {"footnote": self._marks_of("footnote", "decimal"), "endnote": self._marks_of("endnote", "lowerRoman")}
        self.drafts: list[Draft] = []
        self.looks: dict[int, Look] = {}
        self.title = ""
        self.hidden = 0
        self.comments = 0
        self.inserted_files = 0
        self.sketch = Sketch()
        self._inside = 0  # boxes around the paragraph
        self._waiting = ""  # words of a paragraph whose end is a tracked deletion
        self._pending: list[Element] = []  # boxes, pictures with words and notes met inside the paragraph
        self._ends: list[str] = []
        self._codes: list[bool] = []  # open fields: True while inside the code

    def _related(self, kind: str) -> Element | None:
        for relation in self._relations.values():
            if relation.kind == kind and not relation.external:
                return self._package.xml(relation.target)
        return None

    def _marks_of(self, kind: str, form: str) -> Marks:
        settings = self._related("settings")
        said = settings.find(f"{W}{kind}Pr/{W}numFmt") if settings is not None else None
        return Marks(said.get(f"{W}val", form) if said is not None else form)

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
            elif tag in GO_IN:
                self.blocks(child)
            elif tag == f"{W}altChunk":
                self.inserted_files += 1
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
        number = self._styles.number(properties)
        text = clean(text)
        numbered = f"{number} {text}" if number and text else text
        if look.level:
            self._say("heading", numbered, look.level)
            if look.is_title and not self.title:
                self.title = text
        else:
            self._look_at(paragraph, properties, numbered, bool(number) or not look.list_depth)
            self._say("list" if look.list_depth else "paragraph", numbered, look.list_depth)
        for picture, source in pictures_in(paragraph, self._relations):
            self.sketch.picture(len(self.drafts), picture, source)
        self._flush()

    def _look_at(self, paragraph: Element, properties: Element | None, text: str, may_head: bool) -> None:
        """Keep how a paragraph looks; those in boxes are none of the text's headings."""
        if text and may_head and not self._inside:
            bold = len(text) <= _LONGEST_HEADING and self._styles.all_bold(paragraph, properties)
            self.looks[len(self.drafts)] = Look(self._styles.size(paragraph, properties), bold)

    def _say(self, kind: str, text: str, level: int = 0) -> None:
        if text := clean(text):
            self.drafts.append(Draft(kind, text, None, level))  # type: ignore[arg-type]

    def _flush(self) -> None:
        """What hung on the passage just said: boxes, charts, diagrams, footnotes."""
        waiting, self._pending = self._pending, []
        for element in waiting:
            if element.tag == f"{W}footnoteReference":
                number = element.get(f"{W}id", "")
                self._note(self._footnotes.pop(number, None), self._marks["footnote"].given.get(number, ""))
            else:
                self._drawn(element)

    def _note(self, note: Element | None, sign: str = "") -> None:
        if note is not None:
            text = clean(self._words_of(note))
            self._say("note", f"{sign} {text}" if text else "")
            self._flush()

    def endnotes(self) -> None:
        """The endnotes that were referred to, in order."""
        self._say("paragraph", self._waiting)
        for number in self._ends:
            self._note(self._endnotes.pop(number, None), self._marks["endnote"].given.get(number, ""))

    def _words_of(self, holder: Element) -> str:
        """All words of *holder*'s paragraphs and nested tables, as one line."""
        words: list[str] = []
        for child in holder:
            if child.tag == f"{W}p":
                words.append(self._inline(child))
            elif child.tag == f"{W}sdt" or child.tag in GO_IN or child.tag in (f"{W}tbl", f"{W}tr", f"{W}tc"):
                words.append(self._words_of(child))
            elif child.tag == f"{MC}AlternateContent" and (branch := chosen(child)) is not None:
                words.append(self._words_of(branch))
        return " ".join(word for word in words if word.strip())

    # --- tables -----------------------------------------------------------------------------------------------------------------------

    def _table(self, table: Element) -> None:
        number = self.sketch.table()
        for row in unwrapped(table, f"{W}tr"):
            marks = row.find(f"{W}trPr")
            if marks is not None and marks.find(f"{W}del") is not None:
                continue
            cells = [cell for cell in unwrapped(row, f"{W}tc") if parts_of.cell_says(cell, parts_of.CELL_DELETED) is None]
            if len(cells) == 1 and parts_of.is_layout(cells[0]):
                self.blocks(cells[0])
            else:
                self._row(number, row, cells)

    def _row(self, table: int, row: Element, cells: list[Element]) -> None:
        texts: list[str] = []
        nested: list[Element] = []
        for cell in cells:
            if parts_of.continues_above(cell):
                texts.append("")
                continue
            texts.append(clean(" ".join(self._cell(cell, nested))))
        text = CELL_JOIN.join(texts).strip(" ")
        if any(texts):
            self.sketch.row(table, len(self.drafts), text, parts_of.given(row, cells, texts))
            self.drafts.append(Draft("table-row", text, None, 0))
        self._pictures_in(cells, any(texts))
        self._flush()
        for inner in nested:
            self._table(inner)

    def _pictures_in(self, cells: list[Element], has_words: bool) -> None:
        """The pictures of a row, each in its column where the row is there to hold them."""
        for place, cell in enumerate(cells):
            for picture, source in pictures_in(cell, self._relations):
                column = sum(parts_of.across(one) for one in cells[:place]) if has_words else -1
                self.sketch.picture(len(self.drafts), replace(picture, column=column), source)

    def _cell(self, holder: Element, nested: list[Element]) -> list[str]:
        words: list[str] = []
        for child in holder:
            if child.tag == f"{W}p":
                number = self._styles.number(child.find(f"{W}pPr"))
                words.append(f"{number} {self._inline(child)}" if number else self._inline(child))
                self._codes = [False for _ in self._codes]
            elif child.tag == f"{W}tbl":
                nested.append(child)
            elif child.tag == f"{W}sdt" or child.tag in GO_IN:
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
            elif tag in LEAVE_OUT:
                continue
            elif tag in SPACES:
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
        if self._styles.is_raised(run):
            raised = self._inline(run)
            apart = raised.startswith("[") and words and not words[-1][-1:].isspace()
            words.append(f" {raised}" if apart else mark("".join(words), raised))
        else:
            self._gather(run, words)

    def _special(self, child: Element, words: list[str]) -> None:
        tag = child.tag
        if tag == f"{W}noBreakHyphen":
            words.append("-")
        elif tag == f"{W}sym":
            words.append(parts_of.symbol(child.get(f"{W}char", "")))
        elif tag == f"{W}fldChar":
            self._field(child, words)
        elif tag == f"{W}footnoteReference":
            self._pending.append(child)
            self._refer(self._marks["footnote"].of(child), words)
        elif tag == f"{W}endnoteReference":
            self._ends.append(child.get(f"{W}id", ""))
            self._refer(self._marks["endnote"].of(child), words)
        elif tag == f"{W}commentReference":
            self.comments += 1
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self._pending.append(child)
        elif tag == f"{M}f":
            self._fraction(child, words)
        elif isinstance(tag, str) and (tag in GO_IN or tag == f"{W}sdt" or tag == f"{W}ruby" or tag.startswith(M)):
            self._gather(child, words)

    @staticmethod
    def _refer(sign: str, words: list[str]) -> None:
        """The mark of a note in brackets behind the words, unless the run that holds it is raised and says so itself."""
        if sign:
            words.append(f"{'' if not words or words[-1][-1:].isspace() else ' '}[{sign}]")

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
                words.append(parts_of.choice(choices))
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
                self._inside += 1
                self.blocks(child)
                self._inside -= 1
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

    def first_page(self, body: Element) -> None:
        """The header and footer of a first page that has its own, as notes behind the text; those that run on every page are none of it."""
        said: set[str] = {draft.text for draft in self.drafts}
        for section in body.iter(f"{W}sectPr"):
            if section.find(f"{W}titlePg") is None:
                continue
            for reference in (*section.iterfind(f"{W}headerReference"), *section.iterfind(f"{W}footerReference")):
                if reference.get(f"{W}type", "default") == "first":
                    self._running_part(reference.get(f"{R}id", ""), said)
            return

    def _running_part(self, number: str, said: set[str]) -> None:
        relation = self._relations.get(number)
        root = self._package.xml(relation.target) if relation is not None and not relation.external else None
        if root is None or relation is None:
            return
        inner = _Reader(self._package, relation.target, shared=self)
        inner.blocks(root)
        for draft in inner.drafts:
            if draft.text not in said and not parts_of.is_page_number(draft.text):
                said.add(draft.text)
                self._say("note", draft.text)
