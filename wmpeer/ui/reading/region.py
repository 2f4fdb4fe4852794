"""Parts of pages: drawn, moved, made into findings, painted where they are marked. A part of `PagesPane`."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen

from wmpeer.ui.reading import look
from wmpeer.ui.reading.clip import Clipper, box_of, is_arrow
from wmpeer.ui.reading.clipping import PagePicture
from wmpeer.ui.reading.lines import line_at
from wmpeer.ui.reading.records import Region


class Regions:
    """Needs what the pane of pages has: `_sizes`, `_scales`, `_sides`, `_feed`, `_kind`, `clipper`, `marks`, `unit_rect`."""

    clipper: Clipper

    # -- between the view and a page's points

    def unit_under(self, point: QPointF) -> int | None:
        """The page under a point of the viewport."""
        if not self._sizes or not self.body().contains(point):
            return None
        unit = self.column.unit_at(point.y() + self.verticalScrollBar().value())
        return unit if self.unit_rect(unit).contains(point) else None

    def page_rect(self, unit: int) -> QRectF:
        """The whole of a page in its points."""
        return QRectF(0, 0, self._sizes[unit].width, self._sizes[unit].height)

    def to_points(self, unit: int, point: QPointF) -> QPointF:
        at, scale = self.unit_rect(unit).topLeft(), self._scales[unit]
        return QPointF((point.x() - at.x()) / scale + self._sides(unit)[0], (point.y() - at.y()) / scale)

    def to_view(self, unit: int, rect: QRectF) -> QRectF:
        at, scale = self.unit_rect(unit).topLeft(), self._scales[unit]
        left = at.x() + (rect.left() - self._sides(unit)[0]) * scale
        return QRectF(left, at.y() + rect.top() * scale, rect.width() * scale, rect.height() * scale)

    # -- the rectangle

    def begin_region(self) -> None:
        self.clear_selection()
        self.clipper.begin()
        self.say_region()

    def arm_region(self, on: bool = True) -> None:
        """The next drag draws a rectangle, as with Alt held; the next arrow sets one in the middle of what is on view."""
        if on:
            self.clear_selection()
            self.clipper.clear()
            self.clipper.armed = bool(self._sizes)
        else:
            self.drop_region()
        self.say_region()

    def say_region(self) -> None:
        """Tell whether a part of a page is being clipped, and show it."""
        shape = Qt.CursorShape.CrossCursor if self.clipper.armed else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)
        self.viewport().update()
        self.region_begun.emit(self.clipper.armed or not self.clipper.rect.isEmpty())

    def move_region(self, event: QKeyEvent) -> bool:
        if self.clipper.armed and not self.clipper.there and is_arrow(event):
            self.clipper.armed = False
            self.begin_region()
            return True
        moved = self.clipper.key(event)
        if moved:
            self.viewport().update()
        return moved

    def drop_region(self) -> bool:
        if self.clipper is None:
            return False
        there, self.clipper.armed = self.clipper.there or self.clipper.armed, False
        self.clipper.clear()
        self.say_region()
        return there

    def mark_region(self, kind: str) -> bool:
        if not self.clipper.there or self._feed is None:
            return False
        if not self._kind:  # one at a time: the picture is on its way
            rect, self._kind = self.clipper.rect, kind
            self._feed.clip(self.clipper.unit + 1, (rect.left(), rect.top(), rect.right(), rect.bottom()))
        return True

    def _clipped(self, picture: PagePicture) -> None:
        """The picture has come: it is a finding now, unless the rectangle was taken away meanwhile."""
        kind, self._kind = self._kind, ""
        if not kind or not self.clipper.there:
            return
        rect, page = self.clipper.rect, self.page_rect(self.clipper.unit)
        box = (rect.left() / page.width(), rect.top() / page.height(), rect.width() / page.width(), rect.height() / page.height())
        percent = tuple(round(100 * part, 2) for part in box)
        region = Region(self._document, self.clipper.unit + 1, percent, picture.png)
        self.drop_region()
        self.kind_pressed.emit(kind, region)

    # -- marks

    def marks_on(self, unit: int) -> list[tuple[float, str]]:
        """The marks that begin on a page: how far down it (0 to 1), and their kind."""
        words, found = self._words.get(unit), []
        for lying in self.marks.lying(unit):
            mark = self.marks.get(lying.id)
            if mark is None or self.marks.spans(mark.id)[0].unit != unit:
                continue
            if mark.box is not None:
                found.append((mark.box[1] / 100, mark.kind))
            elif words is not None and words.lines:
                found.append((words.lines[line_at(words.lines, lying.start)].top / self._sizes[unit].height, mark.kind))
        return found

    def box_mark_at(self, point: QPointF) -> str:
        """The smallest of the parts marked whose edge lies under a point, or whose inside does where no words are marked there."""
        unit = self.unit_under(point)
        if unit is None:
            return ""
        found = []
        for lying in self.marks.lying(unit):
            mark = self.marks.get(lying.id)
            if mark is not None and mark.box is not None:
                rect = self.to_view(unit, box_of(mark, self._sizes[unit].width, self._sizes[unit].height))
                if rect.adjusted(-3, -3, 3, 3).contains(point) and not rect.adjusted(8, 8, -8, -8).contains(point):
                    found.append((rect.width() * rect.height(), mark.id))
        return min(found)[1] if found else ""

    def paint_boxes(self, painter: QPainter, unit: int) -> None:
        for lying in self.marks.lying(unit):
            mark = self.marks.get(lying.id)
            if mark is None or mark.box is None:
                continue
            active = mark.id in (self.active_mark, self.flashed)
            rect = self.to_view(unit, box_of(mark, self._sizes[unit].width, self._sizes[unit].height))
            painter.setPen(QPen(look.hue(mark.kind, on_page=True), 3 if active else 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 3, 3)
        self.clipper.paint(painter, unit)
