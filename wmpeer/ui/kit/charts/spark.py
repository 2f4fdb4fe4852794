"""A line as small as a word: gaps stay gaps, the last value has a dot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from wmpeer.ui.kit.paint import colour, smooth
from wmpeer.ui.kit.theme import theme


def runs(values: Sequence[float | None]) -> list[list[int]]:
    """The places of values that stand beside each other without a gap: ``[1, None, 2, 3]`` is ``[[0], [2, 3]]``."""
    found: list[list[int]] = []
    for at, value in enumerate(values):
        if value is None:
            continue
        if found and found[-1][-1] == at - 1:
            found[-1].append(at)
        else:
            found.append([at])
    return found


def paint_spark(painter: QPainter, rect: QRectF, values: Sequence[float | None], tone: str = "ink2") -> None:
    """*values* from left to right over the whole of *rect*, on a scale of their own."""
    known = [value for value in values if value is not None]
    if not known:
        return
    low, high = min(known), max(known)
    area = rect.adjusted(2, 3, -4, -3)
    step = area.width() / max(1, len(values) - 1)

    def point(at: int) -> QPointF:
        share = (values[at] - low) / (high - low) if high > low else 0.5
        return QPointF(area.left() + at * step, area.bottom() - share * area.height())

    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(colour(tone), 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for run in runs(values):
        if len(run) > 1:
            painter.drawPolyline(QPolygonF([point(at) for at in run]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tone))
    for run in runs(values):
        if len(run) == 1 and run[0] != len(values) - 1:
            painter.drawEllipse(point(run[0]), 1.2, 1.2)
    if values[-1] is not None:
        painter.drawEllipse(point(len(values) - 1), 2.4, 2.4)


class Sparkline(QWidget):
    """A sparkline as a widget; *said* is what it shows in words."""

    def __init__(self, values: Sequence[float | None] = (), said: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(40, 18))
        self.set_values(values, said)
        theme().changed.connect(self.update)

    def set_values(self, values: Sequence[float | None], said: str = "") -> None:
        self._values = tuple(values)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_spark(smooth(painter), QRectF(self.rect()), self._values)
