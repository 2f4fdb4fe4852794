"""Periods in sentences, and the published period that each of them is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.claims.times import published_for, times

LABELS = {
    "march": ("2023", "2024", "2025"), "academic": ("2022/23", "2023/24", "2024/25"), "calendar": ("2022", "2023", "2024"),
    "september": ("2023", "2024", "2025 (prov)"), "january": ("2023", "2024", "2025"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("in 2024/25", "march", "2025"), ("in 2024-25", "march", "2025"), ("in 2024-2025", "march", "2025"), ("in 24/25", "march", "2025"),
        ("at 31 March 2025", "march", "2025"), ("at the end of March 2025", "march", "2025"), ("on 31.03.2025", "march", "2025"),
        ("in 2025", "march", "2025"),
        ("at 30 September 2025", "march", None), ("in Q1 2025/26", "march", None), ("in 2019/20", "march", None),
        ("in 2024/25", "academic", "2024/25"), ("in 2024", "academic", "2023/24"), ("in summer 2024", "academic", "2023/24"),
        ("in the autumn term 2024", "academic", None), ("in 2024", "calendar", "2024"), ("in 2023/24", "calendar", None),
        ("to December 2024", "calendar", "2024"), ("at 30 September 2025", "september", "2025 (prov)"), ("in 2024/25", "september", None),
        ("in March 2025", "september", None), ("in January 2025", "january", "2025"), ("in 2024/25", "january", "2025"),
    ],
)  # fmt: skip
def test_that_years_of_every_kind_are_told_apart(text: str, kind, label: str | None):
    (found,) = times(f"It was 18% {text}, we think.")
    assert published_for(found, LABELS[kind], kind) == label


def test_that_a_span_of_years_is_only_itself():
    (found,) = times("in 2019-21 as a whole")
    assert published_for(found, ("2018-20", "2019-21"), "calendar") == "2019-21"
    assert published_for(found, ("2019", "2020", "2021"), "calendar") is None


@pytest.mark.parametrize("text", ["the Children Act 1989 (c. 41)", "2,025 children", "£2025"])
def test_that_other_numbers_are_no_period_of_a_figure(text: str):
    assert [one.label for one in times(text) if one.last > 2000] == []


@given(st.text(max_size=200))
def test_that_any_text_can_be_looked_through(text: str):
    places = [(one.start, one.end) for one in times(text)]
    assert places == sorted(places)
    assert all(first[1] <= second[0] for first, second in pairwise(places))
