"""The recovery key as it is copied from a screen to paper: every sign in its own place, five to a group, five groups to a line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.paint import colour, smooth
from wmpeer.ui.kit.theme import theme

NO_LOOK_ALIKES = "It has no letters O, I, L and U: a round sign is the nought, a stroke is the one. Typed as O, I or L they are right too."
_GROUPS, _SIGN, _BETWEEN, _LINE = 5, 13, 18, 28


class KeyGroups(QWidget):
    """Shows a key of groups with dashes between them; `text()` is the groups with spaces between, "" while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recovery-key")
        self.setAccessibleName("Recovery key")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._groups: list[str] = []
        theme().changed.connect(self.update)
        self.hide()

    def set_key(self, key: str) -> None:
        self._groups = key.split("-")
        self.setAccessibleDescription(", ".join(" ".join(group) for group in self._groups))
        self.updateGeometry()
        self.show()
        self.update()

    def text(self) -> str:
        return " ".join(self._groups)

    def sizeHint(self) -> QSize:
        lines = -(-len(self._groups) // _GROUPS)
        return QSize(_GROUPS * (5 * _SIGN + _BETWEEN) - _BETWEEN, lines * _LINE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            painter.setFont(fonts.font("subheading"))
            painter.setPen(colour("ink"))
            for at, group in enumerate(self._groups):
                line, place = divmod(at, _GROUPS)
                left = place * (5 * _SIGN + _BETWEEN)
                for number, sign in enumerate(group):
                    spot = QRectF(left + number * _SIGN, line * _LINE, _SIGN, _LINE)
                    painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, sign)
