"""What passes between the window's process and the worker: length-checked frames of plain JSON and bytes, never pickles.

A frame is two lengths (JSON, then bytes; four bytes each, big end first), the JSON, and the bytes.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

from wmpeer.documents import errors
from wmpeer.documents.records import KINDS, Box, Draft, OutlineItem, PageImage, PageInfo, PageSize, PageText, ReadDocument, assemble
from wmpeer.errors import Problem, WmpeerError

_LENGTHS = struct.Struct(">II")
MOST_JSON = 128 * 1024 * 1024
MOST_BYTES = 128 * 1024 * 1024
_MOST_FACT = 300


class BrokenFrameError(Exception):
    """What came through the pipe is not a frame: the other side ended or went wrong."""


def send(pipe: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    pipe.write(_LENGTHS.pack(len(text), len(body)))
    pipe.write(text)
    if body:
        pipe.write(body)
    pipe.flush()


def receive(pipe: BinaryIO, most_bytes: int = MOST_BYTES) -> tuple[dict[str, Any], bytes]:
    """The next frame.

    Raises:
        BrokenFrameError: the pipe ended, a length is beyond the caps, or the JSON is none.
    """
    lengths = _exactly(pipe, _LENGTHS.size)
    text_length, body_length = _LENGTHS.unpack(lengths)
    if text_length > MOST_JSON or body_length > most_bytes:
        raise BrokenFrameError
    text, body = _exactly(pipe, text_length), _exactly(pipe, body_length)
    try:
        head = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenFrameError from error
    if not isinstance(head, dict):
        raise BrokenFrameError
    return head, body


def _exactly(pipe: BinaryIO, count: int) -> bytes:
    chunks: list[bytes] = []
    while count:
        chunk = pipe.read(min(count, 1 << 20))
        if not chunk:
            raise BrokenFrameError
        chunks.append(chunk)
        count -= len(chunk)
    return b"".join(chunks)


# --- documents ------------------------------------------------------------------------------------------------------------------------


def pack_document(document: ReadDocument) -> dict[str, Any]:
    return {
        "format": document.format,
        "title": document.title,
        "pages": document.pages,
        "pictures": list(document.picture_pages),
        "problems": [[one.code, one.sentence, one.where, one.next] for one in document.problems],
        "passages": [[one.kind, one.page, one.level, one.text, one.turns] for one in document.passages],
    }


def unpack_document(head: dict[str, Any]) -> ReadDocument:
    """The record, checked part by part; numbers, paths and offsets are worked out again on this side."""
    try:
        pages = None if head["pages"] is None else _count(head["pages"])
        drafts = [_draft(one, pages) for one in head["passages"]]
        problems = tuple(Problem(*(_short(part, 1000) for part in one)) for one in head["problems"])
        pictures = tuple(_count(one) for one in head["pictures"])
        kind = _short(head["format"], 10)
        title = _short(head["title"], 500)
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenFrameError from error
    return assemble(kind, drafts, title=title, pages=pages, picture_pages=pictures, problems=problems, path_per_page=kind == "pptx")


def _draft(one: Any, pages: int | None) -> Draft:
    kind, page, level, text, given = one
    if kind not in KINDS or not isinstance(text, str) or not 0 <= _count(level) <= 10:
        raise ValueError
    if page is not None and not 1 <= _count(page) <= (pages or 0):
        raise ValueError
    turns = tuple((_count(at), _count(turned)) for at, turned in given)
    before = (-1, page or 0)
    for at, turned in turns:
        if page is None or not before[0] < at < len(text) or not before[1] < turned <= (pages or 0):
            raise ValueError
        before = at, turned
    return Draft(kind, text, page, level, turns)


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError
    return value


def _short(value: Any, most: int) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value[:most]


# --- pages ----------------------------------------------------------------------------------------------------------------------------


def pack_info(info: PageInfo) -> dict[str, Any]:
    return {
        "sizes": [[one.width, one.height, one.rotation] for one in info.sizes],
        "outline": [[one.title, one.level, one.page] for one in info.outline],
    }


def unpack_info(head: dict[str, Any]) -> PageInfo:
    try:
        sizes = tuple(PageSize(float(wide), float(high), _count(turned)) for wide, high, turned in head["sizes"])
        outline = tuple(_outline_item(*one) for one in head["outline"])
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenFrameError from error
    return PageInfo(sizes, outline)


def _outline_item(title: Any, level: Any, page: Any) -> OutlineItem:
    return OutlineItem(_short(title, 500), _count(level), None if page is None else _count(page))


def unpack_image(head: dict[str, Any], body: bytes) -> PageImage:
    try:
        width, height = _count(head["width"]), _count(head["height"])
    except (KeyError, ValueError) as error:
        raise BrokenFrameError from error
    if width * height * 4 != len(body):
        raise BrokenFrameError
    return PageImage(width, height, body)


def pack_text(text: PageText) -> dict[str, Any]:
    boxes = [None if one is None else [round(edge, 2) for edge in (one.left, one.top, one.right, one.bottom)] for one in text.boxes]
    return {"text": text.text, "boxes": boxes}


def unpack_text(head: dict[str, Any]) -> PageText:
    try:
        boxes = tuple(None if one is None else Box(*(float(edge) for edge in one)) for one in head["boxes"])
        text = head["text"]
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenFrameError from error
    if not isinstance(text, str) or len(text) != len(boxes):
        raise BrokenFrameError
    return PageText(text, boxes)


# --- errors ---------------------------------------------------------------------------------------------------------------------------


def pack_error(error: WmpeerError) -> dict[str, Any]:
    facts = {name: str(fact)[:_MOST_FACT] for name, fact in error.facts.items() if name != "name"}
    return {"error": type(error).__name__, "facts": facts, "where": error.where[:_MOST_FACT]}


def unpack_error(head: dict[str, Any], name: str) -> WmpeerError:
    """The error, as one of this room's own classes; the worker chooses among them and gives facts, never sentences."""
    kind = getattr(errors, str(head.get("error", "")), None)
    if not (isinstance(kind, type) and issubclass(kind, WmpeerError)):
        kind = errors.DocumentCrashedError
    given = head.get("facts")
    facts = {str(key): str(fact)[:_MOST_FACT] for key, fact in given.items()} if isinstance(given, dict) else {}
    facts.pop("where", None)
    return kind(where=str(head.get("where", ""))[:_MOST_FACT], **{**facts, "name": name})
