"""One of a few: segments in a row; the chosen one has fill, weight and a tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.focus import tab_through
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.paint import CENTRE, LEFT, box, colour, hairline, smooth, width_of, words
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import SEGMENT

_TICK = 18


class _Segment(QRadioButton):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setProperty("ring", "parent")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._toggled)

    def _toggled(self) -> None:
        self.updateGeometry()
        self.parentWidget().update()

    def sizeHint(self) -> QSize:
        return QSize(width_of(self.text(), fonts.font("interface", 600)) + 24 + (_TICK if self.isChecked() else 0), SEGMENT)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() - 12, SEGMENT)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            if not self.isChecked():
                if self.hasFocus():  # the arrow keys go on without choosing; the group's ring does not say where they are
                    wide = width_of(self.text(), fonts.font())
                    painter.fillRect(QRectF((self.width() - wide) / 2, self.height() - 7, wide, 2), colour("accent"))
                tone = "ink3" if not self.isEnabled() else "ink" if self.underMouse() else "ink2"
                words(painter, QRectF(self.rect()), self.text(), fonts.font(), tone, CENTRE)
                return
            font = fonts.font("interface", 600)
            content = width_of(self.text(), font) + _TICK
            x = max(4.0, (self.width() - content) / 2)
            tone = "accent_ink" if self.isEnabled() else "ink3"
            paint_icon(painter, QRectF(x, (self.height() - 14) / 2, 14, 14), "check", tone, "bold")
            words(painter, QRectF(x + _TICK, 0, self.width() - x - _TICK, self.height()), self.text(), font, tone, LEFT)


class Segmented(QWidget):
    """One of a few. *options* are ``(key, word)``; `chosen(key)` is sent when a person chooses, not when `set_value` does.

    Nothing is chosen at first: a default is never a judgement. With *clearable*, Delete or Backspace goes back to nothing chosen, and
    `chosen("")` is sent.
    """

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        *,
        label: str = "",
        value: str = "",
        clearable: bool = False,
        fill: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clearable = clearable
        self._fill = fill
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setProperty("ring", "inside")
        self.setSizePolicy(QSizePolicy.Policy.Expanding if fill else QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_options(options)
        self.set_value(value)
        self._group.buttonClicked.connect(self._clicked)
        theme().changed.connect(self.update)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Other words for the same keys keep the choice."""
        value = self.value()
        if list(self._segments) != [key for key, _ in options]:
            for segment in self._segments.values():
                self._group.removeButton(segment)
                self._row.removeWidget(segment)
                segment.hide()
                segment.deleteLater()
            self._segments = {}
            for key, word in options:
                segment = _Segment(word, self)
                segment.setObjectName(f"{self.objectName()}-{key}" if self.objectName() else key)
                self._segments[key] = segment
                self._group.addButton(segment)
                self._row.addWidget(segment, 1 if self._fill else 0)
            tab_through(self, tuple(self._segments.values()))
            self.set_value(value)
        for key, word in options:
            self._segments[key].setText(word)
            self._segments[key].setAccessibleName(word)
            self._segments[key].updateGeometry()

    def value(self) -> str:
        """The chosen key, or "" where nothing is chosen."""
        return next((key for key, segment in self._segments.items() if segment.isChecked()), "")

    def set_value(self, key: str) -> None:
        if key in self._segments:
            self._segments[key].setChecked(True)
            return
        self._group.setExclusive(False)
        for segment in self._segments.values():
            segment.setChecked(False)
        self._group.setExclusive(True)
        self.update()

    def segment(self, key: str) -> QRadioButton:
        """The button of one *key*, for a tooltip or a test."""
        return self._segments[key]

    def _clicked(self) -> None:
        self.chosen.emit(self.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clearable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.value():
            self.set_value("")
            self.chosen.emit("")
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            whole = QPainterPath()
            whole.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.fillPath(whole, colour("paper"))
            painter.setClipPath(whole)
            for at, segment in enumerate(self._segments.values()):
                area = segment.geometry()
                if segment.isChecked():
                    painter.fillRect(area, colour("chosen"))
                if at:
                    hairline(painter, area.left() + 0.5, 0, area.left() + 0.5, self.height())
            painter.setClipping(False)
            box(painter, self.rect(), edge="line2")
