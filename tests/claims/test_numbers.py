"""Numbers in sentences: found as written, with their unit; what counts something else is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.claims.numbers import figures
from wmpeer.claims.worded import worded_value


def one(text: str):
    found = figures(text)
    assert len(found) == 1, found
    return found[0]


@given(st.integers(0, 10_000), st.integers(0, 2), st.sampled_from(["%", " %", " per cent", " percent"]))
def test_that_a_percentage_is_read_as_it_was_written(hundredths: int, decimals: int, sign: str):
    value = round(hundredths / 100, decimals)
    found = one(f"The rate fell to {value:.{decimals}f}{sign} this time.")
    assert (found.value, found.decimals, found.unit) == (value, decimals, "percent")


@given(st.integers(0, 9_999_999), st.sampled_from(["per 10,000", "per 10 000", "per 10k", "per 10,000 children"]))
def test_that_a_rate_has_its_base(tenths: int, base: str):
    value = tenths / 10
    found = one(f"It was {value:,.1f} {base} in all.")
    assert (found.value, found.unit) == (value, "per-10000")


@given(st.integers(13, 999))
def test_that_a_number_in_words_is_the_number(number: int):
    assert worded_value(in_words(number)) == number
    assert one(f"{in_words(number).capitalize()} per cent came back.").value == number


@given(st.integers(1, 9), st.sampled_from([3, 4, 5, 6, 7, 8, 9, 10, 20, 100]))
def test_that_a_share_in_words_is_a_percentage(top: int, bottom: int):
    shares = [each for each in figures(f"It was {top} in {bottom} families.") if each.unit == "percent"]
    assert [round(each.value, 6) for each in shares] == ([round(100 * top / bottom, 6)] if top < bottom else [])


@given(st.text(max_size=300))
def test_that_any_text_can_be_looked_through(text: str):
    for each in figures(text):
        assert 0 <= each.start < each.end <= len(text)
        assert each.low <= each.high


ONES = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    if number >= 100:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f" and {in_words(rest)}" if rest else "")
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("almost 20%", 20, "percent", "about"),
        ("around 1,250 children", 1250, "bare", "about"),
        ("over 90%", 90, "percent", "over"),
        ("90% or more of plans", 90, "percent", "over"),
        ("fewer than 15%", 15, "percent", "under"),
        ("by 3 percentage points", 3, "points", ""),
        ("by 3pp", 3, "points", ""),
        ("101 first-time entrants per 100,000", 101, "per-100000", ""),
        ("5.4 per 1,000 live births", 5.4, "per-1000", ""),
        ("two thirds of assessments", 200 / 3, "percent", "about"),
        ("half of our care leavers", 50, "percent", "about"),
        ("was -0.12", -0.12, "bare", ""),
        ("was minus 0.3", -0.3, "bare", ""),
    ],
)
def test_that_units_and_bounds_are_told_apart(text: str, value: float, unit: str, bound: str):
    found = one(text)
    assert (round(found.value, 6), found.unit, found.bound) == (round(value, 6), unit, bound)


@pytest.mark.parametrize("text", ["18-20%", "between 18% and 20%", "18 to 20 per cent", "18–20%"])
def test_that_a_range_is_one_figure(text: str):
    found = one(f"It is {text} of them.")
    assert (found.low, found.high, found.unit) == (18, 20, "percent")


def test_that_a_fall_is_two_figures_of_one_unit():
    assert [(each.value, each.unit) for each in figures("from 21 to 18%")] == [(21, "percent"), (18, "percent")]


@pytest.mark.parametrize(
    "text",
    [
        "Section 47 of the Act", "s47 work", "Table 9.1 shows it", "Children aged 16 and over", "16-17 year olds", "within 45 working days",
        "placed 20 miles away", "£2.9 million", "page 14", "grade 5", "Key Stage 2", "in 2025", "the 18th birthday", "12 weeks",
        "aged 19-21",
        "Q3", "10.High staff turnover", "3.2 Assessments are good", "people.6", "under 18", "level 3 by the age of 19", "80.High",
    ],
)  # fmt: skip
def test_that_what_counts_something_else_is_left_out(text: str):
    assert figures(text) == ()
