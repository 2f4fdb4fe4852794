"""The white at the sides of pages: how much of it no page needs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from wmpeer.documents.records import PageSize
from wmpeer.ui.reading.lines import Line

AIR = 14.0
"""Points left beside the widest words or pictures."""
_COLUMNS = 120
_WHITE = 246


def inked(image: QImage) -> tuple[float, float] | None:
    """How far a page's image is filled sideways, as shares of its width: what is not white in a small copy. May run on any thread."""
    copy = image.scaled(_COLUMNS, _COLUMNS, mode=Qt.TransformationMode.SmoothTransformation)
    small = copy.convertToFormat(QImage.Format.Format_Grayscale8)
    wide = small.bytesPerLine()
    data = bytes(small.constBits())
    columns = [column for column in range(_COLUMNS) if min(data[column::wide]) < _WHITE]
    return (columns[0] / _COLUMNS, (columns[-1] + 1) / _COLUMNS) if columns else None


class Trim:
    """Learns from words and pixels how far pages are filled sideways, as shares of their width.

    `settle` takes what nine pages in ten need; a page that needs more keeps more.
    """

    def __init__(self) -> None:
        self._own: dict[int, tuple[float, float]] = {}
        self._settled: tuple[float, float] | None = None

    @property
    def settled(self) -> bool:
        return self._settled is not None

    def take(self, unit: int, lines: Sequence[Line], size: PageSize) -> bool:
        """Learn from a page's words; says whether more of that page is needed than before."""
        inside = [line for line in lines if 0 <= line.left < line.right <= size.width]
        if not inside:
            return self._widen(unit, 0.5, 0.5)
        return self._widen(unit, min(line.left for line in inside) / size.width, max(line.right for line in inside) / size.width)

    def look(self, unit: int, filled: tuple[float, float] | None) -> bool:
        """Pictures and lines count too: *filled* is what `inked` found on a page's image."""
        return filled is not None and self._widen(unit, *filled)

    def _widen(self, unit: int, left: float, right: float) -> bool:
        old = self._own.get(unit)
        new = (min(old[0], left), max(old[1], right)) if old else (left, right)
        self._own[unit] = new
        return self._settled is not None and (new[0] < self._settled[0] or new[1] > self._settled[1]) and new != old

    def settle(self) -> None:
        """What is known now is what most pages need."""
        lefts = sorted(left for left, right in self._own.values() if left < right)
        rights = sorted((right for left, right in self._own.values() if left < right), reverse=True)
        self._settled = (lefts[len(lefts) // 10], rights[len(rights) // 10]) if lefts else (0.0, 1.0)

    def sides(self, unit: int, size: PageSize) -> tuple[float, float]:
        """Left and right edge of what is shown of a page, in points."""
        left, right = self._settled or (0.0, 1.0)
        own = self._own.get(unit, (left, right))
        return max(0.0, min(left, own[0]) * size.width - AIR), min(size.width, max(right, own[1]) * size.width + AIR)
