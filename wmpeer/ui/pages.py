"""The screens a window offers: each is built when it is first shown."""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from wmpeer.ui.kit.found import Found
from wmpeer.ui.screen import Screen


@dataclass(frozen=True, slots=True)
class Page:
    """A screen the rail offers, or one *under* another of the rail; `build` makes it when it is first shown."""

    name: str
    word: str
    icon: str
    build: Callable[[], Screen]
    under: str = ""
    module: str = ""
    """Where its class is, if that is to be fetched before the screen is built."""


def _is_whole(module: str) -> bool:
    there = sys.modules.get(module)
    return there is not None and not getattr(there.__spec__, "_initializing", False)


class Pages(QObject):
    """Pages in the rail's order, and those of their screens that were built; *met* is told of each new screen, *fetched* of each
    name whose imports are there."""

    _fetched = Signal(str)

    def __init__(self, met: Callable[[Screen], Any], fetched: Callable[[str], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._met = met
        self._fetched.connect(fetched)
        self._pages: dict[str, Page] = {}
        self._screens: dict[str, Screen] = {}

    def add(self, page: Page) -> None:
        self._pages[page.name] = page

    def names(self) -> list[str]:
        return list(self._pages)

    def in_rail(self, name: str) -> str:
        """The screen of the rail that is shown as chosen while *name* is."""
        return self._pages[name].under or name

    def is_fetched(self, name: str) -> bool:
        """Whether the screen can be built without waiting for what it imports."""
        module = self._pages[name].module
        return name in self._screens or not module or _is_whole(module)

    def fetch(self, name: str) -> None:
        """Import what the screen needs on a thread of its own: the readers may be at work for long. *fetched* is told the end of it."""

        def work() -> None:
            importlib.import_module(self._pages[name].module)
            if isValid(self):
                self._fetched.emit(name)

        threading.Thread(target=work, name=f"fetching {name}", daemon=True).start()

    def built(self) -> Iterator[Screen]:
        return iter(tuple(self._screens.values()))

    def known(self, name: str) -> Screen | None:
        """The screen called *name* if it was built."""
        return self._screens.get(name)

    def screen(self, name: str) -> Screen:
        """The screen called *name*, built now if it was not yet."""
        if name not in self._screens:
            screen = self._pages[name].build()
            screen.setObjectName(f"screen-{name}")
            self._screens[name] = screen
            self._met(screen)
        return self._screens[name]

    def commands(self, go: Callable[[str], Any]) -> list[Found]:
        """The screens as things to be found."""
        pages = enumerate(self._pages.values(), 1)
        return [
            Found(page.word, group="" if page.under else f"Ctrl+{at}", icon=page.icon, go=lambda name=page.name: go(name))
            for at, page in pages
        ]
