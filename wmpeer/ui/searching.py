"""Search everything, as the frame does it: the field, its panel, and the focus given back to where it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.found import Filtering, Find, Found
from wmpeer.ui.kit.topbar import TopBar

if TYPE_CHECKING:
    from wmpeer.ui.kit.searchpanel import SearchPanel


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
        self._window, self._jobs, self._commands, self._failed = window, jobs, commands, failed
        self._find: Find | None = None
        self._filtering: Callable[[], Filtering] | None = None
        top.search.textChanged.connect(lambda _text: self.panel.typed())
        top.search.stepped.connect(lambda step: self.panel.step(step))
        top.search.accepted.connect(lambda: self.panel.accept_current())
        top.search_asked.connect(self.open)
        top.search.left.connect(self._left)
        top.search.abandoned.connect(self._abandoned)

    @cached_property
    def panel(self) -> SearchPanel:
        """The list under the field, made when it is first needed: the first screen does not wait for it."""
        from wmpeer.ui.kit.searchpanel import SearchPanel

        panel = SearchPanel(self._window, self._top.search, self._jobs, self._failed)
        panel.commands, panel.find = self._commands, self._find
        if self._filtering is not None:
            panel.set_filtering(self._filtering())
        panel.closed.connect(self._closed)
        return panel

    def is_open(self) -> bool:
        return "panel" in self.__dict__ and self.panel.isVisible()

    def set_find(self, find: Find | None) -> None:
        self._find = find
        if "panel" in self.__dict__:
            self.panel.find = find

    def set_filtering(self, filtering: Callable[[], Filtering]) -> None:
        """How a search may be narrowed by chips; asked for when the panel is first opened."""
        self._filtering = filtering

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
        if not self.is_open():
            return False
        self.panel.close_layer()
        return True

    def place(self) -> None:
        """The window changed its size."""
        if self.is_open():
            self.panel.place()

    def _left(self) -> None:
        if not self.close():
            self._closed()

    def _abandoned(self) -> None:
        """The focus went elsewhere by itself: let it stay there. The filters are no other place."""
        focused = QApplication.focusWidget()
        if self.is_open() and focused is not None and (focused is self._top.search or self.panel.isAncestorOf(focused)):
            return
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
