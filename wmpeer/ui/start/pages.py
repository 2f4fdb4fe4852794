"""The pages of the start window: each a single column that asks for one thing and says what happens next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.fields import Choice, Field, TextField
from wmpeer.ui.kit.labels import Elided, Label
from wmpeer.ui.kit.recoverykey import NO_LOOK_ALIKES, KeyGroups

FILTER = "Workspaces (*.wmpeer);;All files (*)"
WIDTH = 460


class Column(QWidget):
    """A page: a heading, a sentence, fields, and a row of buttons. *wrong* says what could not be done."""

    def __init__(self, heading: str, text: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)
        self.heading = Label(heading, "title", wrap=True)
        self.text = Label(text, "subheading", "ink2", weight=400, wrap=True)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.text)
        self.column.addSpacing(2)

    def add_buttons(self, *buttons: Button) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.column.addSpacing(4)
        self.column.addLayout(row)

    def set_busy(self, busy: bool) -> None:
        """While work is under way nothing can be pressed twice."""
        self.setEnabled(not busy)

    def begin(self) -> None:
        """The page is shown: put the focus where one starts."""


class Welcome(Column):
    """Nothing has been opened on this laptop yet."""

    def __init__(self, new: Callable[[], Any], open_: Callable[[], Any], demo: Callable[[], Any], join: Callable[[], Any]) -> None:
        super().__init__(
            "Peers read, judge and write to each other",
            "Self-evaluations and the region’s figures are read on this laptop, offline. Nothing is sent anywhere.",
        )
        self.new = Button("Make a workspace for this cycle", "main", "file-plus", name="start-new")
        self.join = Button("Join with an invitation", "plain", "envelope-simple", name="start-join")
        self.open = Button("Open a workspace", "plain", "folder-open", name="start-open")
        self.demo = Button("Look at the demonstration", "quiet", "eye", name="start-demo")
        for button, act in ((self.new, new), (self.join, join), (self.open, open_), (self.demo, demo)):
            button.clicked.connect(lambda _checked=False, act=act: act())
            self.column.addWidget(button)
        self.column.addWidget(Label("The demonstration is an invented region with fourteen invented authorities.", "small", "ink3"))

    def begin(self) -> None:
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)


class Unlock(Column):
    """A workspace is chosen; its passphrase is asked."""

    opened = Signal(object, str)

    def __init__(self, choose: Callable[[], Any], new: Callable[[], Any], lost: Callable[[], Any], join: Callable[[], Any]) -> None:
        super().__init__("Open the workspace", "")
        self.path: Path | None = None
        self.where = Elided("", "small", "ink3")
        self.column.addWidget(self.where)
        self.passphrase = TextField(secret=True, name="start-passphrase")
        self.field = Field("Your passphrase", self.passphrase)
        self.column.addWidget(self.field)
        self.go = Button("Open", "main", "key", name="start-unlock")
        self.go.clicked.connect(self._go)
        self.passphrase.returnPressed.connect(self._go)
        self.add_buttons(self.go)
        row = QHBoxLayout()
        row.setSpacing(4)
        for words, icon, act, name in (
            ("Another workspace", "folder-open", choose, "start-another"),
            ("New", "file-plus", new, "start-new-instead"),
            ("Join", "envelope-simple", join, "start-join-instead"),
            ("Passphrase lost", "lifebuoy", lost, "start-lost"),
        ):
            button = Button(words, "quiet", icon, name=name)
            button.clicked.connect(lambda _checked=False, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def set_path(self, path: Path) -> None:
        self.path = path
        self.heading.setText(f"Open {path.stem}")
        self.text.setText("The file is encrypted. It opens with the passphrase of a person who takes part.")
        self.where.setText(str(path))
        self.passphrase.clear()
        self.field.set_error("")

    def begin(self) -> None:
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, why: str) -> None:
        """Say why it did not open; what was typed is chosen, so the next attempt takes its place."""
        self.field.set_error(why)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        self.passphrase.selectAll()

    def _go(self) -> None:
        if not self.passphrase.text():
            self.field.set_error("Type the passphrase of this workspace.")
        elif self.path:
            self.field.set_error("")
            self.opened.emit(self.path, self.passphrase.text())


class New(Column):
    """A new workspace: which cycle, which region, where, and the coordinator's passphrase."""

    asked = Signal(dict)

    def __init__(self, regions: Sequence[tuple[str, str]], folder: Path, cycle: str, back: Callable[[], Any]) -> None:
        super().__init__("A workspace for this cycle", "One encrypted file for one year’s work of one region.")
        self._folder = folder
        self.cycle = TextField(cycle, name="new-cycle")
        self.region = Choice(list(regions), name="new-region")
        self.region.set_value(regions[0][0])
        self.first = TextField(secret=True, name="new-passphrase")
        self.again = TextField(secret=True, name="new-passphrase-again")
        self.cycle_field = Field("Cycle", self.cycle, "As it stands in letters, for example 2026-27.")
        self.first_field = Field("Passphrase", self.first, "Three or four words that you will remember. Nobody can look it up.")
        self.again_field = Field("The same again", self.again)
        for field in (self.cycle_field, Field("Region", self.region), self.first_field, self.again_field):
            self.column.addWidget(field)
        self.where = Elided("", "small", "ink3")
        self.column.addWidget(self.where)
        self.make = Button("Make the workspace", "main", "file-plus", name="new-make")
        self.make.clicked.connect(self._go)
        self.elsewhere = Button("Keep it elsewhere", "quiet", "folder-open", name="new-elsewhere")
        self.elsewhere.clicked.connect(self._choose_folder)
        cancel = Button("Back", "quiet", name="new-back")
        cancel.clicked.connect(lambda: back())
        self.add_buttons(self.make, self.elsewhere, cancel)
        self.cycle.textChanged.connect(lambda _text: self._show_path())
        self.again.returnPressed.connect(self._go)
        self._show_path()

    def begin(self) -> None:
        self.cycle.setFocus(Qt.FocusReason.OtherFocusReason)

    def path(self) -> Path:
        kept = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in self.cycle.text().strip()) or "cycle"
        return self._folder / f"moderation {kept}.wmpeer"

    def _show_path(self) -> None:
        self.where.setText(f"Kept in {self.path()}")

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Where to keep the workspace", str(self._folder))
        if chosen:
            self._folder = Path(chosen)
            self._show_path()

    def _go(self) -> None:
        self.cycle_field.set_error("" if self.cycle.text().strip() else "Give the cycle a name, for example 2026-27.")
        long_enough = len(self.first.text()) >= 8
        self.first_field.set_error("" if long_enough else "Use at least eight characters; three or four words are best.")
        same = self.first.text() == self.again.text()
        self.again_field.set_error("" if same else "The two are not the same. Type the passphrase again.")
        if self.cycle.text().strip() and long_enough and same:
            wanted = {"path": self.path(), "cycle": self.cycle.text().strip(), "region": self.region.value()}
            self.asked.emit(wanted | {"passphrase": self.first.text()})


class RecoveryKey(Column):
    """The recovery key is shown once, and typed back."""

    done = Signal()

    def __init__(self, is_right: Callable[[str], str]) -> None:
        super().__init__(
            "Write the recovery key down",
            "It opens this workspace when every passphrase is lost, and nothing else does. Write it on paper, and lock it away.",
        )
        self._is_right = is_right
        self.key = KeyGroups()
        self.column.addWidget(self.key)
        self.column.addWidget(Label(NO_LOOK_ALIKES, "small", "ink2", wrap=True))
        copy = Button("Copy", "plain", "copy", name="recovery-copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.key.text()))
        self.add_buttons(copy)
        self.typed = TextField(name="recovery-typed")
        self.field = Field("Type it back from your paper", self.typed, "Spaces, dashes and small letters do not matter.")
        self.column.addWidget(self.field)
        self.go = Button("It is on paper", "main", "check", name="recovery-done")
        self.go.clicked.connect(self._go)
        self.typed.returnPressed.connect(self._go)
        self.add_buttons(self.go)

    def show_key(self, key: str) -> None:
        self.key.set_key(key)

    def begin(self) -> None:
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        wrong = self._is_right(self.typed.text())
        self.field.set_error(wrong)
        if not wrong:
            self.done.emit()


class Lost(Column):
    """The passphrase or the keys are lost: the recovery key opens the workspace, and a new passphrase is set."""

    asked = Signal(object, str, str)

    def __init__(self, back: Callable[[], Any]) -> None:
        super().__init__("Open with the recovery key", "Your work is safe. Type the key from your paper and choose a new passphrase.")
        self.path: Path | None = None
        self.key = TextField(name="lost-key")
        self.first = TextField(secret=True, name="lost-passphrase")
        self.field = Field("Recovery key", self.key)
        self.first_field = Field("New passphrase", self.first, "Three or four words that you will remember.")
        self.column.addWidget(self.field)
        self.column.addWidget(self.first_field)
        self.go = Button("Open", "main", "key", name="lost-open")
        self.go.clicked.connect(self._go)
        cancel = Button("Back", "quiet", name="lost-back")
        cancel.clicked.connect(lambda: back())
        self.add_buttons(self.go, cancel)

    def begin(self) -> None:
        self.key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        long_enough = len(self.first.text()) >= 8
        self.field.set_error("" if self.key.text().strip() else "Type the recovery key.")
        self.first_field.set_error("" if long_enough else "Use at least eight characters; three or four words are best.")
        if self.path and self.key.text().strip() and long_enough:
            self.asked.emit(self.path, self.key.text(), self.first.text())
