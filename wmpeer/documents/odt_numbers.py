"""The numbers that an OpenDocument text shows before headings and list items, counted as the paragraphs go by. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wmpeer.documents.docx_numbers import numeral
from wmpeer.documents.ooxml import Element

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT, STYLE = f"{_NAMES}text:1.0}}", f"{_NAMES}style:1.0}}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MOST_LEVELS = 10


@dataclass(frozen=True, slots=True)
class _Level:
    """How one depth is numbered; an empty `form` is a bullet or nothing."""

    form: str = ""
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1


class OdtNumbers:
    """The list styles of one document, and the counters of its lists."""

    def __init__(self, roots: Sequence[Element]) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        self._outline: dict[int, _Level] = {}
        for root in roots:
            for style in root.iter(f"{TEXT}list-style"):
                self._styles[style.get(f"{STYLE}name", "")] = _levels(style)
            for style in root.iter(f"{TEXT}outline-style"):
                self._outline = _levels(style)
        self._by_id: dict[str, list[int]] = {}
        self._by_style: dict[str, list[int]] = {}
        self._open: list[str] = []
        self._now: list[int] = [0] * _MOST_LEVELS

    def enter(self, element: Element) -> None:
        """A list begins; a nested one counts with those around it."""
        style = element.get(f"{TEXT}style-name", self._open[-1] if self._open else "")
        if not self._open:
            earlier = self._by_id.get(element.get(f"{TEXT}continue-list", ""))
            if earlier is None and element.get(f"{TEXT}continue-numbering") == "true":
                earlier = self._by_style.get(style)
            self._now = earlier if earlier is not None else [0] * _MOST_LEVELS
            self._by_style[style] = self._now
        if number := element.get(_ID):
            self._by_id[number] = self._now
        self._open.append(style)

    def leave(self) -> None:
        self._open.pop()

    def count(self, start: str = "") -> str:
        """The number of the next item of the list entered last; *start* is the value that the item asks for, or empty."""
        levels = self._styles.get(self._open[-1], {}) if self._open else {}
        return self._count(levels, self._now, len(self._open), start)

    def heading(self, level: int, style: str | None) -> str:
        """The number of the next heading outside lists: by *style*, or by the document's own numbering of chapters (None)."""
        levels = self._outline if style is None else self._styles.get(style, {})
        counters = self._by_style.setdefault(style or "\0", [0] * _MOST_LEVELS)
        return self._count(levels, counters, level, "")

    @staticmethod
    def _count(levels: dict[int, _Level], counters: list[int], depth: int, start: str) -> str:
        if not 1 <= depth <= _MOST_LEVELS:
            return ""
        mine = levels.get(depth, _Level())
        for place in range(depth - 1):  # a level that nobody has used counts as begun
            counters[place] = counters[place] or levels.get(place + 1, mine).start
        if start.isdigit() and len(start) < 9:
            counters[depth - 1] = int(start)
        else:
            counters[depth - 1] = counters[depth - 1] + 1 if counters[depth - 1] else mine.start
        counters[depth:] = [0] * (_MOST_LEVELS - depth)
        if not mine.form:
            return ""
        places = range(max(depth - mine.shown, 0), depth)
        shown = [numeral(counters[place], levels.get(place + 1, mine).form or "decimal") for place in places]
        return f"{mine.before}{'.'.join(shown)}{mine.after}".strip()


def _levels(style: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in style:
        if level.tag in (f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style"):
            found[_whole(level.get(f"{TEXT}level"), 1)] = _Level(
                _FORMS.get(level.get(f"{STYLE}num-format", ""), ""),
                level.get(f"{STYLE}num-prefix", ""),
                level.get(f"{STYLE}num-suffix", ""),
                _whole(level.get(f"{TEXT}display-levels"), 1),
                _whole(level.get(f"{TEXT}start-value"), 1),
            )
    return found


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isdigit() and len(value) < 9 else otherwise
