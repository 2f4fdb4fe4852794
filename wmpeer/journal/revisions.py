"""Revisions as plain records: their identity, and how those of one record fold into what stands now.

A revision carries only the fields it changes. What stands in a field is what the latest revisions say that changed it, where "latest"
means that nobody who changed the field had seen them. Two such revisions that differ are a difference; nobody's clock settles it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

JsonValue = Any


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One revision. `at` is a hybrid logical clock stamp; `sequence` counts from 1 within `stream`; `previous` is the stream's last id."""

    id: str
    entity: str
    kind: str
    stream: str
    sequence: int
    previous: str
    author: str
    recorded_by: str
    device: str
    authority: str | None
    private: bool
    at: str
    verb: str
    undoes: str | None
    parents: tuple[str, ...]
    fields: Mapping[str, JsonValue]
    nonce: str


_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DEEPEST = 16


def writable(value: JsonValue, depth: int = 0) -> JsonValue:
    """*value* as a revision can carry it: text without control characters, a lone surrogate as the replacement character.

    Raises:
        ValueError: it is nested deeper than a revision may be.
    """
    if depth > _DEEPEST:
        raise ValueError("a revision is not nested so deep")
    if isinstance(value, str):
        return _UNWRITABLE.sub("", value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, Mapping):
        return {str(writable(key, depth + 1)): writable(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [writable(one, depth + 1) for one in value]
    return value


def canonical(body: Mapping[str, JsonValue]) -> bytes:
    """The one spelling of *body* in bytes: JSON, keys sorted, no spaces, UTF-8."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def revision_id(line: RevisionLine) -> str:
    """The hash that names *line*: of everything in it but the id itself."""
    body = asdict(line)
    del body["id"]
    return hashlib.sha256(canonical(body)).hexdigest()


def stream_of(device: str, owner: str, authority: str | None, private: bool) -> str:
    """The stream a revision belongs to: device x owner x authority, private notes apart."""
    return hashlib.sha256(canonical({"device": device, "owner": owner, "authority": authority, "private": private})).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of one record: its `fields`, the `differences` in them (every value said, with its revision), and its `head`."""

    fields: Mapping[str, JsonValue]
    differences: Mapping[str, tuple[tuple[str, JsonValue], ...]]
    head: tuple[str, ...]
    first: RevisionLine | None
    last: RevisionLine | None
    waiting: tuple[RevisionLine, ...] = field(default=())


def fold(revisions: Iterable[RevisionLine]) -> Standing:
    """What the revisions of one record amount to, in whatever order they came.

    A revision with a parent that is not here waits, and so does all that builds on it.
    """
    known, waiting = _in_causal_order(list(revisions))
    above = _ancestors(known)
    said: dict[str, list[RevisionLine]] = {}
    for line in known:
        for name in line.fields:
            said[name] = [one for one in said.get(name, []) if one.id not in above[line.id]] + [line]
    fields: dict[str, JsonValue] = {}
    differences: dict[str, tuple[tuple[str, JsonValue], ...]] = {}
    for name, lines in said.items():
        lines.sort(key=_when)
        fields[name] = lines[-1].fields[name]
        if any(one.fields[name] != fields[name] for one in lines):
            differences[name] = tuple((one.id, one.fields[name]) for one in lines)
    built_on = {parent for line in known for parent in line.parents}
    head = tuple(sorted(line.id for line in known if line.id not in built_on))
    by_time = sorted(known, key=_when)
    return Standing(fields, differences, head, by_time[0] if known else None, by_time[-1] if known else None, tuple(waiting))


def _when(line: RevisionLine) -> tuple[str, str]:
    return line.at, line.id


def _in_causal_order(revisions: Sequence[RevisionLine]) -> tuple[list[RevisionLine], list[RevisionLine]]:
    placed: dict[str, RevisionLine] = {}
    left = sorted({line.id: line for line in revisions}.values(), key=_when)
    while left:
        still = []
        for line in left:
            if all(parent in placed for parent in line.parents):
                placed[line.id] = line
            else:
                still.append(line)
        if len(still) == len(left):
            break
        left = still
    return list(placed.values()), left


def _ancestors(known: Sequence[RevisionLine]) -> dict[str, set[str]]:
    above: dict[str, set[str]] = {}
    for line in known:
        above[line.id] = set(line.parents).union(*(above[parent] for parent in line.parents))
    return above
