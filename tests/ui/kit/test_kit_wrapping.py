"""Sentences in tables go over lines between words, and only words longer than a line are broken."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.paint import _laid, height_of_lines, width_of

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=20)


def lines(text: str, width: float) -> list[str]:
    laid = _laid(text, fonts.font(), width)
    made = (laid.lineAt(at) for at in range(laid.lineCount()))
    return [text[line.textStart() : line.textStart() + line.textLength()].strip() for line in made]


@given(words=WORDS, width=st.integers(120, 400))
def test_that_lines_end_between_words(qapp: Any, words: list[str], width: int) -> None:
    assert " ".join(lines(" ".join(words), width)).split() == words


def test_that_a_name_longer_than_a_line_is_broken_where_it_must_be(dressed: Any) -> None:
    name = "cla_number_and_rate_per_10k_children"
    width = width_of(name, fonts.font()) / 2 + 10
    assert len(lines(name, width)) == 2 and "".join(lines(name, width)) == name


def test_that_the_height_follows_the_lines(dressed: Any) -> None:
    one, two = (height_of_lines("Plans " * count, fonts.font(), 120) for count in (1, 8))
    assert two >= 2 * one
