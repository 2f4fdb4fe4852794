"""A splitter whose handle can be seen, and moved with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from wmpeer.ui.kit.paint import colour, hairline, smooth
from wmpeer.ui.kit.theme import theme

_STEP = 24


class _Handle(QSplitterHandle):
    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Move the edge between two parts with the arrow keys")
        self.setProperty("ring", "inside")
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(9, 9)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        lying = self.orientation() == Qt.Orientation.Vertical
        back, forth = (Qt.Key.Key_Up, Qt.Key.Key_Down) if lying else (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if event.key() in (back, forth):
            here = self.y() if lying else self.x()
            self.moveSplitter(here + (_STEP if event.key() == forth else -_STEP))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        over = self.underMouse() or self.hasFocus()
        with QPainter(self) as painter:
            smooth(painter)
            if over:
                painter.fillRect(self.rect(), colour("chosen"))
            middle = QRectF(self.rect()).center()
            painter.setPen(Qt.PenStyle.NoPen)
            if self.orientation() == Qt.Orientation.Vertical:
                hairline(painter, 0, middle.y(), self.width(), middle.y())
                grip = QRectF(middle.x() - 12, middle.y() - 1.5, 24, 3)
            else:
                hairline(painter, middle.x(), 0, middle.x(), self.height())
                grip = QRectF(middle.x() - 1.5, middle.y() - 12, 3, 24)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent" if over else "line2"))
            painter.drawRoundedRect(grip, 1.5, 1.5)


class Splitter(QSplitter):
    """Parts beside each other (or *lying*: above each other). Parts never vanish by dragging."""

    def __init__(self, *parts: QWidget, lying: bool = False, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical if lying else Qt.Orientation.Horizontal, parent)
        self.setObjectName(name)
        self.setHandleWidth(9)
        self.setChildrenCollapsible(False)
        for part in parts:
            self.addWidget(part)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)
