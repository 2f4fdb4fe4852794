"""The table as it came, with what each column is for above it: by a click on a column's head, or by a letter on any of its cells."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from wmpeer.indicators.values import number_in
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.icons import icon, paint_icon
from wmpeer.ui.kit.keywords import KeyGroup, KeyLine
from wmpeer.ui.kit.paint import LEFT, RIGHT, box, colour, hairline, own_viewport, smooth, width_of, words
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.mapping.draft import places
from wmpeer.ui.mapping.model import BECAME, GridModel
from wmpeer.ui.mapping.words import AUTO_KEY, HEAD_KEY, LEAVE_KEY, ROLES, ROW_KEY

_ROW, _HEAD, _PAD = 28, 48, 8
_NARROWEST, _WIDEST = 96, 230
_KEYS = {getattr(Qt.Key, f"Key_{key}"): role for role, (_, key, _) in ROLES.items() if key}
_TONES = {"left-out": "ink3", "problem": "alert"}
LEAVE, AUTO = "leave", "auto"


class _CellDelegate(QStyledItemDelegate):
    """A cell by what it became: figures at the right, headings bold, what is not read pale, what is wrong with a sign."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        view: MappingGrid = self.parent()
        model = view.cells
        cell, area = index.data(BECAME), QRectF(option.rect)
        became = cell.became if cell is not None else ""
        header = index.row() in model.recipe.header_rows
        painter.save()
        smooth(painter)
        unread = became == "left-out" or model.column_word(index.column())[1] == "unread"
        painter.fillRect(area, colour("sunken" if header else "canvas" if unread else "paper"))
        hairline(painter, area.left(), area.bottom() - 0.5, area.right(), area.bottom() - 0.5, "line2" if header else "line")
        hairline(painter, area.right() - 0.5, area.top(), area.right() - 0.5, area.bottom())
        inner = area.adjusted(_PAD, 0, -_PAD, 0)
        if became in ("problem", "marker"):
            wrong = became == "problem"
            box(painter, area.adjusted(2, 3, -3, -4), fill="soft-alert" if wrong else "soft-question", radius=3)
            mark = QRectF(inner.left(), inner.center().y() - 7, 14, 14)
            paint_icon(painter, mark, "warning-circle" if wrong else "minus-circle", "alert" if wrong else "question", "regular")
            inner.setLeft(inner.left() + 18)
        if became in ("area", "period") and inner.width() > 40:
            paint_icon(painter, QRectF(inner.right() - 11, inner.center().y() - 5, 11, 11), "check", "strength", "bold")
            inner.setRight(inner.right() - 16)
        self._words(painter, inner, str(index.data() or ""), became, header)
        if view.hasFocus() and view.currentIndex() == index:
            box(painter, area, edge="focus", width=2, radius=2)
        elif view.currentIndex() == index:
            box(painter, area, edge="line2", radius=2)
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, area: QRectF, text: str, became: str, header: bool) -> None:
        weight = 600 if header and became != "left-out" else 500 if became in ("area", "period") else 400
        tone = _TONES.get(became, "ink")
        right = became in ("value", "marker", "problem") or (
            not header and became not in ("period", "area") and number_in(text) is not None
        )
        words(painter, area, text, fonts.font("interface", weight), tone, RIGHT if right else LEFT)


class _ColumnHead(QHeaderView):
    """A column's letter and what it is for; a click opens the choice."""

    def __init__(self, parent: MappingGrid) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        own_viewport(self)
        self._grid = parent
        self.setObjectName("mapping-columns")
        self.setAccessibleName("Columns and what they are for")
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme().changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        return QSize(100, _HEAD)  # Qt's own asks every heading for its size

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self._grid.cells
        word, look = model.column_word(section)
        painter.save()
        smooth(painter)
        area = QRectF(rect)
        painter.fillRect(area, colour("paper"))
        here = self._grid.currentIndex().column() == section
        letter = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        top = QRectF(area.left() + _PAD, area.top() + 3, area.width() - 2 * _PAD, 14)
        words(painter, top, letter, fonts.font("small", 600 if here else 400), "accent_ink" if here else "ink3", LEFT)
        chip = QRectF(area.left() + 4, area.top() + 19, area.width() - 8, 22)
        if look == "role":
            box(painter, chip, fill="chosen", edge="accent")
        elif look == "figures":
            box(painter, chip, fill="paper", edge="line2")
        else:
            box(painter, chip, fill="canvas", edge="line2", dash=True)
        tone = {"role": "accent_ink", "figures": "ink"}.get(look, "ink3")
        words(painter, chip.adjusted(7, 0, -18, 0), word, fonts.font("small", 600 if look == "role" else 500), tone, LEFT)
        paint_icon(painter, QRectF(chip.right() - 16, chip.center().y() - 5, 10, 10), "caret-down", tone, "bold")
        hairline(painter, area.left(), area.bottom() - 0.5, area.right(), area.bottom() - 0.5, "line2")
        if here:
            painter.fillRect(QRectF(area.left() + 2, area.bottom() - 3, area.width() - 4, 3), colour("accent"))
        painter.restore()


class _RowHead(QHeaderView):
    """A row's number; those of the headings have a bar. A click makes a row a heading, or none."""

    def __init__(self, parent: MappingGrid) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        own_viewport(self)
        self._grid = parent
        self.setObjectName("mapping-rows")
        self.setAccessibleName("Rows; those of the headings are marked")
        self.setSectionsClickable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(_ROW)
        theme().changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        return QSize(52, 100)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self._grid.cells
        head = section in model.recipe.header_rows
        painter.save()
        smooth(painter)
        area = QRectF(rect)
        painter.fillRect(area, colour("sunken" if head else "paper"))
        if head:
            painter.fillRect(QRectF(area.left(), area.top() + 2, 3, area.height() - 4), colour("accent"))
            paint_icon(painter, QRectF(area.left() + 7, area.center().y() - 6, 12, 12), "text-aa", "accent_ink", "bold")
        number = str(model.headerData(section, Qt.Orientation.Vertical) or "")
        font = fonts.font("small", 600 if head else 400)
        words(painter, area.adjusted(20, 0, -6, 0), number, font, "accent_ink" if head else "ink3", RIGHT)
        hairline(painter, area.left(), area.bottom() - 0.5, area.right(), area.bottom() - 0.5)
        hairline(painter, area.right() - 0.5, area.top(), area.right() - 0.5, area.bottom(), "line2")
        painter.restore()


class MappingGrid(QTableView):
    """The first rows of a sheet. `role_asked(place, role)` with a role, `LEAVE` or `AUTO`; `header_asked(row)`, `row_asked(row)`;
    `cell_chosen(row, column)`."""

    role_asked = Signal(int, str)
    header_asked = Signal(int)
    row_asked = Signal(int)
    cell_chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own_viewport(self)
        self.cells = GridModel(self)
        self.setObjectName("mapping-grid")
        self.setAccessibleName("The table as it came")
        self.setFont(fonts.font())
        self.setShowGrid(False)
        self.setHorizontalHeader(_ColumnHead(self))
        self.setVerticalHeader(_RowHead(self))
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setProperty("ring", "none")
        self.setModel(self.cells)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_at)
        self.horizontalHeader().sectionClicked.connect(self.open_menu)
        self.verticalHeader().sectionClicked.connect(self.header_asked)
        self.selectionModel().currentChanged.connect(self._moved)
        theme().changed.connect(self.viewport().update)

    def fit_columns(self) -> None:
        """Each column as wide as its words, within bounds."""
        shown = self.cells.head[: 12 if self.cells.columnCount() > 60 else 40]
        font = fonts.font("interface", 600)
        head = self.horizontalHeader()
        head.blockSignals(True)  # of five hundred columns each would have all of them laid out again
        for place in range(self.cells.columnCount()):
            longest = max((row[place] for row in shown if place < len(row)), key=len, default="")
            wide = width_of(longest.strip(), font) + 2 * _PAD + 22
            head.resizeSection(place, min(max(wide, _NARROWEST), _WIDEST))
        head.blockSignals(False)
        self.updateGeometries()
        head.viewport().update()

    def choose(self, row: int, column: int) -> None:
        """Make a cell the current one."""
        self.setCurrentIndex(self.cells.index(row, column))

    def open_menu(self, place: int) -> None:
        """What a column may be for, below its head."""
        row = max(0, self.currentIndex().row())
        self.choose(row, place)
        menu = self.role_menu(place)
        head = self.horizontalHeader()
        x = head.sectionViewportPosition(place)
        menu.popup(head.viewport().mapToGlobal(QPoint(x + 4, _HEAD - 4)))

    def role_menu(self, place: int) -> QMenu:
        """The choices of a column; the one that stands has a tick."""
        menu = QMenu(self)
        menu.setObjectName("mapping-roles")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        now = places(self.cells.recipe).get(place)
        for role, (_word, key, said) in ROLES.items():
            if role == "value" and self.cells.recipe.orientation != "long":
                continue
            action = menu.addAction(f"{said}\t{key}" if key else said)
            if role == now:
                action.setIcon(icon("check"))
            action.triggered.connect(lambda _on=False, role=role: self.role_asked.emit(place, role))
        menu.addSeparator()
        if self.cells.recipe.orientation != "long":
            action = menu.addAction(f"Figures, as its headings say\t{AUTO_KEY}")
            if self.cells.column_word(place)[1] == "figures":
                action.setIcon(icon("check"))
            action.triggered.connect(lambda: self.role_asked.emit(place, AUTO))
        leave = menu.addAction(f"Not read\t{LEAVE_KEY}")
        if self.cells.column_word(place)[1] == "unread":
            leave.setIcon(icon("check"))
        leave.triggered.connect(lambda: self.role_asked.emit(place, LEAVE))
        return menu

    def _menu_at(self, point: QPoint) -> None:
        """By a right click, or the menu key: what the cell's column is for, and what its row is."""
        pressed = self.currentIndex()
        index = self.indexAt(point) if self.viewport().rect().contains(point) else pressed
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        menu = self.role_menu(index.column())
        menu.addSeparator()
        row = index.row()
        heads = row in self.cells.recipe.header_rows
        menu.addAction(f"{'No headings' if heads else 'Headings'} stand in this row\t{HEAD_KEY}", lambda: self.header_asked.emit(row))
        if row > max(self.cells.recipe.header_rows):
            menu.addAction(f"Leave this row out, or read it again\t{ROW_KEY}", lambda: self.row_asked.emit(row))
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()
        if current.isValid():
            self.cell_chosen.emit(current.row(), current.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if not index.isValid() or held:
            super().keyPressEvent(event)
        elif key in _KEYS and (_KEYS[key] != "value" or self.cells.recipe.orientation == "long"):
            self.role_asked.emit(index.column(), _KEYS[key])
        elif key == Qt.Key.Key_X:
            self.role_asked.emit(index.column(), LEAVE)
        elif key in (Qt.Key.Key_V, Qt.Key.Key_F):
            self.role_asked.emit(index.column(), AUTO)
        elif key == Qt.Key.Key_H:
            self.header_asked.emit(index.row())
        elif key == Qt.Key.Key_R:
            self.row_asked.emit(index.row())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_menu(index.column())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cells.rowCount():
            self.choose(max(self.cells.recipe.header_rows), 0)
        self.viewport().update()

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def key_group(self) -> KeyGroup:
        """What keys do in the table."""
        lines = [KeyLine((key,), f"This column: {said[:1].lower()}{said[1:]}") for _, key, said in ROLES.values() if key]
        more = (
            (AUTO_KEY, "This column: figures, as its headings say"), (LEAVE_KEY, "This column is not read"),
            (HEAD_KEY, "Headings stand in this row, or do not"), (ROW_KEY, "Leave this row out, or read it again"),
            ("Enter", "Everything this column may be"),
        )  # fmt: skip
        return KeyGroup("In the table whose columns are said", (*lines, *(KeyLine((key,), said) for key, said in more)))


__all__ = ["AUTO", "LEAVE", "MappingGrid"]
