"""What a pack may hold: the most goes through, one more is refused, and refused before it costs anything."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import tracemalloc
import zlib

import pack_kit as kit
import pytest

from wmpeer.exchange import caps, errors, frame, packing, unpacking
from wmpeer.exchange.manifest import refuse_too_much
from wmpeer.exchange.packing import held, segments
from wmpeer.exchange.records import PartLine
from wmpeer.progress import silent

END = (frame.END, frame.CRITICAL, b"")


def refused(data: bytes) -> str:
    with pytest.raises(errors.PackRefusedError) as error:
        kit.taken(data)
    return error.value.code()


def line(data: bytes, kind: int = frame.DOCUMENT, name: str = "d", critical: bool = False, size: int | None = None) -> PartLine:
    return PartLine(kind, name, len(data) if size is None else size, hashlib.sha256(data).hexdigest(), critical)


def a_part(size: int, kind: int = frame.DOCUMENT, name: str = "d") -> PartLine:
    return PartLine(kind, name, size, "0" * 64, False)


def numbered(count: int, size: int, kind: int = frame.DOCUMENT) -> tuple[PartLine, ...]:
    return tuple(a_part(size, kind, str(number)) for number in range(count))


MB = caps.MB
MOST = [
    ("too-many-parts", numbered(4096, 1), numbered(4097, 1)),
    ("too-many-revisions", numbered(128, MB, frame.SEGMENT), numbered(129, MB, frame.SEGMENT)),
    ("revision-too-large", (a_part(MB, frame.SEGMENT),), (a_part(MB + 1, frame.SEGMENT),)),
    ("content-too-large", (a_part(50 * MB),), (a_part(50 * MB + 1),)),
    ("content-too-large", numbered(10, 50 * MB), (*numbered(10, 50 * MB), a_part(1))),
    ("content-too-large", (a_part(50 * MB, kind=77),), (a_part(50 * MB + 1, kind=77),)),
]  # fmt: skip


@pytest.mark.parametrize(("code", "most", "more"), MOST)
def test_that_a_manifest_lists_no_more_than_a_pack_may_hold(code, most, more, monkeypatch):
    """Writing and reading ask alike; of a pack that lists more, no part is read."""
    refuse_too_much(most, kit.NAME)
    with pytest.raises(errors.PackRefusedError) as error:
        refuse_too_much(more, kit.NAME)
    assert error.value.code() == code
    monkeypatch.setattr(unpacking, "_pieces", lambda *given: pytest.fail("a part was read"))
    assert refused(kit.hand_made(more, [END])) == code
    with pytest.raises(errors.PackRefusedError) as error:
        kit.pack([packing.Part(one, one.size, lambda: pytest.fail("it was asked for")) for one in more])
    assert error.value.code() == code


def test_that_sixteen_laptops_get_a_pack_and_seventeen_do_not():
    many = [kit.Laptop(f"laptop {number}") for number in range(17)]
    whole = kit.pack([], to=many[:16])
    assert kit.taken(whole, many[15]).manifest.recipients[15] == many[15].device
    with pytest.raises(ValueError, match="1 to 16"):
        kit.pack([], to=many)
    with pytest.raises(ValueError, match="1 to 16"):
        kit.pack([], to=[])
    for count in (0, 17, 65535):
        assert refused(whole[:20] + count.to_bytes(2, "big") + whole[22:]) == "pack-altered"


def test_that_a_header_that_says_too_much_is_refused_before_a_byte_behind_it_is_read():
    class Counted(io.BytesIO):
        got = 0

        def read(self, size: int | None = -1) -> bytes:
            data = super().read(size)
            self.got += len(data)
            return data

    for whole, code in (
        (caps.LARGEST_PACK + 1, "pack-too-large"),
        (2**64 - 1, "pack-too-large"),
        (caps.LARGEST_PACK, "pack-for-someone-else"),
    ):
        source = Counted(frame.fixed_header(0, whole, 1, bytes(16)) + bytes(3000))
        with pytest.raises(errors.PackRefusedError) as error:
            unpacking.opened_from(source, whole, kit.NAME, kit.ANN.sealing, kit.ADMITTED.get, silent)
        assert error.value.code() == code and source.got <= 38 + 96


def test_that_a_pack_of_600_mb_is_made_and_no_larger_one(monkeypatch):
    """Asked of the length alone: the header and the seals count."""
    monkeypatch.setattr(caps, "LARGEST_PACK", len(kit.pack()))
    assert kit.taken(kit.pack()).lines
    monkeypatch.setattr(caps, "LARGEST_PACK", len(kit.pack()) - 1)
    with pytest.raises(errors.PackTooLargeError):
        kit.pack()


def test_that_a_manifest_may_have_four_mb_in_several_pieces(monkeypatch):
    heads = [dataclasses.asdict(dataclasses.replace(kit.manifest().heads[0], stream=f"{number:032x}")) for number in range(4000)]
    whole = kit.pack_that_says(lambda said: said.update(heads=heads))
    assert len(kit.taken(whole).manifest.heads) == 4000 and len(whole) > caps.CHUNK
    size = len(kit.unsealed(kit.pack([]))[2]) - 2 * frame.PIECE_HEAD - (64 + 32) - frame.PIECE_HEAD
    monkeypatch.setattr(caps, "LARGEST_MANIFEST", size)
    whole = kit.pack([])
    assert kit.taken(whole).manifest
    monkeypatch.setattr(caps, "LARGEST_MANIFEST", size - 1)
    assert refused(whole) == "pack-altered"


# revisions


def test_that_a_revision_may_have_a_million_bytes(monkeypatch):
    room = caps.LARGEST_REVISION - len(kit.revision(fields={"text": ""}))
    longest = kit.revision(fields={"text": "a" * room})
    assert kit.bodies(kit.taken(kit.pack(segments([longest, kit.revision(2), longest.replace(b"aaa", b"bbb", 1)])))) != []
    with pytest.raises(errors.RevisionTooLargeError):
        list(segments([longest.replace(b"aaa", b"aaaa", 1)]))
    monkeypatch.setattr(packing, "prescan", lambda *given: None)
    assert refused(kit.pack(segments([longest.replace(b"aaa", b"aaaa", 1)]))) == "revision-too-large"


def test_that_a_pack_may_have_so_many_revisions_and_a_record_so_long_a_history(monkeypatch):
    monkeypatch.setattr(caps, "LARGEST_SEGMENT", 3000)
    many = [kit.revision(number) for number in range(1, 42)]
    of_one = [kit.revision(number, entity="e") for number in range(1, 22)]
    most, more, longest, longer = (kit.pack(segments(one)) for one in (many[:40], many, of_one[:20], of_one))
    monkeypatch.setattr(caps, "MOST_REVISIONS", 40)
    monkeypatch.setattr(caps, "MOST_OF_A_RECORD", 20)
    assert len(kit.taken(most).lines) == 40 and len(kit.taken(longest).lines) == 20
    assert (refused(more), refused(longer)) == ("too-many-revisions", "record-too-long")
    assert len(list(segments(many[:40]))) > 1
    with pytest.raises(errors.TooManyRevisionsError):
        list(segments(many))


def test_that_200000_revisions_and_20000_of_one_record_are_what_the_rule_says():
    assert (caps.MOST_REVISIONS, caps.MOST_OF_A_RECORD, caps.LARGEST_REVISION, caps.DEEPEST) == (200_000, 20_000, 1_000_000, 16)
    assert (caps.LARGEST_PACK, caps.LARGEST_CONTENTS, caps.LARGEST_CONTENT) == (600 * MB, 500 * MB, 50 * MB)


@pytest.mark.parametrize("data", [b"", b"\n", b"no end of a line", kit.revision() + b"\n\n", b"\n" + kit.revision() + b"\n"])
def test_that_a_segment_is_lines_with_an_end_each(data):
    assert refused(kit.pack([held(frame.SEGMENT, "1", data)])) == "revision-malformed"


# pieces that are not what the manifest lists, signed all the same


def test_that_a_part_is_what_its_line_in_the_manifest_says():
    good = (frame.DOCUMENT, 0, b"data")
    packed = (frame.DOCUMENT, frame.PACKED, zlib.compress(b"data"))
    for pieces in ([good], [packed]):
        assert kit.taken(kit.hand_made([line(b"data")], [*pieces, END])).contents == {(frame.DOCUMENT, "d"): b"data"}
    wrong = {
        "part-missing": [[END], [(frame.TABLE, 0, b"data"), END], [(frame.MANIFEST, 1, b"data"), END]],
        "part-altered": [
            [(frame.DOCUMENT, 0, b"dat"), END],
            [(frame.DOCUMENT, 0, b"dat"), (frame.DOCUMENT, 0, b"a"), END],
            [(frame.DOCUMENT, 0, b"datb"), END],
            [(frame.DOCUMENT, frame.CRITICAL, b"data"), END],
            [(frame.DOCUMENT, frame.PACKED, b"data"), END],
            [(frame.DOCUMENT, 0, zlib.compress(b"data")), END],
            [(frame.DOCUMENT, frame.PACKED, zlib.compress(b"data") + b"x"), END],
            [(frame.DOCUMENT, frame.PACKED, zlib.compress(b"data")[:-1]), END],
            [(frame.DOCUMENT, frame.PACKED, zlib.compress(b"data and more")), END],
        ],
        "pack-altered": [
            [good, good, END],
            [good],
            [good, END, END],
            [good, (frame.END, 0, b"")],
            [good, (frame.END, frame.CRITICAL, b"x")],
            [(frame.DOCUMENT, 4, b"data"), END],
        ],
    }
    for code, every in wrong.items():
        assert [pieces for pieces in every if refused(kit.hand_made([line(b"data")], pieces)) != code] == []


def test_that_a_piece_says_no_more_than_a_megabyte():
    most = [line(b"x" * MB)], [(frame.DOCUMENT, 0, b"x" * MB), END]
    assert kit.taken(kit.hand_made(*most)).contents == {(frame.DOCUMENT, "d"): b"x" * MB}
    with pytest.raises(errors.PackAlteredError):
        frame.read_piece_head(io.BytesIO(frame.piece_head(frame.DOCUMENT, 0, MB + 1)).read, kit.NAME)


def bomb() -> bytes:
    """20 KB that zlib unpacks to 20 MB, in the place of four bytes."""
    return kit.hand_made([line(b"data")], [(frame.DOCUMENT, frame.PACKED, zlib.compress(bytes(20 * MB), 9)), END])


def peak_of(data: bytes) -> float:
    """The most memory that refusing *data* takes, in MB."""
    tracemalloc.start()
    try:
        assert refused(data) == "part-altered"
        return tracemalloc.get_traced_memory()[1] / MB
    finally:
        tracemalloc.stop()


def test_that_what_is_packed_is_never_unpacked_beyond_what_its_part_may_have():
    assert peak_of(bomb()) < 2


def test_that_unpacking_first_and_asking_afterwards_is_seen(monkeypatch):
    monkeypatch.setattr(unpacking, "inflated", lambda packed, size: found if len(found := zlib.decompress(packed)) == size else None)
    assert peak_of(bomb()) > 15


# what the manifest says of itself


def listed(kind: int, critical: object) -> dict[str, object]:
    return {"kind": kind, "name": "a", "size": 0, "sha256": "0" * 64, "critical": critical}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda said: said.pop("cycle"), "manifest-malformed"),
        (lambda said: said.update(sender=kit.EVE.device), "signature-wrong"),
        (lambda said: said.update(recipients=[]), "manifest-malformed"),
        (lambda said: said.update(recipients=[kit.ANN.device] * 2), "manifest-malformed"),
        (lambda said: said.update(number=0), "manifest-malformed"),
        (lambda said: said.update(number=True), "manifest-malformed"),
        (lambda said: said.update(number=10**15), "number-too-large"),
        (lambda said: said.update(minor=1), "manifest-malformed"),
        (lambda said: said.update(made_at="yesterday"), "manifest-malformed"),
        (lambda said: said.update(program="0.5\n0"), "manifest-malformed"),
        (lambda said: said.update(based_on={"s": -1}), "manifest-malformed"),
        (lambda said: said.update(based_on=[]), "manifest-malformed"),
        (lambda said: said["heads"][0].update(signature="zz"), "manifest-malformed"),
        (lambda said: said["heads"][0].pop("id"), "manifest-malformed"),
        (lambda said: said.update(parts=[listed(2, False)]), "manifest-malformed"),
        (
            lambda said: said.update(parts=[listed(255, False)]),
            "manifest-malformed",
        ),
        (lambda said: said.update(parts=[listed(4, 1)]), "manifest-malformed"),
        (
            lambda said: said.update(parts=[listed(4, False)] * 2),
            "manifest-malformed",
        ),
        (lambda said: said.update(more=json.loads("[" * 16 + "]" * 16)), "manifest-malformed"),
        (lambda said: b"[]", "manifest-malformed"),
        (lambda said: b"", "manifest-malformed"),
        (lambda said: b"{", "manifest-malformed"),
        (lambda said: b"[" * 100_000, "manifest-malformed"),
        (lambda said: b'{"cycle":1,"cycle":2}', "key-twice"),
    ],
)
def test_that_a_manifest_that_is_none_is_refused_though_it_is_signed(change, code):
    assert refused(kit.pack_that_says(change)) == code


def test_that_segments_come_first():
    parts = [kit.document(b"data"), *segments([kit.revision()])]
    assert refused(kit.pack_that_says(lambda said: None, parts)) == "manifest-malformed"
    assert kit.taken(kit.pack(parts)).lines  # whoever makes a pack need not know
