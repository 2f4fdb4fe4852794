"""Whose record the window shows: the worklist, the authority of it that is looked at, and what the top bar says of both."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from wmpeer.ui.kit.message import announce
from wmpeer.ui.kit.topbar import TopBar
from wmpeer.ui.screen import Screen
from wmpeer.ui.worklist import Worklist


class Whose(QObject):
    """`changed(code)` when another authority is looked at. *shown* gives the screen on view."""

    changed = Signal(str)

    def __init__(self, parent: QObject, top: TopBar, shown: Callable[[], Screen | None]) -> None:
        super().__init__(parent)
        self._top, self._shown = top, shown
        self.listed = Worklist()
        self.code = ""
        self.cycle = ""

    def set_worklist(self, authorities: Sequence[tuple[str, str]], wanted: str, *, mine: bool) -> None:
        """Walk through *authorities* from *wanted*, else from where one is, else from the first."""
        self.listed = Worklist.of(authorities, mine=mine)
        known = self.listed.codes()
        wanted = wanted or self.code
        self.look_at(wanted if wanted in known else known[0] if known else "")

    def look_at(self, code: str) -> None:
        """The screen on view is about *code* from now on, if it is about one."""
        if code == self.code:
            return
        self.code = code
        screen = self._shown()
        if screen is not None and screen.about_authority:
            screen.set_authority(code)
        self.changed.emit(code)

    def beside(self, step: int) -> tuple[str, str]:
        """The authority *step* further in the list, or "" and a sentence that says why there is none; two empty texts where none is due."""
        screen = self._shown()
        if not self.listed.authorities or (screen is not None and not screen.about_authority):
            return "", ""
        to = self.listed.beside(self.code, step)
        whose = "my list" if self.listed.mine else "the list"
        return (to, "") if to else ("", f"This is the {'last' if step > 0 else 'first'} authority of {whose}.")

    def announce(self) -> None:
        announce(self._top, f"{self._top.title.text()}, {self._top.count.text()}")

    def dress(self, room: str, part: int) -> str:
        """Say in the top bar whose record this is, with the parts of a short *room*; gives the window's title."""
        screen, top, listed = self._shown(), self._top, self.listed
        about = screen.about_authority if screen is not None else True
        if about and listed.authorities:
            at, count = listed.at(self.code), listed.count(self.code, whole=room == "wide")
            top.show_one(listed.name(self.code), count, first=at <= 0, last=at == len(listed.authorities) - 1)
        else:
            top.show_all("All authorities" if listed.authorities else (screen.title if screen else "wmpeer"), self.cycle)
        top.set_parts(screen.parts if screen is not None and room == "short" else (), part)
        return " - ".join(one for one in (top.title.text(), self.cycle, "wmpeer") if one)
