"""The quiet bar under the top bar: a fact, what to do next, at most two actions, and a way to close it. Never a window of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QWidget

from wmpeer.errors import Problem, WmpeerError
from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.paint import colour, smooth
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import CONTROL, MESSAGE_BAR, RADIUS_CARD

_LOOKS = {  # ground, hue, icon
    "info": ("chosen", "accent", "info"),
    "success": ("soft-strength", "strength", "check-circle"),
    "warning": ("soft-consider", "consider", "warning"),
    "error": ("soft-alert", "alert", "warning-circle"),
}


@dataclass(frozen=True, slots=True)
class Message:
    """What the bar says: `sentence` in bold, `next` after it; `actions` are words and what they do, the first one a plain button."""

    sentence: str
    next: str = ""
    kind: str = "info"
    actions: tuple[tuple[str, Callable[[], Any]], ...] = field(default=())
    code: str = ""

    @classmethod
    def of(cls, error: WmpeerError | Problem, *actions: tuple[str, Callable[[], Any]]) -> Message:
        """An error, or a problem of a batch, as a message."""
        if isinstance(error, WmpeerError):
            error = error.problem()
        sentence = f"{error.sentence} ({error.where})" if error.where else error.sentence
        return cls(sentence, error.next, "error", actions, error.code)

    def text(self) -> str:
        return f"{self.sentence} {self.next}".strip()


class MessageBar(QFrame):
    """Shows one `Message` at a time and says it to a screen reader; `told(message)` when it comes, `closed` when it goes."""

    told = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message-bar")
        self.setMinimumHeight(MESSAGE_BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._message: Message | None = None
        self._floating = False
        self._compact = False
        self._sentence = Label(links=True, wrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setObjectName("message-text")
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons: list[Button] = []
        self._close = IconButton("x", "Close this message", name="message-close", shortcut="Esc", size=28)
        self._close.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(42, 6, 10, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self._sentence, 1)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()
        theme().changed.connect(self.update)

    def message(self) -> Message | None:
        return self._message

    def show_message(self, message: Message) -> None:
        """Show *message* in place of whatever was there."""
        self._message = message
        bold = f"<b style='font-weight:600'>{_plain(message.sentence)}</b>"
        self._sentence.setText(f"{bold}&nbsp; {_plain(message.next)}" if message.next else bold)
        self._sentence.setToolTip(f"Code: {message.code}" if message.code else "")
        self._set_actions(message)
        self.setAccessibleName(message.text())
        self.show()
        self._fit()
        self.update()
        announce(self, message.text(), urgent=message.kind == "error")
        self.told.emit(message)

    def dismiss(self) -> None:
        """Take it away; a focus that stood in it is left to whoever hears `closed`."""
        if self._message is None:
            return
        self._message = None
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
        self.hide()
        self.closed.emit()

    def set_compact(self, compact: bool) -> None:
        """In the height of the top bar, or with room around the words."""
        if compact != self._compact:
            self._compact = compact
            self._row.setContentsMargins(*((38, 2, 4, 2) if compact else (42, 6, 10, 6)))
            self.setMinimumHeight(0 if compact else MESSAGE_BAR)

    def set_floating(self) -> None:
        """It stands over the page and not in it: a card with round corners, whose size somebody else gives."""
        self._floating = True

    def stops(self) -> list[QWidget]:
        """What Tab reaches here, in order."""
        return [*self._buttons, self._close]

    def _set_actions(self, message: Message) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for at, (text, act) in enumerate(message.actions):
            button = Button(text, "quiet" if at else "plain", name=f"message-action-{at + 1}")
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons.append(button)
            self._row.insertWidget(1 + at, button, 0, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        return QSize(600, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = width - 42 - 10 - 36 - sum(button.sizeHint().width() + 8 for button in self._buttons)
        words = self._sentence.heightForWidth(max(room, 80))
        return max(CONTROL, words + 4) if self._compact else max(MESSAGE_BAR, words + 16)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the words need at this width."""
        if self._floating:
            return
        wanted = self.heightForWidth(self.width())
        if wanted != self.height():
            self.setFixedHeight(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, hue, icon = _LOOKS[self._message.kind if self._message else "info"]
        with QPainter(self) as painter:
            smooth(painter)
            if self._floating:
                corners = QPainterPath()
                corners.addRoundedRect(QRectF(self.rect()), RADIUS_CARD, RADIUS_CARD)
                painter.setClipPath(corners)
            painter.fillRect(self.rect(), colour(ground))
            painter.fillRect(0, 0, 4, self.height(), colour(hue))
            paint_icon(painter, QRectF(16, self.height() / 2 - 9, 18, 18), icon, hue, "fill")


def _plain(text: str) -> str:
    """As it is, with places where a long name of a file may go on in the next line."""
    broken = re.sub(r"(?<=[\w])([_.-]+)(?=\w)", "\\1\u200b", text)
    return broken.replace("&", "&amp;").replace("<", "&lt;")


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Let a screen reader say *text* now (*urgent*) or when it next pauses."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # many names, and a first screen has nothing to say

    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive if urgent else QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(event)
