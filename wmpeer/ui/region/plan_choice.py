"""A box in a row of the plan. Nothing is answered by a key that was meant for something else: a letter or Enter opens its list, and only
Enter or a click in the list answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from wmpeer.ui.kit.fields import Choice
from wmpeer.ui.kit.typeahead import is_letter

_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F4)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PlanChoice(Choice):
    """`entered()` when the focus comes to it or its list opens, `stepped(+1 | -1)` by the arrow keys while its list is closed."""

    entered = Signal()
    stepped = Signal(int)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def showPopup(self) -> None:
        self.entered.emit()  # also where the click gave it no focus
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _OPENS and not held:
            self.showPopup()
        elif event.key() in _STEPS and not held:
            self.stepped.emit(_STEPS[event.key()])
        elif is_letter(event):
            self.showPopup()
            self.view().keyboardSearch(event.text())
        else:
            super().keyPressEvent(event)
