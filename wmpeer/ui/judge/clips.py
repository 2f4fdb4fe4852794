"""The pictures behind the chosen finding, on the card: a part of a page each, one click or Enter from where it was taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from wmpeer.judging.records import ClipLine
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.paint import LEFT, box, smooth, words
from wmpeer.ui.kit.theme import theme, tokens

HIGHEST = 150
_FOOT = 20
_SMALL = 72
Bring = Callable[[str, Callable[[bytes | None], Any]], Any]
"""Fetches a picture by its SHA-256 and calls back with it."""
_STATES = {"lost": ", of a version that is in use no more", "uncertain": " of the version before; to settle in the new one"}


class ClipPicture(QAbstractButton):
    """One picture with its page below it; what it shows comes later (`set_png`)."""

    def __init__(self, clip: ClipLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._said = f"Page {clip.page}{_STATES.get(clip.state, '')}"
        self.setObjectName("clip-picture")
        self.setAccessibleName(f"Picture of a part of page {clip.page}: show it in the document")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(_FOOT + 8)
        theme().changed.connect(self.update)

    def set_png(self, png: bytes | None) -> None:
        """Show a picture; one that comes after this has gone is let go."""
        if not isValid(self):
            return
        self._image = QImage.fromData(png or b"", "PNG")
        if self._image.isNull():
            self._said = "This picture is not on this laptop."
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def resizeEvent(self, event: Any) -> None:
        self._fit()

    def _fit(self) -> None:
        """As high as the picture needs at this width, within what the card can spare."""
        tall = 0.0
        if not self._image.isNull():
            tall = min(HIGHEST, (self.width() - 8) * self._image.height() / self._image.width(), self._image.height())
        self.setFixedHeight(round(tall) + _FOOT + 8)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            box(painter, whole, fill="paper", edge="line2" if self.hasFocus() or self.underMouse() else "line", radius=4)
            room = QRectF(4, 4, self.width() - 8, self.height() - _FOOT - 8)
            if not self._image.isNull():
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                scale = min(room.width() / self._image.width(), room.height() / self._image.height())
                wide, high = self._image.width() * scale, self._image.height() * scale
                there = QRectF(room.left(), room.top(), wide, high)
                painter.drawImage(there, self._image)
                if tokens().dark:
                    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
                    painter.fillRect(there, QColor(tokens().page))
                    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            foot = QRectF(6, self.height() - _FOOT - 2, self.width() - 12, _FOOT)
            words(painter, foot, self._said, fonts.font("small"), "accent_ink", LEFT)


class ClipShow(QWidget):
    """`opened(ClipLine)` when a picture is chosen."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finding-clips")
        self.shown: tuple[ClipLine, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_clips(self, clips: Sequence[ClipLine], bring: Bring) -> None:
        """Show the pictures of *clips*; *bring* fetches each by its SHA-256 and calls back with it."""
        if tuple(clips) == self.shown:
            return
        self.shown = tuple(clips)
        while (item := self._column.takeAt(0)) is not None:
            item.widget().deleteLater()
        for clip in clips:
            picture = ClipPicture(clip, self)
            picture.clicked.connect(lambda _checked=False, clip=clip: self.opened.emit(clip))
            self._column.addWidget(picture)
            bring(clip.image, picture.set_png)
        self.setVisible(bool(clips))


class ClipStrip(QWidget):
    """Pictures side by side and small, as the evidence of a finding while it is written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finding-pictures")
        self.shown: tuple[str, ...] = ()
        self._images: dict[str, QImage] = {}
        self._clipped: dict[str, bytes] = {}
        self.setFixedHeight(_SMALL)
        self.hide()
        theme().changed.connect(self.update)

    def show_images(self, images: Sequence[str], bring: Bring | None) -> None:
        """Show the pictures of these SHA-256; those that are not here leave no room."""
        if tuple(images) == self.shown:
            return
        self.shown, self._images = tuple(images), {}
        self.hide()
        for image in self.shown:
            if image in self._clipped:
                self._came(image, self._clipped[image])
            elif bring is not None:
                bring(image, partial(self._came, image))

    def know(self, image: str, png: bytes) -> None:
        """A part just clipped, which may not be in the file yet."""
        self._clipped = {image: png}

    def pictures(self) -> list[QImage]:
        return [self._images[one] for one in self.shown if one in self._images]

    def _came(self, image: str, png: bytes | None) -> None:
        if isValid(self) and image in self.shown:
            read = QImage.fromData(png or b"", "PNG")
            if not read.isNull():
                self._images[image] = read
                self.show()
                self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            left, each = 0.0, self.width() / max(1, len(self.pictures()))
            for image in self.pictures():
                scale = min((each - 8) / image.width(), (self.height() - 4) / image.height(), 1.0)
                there = QRectF(left + 2, 2, image.width() * scale, image.height() * scale)
                painter.drawImage(there, image)
                if tokens().dark:
                    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
                    painter.fillRect(there, QColor(tokens().page))
                    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
                box(painter, there.adjusted(-1, -1, 1, 1), edge="line2", radius=2)
                left += there.width() + 8
