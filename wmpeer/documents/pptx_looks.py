"""What a shape on a slide takes over from its layout and its master: its place, its bullets, how its words look. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wmpeer.documents.docx_numbers import numeral
from wmpeer.documents.ooxml import A, Element, P
from wmpeer.documents.pptx_order import Place

_USUAL = 1800  # hundredths of a point: what words without a size have
_OUTLINE = ("body", "obj")
_STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle", "body": "bodyStyle", "obj": "bodyStyle", "subTitle": "bodyStyle"}
_ALIKE = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}
_FORMS = {"alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman", "romanUc": "upperRoman"}


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a paragraph: a bullet, or a number of the kind *form* counted from *start*."""

    form: str = ""
    start: int = 1


def placeholder(shape: Element) -> tuple[str, bool]:
    """The kind of placeholder a shape fills (``obj`` where none is named), and whether it fills one."""
    mark = _filled(shape)
    return ("", False) if mark is None else (mark.get("type", "obj"), True)


def _filled(shape: Element) -> Element | None:
    return next(
        (
            found
            for found in (shape.find(f"{P}{holder}/{P}nvPr/{P}ph") for holder in ("nvSpPr", "nvGraphicFramePr", "nvPicPr"))
            if found is not None
        ),
        None,
    )


class Looks:
    """The looks of the shapes of one slide, whose *layout* and *master* are given as far as there are any."""

    def __init__(self, layout: Element | None, master: Element | None) -> None:
        self._roots = [root for root in (layout, master) if root is not None]
        self._master = master
        self._above: dict[Element, list[Element]] = {}

    def place(self, shape: Element) -> Place | None:
        """Where the shape lies, in the units of whatever holds it."""
        for one in self._chain(shape):
            for path in (f"{P}spPr/{A}xfrm", f"{P}xfrm", f"{P}grpSpPr/{A}xfrm"):
                frame = one.find(path)
                offset, size = (None, None) if frame is None else (frame.find(f"{A}off"), frame.find(f"{A}ext"))
                if offset is not None and size is not None:
                    left, top = _whole(offset.get("x")), _whole(offset.get("y"))
                    return Place(left, top, left + max(_whole(size.get("cx")), 0), top + max(_whole(size.get("cy")), 0))
        return None

    def mark(self, shape: Element, paragraph: Element) -> Mark | None:
        """What stands before the paragraph; None where nothing does."""
        properties = paragraph.find(f"{A}pPr")
        for holder in (properties, *self._styles(shape, depth(properties))):
            if holder is None:
                continue
            if holder.find(f"{A}buNone") is not None:
                return None
            counted = holder.find(f"{A}buAutoNum")
            if counted is not None:
                return Mark(counted.get("type", "arabicPeriod"), max(_whole(counted.get("startAt", "1")), 1))
            if holder.find(f"{A}buChar") is not None or holder.find(f"{A}buBlip") is not None:
                return Mark()
        kind, fills = placeholder(shape)
        return Mark() if fills and kind in _OUTLINE and not self._roots else None

    def look(self, shape: Element, paragraph: Element) -> tuple[int, bool]:
        """The size of the paragraph's words, in hundredths of a point, and whether all of them are bold."""
        size, bold = _USUAL, False
        for holder in reversed(list(self._styles(shape, depth(paragraph.find(f"{A}pPr"))))):
            usual = holder.find(f"{A}defRPr")
            if usual is not None:
                size, bold = _whole(usual.get("sz", str(size))) or size, usual.get("b", "1" if bold else "0") in ("1", "true")
        words = [run.find(f"{A}rPr") for run in paragraph.iter(f"{A}r", f"{A}fld") if (run.findtext(f"{A}t") or "").strip()]
        sizes = [_whole(one.get("sz", str(size))) if one is not None else size for one in words]
        bolds = [one.get("b", "1" if bold else "0") in ("1", "true") if one is not None else bold for one in words]
        return max(sizes, default=size), all(bolds) if bolds else bold

    def _chain(self, shape: Element) -> list[Element]:
        """The shape, and the placeholders of layout and master that it fills."""
        if shape not in self._above:
            mark, found = _filled(shape), [shape]
            for root in self._roots if mark is not None else ():
                held = _same(root, mark) if mark is not None else None
                if held is not None:
                    found.append(held)
                    mark = _filled(held)
            self._above[shape] = found
        return self._above[shape]

    def _styles(self, shape: Element, level: int) -> Iterator[Element]:
        """What is set for paragraphs of the *level* (from 0), the nearest first."""
        for one in self._chain(shape):
            found = one.find(f"{P}txBody/{A}lstStyle/{A}lvl{level + 1}pPr")
            if found is not None:
                yield found
        kind, fills = placeholder(shape)
        if fills and self._master is not None:
            found = self._master.find(f"{P}txStyles/{P}{_STYLES.get(kind, 'otherStyle')}/{A}lvl{level + 1}pPr")
            if found is not None:
                yield found


def _same(root: Element, mark: Element) -> Element | None:
    """The placeholder of a layout or master that *mark* fills: by its number, else by its kind."""
    kind, number = mark.get("type", "obj"), mark.get("idx", "0")
    others = [(shape, other) for shape in root.iterfind(f"{P}cSld/{P}spTree//{P}sp") if (other := _filled(shape)) is not None]
    alike = [shape for shape, other in others if _ALIKE.get(other.get("type", "obj"), other.get("type", "obj")) == _ALIKE.get(kind, kind)]
    numbered = [shape for shape, other in others if other.get("idx", "0") == number and (number != "0" or shape in alike)]
    return next(iter([shape for shape in numbered if shape in alike] or numbered or alike), None)


class Counted:
    """The numbers before the paragraphs of one shape, counted as they go by."""

    def __init__(self) -> None:
        self._now: dict[int, tuple[Mark, int]] = {}

    def number(self, level: int, mark: Mark | None) -> str:
        """What is to be read before the paragraph: ``2.``, ``(b)``; empty for a bullet or for nothing."""
        for deeper in [one for one in self._now if one > level]:
            del self._now[deeper]
        if mark is None or not mark.form:
            self._now.pop(level, None)
            return ""
        before, count = self._now.get(level, (mark, mark.start - 1))
        count = count + 1 if before == mark else mark.start
        self._now[level] = mark, count
        form = next((form for name, form in _FORMS.items() if mark.form.startswith(name)), "decimal")
        shown = numeral(count, form)
        if mark.form.endswith("ParenBoth"):
            return f"({shown}) "
        return shown + (") " if mark.form.endswith("ParenR") else " " if mark.form.endswith("Plain") else ". ")


def depth(properties: Element | None) -> int:
    """A paragraph's level, from 0."""
    level = properties.get("lvl", "0") if properties is not None else "0"
    return min(int(level), 8) if level.isascii() and level.isdigit() else 0


def _whole(value: str | None) -> int:
    digits = (value or "").removeprefix("-")
    return int(value or "") if digits.isascii() and digits.isdigit() and len(digits) < 13 else 0


def hidden(shape: Element) -> bool:
    """Whether the shape is not shown."""
    for holder in shape:
        if isinstance(holder.tag, str) and holder.tag.startswith(f"{P}nv"):
            named = holder.find(f"{P}cNvPr")
            return named is not None and named.get("hidden") in ("1", "true")
    return False
