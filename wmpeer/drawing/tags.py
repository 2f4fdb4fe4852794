"""A tagged PDF (ISO 32000-1, 14.7 and 14.8): what is a heading, a paragraph, a table or a picture, in reading order.

reportlab draws, this keeps the tree: `TaggedCanvas.mark` brackets what a part draws, `save` writes the tree and each page's way into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFObjectReference, PDFPage, PDFString
from reportlab.pdfgen.canvas import Canvas

_ROOT = "WmpeerStructTreeRoot"


@dataclass(slots=True, eq=False)
class Element:
    """One element of the tree: a role (Document, Sect, H1, P, L, Table, TR, TH, TD, Figure...) and what is in it.

    `kids` are elements or (page, mark) pairs, page counted from 1. `scope` says whether a TH heads its column or its row.
    """

    role: str
    kids: list[Element | tuple[int, int]] = field(default_factory=list)
    alt: str = ""
    name: str = ""
    scope: str = "Column"

    def add(self, role: str, alt: str = "") -> Element:
        """A new element at the end of this one."""
        kid = Element(role, alt=alt)
        self.kids.append(kid)
        return kid

    def last(self) -> Element:
        """The last element in this one, or this one."""
        return next((kid for kid in reversed(self.kids) if isinstance(kid, Element)), self)

    def below(self) -> Iterator[Element]:
        """This element and all below it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.below()


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that keeps the tree of what was drawn on it. `before_save` is called when every page is drawn."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.tree = Element("Document")
        self._marked: dict[int, list[Element]] = {}
        self._open = False
        self.before_save: Callable[[TaggedCanvas], None] | None = None

    @contextmanager
    def mark(self, element: Element | None) -> Iterator[None]:
        """What is drawn inside belongs to *element*; None is an artifact (rules, grounds, furniture). Marks do not nest."""
        if self._open:
            yield
            return
        self._code.append(self._begin(element))
        self._open = True
        try:
            yield
        finally:
            self._open = False
            self._code.append("EMC")

    def _begin(self, element: Element | None) -> str:
        if element is None:
            return "/Artifact BMC"
        page = self.getPageNumber()
        marks = self._marked.setdefault(page, [])
        marks.append(element)
        element.kids.append((page, len(marks) - 1))
        return f"/{element.role} <</MCID {len(marks) - 1}>> BDC"

    def save(self) -> None:
        """Write the tree, then the file."""
        if len(self._code):
            self.showPage()
        if self.before_save is not None:
            self.before_save(self)
        self._write_tree()
        super().save()

    def _write_tree(self) -> None:
        document = self._doc
        _prune(self.tree)
        elements = list(self.tree.below())
        for place, element in enumerate(elements):
            element.name = f"WmpeerElement{place}"
        self._write_elements(elements)
        numbers: list[Any] = []
        for place, page in enumerate(document.Pages.pages):
            _open_page(page, place)
            numbers += [place, PDFArray([PDFObjectReference(one.name) for one in self._marked.get(place + 1, [])])]
        tree = {
            "Type": PDFName("StructTreeRoot"),
            "K": PDFObjectReference(self.tree.name),
            "ParentTree": document.Reference(PDFDictionary({"Nums": PDFArray(numbers)})),
            "ParentTreeNextKey": len(document.Pages.pages),
        }
        document.Reference(PDFDictionary(tree), _ROOT)
        document.Catalog.StructTreeRoot = PDFObjectReference(_ROOT)
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _write_elements(self, elements: list[Element]) -> None:
        parents = {kid.name: one.name for one in elements for kid in one.kids if isinstance(kid, Element)}
        for element in elements:
            self._doc.Reference(_Written(element, parents.get(element.name, _ROOT)), element.name)


class _Written(PDFObject):  # type: ignore[misc]
    """An element as it stands in the file. A letter has hundreds: built of reportlab's dictionaries they took a fifth of its time."""

    def __init__(self, element: Element, parent: str) -> None:
        self._element, self._parent = element, parent

    def format(self, document: Any) -> bytes:
        element, numbers = self._element, document.idToObjectNumberAndVersion
        facts = f"<<\n/S /{element.role} /P {numbers[self._parent][0]} 0 R{_kids(element, numbers)}"
        if element.role == "TH":
            facts += f" /A << /O /Table /Scope /{element.scope} >>"
        alt: bytes = b" /Alt " + PDFString(element.alt).format(document) if element.alt else b""
        return facts.encode("ascii") + alt + b"\n>>"


class BlankCanvas(TaggedCanvas):
    """A canvas that is only counted on: flowables find their places, nothing is drawn and no file is made."""

    def save(self) -> None:
        """Nothing is written."""


def _kids(element: Element, numbers: Mapping[str, tuple[int, int]]) -> str:
    """What is in the element: short where all of it is drawn on one page, which is nearly always."""
    pages = {kid[0] for kid in element.kids if isinstance(kid, tuple)}
    page = f"/Pg {numbers[f'Page{pages.pop()}'][0]} 0 R" if len(pages) == 1 else ""
    kids = [
        f"{numbers[kid.name][0]} 0 R" if isinstance(kid, Element)
        else str(kid[1]) if page
        else f"<< /Type /MCR /Pg {numbers[f'Page{kid[0]}'][0]} 0 R /MCID {kid[1]} >>"
        for kid in element.kids
    ]  # fmt: skip
    return f" {page} /K {kids[0]}" if page and len(kids) == 1 else f" {page} /K [ {' '.join(kids)} ]"


def _prune(element: Element) -> None:
    """Take out what drew nothing: an element without kids is a hole for a screen reader."""
    for kid in element.kids:
        if isinstance(kid, Element):
            _prune(kid)
    element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or kid.kids]


def _open_page(page: Any, place: int) -> None:
    page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents = place
    page.Tabs = PDFName("S")
