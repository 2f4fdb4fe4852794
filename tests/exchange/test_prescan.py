"""Lines and bodies: what no parser should see never gets there, and what is no revision is refused by a code of its own."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from random import Random

import pack_kit as kit
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wmpeer import clock
from wmpeer.exchange import body, caps, errors, prescan
from wmpeer.journal.revisions import BODY_KEYS, TOO_LARGE, canonical, read_line, writable


def refused(line: bytes) -> str:
    """The code that a line is refused with, or an empty text."""
    try:
        prescan.prescan(line, kit.NAME)
        body.line_of(line, kit.NAME)
    except errors.PackRefusedError as error:
        assert kit.NAME in error.sentence
        return error.code()
    return ""


def said(**changed: object) -> bytes:
    return canonical({**json.loads(kit.revision()), **changed})


def raw(instead: str) -> bytes:
    """A revision whose field `text` is spelt as *instead*, whatever that is."""
    return kit.revision(fields={"text": "HERE"}).replace(b'"HERE"', instead.encode())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (said(), ""),
        (said(of_a_newer_program={"a": [1, 2.5]}), ""),
        (said(kind="theme"), ""),
        (said(authority=None), ""),
        (said(previous="0" * 64, undoes="f" * 64, parents=["a" * 64, "b" * 64]), ""),
        (b"", "revision-malformed"),
        (b"[]", "revision-malformed"),
        (b"null", "revision-malformed"),
        (b'{"at":1}', "revision-malformed"),
        (said() + b" {}", "revision-malformed"),
        (said() + b" ", "revision-malformed"),
        (b" " + said(), "revision-malformed"),
        (b"\xef\xbb\xbf" + said(), "revision-malformed"),
        (said()[:-1], "revision-malformed"),
        (said().replace(b"Keep", b"Ke\xff"), "revision-malformed"),
        (said().replace(b"Keep", b"Ke\x00"), "revision-malformed"),
        (raw('"\\u0000"'), "revision-malformed"),
        (raw('"\\ud800"'), "revision-malformed"),
        (raw('"\\\\\\u0041"'), "revision-malformed"),
        (raw('"C:\\\\users"'), ""),
        (raw('"[[[[[[[[[[[[[[[[[[[[[[[[ \\" {{{{{{{{"'), ""),
        (raw("[" * 14 + "]" * 14), ""),
        (raw("[" * 15 + "]" * 15), "nested-too-deep"),
        (raw("[" * 400_000), "nested-too-deep"),
        (raw('"' + "[" * 400_000 + '"'), ""),
        (raw('{"a":1,"a":2}'), "key-twice"),
        (said()[:-1] + b',"verb":"Take"}', "key-twice"),
        (raw("999999999999999"), ""),
        (raw("-999999999999999"), ""),
        (raw("1000000000000000"), "number-too-large"),
        (raw("-1000000000000000"), "number-too-large"),
        (raw("1" * 500_000), "number-too-large"),
        (raw("0." + "1" * 500_000), "number-too-large"),
        (raw("1e400"), "number-too-large"),
        (raw("1e99999999999"), "number-too-large"),
        (raw("1e15"), "number-too-large"),
        (raw("-1e300"), "number-too-large"),
        (raw("NaN"), "number-too-large"),
        (raw("-Infinity"), "number-too-large"),
        (raw("0.30000000000000004"), ""),
        (raw("1.7976931348623157e-308"), ""),
        (said(fields={"text": "a" * caps.LARGEST_REVISION}), "revision-too-large"),
        (said(at="zz"), "bad-stamp"),
        (said(at="ffffffffffff-0000"), "bad-stamp"),
        (said(wall="yesterday"), "bad-stamp"),
        (said(wall="2026-02-30T14:02:11.123Z"), "bad-stamp"),
        (said(wall="2026-10-08 14:02:11.123Z"), "bad-stamp"),
        (said(shelf="private"), "private-in-pack"),
        (said(shelf="local"), "private-in-pack"),
        (said(kind="note"), "private-in-pack"),
        (said(kind="take_back"), "private-in-pack"),
    ],
)  # fmt: skip
def test_that_each_line_is_taken_or_refused_by_its_own_code(line, code):
    assert refused(line) == code


WRONG: dict[str, list[object]] = {
    "at": [None, 1, []],
    "author": ["", None, 1, "two words", "a" * 201, "a\u2028b"],
    "authority": ["", 1, False],
    "device": ["", None],
    "entity": ["", None, {}, "a\tb"],
    "fields": [None, [], "text", {"": 1}],
    "kind": ["", "Finding", "1", None, "a" * 65, "a b"],
    "knew": [None, "0" * 64, ["0" * 63], [1], ["0" * 64, "0" * 64], {}],
    "nonce": ["", None],
    "parents": [None, ["A" * 64], [None]],
    "previous": [None, "0" * 63, 0, False],
    "recorded_by": ["", None],
    "sequence": [0, -1, 1.0, True, "1", None],
    "shelf": ["", "attic", None, []],
    "undoes": ["", 0, "g" * 64],
    "verb": [None, 1, "a" * 501],
    "wall": [None, 1],
}


def test_that_every_key_has_to_be_there_and_of_its_type():
    assert set(WRONG) == set(BODY_KEYS)
    for key, values in WRONG.items():
        without = json.loads(kit.revision())
        del without[key]
        assert refused(canonical(without)) == "revision-malformed"
        assert [value for value in values if refused(said(**{key: value})) != "revision-malformed"] == [], key


def test_that_a_revision_is_read_as_the_journal_reads_it():
    line = kit.revision(3, fields={"text": "Mae’r staff", "tags/neglect": True, "x": None, "n": [1, 0.5]}, undoes="e" * 64)
    assert body.line_of(line, kit.NAME) == read_line(line.decode())


def test_that_a_refused_line_never_reaches_the_parser(monkeypatch):
    monkeypatch.setattr(prescan, "_DECODER", None)
    for line in (raw("[" * 400_000), said(fields={"text": "a" * caps.LARGEST_REVISION}), raw('"\\u0000"')):
        assert refused(line)


@pytest.mark.parametrize("sign", [b"[", b'{"a":', b'"', b'\\"', b"\\", b'["', b"1", b"\\u", b'""', b"[]"])
def test_that_a_megabyte_of_anything_takes_a_moment(sign):
    line = (sign * caps.LARGEST_REVISION)[: caps.LARGEST_REVISION]
    began = time.process_time()
    assert refused(line)
    assert time.process_time() - began < 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**16), 10**16) | st.floats(allow_nan=True) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=10,
)


def how_deep(value: object) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(how_deep, inner), default=0)


@settings(max_examples=60, deadline=None)
@given(JSON)
def test_that_the_depth_seen_in_the_bytes_is_that_of_the_value(value):
    assert prescan.depth(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")) == how_deep(value)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=80), JSON.map(lambda one: json.dumps(one).encode()), st.text().map(str.encode)))
def test_that_any_bytes_are_refused_or_a_revision_and_nothing_else_is_raised(data):
    assert refused(data) == "revision-malformed" or refused(data) in {"number-too-large", "key-twice", "nested-too-deep"}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BODY_KEYS), JSON)
def test_that_any_value_anywhere_is_refused_or_read_alike(key, value):
    try:
        line = said(**{key: value})
    except (ValueError, UnicodeEncodeError):  # no writer can spell it
        return
    if not refused(line):
        assert body.line_of(line, kit.NAME) == read_line(line.decode())


@settings(max_examples=80, deadline=None)
@given(JSON)
@example(value=10**15)
@example(value=1e15)
@example(value=float("nan"))
def test_that_whatever_the_journal_can_write_can_be_taken_in(value):
    try:
        line = canonical({**json.loads(kit.revision()), "fields": {"text": writable(value)}})
    except ValueError:
        assert how_deep(value) > 12 or any(not abs(number) < TOO_LARGE for number in numbers_in(value))
        return
    assert refused(line) == ""


def numbers_in(value: object) -> list[float]:
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    own = [value] if isinstance(value, int | float) else []
    return own + [number for one in inner for number in numbers_in(one)]


def test_that_the_journal_nests_as_deep_as_a_pack_may_and_no_deeper():
    for depth in range(1, 20):
        for innermost in ([], {}, [1], "text"):
            value: object = innermost
            for _ in range(depth):
                value = {"of": value}
            try:
                said = writable(value)
            except ValueError:
                assert depth > 12
                continue
            assert refused(canonical({**json.loads(kit.revision()), "fields": {"text": said}})) == "", depth


def test_that_stamps_are_those_the_clock_hears():
    chance = Random(2)
    for stamp in [f"{clock.LATEST + more:012x}-{count:04x}" for more in (-1, 0, 1, -(10**9), 10**14) for count in (0, 0xFFFF)]:
        assert body.is_stamp(stamp) is clock.is_stamp(stamp)
        at = chance.randrange(len(stamp))
        other = stamp[:at] + chance.choice("0123456789abcdefAF- ") + stamp[at + 1 :]
        assert body.is_stamp(other) is clock.is_stamp(other), other


def test_that_moments_are_those_the_clock_writes():
    chance = Random(1)
    for _ in range(300):
        day = datetime(chance.randint(1000, 9999), chance.randint(1, 12), chance.randint(1, 28), tzinfo=UTC)
        one = clock.iso(day.replace(second=chance.randint(0, 59), microsecond=chance.randrange(10**6)))
        assert body.is_moment(one) and clock.is_moment(one)
        at = chance.randrange(len(one))
        other = one[:at] + chance.choice("0123456789TZ:.- x") + one[at + 1 :]
        assert body.is_moment(other) is clock.is_moment(other), other
