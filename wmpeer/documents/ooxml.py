"""What Word and PowerPoint files share: parts, relationships, charts and diagrams. Pure: parts in, elements and words out."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lxml import etree

from wmpeer.documents.text import clean

Element = etree._Element

_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/presentationml/main": b"http://schemas.openxmlformats.org/presentationml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/chart": b"http://schemas.openxmlformats.org/drawingml/2006/chart",
    b"http://purl.oclc.org/ooxml/drawingml/diagram": b"http://schemas.openxmlformats.org/drawingml/2006/diagram",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_PERCENT = re.compile(r"0(\.0+)?%")
_STRICT = b"http://purl.oclc.org/ooxml/"

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
V = "{urn:schemas-microsoft-com:vml}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part: the last word of its type (``footnotes``, ``slide``), and the part it leads to."""

    kind: str
    target: str
    external: bool = False


def parse(body: bytes) -> Element:
    """One XML part as elements; strict files as if they were transitional; no entity is resolved, nothing is fetched."""
    if _STRICT in body:
        for strict, transitional in _TRANSITIONAL.items():
            body = body.replace(strict, transitional)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    return etree.fromstring(body, parser)


class Package:
    """The XML parts of one zipped office file."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self._parts = parts
        self._by_lower = {name.lower(): name for name in parts}

    def has(self, part: str) -> bool:
        return part.lower() in self._by_lower

    def xml(self, part: str) -> Element | None:
        """The root of *part*, or None where it is not there."""
        name = self._by_lower.get(part.lower())
        return None if name is None else parse(self._parts[name])

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of *part* by id; those of the package itself for an empty name."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for one in root.iter(f"{RELS}Relationship") if root is not None else ():
            target = one.get("Target", "")
            external = one.get("TargetMode") == "External"
            where = target if external else posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            found[one.get("Id", "")] = Relation(one.get("Type", "").rpartition("/")[2], where, external)
        return found

    def main(self, expected: str) -> str:
        """The part that the file is about; *expected* where the package does not say."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and self.has(relation.target):
                return relation.target
        return expected

    def title(self) -> str:
        """The title in the file's properties, or empty."""
        for relation in self.relations("").values():
            if relation.kind == "core-properties":
                root = self.xml(relation.target)
                found = root.find("{http://purl.org/dc/elements/1.1/}title") if root is not None else None
                return clean(found.text or "") if found is not None else ""
        return ""


def chosen(alternate: Element) -> Element | None:
    """The one branch of an ``mc:AlternateContent`` that is shown: the first choice that says anything, else the fallback."""
    branches = [child for child in alternate if child.tag in (f"{MC}Choice", f"{MC}Fallback")]
    for branch in branches:
        if any((node.text or "").strip() for node in branch.iter(f"{W}t", f"{A}t", f"{M}t")):
            return branch
        if next(branch.iter(f"{C}chart", f"{CX}chart", f"{DGM}relIds"), None) is not None:
            return branch
    return branches[0] if branches else None


def drawing_paragraphs(body: Element) -> list[str]:
    """The paragraphs of a DrawingML text body, each on one line."""
    return [text for text in (drawing_text(paragraph) for paragraph in body.iter(f"{A}p")) if text]


def drawing_text(paragraph: Element) -> str:
    """The words of one DrawingML paragraph; line breaks are spaces."""
    words: list[str] = []
    for node in paragraph.iter(f"{A}t", f"{A}br", f"{A}tab", f"{M}t"):
        above = node.getparent()
        if above is not None and above.tag == f"{A}fld" and above.get("type") == "slidenum":
            continue
        words.append(" " if node.tag in (f"{A}br", f"{A}tab") else node.text or "")
    return clean("".join(words))


def chart_rows(root: Element) -> list[tuple[str, str]]:
    """The words of a chart: (``title``, text) for its titles, (``row``, text) for each category with its series."""
    lines: list[tuple[str, str]] = []
    for title in root.iter(f"{C}title", f"{CX}title"):
        text = " ".join(drawing_paragraphs(title)) or " ".join(_values(title))
        if text:
            lines.append(("title", clean(text)))
    series = list(root.iter(f"{C}ser"))
    names = [_join(one.find(f"{C}tx")) for one in series]
    categories: dict[int, str] = {}
    for one in series:
        for holder in (one.find(f"{C}cat"), one.find(f"{C}xVal")):
            for place, value in _points(holder):
                categories.setdefault(place, value)
    values = [dict([*_points(one.find(f"{C}val")), *_points(one.find(f"{C}yVal"))]) for one in series]
    if any(names):
        lines.append(("row", " | ".join(["", *names] if categories else names).strip(" ")))
    for place in sorted(set(categories) | {place for one in values for place in one}):
        cells = [categories.get(place, ""), *(one.get(place, "") for one in values)]
        lines.append(("row", " | ".join(cells).strip()))
    lines.extend(("row", clean(point.text)) for point in root.iter(f"{CX}pt") if point.text and point.text.strip())
    for label in root.iter(f"{C}dLbl"):
        lines.extend(("title", words) for words in drawing_paragraphs(label))
    return lines


def diagram_texts(root: Element) -> list[str]:
    """The words of a SmartArt diagram's points, in the order of its data."""
    found: list[str] = []
    for point in root.iter(f"{DGM}pt"):
        if point.get("type") in ("pres", "parTrans", "sibTrans"):
            continue
        found.extend(drawing_paragraphs(point))
    return found


def _values(holder: Element) -> list[str]:
    return [clean(node.text or "") for node in holder.iter(f"{C}v") if node.text]


def _join(holder: Element | None) -> str:
    return "" if holder is None else " ".join(_values(holder))


def _points(holder: Element | None) -> list[tuple[int, str]]:
    """Index and shown value of each cached point; of several levels of categories, the innermost is joined last."""
    found: dict[int, str] = {}
    levels = [] if holder is None else (list(holder.iter(f"{C}lvl")) or [holder])
    form = next((node.text or "" for node in holder.iter(f"{C}formatCode")), "") if holder is not None else ""
    for level in reversed(levels):
        for point in level.iter(f"{C}pt"):
            value = point.find(f"{C}v")
            place = point.get("idx", "0")
            if value is not None and value.text and place.isdigit():
                shown = _as_shown(clean(value.text), point.get("formatCode", form))
                found[int(place)] = f"{found[int(place)]} {shown}" if int(place) in found else shown
    return sorted(found.items())


def _as_shown(value: str, form: str) -> str:
    """A cached number as the chart writes it, where it is a share; else with its noise taken off."""
    share = _PERCENT.search(form)
    if share is None:
        return _tidy_number(value)
    try:
        shown = Decimal(value) * 100
        return f"{shown.quantize(Decimal(1).scaleb(1 - len(share[1] or '.')), ROUND_HALF_UP)}%"  # floats would show 0.845 as 84%
    except ArithmeticError:
        return value


def _tidy_number(value: str) -> str:
    """A cached 12.300000000000001 as 12.3."""
    if len(value) > 8 and "." in value:
        try:
            return f"{float(value):.6g}"
        except ValueError:
            return value
    return value
