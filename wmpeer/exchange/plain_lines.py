"""Revisions spelt just as this program spells them, read many at once by one pattern instead of a parser and a look at each value.

The pattern has every key in its place, once, and parts a line; what it lets through loosely is looked at once for all lines that share it.
The fields of all lines go to the parser together. As no key is lost on the way when there are as many quotes in the text as around what
came out, none stands there twice. What is not so is no worse: it is read the long way, by `wmpeer.exchange.body`, which alone refuses.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import chain, compress
from typing import Any, TypeVar

from wmpeer.clock import LATEST
from wmpeer.journal.revisions import LARGEST, TOO_LARGE, RevisionLine
from wmpeer.journal.shelves import ALL, PRIVATE_KINDS, SHELVES, STAYS

_WORD = r"[!#-\[\]-~]{1,200}+"
_HASHES = r'\[((?:"[0-9a-f]{64}"(?:,"[0-9a-f]{64}")*+)?)\]'
_TEXT = r'"(?:[^"\\\x00-\x1f]++|\\["/bfnrt])*+"'
_FLAT = rf'\{{(?:[^{{}}\[\]\\\n]*+|(?:[^"{{}}\[\]\\\n]++|{_TEXT})*+)\}}'
_SPELT = re.compile(
    r'\{"at":"([0-9a-f]{12}-[0-9a-f]{4})"'
    r',("author":"[^"]*+","authority":[^,]*+,"device":"[^"]*+")'
    rf',"entity":"({_WORD})","fields":({_FLAT})'
    r',("kind":"[^"]*+","knew":\[[^\]\n]*+\])'
    rf',"nonce":"({_WORD})","parents":(\[[^\]\n]*+\]),"previous":"([^"]{{64}}|)"'
    r',("recorded_by":"[^"]*+")'
    r',"sequence":([1-9][0-9]{0,14}+)'
    r',("shelf":"[^"]*+","undoes":[^,]*+,"verb":"[^"]*+")'
    r',"wall":"([1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z)"\}\n|[^\n]*\n'
).findall  # fmt: skip
_SHARED = re.compile(
    rf'"author":"({_WORD})","authority":(?:null|"({_WORD})"),"device":"({_WORD})"'
    rf',"kind":"([a-z][a-z0-9_]{{0,63}})","knew":{_HASHES},"recorded_by":"({_WORD})"'
    r',"shelf":"([a-z]{1,20})","undoes":(?:null|"([0-9a-f]{64})"),"verb":"([^"\\\x00-\x1f]{0,500})"'
).fullmatch  # fmt: skip
_NAMES = re.compile(_HASHES).fullmatch
_HASH = re.compile(r"[0-9a-f]{64}").fullmatch
_TOO_LATE = f"{LATEST:012x}"
_STAY = PRIVATE_KINDS | {kind for kind, shelf in SHELVES.items() if shelf in STAYS}
_PLAIN = frozenset({str, bool, int, type(None)})

A = TypeVar("A")
B = TypeVar("B")
Shared = tuple[str, str | None, str, str, tuple[str, ...], str, str, str | None, str]
"""Author, authority, device, kind, knew, recorded_by, shelf, undoes, verb."""


class _NotPlainError(ValueError):
    """Something is not as it usually is, in whichever line."""


def plain_lines(lines: Sequence[bytes]) -> list[RevisionLine | None]:
    """The revision of each of *lines* that is spelt in the usual way; None for the others, and for all where one of those may not come in:
    at these `prescan` has to look first."""
    try:
        found = _SPELT(_text(lines))
        usual = [parts[0] != "" for parts in found]
        read = iter(_read(list(compress(lines, usual)), list(compress(found, usual))))
        return [next(read) if plain else None for plain, _ in zip(usual, lines, strict=True)]
    except ValueError:
        return [None] * len(lines)


def _text(lines: Sequence[bytes]) -> str:
    if max(map(len, lines), default=0) > LARGEST:
        raise _NotPlainError
    return b"\n".join([*lines, b""]).decode()


def _read(lines: Sequence[bytes], found: Sequence[tuple[str, ...]]) -> list[RevisionLine]:
    """The revisions of *lines*, whose parts were *found*; nothing in these reaches beyond its line once all were looked at."""
    if not lines:
        return []
    ats, who, entities, said, what, nonces, named, previous, by, sequences, how, walls = zip(*found, strict=True)
    ids = [hashlib.sha256(line).hexdigest() for line in lines]
    if max(ats) >= _TOO_LATE or not all(map(_HASH, {*previous} - {*ids} - {""})):
        raise _NotPlainError
    for wall in set(walls):
        datetime.fromisoformat(wall)
    shared, parents = _once(_shared, zip(who, what, by, how, strict=True)), _once(_names, named)
    return [
        RevisionLine(
            own_id, line.decode(), at, author, authority, device, entity, fields, kind, knew, nonce, above, before, recorded_by,
            int(sequence), shelf, undoes, verb, wall,
        )
        for own_id, line, at, entity, fields, nonce, above, before, sequence, wall,
            (author, authority, device, kind, knew, recorded_by, shelf, undoes, verb)
        in zip(ids, lines, ats, entities, _fields(said), nonces, parents, previous, sequences, walls, shared, strict=True)
    ]  # fmt: skip


def _once(look: Callable[[A], B], several: Iterable[A]) -> list[B]:
    """What *look* makes of each, asked once for those that are the same."""
    listed = list(several)
    made = {one: look(one) for one in set(listed)}
    return [made[one] for one in listed]


def _shared(parts: tuple[str, ...]) -> Shared:
    """What is the same in many revisions."""
    found = _SHARED(",".join(parts))
    if found is None:
        raise _NotPlainError
    author, authority, device, kind, knew, recorded_by, shelf, undoes, verb = found.groups()
    if shelf not in ALL or shelf in STAYS or kind in _STAY:
        raise _NotPlainError
    return author, authority, device, kind, _names(f"[{knew}]"), recorded_by, shelf, undoes, verb


def _names(listed: str) -> tuple[str, ...]:
    """The ids of a list, in which each is there once."""
    if listed == "[]":
        return ()
    names = tuple(listed[2:-2].split('","'))
    if not _NAMES(listed) or len(names) != len(set(names)):
        raise _NotPlainError
    return names


def _fields(said: Sequence[str]) -> list[dict[str, Any]]:
    """The fields of several revisions, where they are plain and no key is there twice. Each is one mapping: its brackets are its own, and
    no text reaches over the end of a line."""
    joined = ",\n".join(said)
    found: list[dict[str, Any]] = json.loads(f"[{joined}]")
    values = list(chain.from_iterable(map(dict.values, found)))
    types = Counter(map(type, values))
    quotes = joined.count('"') - joined.count('\\"')
    if quotes != 2 * (len(values) + types[str]) or not types.keys() <= _PLAIN or any("" in one for one in found):
        raise _NotPlainError
    if types[int] and any(type(value) is int and abs(value) >= TOO_LARGE for value in values):
        raise _NotPlainError
    return found
