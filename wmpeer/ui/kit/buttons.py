"""Buttons: main, plain, quiet, danger and dense. Painted here, so that icon and word stand where the look wants them."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.icons import paint_icon, svg
from wmpeer.ui.kit.paint import LEFT, box, smooth, width_of, words
from wmpeer.ui.kit.theme import theme, tokens
from wmpeer.ui.kit.tokens import CONTROL, CONTROL_DENSE, mixed

Kind = Literal["main", "plain", "quiet", "danger", "dense"]
_ICON, _GAP = 16, 6


class Button(QPushButton):
    """A button that says a verb. *icon* is the name of a Phosphor icon, *key* a key cap shown after the word (it does not bind it).

    With ``setMenu`` it opens a menu and shows a caret; checked (``setCheckable``) it has the chosen fill.
    """

    def __init__(
        self,
        text: str = "",
        kind: Kind = "plain",
        icon: str = "",
        *,
        name: str = "",
        key: str = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind: str = kind
        self._icon = icon
        self._key = key
        if icon:
            svg(icon)
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(tip)
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self.update)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Another key cap behind the word, or none."""
        self._key = key
        self.updateGeometry()
        self.update()

    def set_words(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_kind(self, kind: str) -> None:
        self.kind = kind
        self.update()

    def _font(self):
        return fonts.font("small" if self.kind == "dense" else "interface", 600 if self.kind == "main" else 500)

    def _padding(self) -> int:
        return 8 if self.kind == "dense" else 12

    def _content_width(self) -> int:
        parts = [width_of(self.text(), self._font()) + 1] if self.text() else []
        if self._icon:
            parts.append(_ICON)
        if self._key:
            parts.append(self._key_width() + 4)
        if self.menu() is not None:
            parts.append(12)
        return sum(parts) + _GAP * max(0, len(parts) - 1)

    def _key_width(self) -> int:
        return max(18, width_of(self._key, fonts.font("small", 500)) + 10)

    def sizeHint(self) -> QSize:
        height = CONTROL_DENSE if self.kind == "dense" else CONTROL
        return QSize(max(height, self._content_width() + 2 * self._padding()), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _colours(self) -> tuple[str, str, str]:
        """Fill, edge and ink."""
        t = tokens()
        pressed, over = self.isDown(), self.underMouse() and self.isEnabled()
        if not self.isEnabled():
            return ("", "", "ink3") if self.kind == "quiet" else ("canvas", "line", "ink3")
        if self.kind == "main":
            return ("accent_hover" if over or pressed else "accent"), "", "on_accent"
        tint = mixed(t.accent, t.paper, 0.16 if pressed else 0.08)
        if self.kind == "danger":
            return (t.soft("alert") if over or pressed else "paper"), "alert", "alert"
        if self.kind == "quiet":
            return (tint if over or pressed else ""), "", "accent_ink"
        return (tint if over or pressed else "paper"), "line2", "ink"

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, edge, ink = self._colours()
        with QPainter(self) as painter:
            smooth(painter)
            if self.isChecked():
                fill, edge, ink = "chosen", "accent", "accent_ink"
            if fill or edge:
                box(painter, self.rect(), fill=fill, edge=edge)
            self._paint_content(painter, ink)

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        content = self._content_width()
        x = max(self._padding() // 2, (self.width() - content) / 2)
        if self._icon:
            paint_icon(painter, QRectF(x, (self.height() - _ICON) / 2, _ICON, _ICON), self._icon, ink)
            x += _ICON + _GAP
        if self.text():
            room = self.width() - x - (self._key_width() + _GAP + 4 if self._key else 0) - (20 if self.menu() is not None else 0) - 2
            x += words(painter, QRectF(x, 0, room, self.height()), self.text(), self._font(), ink, LEFT) + _GAP + 4
        if self._key:
            key_cap(painter, QRectF(x, (self.height() - 18) / 2, self._key_width(), 18), self._key)
        if self.menu() is not None:
            paint_icon(painter, QRectF(self.width() - self._padding() - 12, (self.height() - 12) / 2, 12, 12), "caret-down", ink, "bold")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does: Qt alone does so only in dialogs."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()


class IconButton(Button):
    """A quiet button that is only an icon; its *words* are its tooltip and its name to a screen reader."""

    def __init__(
        self,
        icon: str,
        words: str,
        *,
        name: str = "",
        size: int = 32,
        shortcut: str = "",
        tone: str = "ink2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "quiet", icon, name=name, tip=f"{words} ({shortcut})" if shortcut else words, parent=parent)
        self.setAccessibleName(words)
        self._size = size
        self._tone = tone
        self.setFixedSize(size, size)

    def set_words(self, text: str) -> None:
        self.setToolTip(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        side = 18 if self._size >= 28 else 16
        area = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        paint_icon(painter, area, self._icon, self._tone if self.isEnabled() and not self.isChecked() else ink)


def key_cap(painter: QPainter, rect: QRectF, key: str, tone: str = "ink2") -> None:
    """A key's cap, as painted in buttons, fields and rows."""
    box(painter, rect, fill="paper", edge="line2", radius=3)
    words(painter, rect, key, fonts.font("small", 500), tone, Qt.AlignmentFlag.AlignCenter, elide=False)
