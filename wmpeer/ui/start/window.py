"""The start window: painted at once, then the rest of the program is fetched while a passphrase is typed."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.clock import now
from wmpeer.errors import WmpeerError
from wmpeer.progress import Progress
from wmpeer.settings import Settings
from wmpeer.ui.collecting import look_everywhere
from wmpeer.ui.hook import unexpected
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.focus import FocusRing
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.message import Message, MessageBar
from wmpeer.ui.kit.progresscard import ProgressCard
from wmpeer.ui.stance import stance, stand
from wmpeer.ui.start.pages import FILTER, WIDTH, Column, Lost, New, RecoveryKey, Unlock, Welcome

if TYPE_CHECKING:
    from wmpeer.ui.start.after import After
    from wmpeer.ui.start.joining import Joining

THE_REST = ("wmpeer.journal.workspace", "wmpeer.ui.desk", "wmpeer.ui.frame", "wmpeer.ui.region.screen")
"""What the first screen of an open workspace needs, fetched while a passphrase is typed."""
LATER = (
    "wmpeer.ui.judge.screen", "wmpeer.ui.letters.screen", "wmpeer.ui.data.screen", "wmpeer.ui.check.screen", "wmpeer.ui.setup.screen",
    "wmpeer.region.actions", "wmpeer.ui.finding", "wmpeer.letters.gather", "wmpeer.intake.plan", "wmpeer.ui.kit.everywidget",
)  # fmt: skip
"""What the first clicks need, fetched when the first screen has had time to fill."""
LATER_MS = 1_500
USUAL, FRAMES = QSize(1000, 700), QSize(1366, 720)
"""How large this window and the frame are before anybody made them otherwise, where the screen has room."""
_Page = TypeVar("_Page", bound=Column)


class StartWindow(QMainWindow):
    """Chooses, makes or opens a workspace, then hands over to the frame."""

    def __init__(self, file: Path | None, settings: Settings, keep_settings: Callable[[Settings], Any]) -> None:
        super().__init__()
        self.setObjectName("start")
        self.setWindowTitle("wmpeer")
        self.setMinimumSize(480, 320)
        stand(self, settings.window, USUAL)
        self._first = None if settings.window else self.size()
        self._settings, self._keep_settings = settings, keep_settings
        self._workspace: Any = None
        self._then: Callable[[StartWindow], Any] | None = None
        self.frame: Any = None
        self.jobs = Jobs(self)
        self.jobs.failed.connect(self._failed)
        self.bar = MessageBar()
        self.pages = QStackedWidget()
        self._lay_out()
        self.card = ProgressCard(self)
        self.jobs.started.connect(self.card.watch)
        self.jobs.progressed.connect(self.card.advance)
        self.jobs.ended.connect(self.card.end)
        self.ring = FocusRing(self)
        self.new: New | None = None
        last = file or (Path(settings.last_workspace) if settings.last_workspace else None)
        if last and (file or last.is_file() or last.with_name(last.name + ".restored").is_file()):  # opening goes on with a restoring
            self.unlock.set_path(last)
            self._show(self.unlock)
        else:
            self._show(self.welcome)

    def _lay_out(self) -> None:
        inner, central = QWidget(), QWidget()
        inner.setMaximumWidth(WIDTH + 80)
        column = QVBoxLayout(inner)
        column.setContentsMargins(40, 32, 40, 32)
        column.addStretch(2)
        column.addWidget(Label("wmpeer", "subheading", "accent"))
        column.addSpacing(20)
        column.addWidget(self.pages)
        column.addStretch(3)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 4)
        row.addStretch(1)
        middle = QWidget()
        middle.setLayout(row)
        scroll = QScrollArea()
        scroll.setViewport(QWidget())  # one that Python knows: to name Qt's own it would look through every kind of widget
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(middle)
        whole = QVBoxLayout(central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(scroll, 1)
        self.setCentralWidget(central)

    # each page is made when it is first asked for: the first paint waits for one

    @cached_property
    def welcome(self) -> Welcome:
        return self._add(Welcome(self.make_new, self.choose, self.make_demo, self.join))

    @cached_property
    def unlock(self) -> Unlock:
        page = self._add(Unlock(self.choose, self.make_new, self.lost_passphrase, self.join))
        page.opened.connect(self._open)
        return page

    @cached_property
    def lost(self) -> Lost:
        page = self._add(Lost(lambda: self._show(self.unlock)))
        page.asked.connect(self._recover)
        return page

    @cached_property
    def recovery(self) -> RecoveryKey:
        page = self._add(RecoveryKey(self._check_key))
        page.done.connect(self._hand_over)
        return page

    def fetch_the_rest(self) -> None:
        """Import what an open workspace needs, off this thread, after the first paint."""
        _fetch(THE_REST)

    def _show(self, page: Column) -> None:
        for at in range(self.pages.count()):  # a hidden page must not keep the window tall
            self.pages.widget(at).setSizePolicy(self.pages.sizePolicy().horizontalPolicy(), self._tall(self.pages.widget(at) is page))
        self.bar.dismiss()
        self.pages.setCurrentWidget(page)
        page.begin()

    @staticmethod
    def _tall(shown: bool) -> Any:
        from PySide6.QtWidgets import QSizePolicy

        return QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored

    def choose(self) -> None:
        """Choose another workspace file."""
        folder = str(self.unlock.path.parent) if self.unlock.path else ""
        chosen, _ = QFileDialog.getOpenFileName(self, "Open a workspace", folder, FILTER)
        if chosen:
            self.show_unlock(Path(chosen))

    def show_unlock(self, path: Path) -> None:
        """Ask for the passphrase of the workspace at *path*."""
        self.unlock.set_path(path)
        self._show(self.unlock)

    def make_new(self) -> None:
        """Ask for what a new workspace needs."""
        from wmpeer.region.places import known_regions, place_for_workspaces, this_cycle

        if self.new is None:
            regions = [(str(path), name) for path, name in known_regions()]
            back = self.unlock if self.unlock.path else self.welcome
            self.new = New(regions, place_for_workspaces(), this_cycle(now()), lambda: self._show(back))
            self.new.asked.connect(self._make)
            self._add(self.new)
        self._show(self.new)

    def _add(self, page: _Page) -> _Page:
        page.column.addStretch(1)
        page.setSizePolicy(page.sizePolicy().horizontalPolicy(), self._tall(False))  # until it is shown
        self.pages.addWidget(page)
        return page

    def lost_passphrase(self) -> None:
        self.lost.path = self.unlock.path
        self._show(self.lost)

    def join(self) -> None:
        """Choose an invitation, and ask for what joining needs."""
        self.joining.choose()

    def join_with(self, path: Path) -> None:
        """The same with the invitation at *path*."""
        self.joining.take(path)

    @cached_property
    def joining(self) -> Joining:
        from wmpeer.ui.start.joining import Joining  # not part of the first paint

        return Joining(self)

    def make_demo(self) -> None:
        """Build the demonstration on this laptop, and open it."""

        def build(progress: Progress) -> Path:
            from wmpeer.region.places import place_for_workspaces

            folder = place_for_workspaces() / "demonstration"
            known = folder / "westmarch.wmpeer"
            if known.is_file():
                return known
            make_demo = importlib.import_module("wmpeer.demo.doors").make_demo
            return Path(make_demo(folder, progress).workspace)

        def built(path: Path) -> None:
            self.show_unlock(path)
            self._open(path, "demo")

        self.work(build, built, "Building the demonstration")

    def _open(self, path: Path, passphrase: str) -> None:
        def open_(progress: Progress) -> Any:
            from wmpeer.journal.workspace import open_workspace

            return open_workspace(path, passphrase, progress=progress)

        def refused(error: WmpeerError) -> None:
            if error.code() == "cycle-erased":
                QTimer.singleShot(0, self, lambda: self.after.show_certificate(path, passphrase))
            else:
                self.unlock.refuse(str(error))

        self.work(open_, self.opened, f"Opening {path.name}", refused)

    def _recover(self, path: Path, key: str, passphrase: str) -> None:
        def recover_(progress: Progress) -> Any:
            from wmpeer.region.recovering import recover

            return recover(path, key, passphrase, progress=progress)

        self.work(recover_, self.opened, f"Opening {path.name}", lambda error: self.lost.field.set_error(str(error)))

    def _make(self, asked: dict[str, Any]) -> None:
        def make(_progress: Progress) -> Any:
            from wmpeer.region.actions import start_cycle
            from wmpeer.region.places import definitions

            region, framework = definitions(Path(asked["region"]))
            return start_cycle(asked["path"], asked["passphrase"], name=asked["cycle"], region=region, framework=framework)

        def made(answer: Any) -> None:
            self.show_recovery_key(*answer)

        self.work(make, made, "Making the workspace")

    def show_recovery_key(self, workspace: Any, key: str) -> None:
        """Show the new recovery key of the open *workspace*, once, to be typed back before its screens are shown."""
        self._workspace = workspace
        self.recovery.show_key(key)
        self._show(self.recovery)

    def show_page(self, page: Column) -> None:
        """Show a page that is made for this once."""
        self._show(self._add(page))

    def _check_key(self, typed: str) -> str:
        try:
            right = self._workspace.file.is_recovery_key(typed)
        except WmpeerError as error:
            return str(error)
        return "" if right else "This is not the key above. Look at your paper again."

    def work(
        self, work: Callable[[Progress], Any], then: Callable[[Any], None], title: str, failed: Callable[[WmpeerError], None] | None = None,
        *, note: str = "Stopping leaves everything as it was.",
    ) -> None:  # fmt: skip
        """Do *work* while the page shown waits; *then* gets what it gave, *failed* what a person can put right. *note* says what stopping
        does."""
        page = self.pages.currentWidget()
        page.set_busy(True)

        def fell(error: Exception) -> None:
            if isinstance(error, WmpeerError) and failed:
                failed(error)
            else:
                self._failed(error)

        def ended() -> None:
            page.set_busy(False)
            if self.pages.currentWidget() is page and self.isVisible():
                page.begin()

        self.jobs.write(work, then=then, failed=fell, ended=ended, title=title, note=note)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, WmpeerError):
            self.bar.show_message(Message.of(error))
        else:
            unexpected(error)
            self.bar.show_message(Message("Something went wrong that is ours to mend.", "Nothing was lost. Try again.", "error"))

    def opened(self, workspace: Any) -> None:
        """Show *workspace* in its frame."""
        self._workspace = workspace
        self._hand_over()

    def _hand_over(self) -> None:
        from wmpeer.ui.desk import Desk
        from wmpeer.ui.frame import Frame

        workspace, self._workspace = self._workspace, None
        self._settings = self._settings.with_(last_workspace=str(workspace.file.path))
        self._keep_settings(self._settings)
        jobs = Jobs()
        self.frame = Frame(jobs, self._settings, self._keep_settings)
        self.desk = Desk(workspace, self.frame, jobs, leave=self._leave)
        self.frame.closed.connect(self._ended)
        untouched = self.size() == self._first and not self.isMaximized()
        stand(self.frame, "" if untouched else stance(self), FRAMES)
        self.frame.go(self.desk.begins())
        self.frame.show()
        self.hide()
        QTimer.singleShot(LATER_MS, lambda: _fetch(LATER))

    @cached_property
    def after(self) -> After:
        """What is done to a workspace that was closed for it."""
        from wmpeer.ui.start.after import After

        return After(self)

    def _leave(self, then: Callable[[StartWindow], Any] | None = None) -> None:
        """Close the workspace, come back to this window, and do *then*."""
        self._then = then
        self.show_unlock(self.desk.workspace.file.path)
        if self.frame.isWindow():  # a locked one is put away, and stands nowhere
            stand(self, stance(self.frame), USUAL)
            self._first = None
        self.show()
        self.frame.close()
        if self.frame is not None and self.frame.isVisible():  # something is still being kept; the window closes by itself later
            self.hide()
            if not self.desk.jobs.writing():  # or it stays, for something is typed in it: then nothing comes after
                self._then = None

    def _ended(self) -> None:
        self.desk.close()
        self._settings = self.frame.settings
        self.frame.deleteLater()
        self.frame = None
        if self._then is not None:
            QTimer.singleShot(0, self, lambda then=self._then: then(self))
            self._then = None
        QTimer.singleShot(LATER_MS, look_everywhere)  # what a workspace leaves behind is much

    def closeEvent(self, event: QCloseEvent) -> None:
        self.jobs.close()
        if self.frame is None and self.isVisible() and (self.size() != self._first or self.isMaximized()):
            self._keep_settings(self._settings.with_(window=stance(self)))
        if self._workspace is not None:
            self._workspace.close()
        super().closeEvent(event)


def _fetch(modules: tuple[str, ...]) -> None:
    threading.Thread(target=lambda: [importlib.import_module(name) for name in modules], name="fetching", daemon=True).start()
