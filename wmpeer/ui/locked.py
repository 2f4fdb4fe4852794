"""What is shown while the workspace is locked: a field for the passphrase, and nothing of the record, not its name either."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.fields import Field, TextField
from wmpeer.ui.kit.focus import FocusRing
from wmpeer.ui.kit.labels import Label

WIDTH = 460
WRONG = "That passphrase does not open it. Check Caps Lock and try again."
WRONG_HERE = "This laptop does not open it any more. Type your passphrase."


class LockedPage(QMainWindow):
    """`asked(passphrase)`, `asked_here()` for the laptop's own key store, `left(again)` to close the workspace."""

    asked = Signal(str)
    asked_here = Signal()
    left = Signal(bool)

    def __init__(self, frame: QWidget) -> None:
        super().__init__()
        self.setObjectName("locked")
        self.setWindowTitle("wmpeer")
        self.setMinimumSize(480, 320)
        self._ended = False
        self._here = False
        self._build()
        self.ring = FocusRing(self)
        if frame.isMaximized() or frame.isFullScreen():
            self.restoreGeometry(frame.saveGeometry())
        else:
            self.setGeometry(frame.geometry())

    def _build(self) -> None:
        self.passphrase = TextField(secret=True, name="locked-passphrase")
        self.field = Field("Your passphrase", self.passphrase)
        self.go = Button("Open", "main", "key", name="locked-open")
        self.here = Button("Open with this laptop", "plain", "desktop", name="locked-here")
        self.other = Button("Close the workspace", "quiet", "door", name="locked-leave")
        self.go.clicked.connect(self._go)
        self.passphrase.returnPressed.connect(self._go)
        self.here.clicked.connect(self._go_here)
        self.other.clicked.connect(lambda: self.left.emit(True))
        self.told = Label("", tone="ink2", wrap=True)
        self.told.setObjectName("locked-told")
        self.told.hide()
        self.here.hide()
        inner, central = QWidget(), QWidget()
        inner.setMaximumWidth(WIDTH + 80)
        column = QVBoxLayout(inner)
        column.setContentsMargins(40, 32, 40, 32)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(Label("wmpeer", "subheading", "accent"))
        column.addSpacing(6)
        column.addWidget(Label("Locked", "title"))
        text = "Nothing was lost: what you were typing is still there, and work under way goes on."
        column.addWidget(Label(text, "subheading", "ink2", weight=400, wrap=True))
        column.addWidget(self.field)
        column.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in (self.go, self.here, self.other):
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(4)
        column.addLayout(row)
        column.addStretch(3)
        middle = QHBoxLayout(central)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(inner, 4)
        middle.addStretch(1)
        self.setCentralWidget(central)

    def begin(self) -> None:
        """Put the focus where one types."""
        self.activateWindow()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_here(self, does: bool) -> None:
        """Whether this laptop's own key store would open it."""
        self.here.setVisible(does)

    def say(self, sentence: str) -> None:
        """Why it could not be closed."""
        self.told.setText(sentence)
        self.told.show()

    def refuse(self) -> None:
        """It was the wrong one; what was typed is chosen, so the next attempt takes its place."""
        self._set_busy(False)
        self.field.set_error(WRONG_HERE if self._here else WRONG)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        self.passphrase.selectAll()

    def done(self) -> None:
        """It is open again, or closed for good."""
        self._ended = True
        self.passphrase.clear()
        self.close()
        self.deleteLater()

    def _go(self) -> None:
        if not self.passphrase.text():
            self.field.set_error("Type your passphrase.")
            return
        self._here = False
        self._set_busy(True)
        self.asked.emit(self.passphrase.text())

    def _go_here(self) -> None:
        self._here = True
        self._set_busy(True)
        self.asked_here.emit()

    def _set_busy(self, busy: bool) -> None:
        self.field.set_error("")
        for one in (self.passphrase, self.go, self.here):
            one.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()  # nothing behind it hears a key

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._ended:
            super().closeEvent(event)
        else:  # the workspace closes first, and this with it
            event.ignore()
            self.left.emit(False)
