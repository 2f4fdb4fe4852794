"""What to bring of the pages, and in which order: what is on view first, then what comes next. A part of `PagesPane`.

A page of few pixels is brought whole. A larger one (zoomed, or on a sharp screen) is brought whole once, coarsely, and over that in tiles
where it is on view: sharp at every size, in bounded memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF

from wmpeer.documents.page_tiles import SIDE, Tile, pixels_of, tiles_over
from wmpeer.documents.pdf_limits import MOST_SCALE
from wmpeer.ui.reading.cache import PageCache
from wmpeer.ui.reading.feed import Delivery, Want
from wmpeer.ui.reading.painting import GAP

MOST_WHOLE = 6_000_000
"""Pixels of the largest page brought in one piece."""
COARSE = 1_500_000
"""Pixels of a larger page under its tiles."""
SETTLED_BY = 6
"""So many pages are read before the white at the sides is left out."""


class Bringing:
    """Needs what the pane of pages has: `_feed`, `_sizes`, `_scales`, `_words`, `_trim`, `_failed`, `visible_units`, `unit_rect`."""

    def _forget_pixels(self) -> None:
        self._cache, self._tiles = PageCache(), PageCache()
        self._tileless: set[int] = set()

    # -- how sharp

    def sharp_scale(self, unit: int) -> float:
        """Pixels of the device to the point on a page as it is seen now."""
        return min(self._scales[unit] * self.devicePixelRatioF(), MOST_SCALE)

    def in_tiles(self, unit: int) -> bool:
        """Whether the page is too large to be brought whole."""
        wide, high = pixels_of(self._sizes[unit], self.sharp_scale(unit))
        return wide * high > MOST_WHOLE

    def _whole_scale(self, unit: int) -> float:
        """At which a page is brought whole."""
        if not self.in_tiles(unit):
            return self.sharp_scale(unit)
        size = self._sizes[unit]
        return min(self.sharp_scale(unit), (COARSE / (size.width * size.height)) ** 0.5)

    def device_corner(self, unit: int) -> tuple[int, int]:
        """Where a whole page begins in the viewport, in pixels of the device."""
        rect, ratio = self.unit_rect(unit), self.devicePixelRatioF()
        return round(rect.left() * ratio - self._sides(unit)[0] * self.sharp_scale(unit)), round(rect.top() * ratio)

    def tiles_on_view(self, unit: int, beyond: float = 0.0) -> tuple[Tile, ...]:
        """The tiles of a page that are on view, or within *beyond* pixels above and below."""
        seen = self.unit_rect(unit).adjusted(0, 0, 0, -GAP).intersected(QRectF(self.body()).adjusted(0, -beyond, 0, beyond))
        if seen.isEmpty():
            return ()
        (x, y), ratio = self.device_corner(unit), self.devicePixelRatioF()
        whole = pixels_of(self._sizes[unit], self.sharp_scale(unit))
        return tiles_over(whole, seen.left() * ratio - x, seen.top() * ratio - y, seen.right() * ratio - x, seen.bottom() * ratio - y)

    # -- what is there

    def lacks(self, unit: int) -> bool:
        """Whether a page is not as sharp as it can be where it is on view."""
        if unit in self._failed:
            return False
        return self._lacks_whole(unit) or any(self._lacking(unit, self.tiles_on_view(unit)))

    def _lacks_whole(self, unit: int) -> bool:
        if not self.in_tiles(unit):
            return not self._cache.has(unit, self._whole_scale(unit))
        found = self._cache.get(unit)
        return found is None or found[0] < 0.5 * self._whole_scale(unit)

    def _lacking(self, unit: int, tiles: Sequence[Tile]) -> Iterator[Tile]:
        if unit not in self._tileless and self.in_tiles(unit):
            scale = self.sharp_scale(unit)
            yield from (tile for tile in tiles if not self._tiles.has((unit, tile), scale))

    # -- asking

    def _ask(self) -> None:
        if self._feed is None or not self._sizes:
            return
        visible, count = self.visible_units(), len(self._sizes)
        ahead = [*range(visible.stop, min(count, visible.stop + 2)), *range(visible.start - 1, max(-1, visible.start - 2), -1)]
        wants: list[Want] = []
        if self._trimmed and not self._trim.settled:
            first = max(0, min(visible.start, count - SETTLED_BY))
            wants += [Want(unit + 1) for unit in range(first, min(count, first + SETTLED_BY)) if unit not in self._words]
        wants += self._want_pixels(visible)
        wants += [Want(unit + 1) for unit in visible if unit not in self._words]
        wants += self._want_pixels(visible, SIDE / 2)
        wants += self._want_pixels(ahead)
        wants += self.small.wants()
        wants += [Want(unit + 1) for unit in (*ahead, *range(visible.start, count), *range(visible.start)) if unit not in self._words]
        self._feed.want(list(dict.fromkeys(wants)))

    def _want_pixels(self, units: Sequence[int], beyond: float = 0.0) -> Iterator[Want]:
        """Pages whole first, so that something is there; then their tiles."""
        units = [unit for unit in units if unit not in self._failed]
        yield from (Want(unit + 1, self._whole_scale(unit)) for unit in units if self._lacks_whole(unit))
        for unit in units:
            for tile in self._lacking(unit, self.tiles_on_view(unit, beyond)):
                yield Want(unit + 1, self.sharp_scale(unit), tile=tile)

    def _take_pixels(self, delivery: Delivery) -> None:
        """A page, a tile of one or a small picture has come."""
        want, image, unit = delivery.want, delivery.brought.image, delivery.want.page - 1
        scale = want.scale or 1.0
        if want.small:
            self.small.take(unit, scale, image)
            return
        if want.tile is None:
            self._cache.put(unit, scale, image, keep=self.visible_units())
            if self._trim.look(unit, delivery.brought.inked) and self._trimmed:
                self._widened.start()
        elif abs(scale - self.sharp_scale(unit)) < 1e-3 * scale:
            seen = {(one, tile) for one in self.visible_units() for tile in self.tiles_on_view(one)}
            self._tiles.put((unit, want.tile), scale, image, keep=seen)
        self._show_again(unit)

    def _show_again(self, unit: int) -> None:
        """Paint a page again if it is on view."""
        if unit in self.visible_units():
            self.viewport().update()
