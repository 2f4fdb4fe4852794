"""Packs that were tampered with, at random: none is accepted, and nothing but a refusal comes of it (P1, P3).

Two hands do it. An outsider has the file: flips, swaps, repeats, cuts, adds, splices two packs, writes other fields into the header and
makes its length fit again. An insider is a recipient and has the one-off key: does the same to what is within, and seals it again, under
the header it came with or under a new one.
"""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pack_kit as kit
from running import campaign

from wmpeer.exchange import caps, errors, frame, seal
from wmpeer.exchange.packing import held, segments
from wmpeer.exchange.unpacking import opened

SMALL = 256
INSIDE, ON_DISK = 0.12, 0.002
"""The share of trials that an insider does, and of those whose pack lies in a file."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack to tamper with, sealed so many bytes at a time; `found` is what it brings."""

    data: bytes
    by: kit.Laptop
    chunk: int
    found: kit.Found
    header: frame.Header
    key: bytes
    within: bytes


def _pack(by: kit.Laptop, to: tuple[kit.Laptop, ...], chunk: int, number: int) -> Pack:
    bodies = [kit.revision(one, nonce=str(number)) for one in range(1, 3 + number % 2)]
    with kit.chunks_of(chunk):
        more = [held(frame.PINNED, "region", b"name = 'West Midlands'\n" * 4), kit.document(b"%PDF" * 9)] if len(to) > 1 else []
        data = kit.pack([*segments(bodies), *more], to=to, number=number)
        return Pack(data, by, chunk, kit.taken(data, by), *kit.unsealed(data, by))


@functools.cache
def packs() -> tuple[Pack, ...]:
    """Plain, to two laptops, of many chunks; each with another one like it, for splicing."""
    ann, both = (kit.ANN,), (kit.BEN, kit.ANN)
    ways = [(kit.ANN, ann, caps.CHUNK), (kit.ANN, both, caps.CHUNK), (kit.BEN, both, SMALL)]
    return tuple(_pack(*way, number) for way in ways for number in (3, 4))


Change = Callable[[Random, bytearray, Pack], None]


def flip(chance: Random, data: bytearray, other: Pack) -> None:
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8) if chance.random() < 0.5 else chance.randint(1, 255)


def swap(chance: Random, data: bytearray, other: Pack) -> None:
    size = chance.choice((1, 16, 96, SMALL + seal.SEAL))
    first, second = (chance.randrange(len(data)) for _ in range(2))
    one, two = data[first : first + size], data[second : second + size]
    data[first : first + size], data[second : second + size] = two, one


def repeat(chance: Random, data: bytearray, other: Pack) -> None:
    start = chance.randrange(len(data))
    data[start:start] = data[start : start + chance.choice((1, 6, 96, SMALL + seal.SEAL))]


def cut(chance: Random, data: bytearray, other: Pack) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.choice((1, 6, 96, SMALL + seal.SEAL, len(data)))]


def add(chance: Random, data: bytearray, other: Pack) -> None:
    start = chance.choice((len(data), chance.randrange(len(data) + 1)))
    data[start:start] = chance.choice((chance.randbytes(chance.randint(1, 64)), bytes(chance.randint(1, 64))))


def splice(chance: Random, data: bytearray, other: Pack) -> None:
    theirs, start = other.data if data[:8] == frame.MAGIC else other.within, chance.randrange(len(data))
    data[start:] = theirs[start if chance.random() < 0.7 else chance.randrange(len(theirs)) :]


def field(chance: Random, data: bytearray, other: Pack) -> None:
    """A field of the header, or a slot of another pack."""
    theirs = other.data if data[:8] == frame.MAGIC else other.within
    start, end = chance.choice(((0, 8), (8, 10), (10, 12), (12, 20), (20, 22), (22, 38), (38, 54), (54, 134), (38, 134), (0, 38), (0, 134)))
    data[start:end] = theirs[start:end] if chance.random() < 0.5 else chance.randrange(1 << 16).to_bytes(end - start, "big")


CHANGES: tuple[Change, ...] = (flip, flip, flip, swap, repeat, cut, add, splice, field)


def tampered(chance: Random, one: Pack) -> bytes:
    """The pack as somebody made it who is not its sender."""
    inside = chance.random() < INSIDE
    whole = (one.within,) if inside else tuple(each.data for each in packs())  # splicing may give all of another pack
    data = bytearray(one.within if inside else one.data)
    while data in whole:
        for _ in range(chance.choice((1, 1, 2, 3))):
            if data:
                chance.choice(CHANGES)(chance, data, chance.choice(packs()))
        if not inside and len(data) >= 20 and chance.random() < 0.5:
            data[12:20] = len(data).to_bytes(8, "big")
    return _sealed(chance, one, bytes(data) or b"\0") if inside else bytes(data)


def _sealed(chance: Random, one: Pack, within: bytes) -> bytes:
    if len(within) == len(one.within) and chance.random() < 0.5:
        return kit.sealed_again(one.header, one.key, within)
    to = [one.by.public, *(() if chance.random() < 0.5 else (kit.EVE.public,))]
    return kit.sealed_again(seal.new_header(one.key, to, 0, len(within), chance.randbytes(16)), one.key, within)


def is_refused(data: bytes, one: Pack, on_disk: bool = False) -> bool:
    """Whether a tampered pack is refused as one. Whoever has the key may pack the same bytes otherwise; what was signed is what is read."""
    with kit.chunks_of(one.chunk):
        try:
            found = _from_disk(data, one.by) if on_disk else kit.taken(data, one.by)
        except errors.PackRefusedError:
            return True
        return data[: len(one.header.raw)] == one.header.raw and data != one.data and found == one.found and _same_key(data, one)


def _same_key(data: bytes, one: Pack) -> bool:
    """Whether an insider sealed it: what is within is no longer what the sender wrote, byte by byte."""
    return kit.unsealed(data, one.by)[2] != one.within


def _from_disk(data: bytes, by: kit.Laptop) -> kit.Found:
    """The same from a file; the folder and the file are as they were afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / kit.NAME
        path.write_bytes(data)
        try:
            with opened(path, by.sealing, kit.ADMITTED.get) as pack:
                return kit.everything(pack)
        finally:
            assert [one.name for one in Path(folder).iterdir()] == [kit.NAME] and path.read_bytes() == data


def tamper(chance: Random) -> None:
    one = chance.choice(packs())
    with kit.chunks_of(one.chunk):
        data = tampered(chance, one)
    assert is_refused(data, one, chance.random() < ON_DISK), f"{len(data)} bytes were accepted"


@campaign("tampering")
def tampering(chance: Random, trial: int) -> None:
    tamper(chance)
