"""The only ways by which text leaves: into a PDF, a Word file, a spreadsheet cell, a CSV field.

Words from fourteen other organisations are never markup, never a formula and never control characters; and nothing of them is lost
in silence: what a cell cannot hold goes on in the next (`cell_parts`), what no font can draw is written out (`drawable`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CELL_LIMIT = 32_767
"""What one spreadsheet cell holds, in UTF-16 units."""

_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# control characters, bidi embeddings, overrides, isolates and marks, zero-width joins, byte order mark, surrogates, non-characters
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_HIGH_NON_CHARACTERS = re.compile(
    "[" + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)) + "]"
)
_XLSX_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_START = ("=", "+", "-", "@", "\t", "\n")
_JOINERS = "\u200c\u200d\ufe0e\ufe0f\u20e3"


def plain(text: str) -> str:
    """*text* with one kind of line break and without anything that is not seen: controls, bidi overrides, lone surrogates."""
    if text.isascii() and text.isprintable():
        return text
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    return _HIGH_NON_CHARACTERS.sub("", _UNWANTED.sub("", text))


def for_docx(text: str) -> str:
    """*text* for a Word template whose environment escapes by itself: line breaks stay, nothing else is special."""
    return plain(text)


def for_csv(text: str) -> str:
    """*text* for one CSV field: what a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection)."""
    cleaned = plain(text)
    return f"'{cleaned}" if cleaned.lstrip(" ").startswith(_FORMULA_START) else cleaned


def for_xlsx(text: str) -> str:
    """*text* for a cell of type string; spreadsheets read ``_x000D_`` as a control character, so such words are escaped."""
    return _XLSX_ESCAPE.sub("_x005F_", plain(text))


def cell_parts(text: str, limit: int = CELL_LIMIT) -> tuple[str, ...]:
    """*text* in parts of at most *limit* UTF-16 units each, cut at a space where there is one; joined they are the text again."""
    text = plain(text)
    if _units(text) <= limit:
        return (text,)
    parts: list[str] = []
    while _units(text) > limit:
        cut = _cut(text, limit)
        parts.append(text[:cut])
        text = text[cut:]
    return (*parts, text) if text else tuple(parts)


def _units(text: str) -> int:
    return len(for_xlsx(text).encode("utf-16-le", "replace")) // 2


def _cut(text: str, limit: int) -> int:
    """Where the first part ends: after the last space that fits, else before the character that no longer does."""
    low, high = 1, min(len(text), limit)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _units(text[:middle]) <= limit else (low, middle - 1)
    space = max(text.rfind(" ", low // 2, low), text.rfind("\n", low // 2, low))
    if space > 0:
        return space + 1
    while low > 1 and unicodedata.combining(text[low]):
        low -= 1
    return low


def for_pdf(text: str, own: Collection[int], fallback: Collection[int], fallback_name: str) -> str:
    """*text* as paragraph markup of its own making: escaped, breaks kept, characters the main font lacks drawn with the fallback font.

    `own` and `fallback` are the code points each font can draw.
    """
    text = plain(text)
    if text.isascii():
        return escape(text).replace("\n", "<br/>")
    drawn = drawable(text, lambda point: point in own or point in fallback)
    pieces = (_piece(run, in_own, fallback_name) for run, in_own in _runs(drawn, own))
    return "".join(pieces).replace("\n", "<br/>")


def _piece(run: str, in_own: bool, fallback_name: str) -> str:
    return escape(run) if in_own else f'<font name="{fallback_name}">{escape(run)}</font>'


def _runs(text: str, own: Collection[int]) -> Iterator[tuple[str, bool]]:
    start = 0
    kind = True
    for place, character in enumerate(text):
        here = character in "\n " or ord(character) in own
        if here != kind and not character.isspace():
            if place > start:
                yield text[start:place], kind
            start, kind = place, here
    if start < len(text):
        yield text[start:], kind


def drawable(text: str, can_draw: Callable[[int], bool]) -> str:
    """*text* with each character no font can draw written out by its name in brackets, "[SCHOOL]", never as a black box."""
    if text.isascii():
        return text
    if all(can_draw(ord(one)) or one == "\n" for one in text):
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(_drawn(one, can_draw) for one in composed)


def _drawn(character: str, can_draw: Callable[[int], bool]) -> str:
    if character == "\n" or can_draw(ord(character)):
        return character
    if character in _JOINERS or unicodedata.category(character) in ("Cf", "Mn", "Me") or 0x1F3FB <= ord(character) <= 0x1F3FF:
        return ""
    if unicodedata.category(character) == "Zs":
        return " "
    compatible = unicodedata.normalize("NFKC", character)
    if compatible != character and all(can_draw(ord(one)) for one in compatible):
        return compatible
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"


def undrawable(text: str, can_draw: Callable[[int], bool]) -> tuple[str, ...]:
    """The characters of *text* that `drawable` writes out, each once, in order."""
    if text.isascii():
        return ()
    composed = unicodedata.normalize("NFC", plain(text))
    return tuple(one for one in dict.fromkeys(composed) if one != "[" and _drawn(one, can_draw).startswith("["))


def has_right_to_left(text: str) -> bool:
    """Whether *text* holds words of a script that runs from right to left; a PDF shows their letters unjoined."""
    return not text.isascii() and any(unicodedata.bidirectional(one) in ("R", "AL") for one in text)


def steady_zip(data: bytes, change: Mapping[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """An Office file whose parts carry no moment of writing: the same content gives the same bytes. *change* mends parts by name."""
    mend = change or {}
    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            content = before.read(name)
            after.writestr(part, mend[name](content) if name in mend else content)
    return out.getvalue()
