"""The fonts of letters and papers: Liberation Sans (Arial's metrics, holds ŵ and ŷ), embedded, and DejaVu Sans for what it lacks.

reportlab falls back to Helvetica, which it never embeds, wherever a style, a table or a drawing does not name its font: all of ours do.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from wmpeer.files import resource

SANS, BOLD, ITALIC, FALLBACK = "LiberationSans", "LiberationSans-Bold", "LiberationSans-Italic", "DejaVuSans"
_FILES = {
    SANS: "LiberationSans-Regular.ttf",
    BOLD: "LiberationSans-Bold.ttf",
    ITALIC: "LiberationSans-Italic.ttf",
    FALLBACK: "DejaVuSans.ttf",
}


@cache
def _font(name: str) -> TTFont:
    font = TTFont(name, str(resource("fonts", _FILES[name])))
    pdfmetrics.registerFont(font)
    return font


@cache
def _points(name: str) -> frozenset[int]:
    return frozenset(_font(name).face.charToGlyph)


class _Later(Collection[int]):
    """The code points of the fallback font, read when the first text needs it: most papers never do."""

    def __contains__(self, point: object) -> bool:
        return point in _points(FALLBACK)

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(_points(FALLBACK))

    def __len__(self) -> int:
        return len(_points(FALLBACK))


fallback_points: Collection[int] = _Later()


def own_points() -> frozenset[int]:
    """The code points Liberation Sans can draw, regular, bold and italic alike."""
    return _points(SANS) & _points(BOLD) & _points(ITALIC)


own = own_points()


def can_draw(point: int) -> bool:
    """Whether a paper can draw the character."""
    return point in own or point in fallback_points


for _italic, _bold, _name in ((0, 0, SANS), (0, 1, BOLD), (1, 0, ITALIC), (1, 1, BOLD)):
    addMapping(SANS, _bold, _italic, _name)
for _bold in (0, 1):
    for _italic in (0, 1):
        addMapping(FALLBACK, _bold, _italic, FALLBACK)
