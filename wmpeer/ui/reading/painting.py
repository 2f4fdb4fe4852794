"""How a page is painted: its pixels, the tone of paper in the dark palette, its number while it is on its way. A part of `PagesPane`."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.theme import tokens

GAP = 12
"""Pixels between two pages."""


class Painting:
    """Needs what the pane of pages has: `_sizes`, `_sides`, `_cache`, `_failed`, `_render_scale`, `body`."""

    def paint_ground(self, painter: QPainter, unit: int, rect: QRectF) -> None:
        page = rect.adjusted(0, 0, 0, -GAP)
        painter.fillRect(page, QColor("#FFFFFF"))
        found = self._cache.get(unit)
        if found is not None:
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
        if self._cache.has(unit, self._render_scale(unit)) and abs(source.width() - page.width() * ratio) < 2:
            target = QRectF(round(page.left() * ratio) / ratio, page.top(), source.width() / ratio, source.height() / ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, target is page)
        painter.drawImage(target, image, source)

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
