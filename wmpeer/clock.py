"""Time: days in words, UTC moments, and the hybrid logical clock that orders what happened on many laptops.

A hybrid logical clock (Kulkarni et al., 2014) never runs behind what this laptop has seen, whatever its wall clock says. It orders
hints, never rights.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
"""In English whatever the laptop speaks: the window sets the system's own language for ``strftime``."""


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """*moment* as ``2026-10-08T14:02:11.123Z``: sorts as text."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def in_words(day: date, *, year: bool = True) -> str:
    """Such as 30 November 2026; without its *year* where nobody could take it for another's."""
    return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if year else ''}"


def day_in_words(iso: str) -> str:
    """An ISO day as “8 October 2026”; what is none stays as it is."""
    try:
        return in_words(date.fromisoformat(iso))
    except ValueError:
        return iso


class HybridClock:
    """Stamps that rise with every `tick`, as ``<milliseconds since 1970, 12 hex digits>-<counter, 4 hex digits>``: they sort as text."""

    def __init__(self, last: str = "", wall: Callable[[], datetime] = now) -> None:
        self._milliseconds, self._counter = _parts(last)
        self._wall = wall
        self._lock = threading.Lock()

    def tick(self) -> str:
        """The stamp of something that happens here, now."""
        with self._lock:
            wall = int(self._wall().timestamp() * 1000)
            if wall > self._milliseconds:
                self._milliseconds, self._counter = wall, 0
            else:
                self._step()
            return self._stamp()

    def hear(self, stamp: str) -> None:
        """Never run behind *stamp*, seen in something that came from elsewhere."""
        with self._lock:
            self._milliseconds, self._counter = max((self._milliseconds, self._counter), _parts(stamp))

    def _step(self) -> None:
        self._counter += 1
        if self._counter > 0xFFFF:
            self._milliseconds, self._counter = self._milliseconds + 1, 0

    def _stamp(self) -> str:
        return f"{self._milliseconds:012x}-{self._counter:04x}"


def _parts(stamp: str) -> tuple[int, int]:
    if not stamp:
        return 0, 0
    milliseconds, _, counter = stamp.partition("-")
    return int(milliseconds, 16), int(counter, 16)


def moment_of(stamp: str) -> datetime:
    """The wall-clock part of a hybrid stamp."""
    return datetime.fromtimestamp(_parts(stamp)[0] / 1000, UTC)
