"""The authorities of a region on one line, one circle each: the own one filled and named, the others named when pointed at.

Circles that would overlap step up. The less favourable part of England is hatched and labelled with its threshold; a neutral measure
has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import QWidget

from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.charts.base import ROLES, ChartWidget
from wmpeer.ui.kit.charts.scale import Scale, number, scale_of, spread, with_unit
from wmpeer.ui.kit.charts.trend import draw_mark, line_pen
from wmpeer.ui.kit.paint import CENTRE, LEFT, box, colour, hairline, width_of, words

_CIRCLE, _STEP = 11.0, 13.0
_SMALL_CIRCLE, _SMALL_STEP = 9.0, 10.5
"""Where all authorities stand, the axis is longer and circles stand closer."""
_DOT_STEP, _DOT_LEVELS = 4.0, 4
_REFERENCES = ("england", "region", "neighbours", "best")


def stacked(xs: list[float], step: float = _STEP) -> list[int]:
    """How many steps up each circle stands so that none covers another; *xs* are centres in pixels, *step* is what a circle needs."""
    levels = [0] * len(xs)
    for at in sorted(range(len(xs)), key=lambda at: (xs[at], at)):
        taken = {levels[other] for other in range(len(xs)) if (xs[other], other) < (xs[at], at) and xs[at] - xs[other] < step}
        levels[at] = next(level for level in range(len(xs) + 1) if level not in taken)
    return levels


def label_places(middles: Sequence[float], widths: Sequence[float], left: float, right: float) -> list[float]:
    """Where the middles of labels stand, as near to *middles* as may be: apart from each other and, as far as there is room, whole between
    *left* and *right*."""
    if not middles:
        return []
    order = sorted(range(len(middles)), key=lambda at: middles[at])
    return spread(middles, max(widths) + 14, left + widths[order[0]] / 2 + 2, right - widths[order[-1]] / 2 - 2)


class StripChart(ChartWidget):
    """Where each authority lies, in one period."""

    def __init__(self, description: ChartDescription | None = None, *, name: str = "strip", parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self.setMinimumSize(280, 120)
        self._places: list[tuple[QPointF, str]] = []
        self.set_description(description)

    def sizeHint(self) -> QSize:
        return QSize(660, 150)

    def points(self) -> list[list[tuple[QPointF, str]]]:
        return [self._places] if self._places else []

    def _references(self) -> list[tuple[str, str, float]]:
        """Role, name and last value of England, the region, the neighbours' mean and the best neighbour."""
        lines = (line for line in self.description.lines if line.role in _REFERENCES and line.values)
        return [(line.role, line.name, float(line.values[-1])) for line in lines if line.values[-1] is not None]

    def draw(self, painter: QPainter, area: QRectF) -> None:
        d = self.description
        known = [point for point in d.points if point.value is not None]
        values = [float(point.value) for point in known] + [value for _, _, value in self._references()] + list(d.everyone)
        scale = scale_of(values + ([float(d.band.threshold)] if d.band else []), zero=False)
        without = [f"{point.name} ({point.text})" if point.text else point.name for point in d.points if point.value is None]
        head, below = 22 + (16 if without and d.band else 0), 60 if len(self._references()) > 2 else 44
        width, height = max(60.0, area.width() - 72), max(40.0, area.height() - head - below)
        plot = QRectF(area.left() + 40, area.top() + head, width, height)
        if d.band is not None:
            self._draw_band(painter, plot, scale)
        self._draw_axis(painter, plot, scale)
        self._draw_references(painter, plot, scale)
        self._draw_everyone(painter, plot, scale)
        self._draw_circles(painter, plot, scale)
        if without:
            text = f"No value: {', '.join(without)}"
            words(painter, QRectF(plot.left(), area.top(), plot.width(), 16), text, fonts.font("small"), "ink3", LEFT)

    def _x(self, plot: QRectF, scale: Scale, value: float) -> float:
        return plot.left() + scale.share(value) * plot.width()

    def _draw_band(self, painter: QPainter, plot: QRectF, scale: Scale) -> None:
        band = self.description.band
        edge = min(max(self._x(plot, scale, float(band.threshold)), plot.left()), plot.right())
        shaded = QRectF(plot.left(), plot.top(), edge - plot.left(), plot.height())
        if not band.below:
            shaded = QRectF(edge, plot.top(), plot.right() - edge, plot.height())
        painter.fillRect(shaded, colour("band"))
        painter.save()
        painter.setClipRect(shaded)
        painter.setPen(QPen(colour("concern", 0.45), 1))
        x = shaded.left() - shaded.height()
        while x < shaded.right():
            painter.drawLine(QPointF(x, shaded.bottom()), QPointF(x + shaded.height(), shaded.top()))
            x += 9
        painter.restore()
        hairline(painter, edge, plot.top(), edge, plot.bottom(), "concern", 1.5)
        font = fonts.font("small", 500)
        width = width_of(band.label, font)
        left = edge - width if band.below else edge
        left = min(max(plot.left() - 36, left), plot.right() + 28 - width)
        words(painter, QRectF(left, plot.top() - 20, width + 2, 16), band.label, font, "concern", LEFT, elide=False)

    def _draw_axis(self, painter: QPainter, plot: QRectF, scale: Scale) -> None:
        y = round(plot.bottom()) + 0.5
        hairline(painter, plot.left(), y, plot.right(), y, "ink2")
        ticks = scale.ticks()
        for tick in ticks:
            x = self._x(plot, scale, tick)
            hairline(painter, x, y, x, y + 4, "ink2")
            last = tick == ticks[-1]
            text = number(tick, scale.places())
            if last and len(self.description.sign) <= 2:
                text = with_unit(tick, self.description.sign, scale.places())
            words(painter, QRectF(x - 40, y + 4, 80, 16), text, fonts.font("small"), "ink3", CENTRE, elide=False)

    def _draw_references(self, painter: QPainter, plot: QRectF, scale: Scale) -> None:
        references = self._references()
        for row in (0, 1):  # two beside each other, for four would not stand apart
            self._draw_row(painter, plot, scale, references[2 * row : 2 * row + 2], plot.bottom() + 22 + 16 * row)

    def _draw_row(self, painter: QPainter, plot: QRectF, scale: Scale, references: list[tuple[str, str, float]], top: float) -> None:
        font = fonts.font("small", 500)
        texts = [f"{name} {number(value, self.description.places)}" for _, name, value in references]
        middles = [self._x(plot, scale, value) for _, _, value in references]
        widths = [width_of(text, font) for text in texts]
        places = label_places(middles, widths, plot.left() - 36, plot.right() + 28)
        for (role, _, _), text, x, width, place in zip(references, texts, middles, widths, places, strict=True):
            painter.setPen(line_pen(role))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            draw_mark(painter, QPointF(x, plot.bottom()), role, 4.4)
            below = QRectF(place - width / 2 - 2, top, width + 4, 16)
            words(painter, below, text, font, ROLES[role][0], CENTRE, elide=False)

    def _draw_everyone(self, painter: QPainter, plot: QRectF, scale: Scale) -> None:
        """Everybody else as small dots above the axis, without a name; those that would cover one another step up."""
        xs = [self._x(plot, scale, value) for value in self.description.everyone]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colour("ink3")))
        for x, level in zip(xs, stacked(xs, _DOT_STEP), strict=True):
            painter.drawEllipse(QPointF(x, plot.bottom() - 5 - min(level, _DOT_LEVELS) * _DOT_STEP), 1.6, 1.6)

    def _draw_circles(self, painter: QPainter, plot: QRectF, scale: Scale) -> None:
        d = self.description
        known = sorted((point for point in d.points if point.value is not None), key=lambda point: (float(point.value), point.name))
        xs = [self._x(plot, scale, float(point.value)) for point in known]
        size, step = (_SMALL_CIRCLE, _SMALL_STEP) if d.everyone else (_CIRCLE, _STEP)
        levels = stacked(xs, step)
        base = plot.bottom() - min(plot.height() * 0.5, 36 if d.everyone else 30)
        room = max(1, int((base - plot.top()) // step))
        self._places = []
        for point, x, level in zip(known, xs, levels, strict=True):
            place = QPointF(x, base - min(level, room) * step)
            self._places.append((place, f"{point.name}: {with_unit(point.value, d.sign, d.places)}"))
        for (place, _), point in sorted(zip(self._places, known, strict=True), key=lambda pair: pair[1].own):
            if point.own:
                painter.setPen(QPen(colour("paper"), 1.5))
                painter.setBrush(QBrush(colour("accent")))
                painter.drawEllipse(place, 7.5, 7.5)
                self._name_own(painter, plot, place, f"{point.name} {number(point.value, d.places)}")
            else:
                painter.setPen(QPen(colour("ink2"), 1.5))
                painter.setBrush(QBrush(colour("paper")))
                painter.drawEllipse(place, size / 2, size / 2)

    def _name_own(self, painter: QPainter, plot: QRectF, place: QPointF, text: str) -> None:
        """Above its circle, or beside it, or over all of them: where it covers none."""
        font = fonts.font("interface", 600)
        width = width_of(text, font)
        middle = min(max(plot.left() - 36, place.x() - width / 2), plot.right() + 28 - width)
        tries = (
            QRectF(middle, place.y() - 28, width + 2, 18),
            QRectF(place.x() + 12, place.y() - 9, width + 2, 18),
            QRectF(place.x() - 14 - width, place.y() - 9, width + 2, 18),
        )
        circles = [QRectF(other.x() - 6, other.y() - 6, 12, 12) for other, _ in self._places if other != place]
        room = plot.adjusted(-36, -2, 30, 0)
        free = (each for each in tries if room.contains(each) and not any(each.intersects(circle) for circle in circles))
        highest = min((other.y() for other, _ in self._places), default=place.y())
        shown = next(free, QRectF(middle, max(plot.top() - 2, highest - 26), width + 2, 18))
        box(painter, shown.adjusted(-4, 0, 3, 0), fill="paper", radius=3)  # the lines of the others do not run through the name
        words(painter, shown, text, font, "accent_ink", LEFT, elide=False)
