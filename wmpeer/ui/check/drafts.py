"""What the letters' own checks say, asked one letter after the other: each takes a fifth of a second, and nobody waits for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from wmpeer.ui.screen import Screen

if TYPE_CHECKING:
    from wmpeer.letters.checks import Check


PAUSE_MS = 60
"""Between two letters: the window goes before."""


class LetterChecks:
    """The checks of the drafts of one screen; *came* is called after each letter. `known` maps an ONS code to its checks."""

    def __init__(self, screen: Screen, came: Callable[[], Any], today: Callable[[], date]) -> None:
        self.known: dict[str, tuple[Check, ...]] = {}
        self._screen, self._said, self._today = screen, came, today
        self._waiting: deque[str] = deque()
        self._pause = QTimer(screen)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._next)
        self._asking = ""

    def forget(self, authority: str | None) -> None:
        """Something changed for *authority*, or for all: what was known of its letter no longer holds."""
        for code in (authority,) if authority else tuple(self.known):
            self.known.pop(code, None)

    def look_at(self, codes: Iterable[str]) -> None:
        """Ask for the letters of *codes* that are not known yet."""
        self._waiting = deque(code for code in codes if code not in self.known)
        if not self._asking:
            self._pause.start()

    @property
    def waiting(self) -> bool:
        """Whether some letters have not been looked at yet."""
        return bool(self._asking or self._waiting)

    def _next(self) -> None:
        if self._asking or not self._waiting or not self._screen.isVisible():
            return
        code, today = self._waiting.popleft(), self._today()
        self._asking = code

        def checks() -> tuple[Check, ...]:
            from wmpeer.letters.gather import letter_draft  # much to fetch: on the worker, when the screen stands

            return tuple(self._screen.workspace.read(letter_draft, code, today, reader=self._screen.workspace.readers).checks)

        self._screen.fetch(checks, self._came, failed=lambda _error: self._came(()), key="letter checks")

    def _came(self, checks: tuple[Check, ...]) -> None:
        self.known[self._asking] = checks
        self._asking = ""
        self._said()
        self._pause.start()
