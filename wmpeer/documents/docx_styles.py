"""What Word's styles make of a paragraph: heading, list item, bold, hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wmpeer.documents.docx_numbers import Numbers
from wmpeer.documents.ooxml import Element, W

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|pennawd|nagłówek|otsikko|заголовок)\s*([1-9])", re.IGNORECASE
)
_LIST = re.compile(r"list (?:bullet|number)(?: ([2-9]))?$", re.IGNORECASE)
_OFF = ("0", "false", "off", "none")
_UNSAID_SIZE = 20  # half-points: what Word takes where nothing is said


def heading_level(style: str) -> int:
    """The level that a style's name gives, in the languages Word and Writer name it in; 0 for none."""
    found = _HEADING.fullmatch(style.strip())
    return int(found[1]) if found else 0


@dataclass(frozen=True, slots=True)
class Look:
    """`level` of a heading (0: none), `list_depth` of a list item (0: none)."""

    level: int = 0
    list_depth: int = 0
    is_title: bool = False


@dataclass(slots=True)
class _Style:
    name: str
    based_on: str
    element: Element


class Styles:
    """The styles of one document, each looked up through the styles it is based on."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._looks: dict[str, Look] = {}
        self._hidden: dict[str, bool] = {}
        self._bold: dict[str, bool] = {}
        self._sizes: dict[str, int] = {}
        self._default = ""
        self._hides = styles is not None and next(styles.iter(f"{W}vanish"), None) is not None
        self.numbers = Numbers(numbering, styles)
        said = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz") if styles is not None else None
        self._plain_size = _half_points(said) or _UNSAID_SIZE
        for style in styles.iterfind(f"{W}style") if styles is not None else ():
            number = style.get(f"{W}styleId", "")
            self._styles[number] = _Style(_value(style, "name"), _value(style, "basedOn"), style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._default = number
        self._silent = _silent_numbers(numbering)

    def look(self, properties: Element | None) -> Look:
        """What a paragraph with these properties is."""
        if properties is None:
            return self._style_look(self._default)
        by_style = self._style_look(_value(properties, "pStyle") or self._default)
        level = _outline(properties)
        if level is not None:
            by_style = Look(level, by_style.list_depth, by_style.is_title)
        numbered = properties.find(f"{W}numPr")
        if numbered is None or by_style.level:
            return by_style
        return Look(0, self._depth(numbered, by_style.list_depth))

    def _depth(self, numbered: Element, inherited: int) -> int:
        number = _value(numbered, "numId")
        if number == "0":
            return 0
        depth = _value(numbered, "ilvl")
        if (number, depth or "0") in self._silent:
            return 0
        return min(int(depth), 8) + 1 if depth.isdigit() else inherited or 1

    def number(self, properties: Element | None) -> str:
        """The number that Word shows before the paragraph, counted; to be asked once for every paragraph, in order."""
        found = self._numbering(properties)
        return self.numbers.count(*found) if found else ""

    def _numbering(self, properties: Element | None) -> tuple[str, int] | None:
        """The list that a paragraph belongs to, and its level from 0; what is not said at the paragraph comes from its style."""
        direct = properties.find(f"{W}numPr") if properties is not None else None
        name = (_value(properties, "pStyle") if properties is not None else "") or self._default
        number, level = (_value(direct, "numId"), _value(direct, "ilvl")) if direct is not None else ("", "")
        for style in self._chain(name) if not (number and level) else ():
            said = style.element.find(f"{W}pPr/{W}numPr")
            if said is None:
                continue
            taken = number or _value(said, "numId")
            level = level or _value(said, "ilvl") or str(self.numbers.level_of_style(taken, style.element.get(f"{W}styleId", "")))
            number = taken
            if number:
                break
        if not number or number == "0":
            return None
        return number, int(level) if level.isdigit() and len(level) < 3 else 0

    def _style_look(self, number: str) -> Look:
        if number not in self._looks:
            self._looks[number] = self._find_look(number)
        return self._looks[number]

    def _find_look(self, number: str) -> Look:
        depth = 0
        for style in self._chain(number):
            name = style.name.strip().lower()
            if name == "toc heading":
                return Look(1)
            level = _outline(style.element.find(f"{W}pPr"))
            if level is not None:
                return Look(level, depth)
            if by_name := heading_level(name):
                return Look(by_name)
            if name == "title":
                return Look(1, is_title=True)
            numbered = style.element.find(f"{W}pPr/{W}numPr")
            if not depth and numbered is not None:
                depth = self._depth(numbered, 0)
            if not depth and (listed := _LIST.fullmatch(name)):
                depth = int(listed[1] or 1)
        return Look(0, depth)

    def _chain(self, number: str) -> list[_Style]:
        chain: list[_Style] = []
        seen: set[str] = set()
        while number in self._styles and number not in seen:  # a style based on itself is damage that Word forgives
            seen.add(number)
            chain.append(self._styles[number])
            number = self._styles[number].based_on
        return chain

    def is_hidden(self, run: Element) -> bool:
        """Whether Word hides the run's words."""
        properties = run.find(f"{W}rPr")
        if properties is not None:
            mark = properties.find(f"{W}vanish")
            if mark is not None:
                return _on(mark)
            style = _value(properties, "rStyle")
            if style and self._by_style(style, "vanish", self._hidden):
                return True
        if not self._hides:  # nearly every document
            return False
        paragraph = next(run.iterancestors(f"{W}p"), None)
        said = paragraph.find(f"{W}pPr") if paragraph is not None else None
        return self._by_style((_value(said, "pStyle") if said is not None else "") or self._default, "vanish", self._hidden)

    def all_bold(self, paragraph: Element, properties: Element | None) -> bool:
        """Whether every run with words is bold."""
        inherited = self._by_style((_value(properties, "pStyle") if properties is not None else "") or self._default, "b", self._bold)
        found = False
        for run in paragraph.iter(f"{W}r"):
            if not any((node.text or "").strip() for node in run.iterfind(f"{W}t")):
                continue
            mark = run.find(f"{W}rPr/{W}b")
            if not (inherited if mark is None else _on(mark)):
                return False
            found = True
        return found

    def is_raised(self, run: Element) -> bool:
        """Whether the run's words stand above the line."""
        properties = run.find(f"{W}rPr")
        mark = properties.find(f"{W}vertAlign") if properties is not None else None
        return mark is not None and mark.get(f"{W}val") == "superscript"

    def size(self, paragraph: Element, properties: Element | None) -> int:
        """The size, in half-points, of most of the paragraph's letters."""
        inherited = self._style_size((_value(properties, "pStyle") if properties is not None else "") or self._default)
        found: dict[int, int] = {}
        for run in paragraph.iter(f"{W}r"):
            letters = sum(len((node.text or "").strip()) for node in run.iterfind(f"{W}t"))
            if letters:
                size = _half_points(run.find(f"{W}rPr/{W}sz")) or inherited
                found[size] = found.get(size, 0) + letters
        return max(found, key=lambda size: (found[size], size)) if found else inherited

    def _style_size(self, number: str) -> int:
        if number not in self._sizes:
            sizes = (_half_points(style.element.find(f"{W}rPr/{W}sz")) for style in self._chain(number))
            self._sizes[number] = next((size for size in sizes if size), self._plain_size)
        return self._sizes[number]

    def _by_style(self, number: str, mark: str, known: dict[str, bool]) -> bool:
        if number not in known:
            marks = [style.element.find(f"{W}rPr/{W}{mark}") for style in self._chain(number)]
            known[number] = next((_on(one) for one in marks if one is not None), False)
        return known[number]


def _value(parent: Element, name: str) -> str:
    found = parent.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""


def _half_points(mark: Element | None) -> int:
    said = mark.get(f"{W}val", "") if mark is not None else ""
    return int(said) if said.isdigit() and len(said) < 5 else 0


def _on(mark: Element) -> bool:
    return mark.get(f"{W}val", "true").lower() not in _OFF


def _outline(properties: Element | None) -> int | None:
    """The heading level by outline: 0 for body text, None where nothing is said."""
    if properties is None:
        return None
    level = _value(properties, "outlineLvl")
    if not level.isdigit():
        return None
    return int(level) + 1 if int(level) <= 8 else 0


def _silent_numbers(numbering: Element | None) -> set[tuple[str, str]]:
    """(numId, level) pairs that number nothing that is seen."""
    if numbering is None:
        return set()
    silent: dict[str, set[str]] = {}
    for abstract in numbering.iterfind(f"{W}abstractNum"):
        levels = {
            level.get(f"{W}ilvl", "0")
            for level in abstract.iterfind(f"{W}lvl")
            if _value(level, "numFmt") == "none" and not _value(level, "lvlText").strip()
        }
        silent[abstract.get(f"{W}abstractNumId", "")] = levels
    return {
        (number.get(f"{W}numId", ""), level)
        for number in numbering.iterfind(f"{W}num")
        for level in silent.get(_value(number, "abstractNumId"), set())
    }
