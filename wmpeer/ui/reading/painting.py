"""How a page is painted: its pixels, the tone of paper in the dark palette, its number while it is on its way. A part of `PagesPane`."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.theme import tokens

GAP = 12
"""Pixels between two pages."""


class Painting:
    """Needs what the pane of pages has: `_sizes`, `_sides`, `_cache`, `_tiles`, `_failed`, `body`, and how it is brought (`Bringing`)."""

    def paint_ground(self, painter: QPainter, unit: int, rect: QRectF) -> None:
        page = rect.adjusted(0, 0, 0, -GAP)
        painter.fillRect(page, QColor("#FFFFFF"))
        found = self._cache.get(unit)
        if found is not None and self.in_tiles(unit):
            self._paint_tiles(painter, found[1], unit)
        elif found is not None:
            self._paint_image(painter, found[1], unit, page)
        if tokens().dark:
            painter.save()
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(page, QColor(tokens().page))
            painter.restore()
        if found is None:
            self._paint_waiting(painter, unit, page)

    def _paint_image(self, painter: QPainter, image: QImage, unit: int, page: QRectF) -> None:
        """Pixel for pixel where it was rendered at this size, scaled while a sharper one is on its way."""
        left, right = self._sides(unit)
        ratio, per_point = self.devicePixelRatioF(), image.width() / self._sizes[unit].width
        source = QRectF(round(left * per_point), 0, round((right - left) * per_point), image.height())
        target = page
        if self._cache.has(unit, self.sharp_scale(unit)) and abs(source.width() - page.width() * ratio) < 2:
            target = QRectF(round(page.left() * ratio) / ratio, page.top(), source.width() / ratio, source.height() / ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, target is page)
        painter.drawImage(target, image, source)

    def _paint_tiles(self, painter: QPainter, whole: QImage, unit: int) -> None:
        """Pixel for pixel where tiles are there, the coarse page where they are not yet."""
        (left, top), ratio, scale = self.device_corner(unit), self.devicePixelRatioF(), self.sharp_scale(unit)
        coarse = whole.width() / (self._sizes[unit].width * scale)
        for tile in self.tiles_on_view(unit):
            x, y, wide, high = tile
            target = QRectF((left + x) / ratio, (top + y) / ratio, wide / ratio, high / ratio)
            found = self._tiles.get((unit, tile))
            sharp = found is not None and self._tiles.has((unit, tile), scale)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not sharp)
            if found is not None and sharp:
                painter.drawImage(target, found[1], QRectF(found[1].rect()))
            else:
                seen = target.intersected(self.body())
                part = seen.translated(-left / ratio, -top / ratio)
                shrink = coarse * ratio
                source = QRectF(part.left() * shrink, part.top() * shrink, part.width() * shrink, part.height() * shrink)
                painter.drawImage(seen, whole, source)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)

    def _paint_waiting(self, painter: QPainter, unit: int, page: QRectF) -> None:
        """Paper with the page's number, and what is wrong if something is."""
        seen = page.intersected(self.body())
        problem = self._failed.get(unit)
        painter.setFont(fonts.font("heading" if problem is None else "interface"))
        painter.setPen(QPen(QColor("#56656A")))
        words = str(unit + 1) if problem is None else f"Page {unit + 1}. {problem.sentence} {problem.next}"
        wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
        if QFontMetricsF(painter.font()).height() < seen.height():
            painter.drawText(seen.adjusted(24, 0, -24, 0), wrap, words)
