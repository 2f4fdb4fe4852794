"""A number beside the published one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.claims.compare import change_matches, match
from wmpeer.claims.numbers import figures


def nearness(text: str, published: float, decimals: int | None = 1, *, back_year: bool = False) -> str:
    (figure,) = figures(text)
    return match(figure, published, decimals, back_year=back_year).nearness


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("19.5%", 19.5, "same"), ("20%", 19.5, "same"), ("19%", 19.7, "near"), ("18%", 19.5, "other"), ("almost 20%", 19.5, "same"),
        ("around 20%", 24.0, "other"), ("over 90%", 93.0, "same"), ("over 90%", 80.0, "other"), ("under 15%", 14.2, "same"),
        ("one in five", 19.5, "same"), ("one in five", 33.0, "other"), ("a third", 35.0, "same"), ("18-20%", 19.5, "same"),
        ("18-20%", 26.0, "other"), ("56 per 10,000", 55.6, "same"), ("48 per 10,000", 55.6, "other"),
    ],
)  # fmt: skip
def test_that_rounding_and_bounds_are_minded(text: str, published: float, expected: str):
    assert nearness(text, published) == expected


def test_that_only_a_back_year_is_taken_for_restated():
    assert nearness("332.1 per 10,000", 330.3, back_year=True) == "restated"
    assert nearness("332.1 per 10,000", 330.3) == "near"
    assert nearness("350.0 per 10,000", 330.3, back_year=True) == "other"


@given(st.integers(1, 9999))
def test_that_what_is_published_always_supports_itself(tenths: int):
    value = tenths / 10
    assert nearness(f"{value:.1f}%", value) == "same"
    assert nearness(f"{value:.0f}%", value, back_year=True) in ("same", "near")


@given(st.integers(100, 999), st.floats(1.2, 5))
def test_that_what_is_far_away_never_supports(tenths: int, times: float):
    value = tenths / 10
    assert nearness(f"{value * times + 2:.1f}%", value, back_year=True) == "other"


def test_that_a_change_is_in_points_or_in_per_cent_of_the_first():
    (points,), (share,) = figures("3 percentage points"), figures("10%")
    assert change_matches(points, 21.0, 18.0)
    assert not change_matches(points, 21.0, 20.0)
    assert change_matches(share, 20.0, 22.0)
