"""Which font an authority's own words are read in: a short list of what this laptop has, and the menu that offers it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QActionGroup, QFont, QFontDatabase, QRawFont
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.theme import theme

KEY = "Ctrl+Shift+F"
MENU, BUTTON = "reading-font-menu", "reading-font"
OWN = (("", "Noto Serif, as made"), ("Inter", "Inter, plain"))
"""The two that come with the program, each with what it is called."""
KNOWN = (
    "Atkinson Hyperlegible", "Atkinson Hyperlegible Next", "OpenDyslexic", "OpenDyslexic3", "Lexend", "Lexend Deca", "Verdana", "Arial",
    "Calibri", "Aptos", "Segoe UI", "Helvetica Neue", "Georgia", "Cambria", "Charter", "Times New Roman", "Noto Sans", "DejaVu Sans",
    "Liberation Sans", "Comic Sans MS",
)  # fmt: skip
"""Fonts that people read well in, those made for reading first; offered where they are installed."""
MOST = 8
_WELSH = "ŵŷŴŶâêîôû"


def choices() -> tuple[tuple[str, str], ...]:
    """Family and words of each font that is offered: the program's own, then those of `KNOWN` this laptop has with the letters of Welsh.

    The one that is chosen is always among them while it is installed.
    """
    fonts.load()
    installed = set(QFontDatabase.families())
    found = [name for name in KNOWN if name in installed and _has_welsh(name)][:MOST]
    chosen = theme().reading_family
    if chosen in installed and chosen not in (*found, *(family for family, _ in OWN)):
        found.append(chosen)
    return (*OWN, *((name, name) for name in found))


def _has_welsh(family: str) -> bool:
    raw = QRawFont.fromFont(QFont(family))
    return raw.isValid() and all(raw.supportsCharacter(ord(letter)) for letter in _WELSH)


def in_force() -> str:
    """The family that is chosen, or empty where it is on this laptop no more."""
    chosen = theme().reading_family
    return chosen if any(chosen == family for family, _ in choices()) else ""


def add_fonts(menu: QMenu) -> None:
    """Offer the fonts in *menu*, each written in itself."""
    group, now = QActionGroup(menu), in_force()
    for family, words in choices():
        action = menu.addAction(words)
        shown = QFont(family) if family else fonts.serif()
        shown.setPixelSize(14)
        action.setFont(shown)
        action.setData(family)
        action.setCheckable(True)
        action.setChecked(family == now)
        group.addAction(action)
        action.triggered.connect(lambda _checked=False, family=family: theme().set_reading_family(family))
        if action.isChecked():
            menu.setActiveAction(action)


def open_menu(window: QWidget) -> QMenu:
    """The fonts in a menu at the button that offers them, or in the middle of *window* where there is no room for one."""
    menu = QMenu(window)
    menu.setObjectName(MENU)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName("Reading font")
    add_fonts(menu)
    named = (one for name in (BUTTON, "reading-size") for one in window.findChildren(QAbstractButton, name))
    button = next((one for one in named if one.isVisible()), None)
    size = menu.sizeHint()
    if button is None:
        menu.popup(window.mapToGlobal(window.rect().center() - QPoint(size.width() // 2, size.height() // 2)))
    else:
        down = button.height() if button.objectName() == BUTTON else -size.height()  # the other stands at the foot of the window
        menu.popup(button.mapToGlobal(QPoint(0, down)))
    chosen = next((action for action in menu.actions() if action.isChecked()), None)
    if chosen is not None:
        menu.setActiveAction(chosen)
    return menu
