"""Making a pack: its parts, and the file written in one go, chunk by chunk, to any binary file. Nothing of it is written unsealed.

    parts = [*segments(bodies), streamed(DOCUMENT, sha256, size, sha256, pieces), held(PASSAGES, sha256, passages)]
    with files.whole(target) as out:
        sha256 = write_pack(out, manifest, parts, sealing_keys, signing_key, progress)

A part that is `held` waits in memory, packed by zlib; one that is `streamed` is fetched when its turn comes, and is never in memory whole.
"""

from __future__ import annotations

import hashlib
import secrets
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from wmpeer.exchange import caps
from wmpeer.exchange.errors import PackTooLargeError, TooManyRevisionsError
from wmpeer.exchange.frame import CRITICAL, END, MANIFEST, PACKED, PIECE_HEAD, SALT, SEGMENT, SIGNATURE, piece_head
from wmpeer.exchange.manifest import manifest_bytes, refuse_too_much, signature_of
from wmpeer.exchange.prescan import prescan
from wmpeer.exchange.records import Manifest, PartLine
from wmpeer.exchange.seal import Sealer, new_header, sealed_size
from wmpeer.progress import Progress, silent

_SIGNATURE = 64
_THIS = "this pack"


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is to be written: its line in the manifest, the bytes it takes in the pack, and its pieces as they stand there."""

    line: PartLine
    takes: int
    pieces: Callable[[], Iterable[tuple[bool, bytes]]]
    """Pieces of at most 1 MiB each, and whether zlib packed them."""


def held(kind: int, name: str, data: bytes | Iterable[bytes], *, critical: bool = False) -> Part:
    """A part that waits in memory, packed where that makes it smaller; *data* may come in any pieces."""
    digest, size, packed = hashlib.sha256(), 0, []
    for piece in regrouped([data] if isinstance(data, bytes) else data):
        digest.update(piece)
        size += len(piece)
        small = zlib.compress(piece, 1)
        packed.append((True, small) if len(small) < len(piece) else (False, piece))
    line = PartLine(kind, name, size, digest.hexdigest(), critical)
    return Part(line, sum(PIECE_HEAD + len(piece) for _, piece in packed), lambda: packed)


def streamed(kind: int, name: str, size: int, sha256: str, fetch: Callable[[], Iterable[bytes]], *, critical: bool = False) -> Part:
    """A part whose *size* and SHA-256 are known, and whose bytes *fetch* gives, in any pieces, when the pack is written.

    Writing raises ValueError where they are not so many. Whether they are the ones with that hash sees whoever opens the pack.
    """

    def pieces() -> Iterator[tuple[bool, bytes]]:
        found = 0
        for piece in regrouped(fetch()):
            found += len(piece)
            yield False, piece
        if found != size:
            raise ValueError(f"part {name!r} has {found} bytes, not {size}")

    return Part(PartLine(kind, name, size, sha256, critical), _takes(size), pieces)


def segments(bodies: Iterable[str | bytes]) -> Iterator[Part]:
    """Revisions as parts, in the order given: as many bodies to a part as go into 1 MiB, a line each.

    Raises:
        RevisionTooLargeError, NestedTooDeepError, RevisionMalformedError: a body is one that nobody may take in.
        TooManyRevisionsError: there are more than a pack may have.
    """
    lines: list[bytes] = []
    size = number = 0
    for count, body in enumerate(bodies, 1):
        if count > caps.MOST_REVISIONS:
            raise TooManyRevisionsError(name=_THIS)
        line = body.encode() if isinstance(body, str) else body
        prescan(line, _THIS)
        if size + len(line) + 1 > caps.LARGEST_SEGMENT:
            number += 1
            yield held(SEGMENT, str(number), _joined(lines))
            lines, size = [], 0
        lines.append(line)
        size += len(line) + 1
    if lines:
        yield held(SEGMENT, str(number + 1), _joined(lines))


def _joined(lines: Sequence[bytes]) -> bytes:
    return b"\n".join(lines) + b"\n"


def regrouped(data: Iterable[bytes]) -> Iterator[bytes]:
    """*data* in pieces of 1 MiB, the last shorter; one empty piece where there is nothing."""
    waiting, given = bytearray(), False
    for some in data:
        at = 0
        while len(waiting) + len(some) - at >= caps.CHUNK:
            room = caps.CHUNK - len(waiting)
            piece = bytes(waiting) + some[at : at + room] if waiting else some[at : at + room]
            waiting.clear()
            at += room
            yield piece
            given = True
        waiting += some[at:] if at else some
    if waiting or not given:
        yield bytes(waiting)


def write_pack(
    out: BinaryIO,
    manifest: Manifest,
    parts: Iterable[Part],
    to: Sequence[bytes],
    signing: Ed25519PrivateKey,
    progress: Progress = silent,
) -> str:
    """Write a pack to *out*, sealed to the keys *to* (X25519, 32 bytes each, in the order of the manifest's recipients); gives its SHA-256.

    The manifest's `parts` are filled in. Segments go first. Progress counts bytes; it may stop the writing at each chunk.

    Raises:
        TooManyPartsError, TooManyRevisionsError, RevisionTooLargeError, ContentTooLargeError, PackTooLargeError: nobody may take it in;
            nothing was written.
        ValueError: a streamed part is not what it was said to be, or there are no recipients or too many.
    """
    ordered = sorted(parts, key=lambda part: part.line.kind != SEGMENT)
    manifest = replace(manifest, parts=tuple(part.line for part in ordered))
    refuse_too_much(manifest.parts, _THIS)
    return write_signed(out, manifest_bytes(manifest), manifest.sender, ordered, to, signing, progress, minor=manifest.minor)


def write_signed(
    out: BinaryIO,
    manifest: bytes,
    sender: str,
    parts: Sequence[Part],
    to: Sequence[bytes],
    signing: Ed25519PrivateKey,
    progress: Progress,
    *,
    minor: int,
) -> str:
    """Write a pack of a manifest that is spelt already, and of the parts it lists."""
    if not 1 <= len(to) <= caps.MOST_RECIPIENTS or len(manifest) > caps.LARGEST_MANIFEST:
        raise ValueError("a pack has 1 to 16 recipients and a manifest of at most 4 MiB")
    signature = _SIGNATURE + len(sender.encode())
    plain = _takes(len(manifest)) + _takes(signature) + sum(part.takes for part in parts) + PIECE_HEAD
    if sealed_size(plain, len(to)) > caps.LARGEST_PACK:
        raise PackTooLargeError(name=_THIS, most=caps.LARGEST_PACK // caps.MB)
    key = secrets.token_bytes(32)
    header = new_header(key, to, minor, plain, secrets.token_bytes(SALT))
    sealer = Sealer(out, header, key, plain, progress)
    for piece in regrouped([manifest]):
        _put(sealer, MANIFEST, CRITICAL, piece)
    _put(sealer, SIGNATURE, CRITICAL, signature_of(header, manifest, sender, signing))
    for part in parts:
        for packed, piece in part.pieces():
            _put(sealer, part.line.kind, (CRITICAL if part.line.critical else 0) | (PACKED if packed else 0), piece)
    _put(sealer, END, CRITICAL, b"")
    return sealer.finish()


def _put(sealer: Sealer, kind: int, flags: int, payload: bytes) -> None:
    sealer.put(piece_head(kind, flags, len(payload)))
    sealer.put(payload)


def _takes(size: int) -> int:
    return size + PIECE_HEAD * max(1, -(-size // caps.CHUNK))
