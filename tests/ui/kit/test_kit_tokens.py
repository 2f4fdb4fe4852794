"""The palette keeps the contrast that the look promises."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette

from wmpeer.ui.kit.kinds import AGREEMENT, CHECKS, CLAIMS, KINDS, STATES, mark
from wmpeer.ui.kit.theme import theme, tokens, tokens_of
from wmpeer.ui.kit.tokens import DARK, LIGHT, Tokens, contrast, mixed

PALETTES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
HUES = ("strength", "practice", "consider", "question", "concern", "alert", "suggestion", "ask", "offer")


@pytest.mark.parametrize("t", PALETTES)
def test_that_every_ink_can_be_read_on_paper_and_canvas(t: Tokens) -> None:
    for ink in ("ink", "ink2", "ink3", "accent", "accent_ink", *HUES):
        for ground in ("paper", "canvas"):
            assert contrast(t.colour(ink), t.colour(ground)) >= 4.5, (ink, ground)


@pytest.mark.parametrize("t", PALETTES)
def test_that_every_kind_can_be_read_on_its_own_soft_ground(t: Tokens) -> None:
    for hue in HUES:
        assert contrast(t.colour(hue), t.soft(hue)) >= 4.5, hue
    assert contrast(t.on_alert, t.alert) >= 4.5
    assert contrast(t.on_accent, t.accent) >= 4.5


@pytest.mark.parametrize("t", PALETTES)
def test_that_edges_and_the_focus_ring_stand_out(t: Tokens) -> None:
    for ground in ("paper", "canvas"):
        assert contrast(t.line2, t.colour(ground)) >= 3
        assert contrast(t.focus, t.colour(ground)) >= 3


def test_that_soft_grounds_are_thin_layers_of_the_hue() -> None:
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
    assert LIGHT.colour("soft-concern") == LIGHT.soft("concern")
    assert LIGHT.colour("#123456") == "#123456"


def test_that_every_mark_has_a_word_an_icon_that_is_there_and_a_hue(dressed) -> None:
    from wmpeer.ui.kit.icons import svg

    for marks in (KINDS, STATES, AGREEMENT, CLAIMS, CHECKS):
        for one in marks.values():
            assert one.word and "<svg" in svg(one.icon, one.weight) and LIGHT.colour(one.tone)


def test_that_letters_of_kinds_are_told_apart() -> None:
    keys = [one.key for one in KINDS.values() if one.key]
    assert len(keys) == len(set(keys)) == 6


def test_that_a_state_nobody_drew_is_still_told_by_its_word() -> None:
    assert mark("half-read").word == "Half read"


def test_that_high_contrast_takes_its_colours_from_the_system() -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor("#000000"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#FFFF00"))
    made = tokens_of(palette)
    assert made.dark and made.canvas == "#000000" and made.ink == made.line2 == made.concern == "#FFFF00"
    assert made.line not in (made.ink, made.paper)


def test_that_the_palette_changes_while_the_window_is_open(dressed) -> None:
    theme().set_mode("dark")
    assert tokens() is DARK and dressed.palette().window().color().name().upper() == DARK.canvas
    theme().set_mode("light")
    assert tokens() is LIGHT and dressed.palette().window().color().name().upper() == LIGHT.canvas
    theme().set_mode("sepia")
    assert theme().mode == "system"


def test_that_the_stylesheet_names_no_font(dressed) -> None:
    assert "font-family" not in dressed.styleSheet()


def test_that_the_reading_size_stays_within_its_steps(dressed) -> None:
    theme().step_reading(1)
    assert theme().reading_pixels == 18
    theme().set_reading_pixels(400)
    assert theme().reading_pixels == 28
    theme().set_reading_pixels(16)
