"""Cleaning foreign text, and comparing texts that differ only in spacing, hyphens and quotation marks."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_INVISIBLE = {ord(sign): None for sign in "\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
_CONTROL = dict.fromkeys((*range(0x20), 0x7F, *range(0x80, 0xA0), 0x2028, 0x2029), " ")
_TABLE: dict[int, str | None] = {
    **_CONTROL,
    **_INVISIBLE,
    **{ord(sign): letters for sign, letters in _LIGATURES.items()},
    0xA0: " ",
    0xFFFE: "-",
    0xFFFF: None,
    0xFFFD: "\ufffd",
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_UNCLEAN = re.compile("[^\\s!-~\xa1-\xac\xae-\u034f\u0370-\u1fff\u2010-\u2027\u2030-\u205f\u20a0-\u2fff]")
"""What `_TABLE` may change, but for white space, which `clean` evens out anyway: mostly there is none, and looking is ten times faster."""


def clean(text: str) -> str:
    """*text* on one line: single spaces, no control or invisible characters, ligatures as letters, accents composed."""
    plain = text if text.isascii() else unicodedata.normalize("NFC", text)
    return " ".join((plain.translate(_TABLE) if _UNCLEAN.search(plain) else plain).split())


def skeleton(text: str) -> tuple[str, list[int]]:
    """The letters and digits of *text*, lower case and without accents, and for each the offset in *text* it came from.

    Two renderings of the same words (other spaces, line ends, hyphens, quotes, ligatures) have the same skeleton.
    """
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign.isascii():
            if sign.isalnum():
                letters.append(sign.lower())
                places.append(place)
            continue
        for part in unicodedata.normalize("NFKD", sign).lower():
            if part.isalnum():
                letters.append(part)
                places.append(place)
    return "".join(letters), places
