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

    def __init__(self, fact: Fact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact = fact
        icon, tone, weight = _MARKS[fact.kind]
        self._mark = Mark(fact.word, icon, tone, weight)
        self.setObjectName(f"fact-{fact.kind}")
        self.setText(fact.word)
        self.setAccessibleName(f"{fact.word}: {fact.sentence}")
        self.setToolTip(fact.sentence)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._tell)
        theme().changed.connect(self.update)

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
            paint_chip(smooth(painter), QRectF(self.rect()), self._mark, self.text(), over=self.underMouse())


class Facts(QWidget):
    """The chips of a figure, in as many lines as they need; gone where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facts")
        self._flow = Flow(6)
        self.setLayout(self._flow)
        self._chips: list[FactChip] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def set_facts(self, facts: Sequence[Fact]) -> None:
        if tuple(chip.fact for chip in self._chips) == tuple(facts):
            return
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [FactChip(fact, self) for fact in facts]
        for chip in self._chips:
            self._flow.addWidget(chip)
        self.setVisible(bool(facts))
        self.updateGeometry()

    def chips(self) -> tuple[FactChip, ...]:
        return tuple(self._chips)
