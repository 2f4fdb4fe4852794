"""Parts of pages: drawn, moved, made into findings, painted where they are marked. A part of `PagesPane`."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

from wmpeer.documents.anchors import Anchor
from wmpeer.ui.kit.tokens import LIGHT
from wmpeer.ui.reading import look
from wmpeer.ui.reading.clip import Clipper, box_of, is_arrow
from wmpeer.ui.reading.clipping import PagePicture
from wmpeer.ui.reading.heaps import Ground, begins_at, heap_of, reading_order
from wmpeer.ui.reading.lines import line_at, pieces
from wmpeer.ui.reading.records import QUIET, Mark, Region

FRAMED = "\0framed"
"""What flashes where a part of a page is shown that is no mark."""


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

    def _part(self, mark: Mark) -> QRectF:
        """Where a mark of a part of a page lies on it, in points."""
        size = self._sizes[self.marks.spans(mark.id)[0].unit]
        return box_of(mark, size.width, size.height)

    def _parts(self, unit: int) -> list[Mark]:
        """The marks of parts of a page."""
        found = (self.marks.get(one.id) for one in self.marks.lying(unit))
        return [mark for mark in found if mark is not None and mark.box is not None]

    def grounds(self, unit: int) -> list[Ground]:
        """What every mark covers of a page, in its points."""
        words = self._words.get(unit)
        lines = words.lines if words is not None else ()
        parts = {one.id: self._part(one) for one in self._parts(unit)}
        found = []
        for one in self.marks.lying(unit):
            if one.id in parts:
                rect = parts[one.id].getCoords()
                at = begins_at(lines, rect)
                found.append(Ground(one.id, at, at, (rect,), part=True))
            else:
                found.append(Ground(one.id, one.start, one.end, tuple(pieces(lines, one.start, one.end))))
        return found

    def heap_of(self, mark: str) -> list[str]:
        spans = self.marks.spans(mark)
        if not spans or not self._parts(spans[0].unit):
            return super().heap_of(mark)
        return heap_of(self.grounds(spans[0].unit), mark)

    def reading_order(self) -> list[str]:
        found: dict[int, list[str]] = {}
        for mark in self.marks.in_order():
            found.setdefault(self.marks.spans(mark)[0].unit, []).append(mark)
        for unit, marks in found.items():
            if self._parts(unit):
                order = [one.id for one in sorted(self.grounds(unit), key=reading_order)]
                marks.sort(key=order.index)
        return [mark for marks in found.values() for mark in marks]

    def marks_under(self, point: QPointF) -> list[str]:
        """A part whose edge lies under the point comes first, then words, then the parts around it, the smallest first."""
        words, edges, insides = super().marks_under(point), [], []
        unit = self.unit_under(point)
        for mark in self._parts(unit) if unit is not None else ():
            rect = self.to_view(unit, self._part(mark))
            if rect.adjusted(-3, -3, 3, 3).contains(point):
                on_edge = not rect.adjusted(8, 8, -8, -8).contains(point)
                (edges if on_edge else insides).append((rect.width() * rect.height(), mark.id))
        return [*(one for _, one in sorted(edges)), *words, *(one for _, one in sorted(insides))]

    def click_marks(self, point: QPointF) -> bool:
        """Inside a part its words can be chosen as elsewhere; beside them, and on its edge, a click opens it."""
        found = self.marks_under(point)
        if not found:
            return False
        mark = self.marks.get(found[0])
        inside = mark is not None and mark.box is not None and self._is_inside(mark, point)
        return not inside or self.place_at(point, character=True) is None

    def _is_inside(self, mark: Mark, point: QPointF) -> bool:
        unit = self.marks.spans(mark.id)[0].unit
        return self.to_view(unit, self._part(mark)).adjusted(8, 8, -8, -8).contains(point)

    def reveal_mark(self, mark: str) -> None:
        """A part of a page is shown whole where there is room, from its top left where there is not."""
        known = self.marks.get(mark)
        if known is None or known.box is None:
            super().reveal_mark(mark)
            return
        self._reveal_rect(self.mark_rect(mark))

    def _reveal_rect(self, rect: QRectF) -> None:
        view = self.body()
        if rect.top() < 12 or rect.bottom() > view.height() - 12:
            down = max(24.0, (view.height() - rect.height()) / 3)
            self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() + rect.top() - down))
        if rect.left() < view.left() or rect.right() > view.right():
            across = max(12.0, (view.width() - rect.width()) / 2)
            self.horizontalScrollBar().setValue(round(self.horizontalScrollBar().value() + rect.left() - view.left() - across))

    def show_part(self, page: int, box: tuple[float, float, float, float]) -> None:
        """Show a part of a page that is nobody's mark here, framed for a moment; before the pages are known it waits."""
        self._framed = Mark(FRAMED, "query", Anchor(""), page=page, box=box)
        self.go_on_part()

    def go_on_part(self) -> None:
        """Frame the part that was asked for, as soon as there are pages."""
        framed = self._framed
        if framed is None or not self._sizes or framed.page is None:
            return
        unit = max(0, min(len(self._sizes), framed.page) - 1)
        self._reveal_rect(self._framed_rect(unit))
        self.flashed = FRAMED
        self._flash.start()
        self.viewport().update()

    def _framed_rect(self, unit: int) -> QRectF:
        size = self._sizes[unit]
        return self.to_view(unit, box_of(self._framed, size.width, size.height))

    def mark_rect(self, mark: str) -> QRectF:
        known = self.marks.get(mark)
        if known is None or known.box is None:
            return super().mark_rect(mark)
        return self.to_view(self.marks.spans(mark)[0].unit, self._part(known))

    def paint_boxes(self, painter: QPainter, unit: int) -> None:
        for mark in self._parts(unit):
            active = mark.id in (self.active_mark, self.flashed)
            rect = self.to_view(unit, self._part(mark))
            line = Qt.PenStyle.DotLine if mark.kind == QUIET else Qt.PenStyle.SolidLine
            painter.setPen(QPen(look.hue(mark.kind, on_page=True), 3 if active else 1.5, line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 3, 3)
        if self.flashed == FRAMED and self._framed is not None and self._framed.page == unit + 1:
            painter.setPen(QPen(QColor(LIGHT.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._framed_rect(unit), 3, 3)
        self.clipper.paint(painter, unit)
