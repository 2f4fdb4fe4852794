"""A line through the years: the authority's own, with England, the region and its neighbours beside it.

Where there is no value the line breaks and a small cross stands on the zero line; nothing is joined across a gap. Labels stand at the
line's end with their mark, value and name; there is no legend.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from wmpeer.indicators.chart_records import ChartDescription, ChartLine
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.charts.base import ROLES, ChartWidget
from wmpeer.ui.kit.charts.marks import bounds_of, draw_limits, draw_marks
from wmpeer.ui.kit.charts.scale import Scale, number, scale_of, short_periods, spread, with_unit
from wmpeer.ui.kit.charts.spark import runs
from wmpeer.ui.kit.paint import CENTRE, LEFT, RIGHT, box, colour, hairline, smooth, width_of, words
from wmpeer.ui.kit.roles import give_role
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import RADIUS_PANEL

_LABEL_GAP = 18
_TOLD = ("provisional", "revised", "estimated", "restated", "signal")
_ORDER = ("target", "best", "neighbours", "region", "england", "own")


def line_pen(role: str, width: float | None = None) -> QPen:
    """The pen of a *role*: weight and dash carry the difference, not the hue alone."""
    tone, usual, dash, _ = ROLES[role]
    pen = QPen(colour(tone), width or usual)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap if dash[0] < 1 else Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(list(dash))
    return pen


def draw_mark(painter: QPainter, at: QPointF, role: str, size: float = 4.0) -> None:
    """The end mark of a *role*: disc, square, diamond or triangle."""
    tone, _, _, shape = ROLES[role]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tone))
    x, y, s = at.x(), at.y(), size
    if shape == "disc":
        painter.drawEllipse(at, s, s)
    elif shape == "square":
        painter.drawRect(QRectF(x - s * 0.75, y - s * 0.75, s * 1.5, s * 1.5))
    elif shape == "diamond":
        painter.drawPolygon(QPolygonF([QPointF(x, y - s), QPointF(x + s, y), QPointF(x, y + s), QPointF(x - s, y)]))
    elif shape == "ring":
        painter.setPen(QPen(colour(tone), 1.5))
        painter.setBrush(colour("paper"))
        painter.drawEllipse(at, s * 0.8, s * 0.8)
    elif shape == "bar":
        painter.drawRect(QRectF(x - s, y - s * 0.3, s * 2, s * 0.6))
    else:
        painter.drawPolygon(QPolygonF([QPointF(x, y - s), QPointF(x + s, y + s * 0.8), QPointF(x - s, y + s * 0.8)]))


def draw_line(painter: QPainter, places: list[QPointF | None], role: str, width: float | None = None, *, dots: bool = False) -> None:
    """*places* joined where they stand beside each other; a single one between gaps is a dot."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(line_pen(role, width))
    found = runs([None if place is None else 0.0 for place in places])
    for run in found:
        if len(run) > 1:
            painter.drawPolyline(QPolygonF([places[at] for at in run]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ROLES[role][0]))
    for run in found:
        if dots or len(run) == 1:
            for at in run:
                radius = 3.0 if dots else 2.4
                painter.drawEllipse(places[at], radius, radius)


def draw_crosses(painter: QPainter, xs: list[float], y: float) -> None:
    """Small crosses on the zero line: no value."""
    painter.setPen(QPen(colour("ink3"), 1.2))
    for x in xs:
        painter.drawLine(QPointF(x - 3.5, y - 3.5), QPointF(x + 3.5, y + 3.5))
        painter.drawLine(QPointF(x - 3.5, y + 3.5), QPointF(x + 3.5, y - 3.5))


class TrendChart(ChartWidget):
    """The years of one indicator for one authority."""

    def __init__(self, description: ChartDescription | None = None, *, name: str = "trend", parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self.setMinimumSize(280, 140)
        self._places: list[list[tuple[QPointF, str]]] = []
        self.set_description(description)

    def sizeHint(self) -> QSize:
        return QSize(660, 360)

    def points(self) -> list[list[tuple[QPointF, str]]]:
        return self._places

    def draw(self, painter: QPainter, area: QRectF) -> None:
        d = self.description
        values = [value for line in d.lines for value in line.values if value is not None]
        scale = scale_of(values + bounds_of(d), zero=d.kind != "control")  # limits far from nought would be one line
        top_label = with_unit(scale.stop, d.sign, scale.places()) if len(d.sign) <= 2 else number(scale.stop, scale.places())
        left = max(width_of(number(tick, scale.places()), fonts.font("small")) for tick in scale.ticks())
        left = max(left, width_of(top_label, fonts.font("small")) if len(d.sign) <= 2 else 0) + 10
        right = self._labels_width(area)
        head = 10 if len(d.sign) <= 2 else 22
        plot = QRectF(
            area.left() + left, area.top() + head, max(40.0, area.width() - left - right - 10), max(30.0, area.height() - head - 26)
        )
        self._draw_grid(painter, plot, scale, area.left(), top_label)
        xs = self._draw_periods(painter, plot)
        self._places = []
        draw_limits(painter, plot, xs, d.limits, lambda value: self._y(plot, scale, value))
        for role in _ORDER:
            for line in (line for line in d.lines if line.role == role):
                self._draw_line(painter, line, xs, plot, scale)
        self._draw_labels(painter, plot, xs, scale, area)
        self._remember(xs, plot, scale)

    def _labels_width(self, area: QRectF) -> float:
        """Room for mark, value and name, but never more than a third of the chart."""
        labels = self._all_labels()
        font = fonts.font("interface", 600)
        widest = max((width_of(name, font) for _, _, name, _ in labels), default=0)
        value = max((width_of(shown, font) for _, shown, _, _ in labels), default=0)
        return min(widest + value + 40.0, area.width() * 0.38) if labels else 8.0

    def _all_labels(self) -> list[tuple[str, str, str, float | None]]:
        """Role, value, name and height of each label: of the lines, and of the newest control limits."""
        d = self.description
        found = [(line.role, *self._label(line), line.values[line.last] if line.last is not None else None) for line in d.lines]
        if d.limits and d.limits[-1].until == max((line.last or 0 for line in d.lines), default=0):
            now = d.limits[-1]
            told = ((now.upper, "Upper limit"), (now.mean, "Mean"), (now.lower, "Lower limit"))
            found += [("", number(value, max(1, d.places)), name, value) for value, name in told]
        return found

    def _label(self, line: ChartLine) -> tuple[str, str]:
        """The value at the line's end and its name; an older value has its period with it."""
        known = [at for at, value in enumerate(line.values) if value is not None]
        if not known:
            return "no value", line.name
        at = known[-1]
        name = line.name if at == len(line.values) - 1 else f"{line.name}, {self.description.periods[at]}"
        return number(line.values[at], self.description.places), name

    def _draw_grid(self, painter: QPainter, plot: QRectF, scale: Scale, left: float, top_label: str) -> None:
        unit = self.description.sign
        font = fonts.font("small")
        if len(unit) > 2:
            words(painter, QRectF(left, plot.top() - 24, plot.width(), 16), unit, font, "ink3", LEFT)
        for tick in scale.ticks():
            y = plot.bottom() - scale.share(tick) * plot.height()
            zero = abs(tick) < scale.step / 1000
            hairline(painter, plot.left(), round(y) + 0.5, plot.right(), round(y) + 0.5, "ink2" if zero else "line")
            top = tick == scale.ticks()[-1]
            text = top_label if top else number(0.0 if zero else tick, scale.places())
            label = QRectF(left, y - 8, plot.left() - left - 8, 16)
            words(painter, label, text, font, "ink3", RIGHT, elide=False)

    def _draw_periods(self, painter: QPainter, plot: QRectF) -> list[float]:
        periods = list(self.description.periods)
        inset = min(10.0, plot.width() / 20)
        step = (plot.width() - 2 * inset) / max(1, len(periods) - 1)
        xs = [plot.left() + inset + at * step for at in range(len(periods))]
        font = fonts.font("small")
        shown = short_periods(periods)
        drawn = self._shown_periods(xs, [width_of(text, font) for text in shown])
        if drawn:
            shown[drawn[0]] = periods[drawn[0]]
        for at in drawn:
            width = width_of(shown[at], font)
            words(painter, QRectF(xs[at] - width / 2 - 2, plot.bottom() + 6, width + 4, 16), shown[at], font, "ink3", CENTRE, elide=False)
        return xs

    @staticmethod
    def _shown_periods(xs: list[float], widths: list[int]) -> list[int]:
        """Every one, or every second, third ... back from the last, as many as stand apart."""
        last = len(xs) - 1
        for every in range(1, last + 1):
            shown = list(range(last, -1, -every))[::-1]
            if all(xs[b] - widths[b] / 2 - xs[a] - widths[a] / 2 >= 6 for a, b in pairwise(shown)):
                return shown
        return [last] if xs else []

    def _y(self, plot: QRectF, scale: Scale, value: float) -> float:
        return plot.bottom() - scale.share(value) * plot.height()

    def _draw_line(self, painter: QPainter, line: ChartLine, xs: list[float], plot: QRectF, scale: Scale) -> None:
        places = [None if v is None else QPointF(x, self._y(plot, scale, v)) for x, v in zip(xs, line.values, strict=False)]
        own = line.role == "own"
        draw_line(painter, places, line.role, dots=own)
        if own:
            draw_crosses(
                painter,
                [x for x, place in zip(xs, places, strict=False) if place is None],
                round(self._y(plot, scale, max(0.0, scale.start))) + 0.5,
            )
        ends = [place for place in places if place is not None]
        if ends:
            draw_mark(painter, ends[-1], line.role, 4.6 if own else 4.0)
        if own:
            draw_marks(painter, self.description, places)

    def _draw_labels(self, painter: QPainter, plot: QRectF, xs: list[float], scale: Scale, area: QRectF) -> None:
        labels = self._all_labels()
        ends = [plot.bottom() if at is None else self._y(plot, scale, at) for _, _, _, at in labels]
        value_width = max((width_of(shown, fonts.font("interface", 600)) for _, shown, _, _ in labels), default=0)
        x = plot.right() + 14
        for (role, value, name, _), y in zip(labels, spread(ends, _LABEL_GAP, plot.top(), plot.bottom()), strict=True):
            own = role == "own"
            tone = ROLES[role][0] if role else "ink2"
            if role:
                draw_mark(painter, QPointF(x, y), role, 4.0)
            font = fonts.font("interface", 600)
            words(painter, QRectF(x + 8, y - 9, value_width + 2, 18), value, font, "accent_ink" if own else tone, RIGHT, elide=False)
            left = x + 8 + value_width + 10
            weight = 600 if own else 400
            name_area = QRectF(left, y - 9, area.right() - left, 18)
            words(painter, name_area, name, fonts.font("interface", weight), "accent_ink" if own else "ink2", LEFT)

    def _remember(self, xs: list[float], plot: QRectF, scale: Scale) -> None:
        d = self.description
        own_first = sorted(d.lines, key=lambda line: _ORDER[::-1].index(line.role) if line.role in _ORDER else 9)
        for line in own_first:
            row = []
            for at, (x, value) in enumerate(zip(xs, line.values, strict=False)):
                y = self._y(plot, scale, max(0.0, scale.start) if value is None else value)
                told = [f"no value, {line.marker(at)}" if value is None and line.marker(at) else with_unit(value, d.sign, d.places)]
                told += [mark.words for mark in d.marks_at(at, *_TOLD)] if line.role == "own" else []
                row.append((QPointF(x, y), f"{d.periods[at]}, {line.name}: {'. '.join(told)}"))
            self._places.append(row)


class SmallTrend(QWidget):
    """One of small multiples: a card with a name, a value, a sentence and the authority's line over England's, on a scale of all.

    Sent: `chosen()` by click, Enter or Space.
    """

    chosen = Signal()

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.description: ChartDescription | None = None
        self._name = self._value = self._note = self._top = ""
        self._flag = self._own = False
        self._scale = Scale(0, 1, 1)
        self.setObjectName(name)
        self.setMinimumSize(150, 120)
        give_role(self, QAccessible.Role.Button)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "inside")
        theme().changed.connect(self.update)

    def set_chart(
        self, description: ChartDescription, scale: Scale, *, name: str, value: str, note: str, flag: bool = False, own: bool = False,
        top: str = "",
    ) -> None:  # fmt: skip
        """*name* of the authority, its *value* in words, a *note* below (with a flag), whether it is the *own* one; *top* is what the
        topmost line stands for, where that is not the same in all of them."""
        self.description, self._scale = description, scale
        self._name, self._value, self._note, self._flag, self._own, self._top = name, value, note, flag, own, top
        self.setAccessibleName(f"{name}, {value}, {'flag: ' if flag else ''}{note}")
        self.setAccessibleDescription(description.alt)
        self.setToolTip(description.alt)
        self.update()

    def is_own(self) -> bool:
        """Whether it is the one that stands out."""
        return self._own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def paintEvent(self, event) -> None:
        from wmpeer.ui.kit.icons import paint_icon

        with QPainter(self) as painter:
            smooth(painter)
            if self.description is None:
                return
            edge, width = ("accent", 2) if self._own else ("line", 1)
            box(painter, self.rect(), fill="paper", edge=edge, width=width, radius=RADIUS_PANEL)
            inner = QRectF(self.rect()).adjusted(12, 6, -12, -6)
            head = QRectF(inner.left(), inner.top(), inner.width(), 18)
            bold = fonts.font("interface", 600)
            taken = words(painter, head, self._value, bold if self._value[:1].isdigit() else fonts.font("small"), "ink", RIGHT)
            words(painter, head.adjusted(0, 0, -taken - 8, 0), self._name, bold, "accent_ink" if self._own else "ink")
            note = QRectF(inner.left(), inner.top() + 17, inner.width(), 16)
            if self._flag:
                paint_icon(painter, QRectF(note.left(), note.top() + 1, 14, 14), "flag", "consider", "fill")
                note.setLeft(note.left() + 18)
            words(painter, note, self._note, fonts.font("small"), "consider" if self._flag else "ink2")
            plot = QRectF(inner.left(), inner.top() + 38, inner.width(), inner.height() - 56)
            if self._top:
                words(painter, QRectF(plot.left(), plot.top() - 1, plot.width(), 14), self._top, fonts.font("small"), "ink3", LEFT)
                plot.setTop(plot.top() + 14)
            self._draw_plot(painter, plot)

    def _draw_plot(self, painter: QPainter, plot: QRectF) -> None:
        scale, periods = self._scale, self.description.periods
        for tick in scale.ticks():
            y = round(plot.bottom() - scale.share(tick) * plot.height()) + 0.5
            hairline(painter, plot.left(), y, plot.right(), y, "ink2" if abs(tick) < scale.step / 1000 else "line")
        step = (plot.width() - 8) / max(1, len(periods) - 1)
        xs = [plot.left() + 4 + at * step for at in range(len(periods))]
        for line in sorted(self.description.lines, key=lambda line: line.role == "own"):
            if line.role not in ("own", "england"):
                continue
            places = [
                None if v is None else QPointF(x, plot.bottom() - scale.share(v) * plot.height())
                for x, v in zip(xs, line.values, strict=False)
            ]
            draw_line(painter, places, line.role, 2.25 if line.role == "own" else 1.25)
            if line.role == "own":
                gaps = [x for x, place in zip(xs, places, strict=False) if place is None]
                draw_crosses(painter, gaps, round(plot.bottom() - scale.share(0) * plot.height()) + 0.5)
                ends = [place for place in places if place is not None]
                if ends:
                    draw_mark(painter, ends[-1], "own", 3.6)
        foot = QRectF(plot.left(), plot.bottom() + 4, plot.width(), 16)
        if periods:
            words(painter, foot, periods[0], fonts.font("small"), "ink3", LEFT)
            words(painter, foot, periods[-1], fonts.font("small"), "ink3", RIGHT)
