"""Packs for tests: laptops with keys that are made of their names, revisions and manifests in a line, and what an insider could do.

An insider is a recipient: he has the pack's one-off key and can seal what he likes under it, but cannot sign for its sender.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from wmpeer.exchange import caps, frame, seal
from wmpeer.exchange.manifest import manifest_bytes, signature_of
from wmpeer.exchange.packing import Part, segments, streamed, write_pack, write_signed
from wmpeer.exchange.records import Head, Manifest
from wmpeer.exchange.unpacking import OpenPack, opened_from
from wmpeer.journal.revisions import RevisionLine, canonical
from wmpeer.progress import Progress, silent

NAME = "2026-27 Ann Other 3.wmpack"


class Laptop:
    """A laptop that has keys; those of one name are always the same."""

    def __init__(self, name: str) -> None:
        self.name, self.device = name, _of(name).hex()[:32]
        self.sealing = X25519PrivateKey.from_private_bytes(_of(f"{name} sealing"))
        self.signing = Ed25519PrivateKey.from_private_bytes(_of(f"{name} signing"))

    @cached_property
    def public(self) -> bytes:
        return self.sealing.public_key().public_bytes_raw()

    @cached_property
    def known_by(self) -> bytes:
        return self.signing.public_key().public_bytes_raw()


def _of(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


OFFICE, ANN, BEN, EVE = (Laptop(name) for name in ("the office’s", "Ann’s", "Ben’s", "Eve’s"))
ADMITTED = {one.device: one.known_by for one in (OFFICE, ANN, BEN, EVE)}


def revision(number: int = 1, **said: Any) -> bytes:
    """The body of a revision; *said* changes what it says."""
    return canonical({
        "at": f"{1763800000000 + number:012x}-0000", "author": "ann", "authority": "E08000027", "device": f"{ANN.device}.00aa",
        "entity": f"{number:032x}", "fields": {"area": "leaders", "text": f"Staff know the plan ({number})"}, "kind": "finding",
        "knew": [_of("office").hex()], "nonce": f"{number:016x}", "parents": [], "previous": "" if number == 1 else _of(str(number)).hex(),
        "recorded_by": "ann", "sequence": number, "shelf": "own", "undoes": None, "verb": "Keep finding",
        "wall": "2026-10-08T14:02:11.123Z", **said,
    })  # fmt: skip


def manifest(sender: Laptop = OFFICE, to: Sequence[Laptop] = (ANN,), **said: Any) -> Manifest:
    known = Manifest(
        cycle=_of("2026-27").hex()[:32], sender=sender.device, person="office", recipients=tuple(one.device for one in to), number=3,
        made_at="2026-10-08T14:02:11.123Z", program="0.5.0", based_on={_of("stream").hex()[:32]: 7},
        heads=(Head(_of("stream").hex()[:32], ANN.device, 9, _of("head").hex(), "ab" * 64),), parts=(),
    )  # fmt: skip
    return replace(known, **said)


def document(data: bytes, name: str = "") -> Part:
    """A document that is fetched when its turn comes."""
    sha256 = hashlib.sha256(data).hexdigest()
    return streamed(frame.DOCUMENT, name or sha256, len(data), sha256, lambda: [data])


def pack(
    parts: Iterable[Part] | None = None, sender: Laptop = OFFICE, to: Sequence[Laptop] = (ANN,), progress: Progress = silent, **said: Any
) -> bytes:
    """A pack as bytes; without *parts* it brings two revisions."""
    out = io.BytesIO()
    brought = segments([revision(1), revision(2)]) if parts is None else parts
    write_pack(out, manifest(sender, to, **said), brought, [one.public for one in to], sender.signing, progress)
    return out.getvalue()


def pack_that_says(
    change: Callable[[dict[str, Any]], Any],
    parts: Sequence[Part] = (),
    sender: Laptop = OFFICE,
    to: Sequence[Laptop] = (ANN,),
    minor: int = 0,
) -> bytes:
    """A pack whose manifest was put together by hand: *change* gets it as a mapping, and may give bytes instead."""
    plain = replace(manifest(sender, to), parts=tuple(part.line for part in parts), minor=minor)
    said = json.loads(manifest_bytes(plain))
    instead = change(said)
    raw = instead if isinstance(instead, bytes) else canonical(said)
    out = io.BytesIO()
    write_signed(out, raw, sender.device, parts, [one.public for one in to], sender.signing, silent, minor=minor)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Found:
    """All that a pack brought."""

    manifest: Manifest
    lines: tuple[RevisionLine, ...]
    contents: Mapping[tuple[int, str], bytes]
    unknown: frozenset[str]


def everything(opened: OpenPack) -> Found:
    lines = tuple(line for segment in opened.lines() for line in segment)
    contents: dict[tuple[int, str], bytes] = {}
    unknown = set()
    for content in opened.contents():
        contents[content.kind, content.name] = content.whole()
        if not content.known:
            unknown.add(content.name)
    return Found(opened.manifest, lines, contents, frozenset(unknown))


def taken(data: bytes, by: Laptop = ANN, admitted: Mapping[str, bytes] = ADMITTED) -> Found:
    """Open *data* from memory and read it to its end."""
    return everything(opened_from(io.BytesIO(data), len(data), NAME, by.sealing, admitted.get, silent))


def bodies(found: Found) -> list[bytes]:
    return [line.body.encode() for line in found.lines]


def unsealed(data: bytes, by: Laptop = ANN) -> tuple[frame.Header, bytes, bytes]:
    """What an insider has of a pack: its header, its one-off key and what is within."""
    source = io.BytesIO(data)
    header = frame.read_header(source.read, len(data), NAME)
    key = seal.unwrapped(header, by.sealing, NAME)
    chunks = -(-(len(data) - len(header.raw)) // (caps.CHUNK + seal.SEAL))
    within = seal.Unsealer(source.read, header, key, NAME, silent).read(len(data) - len(header.raw) - seal.SEAL * chunks)
    return header, key, within


def sealed_again(header: frame.Header, key: bytes, within: bytes) -> bytes:
    """*within* under the header and key of another pack, as an insider can seal it."""
    out = io.BytesIO()
    sealer = seal.Sealer(out, header, key, len(within), silent)
    sealer.put(within)
    sealer.finish()
    return out.getvalue()


@contextlib.contextmanager
def chunks_of(size: int) -> Iterator[None]:
    """As if packs were sealed *size* bytes at a time, so that a small one has many chunks and pieces."""
    before, caps.CHUNK = caps.CHUNK, size
    try:
        yield
    finally:
        caps.CHUNK = before


def with_pieces(raw: bytes, signature: bytes, pieces: Sequence[tuple[int, int, bytes]]) -> bytes:
    """What is within a pack, piece by piece: (kind, flags, payload) each, behind a manifest and its signature."""
    first = [(frame.MANIFEST, frame.CRITICAL, raw), (frame.SIGNATURE, frame.CRITICAL, signature)]
    return b"".join(frame.piece_head(kind, flags, len(data)) + data for kind, flags, data in [*first, *pieces])


def hand_made(lines: Sequence[Any], pieces: Sequence[tuple[int, int, bytes]]) -> bytes:
    """A pack for Ann whose manifest lists *lines*, and whose pieces need not be those: the office's program is at fault."""
    raw = manifest_bytes(replace(manifest(), parts=tuple(lines)))
    size = len(with_pieces(raw, bytes(64 + len(OFFICE.device)), pieces))
    key = _of("one-off")
    header = seal.new_header(key, [ANN.public], 0, size, _of("salt")[:16])
    return sealed_again(header, key, with_pieces(raw, signature_of(header, raw, OFFICE.device, OFFICE.signing), pieces))
