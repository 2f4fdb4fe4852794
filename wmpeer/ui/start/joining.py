"""Joining with an invitation: which one, a passphrase of one's own, and where the reply is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog

from wmpeer.errors import WmpeerError
from wmpeer.progress import Progress
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.fields import Field, TextField
from wmpeer.ui.kit.labels import Elided, Label
from wmpeer.ui.start.pages import Column

if TYPE_CHECKING:
    from wmpeer.exchange.records import Joined
    from wmpeer.ui.start.window import StartWindow

KINDS = "Invitations (*.wminvite);;All files (*)"
SHORTEST = 8


class Join(Column):
    """An invitation was chosen: who it is for, a passphrase twice, where the workspace is kept. `asked(path, passphrase)`."""

    asked = Signal(object, str)

    def __init__(self, another: Callable[[], Any], back: Callable[[], Any]) -> None:
        super().__init__("Join", "")
        self.setObjectName("join-page")
        self.path: Path | None = None
        self.words = Label("", tone="ink2", wrap=True, select=True)
        self.words.setObjectName("invitation-words")
        self.first = TextField(secret=True, name="join-passphrase")
        self.again = TextField(secret=True, name="join-passphrase-again")
        self.first_field = Field("Your passphrase", self.first, "Three or four words that you will remember. Nobody can look it up.")
        self.again_field = Field("The same again", self.again)
        for part in (self.words, self.first_field, self.again_field):
            self.column.addWidget(part)
        self.where = Elided("", "small", "ink3")
        self.reply = Elided("", "small", "ink3")
        self.column.addWidget(self.where)
        self.column.addWidget(self.reply)
        self.go = Button("Join", "main", "check", name="join-go")
        self.other = Button("Another invitation", "quiet", "envelope-simple", name="join-another")
        cancel = Button("Back", "quiet", name="join-back")
        self.go.clicked.connect(self._go)
        self.again.returnPressed.connect(self._go)
        self.other.clicked.connect(lambda: another())
        cancel.clicked.connect(lambda: back())
        self.add_buttons(self.go, self.other, cancel)

    def show_invitation(self, path: Path, invited: Any, folder: Path) -> None:
        self.path = path
        self.heading.setText(f"Join {invited.cycle} as {invited.person}")
        who = "The coordinator" if invited.from_ in ("", "Coordinator") else invited.from_  # nobody has given their name yet
        self.text.setText(f"{who} invites this laptop; the invitation is good until {_day(invited.until)}.")
        self.words.setText(f"The invitation’s own six words, should you be asked for them: {invited.fingerprint}")
        self.where.setText(f"The workspace is kept in {folder}")
        self.reply.setText(f"The reply is written beside the invitation, in {path.parent}")
        for field in (self.first, self.again):
            field.clear()
        self.first_field.set_error("")
        self.again_field.set_error("")

    def begin(self) -> None:
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.setMinimumHeight(0)  # a hidden page must not keep the window tall

    def _fit(self) -> None:
        """As high as its sentences need: they go over several lines, which a page of a stack does not ask for by itself."""
        if self.isVisible():
            self.setMinimumHeight(self.column.heightForWidth(self.width()))

    def _go(self) -> None:
        long_enough, same = len(self.first.text()) >= SHORTEST, self.first.text() == self.again.text()
        self.first_field.set_error("" if long_enough else "Use at least eight characters; three or four words are best.")
        self.again_field.set_error("" if same else "The two are not the same. Type the passphrase again.")
        self._fit()
        if long_enough and same and self.path is not None:
            self.asked.emit(self.path, self.first.text())


class Joining:
    """Leads from an invitation to a workspace of one's own, through the start window."""

    def __init__(self, start: StartWindow) -> None:
        self._start = start
        self._back: Any = None
        self._invited: Any = None
        self.page = start._add(Join(self.choose, self._cancel))
        self.page.asked.connect(self._join)

    def choose(self) -> None:
        """Choose an invitation file."""
        chosen, _ = QFileDialog.getOpenFileName(self._start, "Choose the invitation you were sent", str(Path.home()), KINDS)
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Look at the invitation at *path*, and ask for what joining needs."""

        def look(_progress: Progress) -> Any:
            from wmpeer.exchange.knowing import invited

            return invited(path)

        def looked(found: Any) -> None:
            if self._start.pages.currentWidget() is not self.page:
                self._back = self._start.pages.currentWidget()
            self._invited = found
            self.page.show_invitation(path, found, _workspace_for(found).parent)
            self._start._show(self.page)

        self._start.work(look, looked, f"Looking at {path.name}")

    def _cancel(self) -> None:
        self._start._show(self._back)

    def _join(self, path: Path, passphrase: str) -> None:
        target = _workspace_for(self._invited)

        def join_(_progress: Progress) -> Joined:
            from wmpeer.exchange.knowing import join

            return join(path, target, passphrase, path.parent)

        def joined(answer: Joined) -> None:
            self._start.show_recovery_key(answer.workspace, answer.recovery_key)

        def fell(error: WmpeerError) -> None:
            self.page.first_field.set_error(str(error))
            self.page._fit()

        self._start.work(join_, joined, "Joining", fell)


def _workspace_for(invited: Any) -> Path:
    """Where the workspace of an invitation is kept: by cycle and person, beside others, and in the place of none."""
    from wmpeer.region.places import place_for_workspaces

    def plain(text: str) -> str:
        return "".join(letter if letter.isalnum() or letter in "-_ " else "-" for letter in text.strip()) or "cycle"

    stem, folder = f"moderation {plain(invited.cycle)} {plain(invited.person)}", place_for_workspaces()
    names = (f"{stem}{f' {number}' if number > 1 else ''}.wmpeer" for number in range(1, 1000))
    return next(folder / name for name in names if not (folder / name).exists())


def _day(iso: str) -> str:
    moment = datetime.fromisoformat(iso.replace("Z", "+00:00"))
    return f"{moment.day} {moment:%B %Y}"
