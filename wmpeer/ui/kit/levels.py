"""The levels of a judgement as rows: radio, name, descriptor, who says so already, and the key that chooses it.

Nothing moves when one is chosen: what stands below must stay under the pointer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import key_cap
from wmpeer.ui.kit.focus import tab_through
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.paint import RIGHT, box, colour, hairline, smooth, width_of, words
from wmpeer.ui.kit.theme import theme

_TEXT_X, _KEY = 36, 20
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class Level:
    """One level: `key` is what is kept ("good"), `word` and `descriptor` come from the framework, `cap` is the digit that chooses it.

    `said` are marks at the right: pairs of icon and words, such as ``("flag-pennant", "Walsall says")``.
    """

    key: str
    word: str
    descriptor: str = ""
    cap: str = ""
    said: tuple[tuple[str, str], ...] = ()


class _Row(QRadioButton):
    def __init__(self, level: Level, parent: LevelPicker) -> None:
        super().__init__(level.word, parent)
        self.level = level
        self.setProperty("ring", "inside")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._picker = parent
        said = "; ".join(words for _, words in level.said)
        self.setAccessibleName(f"{level.word}{f', {said}' if said else ''}")
        self.setAccessibleDescription(level.descriptor)
        self.setToolTip(level.descriptor)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def height_at(self, width: int, compact: bool) -> int:
        """Each row shows all of its descriptor; a *compact* one only its name."""
        if compact or not self.level.descriptor:
            return 31
        return 24 + _lines(self.level.descriptor, _text_width(width)) + 7

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            chosen = self.isChecked()
            if chosen:
                box(painter, self.rect(), fill="chosen", edge="accent", width=1)
            elif self.underMouse():
                box(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), fill="canvas")
            self._paint_radio(painter, chosen)
            right = self._paint_right(painter)
            name = QRectF(_TEXT_X, 6, right - _TEXT_X - 8, 18)
            words(painter, name, self.level.word, fonts.font("interface", 600), "ink")
            if self.height() > 31:
                _paint_words(painter, QRect(_TEXT_X, 24, _text_width(self.width()), self.height() - 24), self.level.descriptor)

    def _paint_radio(self, painter: QPainter, chosen: bool) -> None:
        centre = QRectF(11, 7, 15, 15)
        painter.setPen(QPen(colour("accent" if chosen else "line2"), 1.5))
        painter.setBrush(colour("paper"))
        painter.drawEllipse(centre)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawEllipse(centre.adjusted(3.5, 3.5, -3.5, -3.5))

    def _paint_right(self, painter: QPainter) -> float:
        right = self.width() - 10.0
        if self.level.cap:
            key_cap(painter, QRectF(right - _KEY, 5, _KEY - 1, 20), self.level.cap)
            right -= _KEY + 12
        for icon, said in reversed(self.level.said):
            width = width_of(said, fonts.font())
            words(painter, QRectF(right - width, 6, width, 18), said, fonts.font(), "ink2", RIGHT, elide=False)
            paint_icon(painter, QRectF(right - width - 18, 8, 14, 14), icon, "ink2")
            right -= width + 30
        return right

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from level to level and choose none: a judgement is never changed by a key that scrolls elsewhere."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._picker.go_from(self, 1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._picker.update()
        return super().event(event)


def _text_width(width: int) -> int:
    return max(60, width - _TEXT_X - 12)


def _lines(text: str, width: int) -> int:
    """How high *text* is in a column *width* wide."""
    return QFontMetrics(fonts.font("small")).boundingRect(QRect(0, 0, width, 999), _WRAP, text).height()


def _paint_words(painter: QPainter, where: QRect, text: str) -> None:
    painter.setFont(fonts.font("small"))
    painter.setPen(colour("ink2"))
    painter.drawText(where, _WRAP, text)


class LevelPicker(QWidget):
    """The levels of one area. `chosen(key)` when a person chooses; nothing is chosen at first.

    With the focus inside, a level's digit chooses it and Delete goes back to nothing chosen (`chosen("")`); arrows only go from one to
    the next, where Space or Enter chooses. Its height follows its width and never what is chosen.
    """

    chosen = Signal(str)

    def __init__(self, levels: Sequence[Level] = (), *, label: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._rows: dict[str, _Row] = {}
        self._compact, self._foot = False, 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group.buttonClicked.connect(lambda: self.chosen.emit(self.value()))
        theme().changed.connect(self.update)
        self.set_levels(levels)

    def set_levels(self, levels: Sequence[Level], value: str = "") -> None:
        """Show other levels; *value* is the chosen one's key, or ""."""
        focused = next((key for key, row in self._rows.items() if row.hasFocus()), "")
        for row in self._rows.values():
            self._group.removeButton(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        for level in levels:
            row = _Row(level, self)
            row.setObjectName(f"{self.objectName()}-{level.key}" if self.objectName() else level.key)
            self._rows[level.key] = row
            self._group.addButton(row)
            self._column.addWidget(row)
            row.show()
        tab_through(self, tuple(self._rows.values()))
        self.set_value(value)
        if focused in self._rows:
            self._rows[focused].setFocus()

    def value(self) -> str:
        return next((key for key, row in self._rows.items() if row.isChecked()), "")

    def set_value(self, key: str) -> None:
        if key in self._rows:
            self._rows[key].setChecked(True)
        else:
            self._group.setExclusive(False)
            for row in self._rows.values():
                row.setChecked(False)
            self._group.setExclusive(True)
        self.lay_out()

    def choose(self, cap: str) -> bool:
        """Choose the level whose key cap is *cap*, as if pressed; says whether there is one."""
        for key, row in self._rows.items():
            if row.level.cap == cap and row.isEnabled():
                self.set_value(key)
                self.chosen.emit(key)
                return True
        return False

    def row(self, key: str) -> QRadioButton:
        return self._rows[key]

    def set_compact(self, compact: bool) -> None:
        """In a short room rows are names alone, and one place below says what the one means that is pointed at, focused or chosen."""
        if compact != self._compact:
            self._compact = compact
            self.lay_out()

    def go_from(self, row: QRadioButton, step: int) -> None:
        """Put the focus on the level *step* further, without choosing it."""
        rows = list(self._rows.values())
        at = rows.index(row) + step
        if 0 <= at < len(rows):
            rows[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def lay_out(self) -> None:
        """Heights follow the width there is."""
        width = max(self.width() - 2, 160)
        total = 2
        for row in self._rows.values():
            height = row.height_at(width, self._compact)
            row.setFixedHeight(height)
            total += height
        said = [row.level.descriptor for row in self._rows.values() if row.level.descriptor] if self._compact else []
        self._foot = max((_lines(one, width - 24) for one in said), default=-12) + 12
        self._column.setContentsMargins(1, 1, 1, 1 + self._foot)
        self.setFixedHeight(total + self._foot)
        self.update()

    def told(self) -> str:
        """What the place below the names says: the meaning of the level that is pointed at, else focused, else chosen."""
        rows = self._rows.values()
        ways = (lambda row: row.underMouse(), lambda row: row.hasFocus(), lambda row: row.isChecked())
        return next((row.level.descriptor for is_meant in ways for row in rows if is_meant(row)), "Point at a level to read what it means.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.lay_out()

    def sizeHint(self) -> QSize:
        return QSize(360, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and self.choose(event.text()):
            focused = self._rows[self.value()]
            focused.setFocus()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.value():
            self.set_value("")
            self.chosen.emit("")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            box(painter, self.rect(), fill="paper", edge="line2", radius=5)
            rows = list(self._rows.values())
            for above, below in pairwise(rows):
                if not (above.isChecked() or below.isChecked()):
                    hairline(painter, 12, below.y() - 0.5, self.width() - 12, below.y() - 0.5)
            if self._foot:
                top = self.height() - self._foot
                hairline(painter, 0, top - 0.5, self.width(), top - 0.5)
                _paint_words(painter, QRect(12, top + 5, self.width() - 24, self._foot - 6), self.told())
