"""Looks into a zipped document before anything parses it: what it is, how much it unpacks to, macros, document type definitions. Pure."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePath

from wmpeer.documents.errors import DocumentDamagedError, DocumentEncryptedError, DocumentHasMacrosError, DocumentUnsafeError

MEGABYTE = 1024 * 1024
MOST_ENTRIES = 5_000
MOST_INFLATED = 300 * MEGABYTE

_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_XML = (".xml", ".rels", ".vml")


def which_zip(data: bytes) -> str:
    """The format of a zipped document; ``zip`` for none that is known, ``zip-cut`` where it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {entry.lower().replace("\\", "/") for entry in archive.namelist()[: MOST_ENTRIES + 1]}
            kind = archive.read("mimetype")[:200].decode("ascii", "replace") if _small(archive, "mimetype") else ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error, EOFError):
        return "zip-cut"
    if "opendocument" in kind:
        return {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}.get(kind.rpartition(".")[2].partition("-")[0], "zip")
    for folder, found in (("word/", "docx"), ("ppt/", "pptx"), ("xl/", "xlsx")):
        if any(name.startswith(folder) for name in names):
            return found
    return "zip"


def _small(archive: zipfile.ZipFile, name: str) -> bool:
    return name in archive.namelist() and archive.getinfo(name).file_size <= 200


def inflate(name: str, data: bytes) -> dict[str, bytes]:
    """Inflate every entry, counting; only XML is kept."""
    parts: dict[str, bytes] = {}
    room = MOST_INFLATED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise DocumentUnsafeError(name=name, why=f"it has {len(entries):,} parts inside, more than {MOST_ENTRIES:,}")
            if any(entry.flag_bits & 1 for entry in entries):
                raise DocumentEncryptedError(name=name)
            for entry in entries:
                body, room = _inflate_entry(name, archive, entry, room)
                if body is not None:
                    parts[entry.filename.replace("\\", "/").lstrip("/")] = body
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise DocumentDamagedError(name=name) from error
    return parts


def _inflate_entry(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> tuple[bytes | None, int]:
    lower = entry.filename.lower()
    if _is_macro(lower):
        raise DocumentHasMacrosError(name=name, ending=PurePath(name).suffix.lower())
    wanted = lower.endswith(_XML) or lower in ("[content_types].xml", "mimetype")
    chunks: list[bytes] = []
    with archive.open(entry) as stream:
        while chunk := stream.read(MEGABYTE):
            room -= len(chunk)
            if room < 0:
                raise DocumentUnsafeError(name=name, why=f"it unpacks to more than {MOST_INFLATED // MEGABYTE} MB")
            if wanted:
                chunks.append(chunk)
    if not wanted:
        return None, room
    body = b"".join(chunks)
    if _has_dtd(body):
        raise DocumentUnsafeError(name=name, why="one of its parts defines its own document type, which documents never need")
    return body, room


def _is_macro(part: str) -> bool:
    if "vbaproject" in part or "vbadata" in part:
        return True
    # LibreOffice writes an empty library's catalogue into innocent files
    return part.startswith(("basic/", "scripts/")) and not part.endswith(("script-lc.xml", "script-lb.xml", "/"))


def _has_dtd(body: bytes) -> bool:
    if _DTD.search(body):
        return True
    wide = body.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in body[:64]
    return wide and bool(_DTD.search(body.replace(b"\x00", b"")))
