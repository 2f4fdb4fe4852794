"""The focus ring round the reading pane: the sign that letter keys work."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from wmpeer.ui.kit.theme import tokens


class Ring(QWidget):
    """Two pixels round its parent, blind to the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(QPen(QColor(tokens().focus), 2, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
