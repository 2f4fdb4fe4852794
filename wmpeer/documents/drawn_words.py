"""The words inside a Windows metafile (EMF, EMF+ or WMF): what a chart says that is not drawn here. Pure: bytes in, words out.

Only records that write text are looked at, by [MS-EMF], [MS-EMFPLUS] and [MS-WMF]; whatever does not fit is passed over.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator

from wmpeer.documents.text import clean

MOST_BYTES = 8 * 1024 * 1024
"""Of a drawing that is looked through, also once unpacked."""
MOST_WORDS = 1_000
"""Characters that are kept."""
_MOST_RECORDS = 200_000
_MOST_LENGTH = 2_000
_APART = " · "
_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_SMALL_NO_BOUNDS, _SMALL_BYTES = 0x100, 0x200

Said = tuple[int, str]
"""How far down a piece of text stands, in the drawing's own units, and its words."""


def words_in(data: bytes) -> str:
    """The words of a drawing in the order in which they are drawn; empty where it has none or is of another kind."""
    if data.startswith(b"\x1f\x8b"):
        data = _unpacked(data)
    data = data[:MOST_BYTES]
    try:
        if data[40:44] == b" EMF":
            return _joined(_emf(data))
        if data.startswith((_PLACEABLE, b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")):
            return _joined(_wmf(data))
    except struct.error:
        return ""
    return ""


def _unpacked(data: bytes) -> bytes:
    """A gzipped drawing (``.emz``, ``.wmz``), as far as it can be unpacked."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data, MOST_BYTES)
    except zlib.error:
        return b""


def _joined(said: Iterable[Said]) -> str:
    """Pieces as one line: letters drawn one by one on a line are one word again, and nothing is said twice running."""
    found: list[str] = []
    line: int | None = None
    for down, words in said:
        piece = clean(words)
        if found and down == line and len(words) == 1:
            found[-1] += words
        elif piece and (not found or found[-1] != piece):
            found.append(piece)
            line = down if len(words) == 1 else None
        if sum(map(len, found)) > MOST_WORDS:
            break
    return _APART.join(one for one in map(clean, found) if one)[:MOST_WORDS]


def _emf(data: bytes) -> list[Said]:
    """GDI's words; those of EMF+ where there are no others, for most files say everything in both."""
    plain: list[Said] = []
    plus: list[Said] = []
    for kind, record in _emf_records(data):
        if kind in (83, 84):  # EMR_EXTTEXTOUTA, EMR_EXTTEXTOUTW
            down, count, at = struct.unpack_from("<iII", record, 40)
            plain.append((down, _text(record, at, count, wide=kind == 84)))
        elif kind == 108:  # EMR_SMALLTEXTOUT
            down, count, options = struct.unpack_from("<iII", record, 12)
            plain.append((down, _text(record, 36 if options & _SMALL_NO_BOUNDS else 52, count, wide=not options & _SMALL_BYTES)))
        elif kind == 70 and record[12:16] == b"EMF+":  # EMR_COMMENT
            plus.extend(_emf_plus(record[16:]))
    return plain if any(words.strip() for _, words in plain) else plus


def _emf_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    for _ in range(_MOST_RECORDS):
        if at + 8 > len(data):
            return
        kind, size = struct.unpack_from("<II", data, at)
        if size < 8 or kind == 14:  # EMR_EOF
            return
        if kind in (70, 83, 84, 108) and size >= 52 - 32 * (kind in (70, 108)):
            yield kind, data[at : at + size].ljust(64, b"\0")
        at += size


def _emf_plus(data: bytes) -> Iterator[Said]:
    at = 0
    while at + 12 <= len(data):
        kind, _, size, _ = struct.unpack_from("<HHII", data, at)
        if size < 12:
            return
        if kind == 0x401C and at + 40 <= len(data):  # EmfPlusDrawString
            (count,) = struct.unpack_from("<I", data, at + 20)
            yield at, _text(data, at + 40, count, wide=True)
        at += size


def _wmf(data: bytes) -> Iterator[Said]:
    at = 18 + (22 if data.startswith(_PLACEABLE) else 0)
    for _ in range(_MOST_RECORDS):
        if at + 6 > len(data):
            return
        size, function = struct.unpack_from("<IH", data, at)
        if size < 3:
            return
        record = data[at + 6 : at + 2 * size].ljust(8, b"\0")
        if function == 0x0A32:  # META_EXTTEXTOUT
            down, _, count, options = struct.unpack_from("<hhhH", record)
            yield down, _text(record, 16 if options & 6 else 8, max(count, 0), wide=False)
        elif function == 0x0521:  # META_TEXTOUT
            (count,) = struct.unpack_from("<h", record)
            yield at, _text(record, 2, max(count, 0), wide=False)
        at += 2 * size


def _text(record: bytes, at: int, count: int, *, wide: bool) -> str:
    count = min(count, _MOST_LENGTH)
    if wide:
        return record[at : at + 2 * count].decode("utf-16-le", "ignore").replace("\0", "")
    return record[at : at + count].decode("cp1252", "ignore").replace("\0", "")
