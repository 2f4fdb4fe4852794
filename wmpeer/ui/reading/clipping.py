"""A page's pixels cut to a rectangle and packed as a PNG of bounded size. Runs on the thread that asks for pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from wmpeer.documents.page_tiles import Tile

MOST_BYTES = 400 * 1024
MOST_SIDE = 1_600
SHARPEST = 3.0
"""Pixels to the point: an A4 page at 216 dots an inch."""

Corners = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the page's top left."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A part of a page as PNG."""

    png: bytes
    width: int
    height: int


def clip(render: Callable[[float, Tile], QImage], corners: Corners) -> PagePicture:
    """The part of a page inside *corners*; *render* gives a tile of the page at so many pixels to the point.

    Raises:
        ValueError: the rectangle is empty.
    """
    left, top, right, bottom = corners
    if right - left < 1 or bottom - top < 1:
        raise ValueError("an empty rectangle was asked for")
    scale = min(SHARPEST, MOST_SIDE / max(right - left, bottom - top))
    while True:
        part = render(
            scale, (round(left * scale), round(top * scale), max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale)))
        )
        png = _png(part)
        if len(png) <= MOST_BYTES or max(part.width(), part.height()) < 64:
            return PagePicture(png, part.width(), part.height())
        scale *= 0.7


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):
        raise ValueError("the part of the page could not be packed")
    return bytes(buffer.data())
