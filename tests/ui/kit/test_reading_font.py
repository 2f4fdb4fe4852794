"""The font of what is read: an honest list, in force at once wherever an authority's words stand, kept for the next time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from wmpeer import settings
from wmpeer.files import resource
from wmpeer.settings import Settings
from wmpeer.ui.kit import fonts, readingfont
from wmpeer.ui.kit.labels import Label, Quote
from wmpeer.ui.kit.theme import theme


@pytest.fixture(autouse=True)
def _as_made(dressed: QApplication) -> Iterator[None]:
    yield
    theme().set_reading_family("")


@pytest.fixture
def liberation(dressed: QApplication) -> str:
    """A font this laptop has: one that travels with the program for letters."""
    assert QFontDatabase.addApplicationFont(str(resource("fonts", "LiberationSans-Regular.ttf"))) >= 0
    return "Liberation Sans"


def test_that_the_programs_own_fonts_come_first_and_others_only_where_they_are_installed(liberation: str) -> None:
    offered = [family for family, _ in readingfont.choices()]
    assert offered[:2] == ["", "Inter"]
    assert liberation in offered
    assert set(offered[2:]) <= set(QFontDatabase.families()) & set(readingfont.KNOWN)
    assert "Atkinson Hyperlegible" in readingfont.KNOWN and "OpenDyslexic" in readingfont.KNOWN
    assert ("Atkinson Hyperlegible" in offered) == ("Atkinson Hyperlegible" in QFontDatabase.families())


def test_that_every_font_offered_has_the_letters_of_welsh(liberation: str) -> None:
    for family, words in readingfont.choices():
        assert readingfont._has_welsh(family or "Noto Serif"), words


def test_that_a_choice_is_in_force_at_once_for_quotes_and_for_nothing_else(qtbot, liberation: str) -> None:
    quote, fixed, plain = Quote("Their words."), Quote("Their words.", pixels=14), Label("Our words.")
    for one in (quote, fixed, plain):
        qtbot.addWidget(one)
    theme().set_reading_family(liberation)
    assert [fonts.family_in_use(one.font()) for one in (quote, fixed, plain)] == [liberation, liberation, "Inter"]
    assert fixed.font().pixelSize() == 14
    theme().set_reading_family("Inter")
    assert fonts.family_in_use(quote.font()) == "Inter"
    theme().set_reading_family("")
    assert fonts.family_in_use(quote.font()) == "Noto Serif"


def test_that_a_font_that_is_gone_gives_way_to_the_one_that_came_with_the_program(dressed: QApplication) -> None:
    theme().set_reading_family("A Font Nobody Has")
    assert fonts.family_in_use(fonts.reading()) == "Noto Serif"
    assert readingfont.in_force() == ""


def test_that_lines_keep_their_seventy_five_characters_in_another_font(liberation: str) -> None:
    serif = fonts.reading_character()
    theme().set_reading_family(liberation)
    assert 0.4 < fonts.reading_character() < 0.6 and fonts.reading_character() != serif


def test_that_the_menu_marks_what_is_in_force_and_is_walked_by_keys(qtbot, liberation: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    menu = readingfont.open_menu(window)
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Noto Serif, as made"]
    assert menu.activeAction().text() == "Noto Serif, as made"
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert theme().reading_family == "Inter"
    assert isinstance(menu, QMenu)


def test_that_the_choice_is_kept_and_a_damaged_one_is_not_believed(tmp_path) -> None:
    path = tmp_path / "settings.json"
    settings.save(Settings(reading_font="Inter"), path)
    assert settings.load(path).reading_font == "Inter"
    path.write_text('{"reading_font": 7}', encoding="utf-8")
    assert settings.load(path).reading_font == ""
