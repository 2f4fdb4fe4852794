"""Revisions spelt just as this program spells them, read by one pattern instead of a parser and a look at each value.

The pattern has every key in its place, once, and each value of the shape it must have. Of the fields it finds only where they end; they go
to the parser, and are plain where they hold texts, truths and nothing. As no key is lost on the way when there are as many quotes in the
bytes as around the texts that came out, none stands there twice. What is not so is no worse: it is read the long way, by
`wmpeer.exchange.body`, which alone refuses.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import Any

from wmpeer.clock import LATEST
from wmpeer.journal.revisions import LARGEST, RevisionLine
from wmpeer.journal.shelves import ALL, PRIVATE_KINDS, SHELVES, STAYS

_WORD = r'"([!#-\[\]-~]{1,200})"'
_HASH = r'"[0-9a-f]{64}"'
_HASHES = rf'\[((?:{_HASH}(?:,{_HASH}){{0,40}}+)?)\]'  # so few that what is remembered of them stays small
_SPELT = re.compile(
    r'\{"at":"([0-9a-f]{12}-[0-9a-f]{4})"'
    rf',"author":{_WORD},"authority":(null|"[!#-\[\]-~]{{1,200}}"),"device":{_WORD},"entity":{_WORD}'
    r',"fields":(\{(?:[^"{}\[\]]++|"(?:[^"\\]++|\\.)*+")*+\})'
    rf',"kind":"([a-z][a-z0-9_]{{0,63}})","knew":{_HASHES},"nonce":{_WORD},"parents":{_HASHES}'
    rf',"previous":"((?:[0-9a-f]{{64}})?)","recorded_by":{_WORD},"sequence":([1-9][0-9]{{0,14}}),"shelf":"([a-z]{{1,20}})"'
    rf',"undoes":(null|{_HASH}),"verb":"([^"\\\x00-\x1f]{{0,500}})"'
    r',"wall":"([1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z)"\}'
).fullmatch  # fmt: skip
_TOO_LATE = f"{LATEST:012x}"
_STAY = PRIVATE_KINDS | {kind for kind, shelf in SHELVES.items() if shelf in STAYS}
_read = json.JSONDecoder().raw_decode
_MOST = 40  # fields, so that what is remembered of them stays small
_PLAIN = frozenset({str, bool, type(None)})


def plain_line(raw: bytes) -> RevisionLine | None:
    """The revision of a line, where it is spelt in the usual way and may come in; else None, and `prescan` has to look at it first."""
    if len(raw) > LARGEST or b"\\u" in raw:
        return None
    try:
        body = raw.decode()
    except ValueError:
        return None
    found = _SPELT(body)
    if found is None:
        return None
    (
        at, author, authority, device, entity, said, kind, knew, nonce, parents, previous, recorded_by, sequence, shelf, undoes, verb, wall,
    ) = found.groups()  # fmt: skip
    shared = _shared(author, authority, device, kind, recorded_by, shelf, verb, knew)
    if shared is None or at >= _TOO_LATE or not _is_moment(wall):
        return None
    fields = _fields(said)
    names = _names(parents)
    if fields is None or names is None:
        return None
    author, whose, device, kind, recorded_by, shelf, verb, known = shared
    return RevisionLine(
        hashlib.sha256(raw).hexdigest(), body, at, author, whose, device, entity, fields, kind, known, nonce, names, previous, recorded_by,
        int(sequence), shelf, None if undoes == "null" else undoes[1:-1], verb, wall,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _shared(
    author: str, authority: str, device: str, kind: str, recorded_by: str, shelf: str, verb: str, knew: str
) -> tuple[str, str | None, str, str, str, str, str, tuple[str, ...]] | None:
    """What is the same in many revisions: looked at once, and kept in memory once. None where it may not come in."""
    known = _names(knew)
    if known is None or shelf not in ALL or shelf in STAYS or kind in _STAY:
        return None
    return author, None if authority == "null" else authority[1:-1], device, kind, recorded_by, shelf, verb, known


@lru_cache(maxsize=4096)
def _names(listed: str) -> tuple[str, ...] | None:
    """The ids between the brackets of a list; None where one is there twice."""
    names = tuple(listed[1:-1].split('","')) if listed else ()
    return names if len(names) == len(set(names)) else None


def _fields(said: str) -> Mapping[str, Any] | None:
    """The fields, where they are plain and no key is there twice."""
    if "\\\\" in said:  # whether a quote ends a text is not seen at a glance
        return None
    try:
        fields, _ = _read(said)
    except ValueError:
        return None
    if "" in fields or len(fields) > _MOST or said.count('"') - said.count('\\"') != _quotes(tuple(map(type, fields.values()))):
        return None
    return dict(zip(map(intern, fields), fields.values(), strict=True))  # names in memory once, not once a revision


@lru_cache(maxsize=4096)
def _quotes(types: tuple[type, ...]) -> int:
    """How many quotes are around fields with values of these *types*, if no name is there twice; -1 where they are not plain."""
    return 2 * (len(types) + types.count(str)) if _PLAIN.issuperset(types) else -1


@lru_cache(maxsize=4096)
def _is_moment(wall: str) -> bool:
    try:
        datetime.fromisoformat(wall)
    except ValueError:
        return False
    return True
