"""Asking about a figure: a question on an area's card, with the figure as its evidence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.indicators.periods import read_period
from wmpeer.ui.data.records import AreaLine, OneIndicator
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.fields import Choice, Field, TextArea
from wmpeer.ui.kit.labels import Label, Rule


def first_words(one: OneIndicator) -> str:
    """What the question begins with: the figure as it stands, for the panellist to go on."""
    return f"{one.title}: {one.sentence.partition('. ')[0].rstrip('.')}. What explains this?"


class AskForm(QWidget):
    """The words of a question and the area it belongs to. `keep_asked(text, area)`, `left()`, `typed()` when a person changes something."""

    keep_asked = Signal(str, str)
    typed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = ""
        self._filling = False
        self.setObjectName("ask-form")
        self.text = TextArea(rows=5, most=8, name="ask-text")
        self.area = Choice(name="ask-area")
        self.area.setSizePolicy(self.area.sizePolicy().Policy.Expanding, self.area.sizePolicy().Policy.Fixed)
        self.field = Field("Your question", self.text)
        self.keep = Button("Keep question", "main", name="ask-keep", tip="Keep question (Ctrl+Enter)")
        leave = Button("Not now", "plain", name="ask-leave")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.keep)
        buttons.addWidget(leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(8)
        column.addWidget(Rule())
        column.addWidget(self.field)
        column.addWidget(Field("For the card of", self.area))
        column.addWidget(Label("The figure is kept with it as evidence, as it reads today.", "small", "ink2", wrap=True))
        column.addLayout(buttons)
        self.keep.clicked.connect(self._keep)
        leave.clicked.connect(self.left)
        self.text.textChanged.connect(self._changed)
        self.area.chosen.connect(lambda _key: self._changed())
        self.text.textChanged.connect(lambda: self.field.set_error("") if self.text.text().strip() else None)
        self.hide()

    def open_for(self, one: OneIndicator, areas: tuple[AreaLine, ...], area: str, authority: str) -> None:
        """Begin a question about *one* of *authority*, for *area* where the measure belongs to it."""
        self._given = first_words(one)
        self._fill(self._given)
        own = area or (one.row.areas[0] if one.row.areas else "")
        self.area.set_options([(each.code, f"{each.number}  {each.title}") for each in areas], own)
        self.field.set_error("")
        self.field.set_help(f"About {authority}, {read_period(one.row.period).words}")
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)

    def take_up(self, text: str, area: str) -> None:
        """Go on with what was typed before."""
        self._fill(text)
        if area:
            self.area.set_value(area)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)

    def _fill(self, text: str) -> None:
        self._filling = True
        self.text.setPlainText(text)
        self._filling = False

    def _changed(self) -> None:
        if not self._filling:
            self.typed.emit()

    def is_changed(self) -> bool:
        """Whether something is written here that nobody kept."""
        return not self.isHidden() and self.has_words()

    def has_words(self) -> bool:
        """Whether there is more in it than it began with."""
        return self.text.text().strip() not in ("", self._given.strip())

    def _keep(self) -> None:
        if not self.text.text().strip():
            self.field.set_error("Write the question, or choose “Not now”.")
            return
        if not self.area.value():
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.set_error("Choose the area it belongs to.")
            return
        self.keep_asked.emit(self.text.text().strip(), self.area.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._keep()
        else:
            super().keyPressEvent(event)
