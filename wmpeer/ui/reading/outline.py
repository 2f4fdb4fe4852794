"""The outline: headings with their pages, to go to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.theme import tokens
from wmpeer.ui.reading.records import Heading

ROW = 32
_Index = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractListModel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headings: Sequence[Heading] = ()

    def set_headings(self, headings: Sequence[Heading]) -> None:
        self.beginResetModel()
        self.headings = tuple(headings)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.headings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        heading = self.headings[index.row()]
        page = f", page {heading.page}" if heading.page else ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return heading.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{heading.text}{page}, level {heading.level}"
        return heading if role == Qt.ItemDataRole.UserRole else None


class OutlineDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        heading: Heading = index.data(Qt.ItemDataRole.UserRole)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, QColor(tokens().chosen))
            painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), QColor(tokens().accent))
        page = str(heading.page) if heading.page else ""
        font = fonts.font("interface", 600 if heading.level <= 1 or chosen else 400)
        wide = QFontMetrics(font).horizontalAdvance(page) + 12 if page else 0
        text = option.rect.adjusted(12 + 14 * min(heading.level - 1, 5), 0, -wide - 8, 0)
        painter.setFont(font)
        painter.setPen(QColor(tokens().ink))
        painter.drawText(
            text, Qt.AlignmentFlag.AlignVCenter, QFontMetrics(font).elidedText(heading.text, Qt.TextElideMode.ElideRight, text.width())
        )
        painter.setPen(QColor(tokens().accent_ink))
        painter.drawText(option.rect.adjusted(0, 0, -12, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, page)
        painter.restore()


class OutlineList(QListView):
    """Headings of a pane's document. `chosen(Heading)` on a click or Enter; the pane it follows goes there by itself."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self.setAccessibleName("Outline")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self._model = OutlineModel(self)
        self.setModel(self._model)
        self.setItemDelegate(OutlineDelegate(self))
        self._pane: QWidget | None = None
        self.clicked.connect(self._take)

    def follow(self, pane: QWidget) -> None:
        """Show the outline of *pane* and go there in it; a pane followed before is let go."""
        if self._pane is not None:
            self._pane.outline_changed.disconnect(self._model.set_headings)
            self._pane.page_changed.disconnect(self.show_page)
        self._pane = pane
        pane.outline_changed.connect(self._model.set_headings)
        pane.page_changed.connect(self.show_page)
        self._model.set_headings(pane.outline())

    def show_page(self, page: int, of: int) -> None:
        """Select the last heading on or before *page*."""
        if not of or self.hasFocus():
            return
        before = [row for row, heading in enumerate(self._model.headings) if heading.page and heading.page <= page]
        if before:
            self.setCurrentIndex(self._model.index(before[-1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._take(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _take(self, index: _Index) -> None:
        heading: Heading = index.data(Qt.ItemDataRole.UserRole)
        if self._pane is not None:
            self._pane.go_to_heading(heading)
        self.chosen.emit(heading)
