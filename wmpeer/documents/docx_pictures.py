"""Where the pictures of a Word document stand, how large they are, and what is said about them. Pure: nothing is decoded here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wmpeer.documents.docx_parts import LEAVE_OUT
from wmpeer.documents.layout import Edges, Picture, Source
from wmpeer.documents.ooxml import MC, A, Element, R, Relation, V, W, chosen
from wmpeer.documents.text import clean

PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741  as the others are called by their usual prefix
SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_HOLDS = (f"{WP}inline", f"{WP}anchor", f"{V}shape")
EMU = 12_700
"""English metric units in a point."""
MOST_WORDS = 2_000
_UNITS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "pc": 12.0}
_LENGTH = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(pt|px|in|cm|mm|pc)?\s*")
_FILE = re.compile(r"(?:[^ ]+|\w:\\.*)\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp|jfif)", re.IGNORECASE)
ELSEWHERE = "it is kept outside the file"

Found = tuple[Picture, Source]


def pictures_in(holder: Element, relations: Mapping[str, Relation]) -> Iterator[Found]:
    """The pictures of a paragraph or cell in order; those of boxes and of tables inside it belong to these."""
    if next(holder.iter(*_HOLDS), None) is not None:  # most paragraphs have none, and this asks no Python
        yield from _pictures(holder, relations)


def _pictures(holder: Element, relations: Mapping[str, Relation]) -> Iterator[Found]:
    for child in holder:
        tag = child.tag
        if tag in LEAVE_OUT or tag in (f"{W}txbxContent", f"{W}tbl") or not isinstance(tag, str):
            continue
        if tag == f"{MC}AlternateContent":
            branch = chosen(child)
            if branch is not None:
                yield from _pictures(branch, relations)
        elif tag in (f"{WP}inline", f"{WP}anchor"):
            yield from _drawn(child, relations)
        elif tag == f"{V}shape":
            yield from _shape(child, relations)
        else:
            yield from _pictures(child, relations)


def _drawn(drawing: Element, relations: Mapping[str, Relation]) -> Iterator[Found]:
    said = drawing.find(f"{WP}docPr")
    if said is not None and said.get("hidden") in ("1", "true"):
        return
    whole = _size(drawing.find(f"{WP}extent"), "cx", "cy")
    found = list(_pics(drawing))
    for pic in found:
        own = pic.find(f"{PIC}nvPicPr/{PIC}cNvPr")
        words = words_of(own if len(found) > 1 and own is not None else said)
        size = whole if len(found) == 1 else scaled(size_of(pic.find(f"{PIC}spPr")), pic)
        yield blip(pic.find(f"{PIC}blipFill"), pic.find(f"{PIC}spPr/{A}xfrm"), size, words, relations)


def _pics(holder: Element) -> Iterator[Element]:
    for child in holder:
        if child.tag == f"{PIC}pic":
            yield child
        elif child.tag != f"{W}txbxContent" and isinstance(child.tag, str):
            yield from _pics(child)


def blip(fill: Element | None, frame: Element | None, size: tuple[float, float], words: str, relations: Mapping[str, Relation]) -> Found:
    """A picture that fills a DrawingML shape of *size* (points)."""
    image = fill.find(f"{A}blip") if fill is not None else None
    part = _part(_embedded(image), relations)
    turns = _turns(frame)
    width, height = size if turns % 2 == 0 else (size[1], size[0])
    picture = Picture(0, -1, width, height, words, "" if part else ELSEWHERE)
    return picture, Source(part, crop=crop_of(fill), turns=turns)


def _embedded(image: Element | None) -> str:
    """The relation of a picture: its pixels, which stand beside every drawing in SVG that Office writes, else the drawing itself."""
    if image is None:
        return ""
    drawn = next(image.iter(SVG_BLIP), None)
    return image.get(f"{R}embed", "") or (drawn.get(f"{R}embed", "") if drawn is not None else "")


def _part(number: str, relations: Mapping[str, Relation]) -> str:
    relation = relations.get(number)
    return "" if relation is None or relation.external else relation.target


def _turns(frame: Element | None) -> int:
    said = frame.get("rot", "0") if frame is not None else "0"
    return round(int(said) / 5_400_000) % 4 if re.fullmatch(r"-?\d{1,9}", said) else 0


def crop_of(fill: Element | None) -> Edges:
    """What a picture fill cuts off at its left, top, right and bottom, in shares; parts added outside are none."""
    cut = fill.find(f"{A}srcRect") if fill is not None else None
    if cut is None:
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = (_share(cut.get(side, "0")) for side in "ltrb")
    return left, top, right, bottom


def _share(said: str) -> float:
    """``25000`` (thousandths of a per cent) or ``25%``."""
    try:
        share = float(said.removesuffix("%")) / (100 if said.endswith("%") else 100_000)
    except ValueError:
        return 0.0
    return min(max(share, 0.0), 1.0)


def _size(element: Element | None, across: str, down: str) -> tuple[float, float]:
    if element is None:
        return 0.0, 0.0
    width, height = element.get(across, ""), element.get(down, "")
    return (int(width) / EMU, int(height) / EMU) if _is_length(width) and _is_length(height) else (0.0, 0.0)


def _is_length(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) < 12


def size_of(properties: Element | None) -> tuple[float, float]:
    """The size in points that a shape's properties give; 0 by 0 where they give none."""
    return _size(properties.find(f"{A}xfrm/{A}ext") if properties is not None else None, "cx", "cy")


def scaled(size: tuple[float, float], shape: Element) -> tuple[float, float]:
    """The size of a shape as the groups around it scale it."""
    width, height = size
    for group in shape.iterancestors():
        frame = next((one for one in group if isinstance(one.tag, str) and one.tag.endswith("}grpSpPr")), None)
        if frame is None:
            continue
        outer, inner = _size(frame.find(f"{A}xfrm/{A}ext"), "cx", "cy"), _size(frame.find(f"{A}xfrm/{A}chExt"), "cx", "cy")
        if min(*outer, *inner) > 0:
            width, height = width * outer[0] / inner[0], height * outer[1] / inner[1]
    return width, height


def words_of(said: Element | None) -> str:
    """The alternative text of a drawing: its description, else its title."""
    return "" if said is None else plain_words(said.get("descr", "") or said.get("title", ""))


def plain_words(text: str) -> str:
    """Alternative text on one line; the name of a file, which programs put there by themselves, says nothing."""
    words = clean(text)[:MOST_WORDS]
    return "" if _FILE.fullmatch(words) else words


def points(length: str) -> float:
    """A length as CSS writes it, in points; 0 where it is none or relative."""
    found = _LENGTH.fullmatch(length)
    return max(0.0, float(found[1]) * _UNITS[found[2] or "pt"]) if found else 0.0


def _shape(shape: Element, relations: Mapping[str, Relation]) -> Iterator[Found]:
    """A picture of an older Word: VML."""
    image = shape.find(f"{V}imagedata")
    if image is None:
        yield from _pictures(shape, relations)
        return
    style = dict(part.split(":", 1) for part in shape.get("style", "").split(";") if ":" in part)
    style = {name.strip().lower(): value.strip() for name, value in style.items()}
    if style.get("visibility") == "hidden":
        return
    part = _part(image.get(f"{R}id", ""), relations)
    words = plain_words(shape.get("alt", "") or image.get(f"{O}title", ""))
    sides = [_fixed(image.get(name, "0")) for name in ("cropleft", "croptop", "cropright", "cropbottom")]
    size = points(style.get("width", "")), points(style.get("height", ""))
    yield (
        Picture(0, -1, size[0] if all(size) else 0.0, size[1] if all(size) else 0.0, words, "" if part else ELSEWHERE),
        Source(part, crop=(sides[0], sides[1], sides[2], sides[3])),
    )


def _fixed(said: str) -> float:
    """VML's share: ``0.25``, or ``16384f`` (65536ths)."""
    try:
        share = float(said.removesuffix("f")) / (65_536 if said.endswith("f") else 1)
    except ValueError:
        return 0.0
    return min(max(share, 0.0), 1.0)
