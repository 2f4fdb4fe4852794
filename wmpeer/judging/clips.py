"""A part of a page as evidence: a table or a chart, kept as a picture with the place it was taken from.

The place is a `FragmentSelector` of the W3C Web Annotation data model, the page of a PDF (RFC 3778) refined by a Media Fragments rectangle
in per cent of the page as it is seen. The picture is content beside the journal, named by its SHA-256.
"""

from __future__ import annotations

import struct
from typing import Any

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.documents.queries import DocumentLine
from wmpeer.errors import WmpeerError
from wmpeer.files import sha256_of
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.records import ClipDraft
from wmpeer.models.clippings import Clipping

MOST_BYTES = 512 * 1024
MOST_SIDE = 2_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PDF, _MEDIA = "http://tools.ietf.org/rfc/rfc3778", "http://www.w3.org/TR/media-frags/"


class ClippingError(WmpeerError):
    """This part of the page could not be kept as a picture.

    Draw the rectangle again, a little smaller; nothing was kept.
    """


class ClipPlaceError(WmpeerError):
    """The rectangle lies outside page {page} of “{document}”.

    Draw it again on the page.
    """


def keep_clipping(workspace: Workspace, png: bytes) -> str:
    """Keep a picture, if it is not kept yet; its SHA-256. Nobody sees it before a finding names it.

    Raises:
        ClippingError: it is no PNG, more than half a megabyte, or a side has more than 2,000 pixels.
    """
    width, height = png_size(png)
    sha256 = sha256_of(png)
    with workspace.file.writing() as session:
        if session.get(Clipping, sha256) is None:
            session.add(Clipping(sha256=sha256, width=width, height=height, png=png))
    return sha256


def clipping(session: Session, sha256: str) -> bytes | None:
    """The picture of that SHA-256 as PNG, or None where it is not here."""
    row = session.get(Clipping, sha256)
    return row.png if row is not None else None


def clip_evidence(session: Session, document: DocumentLine, draft: ClipDraft) -> dict[str, Any]:
    """The evidence to keep for a clip of *document*, which belongs to the finding's authority.

    Raises:
        ClipPlaceError: no such page, or a rectangle that is not on it.
        ClippingError: its picture is not kept.
    """
    left, top, wide, high = draft.box
    inside = 0 <= left <= left + wide <= 100.01 and 0 <= top <= top + high <= 100.01 and wide > 0 and high > 0
    if not inside or not 1 <= draft.page <= (document.pages or 0):
        raise ClipPlaceError(page=draft.page, document=document.name)
    if session.get(Clipping, draft.image) is None:
        raise ClippingError
    return {"source": document.sha256, "name": document.name, "page": draft.page, "image": draft.image, "fragment": fragment(draft)}


def fragment(draft: ClipDraft) -> dict[str, Any]:
    """The selector of a clip's place."""
    place = ",".join(f"{part:.2f}".rstrip("0").rstrip(".") for part in draft.box)
    inner = {"type": "FragmentSelector", "conformsTo": _MEDIA, "value": f"xywh=percent:{place}"}
    return {"type": "FragmentSelector", "conformsTo": _PDF, "value": f"page={draft.page}", "refinedBy": inner}


def png_size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the PNG's own head says.

    Raises:
        ClippingError: it is no PNG that may be kept.
    """
    if len(png) > MOST_BYTES or not png.startswith(_SIGNATURE) or png[12:16] != b"IHDR":
        raise ClippingError
    width, height = struct.unpack(">II", png[16:24])
    if not 0 < width <= MOST_SIDE or not 0 < height <= MOST_SIDE:
        raise ClippingError
    return width, height
