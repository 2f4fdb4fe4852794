"""Time: days in words, UTC moments, and the hybrid logical clock that orders what happened on many laptops.

A hybrid logical clock (Kulkarni et al., 2014) never runs behind what this laptop has seen, whatever its wall clock says. It orders
hints, never rights.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

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


def moment_in_words(iso: str) -> str:
    """A UTC moment of the record on this laptop's clock, as “8 October 2026 at 14:02”; empty for what is none."""
    try:
        local = datetime.fromisoformat(iso).astimezone()
    except (ValueError, TypeError):
        return ""
    return f"{in_words(local.date())} at {local:%H:%M}"


def day_in_words(iso: str) -> str:
    """An ISO day as “8 October 2026”; what is none stays as it is."""
    try:
        return in_words(date.fromisoformat(iso))
    except ValueError:
        return iso


LATEST = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp() * 1000)
"""No stamp is of this millisecond or later. The bound is fixed: one that asked this laptop's clock would give clocks rights."""
_STAMP = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}")


def is_stamp(text: str) -> bool:
    """Whether *text* is a hybrid stamp that may come in: sixteen digits, before the year 2100."""
    return _STAMP.fullmatch(text) is not None and _parts(text)[0] < LATEST


def is_moment(text: str) -> bool:
    """Whether *text* is a UTC moment as `iso` writes it."""
    try:
        return iso(datetime.fromisoformat(text)) == text
    except ValueError:
        return False


def how_far_off(at: str, wall: str, arrived: datetime) -> str:
    """How far the clock was off that said *wall* beside the stamp *at*, in something that came at *arrived*: such as “3 days ahead”.

    Ahead of this laptop's; or behind what its own laptop had seen, if that can be. Empty where it is less than a day.
    """
    said, seen = datetime.fromisoformat(wall), datetime.fromtimestamp(_parts(at)[0] / 1000, UTC)
    if said - arrived >= _A_DAY:
        return f"{_roughly(said - arrived)} ahead"
    if seen - said >= _A_DAY and seen - arrived < _A_DAY:  # else some other clock was ahead, and this one only heard it
        return f"{_roughly(seen - said)} behind"
    return ""


_A_DAY = timedelta(days=1)


def _roughly(span: timedelta) -> str:
    """Such as “a day”, “12 days”, “3 months”, “a year”."""
    size, unit = (365, "year") if span.days >= 345 else (30, "month") if span.days >= 60 else (1, "day")
    count = round(span.days / size)
    return f"a {unit}" if count == 1 else f"{count} {unit}s"


class HybridClock:
    """Stamps that rise with every `tick`, as ``<milliseconds since 1970, 12 hex digits>-<counter, 4 hex digits>``: they sort as text."""

    def __init__(self, last: str = "", wall: Callable[[], datetime] = now) -> None:
        self._milliseconds, self._counter = _parts(last)
        self._wall = wall
        self._lock = threading.Lock()

    def tick(self) -> str:
        """The stamp of something that happens here, now."""
        with self._lock:
            wall = min(int(self._wall().timestamp() * 1000), LATEST - 1)
            if wall > self._milliseconds:
                self._milliseconds, self._counter = wall, 0
            else:
                self._step()
            return self._stamp()

    def wall(self) -> str:
        """What this laptop's own clock says, as a UTC moment: shown to people, and nothing goes by it."""
        return iso(self._wall())

    def hear(self, stamp: str) -> None:
        """Never run behind *stamp*, seen in something that came from elsewhere.

        Raises:
            ValueError: it is no stamp that may come in (`is_stamp`).
        """
        if not is_stamp(stamp):
            raise ValueError("no stamp that may come in")
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
