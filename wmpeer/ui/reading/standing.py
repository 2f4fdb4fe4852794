"""Where things stand in a pane's viewport: units, lines, places, and the way back from a point. A part of `ReadingPane`."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from wmpeer.ui.reading.lines import line_at, line_near, pieces
from wmpeer.ui.reading.records import Place

LEAST, ICONS, FULL = (36.0, 40.0), (46.0, 40.0), (64.0, 150.0)
"""The margins left and right: for one area and icons, for all areas and icons, and with notes in full."""


class Standing:
    """Needs what the pane has: `column`, `lines`, `unit_left`, `unit_width`, `prepare`, its viewport and scroll bars."""

    def is_narrow(self) -> bool:
        """Whether the notes in the margin shrink to icons."""
        return self.is_least() or self.needs_room()

    def is_least(self) -> bool:
        """Whether there is room beside the words for the current area alone."""
        return self.viewport().width() < 640

    def needs_room(self) -> bool:
        """Whether what is read needs the room of the margins more than they do."""
        return False

    def gutters(self) -> tuple[float, float]:
        return LEAST if self.is_least() else ICONS if self.is_narrow() else FULL

    def body(self) -> QRectF:
        """The part between the margins, in the viewport."""
        left, right = self.gutters()
        return QRectF(left, 0, max(80.0, self.viewport().width() - left - right), self.viewport().height())

    def unit_rect(self, unit: int) -> QRectF:
        top = self.column.top(unit) - self.verticalScrollBar().value()
        return QRectF(self.unit_left(unit), top, self.unit_width(unit), self.column.height(unit))

    def visible_units(self, margin: float = 0.0) -> range:
        if not len(self.column):
            return range(0)
        value = self.verticalScrollBar().value()
        first = self.column.unit_at(value - margin)
        return range(first, self.column.unit_at(value + self.viewport().height() + margin) + 1)

    def rects_of(self, unit: int, start: int, end: int) -> list[QRectF]:
        """Rectangles of characters in the viewport, one for each line."""
        at = self.unit_rect(unit).topLeft()
        boxes = pieces(self.lines(unit), start, end)
        return [QRectF(at.x() + left, at.y() + top, right - left, bottom - top) for left, top, right, bottom in boxes]

    def place_rect(self, place: Place) -> QRectF:
        """The caret at a place; the top of its page where the words are not read yet."""
        at = self.unit_rect(place.unit).topLeft()
        lines = self.lines(place.unit)
        if not lines:
            return QRectF(at.x(), at.y(), 1, 20)
        line = lines[line_at(lines, place.offset)]
        return QRectF(at.x() + line.x_of(place.offset), at.y() + line.top, 1, line.bottom - line.top)

    def unit_meant(self, point: QPointF) -> int:
        """The unit whose words a point of the viewport means."""
        return self.column.unit_at(point.y() + self.verticalScrollBar().value())

    def place_at(self, point: QPointF, *, character: bool = False) -> Place | None:
        """The place nearest to a point, or the character under it."""
        if not len(self.column):
            return None
        unit = self.unit_meant(point)
        rect, lines = self.unit_rect(unit), self.lines(unit)
        if not lines:
            return Place(unit, 0)
        x, y = point.x() - rect.left(), point.y() - rect.top()
        line = lines[line_near(lines, x, y)]
        if not character:
            return Place(unit, line.offset_near(x))
        inside = line.top - 2 <= y <= line.bottom + 3 and line.left <= x <= line.right
        return Place(unit, line.character_at(x)) if inside else None

    def reveal(self, place: Place, *, centre: bool = False, top: bool = False) -> None:
        """Scroll as little as needed to show a place, or so that it stands at a third (*centre*) or at the top."""
        self.prepare(range(max(0, place.unit - 2), min(self.unit_count(), place.unit + 3)))
        rect, height, bar = self.place_rect(place), self.viewport().height(), self.verticalScrollBar()
        if top:
            bar.setValue(round(bar.value() + rect.top() - 24))
        elif centre:
            if not 40 <= rect.top() <= height - 120:
                bar.setValue(round(bar.value() + rect.top() - height / 3))
        elif rect.top() < 12:
            bar.setValue(round(bar.value() + rect.top() - 12))
        elif rect.bottom() > height - 12:
            bar.setValue(round(bar.value() + rect.bottom() - height + 12))
        across = self.horizontalScrollBar()
        if not self.body().left() <= rect.left() <= self.body().right():
            across.setValue(round(across.value() + rect.left() - self.body().center().x()))
