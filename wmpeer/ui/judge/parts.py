"""Pieces of the card: a field with its name beside or above it, the list of findings, last year's points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wmpeer.judging.records import FindingLine, PointLine
from wmpeer.ui.judge.records import where
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.keywords import KeyGroup, KeyLine
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.lists import Line, RecordList
from wmpeer.ui.kit.theme import theme

_EDGE = 12
OUTCOMES = {
    "done": ("check-circle", "strength", "fill", "done"),
    "under-way": ("circle-half", "question", "fill", "under way"),
    "not-mentioned": ("x-circle", "concern", "regular", "not mentioned"),
    "": ("circle-dashed", "ink3", "regular", "not said"),
}


class Labelled(QWidget):
    """A field with its name at its left, or above it where there is no room."""

    def __init__(self, label: str, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label, self.field = Label(label, tone="ink2"), field
        self.label.setBuddy(field)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self.label)
        self._row.addWidget(field)
        self._row.setAlignment(field, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._fits(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fits(self.label.sizeHint().width() + self.field.minimumSizeHint().width() + 8 <= self.width())

    def _fits(self, beside: bool) -> None:
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way == self._row.direction():
            return
        self._row.setDirection(way)
        spread = QSizePolicy.Policy.Maximum if beside else QSizePolicy.Policy.Expanding
        self.field.setSizePolicy(spread, QSizePolicy.Policy.Fixed)
        flag = Qt.AlignmentFlag
        self._row.setAlignment(self.field, flag.AlignRight | flag.AlignVCenter if beside else flag(0))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())


class FindingList(RecordList):
    """My findings. `jumped(line)` on a click or an arrow key, `opened` on Enter or a double click, `withdrawn(line)` on Delete."""

    jumped = Signal(object)
    withdrawn = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._as_line, label="My findings", key=lambda line: line.id, letters=False, name="my-findings", parent=parent)
        self.main, self.alerts = "", frozenset[int]()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ring", "none")
        self.setViewportMargins(-_EDGE, 0, -_EDGE, 0)  # its rows have an edge of their own, which stands outside the words
        self.setAccessibleDescription("Enter edits, Delete withdraws, Space shows the passage")

    def _as_line(self, line: FindingLine) -> Line:
        kind = "alert" if line.kind == "concern" and line.level in self.alerts else line.kind
        at = where(line.quotes[0], self.main) if line.quotes else f"picture p {line.clips[0].page}" if line.clips else ""
        at = at or (line.figures[0].period if line.figures else "")
        return Line(line.text, right=at, tone="concern" if at == "not found" else "accent_ink", kind=kind, tip=line.text)

    def set_findings(self, lines: Sequence[FindingLine], main: str, alerts: frozenset[int]) -> None:
        """*main* is the SHA-256 of the document that needs no name; *alerts* are the levels of concern that go to the Board."""
        self.main, self.alerts = main, alerts
        self.set_records(lines)
        self.setFixedHeight(self.height_of_all() if lines else 0)
        self.setVisible(bool(lines))

    def key_group(self) -> KeyGroup:
        return KeyGroup(
            "In my findings",
            (KeyLine(("Enter",), "Change the finding"), KeyLine(("Space",), "Show its passage"), KeyLine(("Del",), "Withdraw it")),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and line is not None:
            self.withdrawn.emit(line)
        elif event.key() == Qt.Key.Key_Space and line is not None:
            self.jumped.emit(line)
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.current() is not None:
                self.jumped.emit(self.current())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.jumped.emit(self.current())

    def wheelEvent(self, event: Any) -> None:
        event.ignore()  # the card scrolls, the list never does


class _Sign(QWidget):
    def __init__(self, outcome: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = OUTCOMES.get(outcome, OUTCOMES[""])
        self.setFixedSize(18, 18)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        icon, tone, weight, _ = self._look
        with QPainter(self) as painter:
            paint_icon(painter, QRectF(1, 1, 16, 16), icon, tone, weight)


class Points(QWidget):
    """The points of earlier cycles in this area, each with what came of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("points")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._shown: tuple[PointLine, ...] = ()

    def set_points(self, points: Sequence[PointLine]) -> None:
        if tuple(points) == self._shown:
            return
        self._shown = tuple(points)
        while (item := self._column.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for point in points:
            self._column.addWidget(self._row(point))

    def count(self) -> int:
        return len(self._shown)

    def _row(self, point: PointLine) -> QWidget:
        held = QWidget(self)
        row = QHBoxLayout(held)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(10)
        words = OUTCOMES.get(point.outcome, OUTCOMES[""])[3]
        text, outcome = Label(point.text, wrap=True), Label(words, weight=500, tone="ink2")
        text.setToolTip(point.comment)
        held.setAccessibleName(f"{point.text}: {words}")
        row.addWidget(_Sign(point.outcome), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        row.addWidget(outcome, 0, Qt.AlignmentFlag.AlignTop)
        return held
