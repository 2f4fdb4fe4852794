"""The numbers that Word puts before headings and list items by itself: counted as Word counts them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wmpeer.documents.ooxml import Element, W

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_MOST_ROMAN = 3_999
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
    (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    """How one depth of a list is numbered; `restart` is the level (from 1) after which it begins again, or None for every higher one."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    restart: int | None = None


@dataclass(slots=True)
class _List:
    """One numbering of the document: what its levels look like, and which counters it shares."""

    counters: str
    levels: dict[int, _Level]
    restarts: dict[int, int]
    restarted: bool = False


@dataclass(slots=True)
class _Counters:
    now: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbers:
    """The numberings of one document, counting as the paragraphs go by."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, _Counters] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        if numbering is None:
            return
        abstracts = {one.get(f"{W}abstractNumId", ""): one for one in numbering.iterfind(f"{W}abstractNum")}
        linked = _linked(numbering, abstracts, styles)
        for number in numbering.iterfind(f"{W}num"):
            name = number.get(f"{W}numId", "")
            abstract = linked.get(_value(number, "abstractNumId"), _value(number, "abstractNumId"))
            if abstract in abstracts:
                self._lists[name] = _list_of(number, abstract, abstracts[abstract])
                for level in abstracts[abstract].iterfind(f"{W}lvl"):
                    if style := _value(level, "pStyle"):
                        self._by_style.setdefault(f"{name}\0{style}", (name, _whole(level.get(f"{W}ilvl"), 0)))

    def level_of_style(self, number: str, style: str) -> int:
        """The level (from 0) that numbering *number* gives to paragraphs of *style*; 0 where it says nothing."""
        return self._by_style.get(f"{number}\0{style}", ("", 0))[1]

    def is_bullet(self, number: str, level: int) -> bool:
        found = self._lists.get(number)
        return found is None or found.levels.get(level, _Level("bullet")).form == "bullet"

    def count(self, number: str, level: int) -> str:
        """The number that the next paragraph of list *number* at *level* (from 0) shows: ``1.2``, ``a)``; empty for bullets and none."""
        found = self._lists.get(number)
        if found is None or not 0 <= level < _LEVELS:
            return ""
        counters = self._counters.setdefault(found.counters, _Counters()).now
        if not found.restarted:
            found.restarted = True
            for place, start in found.restarts.items():
                counters[place] = start - 1
        mine = found.levels.get(level, _Level())
        now = counters[level]
        counters[level] = mine.start if now is None else now + 1
        for deeper in range(level + 1, _LEVELS):
            restart = found.levels.get(deeper, _Level()).restart
            if restart is None or (restart and level < restart):
                counters[deeper] = None
        if mine.form == "bullet":
            return ""
        shown = _PLACE.sub(lambda place: self._shown(found, counters, int(place[1]) - 1, mine), mine.text).strip()
        return shown if any(sign.isalnum() for sign in shown) else ""  # a dot that a number without figures draws is a bullet too

    @staticmethod
    def _shown(found: _List, counters: list[int | None], level: int, mine: _Level) -> str:
        its = found.levels.get(level, _Level())
        now = counters[level]
        if now is None:
            counters[level] = now = its.start  # Word counts a level that nobody has used as begun
        return numeral(now, "decimal" if mine.legal and its.form != "none" else its.form)


def numeral(number: int, form: str) -> str:
    """*number* as Word's format *form* writes it; in digits where the form is not known."""
    if form == "none" or form == "bullet":
        return ""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number <= _MOST_ROMAN:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form == "decimalZero":
        return f"{number:02}"
    if form == "ordinal":
        teen = 10 <= number % 100 <= 20
        return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def _linked(numbering: Element, abstracts: dict[str, Element], styles: Element | None) -> dict[str, str]:
    """For each definition that only names a list style, the definition that the style stands for."""
    by_style = {_value(one, "styleLink"): name for name, one in abstracts.items() if one.find(f"{W}styleLink") is not None}
    numbers = {one.get(f"{W}numId", ""): _value(one, "abstractNumId") for one in numbering.iterfind(f"{W}num")}
    for style in styles.iterfind(f"{W}style") if styles is not None else ():
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if style.get(f"{W}type") == "numbering" and number is not None:
            by_style.setdefault(style.get(f"{W}styleId", ""), numbers.get(number.get(f"{W}val", ""), ""))
    return {name: by_style[link] for name, one in abstracts.items() if (link := _value(one, "numStyleLink")) in by_style}


def _list_of(number: Element, abstract: str, definition: Element) -> _List:
    levels = {_whole(level.get(f"{W}ilvl"), 0): _level(level) for level in definition.iterfind(f"{W}lvl")}
    restarts: dict[int, int] = {}
    for change in number.iterfind(f"{W}lvlOverride"):
        place = _whole(change.get(f"{W}ilvl"), 0)
        level = change.find(f"{W}lvl")
        if level is not None:
            levels[place] = _level(level)
        start = change.find(f"{W}startOverride")
        if start is not None and 0 <= place < _LEVELS:
            restarts[place] = _whole(start.get(f"{W}val"), 1)
    return _List(abstract, levels, restarts)


def _level(level: Element) -> _Level:
    restart = level.find(f"{W}lvlRestart")
    legal = level.find(f"{W}isLgl")
    return _Level(
        _value(level, "numFmt") or "decimal",
        _value(level, "lvlText"),
        _whole(_value(level, "start"), 1),
        legal is not None and legal.get(f"{W}val", "true") not in ("0", "false", "off"),
        None if restart is None else _whole(restart.get(f"{W}val"), 0),
    )


def _value(parent: Element, name: str) -> str:
    found = parent.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 9 else otherwise
