"""Gigabytes that are never laid out: one piece is packed and its packed bytes are repeated, so that a bomb is made in a moment."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_PIECE = 8 << 20


@dataclass(frozen=True)
class Repeated:
    """*head*, then *unit* so many *times*, then *tail*."""

    unit: bytes
    times: int
    head: bytes = b""
    tail: bytes = b""

    def __len__(self) -> int:
        return len(self.head) + len(self.unit) * self.times + len(self.tail)

    def _pieces(self) -> Iterator[tuple[bytes, int]]:
        many = min(self.times, max(1, _PIECE // len(self.unit)))
        whole, rest = divmod(self.times, many)
        yield self.head, 1
        yield self.unit * many, whole
        yield self.unit * rest, 1
        yield self.tail, 1

    def deflated(self) -> bytes:
        """Packed without a frame. A piece ends with a full flush, so that its packed bytes stand for it anywhere."""
        out = b""
        for piece, times in self._pieces():
            packer = zlib.compressobj(9, zlib.DEFLATED, -15)
            out += (packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)) * times
        return out + zlib.compressobj(9, zlib.DEFLATED, -15).flush()

    def crc32(self) -> int:
        return self._sum(zlib.crc32, 0)

    def zlib(self) -> bytes:
        """What `zlib.compress` would give, in other words."""
        return b"\x78\xda" + self.deflated() + self._sum(zlib.adler32, 1).to_bytes(4, "big")

    def gzip(self) -> bytes:
        return b"\x1f\x8b\x08" + bytes(6) + b"\xff" + self.deflated() + struct.pack("<II", self.crc32(), len(self) & 0xFFFFFFFF)

    def _sum(self, summed: object, value: int) -> int:
        for piece, times in self._pieces():
            for _ in range(times):
                value = summed(piece, value)  # type: ignore[operator]
        return value

    def write_to(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        """As a part of a zip, with the size and sum that it has."""
        body = self.deflated()
        entry.CRC, entry.compress_size, entry.file_size = self.crc32(), len(body), len(self)
        entry.header_offset = archive.start_dir
        archive.fp.seek(archive.start_dir)  # type: ignore[union-attr]
        archive.fp.write(entry.FileHeader() + body)  # type: ignore[union-attr]
        archive.filelist.append(entry)
        archive.NameToInfo[entry.filename] = entry
        archive.start_dir = archive.fp.tell()  # type: ignore[union-attr]
        archive._didModify = True  # type: ignore[attr-defined]
