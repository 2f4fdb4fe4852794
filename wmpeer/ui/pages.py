"""The screens a window offers: each is built when it is first shown."""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from wmpeer.ui import ahead
from wmpeer.ui.kit.found import Found
from wmpeer.ui.posting import post
from wmpeer.ui.screen import Screen

TURN_MS = 1
"""Between two parts: with nothing between them Qt makes both in one turn."""


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
    parts: Callable[[], Sequence[type[QWidget]]] = tuple
    """The parts that are made before it (`wmpeer.ui.ahead`); asked when *module* is there."""


def _is_whole(module: str) -> bool:
    there = sys.modules.get(module)
    return there is not None and not getattr(there.__spec__, "_initializing", False)


class Pages(QObject):
    """Pages in the rail's order, and those of their screens that were built; *met* is told of each new screen, *ready* of each
    name whose screen can be built now."""

    def __init__(self, met: Callable[[Screen], Any], ready: Callable[[str], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._met = met
        self._ready = ready
        self._pages: dict[str, Page] = {}
        self._screens: dict[str, Screen] = {}
        self._preparing: set[str] = set()

    def add(self, page: Page) -> None:
        self._pages[page.name] = page

    def names(self) -> list[str]:
        return list(self._pages)

    def in_rail(self, name: str) -> str:
        """The screen of the rail that is shown as chosen while *name* is."""
        return self._pages[name].under or name

    def is_ready(self, name: str) -> bool:
        """Whether the screen stands, or can be built in a moment without waiting for what it imports."""
        page = self._pages[name]
        return name in self._screens or not page.module or (_is_whole(page.module) and not page.parts())

    def prepare(self, name: str) -> None:
        """Import what the screen needs on a thread of its own (the readers may be at work for long), then make its large parts and
        itself, one a turn; *ready* is told the end of it."""
        if name in self._preparing:
            return
        self._preparing.add(name)
        if _is_whole(self._pages[name].module):
            self._make_ahead(name)
            return

        here = post()

        def work() -> None:
            with self._free_again(name):
                importlib.import_module(self._pages[name].module)
            here.send(lambda: self._fetched(name))

        threading.Thread(target=work, name=f"fetching {name}", daemon=True).start()

    def _fetched(self, name: str) -> None:
        if isValid(self):  # the window may have been closed meanwhile
            self._make_ahead(name)

    def _make_ahead(self, name: str) -> None:
        if self.is_ready(name):
            self._preparing.discard(name)
            self._ready(name)
            return
        left = [kind for kind in self._pages[name].parts() if not ahead.is_made(kind)]
        with self._free_again(name):
            if left:
                ahead.make(left[0])
            else:
                self.screen(name)
        QTimer.singleShot(TURN_MS, self, lambda: self._make_ahead(name))

    @contextmanager
    def _free_again(self, name: str) -> Iterator[None]:
        """What cannot be prepared may be asked for again."""
        try:
            yield
        except BaseException:
            self._preparing.discard(name)
            raise

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

    def forget(self, name: str) -> None:
        """Build the screen called *name* anew when it is next shown: what it stood for has come."""
        screen = self._screens.pop(name, None)
        if screen is not None:
            screen.hide()
            screen.setParent(None)
            screen.deleteLater()

    def commands(self, go: Callable[[str], Any]) -> list[Found]:
        """The screens as things to be found."""
        from wmpeer.ui.commands import PAGE_NAMES  # when it is asked for

        pages = enumerate(self._pages.values(), 1)
        return [
            Found(
                page.word,
                group="" if page.under else f"Ctrl+{at}",
                icon=page.icon,
                go=lambda name=page.name: go(name),
                names=PAGE_NAMES.get(page.name, ""),
            )
            for at, page in pages
        ]
