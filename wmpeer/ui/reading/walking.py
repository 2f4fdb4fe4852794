"""From mark to mark: in the order of the document, and among those that lie over one another. A part of `ReadingPane`."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF

from wmpeer.ui.reading import refusals
from wmpeer.ui.reading.lanes import heap_over, marks_under, next_of
from wmpeer.ui.reading.records import Place


class Walking:
    """Needs what the pane has: `marks`, `active_mark`, `flashed`, `chooser`, `reveal`, `visible_units`, `margins`, its signals."""

    def show_mark(self, mark: str) -> bool:
        """Scroll to a mark and let it flash; False where its words are not in this document (or not read yet: then it comes later)."""
        self.active_mark = mark
        spans = self.marks.spans(mark)
        if not spans:
            self.viewport().update()
            return False
        self.reveal_mark(mark)
        self.flashed = mark
        self._flash.start()
        self.viewport().update()
        return True

    def next_mark(self, way: int = 1) -> None:
        """Go to the mark after (or before, *way* -1) the active one, or the first on view, and say so."""
        order = self.reading_order()
        if not order:
            return
        if self.active_mark in order:
            chosen = order[(order.index(self.active_mark) + way) % len(order)]
        else:
            top = self.visible_units().start
            chosen = next((mark for mark in order if self.marks.spans(mark)[0].unit >= top), order[0])
        self._go_to_mark(chosen)

    def next_over(self) -> None:
        """The next of the marks that lie over the active one (or over the caret, or over the first one on view), and say so."""
        chosen = next_of(self._heap_here(), self.active_mark)
        if chosen:
            self._go_to_mark(chosen)
        else:
            self.refused.emit(refusals.problem(refusals.NO_MARKS))

    def list_over(self) -> None:
        """All marks that lie over one another there, in a list to choose from by key."""
        ids = self._heap_here()
        if not ids:
            self.refused.emit(refusals.problem(refusals.NO_MARKS))
            return
        shown = self.active_mark if self.active_mark in ids else ids[0]
        self.reveal_mark(shown)
        below = QPoint(round(self.body().right()), round(self.mark_rect(shown).bottom()) + 4)
        self.margins.open_crowd(ids, self.viewport().mapToGlobal(below))

    def _go_to_mark(self, mark: str) -> None:
        self.show_mark(mark)
        self.mark_activated.emit(mark)

    def heap_of(self, mark: str) -> list[str]:
        """The marks that lie over *mark*, itself among them, in the order of their beginnings."""
        spans = self.marks.spans(mark)
        return heap_over(self.marks.lying(spans[0].unit), spans[0].start, mark) if spans else []

    def reading_order(self) -> list[str]:
        """All marks as they come in the document, the lost ones left out."""
        return self.marks.in_order()

    def marks_under(self, point: QPointF) -> list[str]:
        """The marks under a point of the viewport, the one a click means first."""
        place = self.place_at(point, character=True)
        return marks_under(self.marks.lying(place.unit), place.offset) if place is not None else []

    def click_marks(self, point: QPointF) -> bool:
        """Whether the pointer should say that a click there opens a mark, and not that words can be chosen."""
        return bool(self.marks_under(point))

    def reveal_mark(self, mark: str) -> None:
        """Scroll so that the beginning of a mark is seen."""
        span = self.marks.spans(mark)[0]
        self.reveal(Place(span.unit, span.start), centre=True)

    def mark_rect(self, mark: str) -> QRectF:
        """Where a mark begins, in the viewport."""
        span = self.marks.spans(mark)[0]
        return self.place_rect(Place(span.unit, span.start))

    def _heap_here(self) -> list[str]:
        """The marks over the active one, else those at the caret, else those over the first one on view."""
        if self.marks.spans(self.active_mark):
            return self.heap_of(self.active_mark)
        caret = self.chooser.caret
        if caret is not None:
            at = marks_under(self.marks.lying(caret.unit), caret.offset) or self.marks_under(self.place_rect(caret).center())
            if at:
                return self.heap_of(at[0])
        shown = {one.id for unit in self.visible_units() for one in self.marks.lying(unit)}
        order = [mark for mark in self.reading_order() if mark in shown] if shown else []
        seen = (mark for mark in order if 0 <= self.mark_rect(mark).center().y() <= self.viewport().height())
        first = next(seen, order[0] if order else "")
        return self.heap_of(first) if first else []
