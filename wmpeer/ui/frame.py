"""The frame of every screen: rail, top bar, message bar, and what floats over them.

It knows screens only as `Screen`: it builds each when it is first shown, tells them of authority, room and changes, and takes the
focus back where a layer closed. What a person presses everywhere (`Ctrl+K`, `Esc`, `Ctrl+Z` ...) is bound here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.clock import now
from wmpeer.settings import Settings
from wmpeer.ui.history import History, Stop
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.keeping import Keeping
from wmpeer.ui.keys import bind_keys, bind_page, key_groups
from wmpeer.ui.kit.focus import FocusRing
from wmpeer.ui.kit.found import Find, Found
from wmpeer.ui.kit.message import Message, MessageBar
from wmpeer.ui.kit.messagefloat import MessageFloat
from wmpeer.ui.kit.progresscard import ProgressCard
from wmpeer.ui.kit.rail import Rail
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import LOW_BELOW, room_of
from wmpeer.ui.kit.topbar import TopBar
from wmpeer.ui.pages import Page, Pages
from wmpeer.ui.places import DeedPlace
from wmpeer.ui.regions import focus_into, go_round, release_focus
from wmpeer.ui.screen import Screen
from wmpeer.ui.searching import Searching
from wmpeer.ui.stance import stance
from wmpeer.ui.turning import Turning
from wmpeer.ui.undo import UndoNames
from wmpeer.ui.whose import Whose


class Frame(QMainWindow):
    """The main window. Everything it sends is past tense or a wish: the application answers.

    `authority_changed(code)`, `page_changed(name)`; `undo_asked`, `redo_asked`; `settings_asked`.
    """

    authority_changed = Signal(str)
    page_changed = Signal(str)
    undo_asked = Signal()
    redo_asked = Signal()
    settings_asked = Signal()
    closed = Signal()

    def __init__(
        self, jobs: Jobs, settings: Settings | None = None, keep_settings: Callable[[Settings], Any] = lambda _settings: None
    ) -> None:
        super().__init__()
        self.jobs = jobs
        self.settings = settings or Settings()
        self._keep_settings = keep_settings
        self._pages = Pages(self._met, self._prepared, self)
        self._current, self._saved, self._backup = "", "", ""
        self._wanted: tuple[str, str, Any, bool] = ("", "", None, True)
        self.more_commands: Callable[[], Sequence[Found]] = tuple
        self._history = History()
        self._closing, self.room = False, "wide"
        self.setObjectName("frame")
        self.setWindowTitle("wmpeer")
        self.setMinimumSize(480, 320)
        self._build()
        bind_keys(self)
        self._listen()

    def _build(self) -> None:
        self.rail = Rail()
        self.top = TopBar()
        self.bar = MessageBar()
        self.whose = Whose(self, self.top, self.current)
        self.turning = Turning(self.top, self.current)
        self.stack = QStackedWidget()
        self.stack.setObjectName("screens")
        central = QWidget()
        row, column = QHBoxLayout(central), QVBoxLayout()
        for layout in (row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.stack, 1)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.setCentralWidget(central)
        self.card = ProgressCard(self)
        self.float = MessageFloat(self.bar, self.stack, self.card, self.top)
        self.keeping = Keeping(self, self.jobs, self.card, self.say)
        self.searching = Searching(
            self, self.top, self.jobs, commands=self._commands, failed=self.keeping.failed, elsewhere=self.focus_screen
        )
        self.ring = FocusRing(self)

    def _listen(self) -> None:
        self.rail.chosen.connect(lambda name: self.go(name))
        self.rail.palette_chosen.connect(self.set_palette)
        self.rail.reading_chosen.connect(theme().set_reading_pixels)
        self.rail.settings_asked.connect(self.settings_asked)
        self.rail.help_asked.connect(self.show_keys)
        self.top.stepped.connect(self.step_authority)
        self.whose.changed.connect(self._authority_changed)
        self.bar.closed.connect(self._message_closed)
        theme().reading_changed.connect(self._keep_reading)
        self.jobs.ended.connect(self._job_ended)
        self.keeping.kept.connect(self._kept)
        self.keeping.undo_asked.connect(self.undo_asked)
        self.keeping.redo_asked.connect(self.redo_asked)

    # ---- screens

    def add_page(self, name: str, word: str, icon: str, build: Callable[[], Screen], under: str = "", **fetched: Any) -> None:
        """Offer a screen in the rail, or one *under* another; it is built when first shown. *fetched*: `module` and `parts` of a `Page`."""
        self._pages.add(Page(name, word, icon, build, under, **fetched))
        if not under:
            self.rail.add(name, word, icon)
            bind_page(self, len(self.pages()), word)

    def pages(self) -> list[str]:
        return self._pages.names()

    def current(self) -> Screen | None:
        """The screen shown."""
        return self._pages.known(self._current)

    def screen_named(self, name: str) -> Screen:
        """The screen called *name*, built now if it was not yet."""
        return self._pages.screen(name)

    def forget(self, name: str) -> None:
        self._pages.forget(name)

    def _met(self, screen: Screen) -> None:
        screen.message.connect(self.say)
        screen.asked_to_go.connect(lambda page, authority, place: self.go(page, authority, place))
        screen.authority_chosen.connect(self.whose.look_at)
        self.turning.meet(screen)
        self.stack.addWidget(screen)

    def go(self, page: str, authority: str = "", place: Any = None, *, remember: bool = True) -> None:
        """Show a screen, an authority, a place on it; Alt+Left leads back."""
        page = page or self._current
        if page not in self._pages.names():
            return
        self._wanted = (page, authority, place, remember)
        if not self._pages.is_ready(page):
            self._pages.prepare(page)
            return
        if remember:
            self._leave_trace()
        changed = page != self._current
        if changed or authority not in ("", self.whose.code):
            self.float.left_behind()
        screen = self.screen_named(page)
        self._current = page
        if authority:
            self.whose.look_at(authority)
        screen.set_room(self.room)
        if screen.about_authority:
            screen.set_authority(self.whose.code)
        if changed:
            self.turning.begin(screen)
        self.rail.choose(self._pages.in_rail(page))
        release_focus(self.stack, screen)
        self.stack.setCurrentWidget(screen)
        self._dress_top()
        if place is not None:
            screen.go_to(place)
        deed = isinstance(place, DeedPlace)
        if changed:
            if not deed:
                self.focus_screen()
            self.page_changed.emit(page)
        if remember:
            self._history.arrive(Stop(page, self.whose.code, None if deed else place))

    def _prepared(self, page: str) -> None:
        if self._wanted[0] == page:  # nothing else was asked for since
            self.go(*self._wanted[:3], remember=self._wanted[3])

    def _leave_trace(self) -> None:
        """Remember where on the screen one is before leaving it."""
        screen = self.current()
        if screen is not None:
            self._history.leave(screen.place())

    def back(self) -> None:
        self._travel(-1)

    def forward(self) -> None:
        self._travel(1)

    def _travel(self, step: int) -> None:
        if self._history.can_travel(step):
            self._leave_trace()
            stop = self._history.travel(step)
            self.go(stop.page, stop.authority, stop.place, remember=False)

    def go_number(self, number: int) -> None:
        """Ctrl+1 to Ctrl+9."""
        if number <= len(self.pages()):
            self.go(self.pages()[number - 1])

    def focus_screen(self) -> None:
        """Put the focus where one begins on the screen shown."""
        screen = self.current()
        if screen is not None:
            focus_into(screen)

    # ---- what stands in the frame

    def set_cycle(self, name: str, region: str = "", actions: Sequence[tuple[str, str, Callable[[], Any]]] = ()) -> None:
        """The cycle's name at the head of the rail; *actions* (words, icon, what) are the menu behind it."""
        self.whose.cycle = name
        self.rail.set_cycle(name, region, actions)
        self._dress_top()

    def set_person(self, name: str, home: str = "") -> None:
        """Whose passphrase opened the file, at the foot of the rail."""
        self.rail.set_person(name, home)

    def set_badge(self, page: str, count: int) -> None:
        """How many things wait on a screen of the rail."""
        self.rail.button(page).set_badge(count)

    def set_worklist(self, authorities: Sequence[tuple[str, str]], current: str = "", *, mine: bool = True) -> None:
        """The authorities (code, name) that previous and next go through, in the list's own order."""
        self.whose.set_worklist(authorities, current, mine=mine)
        self._dress_top()

    def authority(self) -> str:
        """The code of the authority shown, or ""."""
        return self.whose.code

    def set_authority(self, code: str) -> None:
        """Show another authority on the screen there is."""
        if code != self.whose.code:
            self.go(self._current, code) if self._current else self.whose.look_at(code)

    def _authority_changed(self, code: str) -> None:
        self._dress_top()
        self.authority_changed.emit(code)

    def step_authority(self, step: int) -> None:
        """To the next or previous of the list; it stops at its ends and says so."""
        to, ended = self.whose.beside(step)
        if to:
            self.set_authority(to)
            self.whose.announce()
        elif ended:
            self.say(Message(ended))

    def _dress_top(self) -> None:
        self.setWindowTitle(self.whose.dress(self.room, self.turning.part))

    def set_saved(self, saved_at: datetime | None = None, backup_at: datetime | None = None) -> None:
        """When something was last kept and last backed up; moments with a zone are shown in this laptop's time."""
        if saved_at is not None:
            self._saved = saved_at.astimezone().strftime("%H:%M:%S")
        if backup_at is not None:
            self._backup = backup_at.astimezone().strftime("%H:%M")
        self.top.saved.set_saved(self._saved, self._backup)

    def say(self, message: Message | str) -> None:
        """Show a message in the bar."""
        self.bar.show_message(Message(message) if isinstance(message, str) else message)

    def _message_closed(self) -> None:
        if QApplication.focusWidget() is None:
            self.focus_screen()

    def set_palette(self, mode: str) -> None:
        """``system``, ``light`` or ``dark``, now and next time."""
        theme().set_mode(mode)
        self.keep(palette=mode)

    def _keep_reading(self, pixels: int) -> None:
        self.keep(reading_pixels=pixels, reading_font=theme().reading_family)

    def keep(self, **changes: Any) -> None:
        changed = self.settings.with_(**changes)
        if changed != self.settings:
            self.settings = changed
            self._keep_settings(changed)

    # ---- search

    def set_search(self, find: Find | None) -> None:
        """*find* answers the search field, on a reader."""
        self.searching.set_find(find)

    def open_search(self) -> None:
        """What Ctrl+K does."""
        self.searching.open()

    def _commands(self) -> list[Found]:
        from wmpeer.ui.commands import offered  # not part of the first screen

        return offered(self)

    def page_commands(self) -> list[Found]:
        """The screens as things to be found."""
        return self._pages.commands(self.go)

    # ---- keeping, undo, failing

    def set_undo_names(self, undo: str, redo: str = "") -> None:
        """What Ctrl+Z and Ctrl+Shift+Z would undo and redo ("keep finding"), or "" where nothing."""
        self.keeping.names = UndoNames(undo, redo)

    def _kept(self, change: Any) -> None:
        self.set_saved(now())
        for screen in self._pages.built():
            screen.hear(change)

    def _job_ended(self) -> None:
        if self._closing and not self.jobs.writing():
            self.close()

    # ---- keys, room, closing

    def show_keys(self) -> None:
        """What F1 does: the keys that work here, in a list over the window."""
        from wmpeer.ui.kit.keysheet import KeySheet  # not part of the first screen

        KeySheet(self, key_groups(self)).begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.unwind()
        else:
            super().keyPressEvent(event)

    def unwind(self) -> bool:
        """Esc: close the uppermost layer and say whether there was one."""
        screen = self.current()
        if self.searching.close():
            pass
        elif screen is not None and screen.unwind():
            self.focus_screen()
        elif self.bar.isVisible():
            self.bar.dismiss()
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_room()
        self.card.place()
        self.searching.place()

    def _fit_room(self) -> None:
        room = room_of(self.width(), self.height())
        self.rail.set_low(self.height() < LOW_BELOW)
        if room == self.room:
            return
        self.room = room
        self.rail.set_narrow(room != "wide")
        self.top.set_room(room)
        screen = self.current()
        if screen is not None:
            screen.set_room(room)
            self.turning.fit(screen)
        self._dress_top()

    def next_part(self, step: int) -> None:
        """F6: the next part of a short room, or the next region of the window."""
        if self.turning.step(step):
            self.focus_screen()
            return
        go_round([part for part in (self.rail, self.top, self.current(), self.bar) if part is not None], step)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and QApplication.focusWidget() is None:
            self.focus_screen()

    def closeEvent(self, event: QCloseEvent) -> None:
        if any(not screen.may_leave() for screen in self._pages.built()):
            event.ignore()
        elif self.jobs.writing():
            event.ignore()
            self._closing = True
            self.say(Message("What you did is still being kept.", "The window closes by itself when it is."))
        else:
            self.keep(window=stance(self))
            super().closeEvent(event)
            self.closed.emit()
