"""The quiet word at an authority that something of it was said apart, and the way to where it is settled."""

from __future__ import annotations

from typing import Any

from wmpeer.judging.apart import count_differences
from wmpeer.ui.places import ApartPlace
from wmpeer.ui.screen import Screen


class ApartNews:
    """Says it once in each window for every number there is: more of it is said again, and what is settled is not."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._told: dict[str, int] = {}
        self._asked = ""

    def look(self, *, again: bool = False) -> None:
        """Look whether there is something to say of the authority shown, when it is come to, or *again*."""
        workspace, authority = self._screen.workspace, self._screen.authority
        if authority == self._asked and not again:
            return
        self._asked = authority
        self._screen.fetch(
            lambda: (authority, *workspace.read(count_differences, workspace.readers, authority)), self._came, key="apart-news"
        )  # fmt: skip

    def _came(self, found: tuple[str, int, int]) -> None:
        authority, total, mine = found
        before = self._told.get(authority, 0)
        self._told[authority] = total
        if authority == self._screen.authority and total > before and self._screen.isVisible():
            self._screen.say(news(total, mine), actions=(("Look at them" if total > 1 else "Look at it", lambda: self.open(authority)),))

    def open(self, authority: str) -> Any:
        """Show what was said apart of an authority."""
        return self._screen.go("apart", "", ApartPlace(authority))


def news(total: int, mine: int) -> str:
    """How many there are, and how many of them this person settles."""
    if total == 1:
        return f"One thing here was said differently on two laptops.{' It is for you to settle.' if mine else ''}"
    whose = f" {mine} of them {'is' if mine == 1 else 'are'} for you to settle." if mine else ""
    return f"{total} things here were said differently on two laptops.{whose}"
