"""The words inside metafiles, also of hostile and broken ones."""

from __future__ import annotations

import gzip
import struct

from hypothesis import given
from hypothesis import strategies as st
from picture_files import emf

from wmpeer.documents.drawn_words import MOST_WORDS, words_in


def small(words: str, *, wide: bool, bounds: bool) -> bytes:
    """EMR_SMALLTEXTOUT."""
    text = words.encode("utf-16-le" if wide else "cp1252")
    options = (0 if wide else 0x200) | (0 if bounds else 0x100)
    body = struct.pack("<iiIIIff", 0, 7, len(words), options, 1, 1.0, 1.0) + (bytes(16) if bounds else b"") + text
    body += bytes(-len(body) % 4)
    return struct.pack("<II", 108, 8 + len(body)) + body


def plus(words: str) -> bytes:
    """EmfPlusDrawString in a comment."""
    text = words.encode("utf-16-le")
    record = struct.pack("<HHII", 0x401C, 0, 40 + len(text), 28 + len(text)) + struct.pack("<III16x", 0, 0, len(words)) + text
    body = struct.pack("<I", 4 + len(record)) + b"EMF+" + record
    body += bytes(-len(body) % 4)
    return struct.pack("<II", 70, 8 + len(body)) + body


def wmf(*words: str, placeable: bool = True) -> bytes:
    made = (b"\xd7\xcd\xc6\x9a" + bytes(18) if placeable else b"") + b"\x01\x00\x09\x00" + bytes(14)
    for row, one in enumerate(words):
        text = one.encode("cp1252") + bytes(len(one) % 2)
        options = 2 if row % 2 else 0
        body = struct.pack("<hhhH", row, 0, len(one), options) + (bytes(8) if options else b"") + text
        made += struct.pack("<IH", 3 + len(body) // 2, 0x0A32) + body
    return made


def test_that_every_way_to_write_in_a_metafile_is_read() -> None:
    data = emf("Plant Maethu", "18.4 %") + small("2024", wide=True, bounds=True) + small("2025", wide=False, bounds=False)
    assert words_in(data) == "Plant Maethu · 18.4 % · 2024 · 2025"
    assert words_in(emf() + plus("Only in EMF+")) == "Only in EMF+"
    assert words_in(emf("Said twice") + plus("Said twice")) == "Said twice"
    assert words_in(gzip.compress(data)) == words_in(data)
    for placeable in (True, False):
        assert words_in(wmf("Visits", "Ymweliadau", placeable=placeable)) == "Visits · Ymweliadau"


def test_that_letters_drawn_one_by_one_are_words_again() -> None:
    letters = b"".join(small(one, wide=True, bounds=True) for one in "In care")
    assert words_in(emf() + letters) == "In care"


def test_that_a_drawing_without_words_or_of_another_kind_has_none() -> None:
    assert [words_in(one) for one in (b"", emf(), b"<svg/>", b"\x1f\x8bbroken", bytes(200))] == [""] * 5
    assert len(words_in(emf(*("A long label of a chart" + str(n) for n in range(500))))) <= MOST_WORDS


@given(st.binary(max_size=300), st.integers(0, 120))
def test_that_no_bytes_break_it(noise: bytes, at: int) -> None:
    whole = emf("One", "Two") + plus("Three")
    for data in (whole[:at] + noise, emf() + noise, wmf() + noise, wmf("a")[:at] + noise, whole[: len(whole) - at]):
        assert len(words_in(data)) <= MOST_WORDS
