"""Python looks for objects in circles on the window's thread alone.

Left to itself it looks on whichever thread makes one object too many. What it finds there ends there, and a widget, a timer or a signal's
owner that ends on a worker takes the program with it (decision 0036).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 250
YOUNG = 50_000
"""So many new objects are worth a look, a few milliseconds long."""
LOOKS = 10
"""After so many looks at the newest, one at those that were left."""


class Collecting(QObject):
    """Looks in a turn of the event loop's own, for as long as *parent* lives; nobody else looks from now on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._turns = QTimer(self)
        self._turns.setInterval(EVERY_MS)
        self._turns.timeout.connect(self.look)
        self._turns.start()

    def look(self) -> None:
        """Look if enough has been made since."""
        newest, looked, _ = gc.get_count()
        if newest >= YOUNG:
            gc.collect(1 if looked >= LOOKS else 0)


def look_everywhere() -> None:
    """Look through everything there is: a part of a second, for a moment in which nobody writes."""
    gc.collect()
