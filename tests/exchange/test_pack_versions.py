"""Packs of every version there was are opened for good, and those of a newer one as far as they say that they may be."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from pathlib import Path

import make_packs as made
import pack_kit as kit
import pytest
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from wmpeer.exchange import errors, frame
from wmpeer.exchange.packing import held, segments
from wmpeer.exchange.unpacking import look, opened

PACKS = Path(__file__).resolve().parent / "packs" / "1.0"
HASHES = {
    "everything.wmpack": "e2210b354382405f995bfa767888199597cea8e4c78df365527446ba9db2ccf6",
    "keys.json": "62437150a78f9c0f78e47ce0523c2db46747137bc8ea0efb608c2c03179adc09",
    "of-major-2.wmpack": "c16c379a5d27cd6a9567cc2b6908c16aeae58afef52f2e9f8391302f7bed869f",
    "of-minor-1-needed.wmpack": "47c5c4d8280dc7419cf62e56ea838efdbe9afd10bfaae3b4c5a7cc53b8ac3c89",
    "of-minor-1.wmpack": "a5914e321fd7d5011dcce3d85af41f4605d53d452668e137d0749a36cc3fb0fb",
    "plain.wmpack": "f0514818cbe59241b2fd80fb56ffdd9b022d0a8db09f84a64a361c64cc6b247f",
}


def known() -> dict[str, dict[str, str]]:
    return json.loads((PACKS / "keys.json").read_text(encoding="utf-8"))


def admitted(device: str) -> bytes | None:
    keys = {one["device"]: bytes.fromhex(one["signing"]) for one in known().values()}
    return Ed25519PrivateKey.from_private_bytes(keys[device]).public_key().public_bytes_raw() if device in keys else None


def found(name: str, by: str) -> kit.Found:
    sealing = X25519PrivateKey.from_private_bytes(bytes.fromhex(known()[by]["sealing"]))
    with opened(PACKS / name, sealing, admitted) as pack:
        return kit.everything(pack)


def test_that_the_packs_of_1_0_are_what_they_were():
    """They are never written again: what was handed out once has to open for good."""
    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in PACKS.iterdir()}
    assert there == HASHES and {f"{name}.wmpack" for name in made.PACKS} == set(there) - {"keys.json"}


def test_that_a_hand_in_of_1_0_opens():
    pack = found("plain.wmpack", "ben")
    assert kit.bodies(pack) == made.words(12) and pack.contents == {}
    assert pack.lines[11].fields["text"] == f"{made.WELSH} 12" and pack.manifest.sender == known()["ann"]["device"]
    assert pack.manifest.based_on == kit.manifest().based_on and pack.manifest.heads == kit.manifest().heads


def test_that_a_hand_out_of_1_0_opens_with_all_that_it_brings():
    pack = found("everything.wmpack", "ann")
    assert kit.bodies(pack) == made.words(3) and pack.manifest.number == 2 and len(pack.manifest.recipients) == 2
    kinds = [frame.PINNED, frame.TABLE, frame.PASSAGES, frame.DOCUMENT, frame.CLIPPING, frame.PINNED, frame.HELD]
    assert [kind for kind, _ in pack.contents] == kinds and not pack.unknown
    sizes = {kind: len(data) for (kind, _), data in pack.contents.items()}
    assert (sizes[frame.DOCUMENT], sizes[frame.CLIPPING]) == (1_050_000, 300) and sizes[frame.PASSAGES] > 2_000_000
    assert look(PACKS / "everything.wmpack").minor == 0


def in_plain_words(data: bytes, sealing: X25519PrivateKey) -> tuple[dict, list[tuple[int, bytes]]]:
    """A pack read by its description alone (frame.py, seal.py), with nothing of ours: manifest, and its parts' kinds and bytes."""
    magic, major, _, whole, recipients, salt = struct.unpack(">8sHHQH16s", data[:38])
    assert (magic, major, whole) == (b"WMPEER\0P", 1, len(data))
    end = 38 + 96 * recipients
    tag = hashlib.sha256(sealing.public_key().public_bytes_raw() + salt).digest()[:16]
    (slot,) = [data[at + 16 : at + 96] for at in range(38, end, 96) if data[at : at + 16] == tag]
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
    cipher = ChaCha20Poly1305(suite.decrypt(slot, sealing, info=b"wmpeer pack 1" + data[:38]))
    bound, chunk, within = hashlib.sha256(data[:end]).digest(), 1024 * 1024 + 16, b""
    for number, at in enumerate(range(end, len(data), chunk)):
        nonce = number.to_bytes(11, "big") + (b"\1" if at + chunk >= len(data) else b"\0")
        within += cipher.decrypt(nonce, data[at : at + chunk], bound)
    pieces = []
    while within:
        kind, flags, length = struct.unpack(">BBI", within[:6])
        payload, within = within[6 : 6 + length], within[6 + length :]
        pieces.append((kind, zlib.decompress(payload) if flags & 2 else payload))
    (_, manifest), (_, signature), *rest = pieces
    assert rest.pop() == (255, b"") and admitted(signature[64:].decode()) is not None
    signer = Ed25519PublicKey.from_public_bytes(admitted(signature[64:].decode()))
    signer.verify(signature[:64], b"wmpeer manifest 1" + bound + manifest)
    parts = []
    for line in json.loads(manifest)["parts"]:
        (kind, part), rest = rest[0], rest[1:]
        while len(part) < line["size"]:
            part, rest = part + rest[0][1], rest[1:]
        assert kind == line["kind"]
        assert hashlib.sha256(part).hexdigest() == line["sha256"]
        parts.append((line["kind"], part))
    assert rest == []
    return json.loads(manifest), parts


@pytest.mark.parametrize(("name", "by"), [("plain", "ben"), ("everything", "ann"), ("of-minor-1", "ben")])
def test_that_a_pack_can_be_read_by_its_description_alone(name, by):
    sealing = X25519PrivateKey.from_private_bytes(bytes.fromhex(known()[by]["sealing"]))
    said, parts = in_plain_words((PACKS / f"{name}.wmpack").read_bytes(), sealing)
    pack = found(f"{name}.wmpack", by)
    lines = [line for kind, data in parts if kind == frame.SEGMENT for line in data.splitlines()]
    assert lines == kit.bodies(pack) and said["sender"] == pack.manifest.sender
    assert [data for kind, data in parts if kind != frame.SEGMENT] == list(pack.contents.values())


def test_that_what_a_newer_minor_version_adds_is_kept_and_can_be_passed_on():
    pack = found("of-minor-1.wmpack", "ben")
    assert pack.manifest.minor == look(PACKS / "of-minor-1.wmpack").minor == 1
    assert [line.kind for line in pack.lines] == ["finding", "finding", "theme", "finding"]
    assert json.loads(pack.lines[1].body)["mood"] == {"of": ["the", "writer"]} and pack.lines[3].fields["weight"] == 3
    sketch = pack.contents[made.SKETCH, "a" * 64]
    assert pack.unknown == {"a" * 64} and sketch.startswith(b"\x89SKETCH") and (frame.PINNED, "region") in pack.contents
    on = kit.taken(kit.pack([*segments(kit.bodies(pack)), held(made.SKETCH, "a" * 64, sketch)]))
    assert [line.id for line in on.lines] == [line.id for line in pack.lines] and on.contents[made.SKETCH, "a" * 64] == sketch


def test_that_a_part_that_nobody_may_leave_out_stops_who_does_not_know_it(monkeypatch):
    monkeypatch.setattr("wmpeer.exchange.unpacking._pieces", lambda *given: pytest.fail("a part was read"))
    with pytest.raises(errors.UnknownPartNeededError):
        found("of-minor-1-needed.wmpack", "ben")


def test_that_a_newer_major_version_is_told_and_left_unread():
    for act in (lambda: found("of-major-2.wmpack", "ben"), lambda: look(PACKS / "of-major-2.wmpack")):
        with pytest.raises(errors.PackNewerError, match=r"version 2\.5") as error:
            act()
        assert "Update this laptop" in error.value.next


def test_that_the_packs_are_never_written_over(tmp_path, monkeypatch):
    monkeypatch.setattr(made, "HERE", tmp_path)
    (tmp_path / "plain.wmpack").write_bytes(b"as it was")
    made.main()
    assert (tmp_path / "plain.wmpack").read_bytes() == b"as it was"
    assert {path.name for path in tmp_path.iterdir()} == set(HASHES)
    assert (tmp_path / "keys.json").read_bytes() == (PACKS / "keys.json").read_bytes()
