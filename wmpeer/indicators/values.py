"""One cell of a published table: its raw text, and the number or the marker read off it.

A marker is never a zero and never a number. What is neither a known marker nor a number is an unknown marker, kept with its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

BLANK = ""
"""The marker of a cell that is there and empty."""

VALUE_NOTE = "value note: "
"""Before what a source says in words in place of a value."""

MEANINGS: dict[str, str] = {
    "c": "suppressed to protect confidentiality",
    "x": "not available",
    "z": "not applicable",
    "u": "low reliability",
    "k": "rounds to nothing but is not nothing",
    "low": "rounds to nothing but is not nothing",
    "-": "no value",
    ":": "not available",
    "~": "rounds to nothing but is not nothing",
    "..": "not available",
    ".": "not applicable",
    "*": "suppressed to protect confidentiality",
    **dict.fromkeys(("–", "—", "−", "--", "none", "no value"), "no value"),
    **dict.fromkeys(("…", "...", "no data", "not available", "not reported", "null", "nan", "#n/d"), "not available"),
    **dict.fromkeys(("not applicable",), "not applicable"),
    "": "left empty",
    "n/a": "not available or not applicable",
    "na": "not available or not applicable",
    "#n/a": "not available or not applicable",
    **dict.fromkeys(("supp", "suppressed", "confidential"), "suppressed to protect confidentiality"),
    "dnp": "did not take part",
    "formula without a result": "a formula whose result was not saved",
    **dict.fromkeys(("#div/0!", "#ref!", "#value!", "#name?", "#num!", "#null!", "#error"), "an error in the workbook"),
}
"""What each marker means, in words; its key is the marker in lower case and without square brackets."""

_SHORT = {
    "suppressed to protect confidentiality": "suppressed",
    "rounds to nothing but is not nothing": "below rounding",
    "not available or not applicable": "not available",
}
_FEWER = re.compile(r"(?:<|≤|<=|fewer than|less than)\s*(\d{1,4}(?:\.\d+)?\s*%?)", re.IGNORECASE)
"""A small number that is not told."""
_WHOLE = re.compile(r"(?<![\d.,])\d{4,}(?=(\.\d+)?(?![\d,]))")
_PLAIN = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d{1,3})?", re.ASCII)
_NOTE = re.compile(r"(?<=\d)\s*(?:\[(?:b|d|e|er|f|ns|p|r|s|ss|sss|u)\]|\([bepr]\))$")
"""What statistics offices write behind a number: a break, estimated, provisional, revised."""
_SPACED = re.compile(r"-?\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:\.\d+)?", re.ASCII)
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters without any width that pages on the web leave around a figure."""
_MINUS = re.compile(r"^[\u2212\u2013](?=[\d.£$€])")
_DRESS = re.compile(r"^(-?)\s*[£$€]\s*|\s*%$")
_WIDE = Context(prec=400)
_LONG_FRACTION = re.compile(r"\d{16,}")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it stood: exactly one of `number` and `marker` is None."""

    raw: str
    number: float | None
    marker: str | None

    @property
    def meaning(self) -> str:
        """The marker in words, or empty for a number."""
        return "" if self.marker is None else meaning(self.marker)


def read_cell(raw: str) -> Cell:
    """The number or the marker in *raw*; *raw* itself is kept as it is."""
    number = number_in(raw)
    return Cell(raw, number, None) if number is not None else Cell(raw, None, raw.strip())


def number_in(raw: str) -> float | None:
    """The number that *raw* is, or None. ``1,234``, ``£1,234``, ``12.5%``, ``7.0E-2`` are numbers; ``-``, ``nan``, ``1e999`` are not."""
    if _PLAIN.fullmatch(raw):
        return float(raw)
    text = _undressed(raw)
    if not text or not _NUMBER.fullmatch(text) or not any(character.isdigit() for character in text) or text[-1] in "eE+-":
        return None
    if text.lstrip("+-")[:1] in "eE":
        return None
    number = float(text.replace(",", ""))
    return number if abs(number) != float("inf") else None


def meaning(marker: str) -> str:
    """A marker in words. A marker nobody has told us of is said as such, with its text."""
    if marker.startswith(VALUE_NOTE):
        return marker.removeprefix(VALUE_NOTE)
    known = MEANINGS.get(marker.strip().strip("[]").casefold())
    if known is None and (fewer := _FEWER.fullmatch(marker.strip())):
        or_so = " or fewer" if marker.strip()[0] == "≤" or "=" in marker else ""
        return f"a small number that is not told: {fewer[1]}{or_so}" if or_so else f"a small number that is not told: fewer than {fewer[1]}"
    return known if known is not None else f"marked “{marker.strip()}”, which we do not know"


def marked(raw: str) -> str:
    """Why there is no number, in words: ``marked “c” in the source: suppressed to protect confidentiality``."""
    text = raw.strip()
    if not text:
        return "left empty in the source"
    told = meaning(text)
    return f"marked “{text}” in the source" + ("" if told == "no value" or told.startswith("marked") else f": {told}")


def known_marker(text: str) -> bool:
    """Whether *text* is one of the markers that published tables use."""
    return text.strip().strip("[]").casefold() in MEANINGS or text.startswith(VALUE_NOTE) or _FEWER.fullmatch(text.strip()) is not None


def decimal_of(raw: str) -> Decimal | None:
    """The number in *raw* as decimal text has it; the tail of a binary fraction (``20.399999999999999``) is mended to 20.4."""
    number = number_in(raw)
    if number is None:
        return None
    text = _undressed(raw).replace(",", "")
    return Decimal(repr(number)) if _LONG_FRACTION.search(text.replace(".", "").split("e")[0].split("E")[0]) else Decimal(text)


def text_of(raw: str, decimals: int | None = None) -> str:
    """What a person reads: the number with *decimals* places, rounded half up, or the marker in words."""
    number = decimal_of(raw)
    if number is None:
        return meaning(raw)
    if decimals is None:
        return f"{number.normalize(_WIDE):f}" if number else "0"
    rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_WIDE)
    return f"{rounded if rounded else abs(rounded):f}"


def apart(text: str) -> str:
    """*text*, a figure as its table writes it, with a comma between thousands: "636380" is "636,380". Anything else stays as it is."""
    return _WHOLE.sub(lambda found: f"{int(found[0]):,}" if not found[0].startswith("0") else found[0], text)


def in_short(text: str) -> str:
    """A figure or a marker in words, as a narrow column has room for it."""
    return _SHORT.get(text, text)


def places_of(cells: Mapping[str, int]) -> int:
    """The decimals a column is written with, where its source does not say: the fewest (0 to 2) that hold 85 in 100 of its numbers.

    *cells* counts how often each raw text stands in it.
    """
    held = [0, 0, 0, 0]
    for raw, count in cells.items():
        if (number := number_in(raw)) is not None:
            tail = repr(number).partition(".")[2]
            held[3 if "e" in tail or len(tail) > 2 else 0 if tail in {"", "0"} else len(tail)] += count
    total = sum(held)
    return next((places for places in (0, 1, 2) if sum(held[: places + 1]) >= 0.85 * total), 1)


def unit_of(cells: Iterable[str]) -> str:
    """``%`` where every number of a column is written with it, else empty."""
    signs = {raw.rstrip().endswith("%") for raw in cells if number_in(raw) is not None}
    return "%" if signs == {True} else ""


def _undressed(raw: str) -> str:
    text = _MINUS.sub("-", raw.strip().strip(_UNSEEN).strip())
    if text[-1:] in "])":
        text = _NOTE.sub("", text)
    if _SPACED.fullmatch(text):
        return re.sub(r"[^\d.-]", "", text)
    return _DRESS.sub(r"\1", text).strip() if text[:1] in "£$€-" or text[-1:] == "%" else text
