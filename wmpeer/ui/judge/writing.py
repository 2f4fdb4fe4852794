"""A text that keeps itself: a draft while it is typed, a record when it is left or after a pause."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from wmpeer.journal.drafts import draft_name
from wmpeer.ui.kit.fields import TextArea

DRAFT_MS = 300
PAUSE_MS = 2500


class Writing(QObject):
    """Joins a `TextArea` to its record. `drafted(key, text)` within 300 ms of typing, `left(place, text, key)` when it is to be kept,
    `dropped(key)` when what was typed is as it was before.

    *place* (authority and area) says whose text it is and travels with it, so what was typed in one area is never kept in the next.
    *key* is its draft: each text that is begun has one of its own, so that none takes the place of one that still lies there.
    """

    drafted = Signal(str, str)
    left = Signal(object, str, str)
    dropped = Signal(str)

    def __init__(self, area: TextArea, sort: str) -> None:
        super().__init__(area)
        self.area = area
        self._sort = sort
        self._place: tuple[str, str] | None = None
        self._kept = ""
        self.key = ""
        """The draft that is being typed, or empty."""
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

    def show(self, place: tuple[str, str], text: str) -> None:
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

    def take_up(self, text: str, key: str) -> None:
        """Go on with a draft, as if just typed; what is being typed meanwhile is kept first."""
        self.flush()
        self.key = key
        self.area.setPlainText(text)
        self.area.moveCursor(self.area.textCursor().MoveOperation.End)

    def flush(self) -> None:
        """Keep now what is typed."""
        self._stop()
        key, self.key = self.key, ""
        if self._place is not None and self.dirty():
            self._kept = self.area.text()
            self.left.emit(self._place, self._kept, key)
        elif key:
            self.dropped.emit(key)

    def _stop(self) -> None:
        self._draft.stop()
        self._pause.stop()

    def _typed(self) -> None:
        if self._place is None:
            return
        self.key = self.key or "/".join((self._sort, *self._place, draft_name()))
        if not self._draft.isActive():
            self._draft.start()
        self._pause.start()

    def _drafted(self) -> None:
        if self.dirty():
            self.drafted.emit(self.key, self.area.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        return False
