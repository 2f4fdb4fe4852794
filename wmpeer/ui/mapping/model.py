"""The first rows of a sheet as a Qt model: what stands in a cell, and what it became."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from wmpeer.indicators.grid import Grid
from wmpeer.indicators.preview import PreviewCell
from wmpeer.indicators.recipe import Recipe
from wmpeer.ui.mapping.draft import is_left_out, places, width
from wmpeer.ui.mapping.records import Looked
from wmpeer.ui.mapping.words import ROLES, cell_sentence, column_name

BECAME = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class GridModel(QAbstractTableModel):
    """`show_sheet` gives the cells, `show_looked` what became of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid: Grid | None = None
        self.head: Sequence[Sequence[str]] = ()
        self.recipe = Recipe()
        self._width = 0
        self._cells: dict[tuple[int, int], PreviewCell] = {}
        self._figures: frozenset[int] = frozenset()
        self._words: dict[int, tuple[str, str]] = {}

    def show_sheet(self, grid: Grid, head: Sequence[Sequence[str]], recipe: Recipe) -> None:
        """Other cells; nothing is known of them yet."""
        self.beginResetModel()
        self.grid, self.head, self.recipe = grid, head, recipe
        self._width = width(head)
        self._cells, self._figures, self._words = {}, frozenset(), {}
        self.endResetModel()

    def show_recipe(self, recipe: Recipe) -> None:
        """Said otherwise; what the cells become is looked at meanwhile."""
        self.recipe = recipe
        self._changed()

    def show_looked(self, found: Looked) -> None:
        """What the cells became."""
        self._cells = {(cell.row, cell.column): cell for cell in found.preview.cells}
        self._figures = frozenset(column.place for column in found.preview.values)
        self._changed()

    def _changed(self) -> None:
        self._words = {}
        if self.head and self._width:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.head) - 1, self._width - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._width - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.head) - 1)

    def became(self, row: int, column: int) -> PreviewCell | None:
        """What became of a cell, or None where it is empty or was not looked at yet."""
        return self._cells.get((row, column))

    def sentence(self, row: int, column: int) -> str:
        """What became of a cell, as a sentence; empty where nothing stands there."""
        cell = self.became(row, column)
        return cell_sentence(cell, self.grid.cell(row, column)) if cell is not None and self.grid is not None else ""

    def column_word(self, place: int) -> tuple[str, str]:
        """What a column is for, in a word, and its look: role, figures or unread."""
        if place not in self._words:
            self._words[place] = self._word_of(place)
        return self._words[place]

    def _word_of(self, place: int) -> tuple[str, str]:
        role = places(self.recipe).get(place)
        if role is not None:
            return ROLES[role][0], "role"
        if place in self._figures:
            return "Figures", "figures"
        return ("Left out" if is_left_out(self.recipe, self.head, place) else "Not read"), "unread"

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.head)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._width

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            line = self.head[row]
            return line[column].strip() if column < len(line) else ""
        if role == BECAME:
            return self.became(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.sentence(row, column) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(row, column) or (f"{self.grid.cell(row, column)}: empty" if self.grid is not None else "")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.grid is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                return str(self.grid.number(section))
            heads = section in self.recipe.header_rows
            return f"Row {self.grid.number(section)}{', headings' if heads else ''}" if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_name(self.grid, section)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"Column {column_name(self.grid, section)}: {self.column_word(section)[0]}"
        return None
