"""A share through the days, as steps, beside a target: each value holds until the next. What cannot be told is hatched above it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from wmpeer.indicators.chart_records import ChartDescription, ChartLine, Role
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.charts.base import ChartWidget
from wmpeer.ui.kit.charts.scale import Scale
from wmpeer.ui.kit.charts.trend import draw_mark, line_pen
from wmpeer.ui.kit.dates import in_words
from wmpeer.ui.kit.paint import CENTRE, LEFT, RIGHT, colour, hairline, width_of, words

_SCALE = Scale(0.0, 100.0, 20.0)


class ProfileChart(ChartWidget):
    """The inspection profile; days lie where they belong in time."""

    def __init__(self, description: ChartDescription | None = None, *, name: str = "profile", parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self.setMinimumSize(280, 160)
        self._places: list[tuple[QPointF, str]] = []
        self.set_description(description)

    def sizeHint(self) -> QSize:
        return QSize(880, 260)

    def points(self) -> list[list[tuple[QPointF, str]]]:
        return [self._places] if self._places else []

    def draw(self, painter: QPainter, area: QRectF) -> None:
        d = self.description
        own = d.line("own") if d is not None else None
        if d is None or own is None:
            return
        days = [date.fromisoformat(day) for day in d.periods]
        left, right = width_of("100 %", fonts.font("small")) + 10, self._room_for_labels()
        plot = QRectF(area.left() + left, area.top() + 10, max(60.0, area.width() - left - right), max(40.0, area.height() - 36))
        xs = self._draw_days(painter, plot, days)
        self._draw_grid(painter, plot, area.left())
        self._draw_unknown(painter, plot, xs)
        target = d.line("target")
        if target is not None and target.values[-1] is not None:
            y = self._y(plot, target.values[-1])
            painter.setPen(line_pen("target"))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        steps = _steps([(x, self._y(plot, value or 0.0)) for x, value in zip(xs, own.values, strict=True)])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(line_pen("own"))
        painter.drawPolyline(QPolygonF(steps))
        self._draw_labels(painter, plot, xs[-1])
        self._places = [
            (QPointF(x, self._y(plot, value or 0.0)), f"{in_words(day)}: {own.text(at)}")
            for at, (x, value, day) in enumerate(zip(xs, own.values, days, strict=True))
        ]

    def _y(self, plot: QRectF, value: float) -> float:
        return plot.bottom() - _SCALE.share(value) * plot.height()

    def _room_for_labels(self) -> float:
        font = fonts.font("interface", 600)
        return max(width_of(text, font) for text, _ in self._ends()) + 36.0

    def _ends(self) -> list[tuple[str, Role]]:
        """What stands at the right end, and in which role; where some are unknown, from what to what."""
        d = self.description
        own, target, most = (d.line(role) for role in ("own", "target", "most")) if d is not None else (None, None, None)
        found: list[tuple[str, Role]] = []
        if own is not None:
            low, high = own.values[-1] or 0.0, (most or own).values[-1] or 0.0
            found.append((f"{low:.0f} %" if low == high else f"{low:.0f} to {high:.0f} %", "own"))
        if target is not None:
            found.append((f"Target {target.text(len(target.values) - 1)}", "target"))
        return found

    def _draw_days(self, painter: QPainter, plot: QRectF, days: list[date]) -> list[float]:
        """Where the days lie; below, the years."""
        first, last = days[0].toordinal(), max(days[-1].toordinal(), days[0].toordinal() + 30)
        scale = plot.width() / (last - first)
        font = fonts.font("small")
        ends = -100.0
        for year in range(days[0].year, days[-1].year + 1):
            x = plot.left() + (max(date(year, 1, 1).toordinal(), first) - first) * scale
            width = width_of(str(year), font)
            if x < ends + 8 or x + width > plot.right() + 20:
                continue
            hairline(painter, x, plot.bottom(), x, plot.bottom() + 4, "ink2")
            words(painter, QRectF(x, plot.bottom() + 6, width + 4, 16), str(year), font, "ink3", LEFT, elide=False)
            ends = x + width
        return [plot.left() + (day.toordinal() - first) * scale for day in days]

    def _draw_grid(self, painter: QPainter, plot: QRectF, left: float) -> None:
        ticks = _SCALE.ticks()
        for tick in ticks:
            y = round(self._y(plot, tick)) + 0.5
            hairline(painter, plot.left(), y, plot.right(), y, "ink2" if not tick else "line")
            text = f"{tick:.0f} %" if tick == ticks[-1] else f"{tick:.0f}"
            words(painter, QRectF(left, y - 8, plot.left() - left - 8, 16), text, fonts.font("small"), "ink3", RIGHT, elide=False)

    def _draw_unknown(self, painter: QPainter, plot: QRectF, xs: list[float]) -> None:
        """Between what is known to be good or better and what might be: hatched, with a word where there is room."""
        d = self.description
        own, most = (d.line("own"), d.line("most")) if d is not None else (None, None)
        if own is None or most is None:
            return
        for at, (x, after) in enumerate(pairwise(xs)):
            low, high = own.values[at] or 0.0, most.values[at] or 0.0
            if high > low:
                _hatch(painter, QRectF(QPointF(x, self._y(plot, high)), QPointF(after, self._y(plot, low))))
        self._name_unknown(painter, plot, xs, own, most)

    def _name_unknown(self, painter: QPainter, plot: QRectF, xs: list[float], own: ChartLine, most: ChartLine) -> None:
        """The word at the left of what is hatched, where nothing runs through it."""
        text, font = "unknown", fonts.font("small", 500)
        width = width_of(text, font) + 12
        left, right = xs[0] + 8, xs[0] + 8 + width
        under = [at for at, x in enumerate(xs) if x < right]
        low, high = max(own.values[at] or 0.0 for at in under), min(most.values[at] or 0.0 for at in under)
        top, bottom = self._y(plot, high), self._y(plot, low)
        if right < plot.right() and bottom - top > 26:
            label = QRectF(left, (top + bottom) / 2 - 9, width, 18)
            painter.fillRect(label, colour("paper"))
            words(painter, label, text, font, "ink2", CENTRE, elide=False)

    def _draw_labels(self, painter: QPainter, plot: QRectF, x: float) -> None:
        d = self.description
        ys = []
        for text, role in self._ends():
            line = d.line(role) if d is not None else None
            if line is None:
                continue
            y = self._y(plot, line.values[-1] or 0.0)
            if ys and abs(y - ys[-1]) < 18:
                y = ys[-1] - 18 if y <= ys[-1] else ys[-1] + 18
            ys.append(y)
            if role == "own":
                draw_mark(painter, QPointF(x, self._y(plot, line.values[-1] or 0.0)), "own", 4.6)
            font = fonts.font("interface", 600 if role == "own" else 400)
            tone = "accent_ink" if role == "own" else "ink2"
            words(painter, QRectF(plot.right() + 12, y - 9, 200, 18), text, font, tone, LEFT, elide=False)


def _steps(places: list[tuple[float, float]]) -> list[QPointF]:
    """Each value until the next one's day, then straight up or down."""
    found = [QPointF(*places[0])]
    for (_, before), (x, y) in pairwise(places):
        found += [QPointF(x, before), QPointF(x, y)]
    return found


def _hatch(painter: QPainter, area: QRectF) -> None:
    painter.save()
    painter.fillRect(area, colour("sunken"))
    painter.setClipRect(area)
    painter.setPen(QPen(colour("line2", 0.6), 1))
    x = area.left() - area.height()
    x -= (x + area.bottom()) % 9  # so that the lines of neighbouring parts meet
    while x < area.right():
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()))
        x += 9
    painter.restore()
