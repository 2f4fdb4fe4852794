"""Tampering for a moment, and that each of its guards is one: a pack that is opened without it is accepted."""

from __future__ import annotations

import io
import time
from collections import Counter

import pack_kit as kit
import pytest
import running
import tampering

from wmpeer.exchange import errors, manifest, seal, unpacking
from wmpeer.exchange.packing import held
from wmpeer.progress import silent

MOMENT, MOST = 1.5, 10_000  # seconds of CPU, trials


def test_that_no_pack_that_was_tampered_with_is_accepted():
    began, trial = time.process_time(), 0
    while trial < MOST and (trial < 300 or time.process_time() - began < MOMENT):
        tampering.tampering(running.chance_of(7, trial), trial)
        trial += 1


def test_that_tampering_reaches_every_guard():
    """The refusals of a few thousand trials: not all end at the length of the file."""
    codes: Counter[str] = Counter()
    for trial in range(1500):
        chance = running.chance_of(8, trial)
        one = chance.choice(tampering.packs())
        with kit.chunks_of(one.chunk), pytest.raises(errors.PackRefusedError) as error:
            kit.taken(tampering.tampered(chance, one), one.by)
        codes[error.value.code()] += 1
    outside = {"pack-cut-short", "pack-too-long", "pack-altered", "pack-for-someone-else", "pack-newer", "not-a-pack"}
    assert outside | {"signature-wrong", "part-altered", "unknown-sender"} <= set(codes), codes


def seen(trials: int) -> bool:
    """Whether a campaign of so many trials sees a fault."""
    for trial in range(trials):
        try:
            tampering.tampering(running.chance_of(7, trial), trial)
        except AssertionError:
            return True
    return False


def test_that_a_signature_nobody_checks_is_seen(monkeypatch):
    monkeypatch.setattr(unpacking, "verified", lambda header, raw, signature, admitted, name: signature[64:].decode("ascii", "replace"))
    assert seen(3000)


def test_that_a_header_that_nothing_is_bound_to_is_seen(monkeypatch):
    """Somebody else's slot, the salt and the minor version could be anything."""
    monkeypatch.setattr(seal, "chunk_data", lambda header: b"")
    monkeypatch.setattr(seal, "slot_info", lambda fixed: b"")
    monkeypatch.setattr(manifest, "signed_bytes", lambda header, raw: raw)
    tampering.packs.cache_clear()
    try:
        assert seen(3000)
    finally:
        tampering.packs.cache_clear()


@pytest.fixture
def dropped(monkeypatch):
    """A pack without its last chunk, whose header says so and is bound to nothing: only the last chunk's own mark is left."""
    monkeypatch.setattr(seal, "chunk_data", lambda header: b"")
    monkeypatch.setattr(seal, "slot_info", lambda fixed: b"")

    def opened() -> bytes:
        with kit.chunks_of(256):
            whole = kit.pack([held(6, "t", b"x" * 900)])
            at = len(kit.unsealed(whole)[0].raw)
            last = (len(whole) - at) % (256 + seal.SEAL) or 256 + seal.SEAL
            left = whole[:12] + (len(whole) - last).to_bytes(8, "big") + whole[20:-last]
            return kit.unsealed(left)[2]

    return opened


def test_that_the_last_chunk_says_that_it_is_the_last(dropped):
    with pytest.raises(errors.PackAlteredError):
        dropped()


def test_that_a_last_chunk_that_does_not_say_so_is_seen(dropped, monkeypatch):
    monkeypatch.setattr(seal, "chunk_nonce", lambda number, last: number.to_bytes(12, "big"))
    assert dropped()


def test_that_caps_after_the_work_are_seen(monkeypatch):
    """Of a manifest that lists too much no part is asked for; with the cap behind the work it would be."""
    asked: list[str] = []
    begun = unpacking._pieces
    monkeypatch.setattr(unpacking, "_pieces", lambda unsealer, line, name: asked.append(line.name) or begun(unsealer, line, name))
    monkeypatch.setattr("wmpeer.exchange.caps.MOST_PARTS", 1)
    parts = [held(6, str(number), b"x") for number in range(2)]
    whole = kit.pack_that_says(lambda said: None, parts)

    def read() -> None:
        pack = unpacking.opened_from(io.BytesIO(whole), len(whole), kit.NAME, kit.ANN.sealing, kit.ADMITTED.get, silent)
        pack.read_through()
        manifest.refuse_too_much(pack.manifest.parts, kit.NAME)

    with pytest.raises(errors.TooManyPartsError):
        read()
    assert asked == []
    monkeypatch.setattr(unpacking, "refuse_too_much", lambda *given: None)
    with pytest.raises(errors.TooManyPartsError):
        read()
    assert asked == ["0", "1"]
