"""Lists of two lines: a name, and below it what one needs to choose; the chosen one has a fill and a bar, the focused one a ring."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.chips import paint_kind
from wmpeer.ui.kit.fields import paint_tick
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.keywords import KeyGroup
from wmpeer.ui.kit.kinds import mark
from wmpeer.ui.kit.paint import LEFT, RIGHT, box, colour, smooth, width_of, words
from wmpeer.ui.kit.records import RECORD, TICKABLE, Cell, Column, RecordModel
from wmpeer.ui.kit.rowkeys import row_keys
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import TWO_LINE_ROW
from wmpeer.ui.kit.typeahead import TypeAhead, is_letter, letter_row

LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list. Without `second` it is one line (38 px).

    `kind` puts a kind's square in front; `icon` (with `tone`) stands before the words at the right, `right`; `spark` draws a sparkline of
    values (None is a gap); `second_unit` is a quiet word behind the second line; `said` is for a screen reader.
    """

    title: str
    second: str = ""
    second_unit: str = ""
    right: str = ""
    icon: str = ""
    tone: str = "ink2"
    icon_weight: str = "regular"
    kind: str = ""
    spark: tuple[float | None, ...] = ()
    bold_second: bool = False
    quiet: bool = False
    said: str = ""
    tip: str = ""

    def words(self) -> str:
        kind = mark(self.kind).word if self.kind else ""
        return self.said or ", ".join(part for part in (kind, self.title, f"{self.second} {self.second_unit}".strip(), self.right) if part)


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, view: RecordList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        line: Line = self._view.line_of(index)
        return QSize(120, TWO_LINE_ROW if line.second else 38 if not line.kind else 30)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        line = self._view.line_of(index)
        painter.save()
        smooth(painter)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area = QRectF(option.rect).adjusted(6, 1, -6, -1)
        if chosen:
            box(painter, area, fill="chosen")
            painter.fillRect(QRectF(area.left(), area.top() + 2, 3, area.height() - 4), colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, area, fill="canvas")
        inner = area.adjusted(10, 0, -10, 0)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            box_ = QRectF(inner.left(), inner.center().y() - 8, 16, 16)
            paint_tick(painter, box_, Qt.CheckState(state), bool(index.data(TICKABLE)))
            inner.setLeft(inner.left() + 26)
        if line.kind:
            paint_kind(painter, QRectF(inner.left(), inner.center().y() - 12, 24, 24), mark(line.kind))
            inner.setLeft(inner.left() + 32)
        self._paint_words(painter, inner, line, chosen)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            box(painter, area, edge="focus", width=2)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRectF, line: Line, chosen: bool) -> None:
        tone = "ink3" if line.quiet and not chosen else "ink"
        title = fonts.font("interface", 600 if chosen else 500 if line.second else 400)
        if not line.second:
            right = self._paint_right(painter, area, line)
            words(painter, area.adjusted(0, 0, -right, 0), line.title, title, tone)
            return
        upper = QRectF(area.left(), area.top() + 5, area.width(), 18)
        lower = QRectF(area.left(), area.top() + 24, area.width(), 18)
        words(painter, upper, line.title, title, tone)
        right = self._paint_right(painter, lower, line)
        lower.setRight(lower.right() - right)
        second = fonts.font("interface", 600 if line.bold_second else 400)
        x = words(painter, lower, line.second, second, "ink" if line.bold_second else "ink2", LEFT)
        if line.second_unit:
            words(painter, lower.adjusted(x + 5, 0, 0, 0), line.second_unit, fonts.font("small"), "ink3", LEFT)

    def _paint_right(self, painter: QPainter, area: QRectF, line: Line) -> float:
        """Gives back the width taken at the right, with its gap."""
        taken = 0.0
        if line.right:
            width = width_of(line.right, fonts.font())
            words(painter, area, line.right, fonts.font(), line.tone, RIGHT)
            taken = width + 6.0
        if line.icon:
            mark_ = QRectF(area.right() - taken - 16, area.center().y() - 8, 16, 16)
            paint_icon(painter, mark_, line.icon, line.tone, line.icon_weight)
            taken += 22
        if line.spark:
            from wmpeer.ui.kit.charts.spark import paint_spark  # charts only where one is drawn

            spark = QRectF(area.right() - max(taken, 44) - 42, area.top(), 38, area.height())
            paint_spark(painter, spark, line.spark)
            taken = max(taken, 44) + 48
        return taken


class RecordList(QListView):
    """Records as lines: *line(record)* gives the `Line`. Signals as `Table`: `chosen`, `opened`, `ticks_changed`.

    Typed letters go to the row that begins with them, unless *letters* belong to the screen.
    """

    chosen = Signal(object)
    opened = Signal(object)
    ticks_changed = Signal()

    def __init__(
        self,
        line: Callable[[Any], Line],
        *,
        label: str = "",
        key: Callable[[Any], Hashable] = lambda record: record,
        tickable: Callable[[Any], bool] | None = None,
        bare: bool = True,
        letters: bool = True,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._line = line
        self._lines: dict[Hashable, Line] = {}
        column = Column(label or "Name", lambda record: Cell(self._line_for(record).title, said=self._line_for(record).words()))
        self.records = RecordModel([column], key=key, tickable=tickable, parent=self)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setProperty("bare", bare)
        self.setFont(fonts.font())
        self.setItemDelegate(_LineDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._quiet = False
        self._typing = TypeAhead() if letters else None
        self.setModel(self.records)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RECORD)))
        self.records.ticks_changed.connect(self.ticks_changed)
        theme().changed.connect(self.viewport().update)

    def _line_for(self, record: Any) -> Line:
        key = self.records.key(record)
        if key not in self._lines:
            self._lines[key] = self._line(record)
        return self._lines[key]

    def line_of(self, index: QModelIndex) -> Line:
        return self._line_for(index.data(RECORD))

    def set_records(self, records: Sequence[Any]) -> None:
        """Show *records*; the chosen one stays chosen if it is still there. `chosen` is not sent."""
        current = self.current()
        key = self.records.key(current) if current is not None else None
        scrolled = self.verticalScrollBar().value()
        self._quiet = True
        self._lines.clear()
        self.records.set_records(records)
        if key is not None:
            self.choose(key)
        if self.hasFocus() and records and not self.currentIndex().isValid():
            self.setCurrentIndex(self.records.index(0, 0))
        self.verticalScrollBar().setValue(scrolled)
        self._quiet = False

    def current(self) -> Any | None:
        index = self.currentIndex()
        return index.data(RECORD) if index.isValid() else None

    def choose(self, key: Hashable) -> bool:
        row = self.records.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.records.index(row, 0))
        return row >= 0

    def ticked(self) -> list[Any]:
        return self.records.ticked()

    def height_of_all(self) -> int:
        """The pixels that show every line without scrolling."""
        return sum(self.sizeHintForRow(row) for row in range(self.records.rowCount())) + 2

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(current.data(RECORD))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index.data(RECORD))
        elif event.key() == Qt.Key.Key_Space and index.isValid() and self.records.has_ticks():
            self.records.toggle(index.row())
        elif is_letter(event):
            self._letter_typed(event)
        else:
            super().keyPressEvent(event)

    def key_group(self) -> KeyGroup:
        """What keys do in it."""
        return row_keys(self)

    def hears_letters(self) -> bool:
        return self._typing is not None

    def _letter_typed(self, event: QKeyEvent) -> None:
        row = letter_row(self._typing, event, [self.records.cell(at, 0).text for at in range(self.records.rowCount())], self.currentIndex())
        if row >= 0:
            self.setCurrentIndex(self.records.index(row, 0))

    def mousePressEvent(self, event) -> None:
        index = self.indexAt(event.position().toPoint())
        near = event.position().x() - self.visualRect(index).left() < 42
        if index.isValid() and self.records.has_ticks() and near:
            self.records.toggle(index.row())
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.records.rowCount():
            self.setCurrentIndex(self.records.index(0, 0))
        elif self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
