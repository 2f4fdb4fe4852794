"""Small marks: chips of kinds, words of state, key caps, thin bars with their numbers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import key_cap
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.kinds import Mark, mark
from wmpeer.ui.kit.paint import LEFT, RIGHT, box, colour, smooth, width_of, words
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import BAR, CHIP, KEY_CAP


def paint_chip(painter: QPainter, rect: QRectF, shown: Mark, text: str, *, over: bool = False) -> None:
    """A chip: soft ground, icon, word; an alert is solid."""
    solid = shown.tone == "alert"
    ink = "on_alert" if solid else shown.tone
    box(painter, rect, fill="alert" if solid else f"soft-{shown.tone}", edge=shown.tone if over else "")
    paint_icon(painter, QRectF(rect.left() + 6, rect.center().y() - 7, 14, 14), shown.icon, ink, shown.weight)
    words(painter, rect.adjusted(24, 0, -6, 0), text, fonts.font("small", 500), ink, LEFT)


def chip_width(text: str) -> int:
    """The logical pixels a chip with *text* takes."""
    return width_of(text, fonts.font("small", 500)) + 32


class Chip(QPushButton):
    """A finding's kind as a chip. With *jumps* it is a button (`clicked`), else only a mark. *text* stands instead of the kind's word."""

    def __init__(self, kind: str, text: str = "", *, jumps: bool = False, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jumps = jumps
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if jumps:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_kind(kind, text)
        theme().changed.connect(self.update)

    def set_kind(self, kind: str, text: str = "") -> None:
        self._mark = mark(kind)
        self.setText(text or self._mark.word)
        self.setAccessibleName(self.text() if self.text().startswith(self._mark.word) else f"{self._mark.word}: {self.text()}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.text()), CHIP)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(64, self.sizeHint().width()), CHIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_chip(smooth(painter), QRectF(self.rect()), self._mark, self.text(), over=self._jumps and self.underMouse())


class KindMark(QWidget):
    """A kind as a small square with its icon, for the left end of a row; its word is its tooltip and its accessible name."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark(kind)
        self.setFixedSize(24, 24)
        self.setToolTip(self._mark.word)
        self.setAccessibleName(self._mark.word)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_kind(smooth(painter), QRectF(self.rect()), self._mark)


def paint_kind(painter: QPainter, rect: QRectF, shown: Mark) -> None:
    """The square of a `KindMark`."""
    solid = shown.tone == "alert"
    box(painter, rect, fill="alert" if solid else f"soft-{shown.tone}")
    paint_icon(painter, rect.adjusted(4, 4, -4, -4), shown.icon, "on_alert" if solid else shown.tone, shown.weight)


class StateLabel(QWidget):
    """A state: icon and word; only late and held colour their word too."""

    def __init__(self, state: str = "not-started", text: str = "", parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_state(state, text)
        theme().changed.connect(self.update)

    def set_state(self, state: str, text: str = "") -> None:
        self._mark = mark(state)
        self._text = text or self._mark.word
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(width_of(self._text, fonts.font("interface", 500)) + 24, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_state(smooth(painter), QRectF(self.rect()), self._mark, self._text)


def paint_state(painter: QPainter, rect: QRectF, shown: Mark, text: str) -> None:
    """Icon and word from the left end of *rect*."""
    paint_icon(painter, QRectF(rect.left(), rect.center().y() - 8, 16, 16), shown.icon, shown.tone, shown.weight)
    tone, weight = (shown.tone, 500) if shown.loud else ("ink", 400)
    words(painter, rect.adjusted(22, 0, 0, 0), text, fonts.font("interface", weight), tone)


class KeyCap(QWidget):
    """A key's cap beside what it does; pressing it is bound elsewhere."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(f"key {key}")
        self.setFixedSize(max(KEY_CAP, width_of(key, fonts.font("small", 500)) + 10), KEY_CAP)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            key_cap(smooth(painter), QRectF(self.rect()), self._key)


def paint_bar(painter: QPainter, rect: QRectF, share: float, tone: str) -> None:
    """A thin track with *share* (0 to 1) of it filled; anything above nothing shows."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("line"))
    half = rect.height() / 2
    painter.drawRoundedRect(rect, half, half)
    if share > 0:
        painter.setBrush(colour(tone))
        filled = max(rect.height(), rect.width() * min(share, 1.0))
        painter.drawRoundedRect(QRectF(rect.left(), rect.top(), filled, rect.height()), half, half)


class Bar(QWidget):
    """A thin bar with its name and its numbers above: ``Bar("Read", "question").set(62, 132)``; without a name the bar alone."""

    def __init__(self, label: str, tone: str = "accent", parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self._label, self._tone = label, tone
        self._share, self._text = 0.0, ""
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set(0, 0)
        theme().changed.connect(self.update)

    def set(self, done: float, total: float, text: str = "") -> None:
        """*text* stands instead of "62 of 132"."""
        self._share = done / total if total else 0.0
        self._text = text or (f"{done:g} of {total:g}" if total else "")
        self.setAccessibleName(f"{self._label}: {self._text}" if self._text else self._label)
        self.update()

    def share(self) -> float:
        """How much is filled, 0 to 1."""
        return self._share

    def sizeHint(self) -> QSize:
        return QSize(150, 28 if self._label else BAR)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            if self._label:
                line = QRectF(0, 0, self.width(), 18)
                right = words(painter, line, self._text, fonts.font("interface", 500), "ink", RIGHT)
                words(painter, line.adjusted(0, 0, -right - 6, 0), self._label, fonts.font(), "ink2")
            paint_bar(painter, QRectF(0, self.height() - BAR, self.width(), BAR), self._share, self._tone)
