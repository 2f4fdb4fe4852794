"""All marks of a crowded place in a list that scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from wmpeer.ui.kit import fonts, icons
from wmpeer.ui.reading import look
from wmpeer.ui.reading.records import Mark

WIDTH, ROW, MOST_ROWS = 340, 30, 10


class Crowd(QListWidget):
    """A list over the pane: `chosen(id)` on a click or Enter; Esc or a click elsewhere closes it."""

    chosen = Signal(str)

    def __init__(self, pane: QWidget, marks: Sequence[Mark], active: str = "") -> None:
        super().__init__(pane)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("marks-here")
        self.setAccessibleName("Marks at this place")
        self.setFont(fonts.font())
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for mark in marks:
            self.addItem(_item(mark))
        self.setIconSize(QSize(16, 16))
        self.setCurrentRow(next((row for row, mark in enumerate(marks) if mark.id == active), 0))
        self.setFixedSize(WIDTH, ROW * min(MOST_ROWS, len(marks)) + 4)
        self.itemClicked.connect(self._take)

    def open_at(self, point: QPoint) -> None:
        """Show the list with its right top corner at *point* of the screen, and wholly on the screen."""
        area = self.screen().availableGeometry()
        x = min(max(point.x() - WIDTH, area.left()), area.right() - WIDTH)
        y = min(max(point.y(), area.top()), area.bottom() - self.height())
        self.move(x, y)
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self._take(self.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _take(self, item: QListWidgetItem) -> None:
        mark = str(item.data(Qt.ItemDataRole.UserRole))
        self.chosen.emit(mark)
        self.close()


def _item(mark: Mark) -> QListWidgetItem:
    kind = look.kind_look(mark.kind)
    words = " ".join((mark.text or mark.anchor.exact)[:200].split())
    item = QListWidgetItem(icons.icon(kind.icon, kind.tone, kind.weight), f"{kind.word}: {words}")
    item.setData(Qt.ItemDataRole.UserRole, mark.id)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, item.text())
    item.setSizeHint(QSize(WIDTH - 20, ROW))
    return item
