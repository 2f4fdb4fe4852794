"""A thread that brings what is wanted from one source, the most urgent first."""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject

from wmpeer.ui.posting import post

AT_THE_END_SECONDS = 2.0
"""How long the end of the program waits for threads that still bring something."""
_at_work: set[Feeding] = set()


class Feeding(QObject):
    """One thread, one source; `_run` is the thread's work, and asks `_next` for what is wanted.

    It has no parent on purpose: it is kept until its thread has ended, and ends itself on the window's thread. Left to its own thread it
    would be torn down there while the window still hears what it sent.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._wanted: list[Any] = []
        self._stopped = False
        self._changed = threading.Condition()
        self._post = post()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    def start(self) -> None:
        _at_work.add(self)
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

    def _work(self) -> None:
        try:
            self._run()
        finally:
            self._post.send(self._end)

    def _run(self) -> None:
        raise NotImplementedError

    def _end(self) -> None:
        """On the window's thread, after all that was brought: the other one has nothing left to do but to end."""
        self._thread.join()
        _at_work.discard(self)


def end_all(seconds: float = AT_THE_END_SECONDS) -> None:
    """Stop all that still bring something, and give them a moment to end."""
    until = time.monotonic() + seconds
    for feed in tuple(_at_work):
        feed.stop()
    for feed in tuple(_at_work):
        feed.join(max(0.0, until - time.monotonic()))


atexit.register(end_all)  # before PySide takes down what they tell of it
