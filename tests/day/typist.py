"""Somebody who types: the real program in this process, keys sent to its window, each letter told on stdout with its moment.

``python typist.py``, and on its stdin a line of JSON for each run: ``[FILE, PASSPHRASE, SEED, several]``. The program is fetched once and
forked for each run, which is told by ``begun PROCESS`` and, when it is dead, ``ended``. It is opened as a person opens it; a draft that is
offered is told and gone on with; then words are typed until somebody kills that process. Lines: ``offered WORDS``, ``forced``,
``back TEXT`` (as JSON), ``typed NANOSECONDS TEXT``. Where there are to be several, each finding is left after a few words with Esc, told
by ``left NANOSECONDS TEXT``, and another is begun beside it.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

WORDS = ("visits", "plans", "children", "recorded", "every", "month", "and", "the", "family", "said", "they", "were", "heard", "in", "time")
SPARSE_MS = 15
ROOM = 1366, 720


class Typist(QObject):
    """Looks every few milliseconds whether the next thing can be done, and does it."""

    def __init__(self, passphrase: str, seed: int, several: bool = False) -> None:
        super().__init__()
        self.chance = random.Random(seed)
        self.passphrase = passphrase
        self.several = several
        self.left = ""
        self.next_at = 0.0
        self.steps = [self.unlock, self.read, self.take_up, self.write]
        self.timer = QTimer(self, interval=SPARSE_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        if self.steps[0]():
            del self.steps[0]
            self.next_at = time.monotonic() + 0.3

    def find(self, name: str) -> Any:
        tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        return next((one for top in tops for one in top.findChildren(QWidget, name) if one.isVisible() and one.isEnabled()), None)

    def key(self, key: Any, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """To the window, which gives it to whatever has the focus: shortcuts and all."""
        window = QApplication.focusWidget().window().windowHandle()
        QTest.keyClick(window, key, held)

    def unlock(self) -> bool:
        field = self.find("start-passphrase")
        if field is None or not field.hasFocus():
            return False
        for sign in self.passphrase:
            self.key(sign)
        self.key(Qt.Key.Key_Return)
        return True

    def read(self) -> bool:
        if time.monotonic() < self.next_at or self.find("start-passphrase") is not None or QApplication.focusWidget() is None:
            return False
        frame = QApplication.activeWindow()
        screen = frame.current() if hasattr(frame, "current") else None
        if screen is not None and frame.width() < ROOM[0]:
            frame.resize(*ROOM)  # without a desktop the screen is 800 by 800; the laptops that are told of have more
        if not isinstance(screen, QWidget) or not hasattr(screen, "standing"):
            self.key(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
            self.next_at = time.monotonic() + 0.5
            return False
        return screen.standing is not None and self.find("area-card") is not None

    def take_up(self) -> bool:
        """Goes on with what is offered, or begins."""
        if time.monotonic() < self.next_at:
            return False
        if self.find("finding-text") is not None:
            tell("forced")
            return True
        offered = self.find("draft-words")
        if offered is not None and not self.several:
            tell(f"offered {self.find('drafts-head').text()}: {offered.text()}")
            QTest.mouseClick(self.find("draft-go-on"), Qt.MouseButton.LeftButton)
        else:
            QTest.mouseClick(self.find("finding-add"), Qt.MouseButton.LeftButton)
        return True

    def write(self) -> bool:
        field = self.find("finding-text")
        if field is None or not field.hasFocus() or time.monotonic() < self.next_at:
            return False
        if not self.left:
            if not hasattr(self, "begun"):
                self.begun = True
                tell("back " + json.dumps(field.text()))
            self.left = self.chance.choice(WORDS) + " "
            if self.several and len(field.text()) > 14:
                tell(f"left {time.time_ns()} {json.dumps(field.text())}")
                self.key(Qt.Key.Key_Escape)
                QTest.mouseClick(self.find("finding-add"), Qt.MouseButton.LeftButton)
                return False
        sign, self.left = self.left[0], self.left[1:]
        self.key(sign)
        tell(f"typed {time.time_ns()} {json.dumps(field.text())}")
        self.next_at = time.monotonic() + self.chance.uniform(0.02, 0.16)
        return False


def tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def run(file: str, passphrase: str, seed: int, several: bool) -> int:
    from wmpeer import app

    application = app.made(sys.argv[:1])
    typist = Typist(passphrase, seed, several)
    application.setProperty("typist", True)
    ended = app.run(Path(file))
    typist.timer.stop()
    return ended


def main() -> None:
    """No application, window or thread is there yet when a run is forked: only modules."""
    window = importlib.import_module("wmpeer.ui.start.window")
    for name in (*window.THE_REST, *window.LATER):
        importlib.import_module(name)
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            os._exit(run(*json.loads(line)))
        tell(f"begun {process}")
        os.waitpid(process, 0)
        tell("\nended")


if __name__ == "__main__":
    main()
