"""What a line says besides its values: control limits, and marks at single periods, told apart by shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.indicators.spc import Limits
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.paint import CENTRE, colour, hairline, words

SOFT = ("provisional", "estimated")
"""Figures that may change: a ring instead of a disc."""
CHANGED = ("revised", "restated")
"""Figures that did: a small letter above."""


def bounds_of(description: ChartDescription) -> list[float]:
    """The values that limits need room for."""
    return [value for limits in description.limits for value in (limits.lower, limits.upper)]


def draw_limits(painter: QPainter, plot: QRectF, xs: Sequence[float], limits: Sequence[Limits], y: Callable[[float], float]) -> None:
    """Each stretch as a quiet ground between dashed limits, with its mean; where one begins anew, a line across."""
    half = (xs[1] - xs[0]) / 2 if len(xs) > 1 else 10.0
    for one in limits:
        left, right = max(plot.left(), xs[one.since] - half), min(plot.right(), xs[min(one.until, len(xs) - 1)] + half)
        top, bottom = y(one.upper), y(one.lower)
        painter.fillRect(QRectF(left, top, right - left, bottom - top), colour("sunken"))
        dashed = QPen(colour("ink3"), 1.25)
        dashed.setDashPattern([3.0, 3.0])
        painter.setPen(dashed)
        for level in (top, bottom):
            painter.drawLine(QPointF(left, level), QPointF(right, level))
        painter.setPen(QPen(colour("ink2"), 1.25))
        painter.drawLine(QPointF(left, y(one.mean)), QPointF(right, y(one.mean)))
        if one.since:
            hairline(painter, left, plot.top(), left, plot.bottom(), "line2")


def draw_marks(painter: QPainter, description: ChartDescription, places: Sequence[QPointF | None]) -> None:
    """The marks of the own line: a ring for what is provisional, R above what was restated or revised, a box around a signal."""
    for at, place in enumerate(places):
        if place is None:
            continue
        if description.marks_at(at, *SOFT):
            painter.setPen(QPen(colour("accent"), 1.75))
            painter.setBrush(colour("paper"))
            painter.drawEllipse(place, 3.6, 3.6)
        if description.marks_at(at, "signal"):
            painter.setPen(QPen(colour("ink"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(place.x() - 6.5, place.y() - 6.5, 13, 13))
        if description.marks_at(at, *CHANGED):
            words(painter, QRectF(place.x() - 8, place.y() - 23, 16, 14), "R", fonts.font("small", 600), "ink2", CENTRE, elide=False)
