"""How many things must be mended, for the badge beside Check: the same lines by the same rule as the screen shows them.

The record is looked through some time after the last change, then one letter after another, and only those that may have changed; the
badge waits for all of them, so that it never says less than the screen.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from wmpeer.clock import now
from wmpeer.errors import WmpeerError
from wmpeer.journal.workspace import Workspace
from wmpeer.ui.jobs import Jobs

if TYPE_CHECKING:
    from wmpeer.letters.checks import Check
    from wmpeer.ui.check.lines import Standing

SETTLE_MS = 1_500
"""After the last change: looking through everything costs more than one key press is worth."""
PAUSE_MS = 150
"""Between two letters, and until nobody else waits for a reader."""


class MendCount(QObject):
    """Counts for one window; *shown* is given each new count. `begin` after a change, `forget` before it where it was of an authority."""

    def __init__(self, workspace: Workspace, jobs: Jobs, shown: Callable[[int], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self._shown = workspace, jobs, shown
        self._known: dict[str, tuple[Check, ...]] = {}
        self._waiting: deque[str] = deque()
        self._standing: Standing | None = None
        self._turn = 0
        self._settle, self._pause = self._timer(SETTLE_MS, self._look), self._timer(PAUSE_MS, self._next)

    def _timer(self, milliseconds: int, then: Callable[[], Any]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer

    def begin(self) -> None:
        """Count again, some time from now; a count under way is given up."""
        self._turn += 1
        self._pause.stop()
        self._settle.start()

    def forget(self, authority: str | None) -> None:
        """Something changed for *authority*, or for all: what was known of its letter no longer holds."""
        for code in (authority,) if authority else tuple(self._known):
            self._known.pop(code, None)

    def stop(self) -> None:
        self._turn += 1
        self._settle.stop()
        self._pause.stop()

    def _look(self) -> None:
        if self._jobs.busy():  # whoever is at work goes before
            self._settle.start()
            return
        workspace, turn = self._workspace, self._turn

        def look() -> Standing:
            from wmpeer.ui.check.lines import standing  # much to fetch: on the worker, when the screen stands

            return workspace.read(standing, workspace.readers)

        self._jobs.read(look, then=lambda found: self._came(turn, found))

    def _came(self, turn: int, found: Standing) -> None:
        if turn == self._turn:
            self._standing = found
            self._waiting = deque(code for code in found.drafted if code not in self._known)
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._tell()
            return
        if self._jobs.busy():
            self._pause.start()
            return
        workspace, turn, code, today = self._workspace, self._turn, self._waiting.popleft(), _today()

        def look() -> tuple[Check, ...]:
            from wmpeer.letters.gather import letter_draft

            return tuple(workspace.read(letter_draft, code, today, reader=workspace.readers).checks)

        def fell(error: Exception) -> None:
            if not isinstance(error, WmpeerError):
                raise error
            self._letter_came(turn, code, ())

        self._jobs.read(look, then=lambda checks: self._letter_came(turn, code, checks), failed=fell)

    def _letter_came(self, turn: int, code: str, checks: tuple[Check, ...]) -> None:
        if turn == self._turn:
            self._known[code] = checks
            self._pause.start()

    def _tell(self) -> None:
        from wmpeer.ui.check.lines import every_line

        if self._standing is not None:
            drafted = {code: self._known[code] for code in self._standing.drafted if code in self._known}
            self._shown(sum(line.strength == "must" for line in every_line(self._standing, drafted)))


def _today() -> date:
    return now().astimezone().date()
