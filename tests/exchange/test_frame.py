"""A pack as bytes: what is altered, cut, added to, swapped or passed on is refused, whoever does it."""

from __future__ import annotations

import hashlib
import io
import os
import threading
from pathlib import Path
from random import Random

import pack_kit as kit
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wmpeer.exchange import caps, errors, frame, seal
from wmpeer.exchange.packing import held, regrouped, segments, streamed
from wmpeer.exchange.unpacking import look, opened
from wmpeer.progress import StoppedError, silent


def contents() -> list[object]:
    return [
        *segments([kit.revision(1), kit.revision(2, fields={"text": "Mae’r staff yn gwybod y cynllun"})]),
        held(frame.PINNED, "region", b"name = 'West Midlands'\n" * 8),
        kit.document(b"%PDF-1.7 and so on"),
    ]


@pytest.fixture(scope="module")
def samples() -> dict[str, bytes]:
    """Three packs: plain, to two laptops with a document, and one of many chunks (opened under `chunks_of(256)`)."""
    with kit.chunks_of(256):
        many = kit.pack(contents(), to=(kit.BEN, kit.ANN))
    return {"plain": kit.pack(), "full": kit.pack(contents(), to=(kit.ANN, kit.BEN)), "many": many}


def opening(name: str):
    return kit.chunks_of(256 if name == "many" else caps.CHUNK)


def refused(data: bytes, by: kit.Laptop = kit.ANN) -> str:
    """The code that *data* is refused with; a pack that is accepted, or any other error, fails."""
    try:
        kit.taken(data, by)
    except errors.PackRefusedError as error:
        assert kit.NAME in error.sentence
        return error.code()
    raise AssertionError("it was accepted")


@pytest.mark.parametrize("name", ["plain", "full", "many"])
def test_that_a_pack_brings_what_was_put_in(samples, name):
    with opening(name):
        found = kit.taken(samples[name])
    assert kit.bodies(found)[0] == kit.revision(1) and found.lines[0].sequence == 1
    assert found.manifest.number == 3 and found.manifest.heads == kit.manifest().heads and not found.unknown
    if name != "plain":
        assert sorted(found.contents.values()) == [b"%PDF-1.7 and so on", b"name = 'West Midlands'\n" * 8]
        with opening(name):
            assert kit.taken(samples[name], kit.BEN).lines == found.lines


@pytest.mark.parametrize("name", ["plain", "full", "many"])
def test_that_no_byte_can_be_another(samples, name):
    chance, whole = Random(name), bytearray(samples[name])
    with opening(name):
        for at, byte in enumerate(whole):
            whole[at] = byte ^ chance.randint(1, 255)
            refused(whole)
            whole[at] = byte


@pytest.mark.parametrize("name", ["plain", "full", "many"])
def test_that_a_pack_cut_at_any_length_says_how_much_is_here(samples, name):
    whole = samples[name]
    with opening(name):
        codes = {at: refused(whole[:at]) for at in range(len(whole))}
    assert codes.pop(0) == "pack-empty" and set(codes.values()) == {"pack-cut-short"}


@pytest.mark.parametrize("name", ["plain", "full", "many"])
def test_that_nothing_may_be_added(samples, name):
    chance = Random(name)
    more = [*range(1, 65), *(chance.randint(65, 4095) for _ in range(60)), 4096]
    assert {refused(samples[name] + chance.randbytes(count)) for count in more} == {"pack-too-long"}


def test_that_a_file_that_is_none_is_refused_by_name():
    for data in (b"PK\3\4" + b"x" * 2000, b"W", b"WMPEEX\0P" * 40, b"\xff" * 500):
        assert refused(data) in ("not-a-pack", "pack-cut-short")
    assert refused(b"%PDF-1.7") == "not-a-pack"
    assert refused(b"WMPEER") == refused(b"WMPEER\0P\0\1\0\0") == "pack-cut-short"


def test_that_a_file_whose_bytes_have_not_come_yet_is_waited_for(samples):
    """Some systems keep the place of a file first and fill it later; others show a placeholder of the right size."""
    whole = samples["many"]
    assert refused(bytes(len(whole))) == "pack-empty"
    with kit.chunks_of(256):
        header = len(kit.unsealed(whole)[0].raw)
        for come in (header, header + 100, header + 272, len(whole) - 300):
            assert refused(whole[:come] + bytes(len(whole) - come)) == "pack-cut-short"


def test_that_a_pack_for_another_laptop_says_so(samples):
    assert refused(samples["full"], kit.EVE) == "pack-for-someone-else"


def test_that_a_laptop_nobody_admitted_is_unknown_before_its_manifest_is_read(samples, monkeypatch):
    monkeypatch.setattr("wmpeer.exchange.unpacking.read_manifest", lambda *given: pytest.fail("it was read"))
    with pytest.raises(errors.UnknownSenderError):
        kit.taken(samples["plain"], admitted={})
    with pytest.raises(errors.SignatureWrongError):
        kit.taken(samples["plain"], admitted={kit.OFFICE.device: kit.EVE.known_by})


def test_that_a_laptop_reported_lost_is_refused_as_one(samples):
    def admitted(device: str) -> bytes:
        raise errors.DeviceRevokedError(name=kit.NAME, on="8 October 2026")

    with pytest.raises(errors.DeviceRevokedError):
        kit.opened_from(io.BytesIO(samples["plain"]), len(samples["plain"]), kit.NAME, kit.ANN.sealing, admitted, silent)


# a recipient, who has the one-off key


def test_that_a_recipient_cannot_pass_the_inside_on_as_sealed_by_its_sender(samples):
    """Ann seals what the office signed for her to Eve, to herself, and under another number of recipients."""
    _, _, within = kit.unsealed(samples["full"])
    for to in ([kit.EVE], [kit.ANN, kit.BEN], [kit.ANN, kit.EVE]):
        key = os.urandom(32)
        header = seal.new_header(key, [one.public for one in to], 0, len(within), os.urandom(16))
        assert refused(kit.sealed_again(header, key, within), to[-1]) == "signature-wrong"


def test_that_a_recipient_cannot_change_a_byte_within(samples):
    """Every byte of the signature and of the parts, and every fifth of the manifest."""
    header, key, within = kit.unsealed(samples["full"])
    codes, signature = set(), within.index(frame.piece_head(frame.SIGNATURE, frame.CRITICAL, 96))
    for at in [*range(0, signature, 5), *range(signature, len(within))]:
        changed = bytearray(within)
        changed[at] ^= Random(at).randint(1, 255)
        codes.add(refused(kit.sealed_again(header, key, bytes(changed))))
    assert codes <= {"pack-altered", "unknown-sender", "signature-wrong", "part-altered", "part-missing"}, codes


def test_that_a_recipient_cannot_leave_a_part_out_or_put_one_in(samples):
    header, key, within = kit.unsealed(samples["full"])
    end = frame.piece_head(frame.END, frame.CRITICAL, 0)
    more = within.removesuffix(end) + frame.piece_head(frame.DOCUMENT, 0, 1) + b"x" + end
    less = within[: within.index(b"%PDF") - frame.PIECE_HEAD] + end
    for changed in (more, less, within + b"x", within.removesuffix(end)):
        longer = frame.fixed_header(0, seal.sealed_size(len(changed), 2), 2, header.salt)
        assert (
            refused(kit.sealed_again(frame.header_of(longer, header.slots), key, changed)) == "pack-altered"
        )  # slots are bound to the length
        fresh = seal.new_header(key, [kit.ANN.public, kit.BEN.public], 0, len(changed), header.salt)
        assert refused(kit.sealed_again(fresh, key, changed)) == "signature-wrong"


def test_that_who_packs_the_same_bytes_otherwise_says_the_same(samples):
    """All that a recipient can do to a pack under its own header: another level of zlib, said in a byte that is not signed."""
    header, key, within = kit.unsealed(samples["plain"])
    assert within.count(b"\x78\x01") == 1
    again = kit.sealed_again(header, key, within.replace(b"\x78\x01", b"\x78\x5e"))
    assert again != samples["plain"] and kit.taken(again) == kit.taken(samples["plain"])


# chunks


def chunks(data: bytes) -> tuple[bytes, list[bytes]]:
    header, size = kit.unsealed(data)[0].raw, caps.CHUNK + seal.SEAL
    return header, [data[at : at + size] for at in range(len(header), len(data), size)]


def test_that_chunks_stay_where_they_are_and_in_their_pack(samples):
    with kit.chunks_of(256):
        header, parts = chunks(samples["many"])
        other = kit.pack(contents(), to=(kit.BEN, kit.ANN))
        other_header, other_parts = chunks(other)
        assert len(parts) > 5 and len(other) == len(samples["many"])
        wrong = [
            [parts[1], parts[0], *parts[2:]],
            [*parts[:2], parts[1], *parts[3:]],
            [*parts[:3], other_parts[3], *parts[4:]],
            [*parts[:-1], other_parts[-1]],
            other_parts,
        ]
        assert {refused(header + b"".join(one)) for one in wrong} == {"pack-altered"}
        assert refused(other_header + b"".join(parts)) == "pack-altered"
        assert refused(header + b"".join(parts[:-1])) == "pack-cut-short"


def shortened(data: bytes) -> bytes:
    """A pack without its last chunk, whose header says that this is its length."""
    header, parts = chunks(data)
    left = header + b"".join(parts[:-1])
    return left[:12] + len(left).to_bytes(8, "big") + left[20:]


def test_that_the_last_chunk_cannot_be_dropped_though_the_header_says_so(samples):
    with kit.chunks_of(256):
        assert refused(shortened(samples["many"])) == "pack-altered"


# files


def test_that_look_tells_what_stands_outside_and_nothing_else(tmp_path, samples):
    path = tmp_path / "2026-27 Ann Other 3 (1).wmpack"
    path.write_bytes(samples["full"])
    outside = look(path, kit.BEN.sealing)
    assert (outside.size, outside.major, outside.minor, outside.for_us) == (len(samples["full"]), 1, 0, True)
    assert outside.sha256 == hashlib.sha256(samples["full"]).hexdigest()
    assert not look(path, kit.EVE.sealing).for_us and not look(path).for_us
    hidden = kit.manifest(to=(kit.ANN, kit.BEN))
    words = [hidden.sender, hidden.person, hidden.cycle, hidden.made_at, *hidden.recipients, "Staff", "finding", "West Midlands"]
    raw = [
        kit.ANN.public,
        kit.BEN.public,
        kit.OFFICE.known_by,
        *(word.encode() for word in words),
        *(bytes.fromhex(one) for one in words[:1]),
    ]
    assert [one for one in raw if one in samples["full"]] == []


def test_that_a_pack_is_opened_where_it_lies_and_nothing_is_written(tmp_path, samples):
    path = tmp_path / kit.NAME
    path.write_bytes(samples["full"])
    before = path.stat()
    told: list[tuple[int, int, str]] = []
    with opened(path, kit.ANN.sealing, kit.ADMITTED.get, lambda *said: told.append(said)) as pack:
        assert kit.everything(pack).lines
    after = path.stat()
    assert [one.name for one in tmp_path.iterdir()] == [kit.NAME]
    assert (before.st_mtime_ns, before.st_size, before.st_ino) == (after.st_mtime_ns, after.st_size, after.st_ino)
    assert told[-1][:2] == (len(samples["full"]), len(samples["full"])) and told[0][2] == "Reading the pack"


@pytest.mark.parametrize("act", ["look", "opened"])
def test_that_what_cannot_be_read_is_told_and_never_waited_for(tmp_path, act):
    def code(path: Path) -> str:
        with pytest.raises(errors.PackRefusedError) as error:
            if act == "look":
                look(path)
            else:
                with opened(path, kit.ANN.sealing, kit.ADMITTED.get):
                    pass
        return error.value.code()

    assert code(tmp_path / "gone.wmpack") == "pack-unreadable" and code(tmp_path) == "not-a-pack"
    (tmp_path / "empty.wmpack").touch()
    assert code(tmp_path / "empty.wmpack") == "pack-empty"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.wmpack")
        assert code(tmp_path / "pipe.wmpack") == "not-a-pack"


def test_that_a_stick_pulled_out_while_reading_is_told(samples):
    class Pulled(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 400:
                raise OSError(5, "Input/output error")
            return super().read(size)

    with kit.chunks_of(256), pytest.raises(errors.PackUnreadableError, match="input/output error"):
        kit.everything(kit.opened_from(Pulled(samples["many"]), len(samples["many"]), kit.NAME, kit.ANN.sealing, kit.ADMITTED.get, silent))


def test_that_a_file_that_grows_or_shrinks_while_it_is_read_is_refused(tmp_path, samples):
    path = tmp_path / kit.NAME
    whole = samples["many"]
    with kit.chunks_of(256):
        for size, code in ((len(whole) + 1, "pack-too-long"), (len(whole) - 300, "pack-cut-short")):
            path.write_bytes(whole)
            with pytest.raises(errors.PackRefusedError) as error, path.open("rb", buffering=0) as source:
                pack = kit.opened_from(source, len(whole), kit.NAME, kit.ANN.sealing, kit.ADMITTED.get, silent)
                path.write_bytes((whole + b"x")[:size])
                kit.everything(pack)
            assert error.value.code() == code


def test_that_a_file_that_grows_while_it_is_looked_at_has_no_hash_yet(tmp_path, samples):
    path = tmp_path / kit.NAME
    path.write_bytes(samples["full"])

    def grow(done: int, total: int, label: str) -> None:
        with path.open("ab") as out:
            out.write(b"x")

    with kit.chunks_of(256), pytest.raises(errors.PackTooLongError):
        look(path, progress=grow)


def test_that_contents_are_read_in_their_order(samples):
    with kit.chunks_of(caps.CHUNK):
        pack = kit.opened_from(io.BytesIO(samples["full"]), len(samples["full"]), kit.NAME, kit.ANN.sealing, kit.ADMITTED.get, silent)
        first, second = pack.contents()
    for one in (first, second):
        with pytest.raises(RuntimeError, match="in their order"):
            one.whole()


def test_that_writing_and_reading_stop_at_the_next_chunk(samples):
    def stopping(after: int):
        left = iter(range(after))

        def progress(done: int, total: int, label: str) -> None:
            if next(left, None) is None:
                raise StoppedError

        return progress

    with kit.chunks_of(256):
        whole = samples["many"]
        for after in (0, 1, 3):
            with pytest.raises(StoppedError):
                kit.pack(contents(), progress=stopping(after))
            with pytest.raises(StoppedError):
                kit.everything(kit.opened_from(io.BytesIO(whole), len(whole), kit.NAME, kit.ANN.sealing, kit.ADMITTED.get, stopping(after)))


# pieces


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 700)), st.integers(17, 600))
def test_that_any_pieces_are_regrouped_to_whole_ones(sizes, of):
    data = [Random(size).randbytes(size) for size in sizes]
    with kit.chunks_of(of):
        pieces = list(regrouped(data))
    assert b"".join(pieces) == b"".join(data) and {len(one) for one in pieces[:-1]} <= {of} and len(pieces[-1]) <= of
    assert len(pieces) == max(1, -(-sum(sizes) // of))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1200), st.booleans())
def test_that_a_part_of_any_size_comes_back(size, is_held):
    data = Random(size).randbytes(size // 2) + b"a" * (size - size // 2)
    with kit.chunks_of(300):
        part = held(frame.TABLE, "t", [data[:7], data[7:]]) if is_held else kit.document(data, "t")
        assert list(kit.taken(kit.pack([part])).contents.values()) == [data]


def test_that_a_streamed_part_of_another_size_is_never_handed_out_and_another_one_never_taken_in():
    for data in (b"five!", b"3", b""):
        wrong = streamed(frame.DOCUMENT, "d", 4, "0" * 64, lambda data=data: [data])
        with pytest.raises(ValueError, match="not 4"):
            kit.pack([wrong])
    assert refused(kit.pack([streamed(frame.DOCUMENT, "d", 4, "0" * 64, lambda: [b"four"])])) == "part-altered"


def test_that_packs_can_be_made_and_opened_on_several_threads(samples):
    failed: list[BaseException] = []

    def work() -> None:
        try:
            assert kit.bodies(kit.taken(kit.pack())) == [kit.revision(1), kit.revision(2)]
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []
