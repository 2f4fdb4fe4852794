"""Presentations: a walk of each slide in order: titles, text, tables, charts, diagrams, speaker notes. Pure."""

from __future__ import annotations

from wmpeer.documents.ooxml import CX, DGM, MC, A, C, Element, P, Package, R, Relation, chart_rows, chosen, diagram_texts, drawing_text
from wmpeer.documents.ooxml import drawing_paragraphs as paragraphs_of
from wmpeer.documents.records import CELL_JOIN, Draft, Kind, ReadDocument, assemble
from wmpeer.documents.text import clean

_TITLES = ("title", "ctrTitle")
_RUNNING = ("ftr", "hdr", "dt")


def read_pptx(parts: dict[str, bytes]) -> ReadDocument:
    """The passages of a presentation, from its XML parts; `page` is the slide's number."""
    package = Package(parts)
    main = package.main("ppt/presentation.xml")
    slides = _slides(package, main)
    reader = _Reader(package)
    for number, part in enumerate(slides, 1):
        reader.slide(part, number)
    first = next((draft.text for draft in reader.drafts if draft.kind == "heading"), "")
    return assemble("pptx", reader.drafts, title=first or package.title(), pages=len(slides), path_per_page=True)


def _slides(package: Package, main: str) -> list[str]:
    root = package.xml(main)
    if root is None:
        raise ValueError("no presentation")
    relations = package.relations(main)
    found: list[str] = []
    for slide in root.iterfind(f"{P}sldIdLst/{P}sldId"):
        relation = relations.get(slide.get(f"{R}id", ""))
        if relation is not None and package.has(relation.target):
            found.append(relation.target)
    return found


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._relations: dict[str, Relation] = {}
        self._said: set[str] = set()
        self._behind: set[str] = set()
        self._page = 0
        self.drafts: list[Draft] = []

    def slide(self, part: str, number: int) -> None:
        """Everything on one slide: its title first, then its shapes in order, then what stands behind every slide, then the notes."""
        root = self._package.xml(part)
        self._page = number
        self._relations = self._package.relations(part)
        tree = root.find(f"{P}cSld/{P}spTree") if root is not None else None
        if tree is None or root is None:
            return
        title = _title_shape(tree)
        if title is not None:
            self._say("heading", " ".join(_texts(title)), 1)
        self._shapes(tree, title)
        if root.get("showMasterSp") not in ("0", "false"):
            self._background(part)
        self._notes(part)

    def _say(self, kind: Kind, text: str, level: int = 0) -> None:
        if text := clean(text):
            self.drafts.append(Draft(kind, text, self._page, level))

    def _say_once(self, text: str) -> None:
        text = clean(text)
        if text and text not in self._said:
            self._said.add(text)
            self._say("note", text)

    def _shapes(self, tree: Element, skip: Element | None = None) -> None:
        for shape in tree:
            tag = shape.tag
            if shape is skip or not isinstance(tag, str) or _hidden(shape):
                continue
            if tag == f"{P}sp" or tag == f"{P}cxnSp":
                self._shape(shape)
            elif tag == f"{P}graphicFrame":
                self._frame(shape)
            elif tag == f"{MC}AlternateContent":
                branch = chosen(shape)
                if branch is not None:
                    self._shapes(branch, skip)
            elif tag in (f"{P}grpSp", f"{P}contentPart") or tag.endswith(("}lockedCanvas", "}graphic", "}graphicData")):
                self._shapes(shape, skip)

    def _shape(self, shape: Element) -> None:
        kind, is_placeholder = _placeholder(shape)
        if kind == "sldNum":
            return
        if kind in _RUNNING:
            self._say_once(" ".join(_texts(shape)))
            return
        body = shape.find(f"{P}txBody")
        if body is None:
            return
        outline = is_placeholder and kind in ("body", "obj")
        for paragraph in body.iterfind(f"{A}p"):
            properties = paragraph.find(f"{A}pPr")
            depth = _depth(properties)
            listed = _is_listed(properties, outline)
            if kind in _TITLES:
                self._say("heading", drawing_text(paragraph), 2)
            else:
                self._say("list" if listed else "paragraph", drawing_text(paragraph), depth + 1 if listed else 0)

    def _frame(self, frame: Element) -> None:
        for element in frame.iter(f"{A}tbl", f"{C}chart", f"{CX}chart", f"{DGM}relIds"):
            if element.tag == f"{A}tbl":
                self._table(element)
            elif element.tag == f"{DGM}relIds":
                root = self._part(element.get(f"{R}dm"))
                for text in diagram_texts(root) if root is not None else ():
                    self._say("list", text, 1)
            else:
                root = self._part(element.get(f"{R}id"))
                for kind, text in chart_rows(root) if root is not None else ():
                    self._say("table-row" if kind == "row" else "paragraph", text)

    def _part(self, number: str | None) -> Element | None:
        relation = self._relations.get(number or "", Relation("", "", True))
        return None if relation.external else self._package.xml(relation.target)

    def _table(self, table: Element) -> None:
        for row in table.iterfind(f"{A}tr"):
            cells = []
            for cell in row.iterfind(f"{A}tc"):
                merged = cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true")
                cells.append("" if merged else " ".join(paragraphs_of(cell)))
            if any(cells):
                self._say("table-row", CELL_JOIN.join(cells).strip())

    def _background(self, part: str) -> None:
        """Words on the layout and the master that no slide fills in: each wording once."""
        for kind in ("slideLayout", "slideMaster"):
            target = next((one.target for one in self._package.relations(part).values() if one.kind == kind and not one.external), "")
            root = self._package.xml(target) if target else None
            if root is None:
                return
            if target not in self._behind:
                self._behind.add(target)
                for shape in root.iterfind(f"{P}cSld/{P}spTree//{P}sp"):
                    if not _placeholder(shape)[1] and not _hidden(shape):
                        self._say_once(" ".join(_texts(shape)))
            if root.get("showMasterSp") in ("0", "false"):
                return
            part = target

    def _notes(self, part: str) -> None:
        target = next((one.target for one in self._package.relations(part).values() if one.kind == "notesSlide" and not one.external), "")
        root = self._package.xml(target) if target else None
        if root is None:
            return
        for shape in root.iterfind(f"{P}cSld/{P}spTree//{P}sp"):
            kind, is_placeholder = _placeholder(shape)
            if is_placeholder and kind in ("sldNum", "sldImg", *_RUNNING):
                continue
            for text in _texts(shape):
                self._say("note", text)


def _title_shape(tree: Element) -> Element | None:
    for shape in tree.iterfind(f"{P}sp"):
        if _placeholder(shape)[0] in _TITLES and _texts(shape) and not _hidden(shape):
            return shape
    return None


def _texts(shape: Element) -> list[str]:
    body = shape.find(f"{P}txBody")
    return [] if body is None else paragraphs_of(body)


def _placeholder(shape: Element) -> tuple[str, bool]:
    """The kind of placeholder a shape fills (``obj`` where none is named), and whether it fills one."""
    mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return ("", False) if mark is None else (mark.get("type", "obj"), True)


def _hidden(shape: Element) -> bool:
    for holder in shape:
        if isinstance(holder.tag, str) and holder.tag.startswith(f"{P}nv"):
            named = holder.find(f"{P}cNvPr")
            return named is not None and named.get("hidden") in ("1", "true")
    return False


def _depth(properties: Element | None) -> int:
    level = properties.get("lvl", "0") if properties is not None else "0"
    return min(int(level), 8) if level.isdigit() else 0


def _is_listed(properties: Element | None, outline: bool) -> bool:
    """Whether a bullet or number stands before the paragraph; outline placeholders have one unless it is taken away."""
    if properties is not None:
        if properties.find(f"{A}buNone") is not None:
            return False
        if any(properties.find(f"{A}{name}") is not None for name in ("buChar", "buAutoNum", "buBlip")):
            return True
    return outline
