"""Content as it comes in: each part looked at before anything of it is kept. The other side of `wmpeer.exchange.contents_out`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy import Integer, LargeBinary, inspect

from wmpeer.errors import WmpeerError
from wmpeer.exchange import caps
from wmpeer.exchange.contents_out import PASSAGE, TABLES, columns_sent
from wmpeer.exchange.errors import ContentAlteredError, PackRefusedError
from wmpeer.exchange.frame import CLIPPING, DOCUMENT, HELD, PASSAGES, PINNED, TABLE
from wmpeer.exchange.prescan import depth, parsed
from wmpeer.exchange.unpacking import Content, OpenPack
from wmpeer.files import sha256_of
from wmpeer.judging.clips import png_size
from wmpeer.models.base import Base
from wmpeer.models.documents import Passage
from wmpeer.region.definition import read_region
from wmpeer.region.framework import read_framework

Row = tuple[Any, ...]
_LARGEST_NUMBER = 1 << 53
_MOST_HELD = 100_000
_LONGEST_LINE = 8 * caps.MB


@dataclass(frozen=True, slots=True)
class DocumentIn:
    """A document's bytes, and its passages in the order of `PASSAGE`; `turns` as their JSON text."""

    sha256: str
    name: str
    bytes: bytes = field(repr=False)
    passages: tuple[Row, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class TableIn:
    """A table of data: what its head says, and its rows by the name of their table, in the order of `columns_sent`."""

    head: Mapping[str, Any]
    digest: str
    length: int
    rows: Mapping[str, tuple[Row, ...]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ClippingIn:
    sha256: str
    width: int
    height: int
    png: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PinnedIn:
    """A definition, with the little of it that the first screen says."""

    sha256: str
    name: str
    text: str = field(repr=False)
    summary: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeldIn:
    """The contents that the sender's laptop says it holds."""

    contents: frozenset[str]


@dataclass(frozen=True, slots=True)
class UnknownIn:
    """A part of a newer program, to be kept as it is and passed on."""

    sha256: str
    kind: int
    data: bytes = field(repr=False)


Arrived: TypeAlias = DocumentIn | TableIn | ClippingIn | PinnedIn | HeldIn | UnknownIn


def named_by(one: Arrived) -> tuple[str, ...]:
    """What a record has to name for *one* to come in; empty where none has to."""
    match one:
        case DocumentIn():
            return ("document", one.sha256)
        case TableIn():
            return ("table", str(one.head["sha256"]), str(one.head["sheet"]))
        case ClippingIn():
            return ("clipping", one.sha256)
        case PinnedIn():
            return ("pinned", one.sha256)
    return ()


def contents_of(pack: OpenPack, name: str) -> Iterator[Arrived]:
    """What comes with the revisions of a pack, one by one and each looked at; after the last one all of the pack was verified.

    Raises:
        PackRefusedError: one of its kinds.
    """
    waiting: tuple[str, str, int, tuple[Row, ...]] | None = None  # the passages of the document that follows
    for content in pack.contents():
        try:
            if waiting is not None and (content.kind != DOCUMENT or content.name != waiting[0]):
                raise ValueError("passages without their document")
            if content.kind == PASSAGES:
                waiting = _passages(content, name)
                continue
            yield _arrived(content, waiting, name)
            waiting = None
        except PackRefusedError:
            raise
        except (ValueError, KeyError, TypeError, WmpeerError) as error:
            raise ContentAlteredError(name=name, what=content.name[:80]) from error
    if waiting is not None:
        raise ContentAlteredError(name=name, what=waiting[0][:80])


def _arrived(content: Content, passages: tuple[str, str, int, tuple[Row, ...]] | None, name: str) -> Arrived:
    if content.kind == DOCUMENT:
        return _document(content, passages)
    if content.kind == TABLE:
        return _table(content, name)
    data = content.whole()
    if content.kind == CLIPPING:
        if sha256_of(data) != content.name:
            raise ValueError("another picture")
        return ClippingIn(content.name, *png_size(data), data)
    if content.kind == PINNED:
        return _pinned(content.name, content.sha256, data.decode())
    if content.kind == HELD:
        return _held(data, name)
    return UnknownIn(content.sha256, content.kind, data)


def _document(content: Content, passages: tuple[str, str, int, tuple[Row, ...]] | None) -> DocumentIn:
    data = content.whole()
    if content.sha256 != content.name or (passages is not None and passages[2] != len(data)):
        raise ValueError("another document")
    return DocumentIn(content.name, passages[1] if passages else content.name[:12], data, passages[3] if passages else ())


def _passages(content: Content, name: str) -> tuple[str, str, int, tuple[Row, ...]]:
    lines = _lines(content, name)
    head = _head(next(lines), {"name": str, "passages": int, "sha256": str, "size": int})
    if head["sha256"] != content.name:
        raise ValueError("passages of another document")
    columns = [Passage.__table__.columns[one] for one in PASSAGE[:-1]]
    found = tuple((*_row(said[:-1], columns), _turns(said[-1])) for said in lines)
    if len(found) != head["passages"] or [row[0] for row in found] != list(range(1, len(found) + 1)):
        raise ValueError("passages are missing")
    return content.name, head["name"], head["size"], found


def _turns(value: Any) -> str | None:
    if value is None:
        return None
    if type(value) is not list or any(type(pair) is not list or any(type(one) is not int for one in pair) for pair in value):
        raise TypeError("no turns")
    return json.dumps(value)


def _table(content: Content, name: str) -> TableIn:
    if content.sha256 != content.name:
        raise ValueError("another table")
    lines = _lines(content, name)
    texts = dict.fromkeys(("kind", "name", "sha256", "sheet", "source"), str)
    head = _head(next(lines), {**texts, "areas": int, **{counted: int for counted, _, _ in TABLES}})
    found: dict[str, tuple[Row, ...]] = {}
    for counted, row_class, _ in TABLES:
        columns = [row_class.__table__.columns[one] for one in columns_sent(row_class)]
        found[row_class.__tablename__] = tuple(_row(next(lines, None), columns) for _ in range(head[counted]))
        _refuse_twice(row_class, found[row_class.__tablename__])
    if next(lines, None) is not None:
        raise ValueError("more lines than it says")
    return TableIn(head, content.sha256, content.size, found)


def _refuse_twice(row_class: type[Base], found: tuple[Row, ...]) -> None:
    sent = columns_sent(row_class)
    key = [sent.index(column.name) for column in inspect(row_class).primary_key if column.name != "table"]
    if len({tuple(row[at] for at in key) for row in found}) != len(found):
        raise ValueError("a row twice")


def _pinned(name: str, sha256: str, text: str) -> PinnedIn:
    if name == "region":
        region = read_region(text)
        return PinnedIn(sha256, name, text, {"name": region.name, "fictional": region.fictional})
    if name == "framework":
        return PinnedIn(sha256, name, text, {"areas": len(read_framework(text).areas)})
    raise ValueError("no definition")


def _held(data: bytes, name: str) -> HeldIn:
    said = parsed(data, name)
    listed = said["contents"]
    if type(listed) is not list or len(listed) > _MOST_HELD or any(type(one) is not str for one in listed):
        raise TypeError("no list of contents")
    return HeldIn(frozenset(listed))


def _lines(content: Content, name: str) -> Iterator[Any]:
    """The lines of a part, each parsed; the last one ends as the others do."""
    left = b""
    for piece in content.pieces():
        *whole, left = (left + piece).split(b"\n")
        for line in whole:
            yield _parsed(line, name)
    if left:
        raise ValueError("a line without its end")


def _parsed(line: bytes, name: str) -> Any:
    """A line of a content. It may spell characters by their numbers, which a revision may not: cells are parted by control characters."""
    if len(line) > _LONGEST_LINE:
        raise ValueError("a line too long")
    if line.count(b"[") + line.count(b"{") > caps.DEEPEST and depth(line) > caps.DEEPEST:
        raise ValueError("nested too deep")
    return parsed(line, name, lambda: ContentAlteredError(name=name, what="a line that is none"))


def _head(said: Any, wanted: Mapping[str, type]) -> dict[str, Any]:
    if type(said) is not dict or any(type(said[key]) is not kind for key, kind in wanted.items()):
        raise TypeError("no head line")
    if any(kind is int and not 0 <= said[key] < _LARGEST_NUMBER for key, kind in wanted.items()):
        raise ValueError("no count")
    return {key: said[key] for key in wanted}


def _row(said: Any, columns: Sequence[Any]) -> Row:
    if type(said) is not list or len(said) != len(columns):
        raise TypeError("no row")
    return tuple(_fits(value, column) for value, column in zip(said, columns, strict=True))


def _fits(value: Any, column: Any) -> Any:
    if value is None:
        if not column.nullable:
            raise TypeError(f"no {column.name}")
        return None
    if isinstance(column.type, LargeBinary):
        return bytes.fromhex(value)
    if type(value) is not (int if isinstance(column.type, Integer) else str):
        raise TypeError(f"no {column.name}")
    if type(value) is int and not -_LARGEST_NUMBER < value < _LARGEST_NUMBER:
        raise ValueError(f"no {column.name}")
    return value
