"""The lock: after some minutes without a key or a click, or by Ctrl+L, the screens are put away until the passphrase is typed again.

They are not only covered. Every window of the program becomes a child of a widget that was never shown, so that no screenshot, no preview
of the taskbar, no screen reader and no window title has anything of them; nothing in them ends, and what was typed is there again after.
Work that is under way goes on, for the file stays open.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from wmpeer.ui.frame import Frame
from wmpeer.ui.jobs import Jobs

LOOK_MS = 5_000
"""So often it is looked whether the time is up."""
KEEPING = "What was done is still being kept. The workspace closes by itself when it is."
TYPED = "It stays open: something that was typed is not kept yet. Open it, and keep it or leave it."
_DONE = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
    QEvent.Type.InputMethod,
})  # fmt: skip
"""What a person does. A pointer that only moves may be a sleeve on the table."""


@dataclass(frozen=True, slots=True)
class _Away:
    """A window that was put away, and how it stood. `for_leaving`: it came to be where one goes when the workspace is closed."""

    widget: QWidget
    parent: QWidget | None
    flags: Qt.WindowType
    geometry: QByteArray
    place: QRect
    for_leaving: bool

    def come_back(self) -> None:
        """Stand where it stood."""
        self.widget.setParent(self.parent, self.flags)
        self.widget.restoreGeometry(self.geometry)
        if not self.widget.isMaximized() and not self.widget.isFullScreen():
            self.widget.setGeometry(self.place)
        self.widget.show()


class Lock(QObject):
    """Locks one workspace's windows. `locked` and `opened` are told; `begin` is Ctrl+L.

    *file* says whether a passphrase is that of the person at work; *leave* closes the workspace. `clocks` count in seconds: the wall's goes
    on while the laptop sleeps, the other's is set by nobody.
    """

    locked = Signal()
    opened = Signal()

    def __init__(self, frame: Frame, jobs: Jobs, file: Any, leave: Callable[[], Any]) -> None:
        super().__init__(frame)
        self._frame, self._jobs, self._file, self._leave = frame, jobs, file, leave
        self.clocks: tuple[Callable[[], float], ...] = (time.time, time.monotonic)
        self._since: tuple[float, ...] = ()
        self.done()
        self._vault: QWidget | None = None
        self._away: list[_Away] = []
        self._focus: QWidget | None = None
        self._leaving = False
        self._asking: Jobs | None = None
        self.page: Any = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        key = QShortcut(QKeySequence("Ctrl+L"), frame, context=Qt.ShortcutContext.ApplicationShortcut)
        key.setWhatsThis("Lock at once")
        key.activated.connect(self.begin)  # on the frame itself: a question over the window disables what is in it
        QGuiApplication.instance().focusWindowChanged.connect(self._watch)
        frame.closed.connect(self._closed)

    def is_locked(self) -> bool:
        """Whether the screens are put away."""
        return self.page is not None

    def idle_seconds(self) -> float:
        """How long nobody did anything; the laptop's sleep counts."""
        return max(clock() - since for clock, since in zip(self.clocks, self._since, strict=True))

    def look(self) -> None:
        """Lock if the time is up."""
        if not self.is_locked() and self.idle_seconds() >= self._frame.settings.lock_minutes * 60:
            self.begin()

    def done(self) -> None:
        """Somebody did something: the time begins anew."""
        self._since = tuple(clock() for clock in self.clocks)

    def begin(self) -> None:
        """Put everything away and ask for the passphrase."""
        if self.is_locked() or not self._frame.isVisible():
            return
        self._end_dialogs()
        self._focus = QApplication.focusWidget()
        from wmpeer.ui.locked import LockedPage  # when it is first needed

        self._vault = QWidget()
        self.page = LockedPage(self._frame)
        self.page.asked.connect(self._try)
        self.page.asked_here.connect(self._try_here)
        self.page.left.connect(self._go)
        self.page.show()  # before the others go: a program without a window ends
        for window in _shown(self.page):
            self._put_away(window)
        QApplication.instance().installEventFilter(self)  # only now: what opens meanwhile is put away too
        self._ask(self._file.opens_here, self._offer_here, lambda _error: self._offer_here(False))
        self.page.begin()
        self.locked.emit()

    def end(self) -> None:
        """Bring everything back as it stood."""
        page, self.page = self.page, None
        QApplication.instance().removeEventFilter(self)
        for one in self._away:
            if isValid(one.widget):
                one.come_back()
                one.widget.setVisible(not one.for_leaving)
        self._away, self._leaving = [], False
        page.done()
        self._drop_vault()
        self._frame.activateWindow()
        self._focus_back()
        self.done()
        self.opened.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.is_locked():
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow() and watched is not self.page:
                QTimer.singleShot(0, self, lambda: self._came_late(watched))
        elif event.type() in _DONE:
            self.look()  # the first key after the laptop slept comes before the timer
            if self.is_locked():
                return True
            self.done()
        return False

    def _watch(self, window: QWindow | None) -> None:
        """Keys and clicks come to a window first; to look at every event of every widget would cost the window its ease."""
        if window is not None:
            window.installEventFilter(self)  # done twice it is done once
            if self._focus is not None and not self.is_locked():
                QTimer.singleShot(0, self, self._focus_back)

    def _focus_back(self) -> None:
        """Where one was; the window is made anew, and is active only when the system says so."""
        focus = self._focus
        if focus is None or not isValid(focus) or self.is_locked():
            return
        if focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        if focus.hasFocus():
            self._focus = None

    def _came_late(self, window: QWidget) -> None:
        if self.is_locked() and isValid(window) and window.isVisible() and window is not self.page:
            if isinstance(window, QDialog) and window.isModal():
                window.reject()
            elif window.windowType() != Qt.WindowType.ToolTip:
                self._put_away(window)
            else:
                window.hide()

    def _put_away(self, window: QWidget) -> None:
        for_leaving = self._leaving and window is not self._frame
        stood = (window.parentWidget(), window.windowFlags(), window.saveGeometry(), window.geometry())
        self._away.append(_Away(window, *stood, for_leaving))
        window.setParent(self._vault, Qt.WindowType.Widget)

    def _end_dialogs(self) -> None:
        """Menus close, and a dialog that waits for an answer is answered by “Cancel”."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        while isinstance(modal := QApplication.activeModalWidget(), QDialog):
            modal.reject()
            if modal.isVisible():  # it asks something of its own before it goes
                QDialog.done(modal, QDialog.DialogCode.Rejected)

    def _ask(self, question: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        """Ask on readers of the lock's own: nobody waits before a locked window for a long preview behind it."""
        self._asking = self._asking or Jobs(self)
        self._asking.read(question, then=then, failed=failed)

    def _try(self, passphrase: str) -> None:
        self._ask(lambda: self._file.refuse_wrong(passphrase), lambda _none: self._opened(), self._refused)

    def _try_here(self) -> None:
        self._ask(self._file.opens_here, lambda does: self._opened() if does else self._refused(None), self._refused)

    def _opened(self) -> None:
        if self.is_locked():
            self.end()

    def _refused(self, _error: Exception | None) -> None:
        if self.is_locked():
            self.page.refuse()

    def _offer_here(self, does: bool) -> None:
        if self.is_locked() and isValid(self.page):
            self.page.offer_here(does)

    def _go(self, again: bool) -> None:
        """Close the workspace, and come back to where one is opened if *again*; where it stays, the page says so."""
        if again:
            self._leaving = True
            self._leave()
        else:
            self._frame.close()
        if self.is_locked():
            self.page.say(KEEPING if self._jobs.writing() else TYPED)

    def _closed(self) -> None:
        """The frame has closed, put away or not."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        if self._asking is not None:
            self._asking.close()
        app = QApplication.instance()
        app.focusWindowChanged.disconnect(self._watch)
        if not self.is_locked():
            return
        app.removeEventFilter(self)
        stood = next((one for one in self._away if one.widget is self._frame), None)
        if stood is not None:  # what it kept of its place when it closed is its place in the vault
            self._frame.keep(window=bytes(stood.geometry.toBase64()).decode())
            self._frame.setParent(None)
        gone, page, self.page, self._away = self._away, self.page, None, []
        for one in gone:
            if one.for_leaving and isValid(one.widget):
                one.come_back()
        page.done()
        self._drop_vault()

    def _drop_vault(self) -> None:
        if self._vault is not None:
            self._vault.deleteLater()
            self._vault = None


def _shown(page: QWidget) -> list[QWidget]:
    """Every window that is on the screen, but *page*; what belongs to another window goes with it."""
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not page]
    return [one for one in windows if one.windowType() not in (Qt.WindowType.ToolTip, Qt.WindowType.Popup)]
