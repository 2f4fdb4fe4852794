"""A revision as it comes in: whether what it says is of the shape that every revision has. Who may say it is asked elsewhere.

Keys beside `BODY_KEYS`, kinds and fields that this program does not know are let through: a newer one wrote them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from wmpeer.clock import is_stamp
from wmpeer.exchange.errors import BadStampError, PackRefusedError, PrivateInPackError, RevisionMalformedError
from wmpeer.exchange.prescan import parsed
from wmpeer.journal.revisions import BODY_KEYS, RevisionLine
from wmpeer.journal.shelves import ALL, PRIVATE_KINDS, SHELVES, STAYS

_HASH = re.compile(r"[0-9a-f]{64}").fullmatch
_KIND = re.compile(r"[a-z][a-z0-9_]{0,63}").fullmatch
_WORD = re.compile(r"[^\s\x00-\x1f\x7f]{1,200}").fullmatch
_MOMENT = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z").fullmatch
_LONGEST_VERB = 500
_STAY = PRIVATE_KINDS | {kind for kind, shelf in SHELVES.items() if shelf in STAYS}
_NEEDED = frozenset(BODY_KEYS)


def line_of(raw: bytes, name: str) -> RevisionLine:
    """The revision of a line that `prescan` let through; its id is the SHA-256 of the very bytes. *name* is the pack's, for refusals.

    Raises:
        RevisionMalformedError, KeyTwiceError, NumberTooLargeError, BadStampError, PrivateInPackError
    """
    said = parsed(raw, name)
    if refusal := fault(said):
        raise refusal(name=name)
    return RevisionLine(
        hashlib.sha256(raw).hexdigest(), raw.decode(), said["at"], said["author"], said["authority"], said["device"], said["entity"],
        said["fields"], said["kind"], tuple(said["knew"]), said["nonce"], tuple(said["parents"]), said["previous"], said["recorded_by"],
        said["sequence"], said["shelf"], said["undoes"], said["verb"], said["wall"],
    )  # fmt: skip


def fault(said: Any) -> type[PackRefusedError] | None:
    """Why *said* (parsed JSON) is no revision that may come in, or None where it is one."""
    if type(said) is not dict or not said.keys() >= _NEEDED or not all(test(said[key]) for key, test in _TESTS):
        return RevisionMalformedError
    if not is_stamp(said["at"]) or not is_moment(said["wall"]):
        return BadStampError
    if said["shelf"] in STAYS or said["kind"] in _STAY:
        return PrivateInPackError
    return None


def is_moment(text: str) -> bool:
    """Whether *text* is a UTC moment as `wmpeer.clock.iso` writes it."""
    if not _MOMENT(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _text(value: Any) -> bool:
    return type(value) is str


def _word(value: Any) -> bool:
    return type(value) is str and _WORD(value) is not None


def _hash(value: Any) -> bool:
    return type(value) is str and _HASH(value) is not None


def _hashes(value: Any) -> bool:
    return type(value) is list and all(map(_hash, value)) and (len(value) < 2 or len(set(value)) == len(value))


def _verb(value: Any) -> bool:
    return type(value) is str and len(value) <= _LONGEST_VERB


def _fields(value: Any) -> bool:
    return type(value) is dict and "" not in value


_TESTS: tuple[tuple[str, Callable[[Any], bool]], ...] = (
    ("at", _text),
    ("author", _word),
    ("authority", lambda value: value is None or _word(value)),
    ("device", _word),
    ("entity", _word),
    ("fields", _fields),
    ("kind", lambda value: type(value) is str and _KIND(value) is not None),
    ("knew", _hashes),
    ("nonce", _word),
    ("parents", _hashes),
    ("previous", lambda value: value == "" or _hash(value)),
    ("recorded_by", _word),
    ("sequence", lambda value: type(value) is int and value > 0),
    ("shelf", lambda value: type(value) is str and value in ALL),
    ("undoes", lambda value: value is None or _hash(value)),
    ("verb", _verb),
    ("wall", _text),
)
