"""From mark to mark: in the order of the document, and among those that lie over one another. A part of `ReadingPane`."""

from __future__ import annotations

from wmpeer.ui.reading.lanes import next_over
from wmpeer.ui.reading.records import Place


class Walking:
    """Needs what the pane has: `marks`, `active_mark`, `flashed`, `_flash`, `chooser`, `reveal`, `visible_units`, `mark_activated`."""

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
        active = self.marks.spans(self.active_mark)
        place = (active[0].unit, active[0].start) if active else None
        if place is None:
            shown = [lying for unit in self.visible_units() for lying in ((unit, one.start) for one in self.marks.lying(unit))]
            place = self.chooser.caret or (shown[0] if shown else None)
        if place is None:
            return
        chosen = next_over(self.marks.lying(place[0]), place[1], self.active_mark)
        if chosen:
            self.show_mark(chosen)
            self.mark_activated.emit(chosen)
