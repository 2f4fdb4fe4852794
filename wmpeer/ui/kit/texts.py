"""What one writes in: one line, or a text that grows; their spelling is looked at from the moment somebody comes to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.keywords import KeyGroup, KeyLine
from wmpeer.ui.kit.theme import theme

if TYPE_CHECKING:
    from wmpeer.ui.kit.spellline import LineMarks
    from wmpeer.ui.kit.spellmarks import SpellMarks


def _asks_spelling(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Period and event.modifiers() == Qt.KeyboardModifier.ControlModifier


_WHILE_YOU_WRITE = KeyGroup(
    "While you write",
    (
        KeyLine(("Ctrl+.",), "Spelling: what may be meant, add the word, ignore it"),
        KeyLine(("Ctrl+Z", "Ctrl+Shift+Z"), "Undo and redo your typing; outside a text: what was kept"),
    ),
)


class TextField(QLineEdit):
    """One line. *secret* hides what is typed (passphrases); of *prose* the spelling is looked at, as in a `TextArea`: not of names."""

    def __init__(
        self, text: str = "", *, hint: str = "", secret: bool = False, prose: bool = False, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._prose = prose
        self.spelling: LineMarks | None = None
        self.setPlaceholderText(hint)
        self.setObjectName(name)
        self.setFont(fonts.font())
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._prose and self.spelling is None:
            from wmpeer.ui.kit.spellline import LineMarks

            self.spelling = LineMarks(self)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if self.spelling is not None:
            self.spelling.composing = bool(event.preeditString())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.spelling is not None and _asks_spelling(event):
            self.spelling.ask_here()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.spelling is None:
            super().contextMenuEvent(event)
            return
        menu = self.createStandardContextMenu()
        menu.setObjectName("text-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.spelling.offer(menu, self.cursorPositionAt(event.pos()), menu.actions()[0])
        menu.popup(event.globalPos())

    def key_group(self) -> KeyGroup:
        return _WHILE_YOU_WRITE if self._prose else KeyGroup("", ())


class TextArea(QPlainTextEdit):
    """Text that grows with what is typed, from *rows* to *most* lines; Tab goes on to the next field. `settled` after a pause of typing.

    Its spelling is looked at from the moment somebody comes to write in it (`wmpeer.ui.kit.spellmarks`).
    """

    settled = Signal()

    def __init__(
        self, text: str = "", *, rows: int = 3, most: int = 10, hint: str = "", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._rows, self._most = rows, most
        self.spelling: SpellMarks | None = None
        self.offers: tuple[tuple[str, Callable[[], object]], ...] = ()
        """More ways at the end of its menu: words, and what they do."""
        self.setPlaceholderText(hint)
        self.setObjectName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(600)
        self._pause.timeout.connect(self.settled)
        self.textChanged.connect(self._pause.start)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        theme().reading_changed.connect(self._dress)
        self._dress(theme().reading_pixels)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.spelling is None:
            from wmpeer.ui.kit.spellmarks import SpellMarks

            self.spelling = SpellMarks(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.spelling is not None and _asks_spelling(event):
            self.spelling.ask_here()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setObjectName("text-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.spelling is not None:
            self.spelling.offer(menu, self.cursorForPosition(event.pos()).position(), menu.actions()[0])
        for entry, act in self.offers:
            menu.addAction(entry).triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(event.globalPos())

    def key_group(self) -> KeyGroup:
        return _WHILE_YOU_WRITE

    def _dress(self, pixels: int) -> None:
        self.setFont(fonts.font("reading", pixels=max(13, pixels - 1)))
        self._grow()

    def text(self) -> str:
        return self.toPlainText()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._grow()  # at another width the same words take other lines

    def _grow(self) -> None:
        line = self.fontMetrics().lineSpacing()
        lines = min(max(int(self.document().size().height() + 0.5), self._rows), self._most)
        self.setFixedHeight(lines * line + 22)
