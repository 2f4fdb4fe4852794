"""Misspelt words in a text that is being written: a wavy line under them, and a menu of what may be meant (Ctrl+. or the other button)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from wmpeer.ui.kit.spelling import spelling
from wmpeer.ui.kit.spellmenu import SpellMenu, places, wavy, word_beside

if TYPE_CHECKING:
    from wmpeer.spelling.scan import Word

SETTLE_MS = 120
"""After so long without a key the marks are set anew."""
_REMEMBERED = 400
_LONG, _AROUND = 4000, 1000
"""A paragraph of more characters than this is looked at where it is on view, and so many characters around."""


class SpellMarks(SpellMenu):
    """Marks the words of *area* that nobody knows, in what is on view of it. The word one is typing is not marked before it is left.

    The marks lie over the text (extra selections): the text, its undo and its signals never hear of them.
    """

    def __init__(self, area: QPlainTextEdit) -> None:
        self.area = area
        self._found: dict[str, tuple[Word, ...]] = {}
        super().__init__(area, SETTLE_MS)
        area.textChanged.connect(self.typed)
        area.cursorPositionChanged.connect(self.settle.start)
        area.verticalScrollBar().valueChanged.connect(lambda _value: self.settle.start())

    def forget(self) -> None:
        self._found.clear()
        super().forget()

    def mark(self) -> None:
        at = self.area.textCursor().position() if self.writing and self.area.hasFocus() else -1
        line, marks = wavy(), []
        block, bottom = self.area.firstVisibleBlock(), self.area.viewport().height()
        while block.isValid() and self.area.blockBoundingGeometry(block).translated(self.area.contentOffset()).top() <= bottom:
            for word in self._on_view(block):
                if not (at >= 0 and block.position() + word.end == at):
                    one = QTextEdit.ExtraSelection()
                    one.cursor, one.format = self._cursor(_in_text(block, word)), line
                    marks.append(one)
            block = block.next()
        self.area.setExtraSelections(marks)

    def wrong_in(self, block: QTextBlock) -> tuple[Word, ...]:
        """The unknown words of one paragraph, but for those ignored here."""
        text = block.text()
        if text not in self._found:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            self._found[text] = tuple(places(text, word) for word in spelling().wrong(text))
        return tuple(word for word in self._found[text] if word.text not in self.ignored)

    def _on_view(self, block: QTextBlock) -> tuple[Word, ...]:
        """The unknown words of *block*; of a very long one, those on view and a little around them."""
        if block.length() <= _LONG:
            return self.wrong_in(block)
        view, text = self.area.viewport().rect(), block.text()
        ends = [self.area.cursorForPosition(corner).position() - block.position() for corner in (view.topLeft(), view.bottomRight())]
        start = text.rfind(" ", 0, max(0, ends[0] - _AROUND)) + 1
        end = text.find(" ", ends[1] + _AROUND)
        found = spelling().wrong(text[start : end if end >= 0 else len(text)])
        moved = (places(text, replace(word, start=word.start + start, end=word.end + start)) for word in found)
        return tuple(word for word in moved if word.text not in self.ignored)

    def marked(self) -> tuple[str, ...]:
        """The words that carry a line now, as they are written."""
        return tuple(one.cursor.selectedText() for one in self.area.extraSelections())

    def _cursor(self, word: Word) -> QTextCursor:
        """*word*, chosen. Never taken out of an `ExtraSelection`: the cursor would be gone with it."""
        cursor = QTextCursor(self.area.document())
        cursor.setPosition(word.start)
        cursor.setPosition(word.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def caret(self) -> int:
        cursor = self.area.textCursor()
        return min(cursor.position(), cursor.anchor())

    def word_at(self, at: int) -> Word | None:
        block = self.area.document().findBlock(at)
        word = word_beside(block.text(), at - block.position())
        return _in_text(block, word) if word is not None else None

    def unknown_at(self, at: int) -> Word | None:
        block = self.area.document().findBlock(at)
        here = (_in_text(block, word) for word in self.wrong_in(block))
        return next((word for word in here if word.start <= at <= word.end), None)

    def next_unknown(self, at: int) -> Word | None:
        first = None
        block = self.area.document().firstBlock()
        while block.isValid():
            for word in self.wrong_in(block):
                first = first or _in_text(block, word)
                if block.position() + word.start >= at:
                    return _in_text(block, word)
            block = block.next()
        return first

    def choose(self, word: Word) -> QPoint:
        chosen = self._cursor(word)
        self.area.setTextCursor(chosen)
        return self.area.viewport().mapToGlobal(self.area.cursorRect(chosen).bottomLeft())

    def put(self, start: int, wrong: str, word: str) -> None:
        standing = self.unknown_at(start)
        if standing is not None and (standing.start, standing.text) == (start, wrong):
            chosen = self._cursor(standing)
            chosen.insertText(word)
            self.area.setTextCursor(chosen)


def _in_text(block: QTextBlock, word: Word) -> Word:
    """A word of one paragraph, with its offsets in the whole text."""
    return replace(word, start=block.position() + word.start, end=block.position() + word.end)
