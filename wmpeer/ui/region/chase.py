"""The chase list over the page: plain text to copy or to save."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.confirm import Sheet
from wmpeer.ui.kit.fields import TextArea


def open_chase_list(over: QWidget, text: str, *, copy: Callable[[Sheet], Any], save: Callable[[str], Any]) -> None:
    """Show *text* over a window; *copy* is told the sheet, *save* the text."""
    area = TextArea(text, rows=6, most=16, name="chase-text")
    area.setReadOnly(True)
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 4, 0, 0)
    column.addWidget(area)
    button = Button("Save as a text file", "quiet", "floppy-disk", name="chase-save")
    button.clicked.connect(lambda: save(text))
    column.addWidget(button)
    sheet = Sheet(over, "Chase list", body, "Copy", text="Plain text, to paste into a message or to print.", name="chase")
    sheet.accepted.connect(lambda: copy(sheet))
    sheet.open(sheet.yes)
