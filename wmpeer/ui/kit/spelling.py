"""Spelling for the whole window: loaded when somebody first writes, beside the window's thread; it marks and offers, it never corrects."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from wmpeer.errors import WmpeerError
from wmpeer.ui.hook import unexpected

if TYPE_CHECKING:
    from wmpeer.spelling.checker import Checker
    from wmpeer.spelling.scan import Word


class Spelling(QObject):
    """`changed` when other words are known than before. Before `begin` has ended nothing is wrong."""

    changed = Signal()
    _loaded = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._checker: Checker | None = None
        self._loading: threading.Thread | None = None
        self._names: tuple[str, ...] = ()
        self._loaded.connect(self._came, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Fetch the dictionary, once."""
        if self._loading is None:
            self._loading = threading.Thread(target=self._load, name="spelling", daemon=True)
            self._loading.start()

    def is_ready(self) -> bool:
        return self._checker is not None

    def _load(self) -> None:
        from wmpeer.spelling.sources import british_checker, own_words

        try:
            checker = british_checker()
            checker.set_own(own_words())
        except (WmpeerError, OSError) as error:
            unexpected(error)  # without its dictionary the program goes on, and marks nothing
            return
        try:
            self._loaded.emit(checker)
        except RuntimeError:
            return  # the window closed meanwhile

    def _came(self, checker: Checker) -> None:
        self._checker = checker
        checker.set_names(self._names)
        self.changed.emit()

    def set_names(self, names: Iterable[str]) -> None:
        """Names of the workspace's authorities and people: known from now on."""
        found = tuple(names)
        if found != self._names:
            self._names = found
            if self._checker is not None:
                self._checker.set_names(found)
                self.changed.emit()

    def wrong(self, text: str) -> tuple[Word, ...]:
        return self._checker.wrong(text) if self._checker is not None else ()

    def is_word(self, word: str) -> bool:
        return self._checker is None or self._checker.is_word(word)

    def is_own(self, word: str) -> bool:
        return self._checker is not None and self._checker.is_own(word)

    def suggestions(self, word: str) -> tuple[str, ...]:
        return self._checker.suggestions(word) if self._checker is not None else ()

    def add(self, word: str) -> None:
        """Know *word* on this laptop from now on.

        Raises:
            FileNotWrittenError
        """
        from wmpeer.spelling.sources import add_own_word

        self._own(add_own_word(word))

    def take_out(self, word: str) -> None:
        """Forget a word that was added.

        Raises:
            FileNotWrittenError
        """
        from wmpeer.spelling.sources import take_own_word_out

        self._own(take_own_word_out(word))

    def _own(self, words: Iterable[str]) -> None:
        if self._checker is not None:
            self._checker.set_own(words)
        self.changed.emit()


_one: Spelling | None = None


def spelling() -> Spelling:
    """The one spelling of this window."""
    global _one
    if _one is None:
        _one = Spelling()
    return _one


def above(widget: Any, name: str) -> Callable[..., Any] | None:
    """The nearest widget around *widget* that can do *name* (a screen can ``say`` and ``fetch``), as that method; None where none can."""
    return next((found for one in around(widget) if callable(found := getattr(one, name, None))), None)


def around(widget: Any) -> Iterator[Any]:
    """*widget*, and what it stands in, outwards; from a card over the window to the screen it was opened for."""
    while widget is not None:
        yield widget
        widget = getattr(widget, "opened_for", None) or widget.parentWidget()
