"""A rectangle on a page, to be clipped as a picture: drawn with Alt and the mouse, or set by key (R) and moved with the arrows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.tokens import LIGHT
from wmpeer.ui.reading.records import Mark

LEAST = 8.0
"""Points; what is smaller is a hand that trembled."""
STEP = 12.0
WORDS = "Press a letter to mark this part"
ARMED = "Draw a rectangle round a table or chart. An arrow key sets one, Esc leaves."
ARMED_SHORT = "Draw a rectangle. Esc leaves."
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class Clipper:
    """The one rectangle of a pane of pages: page number `unit` (from 0) and `rect` in points from its top left, or None."""

    def __init__(self, pane: QWidget) -> None:
        self._pane = pane
        self._from: QPointF | None = None
        self.armed = False
        self.clear()

    def clear(self) -> None:
        """No rectangle."""
        self.unit, self.rect = 0, QRectF()
        self._from = None

    @property
    def there(self) -> bool:
        """Whether there is a rectangle large enough to mean something."""
        return self.rect.width() >= LEAST and self.rect.height() >= LEAST

    # -- by mouse

    def press(self, point: QPointF) -> None:
        """Begin to draw, where a page lies under *point*."""
        unit = self._pane.unit_under(point)
        if unit is not None:
            self.unit = unit
            self._from = self._on_page(point)
            self.rect = QRectF(self._from, self._from)

    @property
    def drawing(self) -> bool:
        return self._from is not None

    def drag(self, point: QPointF) -> None:
        if self._from is not None:
            page = self._pane.page_rect(self.unit)
            self.rect = QRectF(self._from, self._on_page(point)).normalized().intersected(page)

    def release(self) -> None:
        self._from, self.armed = None, False
        if not self.there:
            self.clear()

    def _on_page(self, point: QPointF) -> QPointF:
        return self._pane.to_points(self.unit, point)

    # -- by key

    def begin(self) -> None:
        """A rectangle in the middle of what is on view of a page."""
        view = QRectF(self._pane.body())
        unit = self._pane.unit_under(view.center())
        if unit is None:
            return
        self.unit = unit
        top, bottom = self._pane.to_points(unit, view.topLeft()), self._pane.to_points(unit, view.bottomRight())
        seen = QRectF(top, bottom).intersected(self._pane.page_rect(unit))
        self.rect = seen.adjusted(seen.width() * 0.15, seen.height() * 0.3, -seen.width() * 0.15, -seen.height() * 0.3)

    def key(self, event: QKeyEvent) -> bool:
        """Arrows move it, with Shift they move its lower right corner; says whether it was one of these."""
        if not self.there or not is_arrow(event):
            return False
        across, down = (STEP * part for part in _ARROWS[Qt.Key(event.key())])
        page = self._pane.page_rect(self.unit)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            right = max(self.rect.left() + 2 * LEAST, min(page.right(), self.rect.right() + across))
            self.rect.setBottomRight(QPointF(right, max(self.rect.top() + 2 * LEAST, min(page.bottom(), self.rect.bottom() + down))))
        else:
            left = max(0.0, min(page.right() - self.rect.width(), self.rect.left() + across))
            self.rect.moveTo(left, max(0.0, min(page.bottom() - self.rect.height(), self.rect.top() + down)))
        return True

    # -- painting

    def paint(self, painter: QPainter, unit: int) -> None:
        if unit != self.unit or self.rect.isEmpty():
            return
        rect, accent = self._pane.to_view(unit, self.rect), QColor(LIGHT.accent)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QColor(accent)
        shade.setAlpha(26)
        painter.fillRect(rect, shade)
        painter.setPen(QPen(accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        painter.setBrush(accent)
        for corner in (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight()):
            painter.drawEllipse(corner, 3.5, 3.5)
        if not self.drawing:
            self._paint_words(painter, rect)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        """What to do next, on a label below the rectangle, or in it where the view ends."""
        below = self._pane.viewport().height() - 28.0
        _label(painter, rect.left(), rect.bottom() + 6 if rect.bottom() + 6 < below else min(rect.bottom() - 28, below), WORDS)

    def paint_armed(self, painter: QPainter) -> None:
        """While a rectangle is waited for: what to do, over the text."""
        if self.armed and not self.drawing:
            body = self._pane.body()
            words = ARMED if body.width() > _wide(ARMED) else ARMED_SHORT
            _label(painter, max(4.0, body.center().x() - _wide(words) / 2), 10.0, words)


def _wide(words: str) -> float:
    return QFontMetricsF(fonts.font("small", 600)).horizontalAdvance(words) + 16


def _label(painter: QPainter, left: float, top: float, words: str) -> None:
    label = QRectF(left, top, _wide(words), 22)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.accent))
    painter.drawRoundedRect(label, 4, 4)
    painter.setFont(fonts.font("small", 600))
    painter.setPen(QColor(LIGHT.on_accent))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def is_arrow(event: QKeyEvent) -> bool:
    """Whether a key would move a rectangle."""
    return event.key() in _ARROWS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier


def box_of(mark: Mark, width: float, height: float) -> QRectF:
    """Where a picture's mark lies on a page of that size, in points."""
    if mark.box is None:
        return QRectF()
    left, top, wide, high = mark.box
    return QRectF(left * width / 100, top * height / 100, wide * width / 100, high * height / 100)
