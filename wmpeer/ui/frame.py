"""The frame of every screen: rail, top bar, message bar, and what floats over them.

It knows screens only as `Screen`: it builds each when it is first shown, tells them of authority, room and changes, and takes the
focus back where a layer closed. What a person presses everywhere (`Ctrl+K`, `Esc`, `Ctrl+Z` ...) is bound here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.clock import now
from wmpeer.errors import WmpeerError
from wmpeer.progress import StoppedError
from wmpeer.settings import Settings
from wmpeer.ui import hook
from wmpeer.ui.hook import Report, unexpected
from wmpeer.ui.jobs import Job, Jobs
from wmpeer.ui.kit.focus import FocusRing
from wmpeer.ui.kit.message import Message, MessageBar, announce
from wmpeer.ui.kit.progresscard import ProgressCard
from wmpeer.ui.kit.rail import Rail
from wmpeer.ui.kit.searchpanel import Find, Found, SearchPanel
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import LOW_BELOW, NARROW_BELOW, SHORT_BELOW
from wmpeer.ui.kit.topbar import TopBar
from wmpeer.ui.screen import Screen

_MOST_HISTORY = 100


@dataclass(frozen=True, slots=True)
class Page:
    """A screen the rail offers; `build` makes it when it is first shown."""

    name: str
    word: str
    icon: str
    build: Callable[[], Screen]


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in the history: screen, authority, and where on the screen."""

    page: str
    authority: str
    place: Any


class Frame(QMainWindow):
    """The main window. Everything it sends is past tense or a wish: the application answers.

    `authority_changed(code)`, `page_changed(name)`; `undo_asked`, `redo_asked`; `settings_asked`, `help_asked`.
    """

    authority_changed = Signal(str)
    page_changed = Signal(str)
    undo_asked = Signal()
    redo_asked = Signal()
    settings_asked = Signal()
    help_asked = Signal()
    _reported = Signal(object)

    def __init__(
        self, jobs: Jobs, settings: Settings | None = None, keep_settings: Callable[[Settings], Any] = lambda _settings: None
    ) -> None:
        super().__init__()
        self.jobs = jobs
        self.settings = settings or Settings()
        self._keep_settings = keep_settings
        self._pages: dict[str, Page] = {}
        self._screens: dict[str, Screen] = {}
        self._current = ""
        self._worklist: list[tuple[str, str]] = []
        self._mine = True
        self._authority = ""
        self._cycle, self._region = "", ""
        self._undo, self._redo = "", ""
        self._saved, self._backup = "", ""
        self._history: list[Stop] = []
        self._at = -1
        self._closing = False
        self.room = "wide"
        self._part = 0
        self.setObjectName("frame")
        self.setWindowTitle("wmpeer")
        self.setMinimumSize(480, 320)
        self._build()
        self._bind()
        self._listen()

    def _build(self) -> None:
        self.rail = Rail()
        self.top = TopBar()
        self.bar = MessageBar()
        self.stack = QStackedWidget()
        self.stack.setObjectName("screens")
        central = QWidget()
        row, column = QHBoxLayout(central), QVBoxLayout()
        for layout in (row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.setCentralWidget(central)
        self.card = ProgressCard(self)
        self.search_panel = SearchPanel(self, self.top.search, self.jobs, self._failed)
        self.search_panel.commands = self._commands
        self._before_search: QWidget | None = None
        self.ring = FocusRing(self)

    def _bind(self) -> None:
        keys: list[tuple[str, Callable[[], Any]]] = [
            ("Ctrl+K", self.open_search),
            ("Ctrl+Alt+Up", lambda: self.step_authority(-1)),
            ("Ctrl+Alt+Down", lambda: self.step_authority(1)),
            ("Alt+Left", self.back),
            ("Alt+Right", self.forward),
            ("Ctrl+Z", self._undo_pressed),
            ("Ctrl+Shift+Z", self._redo_pressed),
            ("Ctrl+Y", self._redo_pressed),
            ("Ctrl++", lambda: theme().step_reading(1)),
            ("Ctrl+=", lambda: theme().step_reading(1)),
            ("Ctrl+-", lambda: theme().step_reading(-1)),
            ("Ctrl+0", lambda: theme().set_reading_pixels(16)),
            ("F6", lambda: self._next_part(1)),
            ("Shift+F6", lambda: self._next_part(-1)),
            ("F1", self.help_asked.emit),
        ]
        keys += [(f"Ctrl+{n}", lambda n=n: self._go_number(n)) for n in range(1, 10)]
        for key, act in keys:  # on the central widget: a question over the window disables it, and with it these keys
            QShortcut(QKeySequence(key), self.centralWidget()).activated.connect(act)

    def _listen(self) -> None:
        self.rail.chosen.connect(lambda name: self.go(name))
        self.rail.palette_chosen.connect(self.set_palette)
        self.rail.reading_chosen.connect(theme().set_reading_pixels)
        self.rail.settings_asked.connect(self.settings_asked)
        self.rail.help_asked.connect(self.help_asked)
        self.top.stepped.connect(self.step_authority)
        self.top.search_asked.connect(self.open_search)
        self.top.part_chosen.connect(self._show_part)
        self.top.search.left.connect(self._leave_search)
        self.top.search.abandoned.connect(self._search_abandoned)
        self.search_panel.closed.connect(self._search_closed)
        self.bar.closed.connect(self._focus_screen)
        theme().reading_changed.connect(lambda pixels: self._keep(reading_pixels=pixels))
        self.jobs.started.connect(self._job_started)
        self.jobs.progressed.connect(self.card.advance)
        self.jobs.ended.connect(self._job_ended)
        self.jobs.kept.connect(self._kept)
        self.jobs.failed.connect(self._failed)
        self._reported.connect(self._offer_report, Qt.ConnectionType.QueuedConnection)
        tell = self._reported.emit
        hook.listen(tell)
        self.destroyed.connect(lambda _gone=None: hook.unlisten(tell))

    # ---- screens

    def add_page(self, name: str, word: str, icon: str, build: Callable[[], Screen]) -> None:
        """Offer a screen in the rail, below the others; it is built when first shown."""
        self._pages[name] = Page(name, word, icon, build)
        self.rail.add(name, word, icon)

    def pages(self) -> list[str]:
        return list(self._pages)

    def current(self) -> Screen | None:
        """The screen shown."""
        return self._screens.get(self._current)

    def screen_named(self, name: str) -> Screen:
        """The screen called *name*, built now if it was not yet."""
        if name not in self._screens:
            screen = self._pages[name].build()
            screen.setObjectName(f"screen-{name}")
            screen.message.connect(self.say)
            screen.asked_to_go.connect(lambda page, authority, place: self.go(page, authority, place))
            self._screens[name] = screen
            self.stack.addWidget(screen)
        return self._screens[name]

    def go(self, page: str, authority: str = "", place: Any = None, *, remember: bool = True) -> None:
        """Show a screen, an authority, a place on it; Alt+Left leads back."""
        page = page or self._current
        if page not in self._pages:
            return
        if remember:
            self._leave_trace()
        changed = page != self._current
        screen = self.screen_named(page)
        self._current = page
        if authority:
            self._set_authority(authority)
        screen.set_room(self.room)
        if screen.about_authority:
            screen.set_authority(self._authority)
        if changed:
            self._part = 0
        self.rail.choose(page)
        self.stack.setCurrentWidget(screen)
        self._dress_top()
        if place is not None:
            screen.go_to(place)
        if changed:
            self._focus_screen()
            self.page_changed.emit(page)
        if remember:
            self._history = [*self._history[: self._at + 1], Stop(page, self._authority, place)][-_MOST_HISTORY:]
            self._at = len(self._history) - 1

    def _leave_trace(self) -> None:
        """Remember where on the screen one is before leaving it."""
        screen = self.current()
        if screen is not None and 0 <= self._at < len(self._history):
            here = self._history[self._at]
            self._history[self._at] = Stop(here.page, here.authority, screen.place())

    def back(self) -> None:
        self._travel(-1)

    def forward(self) -> None:
        self._travel(1)

    def _travel(self, step: int) -> None:
        to = self._at + step
        if not 0 <= to < len(self._history):
            return
        self._leave_trace()
        self._at = to
        stop = self._history[to]
        self.go(stop.page, stop.authority, stop.place, remember=False)

    def _go_number(self, number: int) -> None:
        if number <= len(self._pages):
            self.go(list(self._pages)[number - 1])

    def _focus_screen(self) -> None:
        focused = QApplication.focusWidget()
        screen = self.current()
        if screen is None or (focused is not None and focused.isVisible() and focused is not self and screen.isAncestorOf(focused)):
            return
        screen.setFocus(Qt.FocusReason.OtherFocusReason)
        if QApplication.focusWidget() is screen or not screen.isAncestorOf(QApplication.focusWidget() or self):
            screen.focusNextChild()

    # ---- what stands in the frame

    def set_cycle(self, name: str, region: str = "", actions: Sequence[tuple[str, str, Callable[[], Any]]] = ()) -> None:
        """The cycle's name at the head of the rail; *actions* (words, icon, what) are the menu behind it."""
        self._cycle, self._region = name, region
        self.rail.set_cycle(name, region, actions)
        self._dress_top()

    def set_person(self, name: str, home: str = "") -> None:
        """Whose passphrase opened the file, at the foot of the rail."""
        self.rail.person.set_words(name, home)

    def set_badge(self, page: str, count: int) -> None:
        """How many things wait on a screen of the rail."""
        self.rail.button(page).set_badge(count)

    def set_worklist(self, authorities: Sequence[tuple[str, str]], current: str = "", *, mine: bool = True) -> None:
        """The authorities (code, name) that previous and next go through, in the list's own order."""
        self._worklist = list(authorities)
        self._mine = mine
        known = [code for code, _ in self._worklist]
        wanted = current or self._authority
        self._set_authority(wanted if wanted in known else known[0] if known else "")
        self._dress_top()

    def authority(self) -> str:
        """The code of the authority shown, or ""."""
        return self._authority

    def set_authority(self, code: str) -> None:
        """Show another authority on the screen there is."""
        if code != self._authority:
            self.go(self._current, code) if self._current else self._set_authority(code)

    def _set_authority(self, code: str) -> None:
        if code == self._authority:
            return
        self._authority = code
        screen = self.current()
        if screen is not None and screen.about_authority:
            screen.set_authority(code)
        self._dress_top()
        self.authority_changed.emit(code)

    def step_authority(self, step: int) -> None:
        """To the next or previous of the list; it stops at its ends and says so."""
        codes = [code for code, _ in self._worklist]
        screen = self.current()
        if not codes or (screen is not None and not screen.about_authority):
            return
        to = codes.index(self._authority) + step if self._authority in codes else 0
        if 0 <= to < len(codes):
            self.go(self._current, codes[to]) if self._current else self._set_authority(codes[to])
            announce(self.top, f"{self.top.title.text()}, {self.top.count.text()}")
        else:
            whose = "my list" if self._mine else "the list"
            self.say(Message(f"This is the {'last' if step > 0 else 'first'} authority of {whose}."))

    def _dress_top(self) -> None:
        screen = self.current()
        top = self.top
        about = screen.about_authority if screen is not None else True
        codes = [code for code, _ in self._worklist]
        names = dict(self._worklist)
        for button in (top.previous, top.next):
            button.setVisible(about and bool(codes))
        if about and codes:
            at = codes.index(self._authority) if self._authority in codes else -1
            top.title.setText(names.get(self._authority, ""))
            whose = " in my list" if self._mine and self.room == "wide" else ""
            top.count.setText(f"{at + 1} of {len(codes)}{whose}" if at >= 0 else "")
            top.previous.setEnabled(at > 0)
            top.next.setEnabled(at < len(codes) - 1)
        else:
            top.title.setText("All authorities" if codes else (screen.title if screen else "wmpeer"))
            top.count.setText(self._cycle)
        top.set_parts(screen.parts if screen is not None and self.room == "short" else (), self._part)
        self.setWindowTitle(" - ".join(part for part in (top.title.text(), self._cycle, "wmpeer") if part))

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

    def set_palette(self, mode: str) -> None:
        """``system``, ``light`` or ``dark``, now and next time."""
        theme().set_mode(mode)
        self._keep(palette=mode)

    def _keep(self, **changes: Any) -> None:
        changed = self.settings.with_(**changes)
        if changed != self.settings:
            self.settings = changed
            self._keep_settings(changed)

    # ---- search

    def set_search(self, find: Find | None) -> None:
        """*find* answers the search field, on a reader."""
        self.search_panel.find = find

    def open_search(self) -> None:
        """Ctrl+K: the field if there is room for it, or over the bar."""
        focused = QApplication.focusWidget()
        if focused is not self.top.search:
            self._before_search = focused
        self.top.set_searching(True)
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()
        self.search_panel.open()

    def _leave_search(self) -> None:
        if self.search_panel.isVisible():
            self.search_panel.close_layer()
        else:
            self._search_closed()

    def _search_abandoned(self) -> None:
        """The focus went elsewhere by itself: let it stay there."""
        self._before_search = None
        if self.search_panel.isVisible():
            self.search_panel.close_layer()

    def _search_closed(self) -> None:
        self.top.search.clear()
        before, self._before_search = self._before_search, None
        if self.top.search.hasFocus():
            if before is not None and before.isVisible():
                before.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._focus_screen()
        self.top.set_searching(False)

    def _commands(self) -> list[Found]:
        pages = [
            Found(page.word, group=f"Ctrl+{at}", icon=page.icon, go=lambda name=page.name: self.go(name))
            for at, page in enumerate(self._pages.values(), 1)
        ]
        places = [
            Found(name, group="Authority", icon="map-pin", go=lambda code=code: self.set_authority(code)) for code, name in self._worklist
        ]
        return pages + (places if self.top.search.text().strip() else [])

    # ---- keeping, undo, failing

    def set_undo_names(self, undo: str, redo: str = "") -> None:
        """What Ctrl+Z and Ctrl+Shift+Z would undo and redo ("keep finding"), or "" where nothing."""
        self._undo, self._redo = undo, redo

    def _undo_pressed(self) -> None:
        if self._undo:
            self.undo_asked.emit()
        else:
            self.say("Nothing to undo here.")

    def _redo_pressed(self) -> None:
        if self._redo:
            self.redo_asked.emit()
        else:
            self.say("Nothing to redo here.")

    def _job_started(self, job: Job) -> None:
        self.card.watch(job)

    def _job_ended(self, job: Job) -> None:
        self.card.end(job)
        if self._closing and not self.jobs.writing():
            self.close()

    def _kept(self, changed: Any) -> None:
        verb = str(getattr(changed, "verb", ""))
        if not verb:
            return
        self.set_saved(now())
        head, _, what = verb.partition(": ")
        plain = _lower(what or verb)
        if head == "Undo":
            self._undo, self._redo = "", plain
            self.say(Message(f"Undone: {plain}.", "Ctrl+Shift+Z brings it back.", "info", (("Redo", self.redo_asked.emit),)))
        elif head == "Redo":
            self._undo, self._redo = plain, ""
            self.say(Message(f"Done again: {plain}."))
        else:
            self._undo, self._redo = plain, ""
        for screen in self._screens.values():
            screen.hear(changed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, StoppedError):
            self.say(Message(error.sentence, error.next))
        elif isinstance(error, WmpeerError):
            self.say(Message.of(error))
        else:
            unexpected(error)

    def _offer_report(self, report: Report) -> None:
        """Something of ours went wrong: say so, and offer what may be sent."""
        sentence = "Something went wrong that is ours to mend; what was kept before is kept."
        copy = ("Copy a report", lambda: QApplication.clipboard().setText(report.text()))
        self.say(Message(sentence, "The report holds no names and no text from the record.", "error", (copy,)))

    # ---- keys, room, closing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.unwind()
        else:
            super().keyPressEvent(event)

    def unwind(self) -> bool:
        """Esc: close the uppermost layer and say whether there was one."""
        screen = self.current()
        if self.search_panel.isVisible():
            self.search_panel.close_layer()
        elif screen is not None and screen.unwind():
            self._focus_screen()
        elif self.bar.isVisible():
            self.bar.dismiss()
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_room()
        self.card.place()
        if self.search_panel.isVisible():
            self.search_panel.place()

    def _fit_room(self) -> None:
        low = self.height() < LOW_BELOW
        short = self.width() < SHORT_BELOW or low
        room = "short" if short else "narrow" if self.width() < NARROW_BELOW else "wide"
        self.rail.set_low(low)
        if room == self.room:
            return
        self.room = room
        self.rail.set_narrow(room != "wide")
        self.top.set_room(room)
        screen = self.current()
        if screen is not None:
            screen.set_room(room)
            screen.show_part(self._part if room == "short" and screen.parts else -1)
        self._dress_top()

    def _show_part(self, index: int) -> None:
        screen = self.current()
        if screen is not None and screen.parts:
            self._part = index % len(screen.parts)
            screen.show_part(self._part)
            self.top.parts.set_value(str(self._part))

    def _next_part(self, step: int) -> None:
        """F6: the next part of a short room, or the next region of the window."""
        screen = self.current()
        if self.room == "short" and screen is not None and screen.parts:
            self._show_part(self._part + step)
            return
        regions = [part for part in (self.rail, self.top, self.bar, screen) if part is not None and part.isVisible()]
        focused = QApplication.focusWidget()
        here = next((at for at, part in enumerate(regions) if focused is not None and part.isAncestorOf(focused)), -1)
        region = regions[(here + step) % len(regions)]
        stops = [one for one in region.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()]
        stops = [one for one in stops if one.isEnabled()]
        if stops:
            stops[0].setFocus(Qt.FocusReason.TabFocusReason)

    def restore(self) -> None:
        """Put the window where it was last time."""
        if self.settings.window:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.window.encode()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and QApplication.focusWidget() is None:
            self._focus_screen()

    def closeEvent(self, event: QCloseEvent) -> None:
        if any(not screen.may_leave() for screen in self._screens.values()):
            event.ignore()
        elif self.jobs.writing():
            event.ignore()
            self._closing = True
            self.say(Message("What you did is still being kept.", "The window closes by itself when it is."))
        else:
            self._keep(window=bytes(self.saveGeometry().toBase64()).decode())
            super().closeEvent(event)


def _lower(words: str) -> str:
    """A verb as it stands inside a sentence: "Keep finding" is "keep finding"."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or len(words) == 1 else words
