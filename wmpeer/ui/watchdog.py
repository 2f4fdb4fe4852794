"""Says where the GUI thread stood when it was blocked for longer than a person bears (100 ms)."""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

LIMIT_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Stall:
    """One blocked moment: how long it had lasted when it was seen (it may have lasted longer), and the stack."""

    seconds: float
    stack: str


def _print(stall: Stall) -> None:
    sys.stderr.write(f"the window was blocked for {stall.seconds * 1000:.0f} ms:\n{stall.stack}\n")


def watch_while_developing(parent: QObject) -> Watchdog | None:
    """A running watchdog in Python's development mode (``python -X dev``) or where WMPEER_WATCHDOG is set; else None."""
    if not (sys.flags.dev_mode or os.environ.get("WMPEER_WATCHDOG")):
        return None
    dog = Watchdog(parent=parent)
    dog.start()
    return dog


class Watchdog(QObject):
    """Watches the thread it is made on from `start` to `stop`; every stall goes to *told* once."""

    def __init__(self, told: Callable[[Stall], None] = _print, limit_seconds: float = LIMIT_SECONDS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = told
        self._limit = limit_seconds
        self._beat_at = 0.0
        self._watched = threading.get_ident()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(round(limit_seconds * 250))
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self._beat()
        self._timer.start()
        self._ending.clear()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._timer.stop()
        self._ending.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _beat(self) -> None:
        self._beat_at = time.monotonic()

    def _watch(self) -> None:
        told_of = 0.0
        while not self._ending.wait(self._limit / 2):
            beat = self._beat_at
            silent = time.monotonic() - beat
            if silent > self._limit * 1.25 and beat != told_of:
                told_of = beat
                frame = sys._current_frames().get(self._watched)
                stack = "".join(traceback.format_stack(frame)) if frame else ""
                self._told(Stall(silent, stack))
