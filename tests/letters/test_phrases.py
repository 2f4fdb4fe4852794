"""The words of the letter, and how a region changes them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from wmpeer.letters.phrases import PhrasesUnreadableError, day, default_phrases, listed, load_phrases, reading


@pytest.mark.parametrize(
    ("own", "panel", "words"),
    [
        ("good", "good", "shares your view"),
        ("good", "outstanding", "saw evidence of a stronger position"),
        ("good", "requires-improvement", "was less sure of the position than you are"),
        ("outstanding", "inadequate", "was less sure of the position than you are"),
        ("inadequate", "good", "saw evidence of a stronger position"),
        ("good", "not-enough-evidence", "could not reach a view from the material"),
        ("not-stated", "not-enough-evidence", "could not reach a view from the material"),
        ("not-stated", "good", "formed a view; you gave no grade to set beside it"),
        ("", "inadequate", "formed a view; you gave no grade to set beside it"),
    ],
)
def test_that_a_reading_is_in_peer_words(own: str, panel: str, words: str) -> None:
    assert reading(own, panel, default_phrases()) == words


def test_that_a_region_may_have_a_scale_of_its_own() -> None:
    assert reading("2", "1", default_phrases(), ("1", "2", "3")) == "saw evidence of a stronger position"


def test_that_a_region_changes_one_word_and_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('[headings]\nconsider = "Points to ponder"\n', encoding="utf-8")
    ours = load_phrases(path)
    assert ours.headings["consider"] == "Points to ponder"
    assert ours.headings["strengths"] == default_phrases().headings["strengths"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[headings]\nconsiders = "x"', "not a name the letter knows"),
        ('[colours]\nred = "x"', "no part"),
        ("[headings]\nconsider = 3", "not a text"),
        ('[sentences]\nclosing = "Dear {person}"', "{person}"),
        ('[sentences]\nclosing = "an open { brace"', "sentences.closing"),
        ("[headings", ""),
    ],
)
def test_that_words_that_cannot_be_used_are_refused_with_the_place(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PhrasesUnreadableError) as raised:
        load_phrases(path)
    assert why in raised.value.sentence


def test_that_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(PhrasesUnreadableError):
        load_phrases(tmp_path / "nowhere.toml")


def test_that_days_and_names_read_well() -> None:
    assert day(date(2026, 10, 8)) == "8 October 2026"
    assert [listed(()), listed(("A",)), listed(("A", "B")), listed(("A", "B", "C"))] == ["", "A", "A and B", "A, B and C"]
