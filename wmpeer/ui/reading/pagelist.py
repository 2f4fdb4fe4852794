"""The pages of a document as small pictures, to go to: the one that is read, and where marks lie on each."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QImage, QKeyEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.message import announce
from wmpeer.ui.kit.paint import CENTRE, LEFT, RIGHT, words
from wmpeer.ui.kit.theme import tokens
from wmpeer.ui.reading import look

CELL = QSize(116, 172)
BOX = QSizeF(100, 136)
"""The room of a page's picture in its cell."""
MOST_STRIPES = 60
TYPING_MS = 1_500
"""Digits typed closer together are one page's number."""
_Index = QModelIndex | QPersistentModelIndex


class PageModel(QAbstractListModel):
    """One row a page; page and marks are asked of the pane when they are painted or read out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pane: Any = None
        self.read = 0
        self._count = 0

    def look_again(self) -> None:
        """Another document, or none."""
        self.beginResetModel()
        self._count = self.pane.unit_count() if self.pane is not None else 0
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(index.row())
        return None

    def words(self, row: int) -> str:
        """What is said of a page: "Page 3, being read, 2 marks: 1 concern, 1 strength"."""
        kinds = Counter(look.kind_look(kind).word.lower() for _, kind in self.pane.marks_on(row))
        count = sum(kinds.values())
        said = [f"Page {row + 1}", *(["being read"] if row + 1 == self.read else [])]
        if count:
            each = ", ".join(f"{kinds[word]} {word}" for word in sorted(kinds))
            said.append(f"{count} {'mark' if count == 1 else 'marks'}: {each}")
        return ", ".join(said)


class PageDelegate(QStyledItemDelegate):
    """Paints a page: its picture, a stripe for each mark, its number; the one that is read has a frame and its number in bold."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model: PageModel = index.model()
        pane, row, cell = model.pane, index.row(), QRectF(option.rect)
        if row >= pane.unit_count():
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().chosen))
            painter.drawRoundedRect(cell.adjusted(2, 2, -2, -2), 5, 5)
        size = pane.page_rect(row).size().scaled(BOX, Qt.AspectRatioMode.KeepAspectRatio)
        page = QRectF(
            QPointF(round(cell.center().x() - size.width() / 2), round(cell.top() + 8 + (BOX.height() - size.height()) / 2)), size
        )
        self._page(painter, page, pane.small.picture(row))
        marks = pane.marks_on(row)
        self._stripes(painter, page, marks)
        read = row + 1 == model.read
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens().accent if read else tokens().line2), 2 if read else 1))
        painter.drawRect(page.adjusted(-1, -1, 1, 1) if read else page.adjusted(-0.5, -0.5, 0.5, 0.5))
        self._number(painter, QRectF(cell.left() + 6, cell.bottom() - 24, cell.width() - 12, 20), row + 1, len(marks), read=read)
        painter.restore()

    @staticmethod
    def _page(painter: QPainter, page: QRectF, picture: QImage | None) -> None:
        painter.fillRect(page, QColor("#FFFFFF"))
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(page, picture)
        if tokens().dark:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(page, QColor(tokens().page))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    @staticmethod
    def _stripes(painter: QPainter, page: QRectF, marks: list[tuple[float, str]]) -> None:
        """One for each mark at its height, inside the right edge; those of one height lie on one another."""
        at = {min(round(share * (page.height() - 4)), round(page.height()) - 4): kind for share, kind in marks}
        for y in sorted(at)[:MOST_STRIPES]:
            painter.fillRect(QRectF(page.right() - 14, page.top() + y, 14, 3), look.hue(at[y], on_page=True))

    @staticmethod
    def _number(painter: QPainter, room: QRectF, number: int, marks: int, *, read: bool) -> None:
        font = fonts.font("small", 600 if read else 400)
        tone = "accent_ink" if read else "ink2"
        if not marks:
            words(painter, room, str(number), font, tone, CENTRE)
            return
        middle = room.center().x()
        words(painter, QRectF(room.left(), room.top(), middle - room.left() - 6, room.height()), str(number), font, tone, RIGHT)
        paint_icon(painter, QRectF(middle + 4, room.center().y() - 6, 12, 12), "highlighter", "ink2")
        words(painter, QRectF(middle + 19, room.top(), 40, room.height()), str(marks), fonts.font("small"), "ink2", LEFT)


class PageList(QListView):
    """Small pages of the pane it follows. `chosen(page)` on a click or Enter; digits choose a page by its number."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page-list")
        self.setAccessibleName("Pages")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(CELL)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(CELL.height() // 3)
        self._model = PageModel(self)
        self.setModel(self._model)
        self.setItemDelegate(PageDelegate(self))
        self._typed = ""
        self._typing = self._timer(TYPING_MS, self._forget_typed)
        self._asking = self._timer(0, self._ask)
        self.clicked.connect(self._take)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._asking.start())

    def _timer(self, milliseconds: int, then: Any) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(then)
        return timer

    def follow(self, pane: Any) -> None:
        """Show the pages of *pane*, and go there in it."""
        self._model.pane = pane
        pane.loaded.connect(self._look_again)
        pane.small.emptied.connect(self._look_again)
        pane.small.came.connect(self._came)
        pane.marks_moved.connect(self.viewport().update)
        pane.page_changed.connect(self.show_page)
        self._look_again()
        self.show_page(*pane.page_now())

    def show_page(self, page: int, of: int) -> None:
        """*page* is read now."""
        self._model.read = page
        self.viewport().update()
        if of and not self.hasFocus():
            self.setCurrentIndex(self._model.index(page - 1))

    def _look_again(self) -> None:
        self._model.look_again()
        self._asking.start()

    def _came(self, unit: int) -> None:
        self.update(self._model.index(unit))

    def _ask(self) -> None:
        """Pictures of the pages on view first, then of those a screen further."""
        pane = self._model.pane
        if pane is None:
            return
        if not self.isVisible():
            pane.small.show((), BOX)
            return
        columns = max(1, self.viewport().width() // CELL.width())
        top, high = self.verticalScrollBar().value(), self.viewport().height()
        first, last = top // CELL.height() * columns, ((top + high) // CELL.height() + 1) * columns
        further = last + high // CELL.height() * columns
        ratio = self.devicePixelRatioF()
        pane.small.show(range(first, min(further, self._model.rowCount())), QSizeF(BOX.width() * ratio, BOX.height() * ratio))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._asking.start()
        if self._model.read:
            index = self._model.index(self._model.read - 1)
            self.setCurrentIndex(index)
            self.scrollTo(index, QListView.ScrollHint.PositionAtCenter)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._asking.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._asking.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._forget_typed()
            self._take(self.currentIndex())
        elif event.text().isascii() and event.text().isdigit() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._type(event.text())
        else:
            super().keyPressEvent(event)

    def _type(self, digit: str) -> None:
        """A page by its number: 1, 3, 2 typed one after the other choose page 132. What would be beyond the last page begins anew."""
        count = self._model.rowCount()
        for typed in (self._typed + digit, digit):
            if 0 < int(typed) <= count:
                self._typed = typed
                self._typing.start()
                self.setCurrentIndex(self._model.index(int(typed) - 1))
                self.scrollTo(self.currentIndex())
                announce(self, self._model.words(int(typed) - 1))
                return

    def _forget_typed(self) -> None:
        self._typing.stop()
        self._typed = ""

    def _take(self, index: _Index) -> None:
        page = index.row() + 1
        self._model.pane.go_to(page)
        self.chosen.emit(page)
