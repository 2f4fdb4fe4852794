"""Figures have their thousands apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.indicators.values import apart


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("636380", "636,380"), ("5879", "5,879"), ("779", "779"), ("10.81", "10.81"), ("1234.5", "1,234.5"), ("-1234", "-1,234"),
        ("1,234", "1,234"), ("0.12345", "0.12345"), ("c", "c"), ("", ""), ("12345678901", "12,345,678,901"), ("00123", "00123"),
    ],
)  # fmt: skip
def test_that_thousands_stand_apart_and_all_else_stays(written: str, read: str) -> None:
    assert apart(written) == read


@given(st.integers(0, 10**12), st.integers(0, 9999))
def test_that_the_number_stays_the_same(whole: int, decimals: int) -> None:
    assert apart(f"{whole}.{decimals:04}").replace(",", "") == f"{whole}.{decimals:04}"


@given(st.text(max_size=20))
def test_that_doing_it_twice_changes_nothing(text: str) -> None:
    assert apart(apart(text)) == apart(text)
