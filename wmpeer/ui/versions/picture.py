"""A kept picture of a part of a page, as large as its room allows and never larger than it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.paint import LEFT, box, smooth, words
from wmpeer.ui.kit.theme import theme, tokens

_EDGE = 12
_POINT = 3.0
"""Pixels of a kept picture to a point of the page."""


class PictureView(QWidget):
    """Shows one PNG, or a sentence where there is none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(80, 60)
        self._image = QImage()
        self._sentence = ""
        theme().changed.connect(self.update)

    def show_png(self, png: bytes | None, said: str) -> None:
        """*said* is what a screen reader reads; without a picture it says that none is here."""
        self._image = QImage.fromData(png or b"", "PNG")
        self._sentence = "" if not self._image.isNull() else "This picture is not on this laptop."
        self.setAccessibleName(said)
        self.update()

    def shows_picture(self) -> bool:
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        return QSize(320, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            room = QRectF(self.rect()).adjusted(_EDGE, 4, -_EDGE, -_EDGE)
            if self._image.isNull():
                words(painter, QRectF(room.left(), room.top(), room.width(), 24), self._sentence, fonts.font(), "ink2", LEFT)
                return
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            usual = 1.6 / _POINT  # a little larger than on paper
            scale = min(usual, room.width() / self._image.width(), room.height() / self._image.height())
            there = QRectF(room.left(), room.top(), self._image.width() * scale, self._image.height() * scale)
            painter.drawImage(there, self._image)
            if tokens().dark:
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
                painter.fillRect(there, QColor(tokens().page))
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            box(painter, there.adjusted(-0.5, -0.5, 0.5, 0.5), edge="line2", radius=0)
            if self.hasFocus():
                box(painter, there.adjusted(-3, -3, 3, 3), edge="focus", width=2, radius=3)
