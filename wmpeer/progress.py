"""How far long work has come; also the place where it is stopped."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from wmpeer.errors import WmpeerError

Progress = Callable[[int, int, str], None]
"""``progress(done, total, label)``: may raise `StoppedError`, and then nothing of the open transaction is kept."""


class StoppedError(WmpeerError):
    """Stopped; nothing of this batch was kept.

    Start it again whenever you like.
    """


def silent(done: int, total: int, label: str) -> None:
    """Progress nobody watches."""


def going_on(progress: Progress) -> Progress:
    """*progress* for what can no longer be stopped: a wish to stop is not heard."""

    def advance(done: int, total: int, label: str) -> None:
        with contextlib.suppress(StoppedError):
            progress(done, total, label)

    return advance
