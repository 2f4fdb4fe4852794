"""Tables of records: 32 px rows, numbers at the right in tabular figures, units in the heading, sorting by click and by key.

The chosen row has a fill and a 3 px bar; the focus is a ring round the row (or, with *cells*, round the cell). Tab reaches the headings:
left and right move, Space sorts, Esc or Down goes back to the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.chips import paint_bar
from wmpeer.ui.kit.fields import paint_tick
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.keywords import KeyGroup
from wmpeer.ui.kit.paint import (
    LEFT,
    RIGHT,
    box,
    colour,
    hairline,
    height_of_lines,
    lines_of_words,
    own_viewport,
    smooth,
    width_of,
    words,
)
from wmpeer.ui.kit.records import CELL, RECORD, TICKABLE, Cell, Column, RecordModel
from wmpeer.ui.kit.rowkeys import row_keys
from wmpeer.ui.kit.tableheader import TableHeader
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import TABLE_ROW
from wmpeer.ui.kit.typeahead import TypeAhead, is_letter, letter_row

_PAD, _GUTTER, _TICK, _MARK = 8, 24, 26, 22


class TableDelegate(QStyledItemDelegate):
    """Paints a `Cell`. *cells* puts the ring round the cell instead of the row."""

    def __init__(self, view: QTableView, *, cells: bool = False) -> None:
        super().__init__(view)
        self._view = view
        self._cells = cells

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        cell: Cell = index.data(CELL)
        painter.save()
        smooth(painter)
        chosen = self._view.selectionModel().isSelected(index)  # not by the option's state: that has Python learn all of QStyle
        first, last = self._ends()
        area = QRectF(option.rect)
        if chosen:
            painter.fillRect(area, colour("chosen"))
        hairline(painter, area.left(), area.bottom() - 0.5, area.right(), area.bottom() - 0.5)
        if chosen and index.column() == first:
            painter.fillRect(QRectF(area.left() + 1, area.top() + 2, 3, area.height() - 4), colour("accent"))
        inner = area.adjusted(_PAD, 0, -_PAD, 0)
        if index.column() == 0 and index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
            paint_tick(painter, QRectF(inner.left(), inner.center().y() - 8, 16, 16), state, bool(index.data(TICKABLE)))
            inner.setLeft(inner.left() + _TICK)
        if cell.soft:
            box(painter, area.adjusted(2, 3, -2, -4), fill=f"soft-{cell.soft}", radius=3)
        bold, column = chosen and index.column() == first, self._view.model().columns[index.column()]
        if column.wrap:
            self._paint_lines(painter, inner, cell)
        else:
            self._paint_cell(painter, inner, cell, column.number, bold)
        self._paint_focus(painter, area, index, first, last)
        painter.restore()

    def _ends(self) -> tuple[int, int]:
        shown = [at for at in range(self._view.model().columnCount()) if not self._view.isColumnHidden(at)]
        return (shown[0], shown[-1]) if shown else (0, 0)

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: Cell, number: bool, bold: bool) -> None:
        font = fonts.font("interface", max(cell.weight, 600 if bold else 400))
        if cell.after or (number and self._cells):
            if cell.after:
                mark = QRectF(area.right() - 15, area.center().y() - 7, 14, 14)
                paint_icon(painter, mark, cell.after, cell.icon_tone or cell.tone, cell.after_weight)
            area = area.adjusted(0, 0, -_GUTTER + 4, 0)
        if cell.bar is not None:
            paint_bar(painter, QRectF(area.left(), area.center().y() - 3, 32, 6), cell.bar, cell.bar_tone)
            area = area.adjusted(38, 0, 0, 0)
        if number or cell.right:
            width = words(painter, area.adjusted(20 if cell.icon else 0, 0, 0, 0), cell.text, font, cell.tone, RIGHT)
            if cell.icon:
                mark = QRectF(area.right() - width - 22, area.center().y() - 8, 16, 16)
                paint_icon(painter, mark, cell.icon, cell.icon_tone or cell.tone, cell.icon_weight)
            return
        x = area.left()
        for part in (cell, *cell.parts):
            if part.icon:
                side = 16 if part is cell and not cell.parts else 14
                mark = QRectF(x, area.center().y() - side / 2, side, side)
                paint_icon(painter, mark, part.icon, part.icon_tone or part.tone, part.icon_weight)
                x += side + (6 if side == 16 else 2)
            own = font if part is cell else fonts.font("small" if cell.parts else "interface", part.weight)
            if part is cell and cell.parts:
                own = fonts.font("small", cell.weight)
            x += words(painter, QRectF(x, area.top(), area.right() - x, area.height()), part.text, own, part.tone, LEFT) + 6

    def _paint_lines(self, painter: QPainter, area: QRectF, cell: Cell) -> None:
        font = fonts.font("interface", cell.weight)
        text = area.adjusted(_MARK if cell.icon else 0, 0, 0, 0)
        height = height_of_lines(cell.text, font, text.width())
        lines_of_words(painter, text, cell.text, font, cell.tone)
        if cell.icon:  # beside the first line
            mark = QRectF(area.left(), area.center().y() - height / 2 + 1, 16, 16)
            paint_icon(painter, mark, cell.icon, cell.icon_tone or cell.tone, cell.icon_weight)

    def height_for(self, cell: Cell, width: int) -> int:
        """The height of a row in which *cell* goes over its lines in a column *width* wide."""
        inner = width - 2 * _PAD - (_MARK if cell.icon else 0)
        return max(
            self._view.verticalHeader().defaultSectionSize(),
            height_of_lines(cell.text, fonts.font("interface", cell.weight), inner) + 2 * _PAD,
        )

    def _paint_focus(self, painter: QPainter, area: QRectF, index: QModelIndex, first: int, last: int) -> None:
        current = self._view.currentIndex()
        if not self._view.hasFocus() or current.row() != index.row():
            return
        if self._cells:
            if current.column() == index.column():
                box(painter, area, edge="focus", width=2)
            return
        painter.fillRect(QRectF(area.left(), area.top(), area.width(), 2), colour("focus"))
        painter.fillRect(QRectF(area.left(), area.bottom() - 2, area.width(), 2), colour("focus"))
        if index.column() == first:
            painter.fillRect(QRectF(area.left(), area.top(), 2, area.height()), colour("focus"))
        if index.column() == last:
            painter.fillRect(QRectF(area.right() - 2, area.top(), 2, area.height()), colour("focus"))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        cell: Cell = index.data(CELL)
        width = width_of(cell.text, fonts.font("interface", max(500, cell.weight))) + 2 * _PAD
        width += (22 if cell.icon else 0) + (_GUTTER if cell.after else 0) + (38 if cell.bar is not None else 0)
        return QSize(width + sum(width_of(part.text, fonts.font()) + 26 for part in cell.parts), TABLE_ROW)


class Table(QTableView):
    """A table of frozen records.

    `chosen(record)` when another row becomes current, `opened(record)` on Enter or a double click, `cell_chosen(record, column)` with
    *cells*, `link_followed(record, column)` on a click on a cell that is a link, `ticks_changed()` with *tickable* (Space ticks),
    `height_changed()` when wrapped rows have grown or shrunk. Ctrl+C copies the row, or the whole table where nothing is chosen. Typed
    letters go to the row whose name begins with them, unless *letters* belong to the screen.
    """

    chosen = Signal(object)
    opened = Signal(object)
    cell_chosen = Signal(object, int)
    link_followed = Signal(object, int)
    ticks_changed = Signal()
    height_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        label: str = "",
        key: Callable[[Any], Hashable] = lambda record: record,
        cells: bool = False,
        tickable: Callable[[Any], bool] | None = None,
        row_height: int = TABLE_ROW,
        letters: bool = True,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        own_viewport(self)
        self.records = RecordModel(columns, key=key, tickable=tickable, parent=self)
        self.setObjectName(name)
        self.setAccessibleName(label)
        own_viewport(self)
        self.setFont(fonts.font())
        self.setHorizontalHeader(TableHeader(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setItemDelegate(TableDelegate(self, cells=cells))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self._quiet = False
        self._typing = TypeAhead() if letters else None
        self.setModel(self.records)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RECORD)))
        self.records.ticks_changed.connect(self.ticks_changed)
        self.records.layoutChanged.connect(self._fit_heights)  # sorted: the rows are others
        theme().changed.connect(self.viewport().update)

    def set_records(self, records: Sequence[Any]) -> None:
        """Show *records*; the chosen one stays chosen if it is still there. `chosen` is not sent."""
        current = self.current()
        key = self.records.key(current) if current is not None else None
        scrolled = self.verticalScrollBar().value()
        self._quiet = True
        self.records.set_records(records)
        if key is not None:
            self.choose(key)
        if self.hasFocus() and records and not self.currentIndex().isValid():
            self.choose(self.records.key(self.records.record(0)))
        self.verticalScrollBar().setValue(scrolled)
        self._quiet = False
        self._fit()

    def look_again(self) -> None:
        """The same records say other things; no row moves."""
        self.records.look_again()
        self._fit_heights()

    def set_columns(self, columns: Sequence[Column]) -> None:
        self.records.set_columns(columns)
        self._fit()

    def current(self) -> Any | None:
        """The chosen record, or None."""
        index = self.currentIndex()
        return index.data(RECORD) if index.isValid() else None

    def choose(self, key: Hashable) -> bool:
        """Make the record with *key* current; says whether it is here."""
        row = self.records.row_of(key)
        if row >= 0:
            column = self.currentIndex().column() if self.currentIndex().isValid() else self.itemDelegate()._ends()[0]
            self.setCurrentIndex(self.records.index(row, column))
            self.selectRow(row)
        return row >= 0

    def ticked(self) -> list[Any]:
        return self.records.ticked()

    def as_text(self, rows: Sequence[int] | None = None) -> str:
        """Headings and rows with tabs between, to paste into a sheet."""
        return "".join("\t".join(row) + "\n" for row in self.as_rows(rows))

    def as_rows(self, rows: Sequence[int] | None = None) -> tuple[tuple[str, ...], ...]:
        """Headings and rows in words, without the columns that are hidden."""
        shown = [at for at in range(self.records.columnCount()) if not self.isColumnHidden(at)]
        heads = tuple(f"{c.title} ({c.unit})" if c.unit else c.title for c in (self.records.columns[at] for at in shown))
        given = range(self.records.rowCount()) if rows is None else rows
        return (heads, *(tuple(self.records.cell(row, at).words() for at in shown) for row in given))

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.viewport().update()
        if self._quiet or not current.isValid():
            return
        if current.row() != previous.row():
            self.chosen.emit(current.data(RECORD))
        self.cell_chosen.emit(current.data(RECORD), current.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text([index.row()] if index.isValid() else None))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index.data(RECORD))
        elif event.key() == Qt.Key.Key_Space and index.isValid() and self.records.has_ticks():
            self.records.toggle(index.row())
        elif is_letter(event):
            self._letter_typed(event)
        else:
            super().keyPressEvent(event)

    def key_group(self) -> KeyGroup:
        """What keys do in it."""
        return row_keys(self, copies=True)

    def hears_letters(self) -> bool:
        return self._typing is not None

    def _letter_typed(self, event: QKeyEvent) -> None:
        names = next((at for at, column in enumerate(self.records.columns) if not column.number), 0)
        shown = [self.records.cell(row, names).text for row in range(self.records.rowCount())]
        row = letter_row(self._typing, event, shown, self.currentIndex())
        if row >= 0:
            self.choose(self.records.key(self.records.record(row)))

    def mousePressEvent(self, event) -> None:
        index = self.indexAt(event.position().toPoint())
        near = event.position().x() - self.visualRect(index).left() < _PAD + _TICK
        if index.isValid() and index.column() == 0 and self.records.has_ticks() and near:
            self.records.toggle(index.row())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event) -> None:
        super().mouseMoveEvent(event)
        over = self._link_at(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over.isValid() else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event) -> None:
        super().mouseReleaseEvent(event)
        link = self._link_at(event.position().toPoint())
        if link.isValid() and event.button() == Qt.MouseButton.LeftButton and link.row() == self.currentIndex().row():
            self.link_followed.emit(link.data(RECORD), link.column())

    def _link_at(self, point: QPoint) -> QModelIndex:
        index = self.indexAt(point)
        return index if index.isValid() and index.data(CELL).link else QModelIndex()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.records.rowCount():
            self.choose(self.records.key(self.records.record(0)))
        elif self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.selectRow(self.currentIndex().row())  # Qt makes a row current here without choosing it
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give columns their widths; where there is no room, the dispensable ones go."""
        room = self.viewport().width()
        columns = self.records.columns
        widths = [max(column.width, self._longest(at)) if column.whole else column.width for at, column in enumerate(columns)]
        shown = set(range(len(columns)))
        for at in sorted((at for at in shown if columns[at].drop), key=lambda at: (-columns[at].drop, -at)):
            if sum(widths[i] for i in shown) <= room:
                break
            shown.discard(at)
        if sum(widths[i] for i in shown) > room:  # nothing more may go: names are cut after all, before one has to scroll sideways
            widths = [column.width for column in columns]
        spare = max(0, room - sum(widths[i] for i in shown))
        stretchy = [at for at in sorted(shown) if columns[at].stretch]
        for at in range(len(columns)):
            self.setColumnHidden(at, at not in shown)
            share = spare // len(stretchy) if at in stretchy else 0
            extra = spare % len(stretchy) if stretchy and at == stretchy[-1] else 0
            self.setColumnWidth(at, widths[at] + share + extra)
        self.horizontalHeader().fit()
        self._fit_heights()

    def _fit_heights(self) -> None:
        """Let rows grow where a column wraps."""
        wrapped = [at for at, column in enumerate(self.records.columns) if column.wrap and not self.isColumnHidden(at)]
        if not wrapped:
            return
        before, delegate = self.verticalHeader().length(), self.itemDelegate()
        for row in range(self.records.rowCount()):
            self.setRowHeight(row, max(delegate.height_for(self.records.cell(row, at), self.columnWidth(at)) for at in wrapped))
        if self.verticalHeader().length() != before:
            self.height_changed.emit()

    def _longest(self, column: int) -> int:
        """The pixels that the longest words of a column take."""
        texts = sorted({self.records.cell(row, column).text for row in range(self.records.rowCount())}, key=len)
        return max((int(width_of(text, fonts.font("interface", 600))) + 1 for text in texts[-3:]), default=0) + 2 * _PAD

    def height_of_all(self) -> int:
        """The pixels that show every row without scrolling."""
        return self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2
