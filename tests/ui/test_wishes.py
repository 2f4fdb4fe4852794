"""What is typed into the search field: words and filters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.ui.wishes import Wish, alike, filled, named, offered, wish_of


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ("return home", Wish("return home")),
        ("kind:concern drift ", Wish("drift", kind="concern")),
        ('authority:"Stoke-on-Trent" in:Findings drift', Wish("drift", authority="Stoke-on-Trent", place="findings")),
        ("ratio 2:1 in:cupboards x", Wish("ratio 2:1 x")),
        ("drift kind:", Wish("drift", half=("kind", ""))),
        ("cycle:2025-26 tag:missing plan", Wish("plan", cycle="2025-26", tag="missing")),
        ("kind:indicator convicted", Wish("convicted", place="indicators")),
        ("kind:Notes in:findings why", Wish("why", place="findings")),
        ("kind:concern kind:question why", Wish("why", kind="question")),
    ],
)
def test_that_filters_are_told_from_words(typed: str, wish: Wish) -> None:
    assert wish_of(typed) == wish


def test_that_a_filter_leaves_out_what_cannot_have_it() -> None:
    assert [place for place in ("passages", "findings", "notes", "indicators") if Wish("x", tag="t").looks_in(place)] == ["findings"]
    assert not Wish("x", authority="here").looks_in("indicators")
    assert Wish("x", place="notes").looks_in("notes")


def test_that_a_filter_begun_is_finished_where_it_stands() -> None:
    assert filled("drift kind:con", "kind", "concern") == "drift kind:concern "
    assert filled("authority:st", "authority", "Stoke-on-Trent Council") == 'authority:"Stoke-on-Trent Council" '
    assert offered(("kind", "con"), [("concern", "Concern"), ("consider", "To consider"), ("strength", "Strength")]) == [
        ("concern", "Concern"), ("consider", "To consider"),
    ]  # fmt: skip


def test_that_a_name_goes_before_the_words() -> None:
    assert named("Drift = delay permanence") == ("Drift", "delay permanence")
    assert named("delay permanence") == ("delay permanence", "delay permanence")
    assert alike("ash", {"a": "Ashcombe", "b": "Bashford"}) == {"a"}
    assert alike("ford", {"a": "Ashcombe", "b": "Bashford"}) == {"b"}


@given(st.text(max_size=80))
def test_that_whatever_is_typed_is_a_wish(text: str) -> None:
    assert len(wish_of(text).words) <= len(text)
