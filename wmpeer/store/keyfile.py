"""The wrapped keys beside a workspace: ``FILE.keys`` and its second copy ``FILE.keys2``.

Each copy is a JSON file with a checksum of its body, written whole; the second is begun only when the first is safe on the disk, so that
whatever is interrupted, one of them reads. Reading takes the newest copy that is sound and mends the other.
"""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wmpeer.files import FileNotWrittenError, save_whole
from wmpeer.store.errors import KeysDamagedError, KeysMissingError
from wmpeer.store.keys import Cost, Keys, Kind, Slot

log = logging.getLogger(__name__)

LARGEST = 256 * 1024
_FORMAT = "wmpeer keys 1"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Slot(_Strict):
    person: str = Field(max_length=200)
    kind: Kind
    memory_kib: int
    passes: int
    lanes: int
    salt: str = Field(pattern=r"^[0-9a-f]{32}$")
    nonce: str = Field(pattern=r"^[0-9a-f]{24}$")
    wrapped: str = Field(pattern=r"^[0-9a-f]{96}$")


class _Body(_Strict):
    workspace: str = Field(max_length=100)
    file_salt: str = Field(pattern=r"^[0-9a-f]{32}$")
    check: str = Field(pattern=r"^[0-9a-f]{64}$")
    generation: int = Field(ge=0)
    slots: tuple[_Slot, ...] = Field(max_length=100)


class _File(_Strict):
    format: str = Field(pattern=rf"^{_FORMAT}$")
    sha256: str
    keys: _Body


def copies(workspace: Path) -> tuple[Path, Path]:
    """Where the two copies of the keys of *workspace* live."""
    return workspace.with_name(workspace.name + ".keys"), workspace.with_name(workspace.name + ".keys2")


def save_keys(workspace: Path, keys: Keys) -> None:
    """Write both copies, one after the other.

    Raises:
        FileNotWrittenError: the folder refuses; at least one sound copy, the old or the new, is left.
    """
    data = to_bytes(keys)
    for copy in copies(workspace):
        save_whole(copy, data)


def load_keys(workspace: Path) -> Keys:
    """The newest sound copy; the other is mended from it.

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
    newest = max(sound, key=lambda keys: keys.generation)
    for path, keys in zip(paths, found, strict=True):
        if keys != newest:
            _mend(path, newest)
    return newest


def to_bytes(keys: Keys) -> bytes:
    slots = tuple(_written(one) for one in keys.slots)
    body = _Body(workspace=keys.workspace, file_salt=keys.file_salt, check=keys.check, generation=keys.generation, slots=slots)
    whole = _File(format=_FORMAT, sha256=_checksum(body), keys=body)
    return (json.dumps(whole.model_dump(mode="json"), indent=1) + "\n").encode()


def from_bytes(data: bytes) -> Keys | None:
    """The keys in *data*, or None where they are cut short, altered or beyond what a laptop can bear."""
    try:
        whole = _File.model_validate_json(data)
    except ValidationError:
        return None
    slots = tuple(_taken(slot) for slot in whole.keys.slots)
    if whole.sha256 != _checksum(whole.keys) or not all(slot.cost.bearable() for slot in slots):
        return None
    return Keys(whole.keys.workspace, whole.keys.file_salt, whole.keys.check, whole.keys.generation, slots)


def _read(path: Path) -> Keys | None:
    try:
        if path.stat().st_size > LARGEST:
            return None
        return from_bytes(path.read_bytes())
    except OSError:
        return None


def _mend(path: Path, keys: Keys) -> None:
    try:
        save_whole(path, to_bytes(keys))
    except FileNotWrittenError:
        log.warning("the second copy of the keys could not be mended")


def _checksum(body: _Body) -> str:
    plain = json.dumps(body.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _written(slot: Slot) -> _Slot:
    return _Slot(
        person=slot.person,
        kind=slot.kind,
        memory_kib=slot.cost.memory_kib,
        passes=slot.cost.passes,
        lanes=slot.cost.lanes,
        salt=slot.salt.hex(),
        nonce=slot.nonce.hex(),
        wrapped=slot.wrapped.hex(),
    )


def _taken(slot: _Slot) -> Slot:
    return Slot(
        slot.person,
        slot.kind,
        bytes.fromhex(slot.salt),
        bytes.fromhex(slot.nonce),
        bytes.fromhex(slot.wrapped),
        Cost(slot.memory_kib, slot.passes, slot.lanes),
    )
