"""The wrapped keys beside a workspace: ``FILE.keys`` and its second copy ``FILE.keys2``.

Each copy is a JSON file with a checksum of its body, written whole; the second is begun only when the first is safe on the disk, so that
whatever is interrupted, one of them reads. Reading takes the newest copy that is sound and mends the other.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from pathlib import Path
from typing import Any, get_args

from wmpeer.files import FileNotWrittenError, save_whole
from wmpeer.store.connect import bare_salt
from wmpeer.store.errors import KeysDamagedError, KeysMissingError
from wmpeer.store.keys import Cost, DataKey, Keys, Kind, Slot

log = logging.getLogger(__name__)

LARGEST = 256 * 1024
_FORMAT = "wmpeer keys 1"


_FILE_NAMES = {"format", "sha256", "keys"}
_BODY_NAMES = {"workspace", "file_salt", "check", "generation", "slots"}
_SLOT_NAMES = {"person", "kind", "memory_kib", "passes", "lanes", "salt", "nonce", "wrapped"}
_MOST_SLOTS = 100


class _UnsoundError(ValueError):
    """Not what this module writes."""


def copies(workspace: Path) -> tuple[Path, Path]:
    """Where the two copies of the keys of *workspace* live."""
    return workspace.with_name(workspace.name + ".keys"), workspace.with_name(workspace.name + ".keys2")


def save_keys(workspace: Path, keys: Keys) -> None:
    """Write both copies, one after the other. Once the first is on the disk they count: the second is mended when they are read next.

    Raises:
        FileNotWrittenError: the folder refuses; the keys are as they were.
    """
    first, second = copies(workspace)
    save_whole(first, to_bytes(keys))
    _mend(second, keys)


def load_keys(workspace: Path) -> Keys:
    """The newest sound copy; the other is mended from it, but for one that came from another workspace: that is neither used nor touched.

    Raises:
        KeysMissingError: there is no copy.
        KeysDamagedError: there are copies and none is sound.
    """
    paths = copies(workspace)
    found = [_read(path) for path in paths]
    sound = [keys for keys in found if keys is not None]
    if not sound:
        kind = KeysDamagedError if any(path.exists() for path in paths) else KeysMissingError
        raise kind(name=workspace.name, keys=paths[0].name)
    newest = max(_own(workspace, sound), key=lambda keys: keys.generation)
    for path, keys in zip(paths, found, strict=True):
        if keys is None or (keys != newest and keys.file_salt == newest.file_salt):
            _mend(path, newest)
    return newest


def to_bytes(keys: Keys) -> bytes:
    """*keys* as they are written.

    Raises:
        ValueError: they would not be read again.
    """
    body = _body_of(keys)
    _keys(body)
    whole = {"format": _FORMAT, "sha256": _checksum(body), "keys": body}
    return (json.dumps(whole, indent=1) + "\n").encode()


def from_bytes(data: bytes) -> Keys | None:
    """The keys in *data*, or None where they are cut short, altered or beyond what a laptop can bear."""
    try:
        whole = _names(json.loads(data.decode()), _FILE_NAMES)
        keys = _keys(_names(whole["keys"], _BODY_NAMES))
    except (ValueError, RecursionError):
        return None
    sound = whole["format"] == _FORMAT and whole["sha256"] == _checksum(_body_of(keys))
    return keys if sound and all(slot.cost.bearable() for slot in keys.slots) else None


def _read(path: Path) -> Keys | None:
    try:
        if path.stat().st_size > LARGEST:
            return None
        return from_bytes(path.read_bytes())
    except OSError:
        return None


def _own(workspace: Path, sound: list[Keys]) -> list[Keys]:
    """Those of *sound* that belong to the file at *workspace*, where they are of two files; all of them where that cannot be told."""
    if len({keys.file_salt for keys in sound}) == 1 or not workspace.is_file():
        return sound
    salt = bare_salt(workspace, DataKey.random())
    return [keys for keys in sound if keys.file_salt == salt] or sound


def _mend(path: Path, keys: Keys) -> None:
    try:
        save_whole(path, to_bytes(keys))
    except FileNotWrittenError:
        log.warning("the second copy of the keys could not be mended")


def _checksum(body: dict[str, Any]) -> str:
    plain = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _body_of(keys: Keys) -> dict[str, Any]:
    return {
        "workspace": keys.workspace,
        "file_salt": keys.file_salt,
        "check": keys.check,
        "generation": keys.generation,
        "slots": [_written(one) for one in keys.slots],
    }


def _written(slot: Slot) -> dict[str, Any]:
    return {
        "person": slot.person,
        "kind": slot.kind,
        "memory_kib": slot.cost.memory_kib,
        "passes": slot.cost.passes,
        "lanes": slot.cost.lanes,
        "salt": slot.salt.hex(),
        "nonce": slot.nonce.hex(),
        "wrapped": slot.wrapped.hex(),
    }


def _keys(body: dict[str, Any]) -> Keys:
    slots = body["slots"]
    if not isinstance(slots, list) or len(slots) > _MOST_SLOTS:
        raise _UnsoundError("slots")
    return Keys(
        _words(body["workspace"], 100), _hex(body["file_salt"], 32), _hex(body["check"], 64), _number(body["generation"]),
        tuple(_slot(_names(one, _SLOT_NAMES)) for one in slots),
    )  # fmt: skip


def _slot(written: dict[str, Any]) -> Slot:
    if written["kind"] not in get_args(Kind):
        raise _UnsoundError("kind")
    salt, nonce, wrapped = _hex(written["salt"], 32), _hex(written["nonce"], 24), _hex(written["wrapped"], 96)
    cost = Cost(_number(written["memory_kib"]), _number(written["passes"]), _number(written["lanes"]))
    person, kind = _words(written["person"], 200), written["kind"]
    return Slot(person, kind, bytes.fromhex(salt), bytes.fromhex(nonce), bytes.fromhex(wrapped), cost)


def _names(value: Any, names: set[str]) -> dict[str, Any]:
    """*value*, if it is a table of exactly these *names*."""
    if not isinstance(value, dict) or value.keys() != names:
        raise _UnsoundError("names")
    return value


def _words(value: Any, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise _UnsoundError("words")
    value.encode()  # half a surrogate pair is no character: UnicodeEncodeError is a ValueError
    return value


def _hex(value: Any, digits: int) -> str:
    if not isinstance(value, str) or not re.fullmatch(rf"[0-9a-f]{{{digits}}}", value):
        raise _UnsoundError("hexadecimal digits")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _UnsoundError("number")
    return value
