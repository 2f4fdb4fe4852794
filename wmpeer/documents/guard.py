"""Looks at somebody else's file before anything parses it: size, kind, zip bombs, macros, encryption, document type definitions.

Pure: bytes in, the safe parts of it out, or an error that is a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from wmpeer.documents.errors import (
    DocumentCutShortError,
    DocumentDamagedError,
    DocumentEmptyError,
    DocumentEncryptedError,
    DocumentHasMacrosError,
    DocumentIsWebPageError,
    DocumentMislabelledError,
    DocumentOldOfficeError,
    DocumentTooLargeError,
    DocumentTypeError,
)

MEGABYTE = 1024 * 1024
LARGEST_BYTES = 50 * MEGABYTE

ENDINGS = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".pptx": "pptx",
    ".rtf": "rtf",
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
}
"""The endings that can be loaded, and the format each means."""

_MACRO_ENDINGS = {".docm": ".docx", ".dotm": ".docx", ".pptm": ".pptx", ".ppsm": ".pptx", ".potm": ".pptx"}
_OLD_ENDINGS = {".doc": ("Word", ".docx"), ".dot": ("Word", ".docx"), ".ppt": ("PowerPoint", ".pptx"), ".pps": ("PowerPoint", ".pptx")}
_REALLY = {
    "pdf": ("a PDF", ".pdf"),
    "docx": ("a Word document", ".docx"),
    "odt": ("an OpenDocument text", ".odt"),
    "pptx": ("a PowerPoint presentation", ".pptx"),
    "rtf": ("an RTF document", ".rtf"),
    "txt": ("plain text", ".txt"),
    "xlsx": ("an Excel workbook", ".xlsx"),
    "ods": ("an OpenDocument spreadsheet", ".ods"),
    "odp": ("an OpenDocument presentation", ".odp"),
    "zip": ("a zip archive", ".zip"),
    "picture": ("a picture", ".png or .jpg"),
    "ole": ("an old Office document", ".doc"),
    "binary": ("not a document at all", "what it really is"),
}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta|title)\b", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Guarded:
    """A file that passed: its format, its bytes, and for zipped formats its XML parts by name."""

    format: str
    data: bytes
    parts: dict[str, bytes] = field(default_factory=dict)


def check_outside(name: str, data: bytes) -> str:
    """What can be told without inflating or parsing: the format that *name* and *data* agree on.

    Raises:
        DocumentError: one of its kinds; the sentence says which.
    """
    ending = PurePath(name).suffix.lower()
    if ending in _MACRO_ENDINGS:
        raise DocumentHasMacrosError(name=name, ending=_MACRO_ENDINGS[ending])
    if not data:
        raise DocumentEmptyError(name=name)
    if len(data) > LARGEST_BYTES:
        size = -(-len(data) * 10 // MEGABYTE) / 10
        raise DocumentTooLargeError(name=name, size=f"{size:.1f}", limit=LARGEST_BYTES // MEGABYTE)
    really = sniff(data)
    if ending in _OLD_ENDINGS and really in ("ole", "txt", "binary"):
        program, better = _OLD_ENDINGS[ending]
        raise DocumentOldOfficeError(name=name, program=program, ending=better)
    if ending not in ENDINGS and ending not in _OLD_ENDINGS:
        raise DocumentTypeError(name=name)
    if really == "ole":
        raise _ole_error(name, data)
    if really == "html":
        raise DocumentIsWebPageError(name=name)
    claimed = ENDINGS.get(ending, "")
    if claimed in ("txt", "md"):
        if really != "txt":
            raise _mislabelled(name, really)
        return claimed
    if really == claimed:
        return claimed
    if claimed in ("docx", "pptx", "odt") and really in ("zip", "zip-cut"):
        if really == "zip-cut":
            raise DocumentCutShortError(name=name)
        return claimed  # the parts decide
    if really == "binary":
        raise DocumentDamagedError(name=name)
    raise _mislabelled(name, really)


def check(name: str, data: bytes) -> Guarded:
    """Everything before parsing, inflating included.

    Raises:
        DocumentError: one of its kinds; the sentence says which.
    """
    kind = check_outside(name, data)
    if kind not in ("docx", "pptx", "odt"):
        return Guarded(kind, data)
    from wmpeer.documents.guard_zip import inflate

    parts = inflate(name, data)
    _same_inside(name, kind, parts)
    return Guarded(kind, data, parts)


def sniff(data: bytes) -> str:
    """What the bytes are, whatever the name says: a format, or ``html``, ``ole``, ``zip``, ``zip-cut``, ``picture``, ``binary``."""
    head = data[:1024]
    bare = head.lstrip(b"\xef\xbb\xbf\x00\t\r\n ")
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from wmpeer.documents.guard_zip import which_zip  # a PDF should not wait for it

        return which_zip(data)
    if head.startswith(_OLE):
        return "ole"
    if bare.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_PICTURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "picture"
    if _WEB_PAGE.match(bare):
        return "html"
    return "txt" if looks_like_text(data) else "binary"


def looks_like_text(data: bytes) -> bool:
    """Whether *data* can be shown as text: a mark of UTF-16 or UTF-32, or no zero bytes and few control characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return True
    head = data[:65536]
    if b"\x00" in head:
        return _wide(head) != ""
    control = sum(head.count(code) for code in range(1, 32) if code not in (9, 10, 12, 13, 27))
    return control * 100 <= len(head)


def _wide(head: bytes) -> str:
    """UTF-16 or UTF-32 without its mark: in western text every other byte is zero, or three of four are."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.05:
        return "utf-16-be"
    zeros = [head[place::4].count(0) / max(len(head) // 4, 1) for place in range(4)]
    if zeros[0] < 0.05 and zeros[1] > 0.7 and min(zeros[2:]) > 0.98:
        return "utf-32-le"
    return "utf-32-be" if zeros[3] < 0.05 and zeros[2] > 0.7 and min(zeros[:2]) > 0.98 else ""


def wide_encoding(data: bytes) -> str:
    """``utf-16-le``, ``utf-16-be``, ``utf-32-le`` or ``utf-32-be`` where *data* is that without a mark, else empty."""
    return _wide(data[:65536]) if b"\x00" in data[:65536] else ""


def _same_inside(name: str, claimed: str, parts: dict[str, bytes]) -> None:
    """The parts say the same as the ending, and are neither macros nor encrypted."""
    types = parts.get("[Content_Types].xml", b"").lower()
    if b"macroenabled" in types:
        raise DocumentHasMacrosError(name=name, ending="." + claimed)
    if claimed == "odt":
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b"") or "encrypted-package" in parts:
            raise DocumentEncryptedError(name=name)
        if "content.xml" not in parts:
            raise DocumentDamagedError(name=name)
        return
    if "_rels/.rels" not in parts and not any(part.startswith({"docx": "word/", "pptx": "ppt/"}[claimed]) for part in parts):
        raise DocumentMislabelledError(name=name, really=_REALLY["zip"][0], ending=_REALLY["zip"][1])


def _ole_error(name: str, data: bytes) -> Exception:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return DocumentEncryptedError(name=name)
    for stream, (program, ending) in (("WordDocument", ("Word", ".docx")), ("PowerPoint Document", ("PowerPoint", ".pptx"))):
        if stream.encode("utf-16-le") in data:
            return DocumentOldOfficeError(name=name, program=program, ending=ending)
    return _mislabelled(name, "ole")


def _mislabelled(name: str, really: str) -> Exception:
    what, ending = _REALLY.get(really, _REALLY["binary"])
    if really in ("binary", "zip-cut"):
        return DocumentDamagedError(name=name)
    return DocumentMislabelledError(name=name, really=what, ending=ending)
