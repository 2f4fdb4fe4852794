"""A thread that brings what is wanted from one source, the most urgent first."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject


class Feeding(QObject):
    """One thread, one source; `_run` is the thread's work, and asks `_next` for what is wanted.

    It has no parent on purpose: its own thread keeps it until it has ended.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._wanted: list[Any] = []
        self._stopped = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Bring nothing more. The source is closed by its own thread, after what it is doing; nobody waits for it."""
        with self._changed:
            self._stopped = True
            self._wanted = []
            self._changed.notify()

    def join(self, seconds: float) -> bool:
        """Wait for the thread to end, for tests and the end of the program; says whether it did."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _want(self, rearranged: Callable[[list[Any]], Sequence[Any]]) -> None:
        """Wake the thread with what is wanted from now on, *rearranged* from what was."""
        with self._changed:
            self._wanted = list(rearranged(self._wanted))
            self._changed.notify()

    def _next(self) -> Any:
        """What is wanted most, waited for; None when nothing more is."""
        with self._changed:
            while not self._wanted and not self._stopped:
                self._changed.wait()
            return None if self._stopped else self._wanted.pop(0)

    def _run(self) -> None:
        raise NotImplementedError
