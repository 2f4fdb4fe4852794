"""A pack of 150 MB of documents, sealed to two laptops and opened, beside the bare cipher and a file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench import Pair, measurement
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from wmpeer.exchange.frame import DOCUMENT
from wmpeer.exchange.packing import streamed, write_pack
from wmpeer.exchange.records import Manifest
from wmpeer.exchange.unpacking import opened
from wmpeer.files import whole

COUNT, EACH = 15, 10_000_000
SMALL, LARGE = 64 * 1024, 1024 * 1024


@measurement("150 MB sealed into a pack and opened, beside cipher and file", limit=2.0, memory_limit=40.0, rounds=5)
def sealing(folder: Path) -> Pair:
    """The bare side goes by 64 KB and so needs less than the 1 MB it is counted as: the limit of memory is in megabytes."""
    documents = dict(_document(folder / str(number)) for number in range(COUNT))
    return Pair(ours=lambda: _ours(folder, documents), bare=lambda: _bare(folder, documents))


def _document(path: Path) -> tuple[Path, str]:
    """A file that stands for a document in a workspace, and the SHA-256 it goes by there."""
    digest = hashlib.sha256()
    with path.open("wb") as out:
        for _ in range(10):
            piece = os.urandom(EACH // 10)
            digest.update(piece)
            out.write(piece)
    return path, digest.hexdigest()


def _pieces(path: Path, size: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(size):
            yield piece


def _ours(folder: Path, documents: dict[Path, str]) -> None:
    office, ann = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    parts = [streamed(DOCUMENT, sha256, EACH, sha256, partial(_pieces, path, LARGE)) for path, sha256 in documents.items()]
    manifest = Manifest("2026-27", "office", "office", ("ann", "spare"), 1, "2026-10-08T14:02:11.123Z", "", {}, (), ())
    with whole(folder / "ours.wmpack") as out:
        write_pack(out, manifest, parts, [ann.public_key().public_bytes_raw()] * 2, office)
    with opened(folder / "ours.wmpack", ann, lambda device: office.public_key().public_bytes_raw()) as pack:
        found = sum(len(piece) for content in pack.contents() for piece in content.pieces())
    assert found == COUNT * EACH


def _bare(folder: Path, documents: dict[Path, str]) -> None:
    cipher, sizes, found = ChaCha20Poly1305(os.urandom(32)), [], 0
    with (folder / "bare.bin").open("wb") as out:
        for path in documents:
            for piece in _pieces(path, SMALL):
                sizes.append(out.write(cipher.encrypt(len(sizes).to_bytes(12, "big"), piece, None)))
        out.flush()
        os.fsync(out.fileno())
    with (folder / "bare.bin").open("rb") as file:
        for number, size in enumerate(sizes):
            found += len(cipher.decrypt(number.to_bytes(12, "big"), file.read(size), None))
    assert found == COUNT * EACH
