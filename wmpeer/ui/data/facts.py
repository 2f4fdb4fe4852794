"""Chips beside a figure: provisional, restated, a newer one due, sources that disagree. The sentence is told on hover and on focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolTip, QWidget

from wmpeer.ui.data.records import Fact
from wmpeer.ui.kit.chips import chip_width, paint_chip
from wmpeer.ui.kit.flow import Flow
from wmpeer.ui.kit.kinds import Mark
from wmpeer.ui.kit.paint import smooth
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import CHIP

_MARKS = {
    "state": ("circle-half", "question", "regular"),
    "restated": ("clock-counter-clockwise", "question", "regular"),
    "stale": ("clock-countdown", "consider", "regular"),
    "disagree": ("not-equals", "concern", "bold"),
    "earlier": ("columns", "ask", "regular"),
    "fifth": ("chart-line", "ask", "regular"),
}


class FactChip(QPushButton):
    """A word; what it means stands in the tooltip, which also comes with the focus, and in the accessible description."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.fact: Fact | None = None
        self.setObjectName(f"fact-{kind}")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._tell)
        theme().changed.connect(self.update)
        self.hide()

    def set_fact(self, fact: Fact | None) -> None:
        """Say *fact*, or go."""
        self.fact = fact
        if fact is not None:
            self.setText(fact.word)
            self.setAccessibleName(fact.word)
            self.setAccessibleDescription(fact.sentence)
            self.setToolTip(fact.sentence)
        self.setVisible(fact is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.text()), CHIP)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QToolTip.hideText()

    def _tell(self) -> None:
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height() + 2)), self.toolTip(), self)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            icon, tone, weight = _MARKS[self.kind]
            paint_chip(smooth(painter), QRectF(self.rect()), Mark(self.text(), icon, tone, weight), self.text(), over=self.underMouse())


class Facts(QWidget):
    """The chips of a figure, in as many lines as they need; gone where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facts")
        flow = Flow(6)
        self.setLayout(flow)
        self._chips = {kind: FactChip(kind, self) for kind in _MARKS}  # all of them at once: Tab goes by the order they were made in
        for chip in self._chips.values():
            flow.addWidget(chip)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def set_facts(self, facts: Sequence[Fact]) -> None:
        told = {fact.kind: fact for fact in facts}
        for kind, chip in self._chips.items():
            chip.set_fact(told.get(kind))
        self.setVisible(bool(facts))
        self.updateGeometry()

    def chips(self) -> tuple[FactChip, ...]:
        """Those that say something."""
        return tuple(chip for chip in self._chips.values() if chip.fact is not None)
