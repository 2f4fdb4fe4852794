"""Where a person has been: screens, authorities and places, back and forth like pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

_MOST = 100


@dataclass(frozen=True, slots=True)
class Stop:
    """One place: the screen, the authority shown, and where on the screen."""

    page: str
    authority: str
    place: Any


class History:
    """The stops in their order, and at which of them one is."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._at = -1

    def leave(self, place: Any) -> None:
        """Remember where on the screen one is before going elsewhere."""
        if 0 <= self._at < len(self._stops):
            self._stops[self._at] = replace(self._stops[self._at], place=place)

    def arrive(self, stop: Stop) -> None:
        """A new stop after this one; what came after is forgotten."""
        self._stops = [*self._stops[: self._at + 1], stop][-_MOST:]
        self._at = len(self._stops) - 1

    def travel(self, step: int) -> Stop | None:
        """The stop before or after, and be there; None at the ends."""
        to = self._at + step
        if not 0 <= to < len(self._stops):
            return None
        self._at = to
        return self._stops[to]

    def can_travel(self, step: int) -> bool:
        return 0 <= self._at + step < len(self._stops)
