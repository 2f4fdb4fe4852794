"""The marking bar: six keys with icon and word; a click does what the key does."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import IconButton, key_cap
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.kinds import KINDS
from wmpeer.ui.kit.labels import Elided, Label
from wmpeer.ui.kit.paint import LEFT, box, colour, hairline, smooth, width_of, words
from wmpeer.ui.kit.parts import NumberMark
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.reading.records import KIND_KEYS


class _MarkButton(QPushButton):
    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark = KINDS[kind]
        self.worded = True
        self.setObjectName(f"mark-{kind}")
        self.setAccessibleName(f"{self._mark.word}, key {self._mark.key}")
        self.setToolTip(f"{self._mark.word} ({self._mark.key})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the text, where the letters work
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        word = width_of(self._mark.word, fonts.font("interface", 500)) + 5 if self.worded else 0
        return QSize(8 + 18 + 6 + 16 + word + (0 if self.worded else 4), 28)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            if not self.isEnabled():
                painter.setOpacity(0.4)
            elif self.underMouse() or self.isDown():
                box(painter, self.rect(), fill=f"soft-{self._mark.tone}")
            key_cap(painter, QRectF(4, 5, 18, 18), self._mark.key, "ink")
            paint_icon(painter, QRectF(28, 6, 16, 16), self._mark.icon, self._mark.tone, self._mark.weight)
            if self.worded:
                words(painter, QRectF(49, 0, self.width() - 49, 28), self._mark.word, fonts.font("interface", 500), "ink", LEFT)


class MarkingBar(QWidget):
    """`pressed(kind)`. In a short room it also says the page and the area, and holds the menu of what else the tool row has."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("marking-bar")
        self.setFixedHeight(37)
        self._worded = True
        self._kinds: Collection[str] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(2)
        self._icon = _Pen(self)
        row.addWidget(self._icon)
        self.buttons: dict[str, _MarkButton] = {}
        for kind in KIND_KEYS.values():
            button = self.buttons[kind] = _MarkButton(kind, self)
            button.clicked.connect(lambda _checked=False, kind=kind: self.pressed.emit(kind))
            row.addWidget(button)
        self.target = Elided("", weight=500)
        self.target.setObjectName("mark-target")
        self.target.hide()
        row.addSpacing(6)
        row.addWidget(self.target, 1)
        self._rest = QWidget()
        self._rest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self._rest, 0)
        self.page = Label("", tone="ink2")
        self.page.setObjectName("foot-page")
        self.more = IconButton("dots-three", "Documents, find, size", name="foot-more")
        self.number = NumberMark()
        self.judged = Label("", weight=500)
        self.judged.setObjectName("foot-judged")
        self.foot = QWidget(self)
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 8, 0)
        foot.setSpacing(6)
        for part in (self.page, self.more, self.number, self.judged):
            foot.addWidget(part)
        row.addWidget(self.foot)
        self.foot.hide()
        theme().changed.connect(self.update)

    def set_target(self, words: str, kinds: Collection[str] | None = None) -> None:
        """Name what letters take where it is not words of the text, and offer only *kinds* of it; empty words are the text's again."""
        if words == self.target.text() and kinds == self._kinds:
            return
        self._kinds = kinds
        self.target.setText(words)
        self.target.setVisible(bool(words))
        self._rest.setVisible(not words)
        for kind, button in self.buttons.items():
            button.setEnabled(kinds is None or kind in kinds)
        self._fit()

    def set_room(self, room: str) -> None:
        self.foot.setVisible(room == "short")
        self._icon.setVisible(room == "wide")
        self._fit()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def _fit(self) -> None:
        """Words only where all of them have room."""
        wanted = sum(55 + width_of(KINDS[kind].word, fonts.font("interface", 500)) for kind in self.buttons) + 16
        taken = 260 if not self.target.isHidden() else 0
        taken += (250 if not self.foot.isHidden() else 0) + (24 if not self._icon.isHidden() else 0)
        room = self.width() - taken
        worded = wanted <= room
        if worded != self._worded:
            self._worded = worded
            for button in self.buttons.values():
                button.worded = worded
                button.updateGeometry()
                button.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour("paper"))
            hairline(painter, 0, self.height() - 0.5, self.width(), self.height() - 0.5)


class _Pen(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(22, 18)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_icon(painter, QRectF(1, 1, 16, 16), "highlighter", "ink2")
