"""OpenDocument texts: a walk of the content, tracked deletions and comments left out. Pure."""

from __future__ import annotations

from dataclasses import replace

from wmpeer.documents.layout import Edges, Sketch
from wmpeer.documents.looks import Look, headings_by_look
from wmpeer.documents.marks import mark
from wmpeer.documents.odt_hidden import take_out_hidden
from wmpeer.documents.odt_numbers import OdtNumbers
from wmpeer.documents.odt_parts import Spans, clips, picture_of, times
from wmpeer.documents.ooxml import Element, parse
from wmpeer.documents.records import CELL_JOIN, Draft, ReadDocument, assemble
from wmpeer.documents.text import clean
from wmpeer.errors import Problem

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, OFFICE, DRAW, STYLE, CHART = (f"{_NAMES}{name}:1.0}}" for name in ("text", "table", "office", "drawing", "style", "chart"))
LINK = "{http://www.w3.org/1999/xlink}"
SVG = f"{_NAMES}svg-compatible:1.0}}"
FO = f"{_NAMES}xsl-fo-compatible:1.0}}"
MATH = "{http://www.w3.org/1998/Math/MathML}"

_UNSAID_SIZE = 12.0  # points
_BOLD = ("bold", "600", "700", "800", "900")
_MOST_COLUMNS, _MOST_ROWS = 64, 200
_SILENT = ("tracked-changes", "note-citation", "sequence-decls", "variable-decls", "user-field-decls", "ruby-text")
_LEAVE_OUT = frozenset(
    {
        f"{OFFICE}annotation",
        f"{OFFICE}annotation-end",
        f"{OFFICE}forms",
        f"{SVG}title",
        f"{SVG}desc",
        *(f"{TEXT}{name}" for name in _SILENT),
    }
)
_SHAPES = ("frame", "g", "custom-shape", "rect", "ellipse", "line", "connector", "polygon", "path", "caption")
_BOXES = frozenset(f"{DRAW}{name}" for name in _SHAPES)
_SPACES = frozenset(f"{TEXT}{name}" for name in ("s", "tab", "line-break"))


def read_odt(parts: dict[str, bytes]) -> ReadDocument:
    """The passages of an OpenDocument text, from its XML parts."""
    content = parse(parts["content.xml"])
    styles = parse(parts["styles.xml"]) if "styles.xml" in parts else None
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise ValueError("no text body")
    roots = [root for root in (styles, content) if root is not None]
    hidden = take_out_hidden(body, roots)
    reader = _Reader(parts, _Styles(roots), OdtNumbers(roots), clips(roots))
    reader.blocks(body)
    drafts = headings_by_look(reader.drafts, reader.looks)
    first = next((draft.text for draft in drafts if draft.kind == "heading" and draft.level == 1), "")
    return assemble(
        "odt", drafts, title=reader.title or first or _given_title(parts), problems=_problems(content, hidden), sketch=reader.sketch
    )


def _problems(content: Element, hidden: int) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if hidden:
        sentence = f"{hidden:,} hidden character{' was' if hidden == 1 else 's were'} left out."
        found.append(Problem("hidden-text", sentence, next="Ask the authority whether the hidden text matters."))
    if comments := sum(1 for _ in content.iter(f"{OFFICE}annotation")):
        sentence = f"{comments:,} comment{' was' if comments == 1 else 's were'} in its margin left out."
        found.append(Problem("document-has-comments", sentence, next="Ask the authority for the final version."))
    if changed := sum(1 for _ in content.iter(f"{TEXT}changed-region")):
        sentence = f"{changed:,} tracked change{' was' if changed == 1 else 's were'} taken as accepted: what was put in is read, "
        sentence += "what was taken out is not."
        found.append(Problem("document-has-tracked-changes", sentence, next="Ask the authority for the final version."))
    return tuple(found)


def _given_title(parts: dict[str, bytes]) -> str:
    if "meta.xml" not in parts:
        return ""
    found = parse(parts["meta.xml"]).find(".//{http://purl.org/dc/elements/1.1/}title")
    return clean(found.text or "") if found is not None else ""


class _Styles:
    """Which paragraph styles are headings, through the styles they are based on."""

    def __init__(self, roots: list[Element]) -> None:
        self._parents: dict[str, str] = {}
        self._levels: dict[str, str] = {}
        self._lists: dict[str, str | None] = {}
        self._text: dict[str, Element] = {}
        self._size = _UNSAID_SIZE
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                name = style.get(f"{STYLE}name", "")
                if style.get(f"{STYLE}family") in ("paragraph", "text"):
                    said = style.find(f"{STYLE}text-properties")
                    if said is not None:
                        self._text[name] = said
                if style.get(f"{STYLE}family") == "paragraph":
                    self._lists[name] = style.get(f"{STYLE}list-style-name")
                    self._parents[name] = style.get(f"{STYLE}parent-style-name", "")
                    self._levels[name] = style.get(f"{STYLE}default-outline-level", "")

    def list_style(self, name: str) -> str | None:
        """The list style that numbers headings of a style: empty for none, None where nothing is said."""
        return next((said for one in self._chain(name) if (said := self._lists.get(one)) is not None), None)

    def look(self, paragraph: Element, name: str) -> Look:
        """How most of the paragraph's letters look; bold only where all are."""
        bold = self._said(name, f"{FO}font-weight") in _BOLD
        size = _points(self._said(name, f"{FO}font-size")) or self._size
        letters: dict[float, int] = {size: len((paragraph.text or "").strip())}
        plain = 0 if bold else letters[size]
        for node in paragraph.iter():
            inside = node is not paragraph and node.tag == f"{TEXT}span"
            style = node.get(f"{TEXT}style-name", "") if inside else ""
            count = len((node.text or "").strip()) if inside else 0
            own = _points(self._said(style, f"{FO}font-size")) or size
            letters[own] = letters.get(own, 0) + count
            weight = self._said(style, f"{FO}font-weight")
            plain += 0 if (weight in _BOLD if weight else bold) else count
            outside = len((node.tail or "").strip()) if node is not paragraph else 0
            letters[size] += outside
            plain += 0 if bold else outside
        return Look(max(letters, key=lambda one: (letters[one], one)), not plain)

    def _said(self, name: str, what: str) -> str:
        chain = self._chain(name) if name in self._parents else [name]
        return next((said for one in chain if one in self._text and (said := self._text[one].get(what, ""))), "")

    def is_title(self, name: str) -> bool:
        return "Title" in self._chain(name)

    def level(self, name: str) -> int:
        """The heading level a style gives to plain paragraphs; 0 for none."""
        for one in self._chain(name):
            if one == "Title":
                return 1
            if self._levels.get(one, "").isdigit():
                return int(self._levels[one])
        return 0

    def _chain(self, name: str) -> list[str]:
        chain: list[str] = []
        while name and name not in chain:
            chain.append(name)
            name = self._parents.get(name, "")
        return chain


class _Reader:
    def __init__(self, parts: dict[str, bytes], styles: _Styles, numbers: OdtNumbers, clips_of: dict[str, Edges]) -> None:
        self._parts = parts
        self._clips = clips_of
        self._columns: dict[Element, int] = {}  # of frames that hang in a cell
        self.sketch = Sketch()
        self._styles = styles
        self._numbers = numbers
        self._item: Element | None = None  # the list item whose first paragraph is still to come
        self._inside = 0  # boxes around the paragraph
        self.looks: dict[int, Look] = {}
        self.drafts: list[Draft] = []
        self.title = ""
        self._pending: list[Element] = []

    def blocks(self, parent: Element, depth: int = 0) -> None:
        """Everything at the level of paragraphs, lists and tables below *parent*."""
        for child in parent:
            tag = child.tag
            if tag in _LEAVE_OUT or not isinstance(tag, str):
                continue
            if tag == f"{TEXT}h":
                self._paragraph(child, depth, _level(child))
            elif tag == f"{TEXT}p":
                self._paragraph(child, depth, 0)
            elif tag == f"{TEXT}list":
                self._numbers.enter(child)
                self.blocks(child, depth + 1)
                self._numbers.leave()
            elif tag == f"{TEXT}list-item":
                self._item = child
                self.blocks(child, depth)
                self._item = None
            elif tag == f"{TABLE}table":
                self._table(child)
            elif tag in _BOXES:
                self._drawn(child)
            else:  # sections, indexes, list items, headers of lists
                self.blocks(child, depth)

    def _paragraph(self, paragraph: Element, depth: int, level: int) -> None:
        text = clean(self._inline(paragraph))
        style = paragraph.get(f"{TEXT}style-name", "")
        level = level or (0 if depth else self._styles.level(style))
        number = self._number(paragraph, depth, level, style) if text else ""
        text = f"{number} {text}" if number else text
        if text and level:
            self.drafts.append(Draft("heading", text, None, level))
            if not self.title and self._styles.is_title(style):
                self.title = text
        elif text:
            if not self._inside and (number or not depth):
                self.looks[len(self.drafts)] = self._styles.look(paragraph, style)
            self.drafts.append(Draft("list" if depth else "paragraph", text, None, depth))
        self._flush()

    def _number(self, paragraph: Element, depth: int, level: int, style: str) -> str:
        """The number shown before a paragraph: the first of a list item has one, and headings where they are numbered."""
        if depth:
            item, self._item = self._item, None
            return "" if item is None else self._numbers.count(item.get(f"{TEXT}start-value", ""))
        if level and paragraph.tag == f"{TEXT}h" and paragraph.get(f"{TEXT}is-list-header") != "true":
            named = self._styles.list_style(style)
            return "" if named == "" else self._numbers.heading(level, named)
        return ""

    def _flush(self) -> None:
        waiting, self._pending = self._pending, []
        for element in waiting:
            if element.tag == f"{TEXT}note":
                body = element.find(f"{TEXT}note-body")
                text = clean(self._words(body)) if body is not None else ""
                sign = clean(element.findtext(f"{TEXT}note-citation", ""))
                if text:
                    self.drafts.append(Draft("note", f"{sign} {text}".strip()))
                self._flush()
            else:
                self._drawn(element)

    def _words(self, holder: Element) -> str:
        """All paragraphs below *holder* as one line."""
        words: list[str] = []
        for child in holder:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                words.append(self._inline(child))
            elif child.tag in _BOXES:
                self._pending.append(child)
            elif child.tag not in _LEAVE_OUT and isinstance(child.tag, str):
                words.append(self._words(child))
        return " ".join(word for word in words if word.strip())

    def _inline(self, parent: Element) -> str:
        words: list[str] = [parent.text or ""]
        for child in parent:
            tag = child.tag
            if tag in _SPACES:
                words.append(" ")
            elif tag == f"{TEXT}note":
                self._pending.append(child)
                words.append(mark("".join(words), clean(child.findtext(f"{TEXT}note-citation", ""))))
            elif tag in _BOXES:
                self._pending.append(child)
            elif isinstance(tag, str) and tag not in _LEAVE_OUT:
                words.append(self._inline(child))
            words.append(child.tail or "")
        return "".join(words)

    # --- tables -----------------------------------------------------------------------------------------------------------------------

    def _table(self, table: Element) -> None:
        number, spans = self.sketch.table(), Spans()
        for row in _rows(table):
            nested: list[Element] = []
            cells = self._cells(row, nested, spans)
            while cells and not cells[-1]:
                cells.pop()
            text = CELL_JOIN.join(cells).strip(" ")
            for _ in range(min(times(row, "number-rows-repeated"), _MOST_ROWS) if cells else 0):
                self.sketch.row(number, len(self.drafts), text, spans.given)
                self.drafts.append(Draft("table-row", text))
            self._flush()
            for one in nested:
                self._table(one)

    def _cells(self, row: Element, nested: list[Element], spans: Spans) -> list[str]:
        cells: list[str] = []
        spans.begin()
        for cell in row:
            if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                continue
            covered = cell.tag == f"{TABLE}covered-table-cell"
            hanging = len(self._pending)
            text = "" if covered else clean(self._cell_words(cell, nested))
            self._columns.update(dict.fromkeys(self._pending[hanging:], spans.column))
            again = min(times(cell, "number-columns-repeated"), _MOST_COLUMNS)
            spans.cell(cell, text, covered=covered, again=again)
            cells.extend([text] * again)
        return cells[:1024]

    def _cell_words(self, cell: Element, nested: list[Element]) -> str:
        words: list[str] = []
        for child in cell:
            if child.tag == f"{TABLE}table":
                nested.append(child)
            elif child.tag in (f"{TEXT}p", f"{TEXT}h"):
                words.append(self._inline(child))
            elif child.tag in _BOXES:
                self._pending.append(child)
            elif child.tag == f"{TEXT}list":
                self._numbers.enter(child)
                words.append(self._cell_words(child, nested))
                self._numbers.leave()
            elif child.tag == f"{TEXT}list-item":
                text = self._cell_words(child, nested)
                number = self._numbers.count(child.get(f"{TEXT}start-value", "")) if text else ""
                words.append(f"{number} {text}" if number else text)
            elif child.tag not in _LEAVE_OUT and isinstance(child.tag, str):
                words.append(self._cell_words(child, nested))
        return " ".join(word for word in words if word.strip())

    # --- what is drawn ----------------------------------------------------------------------------------------------------------------

    def _drawn(self, element: Element) -> None:
        """Words inside frames and shapes: text boxes, charts, formulas. Of several renderings of one thing, the first with words."""
        self._inside += 1
        self._box(element)
        self._inside -= 1

    def _box(self, element: Element) -> None:
        if element.tag == f"{DRAW}frame":
            for child in element:
                if child.tag in _LEAVE_OUT or not isinstance(child.tag, str):
                    continue
                before = len(self.drafts)
                if child.tag == f"{DRAW}object":
                    self._object(child)
                else:
                    self.blocks(child)
                if len(self.drafts) > before:
                    return
            if (found := picture_of(element, self._clips)) is not None:
                self.sketch.picture(len(self.drafts), replace(found[0], column=self._columns.get(element, -1)), found[1])
            return
        self.blocks(element)

    def _object(self, element: Element) -> None:
        place = element.get(f"{LINK}href", "").removeprefix("./").rstrip("/")
        body = self._parts.get(f"{place}/content.xml")
        root = parse(body) if body else next(iter(element), None)
        if root is None:
            return
        for title in root.iter(f"{CHART}title", f"{CHART}subtitle", f"{CHART}footer"):
            self.blocks(title)
        for table in root.iter(f"{TABLE}table"):
            self._table(table)
        formula = "".join(node.text or "" for node in root.iter(f"{MATH}mi", f"{MATH}mn", f"{MATH}mo", f"{MATH}mtext"))
        if formula.strip():
            self.drafts.append(Draft("paragraph", clean(formula)))


def _rows(table: Element) -> list[Element]:
    """The rows of *table*, header rows and groups included; not those of tables inside its cells."""
    found: list[Element] = []
    for child in table:
        if child.tag == f"{TABLE}table-row":
            found.append(child)
        elif child.tag in tuple(f"{TABLE}{name}" for name in ("table-header-rows", "table-row-group", "table-rows")):
            found.extend(_rows(child))
    return found


def _points(size: str) -> float:
    """A size in points (``14pt``), or 0 where it is none or is said in other units."""
    try:
        return float(size.removesuffix("pt")) if size.endswith("pt") else 0.0
    except ValueError:
        return 0.0


def _level(heading: Element) -> int:
    level = heading.get(f"{TEXT}outline-level", "1")
    return max(1, min(int(level), 9)) if level.isdigit() else 1
