"""The list of keys over the window (F1): what works everywhere, and what works on the screen behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import key_cap
from wmpeer.ui.kit.confirm import Sheet
from wmpeer.ui.kit.keywords import KeyGroup, KeyLine, caps
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.paint import LEFT, smooth, width_of, words
from wmpeer.ui.kit.theme import theme

_CAP, _GAP, _PAD = 20, 3, 6
_WIDE, _NARROW, _TWO_COLUMNS = 860, 460, 800
_STEPS = {
    Qt.Key.Key_Down: 40, Qt.Key.Key_Up: -40, Qt.Key.Key_PageDown: 240, Qt.Key.Key_PageUp: -240, Qt.Key.Key_End: 100_000,
    Qt.Key.Key_Home: -100_000,
}  # fmt: skip


class KeyCaps(QWidget):
    """The caps of one line: those held together side by side, the ways to do the same with "or" between them."""

    def __init__(self, line: KeyLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ways = [list(caps(key)) for key in line.keys]
        self.setAccessibleName(" or ".join(" ".join(way) for way in self._ways))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def _pieces(self) -> list[tuple[str, float, bool]]:
        """Words, width, and whether it is a cap."""
        pieces: list[tuple[str, float, bool]] = []
        for at, way in enumerate(self._ways):
            if at:
                pieces.append(("or", width_of("or", fonts.font("small")) + 4, False))
            pieces += [(cap, max(_CAP, width_of(cap, fonts.font("small", 500)) + 2 * _PAD), True) for cap in way]
        return pieces

    def sizeHint(self) -> QSize:
        return QSize(int(sum(width + _GAP for _, width, _ in self._pieces())) + 2, _CAP)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        x = 0.0
        with QPainter(self) as painter:
            smooth(painter)
            for text, width, cap in self._pieces():
                area = QRectF(x + 0.5, 0.5, width - 1, _CAP - 1)
                key_cap(painter, area, text) if cap else words(painter, area.adjusted(1, 0, 0, 0), text, fonts.font("small"), "ink2", LEFT)
                x += width + _GAP


class KeySheet(Sheet):
    """Shows *groups*; Esc, F1 or "Close" takes it away and gives the focus back."""

    def __init__(self, window: QWidget, groups: Sequence[KeyGroup]) -> None:
        wide = window.window().width() >= _TWO_COLUMNS + 80
        body = _columns(groups, 2 if wide else 1)
        super().__init__(window, "Keys", body, "", width=_WIDE if wide else _NARROW, name="keys")
        self.yes.setEnabled(False)
        self.yes.hide()
        self.no.set_words("Close")

    def begin(self) -> None:
        self.open(self.no)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            self.decline()
        elif event.key() in _STEPS:
            bar = self._pane.verticalScrollBar()
            bar.setValue(bar.value() + _STEPS[Qt.Key(event.key())])
            event.accept()
        else:
            super().keyPressEvent(event)


def _columns(groups: Sequence[KeyGroup], count: int) -> QWidget:
    """The groups in their order, in one column or two of about the same height."""
    body = QWidget()
    row = QHBoxLayout(body)
    row.setContentsMargins(0, 8, 8, 4)
    row.setSpacing(40)
    heights = [len(group.lines) + 2 for group in groups]
    cut = min(range(1, len(groups) + 1), key=lambda at: max(sum(heights[:at]), sum(heights[at:]))) if count > 1 else len(groups)
    for part in (groups[:cut], groups[cut:])[:count]:
        column = QVBoxLayout()
        column.setSpacing(16)
        for group in part:
            column.addWidget(_group(group))
        column.addStretch(1)
        row.addLayout(column, 1)
    return body


def _group(group: KeyGroup) -> QWidget:
    held = QWidget()
    held.setObjectName("key-group")
    held.setAccessibleName(group.title)
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(Label(group.title, weight=600))
    for line in group.lines:
        said = Label(line.words, tone="ink2", wrap=True)
        said.setAccessibleName(f"{line.words}: {' or '.join(line.keys)}")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(said, 1)
        row.addWidget(KeyCaps(line), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
    return held
