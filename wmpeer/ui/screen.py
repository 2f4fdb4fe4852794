"""What every screen is: a widget that reads for itself, acts through one door, and hears what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from wmpeer.errors import WmpeerError
from wmpeer.progress import Progress, StoppedError
from wmpeer.ui.hook import unexpected
from wmpeer.ui.jobs import Job, Jobs
from wmpeer.ui.kit.message import Message
from wmpeer.ui.places import DeedPlace


class Screen(QWidget):
    """A page of the frame.

    Subclasses set `title`, build their widgets in ``__init__`` and fill them in `reload`; they hold frozen records only.
    `message(Message)` shows a sentence in the bar; `asked_to_go(screen, authority, place)` asks the frame to jump;
    `authority_chosen(code)` says whom the next screen shall be about; `part_turned(index)` that the screen turned to a part by itself.
    """

    title: ClassVar[str] = ""
    about_authority: ClassVar[bool] = True
    """Whether the top bar names one authority (Read & judge) or all of them (Region)."""
    parts: ClassVar[Sequence[str]] = ()
    """In a short room one part at a time is shown, chosen in the top bar or by F6: ``("Text", "Judgement", "Data")``."""

    ahead: ClassVar[Sequence[type[QWidget]]] = ()
    """The large parts that are made one a turn before the screen, which takes them (`wmpeer.ui.ahead`)."""

    message = Signal(object)
    asked_to_go = Signal(str, str, object)
    authority_chosen = Signal(str)
    part_turned = Signal(int)

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.jobs = jobs
        self.authority = ""
        self.room = "wide"
        self._generations: dict[str, int] = {}
        self._stale = True
        self._begins_at: QWidget | None = None

    def setFocusProxy(self, widget: QWidget) -> None:
        """Say where one begins on this screen. It is not Qt's own proxy: with that, Tab leaps over all that stands before *widget*."""
        self._begins_at = widget

    def begins_at(self) -> QWidget | None:
        """Where the focus goes when one comes to this screen, if that is on view."""
        return self._begins_at if self._begins_at is not None and self._begins_at.isVisible() else None

    def do(
        self,
        action: Callable[[Progress], Any],
        then: Callable[[], Any] | None = None,
        progressed: Callable[[int, int, str], None] | None = None,
        *,
        got: Callable[[Any], Any] | None = None,
        failed: Callable[[WmpeerError], Any] | None = None,
        title: str = "",
        note: str = "",
    ) -> Job:
        """Run ``action(progress)`` on the one writing worker.

        When it is kept, *then* is called without arguments and *got* with what the action returned; every screen then hears of it.
        A `WmpeerError` goes to *failed* if given, else to the message bar. *title* heads the progress card after two seconds,
        and *note* says there what stopping does, where it does something else than keep nothing.
        """

        def kept(answer: Any) -> None:
            if not shiboken6.isValid(self):
                return
            if got:
                got(answer)
            if then:
                then()

        return self.jobs.write(
            action, then=kept, failed=lambda error: self._failed(error, failed), progressed=progressed, title=title, note=note
        )

    def fetch(
        self, query: Callable[[], Any], then: Callable[[Any], Any], *, key: str = "", failed: Callable[[WmpeerError], Any] | None = None
    ) -> Job:
        """Run ``query()`` on a reader and give its answer to *then*.

        A later fetch with the same *key* (by default *then*'s own name) makes an earlier one's answer stale, and it is dropped.
        """
        key = key or getattr(then, "__qualname__", repr(then))
        generation = self._generations[key] = self._generations.get(key, 0) + 1

        def current() -> bool:
            return shiboken6.isValid(self) and self._generations.get(key) == generation

        def came(answer: Any) -> None:
            if current():
                then(answer)

        def fell(error: Exception) -> None:
            if current():
                self._failed(error, failed)

        return self.jobs.read(query, then=came, failed=fell)

    def say(self, sentence: str, next: str = "", kind: str = "info", **more: Any) -> None:  # noqa: A002 - the word of `Problem`
        """A sentence in the message bar; *kind* is info, success, warning or error."""
        self.message.emit(Message(sentence, next, kind, **more))

    def go(self, screen: str, authority: str = "", place: Any = None) -> None:
        """Ask the frame to show another screen, authority or place."""
        self.asked_to_go.emit(screen, authority, place)

    def reload(self) -> None:
        """Read everything shown again."""

    def concerned(self, changed: Any) -> bool:
        """Whether *changed* touches what is shown. By default: this authority, or none in particular."""
        authority = getattr(changed, "authority", None)
        return not (self.about_authority and authority and self.authority and authority != self.authority)

    def hear(self, changed: Any) -> None:
        """Something was kept: reload now if shown, or when next shown."""
        if not self.concerned(changed):
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def set_authority(self, authority: str) -> None:
        """Show another authority (its ONS code)."""
        if authority != self.authority:
            self.authority = authority
            self._freshen()

    def set_room(self, room: str) -> None:
        """The room there is: ``wide``, ``narrow`` (below 1200 wide) or ``short`` (below 860 wide or 480 high)."""
        self.room = room

    def show_part(self, index: int) -> None:
        """In a short room: show only this one of `parts`; elsewhere -1 shows all."""

    def turn_to(self, index: int) -> None:
        """In a short room, turn to one of `parts` because of what a person did here; the switch in the bar follows."""
        if self.room == "short":
            self.show_part(index)
            self.part_turned.emit(index)

    def place(self) -> Any:
        """Where the person is on this screen, for Alt+Left; given back to `go_to`."""
        return None

    def go_to(self, place: Any) -> None:
        """Show a place that `place` gave, or that another screen jumped to."""

    def press(self, deed: DeedPlace) -> None:
        """Do what a button of this screen does, as if it was pressed; one that cannot be pressed now is only shown."""
        button = self.findChild(QAbstractButton, deed.button)
        if button is None or not button.isVisible():
            return
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if deed.press and button.isEnabled():
            QTimer.singleShot(0, button, button.click)

    def unwind(self) -> bool:
        """Esc: close one layer of this screen and say whether there was one."""
        return False

    def may_leave(self) -> bool:
        """Whether the window may close now; what is typed and unkept says no."""
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.reload()

    def _freshen(self) -> None:
        if self.isVisible():
            self._stale = False
            self.reload()
        else:
            self._stale = True

    def _failed(self, error: Exception, failed: Callable[[WmpeerError], Any] | None) -> None:
        if not isinstance(error, WmpeerError):
            unexpected(error)
        elif not shiboken6.isValid(self):
            return
        elif failed:
            failed(error)
        elif isinstance(error, StoppedError):
            self.say(error.sentence, error.next)
        else:
            self.message.emit(Message.of(error))
