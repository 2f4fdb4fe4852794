"""From mark to mark: in the order of the document, and among those that lie over one another. A part of `ReadingPane`."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from wmpeer.ui.reading import refusals
from wmpeer.ui.reading.lanes import heap_over, next_over
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
        self.reveal(Place(spans[0].unit, spans[0].start), centre=True)
        self.flashed = mark
        self._flash.start()
        self.viewport().update()
        return True

    def next_mark(self, way: int = 1) -> None:
        """Go to the mark after (or before, *way* -1) the active one, or the first on view, and say so."""
        order = self.marks.in_order()
        if not order:
            return
        if self.active_mark in order:
            chosen = order[(order.index(self.active_mark) + way) % len(order)]
        else:
            top = self.visible_units().start
            chosen = next((mark for mark in order if self.marks.spans(mark)[0].unit >= top), order[0])
        self.show_mark(chosen)
        self.mark_activated.emit(chosen)

    def next_over(self) -> None:
        """The next of the marks that lie over the active one (or over the caret, or over the first words marked on view), and say so."""
        place = self._marked_place()
        chosen = next_over(self.marks.lying(place.unit), place.offset, self.active_mark) if place is not None else ""
        if chosen:
            self.show_mark(chosen)
            self.mark_activated.emit(chosen)
        else:
            self.refused.emit(refusals.problem(refusals.NO_MARKS))

    def list_over(self) -> None:
        """All marks that lie over one another there, in a list to choose from by key."""
        place = self._marked_place()
        ids = heap_over(self.marks.lying(place.unit), place.offset, self.active_mark) if place is not None else []
        if place is None or not ids:
            self.refused.emit(refusals.problem(refusals.NO_MARKS))
            return
        self.reveal(place, centre=True)
        at = self.place_rect(place)
        self.margins.open_crowd(ids, self.viewport().mapToGlobal(QPoint(round(self.body().right()), round(at.bottom()) + 4)))

    def heap_of(self, mark: str) -> list[str]:
        """The marks that lie over *mark*, itself among them, in the order of their beginnings."""
        spans = self.marks.spans(mark)
        return heap_over(self.marks.lying(spans[0].unit), spans[0].start, mark) if spans else []

    def _marked_place(self) -> Place | None:
        """Where the active mark begins, or the caret stands, or the first words marked on view begin."""
        active = self.marks.spans(self.active_mark)
        if active:
            return Place(active[0].unit, active[0].start)
        caret = self.chooser.caret
        if caret is not None and heap_over(self.marks.lying(caret.unit), caret.offset, ""):
            return caret
        marked = [(unit, lying) for unit in self.visible_units() if (lying := self.marks.lying(unit))]
        if not marked:
            return None
        unit, lying = marked[0]
        return Place(unit, min((one.start for one in lying if one.end > one.start), default=0))  # a part of a page lies over no words
