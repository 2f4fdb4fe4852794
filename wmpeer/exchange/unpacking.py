"""Opening a pack: verified before it is read, in one pass, a chunk in memory at a time. Nothing of it is written anywhere.

    with opened(path, own_sealing_key, admitted, progress) as pack:
        for lines in pack.lines(): ...
        for content in pack.contents(): ...

What is given was unsealed, and signed by the laptop that sent it. Of a part that is given piece by piece the last word comes with its
end: until then nothing of it may be kept for good.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from wmpeer.exchange import caps
from wmpeer.exchange.body import line_of
from wmpeer.exchange.errors import (
    NotAPackError,
    PackAlteredError,
    PackCutShortError,
    PackTooLongError,
    PackUnreadableError,
    PartAlteredError,
    PartMissingError,
    RecordTooLongError,
    RevisionMalformedError,
    TooManyRevisionsError,
)
from wmpeer.exchange.frame import CRITICAL, END, KNOWN, MANIFEST, PACKED, SEGMENT, SIGNATURE, Header, read_header, read_piece_head, tag_of
from wmpeer.exchange.manifest import read_manifest, refuse_too_much, refuse_unknown, verified
from wmpeer.exchange.plain_lines import plain_lines
from wmpeer.exchange.prescan import prescan
from wmpeer.exchange.records import Manifest, Outside, PartLine
from wmpeer.exchange.seal import Unsealer, unwrapped
from wmpeer.files import name_of
from wmpeer.journal.revisions import RevisionLine
from wmpeer.progress import Progress, silent

Admitted = Callable[[str], bytes | None]
"""The signing key (Ed25519, 32 bytes) of a device that was admitted, or None; may raise a refusal of its own."""

_LARGEST_SIGNATURE = 64 + 64


class Content:
    """A part that is no segment. `known` is False for one of a newer program, to be kept as it is and passed on."""

    def __init__(self, line: PartLine, pieces: Iterator[bytes]) -> None:
        self.kind, self.name, self.size, self.sha256 = line.kind, line.name, line.size, line.sha256
        self.known = line.kind in KNOWN
        self._pieces, self._given = pieces, 0

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, at most 1 MiB at a time, once.

        Raises:
            PartAlteredError: at the end, where it is not what its sender signed; PackAlteredError, PackCutShortError: before.
            RuntimeError: the next content was asked for meanwhile.
        """
        for piece in self._pieces:
            self._given += len(piece)
            yield piece
        if self._given != self.size:
            raise RuntimeError("contents are read in their order")

    def whole(self) -> bytes:
        """All of its bytes, at most 50 MB; raises as `pieces` does."""
        return b"".join(self.pieces())


class OpenPack:
    """A pack whose manifest is verified. Read forward, once: first the segments, or the lines, then the contents."""

    def __init__(self, manifest: Manifest, header: Header, unsealer: Unsealer, name: str) -> None:
        self.manifest, self.minor = manifest, header.minor
        self._unsealer, self._name = unsealer, name
        self._parts = iter(manifest.parts)
        self._open: Iterator[bytes] = iter(())
        self._next: PartLine | None = next(self._parts, None)
        self._revisions = 0
        self._ended = False

    def segments(self) -> Iterator[tuple[bytes, ...]]:
        """The revisions' bodies, segment by segment: signed, and looked at by `prescan`.

        Raises:
            PackRefusedError: one of its kinds.
        """
        for lines in self._segments():
            for line in lines:
                prescan(line, self._name)
            yield tuple(lines)

    def lines(self) -> Iterator[tuple[RevisionLine, ...]]:
        """The revisions, segment by segment, each of the shape that a revision has.

        Raises:
            PackRefusedError: one of its kinds.
        """
        length: Counter[str] = Counter()
        for segment in self._segments():
            plain = plain_lines(segment)
            for at in (others := [at for at, line in enumerate(plain) if line is None]):
                prescan(segment[at], self._name)
            for at in others:
                plain[at] = line_of(segment[at], self._name)
            found = tuple(filter(None, plain))
            length.update([line.entity for line in found])
            if self._revisions > caps.MOST_OF_A_RECORD and any(length[line.entity] > caps.MOST_OF_A_RECORD for line in found):
                raise RecordTooLongError(name=self._name)
            yield found

    def contents(self) -> Iterator[Content]:
        """What comes with the revisions. What is not read of one is looked at all the same; after the last one, all of the pack was.

        Raises:
            PackRefusedError: one of its kinds.
        """
        for _ in self.segments():
            pass
        while self._next is not None:
            line = self._next
            yield Content(line, self._begin())
        self._finish()

    def read_through(self) -> None:
        """Look at all that was not read yet; raises as `contents` does."""
        for _ in self.contents():
            pass

    def _segments(self) -> Iterator[list[bytes]]:
        """The revisions' bodies, signed and not looked at."""
        while self._next is not None and self._next.kind == SEGMENT:
            data = b"".join(self._begin())
            lines = data.split(b"\n")
            self._revisions += len(lines) - 1
            if self._revisions > caps.MOST_REVISIONS:
                raise TooManyRevisionsError(name=self._name)
            if lines.pop() or not lines or not all(lines):
                raise RevisionMalformedError(name=self._name)
            yield lines

    def _begin(self) -> Iterator[bytes]:
        """The pieces of the next part, when what is left of the one before was looked at."""
        for _ in self._open:
            pass
        assert self._next is not None
        self._open = _pieces(self._unsealer, self._next, self._name)
        self._next = next(self._parts, None)
        return self._open

    def _finish(self) -> None:
        for _ in self._open:
            pass
        if not self._ended:
            self._ended = True
            if read_piece_head(self._unsealer.read, self._name) != (END, CRITICAL, 0):
                raise PackAlteredError(name=self._name)
            self._unsealer.finish()


def _pieces(unsealer: Unsealer, line: PartLine, name: str) -> Iterator[bytes]:
    """A part, piece by piece."""
    digest, left, begun = hashlib.sha256(), line.size, False
    while left or not begun:
        kind, flags, length = read_piece_head(unsealer.read, name)
        if kind != line.kind:
            raise PartMissingError(name=name, part=line.name)
        if flags & CRITICAL != (CRITICAL if line.critical else 0):
            raise PartAlteredError(name=name, part=line.name)
        size, begun = min(left, caps.CHUNK), True
        piece = inflated(unsealer.read(length), size) if flags & PACKED else unsealer.read(length)
        if piece is None or len(piece) != size:
            raise PartAlteredError(name=name, part=line.name)
        digest.update(piece)
        left -= size
        if not left and digest.hexdigest() != line.sha256:
            raise PartAlteredError(name=name, part=line.name)
        yield piece


def inflated(packed: bytes, size: int) -> bytes | None:
    """What zlib packed, where it is *size* bytes and nothing besides, else None; never is more than that unpacked."""
    inflating = zlib.decompressobj()
    try:
        found = inflating.decompress(packed, size + 1)
    except zlib.error:
        return None
    return found if inflating.eof and not inflating.unused_data and len(found) == size else None


def look(path: Path, sealing: X25519PrivateKey | None = None, progress: Progress = silent) -> Outside:
    """What a pack tells anybody, and whether it is sealed to the laptop whose key is *sealing*. Its size is seen before it is read.

    Raises:
        PackRefusedError: what `opened` raises of what stands outside.
    """
    name = name_of(path)
    with _file(path, name) as source:
        read, size = _reader(source, name), _size(source)
        header = read_header(read, size, name)
        digest, at = hashlib.sha256(header.raw), len(header.raw)
        while data := read(min(caps.CHUNK, size - at)):  # never beyond the size: whoever writes on, writes on for ever
            progress(at, size, "Reading the pack")
            digest.update(data)
            at += len(data)
        if at < size:
            raise PackCutShortError(name=name, have=at, whole=size)
        if read(1):
            raise PackTooLongError(name=name)
    tag = tag_of(sealing.public_key().public_bytes_raw(), header.salt) if sealing else None
    return Outside(digest.hexdigest(), at, 1, header.minor, any(slot.startswith(tag) for slot in header.slots) if tag else False)


@contextlib.contextmanager
def opened(path: Path, sealing: X25519PrivateKey, admitted: Admitted, progress: Progress = silent) -> Iterator[OpenPack]:
    """The pack at *path*, for the laptop whose key is *sealing*. Progress counts bytes; it may stop the reading at each chunk.

    Raises:
        PackRefusedError: one of its kinds; where the file is not there or cannot be read, PackUnreadableError.
    """
    name = name_of(path)
    with _file(path, name) as source:
        yield opened_from(source, _size(source), name, sealing, admitted, progress)


def opened_from(source: BinaryIO, size: int, name: str, sealing: X25519PrivateKey, admitted: Admitted, progress: Progress) -> OpenPack:
    """The pack that *source*, of *size* bytes, holds; *name* is what refusals call it. Raises as `opened` does."""
    read = _reader(source, name)
    header = read_header(read, size, name)
    unsealer = Unsealer(read, header, unwrapped(header, sealing, name), name, progress)
    raw, signature = _signed(unsealer, name)
    sender = verified(header, raw, signature, admitted, name)
    manifest = read_manifest(raw, header, sender, name)
    refuse_too_much(manifest.parts, name)
    refuse_unknown(manifest.parts, name)
    return OpenPack(manifest, header, unsealer, name)


def _signed(unsealer: Unsealer, name: str) -> tuple[bytes, bytes]:
    """The manifest and its signature, as bytes."""
    manifest = bytearray()
    while True:
        kind, flags, length = read_piece_head(unsealer.read, name)
        if kind == SIGNATURE and flags == CRITICAL and length <= _LARGEST_SIGNATURE:
            return bytes(manifest), unsealer.read(length)
        if kind != MANIFEST or flags != CRITICAL or len(manifest) + length > caps.LARGEST_MANIFEST:
            raise PackAlteredError(name=name)
        manifest += unsealer.read(length)


@contextlib.contextmanager
def _file(path: Path, name: str) -> Iterator[BinaryIO]:
    """The file at *path*, to read. What is no file, as a folder or a pipe, is not opened."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotAPackError(name=name)
        source = path.open("rb")
    except OSError as error:
        raise _unreadable(name, error) from error
    with source:
        yield source


def _size(source: BinaryIO) -> int:
    return os.fstat(source.fileno()).st_size


def _reader(source: BinaryIO, name: str) -> Callable[[int], bytes]:
    def read(count: int) -> bytes:
        try:
            return source.read(count)
        except OSError as error:
            raise _unreadable(name, error) from error

    return read


def _unreadable(name: str, error: OSError) -> PackUnreadableError:
    return PackUnreadableError(name=name, why=(error.strerror or "the disk refused").lower())
