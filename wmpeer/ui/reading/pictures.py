"""Pictures of flowing text: where they lie in a passage, and how they are painted. They come as pixels from a worker process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Container, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from wmpeer.documents.layout import NOT_DRAWN, Picture
from wmpeer.ui.kit import fonts, icons
from wmpeer.ui.kit.paint import box, colour
from wmpeer.ui.kit.theme import tokens

PIXELS_A_POINT = 96 / 72
"""At the usual reading size; pictures grow with the text."""
CACHE_BYTES = 64 * 1024 * 1024
_GAP = 8.0
_MOST_LINES = 4
_BOX_PADDING = 12.0
_LOWEST_BOX = 44.0
_WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Placed:
    """Picture `number` (from 1) of a document in its block: where its pixels or its box go, and its words below."""

    number: int
    picture: Picture
    rect: QRectF
    caption: QRectF

    @property
    def bottom(self) -> float:
        return max(self.rect.bottom(), self.caption.bottom())


def said(picture: Picture, number: int) -> str:
    """What is heard instead of a picture."""
    if picture.words:
        return f"Picture: {picture.words}"
    return f"Picture {number}{f', on slide {picture.page}' if picture.page else ''}, without a description"


def reason(picture: Picture) -> str:
    """Why a picture is not shown, and what to do; with the words drawn in it, where they can be read."""
    if not picture.why:
        return ""
    told = f"Not shown here: {picture.why}. Save the original from the document’s menu to see it."
    return f"{told}\nWords in it: {picture.inside}" if picture.inside else told


def told(picture: Picture, number: int) -> str:
    """What is heard of a picture, and where it is not shown why, in lines."""
    return "\n".join(part for part in (said(picture, number), reason(picture)) if part)


def natural_width(picture: Picture, pixels: int) -> float:
    return picture.width * PIXELS_A_POINT * pixels / 16


def scale_of(picture: Picture, width: float, pixels: int) -> float:
    """Pixels to the point at which a picture is shown where it may be *width* wide."""
    return min(width, natural_width(picture, pixels)) / picture.width


def tall(picture: Picture, width: float, pixels: int) -> float:
    """About how high a picture will be with the space around it."""
    high = picture.height * scale_of(picture, width, pixels)
    if not picture.why:
        return high + 2 * _GAP
    return max(_LOWEST_BOX, high if _keeps_room(picture) else 0.0) + _GAP


def _keeps_room(picture: Picture) -> bool:
    """A drawing has a frame as large as itself, for it is there to be seen elsewhere; what is damaged or missing takes little room."""
    return picture.why.startswith(NOT_DRAWN)


def place(pictures: Sequence[tuple[int, Picture]], left: float, top: float, width: float, pixels: int) -> tuple[Placed, ...]:
    """Pictures under one another from *top* on, none wider than *width*."""
    placed, y = [], top
    for number, picture in pictures:
        one = (
            _boxed(number, picture, left, y + _GAP, width, pixels)
            if picture.why
            else _shown(number, picture, left, y + _GAP, width, pixels)
        )
        placed.append(one)
        y = one.bottom
    return tuple(placed)


def _shown(number: int, picture: Picture, left: float, top: float, width: float, pixels: int) -> Placed:
    scale = scale_of(picture, width, pixels)
    rect = QRectF(left, top, max(8.0, picture.width * scale), max(8.0, round(picture.height * scale)))
    if not picture.words:
        return Placed(number, picture, rect, QRectF(rect.bottomLeft(), rect.bottomLeft()))
    room = max(rect.width(), min(width, 280.0))
    high = min(_height(picture.words, room), _MOST_LINES * fonts.line_height("small"))
    return Placed(number, picture, rect, QRectF(left, rect.bottom() + 4, room, high))


def _boxed(number: int, picture: Picture, left: float, top: float, width: float, pixels: int) -> Placed:
    """A frame that is never too small for what it says."""
    scale = scale_of(picture, width, pixels) if _keeps_room(picture) else 0.0
    room = max(min(width, 460.0), picture.width * scale)
    words = told(picture, number)
    high = max(_LOWEST_BOX, picture.height * scale, _height(words, room - 2 * _BOX_PADDING - 28) + 2 * _GAP)
    rect = QRectF(left, top, room, high)
    return Placed(number, picture, rect, QRectF(rect.bottomLeft(), rect.bottomLeft()))


def _height(words: str, width: float) -> float:
    measured = QFontMetricsF(fonts.font("small")).boundingRect(QRectF(0, 0, max(24.0, width), 10_000), int(_WRAP), words)
    return float(round(measured.height() + 1))


def paint(painter: QPainter, placed: Placed, at: QPointF, image: QImage | None) -> None:
    """One picture of a block that stands at *at*; a quiet ground where its pixels are still to come."""
    rect = placed.rect.translated(at)
    if placed.picture.why:
        _paint_box(painter, placed, rect)
        return
    if image is None:
        painter.fillRect(rect, colour("canvas"))
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, image)
        if tokens().dark:
            painter.save()
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(rect, QColor(tokens().page))
            painter.restore()
    painter.setFont(fonts.font("small"))
    painter.setPen(colour("ink3"))
    if not placed.caption.isEmpty():
        painter.drawText(placed.caption.translated(at), int(_WRAP | Qt.AlignmentFlag.AlignTop), placed.picture.words)


def _paint_box(painter: QPainter, placed: Placed, rect: QRectF) -> None:
    box(painter, rect, fill="canvas", edge="line", radius=4)
    icons.paint_icon(painter, QRectF(rect.left() + _BOX_PADDING, rect.center().y() - 9, 18, 18), "image", "ink3")
    words = rect.adjusted(_BOX_PADDING + 28, _GAP, -_BOX_PADDING, -_GAP)
    painter.setFont(fonts.font("small"))
    painter.setPen(colour("ink2"))
    lines = told(placed.picture, placed.number)
    painter.drawText(words, int(_WRAP | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), lines)


class PictureCache:
    """Images by the number of their picture, each with its scale; the longest unseen go first when there are too many bytes."""

    def __init__(self, most_bytes: int = CACHE_BYTES) -> None:
        self._most = most_bytes
        self._held: OrderedDict[int, tuple[float, QImage]] = OrderedDict()
        self.bytes = 0

    def get(self, number: int) -> QImage | None:
        found = self._held.get(number)
        if found is None:
            return None
        self._held.move_to_end(number)
        return found[1]

    def has(self, number: int, scale: float) -> bool:
        """Whether the picture is there at that scale, or as sharp as it is itself."""
        found = self._held.get(number)
        return found is not None and found[0] >= scale * 0.98

    def put(self, number: int, scale: float, image: QImage, keep: Container[int] = ()) -> None:
        """Hold an image; pictures in *keep* stay even beyond the limit, for they are on the screen."""
        self._drop(number)
        self._held[number] = (scale, image)
        self.bytes += image.sizeInBytes()
        for other in [one for one in self._held if one not in keep and one != number]:
            if self.bytes <= self._most:
                return
            self._drop(other)

    def _drop(self, number: int) -> None:
        held = self._held.pop(number, None)
        if held is not None:
            self.bytes -= held[1].sizeInBytes()
