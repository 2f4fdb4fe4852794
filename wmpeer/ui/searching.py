"""Search everything, as the frame does it: the field, its panel, and the focus given back to where it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.searchpanel import Find, Found, SearchPanel
from wmpeer.ui.kit.topbar import TopBar


class Searching(QObject):
    """The search of one window. *commands* are found at once, what `set_find` gave is asked on a reader; *elsewhere* is a last resort
    for the focus."""

    def __init__(
        self,
        window: QMainWindow,
        top: TopBar,
        jobs: Jobs,
        *,
        commands: Callable[[], Sequence[Found]],
        failed: Callable[[Exception], Any],
        elsewhere: Callable[[], Any],
    ) -> None:
        super().__init__(window)
        self._top, self._elsewhere = top, elsewhere
        self._before: QWidget | None = None
        self.panel = SearchPanel(window, top.search, jobs, failed)
        self.panel.commands = commands
        self.panel.closed.connect(self._closed)
        top.search_asked.connect(self.open)
        top.search.left.connect(self._left)
        top.search.abandoned.connect(self._abandoned)

    def set_find(self, find: Find | None) -> None:
        self.panel.find = find

    def open(self) -> None:
        """Ctrl+K: the field, in a narrow room in the place of what stands at the right."""
        focused = QApplication.focusWidget()
        if focused is not self._top.search:
            self._before = focused
        self._top.set_searching(True)
        self._top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._top.search.selectAll()
        self.panel.open()

    def close(self) -> bool:
        """Close it and say whether it was open."""
        if not self.panel.isVisible():
            return False
        self.panel.close_layer()
        return True

    def place(self) -> None:
        """The window changed its size."""
        if self.panel.isVisible():
            self.panel.place()

    def _left(self) -> None:
        if not self.close():
            self._closed()

    def _abandoned(self) -> None:
        """The focus went elsewhere by itself: let it stay there."""
        self._before = None
        self.close()

    def _closed(self) -> None:
        self._top.search.clear()
        before, self._before = self._before, None
        if self._top.search.hasFocus():
            if before is not None and before.isVisible():
                before.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._elsewhere()
        self._top.set_searching(False)
