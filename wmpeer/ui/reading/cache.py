"""Images of pages and of parts of pages, within a number of bytes: the longest unseen go first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Hashable

from PySide6.QtGui import QImage

CACHE_BYTES = 64 * 1024 * 1024
"""For whole pages; as much again for tiles."""
SMALL_BYTES = 24 * 1024 * 1024
"""For the small pictures in a list of pages."""


class PageCache:
    """Images by what they show (a page, a tile of a page), each with its scale."""

    def __init__(self, most_bytes: int = CACHE_BYTES) -> None:
        self._most = most_bytes
        self._held: OrderedDict[Hashable, tuple[float, QImage]] = OrderedDict()
        self.bytes = 0

    def get(self, key: Hashable) -> tuple[float, QImage] | None:
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
        return found

    def has(self, key: Hashable, scale: float) -> bool:
        found = self._held.get(key)
        return found is not None and abs(found[0] - scale) < 1e-3 * scale

    def put(self, key: Hashable, scale: float, image: QImage, keep: Collection[Hashable] = ()) -> None:
        """Hold an image; what is in *keep* stays even beyond the limit, for it is on the screen."""
        self.drop(key)
        self._held[key] = (scale, image)
        self.bytes += image.sizeInBytes()
        for other in [one for one in self._held if one not in keep and one != key]:
            if self.bytes <= self._most:
                return
            self.drop(other)

    def drop(self, key: Hashable) -> None:
        held = self._held.pop(key, None)
        if held is not None:
            self.bytes -= held[1].sizeInBytes()

    def clear(self) -> None:
        self._held.clear()
        self.bytes = 0
