"""One of the three sentences above the table: an icon, a heading, and words with links."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.theme import theme


class Icon(QWidget):
    """An icon at the height of a first line of words."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone
        self.setFixedSize(18, 18)
        theme().changed.connect(self.update)

    def look(self) -> tuple[str, str]:
        return self._name, self._tone

    def set_look(self, name: str, tone: str) -> None:
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_icon(painter, QRectF(0, 1, 16, 16), self._name, self._tone)


class Sentence(QWidget):
    """`followed(link)` when a person follows a link in it. Two lines high, so that nothing jumps when the words come."""

    followed = Signal(str)

    def __init__(self, icon: str, tone: str, heading: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(heading)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        self._icon = Icon(icon, tone)
        grid.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(heading, weight=600), 0, 1)
        self.text = Label("", tone="ink2", wrap=True, links=True)
        self.text.setObjectName(f"{name}-text")
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setMinimumHeight(34)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.text.linkActivated.connect(self.followed)
        grid.addWidget(self.text, 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)  # the headings of three stand on one line, however long their words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_words(self, text: str) -> None:
        self.text.setText(text)

    def set_icon(self, icon: str, tone: str) -> None:
        """Another icon: good news does not stand beside a warning."""
        self._icon.set_look(icon, tone)

    def look(self) -> tuple[str, str]:
        """Its icon and the icon's tone."""
        return self._icon.look()
