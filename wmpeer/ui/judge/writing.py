"""A text that keeps itself: a draft while it is typed, a record when it is left or after a pause."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from wmpeer.ui.kit.fields import TextArea

DRAFT_MS = 300
PAUSE_MS = 2500


class Writing(QObject):
    """Joins a `TextArea` to its record. `drafted(place, text)` within 300 ms of typing, `left(place, text)` when it is to be kept.

    *place* says whose text it is and travels with it, so what was typed in one area is never kept in the next.
    """

    drafted = Signal(object, str)
    left = Signal(object, str)

    def __init__(self, area: TextArea) -> None:
        super().__init__(area)
        self.area = area
        self._place: Hashable = None
        self._kept = ""
        self._draft, self._pause = QTimer(self), QTimer(self)
        for timer, wait, act in ((self._draft, DRAFT_MS, self._drafted), (self._pause, PAUSE_MS, self.flush)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(act)
        area.textChanged.connect(self._typed)
        area.installEventFilter(self)

    def dirty(self) -> bool:
        """Whether something is typed that is not kept."""
        return self.area.text() != self._kept

    def show(self, place: Hashable, text: str) -> None:
        """Show what is kept at *place*. What is being typed there stays; what was typed elsewhere is kept first.

        Words that differ by the space one has just typed are the same: setting them anew would move the caret to the beginning.
        """
        if place == self._place and (self.dirty() or text.strip() == self.area.text().strip()):
            return
        self.flush()
        self._place, self._kept = place, text
        blocked = self.area.blockSignals(True)
        self.area.setPlainText(text)
        self.area.blockSignals(blocked)
        self._stop()

    def take_up(self, text: str) -> None:
        """Go on with a draft, as if just typed."""
        self.area.setPlainText(text)
        self.area.moveCursor(self.area.textCursor().MoveOperation.End)

    def flush(self) -> None:
        """Keep now what is typed."""
        self._stop()
        if self._place is not None and self.dirty():
            self._kept = self.area.text()
            self.left.emit(self._place, self._kept)

    def not_kept(self, place: Hashable) -> None:
        """Keeping failed: what is typed counts as typed still."""
        if place == self._place:
            self._kept = "\0"

    def _stop(self) -> None:
        self._draft.stop()
        self._pause.stop()

    def _typed(self) -> None:
        if self._place is None:
            return
        if not self._draft.isActive():
            self._draft.start()
        self._pause.start()

    def _drafted(self) -> None:
        if self.dirty():
            self.drafted.emit(self._place, self.area.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        return False
