"""The pictures on a slide, and the columns of its tables. Pure: nothing is decoded here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wmpeer.documents.docx_pictures import EMU, Found, blip, scaled, size_of, words_of
from wmpeer.documents.ooxml import MC, A, Element, P, Relation, chosen
from wmpeer.documents.pptx_looks import Looks, hidden
from wmpeer.documents.pptx_order import in_reading_order


def pictures_on(tree: Element, relations: Mapping[str, Relation], looks: Looks) -> list[Found]:
    """The pictures of a slide or group, and the shapes filled with one, as somebody sees them one after another."""
    shapes = [shape for shape in _all(tree) if not hidden(shape)]
    return [found for shape in in_reading_order([(one, looks.place(one)) for one in shapes]) for found in _of(shape, relations, looks)]


def _all(tree: Element) -> Iterator[Element]:
    for shape in tree:
        if shape.tag == f"{MC}AlternateContent":
            branch = chosen(shape)
            if branch is not None:
                yield from _all(branch)
        elif shape.tag in (f"{P}pic", f"{P}grpSp") or (shape.tag == f"{P}sp" and shape.find(f"{P}spPr/{A}blipFill") is not None):
            yield shape


def _of(shape: Element, relations: Mapping[str, Relation], looks: Looks) -> Iterator[Found]:
    if shape.tag == f"{P}grpSp":
        yield from pictures_on(shape, relations, looks)
        return
    is_picture = shape.tag == f"{P}pic"
    properties = shape.find(f"{P}spPr")
    fill = shape.find(f"{P}blipFill") if is_picture else shape.find(f"{P}spPr/{A}blipFill")
    said = shape.find(f"{P}{'nvPicPr' if is_picture else 'nvSpPr'}/{P}cNvPr")
    size = size_of(properties)
    place = looks.place(shape)
    if not all(size) and place is not None:  # a placeholder that lies where its layout says
        size = (place.right - place.left) / EMU, (place.bottom - place.top) / EMU
    frame = properties.find(f"{A}xfrm") if properties is not None else None
    picture, source = blip(fill, frame, scaled(size, shape), words_of(said), relations)
    yield picture, source


def across(cell: Element) -> int:
    """How many columns of the table the cell covers."""
    said = cell.get("gridSpan", "1")
    return max(int(said), 1) if said.isascii() and said.isdigit() and len(said) < 4 else 1
