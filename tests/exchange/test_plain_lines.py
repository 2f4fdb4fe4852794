"""The short way to read a revision gives what the long way gives, or nothing."""

from __future__ import annotations

import json
import time
from random import Random

import pack_kit as kit
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wmpeer.exchange import body, caps, errors, prescan
from wmpeer.exchange.plain_lines import plain_lines
from wmpeer.journal.revisions import RevisionLine, canonical

PLAIN = kit.revision(fields={"text": 'He said "here": {no} [no] ¾\n', "in_letter": False, "area": None, "tags/a": True})


def the_long_way(line: bytes) -> RevisionLine | None:
    try:
        prescan.prescan(line, kit.NAME)
        return body.line_of(line, kit.NAME)
    except errors.PackRefusedError:
        return None


def said(**changed: object) -> bytes:
    return canonical({**json.loads(PLAIN), **changed})


def agree(*lines: bytes) -> None:
    for short, line in zip(plain_lines(lines), lines, strict=True):
        assert short is None or short == the_long_way(line)


@pytest.mark.parametrize(
    "line",
    [
        PLAIN,
        said(authority=None),
        said(previous="0" * 64, undoes="f" * 64, parents=["a" * 64, "b" * 64], knew=["c" * 64]),
        said(fields={}),
        said(fields={"level": 3, "rank": -999_999_999_999_999}),
        said(fields={"text": 'a "b" \\n {["'}).replace(b"\\\\n", b"\\n"),
    ],
)
def test_that_what_is_spelt_as_usual_is_read_the_short_way(line: bytes) -> None:
    assert plain_lines([line]) == [the_long_way(line)] != [None]


@pytest.mark.parametrize(
    "line",
    [
        PLAIN.replace(b'"area":null', b'"area":null,"area":null'),
        PLAIN.replace(b'"area":null', b'"area":"a","area":"b"'),
        PLAIN.replace(b'"area":null', b'"text":"twice"'),
        PLAIN.replace(b'"area":null', b'"a\\\\":1,"a\\\\":1'),
        PLAIN.replace(b'"area":null', b'"area":1000000000000000'),
        PLAIN.replace(b'"area":null', b'"area":1.5'),
        PLAIN.replace(b'"area":null', b'"area":NaN'),
        PLAIN.replace(b'"area":null', b'"area":1e999'),
        PLAIN.replace(b'"area":null', b'"area":{"area":null}'),
        PLAIN.replace(b'"area":null', b'"":null'),
        PLAIN.replace(b'"area":null', b'"area":"\\u0000"'),
        PLAIN.replace(b'"area":null', b'"area":"\x00"'),
        PLAIN.replace(b'"area":null', b'"area":"\\x"'),
        PLAIN.replace(b'"area":null', b'"area":"\xff"'),
        PLAIN + b"\n",
        b" " + PLAIN,
        said(kind="note"),
        said(shelf="private"),
        said(shelf="elsewhere"),
        said(parents=["a" * 64, "a" * 64]),
        said(knew=["a" * 63]),
        said(sequence=0),
        said(sequence=10**15),
        said(at="ffffffffffff-0000"),
        said(wall="2026-02-30T14:02:11.123Z"),
        said(author="a b"),
        said(verb="x" * 501),
        said(of_a_newer_program=1),
        said(fields={"text": "x" * caps.LARGEST_REVISION}),
    ],
)
def test_that_what_is_not_is_left_to_the_long_way(line: bytes) -> None:
    assert line != PLAIN
    assert plain_lines([line]) == [None]


def test_that_what_is_not_spelt_as_usual_is_left_alone_and_its_neighbours_are_read() -> None:
    newer, listed = said(of_a_newer_program=1), said(fields={"points": ["a", "b"]})
    others = [said(sequence=number, nonce=f"{number:032x}") for number in range(1, 4)]
    assert plain_lines([newer, *others, listed, PLAIN]) == [None, *map(the_long_way, others), None, the_long_way(PLAIN)]
    assert plain_lines([]) == []


@pytest.mark.parametrize(
    "two",
    [
        (PLAIN.replace(b'"area":null', b'"area":"x'), PLAIN.replace(b'"area":null', b'y":null')),
        (PLAIN.replace(b'"author":"', b'"author":"\n'), PLAIN),
        (PLAIN.replace(b'"area":null', b'"area":null,"area":null'), PLAIN.replace(b'"area":null', b'"area":"a"')),
    ],
)
def test_that_no_line_reaches_into_the_next(two: tuple[bytes, bytes]) -> None:
    assert plain_lines(two) == [None, None]


def test_that_lines_that_break_off_are_not_searched_for_their_end_in_those_after_them() -> None:
    """Each would be searched for it up to the end of the segment: eight seconds where all break off at `knew`."""
    whole = said(authority="E1", parents=["a" * 64], knew=["b" * 64], undoes="c" * 64)
    began = time.process_time()
    for at in [at for at in range(len(whole)) if whole[at - 1 : at] in b':["']:
        assert plain_lines([whole[:at]] * 500) == [None] * 500
    assert plain_lines([whole[: whole.index(b'"knew":[') + 8]] * 8000) == [None] * 8000
    assert time.process_time() - began < 3


_values = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text(), max_size=2))


@settings(deadline=None)
@given(st.dictionaries(st.text(), _values, max_size=4))
@example({'a"': '"', "\\": "\\\\"})
@example({"a": '\\"', '"b"': ""})
def test_that_whatever_fields_say_both_ways_read_the_same(fields: dict[str, object]) -> None:
    line = json.dumps({**json.loads(PLAIN), "fields": fields}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    agree(line.encode("utf-8", "replace"), PLAIN)


def test_that_bytes_changed_taken_out_and_said_twice_are_never_read_otherwise() -> None:
    chance, spoiled = Random(72), []
    for _ in range(6000):
        line = bytearray(PLAIN)
        for _ in range(chance.choice((1, 1, 2, 3))):
            at = chance.randrange(len(line))
            match chance.randrange(4):
                case 0:
                    line[at] = chance.choice(b'"\\{}[]:,0a\x00\x7f\xc3 ')
                case 1:
                    del line[at : at + chance.choice((1, 2, 8))]
                case 2:
                    line[at:at] = line[at : at + chance.randrange(20)]
                case 3:
                    other = chance.randrange(len(line))
                    line[at:at] = line[other : other + chance.randrange(20)]
        spoiled.append(bytes(line))
    agree(*spoiled)
    for at in range(0, len(spoiled), 2):
        agree(PLAIN, *spoiled[at : at + 2], PLAIN)
