"""The top bar: whose authority this is and where it stands in the list, the search field, and when all was last kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import IconButton, key_cap
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.labels import Elided, Label
from wmpeer.ui.kit.paint import LEFT, colour, hairline, smooth, width_of, words
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import TOP_BAR


class SearchField(QLineEdit):
    """Search everything. `stepped(+1 | -1)` by the arrow keys, `accepted()` by Enter, `left()` by Esc, `abandoned()` for another place."""

    stepped = Signal(int)
    accepted = Signal()
    left = Signal()
    abandoned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setAccessibleName("Search everything")
        self.setFont(fonts.font())
        self.setFixedWidth(264)
        self.setProperty("quiet", True)
        self.setTextMargins(20, 0, 4, 0)
        theme().changed.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.abandoned.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            smooth(painter)
            middle = self.height() / 2
            paint_icon(painter, QRectF(9, middle - 8, 16, 16), "magnifying-glass", "ink2")
            if not self.text() and not self.hasFocus():
                words(painter, QRectF(32, 0, 150, self.height()), "Search everything", fonts.font(), "ink2", LEFT)
            if not self.text():
                key_cap(painter, QRectF(self.width() - 74, middle - 9, 34, 18), "Ctrl")
                key_cap(painter, QRectF(self.width() - 36, middle - 9, 20, 18), "K")


class SavedLabel(QWidget):
    """When the last change was kept, and the last backup made. In a narrow room the time alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saved")
        self._text, self._short = "", ""
        self._icon, self._tone, self._weight = "check-circle", "strength", "fill"
        self.narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(20)
        theme().changed.connect(self.update)

    def set_saved(self, saved: str, backup: str) -> None:
        """Times as HH:MM:SS and HH:MM, or "" where there was none."""
        parts = [f"Saved {saved}"] if saved else []
        parts += [f"backup {backup}"] if backup else []
        text = " · ".join(parts) or "Nothing changed yet"
        looks = ("check-circle", "strength", "fill") if parts else ("circle-dashed", "ink3", "regular")
        self._set(text[0].upper() + text[1:], saved or backup, looks)

    def set_saving(self) -> None:
        self._set("Saving…", "…", ("hourglass-medium", "ink2", "regular"))

    def _set(self, text: str, short: str, looks: tuple[str, str, str]) -> None:
        self._text, self._short = text, short
        self._icon, self._tone, self._weight = looks
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        shown = self._short if self.narrow else self._text
        return QSize(width_of(shown, fonts.font()) + 22, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_icon(smooth(painter), QRectF(0, 2, 16, 16), self._icon, self._tone, self._weight)
            shown = self._short if self.narrow else self._text
            words(painter, QRectF(21, 0, self.width() - 21, 20), shown, fonts.font(), "ink2", LEFT)


class TopBar(QWidget):
    """`stepped(+1 | -1)` to the next or previous authority, `search_asked()`, `part_chosen(index)` in a short room."""

    stepped = Signal(int)
    search_asked = Signal()
    part_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top-bar")
        self.setFixedHeight(TOP_BAR)
        self.room = "wide"
        self._searching = False
        self._has_parts = False
        self.previous = IconButton("caret-left", "Previous authority", name="previous-authority", shortcut="Ctrl+Alt+Up", size=28)
        self.next = IconButton("caret-right", "Next authority", name="next-authority", shortcut="Ctrl+Alt+Down", size=28)
        self.title = Elided("", "subheading")
        self.title.setObjectName("authority")
        self.count = Label("", tone="ink2")
        self.count.setObjectName("authority-count")
        self.parts = Segmented([], label="Parts of this screen", name="parts")
        self.parts.hide()
        self.search = SearchField()
        self.search_button = IconButton("magnifying-glass", "Search everything", name="search-button", shortcut="Ctrl+K")
        self.search_button.hide()
        self.saved = SavedLabel()
        self.saved.set_saved("", "")
        self._lay_out()
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.search_button.clicked.connect(self.search_asked)
        self.parts.chosen.connect(lambda key: self.part_chosen.emit(int(key)))
        theme().changed.connect(self.update)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 1)
        row.setSpacing(8)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addSpacing(2)
        row.addWidget(self.title)
        row.addSpacing(4)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.parts)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addWidget(self.search_button)
        row.addSpacing(10)
        row.addWidget(self.saved)

    def show_one(self, name: str, count: str, *, first: bool, last: bool) -> None:
        """One authority of a list, and whether it is its *first* or *last*."""
        for button, ended in ((self.previous, first), (self.next, last)):
            button.show()
            button.setEnabled(not ended)
        self.title.setText(name)
        self.count.setText(count)

    def show_all(self, title: str, note: str) -> None:
        """No authority in particular."""
        self.previous.hide()
        self.next.hide()
        self.title.setText(title)
        self.count.setText(note)

    def set_parts(self, words: Sequence[str], current: int) -> None:
        """The parts of a short room; none hides them."""
        self.parts.set_options([(str(at), word) for at, word in enumerate(words)])
        self.parts.set_value(str(current))
        self._has_parts = bool(words)
        self._dress()

    def set_room(self, room: str) -> None:
        self.room = room
        self._dress()

    def spare(self, *, over_search: bool) -> QRect:
        """The part where nothing stands but, *over_search*, the search field and the time of the last saving."""
        ahead = [one for one in (self.title, self.count, self.parts, self.next) if one.isVisible()]
        left = max((one.geometry().right() for one in ahead), default=0) + 16
        behind = self.search if self.search.isVisible() else self.search_button
        right = self.width() - 8 if over_search else behind.x() - 12
        return QRect(left, 2, right - left, self.height() - 5)

    def set_searching(self, searching: bool) -> None:
        """While one searches in a narrow room, the field takes the place of what stands at the right."""
        self._searching = searching
        self._dress()

    def _dress(self) -> None:
        wide = self.room == "wide"
        self.setFixedHeight(TOP_BAR if self.room != "short" else 37)
        self.search.setVisible(wide or self._searching)
        self.search_button.setVisible(not wide and not self._searching)
        self.saved.setVisible(wide or not self._searching)
        self.parts.setVisible(self._has_parts and not self._searching)
        self.saved.narrow = not wide
        self.saved.updateGeometry()
        self.count.setVisible(bool(self.count.text()) and not self._has_parts)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour("paper"))
            hairline(painter, 0, self.height() - 0.5, self.width(), self.height() - 0.5)
