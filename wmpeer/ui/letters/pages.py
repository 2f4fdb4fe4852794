"""Pointing at the paragraphs of a letter: by the mouse and by keys, with their marks at the sides."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent, QWheelEvent

from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.message import announce
from wmpeer.ui.kit.tokens import LIGHT
from wmpeer.ui.letters.paper import LetterPaper


class LetterPages(LetterPaper):
    """Pages whose paragraphs can be pointed at."""

    def _paint_marks(self, painter: QPainter) -> None:
        for number, width in ((self._over, 1.0), (self._current, 2.0)):
            if number:
                painter.setPen(QPen(QColor(LIGHT.accent), width))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                for rect in self.spot_rects(number):
                    painter.drawRoundedRect(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2), 4, 4)
        for number, (left, right) in self._marks.items():
            if number > len(self._paragraphs):
                continue
            spot = self._paragraphs[number - 1].spots[0]
            if spot.page > self.pages():
                continue
            rect, page = self._spot_rect(spot), self._page_rect(spot.page - 1)
            middle = min(rect.center().y(), rect.top() + 32)
            if left:
                paint_icon(
                    painter,
                    QRectF(page.left() - self._side() + 9, middle - 9, 18, 18)
                    if not self._narrow
                    else QRectF(page.left() - 21, middle - 8, 16, 16),
                    left.icon,
                    left.tone,
                    left.weight,
                )
            if right:
                paint_icon(
                    painter, QRectF(page.right() + (6 if self._narrow else 11), middle - 9, 16, 18), right.icon, right.tone, right.weight
                )

    # ---- pointing and keys

    def paragraph_at(self, point: QPointF) -> int:
        """The number of the paragraph under *point* in the view, or 0."""
        for one in self._paragraphs:
            if any(spot.page <= self.pages() and self._spot_rect(spot).contains(point) for spot in one.spots):
                return one.number
        return 0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.paragraph_at(event.position())
        if over != self._over:
            self._over = over
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def leaveEvent(self, event) -> None:
        self._over = 0
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.paragraph_at(event.position())
        if number and event.button() == Qt.MouseButton.LeftButton:
            self._choose(number, show=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self.paragraph_at(event.position())
        if number:
            self.opened.emit(number)

    def _choose(self, number: int, *, show: bool = True) -> None:
        self.choose(number, show=show)
        announce(self, f"Paragraph {number}. {self._paragraphs[number - 1].text}")
        self.chosen.emit(number)

    def step(self, step: int) -> None:
        """To the next or previous paragraph; from none, to the first in view."""
        if not self._paragraphs:
            return
        if self._current:
            wanted = self._current + step
        else:
            first = self.page()
            wanted = next((one.number for one in self._paragraphs if one.spots[0].page >= first), 1)
        if 1 <= wanted <= len(self._paragraphs):
            self._choose(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        bar = self.verticalScrollBar()
        if text in ("n", "p"):
            self.step(1 if text == "n" else -1)
        elif text in ("+", "-", "0"):
            self.set_zoom(0) if text == "0" else self.step_zoom(1 if text == "+" else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current:
            self.opened.emit(self._current)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum())
        elif key == Qt.Key.Key_Space:
            bar.setValue(bar.value() + bar.pageStep())
        elif key == Qt.Key.Key_Escape and self._current:
            self.choose(0)
            self.chosen.emit(0)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        top = self.verticalScrollBar().value() / self._laid
        self._lay_out()
        self.verticalScrollBar().setValue(round(top * self._laid))
        self._scrolled()
