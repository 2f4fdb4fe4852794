"""Fonts and icons travel with the program and are drawn as the look says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetricsF, QIcon, QRawFont

from wmpeer.files import resource
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.icons import icon, names, pixmap, svg
from wmpeer.ui.kit.labels import Label, Quote
from wmpeer.ui.kit.theme import theme, tokens


def test_that_the_interface_is_in_inter_and_their_words_in_noto_serif(dressed) -> None:
    assert fonts.family_in_use(fonts.font()) == "Inter"
    assert fonts.family_in_use(fonts.serif()) == "Noto Serif"


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_that_figures_stand_in_columns(dressed, weight) -> None:
    metrics = QFontMetricsF(fonts.font("interface", weight))
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("8888"))


def test_that_a_hyphen_stays_a_narrow_hyphen_beside_tabular_figures(dressed) -> None:
    metrics = QFontMetricsF(fonts.font())
    assert metrics.horizontalAdvance("-") < metrics.horizontalAdvance("0") * 0.85


@pytest.mark.parametrize("letter", "ŵŷŴŶ’“”–—…£é")
def test_that_welsh_letters_and_quotation_marks_are_there(dressed, letter) -> None:
    for font in (fonts.font(), fonts.font("interface", 600), fonts.serif()):
        assert QRawFont.fromFont(font).supportsCharacter(ord(letter))


def test_that_a_quote_keeps_its_serif_when_it_is_shown_and_its_tone_changes(dressed, qtbot) -> None:
    quote = Quote("nine in ten have seen a dentist")
    qtbot.addWidget(quote)
    quote.show()
    quote.set_tone("ink2")
    assert fonts.family_in_use(quote.font()) == "Noto Serif"
    theme().set_reading_pixels(20)
    assert quote.font().pixelSize() == 20
    theme().set_reading_pixels(16)


def test_that_a_label_keeps_its_size_when_the_palette_changes(dressed, qtbot) -> None:
    label = Label("Region", "heading")
    qtbot.addWidget(label)
    label.show()
    theme().set_mode("dark")
    assert label.font().pixelSize() == 20
    theme().set_mode("light")


def test_that_icons_take_the_palette_and_the_scale_of_the_screen(dressed) -> None:
    picture = icon("star", "strength").pixmap(QSize(16, 16), 2.0)
    assert picture.width() == 32
    inks = {
        picture.toImage().pixelColor(x, y).name().upper()
        for x in range(32)
        for y in range(32)
        if picture.toImage().pixelColor(x, y).alpha() == 255
    }
    assert tokens().strength in inks
    theme().set_mode("dark")
    assert pixmap("star", 16, "strength").toImage() != picture.toImage()
    theme().set_mode("light")


def test_that_an_icon_of_a_disabled_button_is_quiet(dressed) -> None:
    made = icon("trash", "alert")
    assert made.pixmap(QSize(16, 16), QIcon.Mode.Disabled).toImage() == pixmap("trash", 16, "ink3").toImage()


def test_that_every_icon_can_be_recoloured_and_an_unknown_one_fails_at_once(dressed) -> None:
    assert all("currentColor" in svg(name) for name in names())
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


@pytest.mark.parametrize("licence", ["fonts/inter/OFL.txt", "fonts/noto-serif/OFL.txt", "icons/LICENSE"])
def test_that_what_travels_carries_its_licence(licence) -> None:
    assert "Copyright" in resource(*licence.split("/")).read_text(encoding="utf-8")
