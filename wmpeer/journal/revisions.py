"""Revisions as plain records: how they are written, what names them, which stream they belong to.

A revision is its *body*: one line of canonical JSON that stays word for word what its writer wrote, also where a newer program wrote keys
that this one does not know. Its id is the SHA-256 of that line. A revision carries only the fields it changes; `wmpeer.journal.fold` tells
what those of one record amount to.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from wmpeer.journal.shelves import OFFICE, PRIVATE

JsonValue = Any

BODY_KEYS = (
    "at", "author", "authority", "device", "entity", "fields", "kind", "knew", "nonce", "parents", "previous", "recorded_by", "sequence",
    "shelf", "undoes", "verb", "wall",
)  # fmt: skip
"""What every body says."""


@dataclass(slots=True)
class RevisionLine:
    """One revision, and the `body` it was read from.

    `at` is a hybrid logical clock stamp and orders; `wall` is the writer's own clock, a UTC moment, and is shown. `sequence` counts from 1
    within `stream`, `previous` is the stream's last id. `knew` holds the office revisions that no other one its writer held had seen: all
    they had seen is what the writer knew of who may do what. `device` is the writer's seat (`wmpeer.journal.seats`).

    Nobody changes one. It is `Final`, not frozen: they are made by the hundred thousand, and a frozen one takes eight times as long.
    """

    id: Final[str]
    body: Final[str]
    at: Final[str]
    author: Final[str]
    authority: Final[str | None]
    device: Final[str]
    entity: Final[str]
    fields: Final[Mapping[str, JsonValue]]
    kind: Final[str]
    knew: Final[tuple[str, ...]]
    nonce: Final[str]
    parents: Final[tuple[str, ...]]
    previous: Final[str]
    recorded_by: Final[str]
    sequence: Final[int]
    shelf: Final[str]
    undoes: Final[str | None]
    verb: Final[str]
    wall: Final[str]

    @property
    def stream(self) -> str:
        return stream_of(self.device, self.author, self.authority, self.shelf)

    @property
    def private(self) -> bool:
        """Whether it is its author's alone and never leaves this file."""
        return self.shelf == PRIVATE


LARGEST = 1_000_000
"""Bytes that a body may have; no pack carries a larger one."""
DEEPEST = 16
"""Brackets within brackets that a body may have, its own and those of its fields among them."""
TOO_LARGE = 10**15
"""No number in a body is so large, whatever its sign."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DEEPEST = DEEPEST - 3  # the body, its fields, and a list or a mapping that is empty
_read = json.JSONDecoder().raw_decode
_spelt = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def writable(value: JsonValue, depth: int = 0) -> JsonValue:
    """*value* as a revision can carry it: text without control characters, a lone surrogate as the replacement character.

    Raises:
        ValueError: it is nested deeper than a revision may be, or a number in it is none or larger than one may be.
    """
    if depth > _DEEPEST:
        raise ValueError("a revision is not nested so deep")
    if isinstance(value, str):
        return _UNWRITABLE.sub("", value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, Mapping):
        return {str(writable(key, depth + 1)): writable(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [writable(one, depth + 1) for one in value]
    if isinstance(value, int | float) and not abs(value) < TOO_LARGE:
        raise ValueError("a revision has no number so large")
    return value


def canonical(body: Mapping[str, JsonValue]) -> bytes:
    """The one spelling of *body* in bytes: JSON, keys sorted, no spaces, UTF-8."""
    return _spelt(body).encode()


def revision_id(body: str) -> str:
    """The hash that names the revision of that body."""
    return hashlib.sha256(body.encode()).hexdigest()


def new_line(said: Mapping[str, JsonValue]) -> RevisionLine:
    """The revision that says *said*, a value for each of `BODY_KEYS`."""
    return read_line(canonical(said).decode())


def read_line(body: str, known_id: str = "") -> RevisionLine:
    """The revision of that *body*, whose shape was looked at when it came in. *known_id* spares hashing it again.

    Raises:
        ValueError, KeyError, TypeError: the body is none.
    """
    said, end = _read(body)
    if end != len(body):
        raise ValueError("more than one value")
    return RevisionLine(
        known_id or revision_id(body), body, said["at"], said["author"], said["authority"], said["device"], said["entity"], said["fields"],
        said["kind"], tuple(said["knew"]), said["nonce"], tuple(said["parents"]), said["previous"], said["recorded_by"], said["sequence"],
        said["shelf"], said["undoes"], said["verb"], said["wall"],
    )  # fmt: skip


@functools.lru_cache(maxsize=4096)
def stream_of(device: str, author: str, authority: str | None, shelf: str) -> str:
    """The stream a revision belongs to: device x author x authority x shelf. What is for everybody is of no authority."""
    of = None if shelf == OFFICE else authority
    return hashlib.sha256(canonical({"author": author, "authority": of, "device": device, "shelf": shelf})).hexdigest()[:32]
