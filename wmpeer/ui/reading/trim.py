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


class Trim:
    """Learns from words and pixels how far pages are filled sideways, as shares of their width; `settle` makes it count."""

    def __init__(self) -> None:
        self._left, self._right = 0.5, 0.5
        self._settled = (0.0, 1.0)

    def take(self, lines: Sequence[Line], size: PageSize) -> None:
        for line in lines:
            if 0 <= line.left < line.right <= size.width:
                self._widen(line.left / size.width, line.right / size.width)

    def look(self, unit: int, image: QImage, size: PageSize) -> None:
        """Pictures and lines count too: what is not white in a small copy of the page."""
        small = image.scaled(_COLUMNS, _COLUMNS, mode=Qt.TransformationMode.SmoothTransformation).convertToFormat(
            QImage.Format.Format_Grayscale8
        )
        wide = small.bytesPerLine()
        data = bytes(small.constBits())
        inked = [column for column in range(_COLUMNS) if min(data[column::wide]) < _WHITE]
        if inked:
            self._widen(inked[0] / _COLUMNS, (inked[-1] + 1) / _COLUMNS)

    def _widen(self, left: float, right: float) -> None:
        self._left, self._right = min(self._left, left), max(self._right, right)

    def settle(self) -> None:
        self._settled = (self._left, self._right) if self._left < self._right else (0.0, 1.0)

    def sides(self, size: PageSize) -> tuple[float, float]:
        """Left and right edge of what is shown of a page, in points."""
        left = max(0.0, self._settled[0] * size.width - AIR)
        return left, min(size.width, self._settled[1] * size.width + AIR)
