"""Small words that lead somewhere."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import Button


class Link(Button):
    """A quiet word or two to press, 22 px high, flush with the text around it. *said* is its name to a screen reader."""

    def __init__(self, text: str, *, name: str = "", said: str = "", tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "quiet", name=name, tip=tip, parent=parent)
        self.setAccessibleName(said or text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # a long one is cut rather than widening its column

    def _font(self):
        return fonts.font("small", 500)

    def _padding(self) -> int:
        return 0

    def sizeHint(self) -> QSize:
        return QSize(self._content_width(), 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(40, self.sizeHint().width()), 22)
