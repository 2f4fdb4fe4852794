"""Type: Inter for the interface and the panel's words, Noto Serif for an authority's own words; both travel with the program.

Sizes are pixels. Fonts are set in code and never in the stylesheet, which would drop the tabular figures.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

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


def line_height(role: str) -> int:
    """The pixels from one line to the next in a *role*."""
    return SIZES[role][1]


def family_in_use(made: QFont) -> str:
    """The family this laptop really draws *made* with."""
    return QFontInfo(made).family()
