"""What can be done about a word that nobody knows, wherever it stands: the menu, the words of one's own, the region's names."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QTextCharFormat
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from wmpeer.errors import WmpeerError
from wmpeer.ui.kit.message import announce
from wmpeer.ui.kit.paint import colour
from wmpeer.ui.kit.spelling import above, around, spelling
from wmpeer.ui.kit.theme import theme

if TYPE_CHECKING:
    from wmpeer.spelling.scan import Word

NAMES_MS = 60_000


def wavy() -> QTextCharFormat:
    """The line under an unknown word: a pattern, not a colour alone."""
    line = QTextCharFormat()
    line.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    line.setUnderlineColor(colour("alert"))
    return line


def places(text: str, word: Word) -> Word:
    """*word* of *text* with its offsets as Qt counts them, in units of UTF-16: a letter beyond U+FFFF is two."""
    if text.isascii():
        return word
    before, inside = (sum(sign > "\uffff" for sign in part) for part in (text[: word.start], word.text))
    return replace(word, start=word.start + before, end=word.end + before + inside)


def word_beside(text: str, at: int) -> Word | None:
    """The word of *text* that *at* (in units of UTF-16) stands in or beside, whether known or not."""
    from wmpeer.spelling.scan import words_of

    return next((one for word in words_of(text) if (one := places(text, word)).start <= at <= one.end), None)


class SpellMenu(QObject):
    """Spelling of one *field*, whatever sort of text it holds; offsets are Qt's, in the whole text.

    A sort of text says how it marks (`mark`), finds (`unknown_at`, `next_unknown`, `word_at`), chooses and puts words.
    """

    def __init__(self, field: QWidget, settle_ms: int) -> None:
        super().__init__(field)
        self.field = field
        self.ignored: set[str] = set()
        self.writing = False
        self.settle = QTimer(self, singleShot=True, interval=settle_ms)
        self.settle.timeout.connect(self.mark)
        self._names = QTimer(self, singleShot=True, interval=NAMES_MS)
        field.installEventFilter(self)
        theme().changed.connect(self.settle.start)
        spelling().changed.connect(self.forget)
        spelling().begin()
        self.settle.start()
        self._ask_names()

    # -- what each sort of text says for itself

    def mark(self) -> None:
        """Set the marks of what is on view."""
        raise NotImplementedError

    def unknown_at(self, at: int) -> Word | None:
        """The unknown word that *at* stands in or beside, but for those ignored here."""
        raise NotImplementedError

    def next_unknown(self, at: int) -> Word | None:
        """The next unknown word after *at*, else the first of all."""
        raise NotImplementedError

    def word_at(self, at: int) -> Word | None:
        """The word that *at* stands in or beside, whether known or not."""
        raise NotImplementedError

    def caret(self) -> int:
        """Where one is; the beginning of what is chosen."""
        raise NotImplementedError

    def choose(self, word: Word) -> QPoint:
        """Choose *word*; gives the point of the screen below its end."""
        raise NotImplementedError

    def put(self, start: int, wrong: str, word: str) -> None:
        """Put *word* in the place of *wrong* at *start*, as one step of the text's own undo; a text that was set anew meanwhile stays."""
        raise NotImplementedError

    # -- what is the same for all

    def forget(self) -> None:
        """Other words are known than before."""
        self.settle.start()

    def typed(self) -> None:
        self.writing = True
        self.settle.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._ask_names()
        elif event.type() in (QEvent.Type.FocusOut, QEvent.Type.Resize):
            self.writing = False
            self.settle.start()
        return False

    def _ask_names(self) -> None:
        """The region's names, when one comes to write and they were not asked for within a minute."""
        fetch = above(self.field, "fetch")
        workspace = next((found for one in around(self.field) if (found := getattr(one, "workspace", None)) is not None), None)
        if fetch is None or workspace is None or self._names.isActive():
            return
        self._names.start()

        def read() -> tuple[str, ...]:
            from wmpeer.region.queries import names_written

            return workspace.read(names_written)

        fetch(read, spelling().set_names, key="names for the spelling")

    def ask_here(self) -> None:
        """Ctrl+.: what is meant by the word at the caret, or by the next unknown one after it, then from the beginning."""
        at = self.caret()
        found = self.unknown_at(at) or self.next_unknown(at)
        if found is None:
            words = "No word here is unknown." if spelling().is_ready() else "The dictionary is being fetched; try again in a moment."
            say = above(self.field, "say")
            if say is not None:
                say(words)
            else:
                announce(self.field, words)
            return
        where = self.choose(found)
        menu = QMenu(self.field)
        menu.setObjectName("spelling-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.offer(menu, found.start)
        menu.popup(where)
        menu.setActiveAction(menu.actions()[0])

    def offer(self, menu: QMenu, at: int, before: QAction | None = None) -> None:
        """Put what can be done about the word at *at* into *menu*, above *before*."""
        chosen = self.unknown_at(at)
        if chosen is not None:
            word = chosen.text
            for one in spelling().suggestions(word):
                self._put(menu, before, one, partial(self.put, chosen.start, word, one))
            if not menu.actions() or menu.actions()[0] is before:
                self._put(menu, before, "Nothing like it is known", None)
            menu.insertSeparator(before)
            self._put(menu, before, f"Add “{word}” to this laptop’s words", partial(self.add, word))
            self._put(menu, before, "Ignore it here", partial(self.ignore, word))
            menu.insertSeparator(before)
        elif (own := self.word_at(at)) is not None and spelling().is_own(own.text):
            self._put(menu, before, f"Take “{own.text}” out of this laptop’s words", partial(self.take_out, own.text))
            menu.insertSeparator(before)

    def _put(self, menu: QMenu, before: QAction | None, words: str, act: object) -> None:
        action = QAction(words.replace("&", "&&"), menu)
        action.setEnabled(act is not None)
        if act is not None:
            action.triggered.connect(lambda _checked=False: act())
        menu.insertAction(before, action)

    def ignore(self, word: str) -> None:
        """Do not mark *word* in this text, until it is shown anew."""
        self.ignored.add(word)
        self.mark()

    def add(self, word: str) -> None:
        self._change(word, spelling().add, f"“{word}” is one of this laptop’s words now.", ("Undo", partial(self.take_out, word)))

    def take_out(self, word: str) -> None:
        self._change(word, spelling().take_out, f"“{word}” is no longer one of this laptop’s words.", ("Redo", partial(self.add, word)))

    def _change(self, word: str, change: object, sentence: str, back: tuple) -> None:
        say = above(self.field, "say")
        try:
            change(word)
        except WmpeerError as error:
            sentence, back = f"{error.sentence} {error.next}", None
        if say is not None:
            say(sentence, actions=(back,) if back else ())
        else:
            announce(QApplication.focusWidget() or self.field, sentence)
