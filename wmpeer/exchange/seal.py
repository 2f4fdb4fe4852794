"""Sealing: a one-off key for each pack, wrapped for each recipient, and chunks of 1 MiB that are bound to the header and to their place.

HPKE (RFC 9180) of X25519, HKDF-SHA256 and ChaCha20-Poly1305 wraps the key; its `info` is “wmpeer pack 1” and the header before the slots.
A chunk is sealed with ChaCha20-Poly1305: the nonce counts the chunks (11 bytes) and says which is the last (1 byte), its additional data
is the SHA-256 of the whole header. So no chunk can be moved, left out or put into another pack, and nobody can take the end away. No
passphrase opens a pack.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from wmpeer.exchange import caps
from wmpeer.exchange.errors import PackAlteredError, PackCutShortError, PackForSomeoneElseError, PackTooLongError
from wmpeer.exchange.frame import TAG, Header, fixed_header, header_of, header_size, tag_of
from wmpeer.progress import Progress

_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
_ABOUT = b"wmpeer pack 1"
SEAL = 16
"""Bytes that sealing adds to a chunk."""


def sealed_size(plain: int, recipients: int) -> int:
    """The length of the file that holds *plain* bytes (1 at least) for so many recipients."""
    return header_size(recipients) + plain + SEAL * _chunks(plain, caps.CHUNK)


def new_header(key: bytes, to: Sequence[bytes], minor: int, plain: int, salt: bytes) -> Header:
    """The header of a new pack of *plain* bytes; *to* are the recipients' sealing keys (X25519, 32 bytes)."""
    fixed = fixed_header(minor, sealed_size(plain, len(to)), len(to), salt)
    wrapped = [_SUITE.encrypt(key, X25519PublicKey.from_public_bytes(one), info=slot_info(fixed)) for one in to]
    return header_of(fixed, [tag_of(one, salt) + slot for one, slot in zip(to, wrapped, strict=True)])


def slot_info(fixed: bytes) -> bytes:
    """What a wrapped key is bound to."""
    return _ABOUT + fixed


def chunk_data(header: Header) -> bytes:
    """What each chunk is bound to."""
    return header.digest


def chunk_nonce(number: int, last: bool) -> bytes:
    """The place of a chunk, counted from 0."""
    return number.to_bytes(11, "big") + bytes([last])


def unwrapped(header: Header, sealing: X25519PrivateKey, name: str) -> bytes:
    """The one-off key of a pack.

    Raises:
        PackForSomeoneElseError: no slot is for this laptop.
        PackAlteredError: the slot or what it is bound to is not as it was made.
    """
    tag = tag_of(sealing.public_key().public_bytes_raw(), header.salt)
    for slot in header.slots:
        if slot[:TAG] == tag:
            try:
                return _SUITE.decrypt(slot[TAG:], sealing, info=slot_info(header.fixed))
            except (InvalidTag, ValueError) as error:
                raise PackAlteredError(name=name) from error
    raise PackForSomeoneElseError(name=name)


class Sealer:
    """Writes a header and then *plain* bytes, chunk by chunk; `digest` becomes the SHA-256 of the file."""

    def __init__(self, out: BinaryIO, header: Header, key: bytes, plain: int, progress: Progress) -> None:
        self._out, self._plain, self._progress = out, plain, progress
        self._cipher, self._data = ChaCha20Poly1305(key), chunk_data(header)
        self._waiting = bytearray()
        self._number = self._sealed = 0
        self.digest = hashlib.sha256()
        self._write(header.raw)

    def put(self, data: bytes) -> None:
        """Write *data*; the last of all closes the file."""
        view = memoryview(data)
        while view:
            room = caps.CHUNK - len(self._waiting)
            if not self._waiting and len(view) >= caps.CHUNK:
                self._seal(view[: caps.CHUNK])
            else:
                self._waiting += view[:room]
                if len(self._waiting) == caps.CHUNK or self._sealed + len(self._waiting) == self._plain:
                    self._seal(self._waiting)
                    self._waiting = bytearray()
            view = view[room:]

    def _seal(self, chunk: bytes | bytearray | memoryview) -> None:
        self._progress(self._sealed, self._plain, "Sealing the pack")
        self._sealed += len(chunk)
        nonce = chunk_nonce(self._number, self._sealed == self._plain)
        self._write(self._cipher.encrypt(nonce, chunk, self._data))
        self._number += 1

    def _write(self, data: bytes) -> None:
        self.digest.update(data)
        self._out.write(data)

    def finish(self) -> str:
        """The SHA-256 of the file.

        Raises:
            ValueError: not so many bytes were put as were said.
        """
        if self._sealed != self._plain or self._waiting:
            raise ValueError(f"{self._sealed + len(self._waiting)} bytes were put, {self._plain} were said")
        self._progress(self._plain, self._plain, "Sealing the pack")
        return self.digest.hexdigest()


class Unsealer:
    """Reads what is sealed, from the first byte to the last; no byte is given of a chunk that is not as it was made."""

    def __init__(self, read: Callable[[int], bytes], header: Header, key: bytes, name: str, progress: Progress) -> None:
        self._raw, self._name, self._progress = read, name, progress
        self._cipher, self._data = ChaCha20Poly1305(key), chunk_data(header)
        self._whole, self._from = header.whole, len(header.raw)
        self._chunks = _chunks(header.whole - self._from, caps.CHUNK + SEAL)
        self._number = 0
        self._chunk, self._at = b"", 0

    def read(self, count: int) -> bytes:
        """Exactly *count* bytes.

        Raises:
            PackAlteredError: a chunk is not as it was made, or what is within ends too early.
            PackCutShortError: the file became shorter, or its end has not come yet.
        """
        if len(self._chunk) - self._at < count:
            return self._across(count)
        self._at += count
        return self._chunk[self._at - count : self._at]

    def _across(self, count: int) -> bytes:
        found, left = [], count
        while left:
            if self._at == len(self._chunk):
                self._next()
            found.append(memoryview(self._chunk)[self._at : self._at + left])
            self._at += len(found[-1])
            left -= len(found[-1])
        return b"".join(found)

    def _next(self) -> None:
        if self._number == self._chunks:
            raise PackAlteredError(name=self._name)
        start, last = self._from + self._number * (caps.CHUNK + SEAL), self._number == self._chunks - 1
        self._progress(start, self._whole, "Reading the pack")
        wanted = min(caps.CHUNK + SEAL, self._whole - start)
        self._chunk, self._at = b"", 0  # free before the next is fetched
        sealed = self._raw(wanted)
        if len(sealed) < wanted:
            raise PackCutShortError(name=self._name, have=start + len(sealed), whole=self._whole)
        try:
            self._chunk = self._cipher.decrypt(chunk_nonce(self._number, last), sealed, self._data)
        except InvalidTag as error:
            if not sealed[-SEAL:].strip(b"\0"):  # its place was kept, and its bytes have not come yet
                raise PackCutShortError(name=self._name, have=start, whole=self._whole) from error
            raise PackAlteredError(name=self._name) from error
        self._number += 1

    def finish(self) -> None:
        """See that nothing follows.

        Raises:
            PackAlteredError: something does, within.
            PackTooLongError: something was written behind the pack while it was read.
        """
        if self._number < self._chunks or self._at < len(self._chunk):
            raise PackAlteredError(name=self._name)
        if self._raw(1):
            raise PackTooLongError(name=self._name)
        self._progress(self._whole, self._whole, "Reading the pack")


def _chunks(size: int, of: int) -> int:
    return -(-size // of)
