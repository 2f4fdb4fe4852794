"""The scroll bar with a tick for every mark, every hit of find, and the part on view."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from wmpeer.ui.kit.theme import tokens
from wmpeer.ui.reading.look import hue

WIDTH = 12


class TickBar(QScrollBar):
    """A vertical scroll bar that paints itself; its parent is the pane whose marks it shows."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, pane)
        self._pane = pane
        self._known: dict[int, str] = {}
        self._known_for: tuple[int, int, int] | None = None
        self.setFixedWidth(WIDTH)

    def tick_at(self, unit: int, share: float = 0.0) -> float:
        """Where a place stands on the bar; *share* is how far down its unit, 0 to 1."""
        column = self._pane.column
        total = max(1.0, column.total())
        return (column.top(unit) + share * column.height(unit)) / total * (self.height() - 4) + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = tokens()
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(palette.sunken))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.line))
            painter.drawRoundedRect(QRectF(3, 3, 6, self.height() - 6), 3, 3)
            if self.maximum() > self.minimum():
                painter.setBrush(QColor(palette.line2))
                painter.drawRoundedRect(QRectF(3, handle.top() + 2, 6, max(12, handle.height() - 4)), 3, 3)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            self._paint_ticks(painter)

    def _paint_ticks(self, painter: QPainter) -> None:
        if not len(self._pane.column):
            return
        for hit in self._pane.finder.ticks():
            painter.fillRect(QRectF(6, round(self.tick_at(hit.unit, self._share(hit.unit, hit.start))), 6, 2), QColor(tokens().ink3))
        for y, kind in self._ticks().items():
            painter.fillRect(QRectF(0, y - 1, WIDTH, 3), hue(kind))

    def _ticks(self) -> dict[int, str]:
        """The kind of mark at each pixel that has one; worked out again only when marks, heights or the bar changed."""
        key = (self._pane.marks.version, round(self._pane.column.total()), self.height())
        if key != self._known_for:
            self._known_for, self._known = key, {}
            for mark in self._pane.marks:
                spans = self._pane.marks.spans(mark.id)
                if spans:
                    self._known[round(self.tick_at(spans[0].unit, self._share(spans[0].unit, spans[0].start)))] = mark.kind
        return self._known

    def _share(self, unit: int, offset: int) -> float:
        return offset / max(1, len(self._pane.text(unit)))
