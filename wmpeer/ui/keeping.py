"""What the window says of keeping: saved when, undone what, failed why, still busy with what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from wmpeer.errors import WmpeerError
from wmpeer.progress import StoppedError
from wmpeer.ui import hook
from wmpeer.ui.hook import Report, unexpected
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.message import Message
from wmpeer.ui.kit.progresscard import ProgressCard
from wmpeer.ui.undo import UndoNames, said_after


@dataclass(frozen=True, slots=True)
class Something:
    """A change nobody described: every screen is concerned."""

    verb: str = ""
    authority: str | None = None


def changes_in(answer: Any) -> tuple[Any, ...]:
    """What an action's answer says it changed.

    It may be a change itself (it has a verb), carry one as ``changed``, or be several. A path, a text or nothing at all is an action that
    kept nothing in the workspace; any other answer is `Something`.
    """
    if answer is None or isinstance(answer, Path | str | bytes):
        return ()
    if hasattr(answer, "verb"):
        return (answer,)
    if hasattr(answer, "changed"):
        return changes_in(answer.changed)
    if isinstance(answer, tuple | list | set | frozenset):
        return tuple(change for one in answer for change in changes_in(one))
    return (Something(),)


class Keeping(QObject):
    """Listens to the workers of one window. `kept(change)` for each change; `undo_asked`, `redo_asked` when there is something to undo."""

    kept = Signal(object)
    undo_asked = Signal()
    redo_asked = Signal()
    _reported = Signal(object)

    def __init__(self, parent: QObject, jobs: Jobs, card: ProgressCard, say: Callable[[Message], Any]) -> None:
        super().__init__(parent)
        self._say = say
        self.names = UndoNames()
        jobs.started.connect(card.watch)
        jobs.progressed.connect(card.advance)
        jobs.over.connect(card.end)  # before the answer opens something: that shows the window as it is
        jobs.kept.connect(self._answered)
        jobs.failed.connect(self.failed)
        self._reported.connect(self._offer_report, Qt.ConnectionType.QueuedConnection)
        tell = self._reported.emit
        hook.listen(tell)
        self.destroyed.connect(lambda _gone=None: hook.unlisten(tell))

    def _answered(self, answer: Any) -> None:
        for change in changes_in(answer):
            self.names = self.names.after(change.verb) if change.verb else self.names
            said, then = said_after(change.verb)
            if said:
                said = f"{said} {note}" if (note := getattr(change, "note", "")) else said
                self._say(Message(said, then, "info", (("Redo", self.redo_asked.emit),) if self.names.redo else ()))
            self.kept.emit(change)

    def undo_pressed(self) -> None:
        if self.names.undo:
            self.undo_asked.emit()
        else:
            self._say(Message("Nothing to undo here."))

    def redo_pressed(self) -> None:
        if self.names.redo:
            self.redo_asked.emit()
        else:
            self._say(Message("Nothing to redo here."))

    def failed(self, error: Exception) -> None:
        """Say what a person can put right; everything else goes to the one hook."""
        if isinstance(error, StoppedError):
            self._say(Message(error.sentence, error.next))
        elif isinstance(error, WmpeerError):
            self._say(Message.of(error))
        else:
            unexpected(error)

    def _offer_report(self, report: Report) -> None:
        """Something of ours went wrong: say so, and offer what may be sent."""
        sentence = "Something went wrong that is ours to mend; what was kept before is kept."
        copy = ("Copy a report", lambda: QApplication.clipboard().setText(report.text()))
        self._say(Message(sentence, "The report holds no names and no text from the record.", "error", (copy,)))
