"""The grid of the scorecard: frozen cells painted as they come into view, authorities and headings that stay, one sentence for each cell.

It is ordered by name and by nothing else: there is nothing to sort by.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from wmpeer.indicators.scorecard import Score, ScoreMeasure, ScorePlace
from wmpeer.ui.data.scorewords import better, heading_words, name_of, sentence, shown_text, unit_of
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.keywords import KeyGroup, KeyLine
from wmpeer.ui.kit.paint import LEFT, RIGHT, box, colour, hairline, own_viewport, smooth, uncut, width_of, words
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import SCORECARD_ROW

MARK = Qt.ItemDataRole.UserRole
NAME_WIDTH, WIDTH, WIDEST = 150, 118, 168
_LINES, _PAD, _GUTTER = 4, 8, 20
_FEW = 100
_Index = QModelIndex | QPersistentModelIndex


class ScoreModel(QAbstractTableModel):
    """The measures *shown* of a score. Nothing is computed before a cell is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.score = Score()
        self.shown: tuple[int, ...] = ()

    def set_score(self, score: Score, shown: Sequence[int]) -> None:
        self.beginResetModel()
        self.score, self.shown = score, tuple(shown)
        self.endResetModel()

    def measure(self, column: int) -> ScoreMeasure:
        return self.score.measures[self.shown[column]]

    def place(self, row: int) -> ScorePlace:
        return self.score.places[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.score.places)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, measure = index.row(), self.measure(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_text(measure, row)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return sentence(self.score, measure, row)
        if role == MARK:
            return measure.mark(row) if self.place(row).kind == "authority" else ""
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            known = section < len(self.score.places) and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return self.place(section).name if known else None  # the whole name: "England (invented figures)"
        if section >= len(self.shown):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return name_of(self.measure(section))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return heading_words(self.measure(section))
        return None


class _Delegate(QStyledItemDelegate):
    """A number before a gutter that holds a flag or an arrow; only flags are tinted."""

    def __init__(self, view: ScoreGrid) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        model, current = self._view.score_model, self._view.currentIndex()
        row, measure, area = index.row(), model.measure(index.column()), QRectF(option.rect)
        known, mark = measure.value(row) is not None, index.data(MARK)
        painter.save()
        smooth(painter)
        if current.row() == row:
            painter.fillRect(area, colour("chosen"))
        hairline(painter, area.left(), area.bottom() - 0.5, area.right(), area.bottom() - 0.5)
        if mark == "flag":
            box(painter, area.adjusted(2, 3, -2, -4), fill="soft-consider", radius=3)
        if mark:
            icon, tone, weight = {
                "flag": ("flag", "consider", "fill"), "high": ("arrow-up", "ink2", "regular"), "low": ("arrow-down", "ink2", "regular"),
            }[mark]  # fmt: skip
            paint_icon(painter, QRectF(area.right() - _PAD - 15, area.center().y() - 7, 14, 14), icon, tone, weight)
        font = fonts.font("interface", 600 if mark == "flag" else 400)
        text = area.adjusted(_PAD, 0, -_PAD - _GUTTER, 0)
        tone = "consider" if mark == "flag" else "ink" if known else "ink3"
        (uncut if known else words)(painter, text, shown_text(measure, row), font, tone, RIGHT)
        if self._view.hasFocus() and current == index:
            box(painter, area, edge="focus", width=2)
        painter.restore()


class _Measures(QHeaderView):
    """The headings: the measure in up to four lines, below it period and polarity."""

    def __init__(self, view: ScoreGrid) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        own_viewport(self)
        self._model = view.score_model
        self.setObjectName("score-measures")
        self.setAccessibleName("Measures")
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setProperty("ring", "none")
        theme().changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        """As many lines as the longest of a few measures needs; of many, as many as there may be."""
        count = self._model.columnCount()
        lines = [len(self._lines(section)) for section in range(count)] if 0 < count <= _FEW else [_LINES]
        return QSize(self.length(), 16 * (max(lines) + 2) + 10)  # Qt itself would ask many headings for their size

    def _lines(self, section: int) -> tuple[str, ...]:
        measure = self._model.measure(section)
        unit = unit_of(measure)
        name = f"{name_of(measure)}, {unit}" if unit and unit != "%" else name_of(measure)
        return _wrapped(name, self.defaultSectionSize() - 2 * _PAD, _LINES)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section >= self._model.columnCount():
            return
        measure = self._model.measure(section)
        painter.save()
        smooth(painter)
        painter.fillRect(rect, colour("paper"))
        hairline(painter, rect.left(), rect.bottom() + 0.5, rect.right() + 1, rect.bottom() + 0.5, "line2")
        area, lines = QRectF(rect).adjusted(_PAD, 4, -_PAD, -4), self._lines(section)
        top = area.bottom() - 32 - 16 * len(lines)
        for at, line in enumerate(lines):
            words(painter, QRectF(area.left(), top + 16 * at, area.width(), 16), line, fonts.font("small", 500), "ink2", RIGHT)
        for at, line in enumerate((measure.period, better(measure))):
            words(painter, QRectF(area.left(), area.bottom() - 32 + 16 * at, area.width(), 16), line, fonts.font("small"), "ink3", RIGHT)
        painter.restore()


class _Authorities(QHeaderView):
    """The names at the left, A to Z; the country and the region below in bold."""

    def __init__(self, view: ScoreGrid) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        own_viewport(self)
        self._view, self._model = view, view.score_model
        self.setObjectName("score-authorities")
        self.setAccessibleName("Authorities, A to Z")
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setDefaultSectionSize(SCORECARD_ROW)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedWidth(NAME_WIDTH)
        self.setProperty("ring", "none")
        theme().changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        return QSize(NAME_WIDTH, self.length())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section >= self._model.rowCount():
            return
        place, chosen = self._model.place(section), section == self._view.currentIndex().row()
        painter.save()
        smooth(painter)
        area = QRectF(rect)
        painter.fillRect(area, colour("chosen" if chosen else "paper"))
        hairline(painter, area.left(), area.bottom() - 0.5, area.right(), area.bottom() - 0.5)
        hairline(painter, area.right() - 0.5, area.top(), area.right() - 0.5, area.bottom(), "line2")
        if chosen:
            painter.fillRect(QRectF(area.left() + 1, area.top() + 2, 3, area.height() - 4), colour("accent"))
        font = fonts.font("interface", 600 if chosen or place.kind != "authority" else 400)
        words(painter, area.adjusted(_PAD, 0, -_PAD, 0), place.name.partition(" (")[0], font, "ink", LEFT)
        painter.restore()


class _Corner(QWidget):
    """What stands over the names."""

    def __init__(self, view: ScoreGrid) -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            area = QRectF(self.rect())
            painter.fillRect(area, colour("paper"))
            hairline(painter, area.left(), area.bottom() - 0.5, area.right(), area.bottom() - 0.5, "line2")
            foot = QRectF(_PAD, area.bottom() - 20, area.width() - 2 * _PAD, 16)
            words(painter, foot, "Authority, A to Z", fonts.font("small", 500), "ink2", LEFT)


class ScoreGrid(QTableView):
    """`cell_chosen(row, column)` when the current cell is another, `opened(row, column)` on Enter or a double click, `copied()`."""

    cell_chosen = Signal(int, int)
    opened = Signal(int, int)
    copied = Signal()

    def __init__(self, *, name: str = "scorecard", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own_viewport(self)
        self.score_model, self._corner = ScoreModel(self), _Corner(self)
        self.setObjectName(name)
        self.setAccessibleName("Scorecard: authorities by name, measures across")
        self.setAccessibleDescription("Arrow keys go from cell to cell, Enter opens one, Ctrl+C copies the table.")
        self.setFont(fonts.font())
        self.setHorizontalHeader(_Measures(self))
        self.setVerticalHeader(_Authorities(self))
        self.setShowGrid(False)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setProperty("ring", "none")
        self.setModel(self.score_model)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row(), index.column()))
        theme().changed.connect(self.viewport().update)

    def set_score(self, score: Score, shown: Sequence[int]) -> None:
        """Show these measures; the cell that was current stays so where it is still there."""
        current, column = self.currentIndex(), 0
        row = min(max(current.row(), 0), max(len(score.places) - 1, 0))
        if current.isValid():
            key = self.score_model.measure(current.column()).key
            column = next((at for at, one in enumerate(shown) if score.measures[one].key == key), 0)
        self.score_model.set_score(score, shown)
        self._fit()
        self.horizontalHeader().updateGeometry()
        self.updateGeometries()
        if shown and score.places:
            self.choose(row, column)

    def choose(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.score_model.index(row, column))

    def choose_place(self, key: str) -> None:
        """Make the row of an authority (its ONS code) current."""
        row = next((at for at, place in enumerate(self.score_model.score.places) if place.key == key), -1)
        if row >= 0 and self.score_model.shown:
            self.choose(row, max(self.currentIndex().column(), 0))

    def height_of_all(self) -> int:
        """The pixels that show every row without scrolling."""
        bar = self.horizontalScrollBar().sizeHint().height()
        return self.horizontalHeader().sizeHint().height() + SCORECARD_ROW * self.score_model.rowCount() + bar + 2

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.viewport().update()
        self.verticalHeader().viewport().update()
        if current.isValid():
            self.cell_chosen.emit(current.row(), current.column())

    def _fit(self) -> None:
        """All columns alike: as wide as the room gives where they are few."""
        count = self.score_model.columnCount()
        room = self.viewport().width() // count if count else WIDTH
        width = min(max(room, WIDTH), WIDEST)
        if self.horizontalHeader().defaultSectionSize() != width:
            self.horizontalHeader().setDefaultSectionSize(width)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        across, down = self.horizontalHeader(), self.verticalHeader()
        self._corner.setGeometry(down.x(), across.y(), down.width(), across.height())
        self._corner.raise_()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, held = self.currentIndex(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index.row(), index.column())
        elif held and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and index.isValid():
            page = max(1, self.viewport().width() // self.horizontalHeader().defaultSectionSize() - 1)
            column = index.column() + (page if event.key() == Qt.Key.Key_Right else -page)
            self.choose(index.row(), min(max(column, 0), self.score_model.columnCount() - 1))
        elif not event.text().strip() or held:
            super().keyPressEvent(event)
        else:
            event.ignore()  # letters belong to the screen

    def key_group(self) -> KeyGroup:
        """What keys do in it."""
        return KeyGroup("In the scorecard", (
            KeyLine(("Left", "Right", "Up", "Down"), "The cell beside"), KeyLine(("Home", "End"), "The first measure, the last"),
            KeyLine(("Ctrl+Left", "Ctrl+Right"), "The measures of a page before, after"),
            KeyLine(("Enter",), "Open the measure of this authority"), KeyLine(("Ctrl+C",), "Copy the table"),
        ))  # fmt: skip

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.score_model.shown:
            self.choose(0, 0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


@lru_cache(maxsize=2048)
def _wrapped(text: str, width: int, most: int) -> tuple[str, ...]:
    """*text* in lines no wider than *width*, *most* of them; what is left over is in the last, and cut when it is painted."""
    lines: list[str] = []
    font = fonts.font("small", 500)
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (width_of(longer, font) <= width or len(lines) == most):
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
