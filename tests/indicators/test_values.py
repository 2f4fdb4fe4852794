"""A cell is a number or a marker, and never both; a marker is never a zero."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.indicators.values import decimal_of, meaning, number_in, places_of, read_cell, text_of

NUMBERS = [
    ("14.8", 14.8),
    ("20.399999999999999", 20.4),
    ("7.0000000000000007E-2", 0.07),
    ("-7.0E-2", -0.07),
    ("1,234", 1234),
    ("12,345,678.5", 12345678.5),
    ("12.5%", 12.5),
    ("£1,200", 1200),
    ("-£3.50", -3.5),
    (".5", 0.5),
    (" 3 ", 3),
    ("0", 0),
    ("-0.04", -0.04),
    ("+4", 4),
    ("630.0", 630),
    ("6.5\u200b", 6.5),
    ("\u200e-3\ufeff", -3),
]
MARKERS = [
    "c",
    "x",
    "z",
    "u",
    "k",
    "low",
    "-",
    ":",
    "~",
    "..",
    "*",
    "[c]",
    "[x]",
    "[z]",
    "supp",
    "nan",
    "inf",
    "1e999",
    "e5",
    "5.",
    "1,2",
    "--",
    "1.2.3",
    "٣",
    "½",
    "0x10",
    "1_000",
    ".",
    "+",
    "%",
    "£",
]


@pytest.mark.parametrize(("raw", "number"), NUMBERS)
def test_that_a_number_is_read_however_it_is_dressed(raw: str, number: float) -> None:
    cell = read_cell(raw)
    assert (cell.raw, cell.number, cell.marker) == (raw, number, None)


@pytest.mark.parametrize("raw", MARKERS)
def test_that_a_marker_is_no_number_and_keeps_its_text(raw: str) -> None:
    cell = read_cell(raw)
    assert (cell.raw, cell.number, cell.marker) == (raw, None, raw)
    assert cell.meaning


@pytest.mark.parametrize(
    ("marker", "words"),
    [("c", "confidentiality"), ("[C]", "confidentiality"), ("u", "low reliability"), ("-", "no value"), ("K", "rounds to nothing")],
)
def test_that_markers_have_words(marker: str, words: str) -> None:
    assert words in meaning(marker)


def test_that_a_marker_nobody_told_us_of_is_said_as_such() -> None:
    assert meaning("§") == "marked “§”, which we do not know"


@pytest.mark.parametrize(
    ("raw", "decimals", "text"),
    [
        ("20.399999999999999", 1, "20.4"),
        ("20.399999999999999", None, "20.4"),
        ("7.0000000000000007E-2", 2, "0.07"),
        ("0.125", 2, "0.13"),
        ("2.675", 2, "2.68"),
        ("2.6749999999999998", 2, "2.68"),
        ("46", 1, "46.0"),
        ("67", 0, "67"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("-0.04", 1, "0.0"),
        ("1200", None, "1200"),
        ("1E3", None, "1000"),
        ("0", None, "0"),
        ("0", 1, "0.0"),
        ("c", 1, "suppressed to protect confidentiality"),
        ("1,234.5", 0, "1235"),
        ("99999999999999999999", 0, "100000000000000000000"),
    ],
)
def test_that_a_number_is_shown_with_its_decimals_rounded_half_up(raw: str, decimals: int | None, text: str) -> None:
    assert text_of(raw, decimals) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_that_every_decimal_number_comes_back_as_it_was_written(number: Decimal) -> None:
    assert decimal_of(str(number)) == number
    assert number_in(str(number)) == float(number)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_that_a_binary_fraction_written_out_in_full_is_mended(number: float) -> None:
    assert number_in(f"{number:.17g}") == number
    assert float(decimal_of(f"{number:.17g}") or 0) == number


@given(st.text(max_size=30))
def test_that_any_text_is_a_number_or_a_marker(raw: str) -> None:
    cell = read_cell(raw)
    assert (cell.number is None) != (cell.marker is None)
    assert cell.raw == raw
    assert text_of(raw, 1)


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        ({"46": 5, "17.4": 60}, 1),
        ({"67": 80}, 0),
        ({"6.78": 50, "7.1": 10}, 2),
        ({"15.23456": 10}, 1),
        ({"c": 4}, 0),
        ({"20.399999999999999": 9}, 1),
    ],
)
def test_that_a_columns_decimals_are_those_it_is_written_with(cells: dict[str, int], places: int) -> None:
    assert places_of(cells) == places


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("–", "no value"), ("—", "no value"), ("…", "not available"), ("no data", "not available"), ("NULL", "not available"),
        ("Suppressed", "suppressed to protect confidentiality"), ("<5", "a small number that is not told: fewer than 5"),
        ("≤5", "a small number that is not told: 5 or fewer"), ("fewer than 10", "a small number that is not told: fewer than 10"),
        ("<10%", "a small number that is not told: fewer than 10%"), ("< five", "marked “< five”, which we do not know"),
    ],
)  # fmt: skip
def test_that_what_offices_write_in_place_of_a_number_is_said_in_words(raw: str, said: str) -> None:
    assert (number_in(raw), meaning(raw)) == (None, said)
