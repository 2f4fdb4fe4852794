"""The palette in force: light, dark, as the system says, or the system's own high contrast.

Colour is Qt's palette, edges and paddings are one stylesheet built from the tokens; painted parts read `tokens()` when they paint, so
everything follows a change at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessibilityHints, QColor, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from wmpeer.ui.kit.tokens import DARK, LIGHT, Tokens, mixed

SYSTEM, LIGHT_MODE, DARK_MODE = "system", "light", "dark"
MODES = (SYSTEM, LIGHT_MODE, DARK_MODE)
STYLED = "wmpeer-styled"
"""The property of an application that was made with its style: to set it later makes Python's names for all of QStyle, a tenth of the
time to the first paint."""
READING_SIZES = (13, 14, 15, 16, 18, 20, 22, 24, 28)


class Theme(QObject):
    """What the application looks like now. `changed` after the palette, `reading_changed(pixels)` after the reading size or its font."""

    changed = Signal()
    reading_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT
        self.mode = SYSTEM
        self.reading_pixels = 16
        self.reading_family = ""
        self._app: QApplication | None = None
        self._system_palette = QPalette()
        self._hints: QStyleHints | None = None
        self._access: QAccessibilityHints | None = None

    def install(self, app: QApplication, mode: str = SYSTEM, reading_pixels: int = 16, reading_family: str = "") -> None:
        """Dress *app* once, before its first window."""
        from wmpeer.ui.kit import fonts

        if self._app is not app:
            self._app = app
            if not app.property(STYLED):
                app.setStyle("Fusion")
            self._system_palette = app.palette()
            app.setFont(fonts.font())
            hints = QGuiApplication.styleHints()
            hints.colorSchemeChanged.connect(self._system_changed)
            self._accessibility().contrastPreferenceChanged.connect(self._system_changed)
        self.reading_pixels, self.reading_family = reading_pixels, reading_family
        self.set_mode(mode)

    def set_mode(self, mode: str) -> None:
        """*mode* is ``system``, ``light`` or ``dark``."""
        self.mode = mode if mode in MODES else SYSTEM
        self._dress()

    def set_reading_pixels(self, pixels: int) -> None:
        """The size of what is read (not of the interface), kept within `READING_SIZES`."""
        wanted = min(max(pixels, READING_SIZES[0]), READING_SIZES[-1])
        if wanted != self.reading_pixels:
            self.reading_pixels = wanted
            self.reading_changed.emit(wanted)

    def step_reading(self, steps: int) -> None:
        """One size larger or smaller."""
        nearest = min(range(len(READING_SIZES)), key=lambda at: abs(READING_SIZES[at] - self.reading_pixels))
        self.set_reading_pixels(READING_SIZES[min(max(nearest + steps, 0), len(READING_SIZES) - 1)])

    def set_reading_family(self, family: str) -> None:
        """The font of an authority's own words; empty for the one that comes with the program."""
        if family != self.reading_family:
            self.reading_family = family
            self.reading_changed.emit(self.reading_pixels)

    def high_contrast(self) -> bool:
        """Whether this laptop asks for its own high contrast."""
        return self._accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast

    def _accessibility(self) -> QAccessibilityHints:
        if self._access is None:  # both kept for good: with the last Python reference to one the other is lost
            self._hints = QGuiApplication.styleHints()
            self._access = self._hints.accessibility()
        return self._access

    def is_dark(self) -> bool:
        return self.tokens.dark

    def _system_changed(self) -> None:
        if self.mode == SYSTEM or self.high_contrast():
            self._dress()

    def _wanted(self) -> Tokens:
        if self.mode == SYSTEM and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark:
            return DARK
        return DARK if self.mode == DARK_MODE else LIGHT

    def _dress(self) -> None:
        from wmpeer.ui.kit.style import stylesheet

        if self._app is None:
            return
        if self.high_contrast():
            self._app.setPalette(QPalette())
            self.tokens = tokens_of(self._app.palette())
        else:
            self.tokens = self._wanted()
            self._app.setPalette(palette_of(self.tokens))
        self._app.setStyleSheet(stylesheet(self.tokens))
        self.changed.emit()


def palette_of(t: Tokens) -> QPalette:
    """Qt's palette in our colours."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    colours = {
        role.Window: t.canvas,
        role.WindowText: t.ink,
        role.Base: t.paper,
        role.AlternateBase: t.canvas,
        role.Text: t.ink,
        role.Button: t.paper,
        role.ButtonText: t.ink,
        role.BrightText: t.alert,
        role.Highlight: t.selection if not t.dark else "#1D5C66",
        role.HighlightedText: t.ink,
        role.Accent: t.accent,
        role.Link: t.accent_ink,
        role.LinkVisited: t.accent_ink,
        role.PlaceholderText: t.ink3,
        role.ToolTipBase: t.paper,
        role.ToolTipText: t.ink,
        role.Light: t.paper,
        role.Midlight: t.line,
        role.Mid: t.line,
        role.Dark: t.line2,
        role.Shadow: t.line2,
    }
    for name, colour in colours.items():
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, name, QColor(t.ink3))
    return made


def tokens_of(palette: QPalette) -> Tokens:
    """Tokens that say only what the system's own palette says: every mark is text, every chosen thing its highlight."""
    role = QPalette.ColorRole

    def named(which: QPalette.ColorRole) -> str:
        return palette.color(which).name().upper()

    window, text, base = named(role.Window), named(role.WindowText), named(role.Base)
    mark, link = named(role.Highlight), named(role.Link)
    hues = dict.fromkeys(("strength", "practice", "consider", "question", "concern", "alert", "suggestion", "ask", "offer"), text)
    return Tokens(
        dark=palette.color(role.Window).lightness() < 128,
        canvas=window,
        paper=base,
        sunken=window,
        rail=window,
        chosen=mixed(mark, base, 0.25),
        line=mixed(text, base, 0.4),
        line2=text,
        ink=text,
        ink2=text,
        ink3=text,
        accent=mark,
        accent_hover=mark,
        on_accent=named(role.HighlightedText),
        accent_ink=link,
        focus=mark,
        band=base,
        page="#FFFFFF",
        selection=mark,
        scrim="#000000",
        on_alert=base,
        soft_share=0.0,
        **hues,
    )


_theme: Theme | None = None


def theme() -> Theme:
    """The one theme of this process."""
    global _theme
    if _theme is None:
        _theme = Theme()
    return _theme


@contextmanager
def on_white_paper() -> Iterator[None]:
    """Paint in the light palette meanwhile: what is copied or saved goes onto white pages, whatever the window looks like."""
    own, theme().tokens = theme().tokens, LIGHT
    try:
        yield
    finally:
        theme().tokens = own


def tokens() -> Tokens:
    """The colours in force now; read them when painting, never keep them."""
    return theme().tokens
