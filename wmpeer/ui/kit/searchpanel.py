"""What the search field opens: a list of what was found, moved through with the arrow keys while one goes on typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.found import Choices, Filtering, Find, Found, is_meant
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.lists import Line, RecordList
from wmpeer.ui.kit.message import announce
from wmpeer.ui.kit.paint import box, shadow, smooth
from wmpeer.ui.kit.searchfilters import HEIGHT as FILTERS_HEIGHT
from wmpeer.ui.kit.searchfilters import FilterRow
from wmpeer.ui.kit.tokens import RADIUS_CARD
from wmpeer.ui.kit.topbar import SearchField

_SHADOW = 10
_FILTERS = "Type two letters or more. Tab goes to the filters; typed they are in: authority: kind: tag: cycle:"
_KEYS = "Enter opens, Esc leaves, Tab goes to the filters (typed: in: authority: kind: tag: cycle:)"


class SearchPanel(QFrame):
    """Opens under *field*; *commands* are always there (the screens), *find* is asked off the GUI thread. `closed` when it goes."""

    closed = Signal()

    def __init__(self, window: QWidget, field: SearchField, jobs: Jobs, failed: Callable[[Exception], Any]) -> None:
        super().__init__(window)
        self.setObjectName("search-panel")
        self._field, self._jobs, self._failed = field, jobs, failed
        self.find: Find | None = None
        self.commands: Callable[[], Sequence[Found]] = tuple
        self._filtering: Filtering | None = None
        self.filters = FilterRow()
        self.filters.filled.connect(self._filled)
        self.filters.left.connect(self._back_to_field)
        self.filters.away.connect(field.abandoned)
        self._asked = 0
        self._waits = self._hurried = False
        self._list = RecordList(self._line, label="Found", name="search-found")
        self._list.setFocusPolicy(self._list.focusPolicy().NoFocus)
        self._list.clicked.connect(lambda _index: self.accept_current())
        self._note = Label("", "small", "ink3")
        column = QVBoxLayout(self)
        column.setContentsMargins(_SHADOW + 1, _SHADOW + 5, _SHADOW + 1, _SHADOW + 8)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self._list)
        column.addWidget(self._note)
        self._note.setContentsMargins(12, 0, 12, 0)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(120)
        self._pause.timeout.connect(self._ask)
        field.installEventFilter(self)
        self.hide()

    @staticmethod
    def _line(found: Found) -> Line:
        return Line(found.title, found.second, right=found.group, icon=found.icon, tone="ink3")

    def set_filtering(self, filtering: Filtering | None) -> None:
        """How a search may be narrowed by chips; None, and it is by typed words alone."""
        self._filtering = filtering
        self.filters.set_filtering(filtering)

    def _filled(self, text: str) -> None:
        self._field.setText(text)
        self._back_to_field()

    def _back_to_field(self) -> None:
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _ask_filters(self) -> None:
        if self._filtering is not None:
            self._jobs.read(lambda choices=self._filtering.choices: tuple(choices()), then=self._came_filters, failed=self._failed)

    def _came_filters(self, choices: Sequence[Choices]) -> None:
        self.filters.set_choices(choices)
        if self.isVisible():
            self.place()

    def open(self) -> None:
        self._ask_filters()
        self.typed()
        self.place()
        self.show()
        self.raise_()

    def close_layer(self) -> None:
        self._asked += 1
        self._pause.stop()
        self.hide()
        self.closed.emit()

    def step(self, step: int) -> None:
        """To the next or previous line."""
        if not self.isVisible():
            self.open()
            return
        rows = self._list.records.rowCount()
        if rows:
            row = min(max(self._list.currentIndex().row() + step, 0), rows - 1)
            self._list.setCurrentIndex(self._list.records.index(row, 0))
            announce(self._field, self._line(self._list.current()).words())

    def accept_current(self) -> None:
        found = self._list.current() if self.isVisible() else None
        self._hurried = found is None and self._waits  # Enter came before what was found: then it is for the first of that
        if found is not None and found.fill:
            self._field.setText(found.fill)
            return
        if found is not None:
            self.close_layer()
            if found.go:
                found.go()

    def typed(self) -> None:
        """The field has other words now."""
        text = self._field.text().strip()
        self.filters.show_text(self._field.text())
        self._asked += 1
        self._waits = self._hurried = False
        if self._field.hasFocus() and not self.isVisible() and text:
            self.place()
            self.show()
            self.raise_()
        self._show(self._commands(text), "")
        if self.find is not None and (len(text) >= 2 or not text):
            if text:
                self._note.setText("Looking…")
            self._waits = True
            self._pause.start()
        else:
            self._pause.stop()

    def _commands(self, text: str) -> list[Found]:
        return [found for found in self.commands() if not text or is_meant(text, found) or text.casefold() in found.title.casefold()]

    def _ask(self) -> None:
        text, find = self._field.text().strip(), self.find
        self._asked += 1
        asked = self._asked

        def came(found: Sequence[Found]) -> None:
            if asked == self._asked:
                self._waits = False
                commands = self._commands(text)
                things = [*commands, *(one for one in found if one.group != "Search")]
                self._show([*(found if not text else ()), *commands, *(found if text else ())], self._told(text, things))
                if self._hurried:
                    self.accept_current()

        def fell(error: Exception) -> None:
            if asked == self._asked:
                self._note.setText("")
                self._failed(error)

        if find is not None:
            self._jobs.read(lambda: tuple(find(text)), then=came, failed=fell)

    def _told(self, text: str, things: Sequence[Found]) -> str:
        if text and self._filtering is not None and len(self._filtering.words(text)) < 2:
            if not self._filtering.lists(text):
                return "Now type two letters or more of what you look for."
            return "" if things else "Nothing that is recorded fits. Choose another filter, or type two letters or more."
        if text and not things:
            words = self._filtering.words(text) if self._filtering is not None else text
            return f"Nothing found for “{words}”; it can be kept all the same." if "=" in text else f"Nothing found for “{words}”."
        return "" if text else _FILTERS

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete in the empty field takes the kept search that is chosen away; Tab goes to the filters."""
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and self.isVisible():
            return self.filters.step_into()
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Delete and self.isVisible() and not self._field.text():
            found = self._list.current()
            if found is not None and found.drop is not None:
                found.drop()
                self._show([one for one in self._list.records.records() if one is not found], f"“{found.title}” is kept no longer.")
                return True
        return super().eventFilter(watched, event)

    def _show(self, found: Sequence[Found], note: str) -> None:
        self._list.set_records(list(found))
        first = next((row for row, one in enumerate(found) if not one.asks), -1)
        self._list.setCurrentIndex(self._list.records.index(first, 0))
        self._note.setText(note or (_KEYS if found else _FILTERS))
        self.place()

    def place(self) -> None:
        """Under the field, at most two thirds of the window high."""
        window = self.parentWidget()
        width = min(560, window.width() - 16)
        height = min(self._list.height_of_all() + 8, window.height() * 2 // 3)
        self._list.setFixedHeight(max(0, height))
        chips = 0 if self.filters.isHidden() else FILTERS_HEIGHT
        self.setFixedSize(width + 2 * _SHADOW, max(0, height) + chips + 30 + 2 * _SHADOW)
        if self._field.isVisible():
            self._field.parentWidget().layout().activate()  # the field may just have taken its place
            corner = self._field.mapTo(window, QPoint(self._field.width() - width, self._field.height() + 2))
            self.move(max(8, corner.x()) - _SHADOW, corner.y() - _SHADOW)
        else:
            self.move(window.width() - width - 8 - _SHADOW, 44 - _SHADOW)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            card = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
            shadow(painter, card, RADIUS_CARD, _SHADOW)
            box(painter, card, fill="paper", edge="line2", radius=RADIUS_CARD)
