"""Small pictures of a document's pages, brought by its own worker when a list of pages shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QSizeF, Signal
from PySide6.QtGui import QImage

from wmpeer.ui.reading.cache import SMALL_BYTES, PageCache
from wmpeer.ui.reading.feed import Want


class SmallPages(QObject):
    """`came(unit)` when a page's picture is there, `emptied` when the document is closed. Pages count from 0."""

    came = Signal(int)
    emptied = Signal()

    def __init__(self, pane: Any) -> None:
        super().__init__()
        self._pane = pane
        self._held = PageCache(SMALL_BYTES)
        self._failed: set[int] = set()
        self._units: tuple[int, ...] = ()
        self._room = QSizeF()

    def forget(self) -> None:
        """Another document."""
        self._held.clear()
        self._failed.clear()
        self._units = ()
        self.emptied.emit()

    def show(self, units: Sequence[int], room: QSizeF) -> None:
        """These pages are on view in a list, each in *room* pixels of the device; none, and no more are brought."""
        self._units, self._room = tuple(units), room
        self._pane.ask_soon()

    def picture(self, unit: int) -> QImage | None:
        """The page's picture, coarser than it could be while a better one comes; None where there is none yet."""
        found = self._held.get(unit)
        return found[1] if found is not None else None

    def wants(self) -> list[Want]:
        """What is to be brought for the list."""
        count = self._pane.unit_count()
        units = [unit for unit in self._units if unit < count and unit not in self._failed]
        return [Want(unit + 1, self._scale(unit), small=True) for unit in units if not self._held.has(unit, self._scale(unit))]

    def _scale(self, unit: int) -> float:
        size = self._pane.page_rect(unit).size()
        return max(0.02, min(self._room.width() / size.width(), self._room.height() / size.height()))

    def take(self, unit: int, scale: float, image: QImage) -> None:
        self._held.put(unit, scale, image, keep=self._units)
        self.came.emit(unit)

    def fell(self, unit: int) -> None:
        """The page cannot be shown."""
        self._failed.add(unit)
        self.came.emit(unit)
