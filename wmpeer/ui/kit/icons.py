"""Phosphor icons (MIT), coloured by the palette at the moment they are painted.

An icon is an SVG under ``resources/icons/<weight>/``, its `currentColor` replaced and drawn at the device's ratio; pictures are kept
by name, weight, size, colour and ratio. `icon` hands them to buttons and menus, `paint_icon` to whatever paints itself.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from wmpeer.files import resource
from wmpeer.ui.kit.theme import tokens

REGULAR, BOLD, FILL = "regular", "bold", "fill"


@cache
def svg(name: str, weight: str = REGULAR) -> str:
    """The drawing called *name*; a weight that was not drawn falls back to regular."""
    path = resource("icons", weight, f"{name}.svg")
    if weight != REGULAR and not path.is_file():
        return svg(name, REGULAR)
    return path.read_text(encoding="utf-8")


def coloured(name: str, weight: str, colour: str) -> bytes:
    """The drawing as SVG in *colour* (``#RRGGBB``)."""
    return svg(name, weight).replace("currentColor", colour).encode()


@cache
def _pixmap(name: str, weight: str, size: int, colour: str, ratio: float) -> QPixmap:
    real = max(1, round(size * ratio))
    picture = QPixmap(real, real)
    picture.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(coloured(name, weight, colour)))
    with QPainter(picture) as painter:
        renderer.render(painter, QRectF(0, 0, real, real))
    picture.setDevicePixelRatio(ratio)
    return picture


def pixmap(name: str, size: int = 16, tone: str = "ink2", weight: str = REGULAR, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of *size* logical pixels."""
    return _pixmap(name, weight, size, tokens().colour(tone), ratio)


def paint_icon(painter: QPainter, rect: QRect | QRectF, name: str, tone: str = "ink2", weight: str = REGULAR) -> None:
    """Draw the icon centred in *rect*, as large as its shorter side."""
    area = QRectF(rect)
    size = round(min(area.width(), area.height()))
    device = painter.device()
    picture = pixmap(name, size, tone, weight, device.devicePixelRatioF() if device else 1.0)
    painter.drawPixmap(QRectF(area.center().x() - size / 2, area.center().y() - size / 2, size, size).toAlignedRect(), picture)


class _Engine(QIconEngine):
    """Draws one icon; `on` is its weight and tone where the button is checked."""

    def __init__(self, name: str, tone: str, weight: str, on: tuple[str, str] | None) -> None:
        super().__init__()
        self._key = (name, tone, weight, on)

    def _looks(self, mode: QIcon.Mode, state: QIcon.State) -> tuple[str, str, str]:
        name, tone, weight, on = self._key
        if state == QIcon.State.On and on:
            tone, weight = on
        return name, "ink3" if mode == QIcon.Mode.Disabled else tone, weight

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        name, tone, weight = self._looks(mode, state)
        paint_icon(painter, rect, name, tone, weight)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        name, tone, weight = self._looks(mode, state)
        return pixmap(name, min(size.width(), size.height()), tone, weight, scale)  # size is logical since Qt 6.8

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def clone(self) -> QIconEngine:
        return _kept(_Engine(*self._key))


_engines: list[QIconEngine] = []  # QIcon does not keep the Python half of an engine alive


def _kept(engine: QIconEngine) -> QIconEngine:
    _engines.append(engine)
    return engine


@cache
def icon(name: str, tone: str = "ink2", weight: str = REGULAR, on: tuple[str, str] | None = None) -> QIcon:
    """A QIcon that follows the palette and the screen's scale; *on* is the (tone, weight) of the checked state."""
    svg(name, weight)  # a name that does not exist should fail here, not in a paint event
    return QIcon(_kept(_Engine(name, tone, weight, on)))


def names(weight: str = REGULAR) -> list[str]:
    """Every icon that travels with the program."""
    return sorted(path.stem for path in Path(resource("icons", weight)).glob("*.svg"))
