"""In a short room a screen shows one of its parts at a time: which one, and the switch in the top bar that says so."""

from __future__ import annotations

from collections.abc import Callable

from wmpeer.ui.kit.topbar import TopBar
from wmpeer.ui.screen import Screen


class Turning:
    """Turns the screen on view (*current*) to its parts; `part` is the one that is or would be shown."""

    def __init__(self, top: TopBar, current: Callable[[], Screen | None]) -> None:
        self._top, self._current = top, current
        self.part = 0
        top.part_chosen.connect(self.show)

    def meet(self, screen: Screen) -> None:
        """Follow *screen* where it turns by itself, while it is on view."""
        screen.part_turned.connect(lambda part: self._turned(part) if screen is self._current() else None)

    def begin(self, screen: Screen) -> None:
        """Show *screen* from its first part on."""
        self.part = 0
        self.fit(screen)

    def fit(self, screen: Screen) -> None:
        """The one part where the room is short, else all of them."""
        screen.show_part(self.part if screen.room == "short" and screen.parts else -1)

    def show(self, index: int) -> None:
        """Turn to a part; after the last comes the first."""
        screen = self._current()
        if screen is not None and screen.parts:
            index %= len(screen.parts)
            screen.show_part(index)
            self._turned(index)

    def step(self, step: int) -> bool:
        """Turn to the next part, and say whether the screen has any in this room."""
        screen = self._current()
        if screen is None or screen.room != "short" or not screen.parts:
            return False
        self.show(self.part + step)
        return True

    def _turned(self, part: int) -> None:
        self.part = part
        self._top.parts.set_value(str(part))
