"""How a pack is laid out, version 1.0: what stands outside, and the pieces within. Numbers are big-endian.

Outside, of a size that the number of recipients tells (`Header`)::

    0   8   the letters WMPEER, a zero, P
    8   2   major version, 1          10   2   minor version
    12  8   length of the whole file  20   2   recipients, 1 to 16         22  16   salt
    38      for each recipient 16 bytes of SHA-256 (sealing key, salt) and 80 bytes of HPKE: the pack's one-off key
    ..      chunks, see `wmpeer.exchange.seal`

Within, a run of parts, each as one or more pieces of at most 1 MiB (`Piece`)::

    kind 1 byte | flags 1 byte (1: critical, 2: zlib) | length 4 bytes | payload

All pieces of a part but its last hold 1 MiB of it; a part of no bytes has one empty piece. First stands the manifest (canonical JSON), then
the signature: 64 bytes of Ed25519 over “wmpeer manifest 1”, the SHA-256 of what stands outside, and the manifest; and the sender's device.
Then comes what the manifest lists, in its order, segments first; a piece of the kind `END` ends it, and nothing may follow.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wmpeer.exchange import caps
from wmpeer.exchange.errors import (
    NotAPackError,
    PackAlteredError,
    PackCutShortError,
    PackEmptyError,
    PackNewerError,
    PackTooLargeError,
    PackTooLongError,
)

MAGIC = b"WMPEER\0P"
MAJOR, MINOR = 1, 0
SALT, SLOT, TAG = 16, 96, 16

MANIFEST, SIGNATURE, SEGMENT, DOCUMENT, PASSAGES, TABLE, CLIPPING, PINNED, HELD = range(1, 10)
END = 255
KNOWN = frozenset({SEGMENT, DOCUMENT, PASSAGES, TABLE, CLIPPING, PINNED, HELD})
"""The kinds of parts that a manifest lists and that this program knows."""
CRITICAL, PACKED = 1, 2

_FIXED = struct.Struct(">8sHHQH16s")
_PIECE = struct.Struct(">BBI")
PIECE_HEAD = _PIECE.size
_LEAST = _FIXED.size + SLOT + 17

Read = Callable[[int], bytes]
"""``read(count)``: exactly so many bytes, or an error."""


@dataclass(frozen=True, slots=True)
class Header:
    """What stands outside a pack. `slots` are a recipient's tag and wrapped key each; `raw` is all of it as bytes."""

    minor: int
    whole: int
    salt: bytes
    slots: tuple[bytes, ...]
    raw: bytes

    @property
    def digest(self) -> bytes:
        """What everything inside is bound to."""
        return hashlib.sha256(self.raw).digest()

    @property
    def fixed(self) -> bytes:
        """The part before the slots, which each slot is bound to."""
        return self.raw[: _FIXED.size]


def tag_of(sealing: bytes, salt: bytes) -> bytes:
    """How a laptop finds its slot: tells the public key *sealing* only to who knows it."""
    return hashlib.sha256(sealing + salt).digest()[:TAG]


def fixed_header(minor: int, whole: int, recipients: int, salt: bytes) -> bytes:
    return _FIXED.pack(MAGIC, MAJOR, minor, whole, recipients, salt)


def header_of(fixed: bytes, slots: Sequence[bytes]) -> Header:
    """The header of those parts, as `read_header` gives it."""
    _, _, minor, whole, _, salt = _FIXED.unpack(fixed)
    return Header(minor, whole, salt, tuple(slots), fixed + b"".join(slots))


def header_size(recipients: int) -> int:
    return _FIXED.size + SLOT * recipients


def read_header(read: Callable[[int], bytes], size: int, name: str) -> Header:
    """The header of a file of *size* bytes; *read* may give fewer than asked for at its end.

    Raises:
        PackEmptyError, NotAPackError, PackNewerError, PackCutShortError, PackTooLongError, PackTooLargeError, PackAlteredError
    """
    fixed = read(_FIXED.size)
    if not fixed.strip(b"\0"):
        raise PackEmptyError(name=name)  # also a file whose place was kept, and whose bytes have not come yet
    if fixed[:8] != MAGIC[: len(fixed)]:
        raise NotAPackError(name=name)
    if len(fixed) >= 12:
        _refuse_other_version(fixed, name)
    if len(fixed) < _FIXED.size:
        raise PackCutShortError(name=name, have=len(fixed), whole=f"at least {_LEAST}")
    _, _, _, whole, recipients, _ = _FIXED.unpack(fixed)
    _refuse_other_size(whole, size, recipients, name)
    slots = read(SLOT * recipients)
    if len(slots) < SLOT * recipients:
        raise PackCutShortError(name=name, have=len(fixed) + len(slots), whole=whole)
    return header_of(fixed, [slots[at : at + SLOT] for at in range(0, len(slots), SLOT)])


def _refuse_other_version(fixed: bytes, name: str) -> None:
    major, minor = struct.unpack(">HH", fixed[8:12])
    if major > MAJOR:
        raise PackNewerError(name=name, version=f"{major}.{minor}")
    if major < MAJOR:
        raise PackAlteredError(name=name)


def _refuse_other_size(whole: int, size: int, recipients: int, name: str) -> None:
    if whole > caps.LARGEST_PACK:
        raise PackTooLargeError(name=name, most=caps.LARGEST_PACK // caps.MB)
    if size < whole:
        raise PackCutShortError(name=name, have=size, whole=whole)
    if size > whole:
        raise PackTooLongError(name=name)
    if not 1 <= recipients <= caps.MOST_RECIPIENTS or whole <= header_size(recipients) + 16:
        raise PackAlteredError(name=name)


def piece_head(kind: int, flags: int, length: int) -> bytes:
    return _PIECE.pack(kind, flags, length)


def read_piece_head(read: Read, name: str) -> tuple[int, int, int]:
    """Kind, flags and length of the next piece.

    Raises:
        PackAlteredError: it has flags nobody knows, or is longer than a piece may be.
    """
    kind, flags, length = _PIECE.unpack(read(PIECE_HEAD))
    if flags & ~(CRITICAL | PACKED) or length > caps.CHUNK:
        raise PackAlteredError(name=name)
    return kind, flags, length
