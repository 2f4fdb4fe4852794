"""Type: Inter for the interface and the panel's words, Noto Serif for an authority's own words; both travel with the program.

Sizes are pixels. Fonts are set in code and never in the stylesheet, which would drop the tabular figures.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF

from wmpeer.files import resource

Role = Literal["title", "heading", "subheading", "interface", "small", "reading", "figure"]

SIZES: dict[str, tuple[int, int, int]] = {  # pixels, line, weight
    "title": (26, 32, 600),
    "heading": (20, 28, 600),
    "subheading": (15, 20, 600),
    "interface": (13, 18, 400),
    "small": (12, 16, 400),
    "reading": (16, 25, 400),
    "figure": (32, 40, 600),
}

_SANS = ["Inter", "Segoe UI Variable Text", "Segoe UI", "Noto Sans"]
_SERIF = ["Noto Serif", "Cambria", "Georgia"]
_SENTENCE = "Most children in care live within twenty miles of home, and social workers see them when they said they would."
_loaded: set[str] = set()


def _load(*parts: str) -> None:
    path = "/".join(parts)
    if path not in _loaded:
        _loaded.add(path)
        QFontDatabase.addApplicationFont(str(resource("fonts", *parts)))


def load() -> None:
    """Load the three weights the frame paints with; italic and serif wait until somebody asks for them."""
    for weight in ("Regular", "Medium", "SemiBold"):
        _load("inter", f"Inter-{weight}.ttf")


def _figures(font: QFont) -> QFont:
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def _made(pixels: int, weight: int, italic: bool) -> QFont:
    load()
    if italic:
        _load("inter", "Inter-Italic.ttf")
    font = QFont(_SANS)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return _figures(font)


def font(role: str = "interface", weight: int | None = None, *, pixels: int | None = None, italic: bool = False) -> QFont:
    """Inter in a *role* of `SIZES`, with tabular figures. *weight* is 400, 500 or 600."""
    size, _, usual = SIZES[role]
    return QFont(_made(pixels or size, weight or usual, italic))


def serif(pixels: int = 16, weight: int = 400, *, italic: bool = False) -> QFont:
    """Noto Serif: an authority's own words."""
    _load("noto-serif", "NotoSerif-Regular.ttf")
    if weight >= 600:
        _load("noto-serif", "NotoSerif-Bold.ttf")
    if italic:
        _load("noto-serif", "NotoSerif-Italic.ttf")
    made = QFont(_SERIF)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(700 if weight >= 600 else 400))
    made.setItalic(italic)
    return _figures(made)


def reading(pixels: int = 16, weight: int = 400) -> QFont:
    """An authority's own words in the font this reader chose; in Noto Serif where none is chosen or it is on this laptop no more."""
    from wmpeer.ui.kit.theme import theme

    family = theme().reading_family
    made = serif(pixels, weight)
    if family:
        load()
        made.setFamilies([family, *_SERIF])
    return made


@cache
def _mean_character(family: str) -> float:
    made = QFont([family, *_SERIF]) if family else serif()
    made.setPixelSize(100)
    return QFontMetricsF(made).horizontalAdvance(_SENTENCE) / len(_SENTENCE) / 100


def reading_character() -> float:
    """The mean width of a character of the reading font, in its own size: about 0.5."""
    from wmpeer.ui.kit.theme import theme

    serif()
    return _mean_character(theme().reading_family)


def line_height(role: str) -> int:
    """The pixels from one line to the next in a *role*."""
    return SIZES[role][1]


def family_in_use(made: QFont) -> str:
    """The family this laptop really draws *made* with."""
    return QFontInfo(made).family()
