"""Typing goes to a row: the first letters of its name, or of a later word of it, with or without accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from time import monotonic

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent

PAUSE_SECONDS = 1.0
"""After so long a pause the next letter begins another word."""


def plain(text: str) -> str:
    """*text* as it is compared: "Ŵyre-and-Lea" is "wyre and lea"."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " ".join("".join(one if one.isalnum() else " " for one in bare.replace("’", "").replace("'", "")).casefold().split())


class TypeAhead:
    """What has been typed so far; `go_to` says where that leads."""

    def __init__(self) -> None:
        self._typed = ""
        self._at = 0.0

    def is_typing(self) -> bool:
        """Whether a space typed now belongs to the word."""
        return bool(self._typed) and monotonic() - self._at < PAUSE_SECONDS

    def go_to(self, letter: str, names: Sequence[str], current: int) -> int:
        """The row of *names* that *letter* leads to from row *current* (-1 where none is), or -1.

        One letter goes on to the next row that begins with it; more letters stay where they still fit.
        """
        typing = self.is_typing()
        self._at = monotonic()
        self._typed = self._typed + letter if typing else letter
        if typing and set(plain(self._typed)) == {plain(letter)} and self._found(self._typed, names, max(current, 0)) < 0:
            self._typed = letter  # the same letter again and again walks through the rows that begin with it
        alone = len(self._typed) == 1
        return self._found(self._typed, names, current + 1 if alone else max(current, 0))

    @staticmethod
    def _found(typed: str, names: Sequence[str], start: int) -> int:
        wanted, count = plain(typed), len(names)
        if not wanted or not count:
            return -1
        order = [(start + step) % count for step in range(count)]
        for fits in (lambda name: name.startswith(wanted), lambda name: f" {wanted}" in name):
            found = next((row for row in order if fits(plain(names[row]))), -1)
            if found >= 0:
                return found
        return -1


def is_letter(event: QKeyEvent) -> bool:
    """Whether a key writes something, with nothing but Shift or AltGr held."""
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier)
    alone = not held and not event.modifiers() & Qt.KeyboardModifier.AltModifier
    return alone and len(event.text()) == 1 and event.text().isprintable()


def letter_row(ahead: TypeAhead | None, event: QKeyEvent, names: Sequence[str], current: QModelIndex) -> int:
    """The row that a letter leads to, or -1. A letter that leads nowhere, or belongs to the screen, comes to it."""
    letter = event.text()
    if ahead is None or not (letter.isalnum() or ahead.is_typing()):
        event.ignore()
        return -1
    row = ahead.go_to(letter, names, current.row() if current.isValid() else -1)
    event.setAccepted(row >= 0)
    return row
