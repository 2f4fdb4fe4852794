"""After a cycle was erased: its certificate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit

from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.labels import Elided
from wmpeer.ui.start.pages import Column

HEIGHT = 300


class Erased(Column):
    """What was erased and what is known to be outside, to be filed; *paths* are where it was written."""

    def __init__(self, cycle: str, text: str, paths: Sequence[Path], new: Callable[[], Any], open_: Callable[[], Any]) -> None:
        about = "This is the certificate: print it and file it. What is known to be elsewhere is for people to end."
        super().__init__(f"{cycle} was erased", about)
        self.certificate = QPlainTextEdit(text)
        self.certificate.setObjectName("certificate")
        self.certificate.setAccessibleName("Certificate of erasure")
        self.certificate.setReadOnly(True)
        self.certificate.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.certificate.setTabChangesFocus(True)
        self.certificate.setMinimumHeight(HEIGHT)
        self.column.addWidget(self.certificate)
        for path in paths:
            self.column.addWidget(Elided(f"Written: {path}", "small", "ink3"))
        self.new = Button("Make a workspace", "main", "file-plus", name="erased-new")
        self.open = Button("Open another", "plain", "folder-open", name="erased-open")
        for button, act in ((self.new, new), (self.open, open_)):
            button.clicked.connect(lambda _checked=False, act=act: act())
        self.add_buttons(self.new, self.open)

    def begin(self) -> None:
        self.certificate.setFocus(Qt.FocusReason.OtherFocusReason)
