"""A revision as it comes in: whether what it says is of the shape that every revision has. Who may say it is asked elsewhere.

Keys beside `BODY_KEYS`, kinds and fields that this program does not know are let through: a newer one wrote them.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from wmpeer.clock import LATEST
from wmpeer.exchange.errors import BadStampError, PackRefusedError, PrivateInPackError, RevisionMalformedError
from wmpeer.exchange.prescan import parsed
from wmpeer.journal.revisions import BODY_KEYS, RevisionLine
from wmpeer.journal.shelves import ALL, PRIVATE_KINDS, SHELVES, STAYS

_HASH = re.compile(r"[0-9a-f]{64}").fullmatch
_KIND = re.compile(r"[a-z][a-z0-9_]{0,63}").fullmatch
_WORD = re.compile(r"[^\s\x00-\x1f\x7f]{1,200}").fullmatch
_STAMP = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}").fullmatch
_TOO_LATE = f"{LATEST:012x}"
_MOMENT = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z").fullmatch
_LONGEST_VERB = 500
_STAY = PRIVATE_KINDS | {kind for kind, shelf in SHELVES.items() if shelf in STAYS}
_ALL = itemgetter(*BODY_KEYS)


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
    """Why *said* (parsed JSON) is no revision that may come in, or None where it is one. Asked of every revision: it takes 5 µs."""
    if type(said) is not dict:
        return RevisionMalformedError
    try:
        (
            at, author, authority, device, entity, fields, kind, knew, nonce, parents, previous, recorded_by, sequence, shelf, undoes, verb,
            wall,
        ) = _ALL(said)  # fmt: skip
        whose = _whose(author, authority, device, kind, recorded_by, shelf)
    except (KeyError, TypeError):  # one is not there; or one is a list, or a mapping
        return RevisionMalformedError
    right = (
        _word(entity) and _word(nonce) and _hashes(knew) and _hashes(parents)
        and (previous == "" or _hash(previous)) and (undoes is None or _hash(undoes))
        and type(sequence) is int and sequence > 0
        and type(fields) is dict and "" not in fields
        and type(verb) is str and len(verb) <= _LONGEST_VERB
        and type(at) is str and type(wall) is str
    )  # fmt: skip
    if not right or whose is RevisionMalformedError:
        return RevisionMalformedError
    return whose if is_stamp(at) and is_moment(wall) else BadStampError


@lru_cache(maxsize=4096)
def _whose(author: Any, authority: Any, device: Any, kind: Any, recorded_by: Any, shelf: Any) -> type[PackRefusedError] | None:
    """What is the same in many revisions, looked at once. (What is no text is refused, so that it does not matter that True is 1.)"""
    words = (author, device, recorded_by, "-" if authority is None else authority)
    if not all(map(_word, words)) or type(kind) is not str or not _KIND(kind) or type(shelf) is not str or shelf not in ALL:
        return RevisionMalformedError
    return PrivateInPackError if shelf in STAYS or kind in _STAY else None


def is_stamp(text: str) -> bool:
    """Whether *text* is a hybrid stamp that may come in, as `wmpeer.clock.is_stamp` says it."""
    return _STAMP(text) is not None and text < _TOO_LATE


def is_moment(text: str) -> bool:
    """Whether *text* is a UTC moment as `wmpeer.clock.iso` writes it."""
    if not _MOMENT(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _word(value: Any) -> bool:
    return type(value) is str and _WORD(value) is not None


def _hash(value: Any) -> bool:
    return type(value) is str and _HASH(value) is not None


def _hashes(value: Any) -> bool:
    return type(value) is list and (not value or (all(map(_hash, value)) and len(set(value)) == len(value)))
