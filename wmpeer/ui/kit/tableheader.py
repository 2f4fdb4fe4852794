"""The headings of a table: sticky, with units, sortable by click and by key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.paint import LEFT, RIGHT, box, colour, hairline, own_viewport, smooth, width_of, words
from wmpeer.ui.kit.records import Column, RecordModel
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import TABLE_ROW

_PAD = 8


class TableHeader(QHeaderView):
    """The headings: sticky, sortable by click and by key."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        own_viewport(self)
        self.setObjectName("headings")
        self.setAccessibleName("Headings; Space sorts")
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("ring", "none")
        self.setMinimumSectionSize(24)
        self._at = 0
        self.sectionClicked.connect(self.sort_by)
        theme().changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        shown = [at for at in range(len(self._columns())) if not self.isSectionHidden(at)]
        lines = max((len(self._lines(at)) for at in shown), default=1)
        units = any(self._columns()[at].unit for at in shown)
        return QSize(super().sizeHint().width(), TABLE_ROW + 16 * (lines - 1) + (14 if units else 0))

    def _lines(self, section: int) -> list[str]:
        """The heading in as many lines as its width makes of it, three at most."""
        lines: list[str] = []
        for word in self._columns()[section].title.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if (lines and width_of(longer, fonts.font("small", 500)) <= self.sectionSize(section) - 2 * _PAD) or len(lines) == 3:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines or [""]

    def fit(self) -> None:
        """The widths changed: the headings may need other heights."""
        self.updateGeometry()
        self.parentWidget().updateGeometries()
        self.viewport().update()

    def _columns(self) -> Sequence[Column]:
        model = self.model()
        return model.columns if isinstance(model, RecordModel) else ()

    def sort_by(self, section: int) -> None:
        """By this column, then the other way round, then as they came."""
        model = self.model()
        if not isinstance(model, RecordModel) or not model.columns[section].sorts():
            return
        now = model.sorted_by()
        if now is None or now[0] != section:
            model.sort(section, Qt.SortOrder.AscendingOrder)
        elif now[1] == Qt.SortOrder.AscendingOrder:
            model.sort(section, Qt.SortOrder.DescendingOrder)
        else:
            model.sort(-1)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = [at for at in range(self.count()) if not self.isSectionHidden(at)]
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and shown:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            here = shown.index(self._at) if self._at in shown else 0
            self._at = shown[min(max(here + step, 0), len(shown) - 1)]
            self.viewport().update()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.sort_by(self._at)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.parentWidget().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        columns = self._columns()
        if section >= len(columns):
            return
        column = columns[section]
        painter.save()
        smooth(painter)
        painter.fillRect(rect, colour("paper"))
        hairline(painter, rect.left(), rect.bottom() + 0.5, rect.right() + 1, rect.bottom() + 0.5, "line2")
        area = QRectF(rect).adjusted(_PAD, 0, -_PAD, -1)
        sort = self.model().sorted_by()
        if sort and sort[0] == section:
            icon = "caret-up" if sort[1] == Qt.SortOrder.AscendingOrder else "caret-down"
            mark = QRectF(area.right() - 12, area.bottom() - (37 if column.unit else 21), 12, 12)
            if column.number:
                mark.moveLeft(area.left() - 4)
            else:
                area.setRight(area.right() - 14)
            paint_icon(painter, mark, icon, "ink2", "bold")
        align = RIGHT if column.number else LEFT
        lines = self._lines(section)
        foot = area.bottom() - (23 if column.unit else 7)
        for up, line in enumerate(reversed(lines)):
            words(painter, QRectF(area.left(), foot - 16 * (up + 1), area.width(), 16), line, fonts.font("small", 500), "ink2", align)
        if column.unit:
            words(painter, QRectF(area.left(), area.bottom() - 22, area.width(), 16), column.unit, fonts.font("small"), "ink3", align)
        if self.hasFocus() and section == self._at:
            box(painter, rect, edge="focus", width=2)
        painter.restore()
