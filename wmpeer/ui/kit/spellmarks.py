"""Misspelt words in a text that is being written: a wavy line under them, and a menu of what may be meant (Ctrl+. or the other button)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QTextEdit

from wmpeer.errors import WmpeerError
from wmpeer.ui.kit.message import announce
from wmpeer.ui.kit.paint import colour
from wmpeer.ui.kit.spelling import above, spelling
from wmpeer.ui.kit.theme import theme

if TYPE_CHECKING:
    from wmpeer.spelling.scan import Word

SETTLE_MS = 120
"""After so long without a key the marks are set anew."""
NAMES_MS = 60_000
_REMEMBERED = 400
_LONG, _AROUND = 4000, 1000
"""A paragraph of more characters than this is looked at where it is on view, and so many characters around."""


class SpellMarks(QObject):
    """Marks the words of *area* that nobody knows, in what is on view of it. The word one is typing is not marked before it is left.

    The marks lie over the text (extra selections): the text, its undo and its signals never hear of them.
    """

    def __init__(self, area: QPlainTextEdit) -> None:
        super().__init__(area)
        self.area = area
        self._ignored: set[str] = set()
        self._found: dict[str, tuple[Word, ...]] = {}
        self._writing = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.mark)
        self._names = QTimer(self, singleShot=True, interval=NAMES_MS)
        area.textChanged.connect(self._typed)
        area.cursorPositionChanged.connect(self._settle.start)
        area.verticalScrollBar().valueChanged.connect(lambda _value: self._settle.start())
        area.installEventFilter(self)
        theme().changed.connect(self._settle.start)
        spelling().changed.connect(self._forget)
        spelling().begin()
        self._settle.start()
        self._ask_names()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._ask_names()
        elif event.type() in (QEvent.Type.FocusOut, QEvent.Type.Resize):
            self._writing = False
            self._settle.start()
        return False

    def _ask_names(self) -> None:
        """The region's names, when one comes to write and they were not asked for within a minute."""
        fetch, around = above(self.area, "fetch"), self.area.parentWidget()
        while around is not None and getattr(around, "workspace", None) is None:
            around = around.parentWidget()
        if fetch is None or around is None or self._names.isActive():
            return
        self._names.start()
        workspace = around.workspace

        def read() -> tuple[str, ...]:
            from wmpeer.region.queries import names_written

            return workspace.read(names_written)

        fetch(read, spelling().set_names, key="names for the spelling")

    def _typed(self) -> None:
        self._writing = True
        self._settle.start()

    def _forget(self) -> None:
        self._found.clear()
        self._settle.start()

    # -- marking

    def mark(self) -> None:
        """Set the marks of what is on view."""
        at = self.area.textCursor().position() if self._writing and self.area.hasFocus() else -1
        line = QTextCharFormat()
        line.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        line.setUnderlineColor(colour("alert"))
        marks = []
        block, bottom = self.area.firstVisibleBlock(), self.area.viewport().height()
        while block.isValid() and self.area.blockBoundingGeometry(block).translated(self.area.contentOffset()).top() <= bottom:
            for word in self._on_view(block):
                if not (at >= 0 and block.position() + word.end == at):
                    one = QTextEdit.ExtraSelection()
                    one.cursor, one.format = self._cursor(block, word), line
                    marks.append(one)
            block = block.next()
        self.area.setExtraSelections(marks)

    def wrong_in(self, block: QTextBlock) -> tuple[Word, ...]:
        """The unknown words of one paragraph, but for those ignored here."""
        text = block.text()
        if text not in self._found:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            self._found[text] = spelling().wrong(text)
        return tuple(word for word in self._found[text] if word.text not in self._ignored)

    def _on_view(self, block: QTextBlock) -> tuple[Word, ...]:
        """The unknown words of *block*; of a very long one, those on view and a little around them."""
        if block.length() <= _LONG:
            return self.wrong_in(block)
        view, text = self.area.viewport().rect(), block.text()
        ends = [self.area.cursorForPosition(corner).position() - block.position() for corner in (view.topLeft(), view.bottomRight())]
        start = text.rfind(" ", 0, max(0, ends[0] - _AROUND)) + 1
        end = text.find(" ", ends[1] + _AROUND)
        found = spelling().wrong(text[start : end if end >= 0 else len(text)])
        moved = (replace(word, start=word.start + start, end=word.end + start) for word in found)
        return tuple(word for word in moved if word.text not in self._ignored)

    def marked(self) -> tuple[str, ...]:
        """The words that carry a line now, as they are written."""
        return tuple(one.cursor.selectedText() for one in self.area.extraSelections())

    def _cursor(self, block: QTextBlock, word: Word) -> QTextCursor:
        """*word*, chosen. Never taken out of an `ExtraSelection`: the cursor would be gone with it."""
        cursor = QTextCursor(self.area.document())
        cursor.setPosition(block.position() + word.start)
        cursor.setPosition(block.position() + word.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # -- the menu

    def ask_here(self) -> None:
        """Ctrl+.: what is meant by the word at the caret, or by the next unknown one after it, then from the beginning."""
        cursor = self.area.textCursor()
        found = self._unknown_at(cursor) or self._next_unknown(cursor)
        if found is None:
            words = "No word here is unknown." if spelling().is_ready() else "The dictionary is being fetched; try again in a moment."
            say = above(self.area, "say")
            if say is not None:
                say(words)
            else:
                announce(self.area, words)
            return
        self.area.setTextCursor(found)
        menu = QMenu(self.area)
        menu.setObjectName("spelling-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.offer(menu, found)
        menu.popup(self.area.viewport().mapToGlobal(self.area.cursorRect(found).bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def offer(self, menu: QMenu, cursor: QTextCursor, before: QAction | None = None) -> None:
        """Put what can be done about the word at *cursor* into *menu*, above *before*."""
        chosen = self._unknown_at(cursor)
        word = chosen.selectedText() if chosen is not None else ""
        if chosen is not None:
            for one in spelling().suggestions(word):
                self._put(menu, before, one, partial(self._replace, chosen.selectionStart(), word, one))
            if not menu.actions() or menu.actions()[0] is before:
                self._put(menu, before, "Nothing like it is known", None)
            self._line(menu, before)
            self._put(menu, before, f"Add “{word}” to this laptop’s words", partial(self.add, word))
            self._put(menu, before, "Ignore it here", partial(self.ignore, word))
            self._line(menu, before)
        elif (own := self._word_at(cursor)) is not None and spelling().is_own(own.selectedText()):
            word = own.selectedText()
            self._put(menu, before, f"Take “{word}” out of this laptop’s words", partial(self.take_out, word))
            self._line(menu, before)

    def _put(self, menu: QMenu, before: QAction | None, words: str, act: object) -> None:
        action = QAction(words.replace("&", "&&"), menu)
        action.setEnabled(act is not None)
        if act is not None:
            action.triggered.connect(lambda _checked=False: act())
        menu.insertAction(before, action)

    def _line(self, menu: QMenu, before: QAction | None) -> None:
        menu.insertSeparator(before)

    def _word_at(self, cursor: QTextCursor) -> QTextCursor | None:
        block = cursor.block()
        word = spelling().word_at(block.text(), min(cursor.position(), cursor.anchor()) - block.position())
        return self._cursor(block, word) if word is not None else None

    def _unknown_at(self, cursor: QTextCursor) -> QTextCursor | None:
        block, at = cursor.block(), min(cursor.position(), cursor.anchor())
        for word in self.wrong_in(block):
            if block.position() + word.start <= at <= block.position() + word.end:
                return self._cursor(block, word)
        return None

    def _next_unknown(self, cursor: QTextCursor) -> QTextCursor | None:
        at, first = cursor.position(), None
        block = self.area.document().firstBlock()
        while block.isValid():
            for word in self.wrong_in(block):
                first = first or (block, word)
                if block.position() + word.start >= at:
                    return self._cursor(block, word)
            block = block.next()
        return self._cursor(*first) if first else None

    def _replace(self, start: int, wrong: str, word: str) -> None:
        """Put *word* in the place of *wrong* at *start*, as one step of the text's own undo; a text that was set anew meanwhile stays."""
        chosen = QTextCursor(self.area.document())
        if self.area.toPlainText()[start : start + len(wrong)] == wrong:
            chosen.setPosition(start)
            chosen.setPosition(start + len(wrong), QTextCursor.MoveMode.KeepAnchor)
            chosen.insertText(word)
            self.area.setTextCursor(chosen)

    def ignore(self, word: str) -> None:
        """Do not mark *word* in this text, until it is shown anew."""
        self._ignored.add(word)
        self.mark()

    def add(self, word: str) -> None:
        self._change(word, spelling().add, f"“{word}” is one of this laptop’s words now.", ("Undo", partial(self.take_out, word)))

    def take_out(self, word: str) -> None:
        self._change(word, spelling().take_out, f"“{word}” is no longer one of this laptop’s words.", ("Redo", partial(self.add, word)))

    def _change(self, word: str, change: object, sentence: str, back: tuple) -> None:
        say = above(self.area, "say")
        try:
            change(word)
        except WmpeerError as error:
            sentence, back = f"{error.sentence} {error.next}", None
        if say is not None:
            say(sentence, actions=(back,) if back else ())
        else:
            announce(QApplication.focusWidget() or self.area, sentence)
