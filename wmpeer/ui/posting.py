"""From any thread to the window's: a call that is made there, in its turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Post(QObject):
    """Lives on the thread it is made on, to the end of the program: who writes to it need not ask whether it is still there."""

    _handed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._handed.connect(self._make, Qt.ConnectionType.QueuedConnection)

    def send(self, call: Callable[[], Any]) -> None:
        """Have *call* made on the window's thread, after all that was sent before."""
        self._handed.emit(call)

    @Slot(object)
    def _make(self, call: Callable[[], Any]) -> None:
        call()


_post: Post | None = None


def post() -> Post:
    """The one post of this window; asked for on the window's thread, before the other one begins."""
    global _post
    if _post is None:
        _post = Post()
    return _post
