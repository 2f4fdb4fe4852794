"""Text from bytes that do not say how they are encoded: old Macs, DOS, Celtic Latin, and files put together from several. Pure."""

from __future__ import annotations

import re

from wmpeer.documents.guard import wide_encoding

_EIGHT_BITS = ("cp1252", "mac_roman", "iso8859-14", "cp850")
"""What a text of single bytes may be; the first where they read equally well: most are Windows-1252."""
_EXPECTED = frozenset("áàâäéèêëíìîïóòôöúùûüýỳŷÿẁẃŵẅÁÀÂÄÉÈÊËÍÌÎÏÓÒÔÖÚÙÛÜÝỲŶŸẀẂŴẄçÇñ’‘“”–—…•£€½¼¾°²³×§®©™·\xa0")
_ENOUGH = 400_000  # bytes: more tell no more
_BEYOND_ASCII = re.compile(r"(?s)(?=(?<=(.))([^\x00-\x7f])(.?))")


def decode(data: bytes) -> str:
    """Text from bytes: by its mark, as UTF-8, as UTF-16 or UTF-32 without one, else as what gives the letters English and Welsh have."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return data.decode("utf-32", "replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if wide := wide_encoding(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _mixed(data) or data.decode(_single(data), "replace")


def _mixed(data: bytes) -> str:
    """UTF-8 into which some other bytes were pasted, which are then Windows-1252; empty where most of it is no UTF-8."""
    text = data.decode("utf-8-sig", "surrogateescape")
    strange = sum("\udc80" <= sign <= "\udcff" for sign in text)
    if sum(sign > "\x7f" for sign in text) < 1.5 * strange:
        return ""
    return re.sub("[\udc80-\udcff]", lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), text)


def _single(data: bytes) -> str:
    return max(_EIGHT_BITS, key=lambda one: (_likely("\n" + data[:_ENOUGH].decode(one, "replace")), -_EIGHT_BITS.index(one)))


def _likely(text: str) -> int:
    """How well the signs beyond ASCII read: expected ones, but no capital behind a small letter and no letter before a figure."""
    score = 0
    for before, sign, behind in _BEYOND_ASCII.findall(text):
        score += 1 if sign in _EXPECTED else -1
        score -= sign.isupper() and before.islower()
        score -= sign.isalpha() and behind.isdigit()
    return score
