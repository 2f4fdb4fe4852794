"""Presentations: a walk of each slide in order: titles, text, tables, charts, diagrams, speaker notes. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wmpeer.documents.layout import Given, Sketch
from wmpeer.documents.looks import could_head
from wmpeer.documents.ooxml import CX, DGM, MC, A, C, Element, M, P, Package, R, Relation, chart_rows, chosen, diagram_texts, drawing_text
from wmpeer.documents.ooxml import drawing_paragraphs as paragraphs_of
from wmpeer.documents.pptx_looks import Counted, Looks, depth, hidden, placeholder
from wmpeer.documents.pptx_order import in_reading_order, runs_of
from wmpeer.documents.pptx_pictures import across, pictures_on
from wmpeer.documents.records import CELL_JOIN, Draft, Kind, ReadDocument, assemble
from wmpeer.documents.text import clean
from wmpeer.errors import Problem

_TITLES = ("title", "ctrTitle")
_RUNNING = ("ftr", "hdr", "dt")
_LARGE = 2400  # hundredths of a point: words this large, alone on a slide, are its title
_NO_TITLE = ("presentation", "powerpoint presentation", "slide 1", "untitled")


def read_pptx(parts: dict[str, bytes]) -> ReadDocument:
    """The passages of a presentation, from its XML parts; `page` is the slide's number."""
    package = Package(parts)
    main = package.main("ppt/presentation.xml")
    slides = _slides(package, main)
    reader = _Reader(package)
    for number, part in enumerate(slides, 1):
        reader.slide(part, number)
    first = next((draft.text for draft in reader.drafts if draft.kind == "heading"), "")
    given = package.title()
    title = first or ("" if given.lower() in _NO_TITLE else given)
    problems = _hidden_slides(reader.hidden)
    return assemble("pptx", reader.drafts, title=title, pages=len(slides), problems=problems, path_per_page=True, sketch=reader.sketch)


def _hidden_slides(numbers: list[int]) -> tuple[Problem, ...]:
    if not numbers:
        return ()
    sentence = f"{'1 slide is' if len(numbers) == 1 else f'{len(numbers)} slides are'} hidden when it is shown, but read here all the same."
    where = f"{'slide' if len(numbers) == 1 else 'slides'} {runs_of(numbers)}"
    return (Problem("document-has-hidden-slides", sentence, where, "Ask the authority whether they belong to it before you quote them."),)


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
        self._parsed: dict[str, Element | None] = {}
        self._looks = Looks(None, None)
        self._head: Element | None = None
        self._page = 0
        self.drafts: list[Draft] = []
        self.sketch = Sketch()
        self.hidden: list[int] = []

    def slide(self, part: str, number: int) -> None:
        """Everything on one slide: its title first, then its shapes in order, then what stands behind every slide, then the notes."""
        root = self._package.xml(part)
        self._page = number
        self._relations = self._package.relations(part)
        tree = root.find(f"{P}cSld/{P}spTree") if root is not None else None
        if tree is None or root is None:
            return
        if root.get("show") in ("0", "false"):
            self.hidden.append(number)
        layout = self._behind_it(part, "slideLayout")
        self._looks = Looks(self._kept(layout), self._kept(self._behind_it(layout, "slideMaster")))
        title, self._head = _title_shape(tree), None
        if title is not None:
            self._say("heading", " ".join(_texts(title)), 1)
        else:
            self._head = self._guessed_title(tree)
        if self._head is not None:
            self._say("heading", drawing_text(self._head), 1)
        self._shapes(tree, title)
        for picture, source in pictures_on(tree, self._relations, self._looks):
            self.sketch.picture(len(self.drafts), replace(picture, page=number), source)
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

    def _kept(self, part: str) -> Element | None:
        """A layout or master, parsed once."""
        if part not in self._parsed:
            self._parsed[part] = self._package.xml(part) if part else None
        return self._parsed[part]

    def _behind_it(self, part: str, kind: str) -> str:
        """The part of the *kind* that *part* rests on, or empty."""
        relations = self._package.relations(part).values() if part else ()
        return next((one.target for one in relations if one.kind == kind and not one.external), "")

    def _guessed_title(self, tree: Element) -> Element | None:
        """The paragraph that a slide without a title has instead of one: above all others, and larger or bolder than any."""
        shapes = [shape for shape in tree.iterfind(f"{P}sp") if not hidden(shape) and placeholder(shape)[0] not in ("sldNum", *_RUNNING)]
        found = [(shape, paragraph) for shape in shapes for paragraph in shape.iterfind(f"{P}txBody/{A}p") if drawing_text(paragraph)]
        places = {shape: place.top for shape, _ in found if (place := self._looks.place(shape)) is not None}
        if not places:
            return None
        top = min(places, key=lambda shape: places[shape])
        first = next(paragraph for shape, paragraph in found if shape is top)
        every = [self._looks.look(shape, paragraph) for shape, paragraph in found if paragraph is not first]
        every.extend((0, False) for _ in tree.iterfind(f"{P}grpSp"))
        look = self._looks.look(top, first)
        plain = self._looks.mark(top, first) is None and could_head(drawing_text(first))
        stands_out = look[1] or look[0] >= _LARGE
        return first if plain and stands_out and all(look > other and look[0] >= other[0] for other in every) else None

    def _shapes(self, tree: Element, skip: Element | None = None) -> None:
        """The shapes of a slide or group, in the order in which they are seen."""
        shown = [shape for shape in _unfolded(tree) if shape is not skip and not hidden(shape) and _says(shape)]
        for shape in in_reading_order([(shape, self._looks.place(shape)) for shape in shown]):
            if shape.tag in (f"{P}sp", f"{P}cxnSp"):
                self._shape(shape)
            elif shape.tag == f"{P}graphicFrame":
                self._frame(shape)
            else:
                self._shapes(shape, skip)

    def _shape(self, shape: Element) -> None:
        kind, _ = placeholder(shape)
        if kind == "sldNum":
            return
        if kind in _RUNNING:
            self._say_once(" ".join(_texts(shape)))
            return
        body = shape.find(f"{P}txBody")
        paragraphs = [] if body is None else [one for one in body.iterfind(f"{A}p") if drawing_text(one)]
        counted = Counted()
        for paragraph in paragraphs:
            if paragraph is self._head:
                continue
            mark, level = self._looks.mark(shape, paragraph), depth(paragraph.find(f"{A}pPr"))
            number = counted.number(level, mark)
            if kind in _TITLES or (kind == "body" and mark is None and len(paragraphs) == 1 and self._is_column_head(shape, paragraph)):
                self._say("heading", drawing_text(paragraph), 2)
            else:
                self._say("paragraph" if mark is None else "list", number + drawing_text(paragraph), 0 if mark is None else level + 1)

    def _is_column_head(self, shape: Element, paragraph: Element) -> bool:
        """Whether a placeholder holds the bold line above one side of a comparison."""
        return self._looks.look(shape, paragraph)[1] and could_head(drawing_text(paragraph))

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
        number = self.sketch.table()
        for row in table.iterfind(f"{A}tr"):
            cells: list[str] = []
            given: list[Given] = []
            for cell in row.iterfind(f"{A}tc"):
                sideways, above = (cell.get(name) in ("1", "true") for name in ("hMerge", "vMerge"))
                cells.append("" if sideways or above else clean(" ".join(paragraphs_of(cell))))
                if not sideways:
                    given.append(Given(cells[-1], across(cell), above))
            if any(cells):
                self.sketch.row(number, len(self.drafts), clean(CELL_JOIN.join(cells)), given)
                self._say("table-row", CELL_JOIN.join(cells).strip())

    def _background(self, part: str) -> None:
        """Words on the layout and the master that no slide fills in: each wording once."""
        for kind in ("slideLayout", "slideMaster"):
            target = self._behind_it(part, kind)
            root = self._kept(target)
            if root is None:
                return
            if target not in self._behind:
                self._behind.add(target)
                for shape in root.iterfind(f"{P}cSld/{P}spTree//{P}sp"):
                    if not placeholder(shape)[1] and not hidden(shape):
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
            kind, is_placeholder = placeholder(shape)
            if is_placeholder and kind in ("sldNum", "sldImg", *_RUNNING):
                continue
            for text in _texts(shape):
                self._say("note", text)


def _title_shape(tree: Element) -> Element | None:
    for shape in tree.iterfind(f"{P}sp"):
        if placeholder(shape)[0] in _TITLES and _texts(shape) and not hidden(shape):
            return shape
    return None


def _texts(shape: Element) -> list[str]:
    body = shape.find(f"{P}txBody")
    return [] if body is None else paragraphs_of(body)


def _unfolded(tree: Element) -> Iterator[Element]:
    """The shapes of a slide or group; of alternatives the one that is shown."""
    for shape in tree:
        if shape.tag == f"{MC}AlternateContent":
            branch = chosen(shape)
            if branch is not None:
                yield from _unfolded(branch)
        elif isinstance(shape.tag, str) and (
            shape.tag in (f"{P}sp", f"{P}cxnSp", f"{P}graphicFrame", f"{P}grpSp", f"{P}contentPart")
            or shape.tag.endswith(("}lockedCanvas", "}graphic", "}graphicData"))
        ):
            yield shape


def _says(shape: Element) -> bool:
    """Whether the shape has words: an empty one would stand between others that it only decorates."""
    if shape.tag == f"{P}graphicFrame" or next(shape.iter(f"{P}graphicFrame"), None) is not None:
        return True
    return any((node.text or "").strip() for node in shape.iter(f"{A}t", f"{M}t"))
