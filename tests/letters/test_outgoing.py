"""The only ways by which text leaves."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.drawing.fonts import can_draw, fallback_points, own_points
from wmpeer.outgoing import cell_parts, drawable, for_csv, for_docx, for_pdf, for_xlsx, has_right_to_left, plain, undrawable

ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


@given(ANY)
def test_that_plain_text_holds_nothing_unseen(text: str) -> None:
    for one in plain(text):
        assert one == "\n" or unicodedata.category(one) not in ("Cc", "Cs")
        assert one not in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe"


@given(ANY)
def test_that_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Llŷn, Tŵr", "Llŷn, Tŵr"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("pay\u202egnp.exe", "paygnp.exe"),
        ("a\x00b\x1bc\ud800d", "abcd"),
        ("family \U0001f468\u200d\U0001f469", "family \U0001f468\u200d\U0001f469"),
    ],
)
def test_that_what_people_write_is_kept(text: str, left: str) -> None:
    assert plain(text) == left


@given(st.text(max_size=400), st.integers(8, 40))
def test_that_the_parts_of_a_long_cell_are_the_text_again(text: str, limit: int) -> None:
    parts = cell_parts(text, limit)
    assert "".join(parts) == plain(text)
    assert all(len(for_xlsx(part).encode("utf-16-le")) // 2 <= limit for part in parts)


def test_that_a_long_text_is_cut_at_a_space() -> None:
    assert cell_parts("one two three four", 10) == ("one two ", "three four")


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@SUM(A1)", "  =cmd"])
def test_that_a_csv_field_is_no_formula(text: str) -> None:
    assert for_csv(text).startswith("'")


def test_that_a_spreadsheets_own_escapes_are_words() -> None:
    assert for_xlsx("see _x000D_ there") == "see _x005F_x000D_ there"


def test_that_markup_is_words_in_a_pdf() -> None:
    said = for_pdf('<b>&amp;<img src="/etc/passwd"/>', own_points(), fallback_points, "DejaVuSans")
    assert said == '&lt;b&gt;&amp;amp;&lt;img src="/etc/passwd"/&gt;'


def test_that_what_the_main_font_lacks_is_drawn_with_the_fallback() -> None:
    assert for_pdf("a ☂ b", own_points(), fallback_points, "DejaVuSans") == 'a <font name="DejaVuSans">☂ </font>b'


def test_that_welsh_needs_no_fallback() -> None:
    assert for_pdf("ŵŷŴŶâêîôûï", own_points(), fallback_points, "DejaVuSans") == "ŵŷŴŶâêîôûï"


@given(ANY)
def test_that_nothing_is_left_that_no_font_draws(text: str) -> None:
    assert all(one == "\n" or can_draw(ord(one)) for one in drawable(plain(text), can_draw))


def test_that_a_character_no_font_draws_is_written_out() -> None:
    assert drawable("\U0001fae0 well", can_draw) == "[melting face] well"
    assert undrawable("\U0001fae0\U0001fae0 [so] 漢", can_draw) == ("\U0001fae0", "漢")


def test_that_line_breaks_stay_in_word() -> None:
    assert for_docx("one\r\ntwo\x07") == "one\ntwo"


def test_that_scripts_from_right_to_left_are_noticed() -> None:
    assert has_right_to_left("قال الطفل")
    assert not has_right_to_left("plain ŵ")
