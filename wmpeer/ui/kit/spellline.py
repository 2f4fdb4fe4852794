"""Misspelt words in a field of one line: marked and offered as in a text (`wmpeer.ui.kit.spellmarks`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit

from wmpeer.ui.kit.spelling import spelling
from wmpeer.ui.kit.spellmenu import SpellMenu, places, wavy, word_beside

if TYPE_CHECKING:
    from wmpeer.spelling.scan import Word

_LONG = 4000
"""Of a longer line only so many characters around the caret are looked at."""


class LineMarks(SpellMenu):
    """Marks the words of *line* that nobody knows; the word one is typing is not marked before it is left.

    A field of one line has no extra selections. It takes formats with what an input method says, and keeps text, caret, undo and signals
    as they are where nothing is said but formats; while an input method composes, it is left alone.
    """

    def __init__(self, line: QLineEdit) -> None:
        self.line = line
        self.composing = False
        self._marked: tuple[Word, ...] = ()
        super().__init__(line, 0)
        line.textEdited.connect(lambda _text: self.typed())
        line.textChanged.connect(lambda _text: self.settle.start())
        line.cursorPositionChanged.connect(lambda _old, _new: self.settle.start())

    def mark(self) -> None:
        if self.composing:
            return
        at = self.line.cursorPosition()
        typing = at if self.writing and self.line.hasFocus() else -1
        found = tuple(word for word in self._wrong(at) if word.end != typing)
        if not found and not self._marked:
            return
        self._marked = found
        kind, look = QInputMethodEvent.AttributeType.TextFormat, wavy()
        formats = [QInputMethodEvent.Attribute(kind, word.start - at, word.end - word.start, look) for word in found]
        QCoreApplication.sendEvent(self.line, QInputMethodEvent("", formats))

    def marked(self) -> tuple[str, ...]:
        """The words that carry a line now, as they are written."""
        return tuple(word.text for word in self._marked)

    def _wrong(self, at: int) -> tuple[Word, ...]:
        text = self.line.text()
        if len(text) > _LONG:  # what is not looked at becomes blank, so that offsets stay
            start, end = max(0, at - _LONG // 2), at + _LONG // 2
            text = " " * start + text[start:end]  # such a line with letters beyond U+FFFF before the caret is none that people write
        return tuple(places(text, word) for word in spelling().wrong(text) if word.text not in self.ignored)

    def caret(self) -> int:
        return self.line.selectionStart() if self.line.hasSelectedText() else self.line.cursorPosition()

    def word_at(self, at: int) -> Word | None:
        return word_beside(self.line.text(), at)

    def unknown_at(self, at: int) -> Word | None:
        return next((word for word in self._wrong(at) if word.start <= at <= word.end), None)

    def next_unknown(self, at: int) -> Word | None:
        found = self._wrong(at)
        return next((word for word in found if word.start >= at), found[0] if found else None)

    def choose(self, word: Word) -> QPoint:
        self.line.setSelection(word.start, word.end - word.start)
        return self.line.mapToGlobal(QPoint(self.line.cursorRect().center().x(), self.line.height()))

    def put(self, start: int, wrong: str, word: str) -> None:
        standing = self.unknown_at(start)
        if standing is not None and (standing.start, standing.text) == (start, wrong):
            self.line.setSelection(start, standing.end - start)
            self.line.insert(word)
